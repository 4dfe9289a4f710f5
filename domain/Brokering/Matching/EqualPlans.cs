namespace Vardbro.Brokering.Matching;

/// <summary>
/// What a settled tier leaves free: which of its patients, and of those before it, may still change places without making any
/// settled tier worse. By the prices a plan is best exactly when everyone is where it costs them least, so those are the places.
/// </summary>
internal static class EqualPlans
{
    /// <summary>Those who may move.</summary>
    public static Movers After(TierStage stage, PatientClasses classes)
    {
        var (at, problem, movers) = (stage.At, stage.Problem, new Movers());
        if (!Enumerable.Range(0, problem.Cells).Any(cell => stage.Open[cell] && stage.Prices[cell] == 0 && stage.Levels[cell] == TierProof.Never))
        {
            // Nothing is left to a later tier, so nobody will have to make room for it.
            return movers.Standing(at);
        }

        for (var kind = 0; kind < stage.Earlier.Count; kind++)
        {
            foreach (var alike in stage.Earlier.MembersOf(kind).GroupBy(patient => (stage.Levels[at.Node[patient]], stage.Prices[at.Node[patient]])))
            {
                Keep([.. stage.Earlier.NodesOf(kind).Where(n => (stage.Levels[n], stage.Prices[n]) == alike.Key)], [.. alike]);
            }
        }

        var (from, prices, all) = (0, new WindowPrices(problem, stage.Tier), Enumerable.Repeat(true, problem.Stride).ToArray());
        foreach (var (level, to) in classes.Levels)
        {
            prices.Fill(stage.Prices, [.. stage.Open.Select((open, cell) => open && stage.Levels[cell] == level)], all);
            for (var of = from; of < to; of++)
            {
                var members = classes.MembersOf(of);
                var node = at.Node[members[0]];
                var total = stage.Prices[node] + (node < problem.Cells ? problem.CostOf(problem.Patients[members[0]], node) : 0);
                var nodes = new List<int>();
                _ = prices.Travel(classes.RowOf(of));
                prices.AddCellsAt(classes.FirstOf(of), classes.LastOf(of), total, nodes);
                if (classes.MayStay(of) && total == 0)
                {
                    nodes.Add(stage.PoolOf(level));
                }

                Keep([.. nodes], [.. members]);
            }

            from = to;
        }

        return movers.Standing(at);

        void Keep(int[] nodes, List<int> members)
        {
            if (nodes.Length > 1)
            {
                movers.Add(nodes, members);
            }
        }
    }
}

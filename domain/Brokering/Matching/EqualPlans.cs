namespace Vardbro.Brokering.Matching;

/// <summary>
/// What a settled tier leaves free: which of its patients, and of those before it, may still change places without making any
/// settled tier worse. By the prices a plan is best exactly when everyone is where it costs them least, so those are the places.
/// </summary>
internal static class EqualPlans
{
    /// <summary>Those who may move, each with the nodes; everybody else is taken off the lists and stays.</summary>
    public static List<(int Patient, int[] Nodes)> After(TierStage stage)
    {
        var (at, problem, free, nodes) = (stage.At, stage.Problem, new List<(int Patient, int[] Nodes)>(), new List<int>());
        if (!Enumerable.Range(0, problem.Cells).Any(cell => stage.Open[cell] && stage.Prices[cell] == 0 && stage.Levels[cell] == TierProof.Never))
        {
            // Nothing is left to a later tier, so nobody will have to make room for it.
            return free;
        }

        foreach (var (patient, choices) in stage.Earlier)
        {
            var here = at.Node[patient];
            nodes.Clear();
            nodes.AddRange(choices.Where(n => stage.Levels[n] == stage.Levels[here] && stage.Prices[n] == stage.Prices[here]));
            Keep(patient);
        }

        var windows = Windows(stage);
        for (var patient = stage.From; patient < stage.To; patient++)
        {
            var (waiting, node, group) = (problem.Patients[patient], at.Node[patient], stage.GroupOf[patient]);
            var (pool, level) = (stage.PoolOf(group), stage.Levels[node]);
            nodes.Clear();
            if (stage.IsAtStake(patient))
            {
                var cost = node < problem.Cells ? problem.CostOf(waiting, node) : 0;
                var total = cost + stage.Prices[node];
                var prices = windows[node == pool ? group : level];
                _ = prices.Travel(waiting.Row);
                prices.AddCellsAt(waiting.First, waiting.Last, total, nodes);
                if ((node == pool || level == group) && total == 0)
                {
                    nodes.Add(pool);
                }
            }

            Keep(patient);
        }

        return free;

        void Keep(int patient)
        {
            if (nodes.Count > 1)
            {
                free.Add((patient, [.. nodes]));
            }
            else
            {
                at.Unlist(patient);
            }
        }
    }

    // The prices of each level by themselves.
    private static Dictionary<int, WindowPrices> Windows(TierStage stage)
    {
        var (windows, all) = (new Dictionary<int, WindowPrices>(), Enumerable.Repeat(true, stage.Problem.Stride).ToArray());
        foreach (var level in stage.Levels.Distinct().ToList())
        {
            var prices = new WindowPrices(stage.Problem, stage.Tier);
            prices.Fill(stage.Prices, [.. stage.Open.Select((open, cell) => open && stage.Levels[cell] == level)], all);
            windows.Add(level, prices);
        }

        return windows;
    }
}

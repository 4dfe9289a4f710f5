namespace Vardbro.Brokering.Matching;

/// <summary>
/// Lets the draw say who of those alike in all that a plan looks at (tier, rank, way and weeks) has a slot. Making room for others may
/// have left one of them without in another's stead, which costs the plan nothing; they change places, and it is as good.
/// </summary>
internal static class FollowDraw
{
    /// <summary>Gives the slots of those alike to the first of them by the draw.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="cells">By patient: the cell, or <see cref="ServicePlan.Unplaced"/>.</param>
    public static void Among(ServiceProblem problem, int[] cells)
    {
        for (var (from, to) = (0, 0); from < cells.Length; from = to)
        {
            while (to < cells.Length && (problem.Patients[to].Tier, problem.Patients[to].Rank) == (problem.Patients[from].Tier, problem.Patients[from].Rank))
            {
                to++;
            }

            var wrong = OutOfTurn(problem, cells, from, to);
            foreach (var alike in wrong.Count == 0 ? [] : Enumerable.Range(from, to - from).GroupBy(place => Alike(problem, place)).Where(a => wrong.Contains(a.Key)))
            {
                var places = alike.ToList();
                var placed = places.Where(place => cells[place] != ServicePlan.Unplaced).Select(place => cells[place]).ToList();
                for (var i = 0; i < places.Count; i++)
                {
                    cells[places[i]] = i < placed.Count ? placed[i] : ServicePlan.Unplaced;
                }
            }
        }
    }

    private static (int Row, int First, int Last) Alike(ServiceProblem problem, int place)
    {
        ref readonly var patient = ref problem.Patients.ItemRef(place);
        return (patient.Row, patient.First, patient.Last);
    }

    // Of one need: those alike of whom one without a slot stands before one with. They are few.
    private static HashSet<(int Row, int First, int Last)> OutOfTurn(ServiceProblem problem, int[] cells, int from, int to)
    {
        var (without, wrong) = (new HashSet<(int, int, int)>(), new HashSet<(int, int, int)>());
        for (var place = from; place < to; place++)
        {
            if (cells[place] == ServicePlan.Unplaced)
            {
                without.Add(Alike(problem, place));
            }
            else if (without.Count > 0 && Alike(problem, place) is var alike && without.Contains(alike))
            {
                wrong.Add(alike);
            }
        }

        return wrong;
    }
}

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Whether those in a cell can make room for one more: a chain of moves to a free slot in which nobody ends without one, or somebody
/// only instead of another of equal need. Of a tier everyone may go wherever they may go; those of earlier tiers only where it is as
/// good for them under their own tier's prices.
/// </summary>
internal sealed class RoomSearch
{
    private readonly ServiceProblem problem;
    private readonly ServicePlan plan;
    private readonly int stage, without;
    private readonly ulong[] open, unseen;
    private readonly int[] taken, groupOf;
    private readonly List<int>[] holders;
    private readonly Queue<int> found = new();
    private readonly HashSet<int> pools = [];

    private RoomSearch(ServiceProblem problem, ServicePlan plan, int stage, int without)
    {
        (this.problem, this.plan, this.stage, this.without) = (problem, plan, stage, without);
        (open, unseen) = (new ulong[problem.Stride], new ulong[problem.Stride]);
        (taken, groupOf) = (new int[problem.Cells], new int[plan.Cells.Length]);
        holders = new List<int>[problem.Cells + plan.Groups.Length];
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            // Those of earlier tiers may pass through cells that are closed to this one.
            var week = problem.Slots[cell] > 0 ? 1UL << (cell / problem.Stride) : 0;
            unseen[cell % problem.Stride] |= week;
            open[cell % problem.Stride] |= IsOpen(cell, stage) ? week : 0;
        }

        var group = -1;
        for (var patient = 0; patient < groupOf.Length; patient++)
        {
            group += patient == 0 || Need(patient) != Need(patient - 1) ? 1 : 0;
            groupOf[patient] = group;
            if (patient == without || problem.Patients[patient].Tier > plan.Proofs[stage].Tier)
            {
                continue;
            }

            var cell = plan.Cells[patient];
            (holders[cell >= 0 ? cell : problem.Cells + group] ??= []).Add(patient);
            if (cell >= 0)
            {
                taken[cell]++;
            }
        }
    }

    /// <summary>Looks for room in a cell.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="plan">Its proven plan.</param>
    /// <param name="stage">Which proof: those of its tier and before it are asked, later tiers are as if they had no slot.</param>
    /// <param name="without">A patient who leaves their own slot for the cell.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>
    /// Null when there is room. Else the least need group of those in each other's way, of whom one would be without a slot; and whether
    /// some of them are of earlier tiers, who might make room by having it worse.
    /// </returns>
    public static (int LeastNeed, bool EarlierTiers)? InTheWay(ServiceProblem problem, ServicePlan plan, int stage, int without, int cell) =>
        new RoomSearch(problem, plan, stage, without).Run(cell);

    private (int, int) Need(int patient) => (problem.Patients[patient].Tier, problem.Patients[patient].Rank);

    private bool IsOpen(int cell, int before)
    {
        for (var i = 0; i < before; i++)
        {
            if (plan.Proofs[i].Levels[cell] != TierProof.Never || plan.Proofs[i].Prices[cell] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private (int LeastNeed, bool EarlierTiers)? Run(int start)
    {
        var (least, earlier) = (0, false);
        unseen[start % problem.Stride] &= ~(1UL << (start / problem.Stride));
        if (taken[start] < problem.Slots[start])
        {
            return null;
        }

        found.Enqueue(start);
        while (found.TryDequeue(out var node))
        {
            foreach (var holder in holders[node] ?? [])
            {
                least = Math.Max(least, groupOf[holder]);
                var own = problem.Patients[holder].Tier == plan.Proofs[stage].Tier;
                earlier |= !own;
                if (own ? Own(holder) : Earlier(holder))
                {
                    return null;
                }
            }
        }

        return (least, earlier);
    }

    // Everywhere that a patient of the tier may go, and their group's pool.
    private bool Own(int holder)
    {
        var waiting = problem.Patients[holder];
        var window = waiting.Window;
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            for (var weeks = open[problem.Reached[i]] & unseen[problem.Reached[i]] & window; weeks != 0; weeks &= weeks - 1)
            {
                if (See((System.Numerics.BitOperations.TrailingZeroCount(weeks) * problem.Stride) + problem.Reached[i]))
                {
                    return true;
                }
            }
        }

        SeePool(groupOf[holder]);
        return false;
    }

    // Where it is as good by the proofs of the patient's own tier and of those settled since.
    private bool Earlier(int holder)
    {
        var (waiting, group) = (problem.Patients[holder], groupOf[holder]);
        var (own, pool) = (0, problem.Cells + group);
        while (plan.Proofs[own].Tier != waiting.Tier)
        {
            own++;
        }

        var here = plan.Cells[holder] >= 0 ? plan.Cells[holder] : pool;
        var cost = here == pool ? 0 : problem.CostOf(waiting, here);
        bool AsGood(int node)
        {
            var same = plan.Proofs[own].Levels[node] == plan.Proofs[own].Levels[here]
                && (node == pool ? 0 : problem.CostOf(waiting, node)) + plan.Proofs[own].Prices[node] == cost + plan.Proofs[own].Prices[here];
            for (var i = own + 1; i < stage && same; i++)
            {
                same = plan.Proofs[i].Levels[node] == plan.Proofs[i].Levels[here] && plan.Proofs[i].Prices[node] == plan.Proofs[i].Prices[here];
            }

            return same;
        }

        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            for (var week = waiting.First; week <= waiting.Last; week++)
            {
                var cell = (week * problem.Stride) + problem.Reached[i];
                if ((unseen[problem.Reached[i]] >> week & 1) != 0 && IsOpen(cell, own) && AsGood(cell) && See(cell))
                {
                    return true;
                }
            }
        }

        if (AsGood(pool))
        {
            SeePool(group);
        }

        return false;
    }

    // True when there is room.
    private bool See(int cell)
    {
        unseen[cell % problem.Stride] &= ~(1UL << (cell / problem.Stride));
        found.Enqueue(cell);
        return taken[cell] < problem.Slots[cell];
    }

    private void SeePool(int group)
    {
        if (pools.Add(group) && holders[problem.Cells + group] is not null)
        {
            found.Enqueue(problem.Cells + group);
        }
    }
}

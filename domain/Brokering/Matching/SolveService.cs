using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// The best plan of one service: tier by tier first who, then where and when, each keeping what the earlier ones settled. What an
/// earlier tier leaves to a later one is every plan of its own that is equally good, and nothing else.
/// </summary>
public static class SolveService
{
    /// <summary>Solves a service. The same problem gives the same plan, whatever thread it is solved on.</summary>
    public static ServicePlan Of(ServiceProblem problem)
    {
        var (groups, groupOf) = GroupsOf(problem);
        var at = new Occupancy(problem, groups.Length);
        var open = problem.Slots.Select(s => s > 0).ToArray();
        var earlier = new Movers().Standing(at);
        var proofs = ImmutableArray.CreateBuilder<TierProof>();
        for (var from = 0; from < groupOf.Length;)
        {
            var to = from;
            while (to < groupOf.Length && problem.Patients[to].Tier == problem.Patients[from].Tier)
            {
                to++;
            }

            var stage = TierStage.Of(at, groupOf, from, to, [.. open], earlier);
            var kinds = PatientKinds.In(stage);
            PlaceByRank.Run(stage, kinds);
            var classes = PatientClasses.Of(stage, kinds);
            Auction.Run(stage, classes);
            LeastCost.Run(stage, classes);
            classes.Deal(at);
            earlier.Deal(at);
            earlier = EqualPlans.After(stage, classes);
            for (var cell = 0; cell < problem.Cells; cell++)
            {
                open[cell] &= stage.Prices[cell] == 0 && stage.Levels[cell] == TierProof.Never;
            }

            proofs.Add(new(stage.Tier, ImmutableCollectionsMarshal.AsImmutableArray(stage.Levels), ImmutableCollectionsMarshal.AsImmutableArray(stage.Prices)));
            from = to;
        }

        int[] cells = [.. at.Node.Select(node => node < problem.Cells ? node : ServicePlan.Unplaced)];
        FollowDraw.Among(problem, cells);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(cells), groups, proofs.ToImmutable());
    }

    /// <summary>The need groups (tier and rank) that have patients, in order, and each patient's.</summary>
    private static (ImmutableArray<(int Tier, int Rank)> Groups, int[] GroupOf) GroupsOf(ServiceProblem problem)
    {
        var (groups, groupOf) = (ImmutableArray.CreateBuilder<(int Tier, int Rank)>(), new int[problem.Patients.Length]);
        for (var patient = 0; patient < groupOf.Length; patient++)
        {
            var need = (problem.Patients[patient].Tier, problem.Patients[patient].Rank);
            if (groups.Count == 0 || groups[^1] != need)
            {
                groups.Add(need);
            }

            groupOf[patient] = groups.Count - 1;
        }

        return (groups.ToImmutable(), groupOf);
    }
}

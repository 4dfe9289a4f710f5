using System.Collections.Immutable;
using Vardbro.Brokering.Matching;

namespace Vardbro.Tests;

/// <summary>Matching problems made from a seed, and every plan of a small one.</summary>
internal static class MatchingGround
{
    public sealed record Size(int Patients, int Providers, int Weeks, int Tiers, int Ranks, int Slots, int Kilometres, ImmutableArray<int> Weights);

    /// <summary>A problem of about a size; small numbers, so that equally good plans are common.</summary>
    public static ServiceProblem Random(int seed, Size size)
    {
        var dice = new System.Random(seed);
        var stride = TravelRows.StrideOf(size.Providers);
        var slots = new int[size.Weeks * stride];
        for (var slot = 0; slot < size.Slots; slot++)
            slots[(dice.Next(size.Weeks) * stride) + dice.Next(size.Providers)]++;
        var rows = Math.Max(1, (size.Patients / 2) + 1);
        var costs = new int[rows * stride];
        for (var i = 0; i < costs.Length; i++)
            costs[i] = i % stride < size.Providers && dice.Next(4) > 0 ? dice.Next(size.Kilometres + 1) : ServiceProblem.OutOfReach;
        var patients = new WaitingPatient[size.Patients];
        for (var i = 0; i < patients.Length; i++)
        {
            var first = dice.Next(3) > 0 ? 0 : dice.Next(size.Weeks);
            var last = dice.Next(3) > 0 ? size.Weeks - 1 : dice.Next(first, size.Weeks);
            patients[i] = new(dice.Next(rows), 1 + dice.Next(size.Tiers), dice.Next(size.Ranks), first, last, (ulong)dice.NextInt64());
        }

        return ServiceProblem.Of(size.Weeks, TravelRows.Of(size.Providers, costs), size.Weights, slots, patients);
    }

    /// <summary>What a plan is worth: for each tier the placed by rank, then less its cost. Greater is better, the first figures first.</summary>
    public static long[] Worth(ServiceProblem problem, IReadOnlyList<int> cells)
    {
        var worth = new List<long>();
        foreach (var tier in Enumerable.Range(0, cells.Count).GroupBy(i => problem.Patients[i].Tier).OrderBy(g => g.Key))
        {
            foreach (var rank in tier.GroupBy(i => problem.Patients[i].Rank).OrderBy(g => g.Key))
                worth.Add(rank.Count(i => cells[i] >= 0));
            worth.Add(-tier.Where(i => cells[i] >= 0).Sum(i => (long)problem.CostOf(problem.Patients[i], cells[i])));
        }

        return [.. worth];
    }

    /// <summary>The worth of the best of every plan there is.</summary>
    public static long[] BestOfAll(ServiceProblem problem)
    {
        long[]? best = null;
        var (cells, left) = (new int[problem.Patients.Length], problem.Slots.ToArray());
        Try(0);
        return best!;

        void Try(int patient)
        {
            if (patient == cells.Length)
            {
                var worth = Worth(problem, cells);
                if (best is null || worth.AsSpan().SequenceCompareTo(best) > 0)
                    best = worth;
                return;
            }

            cells[patient] = ServicePlan.Unplaced;
            Try(patient + 1);
            for (var cell = 0; cell < left.Length; cell++)
            {
                if (left[cell] == 0 || problem.CostOf(problem.Patients[patient], cell) >= ServiceProblem.OutOfReach)
                    continue;
                left[cell]--;
                cells[patient] = cell;
                Try(patient + 1);
                left[cell]++;
            }
        }
    }
}

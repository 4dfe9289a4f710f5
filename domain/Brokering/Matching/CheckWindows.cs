using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>A proof's prices on one scale: those of a level that fills earlier are far above those of the next.</summary>
internal sealed class LevelledPrices
{
    private readonly long[] pools; // by need group

    public LevelledPrices(ServiceProblem problem, TierProof proof)
    {
        int[] levels = [.. proof.Levels.Distinct().OrderDescending()];
        var dearest = (long)ServiceProblem.MostCost * (ServiceProblem.MostWeeks + 2);
        foreach (var price in proof.Prices)
        {
            dearest = Math.Max(dearest, Math.Abs((long)price));
        }

        var step = 8 * dearest;
        var above = levels.Select((level, i) => (level, i)).ToDictionary(l => l.level, l => (levels[0] == TierProof.Never ? l.i : l.i + 1) * step);
        Full = new long[proof.Prices.Length];
        for (var node = 0; node < Full.Length; node++)
        {
            Full[node] = proof.Prices[node] + above[proof.Levels[node]];
        }

        pools = new long[Full.Length - problem.Cells];
        for (var group = 0; group < pools.Length; group++)
        {
            pools[group] = proof.Levels[problem.Cells + group] == group
                ? Full[problem.Cells + group]
                : (levels.Count(l => l != TierProof.Never && l > group) * step) + (step / 2);
        }
    }

    public long[] Full { get; }

    /// <summary>What it costs to stay without: the pool's own price where the group has a level, else between the levels round it.</summary>
    public long OfPool(int group) => pools[group];
}

/// <summary>For every window and provider, the least of price and weeks' cost and the highest level: the check's own, in 64 bits.</summary>
internal sealed class CheckWindows
{
    private const long None = long.MaxValue / 4;

    private readonly ServiceProblem problem;
    private readonly long[] travel; // by row and provider
    private readonly long[][] least, level; // by window; by provider

    public CheckWindows(ServiceProblem problem, int tier, bool[] open, ImmutableArray<int> levels, long[] prices)
    {
        this.problem = problem;
        travel = [.. problem.Costs.Select(c => c >= ServiceProblem.OutOfReach ? None : c)];
        var (weeks, stride, weight) = (problem.Weeks, problem.Stride, problem.WeightOf(tier));
        (least, level) = (new long[weeks * weeks][], new long[weeks * weeks][]);
        for (var last = 0; last < weeks; last++)
        {
            for (var first = last; first >= 0; first--)
            {
                var (costs, highest) = (new long[stride], new long[stride]);
                for (var provider = 0; provider < stride; provider++)
                {
                    var cell = (first * stride) + provider;
                    costs[provider] = open[cell] ? prices[cell] + (first * weight) : None;
                    highest[provider] = open[cell] ? levels[cell] : -1;
                    if (first < last)
                    {
                        costs[provider] = Math.Min(costs[provider], least[((first + 1) * weeks) + last][provider]);
                        highest[provider] = Math.Max(highest[provider], level[((first + 1) * weeks) + last][provider]);
                    }
                }

                (least[(first * weeks) + last], level[(first * weeks) + last]) = (costs, highest);
            }
        }
    }

    /// <summary>The least a patient could pay in an open cell, and the highest level of one; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Least, int Level) Best(in WaitingPatient waiting)
    {
        var window = (waiting.First * problem.Weeks) + waiting.Last;
        ReadOnlySpan<long> costs = least[window], highest = level[window], way = travel.AsSpan(waiting.Row * problem.Stride, problem.Stride);
        var (best, top, none) = (Vector256.Create(None), Vector256.Create(-1L), Vector256.Create(None));
        for (var provider = 0; provider < way.Length; provider += 4)
        {
            var (there, far) = (Vector256.Create(costs[provider..]), Vector256.Create(way[provider..]));
            best = Vector256.Min(best, there + far);
            top = Vector256.Max(top, Vector256.ConditionalSelect(Vector256.LessThan(far, none), Vector256.Create(highest[provider..]), Vector256.Create(-1L)));
        }

        return (Math.Min(Math.Min(best[0], best[1]), Math.Min(best[2], best[3])), (int)Math.Max(Math.Max(top[0], top[1]), Math.Max(top[2], top[3])));
    }

    /// <summary>The open cells where a patient pays so much, and after them the pool when it costs the same (-1: it does not).</summary>
    public int[] CellsAt(in WaitingPatient waiting, long paid, int pool)
    {
        var (nodes, window) = (new List<int>(), (waiting.First * problem.Weeks) + waiting.Last);
        var way = travel.AsSpan(waiting.Row * problem.Stride, problem.Stride);
        for (var provider = 0; provider < way.Length; provider++)
        {
            if (way[provider] + least[window][provider] != paid)
            {
                continue;
            }

            for (var week = waiting.First; week <= waiting.Last; week++)
            {
                if (way[provider] + least[(week * problem.Weeks) + week][provider] == paid)
                {
                    nodes.Add((week * problem.Stride) + provider);
                }
            }
        }

        if (pool >= 0)
        {
            nodes.Add(pool);
        }

        return [.. nodes];
    }
}

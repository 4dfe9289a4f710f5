using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>A proof's prices on one scale: those of a level that fills earlier are far above those of the next.</summary>
internal sealed class LevelledPrices
{
    private readonly long[] pools; // by need group

    public LevelledPrices(ServiceProblem problem, TierProof proof)
    {
        var (found, dearest) = (new HashSet<int>(), (long)ServiceProblem.MostCost * (ServiceProblem.MostWeeks + 2));
        for (var node = 0; node < proof.Levels.Length; node++)
        {
            if (node == 0 || proof.Levels[node] != proof.Levels[node - 1])
            {
                found.Add(proof.Levels[node]);
            }

            dearest = Math.Max(dearest, Math.Abs((long)proof.Prices[node]));
        }

        int[] levels = [.. found];
        Array.Sort(levels);
        Array.Reverse(levels);
        var step = 8 * dearest;
        var filling = levels is [TierProof.Never, ..] ? levels.AsSpan(1) : levels; // the last to fill is first and cheapest
        var above = new Dictionary<int, long> { [TierProof.Never] = 0 };
        for (var i = 0; i < filling.Length; i++)
        {
            above.Add(filling[i], (i + 1) * step);
        }

        Full = new long[proof.Prices.Length];
        var (level, height) = (TierProof.Never, 0L);
        for (var node = 0; node < Full.Length; node++)
        {
            if (proof.Levels[node] != level)
            {
                (level, height) = (proof.Levels[node], above[proof.Levels[node]]);
            }

            Full[node] = proof.Prices[node] + height;
        }

        pools = new long[Full.Length - problem.Cells];
        var later = filling.Length; // how many levels fill after a group's
        for (var group = 0; group < pools.Length; group++)
        {
            while (later > 0 && filling[later - 1] <= group)
            {
                later--;
            }

            pools[group] = proof.Levels[problem.Cells + group] == group ? Full[problem.Cells + group] : (later * step) + (step / 2);
        }
    }

    public long[] Full { get; }

    /// <summary>What it costs to stay without: the pool's own price where the group has a level, else between the levels round it.</summary>
    public long OfPool(int group) => pools[group];
}

/// <summary>
/// For every window and provider, the least of price and weeks' cost and the highest level: the check's own, in 64 bits. A window is
/// worked out when somebody has it; the room for them serves one tier after the other.
/// </summary>
internal sealed class CheckWindows
{
    private const long None = long.MaxValue / 4;

    private readonly ServiceProblem problem;
    private readonly int stride;
    private readonly bool[] known; // by window
    private readonly long[] least; // by window and provider
    private readonly int[] level;

    public CheckWindows(ServiceProblem problem)
    {
        (this.problem, stride) = (problem, problem.Stride);
        known = new bool[Window(0, problem.Weeks)];
        (least, level) = (GC.AllocateUninitializedArray<long>(known.Length * stride), GC.AllocateUninitializedArray<int>(known.Length * stride));
    }

    // Those that end in the same week lie side by side.
    private static int Window(int first, int last) => (last * (last + 1) / 2) + first;

    /// <summary>Begins a tier: the windows of one week, from which the others are made.</summary>
    public void Begin(int tier, bool[] open, ImmutableArray<int> levels, long[] prices)
    {
        Array.Clear(known);
        for (var week = 0; week < problem.Weeks; week++)
        {
            var (to, from, cost) = (Window(week, week), week * stride, (long)week * problem.WeightOf(tier));
            known[to] = true;
            for (var provider = 0; provider < stride; provider++)
            {
                var cell = from + provider;
                least[(to * stride) + provider] = open[cell] ? prices[cell] + cost : None;
                level[(to * stride) + provider] = open[cell] ? levels[cell] : -1;
            }
        }
    }

    private int Known(int first, int last)
    {
        var window = Window(first, last);
        return known[window] ? window : Make(first, last);
    }

    // Of the first week and the window after it.
    private int Make(int first, int last)
    {
        var (to, one, rest) = (Window(first, last) * stride, Window(first, first) * stride, Known(first + 1, last) * stride);
        for (var provider = 0; provider < stride; provider += 8)
        {
            Vector256.Min(Vector256.LoadUnsafe(ref least[one + provider]), Vector256.LoadUnsafe(ref least[rest + provider])).StoreUnsafe(ref least[to + provider]);
            Vector256.Min(Vector256.LoadUnsafe(ref least[one + provider + 4]), Vector256.LoadUnsafe(ref least[rest + provider + 4])).StoreUnsafe(ref least[to + provider + 4]);
            Vector256.Max(Vector256.LoadUnsafe(ref level[one + provider]), Vector256.LoadUnsafe(ref level[rest + provider])).StoreUnsafe(ref level[to + provider]);
        }

        known[Window(first, last)] = true;
        return Window(first, last);
    }

    /// <summary>The least a patient could pay in an open cell, and the highest level of one; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Least, int Level) Best(in WaitingPatient waiting)
    {
        var window = Known(waiting.First, waiting.Last) * stride;
        var costs = least.AsSpan(window, stride);
        var highest = level.AsSpan(window, stride);
        var way = problem.Costs.AsSpan().Slice(waiting.Row * stride, stride);
        var (best, none, top, nobody) = (Vector256.Create(None), Vector256.Create(None), Vector256.Create(-1), Vector256.Create(-1));
        for (var provider = 0; provider < way.Length; provider += 8)
        {
            var far = Vector256.Create<int>(way[provider..]);
            var within = Vector256.LessThan(far, Vector256.Create(ServiceProblem.OutOfReach));
            var (near, more) = (Vector256.WidenLower(far), Vector256.WidenUpper(far));
            best = Vector256.Min(best, Vector256.ConditionalSelect(Vector256.WidenLower(within), near + Vector256.Create<long>(costs[provider..]), none));
            best = Vector256.Min(best, Vector256.ConditionalSelect(Vector256.WidenUpper(within), more + Vector256.Create<long>(costs[(provider + 4)..]), none));
            top = Vector256.Max(top, Vector256.ConditionalSelect(within, Vector256.Create<int>(highest[provider..]), nobody));
        }

        var last = Vector128.Max(top.GetLower(), top.GetUpper());
        return (Math.Min(Math.Min(best[0], best[1]), Math.Min(best[2], best[3])), Math.Max(Math.Max(last[0], last[1]), Math.Max(last[2], last[3])));
    }

    /// <summary>The open cells where a patient pays so much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CellsAt(in WaitingPatient waiting, long paid, List<int> cells)
    {
        var window = Known(waiting.First, waiting.Last) * stride;
        var costs = least.AsSpan(window, stride);
        var way = problem.Costs.AsSpan().Slice(waiting.Row * stride, stride);
        var price = Vector256.Create(paid);
        for (var provider = 0; provider < way.Length; provider += 4)
        {
            var far = Vector128.Create<int>(way[provider..]);
            var same = Vector256.Equals(Vector256.Create<long>(costs[provider..]) + Vector256.Create(Vector128.WidenLower(far), Vector128.WidenUpper(far)), price);
            for (var found = same.ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                Add(provider + BitOperations.TrailingZeroCount(found), waiting, paid - way[provider + BitOperations.TrailingZeroCount(found)], cells);
            }
        }
    }

    private void Add(int provider, in WaitingPatient waiting, long price, List<int> cells)
    {
        if (problem.Costs[(waiting.Row * stride) + provider] >= ServiceProblem.OutOfReach)
        {
            return;
        }

        for (var week = waiting.First; week <= waiting.Last; week++)
        {
            if (least[(Window(week, week) * stride) + provider] == price)
            {
                cells.Add((week * stride) + provider);
            }
        }
    }
}

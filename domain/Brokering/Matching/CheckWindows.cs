using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

        // The last to fill is cheapest, and what never fills is not raised at all.
        found.Remove(TierProof.Never);
        int[] levels = [.. found];
        Array.Sort(levels);
        var step = 8 * dearest;
        Full = new long[proof.Prices.Length];
        var (level, above) = (TierProof.Never, 0L);
        for (var node = 0; node < Full.Length; node++)
        {
            if (proof.Levels[node] != level)
            {
                level = proof.Levels[node];
                above = level == TierProof.Never ? 0 : (levels.Length - Array.BinarySearch(levels, level)) * step;
            }

            Full[node] = proof.Prices[node] + above;
        }

        pools = new long[Full.Length - problem.Cells];
        var next = 0; // the first level that fills after a group's
        for (var group = 0; group < pools.Length; group++)
        {
            while (next < levels.Length && levels[next] <= group)
            {
                next++;
            }

            pools[group] = proof.Levels[problem.Cells + group] == group ? Full[problem.Cells + group] : ((levels.Length - next) * step) + (step / 2);
        }
    }

    public long[] Full { get; }

    /// <summary>What it costs to stay without: the pool's own price where the group has a level, else between the levels round it.</summary>
    public long OfPool(int group) => pools[group];
}

/// <summary>
/// For every window and provider, the least of price and weeks' cost: the check's own, in 64 bits. A window is worked out when somebody
/// has it; the room for them serves one tier after the other.
/// </summary>
internal sealed class CheckWindows : IDisposable
{
    private const long None = long.MaxValue / 4;
    private const int Few = 16; // so many are looked at one by one

    private readonly ServiceProblem problem;
    private readonly int stride;
    private readonly bool[] known; // by window
    private readonly long[] least; // by window and provider

    public CheckWindows(ServiceProblem problem)
    {
        (this.problem, stride) = (problem, problem.Stride);
        known = new bool[Window(0, problem.Weeks)];
        least = ArrayPool<long>.Shared.Rent(known.Length * stride);
    }

    /// <summary>Leaves the room to the next service.</summary>
    public void Dispose() => ArrayPool<long>.Shared.Return(least);

    // Those that end in the same week lie side by side.
    private static int Window(int first, int last) => (last * (last + 1) / 2) + first;

    /// <summary>Begins a tier: the windows of one week, from which the others are made.</summary>
    public void Begin(int tier, bool[] open, long[] prices)
    {
        Array.Clear(known);
        for (var week = 0; week < problem.Weeks; week++)
        {
            var (to, from, cost) = (Window(week, week), week * stride, (long)week * problem.WeightOf(tier));
            known[to] = true;
            for (var provider = 0; provider < stride; provider++)
            {
                least[(to * stride) + provider] = open[from + provider] ? prices[from + provider] + cost : None;
            }
        }
    }

    // By provider: the least in a window, which is that of its first week or of the window after it.
    private ReadOnlySpan<long> Of(int first, int last)
    {
        var window = Window(first, last);
        var its = least.AsSpan(window * stride, stride);
        if (!known[window])
        {
            var one = Of(first, first);
            var rest = Of(first + 1, last);
            for (var provider = 0; provider < its.Length; provider += 4)
            {
                Vector256.Min(Vector256.Create(one[provider..]), Vector256.Create(rest[provider..])).CopyTo(its[provider..]);
            }

            known[window] = true;
        }

        return its;
    }

    /// <summary>Whether a patient would pay less than so much in some open cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsLessFor(in WaitingPatient waiting, long paid)
    {
        var costs = Of(waiting.First, waiting.Last);
        var way = problem.Costs.AsSpan().Slice(waiting.Row * stride, stride);
        var reached = problem.Reached.AsSpan()[problem.ReachStarts[waiting.Row]..problem.ReachStarts[waiting.Row + 1]];
        if (reached.Length <= Few)
        {
            foreach (var provider in reached)
            {
                if (way[provider] + costs[provider] < paid)
                {
                    return true;
                }
            }

            return false;
        }

        var (limit, less) = (Vector256.Create(paid), Vector256<long>.Zero);
        ref readonly var price = ref MemoryMarshal.GetReference(costs);
        ref readonly var cost = ref MemoryMarshal.GetReference(way);
        for (var provider = 0; provider < stride; provider += 8)
        {
            var far = Vector256.LoadUnsafe(in cost, (nuint)provider);
            var (near, more) = Vector256.Widen(far);
            var (within, moreWithin) = Vector256.Widen(Vector256.LessThan(far, Vector256.Create(ServiceProblem.OutOfReach)));
            less |= Vector256.GreaterThan(limit, near + Vector256.LoadUnsafe(in price, (nuint)provider)) & within;
            less |= Vector256.GreaterThan(limit, more + Vector256.LoadUnsafe(in price, (nuint)provider + 4)) & moreWithin;
        }

        return less != Vector256<long>.Zero;
    }

    /// <summary>The open cells where a patient pays so much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CellsAt(in WaitingPatient waiting, long paid, List<int> cells)
    {
        var costs = Of(waiting.First, waiting.Last);
        var way = problem.Costs.AsSpan().Slice(waiting.Row * stride, stride);
        foreach (var provider in problem.Reached.AsSpan()[problem.ReachStarts[waiting.Row]..problem.ReachStarts[waiting.Row + 1]])
        {
            if (way[provider] + costs[provider] != paid)
            {
                continue;
            }

            for (var week = waiting.First; week <= waiting.Last; week++)
            {
                if (way[provider] + Of(week, week)[provider] == paid)
                {
                    cells.Add((week * stride) + provider);
                }
            }
        }
    }

    /// <summary>An open cell where a patient pays the least; -1 when there is none.</summary>
    public int CheapestFor(in WaitingPatient waiting)
    {
        var (cheapest, paid) = (-1, None);
        for (var week = waiting.First; week <= waiting.Last; week++)
        {
            for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
            {
                var provider = problem.Reached[i];
                var price = problem.Costs[(waiting.Row * stride) + provider] + Of(week, week)[provider];
                (cheapest, paid) = price < paid ? ((week * stride) + provider, price) : (cheapest, paid);
            }
        }

        return cheapest;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>What the bidders of an <see cref="Auction"/> see: what a place costs by provider and stretch of weeks, and how far it is.</summary>
internal sealed class PriceBoard
{
    // A way that reaches so few providers goes through them one by one, which is quicker than whole vectors.
    private const int Few = 6, Far = ServiceProblem.OutOfReach;

    private readonly int last; // the last stretch
    private readonly List<int> travel = []; // by way and provider
    private readonly List<int> near = []; // by way: how many providers it reaches, and the first few of them
    private readonly int[] value, before, after; // by stretch and provider: what a place costs; the least from the first on, and to the last

    public PriceBoard(int providers, int stretches)
    {
        (Stride, last) = (TravelRows.StrideOf(providers), stretches - 1);
        (value, before, after) = (new int[stretches * Stride], new int[stretches * Stride], new int[stretches * Stride]);
        Array.Fill(value, Far);
        Array.Fill(before, Far);
        Array.Fill(after, Far);
    }

    /// <summary>The providers, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Adds a way: what it costs to each provider, so many times as much.</summary>
    public int AddWay(ReadOnlySpan<int> costs, ReadOnlySpan<int> providers, int times)
    {
        var way = travel.Count / Stride;
        CollectionsMarshal.SetCount(travel, (way + 1) * Stride);
        var row = CollectionsMarshal.AsSpan(travel)[(way * Stride)..];
        row.Fill(Far);
        CollectionsMarshal.SetCount(near, (way + 1) * (Few + 1));
        var reached = CollectionsMarshal.AsSpan(near)[(way * (Few + 1))..];
        reached.Clear();
        for (var provider = 0; provider < providers.Length; provider++)
        {
            if (costs[providers[provider]] is < Far and var cost)
            {
                row[provider] = cost * times;
                if (reached[0]++ < Few)
                {
                    reached[reached[0]] = provider;
                }
            }
        }

        return way;
    }

    public int Travel(int way, int provider) => travel[(way * Stride) + provider];

    /// <summary>What the best provider costs, what the next best does, and which the best is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Best, int Second, int Provider) BestTwo(int way, int from, int to)
    {
        var reached = CollectionsMarshal.AsSpan(near).Slice(way * (Few + 1), Few + 1);
        if (reached[0] <= Few)
        {
            return BestTwo(reached.Slice(1, reached[0]), way, from, to);
        }

        ref var paid = ref Way(way);
        ref var rows = ref Rows(from, to, out var more);
        var (least, next, where) = (Vector256.Create(int.MaxValue), Vector256.Create(int.MaxValue), Vector256<int>.Zero);
        var here = Vector256<int>.Indices;
        for (nuint i = 0; i < (nuint)Stride; i += 8, here += Vector256.Create(8))
        {
            var sum = Sum(ref rows, more, ref paid, i);
            where = Vector256.ConditionalSelect(Vector256.LessThan(sum, least), here, where);
            next = Vector256.Min(next, Vector256.Max(sum, least));
            least = Vector256.Min(least, sum);
        }

        var best = Lanes.Least(least);
        var lane = BitOperations.TrailingZeroCount(Vector256.Equals(least, Vector256.Create(best)).ExtractMostSignificantBits());
        return (best, Lanes.Least(least.WithElement(lane, next.GetElement(lane))), where.GetElement(lane));
    }

    private (int Best, int Second, int Provider) BestTwo(ReadOnlySpan<int> among, int way, int from, int to)
    {
        var (best, second, where) = (Far, Far, 0);
        ref var rows = ref Rows(from, to, out var more);
        foreach (var provider in among)
        {
            var cost = Unsafe.Add(ref rows, provider);
            for (var row = (nuint)Stride; row <= more; row += (nuint)Stride)
            {
                cost = Math.Min(cost, Unsafe.Add(ref rows, row + (nuint)provider));
            }

            cost += Travel(way, provider);
            second = Math.Min(second, Math.Max(cost, best));
            (best, where) = cost < best ? (cost, provider) : (best, where);
        }

        return (best, second, where);
    }

    /// <summary>Shows what a provider's stretches cost now, those that changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Show(int provider, ReadOnlySpan<int> worth, ulong changed)
    {
        if (changed == 0)
        {
            return;
        }

        var (first, end) = (BitOperations.TrailingZeroCount(changed), BitOperations.Log2(changed));
        for (var (stretch, cell) = (first, (first * Stride) + provider); stretch <= end; stretch++, cell += Stride)
        {
            value[cell] = worth[stretch];
        }

        var least = first == 0 ? Far : before[((first - 1) * Stride) + provider];
        for (var (stretch, cell) = (first, (first * Stride) + provider); stretch <= last; stretch++, cell += Stride)
        {
            least = Math.Min(least, value[cell]);
            if (stretch > end && before[cell] == least)
            {
                break;
            }

            before[cell] = least;
        }

        least = end == last ? Far : after[((end + 1) * Stride) + provider];
        for (var (stretch, cell) = (end, (end * Stride) + provider); stretch >= 0; stretch--, cell -= Stride)
        {
            least = Math.Min(least, value[cell]);
            if (stretch < first && after[cell] == least)
            {
                break;
            }

            after[cell] = least;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int Way(int way) => ref CollectionsMarshal.AsSpan(travel)[way * Stride];

    // The first of the rows that a window's least is found in, and how much further the others reach.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int Rows(int from, int to, out nuint more)
    {
        more = from == 0 || to == last ? 0 : (nuint)((to - from) * Stride);
        return ref from == 0 ? ref before[to * Stride] : ref to == last ? ref after[from * Stride] : ref value[from * Stride];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Sum(ref int rows, nuint more, ref int paid, nuint at)
    {
        var sum = Vector256.LoadUnsafe(ref rows, at);
        for (var row = (nuint)Stride; row <= more; row += (nuint)Stride)
        {
            sum = Vector256.Min(sum, Vector256.LoadUnsafe(ref rows, row + at));
        }

        return sum + Vector256.LoadUnsafe(ref paid, at);
    }
}

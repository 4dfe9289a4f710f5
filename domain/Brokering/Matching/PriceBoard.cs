using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>What the bidders of an <see cref="Auction"/> see: what a place costs by provider and stretch of weeks, and how far it is.</summary>
internal sealed class PriceBoard
{
    private const int Far = ServiceProblem.OutOfReach;

    private readonly int last; // the last stretch
    private readonly List<int> travel = []; // by way and provider
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

    /// <summary>Adds a way: what it costs to each provider.</summary>
    public int AddWay(IEnumerable<int> costs)
    {
        var way = travel.Count / Stride;
        travel.AddRange(costs);
        while (travel.Count < (way + 1) * Stride)
        {
            travel.Add(Far);
        }

        return way;
    }

    public int Travel(int way, int provider) => travel[(way * Stride) + provider];

    /// <summary>What the best provider costs, what the next best does, and which the best is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Best, int Second, int Provider) BestTwo(int way, int from, int to)
    {
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
    private ref int Way(int way) => ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(travel)[way * Stride];

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

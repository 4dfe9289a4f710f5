using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// For every window of weeks and every provider, the least of price and weeks' cost: what a patient pays before travelling. With it
/// a patient's best cell is one pass over the providers, however many weeks help.
/// </summary>
internal sealed class WindowPrices
{
    private readonly int weeks, stride, weight;
    private readonly int[] table;

    public WindowPrices(ServiceProblem problem, int tier)
    {
        (weeks, stride, weight) = (problem.Weeks, problem.Stride, problem.WeightOf(tier));
        table = new int[weeks * (weeks + 1) / 2 * stride];
    }

    /// <summary>Where a window's row begins in the table: windows that begin in the same week lie together.</summary>
    private int Start(int first, int last) => ((first * weeks) - (first * (first - 1) / 2) + last - first) * stride;

    /// <summary>Takes the prices of the cells that are open; the others are out of reach.</summary>
    public void Fill(ReadOnlySpan<int> prices, ReadOnlySpan<bool> open)
    {
        for (var first = weeks - 1; first >= 0; first--)
        {
            var single = table.AsSpan(Start(first, first), stride);
            for (var provider = 0; provider < stride; provider++)
            {
                var cell = (first * stride) + provider;
                single[provider] = open[cell] ? prices[cell] + (first * weight) : ServiceProblem.OutOfReach;
            }

            for (var last = first + 1; last < weeks; last++)
            {
                Least(single, table.AsSpan(Start(first + 1, last), stride), table.AsSpan(Start(first, last), stride));
            }
        }
    }

    /// <summary>The least a patient pays: price, weeks and travel; <see cref="ServiceProblem.OutOfReach"/> or more when nothing is open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Least(ReadOnlySpan<int> travel, int first, int last)
    {
        ref var paid = ref MemoryMarshal.GetReference(travel);
        ref var price = ref table[Start(first, last)];
        var least = Vector256.Create(int.MaxValue);
        for (nuint i = 0; i < (nuint)stride; i += 8)
        {
            least = Vector256.Min(least, Vector256.LoadUnsafe(ref paid, i) + Vector256.LoadUnsafe(ref price, i));
        }

        return Lanes.Least(least);
    }

    /// <summary>The first cell that costs so much; it is there when <see cref="Least(ReadOnlySpan{int}, int, int)"/> said so.</summary>
    public int CellAt(ReadOnlySpan<int> travel, int first, int last, int total)
    {
        var row = table.AsSpan(Start(first, last), stride);
        for (var provider = 0; provider < stride; provider++)
        {
            if (travel[provider] + row[provider] != total)
            {
                continue;
            }

            for (var week = first; week <= last; week++)
            {
                if (table[Start(week, week) + provider] == row[provider])
                {
                    return (week * stride) + provider;
                }
            }
        }

        throw new InvalidOperationException("The least was not found where it was counted.");
    }

    /// <summary>Adds every cell that costs so much.</summary>
    public void AddCellsAt(ReadOnlySpan<int> travel, int first, int last, int total, List<int> cells)
    {
        var row = table.AsSpan(Start(first, last), stride);
        for (var provider = 0; provider < stride; provider++)
        {
            if (travel[provider] + row[provider] != total)
            {
                continue;
            }

            for (var week = first; week <= last; week++)
            {
                if (table[Start(week, week) + provider] == row[provider])
                {
                    cells.Add((week * stride) + provider);
                }
            }
        }
    }

    private static void Least(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> least)
    {
        for (var i = 0; i < least.Length; i += 8)
        {
            Vector256.Min(Vector256.Create(one[i..]), Vector256.Create(other[i..])).CopyTo(least[i..]);
        }
    }
}

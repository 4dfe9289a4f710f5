using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// For every window of weeks and some of the providers, the least of price and weeks' cost: what a patient pays before travelling.
/// With it a patient's best cell is one pass over the providers, however many weeks help.
/// </summary>
internal sealed class WindowPrices
{
    // A way that reaches so few of the providers goes through them one by one, which is quicker than whole vectors.
    private const int Few = 4;

    private readonly ServiceProblem problem;
    private readonly int weeks, weight;
    private readonly int[] table, paid, providers; // paid: by place among the providers, what the way costs
    private readonly int[] near = new int[Few + 1]; // the places that the way reaches, as long as they are few
    private int count, stride, reached;

    public WindowPrices(ServiceProblem problem, int tier)
    {
        (this.problem, weeks, weight) = (problem, problem.Weeks, problem.WeightOf(tier));
        table = new int[weeks * (weeks + 1) / 2 * problem.Stride];
        (paid, providers) = (new int[problem.Stride], new int[problem.Stride]);
    }

    /// <summary>Takes the prices of the cells that are open, at some of the providers; the others are out of reach.</summary>
    public void Fill(ReadOnlySpan<int> prices, ReadOnlySpan<bool> open, ReadOnlySpan<bool> some)
    {
        count = 0;
        for (var provider = 0; provider < problem.Providers; provider++)
        {
            if (some[provider])
            {
                providers[count++] = provider;
            }
        }

        stride = TravelRows.StrideOf(count);
        paid.AsSpan(count, stride - count).Fill(ServiceProblem.OutOfReach);
        for (var first = weeks - 1; first >= 0; first--)
        {
            var single = table.AsSpan(Start(first, first), stride);
            single.Fill(ServiceProblem.OutOfReach);
            for (var place = 0; place < count; place++)
            {
                var cell = (first * problem.Stride) + providers[place];
                if (open[cell])
                {
                    single[place] = prices[cell] + (first * weight);
                }
            }

            for (var last = first + 1; last < weeks; last++)
            {
                Least(single, table.AsSpan(Start(first + 1, last), stride), table.AsSpan(Start(first, last), stride));
            }
        }
    }

    /// <summary>Takes a way to the providers: a row of travel. Whether it reaches any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Travel(int row)
    {
        var costs = problem.Costs.AsSpan().Slice(row * problem.Stride, problem.Stride);
        ref var of = ref MemoryMarshal.GetArrayDataReference(providers);
        ref var to = ref MemoryMarshal.GetArrayDataReference(paid);
        reached = 0;
        for (var place = 0; place < count; place++)
        {
            var cost = costs[Unsafe.Add(ref of, place)];
            Unsafe.Add(ref to, place) = cost;
            if (cost < ServiceProblem.OutOfReach && reached <= Few)
            {
                near[reached++] = place;
            }
        }

        return reached > 0;
    }

    /// <summary>The least a patient pays on the way: price, weeks and travel; <see cref="ServiceProblem.OutOfReach"/> or more when nothing is open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Least(int first, int last)
    {
        ref var price = ref table[Start(first, last)];
        if (reached <= Few)
        {
            var lowest = int.MaxValue;
            for (var i = 0; i < reached; i++)
            {
                lowest = Math.Min(lowest, paid[near[i]] + Unsafe.Add(ref price, near[i]));
            }

            return lowest;
        }

        var least = Vector256.Create(int.MaxValue);
        for (nuint i = 0; i < (nuint)stride; i += 8)
        {
            least = Vector256.Min(least, Vector256.LoadUnsafe(ref paid[0], i) + Vector256.LoadUnsafe(ref price, i));
        }

        return Lanes.Least(least);
    }

    /// <summary>The first cell on the way that costs so much; it is there when <see cref="Least(int, int)"/> said so.</summary>
    public int CellAt(int first, int last, int total)
    {
        for (var place = 0; place < count; place++)
        {
            for (var week = first; week <= last && paid[place] + table[Start(first, last) + place] == total; week++)
            {
                if (table[Start(week, week) + place] == table[Start(first, last) + place])
                {
                    return (week * problem.Stride) + providers[place];
                }
            }
        }

        throw new InvalidOperationException("The least was not found where it was counted.");
    }

    /// <summary>Adds every cell on the way that costs so much.</summary>
    public void AddCellsAt(int first, int last, int total, List<int> cells)
    {
        for (var place = 0; place < count; place++)
        {
            for (var week = first; week <= last && paid[place] + table[Start(first, last) + place] == total; week++)
            {
                if (table[Start(week, week) + place] == table[Start(first, last) + place])
                {
                    cells.Add((week * problem.Stride) + providers[place]);
                }
            }
        }
    }

    // Where a window's row begins in the table: windows that begin in the same week lie together.
    private int Start(int first, int last) => ((first * weeks) - (first * (first - 1) / 2) + last - first) * stride;

    private static void Least(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Span<int> least)
    {
        for (var i = 0; i < least.Length; i += 8)
        {
            Vector256.Min(Vector256.Create(one[i..]), Vector256.Create(other[i..])).CopyTo(least[i..]);
        }
    }
}

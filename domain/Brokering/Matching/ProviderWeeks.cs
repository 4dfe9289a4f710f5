using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who holds what at each provider while a level is auctioned. A week costs everyone the same, so the holders of a provider may be
/// moved between its weeks freely, and a place costs what the cheapest one costs that moves can free: a free slot, or the lowest bid.
/// Bids and costs here are everything but travel: the price and the week's weight.
/// </summary>
internal sealed class ProviderWeeks
{
    private const int Nobody = -1, All = int.MinValue, Width = ServiceProblem.MostWeeks, Far = ServiceProblem.OutOfReach;

    private readonly int weeks;
    private ulong changed;
    private readonly int[] start, entries, free, ask, least, worth; // by provider and week
    private readonly ulong[] reach; // by provider and week: the weeks its holders can be moved to
    private readonly int[] bids, classes, units; // by entry, those of a week side by side
    private readonly ulong[] windows;
    private readonly ulong[] movable; // by provider: the weeks with holders who can be moved
    private readonly int[] cameFrom = new int[Width], moved = new int[Width], left = new int[Width];

    /// <param name="problem">The problem.</param>
    /// <param name="room">By cell: its slots that are auctioned.</param>
    public ProviderWeeks(ServiceProblem problem, ReadOnlySpan<int> room)
    {
        weeks = problem.Weeks;
        var size = problem.Providers * Width;
        (start, entries, free, ask) = (new int[size + 1], new int[size], new int[size], new int[size]);
        (least, worth, reach, movable) = (new int[size], new int[size], new ulong[size], new ulong[problem.Providers]);
        for (var at = 0; at < size; at++)
        {
            var (provider, week) = (at / Width, at % Width);
            start[at + 1] = start[at] + (week < weeks ? room[(week * problem.Stride) + provider] : 0);
        }

        (bids, classes, units, windows) = (new int[start[size]], new int[start[size]], new int[start[size]], new ulong[start[size]]);
        Array.Fill(classes, Nobody);
        Array.Fill(worth, Far);
        Array.Fill(least, Far);
    }

    /// <summary>The weeks whose cost may have changed in <see cref="Take"/>.</summary>
    public ulong Changed => changed & ServiceProblem.WindowOf(0, weeks - 1);

    /// <summary>Who lost a place in <see cref="Take"/>, and how many of them.</summary>
    public List<(int Class, int Units)> Evicted { get; } = [];

    /// <summary>What a place costs in a week of a provider, moves counted.</summary>
    public int Worth(int provider, int week) => worth[(provider * Width) + week];

    public int Free(int provider, int week) => free[(provider * Width) + week];

    /// <summary>The classes that hold a week's places, and how many each.</summary>
    public (ReadOnlyMemory<int> Classes, ReadOnlyMemory<int> Units) Holders(int provider, int week)
    {
        var at = (provider * Width) + week;
        return (classes.AsMemory(start[at], entries[at]), units.AsMemory(start[at], entries[at]));
    }

    /// <summary>Empties a week and asks so much for its slots.</summary>
    public void Open(int provider, int week, int cost)
    {
        var at = (provider * Width) + week;
        Close(provider, week);
        (ask[at], free[at], least[at]) = (cost, start[at + 1] - start[at], cost);
    }

    public void Close(int provider, int week)
    {
        var at = (provider * Width) + week;
        classes.AsSpan(start[at], start[at + 1] - start[at]).Fill(Nobody);
        movable[provider] &= ~(1UL << week);
        (entries[at], free[at], reach[at], least[at], worth[at]) = (0, 0, 0, Far, Far);
    }

    /// <summary>Takes places in a window, the cheapest first, for a bid above what they cost, as long as none costs more than a limit.</summary>
    /// <returns>How many were taken; who lost theirs is in <see cref="Evicted"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(int provider, ulong window, int who, int wanted, int bid, int limit, bool alike)
    {
        var (from, taken) = (provider * Width, 0);
        Evicted.Clear();
        changed = 0;
        if (alike)
        {
            Raise(from, window, who, bid);
        }

        while (taken < wanted)
        {
            var cheapest = Far;
            for (var left = window; left != 0; left &= left - 1)
            {
                cheapest = Math.Min(cheapest, worth[from + BitOperations.TrailingZeroCount(left)]);
            }

            if (cheapest > limit)
            {
                break;
            }

            taken += TakeOne(from, window, cheapest, who, wanted - taken, bid);
            Settle(from, cheapest);
        }

        return taken;
    }

    // Those of a class that hold places here already are worth as much to each of them: so they never bid against each other.
    private void Raise(int from, ulong window, int who, int bid)
    {
        var (first, last) = (BitOperations.TrailingZeroCount(window), BitOperations.Log2(window));
        var (entry, end, week, raised) = (start[from + first], start[from + last + 1], first, false);
        while (entry < end && classes.AsSpan(entry, end - entry).IndexOf(who) is >= 0 and var next)
        {
            entry += next;
            while (start[from + week + 1] <= entry)
            {
                week++;
            }

            var (at, mine) = (from + week, entry);
            bids[mine] = Math.Max(bids[mine], bid);
            for (entry++; entry < start[at] + entries[at]; entry++)
            {
                if (classes[entry] == who)
                {
                    units[mine] += units[entry];
                    free[at] -= units[entry];
                    Remove(at, entry--, units[entry + 1]);
                }
            }

            var before = least[at];
            Count(at);
            raised |= least[at] != before;
            entry = start[at + 1];
        }

        if (raised)
        {
            Settle(from);
        }
    }

    // Takes as many as one place on the way there has, at the cheapest.
    private int TakeOne(int from, ulong window, int cheapest, int who, int wanted, int bid)
    {
        var week = Follow(from, window, cheapest);
        var lowest = free[from + week] > 0 ? -1 : bids.AsSpan(start[from + week], entries[from + week]).IndexOf(cheapest) + start[from + week];
        var count = Math.Min(wanted, lowest < 0 ? free[from + week] : units[lowest]);
        for (var to = week; (window >> to & 1) == 0; to = cameFrom[to])
        {
            moved[to] = start[from + cameFrom[to]];
            while ((windows[moved[to]] >> to & 1) == 0)
            {
                moved[to]++;
            }

            count = Math.Min(count, units[moved[to]]);
        }

        if (lowest >= 0)
        {
            Evicted.Add((classes[lowest], count));
            Remove(from + week, lowest, count);
        }

        // Whoever is in the way is moved along, from the far end back to the window.
        for (; (window >> week & 1) == 0; week = cameFrom[week])
        {
            var entry = moved[week];
            Add(from + week, classes[entry], count, bids[entry], windows[entry]);
            Remove(from + cameFrom[week], entry, count);
            Count(from + week);
        }

        Add(from + week, who, count, bid, window);
        Count(from + week);
        return count;
    }

    // Goes from a window by the holders' windows to the nearest week that has the cheapest place itself, noting the way.
    private int Follow(int from, ulong window, int cheapest)
    {
        for (var left = window; left != 0; left &= left - 1)
        {
            if (least[from + BitOperations.TrailingZeroCount(left)] == cheapest)
            {
                return BitOperations.TrailingZeroCount(left);
            }
        }

        var (seen, next) = (window, window);
        while (next != 0)
        {
            var week = BitOperations.TrailingZeroCount(next);
            next &= next - 1;
            var found = reach[from + week] & ~seen;
            seen |= found;
            next |= found;
            for (; found != 0; found &= found - 1)
            {
                var other = BitOperations.TrailingZeroCount(found);
                cameFrom[other] = week;
                if (least[from + other] == cheapest)
                {
                    return other;
                }
            }
        }

        throw new InvalidOperationException("The cheapest place was not found where it was counted.");
    }

    private void Add(int at, int who, int count, int bid, ulong window)
    {
        free[at] -= count;
        var last = start[at] + entries[at] - 1;
        if (last >= start[at] && classes[last] == who && bids[last] == bid)
        {
            units[last] += count;
            return;
        }

        entries[at]++;
        (classes[last + 1], units[last + 1], bids[last + 1], windows[last + 1]) = (who, count, bid, window);
    }

    private void Remove(int at, int entry, int count)
    {
        free[at] += count;
        units[entry] -= count;
        if (units[entry] == 0)
        {
            var last = start[at] + --entries[at];
            (classes[entry], units[entry], bids[entry], windows[entry]) = (classes[last], units[last], bids[last], windows[last]);
            classes[last] = Nobody;
        }
    }

    // The cheapest place of a week itself, and the weeks that its holders can be moved to.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int at)
    {
        var (entry, end, lowest, all) = (start[at], start[at] + entries[at], Vector256.Create(int.MaxValue), Vector256<ulong>.Zero);
        for (; entry + 8 <= end; entry += 8)
        {
            lowest = Vector256.Min(lowest, Vector256.LoadUnsafe(ref bids[entry]));
            all |= Vector256.LoadUnsafe(ref windows[entry]) | Vector256.LoadUnsafe(ref windows[entry + 4]);
        }

        var (low, weeks) = (Lanes.Least(lowest), all[0] | all[1] | all[2] | all[3]);
        for (; entry < end; entry++)
        {
            low = Math.Min(low, bids[entry]);
            weeks |= windows[entry];
        }

        (least[at], reach[at]) = (free[at] > 0 ? ask[at] : low, weeks);
        var itself = 1UL << (at % Width);
        movable[at / Width] = (movable[at / Width] & ~itself) | ((weeks & ~itself) != 0 ? itself : 0);
    }

    /// <summary>Works out what each week of a provider costs, moves counted.</summary>
    public void Price(int provider) => Settle(provider * Width);

    // A week costs what it costs itself, or what the cheapest week costs that its holders can be moved to. Taking places at a cost
    // changes nothing for weeks that cost something else: dearer ones lead nowhere cheaper, and cheaper ones not by way of these.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int from, int cost = All)
    {
        Span<int> itself = left, counted = worth.AsSpan(from, Width);
        var same = 0UL;
        for (var week = 0; week < weeks; week += 8)
        {
            var (was, own) = (Vector256.LoadUnsafe(ref counted[week]), Vector256.LoadUnsafe(ref least[from + week]));
            var those = cost == All ? Vector256<int>.AllBitsSet : Vector256.Equals(was, Vector256.Create(cost));
            var dearer = Vector256.ConditionalSelect(Vector256.GreaterThan(was, Vector256.Create(cost)), was, Vector256.Create(Far));
            Vector256.ConditionalSelect(those, own, dearer).StoreUnsafe(ref itself[week]);
            Vector256.ConditionalSelect(those, own, was).StoreUnsafe(ref counted[week]);
            same |= (ulong)those.ExtractMostSignificantBits() << week;
        }

        changed |= same;
        for (var open = movable[from / Width] & same; open != 0;)
        {
            var lowest = Vector256.Create(Far);
            for (var week = 0; week < weeks; week += 8)
            {
                lowest = Vector256.Min(lowest, Vector256.LoadUnsafe(ref itself[week]));
            }

            var cheapest = Lanes.Least(lowest);
            var (done, equal) = (0UL, Vector256.Create(cheapest));
            for (var week = 0; week < weeks; week += 8)
            {
                done |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref itself[week]), equal).ExtractMostSignificantBits() << week;
            }

            for (var more = done; more != 0;)
            {
                var (to, reached) = (Vector256.Create(done), 0UL);
                for (var week = 0; week < weeks; week += 4)
                {
                    reached |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref reach[from + week]) & to, Vector256<ulong>.Zero).ExtractMostSignificantBits() << week;
                }

                more = ~reached & open & ~done;
                done |= more;
            }

            for (var week = 0; week < weeks; week += 8)
            {
                Vector256.ConditionalSelect(Lanes.Of((done & same) >> week), equal, Vector256.LoadUnsafe(ref counted[week])).StoreUnsafe(ref counted[week]);
                Vector256.ConditionalSelect(Lanes.Of(done >> week), Vector256.Create(Far), Vector256.LoadUnsafe(ref itself[week])).StoreUnsafe(ref itself[week]);
            }

            open = cheapest >= Far ? 0 : open & ~done;
        }
    }
}

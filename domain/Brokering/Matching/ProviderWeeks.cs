using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who holds what at each provider while a level is auctioned. A week costs everyone the same, so the holders of a provider may be
/// moved between its stretches of weeks freely, and a place costs what the cheapest one costs that moves can free: a free slot or the
/// lowest bid. A free slot is held by nobody, for what is asked for it. Bids and costs here are everything but travel.
/// </summary>
internal sealed class ProviderWeeks
{
    /// <summary>Who holds a free slot.</summary>
    public const int Nobody = -1;

    private const int All = int.MinValue, Far = ServiceProblem.OutOfReach;

    private readonly int stretches, width; // and rounded up to whole vectors
    private readonly int[] start, entries, least, worth; // by provider and stretch
    private readonly ulong[] reach; // by provider and stretch: the stretches its holders can be moved to
    private readonly int[] bids, classes, units; // by entry, those of a stretch side by side
    private readonly ulong[] windows;
    private readonly ulong[] holds; // by class: the providers where it has taken places, as bits that several providers share
    private readonly ulong[] movable; // by provider: the stretches with holders who can be moved
    private readonly int[] cameFrom, moved, left, old;
    private ulong changed;

    /// <param name="providers">How many providers.</param>
    /// <param name="stretches">How many stretches of weeks.</param>
    /// <param name="bidders">How many classes.</param>
    /// <param name="room">By provider and stretch: the slots that are auctioned.</param>
    public ProviderWeeks(int providers, int stretches, int bidders, Func<int, int, int> room)
    {
        (this.stretches, width) = (stretches, TravelRows.StrideOf(stretches));
        var size = providers * width;
        (start, entries, least, worth) = (new int[size + 1], new int[size], new int[size], new int[size]);
        (reach, movable, holds) = (new ulong[size], new ulong[providers], new ulong[bidders]);
        (cameFrom, moved, left, old) = (new int[width], new int[width], new int[width], new int[width]);
        for (var at = 0; at < size; at++)
        {
            start[at + 1] = start[at] + (at % width < stretches ? room(at / width, at % width) : 0);
        }

        (bids, classes, units, windows) = (new int[start[size]], new int[start[size]], new int[start[size]], new ulong[start[size]]);
        Array.Fill(worth, Far);
        Array.Fill(least, Far);
    }

    /// <summary>The stretches whose cost changed in <see cref="Take"/>.</summary>
    public ulong Changed => changed;

    /// <summary>Who lost a place in <see cref="Take"/>, and how many of them.</summary>
    public List<(int Class, int Units)> Evicted { get; } = [];

    /// <summary>What a place costs in a stretch of a provider, moves counted.</summary>
    public int Worth(int provider, int stretch) => worth[(provider * width) + stretch];

    /// <summary>The same for every stretch of a provider.</summary>
    public ReadOnlySpan<int> Worth(int provider) => worth.AsSpan(provider * width, stretches);

    /// <summary>How many slots of a stretch nobody holds.</summary>
    public int Free(int provider, int stretch)
    {
        var (at, free) = ((provider * width) + stretch, 0);
        for (var entry = start[at]; entry < start[at] + entries[at]; entry++)
        {
            free += classes[entry] == Nobody ? units[entry] : 0;
        }

        return free;
    }

    /// <summary>One of those who hold a stretch's places, and how many they hold.</summary>
    public (int Class, int Units) Holder(int provider, int stretch, int place)
    {
        var entry = start[(provider * width) + stretch] + place;
        return (classes[entry], units[entry]);
    }

    /// <summary>Takes everything away that is held or asked for in a stretch.</summary>
    public void Empty(int provider, int stretch)
    {
        var at = (provider * width) + stretch;
        movable[provider] &= ~(1UL << stretch);
        (entries[at], reach[at], least[at], worth[at]) = (0, 0, Far, Far);
    }

    /// <summary>Asks so much for slots of a stretch that nobody holds.</summary>
    public void Ask(int provider, int stretch, int slots, int cost)
    {
        var at = (provider * width) + stretch;
        Add(at, Nobody, slots, cost, 0);
        Count(at);
    }

    /// <summary>
    /// Takes places in a window, the cheapest first, for a bid above what they cost, as long as none costs more than a limit. The caller
    /// knows what the cheapest costs, and whether others of the class, who are alike, hold places somewhere.
    /// </summary>
    /// <returns>How many were taken; who lost theirs is in <see cref="Evicted"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(int provider, ulong window, int who, int wanted, int cheapest, int bid, int limit, bool alike)
    {
        var (from, taken, met) = (provider * width, 0, 1UL << provider);
        Evicted.Clear();
        changed = 0;
        if (alike && (holds[who] & met) != 0 && Raise(from, window, who, bid))
        {
            cheapest = Cheapest(from, window);
        }

        holds[who] |= met;
        while (cheapest <= limit)
        {
            var (count, settled) = TakeOne(from, window, cheapest, who, wanted - taken, bid);
            taken += count;
            if (!settled)
            {
                Settle(from, cheapest);
            }

            if (taken == wanted)
            {
                break;
            }

            cheapest = settled ? cheapest : Cheapest(from, window);
        }

        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Cheapest(int from, ulong window)
    {
        var lowest = Vector256.Create(Far);
        for (var stretch = 0; stretch < stretches; stretch += 8)
        {
            lowest = Vector256.Min(lowest, Vector256.ConditionalSelect(Lanes.Of(window >> stretch), Vector256.LoadUnsafe(ref worth[from + stretch]), Vector256.Create(Far)));
        }

        return Lanes.Least(lowest);
    }

    // Those of a class that hold places here already are worth as much to each of them: so they never bid against each other.
    private bool Raise(int from, ulong window, int who, int bid)
    {
        var raised = false;
        for (var over = window; over != 0; over &= over - 1)
        {
            var at = from + BitOperations.TrailingZeroCount(over);
            var mine = classes.AsSpan(start[at], entries[at]).IndexOf(who) + start[at];
            if (mine < start[at])
            {
                continue;
            }

            bids[mine] = Math.Max(bids[mine], bid);
            for (var entry = mine + 1; entry < start[at] + entries[at]; entry++)
            {
                if (classes[entry] == who)
                {
                    units[mine] += units[entry];
                    Remove(at, entry, units[entry]);
                    entry--;
                }
            }

            var before = least[at];
            Count(at);
            raised |= least[at] != before;
        }

        if (raised)
        {
            Settle(from);
        }

        return raised;
    }

    // Takes as many as one place on the way there has, at the cheapest; and whether all weeks cost what they did.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Count, bool Settled) TakeOne(int from, ulong window, int cheapest, int who, int wanted, int bid)
    {
        var week = Follow(from, window, cheapest);
        var lowest = bids.AsSpan(start[from + week], entries[from + week]).IndexOf(cheapest) + start[from + week];
        var count = Math.Min(wanted, units[lowest]);
        for (var to = week; (window >> to & 1) == 0; to = cameFrom[to])
        {
            moved[to] = start[from + cameFrom[to]];
            while ((windows[moved[to]] >> to & 1) == 0)
            {
                moved[to]++;
            }

            count = Math.Min(count, units[moved[to]]);
        }

        if (classes[lowest] != Nobody)
        {
            Evicted.Add((classes[lowest], count));
        }

        Remove(from + week, lowest, count);

        // Whoever is in the way is moved along, from the far end back to the window.
        var moves = (window >> week & 1) == 0;
        for (; (window >> week & 1) == 0; week = cameFrom[week])
        {
            var entry = moved[week];
            Add(from + week, classes[entry], count, bids[entry], windows[entry]);
            Remove(from + cameFrom[week], entry, count);
            Count(from + week);
        }

        Add(from + week, who, count, bid, window);
        Count(from + week);
        return (count, !moves && least[from + week] == cheapest);
    }

    // Goes from a window by the holders' windows to the nearest week that has the cheapest place itself, noting the way.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Follow(int from, ulong window, int cheapest)
    {
        var ends = 0UL; // what costs so much itself
        for (var stretch = 0; stretch < stretches; stretch += 8)
        {
            ends |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref least[from + stretch]), Vector256.Create(cheapest)).ExtractMostSignificantBits() << stretch;
        }

        if ((ends & window) != 0)
        {
            return BitOperations.TrailingZeroCount(ends & window);
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
                if ((ends >> other & 1) != 0)
                {
                    return other;
                }
            }
        }

        throw new InvalidOperationException("The cheapest place was not found where it was counted.");
    }

    private void Add(int at, int who, int count, int bid, ulong window)
    {
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
        units[entry] -= count;
        if (units[entry] == 0)
        {
            var last = start[at] + --entries[at];
            (classes[entry], units[entry], bids[entry], windows[entry]) = (classes[last], units[last], bids[last], windows[last]);
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

        (least[at], reach[at]) = (low, weeks);
        var (provider, itself) = (at / width, 1UL << (at % width));
        movable[provider] = (movable[provider] & ~itself) | ((weeks & ~itself) != 0 ? itself : 0);
    }

    /// <summary>Works out what each week of a provider costs, moves counted.</summary>
    public void Price(int provider) => Settle(provider * width);

    // A week costs what it costs itself, or what the cheapest week costs that its holders can be moved to. Taking places at a cost
    // changes nothing for weeks that cost something else: dearer ones lead nowhere cheaper, and cheaper ones not by way of these.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int from, int cost = All)
    {
        Span<int> itself = left, counted = worth.AsSpan(from, width);
        counted.CopyTo(old);
        var same = 0UL;
        for (var week = 0; week < stretches; week += 8)
        {
            var (was, own) = (Vector256.LoadUnsafe(ref counted[week]), Vector256.LoadUnsafe(ref least[from + week]));
            var those = cost == All ? Vector256<int>.AllBitsSet : Vector256.Equals(was, Vector256.Create(cost));
            var dearer = Vector256.ConditionalSelect(Vector256.GreaterThan(was, Vector256.Create(cost)), was, Vector256.Create(Far));
            Vector256.ConditionalSelect(those, own, dearer).StoreUnsafe(ref itself[week]);
            Vector256.ConditionalSelect(those, own, was).StoreUnsafe(ref counted[week]);
            same |= (ulong)those.ExtractMostSignificantBits() << week;
        }

        for (var open = movable[from / width] & same; open != 0;)
        {
            var lowest = Vector256.Create(Far);
            for (var week = 0; week < stretches; week += 8)
            {
                lowest = Vector256.Min(lowest, Vector256.LoadUnsafe(ref itself[week]));
            }

            var cheapest = Lanes.Least(lowest);
            var (done, equal) = (0UL, Vector256.Create(cheapest));
            for (var week = 0; week < stretches; week += 8)
            {
                done |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref itself[week]), equal).ExtractMostSignificantBits() << week;
            }

            for (var more = done; more != 0;)
            {
                var (to, reached) = (Vector256.Create(done), 0UL);
                for (var week = 0; week < stretches; week += 4)
                {
                    reached |= (ulong)Vector256.Equals(Vector256.LoadUnsafe(ref reach[from + week]) & to, Vector256<ulong>.Zero).ExtractMostSignificantBits() << week;
                }

                more = ~reached & open & ~done;
                done |= more;
            }

            for (var week = 0; week < stretches; week += 8)
            {
                Vector256.ConditionalSelect(Lanes.Of((done & same) >> week), equal, Vector256.LoadUnsafe(ref counted[week])).StoreUnsafe(ref counted[week]);
                Vector256.ConditionalSelect(Lanes.Of(done >> week), Vector256.Create(Far), Vector256.LoadUnsafe(ref itself[week])).StoreUnsafe(ref itself[week]);
            }

            open = cheapest >= Far ? 0 : open & ~done;
        }

        for (var week = 0; week < stretches; week += 8)
        {
            var differs = ~Vector256.Equals(Vector256.LoadUnsafe(ref counted[week]), Vector256.LoadUnsafe(ref old[week]));
            changed |= (ulong)differs.ExtractMostSignificantBits() << week;
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Comes near the least cost fast: patients bid for places at providers, each what its best provider is worth to it above its second
/// best, and a full provider keeps the highest bids that its weeks have room for (Bertsekas's auction, with the steps made smaller
/// round by round, and <see cref="ProviderWeeks"/> for objects that are alike). It settles nothing: what it leaves is a plan with the
/// same patients placed, and prices, from which <see cref="LeastCost"/> goes on exactly.
/// </summary>
internal sealed class Auction
{
    // Costs are told apart by an eighth of a kilometre; steps go from 64 kilometres to that, eight times smaller each round.
    private const int Scale = 8, Shrink = 8, FirstStep = 64 * Scale, Margin = 4, MostRaise = 1 << 20, Far = ServiceProblem.OutOfReach;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly int weeks, stride, weight;
    private readonly int[] travel; // costs, scaled
    private readonly int[] value, before, after; // by cell: what a place costs; the least from week 0, and to the last week
    private readonly int[] room; // by cell
    private readonly ProviderWeeks providers;
    private readonly PriorityQueue<(int Class, int Units), int> pool = new(); // who bids to stay without, the lowest bid first
    private readonly List<int> members = [], starts = [], wants = [], queue = [];
    private int[] open = [];
    private int step, poolRoom, poolHeld, poolPrice;

    private Auction(TierStage stage)
    {
        (this.stage, at, problem) = (stage, stage.At, stage.Problem);
        (weeks, stride, weight) = (problem.Weeks, problem.Stride, problem.WeightOf(stage.Tier) * Scale);
        travel = [.. problem.Costs.Select(c => c >= Far ? Far : c * Scale)];
        (value, before, after) = (new int[problem.Cells], new int[problem.Cells], new int[problem.Cells]);
        room = new int[problem.Cells];
        Array.Fill(value, Far);
        Array.Fill(before, Far);
        Array.Fill(after, Far);
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            room[cell] = stage.Open[cell] ? problem.Slots[cell] - at.Count[cell] : 0;
        }

        for (var patient = stage.From; patient < stage.To; patient++)
        {
            if (at.Node[patient] < problem.Cells)
            {
                room[at.Node[patient]]++;
            }
        }

        providers = new(problem, room);
    }

    /// <summary>Rearranges the stage's own patients and sets prices near the best.</summary>
    public static void Run(TierStage stage)
    {
        var auction = new Auction(stage);
        var byLevel = new Dictionary<int, List<int>>();
        for (var patient = stage.From; patient < stage.To; patient++)
        {
            var node = stage.At.Node[patient];
            if (stage.IsAtStake(patient))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(byLevel, stage.Levels[node], out _);
                (list ??= []).Add(patient);
            }
        }

        foreach (var (level, patients) in byLevel)
        {
            auction.Classify(level, patients);
            auction.RunLevel(level);
        }
    }

    // Those alike in place, window and whether they may stay without are one class; within it they stand by need and draw.
    private void Classify(int level, List<int> patients)
    {
        var keys = new ulong[patients.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var waiting = ref problem.Patients.AsSpan()[patients[i]];
            keys[i] = ((ulong)((waiting.Row << 13) | (waiting.First << 7) | (waiting.Last << 1) | (stage.GroupOf[patients[i]] == level ? 1 : 0)) << 32) | (uint)patients[i];
        }

        Array.Sort(keys);
        members.Clear();
        starts.Clear();
        wants.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            var want = (int)(keys[i] >> 32);
            if (i == 0 || want != wants[^1])
            {
                wants.Add(want);
                starts.Add(i);
            }

            members.Add((int)(keys[i] & uint.MaxValue));
        }

        starts.Add(keys.Length);
        open = new int[wants.Count];
    }

    private void RunLevel(int level)
    {
        var cells = Enumerable.Range(0, problem.Cells).Where(c => room[c] > 0 && stage.Levels[c] == level).ToArray();
        var within = cells.Select(c => c % stride).Distinct().ToArray();
        var balanced = level != TierProof.Never;
        var poolNode = balanced ? stage.PoolOf(level) : -1;
        poolRoom = balanced ? members.Count(p => at.Node[p] == poolNode) : 0; // the others of the pool can go nowhere
        poolPrice = balanced && poolRoom > 0 ? weeks * weight : Far;
        // Slots that will all be taken cost the same whatever their week.
        var ask = new int[problem.Cells];
        foreach (var cell in cells)
        {
            ask[cell] = (balanced ? weeks : cell / stride) * weight;
        }

        for (step = FirstStep; ; step = Math.Max(1, step / Shrink))
        {
            foreach (var cell in cells)
            {
                providers.Open(cell % stride, cell / stride, ask[cell]);
            }

            pool.Clear();
            poolHeld = 0;
            foreach (var provider in within)
            {
                providers.Price(provider);
                Show(provider, ServiceProblem.WindowOf(0, weeks - 1));
            }

            queue.Clear();
            for (var i = wants.Count - 1; i >= 0; i--)
            {
                open[i] = 0;
                Want(i, starts[i + 1] - starts[i]);
            }

            while (queue.Count > 0)
            {
                var who = queue[^1];
                queue.RemoveAt(queue.Count - 1);
                Bid(who);
            }

            if (step == 1)
            {
                break;
            }

            foreach (var cell in cells)
            {
                var (provider, week) = (cell % stride, cell / stride);
                // Where slots may stay free, prices that were overshot must come down: a free slot costs nothing.
                ask[cell] = balanced ? providers.Worth(provider, week)
                    : providers.Free(provider, week) > 0 ? week * weight
                    : Math.Max(week * weight, providers.Worth(provider, week) - (Margin * step));
            }
        }

        Keep(cells, within, poolNode);
    }

    private void Keep(int[] cells, int[] within, int poolNode)
    {
        var (next, without) = (starts.ToArray(), poolNode < 0 ? 0 : poolRoom > 0 ? poolPrice : weeks * weight);
        foreach (var cell in cells)
        {
            var (who, units) = providers.Holders(cell % stride, cell / stride);
            for (var i = 0; i < who.Length; i++)
            {
                Place(who.Span[i], units.Span[i], cell);
            }

            stage.Prices[cell] = Floor(value[cell] - (cell / stride * weight) - without);
        }

        foreach (var ((who, units), _) in pool.UnorderedItems)
        {
            Place(who, units, poolNode);
        }

        void Place(int who, int units, int node)
        {
            for (; units > 0; units--)
            {
                var patient = members[next[who]++];
                if (at.Node[patient] != node)
                {
                    at.Move(patient, node);
                }
            }
        }

        foreach (var cell in cells)
        {
            providers.Close(cell % stride, cell / stride);
        }

        foreach (var provider in within)
        {
            Show(provider, ServiceProblem.WindowOf(0, weeks - 1));
        }
    }

    // Rounded down alike above and below nothing, so that what is no dearer stays so.
    private static int Floor(int price) => (price >= 0 ? price : price - Scale + 1) / Scale;

    private void Want(int who, int units)
    {
        if (open[who] == 0)
        {
            queue.Add(who);
        }

        open[who] += units;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bid(int who)
    {
        var want = wants[who];
        var (row, first, last) = (want >> 13, want >> 7 & 63, want >> 1 & 63);
        var (best, second, provider) = BestTwo(row, first, last);
        var wanted = open[who];
        open[who] = 0;
        if ((want & 1) != 0 && poolRoom > 0)
        {
            if (poolPrice < best)
            {
                Stay(who, wanted, best);
                return;
            }

            second = Math.Min(second, poolPrice);
        }

        if (best >= Far)
        {
            throw new OverflowException("A placed patient reaches no cell of its level.");
        }

        var travelled = travel[(row * stride) + provider];
        var limit = Math.Min(second, best + MostRaise) - travelled;
        var taken = providers.Take(provider, ServiceProblem.WindowOf(first, last), who, wanted, limit + step, limit, starts[who + 1] - starts[who] > wanted);
        foreach (var (other, units) in providers.Evicted)
        {
            Want(other, units);
        }

        Show(provider, providers.Changed);
        if (taken < wanted)
        {
            Want(who, wanted - taken);
        }
    }

    private void Stay(int who, int wanted, int limit)
    {
        var (taken, own, bid) = (Math.Min(wanted, poolRoom - poolHeld), 0, Math.Min(limit, poolPrice + MostRaise) + step);
        poolHeld += taken;
        while (taken < wanted && pool.TryPeek(out var lowest, out var price) && price < bid)
        {
            pool.Dequeue();
            if (lowest.Class == who)
            {
                own += lowest.Units;
                continue;
            }

            var count = Math.Min(lowest.Units, wanted - taken);
            if (count < lowest.Units)
            {
                pool.Enqueue((lowest.Class, lowest.Units - count), price);
            }

            Want(lowest.Class, count);
            taken += count;
        }

        if (taken + own > 0)
        {
            pool.Enqueue((who, taken + own), bid);
        }

        if (poolHeld == poolRoom)
        {
            _ = pool.TryPeek(out _, out poolPrice);
        }

        if (taken < wanted)
        {
            Want(who, wanted - taken);
        }
    }

    // What the patient's best provider costs, what the next best does, and which the best is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Best, int Second, int Provider) BestTwo(int row, int first, int last)
    {
        ref var paid = ref travel[row * stride];
        ref var rows = ref first == 0 ? ref before[last * stride] : ref last == weeks - 1 ? ref after[first * stride] : ref value[first * stride];
        var more = first == 0 || last == weeks - 1 ? 0 : (nuint)((last - first) * stride);
        var (least, next, where) = (Vector256.Create(int.MaxValue), Vector256.Create(int.MaxValue), Vector256<int>.Zero);
        var here = Vector256<int>.Indices;
        for (nuint i = 0; i < (nuint)stride; i += 8, here += Vector256.Create(8))
        {
            var sum = Vector256.LoadUnsafe(ref rows, i);
            for (var week = (nuint)stride; week <= more; week += (nuint)stride)
            {
                sum = Vector256.Min(sum, Vector256.LoadUnsafe(ref rows, week + i));
            }

            sum += Vector256.LoadUnsafe(ref paid, i);
            where = Vector256.ConditionalSelect(Vector256.LessThan(sum, least), here, where);
            next = Vector256.Min(next, Vector256.Max(sum, least));
            least = Vector256.Min(least, sum);
        }

        var best = Lanes.Least(least);
        var lane = BitOperations.TrailingZeroCount(Vector256.Equals(least, Vector256.Create(best)).ExtractMostSignificantBits());
        return (best, Lanes.Least(least.WithElement(lane, next.GetElement(lane))), where.GetElement(lane));
    }

    // Shows the bidders what a provider's weeks cost now, those that may have changed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Show(int provider, ulong changed)
    {
        if (changed == 0)
        {
            return;
        }

        var (first, last) = (BitOperations.TrailingZeroCount(changed), BitOperations.Log2(changed));
        for (var (week, cell) = (first, (first * stride) + provider); week <= last; week++, cell += stride)
        {
            value[cell] = providers.Worth(provider, week);
        }

        var least = first == 0 ? Far : before[((first - 1) * stride) + provider];
        for (var (week, cell) = (first, (first * stride) + provider); week < weeks; week++, cell += stride)
        {
            least = Math.Min(least, value[cell]);
            if (week > last && before[cell] == least)
            {
                break;
            }

            before[cell] = least;
        }

        least = last == weeks - 1 ? Far : after[((last + 1) * stride) + provider];
        for (var (week, cell) = (last, (last * stride) + provider); week >= 0; week--, cell -= stride)
        {
            least = Math.Min(least, value[cell]);
            if (week < first && after[cell] == least)
            {
                break;
            }

            after[cell] = least;
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Comes near the least cost fast: patients bid for cells, each what its best cell is worth to it above its second best, and a full
/// cell keeps the highest bids (Bertsekas's auction with similar objects, the steps made smaller round by round). It settles nothing:
/// what it leaves is a plan with the same patients placed, and prices, from which <see cref="LeastCost"/> goes on exactly.
/// </summary>
internal sealed class Auction
{
    private const int Scale = 4, Shrink = 4, Margin = 4, MostRaise = 1 << 20, Far = ServiceProblem.OutOfReach;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly int weeks, stride, weight;
    private readonly int[] travel; // costs, scaled
    private readonly int[] value, before, after; // by cell: price and weeks; its least from week 0, and to the last week
    private readonly int[] price, room, start, held; // by node
    private readonly long[] bids; // by slot, a heap for each node with the lowest bid first: the bid, and below it who holds
    private readonly int[] wants; // by own patient: row, first and last week in one number
    private readonly int[] queue;
    private int queued, step;

    private Auction(TierStage stage)
    {
        (this.stage, at, problem) = (stage, stage.At, stage.Problem);
        (weeks, stride, weight) = (problem.Weeks, problem.Stride, problem.WeightOf(stage.Tier) * Scale);
        travel = [.. problem.Costs.Select(c => c >= Far ? Far : c * Scale)];
        (value, before, after) = (new int[problem.Cells], new int[problem.Cells], new int[problem.Cells]);
        var nodes = at.Count.Length;
        (price, room, start, held) = (new int[nodes], new int[nodes], new int[nodes + 1], new int[nodes]);
        queue = new int[stage.To - stage.From];
        Array.Fill(value, Far);
        Array.Fill(before, Far);
        Array.Fill(after, Far);
        for (var node = 0; node < problem.Cells; node++)
        {
            room[node] = stage.Open[node] ? problem.Slots[node] - at.Count[node] : 0;
        }

        for (var patient = stage.From; patient < stage.To; patient++)
        {
            room[at.Node[patient]]++;
        }

        for (var node = 0; node < nodes; node++)
        {
            start[node + 1] = start[node] + room[node];
        }

        bids = new long[start[nodes]];
        wants = new int[queue.Length];
        for (var i = 0; i < wants.Length; i++)
        {
            var waiting = problem.Patients[stage.From + i];
            wants[i] = (waiting.Row << 12) | (waiting.First << 6) | waiting.Last;
        }
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
            auction.RunLevel(level, patients);
        }
    }

    private void RunLevel(int level, List<int> patients)
    {
        var cells = Enumerable.Range(0, problem.Cells).Where(c => stage.Open[c] && room[c] > 0 && stage.Levels[c] == level).ToArray();
        var pool = level == TierProof.Never ? -1 : stage.PoolOf(level);
        if (pool >= 0)
        {
            room[pool] = patients.Count(p => at.Node[p] == pool); // the others of the pool can go nowhere
        }

        foreach (var cell in cells)
        {
            SetPrice(cell, 0);
        }

        for (step = 1024 * Scale; ; step = Math.Max(1, step / Shrink))
        {
            foreach (var cell in cells)
            {
                held[cell] = 0;
            }

            if (pool >= 0)
            {
                held[pool] = 0;
            }

            queued = 0;
            for (var i = patients.Count - 1; i >= 0; i--)
            {
                queue[queued++] = patients[i];
            }

            while (queued > 0)
            {
                Bid(queue[--queued], level, pool);
            }

            if (step == 1)
            {
                break;
            }

            // Where slots may stay free, prices that were overshot must come down: a free slot costs nothing.
            foreach (var cell in pool < 0 ? cells : [])
            {
                SetPrice(cell, held[cell] < room[cell] ? 0 : Math.Max(0, price[cell] - (Margin * step)));
            }
        }

        Keep(cells, pool);
    }

    private void Keep(int[] cells, int pool)
    {
        foreach (var cell in pool < 0 ? cells : [.. cells, pool])
        {
            for (var i = 0; i < held[cell]; i++)
            {
                if (at.Node[Holder(bids[start[cell] + i])] != cell)
                {
                    at.Move(Holder(bids[start[cell] + i]), cell);
                }
            }

            stage.Prices[cell] = (price[cell] - (pool < 0 ? 0 : price[pool])) / Scale;
            if (cell < problem.Cells)
            {
                SetPrice(cell, Far);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bid(int patient, int level, int pool)
    {
        var (best, second, node) = BestTwo(wants[patient - stage.From]);
        if (pool >= 0 && stage.GroupOf[patient] == level)
        {
            if (price[pool] < best)
            {
                (second, best, node) = (best, price[pool], pool);
            }
            else
            {
                second = Math.Min(second, price[pool]);
            }
        }

        if (best >= Far)
        {
            throw new OverflowException("A placed patient reaches no cell of its level.");
        }

        Offer(node, ((long)(price[node] + Math.Min(second - best, MostRaise) + step) << 32) | (uint)patient);
    }

    private static int Holder(long bid) => (int)(bid & uint.MaxValue);

    // A free slot is taken; else the lowest bid gives way, which is never the new one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(int node, long bid)
    {
        var heap = bids.AsSpan(start[node], room[node]);
        if (held[node] < heap.Length)
        {
            Rise(heap, held[node]++, bid);
            if (held[node] < heap.Length)
            {
                return;
            }
        }
        else
        {
            queue[queued++] = Holder(heap[0]);
            Sink(heap, bid);
        }

        if (node < problem.Cells)
        {
            SetPrice(node, (int)(heap[0] >> 32));
        }
        else
        {
            price[node] = (int)(heap[0] >> 32);
        }
    }

    private static void Rise(Span<long> heap, int place, long bid)
    {
        while (place > 0 && heap[(place - 1) >> 1] > bid)
        {
            heap[place] = heap[(place - 1) >> 1];
            place = (place - 1) >> 1;
        }

        heap[place] = bid;
    }

    private static void Sink(Span<long> heap, long bid)
    {
        var place = 0;
        for (var child = 1; child < heap.Length; child = (2 * place) + 1)
        {
            child += child + 1 < heap.Length && heap[child + 1] < heap[child] ? 1 : 0;
            if (heap[child] >= bid)
            {
                break;
            }

            heap[place] = heap[child];
            place = child;
        }

        heap[place] = bid;
    }

    // What the patient's best cell costs, what the next best does, and which the best is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Best, int Second, int Cell) BestTwo(int want)
    {
        var (row, first, last) = (want >> 12, (want >> 6) & 63, want & 63);
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

        var best = LeastOf(least);
        var lane = BitOperations.TrailingZeroCount(Vector256.Equals(least, Vector256.Create(best)).ExtractMostSignificantBits());
        var provider = where.GetElement(lane);
        var second = LeastOf(least.WithElement(lane, next.GetElement(lane)));

        // The same provider's next best week is a cell of its own.
        var (cell, nearest) = (-1, best - travel[(row * stride) + provider]);
        for (var (week, i) = (first, (first * stride) + provider); week <= last; week++, i += stride)
        {
            if (value[i] == nearest && cell < 0)
            {
                cell = i;
            }
            else
            {
                second = Math.Min(second, value[i] + best - nearest);
            }
        }

        return (best, second, cell);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LeastOf(Vector256<int> least)
    {
        var half = Vector128.Min(least.GetLower(), least.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetPrice(int cell, int to)
    {
        price[cell] = to;
        value[cell] = to >= Far ? Far : to + (cell / stride * weight);
        for (var (i, least) = (cell, cell < stride ? Far : before[cell - stride]); i < value.Length; i += stride)
        {
            least = Math.Min(least, value[i]);
            if (before[i] == least && i != cell)
            {
                break;
            }

            before[i] = least;
        }

        for (var (i, least) = (cell, cell + stride >= value.Length ? Far : after[cell + stride]); i >= 0; i -= stride)
        {
            least = Math.Min(least, value[i]);
            if (after[i] == least && i != cell)
            {
                break;
            }

            after[i] = least;
        }
    }
}

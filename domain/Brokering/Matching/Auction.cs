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
    private const int Scale = 4, Shrink = 6, Margin = 4, Far = ServiceProblem.OutOfReach;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly int weeks, stride, weight;
    private readonly int[] travel; // costs, scaled
    private readonly int[] value, before, after; // by cell: price and weeks; its least from week 0, and to the last week
    private readonly int[] sums;
    private readonly int[] price, room, start, held; // by node
    private readonly int[] holders, bids; // by slot, a heap for each node with the lowest bid first
    private readonly int[] queue;
    private int queued, step;

    private Auction(TierStage stage)
    {
        (this.stage, at, problem) = (stage, stage.At, stage.Problem);
        (weeks, stride, weight) = (problem.Weeks, problem.Stride, problem.WeightOf(stage.Tier) * Scale);
        travel = [.. problem.Costs.Select(c => c >= Far ? Far : c * Scale)];
        (value, before, after, sums) = (new int[problem.Cells], new int[problem.Cells], new int[problem.Cells], new int[stride]);
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

        (holders, bids) = (new int[start[nodes]], new int[start[nodes]]);
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
                if (at.Node[holders[start[cell] + i]] != cell)
                {
                    at.Move(holders[start[cell] + i], cell);
                }
            }

            stage.Prices[cell] = (price[cell] - (pool < 0 ? 0 : price[pool])) / Scale;
            if (cell < problem.Cells)
            {
                SetPrice(cell, Far);
            }
        }
    }

    private void Bid(int patient, int level, int pool)
    {
        ref readonly var waiting = ref problem.Patients.AsSpan()[patient];
        var (best, second, node) = BestTwo(waiting);
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

        Offer(node, patient, price[node] + Math.Min(second - best, 1 << 22) + step);
    }

    // A free slot is taken; else the lowest bid gives way, which is never the new one.
    private void Offer(int node, int patient, int bid)
    {
        var (heap, from) = (held[node], start[node]);
        if (heap < room[node])
        {
            Rise(from, held[node]++, patient, bid);
            if (heap + 1 < room[node])
            {
                return;
            }
        }
        else
        {
            queue[queued++] = holders[from];
            Sink(from, heap, patient, bid);
        }

        if (node < problem.Cells)
        {
            SetPrice(node, bids[from]);
        }
        else
        {
            price[node] = bids[from];
        }
    }

    private void Rise(int from, int place, int patient, int bid)
    {
        while (place > 0 && bids[from + ((place - 1) >> 1)] > bid)
        {
            var parent = (place - 1) >> 1;
            (holders[from + place], bids[from + place]) = (holders[from + parent], bids[from + parent]);
            place = parent;
        }

        (holders[from + place], bids[from + place]) = (patient, bid);
    }

    private void Sink(int from, int count, int patient, int bid)
    {
        var place = 0;
        while ((2 * place) + 1 < count)
        {
            var child = (2 * place) + 1;
            child += child + 1 < count && bids[from + child + 1] < bids[from + child] ? 1 : 0;
            if (bids[from + child] >= bid)
            {
                break;
            }

            (holders[from + place], bids[from + place]) = (holders[from + child], bids[from + child]);
            place = child;
        }

        (holders[from + place], bids[from + place]) = (patient, bid);
    }

    private (int Best, int Second, int Cell) BestTwo(in WaitingPatient waiting)
    {
        var (first, last) = (waiting.First, waiting.Last);
        ref var to = ref sums[0];
        ref var paid = ref travel[waiting.Row * stride];
        var least = Vector256.Create(int.MaxValue);
        if (first == 0 || last == weeks - 1)
        {
            ref var row = ref first == 0 ? ref before[last * stride] : ref after[first * stride];
            for (nuint i = 0; i < (nuint)stride; i += 8)
            {
                var sum = Vector256.LoadUnsafe(ref paid, i) + Vector256.LoadUnsafe(ref row, i);
                sum.StoreUnsafe(ref to, i);
                least = Vector256.Min(least, sum);
            }
        }
        else
        {
            ref var rows = ref value[first * stride];
            var end = (nuint)((last - first) * stride);
            for (nuint i = 0; i < (nuint)stride; i += 8)
            {
                var within = Vector256.LoadUnsafe(ref rows, i);
                for (var week = (nuint)stride; week <= end; week += (nuint)stride)
                {
                    within = Vector256.Min(within, Vector256.LoadUnsafe(ref rows, week + i));
                }

                var sum = Vector256.LoadUnsafe(ref paid, i) + within;
                sum.StoreUnsafe(ref to, i);
                least = Vector256.Min(least, sum);
            }
        }

        var best = LeastOf(least);
        var provider = sums.AsSpan().IndexOf(best);
        sums[provider] = int.MaxValue;
        least = Vector256.Create(int.MaxValue);
        for (nuint i = 0; i < (nuint)stride; i += 8)
        {
            least = Vector256.Min(least, Vector256.LoadUnsafe(ref to, i));
        }

        // The same provider's next best week is a cell of its own.
        var (second, cell, nearest) = (LeastOf(least), -1, best - travel[(waiting.Row * stride) + provider]);
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

    private static int LeastOf(Vector256<int> least)
    {
        var half = Vector128.Min(least.GetLower(), least.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }

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

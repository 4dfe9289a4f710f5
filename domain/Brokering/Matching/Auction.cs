using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Comes near the least cost of a level fast: classes of patients bid for places at providers, each what its best provider is worth to
/// it above its second best, and a full provider keeps the highest bids that its weeks have room for (Bertsekas's auction, with the
/// steps made smaller round by round, and <see cref="ProviderWeeks"/> for objects that are alike). It settles nothing: what it leaves
/// is a plan with the same patients placed, and prices, from which <see cref="LeastCost"/> goes on exactly.
/// </summary>
internal sealed class Auction
{
    // Costs are told apart by an eighth of a kilometre; steps go from 64 kilometres to that, eight times smaller each round.
    private const int Scale = 8, Shrink = 8, FirstStep = 64 * Scale, Margin = 4, MostRaise = 1 << 20, Far = ServiceProblem.OutOfReach;

    private readonly TierStage stage;
    private readonly ServiceProblem problem;
    private readonly PatientClasses classes;
    private readonly int[] room; // by cell: the slots that are auctioned
    private readonly int level, from, count, weight, poolNode, poolRoom;
    private readonly Stretches stretches;
    private readonly int[] within; // the providers of the level
    private readonly PriceBoard board;
    private readonly ProviderWeeks providers;
    private readonly int[] ask; // by provider and week
    private readonly int[] wayOf, firstOf, lastOf, sizeOf, open; // by class of the level; how many bid is open
    private readonly PriorityQueue<(int Class, int Units), int> pool = new(); // who bids to stay without, the lowest bid first
    private readonly Queue<int> queue = [];
    private int step, poolHeld, poolPrice;

    private Auction(TierStage stage, PatientClasses classes, int[] room, int from, (int Level, int End) to)
    {
        (this.stage, problem, this.classes, this.room) = (stage, stage.Problem, classes, room);
        (level, this.from, count, weight) = (to.Level, from, to.End - from, problem.WeightOf(stage.Tier) * Scale);
        poolNode = IsBalanced ? stage.PoolOf(level) : -1;
        (wayOf, firstOf, lastOf, sizeOf, open) = (new int[count], new int[count], new int[count], new int[count], new int[count]);
        stretches = Stretches.Of(problem.Weeks, classes, from, to.End);
        var inLevel = new bool[problem.Stride];
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            inLevel[cell % problem.Stride] |= IsAuctioned(cell);
        }

        within = [.. Enumerable.Range(0, problem.Stride).Where(p => inLevel[p])];
        (board, ask) = (new(within.Length, stretches.Count), new int[within.Length * problem.Weeks]);
        for (var i = 0; i < count; i++)
        {
            var of = from + i;
            wayOf[i] = i > 0 && classes.RowOf(of) == classes.RowOf(of - 1) ? wayOf[i - 1]
                : board.AddWay(problem.Costs.AsSpan().Slice(classes.RowOf(of) * problem.Stride, problem.Stride), within, Scale);
            (firstOf[i], lastOf[i], sizeOf[i]) = (stretches.At(classes.FirstOf(of)), stretches.At(classes.LastOf(of)), classes.SizeOf(of));
            if (classes.MayStay(of))
            {
                foreach (var patient in classes.MembersOf(of))
                {
                    poolRoom += stage.At.Node[patient] == poolNode ? 1 : 0; // the others of the pool can go nowhere
                }
            }
        }

        poolPrice = poolRoom > 0 ? problem.Weeks * weight : Far;
        providers = new(within.Length, stretches.Count, count, (provider, stretch) =>
        {
            var slots = 0;
            for (var week = stretches.FirstWeek(stretch); week <= stretches.LastWeek(stretch); week++)
            {
                slots += RoomAt(provider, week);
            }

            return slots;
        });
    }

    // Whether every slot of the level is taken in the end.
    private bool IsBalanced => level != TierProof.Never;

    /// <summary>Puts the stage's own into parcels and sets prices near the best.</summary>
    public static void Run(TierStage stage, PatientClasses classes)
    {
        var (from, room) = (0, stage.Room());
        foreach (var to in classes.Levels)
        {
            new Auction(stage, classes, room, from, to).Run();
            from = to.End;
        }
    }

    private bool IsAuctioned(int cell) => room[cell] > 0 && stage.Levels[cell] == level;

    private int RoomAt(int provider, int week)
    {
        var cell = (week * problem.Stride) + within[provider];
        return IsAuctioned(cell) ? room[cell] : 0;
    }

    private void Run()
    {
        // Slots that will all be taken cost the same whatever their week.
        for (var i = 0; i < ask.Length; i++)
        {
            ask[i] = (IsBalanced ? problem.Weeks : i % problem.Weeks) * weight;
        }

        for (step = FirstStep; ; step = Math.Max(1, step / Shrink))
        {
            Offer();
            for (var who = 0; who < count; who++)
            {
                Want(who, sizeOf[who]);
            }

            while (queue.TryDequeue(out var who))
            {
                Bid(who);
            }

            if (step == 1)
            {
                break;
            }

            ForEachWeek((provider, week, worth, _, free) =>
            {
                // Where slots may stay free, prices that were overshot must come down: a free slot costs nothing.
                ask[(provider * problem.Weeks) + week] = IsBalanced ? worth : free > 0 ? week * weight : Math.Max(week * weight, worth - (Margin * step));
            });
        }

        Keep();
    }

    // Empties the providers and asks for their slots.
    private void Offer()
    {
        pool.Clear();
        poolHeld = 0;
        for (var provider = 0; provider < within.Length; provider++)
        {
            for (var stretch = 0; stretch < stretches.Count; stretch++)
            {
                providers.Empty(provider, stretch);
                for (var week = stretches.FirstWeek(stretch); week <= stretches.LastWeek(stretch); week++)
                {
                    if (RoomAt(provider, week) is > 0 and var slots)
                    {
                        providers.Ask(provider, stretch, slots, ask[(provider * problem.Weeks) + week]);
                    }
                }
            }

            providers.Price(provider);
            board.Show(provider, providers.Worth(provider), ServiceProblem.WindowOf(0, stretches.Count - 1));
        }
    }

    // Goes through the weeks that have slots. Of a stretch's slots the earliest are taken first, since nobody tells its weeks apart.
    private void ForEachWeek(Action<int, int, int, int, int> see)
    {
        for (var provider = 0; provider < within.Length; provider++)
        {
            for (var stretch = 0; stretch < stretches.Count; stretch++)
            {
                var (worth, free) = (providers.Worth(provider, stretch), providers.Free(provider, stretch));
                for (var week = stretches.LastWeek(stretch); week >= stretches.FirstWeek(stretch); week--)
                {
                    if (RoomAt(provider, week) is > 0 and var slots)
                    {
                        var left = Math.Min(free, slots);
                        free -= left;
                        see(provider, week, worth, slots - left, left);
                    }
                }
            }
        }
    }

    private void Keep()
    {
        var without = poolNode < 0 ? 0 : poolRoom > 0 ? poolPrice : problem.Weeks * weight;
        var (holder, units, at) = (0, 0, -1);
        ForEachWeek((provider, week, worth, taken, free) =>
        {
            var (cell, stretch) = ((week * problem.Stride) + within[provider], stretches.At(week));
            if (at != (provider * stretches.Count) + stretch)
            {
                (at, holder, units) = ((provider * stretches.Count) + stretch, -1, 0);
            }

            while (taken > 0)
            {
                while (units == 0)
                {
                    (var who, units) = providers.Holder(provider, stretch, ++holder);
                    units = who == ProviderWeeks.Nobody ? 0 : units;
                }

                var some = Math.Min(units, taken);
                classes.Parcels.Put(from + providers.Holder(provider, stretch, holder).Class, cell, some);
                (units, taken) = (units - some, taken - some);
            }

            var price = Floor(worth - (week * weight) - without);
            stage.Prices[cell] = IsBalanced ? price : free > 0 ? 0 : Math.Max(0, price);
        });
        foreach (var ((who, some), _) in pool.UnorderedItems)
        {
            classes.Parcels.Put(from + who, poolNode, some);
        }
    }

    // Rounded down alike above and below nothing, so that what is no dearer stays so.
    private static int Floor(int price) => (price >= 0 ? price : price - Scale + 1) / Scale;

    private void Want(int who, int units)
    {
        if (open[who] == 0)
        {
            queue.Enqueue(who);
        }

        open[who] += units;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bid(int who)
    {
        var (way, first, last, wanted) = (wayOf[who], firstOf[who], lastOf[who], open[who]);
        var (best, second, provider) = board.BestTwo(way, first, last);
        open[who] = 0;
        if (poolRoom > 0 && classes.MayStay(from + who))
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

        var travel = board.Travel(way, provider);
        var limit = Math.Min(second, best + MostRaise) - travel;
        var taken = providers.Take(provider, ServiceProblem.WindowOf(first, last), who, wanted, best - travel, limit + step, limit, sizeOf[who] > wanted);
        foreach (var (other, units) in providers.Evicted)
        {
            Want(other, units);
        }

        board.Show(provider, providers.Worth(provider), providers.Changed);
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

            var units = Math.Min(lowest.Units, wanted - taken);
            if (units < lowest.Units)
            {
                pool.Enqueue((lowest.Class, lowest.Units - units), price);
            }

            Want(lowest.Class, units);
            taken += units;
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
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Where and when: with who is placed settled, moves patients round cycles that lower the sum until none is left. Prices come from
/// the same search: a node's price is what a slot there saves others at most. Levels never mix: a level is full of those who can go
/// nowhere above it, so every best plan keeps them there. Prices only fall, so that a class is looked at again only when something
/// it reaches fell.
/// </summary>
internal sealed class LeastCost
{
    private const int None = Parcels.None, MostLevels = 48;

    private readonly TierStage stage;
    private readonly ServiceProblem problem;
    private readonly PatientClasses classes;
    private readonly WindowPrices windows;
    private readonly List<(int From, int To)> ranges = []; // the classes of the levels being settled
    private readonly List<(int Class, int Pool)> mayStay = []; // of them, and where they would
    private readonly List<int> neverFull = []; // open cells
    private readonly int[] best; // by class: the least that its patients can pay, as last seen
    private readonly int[] weekCost, provider, room; // by cell
    private readonly WeekMoves moves;
    private readonly int[] price, byParcel, toNode, colour; // by node; parcels of the tier's own, and below none those of earlier tiers
    private readonly bool[] within, open; // by node: of the levels being settled; and a cell the stage's own may take
    private readonly int vacancy;
    private bool[] fell, touched; // by provider: a price fell in the sweep before, and in this one
    private bool[] poolFell, poolTouched; // by need group
    private bool crossed; // prices of one level reached into another's

    private LeastCost(TierStage stage, PatientClasses classes, ReadOnlySpan<int> levels)
    {
        (this.stage, problem, this.classes) = (stage, stage.Problem, classes);
        stage.Earlier.Deal(stage.At); // whoever was moved before this
        windows = new(problem, stage.Tier);
        vacancy = stage.At.Count.Length;
        (price, byParcel, toNode, colour) = (new int[vacancy + 1], new int[vacancy + 1], new int[vacancy + 1], new int[vacancy + 1]);
        Array.Fill(byParcel, None);
        Array.Fill(toNode, None);
        // What keeps a patient from a lower level: its prices are far higher.
        var (bases, step) = (new Dictionary<int, int>(), (1 << 28) / levels.Length);
        for (var i = 0; i < levels.Length; i++)
        {
            bases.Add(levels[i], (levels.Length - 1 - i) * step);
        }

        (within, open) = (new bool[vacancy], new bool[problem.Cells]);
        (weekCost, provider, room) = (new int[problem.Cells], new int[problem.Cells], stage.Room());
        for (var node = 0; node < vacancy; node++)
        {
            within[node] = bases.TryGetValue(stage.Levels[node], out var above);
            price[node] = stage.Prices[node] + above;
            if (node < problem.Cells)
            {
                open[node] = stage.Open[node] && within[node];
                (weekCost[node], provider[node]) = (node / problem.Stride * problem.WeightOf(stage.Tier), node % problem.Stride);
                if (open[node] && stage.Levels[node] == TierProof.Never)
                {
                    neverFull.Add(node);
                }
            }
        }

        moves = new(problem, classes);
        (fell, touched) = (new bool[problem.Stride], new bool[problem.Stride]);
        (poolFell, poolTouched) = (new bool[vacancy - problem.Cells], new bool[vacancy - problem.Cells]);
        Array.Fill(touched, true);
        Array.Fill(poolTouched, true);
        best = new int[classes.Count];
        Array.Fill(best, int.MaxValue);
        var from = 0;
        foreach (var (level, to) in classes.Levels)
        {
            if (bases.ContainsKey(level))
            {
                ranges.Add((from, to));
                mayStay.AddRange(Enumerable.Range(from, to - from).Where(classes.MayStay).Select(of => (of, stage.PoolOf(level))));
            }

            from = to;
        }

        foreach (var parcel in classes.Parcels.All)
        {
            if (parcel.Node < room.Length)
            {
                room[parcel.Node] -= parcel.Units;
            }
        }
    }

    /// <summary>Moves parcels to a plan of least cost and sets the stage's prices.</summary>
    public static void Run(TierStage stage, PatientClasses classes) => Run(stage, classes, [.. stage.Levels.Distinct().Order()]);

    // Levels are settled many at a time while there is room between them in a word, and otherwise fewer.
    private static void Run(TierStage stage, PatientClasses classes, ReadOnlySpan<int> levels)
    {
        if (levels.Length > MostLevels || !new LeastCost(stage, classes, levels).Settle())
        {
            Run(stage, classes, levels[..(levels.Length / 2)]);
            Run(stage, classes, levels[(levels.Length / 2)..]);
        }
    }

    // Whether the prices of the levels kept apart.
    private bool Settle()
    {
        while (Sweep())
        {
            if (crossed)
            {
                return false;
            }

            TurnCycles();
        }

        SetPrices();
        return true;
    }

    // Lowers every price that a patient's better choice shows to be too high; whether any was.
    private bool Sweep()
    {
        (fell, touched, poolFell, poolTouched) = (touched, fell, poolTouched, poolFell);
        Array.Clear(touched);
        Array.Clear(poolTouched);
        windows.Fill(price, open, fell);
        var lowered = false;
        foreach (var (from, to) in ranges)
        {
            lowered |= Choose(from, to);
        }

        foreach (var (of, pool) in mayStay)
        {
            lowered |= poolFell[pool - problem.Cells] && LeaveToPool(of, pool);
        }

        lowered |= MoveEarlier();
        lowered |= LowerVacancy();
        for (var at = 0; at < problem.Providers; at++)
        {
            if (touched[at])
            {
                SpreadWithin(at);
            }
        }

        return lowered;
    }

    // What the classes of a level can pay now that something fell, and whom that shows to pay too much.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Choose(int from, int to)
    {
        var (lowered, reaches, row) = (false, false, None);
        var parcels = classes.Parcels.All;
        for (var of = from; of < to; of++)
        {
            if (classes.RowOf(of) != row)
            {
                row = classes.RowOf(of);
                reaches = windows.Travel(row);
            }

            var (first, last) = (classes.FirstOf(of), classes.LastOf(of));
            var least = reaches ? windows.Least(first, last) : int.MaxValue;
            if (least >= best[of])
            {
                continue;
            }

            var travel = problem.Costs.AsSpan().Slice(row * problem.Stride, problem.Stride);
            best[of] = least;
            var choice = None;
            for (var parcel = classes.Parcels.OfKind(of); parcel != None; parcel = parcels[parcel].NextOfKind)
            {
                ref readonly var there = ref parcels[parcel];
                var cost = there.Node < weekCost.Length ? travel[provider[there.Node]] + weekCost[there.Node] : 0;
                if (there.Units > 0 && least - cost < price[there.Node])
                {
                    choice = choice == None ? windows.CellAt(first, last, least) : choice;
                    lowered |= Lower(there.Node, least - cost, parcel, choice);
                }
            }
        }

        return lowered;
    }

    // Those who may stay without never pay more than that costs.
    private bool LeaveToPool(int of, int pool)
    {
        var lowered = false;
        var parcels = classes.Parcels.All;
        var travel = problem.Costs.AsSpan().Slice(classes.RowOf(of) * problem.Stride, problem.Stride);
        for (var parcel = classes.Parcels.OfKind(of); parcel != None; parcel = parcels[parcel].NextOfKind)
        {
            if (parcels[parcel] is { Units: > 0, Node: var node } && node != pool)
            {
                lowered |= Lower(node, price[pool] - travel[provider[node]] - weekCost[node], parcel, pool);
            }
        }

        return lowered;
    }

    // Those of earlier tiers go wherever it is as good for them.
    private bool MoveEarlier()
    {
        var lowered = false;
        var parcels = stage.Earlier.Parcels.All;
        for (var parcel = 0; parcel < parcels.Length; parcel++)
        {
            var node = parcels[parcel].Node;
            if (parcels[parcel].Units == 0 || !within[node])
            {
                continue;
            }

            foreach (var other in stage.Earlier.NodesOf(parcels[parcel].Kind))
            {
                lowered |= stage.Levels[other] == stage.Levels[node] && Lower(node, price[other], None - 1 - parcel, other);
            }
        }

        return lowered;
    }

    // What fell in one week of a provider falls at once in every week from which somebody can be moved there.
    private void SpreadWithin(int where)
    {
        for (var more = true; more;)
        {
            more = false;
            var lowest = int.MaxValue; // nothing spreads to a cell that costs no more
            for (var cell = where; cell < problem.Cells; cell += problem.Stride)
            {
                lowest = open[cell] ? Math.Min(lowest, price[cell] + weekCost[cell]) : lowest;
            }

            for (var cell = where; cell < problem.Cells; cell += problem.Stride)
            {
                if (within[cell] && moves.From(cell) != 0 && price[cell] + weekCost[cell] > lowest)
                {
                    more |= SpreadTo(cell, where);
                }
            }
        }
    }

    private bool SpreadTo(int cell, int where)
    {
        var (least, to, by) = (price[cell] + weekCost[cell], None, None);
        for (var left = moves.From(cell); left != 0; left &= left - 1)
        {
            var week = BitOperations.TrailingZeroCount(left);
            var other = (week * problem.Stride) + where;
            if (open[other] && price[other] + weekCost[other] < least && moves.Mover(cell, week) is var parcel and not None)
            {
                (least, to, by) = (price[other] + weekCost[other], other, parcel);
            }
        }

        return to != None && Lower(cell, least - weekCost[cell], by, to);
    }

    // A slot that nobody has may lie in any cell that never fills, at the same price.
    private bool LowerVacancy()
    {
        var lowered = false;
        foreach (var cell in neverFull)
        {
            lowered |= Lower(vacancy, price[cell], None, cell);
        }

        foreach (var cell in neverFull)
        {
            lowered |= room[cell] > 0 && Lower(cell, price[vacancy], None, vacancy);
        }

        return lowered;
    }

    private bool Lower(int node, int to, int parcel, int other)
    {
        if (to >= price[node])
        {
            return false;
        }

        crossed |= other < vacancy && node < vacancy && stage.Levels[other] != stage.Levels[node];
        (price[node], byParcel[node], toNode[node]) = (to, parcel, other);
        if (node < provider.Length)
        {
            touched[provider[node]] = true;
        }
        else if (node < vacancy)
        {
            poolTouched[node - provider.Length] = true;
        }

        return true;
    }

    // Following what lowered what, a way that comes back to itself is a cycle of moves that lowers the sum.
    private void TurnCycles()
    {
        Array.Clear(colour);
        for (var start = 0; start <= vacancy; start++)
        {
            var node = start;
            while (node != None && colour[node] == 0)
            {
                colour[node] = start + 1;
                node = toNode[node];
            }

            if (node != None && colour[node] == start + 1)
            {
                Turn(node);
            }
        }
    }

    // As many at once as all of its parcels have.
    private void Turn(int start)
    {
        var (node, units) = (start, int.MaxValue);
        do
        {
            units = byParcel[node] >= 0 ? Math.Min(units, classes.Parcels.All[byParcel[node]].Units)
                : byParcel[node] < None ? Math.Min(units, stage.Earlier.Parcels.All[None - 1 - byParcel[node]].Units)
                : node != vacancy ? Math.Min(units, room[node]) : units;
            node = toNode[node];
        }
        while (node != start);
        do
        {
            var (parcel, other) = (byParcel[node], toNode[node]);
            if (parcel >= 0)
            {
                var of = classes.Parcels.All[parcel].Kind;
                classes.Parcels.Put(of, node, -units);
                classes.Parcels.Put(of, other, units);
                moves.Add(of, other);
            }
            else if (parcel < None)
            {
                var kind = stage.Earlier.Parcels.All[None - 1 - parcel].Kind;
                stage.Earlier.Parcels.Put(kind, node, -units);
                stage.Earlier.Parcels.Put(kind, other, units);
            }
            else if (node == vacancy)
            {
                room[other] += units;
            }
            else
            {
                room[node] -= units;
            }

            (byParcel[node], toNode[node]) = (None, None);
            node = other;
        }
        while (node != start);
    }

    private void SetPrices()
    {
        for (var node = 0; node < vacancy; node++)
        {
            var level = stage.Levels[node];
            stage.Prices[node] = !within[node] ? stage.Prices[node] : price[node] - (level == TierProof.Never ? price[vacancy] : price[stage.PoolOf(level)]);
        }
    }
}

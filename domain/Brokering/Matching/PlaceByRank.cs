using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who: the greatest vector of placed patients, rank by rank. The sets that can be placed are a matroid, so taking each rank's as
/// many as can be added, never taking back an earlier rank's, is best for every prefix at once. Adding means finding a chain of
/// moves that ends in a free slot. Where no chain is left, everything the failed search saw is full for good: its level is that rank.
/// Those moved are of a kind of the tier's own (<see cref="PatientKinds"/>), or of an earlier tier's (<see cref="Movers"/>).
/// </summary>
internal sealed class PlaceByRank
{
    private const int None = Parcels.None;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly PatientKinds kinds;
    private readonly Parcels parcels; // where how many of each kind are
    private readonly int[] room; // by cell
    private readonly ulong[] free, live, unseen; // by provider: the weeks
    private readonly ulong[] asked; // by row of travel: the weeks in which everything in reach has been seen in this pass
    private readonly int[] seen;
    private readonly int[] entered, own, earlier; // by node: the last pass it was come to in, and whom to ask next there, the tier's own first
    private readonly int[] askedMovers; // by kind of an earlier tier: the last pass in which it was asked
    private readonly List<int> visited = [];
    private Step[] steps = new Step[64];
    private int pass;

    private PlaceByRank(TierStage stage, PatientKinds kinds)
    {
        (this.stage, at, problem, this.kinds) = (stage, stage.At, stage.Problem, kinds);
        (parcels, room) = (new(kinds.Count, at.Count.Length), stage.Room());
        (free, live, unseen) = (new ulong[problem.Stride], new ulong[problem.Stride], new ulong[problem.Stride]);
        (seen, askedMovers) = (new int[at.Count.Length], new int[stage.Earlier.Count]);
        (entered, own, earlier) = (new int[seen.Length], new int[seen.Length], new int[seen.Length]);
        asked = new ulong[problem.ReachStarts.Length - 1];
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            if (stage.Open[cell])
            {
                live[cell % problem.Stride] |= 1UL << (cell / problem.Stride);
                if (room[cell] > 0)
                {
                    free[cell % problem.Stride] |= 1UL << (cell / problem.Stride);
                }
            }
        }
    }

    // A kind looking for a place (an earlier tier's is below none), the node whose holders are being asked to make room, and the parcel
    // there that was asked last.
    private struct Step
    {
        public int Who, Next, Node, Parcel;
    }

    /// <summary>Places as many of the stage's own as need allows; the others lie in their group's pool. Sets the stage's levels.</summary>
    public static void Run(TierStage stage, PatientKinds kinds)
    {
        var search = new PlaceByRank(stage, kinds);
        for (var from = stage.From; from < stage.To;)
        {
            var to = from;
            while (to < stage.To && stage.GroupOf[to] == stage.GroupOf[from])
            {
                to++;
            }

            search.PlaceGroup(from, to);
            from = to;
        }

        var placed = new List<int>();
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            placed.Clear();
            foreach (var patient in kinds.MembersOf(kind))
            {
                if (stage.At.Node[patient] == Occupancy.Nowhere)
                {
                    placed.Add(patient);
                }
            }

            search.parcels.Deal(kind, CollectionsMarshal.AsSpan(placed), stage.At);
        }

        stage.Earlier.Deal(stage.At);
    }

    private int KindOf(int patient) => kinds.Of[patient - stage.From];

    private void PlaceGroup(int from, int to)
    {
        var (group, pending) = (stage.GroupOf[from], new List<int>());
        for (var patient = from; patient < to; patient++)
        {
            if (Marked(live, KindOf(patient), out _) >= 0)
            {
                stage.Contends[patient] = true;
                pending.Add(patient);
            }
            else
            {
                at.Move(patient, stage.PoolOf(group));
            }
        }

        while (pending.Count > 0)
        {
            StartPass();
            var placed = false;
            for (var i = 0; i < pending.Count; i++)
            {
                var patient = pending[i];
                if (Marked(live, KindOf(patient), out _) >= 0 && TryPlace(KindOf(patient)))
                {
                    (pending[i], placed) = (None, true);
                }
                else if (!placed)
                {
                    // Nothing was moved since the pass began, so all that was seen leads nowhere but to itself.
                    Close(group);
                    at.Move(patient, stage.PoolOf(group));
                    pending[i] = None;
                }
            }

            pending.RemoveAll(p => p == None);
        }
    }

    private void StartPass()
    {
        pass++;
        live.CopyTo(unseen, 0);
        Array.Clear(asked);
        visited.Clear();
    }

    private void Close(int group)
    {
        foreach (var node in visited)
        {
            stage.Levels[node] = group;
            if (node < problem.Cells)
            {
                live[node % problem.Stride] &= ~(1UL << (node / problem.Stride));
            }
        }

        visited.Clear();
        stage.Levels[stage.PoolOf(group)] = group;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryPlace(int kind)
    {
        var depth = 0;
        steps[0] = Starting(kind);
        var found = RoomFor(kind);
        while (found < 0)
        {
            ref var step = ref steps[depth];
            if (NextHolder(ref step) is var holder and not None)
            {
                if (++depth == steps.Length)
                {
                    Array.Resize(ref steps, 2 * depth);
                }

                steps[depth] = Starting(holder);
                found = RoomFor(holder);
            }
            else if (NextNode(ref step) is var node and >= 0)
            {
                step.Node = node;
                Enter(node);
            }
            else if (--depth < 0)
            {
                return false;
            }
        }

        for (; depth > 0; depth--)
        {
            var (who, node, parcel) = (steps[depth].Who, steps[depth - 1].Node, steps[depth - 1].Parcel);
            Move(who, node, found);
            Forget(who, node, parcel);
            found = node;
        }

        Move(kind, Occupancy.Nowhere, found);
        return true;
    }

    // Whoever was asked in this pass is not asked again, also when a node is come to anew.
    private void Enter(int node)
    {
        if (entered[node] != pass)
        {
            (entered[node], own[node], earlier[node]) = (pass, parcels.AtNode(node), stage.Earlier.Parcels.AtNode(node));
        }
    }

    // What led to a free slot may do so again in the same pass.
    private void Forget(int who, int node, int parcel)
    {
        seen[node] = 0;
        if (node < problem.Cells)
        {
            unseen[node % problem.Stride] |= live[node % problem.Stride] & (1UL << (node / problem.Stride));
        }

        if (who < None)
        {
            (earlier[node], askedMovers[None - 1 - who]) = (parcel, 0);
        }
        else
        {
            own[node] = parcel;
            asked[kinds.RowOf(who)] &= ~kinds.WindowOf(who);
        }
    }

    private static Step Starting(int who) => new() { Who = who, Node = Occupancy.Nowhere, Parcel = None };

    private void Move(int who, int from, int to)
    {
        var (among, kind) = who < None ? (stage.Earlier.Parcels, None - 1 - who) : (parcels, who);
        among.Put(kind, to, 1);
        if (from != Occupancy.Nowhere)
        {
            among.Put(kind, from, -1);
        }
    }

    // Who else could leave the node, and has not been asked.
    private int NextHolder(ref Step step)
    {
        if (step.Node == Occupancy.Nowhere)
        {
            return None;
        }

        ref var next = ref own[step.Node];
        for (var all = parcels.All; next != None;)
        {
            step.Parcel = next;
            next = all[step.Parcel].NextAtNode;
            if (all[step.Parcel].Units > 0 && !HasAsked(all[step.Parcel].Kind))
            {
                return all[step.Parcel].Kind;
            }
        }

        next = ref earlier[step.Node];
        for (var all = stage.Earlier.Parcels.All; next != None;)
        {
            step.Parcel = next;
            next = all[step.Parcel].NextAtNode;
            if (all[step.Parcel].Units > 0 && askedMovers[all[step.Parcel].Kind] != pass)
            {
                askedMovers[all[step.Parcel].Kind] = pass;
                return None - 1 - all[step.Parcel].Kind;
            }
        }

        return None;
    }

    // Whether all that a kind could take has been seen in this pass through others who travel alike; from now on it has.
    private bool HasAsked(int kind)
    {
        var (window, row) = (kinds.WindowOf(kind), kinds.RowOf(kind));
        var has = (window & ~asked[row]) == 0;
        asked[row] |= window;
        return has;
    }

    // A cell with room for somebody, which stops being free when this fills it.
    private int RoomFor(int who)
    {
        var cell = -1;
        if (who < None)
        {
            var nodes = stage.Earlier.NodesOf(None - 1 - who);
            var place = Array.FindIndex(nodes, n => n < problem.Cells && (free[n % problem.Stride] >> (n / problem.Stride) & 1) != 0);
            cell = place < 0 ? -1 : nodes[place];
        }
        else
        {
            cell = Marked(free, who, out _);
        }

        if (cell >= 0 && --room[cell] == 0)
        {
            free[cell % problem.Stride] &= ~(1UL << (cell / problem.Stride));
        }

        return cell;
    }

    // The next node that somebody could take if another left it, not yet seen in this pass.
    private int NextNode(ref Step step)
    {
        if (step.Who >= 0)
        {
            var cell = Marked(unseen, step.Who, out step.Next, step.Next);
            if (cell >= 0)
            {
                See(cell);
            }

            return cell;
        }

        var nodes = stage.Earlier.NodesOf(None - 1 - step.Who);
        while (step.Next < nodes.Length)
        {
            var node = nodes[step.Next++];
            if (seen[node] != pass && stage.Levels[node] == TierProof.Never)
            {
                See(node);
                return node;
            }
        }

        return -1;
    }

    private void See(int node)
    {
        seen[node] = pass;
        visited.Add(node);
        if (node < problem.Cells)
        {
            unseen[node % problem.Stride] &= ~(1UL << (node / problem.Stride));
        }
    }

    // A marked cell that a kind may take, from a place among the providers reached and on: of the farthest provider, in the
    // last week. What those who can go less far or wait less long need is left to them, so that few have to be moved.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Marked(ulong[] weeks, int kind, out int place, int from = 0)
    {
        var (window, row) = (kinds.WindowOf(kind), kinds.RowOf(kind));
        var reached = problem.Reached.AsSpan()[problem.ReachStarts[row]..problem.ReachStarts[row + 1]];
        for (place = from; place < reached.Length; place++)
        {
            var provider = reached[reached.Length - 1 - place];
            if ((weeks[provider] & window) is var within and not 0)
            {
                return (BitOperations.Log2(within) * problem.Stride) + provider;
            }
        }

        return -1;
    }
}

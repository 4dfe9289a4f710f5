using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who: the greatest vector of placed patients, rank by rank. The sets that can be placed are a matroid, so taking each rank's as
/// many as can be added, never taking back an earlier rank's, is best for every prefix at once. Adding means finding a chain of
/// moves that ends in a free slot. Where no chain is left, everything the failed search saw is full for good: its level is that rank.
/// </summary>
internal sealed class PlaceByRank
{
    private const int Nobody = Occupancy.Nobody;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly ulong[] free, live, unseen; // by provider: the weeks
    private readonly ulong[] asked; // by row of travel: the weeks in which everything in reach has been seen in this pass
    private readonly int[] seen;
    private readonly List<int> visited = [];
    private Step[] steps = new Step[64];
    private int pass;

    private PlaceByRank(TierStage stage)
    {
        (this.stage, at, problem) = (stage, stage.At, stage.Problem);
        (free, live, unseen) = (new ulong[problem.Stride], new ulong[problem.Stride], new ulong[problem.Stride]);
        seen = new int[at.Count.Length];
        asked = new ulong[problem.ReachStarts.Length - 1];
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            if (stage.Open[cell])
            {
                live[cell % problem.Stride] |= 1UL << (cell / problem.Stride);
                if (at.HasRoom(cell))
                {
                    free[cell % problem.Stride] |= 1UL << (cell / problem.Stride);
                }
            }
        }
    }

    // A patient looking for a place, the node whose holders are being asked to make room, and whom to ask next.
    private struct Step
    {
        public int Patient, Next, Node, Holder;
    }

    /// <summary>Places as many of the stage's own as need allows; the others lie in their group's pool. Sets the stage's levels.</summary>
    public static void Run(TierStage stage)
    {
        var search = new PlaceByRank(stage);
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
    }

    private void PlaceGroup(int from, int to)
    {
        var (group, pending) = (stage.GroupOf[from], new List<int>());
        for (var patient = from; patient < to; patient++)
        {
            if (Marked(live, patient, out _) >= 0)
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
                if (Marked(live, patient, out _) >= 0 && TryPlace(patient))
                {
                    (pending[i], placed) = (Nobody, true);
                }
                else if (!placed)
                {
                    // Nothing was moved since the pass began, so all that was seen leads nowhere but to itself.
                    Close(group);
                    at.Move(patient, stage.PoolOf(group));
                    pending[i] = Nobody;
                }
            }

            pending.RemoveAll(p => p == Nobody);
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
    private bool TryPlace(int patient)
    {
        var depth = 0;
        steps[0] = new() { Patient = patient, Node = Occupancy.Nowhere, Holder = Nobody };
        var room = RoomFor(patient);
        while (room < 0)
        {
            ref var step = ref steps[depth];
            if (step.Holder != Nobody)
            {
                var holder = step.Holder;
                step.Holder = at.Next(holder);
                if (HasAsked(holder))
                {
                    continue;
                }

                if (++depth == steps.Length)
                {
                    Array.Resize(ref steps, 2 * depth);
                }

                steps[depth] = new() { Patient = holder, Node = Occupancy.Nowhere, Holder = Nobody };
                room = RoomFor(holder);
            }
            else if (NextNode(ref step) is var node and >= 0)
            {
                (step.Node, step.Holder) = (node, at.First(node));
            }
            else if (--depth < 0)
            {
                return false;
            }
        }

        for (; depth >= 0; depth--)
        {
            var left = at.Node[steps[depth].Patient];
            at.Move(steps[depth].Patient, room);
            room = left;
        }

        return true;
    }

    // Whether all that a patient could take has been seen in this pass through others who travel alike; from now on it has.
    private bool HasAsked(int patient)
    {
        if (stage.ChoicesOf(patient) is not null)
        {
            return false;
        }

        ref readonly var waiting = ref problem.Patients.AsSpan()[patient];
        var window = waiting.Window;
        var has = (window & ~asked[waiting.Row]) == 0;
        asked[waiting.Row] |= window;
        return has;
    }

    // A cell with room for the patient, which stops being free when this fills it.
    private int RoomFor(int patient)
    {
        var cell = -1;
        if (stage.ChoicesOf(patient) is { } nodes)
        {
            var place = Array.FindIndex(nodes, n => n < problem.Cells && (free[n % problem.Stride] >> (n / problem.Stride) & 1) != 0);
            cell = place < 0 ? -1 : nodes[place];
        }
        else
        {
            cell = Marked(free, patient, out _);
        }

        if (cell >= 0 && at.Count[cell] + 1 == problem.Slots[cell])
        {
            free[cell % problem.Stride] &= ~(1UL << (cell / problem.Stride));
        }

        return cell;
    }

    // The next node that the patient could take if somebody left it, not yet seen in this pass.
    private int NextNode(ref Step step)
    {
        if (stage.ChoicesOf(step.Patient) is not { } nodes)
        {
            var cell = Marked(unseen, step.Patient, out step.Next, step.Next);
            if (cell >= 0)
            {
                See(cell);
            }

            return cell;
        }

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

    // A marked cell that the patient may take, from a place among the providers reached and on: of the farthest provider, in the
    // last week. What those who can go less far or wait less long need is left to them, so that few have to be moved.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Marked(ulong[] weeks, int patient, out int place, int from = 0)
    {
        ref readonly var waiting = ref problem.Patients.AsSpan()[patient];
        var window = waiting.Window;
        var reached = problem.Reached.AsSpan()[problem.ReachStarts[waiting.Row]..problem.ReachStarts[waiting.Row + 1]];
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

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Where and when: with who is placed settled, moves patients round cycles that lower the sum until none is left. Prices come from
/// the same search: a node's price is what a slot there saves others at most. Levels never mix: a level is full of those who can go
/// nowhere above it, so every best plan keeps them there.
/// </summary>
internal sealed class LeastCost
{
    private const int Nobody = -1, NoNode = -1, MostLevels = 48;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly WindowPrices windows;
    private readonly ulong[] seekers; // the tier's own: row, first and last week, and below them who; so that those who seek alike stand together
    private readonly List<int> movers = []; // of earlier tiers
    private readonly int[] weekCost, provider; // by cell
    private readonly ulong[] reach; // by cell: the weeks of its provider that the tier's own there can be moved to
    private readonly bool[] touched; // by provider: a price fell
    private readonly int[] price, byPatient, toNode, colour;
    private readonly bool[] within, open; // by node: of the levels being settled; and a cell the stage's own may take
    private readonly int vacancy;
    private bool crossed; // prices of one level reached into another's

    private LeastCost(TierStage stage, ReadOnlySpan<int> levels)
    {
        (this.stage, at, problem) = (stage, stage.At, stage.Problem);
        windows = new(problem, stage.Tier);
        vacancy = at.Count.Length;
        (price, byPatient, toNode, colour) = (new int[vacancy + 1], new int[vacancy + 1], new int[vacancy + 1], new int[vacancy + 1]);
        Array.Fill(byPatient, Nobody);
        Array.Fill(toNode, NoNode);
        // What keeps a patient from a lower level: its prices are far higher.
        var (bases, step) = (new Dictionary<int, int>(), (1 << 28) / levels.Length);
        for (var i = 0; i < levels.Length; i++)
        {
            bases.Add(levels[i], (levels.Length - 1 - i) * step);
        }

        (within, open) = (new bool[vacancy], new bool[problem.Cells]);
        for (var node = 0; node < vacancy; node++)
        {
            within[node] = bases.TryGetValue(stage.Levels[node], out var above);
            price[node] = stage.Prices[node] + above;
            if (node < problem.Cells)
            {
                open[node] = stage.Open[node] && within[node];
            }
        }

        (weekCost, provider) = (new int[problem.Cells], new int[problem.Cells]);
        (reach, touched) = (new ulong[problem.Cells], new bool[problem.Stride]);
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            (weekCost[cell], provider[cell]) = (cell / problem.Stride * problem.WeightOf(stage.Tier), cell % problem.Stride);
        }

        seekers = new ulong[stage.To - stage.From];
        var count = 0;
        for (var patient = stage.From; patient < stage.To; patient++)
        {
            if (stage.IsAtStake(patient) && within[at.Node[patient]])
            {
                ref readonly var waiting = ref problem.Patients.AsSpan()[patient];
                seekers[count++] = ((ulong)((waiting.Row << 12) | (waiting.First << 6) | waiting.Last) << 32) | (uint)patient;
            }
        }

        Array.Resize(ref seekers, count);
        Array.Sort(seekers);
        movers.AddRange(stage.Earlier.Select(e => e.Patient).Where(p => within[at.Node[p]]));
    }

    /// <summary>Moves the stage's patients to a plan of least cost and sets the stage's prices.</summary>
    public static void Run(TierStage stage) => Run(stage, [.. stage.Levels.Distinct().Order()]);

    // Levels are settled many at a time while there is room between them in a word, and otherwise fewer.
    private static void Run(TierStage stage, ReadOnlySpan<int> levels)
    {
        if (levels.Length > MostLevels || !new LeastCost(stage, levels).Settle())
        {
            Run(stage, levels[..(levels.Length / 2)]);
            Run(stage, levels[(levels.Length / 2)..]);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Sweep()
    {
        windows.Fill(price, open);
        Array.Clear(reach);
        Array.Clear(touched);
        var (lowered, best, seeking) = (false, 0, uint.MaxValue);
        ReadOnlySpan<int> travel = default;
        foreach (var seeker in seekers)
        {
            var (want, patient) = ((uint)(seeker >> 32), (int)(seeker & uint.MaxValue));
            var (first, last) = ((int)(want >> 6 & 63), (int)(want & 63));
            if (want != seeking)
            {
                travel = problem.Costs.AsSpan().Slice((int)(want >> 12) * problem.Stride, problem.Stride);
                (seeking, best) = (want, windows.Least(travel, first, last));
            }

            var (node, group) = (at.Node[patient], stage.GroupOf[patient]);
            var cost = 0;
            if (node < weekCost.Length)
            {
                cost = travel[provider[node]] + weekCost[node];
                reach[node] |= ServiceProblem.WindowOf(first, last);
            }

            if (stage.Levels[node] == group && node != stage.PoolOf(group))
            {
                lowered |= Lower(node, price[stage.PoolOf(group)] - cost, patient, stage.PoolOf(group));
            }

            if (best - cost < price[node])
            {
                lowered |= Lower(node, best - cost, patient, windows.CellAt(travel, first, last, best));
            }
        }

        foreach (var patient in movers)
        {
            var node = at.Node[patient];
            foreach (var other in stage.ChoicesOf(patient)!)
            {
                if (stage.Levels[other] == stage.Levels[node])
                {
                    lowered |= Lower(node, price[other], patient, other);
                }
            }
        }

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

    // What fell in one week of a provider falls at once in every week from which somebody can be moved there.
    private void SpreadWithin(int where)
    {
        for (var more = true; more;)
        {
            more = false;
            for (var cell = where; cell < problem.Cells; cell += problem.Stride)
            {
                var (least, to) = (price[cell] + weekCost[cell], NoNode);
                for (var left = within[cell] ? reach[cell] : 0; left != 0; left &= left - 1)
                {
                    var other = (BitOperations.TrailingZeroCount(left) * problem.Stride) + where;
                    if (open[other] && price[other] + weekCost[other] < least)
                    {
                        (least, to) = (price[other] + weekCost[other], other);
                    }
                }

                if (to != NoNode)
                {
                    more |= Lower(cell, least - weekCost[cell], Mover(cell, to / problem.Stride), to);
                }
            }
        }
    }

    private int Mover(int cell, int week)
    {
        var patient = at.First(cell);
        while (patient < stage.From || problem.Patients[patient].First > week || problem.Patients[patient].Last < week)
        {
            patient = at.Next(patient);
        }

        return patient;
    }

    // A slot that nobody has may lie in any cell that never fills, at the same price.
    private bool LowerVacancy()
    {
        var lowered = false;
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            if (open[cell] && stage.Levels[cell] == TierProof.Never)
            {
                lowered |= Lower(vacancy, price[cell], Nobody, cell);
            }
        }

        for (var cell = 0; cell < problem.Cells; cell++)
        {
            if (open[cell] && at.HasRoom(cell))
            {
                lowered |= Lower(cell, price[vacancy], Nobody, vacancy);
            }
        }

        return lowered;
    }

    private bool Lower(int node, int to, int patient, int other)
    {
        if (to >= price[node])
        {
            return false;
        }

        crossed |= other < vacancy && node < vacancy && stage.Levels[other] != stage.Levels[node];

        (price[node], byPatient[node], toNode[node]) = (to, patient, other);
        if (node < provider.Length)
        {
            touched[provider[node]] = true;
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
            while (node != NoNode && colour[node] == 0)
            {
                colour[node] = start + 1;
                node = toNode[node];
            }

            if (node != NoNode && colour[node] == start + 1)
            {
                Turn(node);
            }
        }
    }

    private void Turn(int start)
    {
        var node = start;
        do
        {
            var (patient, other) = (byPatient[node], toNode[node]);
            if (patient != Nobody)
            {
                at.Move(patient, other);
            }

            (byPatient[node], toNode[node]) = (Nobody, NoNode);
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

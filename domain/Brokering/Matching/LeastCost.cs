namespace Vardbro.Brokering.Matching;

/// <summary>
/// Where and when: with who is placed settled, moves patients round cycles that lower the sum until none is left. Prices come from
/// the same search: a node's price is what a slot there saves others at most. Levels never mix: a level is full of those who can go
/// nowhere above it, so every best plan keeps them there.
/// </summary>
internal sealed class LeastCost
{
    private const int Nobody = -1, NoNode = -1, MostLevels = 48, Near = 8;

    private readonly TierStage stage;
    private readonly Occupancy at;
    private readonly ServiceProblem problem;
    private readonly WindowPrices windows;
    private readonly List<int> active = [];
    private readonly int[] price, byPatient, toNode, colour;
    private readonly bool[] within, open; // by node: of the levels being settled; and a cell the stage's own may take
    private readonly int vacancy;

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

        for (var patient = stage.From; patient < stage.To; patient++)
        {
            if (stage.IsAtStake(patient) && within[at.Node[patient]])
            {
                active.Add(patient);
            }
        }

        active.AddRange(stage.Earlier.Select(e => e.Patient).Where(p => within[at.Node[p]]));
    }

    /// <summary>Moves the stage's patients to a plan of least cost and sets the stage's prices.</summary>
    public static void Run(TierStage stage)
    {
        // Levels are settled some at a time: so many have room between them in a word.
        var levels = stage.Levels.Distinct().Order().ToArray();
        for (var from = 0; from < levels.Length; from += MostLevels)
        {
            new LeastCost(stage, levels.AsSpan(from, Math.Min(MostLevels, levels.Length - from))).Settle();
        }
    }

    // Those far from any choice are looked at again only when the others have settled.
    private void Settle()
    {
        var near = new List<int>();
        while (Sweep(active, near))
        {
            TurnCycles();
            while (Sweep(near, null))
            {
                TurnCycles();
            }
        }

        SetPrices();
    }

    // Lowers every price that a patient's better choice shows to be too high; whether any was.
    private bool Sweep(List<int> patients, List<int>? near)
    {
        var lowered = false;
        windows.Fill(price, open);
        near?.Clear();
        foreach (var patient in patients)
        {
            var node = at.Node[patient];
            if (stage.ChoicesOf(patient) is { } nodes)
            {
                near?.Add(patient);
                foreach (var other in nodes)
                {
                    if (stage.Levels[other] == stage.Levels[node])
                    {
                        lowered |= Lower(node, price[other], patient, other);
                    }
                }

                continue;
            }

            var waiting = problem.Patients[patient];
            var travel = problem.Costs.AsSpan().Slice(waiting.Row * problem.Stride, problem.Stride);
            var (best, group) = (windows.Least(travel, waiting.First, waiting.Last), stage.GroupOf[patient]);
            var cost = node < problem.Cells ? problem.CostOf(waiting, node) : 0;
            if (stage.Levels[node] == group && node != stage.PoolOf(group))
            {
                lowered |= Lower(node, price[stage.PoolOf(group)] - cost, patient, stage.PoolOf(group));
            }

            if (best - cost - price[node] < Near)
            {
                near?.Add(patient);
            }

            if (best - cost < price[node])
            {
                lowered |= Lower(node, best - cost, patient, windows.CellAt(travel, waiting.First, waiting.Last, best));
            }
        }

        return LowerVacancy() | lowered;
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

        if (other < vacancy && node < vacancy && stage.Levels[other] != stage.Levels[node])
        {
            throw new OverflowException("Prices of one level reached into another's.");
        }

        (price[node], byPatient[node], toNode[node]) = (to, patient, other);
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

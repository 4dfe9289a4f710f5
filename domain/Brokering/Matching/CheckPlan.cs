using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>What a check found wrong.</summary>
public enum PlanFault
{
    /// <summary>The proof does not have a level and a price for every node of every tier.</summary>
    ProofIncomplete,

    /// <summary>A patient has a cell that is not theirs to take, or more have a cell than it has slots.</summary>
    NotAllowed,

    /// <summary>The proof does not show that nobody with greater need could be placed instead.</summary>
    NeedNotServed,

    /// <summary>The proof does not show that no plan costs less.</summary>
    CostNotLeast,
}

/// <summary>A fault and whose: the patient's place in the problem, or -1 when it is a cell's.</summary>
public readonly record struct FaultyPlan(PlanFault Fault, int Patient, int Cell);

/// <summary>
/// Proves a plan from its proof, in one pass over the patients a tier, knowing nothing of how it was found.
/// <para>
/// Who: the cells with a level up to p are full, of patients needing at least as much as p who can go nowhere else, and everyone in
/// such need who can go elsewhere is placed. So no plan places more of those with need up to p, for any p.
/// Where and when: prices under which everyone is where it costs them least, and free slots cost nothing. So no plan costs less.
/// An earlier tier's patients are held to the places that cost them the same under their own tiers' prices.
/// </para>
/// </summary>
public sealed class CheckPlan
{
    private readonly ServiceProblem problem;
    private readonly ServicePlan plan;
    private readonly bool[] open;
    private readonly int[] taken;
    private readonly CheckWindows windows;
    private List<(int Patient, int[] Nodes)> free = [];

    private CheckPlan(ServiceProblem problem, ServicePlan plan, CheckWindows windows)
    {
        (this.problem, this.plan, this.windows, taken) = (problem, plan, windows, new int[problem.Cells]);
        open = new bool[problem.Cells];
        for (var cell = 0; cell < open.Length; cell++)
        {
            open[cell] = problem.Slots[cell] > 0;
        }
    }

    /// <summary>The first fault found; null when the plan is proven best.</summary>
    public static FaultyPlan? Find(ServiceProblem problem, ServicePlan plan)
    {
        if (plan.Cells.Length != problem.Patients.Length)
        {
            return new(PlanFault.ProofIncomplete, -1, -1);
        }

        using var windows = new CheckWindows(problem);
        var (check, stage, group) = (new CheckPlan(problem, plan, windows), 0, -1);
        for (var from = 0; from < plan.Cells.Length; stage++)
        {
            var (tier, rank, to, firstGroup) = (problem.Patients[from].Tier, -1, from, group + 1);
            for (; to < plan.Cells.Length && problem.Patients.ItemRef(to).Tier == tier; to++)
            {
                if (problem.Patients.ItemRef(to).Rank != rank)
                {
                    (group, rank) = (group + 1, problem.Patients[to].Rank);
                    if (group >= plan.Groups.Length || plan.Groups[group] != (tier, rank))
                    {
                        return new(PlanFault.ProofIncomplete, to, -1);
                    }
                }
            }

            if (check.Tier(stage, tier, from, to, firstGroup) is { } fault)
            {
                return fault;
            }

            from = to;
        }

        return stage == plan.Proofs.Length && group == plan.Groups.Length - 1 ? null : new(PlanFault.ProofIncomplete, -1, -1);
    }

    private FaultyPlan? Tier(int stage, int tier, int from, int to, int firstGroup)
    {
        var nodes = problem.Cells + plan.Groups.Length;
        if (stage >= plan.Proofs.Length || plan.Proofs[stage] is not { } proof || proof.Tier != tier
            || proof.Levels.Length != nodes || proof.Prices.Length != nodes)
        {
            return new(PlanFault.ProofIncomplete, -1, -1);
        }

        var prices = new LevelledPrices(problem, proof);
        if (Cells(proof, from, to) is { } cell)
        {
            return cell;
        }

        var stillFree = new List<(int, int[])>();
        foreach (var (patient, choices) in free)
        {
            var here = plan.Cells[patient] >= 0 ? plan.Cells[patient] : choices[^1];
            foreach (var node in choices)
            {
                if (proof.Levels[node] > proof.Levels[here] || prices.Full[node] < prices.Full[here])
                {
                    return new(proof.Levels[node] > proof.Levels[here] ? PlanFault.NeedNotServed : PlanFault.CostNotLeast, patient, -1);
                }
            }

            if (Array.FindAll(choices, node => prices.Full[node] == prices.Full[here]) is { Length: > 1 } same)
            {
                stillFree.Add((patient, same));
            }
        }

        free = stillFree;
        windows.Begin(tier, open, prices.Full);
        if (Patients(proof, prices, from, to, firstGroup) is { } fault)
        {
            return fault;
        }

        for (var i = 0; i < problem.Cells; i++)
        {
            open[i] = IsLeft(proof, i);
        }

        return null;
    }

    private FaultyPlan? Patients(TierProof proof, LevelledPrices prices, int from, int to, int firstGroup)
    {
        // Where nothing is left to later tiers nobody will be asked to make room for them.
        var left = to < plan.Cells.Length && IsAnyLeft(proof);
        var (group, rank, choices) = (firstGroup - 1, -1, new List<int>());
        for (var patient = from; patient < to; patient++)
        {
            ref readonly var waiting = ref problem.Patients.ItemRef(patient);
            (group, rank) = waiting.Rank == rank ? (group, rank) : (group + 1, waiting.Rank);
            var (cell, pool) = (plan.Cells[patient], prices.OfPool(group));
            var paid = cell == ServicePlan.Unplaced ? pool : problem.CostOf(waiting, cell) + prices.Full[cell];
            if (windows.IsLessFor(waiting, paid) || paid > pool || (cell != ServicePlan.Unplaced && proof.Levels[cell] < group))
            {
                var fault = FaultOf(cell, waiting, group, proof.Levels);
                return new(fault, patient, cell);
            }

            if (left)
            {
                choices.Clear();
                windows.CellsAt(waiting, paid, choices);
                if (pool == paid)
                {
                    choices.Add(problem.Cells + group); // last, for those without a cell
                }

                if (choices.Count > 1)
                {
                    free.Add((patient, [.. choices]));
                }
            }
        }

        return null;
    }

    private bool IsAnyLeft(TierProof proof)
    {
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            if (IsLeft(proof, cell))
            {
                return true;
            }
        }

        return false;
    }

    // A cell that no earlier tier wants full of its own.
    private bool IsLeft(TierProof proof, int cell) => open[cell] && proof.Prices[cell] == 0 && proof.Levels[cell] == TierProof.Never;

    // A cell of a later level is so much cheaper than any of an earlier that who pays least is where the level is highest.
    private PlanFault FaultOf(int cell, in WaitingPatient waiting, int group, ImmutableArray<int> levels)
    {
        var (here, best) = (cell == ServicePlan.Unplaced ? group : levels[cell], windows.CheapestFor(waiting));
        return here < group || (best >= 0 && levels[best] > here) ? PlanFault.NeedNotServed : PlanFault.CostNotLeast;
    }

    // Every placement is allowed, no cell is overfull, and a slot that nobody has costs nothing.
    private FaultyPlan? Cells(TierProof proof, int from, int to)
    {
        for (var patient = from; patient < to; patient++)
        {
            var cell = plan.Cells[patient];
            if (cell == ServicePlan.Unplaced)
            {
                continue;
            }

            if (cell < 0 || cell >= problem.Cells || !open[cell] || problem.CostOf(problem.Patients.ItemRef(patient), cell) >= ServiceProblem.OutOfReach
                || ++taken[cell] > problem.Slots[cell])
            {
                return new(PlanFault.NotAllowed, patient, cell);
            }
        }

        for (var cell = 0; cell < problem.Cells; cell++)
        {
            var (level, price) = (proof.Levels[cell], proof.Prices[cell]);
            if (taken[cell] < problem.Slots[cell] && level != TierProof.Never)
            {
                return new(PlanFault.NeedNotServed, -1, cell);
            }

            if ((taken[cell] < problem.Slots[cell] && price != 0) || (open[cell] && level == TierProof.Never && price < 0))
            {
                return new(PlanFault.CostNotLeast, -1, cell);
            }
        }

        return null;
    }
}

using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Why a patient is offered what they are, from a plan and its proof alone. The plan must be proven (<see cref="CheckPlan"/>): what is
/// said of others rests on the proof's levels and prices.
/// </summary>
public sealed class ExplainPlan
{
    private readonly ServiceProblem problem;
    private readonly ServicePlan plan;
    private readonly int patient, group, stage;
    private readonly WaitingPatient waiting;
    private readonly int[] taken;

    private ExplainPlan(ServiceProblem problem, ServicePlan plan, int patient)
    {
        (this.problem, this.plan, this.patient, waiting) = (problem, plan, patient, problem.Patients[patient]);
        group = plan.Groups.IndexOf((waiting.Tier, waiting.Rank));
        stage = plan.Proofs.Select(p => p.Tier).ToList().IndexOf(waiting.Tier);
        taken = new int[problem.Cells];
        foreach (var cell in plan.Cells)
        {
            if (cell != ServicePlan.Unplaced)
            {
                taken[cell]++;
            }
        }
    }

    /// <summary>Explains a patient's place.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="plan">Its proven plan.</param>
    /// <param name="patient">The patient's place in the problem.</param>
    /// <param name="whyNot">Why the patient is offered nothing; null when placed.</param>
    /// <param name="most">How many other slots to tell of at most.</param>
    public static PlanExplanation Of(ServiceProblem problem, ServicePlan plan, int patient, UnplacedReason? whyNot, int most)
    {
        var why = new ExplainPlan(problem, plan, patient);
        var (cell, greater, equal) = (plan.Cells[patient], 0, 0);
        foreach (var other in problem.Patients)
        {
            greater += other.Tier < why.waiting.Tier || (other.Tier == why.waiting.Tier && other.Rank < why.waiting.Rank) ? 1 : 0;
            equal += other.Tier == why.waiting.Tier && other.Rank == why.waiting.Rank ? 1 : 0;
        }

        var placed = cell != ServicePlan.Unplaced;
        return new(
            why.waiting.Tier, why.waiting.Rank, RoughCount.Of(greater), RoughCount.Of(equal - 1), why.Settled(), cell,
            placed ? why.TravelTo(cell) : 0, placed ? why.Others(most) : [], placed ? null : whyNot,
            whyNot == UnplacedReason.GreaterNeed ? why.Evidence() : null);
    }

    private int TravelTo(int cell) => problem.Costs[(waiting.Row * problem.Stride) + (cell % problem.Stride)];

    private IEnumerable<int> InReach(WaitingPatient who)
    {
        for (var i = problem.ReachStarts[who.Row]; i < problem.ReachStarts[who.Row + 1]; i++)
        {
            for (var week = who.First; week <= who.Last; week++)
            {
                var cell = (week * problem.Stride) + problem.Reached[i];
                if (problem.Slots[cell] > 0)
                {
                    yield return cell;
                }
            }
        }
    }

    private ImmutableArray<OtherSlot> Others(int most) =>
    [
        .. InReach(waiting).Where(cell => cell != plan.Cells[patient])
            .OrderBy(cell => problem.CostOf(waiting, cell)).ThenBy(cell => cell).Take(most).Select(Other),
    ];

    private OtherSlot Other(int cell)
    {
        var own = plan.Cells[patient];
        var (lose, tier, cost) = OthersLoseAt(cell, own);
        return new(
            cell, TravelTo(cell), (cell / problem.Stride) - (own / problem.Stride), TravelTo(cell) - TravelTo(own), lose, tier, cost, problem.WeightOf(tier),
            RoughCount.Of(Enumerable.Range(0, plan.Cells.Length).Count(p => p != patient && plan.Cells[p] >= 0 && problem.Patients[p].Tier == tier)),
            Enumerable.Range(0, plan.Cells.Length).Any(p => plan.Cells[p] >= 0 && problem.Patients[p].Tier > tier));
    }

    // Of the first tier that wants the cell. A price is a subgradient: one slot less costs the others at least it, one more is worth
    // at most it. It says nothing where somebody would be left without, however large it is.
    private (OthersLose Lose, int Tier, long Cost) OthersLoseAt(int cell, int own)
    {
        var wanted = 0;
        while (wanted < stage && plan.Proofs[wanted].Levels[cell] == TierProof.Never && plan.Proofs[wanted].Prices[cell] == 0)
        {
            wanted++;
        }

        var proof = plan.Proofs[wanted];
        if (RoomSearch.InTheWay(problem, plan, wanted, patient, cell) is var (least, earlier))
        {
            return (earlier ? OthersLose.EarlierTier : least < group ? OthersLose.PlaceOfGreaterNeed : OthersLose.Place, proof.Tier, 0);
        }

        var more = (long)proof.Prices[cell] - (wanted == stage ? proof.Prices[own] : 0);
        return taken[cell] < problem.Slots[cell] && more == 0 ? (OthersLose.Nothing, proof.Tier, 0)
            : more > 0 ? (OthersLose.AtLeast, proof.Tier, more)
            : (OthersLose.AtBestGain, proof.Tier, -more);
    }

    private SlotEvidence Evidence()
    {
        var reach = InReach(waiting).ToHashSet();
        var (slots, greater, equal) = (reach.Sum(cell => problem.Slots[cell]), 0, 0);
        for (var other = 0; other < plan.Cells.Length; other++)
        {
            if (reach.Contains(plan.Cells[other]))
            {
                var same = problem.Patients[other].Tier == waiting.Tier && problem.Patients[other].Rank == waiting.Rank;
                (greater, equal) = (greater + (other < patient && !same ? 1 : 0), equal + (same ? 1 : 0));
            }
        }

        return new(RoughCount.Of(slots), RoughCount.Of(greater), RoughCount.Of(equal));
    }

    // The group is cut where its pool has its own level: some of it are placed and some are not, in every best plan.
    private AmongEqual Settled()
    {
        var proof = plan.Proofs[stage];
        if (proof.Levels[problem.Cells + group] != group || !AtStake(patient))
        {
            return AmongEqual.NothingToSettle;
        }

        var (without, against) = (plan.Cells[patient] == ServicePlan.Unplaced, false);
        for (var other = 0; other < plan.Cells.Length; other++)
        {
            if (problem.Patients[other].Tier == waiting.Tier && problem.Patients[other].Rank == waiting.Rank
                && (plan.Cells[other] == ServicePlan.Unplaced) != without && AtStake(other))
            {
                against = true;
                if (CouldChange(without ? patient : other, without ? other : patient))
                {
                    return AmongEqual.Draw;
                }
            }
        }

        return against ? AmongEqual.LeastCost : AmongEqual.NothingToSettle;
    }

    private bool AtStake(int who)
    {
        var levels = plan.Proofs[stage].Levels;
        return plan.Cells[who] == ServicePlan.Unplaced
            ? InReach(problem.Patients[who]).Any(cell => IsOpen(cell) && levels[cell] == group)
            : levels[plan.Cells[who]] == group;
    }

    private bool IsOpen(int cell) => plan.Proofs.Take(stage).All(p => p.Levels[cell] == TierProof.Never && p.Prices[cell] == 0);

    // Whether the one without a slot could have the other's at the same cost to the plan.
    private bool CouldChange(int without, int with) =>
        problem.CostOf(problem.Patients[without], plan.Cells[with]) == problem.CostOf(problem.Patients[with], plan.Cells[with]);
}

using System.Collections.Immutable;
using Vardbro.Brokering.Matching;

namespace Vardbro.Tests;

/// <summary>What is said of a plan must be true: each claim is held against the plan that is solved anew with the patient forced there.</summary>
public sealed class ExplainPlanTests
{
    private static readonly MatchingGround.Size Small = new(9, 3, 3, 2, 2, 5, 6, [4, 2, 1]);

    internal static ServiceProblem Instance(int seed) => MatchingGround.Random(seed, Small with
    {
        Patients = 3 + (seed % 9), Tiers = 1 + (seed % 3), Ranks = 1 + (seed / 3 % 3), Slots = 2 + (seed / 9 % 7), Kilometres = 1 + (seed % 6),
        Weights = (seed % 4) switch { 0 => [2, 1], 1 => [0, 1, 3], 2 => [3, 2, 1], _ => [5] },
    });

    // The best plan there is with one patient in one cell.
    internal static int[] Forced(ServiceProblem problem, int patient, int cell)
    {
        var slots = problem.Slots.ToArray();
        slots[cell]--;
        var others = Enumerable.Range(0, problem.Patients.Length).Where(i => i != patient).ToArray();
        var without = ServiceProblem.Of(problem.Weeks, problem.Travel, problem.Weights, slots, [.. others.Select(i => problem.Patients[i])]);
        var (plan, cells) = (SolveService.Of(without), new int[problem.Patients.Length]);
        cells[patient] = cell;
        for (var i = 0; i < others.Length; i++)
            cells[others[without.Sources[i]]] = plan.Cells[i];
        return cells;
    }

    private static (int[] Placed, long Cost) Tier(ServiceProblem problem, IReadOnlyList<int> cells, int tier)
    {
        var own = Enumerable.Range(0, cells.Count).Where(i => problem.Patients[i].Tier == tier).ToArray();
        return ([.. own.GroupBy(i => problem.Patients[i].Rank).OrderBy(g => g.Key).Select(g => g.Count(i => cells[i] >= 0))],
            own.Where(i => cells[i] >= 0).Sum(i => (long)problem.CostOf(problem.Patients[i], cells[i])));
    }

    private static bool EarlierHarmed(ServiceProblem problem, IReadOnlyList<int> best, IReadOnlyList<int> other, int tier) =>
        problem.Patients.Select(p => p.Tier).Where(t => t < tier).Distinct().Any(t =>
            !Tier(problem, best, t).Placed.SequenceEqual(Tier(problem, other, t).Placed) || Tier(problem, best, t).Cost != Tier(problem, other, t).Cost);

    [Fact]
    public void What_another_slot_would_do_to_others_is_what_solving_again_gives_or_less()
    {
        var seen = new Dictionary<OthersLose, int>();
        var exact = 0;
        for (var seed = 0; seed < 800; seed++)
        {
            var problem = seed % 40 == 39 ? MatchingGround.Random(seed, new(60, 4, 4, 3, 4, 35, 12, [6, 4, 2])) : Instance(seed);
            var plan = SolveService.Of(problem);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            {
                if (plan.Cells[patient] < 0)
                    continue;
                foreach (var other in ExplainPlan.Of(problem, plan, patient, null, 100).Others)
                {
                    var (own, forced) = (problem.Patients[patient], Forced(problem, patient, other.Cell));
                    seen[other.Others] = seen.GetValueOrDefault(other.Others) + 1;
                    var (before, after) = (Tier(problem, plan.Cells, other.Tier), Tier(problem, forced, other.Tier));
                    var (harmed, lost) = (EarlierHarmed(problem, plan.Cells, forced, other.Tier), before.Placed.AsSpan().SequenceCompareTo(after.Placed) > 0);
                    var what = $"seed {seed}: {patient} to {other.Cell} {other}";
                    if (other.Others == OthersLose.EarlierTier)
                    {
                        Assert.True(harmed || lost, what);
                        continue;
                    }

                    Assert.False(harmed, what);
                    Assert.Equal(other.Others is OthersLose.Place or OthersLose.PlaceOfGreaterNeed, lost);
                    if (lost)
                    {
                        if (other.Others == OthersLose.PlaceOfGreaterNeed)
                            Assert.Contains(Enumerable.Range(0, patient), i => plan.Cells[i] >= 0 && forced[i] < 0
                                && (problem.Patients[i].Tier, problem.Patients[i].Rank).CompareTo((own.Tier, own.Rank)) < 0);
                        continue;
                    }

                    long OwnCost(int cell) => own.Tier == other.Tier ? problem.CostOf(own, cell) : 0;
                    var othersMore = after.Cost - before.Cost - OwnCost(other.Cell) + OwnCost(plan.Cells[patient]);
                    Assert.True(othersMore >= (other.Others == OthersLose.AtBestGain ? -other.Cost : other.Cost), $"seed {seed}: {patient} to {other.Cell}: {othersMore} {other}");
                    exact += othersMore == (other.Others == OthersLose.AtBestGain ? -other.Cost : other.Cost) ? 1 : 0;
                }
            }
        }

        Assert.All(Enum.GetValues<OthersLose>(), kind => Assert.True(seen.GetValueOrDefault(kind) > 30, $"{kind} {seen.GetValueOrDefault(kind)}"));
        Assert.True(exact > 500, $"{exact}");
    }

    [Fact]
    public void What_another_slot_costs_the_patient_is_the_difference_in_weeks_and_way()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = Instance(seed);
            var plan = SolveService.Of(problem);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            {
                var (waiting, cell) = (problem.Patients[patient], plan.Cells[patient]);
                var others = cell < 0 ? [] : ExplainPlan.Of(problem, plan, patient, null, 4).Others;
                foreach (var other in others)
                    Assert.Equal(problem.CostOf(waiting, other.Cell) - problem.CostOf(waiting, cell), (other.Weeks * problem.WeightOf(waiting.Tier)) + other.Farther);
                var best = Enumerable.Range(0, problem.Cells).Where(c => cell >= 0 && c != cell && problem.Slots[c] > 0)
                    .Select(c => problem.CostOf(waiting, c)).Where(c => c < ServiceProblem.OutOfReach).Order().Take(4);
                Assert.Equal(best, others.Select(o => problem.CostOf(waiting, o.Cell)));
            }
        }
    }

    [Fact]
    public void Where_the_draw_is_said_to_decide_another_could_change_places_in_a_plan_as_good()
    {
        var drawn = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var problem = Instance(seed);
            var plan = SolveService.Of(problem);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            {
                var (cell, said) = (plan.Cells[patient], ExplainPlan.Of(problem, plan, patient, UnplacedReason.GreaterNeed, 0).Settled);
                var same = Enumerable.Range(0, plan.Cells.Length).Where(i => problem.Patients[i].Tier == problem.Patients[patient].Tier && problem.Patients[i].Rank == problem.Patients[patient].Rank).ToList();
                if (said == AmongEqual.Draw)
                {
                    drawn++;
                    Assert.Contains(same, i =>
                    {
                        var (without, with) = cell < 0 ? (patient, i) : (i, patient);
                        if (plan.Cells[with] < 0 || plan.Cells[without] >= 0)
                            return false;
                        var changed = plan.Cells.SetItem(without, plan.Cells[with]).SetItem(with, ServicePlan.Unplaced);
                        return problem.CostOf(problem.Patients[without], changed[without]) < ServiceProblem.OutOfReach
                            && MatchingGround.Worth(problem, changed).SequenceEqual(MatchingGround.Worth(problem, plan.Cells));
                    });
                }
                else if (said == AmongEqual.LeastCost)
                {
                    Assert.Contains(same, i => plan.Cells[i] < 0);
                    Assert.Contains(same, i => plan.Cells[i] >= 0);
                }
            }
        }

        Assert.True(drawn > 100, $"{drawn}");
    }

    // Whoever is offered nothing though there are slots in reach: every one of them is another's, none of less need.
    [Fact]
    public void Slots_in_reach_of_the_unplaced_all_go_to_greater_or_equal_need()
    {
        var unplaced = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = MatchingGround.Random(seed, new(400, 4, 4, 3, 3, 200, 30, [20, 10, 5]));
            var plan = SolveService.Of(problem);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            {
                var waiting = problem.Patients[patient];
                var reach = Enumerable.Range(0, problem.Cells).Where(c => problem.CostOf(waiting, c) < ServiceProblem.OutOfReach).ToHashSet();
                if (plan.Cells[patient] >= 0 || reach.Sum(c => problem.Slots[c]) == 0)
                    continue;
                unplaced++;
                var holders = Enumerable.Range(0, plan.Cells.Length).Where(i => reach.Contains(plan.Cells[i])).Select(i => (problem.Patients[i].Tier, problem.Patients[i].Rank)).ToList();
                var need = (waiting.Tier, waiting.Rank);
                Assert.Equal(reach.Sum(c => problem.Slots[c]), holders.Count(h => h.CompareTo(need) <= 0));
                var evidence = ExplainPlan.Of(problem, plan, patient, UnplacedReason.GreaterNeed, 0).Evidence!;
                Assert.Equal(RoughCount.Of(holders.Count), evidence.InReach);
                Assert.Equal(RoughCount.Of(holders.Count(h => h != need)), evidence.GreaterNeed);
                Assert.Equal(RoughCount.Of(holders.Count(h => h == need)), evidence.EqualNeed);
            }
        }

        Assert.True(unplaced > 1000, $"{unplaced}");
    }

    // An attack with every pair of exact numbers: what is said of two of them never tells a third that is under 20.
    [Fact]
    public void Two_counts_subtracted_never_give_fewer_than_20()
    {
        var told = Enumerable.Range(0, 120).SelectMany(one => Enumerable.Range(0, one + 1), (one, other) => (One: one, Other: other))
            .ToLookup(p => (RoughCount.Of(p.One), RoughCount.Of(p.Other)), p => p.One - p.Other);
        Assert.True(told.Count > 20);
        Assert.All(told, differences => Assert.True(differences.Distinct().Count() >= RoughCount.Fewest));

        Assert.Equal("färre än 20", RoughCount.Of(19).Words.Sv);
        Assert.Equal("at least 20", RoughCount.Of(39).Words.En);
        Assert.Equal("minst 1\u00a0240", RoughCount.Of(1259).Words.Sv);
    }

    [Theory]
    [InlineData(OthersLose.AtLeast, 149, 400, 100L)]
    [InlineData(OthersLose.AtLeast, 49, 400, null)]
    [InlineData(OthersLose.AtBestGain, 101, 400, 150L)]
    [InlineData(OthersLose.AtLeast, 149, 19, null)]
    [InlineData(OthersLose.AtBestGain, 149, 19, null)]
    public void What_others_would_lose_or_gain_is_told_roughly_and_only_of_many(OthersLose lose, int cost, int behind, long? told) =>
        Assert.Equal(told, PlanWords.Told(new(0, 0, 0, 0, lose, 1, cost, 560, RoughCount.Of(behind), false)));
}

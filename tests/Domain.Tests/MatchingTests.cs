using System.Collections.Immutable;
using Vardbro.Brokering.Matching;

namespace Vardbro.Tests;

public sealed class MatchingTests
{
    [Theory]
    [InlineData(1, 5, 3, 1, 2, 2, 4)]
    [InlineData(2, 5, 2, 2, 2, 2, 4)]
    [InlineData(3, 6, 2, 3, 3, 2, 5)]
    [InlineData(4, 6, 3, 2, 3, 1, 4)]
    [InlineData(5, 7, 3, 2, 2, 3, 5)]
    [InlineData(6, 4, 2, 2, 3, 3, 3)]
    public void A_small_plan_is_the_best_of_every_plan_there_is(int seed, int patients, int providers, int weeks, int tiers, int ranks, int slots)
    {
        for (var i = 0; i < 700; i++)
        {
            var problem = MatchingGround.Random((seed * 100_000) + i, new(
                1 + (i % patients), providers, weeks, tiers, ranks, i % (slots + 1), i % 4, (i % 3) switch { 0 => [2, 1], 1 => [0, 1, 3], _ => [3, 2, 1] }));
            var plan = SolveService.Of(problem);
            Assert.True(MatchingGround.BestOfAll(problem).SequenceEqual(MatchingGround.Worth(problem, plan.Cells)), $"seed {seed}, instance {i}");
            Assert.True(CheckPlan.Find(problem, plan) is null, $"seed {seed}, instance {i}: {CheckPlan.Find(problem, plan)}");
        }
    }

    private static readonly MatchingGround.Size Middle = new(300, 6, 5, 3, 6, 180, 40, [20, 10, 5]);

    [Fact]
    public void A_larger_plan_is_proven_by_a_check_that_knows_nothing_of_the_search()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var problem = MatchingGround.Random(seed, Middle with { Slots = 40 + (seed * 2), Kilometres = 1 + (seed % 60), Ranks = 1 + (seed % 9 == 8 ? 290 : seed % 9) });
            Assert.True(CheckPlan.Find(problem, SolveService.Of(problem)) is null, $"seed {seed}");
        }
    }

    [Fact]
    public void A_dozen_of_everybody_and_of_every_slot_is_a_dozen_of_the_plan()
    {
        const int dozen = 12;
        for (var seed = 0; seed < 300; seed++)
        {
            var (few, one) = (MatchingGround.Random(seed, Middle with { Patients = 10 + (seed % 60), Slots = 5 + (seed % 50) }), 0UL);
            var many = ServiceProblem.Of(
                few.Weeks, few.Travel, few.Weights, [.. few.Slots.Select(s => s * dozen)],
                [.. few.Patients.SelectMany(p => Enumerable.Range(0, dozen).Select(_ => p with { Draw = one++ }))]);
            var plan = SolveService.Of(many);
            Assert.Null(CheckPlan.Find(many, plan));
            Assert.Equal(MatchingGround.Worth(few, SolveService.Of(few).Cells).Select(worth => worth * dozen), MatchingGround.Worth(many, plan.Cells));
        }
    }

    [Fact]
    public void Whoever_travels_the_last_of_very_many_ways_is_placed_as_well()
    {
        const int ways = 600_000;
        var (stride, costs) = (TravelRows.StrideOf(1), new int[ways * TravelRows.StrideOf(1)]);
        Array.Fill(costs, ServiceProblem.OutOfReach);
        (costs[0], costs[(ways - 1) * stride]) = (9, 5);
        var slots = new int[3 * stride];
        (slots[stride], slots[2 * stride]) = (1, 1);
        var problem = ServiceProblem.Of(3, TravelRows.Of(1, costs), [10], slots, [new(0, 1, 0, 0, 2, 1), new(ways - 1, 1, 0, 1, 1, 2)]);
        var plan = SolveService.Of(problem);
        Assert.Null(CheckPlan.Find(problem, plan));
        Assert.Equal([2 * stride, stride], plan.Cells.ToArray());
    }

    [Fact]
    public void As_many_weeks_as_there_can_be_and_the_largest_costs_are_proven_too()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var problem = MatchingGround.Random(seed, new(400, 9, ServiceProblem.MostWeeks, 3, 4, 120 + (30 * seed), ServiceProblem.MostCost, [ServiceProblem.MostCost, 10_000, 0]));
            Assert.True(CheckPlan.Find(problem, SolveService.Of(problem)) is null, $"seed {seed}");
        }
    }

    // Ranks 0 to 40 fight for a slot of their own each. Somebody who can go nowhere else has moved a row of 400 one step each, the
    // farthest there is, so that the first slot of the row is worth more than there is room for between the prices of so many levels.
    [Fact]
    public void Prices_may_grow_past_the_room_between_levels()
    {
        const int levels = 41, row = 400, providers = levels + row + 1;
        var (stride, patients) = (TravelRows.StrideOf(providers), new List<WaitingPatient>());
        var costs = Enumerable.Repeat(ServiceProblem.OutOfReach, (levels + row + 2) * stride).ToArray();
        void Waits(int place, int rank, params ReadOnlySpan<(int Provider, int Kilometres)> reach)
        {
            foreach (var (provider, kilometres) in reach)
                costs[(place * stride) + provider] = kilometres;
            patients.Add(new(place, 1, rank, 0, 0, (ulong)patients.Count));
        }

        for (var rank = 0; rank < levels; rank++)
        {
            Waits(rank, rank, (rank, 0));
            Waits(rank, rank, (rank, 0));
        }

        Waits(levels, 49, (levels - 1, 0), (levels, 0), (levels + 1, ServiceProblem.MostCost));
        for (var i = 1; i < row; i++)
            Waits(levels + i, 49, (levels + i, 0), (levels + i + 1, ServiceProblem.MostCost));
        Waits(levels + row, 49, (levels, 0));
        Waits(levels + row + 1, 50, (levels + row, 0));
        var slots = Enumerable.Range(0, stride).Select(p => p < providers ? 1 : 0).ToArray();
        var problem = ServiceProblem.Of(1, TravelRows.Of(providers, costs), [1], slots, patients.ToArray());
        var plan = SolveService.Of(problem);
        Assert.Null(CheckPlan.Find(problem, plan));
        Assert.True(plan.Proofs[0].Prices[levels] - plan.Proofs[0].Prices[levels + row] >= row * ServiceProblem.MostCost);
    }

    [Fact]
    public void Neither_the_order_of_the_rows_nor_running_again_changes_the_plan()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var problem = MatchingGround.Random(seed, Middle);
            var shuffled = problem.Patients.ToArray();
            new System.Random(seed).Shuffle(shuffled);
            var again = ServiceProblem.Of(problem.Weeks, problem.Travel, problem.Weights, [.. problem.Slots], shuffled);
            Assert.Equal(problem.Patients.AsEnumerable(), again.Patients);
            Assert.Equal(SolveService.Of(problem).Cells.AsEnumerable(), SolveService.Of(again).Cells);
        }
    }

    [Fact]
    public void A_tier_is_never_harmed_by_later_tiers_or_by_more_slots()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = MatchingGround.Random(seed, Middle with { Patients = 80, Slots = 50 });
            var whole = MatchingGround.Worth(problem, SolveService.Of(problem).Cells);
            foreach (var tiers in new[] { 1, 2 })
            {
                var fewer = ServiceProblem.Of(
                    problem.Weeks, problem.Travel, problem.Weights, [.. problem.Slots], [.. problem.Patients.Where(p => p.Tier <= tiers)]);
                var alone = MatchingGround.Worth(fewer, SolveService.Of(fewer).Cells);
                Assert.Equal(alone, whole[..alone.Length]);
            }

            var more = ServiceProblem.Of(
                problem.Weeks, problem.Travel, problem.Weights, [.. problem.Slots.Select(s => s > 0 ? s + 1 : 0)], problem.Patients.AsSpan());
            Assert.True(MatchingGround.Worth(more, SolveService.Of(more).Cells).AsSpan().SequenceCompareTo(whole) >= 0, $"seed {seed}");
        }
    }

    [Fact]
    public void Every_changed_plan_is_caught_unless_it_is_as_good()
    {
        var caught = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var problem = MatchingGround.Random(seed, new(8, 3, 2, 2, 2, 6, 4, [2, 1]));
            var plan = SolveService.Of(problem);
            var worth = MatchingGround.Worth(problem, plan.Cells);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            for (var cell = -1; cell <= problem.Cells; cell++)
            {
                if (cell == plan.Cells[patient])
                    continue;
                var changed = plan.Cells.SetItem(patient, cell);
                var allowed = cell < 0 || (cell < problem.Cells && problem.CostOf(problem.Patients[patient], cell) < ServiceProblem.OutOfReach
                    && changed.Count(c => c == cell) <= problem.Slots[cell]);
                var fault = CheckPlan.Find(problem, plan with { Cells = changed });
                Assert.True(fault is not null || (allowed && MatchingGround.Worth(problem, changed).SequenceEqual(worth)), $"seed {seed}: {patient} to {cell}");
                caught += fault is null ? 0 : 1;
            }
        }

        Assert.True(caught > 1000);
    }

    // Another price may be another proof; it never proves a plan that is not best.
    [Fact]
    public void A_changed_proof_is_caught_or_proves_the_same_plan_and_never_a_worse_one()
    {
        var caught = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = MatchingGround.Random(seed, new(8, 3, 2, 2, 2, 5, 4, [2, 1]));
            var plan = SolveService.Of(problem);
            for (var tier = 0; tier < plan.Proofs.Length; tier++)
            for (var node = 0; node < plan.Proofs[tier].Prices.Length; node++)
            foreach (var by in new[] { -1, 1, 1_000_000_000 })
            {
                var proof = plan.Proofs[tier];
                var priced = proof with { Prices = proof.Prices.SetItem(node, proof.Prices[node] + by) };
                var levelled = proof with { Levels = proof.Levels.SetItem(node, proof.Levels[node] == TierProof.Never ? 0 : TierProof.Never) };
                foreach (var changed in new[] { priced, levelled })
                {
                    caught += CheckPlan.Find(problem, plan with { Proofs = plan.Proofs.SetItem(tier, changed) }) is null ? 0 : 1;
                    var worse = plan.Cells.ToList().FindIndex(c => c >= 0);
                    if (worse >= 0)
                        Assert.NotNull(CheckPlan.Find(problem, plan with { Cells = plan.Cells.SetItem(worse, -1), Proofs = plan.Proofs.SetItem(tier, changed) }));
                }
            }
        }

        Assert.True(caught > 500);
    }

    [Fact]
    public void A_proof_that_is_cut_short_is_no_proof()
    {
        var problem = MatchingGround.Random(1, Middle);
        var plan = SolveService.Of(problem);
        Assert.Equal(PlanFault.ProofIncomplete, CheckPlan.Find(problem, plan with { Proofs = plan.Proofs[..^1] })?.Fault);
        Assert.Equal(PlanFault.ProofIncomplete, CheckPlan.Find(problem, plan with { Groups = plan.Groups[..^1] })?.Fault);
        Assert.Equal(PlanFault.ProofIncomplete, CheckPlan.Find(problem, plan with { Cells = plan.Cells[..^1] })?.Fault);
    }

    // By hand: one slot near, one a week later far away. The greater need gets the near one, and nobody else may have it.
    [Fact]
    public void The_greater_need_goes_first_and_the_other_waits_or_travels()
    {
        var costs = Enumerable.Repeat(ServiceProblem.OutOfReach, 8).ToArray();
        (costs[0], costs[1]) = (10, 300);
        var slots = new int[16];
        (slots[0], slots[9]) = (1, 1);
        IEnumerable<int> Plan(params WaitingPatient[] patients) => SolveService.Of(ServiceProblem.Of(2, TravelRows.Of(2, costs), [1120, 560], slots, patients)).Cells;
        Assert.Equal([0, 9], Plan(new(0, 2, 5, 0, 1, 1), new(0, 1, 9, 0, 1, 2)));
        Assert.Equal([9, 0], Plan(new(0, 2, 0, 0, 1, 1), new(0, 2, 1, 0, 0, 2))); // both can be placed, so both are
        Assert.Equal([0, -1], Plan(new(0, 1, 0, 0, 0, 1), new(0, 2, 1, 0, 0, 2)));
    }

    // The reference vectors of SipHash-2-4 (Aumasson and Bernstein): key 00 01 … 0f, messages empty and 00 … 0e.
    [Fact]
    public void The_draw_is_SipHash()
    {
        var draw = new Draw(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        Assert.Equal(0x726fdb47dd0e0e31UL, draw.Of([]));
        Assert.Equal(0xa129ca6149be45e5UL, draw.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]));
    }
}

using System.Collections.Immutable;
using Vardbro.Brokering.Matching;

namespace Vardbro.Tests;

/// <summary>Slots freed after the run, slots kept out of it, slots told of beside, and a run no larger than can be reached.</summary>
public sealed class AfterTheRunTests
{
    private static ServiceProblem Instance(int seed, int patients = 9) => MatchingGround.Random(seed, new(
        1 + (seed % patients), 3, 2, 1 + (seed % 2), 1 + (seed / 2 % 3), seed % 5, 1 + (seed % 4), (seed % 3) switch { 0 => [2, 1], 1 => [0, 1, 3], _ => [3, 2, 1] }));

    [Fact]
    public void A_freed_slot_goes_to_the_best_that_can_be_done_without_moving_anyone()
    {
        var (given, nobody) = (0, 0);
        for (var seed = 0; seed < 800; seed++)
        {
            var problem = Instance(seed);
            var plan = SolveService.Of(problem);
            for (var cell = 0; cell < problem.Cells; cell++)
            {
                var may = Enumerable.Range(0, plan.Cells.Length).Where(i => plan.Cells[i] < 0 && problem.CostOf(problem.Patients[i], cell) < ServiceProblem.OutOfReach).ToList();
                var next = NextBest.Of(problem, plan.Cells.AsSpan(), cell);
                Assert.Equal(may.Count == 0, next is null);
                (given, nobody) = (given + (next is null ? 0 : 1), nobody + (next is null ? 1 : 0));
                if (next is not { } who)
                    continue;
                var worth = MatchingGround.Worth(problem, plan.Cells.SetItem(who, cell));
                foreach (var other in may)
                {
                    var against = MatchingGround.Worth(problem, plan.Cells.SetItem(other, cell)).AsSpan().SequenceCompareTo(worth);
                    Assert.True(against < 0 || (against == 0 && problem.Patients[who].Draw <= problem.Patients[other].Draw), $"seed {seed}, cell {cell}");
                }

                // A new run with the slot may do better, by moving others, and never worse.
                var slots = problem.Slots.ToArray();
                slots[cell]++;
                var again = ServiceProblem.Of(problem.Weeks, problem.Travel, problem.Weights, slots, problem.Patients.AsSpan());
                Assert.True(MatchingGround.Worth(again, SolveService.Of(again).Cells).AsSpan().SequenceCompareTo(worth) >= 0, $"seed {seed}, cell {cell}");
            }
        }

        Assert.True(given > 500 && nobody > 500, $"{given} {nobody}");
    }

    [Fact]
    public void The_reserve_is_its_share_of_a_service_split_by_provider_and_spread_over_the_weeks()
    {
        var dice = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var slots = Enumerable.Range(0, 8 * 26).Select(cell => cell % 8 < 5 ? dice.Next(4) * dice.Next(3) : 0).ToArray();
            var percent = dice.Next(SlotReserve.MostPercent + 1);
            var reserved = SlotReserve.Of(slots, 8, percent);
            Assert.Equal(slots.Sum() * percent / 100, reserved.Sum());
            Assert.All(reserved.Zip(slots), c => Assert.InRange(c.First, 0, c.Second));
            for (var provider = 0; provider < 8; provider++)
            {
                long Sum(int[] of, int weeks) => Enumerable.Range(0, weeks).Sum(w => (long)of[(w * 8) + provider]);
                Assert.InRange(Sum(reserved, 26) - (Sum(slots, 26) * (decimal)percent / 100), -1, 1);
                for (var weeks = 1; weeks <= 26 && Sum(slots, 26) > 0; weeks++)
                    Assert.Equal(Sum(slots, weeks) * Sum(reserved, 26) / Sum(slots, 26), Sum(reserved, weeks)); // as even as whole slots can be
            }
        }

        Assert.Equal(0, SlotReserve.Of([3, 0, 0, 0, 0, 0, 0, 0], 8, 30).Sum());
        Assert.Throws<ArgumentException>(() => SlotReserve.Of([3, 0, 0, 0, 0, 0, 0, 0], 8, 51));
    }

    [Fact]
    public void Alternatives_are_the_cheapest_cells_in_reach_that_are_free_or_of_the_reserve()
    {
        var told = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = MatchingGround.Random(seed, new(12, 4, 3, 2, 2, 16, 9, [3, 2]));
            var plan = SolveService.Of(problem);
            var reserved = Enumerable.Range(0, problem.Cells).Select(cell => cell % 8 < 4 && (cell + seed) % 5 == 0 ? 1 : 0).ToImmutableArray();
            var free = new FreeSlots(problem, plan.Cells, seed % 2 == 0 ? reserved : []);
            for (var patient = 0; patient < plan.Cells.Length; patient++)
            {
                bool IsReserved(int cell) => seed % 2 == 0 && reserved[cell] > 0;
                var expected = Enumerable.Range(0, problem.Cells)
                    .Where(cell => cell != plan.Cells[patient] && (IsReserved(cell) || plan.Cells.Count(c => c == cell) < problem.Slots[cell]))
                    .Select(cell => new FreeSlot(cell, problem.CostOf(problem.Patients[patient], cell), IsReserved(cell)))
                    .Where(slot => slot.Cost < ServiceProblem.OutOfReach).OrderBy(slot => slot.Cost).ThenBy(slot => slot.Cell).Take(3).ToList();
                Assert.Equal(expected, free.BestFor(patient, 3));
                told += expected.Count;
            }
        }

        Assert.True(told > 1000);
    }

    [Fact]
    public void The_reserve_is_told_to_those_without_a_slot_one_each_greatest_need_first()
    {
        var (told, left) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = MatchingGround.Random(seed, new(14, 3, 3, 2, 2, 6, 9, [3, 2]));
            var plan = SolveService.Of(problem);
            var reserved = Enumerable.Range(0, problem.Cells).Select(cell => cell % 8 < 3 && (cell + seed) % 3 == 0 ? 1 + (seed % 2) : 0).ToImmutableArray();
            var (to, rest) = SlotReserve.ToUnplaced(problem, plan.Cells, reserved);
            var still = reserved.ToArray();
            for (var patient = 0; patient < to.Length; patient++)
            {
                var best = Enumerable.Range(0, problem.Cells).Where(cell => plan.Cells[patient] < 0 && still[cell] > 0 && problem.CostOf(problem.Patients[patient], cell) < ServiceProblem.OutOfReach)
                    .OrderBy(cell => problem.CostOf(problem.Patients[patient], cell)).ThenBy(cell => cell).Cast<int?>().FirstOrDefault();
                Assert.Equal(best ?? ServicePlan.Unplaced, to[patient]);
                if (best is { } cell)
                    (still[cell], told) = (still[cell] - 1, told + 1);
            }

            Assert.Equal(still, rest);
            left += rest.Sum();
        }

        Assert.True(told > 300 && left > 50, $"{told} {left}");
    }

    // Few rows and windows, so that many are alike; a later tier asks the earlier ones to make room.
    [Fact]
    public void Of_those_who_are_alike_the_draw_says_who_has_a_slot_and_another_choice_is_seen()
    {
        var (cut, seen) = (0, 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = MatchingGround.Random(seed, new(4 + (seed % 12), 2 + (seed % 2), 2, 1 + (seed % 3), 1 + (seed % 2), 2 + (seed % 7), 2, [2, 1]));
            var problem = ServiceProblem.Of(random.Weeks, random.Travel, random.Weights, [.. random.Slots], [.. random.Patients.Select(p => p with { Row = p.Row % 2 })]);
            var plan = SolveService.Of(problem);
            Assert.Null(CheckPlan.Find(problem, plan));
            Assert.True(CheckDraw.Find(problem, plan.Cells, []) is null, $"seed {seed}");
            var alike = Enumerable.Range(0, plan.Cells.Length).GroupBy(i => problem.Patients[i] with { Draw = 0 })
                .Where(g => g.Any(i => plan.Cells[i] < 0) && g.Any(i => plan.Cells[i] >= 0)).ToList();
            cut += alike.Count > 0 ? 1 : 0;
            foreach (var (with, without) in alike.SelectMany(g => g.Where(i => plan.Cells[i] >= 0).SelectMany(i => g.Where(j => plan.Cells[j] < 0).Select(j => (i, j)))))
            {
                Assert.True(with < without);
                var other = plan.Cells.SetItem(with, ServicePlan.Unplaced).SetItem(without, plan.Cells[with]);
                Assert.Null(CheckPlan.Find(problem, plan with { Cells = other })); // as good, and not what the draw says
                Assert.Contains(CheckDraw.Find(problem, other, []), Enumerable.Range(with + 1, plan.Cells.Length - with - 1).Cast<int?>());
                seen++;
            }
        }

        Assert.True(cut > 300 && seen > 1000, $"{cut} {seen}");
    }

    // Every plan of two services with at most so many placed; the greatest by need, as the law orders it.
    [Fact]
    public void A_limited_run_is_the_greatest_of_every_plan_of_all_services_with_so_few_offers()
    {
        var (limited, drawn) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            ServiceProblem[] problems = [Instance(seed, 5), Instance(seed + 1000, 5)];
            var groups = problems.SelectMany(p => p.Patients).Select(p => (p.Tier, p.Rank)).Distinct().Order().ToArray();
            var all = problems.Select(p => Every(p, groups)).ToArray();
            var plans = problems.Select(SolveService.Of).ToArray();
            for (var contacts = 1; contacts <= plans.Sum(p => p.Cells.Count(c => c >= 0)) + 1; contacts++)
            {
                var best = all[0].SelectMany(a => all[1].Where(b => a.Placed + b.Placed <= contacts).Select(b => a.Worth.Zip(b.Worth, (x, y) => x + y).ToArray()))
                    .Aggregate((a, b) => a.AsSpan().SequenceCompareTo(b) >= 0 ? a : b);
                var beyond = ContactLimit.Beyond([.. problems.Zip(plans)], contacts);
                var fewer = problems.Zip(beyond, ContactLimit.Without).ToArray();
                var again = fewer.Select(f => SolveService.Of(f.Problem)).ToArray();
                var cells = problems.Select((p, s) => Enumerable.Range(0, p.Patients.Length).Select(i => fewer[s].Places.IndexOf(i) is >= 0 and var at ? again[s].Cells[at] : -1).ToArray()).ToArray();
                var ours = Worth(problems[0], cells[0], groups).Zip(Worth(problems[1], cells[1], groups), (x, y) => x + y).ToArray();
                var any = beyond.Any(b => !b.IsEmpty);
                limited += any ? 1 : 0;

                // Of the cut's own rank the draw says who, so what they cost may be more than the least.
                var settled = any ? Array.FindLastIndex(ours, (ours.Length - 1), w => w > 0) + 1 : ours.Length;
                Assert.True(ours.AsSpan(0, settled).SequenceEqual(best.AsSpan(0, settled)), $"seed {seed}, {contacts}: {string.Join(' ', ours)} against {string.Join(' ', best)}");
                Assert.Equal(best.Where((_, i) => IsCount(i, groups)), ours.Where((_, i) => IsCount(i, groups)));
                var left = problems.Zip(beyond, (p, b) => b.Select(i => p.Patients[i])).SelectMany(p => p).ToList();
                Assert.True(ContactLimit.Holds([.. fewer.Zip(again, (f, p) => (f.Problem, p.Cells))], left, contacts));
                Assert.All(Enumerable.Range(0, 2), s => Assert.Null(CheckDraw.Find(fewer[s].Problem, again[s].Cells, [.. beyond[s].Select(i => problems[s].Patients[i])])));
                Assert.Equal(!any, ContactLimit.Holds([.. fewer.Zip(again, (f, p) => (f.Problem, p.Cells))], left, contacts + 1));
                drawn += CutIsDrawn(problems, plans, cells) ? 1 : 0;
            }
        }

        Assert.True(limited > 300 && drawn > 50, $"{limited} {drawn}");
    }

    // Of one rank, over both services, nobody who was placed without the limit and is left out drew before one who stays.
    private static bool CutIsDrawn(ServiceProblem[] problems, ServicePlan[] before, int[][] after)
    {
        var placed = problems.SelectMany((p, s) => Enumerable.Range(0, p.Patients.Length).Where(i => before[s].Cells[i] >= 0).Select(i => (Patient: p.Patients[i], Stays: after[s][i] >= 0))).ToList();
        var drawn = false;
        foreach (var rank in placed.GroupBy(p => (p.Patient.Tier, p.Patient.Rank)).Where(g => g.Any(p => p.Stays) && g.Any(p => !p.Stays)))
        {
            Assert.True(rank.Where(p => p.Stays).Max(p => p.Patient.Draw) < rank.Where(p => !p.Stays).Min(p => p.Patient.Draw));
            drawn = true;
        }

        return drawn;
    }

    private static bool IsCount(int place, (int Tier, int Rank)[] groups)
    {
        var at = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            if (at++ == place)
                return true;
            at += i + 1 == groups.Length || groups[i + 1].Tier != groups[i].Tier ? 1 : 0;
        }

        return false;
    }

    private static long[] Worth(ServiceProblem problem, int[] cells, (int Tier, int Rank)[] groups)
    {
        var (worth, placed) = (new List<long>(), Enumerable.Range(0, cells.Length).Where(i => cells[i] >= 0).ToList());
        for (var i = 0; i < groups.Length; i++)
        {
            worth.Add(placed.Count(p => (problem.Patients[p].Tier, problem.Patients[p].Rank) == groups[i]));
            if (i + 1 == groups.Length || groups[i + 1].Tier != groups[i].Tier)
                worth.Add(-placed.Where(p => problem.Patients[p].Tier == groups[i].Tier).Sum(p => (long)problem.CostOf(problem.Patients[p], cells[p])));
        }

        return [.. worth];
    }

    private static List<(long[] Worth, int Placed)> Every(ServiceProblem problem, (int Tier, int Rank)[] groups)
    {
        var (found, cells, left) = (new Dictionary<string, (long[], int)>(), new int[problem.Patients.Length], problem.Slots.ToArray());
        Try(0);
        return [.. found.Values];

        void Try(int patient)
        {
            if (patient == cells.Length)
            {
                var worth = Worth(problem, cells, groups);
                found[string.Join(' ', worth)] = (worth, cells.Count(c => c >= 0));
                return;
            }

            cells[patient] = -1;
            Try(patient + 1);
            for (var cell = 0; cell < left.Length; cell++)
            {
                if (left[cell] == 0 || problem.CostOf(problem.Patients[patient], cell) >= ServiceProblem.OutOfReach)
                    continue;
                left[cell]--;
                cells[patient] = cell;
                Try(patient + 1);
                left[cell]++;
            }
        }
    }
}

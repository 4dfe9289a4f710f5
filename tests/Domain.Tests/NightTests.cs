using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Brokering.Synthetic;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Tests;

/// <summary>A night counted and shown: what came out adds up, what is few is hidden, and nothing gives it away.</summary>
public sealed class NightTests
{
    private static readonly RunWeeks Weeks = new(new(2024, 12, 31), 26);
    private static readonly ImmutableArray<RegionId> Regions = [Ground.Region("0001"), Ground.Region("0014"), Ground.Region("0025")];

    private static NeedRule Rule => Ground.Brokering.NeedFor(Weeks.Day).Value;

    private static RunPatient Patient(RegionId region, int tier = 2, DateOnly? home = null, DateOnly? deadline = null, bool broken = false, bool coming = false, Sex sex = Sex.Female, int age = 1) =>
        new("K", region, "1480", "511-operation", sex, 40, age, tier, 0, 2, 25, home, deadline, broken, coming);

    private static NightFigures Figures(Action<NightCount> count, ImmutableArray<TargetFigure> before = default)
    {
        var counted = new NightCount(Weeks, Ground.Waiting);
        count(counted);
        return counted.Figures(Rule, Regions.ToDictionary(r => r, _ => 100L), before.IsDefault ? [] : before);
    }

    [Fact]
    public void A_group_of_whom_fewer_than_one_in_a_hundred_are_offered_is_starved()
    {
        static NightRow Row(string group, long? all, long? some) => new(group, all, some, []);
        var table = new NightTable(NightTable.Tier, [], [Row("", 30_000, 250), Row("1", 10_000, 9_000), Row("2", 10_000, 99), Row("3", 10_000, 100), Row("4", 10_000, null), Row("5", 0, 0)]);
        Assert.Equal(["2"], table.Starved.Select(r => r.Group));
    }

    // With a bound of 5, every table of two groups and two outcomes with up to 9 in each: whatever is shown of it and of its sums fits
    // tables in which a count below the bound is another one.
    [Fact]
    public void No_figures_of_a_table_tell_which_number_below_the_bound_a_count_is()
    {
        var alike = new Dictionary<string, List<int[]>>();
        for (var n = 0; n < 10_000; n++)
        {
            int[] c = [n % 10, n / 10 % 10, n / 100 % 10, n / 1000];
            int[] all = [.. c, c[0] + c[1], c[2] + c[3], c[0] + c[2], c[1] + c[3], c.Sum()];
            var shown = string.Join(' ', all.Select(x => NightCount.Shown(x, 5)?.ToString() ?? "-"));
            if (!alike.TryGetValue(shown, out var same))
                alike[shown] = same = [];
            same.Add(c);
        }

        Assert.True(alike.Count > 50);
        Assert.All(alike, shown => Assert.All(Enumerable.Range(0, 4), cell =>
            Assert.True(shown.Value[0][cell] >= 5 || shown.Value.Select(c => c[cell]).Distinct().Count() > 1, $"{shown.Key}: {string.Join(' ', shown.Value[0])}")));
    }

    [Fact]
    public void Every_count_of_persons_is_rounded_down_to_whole_twenties()
    {
        var figures = Figures(count =>
        {
            for (var i = 0; i < 907; i++)
            {
                var patient = Patient(Regions[i % 3], (i / 2 % 3) + 1, sex: i % 5 < 2 ? Sex.Male : Sex.Female, age: i % 4, broken: i % 7 == 0, coming: i % 7 == 1);
                if (i % 3 != 2 && i % 4 < 2)
                    count.Add(patient, new Offer("x", Regions[(i / 3) % 3], 3, 10));
                else
                    count.Add(patient, i % 2 == 0 ? UnplacedReason.GreaterNeed : UnplacedReason.NothingInReach);
            }
        });
        var totals = figures.Totals;
        Assert.Equal((900, 300), (totals.InRun, totals.Offered));
        Assert.Equal(4, figures.Tables.Length);
        Assert.All(figures.Tables, table => Assert.Equal("", table.Rows[0].Group));
        long?[] persons =
        [
            totals.InRun, totals.Offered, totals.OfferedWithHome, totals.Elsewhere, totals.Broken, totals.BrokenOffered, totals.Coming, totals.ComingOffered, totals.ComingAverted, figures.Waits,
            .. figures.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Nothing.Add(r.InRun).Add(r.Offered)), .. figures.Receivers.Select(r => r.Offered), .. figures.Flows.Select(f => (long?)f.Offered),
        ];
        Assert.All(persons, p => Assert.True(p is null || (p >= 20 && p % 20 == 0), $"{p}"));
        Assert.Equal([.. Regions], figures.Receivers.Select(r => r.Region));
    }

    [Fact]
    public void A_run_of_few_shows_nothing_and_a_reason_for_few_is_not_there()
    {
        var few = Figures(count => Enumerable.Range(0, 19).ToList().ForEach(_ => count.Add(Patient(Regions[0]), UnplacedReason.GreaterNeed)));
        Assert.Empty(few.Tables);
        Assert.Null(few.Totals.InRun);
        var some = Figures(count =>
        {
            for (var i = 0; i < 200; i++)
                count.Add(Patient(Regions[i % 2]), i < 5 ? UnplacedReason.NoAgreement : i < 50 ? UnplacedReason.NoWeekThatHelps : UnplacedReason.GreaterNeed);
        });
        var table = some.TableOf(NightTable.Region)!;
        Assert.Equal([UnplacedReason.NoWeekThatHelps, UnplacedReason.GreaterNeed], table.Reasons.ToArray());
        Assert.Equal((200L, null), (table.Rows[0].InRun, table.Rows[0].Offered));
    }

    [Fact]
    public void Days_are_saved_against_the_date_at_home_alone_and_a_coming_breach_is_averted_up_to_the_last_day_in_time()
    {
        var sunday = Weeks.MondayOf(4).AddDays(-1);
        Assert.Equal(DayOfWeek.Sunday, sunday.DayOfWeek);
        var totals = Figures(count =>
        {
            for (var i = 0; i < 40; i++)
            {
                count.Add(Patient(Regions[0], home: sunday.AddDays(10), deadline: sunday, coming: true), new Offer("x", Regions[0], 3, 7));
                count.Add(Patient(Regions[0], deadline: sunday.AddDays(-1), coming: true), new Offer("x", Regions[1], 3, 7));
                count.Add(Patient(Regions[0], deadline: Weeks.Day.AddDays(-1), broken: true), UnplacedReason.GreaterNeed);
                count.Add(Patient(Regions[0], deadline: Weeks.Day.AddDays(-1), broken: true), new Offer("x", Regions[1], 3, 7));
            }
        }).Totals;
        Assert.Equal(new NightTotals(160, 120, 40, 400, 840, 80, 80, 40, 80, 80, 40), totals);
    }

    [Fact]
    public void A_region_whose_target_dates_stand_out_is_named_and_the_others_show_no_sign()
    {
        NightFigures Night(int nearShare, ImmutableArray<TargetFigure> before = default) => Figures(count =>
        {
            for (var i = 0; i < 1000; i++)
                foreach (var region in Regions)
                    count.Add(Judged(region, (region == Regions[1] ? i % 100 < nearShare : i % 100 < 50) ? region == Regions[1] && nearShare > 50 ? 30 : 90 : null));
        }, before);
        var calm = Night(50);
        Assert.All(calm.Targets, t => Assert.Equal((true, 50, 0, 100), (t.Judged, t.SharePercent, t.NearPercent, t.WithinPercent)));
        Assert.All(calm.Targets, t => Assert.Empty(t.Signs));
        var inflated = Night(80, calm.Targets);
        Assert.Equal<TargetSign>(
            [TargetSign.MoreThanNation, TargetSign.NearerThanNation, TargetSign.MoreThanBefore, TargetSign.NearerThanBefore],
            [.. inflated.Targets.Single(t => t.Region == Regions[1]).Signs]);
        Assert.Empty(inflated.Targets.Single(t => t.Region == Regions[0]).Signs);
    }

    private static JudgedNeed Judged(RegionId region, int? target)
    {
        var start = Weeks.Day.AddDays(-20);
        var wait = OperationalWait.Of("", region, new("", Sex.Female, 1957, "1480"), new(WaitKind.FirstVisit, "511", "", ""),
            new(start, null, target is { } days ? start.AddDays(days) : null, null, null), null, WaitStatus.Waiting, null, DateTimeOffset.UnixEpoch).Value;
        return new NeedOf(Ground.Waiting, Rule, Ground.Municipalities, Weeks).Of(wait).Value;
    }

    [Fact]
    public void The_same_seed_and_scale_make_the_same_free_slots_and_they_lie_unevenly_at_real_hospitals()
    {
        ImmutableArray<OpenSlots> Made(string seed, string scale) => MakeCapacity.Of(
            Ground.Synthetic, SyntheticOrder.Of(Ground.Synthetic, seed, scale, 1).Value, Ground.Market.Room, Ground.Places);
        var made = Made("1", "0.1");
        Assert.Equal(made.ToList(), [.. Made("1", "0.1")]);
        Assert.NotEqual(made.ToList(), [.. Made("2", "0.1")]);
        Assert.All(made, s => Assert.True(s.Slots > 0 && s.Week is >= 0 and < 26 && Ground.Places.Hospitals.Contains(s.Provider)));
        Assert.InRange(Made("1", "1.0").Sum(s => s.Slots), 9 * made.Sum(s => s.Slots), 11 * made.Sum(s => s.Slots));
        var byRegion = made.GroupBy(s => s.Provider.Municipality.Region).ToDictionary(g => g.Key, g => g.Sum(s => s.Slots));
        Assert.InRange(byRegion.Count, 10, 20); // somewhere there is none at all
        Assert.True(byRegion.Values.Max() > 10 * byRegion.Values.Min());
    }

    [Fact]
    public void Own_region_goes_before_an_agreement_and_that_before_the_national_one()
    {
        var agreements = Ground.Market.Agreements;
        Assert.All(Ground.Rules.Regions, home => Assert.All(Ground.Rules.Regions, to => Assert.Equal(
            home.Id == to.Id ? 0 : agreements.CareRegions.Any(c => c.Regions.Contains(home.Id) && c.Regions.Contains(to.Id)) ? 25 : 100, agreements.PenaltyKm(home.Id, to.Id))));
        Assert.Equal(21, agreements.CareRegions.SelectMany(c => c.Regions).Distinct().Count());
        Assert.Equal((25, 25, 100), (agreements.PenaltyKm(Ground.Region("0013"), Ground.Region("0014")), agreements.PenaltyKm(Ground.Region("0012"), Ground.Region("0013")), agreements.PenaltyKm(Ground.Region("0012"), Ground.Region("0014"))));
    }
}

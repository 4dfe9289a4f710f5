using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>From waits to tiers, ranks and weeks, held against the plainest reading of the rule: day by day, week by week.</summary>
public sealed class NeedTests
{
    private static readonly DateOnly Day = new(2024, 12, 31); // a Tuesday

    private static NeedRule Rule => Ground.Brokering.NeedFor(Day).Value;

    private static OperationalWait Wait(
        WaitKind kind, DateOnly start, DateOnly? target = null, DateOnly? home = null, Deviation? deviation = null, WaitStatus? status = null,
        string service = "511", string municipality = "1480", DateOnly? exit = null, string region = "0014") =>
        OperationalWait.Of("", Ground.Region(region), new("", Sex.Female, 1957, municipality), new(kind, service, "", ""),
            new(start, kind == WaitKind.Treatment ? start : null, target, home, exit), deviation,
            status ?? (home is null ? WaitStatus.Waiting : WaitStatus.Booked), null, DateTimeOffset.UnixEpoch).Value;

    private static JudgedNeed Of(OperationalWait wait, DateOnly? day = null, int weeks = 26) =>
        new NeedOf(Ground.Waiting, Rule, Ground.Municipalities, new(day ?? Day, weeks)).Of(wait).Value;

    // Every wait that a few dates on each side of every boundary can make.
    private static IEnumerable<(OperationalWait Wait, int Weeks)> Small()
    {
        DateOnly?[] Around(params int[] days) => [null, .. days.Select(d => (DateOnly?)Day.AddDays(d))];
        foreach (var kind in new[] { WaitKind.FirstVisit, WaitKind.Treatment })
            foreach (var start in new[] { -700, -91, -90, -89, -60, 0 })
                foreach (var target in Around(-701, -80, -1, 0, 1, 12, 13, 26, 27, 47, 48))
                    foreach (var home in Around(-1, 0, 1, 12, 13, 26, 27, 28, 48, 400))
                        foreach (var weeks in new[] { 1, 3, 6, 26 })
                            if (!(home < Day.AddDays(start)))
                                yield return (Wait(kind, Day.AddDays(start), target, home), weeks);
    }

    [Fact]
    public void Every_small_wait_stands_where_the_plainest_reading_of_the_rule_puts_it()
    {
        var seen = new HashSet<(int?, LeftOutReason?)>();
        foreach (var (wait, count) in Small())
        {
            var need = Of(wait, weeks: count);
            var until = wait.Dates.Home is { } home && home >= Day ? home : new RunWeeks(Day, count).End;
            var helping = Enumerable.Range(0, count).Where(w => Days(w).All(d => d >= Day.AddDays(14) && d < until)).ToList();
            if (helping.Count == 0)
            {
                Assert.Equal(LeftOutReason.HomeDateSoon, Assert.IsType<LeftOut>(need).Why);
                seen.Add((null, LeftOutReason.HomeDateSoon));
                continue;
            }

            var placed = Assert.IsType<InRun>(need);
            var ground = until > wait.Dates.Target ? NeedGround.TargetDate : CaredOn(wait, until).Breached ? NeedGround.Guarantee : NeedGround.Other;
            Assert.Equal(ground, placed.Tier.Ground);
            Assert.Equal((helping[0], helping[^1]), (placed.FirstWeek, placed.LastWeek));
            var (passed, acceptable) = (Day.DayNumber - wait.Wait.Start.DayNumber, ground == NeedGround.TargetDate ? wait.Dates.Target!.Value.DayNumber - wait.Wait.Start.DayNumber : 90);
            Assert.Equal(acceptable <= 0 ? 0 : Enumerable.Range(0, 121).First(n => 100m * passed / acceptable >= 600 - (5 * n)), placed.Rank);
            seen.Add((placed.Tier.Tier, null));
        }

        Assert.Equal(4, seen.Count);
    }

    private static IEnumerable<DateOnly> Days(int week) => Enumerable.Range(0, 7).Select(d => new DateOnly(2025, 1, 6).AddDays((7 * week) + d));

    private static ClockReading CaredOn(OperationalWait wait, DateOnly day)
    {
        var treatment = wait.Care.Kind == WaitKind.Treatment;
        var flow = FlowDates.Of(
            referralWritten: wait.Dates.Referral, treatmentDecided: wait.Dates.Decision,
            visitStarted: treatment ? null : day, treatmentStarted: treatment ? day : null).Value;
        return Clock.Read(Ground.Waiting, Waiting.Wait.Of(wait.Care.Kind, flow, region: wait.Region).Value, day).Value;
    }

    [Fact]
    public void Nobody_comes_later_in_the_order_by_having_waited_a_day_more()
    {
        foreach (var (wait, _) in Small().Where(s => s.Weeks == 26))
        {
            if (Of(wait) is InRun today && Of(wait, Day.AddDays(1)) is InRun tomorrow)
                Assert.True(tomorrow.Tier.Tier < today.Tier.Tier || (tomorrow.Tier.Tier == today.Tier.Tier && tomorrow.Rank <= today.Rank));
        }
    }

    [Fact]
    public void The_order_of_ranks_is_the_order_of_the_share_of_the_acceptable_time()
    {
        var ranks = new RankScale(600, 5);
        Assert.Equal(120, ranks.Last);
        for (var acceptable = 1; acceptable <= 40; acceptable++)
            for (var passed = 0; passed <= 400; passed++)
            {
                var rank = ranks.RankOf(passed, acceptable);
                Assert.InRange(rank, 0, ranks.Last);
                Assert.True(100m * passed / acceptable >= ranks.LeastPercentOf(rank));
                Assert.True(rank == 0 || 100m * passed / acceptable < ranks.LeastPercentOf(rank - 1));
            }

        Assert.Equal(0, ranks.RankOf(5, 0));
        Assert.Equal(0, ranks.RankOf(int.MaxValue, 1));
        Assert.Equal(120, ranks.RankOf(0, int.MaxValue));
    }

    public static TheoryData<string, LeftOutReason?> Left => new()
    {
        { "ended", LeftOutReason.Ended }, { "cared", LeftOutReason.Ended }, { "not covered", LeftOutReason.NotCovered }, { "chosen", LeftOutReason.PatientChosen },
        { "medical", LeftOutReason.MedicallyCaused }, { "special", null }, { "service", LeftOutReason.ServiceUnknown },
        { "no municipality", LeftOutReason.MunicipalityUnknown }, { "foreign municipality", LeftOutReason.MunicipalityUnknown }, { "sound", null },
    };

    [Theory]
    [MemberData(nameof(Left))]
    public void Who_is_not_in_the_run_is_told_why(string what, LeftOutReason? reason)
    {
        var start = Day.AddDays(-100);
        Deviation Open(DeviationKind kind) => Deviation.Of(kind, start).Value;
        var need = Of(what switch
        {
            "ended" => Wait(WaitKind.FirstVisit, start, status: WaitStatus.Closed, exit: Day, service: ""),
            "cared" => Wait(WaitKind.FirstVisit, start, status: WaitStatus.Cared, exit: Day),
            "not covered" => Wait(WaitKind.Other, start, target: start.AddDays(10)),
            "chosen" => Wait(WaitKind.FirstVisit, start, deviation: Open(DeviationKind.PatientChosen)),
            "medical" => Wait(WaitKind.FirstVisit, start, deviation: Open(DeviationKind.MedicallyCaused)),
            "special" => Wait(WaitKind.FirstVisit, start, deviation: Open(DeviationKind.SpeciallyCaused)),
            "service" => Wait(WaitKind.FirstVisit, start, service: ""),
            "no municipality" => Wait(WaitKind.FirstVisit, start, municipality: ""),
            "foreign municipality" => Wait(WaitKind.FirstVisit, start, municipality: "9999"),
            _ => Wait(WaitKind.FirstVisit, start),
        });
        Assert.Equal(reason, (need as LeftOut)?.Why);
        Assert.NotEmpty(NeedWords.Reasons(need, Rule, new(Day, 26)));
    }

    [Fact]
    public void A_date_at_home_that_has_gone_by_is_told_of_as_gone_and_not_as_never_given()
    {
        string Inputs(DateOnly? home) => string.Join('\n', NeedWords.Reasons(Of(Wait(WaitKind.FirstVisit, Day.AddDays(-100), home: home)), Rule, new(Day, 26)).SelectMany(r => r.Inputs).Select(i => i.En));
        Assert.Contains("the date at home, 2024-12-30, has gone by without care: no date", Inputs(Day.AddDays(-1)), StringComparison.Ordinal);
        Assert.DoesNotContain("no date at home", Inputs(Day.AddDays(-1)), StringComparison.Ordinal);
        Assert.Contains("no date at home", Inputs(null), StringComparison.Ordinal);
        Assert.Contains("date at home 2025-02-09", Inputs(Day.AddDays(40)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_s_stricter_limit_is_what_its_own_are_ranked_by()
    {
        var wait = Wait(WaitKind.FirstVisit, Day.AddDays(-60), region: "0001", municipality: "0180");
        var (stockholm, elsewhere) = (Assert.IsType<InRun>(Of(wait)), Assert.IsType<InRun>(Of(Wait(WaitKind.FirstVisit, Day.AddDays(-60)))));
        Assert.Equal(30, stockholm.AcceptableDays);
        Assert.Equal(90, elsewhere.AcceptableDays);
        Assert.True(stockholm.Rank < elsewhere.Rank && stockholm.Broken && !elsewhere.Broken && elsewhere.BreachComing);
    }

    [Fact]
    public void A_wait_that_begins_after_the_run_is_refused_and_so_is_a_run_before_the_rules()
    {
        var late = new NeedOf(Ground.Waiting, Rule, Ground.Municipalities, new(Day, 26)).Of(Wait(WaitKind.FirstVisit, Day.AddDays(1)));
        Assert.Equal(RefusalCode.DayBeforeWait, late.Refusal?.Code);
        Assert.Equal(RefusalCode.NeedRulesMissing, Ground.Brokering.NeedFor(new(2017, 3, 31)).Refusal?.Code);
        Assert.Equal("need-2017", Ground.Brokering.NeedFor(new(2017, 4, 1)).Value.Id);
    }

    [Fact]
    public void A_need_says_nothing_of_whose_it_is_when_it_is_written_out() =>
        Assert.Equal(("InRun", "LeftOut"), (Of(Wait(WaitKind.FirstVisit, Day)).ToString(), Of(Wait(WaitKind.Other, Day)).ToString()));
}

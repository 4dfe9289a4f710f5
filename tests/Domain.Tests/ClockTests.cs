using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Waiting;

namespace Vardbro.Tests;

/// <summary>Flow, deviations, limits and the clock, in sentences. The worked examples in <c>rules/examples</c> are beside them.</summary>
public sealed class ClockTests
{
    private static DateOnly Day(string text) => Ground.Day(text);

    [Fact]
    public void A_flow_in_an_impossible_order_is_refused_by_its_first_pair()
    {
        Assert.Equal(
            "VB2101 B the referral received on 2024-02-29 cannot come before A the referral written on 2024-03-01. The same day or later would be right.",
            FlowDates.Of(referralWritten: Day("2024-03-01"), referralReceived: Day("2024-02-29")).Refusal?.ToString());
        Assert.Equal(RefusalCode.FlowOrderImpossible, FlowDates.Of(treatmentDecided: Day("2024-03-02"), treatmentStarted: Day("2024-03-01")).Refusal?.Code);
        Assert.Equal(RefusalCode.FlowOrderImpossible, FlowDates.Of(referralWritten: Day("2024-03-02"), ended: Day("2024-03-01")).Refusal?.Code);
        Assert.Null(FlowDates.Of(referralWritten: Day("2024-03-01"), ended: Day("2024-03-01")).Refusal);
    }

    [Fact]
    public void A_decision_to_treat_may_come_before_the_first_visit_or_after_it()
    {
        Assert.Null(FlowDates.Of(visitStarted: Day("2024-03-01"), treatmentDecided: Day("2024-03-02")).Refusal);
        Assert.Null(FlowDates.Of(visitStarted: Day("2024-03-02"), treatmentDecided: Day("2024-03-01")).Refusal);
        Assert.False(FlowDates.MustNotPrecede(FlowPoint.TreatmentDecided, FlowPoint.VisitStarted));
        Assert.True(FlowDates.MustNotPrecede(FlowPoint.TreatmentStarted, FlowPoint.VisitStarted));
    }

    [Theory]
    [InlineData("1989-12-31", false)]
    [InlineData("1990-01-01", true)]
    [InlineData("2100-12-31", true)]
    [InlineData("2101-01-01", false)]
    public void Dates_far_away_are_refused_everywhere(string day, bool good)
    {
        RefusalCode? expected = good ? null : RefusalCode.WaitDateOutOfRange;
        Assert.Equal(expected, FlowDates.Of(referralWritten: Day(day)).Refusal?.Code);
        Assert.Equal(expected, Deviation.Of(DeviationKind.PatientChosen, Day(day)).Refusal?.Code);
        Assert.Equal(expected, Wait.Of(WaitKind.FirstVisit, Waits.FirstVisit().Flow, target: Day(day)).Refusal?.Code);
        Assert.Equal(expected, Clock.ReadAgainst(null, Waits.FirstVisit(Day("1990-01-01")), Day(day)).Refusal?.Code);
    }

    [Fact]
    public void A_deviation_ends_no_earlier_than_it_begins_and_none_share_a_day()
    {
        Assert.Equal(RefusalCode.DeviationBackwards, Deviation.Of(DeviationKind.PatientChosen, Day("2024-03-02"), Day("2024-03-01")).Refusal?.Code);
        var first = Waits.Deviation(DeviationKind.PatientChosen, 1, 3);
        Assert.Equal(
            "VB2103 The deviations PvV (wait chosen by the patient) and MoV (wait for medical reasons) both hold on 2024-03-04. At most one deviation a day would be right.",
            Deviations.Of([Waits.Deviation(DeviationKind.MedicallyCaused, 3, 5), first]).Refusal?.ToString());
        Assert.Equal(RefusalCode.DeviationsOverlap, Deviations.Of([Waits.Deviation(DeviationKind.MedicallyCaused, 0), first]).Refusal?.Code);
        Assert.Equal([first, Waits.Deviation(DeviationKind.MedicallyCaused, 4)], Deviations.Of([Waits.Deviation(DeviationKind.MedicallyCaused, 4), first]).Value.All.AsEnumerable());
        Assert.Equal(Deviations.Of([first]).Value, Deviations.Of([Waits.Deviation(DeviationKind.PatientChosen, 1, 3)]).Value);
        Assert.Null(Deviations.Of(Enumerable.Range(0, 100).Select(d => Waits.Deviation(DeviationKind.PatientChosen, d, d))).Refusal);
        Assert.Equal(RefusalCode.DeviationsTooMany, Deviations.Of(Enumerable.Range(0, 101).Select(d => Waits.Deviation(DeviationKind.PatientChosen, d, d))).Refusal?.Code);
    }

    [Fact]
    public void A_wait_needs_its_beginning_and_the_clock_a_day_within_it()
    {
        Assert.Equal(
            "VB2104 The wait for operation or other measure has no beginning. A date for this would be right: D the decision to treat.",
            Wait.Of(WaitKind.Treatment, FlowDates.Of(referralWritten: Day("2024-03-01")).Value).Refusal?.ToString());
        Assert.Equal(RefusalCode.DayBeforeWait, Clock.ReadAgainst(Waits.Limit(90), Waits.FirstVisit(), Waits.Start.AddDays(-1)).Refusal?.Code);
        Assert.Equal(0, Waits.FirstVisit().On(0, 90).DaysWaited);
    }

    [Theory]
    [InlineData(WaitKind.PrimaryContact, FlowPoint.ReferralWritten, FlowPoint.VisitStarted)]
    [InlineData(WaitKind.PrimaryAssessment, FlowPoint.ReferralWritten, FlowPoint.VisitStarted)]
    [InlineData(WaitKind.FirstVisit, FlowPoint.ReferralWritten, FlowPoint.VisitStarted)]
    [InlineData(WaitKind.Treatment, FlowPoint.TreatmentDecided, FlowPoint.TreatmentStarted)]
    [InlineData(WaitKind.ChildPsychiatryAssessment, FlowPoint.ReferralWritten, FlowPoint.VisitStarted)]
    [InlineData(WaitKind.ChildPsychiatryTreatment, FlowPoint.VisitStarted, FlowPoint.TreatmentStarted)]
    [InlineData(WaitKind.Other, FlowPoint.ReferralWritten, FlowPoint.VisitStarted)]
    public void Each_kind_is_measured_between_its_own_points(WaitKind kind, FlowPoint start, FlowPoint stop) =>
        Assert.Equal((start, stop), (WaitKinds.StartOf(kind), WaitKinds.StopOf(kind)));

    [Fact]
    public void What_happens_after_the_day_has_not_stopped_the_wait_yet()
    {
        var wait = Waits.FirstVisit(Waits.Start, Waits.Start.AddDays(10));
        Assert.Equal((null, 9, true), (wait.On(9, 90).Stop, wait.On(9, 90).DaysWaited, wait.On(9, 90).ActivelyWaiting));
        Assert.Equal((Waits.Start.AddDays(10), 10, false), (wait.On(10, 90).Stop, wait.On(10, 90).DaysWaited, wait.On(10, 90).ActivelyWaiting));
        Assert.Equal(10, wait.On(99, 90).DaysWaited);
    }

    [Fact]
    public void The_journey_goes_from_the_referral_to_the_treatment_whatever_the_wait()
    {
        var flow = FlowDates.Of(referralReceived: Day("2024-03-01"), visitStarted: Day("2024-03-20"), treatmentDecided: Day("2024-04-01"), treatmentStarted: Day("2024-06-01")).Value;
        Assert.Equal(new Journey(Day("2024-03-01"), null, 91), Journey.On(flow, Day("2024-05-31")));
        Assert.Equal(new Journey(Day("2024-03-01"), Day("2024-06-01"), 92), Journey.On(flow, Day("2025-05-31")));
        Assert.Null(Journey.On(flow, Day("2024-02-29")));
        Assert.Null(Journey.On(FlowDates.Of(treatmentDecided: Day("2024-04-01")).Value, Day("2024-05-31")));
    }

    // The edge resolves the instant; from there on a day is a day.
    [Theory]
    [InlineData("2024-03-29T22:59:59Z", "2024-03-29")]
    [InlineData("2024-03-29T23:00:00Z", "2024-03-30")]
    [InlineData("2024-03-31T21:59:59Z", "2024-03-31")]
    [InlineData("2024-03-31T22:00:00Z", "2024-04-01")]
    [InlineData("2024-10-26T21:59:59Z", "2024-10-26")]
    [InlineData("2024-10-26T22:00:00Z", "2024-10-27")]
    [InlineData("2024-10-27T22:59:59Z", "2024-10-27")]
    [InlineData("2024-10-27T23:00:00Z", "2024-10-28")]
    public void An_instant_becomes_the_civil_date_in_Sweden_before_the_clock_sees_it(string instant, string date) =>
        Assert.Equal(Day(date), SwedishDate.Today(new Standing(DateTimeOffset.Parse(instant))));

    [Fact]
    public void The_shorter_of_the_nations_and_the_home_regions_limits_holds_and_equally_long_the_laws_own()
    {
        var (here, there) = (Ground.Region("0001"), Ground.Region("0014"));
        var rules = new WaitingRules("v",
        [
            Waits.Limit(90, Day("2020-01-01"), Day("2020-12-31")), Waits.Limit(60, Day("2021-01-01")),
            Waits.Limit(30, Day("2020-06-01"), Day("2021-05-31"), here), Waits.Limit(60, Day("2021-06-01"), null, here),
        ]);
        Assert.Empty(rules.Problems());
        GuaranteeRule? For(string start, RegionId? region) => rules.For(WaitKind.FirstVisit, region, Day(start));
        Assert.Null(For("2019-12-31", here));
        Assert.Equal((90, 30), (For("2020-05-31", here)!.Days, For("2020-06-01", here)!.Days));
        Assert.Equal((90, 60), (For("2020-12-31", there)!.Days, For("2021-01-01", there)!.Days));
        Assert.Equal((30, 60), (For("2021-05-31", here)!.Days, For("2021-06-01", here)!.Days));
        Assert.Null(For("2021-06-01", here)!.Region);
        Assert.Equal(60, For("2021-05-31", null)!.Days);
        Assert.Null(rules.For(WaitKind.Treatment, here, Day("2021-01-01")));
    }

    [Fact]
    public void Limits_that_hold_on_a_day_in_common_and_a_region_that_loosens_are_refused()
    {
        var region = Ground.Region("0001");
        Assert.Equal(
            [RefusalCode.GuaranteesOverlap],
            new WaitingRules("v", [Waits.Limit(90, Day("2020-01-01"), Day("2021-01-01")), Waits.Limit(60, Day("2021-01-01"))]).Problems().Select(p => p.Code));
        Assert.Empty(new WaitingRules("v", [Waits.Limit(90, Day("2020-01-01"), Day("2020-12-31")), Waits.Limit(60, Day("2021-01-01"))]).Problems());
        Assert.Equal(
            [RefusalCode.RegionalGuaranteeLooser],
            new WaitingRules("v", [Waits.Limit(90), Waits.Limit(91, region: region)]).Problems().Select(p => p.Code));
        Assert.Empty(new WaitingRules("v", [Waits.Limit(90), Waits.Limit(90, region: region)]).Problems());
    }

    [Fact]
    public void Every_limit_that_ships_says_why_the_day_it_started_decides_and_what_each_deviation_does()
    {
        Assert.NotEmpty(Ground.Waiting.Guarantees);
        foreach (var rule in Ground.Waiting.Guarantees)
        {
            Assert.NotEmpty(rule.Choice.Sv);
            Assert.Equal(Waits.Kinds, rule.Deviations.Select(d => d.Kind).Order());
        }

        int? Days(WaitKind kind) => Ground.Waiting.For(kind, null, Day("2024-01-01"))?.Days;
        Assert.Equal([0, 3, 90, 90, 30, 30, null], Enum.GetValues<WaitKind>().Select(Days));
    }

    [Fact]
    public void The_reasons_name_limit_deviation_deadline_standing_and_target_in_both_languages()
    {
        var wait = Wait.Of(
            WaitKind.FirstVisit, FlowDates.Of(referralWritten: Day("2024-03-01")).Value,
            Deviations.Of([Waits.Deviation(DeviationKind.MedicallyCaused, Day("2024-04-01"), Day("2024-04-10"))]).Value,
            Day("2024-03-15"), Ground.Region("0014")).Value;
        var reading = Clock.Read(Ground.Waiting, wait, Day("2024-06-10")).Value;
        var reasons = ExplainClock.Reading(reading);
        Assert.Equal(
            ["90 dagar", "dagarna räknas inte", "2024-06-09", "bruten sedan 2024-06-10", "passerat"], reasons.Select(r => r.Outcome.Sv));
        Assert.Equal(
            ["90 days", "the days do not count", "2024-06-09", "in breach since 2024-06-10", "passed"], reasons.Select(r => r.Outcome.En));
        Assert.Equal("sfs-2017-80", reasons[0].Source?.Id);
        Assert.Contains("6 kap. 1 § 3", reasons[0].Inputs.Select(i => i.Sv));
        Assert.Equal("sfs-2010-349", reasons[1].Source?.Id);
        Assert.Contains("10 days of the wait so far", reasons[1].Inputs.Select(i => i.En));
        Assert.All(reasons, r => Assert.StartsWith("guarantee/specialised-care.yaml", r.Origin.File, StringComparison.Ordinal));
        Assert.StartsWith("The limit on the day the wait started is assumed", reasons[0].Assumption?.En, StringComparison.Ordinal);
        Assert.Equal(3, ExplainClock.Assumptions(reading).Count()); // the choice, the ordinance as it was read, MoV
    }

    [Fact]
    public void A_wait_that_nothing_covers_says_so_and_assumes_nothing()
    {
        var wait = Wait.Of(WaitKind.Other, Waits.FirstVisit().Flow).Value;
        var reading = Clock.Read(Ground.Waiting, wait, Waits.Start.AddDays(500)).Value;
        Assert.Equal((null, null, false, null, null), (reading.Guarantee, reading.Deadline, reading.Breached, reading.DaysLeft, reading.TargetPassed));
        Assert.Equal("no limit in the rules covers the wait", ExplainClock.Reading(reading).Single().Outcome.En);
        Assert.Empty(ExplainClock.Assumptions(reading));
    }

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

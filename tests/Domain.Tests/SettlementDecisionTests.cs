using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

namespace Vardbro.Tests;

public sealed class SettlementDecisionTests
{
    private static readonly DateTimeOffset At = new(2024, 6, 3, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = Ground.Day("2024-06-03");
    private static readonly RegionId Here = Ground.Region("0014");
    private static readonly Consequences Fixed = new(LateFigures.NotEarned, MissingFigures.NotEarned, RevisedFigures.Stands);

    private int number;

    [Fact]
    public void It_goes_from_preliminary_to_decided_and_what_was_decided_is_what_was_proposed()
    {
        var content = QueueBillion.Content();
        var state = Decided(content);
        Assert.Equal(SettlementStatus.Decided, state.Status);
        Assert.Same(content, state.InForce!.Content);
        Assert.All(content.Regions, r => Assert.Equal(content.EarnedBy(r), state.DecidedTo(r)));
        Refused(RefusalCode.SettlementAlreadyDecided, DecideSettlement.Decide(state, Sign(), Today, At));
    }

    [Fact]
    public void Nothing_is_decided_that_was_not_proposed_and_one_person_is_not_enough()
    {
        var none = SchemeSettlement.None("komiljard-2019");
        Refused(RefusalCode.SettlementNotProposed, DecideSettlement.Decide(none, Sign(), Today, At));
        Refused(RefusalCode.SettlementNotProposed, DecideSettlement.Object(none, Here, Today, "Anna Ek", "Fel", Today, At));
        var proposed = Proposed(QueueBillion.Content());
        Refused(RefusalCode.DecisionNeedsTwoPersons, DecideSettlement.Decide(proposed, new("S1", Today, "Anna Ek", "anna  ek"), Today, At));
        Refused(RefusalCode.DateInFuture, DecideSettlement.Decide(proposed, new("S1", Today.AddDays(1), "Anna Ek", "Bo Al"), Today, At));
        Refused(RefusalCode.SettlementUnchanged, DecideSettlement.Propose(proposed, QueueBillion.Content(), At));
    }

    [Fact]
    public void An_objection_stands_in_the_way_until_it_is_answered_and_one_that_is_upheld_until_it_is_done()
    {
        var state = After(Proposed(QueueBillion.Content(1)), s => DecideSettlement.Object(s, Here, Today, "Anna Ek", "Oktober saknas", Today, At));
        Refused(RefusalCode.ObjectionsUnanswered, DecideSettlement.Decide(state, Sign(), Today, At));
        Refused(RefusalCode.ObjectionUnknown, DecideSettlement.Answer(state, 2, false, "Nej", Sign(), Today, At));
        Refused(RefusalCode.GroundsMissing, DecideSettlement.Answer(state, 1, false, " ", Sign(), Today, At));
        var answered = After(state, s => DecideSettlement.Answer(s, 1, true, "Ni har rätt", Sign(), Today, At));
        Refused(RefusalCode.ObjectionUnknown, DecideSettlement.Answer(answered, 1, false, "Nej", Sign(), Today, At));
        Refused(RefusalCode.ObjectionUpheldNotDone, DecideSettlement.Decide(answered, Sign(), Today, At));
        var anew = After(answered, s => DecideSettlement.Propose(s, QueueBillion.Content(2), At));
        var decided = After(anew, s => DecideSettlement.Decide(s, Sign(), Today, At));
        Assert.Equal("Ni har rätt", decided.Objections.Single().Answered!.Answer);
        Refused(RefusalCode.SettlementAlreadyDecided, DecideSettlement.Object(decided, Here, Today, "Anna Ek", "Fel", Today, At));
    }

    [Fact]
    public void Missing_figures_stop_the_decision_where_the_scheme_says_so()
    {
        var stops = Fixed with { Missing = MissingFigures.Stops };
        Refused(RefusalCode.SettlementFiguresMissing, DecideSettlement.Decide(Proposed(QueueBillion.Content(1, stops, [Here])), Sign(), Today, At));
        Assert.Equal(SettlementStatus.Decided, Decided(QueueBillion.Content(1, stops, [])).Status);
        Assert.Equal(SettlementStatus.Decided, Decided(QueueBillion.Content(1, Fixed, [Here])).Status);
    }

    [Theory]
    [InlineData(LateFigures.NotEarned, RevisedFigures.Stands, false, false)]
    [InlineData(LateFigures.Amend, RevisedFigures.Stands, true, false)]
    [InlineData(LateFigures.NotEarned, RevisedFigures.Amend, false, true)]
    public void After_the_decision_late_and_revised_figures_do_what_the_scheme_says(LateFigures late, RevisedFigures revised, bool lateMay, bool revisedMay)
    {
        var rule = new Consequences(late, MissingFigures.NotEarned, revised);
        var all = QueueBillion.Figures(1);
        var (here, there) = (all.PlaceOf(Here), all.PlaceOf(Ground.Region("0001")));
        var (without, revisedToo, onlyRevised) = (all.Copy(), all.Copy(), all.Copy());
        without[0, all.Months - 1, here] = Figure.Missing;
        onlyRevised[0, all.Months - 1, here] = Figure.Missing;
        revisedToo[1, all.Months - 1, there] = new(1, 2);
        onlyRevised[1, all.Months - 1, there] = new(1, 2);
        var decided = Decided(Of(without));
        Assert.Equal(Here, Assert.Single(decided.Current!.Content.Missing));
        Held(lateMay, DecideSettlement.Propose(decided, Of(all), At));
        Held(revisedMay, DecideSettlement.Propose(decided, Of(onlyRevised), At));

        // One that is late brings no revision of another along, nor does a preliminary settlement between them.
        Held(lateMay && revisedMay, DecideSettlement.Propose(decided, Of(revisedToo), At));
        if (lateMay)
        {
            Held(false, DecideSettlement.Propose(After(decided, s => DecideSettlement.Propose(s, Of(all), At)), Of(revisedToo), At));
        }

        SettlementContent Of(IndicatorValues values) => QueueBillion.Content(1, rule, null, values);

        static void Held(bool may, Outcome<SettlementEvent> outcome) =>
            Assert.Equal(may ? null : RefusalCode.SettlementStands, outcome.Refusal?.Code);
    }

    [Fact]
    public void Waiving_amending_suspending_and_restoring_are_decisions_of_their_own_with_rule_and_evidence()
    {
        var content = QueueBillion.Content();
        var state = Decided(content);
        var region = content.Regions.First(r => content.EarnedBy(r) < content.CeilingOf(r));
        var lost = content.CeilingOf(region) - content.EarnedBy(region);
        Refused(RefusalCode.GroundsMissing, Change(state, SettlementChangeKind.Waived, region, lost, ""));
        Refused(RefusalCode.ChangeTooLarge, Change(state, SettlementChangeKind.Waived, region, lost + new Money(1)));
        Refused(RefusalCode.ChangeTooLarge, Change(state, SettlementChangeKind.Amended, region, content.Total));
        Refused(RefusalCode.ChangeTooLarge, Change(state, SettlementChangeKind.Waived, region, Money.Zero));
        Refused(RefusalCode.ChangeTooLarge, Change(state, SettlementChangeKind.Amended, region, -content.EarnedBy(region) - new Money(1)));
        Refused(RefusalCode.RegionUnknown, Change(state, SettlementChangeKind.Waived, Ground.Region("0099"), new(1)));
        Refused(RefusalCode.PaymentsNotSuspended, Change(state, SettlementChangeKind.Restored, region, Money.Zero));

        state = After(state, s => Change(s, SettlementChangeKind.Waived, region, lost));
        Assert.Equal(content.CeilingOf(region), state.DecidedTo(region));
        state = After(state, s => Change(s, SettlementChangeKind.Amended, region, -lost));
        Assert.Equal(content.EarnedBy(region), state.DecidedTo(region));
        state = After(state, s => Change(s, SettlementChangeKind.Suspended, region, Money.Zero));
        Assert.NotNull(state.SuspensionOf(region));
        Refused(RefusalCode.PaymentsSuspended, Change(state, SettlementChangeKind.Suspended, region, Money.Zero));
        state = After(state, s => Change(s, SettlementChangeKind.Restored, region, Money.Zero));
        Assert.Null(state.SuspensionOf(region));
        Assert.Equal(4, state.Changes.Length);
        Refused(RefusalCode.SettlementNotDecided, Change(Proposed(content), SettlementChangeKind.Waived, region, new(100)));
    }

    [Fact]
    public void What_each_decision_allots_adds_up_to_what_the_regions_were_decided_to_get()
    {
        var rule = Fixed with { Revised = RevisedFigures.Amend };
        var state = Decided(QueueBillion.Content(1, rule));
        state = After(state, s => DecideSettlement.Propose(s, QueueBillion.Content(2, rule), At));
        state = After(state, s => DecideSettlement.Decide(s, Sign(), Today, At));
        state = After(state, s => Change(s, SettlementChangeKind.Amended, Here, new(-100)));
        foreach (var region in state.InForce!.Content.Regions)
            Assert.Equal(state.DecidedTo(region), Money.Sum(state.Allotments().Select(a => a.Amounts.GetValueOrDefault(region.ToString()))));
    }

    [Fact]
    public void A_waiver_that_a_later_settlement_has_outgrown_stands_in_its_way()
    {
        var rule = Fixed with { Revised = RevisedFigures.Amend };
        var (poor, rich) = (QueueBillion.Figures(1), QueueBillion.Figures(1));
        var here = poor.PlaceOf(Here);
        for (var indicator = 0; indicator < 4; indicator++)
        {
            for (var month = poor.PlaceOf(new Month(2019, 9)); month < poor.Months; month++)
            {
                poor[indicator, month, here] = new(0, 100);
                rich[indicator, month, here] = new(100, 100);
            }
        }

        var state = Decided(QueueBillion.Content(1, rule, null, poor));
        var lost = state.InForce!.Content.CeilingOf(Here) - state.DecidedTo(Here);
        state = After(state, s => Change(s, SettlementChangeKind.Waived, Here, lost));
        state = After(state, s => DecideSettlement.Propose(s, QueueBillion.Content(1, rule, null, rich), At));
        Refused(RefusalCode.ChangeOutgrown, DecideSettlement.Decide(state, Sign(), Today, At));
        state = After(state, s => Change(s, SettlementChangeKind.Amended, Here, -lost));
        state = After(state, s => DecideSettlement.Decide(s, Sign(), Today, At));
        Assert.Equal(state.InForce!.Content.CeilingOf(Here), state.DecidedTo(Here));
    }

    [Fact]
    public void Nothing_is_decided_before_the_months_are_over_and_no_text_has_control_characters()
    {
        var open = QueueBillion.Figures(1, new(2019, 10));
        var proposed = Proposed(QueueBillion.Content(1, null, null, open));
        Refused(RefusalCode.SettlementPeriodsOpen, DecideSettlement.Decide(proposed, Sign(), Today, At));
        Refused(RefusalCode.GroundsMissing, DecideSettlement.Object(proposed, Here, Today, "Anna Ek", "Fel\u001b[2J", Today, At));
        Refused(RefusalCode.DecisionDateTooEarly, DecideSettlement.Object(proposed, Here, new(1900, 1, 1), "Anna Ek", "Fel", Today, At));
    }

    [Fact]
    public void A_kept_forecast_is_scored_against_what_was_decided()
    {
        var content = QueueBillion.Content();
        ForecastKept Kept(Func<Money, ForecastAmount> amount) => new(
            content.Scheme, Today, [], content.Figures, content.Regions.ToImmutableSortedDictionary(r => r, r => amount(content.EarnedBy(r))), At);
        var exact = ForecastScore.Of(Kept(m => new(m, m, m)), content);
        Assert.Equal((Money.Zero, 21, 21), (exact.MeanError, exact.Within, exact.Regions));
        var wrong = ForecastScore.Of(Kept(m => new(m + new Money(1), m + new Money(500), m + new Money(900))), content);
        Assert.Equal((new Money(500), 0, 21), (wrong.MeanError, wrong.Within, wrong.Regions));
    }

    private Signature Sign() => new($"S{++number}", Today, "Anna Ek", "Bo Al");

    private Outcome<SettlementEvent> Change(SchemeSettlement state, SettlementChangeKind kind, RegionId region, Money amount, string rule = "7 § i överenskommelsen") =>
        DecideSettlement.Change(state, new(kind, region, amount, rule, "dnr 12/2024", Sign()), Today, At);

    private static SchemeSettlement Proposed(SettlementContent content) =>
        After(SchemeSettlement.None(content.Scheme), s => DecideSettlement.Propose(s, content, At));

    private SchemeSettlement Decided(SettlementContent content) => After(Proposed(content), s => DecideSettlement.Decide(s, Sign(), Today, At));

    private static SchemeSettlement After(SchemeSettlement state, Func<SchemeSettlement, Outcome<SettlementEvent>> decide)
    {
        var happened = decide(state).Value;
        Assert.True(state.CanFollow(happened));
        return state.Evolve(happened);
    }

    private static void Refused(RefusalCode code, Outcome<SettlementEvent> outcome) => Assert.Equal(code, outcome.Refusal?.Code);
}

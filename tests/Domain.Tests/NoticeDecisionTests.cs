using System.Text.Json;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using static Vardbro.Tests.Deciding;

namespace Vardbro.Tests;

public sealed class NoticeDecisionTests
{
    // Every command in every state: the event it gives or the refusal's number.
    [Theory]
    [InlineData(null, "draft", nameof(NoticeDrafted))]
    [InlineData(null, "decide", "VB2012")]
    [InlineData(null, "amend", "VB2014")]
    [InlineData(null, "final", "VB2014")]
    [InlineData(NoticeStatus.Draft, "draft", nameof(NoticeDrafted))]
    [InlineData(NoticeStatus.Draft, "decide", nameof(NoticeDecided))]
    [InlineData(NoticeStatus.Draft, "amend", "VB2014")]
    [InlineData(NoticeStatus.Draft, "final", "VB2014")]
    [InlineData(NoticeStatus.Decided, "draft", "VB2013")]
    [InlineData(NoticeStatus.Decided, "decide", "VB2013")]
    [InlineData(NoticeStatus.Decided, "amend", nameof(NoticeAmended))]
    [InlineData(NoticeStatus.Decided, "final", nameof(NoticeFinalised))]
    [InlineData(NoticeStatus.Amended, "draft", "VB2013")]
    [InlineData(NoticeStatus.Amended, "decide", "VB2013")]
    [InlineData(NoticeStatus.Amended, "amend", nameof(NoticeAmended))]
    [InlineData(NoticeStatus.Amended, "final", nameof(NoticeFinalised))]
    [InlineData(NoticeStatus.Final, "draft", "VB2013")]
    [InlineData(NoticeStatus.Final, "decide", "VB2013")]
    [InlineData(NoticeStatus.Final, "amend", "VB2015")]
    [InlineData(NoticeStatus.Final, "final", "VB2015")]
    public void Every_command_in_every_state(NoticeStatus? status, string command, string expected)
    {
        var (state, _) = Reach(status);

        // A day whose knowledge differs from what the state rests on, so that only the state can refuse.
        var day = status is NoticeStatus.Amended ? Known : KnownLater;
        var signature = Signed("A-9", "2025-01-01");
        var outcome = command switch
        {
            "draft" => Draft(state, day),
            "decide" => DecideNotice.Decide(state, signature, Today, Noon),
            "amend" => Amend(state, day, signature),
            _ => DecideNotice.Finalise(state, signature, Today, Noon),
        };
        Assert.Equal(expected, outcome.Refusal?.Number ?? outcome.Value.GetType().Name);
    }

    [Theory]
    [InlineData("Anna Ek", "Bo Al", true)]
    [InlineData("Anna Ek", "Anna Ek", false)]
    [InlineData("Anna Ek", "ANNA EK", false)]
    [InlineData("Anna Ek", " Anna Ek ", false)]
    [InlineData("Anna Ek", "Anna  Ek", false)]
    [InlineData("Åsa Öst", "åsa öst", false)]
    [InlineData("", "Bo Al", false)]
    [InlineData("Anna Ek", " ", false)]
    public void A_decision_needs_two_different_persons_by_name(string by, string and, bool enough)
    {
        Outcome<NoticeEvent>[] decisions =
        [
            DecideNotice.Decide(Reach(NoticeStatus.Draft).State, Signed("A-9", by: by, and: and), Today, Noon),
            Amend(Reach(NoticeStatus.Decided).State, KnownLater, Signed("A-9", by: by, and: and)),
            DecideNotice.Finalise(Reach(NoticeStatus.Decided).State, Signed("A-9", by: by, and: and), Today, Noon),
        ];
        Assert.All(decisions, d => Assert.Equal(enough ? null : RefusalCode.DecisionNeedsTwoPersons, d.Refusal?.Code));
    }

    [Theory]
    [InlineData("S2023/03296", true)]
    [InlineData("a", true)]
    [InlineData("1234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("A 1", false)]
    [InlineData("Å-1", false)]
    [InlineData("A_1", false)]
    [InlineData("A-1\n", true)]
    [InlineData(" A-1 ", true)]
    public void A_number_has_1_to_40_plain_characters(string number, bool good)
    {
        var decided = DecideNotice.Decide(Reach(NoticeStatus.Draft).State, Signed(number), Today, Noon);
        Assert.Equal(good ? null : RefusalCode.DecisionNumberMalformed, decided.Refusal?.Code);
        if (good)
            Assert.Equal(number.Trim(), ((NoticeDecided)decided.Value).Signature.Number);
    }

    // What surrounds a number or a name is no part of it, or " A-1" would be another number than "A-1".
    [Fact]
    public void Every_signature_is_kept_without_what_surrounds_it()
    {
        var untidy = Signed(" A-9 ", "2024-12-31", " Anna Ek", "Bo Al ");
        var tidy = Signed("A-9", "2024-12-31");
        var decided = (NoticeDecided)DecideNotice.Decide(Reach(NoticeStatus.Draft).State, untidy, Today, Noon).Value;
        var amended = (NoticeAmended)Amend(Reach(NoticeStatus.Decided).State, KnownLater, untidy, " Läkemedel ").Value;
        var final = (NoticeFinalised)DecideNotice.Finalise(Reach(NoticeStatus.Decided).State, untidy, Today, Noon).Value;
        Assert.Equal([tidy, tidy, tidy], [decided.Signature, amended.Signature, final.Signature]);
        Assert.Equal("Läkemedel", amended.Reason);
    }

    [Theory]
    [InlineData("EXEMPEL-2024-1", true)]
    [InlineData("exempel-1", true)]
    [InlineData("EXEMPEL", false)]
    [InlineData("S2024/EXEMPEL-1", false)]
    public void An_example_is_known_by_its_number(string number, bool example) => Assert.Equal(example, Signed(number).IsExample);

    [Theory]
    [InlineData("2023-12-21", true)]
    [InlineData("2023-12-22", false)]
    public void A_draft_is_decided_no_earlier_than_the_day_it_rests_on(string date, bool refused) =>
        Assert.Equal(
            refused ? RefusalCode.DecisionDateTooEarly : null,
            DecideNotice.Decide(Reach(NoticeStatus.Draft).State, Signed("A-9", date), Today, Noon).Refusal?.Code);

    [Theory]
    [InlineData("2024-02-05", "2024-02-04", true)]
    [InlineData("2024-02-05", "2024-02-05", false)]
    [InlineData("2023-09-13", "2023-12-21", true)]
    [InlineData("2023-09-13", "2023-12-22", false)]
    public void An_amendment_is_no_earlier_than_what_it_rests_on_and_what_it_changes(string asOf, string date, bool refused) =>
        Assert.Equal(
            refused ? RefusalCode.DecisionDateTooEarly : null,
            Amend(Reach(NoticeStatus.Decided).State, Ground.Day(asOf), Signed("A-9", date)).Refusal?.Code);

    [Theory]
    [InlineData("2024-02-04", true)]
    [InlineData("2024-02-05", false)]
    public void The_final_decision_is_no_earlier_than_the_last_amendment(string date, bool refused) =>
        Assert.Equal(
            refused ? RefusalCode.DecisionDateTooEarly : null,
            DecideNotice.Finalise(Reach(NoticeStatus.Amended).State, Signed("A-9", date), Today, Noon).Refusal?.Code);

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("9999-12-31", true)]
    public void Nothing_is_decided_with_a_day_that_has_not_come(string day, bool refused)
    {
        Outcome<NoticeEvent>[] decisions =
        [
            Draft(Reach(null).State, Ground.Day(day)),
            DecideNotice.Decide(Reach(NoticeStatus.Draft).State, Signed("A-9", day), Today, Noon),
            Amend(Reach(NoticeStatus.Decided).State, Ground.Day(day), Signed("A-9", "2025-12-31")),
            Amend(Reach(NoticeStatus.Decided).State, KnownLater, Signed("A-9", day)),
            DecideNotice.Finalise(Reach(NoticeStatus.Decided).State, Signed("A-9", day), Today, Noon),
        ];
        Assert.All(decisions, d => Assert.Equal(refused ? RefusalCode.DateInFuture : null, d.Refusal?.Code));
    }

    [Fact]
    public void What_changes_nothing_is_refused_and_what_changes_anything_is_not()
    {
        Assert.Equal(RefusalCode.DecisionUnchanged, Draft(Reach(NoticeStatus.Draft).State, Known).Refusal?.Code);
        Assert.Null(Draft(Reach(NoticeStatus.Draft).State, Known.AddDays(1)).Refusal);
        var decided = Reach(NoticeStatus.Decided).State;
        Assert.Equal(RefusalCode.DecisionUnchanged, Amend(decided, Ground.Day("2024-02-04"), Signed("A-9")).Refusal?.Code);
        Assert.Null(Amend(decided, Ground.Day("2024-02-05"), Signed("A-9")).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void An_amendment_needs_a_reason(string reason) =>
        Assert.Equal(
            RefusalCode.DecisionReasonMissing,
            Amend(Reach(NoticeStatus.Decided).State, KnownLater, Signed("A-9"), reason).Refusal?.Code);

    [Theory]
    [InlineData(2024, "2023-09-12", RefusalCode.DecisionWouldBeEmpty)]
    [InlineData(2024, "2023-09-13", null)]
    [InlineData(2019, "2024-01-01", RefusalCode.YearWithoutNotice)]
    public void A_notice_that_would_be_empty_is_not_made(int year, string asOf, RefusalCode? refusal) =>
        Assert.Equal(refusal, Draft(NoticeDecision.None(year), Ground.Day(asOf)).Refusal?.Code);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, RefusalCode.AmountAboveAppropriation)]
    public void A_notice_cannot_be_decided_above_a_programmes_appropriation(int tooMuch, RefusalCode? refusal)
    {
        var draft = (NoticeDrafted)Reach(NoticeStatus.Draft).Events[0];
        var programme = draft.Content.Programmes.Single(p => p.Programme == "womens-health");
        var appropriation = Money.Sum(programme.Amounts.Values) - new Money(tooMuch);
        var changed = draft.Content with { Programmes = draft.Content.Programmes.Replace(programme, programme with { Appropriation = appropriation }) };
        var state = NoticeDecision.None(2024).Evolve(draft with { Content = changed });
        Assert.Equal(refusal, DecideNotice.Decide(state, Signed("A-1"), Today, Noon).Refusal?.Code);
    }

    // The frame is the governing total with what was added after it, and is as far as the least far of the two.
    [Theory]
    [InlineData("2024-01-01 total Proposed 100", "2024-01-01", 100, Stage.Proposed)]
    [InlineData("2024-01-01 total Proposed 100; 2024-02-01 total Decided 100", "2024-02-01", 100, Stage.Decided)]
    [InlineData("2024-01-01 total Decided 100; 2024-01-01 addition Decided 20", "2024-02-01", 100, Stage.Decided)]
    [InlineData("2024-01-01 total Decided 100; 2024-01-02 addition Decided 20", "2024-01-01", 100, Stage.Decided)]
    [InlineData("2024-01-01 total Decided 100; 2024-01-02 addition Decided 20", "2024-01-02", 120, Stage.Decided)]
    [InlineData("2024-01-01 total Decided 100; 2024-01-02 addition Proposed 20", "2024-01-02", 120, Stage.Proposed)]
    [InlineData("", "2024-01-01", 60, null)]
    public void A_decision_freezes_the_frame_and_how_far_it_had_come(string said, string asOf, int frame, Stage? stage)
    {
        var drafted = (NoticeDrafted)DecideNotice.Draft(NoticeDecision.None(2024), Saying(said), Ground.Day(asOf), Today, Noon).Value;
        var programme = Assert.Single(drafted.Content.Programmes);
        Assert.Equal((Money.Million(frame), stage, Money.Million(60)), (programme.Appropriation, programme.Stage, programme.Total));
    }

    [Theory]
    [InlineData("2024-01-01 total Proposed 60", null)]
    [InlineData("2024-01-01 total Proposed 59", RefusalCode.AmountAboveAppropriation)]
    public void A_frame_is_never_smaller_than_what_is_allotted(string said, RefusalCode? refusal)
    {
        var drafted = DecideNotice.Draft(NoticeDecision.None(2024), Saying(said), Ground.Day("2024-01-01"), Today, Noon);
        var amended = DecideNotice.Amend(
            Reach(NoticeStatus.Decided).State, Saying(said), Ground.Day("2024-01-01"), Signed("A-9"), "r", Today, Noon);
        Assert.Equal([refusal, refusal], [drafted.Refusal?.Code, amended.Refusal?.Code]);
    }

    // A lowered frame, and a programme that goes, are booked with the stage of what they change.
    [Fact]
    public void The_ledger_says_the_stage_of_every_frame()
    {
        var (state, _) = Reach(NoticeStatus.Amended);
        state = state.Evolve(Amend(state, Ground.Day("2024-02-04"), Signed("A-4", "2024-03-01")).Value);
        var granted = state.Book(Ledger.Empty).Value.Entries.Where(e => e.Postings.Any(p => p.Account.Kind is AccountKind.Granted)).ToList();
        var frozen = state.Versions[1..].SelectMany(v => v.Content.Programmes).ToLookup(p => p.Programme, p => p.Stage);
        Assert.All(granted, e => Assert.Contains(
            Words.OfFrame(frozen[e.Postings[0].Account.Programme].First()).Sv, e.Text.Sv, StringComparison.Ordinal));
        Assert.Equal(2, granted.Count(e => e.Postings[0].Account.Programme == "medicine-supply"));
    }

    [Theory]
    [InlineData("2023-12-21", null)]
    [InlineData("2023-12-22", 2)]
    [InlineData("2024-02-04", 2)]
    [InlineData("2024-02-05", 3)]
    [InlineData("2024-12-30", 3)]
    [InlineData("2024-12-31", 4)]
    [InlineData("9999-12-31", 4)]
    public void The_version_in_force_on_a_day(string day, int? version) =>
        Assert.Equal(version, Reach(NoticeStatus.Final, amendedFirst: true).State.InForceOn(Ground.Day(day))?.Version);

    [Fact]
    public void Versions_are_counted_from_1_and_an_unknown_one_is_refused()
    {
        var (state, _) = Reach(NoticeStatus.Final, amendedFirst: true);
        Assert.Equal([1, 2, 3, 4], state.Versions.Select(v => v.Version));
        Assert.Equal([NoticeStatus.Draft, NoticeStatus.Decided, NoticeStatus.Amended, NoticeStatus.Final], state.Versions.Select(v => v.Status));
        Assert.Equal(3, state.Find(3).Value.Version);
        Assert.Equal([RefusalCode.DecisionVersionUnknown, RefusalCode.DecisionVersionUnknown], [state.Find(0).Refusal?.Code, state.Find(5).Refusal?.Code]);
    }

    [Fact]
    public void The_difference_between_two_versions_is_what_the_new_programme_gives()
    {
        var (state, _) = Reach(NoticeStatus.Amended);
        var (before, after) = (state.Find(2).Value.Content, state.Find(3).Value.Content);
        var changes = NoticeDifference.Between(before, after);
        Assert.Equal(21, changes.Length);
        Assert.All(changes, c => Assert.Equal(("medicine-supply", Money.Zero, c.After), (c.Programme, c.Before, c.Difference)));
        Assert.Equal(Money.Million(100), Money.Sum(changes.Select(c => c.Difference)));
        Assert.Equal(after.Total - before.Total, Money.Sum(changes.Select(c => c.Difference)));
        Assert.Equal(changes.Select(c => (c.Region, -c.Difference)), NoticeDifference.Between(after, before).Select(c => (c.Region, c.Difference)));
        Assert.Empty(NoticeDifference.Between(after, after));
        Assert.Empty(NoticeDifference.Between(state.Find(1).Value.Content, before));
    }

    [Fact]
    public void Replay_of_the_events_is_the_state_at_every_position_and_the_ledger_balances_there()
    {
        var (state, events) = Reach(NoticeStatus.Final, amendedFirst: true);
        var (replayed, book) = (NoticeDecision.None(2024), DecisionBook.Empty);
        foreach (var (happened, position) in events.Select((e, i) => (e, i + 1)))
        {
            var written = EventText.Write("notice/2024", happened);
            var read = (NoticeEvent)EventText.Read(new(position, written.Stream, position, written.Type, written.TypeVersion, Noon, written.Text)).Value;
            replayed = replayed.Evolve(read);
            book = book.Evolve(2024, read);
            Assert.Equal(AsText(state with { Versions = [.. state.Versions.Take(position)] }), AsText(replayed));
            Assert.Equal(AsText(replayed), AsText(book.NoticeFor(2024)));
            var ledger = book.Ledger().Value;
            Assert.Equal(Money.Zero, ledger.TrialBalance);
            Assert.All(ledger.Entries, e => Assert.Equal(Money.Zero, Money.Sum(e.Postings.Select(p => p.Amount))));
        }

        var allotted = book.Ledger().Value.Balances.Where(b => b.Key.Kind == AccountKind.Allotted).ToList();
        Assert.Equal(state.Current!.Content.Total, Money.Sum(allotted.Select(b => b.Value)));
        foreach (var programme in state.Current.Content.Programmes)
        {
            Assert.Equal(
                programme.Amounts.Select(a => (a.Key.ToString(), a.Value)),
                allotted.Where(a => a.Key.Programme == programme.Programme).Select(a => (a.Key.Party, a.Value)));
            Assert.Equal(-programme.Appropriation, book.Ledger().Value.Balance(new(AccountKind.Granted, programme.Programme, 2024)));
        }
    }

    // Back to what was known before: the programme goes, its money returns, and nothing is left on its accounts.
    [Fact]
    public void An_amendment_may_take_a_programme_away_again()
    {
        var (state, _) = Reach(NoticeStatus.Amended);
        state = state.Evolve(Amend(state, Ground.Day("2024-02-04"), Signed("A-4", "2024-03-01")).Value);
        Assert.True(state.Current!.Content.SameMoneyAs(state.Find(2).Value.Content));
        var ledger = state.Book(Ledger.Empty).Value;
        Assert.Equal(Money.Zero, ledger.TrialBalance);
        Assert.All(ledger.Balances.Where(b => b.Key.Programme == "medicine-supply"), b => Assert.Equal(Money.Zero, b.Value));
    }

    [Fact]
    public void A_decided_notice_says_the_same_when_the_rules_have_changed()
    {
        var (state, _) = Reach(NoticeStatus.Decided);
        var content = state.Current!.Content;
        Assert.Equal(Ground.Rules.Version, content.RulesVersion);
        Assert.Equal(Money.Million(10_353), content.Total);
        Assert.All(content.Programmes, p => Assert.Equal(21, p.Amounts.Count));
        Assert.Equal(["accessibility", "cancer-care", "near-care", "sector-grant", "womens-health"], content.Programmes.Select(p => p.Programme));
    }

    // Rules with one programme in the notice, which allots a part of 60 million whatever is said of the whole.
    private static RuleBook Saying(string said)
    {
        var programme = Ground.Programme("medicine-supply");
        var of = new Subject(programme.Id, 2024, Measure.Part, "shared");
        Statement Says(Subject subject, Stage stage, int millions, DateOnly known) => new(
            subject, stage, Money.Million(millions), Precision.Exact, known, Ground.Source("s"), null, null, null, null, null, Ground.Nowhere);
        var statements = said.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(' ')).Select(w => Says(
            of with { Measure = w[1] == "total" ? Measure.Total : Measure.Addition, Part = "" },
            Enum.Parse<Stage>(w[2]), int.Parse(w[3]), Ground.Day(w[0])));
        var rule = programme.Allotments.Single(a => a.Year == 2024 && a.InNotice);
        return Ground.Rules with
        {
            Programmes =
            [
                programme with
                {
                    Statements = [Says(of, Stage.Announced, 60, Ground.Day("2024-01-01")), .. statements],
                    Allotments = [rule with { Parts = [rule.Parts[0] with { Subject = of, Less = [] }] }],
                },
            ],
        };
    }

    private static string AsText(NoticeDecision state) => JsonSerializer.Serialize(state, EventText.Json);
}

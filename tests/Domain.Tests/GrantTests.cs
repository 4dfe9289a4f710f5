using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Tests;

/// <summary>The flow of money after the allotment: what may follow on what, and that whatever is refused leaves the ledger untouched.</summary>
public sealed class GrantTests
{
    private static readonly GrantKey Women = new("womens-health", 2024, Ground.Region("0014"));
    private static readonly GrantKey Capacity = new("capacity-2025", 2025, Ground.Region("0014"));
    private static readonly Money Kr = Money.Kronor(1);

    private DecisionBook book = Allotted();

    // 0014 has 247 778 961 kr of women's health for 2024, and a representative through 2025.
    private static DecisionBook Allotted()
    {
        var decided = Deciding.Reach(NoticeStatus.Decided).Events.Aggregate(DecisionBook.Empty, (b, e) => b.Evolve(2024, e));
        var content = new NoticeContent(2025, Ground.Day("2025-03-01"), new string('0', 64),
            [new("capacity-2025", "x", Money.Kronor(1_000), ImmutableSortedDictionary<RegionId, Money>.Empty.Add(Ground.Region("0014"), Money.Kronor(900)))]);
        decided = decided.Evolve(2025, new NoticeDrafted(content, Deciding.Noon)).Evolve(2025, new NoticeDecided(Deciding.Signed("C-1", "2025-03-01"), Deciding.Noon));
        return decided.Evolve(Ground.Region("0014"), DecideRepresentative.Record(decided.RepresentativesOf(Ground.Region("0014")),
            new(Ground.Region("0014"), " Cia  Do ", Ground.Day("2024-01-01"), Ground.Day("2025-12-30")), Deciding.Signed("B-1"), Deciding.Today, Deciding.Noon).Value);
    }

    [Fact]
    public void Every_krona_stands_somewhere_from_allotment_to_approval_and_repayment()
    {
        Done(Requisition(Women, 1_000_000, "2024-02-01", "R-1"));
        Done(Requisition(Women, 500_000, "2024-03-01", "R-2"));
        Stands(246_278_961, 1_500_000, 0, 0, 0, 0, 0, repaid: 0);
        Done(Pay(Women, null, 400_000, "U-1"));
        Done(Pay(Women, null, null, "U-2"));
        Done(Pay(Women, "r-2", 500_000, "U-3"));
        Stands(246_278_961, 0, 1_500_000, 0, 0, 0, 0, repaid: 0);
        Done(Report(Women, [("eftervård", 900_000), ("tillgänglighet", 200_000)], 400_000, "2025-03-31", "S-1"));
        Stands(246_278_961, 0, 0, 1_100_000, 0, 400_000, 0, repaid: 0);
        Done(Approve(Women, 1_000_000, "G-1"));
        Done(Claim(Women, ClaimedMoney.NotApproved, 100_000, "2025-04-10", "K-1"));
        Done(Claim(Women, ClaimedMoney.Unused, 300_000, "2025-04-10", "K-2"));
        Stands(246_278_961, 0, 0, 0, 1_000_000, 100_000, 400_000, repaid: 0);
        Done(Repaid(Women, 250_000, "I-1"));
        Assert.Equal([("K-2", 150_000L)], book.GrantOf(Women).OpenClaims.Select(c => (c.Claim.Signature.Number, c.Left.Ore / 100)));
        Done(Repaid(Women, 250_000, "I-2"));
        Stands(246_278_961, 0, 0, 0, 1_000_000, 0, 0, repaid: 500_000);
        Assert.Equal(Money.Kronor(500_000), Available(2024) - Allotted().Ledger().Value.Balance(new(AccountKind.Available, "womens-health", 2024)));

        // What came back is saved or withdrawn when the year is over.
        Done(Move(AppropriationMove.Save, 100_000, "2024-12-31", "X-1"));
        Done(Move(AppropriationMove.Withdraw, null, "2024-12-31", "X-2"));
        Assert.Equal((Money.Zero, Money.Kronor(100_000)), (Available(2024), Available(2025)));
    }

    // Each refusal: the number, and a ledger that is as it was.
    [Fact]
    public void Too_much_the_wrong_person_a_day_late_and_a_day_early_are_refused_and_the_ledger_is_untouched()
    {
        Refused(RefusalCode.RequisitionAboveAllotted, Requisition(Women, 247_778_962, "2024-02-01", "R-1"));
        Refused(RefusalCode.NotRepresentative, Requisition(Women with { Region = Ground.Region("0001") }, 1, "2024-02-01", "R-1"));
        Refused(RefusalCode.RequisitionAboveAllotted, Requisition(Women with { Year = 2025 }, 1, "2024-02-01", "R-1"));
        Refused(RefusalCode.AmountNotPositive, Requisition(Women, 0, "2024-02-01", "R-1"));
        Refused(RefusalCode.NotRepresentative, Requisition(Women, 1, "2024-02-01", "R-1", by: "Cia Da"));
        Refused(RefusalCode.NotRepresentative, Requisition(Women, 1, "2023-12-31", "R-1"));
        Refused(RefusalCode.NotRepresentative, Requisition(Women, 1, "2025-12-31", "R-1"));
        Refused(RefusalCode.DateInFuture, Requisition(Women, 1, "2026-01-01", "R-1"));
        Refused(RefusalCode.DecisionNumberMalformed, Requisition(Women, 1, "2024-02-01", "R 1"));
        Refused(RefusalCode.ProgrammeUnknown, Requisition(Women with { Programme = "x" }, 1, "2024-02-01", "R-1"));
        Refused(RefusalCode.RequisitionTooEarly, Requisition(Capacity, 1, "2025-03-05", "R-1"));
        Refused(RefusalCode.RequisitionTooLate, Requisition(Capacity, 1, "2025-04-18", "R-1"));
        Refused(RefusalCode.RequisitionUnknown, Pay(Women, null, 1, "U-1"));
        Refused(RefusalCode.NothingToReport, Report(Women, [("x", 1)], 0, "2025-03-31", "S-1"));
        Refused(RefusalCode.ApprovalWithoutReport, Approve(Women, 1, "G-1"));
        Refused(RefusalCode.ClaimAbovePaid, Claim(Women, ClaimedMoney.Unused, 1, "2025-04-10", "K-1"));
        Refused(RefusalCode.RepaymentAboveOwed, Repaid(Women, 1, "I-1"));

        Done(Requisition(Women, 1_000, "2024-02-01", "R-1"));
        Refused(RefusalCode.PaymentAboveRequisition, Pay(Women, "R-1", 1_001, "U-1"));
        Refused(RefusalCode.RequisitionUnknown, Pay(Women, "R-2", 1, "U-1"));
        Refused(RefusalCode.DecisionDateTooEarly, Pay(Women, null, 1, "U-1", "2024-01-31"));
        Refused(RefusalCode.DecisionNeedsTwoPersons, DecideGrant.Pay(book, Women, null, Kr, Deciding.Signed("U-1", and: "anna ek"), Deciding.Today, Deciding.Noon));
        Done(Pay(Women, null, null, "U-1"));
        Refused(RefusalCode.PaymentAboveRequisition, Pay(Women, "R-1", 1, "U-2"));

        Refused(RefusalCode.ReportDoesNotAddUp, Report(Women, [("x", 999)], 0, "2025-03-31", "S-1"));
        Refused(RefusalCode.ReportDoesNotAddUp, Report(Women, [("x", 999)], 2, "2025-03-31", "S-1"));
        Refused(RefusalCode.ReportPurposeWrong, Report(Women, [("x", 500), ("X ", 500)], 0, "2025-03-31", "S-1"));
        Refused(RefusalCode.ReportPurposeWrong, Report(Women, [(" ", 1_000)], 0, "2025-03-31", "S-1"));
        Refused(RefusalCode.ReportPurposeWrong, Report(Women, [("x", -1)], 1_001, "2025-03-31", "S-1"));
        Refused(RefusalCode.AmountNotPositive, Report(Women, [("x", 1_001)], -1, "2025-03-31", "S-1"));
        Refused(RefusalCode.DecisionDateTooEarly, Report(Women, [("x", 1_000)], 0, "2024-03-31", "S-1"));
        Refused(RefusalCode.ClaimTooEarly, Claim(Women, ClaimedMoney.Unreported, 1_000, "2025-03-31", "K-1"));
        Assert.Null(Claim(Women, ClaimedMoney.Unreported, 1_000, "2025-04-01", "K-1").Refusal);
        Done(Report(Women, [("x", 700)], 300, "2025-03-31", "S-1"));

        Refused(RefusalCode.ApprovalAboveReported, Approve(Women, 701, "G-1"));
        Refused(RefusalCode.DecisionDateTooEarly, Approve(Women, 1, "G-1", "2025-03-30"));
        Refused(RefusalCode.ClaimAbovePaid, Claim(Women, ClaimedMoney.Unused, 301, "2025-04-10", "K-1"));
        Refused(RefusalCode.ClaimAbovePaid, Claim(Women, ClaimedMoney.Approved, 1, "2025-04-10", "K-1"));
        Refused(RefusalCode.ClaimWithoutGround, Claim(Women, ClaimedMoney.Unused, 1, "2025-04-10", "K-1", ground: " "));
        Refused(RefusalCode.RepaymentDueTooEarly, Claim(Women, ClaimedMoney.Unused, 1, "2025-04-10", "K-1", payBy: "2025-04-09"));
        Refused(RefusalCode.RepaymentAboveOwed, Repaid(Women, 301, "I-1"));
        Done(Repaid(Women, 300, "I-1"));
        Refused(RefusalCode.AppropriationYearNotOver, Move(AppropriationMove.Save, 1, "2024-12-30", "X-1"));
        Refused(RefusalCode.AppropriationYearNotOver, Move(AppropriationMove.Withdraw, 1, "2024-12-30", "X-1"));
        Refused(RefusalCode.AmountAboveAppropriation, Move(AppropriationMove.Withdraw, 100_000_000_000, "2024-12-31", "X-1"));
    }

    // The two days at each end of the window of SFS 2024:1252, and a programme without one.
    [Fact]
    public void A_requisition_on_the_first_and_the_last_day_is_in_time_and_keeps_the_days_it_was_held_against()
    {
        var first = (RequisitionMade)Requisition(Capacity, 1, "2025-03-06", "R-1").Value;
        Assert.Equal((new RequisitionWindow(Ground.Day("2025-03-06"), Ground.Day("2025-04-17")), Ground.Day("2025-04-17")), (first.Window, first.PayBy!.Value));
        Assert.Null(Requisition(Capacity, 1, "2025-04-17", "R-1").Refusal);
        Assert.Null(((RequisitionMade)Requisition(Women, 1, "2024-02-01", "R-1").Value).Window);
    }

    [Fact]
    public void A_report_a_day_late_is_taken_in_and_said_to_be_late()
    {
        Done(Requisition(Women, 10, "2024-02-01", "R-1"));
        Done(Pay(Women, null, null, "U-1"));
        Assert.Equal(0, ((UseReported)Report(Women, [("x", 10)], 0, "2025-03-31", "S-1").Value).DaysLate);
        Assert.Equal(1, ((UseReported)Report(Women, [("x", 10)], 0, "2025-04-01", "S-1").Value).DaysLate);
    }

    // A later notice may take back only what the region has not asked for.
    [Fact]
    public void An_amended_notice_cannot_take_what_is_requisitioned()
    {
        Done(Requisition(Women, 247_778_961, "2024-02-01", "R-1"));
        var content = book.NoticeFor(2024).Current!.Content;
        var programme = content.Programmes.Single(p => p.Programme == "womens-health");
        var less = content with
        {
            Programmes = content.Programmes.Replace(programme, programme with { Amounts = programme.Amounts.SetItem(Women.Region, programme.Amounts[Women.Region] - Kr) }),
        };
        var amended = book.Evolve(2024, new NoticeAmended(less, Deciding.Signed("A-2"), "x", Deciding.Noon));
        Assert.Equal(RefusalCode.AllotmentBelowRequisitioned, amended.Ledger().Refusal?.Code);
    }

    [Fact]
    public void A_representative_holds_from_the_first_day_to_the_last_and_is_recorded_once()
    {
        var state = book.RepresentativesOf(Women.Region);
        Assert.Equal([false, true, true, false], new[] { "2023-12-31", "2024-01-01", "2025-12-30", "2025-12-31" }.Select(d => state.MaySign("cia do", Ground.Day(d))));
        Outcome<RepresentativeEvent> Record(string name, string from, string? to = null) => DecideRepresentative.Record(
            state, new(Women.Region, name, Ground.Day(from), to is null ? null : Ground.Day(to)), Deciding.Signed("B-2"), Deciding.Today, Deciding.Noon);
        Assert.Equal(RefusalCode.RepresentativeHoldsAlready, Record("CIA DO", "2025-12-30").Refusal?.Code);
        Assert.Equal(RefusalCode.RepresentativeNameMissing, Record("  ", "2026-01-01").Refusal?.Code);
        Assert.Equal(RefusalCode.RepresentativeBackwards, Record("Eva", "2025-01-02", "2025-01-01").Refusal?.Code);
        Assert.Null(Record("Cia Do", "2025-12-31").Refusal);
        Assert.Null(Record("Eva Fa", "2025-01-01").Refusal);
        Assert.Equal(RefusalCode.RepresentativeNotInForce, DecideRepresentative.End(state, "Eva", Deciding.KnownLater, Deciding.Signed("B-2"), Deciding.Today, Deciding.Noon).Refusal?.Code);
        var ended = state.Evolve(DecideRepresentative.End(state, "Cia Do", Deciding.KnownLater, Deciding.Signed("B-2"), Deciding.Today, Deciding.Noon).Value);
        Assert.Equal([true, false], new[] { 0, 1 }.Select(d => ended.MaySign("Cia Do", Deciding.KnownLater.AddDays(d))));
    }

    [Fact]
    public void Reminders_say_what_is_due_by_whom_and_what_is_late()
    {
        string[] Due(string today, GrantKey grant) => [.. Reminders.Of(book, book.Ledger().Value, Ground.Rules, new(grant.Programme, grant.Year, grant.Region.ToString()), Ground.Day(today))
            .Select(r => $"{r.What} {r.Amount.Ore / 100} {r.Due:yyyy-MM-dd}{(r.IsLate(Ground.Day(today)) ? " late" : "")}")];
        Assert.Equal(["Requisition 900 2025-04-17"], Due("2025-04-17", Capacity));
        Assert.Equal(["Requisition 900 2025-04-17 late"], Due("2025-04-18", Capacity));
        Done(Requisition(Capacity, 900, "2025-04-17", "R-1"));
        Assert.Equal(["Pay 900 2025-06-04"], Due("2025-06-04", Capacity));
        Assert.Equal(["Pay 900 2025-06-04 late"], Due("2025-06-05", Capacity));
        Done(Requisition(Women, 247_778_961, "2024-02-01", "R-1"));
        Done(Pay(Women, null, null, "U-1"));
        Assert.Equal(["Report 247778961 2025-03-31 late"], Due("2025-04-01", Women));
        Done(Report(Women, [("x", 247_778_900)], 61, "2025-04-01", "S-1"));
        Assert.Equal(["Approve 247778900 ", "ReturnUnused 61 "], Due("2025-04-01", Women));
        Done(Approve(Women, null, "G-1"));
        Done(Claim(Women, ClaimedMoney.Unused, 61, "2025-04-10", "K-1", payBy: "2025-05-10"));
        Assert.Equal(["Repay 61 2025-05-10"], Due("2025-05-10", Women));
        Done(Repaid(Women, 61, "I-1"));
        Assert.Empty(Due("2025-05-10", Women));
    }

    private void Done(Outcome<GrantEvent> decided)
    {
        var happened = decided.Value;
        Assert.True(book.GrantOf(happened.Grant).CanFollow(happened));
        book = book.Evolve(happened);
        Assert.Equal(Money.Zero, book.Ledger().Value.TrialBalance);
    }

    private void Done(Outcome<AppropriationMoved> decided)
    {
        book = book.Evolve(decided.Value);
        Assert.Equal(Money.Zero, book.Ledger().Value.TrialBalance);
    }

    private void Refused<T>(RefusalCode expected, Outcome<T> decided)
    {
        var before = book.Ledger().Value;
        Assert.Equal(expected, decided.Refusal?.Code);
        Assert.Equal(before.Entries.Count, book.Ledger().Value.Entries.Count);
        Assert.True(before.Balances.SequenceEqual(book.Ledger().Value.Balances));
    }

    private void Stands(long allotted, long requisitioned, long paid, long reported, long approved, long unused, long claimed, long repaid)
    {
        var standing = GrantStanding.Of(book, book.Ledger().Value, Women);
        Assert.Equal([allotted, requisitioned, paid, reported, approved, unused, claimed], standing.Stands.Select(s => s.Amount.Ore / 100));
        Assert.Equal((Money.Kronor(repaid), Money.Kronor(247_778_961)), (standing.Repaid, standing.Allotted));
    }

    private Money Available(int year) => book.Ledger().Value.Balance(new(AccountKind.Available, "womens-health", year));

    private Outcome<GrantEvent> Requisition(GrantKey grant, long kronor, string day, string number, string by = "Cia Do") =>
        DecideGrant.Requisition(book, Ground.Rules, grant, Money.Kronor(kronor), new(number, Ground.Day(day), by), Deciding.Today, Deciding.Noon);

    private Outcome<GrantEvent> Pay(GrantKey grant, string? requisition, long? kronor, string number, string day = "2024-04-01") =>
        DecideGrant.Pay(book, grant, requisition, kronor is { } k ? Money.Kronor(k) : null, Deciding.Signed(number, day), Deciding.Today, Deciding.Noon);

    private Outcome<GrantEvent> Report(GrantKey grant, (string Purpose, long Kronor)[] uses, long unused, string day, string number) => DecideGrant.Report(
        book, Ground.Rules, grant, [.. uses.Select(u => new PurposeUse(u.Purpose, Money.Kronor(u.Kronor)))], Money.Kronor(unused), new(number, Ground.Day(day), "Cia Do"),
        Deciding.Today, Deciding.Noon);

    private Outcome<GrantEvent> Approve(GrantKey grant, long? kronor, string number, string day = "2025-04-02") =>
        DecideGrant.Approve(book, grant, kronor is { } k ? Money.Kronor(k) : null, Deciding.Signed(number, day), Deciding.Today, Deciding.Noon);

    private Outcome<GrantEvent> Claim(GrantKey grant, ClaimedMoney of, long kronor, string day, string number, string ground = "villkor 5", string payBy = "2025-12-31") =>
        DecideGrant.Claim(book, Ground.Rules, grant, of, Money.Kronor(kronor), ground, "S-1", Ground.Day(payBy), Deciding.Signed(number, day), Deciding.Today, Deciding.Noon);

    private Outcome<GrantEvent> Repaid(GrantKey grant, long kronor, string number) =>
        DecideGrant.Repaid(book, grant, Money.Kronor(kronor), Deciding.Signed(number, "2025-06-01"), Deciding.Today, Deciding.Noon);

    private Outcome<AppropriationMoved> Move(AppropriationMove move, long? kronor, string day, string number) => MoveAppropriation.Decide(
        book, Ground.Rules, "womens-health", 2024, move, kronor is { } k ? Money.Kronor(k) : null, Deciding.Signed(number, day), Deciding.Today, Deciding.Noon);
}

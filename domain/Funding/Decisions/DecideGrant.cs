using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>
/// The flow of money after the allotment: requisition → payment → report of use → approval, or claim → repayment. Pure: what has
/// been decided, a command and rules in, an event or a refusal out. The ledger has the last word on every amount.
/// </summary>
public static class DecideGrant
{
    /// <summary>
    /// A region asks for money: an authorised representative signs, within the window that the rules know, at most what is allotted
    /// and not yet requisitioned. The window is the one known on the day of the command; where none is known, the event says so.
    /// </summary>
    public static Outcome<GrantEvent> Requisition(
        DecisionBook book, RuleBook rules, GrantKey grant, Money amount, Submission from, DateOnly today, DateTimeOffset at) =>
        rules.FindProgramme(grant.Programme).Then(programme =>
            from.Check(DateOnly.MinValue, today).Then(sent =>
            {
                var window = WindowOf(programme, grant.Year, today);
                return NotAuthorised(book, grant, sent)
                    ?? (sent.Date < window?.From ? Refusal.Of(RefusalCode.RequisitionTooEarly, $"{sent.Date:yyyy-MM-dd}", grant.ToString(), $"{window.From:yyyy-MM-dd}")
                    : sent.Date > window?.To ? Refusal.Of(RefusalCode.RequisitionTooLate, $"{sent.Date:yyyy-MM-dd}", grant.ToString(), $"{window.To:yyyy-MM-dd}")
                    : Carried(book, new RequisitionMade(grant, sent, amount, at, window, rules.Payment?.DueAfter(sent.Date))));
            }));

    /// <summary>The state pays a requisition; two persons sign.</summary>
    /// <param name="book">What has been decided.</param>
    /// <param name="grant">Which money.</param>
    /// <param name="requisition">The requisition's number; null is the oldest that is not paid.</param>
    /// <param name="amount">How much; null is all that remains of it.</param>
    /// <param name="signature">Who signs.</param>
    /// <param name="today">Today.</param>
    /// <param name="at">The instant.</param>
    public static Outcome<GrantEvent> Pay(
        DecisionBook book, GrantKey grant, string? requisition, Money? amount, Signature signature, DateOnly today, DateTimeOffset at)
    {
        var life = book.GrantOf(grant);
        var open = life.Requisitions.Where(r => life.Unpaid(r) > Money.Zero).ToList();
        var chosen = requisition is null
            ? open.FirstOrDefault()
            : life.Requisitions.FirstOrDefault(r => string.Equals(r.From.Number, requisition.Trim(), StringComparison.OrdinalIgnoreCase));
        if (chosen is null)
        {
            return Refusal.Of(RefusalCode.RequisitionUnknown, requisition ?? "–", grant.ToString(), List(open.Select(r => r.From.Number)));
        }

        var left = life.Unpaid(chosen);
        return signature.Check(chosen.From.Date, today).Then(signed => amount > left
            ? Refusal.Of(RefusalCode.PaymentAboveRequisition, amount.Value.ForPeople, $"{grant}, {chosen.From.Number}", left.ForPeople, Words.Of(AccountKind.Requisitioned))
            : Carried(book, new PaymentMade(grant, chosen.From.Number, amount ?? left, signed, at)));
    }

    /// <summary>
    /// A region reports its use, purpose by purpose: what was used and what was not are together what was paid. A report that comes
    /// late is taken in and said to be late.
    /// </summary>
    public static Outcome<GrantEvent> Report(
        DecisionBook book, RuleBook rules, GrantKey grant, ImmutableArray<PurposeUse> purposes, Money unused, Submission from, DateOnly today, DateTimeOffset at)
    {
        var named = purposes.Select(p => p with { Purpose = p.Purpose.Trim() }).ToImmutableArray();
        if (named.FirstOrDefault(p => p.Purpose.Length == 0 || p.Amount <= Money.Zero) is { } wrong)
        {
            return Refusal.Of(RefusalCode.ReportPurposeWrong, wrong.Purpose, wrong.Amount.ForPeople);
        }

        if (named.GroupBy(p => p.Purpose, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Refusal.Of(RefusalCode.ReportPurposeWrong, twice.Key, Money.Sum(twice.Select(p => p.Amount)).ForPeople);
        }

        if (unused < Money.Zero)
        {
            return Bookkeeping.NotPositive(unused, Words.Of(AccountKind.Unused));
        }

        return rules.FindProgramme(grant.Programme).Then(programme =>
            from.Check(book.GrantOf(grant).Newest<PaymentMade>(), today).Then(sent =>
                NotAuthorised(book, grant, sent) ?? Carried(book, new UseReported(grant, sent, named, unused, at, ReportDue(programme, grant.Year, today)))));
    }

    /// <summary>The state approves reported use; two persons sign.</summary>
    /// <param name="book">What has been decided.</param>
    /// <param name="grant">Which money.</param>
    /// <param name="amount">How much; null is all that is reported.</param>
    /// <param name="signature">Who signs.</param>
    /// <param name="today">Today.</param>
    /// <param name="at">The instant.</param>
    public static Outcome<GrantEvent> Approve(
        DecisionBook book, GrantKey grant, Money? amount, Signature signature, DateOnly today, DateTimeOffset at) =>
        !book.GrantOf(grant).Reports.Any()
            ? Refusal.Of(RefusalCode.ApprovalWithoutReport, grant.ToString())
            : signature.Check(book.GrantOf(grant).Newest<UseReported>(), today).Then(signed => book.Ledger().Then(ledger =>
                Carried(book, new UseApproved(grant, amount ?? ledger.Balance(grant.Account(AccountKind.Reported)), signed, at))));

    /// <summary>
    /// The state claims money back. A decision that takes money back needs a rule or a reservation to stand on (förvaltningslagen
    /// 2017:900 § 37), and what shows that it is at hand. Money whose report is not due yet cannot be claimed as unreported.
    /// </summary>
    public static Outcome<GrantEvent> Claim(
        DecisionBook book, RuleBook rules, GrantKey grant, ClaimedMoney of, Money amount, string ground, string evidence, DateOnly payBy,
        Signature signature, DateOnly today, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(ground) || string.IsNullOrWhiteSpace(evidence))
        {
            return Refusal.Of(RefusalCode.ClaimWithoutGround, grant.ToString());
        }

        var life = book.GrantOf(grant);
        return rules.FindProgramme(grant.Programme).Then(programme =>
            signature.Check(life.Newest<PaymentMade>(), today).Then(signed =>
            {
                var due = ReportDue(programme, grant.Year, today);
                return payBy < signed.Date ? Refusal.Of(RefusalCode.RepaymentDueTooEarly, $"{payBy:yyyy-MM-dd}", $"{signed.Date:yyyy-MM-dd}")
                    : of is ClaimedMoney.Unreported && !(signed.Date > due) ? Refusal.Of(RefusalCode.ClaimTooEarly,
                        grant.ToString(), due is { } day ? new Bilingual($"{day:yyyy-MM-dd}", $"{day:yyyy-MM-dd}") : new("inte känd", "not known"))
                    : Carried(book, new RepaymentClaimed(grant, of, amount, ground.Trim(), evidence.Trim(), payBy, signed, at));
            }));
    }

    /// <summary>Money came back: what was claimed, or what was reported as unused; two persons sign.</summary>
    public static Outcome<GrantEvent> Repaid(
        DecisionBook book, GrantKey grant, Money amount, Signature signature, DateOnly today, DateTimeOffset at) =>
        signature.Check(book.GrantOf(grant).Newest<PaymentMade>(), today)
            .Then(signed => Carried(book, new RepaymentReceived(grant, amount, signed, at)));

    /// <summary>The days on which a year's money may be requisitioned, as known at the end of a day; null when none is known.</summary>
    public static RequisitionWindow? WindowOf(Programme programme, int year, DateOnly asOf)
    {
        var dates = programme.DatesOn(asOf, year);
        var from = dates.FirstOrDefault(d => d.Kind == KeyDateKind.RequisitionFrom)?.Date;
        var to = dates.LastOrDefault(d => d.Kind == KeyDateKind.RequisitionTo)?.Date;
        return from is null && to is null ? null : new(from, to);
    }

    /// <summary>The last day to report the use of a year's money, as known at the end of a day; null when none is known.</summary>
    public static DateOnly? ReportDue(Programme programme, int year, DateOnly asOf) =>
        programme.DatesOn(asOf, year).LastOrDefault(d => d.Kind == KeyDateKind.Report)?.Date;

    private static Refusal? NotAuthorised(DecisionBook book, GrantKey grant, Submission sent)
    {
        var representatives = book.RepresentativesOf(grant.Region);
        return representatives.MaySign(sent.By, sent.Date) ? null : Refusal.Of(RefusalCode.NotRepresentative,
            sent.By, grant.Region.ToString(), $"{sent.Date:yyyy-MM-dd}", List(representatives.On(sent.Date).Select(r => r.Name)));
    }

    // It stands only if the ledger of everything decided can carry it.
    private static Outcome<GrantEvent> Carried(DecisionBook book, GrantEvent happened) =>
        book.Evolve(happened).Ledger().Then<GrantEvent>(_ => happened);

    private static Bilingual List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } all ? all : new Bilingual("ingen", "none");
}

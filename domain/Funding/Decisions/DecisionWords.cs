using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>The terms of decisions for people.</summary>
public static class DecisionWords
{
    /// <summary>What is said of a decision that nobody made.</summary>
    public static readonly Bilingual Example = new("Exempel, påhittat beslut", "Example, an invented decision");

    /// <summary>How far a notice has come.</summary>
    public static Bilingual Of(NoticeStatus status) => status switch
    {
        NoticeStatus.Draft => new("utkast", "draft"),
        NoticeStatus.Decided => new("beslutat", "decided"),
        NoticeStatus.Amended => new("ändrat", "amended"),
        NoticeStatus.Final => new("slutligt", "final"),
    };

    /// <summary>What happened to a recipient's money.</summary>
    public static Bilingual Of(GrantEvent happened) => happened switch
    {
        RequisitionMade => new("rekvisition", "requisition"),
        PaymentMade => new("utbetalning", "payment"),
        UseReported => new("redovisning", "report of use"),
        UseApproved => new("godkännande", "approval"),
        RepaymentClaimed => new("återkrav", "claim for repayment"),
        RepaymentReceived => new("återbetalning", "repayment"),
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
    };

    /// <summary>What money a claim is made of.</summary>
    public static Bilingual Of(ClaimedMoney of) => of switch
    {
        ClaimedMoney.Unused => new("oanvända medel", "unused money"),
        ClaimedMoney.Unreported => new("medel som inte redovisats i tid", "money not reported in time"),
        ClaimedMoney.NotApproved => new("användning som inte godkänts", "use that was not approved"),
        ClaimedMoney.Approved => new("användning som godkänts på fel grund", "use that was approved in error"),
    };

    /// <summary>What is done with a year's money.</summary>
    public static Bilingual Of(AppropriationMove move) => move switch
    {
        AppropriationMove.Save => new("anslagssparande", "saving"),
        AppropriationMove.Credit => new("anslagskredit", "credit"),
        AppropriationMove.RepayCredit => new("avdrag för utnyttjad kredit", "credit deducted"),
        AppropriationMove.Withdraw => new("indragning", "withdrawal"),
    };

    /// <summary>What is to be done.</summary>
    public static Bilingual Of(ToDo what) => what switch
    {
        ToDo.Requisition => new("rekvirera", "requisition"),
        ToDo.Pay => new("betala ut", "pay"),
        ToDo.Report => new("redovisa användningen", "report the use"),
        ToDo.Approve => new("pröva redovisningen", "examine the report"),
        ToDo.ReturnUnused => new("betala tillbaka oanvänt, eller återkräva det", "pay unused money back, or claim it"),
        ToDo.Repay => new("betala återkravet", "repay the claim"),
    };

    /// <summary>Whose it is to do.</summary>
    public static Bilingual WhoseIs(ToDo what) => what is ToDo.Pay or ToDo.Approve ? new("staten", "the state") : new("regionen", "the region");

    /// <summary>How much an event was about; for a report all that it accounts for.</summary>
    public static Money AmountOf(GrantEvent happened) => happened switch
    {
        RequisitionMade e => e.Amount,
        PaymentMade e => e.Amount,
        UseReported e => e.Used + e.Unused,
        UseApproved e => e.Amount,
        RepaymentClaimed e => e.Amount,
        RepaymentReceived e => e.Amount,
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
    };

    /// <summary>What an event rests on, for people.</summary>
    public static Bilingual DetailsOf(GrantEvent happened) => happened switch
    {
        RequisitionMade { Window: null, PayBy: var due } => new(
            $"inga dagar för rekvisition kända; betalas senast {Day(due).Sv}", $"no days for requisition known; to be paid by {Day(due).En}"),
        RequisitionMade { Window: { } window, PayBy: var due } => new(
            $"rekvisition {Day(window.From).Sv} till {Day(window.To).Sv}; betalas senast {Day(due).Sv}", $"requisition from {Day(window.From).En} to {Day(window.To).En}; to be paid by {Day(due).En}"),
        PaymentMade e => new($"rekvisition {e.Requisition}", $"requisition {e.Requisition}"),
        UseReported e => new(
            $"{Uses(e, p => p.ForPeople.Sv)}oanvänt {e.Unused.ForPeople.Sv}{(e.DaysLate > 0 ? $"; {e.DaysLate} dagar för sent (senast {Day(e.Due).Sv})" : "")}",
            $"{Uses(e, p => p.ForPeople.En)}unused {e.Unused.ForPeople.En}{(e.DaysLate > 0 ? $"; {e.DaysLate} days late (due {Day(e.Due).En})" : "")}"),
        RepaymentClaimed e => new(
            $"{Of(e.Of).Sv}; grund: {e.Ground}; underlag: {e.Evidence}; betalas senast {Day(e.PayBy).Sv}",
            $"{Of(e.Of).En}; ground: {e.Ground}; evidence: {e.Evidence}; to be repaid by {Day(e.PayBy).En}"),
        _ => new Bilingual("", ""),
    };

    private static string Uses(UseReported report, Func<Money, string> amount) =>
        string.Concat(report.Purposes.Select(p => $"{p.Purpose} {amount(p.Amount)}; "));

    private static Bilingual Day(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : new Bilingual("okänd dag", "a day not known");
}

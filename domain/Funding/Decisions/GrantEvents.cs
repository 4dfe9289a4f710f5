using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>Something that happened to a recipient's allotted money.</summary>
/// <param name="Grant">Whose, from which programme, of which year.</param>
/// <param name="At">The instant it was recorded.</param>
public abstract record GrantEvent(GrantKey Grant, DateTimeOffset At)
{
    /// <summary>The number and day that it goes by.</summary>
    public abstract DecisionReference Reference { get; }

    /// <summary>Who signed it.</summary>
    public abstract string SignedBy { get; }
}

/// <summary>The days on which money may be requisitioned, as the rules had them then. A day that is not known is null.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record RequisitionWindow(DateOnly? From = null, DateOnly? To = null);

/// <summary>A region asked for money that it had been allotted (rekvisition).</summary>
/// <param name="Grant">Which money.</param>
/// <param name="From">Number, day and the authorised representative who signed.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Window">The days for it; null when the rules knew none.</param>
/// <param name="PayBy">The last day on which payment is expected; null when the rules knew no term.</param>
public sealed record RequisitionMade(
    GrantKey Grant, Submission From, Money Amount, DateTimeOffset At, RequisitionWindow? Window = null, DateOnly? PayBy = null) : GrantEvent(Grant, At)
{
    /// <inheritdoc/>
    public override DecisionReference Reference => new(From.Number, From.Date);

    /// <inheritdoc/>
    public override string SignedBy => From.By;
}

/// <summary>Something that the state decided about a recipient's money.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public abstract record GrantDecision(GrantKey Grant, Signature Signature, DateTimeOffset At) : GrantEvent(Grant, At)
{
    /// <inheritdoc/>
    public override DecisionReference Reference => Signature.Reference;

    /// <inheritdoc/>
    public override string SignedBy => $"{Signature.By}, {Signature.And}";
}

/// <summary>A requisition was paid, in whole or in part.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Requisition">The requisition's number.</param>
/// <param name="Amount">How much.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record PaymentMade(GrantKey Grant, string Requisition, Money Amount, Signature Signature, DateTimeOffset At)
    : GrantDecision(Grant, Signature, At);

/// <summary>What money was used for.</summary>
/// <param name="Purpose">In words.</param>
/// <param name="Amount">How much.</param>
public sealed record PurposeUse(string Purpose, Money Amount);

/// <summary>A region reported what it had used all money for that it had been paid and not reported before.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="From">Number, day and the authorised representative who signed.</param>
/// <param name="Purposes">What it was used for.</param>
/// <param name="Unused">What was not used.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Due">The last day for the report as the rules had it then; null when they knew none.</param>
public sealed record UseReported(
    GrantKey Grant, Submission From, ImmutableArray<PurposeUse> Purposes, Money Unused, DateTimeOffset At, DateOnly? Due = null) : GrantEvent(Grant, At)
{
    /// <summary>The sum of what was used.</summary>
    public Money Used => Money.Sum(Purposes.Select(p => p.Amount));

    /// <summary>How many days after its last day it came; zero in time, or when no last day was known.</summary>
    public int DaysLate => Due is { } due && From.Date > due ? From.Date.DayNumber - due.DayNumber : 0;

    /// <inheritdoc/>
    public override DecisionReference Reference => new(From.Number, From.Date);

    /// <inheritdoc/>
    public override string SignedBy => From.By;
}

/// <summary>Reported use was approved.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record UseApproved(GrantKey Grant, Money Amount, Signature Signature, DateTimeOffset At) : GrantDecision(Grant, Signature, At);

/// <summary>What money a claim for repayment is made of.</summary>
public enum ClaimedMoney
{
    /// <summary>Reported as unused.</summary>
    Unused,

    /// <summary>Paid, and no report came in time.</summary>
    Unreported,

    /// <summary>Reported as used, and not approved.</summary>
    NotApproved,

    /// <summary>Approved, and found afterwards to have been wrong.</summary>
    Approved,
}

/// <summary>Money was claimed back (återkrav).</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Of">What money it is made of.</param>
/// <param name="Amount">How much.</param>
/// <param name="Ground">The rule or the reservation in the decision that it stands on (förvaltningslagen 2017:900 § 37).</param>
/// <param name="Evidence">What shows that the ground is at hand.</param>
/// <param name="PayBy">The last day to repay.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record RepaymentClaimed(
    GrantKey Grant, ClaimedMoney Of, Money Amount, string Ground, string Evidence, DateOnly PayBy, Signature Signature, DateTimeOffset At)
    : GrantDecision(Grant, Signature, At);

/// <summary>Money came back.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record RepaymentReceived(GrantKey Grant, Money Amount, Signature Signature, DateTimeOffset At) : GrantDecision(Grant, Signature, At);

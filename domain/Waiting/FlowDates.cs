using Vardbro.Kernel;

namespace Vardbro.Waiting;

/// <summary>
/// The points of the national flow model, A to G, in the order they come. Care starts (E) twice: the visit and the treatment.
/// </summary>
public enum FlowPoint
{
    /// <summary>A: the referral is written, or the person seeks contact.</summary>
    ReferralWritten,

    /// <summary>B: the referral, or the person's own request, is received.</summary>
    ReferralReceived,

    /// <summary>C: the referral is triaged.</summary>
    Triaged,

    /// <summary>E: the first contact, assessment or visit starts.</summary>
    VisitStarted,

    /// <summary>D: the decision to treat.</summary>
    TreatmentDecided,

    /// <summary>E: the operation or other measure starts.</summary>
    TreatmentStarted,

    /// <summary>F: the decision to end the undertaking.</summary>
    EndDecided,

    /// <summary>G: the undertaking is ended.</summary>
    Ended,
}

/// <summary>
/// One person's dates in the flow, as far as they are known, in an order that is possible. Civil Swedish dates: whoever has an
/// instant has it resolved first, so that no hour is ever gained or lost here.
/// </summary>
public sealed record FlowDates
{
    private FlowDates()
    {
    }

    /// <summary>A: the referral was written, or contact was sought.</summary>
    public DateOnly? ReferralWritten { get; private init; }

    /// <summary>B: the referral, or the person's own request, was received.</summary>
    public DateOnly? ReferralReceived { get; private init; }

    /// <summary>C: triaged.</summary>
    public DateOnly? Triaged { get; private init; }

    /// <summary>E: the first contact, assessment or visit.</summary>
    public DateOnly? VisitStarted { get; private init; }

    /// <summary>D: the decision to treat.</summary>
    public DateOnly? TreatmentDecided { get; private init; }

    /// <summary>E: the operation or other measure.</summary>
    public DateOnly? TreatmentStarted { get; private init; }

    /// <summary>F: the decision to end.</summary>
    public DateOnly? EndDecided { get; private init; }

    /// <summary>G: ended.</summary>
    public DateOnly? Ended { get; private init; }

    /// <summary>The date of a point, if known.</summary>
    public DateOnly? this[FlowPoint point] => point switch
    {
        FlowPoint.ReferralWritten => ReferralWritten,
        FlowPoint.ReferralReceived => ReferralReceived,
        FlowPoint.Triaged => Triaged,
        FlowPoint.VisitStarted => VisitStarted,
        FlowPoint.TreatmentDecided => TreatmentDecided,
        FlowPoint.TreatmentStarted => TreatmentStarted,
        FlowPoint.EndDecided => EndDecided,
        FlowPoint.Ended => Ended,
    };

    /// <summary>The dates, or a refusal that names the first pair that cannot be (VB2101) or a date out of range (VB2109).</summary>
    public static Outcome<FlowDates> Of(
        DateOnly? referralWritten = null,
        DateOnly? referralReceived = null,
        DateOnly? triaged = null,
        DateOnly? visitStarted = null,
        DateOnly? treatmentDecided = null,
        DateOnly? treatmentStarted = null,
        DateOnly? endDecided = null,
        DateOnly? ended = null)
    {
        var dates = new FlowDates
        {
            ReferralWritten = referralWritten,
            ReferralReceived = referralReceived,
            Triaged = triaged,
            VisitStarted = visitStarted,
            TreatmentDecided = treatmentDecided,
            TreatmentStarted = treatmentStarted,
            EndDecided = endDecided,
            Ended = ended,
        };
        return dates.Impossible() is { } refusal ? refusal : dates;
    }

    /// <summary>Whether one point can never come before the other.</summary>
    /// <remarks>A decision to treat may be made on the referral alone, with the first visit after it: those two have no order.</remarks>
    public static bool MustNotPrecede(FlowPoint later, FlowPoint earlier) =>
        later > earlier && (later, earlier) is not (FlowPoint.TreatmentDecided, FlowPoint.VisitStarted);

    private Refusal? Impossible()
    {
        foreach (var later in Enum.GetValues<FlowPoint>())
        {
            if (this[later] is not { } day)
            {
                continue;
            }

            if (WaitDate.OutOfRange(day) is { } outside)
            {
                return outside;
            }

            foreach (var earlier in Enum.GetValues<FlowPoint>())
            {
                if (MustNotPrecede(later, earlier) && this[earlier] is { } before && day < before)
                {
                    return Refusal.Of(RefusalCode.FlowOrderImpossible,
                        WaitingWords.Of(later), WaitDate.Text(day), WaitingWords.Of(earlier), WaitDate.Text(before));
                }
            }
        }

        return null;
    }
}

/// <summary>The dates a wait may have: 1990 to 2100. A mistyped century is refused where it is written, not found in a figure.</summary>
public static class WaitDate
{
    /// <summary>The first possible date.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    /// <summary>The last possible date.</summary>
    public static readonly DateOnly Last = new(2100, 12, 31);

    internal static Refusal? OutOfRange(DateOnly day) =>
        day < First || day > Last ? Refusal.Of(RefusalCode.WaitDateOutOfRange, Text(day), Text(First), Text(Last)) : null;

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

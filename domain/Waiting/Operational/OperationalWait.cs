using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Operational;

/// <summary>Where a wait stands on the file's day.</summary>
public enum WaitStatus
{
    /// <summary>Waits without a date.</summary>
    Waiting,

    /// <summary>Waits and has a date at home.</summary>
    Booked,

    /// <summary>Had the care.</summary>
    Cared,

    /// <summary>Was taken off the list without care, for a reason.</summary>
    Closed,
}

/// <summary>Who waits, as far as brokering needs to know. Never written out: its text says nothing.</summary>
/// <param name="Key">The home unit's random key of the person; never a personal number.</param>
/// <param name="Sex">Sex.</param>
/// <param name="BirthYear">Birth year.</param>
/// <param name="Municipality">Home municipality, four digits; empty when not known.</param>
public sealed record WaitingPerson(string Key, Sex Sex, int BirthYear, string Municipality)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WaitingPerson);
}

/// <summary>What is waited for, and where.</summary>
/// <param name="Kind">First visit, treatment (operation or other measure) or other.</param>
/// <param name="Service">Code of the service (mvo); empty when not known.</param>
/// <param name="Unit">The home unit; empty when not known.</param>
/// <param name="Profile">What the care demands, in the home unit's word; empty when not said.</param>
public sealed record WantedCare(WaitKind Kind, string Service, string Unit, string Profile);

/// <summary>A wait's civil Swedish dates.</summary>
/// <param name="Referral">The referral was written.</param>
/// <param name="Decision">The decision to treat.</param>
/// <param name="Target">The medical target date.</param>
/// <param name="Home">The date that the home unit has given.</param>
/// <param name="Exit">The day it was cared for or closed.</param>
public sealed record OperationalDates(DateOnly? Referral, DateOnly? Decision, DateOnly? Target, DateOnly? Home, DateOnly? Exit);

/// <summary>
/// One person's wait as the home unit has it on a day. The clock is read from <see cref="Wait"/>: deadline, days left, breach and
/// target date come out of it as for any wait.
/// </summary>
public sealed record OperationalWait
{
    private OperationalWait(Wait wait) => Wait = wait;

    /// <summary>The home unit's key of the wait.</summary>
    public required string Id { get; init; }

    /// <summary>The home region.</summary>
    public required RegionId Region { get; init; }

    /// <summary>Who waits.</summary>
    public required WaitingPerson Person { get; init; }

    /// <summary>For what, and where.</summary>
    public required WantedCare Care { get; init; }

    /// <summary>The dates.</summary>
    public required OperationalDates Dates { get; init; }

    /// <summary>What deviates, if anything.</summary>
    public Deviation? Deviation { get; init; }

    /// <summary>Where it stands.</summary>
    public required WaitStatus Status { get; init; }

    /// <summary>Why it was closed, a code of the rules; null when it was not, or the reason is not known.</summary>
    public string? ExitReason { get; init; }

    /// <summary>When the home unit last changed it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What the clock is read from.</summary>
    public Wait Wait { get; }

    /// <summary>Whether it still goes on.</summary>
    public bool IsOpen => Status is WaitStatus.Waiting or WaitStatus.Booked;

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(OperationalWait)} {Region}";

    /// <summary>
    /// A wait; or a refusal when nothing starts it (VB2104), its dates cannot follow each other (VB2101) or one is out of range (VB2109).
    /// </summary>
    public static Outcome<OperationalWait> Of(
        string id, RegionId region, WaitingPerson person, WantedCare care, OperationalDates dates, Deviation? deviation,
        WaitStatus status, string? exitReason, DateTimeOffset updatedAt) =>
        Flow(care.Kind, dates, status).Then(flow =>
        Deviations.Of(deviation is null ? [] : [deviation]).Then(deviations =>
        Wait.Of(care.Kind, flow, deviations, dates.Target, region).Then<OperationalWait>(wait => new OperationalWait(wait)
        {
            Id = id, Region = region, Person = person, Care = care, Dates = dates, Deviation = deviation,
            Status = status, ExitReason = exitReason, UpdatedAt = updatedAt,
        })));

    // The exit is the visit or the treatment when care was had, and otherwise the decision to end.
    private static Outcome<FlowDates> Flow(WaitKind kind, OperationalDates dates, WaitStatus status)
    {
        var cared = status == WaitStatus.Cared ? dates.Exit : null;
        var treatment = WaitKinds.StopOf(kind) == FlowPoint.TreatmentStarted;
        return FlowDates.Of(
            referralWritten: dates.Referral, treatmentDecided: dates.Decision,
            visitStarted: treatment ? null : cared, treatmentStarted: treatment ? cared : null,
            endDecided: status == WaitStatus.Closed ? dates.Exit : null);
    }
}

using Vardbro.Kernel;

namespace Vardbro.Waiting;

/// <summary>One person's wait for one thing: what the clock is read from.</summary>
public sealed record Wait
{
    private Wait(WaitKind kind, FlowDates flow, Deviations deviations, DateOnly? target, RegionId? region, DateOnly start) =>
        (Kind, Flow, Deviations, Target, Region, Start) = (kind, flow, deviations, target, region, start);

    /// <summary>What is waited for.</summary>
    public WaitKind Kind { get; }

    /// <summary>The dates of the flow.</summary>
    public FlowDates Flow { get; }

    /// <summary>What deviated, and when.</summary>
    public Deviations Deviations { get; }

    /// <summary>The medical target date (medicinskt måldatum), if one is set. It never moves the guarantee, nor the guarantee it.</summary>
    public DateOnly? Target { get; }

    /// <summary>The home region, whose stricter limit holds if it has one; null when not known.</summary>
    public RegionId? Region { get; }

    /// <summary>The day the wait started: day 0.</summary>
    public DateOnly Start { get; }

    /// <summary>The day care was had, or the undertaking ended without it; null while the wait goes on.</summary>
    public DateOnly? Stop => Care ?? Flow.EndDecided ?? Flow.Ended;

    /// <summary>The day that what was waited for was had, if it was.</summary>
    public DateOnly? Care => Flow[WaitKinds.StopOf(Kind)];

    /// <summary>A wait, or a refusal when nothing starts it (VB2104) or the target date is out of range (VB2109).</summary>
    /// <remarks>
    /// A wait that starts with the referral starts with the person's own request being received where no referral was written
    /// (hälso- och sjukvårdsförordningen 2017:80 ch. 6).
    /// </remarks>
    public static Outcome<Wait> Of(
        WaitKind kind, FlowDates flow, Deviations? deviations = null, DateOnly? target = null, RegionId? region = null)
    {
        var first = WaitKinds.StartOf(kind);
        var start = flow[first] ?? (first == FlowPoint.ReferralWritten ? flow.ReferralReceived : null);
        return start is null ? Refusal.Of(RefusalCode.WaitWithoutStart, WaitingWords.Of(kind), WaitingWords.Of(first))
            : target is { } day && WaitDate.OutOfRange(day) is { } outside ? outside
            : new Wait(kind, flow, deviations ?? Deviations.None, target, region, start.Value);
    }
}

/// <summary>The whole journey: from the referral to the operation or other measure, visits and decisions on the way included.</summary>
/// <param name="Start">The day the referral was written (A).</param>
/// <param name="Stop">The day the treatment started (E), or the undertaking ended; null while it goes on.</param>
/// <param name="Days">Calendar days from the start to the stop, or to the day asked for.</param>
public sealed record Journey(DateOnly Start, DateOnly? Stop, int Days)
{
    /// <summary>The journey as it was on a day; null when it had not begun or its beginning is not known.</summary>
    public static Journey? On(FlowDates flow, DateOnly day)
    {
        if ((flow.ReferralWritten ?? flow.ReferralReceived) is not { } start || start > day)
        {
            return null;
        }

        var stop = flow.TreatmentStarted ?? flow.EndDecided ?? flow.Ended;
        var had = stop <= day ? stop : null;
        return new(start, had, (had ?? day).DayNumber - start.DayNumber);
    }
}

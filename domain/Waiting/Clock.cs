using Vardbro.Kernel;

namespace Vardbro.Waiting;

/// <summary>What the clock of one wait shows on a day.</summary>
/// <param name="Wait">The wait.</param>
/// <param name="Day">The day asked for.</param>
/// <param name="Guarantee">The limit it is held against; null when none covers it.</param>
/// <param name="Stop">The day it had stopped on; null when it still went on.</param>
/// <param name="Deadline">The last day on which care is in time; null without a limit, and while a deviation that stops the clock has no end.</param>
/// <param name="DaysWaited">Calendar days from the start to the stop, or to the day asked for; the day it started is day 0.</param>
/// <param name="DaysDeviating">How many of them lie in a deviation.</param>
/// <param name="DaysCounted">How many of them count against the limit.</param>
/// <param name="BreachedSince">The first day that care came too late, when it does; null when it does not.</param>
/// <param name="ActivelyWaiting">Whether the person is actively waiting on the day.</param>
public sealed record ClockReading(
    Wait Wait,
    DateOnly Day,
    GuaranteeRule? Guarantee,
    DateOnly? Stop,
    DateOnly? Deadline,
    int DaysWaited,
    int DaysDeviating,
    int DaysCounted,
    DateOnly? BreachedSince,
    bool ActivelyWaiting)
{
    /// <summary>Whether the limit is broken.</summary>
    public bool Breached => BreachedSince is not null;

    /// <summary>Days that count and remain of the limit; 0 on the last day, negative when it has passed, null without a limit.</summary>
    public int? DaysLeft => Guarantee?.Days - DaysCounted;

    /// <summary>Whether the medical target date has passed without care, or had when it was given; null without one.</summary>
    public bool? TargetPassed => Wait.Target is { } target ? (Stop ?? Day) > target : null;

    /// <summary>Whether it stopped because the undertaking ended, not because care was had.</summary>
    public bool EndedWithoutCare => Stop is not null && Wait.Care is null;

    /// <summary>The whole journey from referral to treatment, as it was on the day.</summary>
    public Journey? Journey => Journey.On(Wait.Flow, Day);
}

/// <summary>
/// Reads the clock of the care guarantee. Days are calendar days, holidays included; the day a wait starts is day 0, and care on
/// the day of the limit is in time (SKR 2021-03-10: contact on 5 March, a visit on 8 March is 3 days and within the guarantee).
/// The guarantee binds whatever the medical priority.
/// </summary>
public static class Clock
{
    /// <summary>The clock on a day, held against the limit that was in force when the wait started.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="wait">The wait, with everything that is recorded of it.</param>
    /// <param name="day">The day. What happened after it has not stopped the wait yet; deviations count as they are recorded.</param>
    /// <returns>The reading, or a refusal when the day is before the wait (VB2105) or out of range (VB2109).</returns>
    public static Outcome<ClockReading> Read(WaitingRules rules, Wait wait, DateOnly day) =>
        ReadAgainst(rules.For(wait.Kind, wait.Region, wait.Start), wait, day);

    /// <summary>The clock on a day, held against a given limit or none.</summary>
    public static Outcome<ClockReading> ReadAgainst(GuaranteeRule? guarantee, Wait wait, DateOnly day)
    {
        if (WaitDate.OutOfRange(day) is { } outside)
        {
            return outside;
        }

        if (day < wait.Start)
        {
            return Refusal.Of(RefusalCode.DayBeforeWait, WaitDate.Text(day), WaitDate.Text(wait.Start));
        }

        var stop = wait.Stop <= day ? wait.Stop : null;
        var end = stop ?? day;
        var waited = end.DayNumber - wait.Start.DayNumber;
        var counted = waited - wait.Deviations.All
            .Where(d => Effect(guarantee, d) == DeviationEffect.NotCounted).Sum(d => d.DaysWithin(wait.Start, end));
        var deadline = guarantee is null ? null : Deadline(guarantee, wait);
        var now = wait.Deviations.At(day);
        return new ClockReading(
            wait, day, guarantee, stop, deadline, waited,
            wait.Deviations.All.Sum(d => d.DaysWithin(wait.Start, end)),
            counted,
            counted > guarantee?.Days ? BreachedSince(guarantee, wait, deadline!.Value, end) : null,
            stop is null && (now is null || (guarantee?.Of(now.Kind)?.Active ?? true)));
    }

    /// <summary>
    /// The last day on which no more days than the limit have counted; null when a deviation that stops the clock has no end.
    /// A deviation that begins the day after the limit is full still moves it, for on its days the person could not be given care.
    /// </summary>
    private static DateOnly? Deadline(GuaranteeRule guarantee, Wait wait)
    {
        var deadline = wait.Start.AddDays(guarantee.Days);
        foreach (var deviation in wait.Deviations.All.Where(d => Effect(guarantee, d) == DeviationEffect.NotCounted))
        {
            if (deviation.From > deadline.AddDays(1))
            {
                break;
            }

            if (deviation.To is not { } to)
            {
                return null;
            }

            deadline = deadline.AddDays(deviation.DaysWithin(wait.Start, to));
        }

        return deadline;
    }

    // Days set aside are not called a breach: it begins, or begins again, after them.
    private static DateOnly? BreachedSince(GuaranteeRule guarantee, Wait wait, DateOnly deadline, DateOnly end)
    {
        var since = deadline.AddDays(1);
        foreach (var deviation in wait.Deviations.All.Where(d => Effect(guarantee, d) == DeviationEffect.SetAside))
        {
            if (deviation.Covers(end))
            {
                return null;
            }

            if (deviation.Covers(since))
            {
                since = deviation.To!.Value.AddDays(1); // one without an end covers the end
            }
        }

        return since;
    }

    private static DeviationEffect Effect(GuaranteeRule? guarantee, Deviation deviation) =>
        guarantee?.EffectOf(deviation.Kind) ?? DeviationEffect.None;
}

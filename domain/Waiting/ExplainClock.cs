using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting;

/// <summary>Says why the clock shows what it does. Built only when asked for, from what the reading kept.</summary>
public static class ExplainClock
{
    // Where the limits stand: what a wait that none of them covers was held against.
    private static readonly RuleOrigin AllLimits = new("guarantee", 1);

    /// <summary>The reasons for a reading: which limit and why, each deviation, the deadline, how it stands, the target date.</summary>
    public static ImmutableArray<Reason> Reading(ClockReading reading)
    {
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        if (reading.Guarantee is not { } guarantee)
        {
            reasons.Add(new(
                new($"Vårdgaranti: {WaitingWords.Of(reading.Wait.Kind).Sv}", $"Care guarantee: {WaitingWords.Of(reading.Wait.Kind).En}"),
                AllLimits, null, [Started(reading)],
                new("ingen gräns i reglerna omfattar väntan", "no limit in the rules covers the wait"), null));
        }
        else
        {
            reasons.Add(OfLimit(reading, guarantee));
            reasons.AddRange(reading.Wait.Deviations.All.Select(d => OfDeviation(reading, guarantee, d)));
            reasons.Add(OfDeadline(reading, guarantee));
            reasons.Add(OfDay(reading, guarantee));
        }

        if (reading.Wait.Target is { } target)
        {
            reasons.Add(OfTarget(reading, target));
        }

        return reasons.ToImmutable();
    }

    /// <summary>What a reading rests on that is assumed: of its limit, the choice of it, and the deviations that were met.</summary>
    public static IEnumerable<(Bilingual Assumption, RuleOrigin Origin)> Assumptions(ClockReading reading)
    {
        if (reading.Guarantee is not { } guarantee)
        {
            yield break;
        }

        yield return (guarantee.Choice, guarantee.Origin);
        if ((guarantee.Assumption ?? guarantee.Source.Assumption) is { } ofLimit)
        {
            yield return (ofLimit, guarantee.Origin);
        }

        foreach (var rule in reading.Wait.Deviations.All.Select(d => guarantee.Of(d.Kind)).OfType<DeviationRule>().Distinct())
        {
            if ((rule.Assumption ?? rule.Source.Assumption) is { } ofDeviation)
            {
                yield return (ofDeviation, rule.Origin);
            }
        }
    }

    private static Reason OfLimit(ClockReading reading, GuaranteeRule guarantee)
    {
        var assumption = guarantee.Assumption ?? guarantee.Source.Assumption;
        var valid = guarantee.To is { } to ? $"{WaitDate.Text(guarantee.From)}–{WaitDate.Text(to)}" : $"{WaitDate.Text(guarantee.From)}–";
        return new(
            new($"Vårdgaranti: {WaitingWords.Of(guarantee.Kind).Sv}", $"Care guarantee: {WaitingWords.Of(guarantee.Kind).En}"),
            guarantee.Origin,
            guarantee.Source,
            [
                Started(reading),
                new($"gäller väntan som började {valid}", $"holds for waits that started {valid}"),
                guarantee.Region is { } region ? new($"strängare gräns i region {region}", $"a stricter limit in region {region}") : new("hela landet", "the whole nation"),
                guarantee.Place,
            ],
            guarantee.Days == 0 ? new("samma dag", "the same day") : WaitingWords.Days(guarantee.Days),
            assumption is null ? guarantee.Choice : new($"{guarantee.Choice.Sv} {assumption.Sv}", $"{guarantee.Choice.En} {assumption.En}"));
    }

    private static Reason OfDeviation(ClockReading reading, GuaranteeRule guarantee, Deviation deviation)
    {
        var rule = guarantee.Of(deviation.Kind);
        var days = WaitingWords.Days(deviation.DaysWithin(reading.Wait.Start, reading.Stop ?? reading.Day));
        var to = deviation.To is { } last ? WaitDate.Text(last) : "";
        return new(
            new($"Avvikelse: {WaitingWords.Of(deviation.Kind).Sv}", $"Deviation: {WaitingWords.Of(deviation.Kind).En}"),
            rule?.Origin ?? guarantee.Origin,
            rule?.Source,
            [
                new($"{WaitDate.Text(deviation.From)}–{to}", $"{WaitDate.Text(deviation.From)}–{to}"),
                new($"{days.Sv} av väntan hittills", $"{days.En} of the wait so far"),
                .. rule is null ? ImmutableArray<Bilingual>.Empty : [rule.Place],
            ],
            WaitingWords.Of(guarantee.EffectOf(deviation.Kind)),
            rule?.Assumption ?? rule?.Source.Assumption);
    }

    private static Reason OfDeadline(ClockReading reading, GuaranteeRule guarantee)
    {
        var limit = WaitingWords.Days(guarantee.Days);
        var moved = reading.Deadline is { } deadline
            ? deadline.DayNumber - reading.Wait.Start.DayNumber - guarantee.Days
            : 0;
        return new(
            new("Sista dag i tid", "Last day in time"),
            guarantee.Origin,
            guarantee.Source,
            [
                Started(reading),
                new($"gräns {limit.Sv}", $"limit {limit.En}"),
                new($"flyttad {WaitingWords.Days(moved).Sv} av avvikelser", $"moved {WaitingWords.Days(moved).En} by deviations"),
            ],
            reading.Deadline is { } last
                ? WaitDate.Text(last)
                : new Bilingual("öppen: en avvikelse som stannar klockan har inget slut", "open: a deviation that stops the clock has no end"),
            null);
    }

    private static Reason OfDay(ClockReading reading, GuaranteeRule guarantee)
    {
        var left = reading.DaysLeft!.Value;
        var stop = reading.Stop is not { } day ? new Bilingual("pågår", "goes on")
            : reading.EndedWithoutCare ? new Bilingual($"avslutad utan vård {WaitDate.Text(day)}", $"ended without care {WaitDate.Text(day)}")
            : new($"vård {WaitDate.Text(day)}", $"care {WaitDate.Text(day)}");
        return new(
            new($"Läget {WaitDate.Text(reading.Day)}", $"As it stands {WaitDate.Text(reading.Day)}"),
            guarantee.Origin,
            guarantee.Source,
            [
                stop,
                new($"väntat {WaitingWords.Days(reading.DaysWaited).Sv}", $"waited {WaitingWords.Days(reading.DaysWaited).En}"),
                new($"varav i avvikelse {WaitingWords.Days(reading.DaysDeviating).Sv}", $"of which in deviation {WaitingWords.Days(reading.DaysDeviating).En}"),
                new($"räknas {WaitingWords.Days(reading.DaysCounted).Sv}", $"counted {WaitingWords.Days(reading.DaysCounted).En}"),
                reading.ActivelyWaiting ? new("aktivt väntande", "actively waiting") : new("inte aktivt väntande", "not actively waiting"),
            ],
            reading.BreachedSince is { } since ? new Bilingual($"bruten sedan {WaitDate.Text(since)}", $"in breach since {WaitDate.Text(since)}")
                : left < 0 ? new("ställd åt sidan, gränsen passerad", "set aside, the limit passed")
                : reading.Stop is not null ? new("hållen", "kept")
                : new Bilingual($"{WaitingWords.Days(left).Sv} kvar", $"{WaitingWords.Days(left).En} left"),
            null);
    }

    private static Reason OfTarget(ClockReading reading, DateOnly target) => new(
        new("Medicinskt måldatum", "Medical target date"),
        reading.Guarantee?.Origin ?? AllLimits,
        null,
        [WaitDate.Text(target), new("flyttar inte garantin", "does not move the guarantee")],
        reading.TargetPassed is true ? new("passerat", "passed") : new("inte passerat", "not passed"),
        null);

    private static Bilingual Started(ClockReading reading) =>
        new($"väntan började {WaitDate.Text(reading.Wait.Start)}", $"the wait started {WaitDate.Text(reading.Wait.Start)}");
}

using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;

namespace Vardbro.Brokering.Need;

/// <summary>Why a wait is not in the run.</summary>
public enum LeftOutReason
{
    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>No limit of the guarantee covers it.</summary>
    NotCovered,

    /// <summary>The person chose to wait, and that goes on.</summary>
    PatientChosen,

    /// <summary>Care cannot be given for medical reasons, and that goes on.</summary>
    MedicallyCaused,

    /// <summary>Special reasons, and they go on.</summary>
    SpeciallyCaused,

    /// <summary>Which service is waited for is not known.</summary>
    ServiceUnknown,

    /// <summary>The home municipality is not known, so no distance is.</summary>
    MunicipalityUnknown,

    /// <summary>The date at home comes before any week that could be offered.</summary>
    HomeDateSoon,
}

/// <summary>What the rules say of one wait in a run.</summary>
/// <param name="Wait">The wait.</param>
/// <param name="Clock">The guarantee's clock on the day of the run.</param>
/// <param name="Until">The date at home; where there is none, the first day after the run's weeks.</param>
public abstract record JudgedNeed(OperationalWait Wait, ClockReading Clock, DateOnly Until)
{
    /// <summary>Whether the guarantee is broken on the day of the run.</summary>
    public bool Broken => Clock.Breached;

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;
}

/// <summary>In the run.</summary>
/// <param name="Wait">The wait.</param>
/// <param name="Clock">The guarantee's clock on the day of the run.</param>
/// <param name="Until">The date at home; where there is none, the first day after the run's weeks.</param>
/// <param name="Tier">Which tier, and on what ground.</param>
/// <param name="Rank">The rank within the tier, 0 first.</param>
/// <param name="PassedDays">Days of the acceptable time that have passed.</param>
/// <param name="AcceptableDays">Days that are acceptable: to the target date, or the guarantee's.</param>
/// <param name="FirstWeek">The first week that may be offered.</param>
/// <param name="LastWeek">The last week that helps.</param>
public sealed record InRun(
    OperationalWait Wait, ClockReading Clock, DateOnly Until, NeedTier Tier, int Rank, int PassedDays, int AcceptableDays, int FirstWeek, int LastWeek)
    : JudgedNeed(Wait, Clock, Until)
{
    /// <summary>Whether the guarantee is or will be broken unless an earlier date is found.</summary>
    public bool BreachComing => Clock.Deadline < Until;

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}

/// <summary>Not in the run.</summary>
/// <param name="Wait">The wait.</param>
/// <param name="Clock">The guarantee's clock on the day of the run.</param>
/// <param name="Until">The date at home; where there is none, the first day after the run's weeks.</param>
/// <param name="Why">The first of the reasons that holds.</param>
public sealed record LeftOut(OperationalWait Wait, ClockReading Clock, DateOnly Until, LeftOutReason Why) : JudgedNeed(Wait, Clock, Until)
{
    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}

/// <summary>
/// Turns waits into tiers and ranks (hälso- och sjukvårdslagen 2017:30 ch. 3 § 1: who needs care most goes first; ch. 9: another
/// provider when the guarantee breaks). Looks at nothing but the wait and the rules: who else waits changes nobody's need.
/// </summary>
/// <param name="waiting">The rules of the clock.</param>
/// <param name="rule">Who goes first.</param>
/// <param name="municipalities">The municipalities that distances are known from.</param>
/// <param name="weeks">The weeks of the run.</param>
public sealed class NeedOf(WaitingRules waiting, NeedRule rule, IReadOnlySet<string> municipalities, RunWeeks weeks)
{
    /// <summary>The need of a wait, or a refusal when it begins after the day of the run (VB2105).</summary>
    public Outcome<JudgedNeed> Of(OperationalWait wait) => Clock.Read(waiting, wait.Wait, weeks.Day).Then<JudgedNeed>(clock =>
    {
        // A date that has gone by without care is no date.
        var until = wait.Dates.Home is { } home && home >= weeks.Day ? home : weeks.End;
        var (first, last) = (weeks.FirstFrom(weeks.Day.AddDays(rule.NoticeDays)), weeks.LastBefore(until));
        return WhyNot(wait, clock) is { } why ? new LeftOut(wait, clock, until, why)
            : last < first ? new LeftOut(wait, clock, until, LeftOutReason.HomeDateSoon)
            : Placed(wait, clock, until, first, last);
    });

    private LeftOutReason? WhyNot(OperationalWait wait, ClockReading clock) =>
        !wait.IsOpen ? LeftOutReason.Ended
        : clock.Guarantee is null ? LeftOutReason.NotCovered
        : wait.Wait.Deviations.At(weeks.Day) is { } deviation && rule.LeftOut.Contains(deviation.Kind) ? ReasonOf(deviation.Kind)
        : wait.Care.Service.Length == 0 ? LeftOutReason.ServiceUnknown
        : !municipalities.Contains(wait.Person.Municipality) ? LeftOutReason.MunicipalityUnknown
        : null;

    private InRun Placed(OperationalWait wait, ClockReading clock, DateOnly until, int first, int last)
    {
        var tier = rule.Tiers.First(t => Holds(t.Ground, wait, clock, until));
        var (passed, acceptable) = tier.Ground == NeedGround.TargetDate
            ? (weeks.Day.DayNumber - wait.Wait.Start.DayNumber, wait.Wait.Target!.Value.DayNumber - wait.Wait.Start.DayNumber)
            : (clock.DaysCounted, clock.Guarantee!.Days);
        return new(wait, clock, until, tier, rule.Ranks.RankOf(passed, acceptable), passed, acceptable, first, last);
    }

    // Care on the target date, and on the last day of the guarantee, is in time.
    private static bool Holds(NeedGround ground, OperationalWait wait, ClockReading clock, DateOnly until) => ground switch
    {
        NeedGround.TargetDate => wait.Wait.Target < until,
        NeedGround.Guarantee => clock.Deadline < until,
        NeedGround.Other => true,
    };

    private static LeftOutReason ReasonOf(DeviationKind kind) => kind switch
    {
        DeviationKind.PatientChosen => LeftOutReason.PatientChosen,
        DeviationKind.MedicallyCaused => LeftOutReason.MedicallyCaused,
        DeviationKind.SpeciallyCaused => LeftOutReason.SpeciallyCaused,
    };
}

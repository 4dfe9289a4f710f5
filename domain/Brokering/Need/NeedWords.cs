using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Brokering.Need;

/// <summary>Need for people, Swedish and English, and why a wait has the need it has.</summary>
public static class NeedWords
{
    /// <summary>Why a wait is not in the run.</summary>
    public static Bilingual Of(LeftOutReason reason) => reason switch
    {
        LeftOutReason.Ended => new("väntan är slut", "the wait has ended"),
        LeftOutReason.NotCovered => new("vårdgarantin omfattar inte väntan", "the guarantee does not cover the wait"),
        LeftOutReason.PatientChosen => new("patienten har valt att vänta", "the patient chose to wait"),
        LeftOutReason.MedicallyCaused => new("vården kan av medicinska skäl inte ges nu", "care cannot be given now for medical reasons"),
        LeftOutReason.SpeciallyCaused => new("väntan har särskilda skäl", "the wait has special reasons"),
        LeftOutReason.ServiceUnknown => new("vilken vård som väntas på är inte känt", "which service is waited for is not known"),
        LeftOutReason.MunicipalityUnknown => new("hemkommunen är inte känd", "the home municipality is not known"),
        LeftOutReason.HomeDateSoon => new("tiden hemma kommer före varje vecka som kan erbjudas", "the date at home comes before any week that can be offered"),
    };

    /// <summary>On what ground a tier stands.</summary>
    public static Bilingual Of(NeedGround ground) => ground switch
    {
        NeedGround.TargetDate => new(
            "medicinskt måldatum som har passerat, eller passerar före tiden hemma", "a medical target date that has passed, or passes before the date at home"),
        NeedGround.Guarantee => new(
            "vårdgaranti som är bruten, eller blir det före tiden hemma", "a guarantee that is broken, or will be before the date at home"),
        NeedGround.Other => new("alla andra i körningen", "everyone else in the run"),
    };

    /// <summary>The reasons for a need: the guarantee's clock, then the tier and rank, then the weeks; or why the wait is not in the run.</summary>
    /// <param name="need">The need.</param>
    /// <param name="rule">The rule that it came from.</param>
    /// <param name="weeks">The weeks of the run.</param>
    public static ImmutableArray<Reason> Reasons(JudgedNeed need, NeedRule rule, RunWeeks weeks) =>
    [
        .. ExplainClock.Reading(need.Clock),
        .. need switch
        {
            InRun placed => ImmutableArray.Create(OfTier(placed, rule), OfRank(placed, rule), OfWeeks(placed, rule, weeks)),
            LeftOut left => [new(rule.Name, rule.Origin, null, [], new($"inte med i körningen: {Of(left.Why).Sv}", $"not in the run: {Of(left.Why).En}"), rule.Assumption)],
            _ => [],
        },
    ];

    private static Reason OfTier(InRun need, NeedRule rule) => new(
        new($"Nivå {need.Tier.Tier}: {need.Tier.Name.Sv}", $"Tier {need.Tier.Tier}: {need.Tier.Name.En}"), need.Tier.Origin, need.Tier.Source,
        [
            need.Tier.Place,
            .. need.Wait.Wait.Target is { } target ? [new($"måldatum {Day(target)}", $"target date {Day(target)}")] : ImmutableArray<Bilingual>.Empty,
            .. need.Clock.Deadline is { } deadline ? [new($"sista dag i tid {Day(deadline)}", $"last day in time {Day(deadline)}")] : ImmutableArray<Bilingual>.Empty,
            Until(need),
        ],
        Of(need.Tier.Ground), rule.Assumption);

    private static Reason OfRank(InRun need, NeedRule rule) => new(
        new("Rang inom nivån", "Rank within the tier"), rule.Origin, need.Tier.Source,
        [
            new($"{need.PassedDays} dagar har gått", $"{need.PassedDays} days have passed"),
            new($"{need.AcceptableDays} dagar är godtagbara", $"{need.AcceptableDays} days are acceptable"),
            new($"rang 0 från {rule.Ranks.FromPercent} procent, en rang för varje {rule.Ranks.StepPercent} procent lägre",
                $"rank 0 from {rule.Ranks.FromPercent} percent, one rank for every {rule.Ranks.StepPercent} percent lower"),
        ],
        new($"rang {need.Rank} av {rule.Ranks.Last}", $"rank {need.Rank} of {rule.Ranks.Last}"), rule.Assumption);

    private static Reason OfWeeks(InRun need, NeedRule rule, RunWeeks weeks) => new(
        new("Veckor som kan erbjudas", "Weeks that can be offered"), rule.Origin, null,
        [new($"tidigast {rule.NoticeDays} dagar efter körningen", $"at the earliest {rule.NoticeDays} days after the run"), Until(need)],
        new($"{Day(weeks.MondayOf(need.FirstWeek))} till {Day(weeks.MondayOf(need.LastWeek + 1).AddDays(-1))}",
            $"{Day(weeks.MondayOf(need.FirstWeek))} to {Day(weeks.MondayOf(need.LastWeek + 1).AddDays(-1))}"),
        rule.Assumption);

    private static Bilingual Until(JudgedNeed need) => need.Wait.Dates.Home == need.Until
        ? new($"tid hemma {Day(need.Until)}", $"date at home {Day(need.Until)}")
        : need.Wait.Dates.Home is { } gone
        ? new($"tiden hemma, {Day(gone)}, har gått utan vård: ingen tid", $"the date at home, {Day(gone)}, has gone by without care: no date")
        : new("ingen tid hemma", "no date at home");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

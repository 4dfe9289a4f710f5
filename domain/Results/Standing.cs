using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>How a region stands in one period of a component.</summary>
public enum PeriodState
{
    /// <summary>Earned, all or a part.</summary>
    Earned,

    /// <summary>Over, and nothing earned.</summary>
    Missed,

    /// <summary>Not over yet.</summary>
    Open,

    /// <summary>A condition is not met: nothing is earned. It may still be met until the settlement is decided.</summary>
    ConditionUnmet,
}

/// <summary>A region's standing in one period of a component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Period">Which of its periods.</param>
/// <param name="State">How it stands.</param>
/// <param name="Ceiling">What it can at most give; zero when the pot has no ceilings.</param>
/// <param name="Earned">What it has given.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Ways">For an open period, the ways to earn; empty when the figures do not say.</param>
/// <param name="WholePot">Whether the pot has no ceilings, so that what can be lost is known from the forecast only.</param>
public sealed record PeriodStanding(
    SchemeComponent Component, int Period, PeriodState State, Money Ceiling, Money Earned, Bilingual Why, ImmutableArray<Way> Ways,
    bool WholePot);

/// <summary>A region's standing in a scheme, as a controller accounts for it (RKR R2: revenue when the condition is met, a liability until then).</summary>
/// <param name="Region">The region.</param>
/// <param name="Periods">Period by period.</param>
/// <param name="GivenOn">What it has got of what others did not earn.</param>
/// <param name="Received">What has been paid out to it.</param>
/// <param name="MovedCost">What patients who were moved cost it; null when that is not known.</param>
/// <param name="Forecast">What it may come to in all.</param>
/// <param name="Decided">Whether the settlement is decided, so that nothing more can be shown.</param>
public sealed record RegionStanding(
    RegionId Region, ImmutableArray<PeriodStanding> Periods, Money GivenOn, Money Received, Money? MovedCost, Forecast Forecast, bool Decided)
{
    /// <summary>Earned by conditions met: revenue.</summary>
    public Money Earned => Money.Sum(Periods.Select(p => p.Earned)) + GivenOn;

    /// <summary>
    /// Not earned yet and still open: at risk, a condition that may still be met with it. Of a pot without ceilings it is what the
    /// forecast at most gives beyond what is earned.
    /// </summary>
    public Money AtRisk
    {
        get
        {
            var open = Periods.Where(IsOpen).ToList();
            var ceilings = Money.Sum(open.Select(p => p.Ceiling - p.Earned));
            var foreseen = Forecast.High - Earned;
            return open.Any(p => p.WholePot) && foreseen > ceilings ? foreseen : ceilings;
        }
    }

    /// <summary>Lost for good.</summary>
    public Money Missed => Money.Sum(Periods.Where(p => !IsOpen(p)).Select(p => p.Ceiling > p.Earned ? p.Ceiling - p.Earned : Money.Zero));

    /// <summary>Paid out and not earned: a liability.</summary>
    public Money Liability => Received > Earned ? Received - Earned : Money.Zero;

    /// <summary>Earned and not paid out: a receivable.</summary>
    public Money Receivable => Earned > Received ? Earned - Received : Money.Zero;

    /// <summary>Paid out and beyond what can still be earned: will be repaid.</summary>
    public Money Repayable => Received > Earned + AtRisk ? Received - Earned - AtRisk : Money.Zero;

    /// <summary>Earned less what moved patients cost; null when that is not known.</summary>
    public Money? Net => MovedCost is { } cost ? Earned - cost : null;

    private bool IsOpen(PeriodStanding period) => period.State == PeriodState.Open || (period.State == PeriodState.ConditionUnmet && !Decided);
}

/// <summary>
/// Works out where every region stands in a scheme. Pure. A month is over for a region when its own figures for it, or for a later
/// month, are in; for all when the settlement is decided. Until then a figure that is lacking may still come, and nothing is lost.
/// </summary>
public static class Stand
{
    /// <summary>The standing of every region, in order.</summary>
    /// <param name="settlement">The scheme settled on what is known.</param>
    /// <param name="known">The last month that is known; later ones are open.</param>
    /// <param name="received">What has been paid out to a region.</param>
    /// <param name="moved">What moved patients cost a region, or null.</param>
    /// <param name="decided">Whether the settlement is decided.</param>
    public static Outcome<ImmutableArray<RegionStanding>> Of(
        Settlement settlement, Month known, Func<RegionId, Money> received, Func<RegionId, Money?> moved, bool decided = false) =>
        Foresee.Of(settlement.Ready, settlement.Values, known).Then<ImmutableArray<RegionStanding>>(forecasts =>
            settlement.Ready.Regions.Select((region, place) => new RegionStanding(
                region,
                [.. settlement.Pots.Where(p => !p.Redistribution).Select(p => PeriodOf(settlement, p, known, place, decided))],
                Money.Sum(settlement.Pots.Where(p => p.Redistribution && IsOverForAll(settlement, p, known, decided)).Select(p => p.Earned[place])),
                received(region), moved(region), forecasts[place], decided)).ToImmutableArray());

    /// <summary>The last month that any region has a figure for, of those that are paid for; null when there is none.</summary>
    public static Month? LastKnown(Scheme scheme, IndicatorValues values)
    {
        Month? last = null;
        foreach (var month in scheme.Components.SelectMany(c => c.Months).Distinct())
        {
            var place = values.PlaceOf(month);
            var any = Enumerable.Range(0, scheme.Indicators.Length).Any(i => Enumerable.Range(0, values.Regions.Length).Any(r => values[i, place, r].Known));
            last = any && (last is null || month.CompareTo(last.Value) > 0) ? month : last;
        }

        return last;
    }

    // What is given on, or split of a whole pot, hangs on every region's figures.
    private static bool IsOverForAll(Settlement settlement, SettledPot pot, Month known, bool decided) =>
        Enumerable.Range(0, settlement.Ready.Regions.Length).All(region => IsOver(settlement, pot, known, region, decided));

    private static bool IsOver(Settlement settlement, SettledPot pot, Month known, int region, bool decided)
    {
        var months = pot.Component.MonthsOf(pot.Period);
        if (decided || months.IsEmpty || months[^1].CompareTo(known) > 0)
        {
            return decided || months.IsEmpty;
        }

        var (scheme, values) = (settlement.Ready.Scheme, settlement.Values);
        return (pot.Component.Requirement?.Reads ?? []).All(id => values.LastPlace(scheme.PlaceOf(id), known, region) >= values.PlaceOf(months[^1]));
    }

    private static PeriodStanding PeriodOf(Settlement settlement, SettledPot pot, Month known, int region, bool decided)
    {
        var (component, values) = (pot.Component, settlement.Values);
        var ceiling = pot.Ceilings.IsEmpty ? Money.Zero : pot.Ceilings[region];
        var wholePot = pot.Ceilings.IsEmpty;
        var over = wholePot ? IsOverForAll(settlement, pot, known, decided) : IsOver(settlement, pot, known, region, decided);
        var unmet = ExplainEarned.Unmet(settlement.Ready.Scheme, values, region) is not null;
        var state = unmet ? PeriodState.ConditionUnmet : !over ? PeriodState.Open : pot.Parts[region] > 0 ? PeriodState.Earned : PeriodState.Missed;
        var ways = state == PeriodState.Open && component.Requirement is { } requirement
            ? Needs.Of(requirement, settlement.Ready.Scheme, values, component.MonthsOf(pot.Period), known, region)
            : [];

        // What is not over is not earned yet, whatever the figures so far would give.
        return new(component, pot.Period, state, ceiling, over ? pot.Earned[region] : Money.Zero, ExplainEarned.Sentence(settlement, pot, region), ways, wholePot);
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

namespace Vardbro.Storage.Results;

/// <summary>Makes a forecast to keep.</summary>
public static class KeptForecast
{
    /// <summary>The scheme, when its settlement is not decided; what is made afterwards is no forecast.</summary>
    public static Outcome<Scheme> Undecided(Decided decided, Scheme scheme) => decided.SettlementOf(scheme.Id).InForce is { Signature: var signature }
        ? Refusal.Of(RefusalCode.ForecastAfterDecision, scheme.Id, signature!.Number)
        : scheme;

    /// <summary>The forecast of a settlement whose months are not all known, with its day.</summary>
    public static Outcome<ForecastKept> Of(SchemeFigures figures, Settlement settlement, ImmutableArray<SchemeChange> changes, DateOnly today)
    {
        var scheme = settlement.Ready.Scheme;
        var known = Stand.LastKnown(scheme, settlement.Values) ?? settlement.Values.First;
        return Foresee.Of(settlement.Ready, settlement.Values, known).Then<ForecastKept>(forecasts => new ForecastKept(
            scheme.Id, today, [.. changes.Select(c => c.ToString())],
            figures.Pinned with { Months = [.. figures.Pinned.Months.Where(m => m.Month.CompareTo(known) <= 0)] },
            settlement.Ready.Regions.Select((region, place) => (region, forecasts[place])).ToImmutableSortedDictionary(
                p => p.region, p => new ForecastAmount(p.Item2.Low, p.Item2.Expected, p.Item2.High)),
            default));
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

namespace Vardbro.Storage.Results;

/// <summary>Makes a forecast to keep.</summary>
public static class KeptForecast
{
    /// <summary>The forecast of a settlement whose months are not all known, with its day.</summary>
    public static Outcome<ForecastKept> Of(SchemeFigures figures, Settlement settlement, ImmutableArray<SchemeChange> changes, DateOnly today)
    {
        var scheme = settlement.Ready.Scheme;
        var known = Stand.LastKnown(scheme, settlement.Values) ?? settlement.Values.First;
        return Foresee.Of(settlement.Ready, settlement.Values, known).Then<ForecastKept>(forecasts => new ForecastKept(
            scheme.Id, today, [.. changes.Select(c => c.ToString())], figures.Pinned,
            settlement.Ready.Regions.Select((region, place) => (region, forecasts[place])).ToImmutableSortedDictionary(
                p => p.region, p => new ForecastAmount(p.Item2.Low, p.Item2.Expected, p.Item2.High)),
            default));
    }
}

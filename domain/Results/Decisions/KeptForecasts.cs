using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>A forecast of a settlement was kept with its day, so that it is scored when the settlement is decided.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Date">The civil day.</param>
/// <param name="Changes">What was changed of the rule, as it was asked; empty for the rule as it is.</param>
/// <param name="Figures">Which figures it rests on.</param>
/// <param name="Amounts">What it says each region will earn.</param>
/// <param name="At">When.</param>
public sealed record ForecastKept(
    string Scheme, DateOnly Date, ImmutableArray<string> Changes, PinnedFigures Figures, ImmutableSortedDictionary<RegionId, ForecastAmount> Amounts, DateTimeOffset At);

/// <summary>What a forecast says of a region.</summary>
/// <param name="Low">At least.</param>
/// <param name="Expected">Expected.</param>
/// <param name="High">At most.</param>
public sealed record ForecastAmount(Money Low, Money Expected, Money High);

/// <summary>How well a kept forecast did.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="MeanError">The mean distance from what was decided, a region.</param>
/// <param name="Within">How many regions ended between low and high.</param>
/// <param name="Regions">Of how many.</param>
public sealed record ForecastScore(ForecastKept Forecast, Money MeanError, int Within, int Regions)
{
    /// <summary>Scores a forecast against a decided settlement.</summary>
    public static ForecastScore Of(ForecastKept forecast, SettlementContent decided)
    {
        var regions = forecast.Amounts.Keys.Where(decided.Regions.Contains).ToList();
        var error = Money.Sum(regions.Select(r => (forecast.Amounts[r].Expected - decided.EarnedBy(r)).Abs()));
        var within = regions.Count(r => decided.EarnedBy(r) >= forecast.Amounts[r].Low && decided.EarnedBy(r) <= forecast.Amounts[r].High);
        return new(forecast, new(error.Ore / Math.Max(1, regions.Count)), within, regions.Count);
    }
}

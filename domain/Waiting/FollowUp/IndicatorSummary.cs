using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>How an indicator stands on a day, in a line.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Nation">The nation's latest value; null when it has none.</param>
/// <param name="Change">The nation's change to that value since the year before; null when the two cannot be compared.</param>
/// <param name="Spread">The regions' range in the latest year; null when no region has a value.</param>
/// <param name="Trend">Whether the gap between the regions closes; null when no two years can be compared.</param>
/// <param name="Defects">Every value that cannot be true, oldest first.</param>
public sealed record IndicatorSummary(
    Indicator Indicator,
    IndicatorValue? Nation,
    IndicatorChange? Change,
    Spread? Spread,
    GapTrend? Trend,
    ImmutableArray<IndicatorValue> Defects)
{
    /// <summary>How an indicator stands at the end of a day.</summary>
    public static IndicatorSummary Of(Indicator indicator, ImmutableArray<RegionId> regions, DateOnly asOf)
    {
        var nation = IndicatorValue.LatestOf(indicator, RegionId.Nation, asOf);
        var over = Spread.Over(indicator, regions, asOf);
        return new(
            indicator, nation,
            nation is null ? null : IndicatorChange.Of(indicator, RegionId.Nation, nation.Year, asOf),
            over.IsEmpty ? null : over[^1],
            GapTrend.Of(indicator, regions, asOf),
            [
                .. from year in indicator.YearsOn(asOf)
                   from region in regions.Prepend(RegionId.Nation)
                   let value = IndicatorValue.Of(indicator, region, year, asOf)
                   where value.Standing is ValueStanding.Defect
                   select value,
            ]);
    }
}

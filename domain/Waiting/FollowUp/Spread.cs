using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>How far apart the regions stand in one year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Lowest">The lowest value; of equals, the first region by id.</param>
/// <param name="Highest">The highest value; of equals, the first region by id.</param>
/// <param name="Regions">How many regions have a value that can be computed with.</param>
/// <param name="Defects">How many have one that cannot be true.</param>
/// <param name="Missing">How many have none.</param>
public sealed record Spread(int Year, IndicatorValue Lowest, IndicatorValue Highest, int Regions, int Defects, int Missing)
{
    /// <summary>The gap between them, in the unit of the indicator.</summary>
    public decimal Gap => Highest.Usable!.Value - Lowest.Usable!.Value;

    /// <summary>The spread of a year as known at the end of a day; null when no region has a value to compute with.</summary>
    public static Spread? Of(Indicator indicator, ImmutableArray<RegionId> regions, int year, DateOnly asOf)
    {
        var values = regions.Order().Select(r => IndicatorValue.Of(indicator, r, year, asOf)).ToList();
        var usable = values.Where(v => v.Standing is ValueStanding.Usable).ToList();
        return usable.Count == 0 ? null : new(
            year, usable.MinBy(v => v.Number)!, usable.MaxBy(v => v.Number)!, usable.Count,
            values.Count(v => v.Standing is ValueStanding.Defect), values.Count(v => v.Standing is ValueStanding.Missing));
    }

    /// <summary>The spread of every year known, oldest first.</summary>
    public static ImmutableArray<Spread> Over(Indicator indicator, ImmutableArray<RegionId> regions, DateOnly asOf) =>
        [.. indicator.YearsOn(asOf).Select(year => Of(indicator, regions, year, asOf)).OfType<Spread>()];
}

/// <summary>How the gap between the regions is beside what it was. Two years are compared; chance is not ruled out.</summary>
public enum GapDirection
{
    /// <summary>The gap is smaller than it was.</summary>
    Closing,

    /// <summary>The gap is larger than it was.</summary>
    Widening,

    /// <summary>As large as it was.</summary>
    Unchanged,
}

/// <summary>The gap between best and worst at two points in time, over the very same regions.</summary>
/// <param name="First">The first year that can be compared with the last.</param>
/// <param name="Last">The last year.</param>
/// <param name="Regions">How many regions have a value to compute with in both.</param>
/// <param name="Direction">Whether the last is smaller or larger than the first, by however little.</param>
public sealed record GapTrend(Spread First, Spread Last, int Regions, GapDirection Direction)
{
    /// <summary>
    /// The gap in the first and the last comparable year, counted over the regions that have a value in both, so that a region
    /// that falls away never closes a gap. Null when no two years can be compared.
    /// </summary>
    public static GapTrend? Of(Indicator indicator, ImmutableArray<RegionId> regions, DateOnly asOf)
    {
        var years = indicator.YearsOn(asOf);
        var from = indicator.Breaks.Select(b => b.Year).Where(y => !years.IsEmpty && y <= years[^1]).DefaultIfEmpty(int.MinValue).Max();
        var comparable = years.Where(y => y >= from).ToList();
        if (comparable.Count < 2)
        {
            return null;
        }

        var (first, last) = (comparable[0], comparable[^1]);
        ImmutableArray<RegionId> both = [.. regions.Where(r => Usable(r, first) && Usable(r, last))];
        if (both.Length < 2)
        {
            return null;
        }

        var (was, now) = (Spread.Of(indicator, both, first, asOf)!, Spread.Of(indicator, both, last, asOf)!);
        return new(was, now, both.Length,
            now.Gap < was.Gap ? GapDirection.Closing : now.Gap > was.Gap ? GapDirection.Widening : GapDirection.Unchanged);

        bool Usable(RegionId region, int year) => IndicatorValue.Of(indicator, region, year, asOf).Standing is ValueStanding.Usable;
    }
}

/// <summary>A document's range beside the range of the values in one year. Neither corrects the other.</summary>
/// <param name="Stated">What the document says.</param>
/// <param name="Spread">What the values say.</param>
/// <param name="Agree">Whether both ends are the same.</param>
public sealed record RangeBeside(StatedRange Stated, Spread Spread, bool Agree)
{
    /// <summary>Every stated range beside every year known.</summary>
    public static ImmutableArray<RangeBeside> Of(Indicator indicator, ImmutableArray<RegionId> regions, DateOnly asOf) =>
    [
        .. from stated in indicator.Stated
           where stated.Source.Published <= asOf
           from spread in Spread.Over(indicator, regions, asOf)
           select new RangeBeside(stated, spread, spread.Lowest.Number == stated.From && spread.Highest.Number == stated.To),
    ];
}

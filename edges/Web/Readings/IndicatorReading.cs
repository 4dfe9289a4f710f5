using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Web.Readings;

/// <summary>One region in the year shown.</summary>
/// <param name="Region">The region.</param>
/// <param name="Value">Its value, or what stands in its place.</param>
/// <param name="Change">The change since the year before; null when the two cannot be compared.</param>
/// <param name="Step">The colour step on the map, 0 the lowest; null when there is nothing to colour by.</param>
public sealed record RegionValue(Region Region, IndicatorValue Value, IndicatorChange? Change, int? Step);

/// <summary>An indicator in one year, and over time.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Summary">How it stands.</param>
/// <param name="Years">The years known, oldest first.</param>
/// <param name="Year">The year shown; null when none was known.</param>
/// <param name="Spread">The range between the regions that year.</param>
/// <param name="Nation">The nation that year.</param>
/// <param name="Values">Each region: the highest first, then what cannot be true, then what is missing.</param>
/// <param name="Trend">The nation and the range, year by year.</param>
/// <param name="Beside">What documents say of the range, beside each year.</param>
/// <param name="Uses">What it follows up.</param>
public sealed record IndicatorReading(
    Indicator Indicator,
    IndicatorSummary Summary,
    ImmutableArray<int> Years,
    int? Year,
    Spread? Spread,
    IndicatorValue? Nation,
    ImmutableArray<RegionValue> Values,
    ImmutableArray<TrendYear> Trend,
    ImmutableArray<RangeBeside> Beside,
    ImmutableArray<FollowUpItem> Uses)
{
    /// <summary>The query field with the year.</summary>
    public const string YearField = "ar";

    /// <summary>The indicator that the page of the beds shows.</summary>
    public const string Beds = "available-beds";

    /// <summary>The steps that some region has, each with its lowest and highest value.</summary>
    public IEnumerable<(int Step, decimal Lowest, decimal Highest)> Legend =>
        from value in Values
        where value.Step is not null
        group value.Value.Number!.Value by value.Step!.Value into step
        orderby step.Key
        select (step.Key, step.Min(), step.Max());

    /// <summary>The indicator of the path.</summary>
    public static Outcome<IndicatorReading> Of(Visit visit) => Of(visit, visit.Route("id"));

    /// <summary>An indicator in the year asked for, else in the latest that was known.</summary>
    public static Outcome<IndicatorReading> Of(Visit visit, string id) =>
        visit.FollowUp.FindIndicator(id).Then(indicator =>
        visit.NumberField(YearField).Then<IndicatorReading>(asked =>
        {
            var years = indicator.YearsOn(visit.AsOf);
            return asked is { } year && !years.Contains(year)
                ? Refusal.Of(RefusalCode.ArgumentWrong, year.ToString(CultureInfo.InvariantCulture), YearField, string.Join(", ", years))
                : Of(visit, indicator, years, asked ?? (years.IsEmpty ? null : years[^1]));
        }));

    /// <summary>Every value known as a table.</summary>
    public ExportTable Export(Visit visit) => FollowUpTables.Values(visit.Rules, Indicator, visit.AsOf, visit.Language);

    private static IndicatorReading Of(Visit visit, Indicator indicator, ImmutableArray<int> years, int? year)
    {
        ImmutableArray<RegionId> regions = [.. visit.Rules.Regions.Select(r => r.Id)];
        return new(
            indicator, IndicatorSummary.Of(indicator, regions, visit.AsOf), years, year,
            year is { } shown ? Spread.Of(indicator, regions, shown, visit.AsOf) : null,
            year is { } of ? IndicatorValue.Of(indicator, RegionId.Nation, of, visit.AsOf) : null,
            year is { } inYear ? ValuesOf(visit, indicator, inYear) : [],
            [.. years.Select(y => new TrendYear(y, IndicatorValue.Of(indicator, RegionId.Nation, y, visit.AsOf), Spread.Of(indicator, regions, y, visit.AsOf)))],
            RangeBeside.Of(indicator, regions, visit.AsOf),
            [.. visit.FollowUp.FollowedUpBy(indicator).Where(i => i.Source.Published <= visit.AsOf)]);
    }

    private static ImmutableArray<RegionValue> ValuesOf(Visit visit, Indicator indicator, int year)
    {
        var values = visit.Rules.Regions.Select(r => (Region: r, Value: IndicatorValue.Of(indicator, r.Id, year, visit.AsOf))).ToList();
        var step = ColourSteps.Of(values.Select(v => v.Value.Usable).OfType<decimal>().ToList());
        return
        [
            .. values
                .Select(v => new RegionValue(
                    v.Region, v.Value, IndicatorChange.Of(indicator, v.Region.Id, year, visit.AsOf), v.Value.Usable is { } number ? step(number) : null))
                .OrderBy(v => v.Value.Standing).ThenByDescending(v => v.Value.Number).ThenBy(v => v.Region.Id),
        ];
    }
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Storage.Export;

/// <summary>The tables of the follow-up, the same from the command line and the pages.</summary>
public static class FollowUpTables
{
    /// <summary>What a follow-up is called: a programme by its own name.</summary>
    public static Bilingual NameOf(RuleBook rules, FollowUpItem item) =>
        item.Name ?? rules.Programmes.FirstOrDefault(p => p.Id == item.Id)?.Name ?? item.Id;

    /// <summary>Every follow-up: one row for each of its indicators, one without when it has none.</summary>
    public static ExportTable Items(RuleBook rules, IEnumerable<FollowUpItem> items, DateOnly asOf, Language language)
    {
        ImmutableArray<RegionId> regions = [.. rules.Regions.Select(r => r.Id)];
        return new(
            "uppfoljning",
            ["kind", "id", "name", "programmes", "purpose", "source", "quote", "indicator", "kolada", "why", "unit", "nation_year", "nation",
                "change_since_year_before", "range_year", "lowest", "lowest_region", "highest", "highest_region", "regions", "gap_from_year", "gap_from",
                "gap_to_year", "gap_to", "gap", "gap_regions", "defects", "not_measurable", "would_take", "effect", "credit"],
            from item in items
            from chosen in item.Indicators.IsEmpty ? [null] : item.Indicators.Select(c => (ChosenIndicator?)c)
            select Row(rules, item, chosen, chosen is null ? null : IndicatorSummary.Of(chosen.Indicator, regions, asOf), language));
    }

    private static ImmutableArray<object?> Row(
        RuleBook rules, FollowUpItem item, ChosenIndicator? chosen, IndicatorSummary? summary, Language language) =>
    [
        FundingTables.Kebab(item.Kind), item.Id, NameOf(rules, item).In(language), string.Join(' ', item.Programmes), item.Purpose.In(language),
        item.Source.Id, item.Quote,
        chosen?.Indicator.Id, chosen?.Indicator.Code, chosen?.Why.In(language), chosen?.Indicator.Unit.In(language),
        summary?.Nation?.Year, summary?.Nation?.Number, summary?.Change?.Difference,
        summary?.Spread?.Year, summary?.Spread?.Lowest.Number, summary?.Spread?.Lowest.Region.ToString(),
        summary?.Spread?.Highest.Number, summary?.Spread?.Highest.Region.ToString(), summary?.Spread?.Regions,
        summary?.Trend?.First.Year, summary?.Trend?.First.Gap, summary?.Trend?.Last.Year, summary?.Trend?.Last.Gap,
        summary?.Trend is { } trend ? FundingTables.Kebab(trend.Direction) : null, summary?.Trend?.Regions, summary?.Defects.Length,
        item.Lacking?.Why.In(language), item.Lacking?.WouldTake.In(language), (item.Effect?.Text ?? FollowUpWords.NoEffectShown).In(language),
        chosen is null ? null : FollowUpWords.Credit.In(language),
    ];

    /// <summary>An indicator: one row for each region and year, also those that are missing or cannot be true.</summary>
    public static ExportTable Values(RuleBook rules, Indicator indicator, DateOnly asOf, Language language) => new(
        "indikator-" + indicator.Id,
        ["indicator", "kolada", "year", "region_id", "region", "value", "unit", "standing", "reason", "known", "credit"],
        from table in indicator.Tables
        where table.Known <= asOf
        from region in rules.Regions.Select(r => (r.Id, r.Name)).Prepend((RegionId.Nation, language == Language.Swedish ? "Riket" : "The nation"))
        let value = IndicatorValue.Of(indicator, region.Item1, table.Year, asOf)
        select ImmutableArray.Create<object?>(
            indicator.Id, indicator.Code, table.Year, region.Item1.ToString(), region.Item2, value.Number, indicator.Unit.In(language),
            FundingTables.Kebab(value.Standing), value.Reason?.In(language), table.Known, FollowUpWords.Credit.In(language)));
}

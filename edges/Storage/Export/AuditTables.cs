using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Export;

/// <summary>The tables of an audit, the same from the command line and the pages.</summary>
public static class AuditTables
{
    /// <summary>One row a finding. The figure and what it is held against are to one decimal, as the sentence has them.</summary>
    public static ExportTable Findings(string name, ImmutableArray<Finding> findings, Language language) => new(
        name,
        ["period", "region_id", "kind", "finding", "standing", "figure", "against", "unit", "in_words", "compared_with", "inputs", "measured", "source"],
        findings.Select(f => (ImmutableArray<object?>)
        [
            f.Month.ToString(), f.Region.ToString(), StatsTables.NameOf(f.Kind), f.Measure.Id, FundingTables.Kebab(f.Standing),
            Shown(f.Figure), Shown(f.Against), f.Measure.Unit.In(language), f.Words.In(language), f.ComparedWith.In(language),
            Inputs(f, language), f.Measure.Help.In(language), f.Measure.Source.In(language),
        ]));

    /// <summary>The regions of a month in the funnel, those whose share is hidden last and empty.</summary>
    public static ExportTable Funnel(string name, RegionFunnel funnel) => new(
        name,
        ["period", "region_id", "waiting", "waiting_within", "share_within_percent", "nation_percent", "lower_95_percent", "upper_95_percent",
            "lower_998_percent", "upper_998_percent", "side_998"],
        funnel.Points.Select(p => (ImmutableArray<object?>)
        [
            funnel.Month.ToString(), p.Region.ToString(), p.Within.All, p.Within.Some, Shown(p.Within.Percent), Shown(funnel.Nation?.Percent),
            Shown(100 * p.Inner.Lower), Shown(100 * p.Inner.Upper), Shown(100 * p.Outer.Lower), Shown(100 * p.Outer.Upper), p.Side,
        ]).Concat(funnel.Hidden.Select(r => (ImmutableArray<object?>)
            [funnel.Month.ToString(), r.ToString(), null, null, null, Shown(funnel.Nation?.Percent), null, null, null, null, null])));

    /// <summary>How far apart the regions stand, month by month.</summary>
    public static ExportTable Gaps(string name, RegionGaps gaps) => new(
        name,
        ["period", "regions", "lowest_region_id", "lowest_percent", "highest_region_id", "highest_percent", "range_points", "quartile_points", "weighted_deviation_points"],
        gaps.Months.Select(m => (ImmutableArray<object?>)
        [
            m.Month.ToString(), gaps.Regions.Length, m.Lowest.Region.ToString(), Shown(m.Lowest.Percent), m.Highest.Region.ToString(), Shown(m.Highest.Percent),
            Shown(m.Range), Shown(m.Quartiles), Shown(m.Deviation),
        ]));

    /// <summary>What a region's findings rest on, month by month, the nation's exits beside. What is hidden is empty.</summary>
    public static ExportTable Months(string name, AuditBook book, RegionId region) => new(
        name,
        ["period", "region_id", "kind", "waiting", "share_within_percent", "completed", "completed_share_percent", "gap_points",
            "waited_before", "still_waiting", "set_aside", "cared_for", "vanished_within", "vanished_beyond", "vanished_percent", "nation_vanished_percent",
            "beyond_180_days_percent", "beyond_365_days_percent", "outside_waiting", "outside_median_days"],
        book.Months.Select(m =>
        {
            var (waiting, completed, exits, outside) = (book.Within(m, region), book.Within(m, region, Phase.Completed), book.Exits(m, region), book.Outside(m, region));
            return (ImmutableArray<object?>)
            [
                m.ToString(), region.ToString(), StatsTables.NameOf(book.Kind), waiting?.All, Shown(waiting?.Percent), completed?.All, Shown(completed?.Percent),
                Shown(WaitingAgainstCompleted.Gap(book, region, m)), exits?.WaitedBefore, exits?.StillWaiting, exits?.SetAside, exits?.CaredFor, exits?.VanishedWithin, exits?.VanishedBeyond,
                Shown(ExitShares.Vanished(book, region, m)?.Percent), Shown(ExitShares.Vanished(book, RegionId.Nation, m)?.Percent),
                Shown(book.From(181, m, region)?.Percent), Shown(book.From(366, m, region)?.Percent), outside?.Waiting, Shown(outside?.WaitingMedian),
            ];
        }));

    /// <summary>Sexes and age groups with their intervals.</summary>
    public static ExportTable Groups(string name, Month month, RegionId region, IEnumerable<GroupShare> groups, Language language) => new(
        name,
        ["period", "region_id", "group", "waiting", "waiting_within", "share_within_percent", "lower_95_percent", "upper_95_percent"],
        groups.Select(g => (ImmutableArray<object?>)
        [
            month.ToString(), region.ToString(), g.Name.In(language), g.Within?.All, g.Within?.Some, Shown(g.Within?.Percent),
            Shown(100 * g.Interval?.Lower), Shown(100 * g.Interval?.Upper),
        ]));

    /// <summary>What a finding rests on, on one line; what is hidden is a dash.</summary>
    public static string Inputs(Finding finding, Language language) => string.Join("; ", finding.Inputs.Select(i =>
        $"{i.Name.In(language)} {(i.Value is { } value ? AuditWords.Plain(value).In(language) : "–")}"));

    /// <summary>A figure as it is shown: one decimal, halves away from zero.</summary>
    public static decimal? Shown(decimal? figure) =>
        figure is { } exact ? decimal.Add(Math.Round(exact, 1, MidpointRounding.AwayFromZero), 0.0m) : null;
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Export;

/// <summary>The tables about waits, the same from the command line and the pages.</summary>
public static class StatsTables
{
    /// <summary>Kinds of wait as the tables write them.</summary>
    public static readonly ImmutableArray<(string Name, WaitKind Kind)> Kinds = [("first-visit", WaitKind.FirstVisit), ("operation", WaitKind.Treatment)];

    private static readonly ImmutableArray<string> Columns =
    [
        "period", "region_id", "service", "sex", "age", "kind", "rule",
        "waiting", "waiting_within", "share_within_percent", "mean_days", "median_days", "p90_days",
        "completed", "completed_within", "completed_share_percent", "completed_median_days",
    ];

    /// <summary>
    /// A month's statistics: one row a group. What was not asked for is empty, and so are the figures that are suppressed. Units, when
    /// there are any, stand in a last column.
    /// </summary>
    public static ExportTable Stats(Month month, ImmutableArray<StatsRow> rows) => rows.Any(r => r.Key.Unit is not null)
        ? new($"vantetider-enheter-{month}", Columns.Add("unit"), rows.Select(r => Cells(r).Add(r.Key.Unit)))
        : new($"vantetider-{month}", Columns, rows.Select(Cells));

    /// <summary>One row, in the order of the columns. A figure with a decimal always shows one.</summary>
    private static ImmutableArray<object?> Cells(StatsRow row) =>
    [
        row.Period.ToString(), row.Key.Region.ToString(), row.Key.Service, row.Key.Sex is { } sex ? FundingTables.Kebab(sex) : null,
        row.Age?.ToString(), NameOf(row.Key.Kind), StatisticsRules.NameOf(row.Rule),
        row.Waiting?.Count, row.Waiting?.Within, Shown(row.Waiting?.ShareWithinPercent), Shown(row.Waiting?.Mean),
        Shown(row.Waiting?.Median), Shown(row.Waiting?.P90),
        row.Completed?.Count, row.Completed?.Within, Shown(row.Completed?.ShareWithinPercent), Shown(row.Completed?.Median),
    ];

    /// <summary>A kind of wait as the tables write it.</summary>
    public static string NameOf(WaitKind kind) =>
        Kinds.FirstOrDefault(k => k.Kind == kind) is { Name: { } name } ? name : FundingTables.Kebab(kind);

    private static decimal? Shown(decimal? figure) =>
        WaitFigures.Shown(figure) is { } rounded ? decimal.Add(rounded, 0.0m) : null; // 0.0 gives a whole figure its decimal
}

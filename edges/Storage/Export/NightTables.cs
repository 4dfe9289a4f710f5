using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage.Night;

namespace Vardbro.Storage.Export;

/// <summary>A night's figures as tables to take away. Counts of persons are rounded down to whole twenties; fewer than 20 is empty.</summary>
public static class NightTables
{
    /// <summary>Who is placed and who is not: a row for each dimension, group and outcome.</summary>
    public static ExportTable Groups(NightRecord night) => new(
        Name(night, "formedling"),
        ["day", "night", "dimension", "group", "outcome", "persons", "synthetic"],
        from table in night.Content.Figures.Tables
        from row in table.Rows
        from outcome in new[] { ("in-run", row.InRun), ("offered", row.Offered) }.Concat(table.Reasons.Zip(row.Nothing, (reasons, count) => (FundingTables.Kebab(reasons), count)))
        select ImmutableArray.Create<object?>(night.Day, night.Number, table.Dimension, row.Group.Length == 0 ? "all" : row.Group, outcome.Item1, outcome.Item2, night.Synthetic));

    /// <summary>From home region to receiving region.</summary>
    public static ExportTable Flows(NightRecord night) => new(
        Name(night, "formedling-floden"),
        ["day", "night", "home_region", "receiving_region", "offered", "synthetic"],
        night.Content.Figures.Flows.Select(f => ImmutableArray.Create<object?>(night.Day, night.Number, $"{f.From}", $"{f.To}", f.Offered, night.Synthetic)));

    /// <summary>By receiving region.</summary>
    public static ExportTable Receivers(NightRecord night) => new(
        Name(night, "formedling-mottagare"),
        ["day", "night", "receiving_region", "free_slots", "offered", "synthetic"],
        night.Content.Figures.Receivers.Select(r => ImmutableArray.Create<object?>(night.Day, night.Number, $"{r.Region}", r.Slots, r.Offered, night.Synthetic)));

    /// <summary>The watch on target dates.</summary>
    public static ExportTable Targets(NightRecord night) => new(
        Name(night, "formedling-maldatum"),
        ["day", "night", "region_id", "waits", "share_with_target_percent", "targets_within_half_percent", "targets_within_percent", "judged", "signs", "synthetic"],
        night.Content.Figures.Targets.Select(t => ImmutableArray.Create<object?>(
            night.Day, night.Number, $"{t.Region}", t.Waits, (long?)t.SharePercent, (long?)t.NearPercent, (long?)t.WithinPercent, t.Judged, string.Join(' ', t.Signs.Select(FundingTables.Kebab)), night.Synthetic)));

    /// <summary>Who was not in the run.</summary>
    public static ExportTable LeftOut(NightRecord night, Language language) => new(
        Name(night, "formedling-inte-med"),
        ["day", "night", "reason", "name", "waits", "synthetic"],
        night.Content.Figures.LeftOut.Select(l => ImmutableArray.Create<object?>(
            night.Day, night.Number, FundingTables.Kebab(l.Reason), NeedWords.Of(l.Reason).In(language), l.Waits, night.Synthetic)));

    private static string Name(NightRecord night, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{(night.Synthetic ? "SYNTETISKT-" : "")}{what}-{night.Day:yyyy-MM-dd}-{night.Number}");
}

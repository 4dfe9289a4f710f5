using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>What a revision changed for a region and one kind of wait; figures that are hidden stay hidden.</summary>
/// <param name="Month">The month.</param>
/// <param name="Version">The version that changed it; the one before it says what it was.</param>
/// <param name="Key">Whose.</param>
/// <param name="Before">The row before; null when nobody waited or had care.</param>
/// <param name="After">The row after; null when nobody does.</param>
public sealed record WaitsChange(Month Month, int Version, CellKey Key, StatsRow? Before, StatsRow? After)
{
    /// <summary>The figures that are compared: number waiting, share within the limit in percent, number that had care.</summary>
    public static (int? Waiting, decimal? Share, int? Completed) Of(StatsRow? row) =>
        (row?.Waiting?.Count, WaitFigures.Shown(row?.Waiting?.ShareWithinPercent), row?.Completed?.Count);

    /// <summary>Whether any of the figures is another.</summary>
    public bool IsAny => Of(Before) != Of(After);
}

/// <summary>Every publication of every month: by whom, why again, and what to read with it.</summary>
/// <param name="Versions">The publications known on the day of the visit with their versions; newest month first, newest version first.</param>
public sealed record WaitsQualityReading(ImmutableArray<(int Version, MonthPublished Published)> Versions)
{
    /// <summary>The way of counting that changes are shown by.</summary>
    public const CountingRule Rule = CountingRule.Skr;

    /// <summary>What each revision changed, newest first.</summary>
    public ImmutableArray<WaitsChange> Changes { get; init; } = [];

    /// <summary>Whether any of it is invented.</summary>
    public bool IsSynthetic => Versions.Any(v => Invented(v.Published));

    /// <summary>The publication of each month that holds, newest first.</summary>
    public IEnumerable<MonthPublished> InForce => Versions.GroupBy(v => v.Published.Content.Month).Select(g => g.First().Published);

    /// <summary>What was published by the day of the visit.</summary>
    public static Outcome<WaitsQualityReading> Of(Visit visit) => visit.Store is not { } store
        ? new WaitsQualityReading([])
        : store.Decided().Then(decided => Of(store,
        [
            .. decided.Months.Values.Reverse().SelectMany(month =>
                month.Versions.Select((published, place) => (place + 1, published)).Where(v => v.published.Signature.Date <= visit.AsOf).Reverse()),
        ]));

    /// <summary>One row a publication. Invented data say so in the file's name and in a column.</summary>
    public ExportTable Export() => new(
        (IsSynthetic ? "SYNTETISKT-" : "") + "vantetider-kvalitet",
        ["period", "version", "decision_number", "date", "by", "and", "reason", "regions", "missing", "jumps", "remarks", "synthetic", "rules_version", "cubes"],
        Versions.Select(v => ImmutableArray.Create<object?>(
            v.Published.Content.Month.ToString(), v.Version, v.Published.Signature.Number, v.Published.Signature.Date,
            v.Published.Signature.By, v.Published.Signature.And, v.Published.Reason, v.Published.Content.Batches.Count,
            Regions(v.Published, MarkKind.RegionMissing), Regions(v.Published, MarkKind.Jump), Regions(v.Published, MarkKind.Remarks),
            Invented(v.Published), v.Published.Content.RulesVersion, v.Published.Content.Cubes)));

    /// <summary>One row a region, the nation and kind of wait that a revision changed.</summary>
    public ExportTable ExportChanges() => new(
        (IsSynthetic ? "SYNTETISKT-" : "") + "vantetider-andringar",
        [
            "period", "version", "region_id", "kind", "rule", "waiting_before", "waiting_after", "share_within_percent_before", "share_within_percent_after",
            "completed_before", "completed_after",
        ],
        Changes.Select(c => (c, Before: WaitsChange.Of(c.Before), After: WaitsChange.Of(c.After))).Select(c => ImmutableArray.Create<object?>(
            c.c.Month.ToString(), c.c.Version, c.c.Key.Region.ToString(), StatsTables.NameOf(c.c.Key.Kind), StatisticsRules.NameOf(Rule),
            c.Before.Waiting, c.After.Waiting, c.Before.Share, c.After.Share, c.Before.Completed, c.After.Completed)));

    private static Outcome<WaitsQualityReading> Of(Store store, ImmutableArray<(int Version, MonthPublished Published)> versions)
    {
        var changes = ImmutableArray.CreateBuilder<WaitsChange>();
        foreach (var (after, before) in versions.Zip(versions.Skip(1)).Where(v => v.First.Published.Content.Month == v.Second.Published.Content.Month))
        {
            if (!Rows(store.Figures, before.Published).Succeeded(out var earlier, out var refusal) || !Rows(store.Figures, after.Published).Succeeded(out var later, out refusal))
            {
                return refusal;
            }

            changes.AddRange(earlier.Keys.Union(later.Keys).Order()
                .Select(key => new WaitsChange(after.Published.Content.Month, after.Version, key, earlier.GetValueOrDefault(key), later.GetValueOrDefault(key)))
                .Where(c => c.IsAny));
        }

        return new WaitsQualityReading(versions) { Changes = changes.ToImmutable() };
    }

    private static Outcome<Dictionary<CellKey, StatsRow>> Rows(PublishedStore figures, MonthPublished month) =>
        figures.Rows(month.Content.Cubes, new PublishedQuery(Dimensions.None, Rule)).Then(nation =>
        figures.Rows(month.Content.Cubes, new PublishedQuery(Dimensions.Region, Rule)).Then<Dictionary<CellKey, StatsRow>>(regions =>
            nation.Concat(regions).ToDictionary(r => r.Key)));

    private static bool Invented(MonthPublished month) => month.Content.Batches.Values.Any(b => b.Synthetic);

    private static string Regions(MonthPublished published, MarkKind kind) =>
        string.Join(' ', published.Content.Marks.Where(m => m.Kind == kind).Select(m => m.Region));
}

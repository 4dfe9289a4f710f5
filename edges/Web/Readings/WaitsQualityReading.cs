using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Publication;

namespace Vardbro.Web.Readings;

/// <summary>Every publication of every month: by whom, why again, and what to read with it.</summary>
/// <param name="Versions">The publications known on the day of the visit with their versions; newest month first, newest version first.</param>
public sealed record WaitsQualityReading(ImmutableArray<(int Version, MonthPublished Published)> Versions)
{
    /// <summary>Whether any of it is invented.</summary>
    public bool IsSynthetic => Versions.Any(v => Invented(v.Published));

    /// <summary>The publication of each month that holds, newest first.</summary>
    public IEnumerable<MonthPublished> InForce => Versions.GroupBy(v => v.Published.Content.Month).Select(g => g.First().Published);

    /// <summary>What was published by the day of the visit.</summary>
    public static Outcome<WaitsQualityReading> Of(Visit visit) => visit.Store is not { } store
        ? new WaitsQualityReading([])
        : store.Decided().Then<WaitsQualityReading>(decided => new WaitsQualityReading(
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

    private static bool Invented(MonthPublished month) => month.Content.Batches.Values.Any(b => b.Synthetic);

    private static string Regions(MonthPublished published, MarkKind kind) =>
        string.Join(' ', published.Content.Marks.Where(m => m.Kind == kind).Select(m => m.Region));
}

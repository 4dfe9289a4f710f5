using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Operational;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Export;

/// <summary>The tables about operational waits: counts only, those below the bound hidden.</summary>
public static class OperationalTables
{
    private static readonly ImmutableArray<string> Columns =
    [
        "region_id", "day", "verdict", "rows", "waiting", "booked", "cared", "closed", "errors", "remarked", "persons", "synthetic", "received_at", "received_sha256",
    ];

    /// <summary>What became of one file.</summary>
    public static ExportTable Imported(OperationalDelivered delivered) => new(
        $"waits-{delivered.Region}-{delivered.Day:yyyy-MM-dd}", Columns, [[.. Cells(delivered, delivered.Persons)]]);

    /// <summary>Where every region stands.</summary>
    /// <param name="regions">The regions.</param>
    /// <param name="basisOf">The basis that holds today, if any.</param>
    /// <param name="bound">Counts below this are hidden.</param>
    public static ExportTable Status(ImmutableArray<OperationalRegion> regions, Func<RegionId, LegalBasis?> basisOf, int bound) => new(
        "waits", Columns.AddRange("exits", "basis", "persons_must_be_erased", "latest_verdict", "latest_refusal"),
        regions.Select(r => (ImmutableArray<object?>)
        [
            .. Cells(r.Current ?? r.Latest, r.HoldsPersons), ExitsOf(r, bound), basisOf(r.Region)?.Reference,
            r.HoldsPersons && basisOf(r.Region) is null, FundingTables.Kebab(r.Latest.Verdict), r.Latest.Why?.En,
        ]));

    /// <summary>Who left a region's list in the latest step, by service, kind and reason. A hidden count is empty.</summary>
    public static ExportTable Exits(OperationalRegion region, OperationalStep step, OperationalCodes codes, int bound, Language language) => new(
        $"exits-{region.Region}-{step.To:yyyy-MM-dd}",
        ["region_id", "from", "to", "service", "kind", "reason", "reason_text", "waits", "vanished_known", "synthetic"],
        step.Counts.Zip(ShownCounts.Of([.. step.Counts.Select(c => c.Waits)], bound), (c, shown) => (ImmutableArray<object?>)
        [
            region.Region.ToString(), step.From, step.To, c.Service, FundingTables.Kebab(c.Kind), c.Reason,
            OperationalExit.ReasonName(c.Reason, codes).In(language), shown, step.VanishedKnown, region.Current!.Synthetic,
        ]));

    /// <summary>How many left in the latest step; null when there is none, or too few to show.</summary>
    public static long? ExitsOf(OperationalRegion region, int bound) =>
        region.Exits?.Counts.Sum(c => c.Waits) is { } sum && (sum == 0 || sum >= bound) ? sum : null;

    private static object?[] Cells(OperationalDelivered d, bool persons) =>
    [
        d.Region.ToString(), d.Day, FundingTables.Kebab(d.Verdict), d.Count.Rows, d.Count.Waiting, d.Count.Booked, d.Count.Cared, d.Count.Closed,
        d.Count.Errors, d.Count.Remarked, persons, d.Synthetic, RegisterTables.Instant(d.At), d.Received,
    ];
}

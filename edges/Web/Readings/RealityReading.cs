using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>What the documented programmes give, beside what was published.</summary>
/// <param name="Year">The year.</param>
/// <param name="AsOf">The knowledge date: the one asked for, else the last day before the year began.</param>
/// <param name="Held">The comparison, or why there was none yet on that day.</param>
public sealed record RealityReading(int Year, DateOnly AsOf, Outcome<Comparison> Held)
{
    /// <summary>What the computed side assumes.</summary>
    public ImmutableArray<(Bilingual Text, RuleOrigin Origin)> Assumptions => Held.Succeeded(out var comparison, out _)
        ? [.. comparison.Computed.Allotments.SelectMany(Explain.Assumptions).DistinctBy(a => a.Assumption)]
        : [];

    /// <summary>The year of the path.</summary>
    public static Outcome<RealityReading> Of(Visit visit) => Of(visit, visit.RouteYear);

    /// <summary>A year's comparison. A day before the publication is an answer like any other; a year that has none is not.</summary>
    public static Outcome<RealityReading> Of(Visit visit, int year)
    {
        var asOf = visit.AsOfAsked ?? (year is > 1 and <= 9999 ? new DateOnly(year - 1, 12, 31) : visit.Today);
        var held = Compare.With(visit.Rules, year, asOf);
        return held.Refusal is { } refusal && refusal.Code is not RefusalCode.NotPublishedYet ? refusal : new RealityReading(year, asOf, held);
    }

    /// <summary>The rows as a table.</summary>
    public Outcome<ExportTable> Export() => Held.Then<ExportTable>(comparison => FundingTables.Comparison(comparison));
}

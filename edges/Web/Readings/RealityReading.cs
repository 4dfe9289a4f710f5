using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>What the documented programmes give, beside what was published.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="AsOf">The knowledge date: the one asked for, else the last day before the year began.</param>
/// <param name="Assumptions">What the computed side assumes.</param>
public sealed record RealityReading(Comparison Comparison, DateOnly AsOf, ImmutableArray<(Bilingual Text, RuleOrigin Origin)> Assumptions)
{
    /// <summary>The year of the path.</summary>
    public static Outcome<RealityReading> Of(Visit visit) => Of(visit, visit.RouteYear);

    /// <summary>A year's comparison.</summary>
    public static Outcome<RealityReading> Of(Visit visit, int year)
    {
        var asOf = visit.AsOfAsked ?? (year is > 1 and <= 9999 ? new DateOnly(year - 1, 12, 31) : visit.Today);
        return Compare.With(visit.Rules, year, asOf).Then<RealityReading>(comparison => new RealityReading(
            comparison, asOf, [.. comparison.Computed.Allotments.SelectMany(Explain.Assumptions).DistinctBy(a => a.Assumption)]));
    }

    /// <summary>The rows as a table.</summary>
    public ExportTable Export() => FundingTables.Comparison(Comparison);
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Waiting.Audit;

namespace Vardbro.Web.Readings;

/// <summary>What a published month shows of every region.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Findings">The findings of every region, the gap between them first; none when nothing is published.</param>
/// <param name="Funnel">The regions in the funnel; null when nothing is published.</param>
/// <param name="Gaps">How far apart they stand; null when nothing is published.</param>
/// <param name="Order">The finding that the regions are in order of; null for their usual order.</param>
public sealed record AuditReading(
    WaitsAsked Asked, ImmutableArray<Finding> Findings, RegionFunnel? Funnel, RegionGaps? Gaps, FindingKind? Order)
{
    /// <summary>The query field with the order.</summary>
    public const string OrderField = "ordning";

    /// <summary>The findings that every region has, in the order of the table's columns.</summary>
    public static readonly ImmutableArray<FindingKind> Columns = [.. Enum.GetValues<FindingKind>().Where(k => k is not FindingKind.GapBetweenRegions)];

    /// <summary>Reads the month, kind and way of counting that a visit asks for.</summary>
    public static Outcome<AuditReading> Of(Visit visit)
    {
        FindingKind? order = Columns.Where(k => AuditMeasure.Of(k).Id == visit.Field(OrderField)).Select(k => (FindingKind?)k).FirstOrDefault();
        return visit.Field(OrderField) is { } asks && order is null
            ? Refusal.Of(RefusalCode.ArgumentWrong, asks, OrderField, string.Join(", ", Columns.Select(k => AuditMeasure.Of(k).Id)))
            : WaitsAsked.Of(visit).Then(asked => asked.Month is not { } month
                ? new AuditReading(asked, [], null, null, order)
                : BookOf(asked).Then(book => AuditOfMonth.Of(book, month.Content.Month).Then<AuditReading>(findings => new AuditReading(
                    asked, findings, RegionFunnel.Of(book, month.Content.Month), RegionGaps.Of(book, month.Content.Month), order))));
    }

    /// <summary>The published figures up to the month that is shown.</summary>
    public static Outcome<AuditBook> BookOf(WaitsAsked asked) => PublishedMonths.Book(
        asked.Visit.Store!.Figures, asked.Visit.Waiting.Statistics, asked.Known, asked.Month!.Content.Month, asked.Kind, asked.Rule);

    /// <summary>The gap between the regions.</summary>
    public Finding? Between => Findings.FirstOrDefault(f => f.What is FindingKind.GapBetweenRegions);

    /// <summary>The regions with their findings in order of the columns: the largest figure first when one is asked for, those without it last.</summary>
    public IEnumerable<(RegionId Region, ImmutableArray<Finding> Findings)> Rows
    {
        get
        {
            var rows = Findings.Where(f => f.What is not FindingKind.GapBetweenRegions).GroupBy(f => f.Region)
                .Select(g => (g.Key, Findings: g.OrderBy(f => f.What).ToImmutableArray())).ToList();
            return Order is not { } order ? rows
                : rows.OrderBy(r => Of(r.Findings, order)?.Figure is null).ThenByDescending(r => Of(r.Findings, order)?.Figure).ThenBy(r => r.Key);
        }
    }

    /// <summary>Every finding.</summary>
    public Outcome<ExportTable> Export() => File(month => AuditTables.Findings($"granskning-{month}", Findings, Asked.Visit.Language));

    /// <summary>The funnel.</summary>
    public Outcome<ExportTable> ExportFunnel() => File(month => AuditTables.Funnel($"granskning-tratt-{month}", Funnel!));

    /// <summary>The gap month by month.</summary>
    public Outcome<ExportTable> ExportGaps() => File(month => AuditTables.Gaps($"granskning-gap-{month}", Gaps!));

    private Outcome<ExportTable> File(Func<Month, ExportTable> table) => Asked.Month is not { } month
        ? Refusal.Of(RefusalCode.PageUnknown, Asked.Visit.Request.Path.ToString())
        : table(month.Content.Month) is var made ? made with { Name = Asked.FileName(made.Name) } : made;

    private static Finding? Of(ImmutableArray<Finding> findings, FindingKind kind) => findings.FirstOrDefault(f => f.What == kind);
}

/// <summary>What a published month shows of one region.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Region">The region.</param>
/// <param name="Book">The published figures; null when nothing is published.</param>
/// <param name="Findings">Its findings; none when nothing is published.</param>
public sealed record AuditRegionReading(WaitsAsked Asked, Region Region, AuditBook? Book, ImmutableArray<Finding> Findings)
{
    /// <summary>The region of the path.</summary>
    public static Outcome<AuditRegionReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("id")).Then(region =>
        WaitsAsked.Of(visit).Then(asked => asked.Month is not { } month
            ? new AuditRegionReading(asked, region, null, [])
            : AuditReading.BookOf(asked).Then(book => AuditOfMonth.Of(book, month.Content.Month, region.Id).Then<AuditRegionReading>(findings =>
                new AuditRegionReading(asked, region, book, findings)))));

    /// <summary>The month shown.</summary>
    public Month Month => Asked.Month!.Content.Month;

    /// <summary>The sexes and the age groups.</summary>
    public ImmutableArray<GroupShare> Groups => [.. SexAndAge.Sexes(Book!, Region.Id, Month), .. SexAndAge.Ages(Book!, Region.Id, Month)];

    /// <summary>One finding.</summary>
    public Finding Find(FindingKind kind) => Findings.First(f => f.What == kind);

    /// <summary>The findings.</summary>
    public Outcome<ExportTable> Export() => File("", name => AuditTables.Findings(name, Findings, Asked.Visit.Language));

    /// <summary>What they rest on, month by month.</summary>
    public Outcome<ExportTable> ExportMonths() => File("-manader", name => AuditTables.Months(name, Book!, Region.Id));

    /// <summary>The sexes and the age groups.</summary>
    public Outcome<ExportTable> ExportGroups() => File("-grupper", name => AuditTables.Groups(name, Month, Region.Id, Groups, Asked.Visit.Language));

    private Outcome<ExportTable> File(string what, Func<string, ExportTable> table) => Book is null
        ? Refusal.Of(RefusalCode.PageUnknown, Asked.Visit.Request.Path.ToString())
        : table(Asked.FileName($"granskning-{Region.Id}-{Month}{what}"));
}

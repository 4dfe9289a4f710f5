using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>A published month of waits: the nation, its regions and the months before, as decisions have published them.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Nation">The nation's row of each month, newest first; a month without one has nobody.</param>
/// <param name="Regions">The month's row of each region that has one.</param>
public sealed record WaitsReading(WaitsAsked Asked, ImmutableArray<StatsRow> Nation, ImmutableArray<StatsRow> Regions)
{
    /// <summary>The nation in the month shown; null when nobody waited or had care.</summary>
    public StatsRow? NationNow => Nation.FirstOrDefault(r => r.Period == Asked.Month?.Content.Month);

    /// <summary>All services together, or the one that the query names.</summary>
    public static Outcome<WaitsReading> Of(Visit visit) => WaitsAsked.Of(visit).Then(Of);

    /// <summary>The service of the path.</summary>
    public static Outcome<WaitsReading> OfService(Visit visit) =>
        WaitsAsked.ServiceOf(visit, visit.Route("mvo")).Then(service =>
        WaitsAsked.Of(visit).Then(asked => Of(asked with { Service = service })));

    /// <summary>The nation's rows.</summary>
    public Outcome<ExportTable> ExportMonths() => Asked.Export(Nation, (Asked.Service is { } service ? $"-{service}" : "") + "-manader");

    /// <summary>The regions' rows.</summary>
    public Outcome<ExportTable> Export() => Asked.Export(Regions, Asked.Service is { } service ? $"-{service}" : "");

    private static Outcome<WaitsReading> Of(WaitsAsked asked)
    {
        var by = asked.Service is null ? Dimensions.None : Dimensions.Service;
        return asked.EachMonth(by, service: asked.Service).Then(nation =>
            asked.Rows(by | Dimensions.Region, service: asked.Service).Then<WaitsReading>(regions => new WaitsReading(asked, nation, regions)));
    }
}

/// <summary>Every service in the nation in a published month.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Order">What the rows are in order of.</param>
/// <param name="Services">One row a service in which anybody waits or had care.</param>
public sealed record ServicesReading(WaitsAsked Asked, string Order, ImmutableArray<StatsRow> Services)
{
    /// <summary>The query field with the order.</summary>
    public const string OrderField = "ordning";

    private static readonly ImmutableArray<(string Name, Func<StatsRow, decimal?> By)> Orders =
    [
        ("kod", _ => null), ("vantande", r => r.Waiting is { } waiting ? -waiting.Count : null), ("andel", r => r.Waiting?.ShareWithinPercent),
        ("median", r => r.Waiting is { Median: { } median } ? -median : null),
    ];

    /// <summary>The orders as addresses write them.</summary>
    public static IEnumerable<string> OrderNames => Orders.Select(o => o.Name);

    /// <summary>Reads the services: by code unless the query says otherwise; the longest queues, the lowest shares, the longest waits first; what is hidden last.</summary>
    public static Outcome<ServicesReading> Of(Visit visit)
    {
        var order = visit.Field(OrderField) ?? Orders[0].Name;
        if (Orders.FirstOrDefault(o => o.Name == order).By is not { } by)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, order, OrderField, string.Join(", ", OrderNames));
        }

        return WaitsAsked.Of(visit).Then(asked => asked.Rows(Dimensions.Service).Then<ServicesReading>(rows =>
            new ServicesReading(asked, order, [.. rows.OrderBy(r => by(r) is null).ThenBy(by).ThenBy(r => r.Key.Service, StringComparer.Ordinal)])));
    }

    /// <summary>The rows as shown.</summary>
    public Outcome<ExportTable> Export() => Asked.Export(Services, "-verksamheter");
}

/// <summary>One region's published waits.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Region">The region.</param>
/// <param name="Months">The region's row of each month, newest first.</param>
/// <param name="Nation">The nation's.</param>
/// <param name="Services">Its services.</param>
/// <param name="Sexes">Women and men.</param>
/// <param name="Ages">Its age groups.</param>
/// <param name="Units">Its units, each by service; empty when units are not published.</param>
public sealed record WaitsRegionReading(
    WaitsAsked Asked, Region Region, ImmutableArray<StatsRow> Months, ImmutableArray<StatsRow> Nation, ImmutableArray<StatsRow> Services,
    ImmutableArray<StatsRow> Sexes, ImmutableArray<StatsRow> Ages, ImmutableArray<StatsRow> Units)
{
    /// <summary>The region of the path; a service that the query names holds for all but the services themselves.</summary>
    public static Outcome<WaitsRegionReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("id")).Then(region =>
        WaitsAsked.Of(visit).Then(asked =>
        {
            var chosen = asked.Service is null ? Dimensions.None : Dimensions.Service;
            return asked.EachMonth(Dimensions.Region | chosen, region.Id, asked.Service).Then(months =>
                asked.EachMonth(chosen, service: asked.Service).Then(nation =>
                asked.Rows(Dimensions.Region | Dimensions.Service, region.Id).Then(services =>
                asked.Rows(Dimensions.Region | Dimensions.Sex | chosen, region.Id, asked.Service).Then(sexes =>
                asked.Rows(Dimensions.Region | Dimensions.Age | chosen, region.Id, asked.Service).Then(ages =>
                asked.Rows(Disclosure.Units, region.Id, asked.Service).Then<WaitsRegionReading>(units =>
                    new WaitsRegionReading(asked, region, months, nation, services, sexes, ages, units)))))));
        }));

    /// <summary>The region in the month shown; null when nobody waited or had care.</summary>
    public StatsRow? Now => Months.FirstOrDefault(r => r.Period == Asked.Month?.Content.Month);

    /// <summary>The region's rows, newest first.</summary>
    public Outcome<ExportTable> ExportMonths() => Asked.Export(Months, $"-{Region.Id}-manader");

    /// <summary>The services, the sexes, the ages and the units in one file: the columns tell them apart.</summary>
    public Outcome<ExportTable> Export() => UnitTables.Figures(Asked, [.. Services, .. Sexes, .. Ages, .. Units], $"-{Region.Id}");
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>One tile of the map.</summary>
/// <param name="Region">The region.</param>
/// <param name="Amount">Its notice for the year.</param>
/// <param name="People">Its inhabitants.</param>
/// <param name="KronorEach">Kronor for each inhabitant.</param>
/// <param name="Step">The colour step, 0 the lowest.</param>
public sealed record MapTile(Region Region, Money Amount, long People, long KronorEach, int Step);

/// <summary>A year's notice in kronor for each inhabitant, as a map of tiles.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Tiles">One a region.</param>
/// <param name="Bounds">The lowest value of each step.</param>
public sealed record MapReading(NoticeReading Notice, ImmutableArray<MapTile> Tiles, ImmutableArray<long> Bounds)
{
    /// <summary>How many colour steps there are: few enough to tell apart.</summary>
    public const int Steps = 5;

    /// <summary>The year of the path.</summary>
    public static Outcome<MapReading> Of(Visit visit) => Of(visit, visit.RouteYear);

    /// <summary>A year's map.</summary>
    public static Outcome<MapReading> Of(Visit visit, int year) =>
        NoticeReading.Of(visit, year).Then<MapReading>(notice => Of(visit.Rules, notice));

    /// <summary>The tiles as a table.</summary>
    public ExportTable Export() => new(
        $"karta-{Notice.Year}",
        ["region_id", "name", "amount_sek", "inhabitants", "sek_per_inhabitant"],
        Tiles.Select(t => ImmutableArray.Create<object?>(t.Region.Id.ToString(), t.Region.Name, t.Amount, t.People, t.KronorEach)));

    private static MapReading Of(RuleBook rules, NoticeReading notice)
    {
        if (notice.Inhabitants is not { } inhabitants)
        {
            return new(notice, [], []);
        }

        var each = rules.Regions.Select(r => inhabitants.KronorEach(notice.Of(r.Id), r.Id)).ToList();
        var (low, high) = (each.Min(), each.Max());
        var bounds = Enumerable.Range(0, Steps).Select(step => low + ((high - low) * step / Steps)).ToImmutableArray();
        var tiles = rules.Regions.Zip(each, (region, kronor) => new MapTile(
            region, notice.Of(region.Id), inhabitants.In(region.Id), kronor, bounds.Count(bound => bound <= kronor) - 1));
        return new(notice, [.. tiles], bounds);
    }
}

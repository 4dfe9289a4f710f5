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
public sealed record MapReading(NoticeReading Notice, ImmutableArray<MapTile> Tiles)
{
    /// <summary>The steps that some region has, each with its lowest and highest value.</summary>
    public IEnumerable<(int Step, long Lowest, long Highest)> Legend => Tiles.GroupBy(t => t.Step).OrderBy(g => g.Key)
        .Select(g => (g.Key, g.Min(t => t.KronorEach), g.Max(t => t.KronorEach)));

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
            return new(notice, []);
        }

        var each = rules.Regions.Select(r => inhabitants.KronorEach(notice.Of(r.Id), r.Id)).ToList();
        var step = ColourSteps.Of(each);
        var tiles = rules.Regions.Zip(each, (region, kronor) => new MapTile(
            region, notice.Of(region.Id), inhabitants.In(region.Id), kronor, step(kronor)));
        return new(notice, [.. tiles]);
    }
}

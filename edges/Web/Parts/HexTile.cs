using Vardbro.Kernel;

namespace Vardbro.Web.Parts;

/// <summary>What stands on a region's tile.</summary>
/// <param name="Region">The region.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Step">The colour step, 0 the lowest; null when there is nothing to colour by.</param>
/// <param name="Figure">The figure, or why there is none.</param>
/// <param name="Name">All of it in words. Begins with what is seen, so that who speaks to the page can say what stands there.</param>
public sealed record RegionTile(Region Region, string Href, int? Step, string Figure, string Name);

/// <summary>Where a region's tile stands on a map of hexagons, and its corners.</summary>
internal static class HexTile
{
    private const int Side = 52;
    private const int HalfWidth = 45; // Side × √3 / 2, rounded: tiles in a row touch
    private const int LineHeight = 15;

    /// <summary>The view box that holds the tiles of these regions.</summary>
    public static string Box(IEnumerable<Region> regions)
    {
        var centres = regions.Select(Centre).ToList();
        return $"0 0 {centres.Select(c => c.X).DefaultIfEmpty().Max() + HalfWidth + 2} {centres.Select(c => c.Y).DefaultIfEmpty().Max() + Side + 2}";
    }

    /// <summary>The middle of a region's tile.</summary>
    public static (int X, int Y) Centre(Region region) => (
        2 + HalfWidth + (region.TileColumn * 2 * HalfWidth) + (region.TileRow % 2 == 1 ? HalfWidth : 0),
        2 + Side + (region.TileRow * Side * 3 / 2));

    /// <summary>The corners of the tile around a point.</summary>
    public static string Corners(int x, int y) =>
        $"{x},{y - Side} {x + HalfWidth},{y - (Side / 2)} {x + HalfWidth},{y + (Side / 2)} {x},{y + Side} {x - HalfWidth},{y + (Side / 2)} {x - HalfWidth},{y - (Side / 2)}";

    /// <summary>The base line of a line of text: the lines of the name and the figure under them stand together in the middle.</summary>
    public static int Text(int y, int names, int line) => y + 5 + (LineHeight * ((2 * line) - names) / 2);

    /// <summary>A name in lines that fit a tile.</summary>
    public static string[] Lines(string name) => name.Split(' ');
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Storage.Results;

/// <summary>What patients who were moved cost each region: a fact brought in, until the broker delivers it.</summary>
/// <param name="ByRegion">Kronor by region; who is left out is not known.</param>
public sealed record MovedCosts(ImmutableSortedDictionary<RegionId, Money> ByRegion)
{
    private const string Header = "region_id,cost_sek";

    /// <summary>Nothing is known.</summary>
    public static readonly MovedCosts None = new(ImmutableSortedDictionary<RegionId, Money>.Empty);

    /// <summary>A region's cost, or null when it is not known.</summary>
    public Money? Of(RegionId region) => ByRegion.TryGetValue(region, out var cost) ? cost : null;

    /// <summary>Reads a file, all of it or nothing.</summary>
    public static Outcome<MovedCosts> Read(string path, ImmutableArray<RegionId> regions)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.FiguresUnreadable, path, trouble.Message);
        }

        if (lines.Length == 0 || lines[0] != Header)
        {
            return Refusal.Of(RefusalCode.FiguresRowWrong, "1", lines.Length == 0 ? "" : lines[0], new Bilingual("rubriken", "the header"), Header);
        }

        var costs = ImmutableSortedDictionary.CreateBuilder<RegionId, Money>();
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            if (cells.Length != 2 || RegionId.TryParse(cells[0]) is not { } region || !regions.Contains(region) ||
                Money.Read(cells[1]) is not { } cost)
            {
                return Refusal.Of(RefusalCode.FiguresRowWrong, $"{i + 1}", lines[i], new Bilingual("en rad", "a row"), "0014,1250000.50");
            }

            if (!costs.TryAdd(region, cost))
            {
                return Refusal.Of(RefusalCode.FigureTwice, $"{i + 1}", "cost_sek", region.ToString(), "–");
            }
        }

        return new MovedCosts(costs.ToImmutable());
    }
}

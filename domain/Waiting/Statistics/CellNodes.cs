using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>Where regions, services, sexes, age groups and units stand as nodes and parts of published tables.</summary>
internal sealed class CellNodes
{
    private readonly StatisticsRules rules;
    private readonly ImmutableArray<RegionId> regions;
    private readonly ImmutableArray<string> services;
    private readonly Dictionary<RegionId, int> regionNodes;
    private readonly Dictionary<string, int> serviceNodes;
    private readonly Dictionary<(RegionId, string, string), int> unitPlaces;

    private CellNodes(
        StatisticsRules rules, ImmutableArray<RegionId> regions, ImmutableArray<string> services,
        ImmutableArray<(RegionId Region, string Unit, string Service)> units)
    {
        (this.rules, this.regions, this.services, Units) = (rules, regions, services, units);
        regionNodes = regions.Select((region, i) => (region, i)).ToDictionary(r => r.region, r => r.i + 1);
        serviceNodes = services.Select((service, i) => (service, i)).ToDictionary(s => s.service, s => s.i + 1, StringComparer.Ordinal);
        unitPlaces = units.Select((unit, i) => (unit, i)).ToDictionary(u => u.unit, u => u.i);
        Values = [regions.Length, services.Length, Enum.GetValues<Sex>().Length, rules.AgeGroups.Length];
    }

    /// <summary>How many regions, services, sexes and age groups there are.</summary>
    public ImmutableArray<int> Values { get; }

    /// <summary>Every unit's service, in the order of the tables' parts.</summary>
    public ImmutableArray<(RegionId Region, string Unit, string Service)> Units { get; }

    public static CellNodes Of(StatisticsRules rules, Cube people, Cube units, IEnumerable<CellKey> others)
    {
        var keys = people.Cells.Concat(units.Cells).Select(c => c.Key).Concat(others).ToList();
        return new(
            rules,
            [.. keys.Select(k => k.Region).Where(r => r != RegionId.Nation).Distinct().Order()],
            [.. keys.Select(k => k.Service).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. keys.Where(k => k.Unit is not null).Select(k => (k.Region, k.Unit!, k.Service!)).Distinct()
                .OrderBy(u => u.Region).ThenBy(u => u.Item2, StringComparer.Ordinal).ThenBy(u => u.Item3, StringComparer.Ordinal)]);
    }

    /// <summary>The nodes of a cell that is no unit's; null when its region or service does not occur.</summary>
    public ImmutableArray<int>? Of(CellKey key)
    {
        var (region, service) = (0, 0);
        return (key.Region == RegionId.Nation || regionNodes.TryGetValue(key.Region, out region)) &&
            (key.Service is null || serviceNodes.TryGetValue(key.Service, out service))
            ? [region, service, key.Sex is { } sex ? (int)sex + 1 : 0, key.Age is { } age ? age + 1 : 0]
            : null;
    }

    /// <summary>The key of a cell or of a unit's service; null when it does not occur.</summary>
    public int? KeyOf(PublishedTables tables, CellKey key) => key.Unit is not null
        ? unitPlaces.TryGetValue((key.Region, key.Unit, key.Service!), out var place) ? tables.Cells + place : null
        : Of(key) is { } nodes ? tables.KeyOf(nodes.AsSpan()) : null;

    /// <summary>The region of a cell or part; the nation where it is a total.</summary>
    public RegionId RegionOf(PublishedTables tables, int key) =>
        tables.IsPart(key) ? Units[key - tables.Cells].Region : tables.NodeOf(key, 0) is > 0 and var node ? regions[node - 1] : RegionId.Nation;

    /// <summary>A cell for people: what it is divided by, without a figure.</summary>
    public string Name(PublishedTables tables, int key)
    {
        if (tables.IsPart(key))
        {
            var (region, unit, of) = Units[key - tables.Cells];
            return $"{region} / {unit} / {of}";
        }

        var (service, sex, age) = (tables.NodeOf(key, 1), tables.NodeOf(key, 2), tables.NodeOf(key, 3));
        string?[] parts =
        [
            RegionOf(tables, key).ToString(), service == 0 ? null : services[service - 1],
            sex == 0 ? null : $"{(Sex)(sex - 1)}", age == 0 ? null : rules.AgeGroups[age - 1].ToString(),
        ];
        return string.Join(" / ", parts.OfType<string>());
    }
}

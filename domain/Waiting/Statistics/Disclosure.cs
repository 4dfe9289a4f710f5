using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>
/// Which figures of a month may be shown: one judgement over everything that a publication's cubes give, every total and both
/// rules included, so that no choice of table shows what another hides (<see cref="JointSuppression"/>, ADR 11).
/// </summary>
/// <remarks>
/// For each kind of wait and phase there are two layers. The first is the count under the first rule. The second is the contacts
/// that stand beside it: chosen by the patient, or counted by another rule only. A figure under another rule is the first plus some
/// of the second, so it is shown only where both are.
/// </remarks>
public sealed class Disclosure
{
    /// <summary>The two detailed cubes that everything published is a sum of.</summary>
    public const Dimensions People = Dimensions.Region | Dimensions.Service | Dimensions.Sex | Dimensions.Age;

    /// <inheritdoc cref="People"/>
    public const Dimensions Units = Dimensions.Region | Dimensions.Unit | Dimensions.Service;

    private readonly record struct Layer(WaitKind Kind, Phase Phase, bool Beside);

    private readonly StatisticsRules rules;
    private readonly CellNodes nodes;
    private readonly Dictionary<Layer, (PublishedTables Tables, Suppressed Suppressed)> layers = [];

    private Disclosure(StatisticsRules rules, CellNodes nodes) => (this.rules, this.nodes) = (rules, nodes);

    /// <summary>Judges a month.</summary>
    /// <param name="rules">How waits are counted, and the bound.</param>
    /// <param name="people">The cube by region, service, sex and age.</param>
    /// <param name="units">The cube by region, unit and service.</param>
    /// <param name="kinds">The kinds of wait that are published.</param>
    /// <param name="earlier">What was published of the same month before, if anything, and the regions whose batch is another now.</param>
    /// <returns>What may be shown, or a refusal when what was published before gives a cell away (VB2164).</returns>
    public static Outcome<Disclosure> Of(
        StatisticsRules rules, Cube people, Cube units, IEnumerable<WaitKind> kinds, (Disclosure Before, ImmutableHashSet<RegionId> Changed)? earlier = null)
    {
        var made = new Disclosure(rules, CellNodes.Of(rules, people, units));
        foreach (var kind in kinds)
        {
            foreach (var phase in Enum.GetValues<Phase>())
            {
                var layer = new Layer(kind, phase, false);
                var tables = made.Tables(people, units, layer);
                var first = JointSuppression.Below(tables, rules.Bound, made.Earlier(tables, layer, earlier));
                made.layers[layer] = (tables, first);

                var beside = layer with { Beside = true };
                var besides = made.Tables(people, units, beside);
                made.layers[beside] = (besides, JointSuppression.Of(
                    besides, besides.Counts.Where(c => c.Value < rules.Bound).Select(c => c.Key),
                    first.Hidden.Where(besides.Counts.ContainsKey), made.Earlier(besides, beside, earlier)));
            }
        }

        var open = made.layers.SelectMany(l => l.Value.Suppressed.Unprotected.Select(u => made.nodes.Name(l.Value.Tables, u))).ToList();
        return open.Count == 0 ? made : Refusal.Of(RefusalCode.SuppressionImpossible, $"{open.Count}", open[0]);
    }

    /// <summary>Whether the figures of a cell may be shown. A cell with nobody in it has none to show.</summary>
    public bool Shows(CountingRule rule, Phase phase, CellKey key)
    {
        var first = new Layer(key.Kind, phase, false);
        return Stands(first, key) != false &&
            (rule == rules.Rules[0].Rule ? Stands(first, key) == true : Stands(first with { Beside = true }, key) ?? Stands(first, key) ?? false);
    }

    /// <summary>Whether the number of waits chosen by the patient may be shown beside.</summary>
    public bool ShowsBeside(Phase phase, CellKey key) => Stands(new(key.Kind, phase, true), key) != false;

    // Null where nobody is.
    private bool? Stands(Layer layer, CellKey key)
    {
        if (!layers.TryGetValue(layer, out var judged) || nodes.KeyOf(judged.Tables, key) is not { } cell || !judged.Tables.Counts.ContainsKey(cell))
        {
            return null;
        }

        return !judged.Suppressed.Hidden.Contains(cell);
    }

    private PublishedTables Tables(Cube people, Cube units, Layer layer)
    {
        bool Belongs(ContactClass contact) => contact.Phase == layer.Phase && (layer.Beside
            ? contact.Deviation == DeviationKind.PatientChosen || rules.Rules.Any(r => r.Counts(contact) != rules.Rules[0].Counts(contact))
            : rules.Rules[0].Counts(contact));
        return PublishedTables.Of(nodes.Dimensions, new[] { people, units }.Select(cube => cube.Cells
            .Where(c => c.Key.Kind == layer.Kind).Select(c => (nodes.Of(c.Key)!.Value, (long)c.CountOf(Belongs)))));
    }

    private EarlierTables? Earlier(PublishedTables tables, Layer layer, (Disclosure Before, ImmutableHashSet<RegionId> Changed)? earlier) =>
        earlier is not { } known ? null : new(
            cell => known.Before.Stands(layer, nodes.Key(tables, cell, layer.Kind)) == false,
            cell => nodes.Key(tables, cell, layer.Kind) is var key && (key.Region == RegionId.Nation || known.Changed.Contains(key.Region)));
}

/// <summary>Where regions, units, services, sexes and age groups stand as nodes of published tables.</summary>
internal sealed class CellNodes
{
    private const int Place = 0;
    private const int Service = 1;
    private const int SexAt = 2;
    private const int Age = 3;

    private readonly StatisticsRules rules;
    private readonly ImmutableArray<(RegionId Region, string? Unit)> places;
    private readonly ImmutableArray<string?> services;
    private readonly Dictionary<(RegionId, string?), int> placeNodes;
    private readonly Dictionary<string, int> serviceNodes;

    private CellNodes(StatisticsRules rules, ImmutableArray<(RegionId Region, string? Unit)> places, ImmutableArray<string?> services)
    {
        (this.rules, this.places, this.services) = (rules, places, services);
        placeNodes = places.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        serviceNodes = services.Select((s, i) => (s, i)).Where(s => s.s is not null).ToDictionary(s => s.s!, s => s.i, StringComparer.Ordinal);
        Dimensions =
        [
            new([.. places.Select(p => p.Unit is not null ? placeNodes[(p.Region, null)] : p.Region == RegionId.Nation ? -1 : 0)]),
            Hierarchy.Flat(services.Length - 1), Hierarchy.Flat(Enum.GetValues<Sex>().Length), Hierarchy.Flat(rules.AgeGroups.Length),
        ];
    }

    /// <summary>Place (nation, region, unit), service, sex, age.</summary>
    public ImmutableArray<Hierarchy> Dimensions { get; }

    public static CellNodes Of(StatisticsRules rules, Cube people, Cube units)
    {
        var regions = people.Cells.Concat(units.Cells).Select(c => c.Key.Region).Distinct().Order();
        var unit = units.Cells.Select(c => (c.Key.Region, c.Key.Unit)).Distinct().OrderBy(u => u.Region).ThenBy(u => u.Unit, StringComparer.Ordinal);
        var services = people.Cells.Concat(units.Cells).Select(c => c.Key.Service).Distinct().Order(StringComparer.Ordinal);
        return new(rules, [(RegionId.Nation, null), .. regions.Select(r => (r, (string?)null)), .. unit], [null, .. services]);
    }

    /// <summary>The nodes of a cell; null when a region, unit or service does not occur.</summary>
    public ImmutableArray<int>? Of(CellKey key)
    {
        var service = 0;
        return placeNodes.TryGetValue((key.Region, key.Unit), out var place) && (key.Service is null || serviceNodes.TryGetValue(key.Service, out service))
            ? [place, service, key.Sex is { } sex ? (int)sex + 1 : 0, key.Age is { } age ? age + 1 : 0]
            : null;
    }

    public ulong? KeyOf(PublishedTables tables, CellKey key) => Of(key) is { } nodes ? tables.KeyOf(nodes.AsSpan()) : null;

    public CellKey Key(PublishedTables tables, ulong cell, WaitKind kind)
    {
        var (place, sex, age) = (places[tables.NodeOf(cell, Place)], tables.NodeOf(cell, SexAt), tables.NodeOf(cell, Age));
        return new(place.Region, kind, services[tables.NodeOf(cell, Service)], place.Unit, sex == 0 ? null : (Sex)(sex - 1), age == 0 ? null : age - 1);
    }

    /// <summary>A cell for people: what it is divided by, without a figure.</summary>
    public string Name(PublishedTables tables, ulong cell)
    {
        var key = Key(tables, cell, default);
        string?[] parts = [key.Region.ToString(), key.Unit, key.Service, key.Sex?.ToString(), key.Age is { } age ? rules.AgeGroups[age].ToString() : null];
        return string.Join(" / ", parts.OfType<string>());
    }
}

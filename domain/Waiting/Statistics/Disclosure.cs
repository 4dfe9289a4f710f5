using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>One layer of counts that is judged by itself: those that the first rule counts, or those that stand beside.</summary>
/// <param name="Kind">What is or was waited for.</param>
/// <param name="Phase">Waiting or completed.</param>
/// <param name="Beside">Whether it is the contacts that stand beside.</param>
public readonly record struct DisclosureLayer(WaitKind Kind, Phase Phase, bool Beside);

/// <summary>What an earlier publication of the same month hid and showed, as anybody could see it. A cell's region, service, unit, sex and age say which table.</summary>
/// <param name="Hidden">In the first layers, the cells that had a row and no figures: where there was no row, nobody was.</param>
/// <param name="Shown">In the layers beside, the cells that were shown: where there was no row, nothing was said.</param>
public sealed record EarlierFigures(ImmutableHashSet<(DisclosureLayer Layer, CellKey Cell)> Hidden, ImmutableHashSet<(DisclosureLayer Layer, CellKey Cell)> Shown);

/// <summary>All earlier publications of the same month.</summary>
/// <param name="Publications">What each of them hid and showed; at least one.</param>
/// <param name="Changed">The regions whose batch is in none of them.</param>
public sealed record EarlierMonths(ImmutableArray<EarlierFigures> Publications, ImmutableHashSet<RegionId> Changed);

/// <summary>
/// Which figures of a month may be shown: one judgement over everything that a publication's cubes give, every total and both
/// rules included, so that no choice of table shows what another hides (<see cref="JointSuppression"/>, ADR 11).
/// </summary>
/// <remarks>
/// For each kind of wait and phase there are two layers. The first is the count under the first rule. The second is the contacts
/// that stand beside it: chosen by the patient, or counted by another rule only. A figure under another rule is the first plus some
/// of the second, so it is shown only where both are. Units are parts of their region's service and have no totals over services.
/// </remarks>
public sealed class Disclosure
{
    /// <summary>The two detailed cubes that everything published is a sum of.</summary>
    public const Dimensions People = Dimensions.Region | Dimensions.Service | Dimensions.Sex | Dimensions.Age;

    /// <inheritdoc cref="People"/>
    public const Dimensions Units = Dimensions.Region | Dimensions.Unit | Dimensions.Service;

    private readonly StatisticsRules rules;
    private readonly CellNodes nodes;
    private readonly Dictionary<DisclosureLayer, (PublishedTables Tables, Suppressed Suppressed)> layers = [];

    private Disclosure(StatisticsRules rules, CellNodes nodes) => (this.rules, this.nodes) = (rules, nodes);

    /// <summary>Judges a month.</summary>
    /// <param name="rules">How waits are counted, and the bound.</param>
    /// <param name="people">The cube by region, service, sex and age.</param>
    /// <param name="units">The cube by region, unit and service.</param>
    /// <param name="kinds">The kinds of wait that are published.</param>
    /// <param name="earlier">What was published of the same month before, if anything.</param>
    /// <returns>
    /// What may be shown, or a refusal when what was published before gives a cell away (VB2164) or there are more services than a
    /// publication can hold (VB2170).
    /// </returns>
    public static Outcome<Disclosure> Of(StatisticsRules rules, Cube people, Cube units, IEnumerable<WaitKind> kinds, EarlierMonths? earlier = null)
    {
        var nodes = CellNodes.Of(rules, people, units, earlier?.Publications.SelectMany(p => p.Hidden.Concat(p.Shown)).Select(h => h.Cell) ?? []);
        if (nodes.Values.Aggregate(1L, (size, values) => size * (values + 1)) > PublishedTables.MostCells)
        {
            return Refusal.Of(RefusalCode.PublicationTooLarge, $"{nodes.Values[1]}");
        }

        var made = new Disclosure(rules, nodes);
        var pairs = kinds.SelectMany(kind => Enum.GetValues<Phase>().Select(phase => new DisclosureLayer(kind, phase, false))).ToArray();
        var judged = new (PublishedTables, Suppressed, PublishedTables, Suppressed)[pairs.Length];

        // Each pair of layers knows nothing of the others.
        Parallel.For(0, pairs.Length, i =>
        {
            var (first, beside) = (pairs[i], pairs[i] with { Beside = true });
            var (tables, besides) = (made.Tables(people, units, first), made.Tables(people, units, beside));
            var suppressed = JointSuppression.Below(tables, rules.Bound, earlier: made.Earlier(tables, first, earlier));
            judged[i] = (tables, suppressed, besides, JointSuppression.Below(
                besides, rules.Bound, suppressed.Hidden, earlier: made.Earlier(besides, beside, earlier), silent: key => tables[key] > 0));
        });
        foreach (var (first, (tables, suppressed, besides, hidden)) in pairs.Zip(judged))
        {
            made.layers[first] = (tables, suppressed);
            made.layers[first with { Beside = true }] = (besides, hidden);
        }

        var open = made.layers.SelectMany(l => l.Value.Suppressed.Unprotected.Select(key => nodes.Name(l.Value.Tables, key))).ToList();
        return open.Count == 0 ? made : Refusal.Of(RefusalCode.SuppressionImpossible, $"{open.Count}", open[0]);
    }

    /// <summary>Whether the figures of a cell may be shown. A cell with nobody in it has none to show.</summary>
    public bool Shows(CountingRule rule, Phase phase, CellKey key)
    {
        var first = new DisclosureLayer(key.Kind, phase, false);
        return Stands(first, key) != false &&
            (rule == rules.Rules[0].Rule ? Stands(first, key) == true : Stands(first with { Beside = true }, key) ?? Stands(first, key) ?? false);
    }

    /// <summary>Whether the number of waits chosen by the patient may be shown beside.</summary>
    public bool ShowsBeside(Phase phase, CellKey key) => Stands(new(key.Kind, phase, true), key) != false;

    // Null where nobody is.
    private bool? Stands(DisclosureLayer layer, CellKey cell) =>
        !layers.TryGetValue(layer, out var judged) || nodes.KeyOf(judged.Tables, cell) is not { } key ? null
        : judged.Suppressed.Hidden.Contains(key) ? false
        : judged.Tables[key] > 0 ? true : null;

    private PublishedTables Tables(Cube people, Cube units, DisclosureLayer layer)
    {
        bool Belongs(ContactClass contact) => contact.Phase == layer.Phase && (layer.Beside
            ? (contact.Deviation == DeviationKind.PatientChosen && rules.Rules.Any(r => contact.Covered || !r.CoveredOnly)) || rules.Rules.Any(r => r.Counts(contact) != rules.Rules[0].Counts(contact))
            : rules.Rules[0].Counts(contact));
        return PublishedTables.Of(
            nodes.Values,
            people.Cells.Where(c => c.Key.Kind == layer.Kind).Select(c => (nodes.Of(c.Key)!.Value, (long)c.CountOf(Belongs))),
            [.. nodes.Units.Select(unit => (
                nodes.Of(new(unit.Region, layer.Kind, unit.Service, null, null, null))!.Value,
                (long)(units.At(new(unit.Region, layer.Kind, unit.Service, unit.Unit, null, null))?.CountOf(Belongs) ?? 0)))]);
    }

    private EarlierTables? Earlier(PublishedTables tables, DisclosureLayer layer, EarlierMonths? earlier)
    {
        IEnumerable<int> KeysOf(IEnumerable<(DisclosureLayer Layer, CellKey Cell)> cells) => cells.Where(c => c.Layer == layer).Select(c => nodes.KeyOf(tables, c.Cell)!.Value);
        return earlier is null ? null : EarlierTables.Of(
            earlier.Publications.Select(p => layer.Beside ? Enumerable.Range(0, tables.Count).Except(KeysOf(p.Shown)) : KeysOf(p.Hidden)),
            key => nodes.RegionOf(tables, key) is var region && (region == RegionId.Nation ? !earlier.Changed.IsEmpty : earlier.Changed.Contains(region)));
    }
}

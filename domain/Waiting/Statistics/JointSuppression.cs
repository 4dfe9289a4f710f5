using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>What was published of the same month before, when a publication is a revision.</summary>
/// <param name="Hidden">Whether a cell was hidden.</param>
/// <param name="Changed">Whether a cell's contacts may have changed since; what did not change is known to be the same.</param>
public sealed record EarlierTables(Func<ulong, bool> Hidden, Func<ulong, bool> Changed);

/// <summary>What is hidden.</summary>
/// <param name="Hidden">The keys of all hidden cells.</param>
/// <param name="Unprotected">Hidden cells that can be derived all the same, from what was published before; none without an earlier publication.</param>
public sealed record Suppressed(ImmutableHashSet<ulong> Hidden, ImmutableArray<ulong> Unprotected);

/// <summary>
/// Hides small cells in tables that are published together, and enough others that no hidden cell can be derived.
/// </summary>
/// <remarks>
/// Every small cell is given a <em>box</em>: in some dimensions two values, in the others one. Adding 1 and taking 1 away in turn at
/// the box's corners changes no sum over a dimension with two values; every published cell that it does change is hidden. The
/// tables with the box added therefore look the same from outside, and the small cell differs. Added one way round at least, the
/// box leaves somebody in every cell it touches: the other tables are possible ones, whole and nowhere empty where a row is shown
/// without figures. That is the proof, cell by cell.
/// Boxes in as many dimensions as there are come first, since they leave the totals standing; among them the one that hides the
/// fewest contacts more; then the first in order. Nothing hangs on chance or on the order of the input.
/// </remarks>
public static class JointSuppression
{
    // How many unfinished boxes are kept while a box is put together, and how many parts of a total are tried: a quick look first,
    // and for the few cells it finds nothing for a thorough one.
    private static readonly (int Breadth, int PartsTried)[] Looks = [(4, 3), (256, int.MaxValue)];

    /// <summary>Hides every cell below a bound, and what must go with it.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="bound">Cells with fewer are hidden; cells with nobody are known to be empty.</param>
    /// <param name="earlier">What was published before, if anything. What was hidden stays hidden.</param>
    public static Suppressed Below(PublishedTables tables, int bound, EarlierTables? earlier = null) =>
        Of(tables, tables.Counts.Where(c => c.Value < bound).Select(c => c.Key), [], earlier);

    /// <summary>Hides some cells and what must go with them.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="sensitive">The cells to protect.</param>
    /// <param name="besides">Cells that are hidden anyway.</param>
    /// <param name="earlier">What was published before, if anything.</param>
    public static Suppressed Of(PublishedTables tables, IEnumerable<ulong> sensitive, IEnumerable<ulong> besides, EarlierTables? earlier = null)
    {
        var before = earlier is null ? [] : tables.Counts.Keys.Where(earlier.Hidden).ToList();
        var protect = sensitive.Concat(before).Distinct().ToList();
        var search = new BoxSearch(tables, [.. protect, .. besides]);
        var unprotected = ImmutableArray.CreateBuilder<ulong>();

        // Totals first: what they need hidden serves their parts too.
        foreach (var cell in protect.OrderBy(search.Depth).ThenByDescending(c => tables.Counts[c]).ThenBy(c => c))
        {
            if (!Protect(search, cell, earlier))
            {
                unprotected.Add(cell);
            }
        }

        return new([.. search.Hidden], unprotected.ToImmutable());
    }

    // In a revision the same box must hold in both publications, or touch nothing but what changed.
    private static bool Protect(BoxSearch search, ulong cell, EarlierTables? earlier) => earlier is null
        ? search.Protect(cell, _ => true)
        : search.Protect(cell, earlier.Hidden) || search.Protect(cell, earlier.Changed);

    /// <summary>Looks for the box of one cell after another; what a box touches is hidden from then on.</summary>
    private sealed class BoxSearch(PublishedTables tables, HashSet<ulong> hidden)
    {
        private sealed record Box(ulong Corner, ImmutableArray<Side> Sides, long Cost);

        // The nodes of one dimension that a box changes: the first few one way, the others the other way.
        private sealed record Side(int[] Nodes, int Up);

        // Which dimensions to look one step further up in, the fewest first.
        private int[] Raisings { get; } = [.. Enumerable.Range(0, 1 << tables.Dimensions.Length).OrderBy(int.PopCount).ThenBy(r => r)];

        private readonly HashSet<ulong> proven = [];
        private int breadth;
        private int partsTried;
        private readonly Dictionary<int, int[]> depthsOf = [];

        public HashSet<ulong> Hidden => hidden;

        public int Depth(ulong cell) => Enumerable.Range(0, tables.Dimensions.Length).Count(d => tables.NodeOf(cell, d) != 0);

        public bool Protect(ulong cell, Func<ulong, bool> mayTouch)
        {
            if (proven.Contains(cell))
            {
                return true;
            }

            var divided = Enumerable.Range(0, tables.Dimensions.Length).Where(d => tables.NodeOf(cell, d) != 0).Aggregate(0, (mask, d) => mask | (1 << d));
            var choices = Enumerable.Range(0, 1 << tables.Dimensions.Length).Where(pairs => (pairs & ~divided) == 0)
                .GroupBy(int.PopCount).OrderByDescending(g => g.Key);
            foreach (var (look, choice) in choices.SelectMany(c => Looks.Select(l => (l, c))))
            {
                (breadth, partsTried) = look;
                if (choice.Select(pairs => Cheapest(cell, pairs, mayTouch)).OfType<Box>().MinBy(b => b.Cost) is { } box)
                {
                    // The box is the proof for everything that it touches.
                    var touched = tables.Product([.. box.Sides.Select(s => s.Nodes)]).Where(tables.IsPublished).ToList();
                    hidden.UnionWith(touched);
                    proven.UnionWith(touched);
                    return true;
                }
            }

            return false;
        }

        // Dimension by dimension, keeping the few cheapest: an unfinished box touches part of what the finished one will.
        private Box? Cheapest(ulong cell, int pairs, Func<ulong, bool> mayTouch)
        {
            var depths = depthsOf.TryGetValue(pairs, out var known) ? known : depthsOf[pairs] = tables.DeepestWith(pairs);
            List<Box> kept = [new(cell, [.. Enumerable.Range(0, tables.Dimensions.Length).Select(d => new Side([tables.NodeOf(cell, d)], 1))], 0)];
            for (var d = 0; d < tables.Dimensions.Length && kept.Count > 0; d++)
            {
                var next = new List<Box>();
                var options = kept.SelectMany(box => ((pairs & (1 << d)) != 0 ? Pairs(box.Corner, d, depths[d]) : Singles(box.Corner, d, depths[d])).Select(o => (box, o)));
                foreach (var (box, option) in options)
                {
                    // What costs nothing cannot be bettered.
                    if (next.Count == breadth && next[^1].Cost == 0)
                    {
                        break;
                    }

                    Keep(next, Costed(tables.With(box.Corner, d, option.Leaf), box.Sides.SetItem(d, option.Side), mayTouch));
                }

                kept = next;
            }

            return kept.FirstOrDefault();
        }

        // In order of cost; of equal ones the first stays first.
        private void Keep(List<Box> boxes, Box? box)
        {
            if (box is null)
            {
                return;
            }

            var place = boxes.Count;
            while (place > 0 && boxes[place - 1].Cost > box.Cost)
            {
                place--;
            }

            boxes.Insert(place, box);
            if (boxes.Count > breadth)
            {
                boxes.RemoveAt(breadth);
            }
        }

        private Box? Costed(ulong corner, ImmutableArray<Side> sides, Func<ulong, bool> mayTouch)
        {
            var (cost, canAdd, canTake) = (0L, true, true);
            foreach (var (key, down) in Touched(sides))
            {
                if (tables.Counts.TryGetValue(key, out var count))
                {
                    canAdd &= !down || count > 1;
                    canTake &= down || count > 1;
                    if (!mayTouch(key) || !(canAdd || canTake))
                    {
                        return null;
                    }

                    cost += hidden.Contains(key) ? 0 : count;
                }
                else if (tables.IsPublished(key))
                {
                    return null; // everybody knows that nobody is there
                }
            }

            return new(corner, sides, cost);
        }

        // Every key that a box changes, and whether it goes down when the corner goes up.
        private List<(ulong Key, bool Down)> Touched(ImmutableArray<Side> sides)
        {
            List<(ulong Key, bool Down)> keys = [(0, false)];
            for (var d = 0; d < sides.Length; d++)
            {
                var (side, next) = (sides[d], new List<(ulong, bool)>(keys.Count * sides[d].Nodes.Length));
                for (var i = 0; i < side.Nodes.Length; i++)
                {
                    foreach (var (key, down) in keys)
                    {
                        next.Add((tables.Plus(key, d, side.Nodes[i]), down ^ (i >= side.Up)));
                    }
                }

                keys = next;
            }

            return keys;
        }

        // One value: it and every total above it change.
        private IEnumerable<(int Leaf, Side Side)> Singles(ulong corner, int dimension, int depth) =>
            Leaves(corner, dimension, tables.NodeOf(corner, dimension), depth)
                .Select(leaf => (leaf, new Side(tables.Path(dimension, leaf), tables.Path(dimension, leaf).Length)));

        // Two values: what stands above both does not change.
        private IEnumerable<(int Leaf, Side Side)> Pairs(ulong corner, int dimension, int depth)
        {
            var node = tables.NodeOf(corner, dimension);
            var others = new List<int>();
            for (var (part, total) = (node, ParentOf(dimension, node)); total >= 0; (part, total) = (total, ParentOf(dimension, total)))
            {
                others.AddRange(Parts(corner, dimension, total).Where(p => p != part).SelectMany(p => Leaves(corner, dimension, p, depth)));
            }

            return from one in Leaves(corner, dimension, node, depth)
                   from other in others
                   let up = tables.Path(dimension, one).Except(tables.Path(dimension, other)).ToArray()
                   let down = tables.Path(dimension, other).Except(tables.Path(dimension, one))
                   select (one, new Side([.. up, .. down], up.Length));
        }

        private int ParentOf(int dimension, int node) => tables.Dimensions[dimension].Parents[node];

        // A box stands on single values: of what a node divides into, a few of the smallest parts are tried. No deeper than any
        // table goes that the box changes: in a box with two sexes no unit's cell changes, so its regions need no unit.
        private IEnumerable<int> Leaves(ulong corner, int dimension, int node, int depth)
        {
            var parts = tables.LevelOf(dimension, node) >= depth ? [] : Parts(corner, dimension, node);
            return parts.Count == 0
                ? [node]
                : parts.OrderBy(p => tables.Counts.GetValueOrDefault(tables.With(corner, dimension, p))).ThenBy(p => p).Take(partsTried)
                    .SelectMany(p => Leaves(corner, dimension, p, depth));
        }

        // The parts as near the corner as the tables tell: a unit's patients are not divided by sex, its region's are.
        private IReadOnlyList<int> Parts(ulong corner, int dimension, int node)
        {
            if (!tables.Dimensions[dimension].Divides(node))
            {
                return [];
            }

            foreach (var raised in Raisings)
            {
                var near = tables.With(corner, dimension, node);
                for (var d = 0; d < tables.Dimensions.Length; d++)
                {
                    if ((raised & (1 << d)) != 0 && d != dimension && tables.NodeOf(near, d) is > 0 and var inner)
                    {
                        near = tables.With(near, d, ParentOf(d, inner));
                    }
                }

                if (tables.PartsOf(near, dimension) is { Count: > 0 } parts)
                {
                    return parts;
                }
            }

            return [];
        }
    }
}

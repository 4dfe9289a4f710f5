using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>What was published of the same month before, when a publication is a revision.</summary>
/// <param name="HiddenOnce">Whether a cell was hidden in any earlier publication: it stays hidden.</param>
/// <param name="HiddenAlways">Whether it was hidden in every one of them.</param>
/// <param name="Changed">Whether a cell's contacts may be others than in every one of them; what did not change is known to be the same.</param>
public sealed record EarlierTables(Func<int, bool> HiddenOnce, Func<int, bool> HiddenAlways, Func<int, bool> Changed)
{
    /// <summary>Of the keys that each earlier publication hid; at least one publication.</summary>
    public static EarlierTables Of(IEnumerable<IEnumerable<int>> hidden, Func<int, bool> changed)
    {
        var publications = hidden.Select(keys => keys.ToHashSet()).ToList();
        return new(key => publications.Exists(p => p.Contains(key)), key => publications.TrueForAll(p => p.Contains(key)), changed);
    }
}

/// <summary>What is hidden.</summary>
/// <param name="Hidden">The keys of all hidden cells and parts.</param>
/// <param name="Unprotected">Hidden cells that can be derived all the same, from what was published before; none without an earlier publication.</param>
public sealed record Suppressed(IReadOnlySet<int> Hidden, ImmutableArray<int> Unprotected);

/// <summary>
/// Hides small cells in tables that are published together, and enough others that no hidden cell can be derived.
/// </summary>
/// <remarks>
/// Every small cell is given a <em>box</em>: in some dimensions two values, in the others one value with its total. Adding 1 and
/// taking 1 away in turn at the box's corners changes no sum over a dimension with two values; every published cell that it does
/// change is hidden, and where such a cell is divided into parts one part of it too, whichever is cheapest, since parts have no
/// totals of their own. The tables with the box added therefore look the same from outside, and the small cell differs. Added one
/// way round at least, the box leaves somebody in every cell it touches: the other tables are possible ones, whole and nowhere
/// empty where a row is shown without figures. That is the proof, cell by cell.
/// Boxes in as many dimensions as there are come first, since they leave the totals standing; among them the one that hides the
/// fewest contacts more; then the first in order. Nothing hangs on chance or on the order of the input.
/// </remarks>
public static class JointSuppression
{
    // How many unfinished boxes are kept while a box is put together: a quick look first, and a thorough one for the few cells that it
    // finds nothing for. In a revision few boxes may be touched, and all are looked at.
    private static readonly int[] Looks = [4, 256];
    private static readonly int[] LooksInRevision = [4, int.MaxValue];

    /// <summary>Hides every cell below a bound, and what must go with it.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="bound">Cells with fewer are hidden; cells with nobody are known to be empty.</param>
    /// <param name="anyway">Cells that are hidden anyway.</param>
    /// <param name="elsewhere">Cells that are hidden, even if nobody is in them, and protected by what they stand beside.</param>
    /// <param name="paired">Dimensions, a bit each, that every box has two values in: their totals are known from elsewhere.</param>
    /// <param name="earlier">What was published before, if anything. What was hidden stays hidden.</param>
    /// <param name="silent">Cells that, hidden, do not say whether anybody is in them; a box may empty them, or stand on one that is empty.</param>
    public static Suppressed Below(
        PublishedTables tables, int bound, IEnumerable<int>? anyway = null, IEnumerable<int>? elsewhere = null, int paired = 0, EarlierTables? earlier = null,
        Func<int, bool>? silent = null)
    {
        var sensitive = tables.Keys.Where(key => tables[key] < bound && (tables.IsPart(key) || HasAllOf(tables, key, paired)));
        var protectedElsewhere = (elsewhere ?? []).ToHashSet();
        var protect = sensitive.Where(key => !protectedElsewhere.Contains(key)).ToList();

        // What an earlier publication hid stays hidden, so its own boxes hold here too, and need not be looked for again.
        var before = earlier is null ? [] : Enumerable.Range(0, tables.Count).Where(earlier.HiddenOnce);
        var search = new BoxSearch(tables, [.. protect, .. before, .. anyway ?? [], .. protectedElsewhere], paired, earlier is null ? Looks : LooksInRevision, silent ?? (_ => false));
        var unprotected = ImmutableArray.CreateBuilder<int>();

        // Totals first: what they need hidden serves their parts too.
        int Depth(int key) => tables.IsPart(key) ? tables.Dimensions + 1 : Enumerable.Range(0, tables.Dimensions).Count(d => tables.NodeOf(key, d) != 0);
        foreach (var cell in protect.OrderBy(Depth).ThenByDescending(key => tables[key]).ThenBy(key => key))
        {
            // In a revision the same box must hold in all publications, or touch nothing but what changed. What was as small before has
            // the box of then, though it may no longer leave somebody everywhere.
            var proven = earlier is null
                ? search.Protect(cell, _ => true)
                : search.Protect(cell, earlier.HiddenAlways) || search.Protect(cell, earlier.Changed) || (earlier.HiddenAlways(cell) && !earlier.Changed(cell));
            if (!proven)
            {
                unprotected.Add(cell);
            }
        }

        return new(search.Hidden.ToHashSet(), unprotected.ToImmutable());
    }

    private static bool HasAllOf(PublishedTables tables, int key, int dimensions) =>
        Enumerable.Range(0, tables.Dimensions).All(d => (dimensions & (1 << d)) == 0 || tables.NodeOf(key, d) != 0);

    /// <summary>Looks for the box of one cell after another; what a box touches is hidden from then on.</summary>
    private sealed class BoxSearch
    {
        // A cell or part that a box touches, and whether it goes down when the box is added.
        private readonly record struct Touch(int Key, bool Down);

        // CanAdd: added, it leaves somebody everywhere. CanTake: taken away, it does.
        private sealed record Box(Touch[] Touches, long Cost, bool CanAdd, bool CanTake);

        private readonly PublishedTables tables;
        private readonly int paired;
        private readonly int[] looks;
        private readonly Func<int, bool> silent;
        private readonly bool[] hidden;
        private readonly bool[] proven;

        public BoxSearch(PublishedTables tables, IEnumerable<int> hiddenFirst, int paired, int[] looks, Func<int, bool> silent)
        {
            (this.tables, this.paired, this.looks, this.silent) = (tables, paired, looks, silent);
            (hidden, proven) = (new bool[tables.Count], new bool[tables.Count]);
            foreach (var key in hiddenFirst)
            {
                hidden[key] = true;
            }
        }

        public IEnumerable<int> Hidden => Enumerable.Range(0, hidden.Length).Where(key => hidden[key]);

        public bool Protect(int cell, Func<int, bool> mayTouch)
        {
            if (proven[cell])
            {
                return true;
            }

            var box = tables.IsPart(cell) ? Exchange(cell, mayTouch) ?? Smallest(tables.WholeOf(cell), cell, mayTouch) : Smallest(cell, null, mayTouch);
            foreach (var touch in box?.Touches ?? [])
            {
                (hidden[touch.Key], proven[touch.Key]) = (true, true); // the box is the proof for everything that it touches
            }

            return box is not null;
        }

        // One of a part's neighbours takes what the part gives: their cell stays as it is.
        private Box? Exchange(int part, Func<int, bool> mayTouch) => Start(part, mayTouch) is not { } alone ? null
            : tables.PartsOf(tables.WholeOf(part)).Where(other => other != part)
                .Select(other => With(alone, [new(other, true)], mayTouch)).OfType<Box>().MinBy(box => box.Cost);

        private Box? Smallest(int cell, int? part, Func<int, bool> mayTouch)
        {
            var divided = Enumerable.Range(0, tables.Dimensions).Where(d => tables.NodeOf(cell, d) != 0).Aggregate(0, (mask, d) => mask | (1 << d));
            for (var dimensions = int.PopCount(divided); dimensions >= 0; dimensions--)
            {
                foreach (var look in looks)
                {
                    Box? cheapest = null;
                    for (var pairs = 0; pairs < 1 << tables.Dimensions; pairs++)
                    {
                        if ((pairs & ~divided) != 0 || (pairs & paired) != paired || int.PopCount(pairs) != dimensions)
                        {
                            continue;
                        }

                        foreach (var box in Cheapest(cell, pairs, look, mayTouch))
                        {
                            cheapest = WithParts(box, part, mayTouch) is { } whole && !(whole.Cost >= cheapest?.Cost) ? whole : cheapest;
                        }
                    }

                    if (cheapest is not null)
                    {
                        return cheapest;
                    }
                }
            }

            return null;
        }

        // Dimension by dimension, keeping the few cheapest: an unfinished box touches part of what the finished one will.
        private List<Box> Cheapest(int cell, int pairs, int breadth, Func<int, bool> mayTouch)
        {
            List<Box> kept = Start(cell, mayTouch) is { } start ? [start] : [];
            for (var d = 0; d < tables.Dimensions; d++)
            {
                var (node, step, pair) = (tables.NodeOf(cell, d), tables.StepOf(d), (pairs & (1 << d)) != 0);
                var next = new List<Box>();
                foreach (var box in kept)
                {
                    if (!pair && node != 0)
                    {
                        Keep(next, breadth, Mirrored(box, -node * step, false, mayTouch, Dearest(next, breadth)));
                        continue;
                    }

                    for (var other = 1; other <= tables.ValuesOf(d); other++)
                    {
                        if (other != node)
                        {
                            Keep(next, breadth, Mirrored(box, (other - node) * step, pair, mayTouch, Dearest(next, breadth)));
                        }
                    }
                }

                kept = breadth == int.MaxValue ? [.. next.OrderBy(box => box.Cost)] : next;
            }

            return kept;
        }

        private static long Dearest(List<Box> boxes, int breadth) => boxes.Count < breadth ? long.MaxValue : boxes[^1].Cost;

        // In order of cost; of equal ones the first stays first. All of them are put in order at the end.
        private static void Keep(List<Box> boxes, int breadth, Box? box)
        {
            if (box is null)
            {
                return;
            }

            var place = boxes.Count;
            while (breadth < int.MaxValue && place > 0 && boxes[place - 1].Cost > box.Cost)
            {
                place--;
            }

            boxes.Insert(place, box);
            if (boxes.Count > breadth)
            {
                boxes.RemoveAt(breadth);
            }
        }

        private Box? Start(int cell, Func<int, bool> mayTouch) =>
            mayTouch(cell) && Stands(cell) ? new([new(cell, false)], CostOf(cell), true, tables[cell] > Least(cell)) : null;

        // Everybody knows when nobody is there, unless the cell does not say.
        private bool Stands(int key) => hidden[key] || tables[key] > 0 || silent(key);

        private long Least(int key) => silent(key) ? 0 : 1;

        // Whatever else the row would show is lost too, so hiding an empty cell is not for nothing.
        private long CostOf(int key) => hidden[key] ? 0 : Math.Max(1, tables[key]);

        // A box and the same one further along a dimension, the other way round when the dimension has two values.
        private Box? Mirrored(Box box, int distance, bool flipped, Func<int, bool> mayTouch, long below)
        {
            // Most are too dear: found out before anything is made.
            var cost = box.Cost;
            foreach (var touch in box.Touches)
            {
                var key = touch.Key + distance;
                cost += CostOf(key);
                if (cost >= below || !Stands(key))
                {
                    return null;
                }
            }

            return With(box, Array.ConvertAll(box.Touches, touch => new Touch(touch.Key + distance, touch.Down ^ flipped)), mayTouch);
        }

        private Box? With(Box box, Touch[] more, Func<int, bool> mayTouch)
        {
            var (cost, canAdd, canTake) = (box.Cost, box.CanAdd, box.CanTake);
            foreach (var (key, down) in more)
            {
                canAdd &= !down || tables[key] > Least(key);
                canTake &= down || tables[key] > Least(key);
                if (!(canAdd || canTake) || !Stands(key) || !mayTouch(key))
                {
                    return null;
                }

                cost += CostOf(key);
            }

            return new([.. box.Touches, .. more], cost, canAdd, canTake);
        }

        // Where a touched cell is divided, one of its parts gives or takes: the cheapest that can.
        private Box? WithParts(Box box, int? wanted, Func<int, bool> mayTouch)
        {
            var whole = box.Touches.Where(touch => tables.PartsOf(touch.Key).Any(Stands)).ToList();
            if (whole.Count == 0)
            {
                return box;
            }

            Box? Way(bool add)
            {
                Box? made = (add ? box.CanAdd : box.CanTake) ? box with { CanAdd = add, CanTake = !add } : null;
                foreach (var touch in whole)
                {
                    var parts = tables.PartsOf(touch.Key);
                    made = made is null ? null : (wanted is { } part && parts.Contains(part) ? [part] : parts.AsEnumerable())
                        .Select(p => With(made, [new(p, touch.Down)], mayTouch)).OfType<Box>().MinBy(b => b.Cost);
                }

                return made;
            }

            return new[] { Way(true), Way(false) }.OfType<Box>().MinBy(b => b.Cost);
        }
    }
}

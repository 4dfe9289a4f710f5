using System.Collections.Immutable;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class JointSuppressionTests
{
    private const int Bound = 2;

    private static ImmutableArray<ImmutableArray<int>> Cells(params int[] sizes) =>
        sizes.Aggregate(new List<ImmutableArray<int>> { ImmutableArray<int>.Empty },
            (cells, size) => [.. cells.SelectMany(c => Enumerable.Range(1, size).Select(c.Add))]).ToImmutableArray();

    private static PublishedTables Tables(int[] sizes, int[] counts) => PublishedTables.Of(
        [.. sizes.Select(Hierarchy.Flat)], [Cells(sizes).Select((nodes, i) => (nodes, (long)counts[i]))]);

    private static IEnumerable<int[]> Every(int cells, int[] values) => Enumerable.Range(0, (int)Math.Pow(values.Length, cells))
        .Select(n => Enumerable.Range(0, cells).Select(i => values[n / (int)Math.Pow(values.Length, i) % values.Length]).ToArray());

    private static void HoldsFor(PublishedTables tables, int bound)
    {
        var suppressed = JointSuppression.Below(tables, bound);
        Assert.Empty(suppressed.Unprotected);
        Assert.All(tables.Counts, c => Assert.True(c.Value >= bound || suppressed.Hidden.Contains(c.Key)));
        Assert.All(suppressed.Hidden, h => Assert.True(tables.Counts.ContainsKey(h)));
        Assert.Empty(Attacker.Derives(tables, suppressed.Hidden));
        if (tables.Counts.Values.All(c => c >= bound))
            Assert.Empty(suppressed.Hidden);
    }

    [Fact]
    public void In_every_tiny_table_nothing_hidden_follows_from_what_is_shown()
    {
        foreach (var counts in Every(4, [0, 1, 2, 3]))
            HoldsFor(Tables([2, 2], counts), Bound);
        foreach (var counts in Every(6, [0, 1, 3]))
            HoldsFor(Tables([2, 3], counts), Bound);
        foreach (var counts in Every(9, [0, 1, 3]))
            HoldsFor(Tables([3, 3], counts), Bound);
        foreach (var counts in Every(8, [0, 1, 3]))
            HoldsFor(Tables([2, 2, 2], counts), Bound);
    }

    // Whole and not negative, nobody where nobody is shown, somebody where a row stands without figures.
    [Fact]
    public void In_every_tiny_table_no_hidden_cell_has_only_one_possible_value()
    {
        void Pinned(int[] sizes, int[] counts, int most)
        {
            var tables = Tables(sizes, counts);
            var hidden = JointSuppression.Below(tables, Bound).Hidden;
            if (!hidden.IsEmpty)
                Assert.Empty(Attacker.Pins(tables, hidden, Cells(sizes), most));
        }

        foreach (var counts in Every(4, [0, 1, 2, 3]))
            Pinned([2, 2], counts, 4);
        foreach (var counts in Every(6, [0, 1, 2]).Where((_, i) => i % 5 == 0))
            Pinned([2, 3], counts, 3);
        foreach (var counts in Every(8, [0, 1, 2]).Where((_, i) => i % 411 == 0))
            Pinned([2, 2, 2], counts, 3);
    }

    [Fact]
    public void In_random_tables_of_every_shape_nothing_hidden_follows()
    {
        var dice = new System.Random(21);
        foreach (var sizes in new[] { new[] { 5, 6 }, [3, 4, 3], [2, 3, 2, 3], [4, 4, 2] })
        {
            for (var time = 0; time < 12; time++)
            {
                var spread = dice.Next(2) == 0 ? 12 : 60;
                HoldsFor(Tables(sizes, [.. Cells(sizes).Select(_ => dice.Next(5) == 0 ? 0 : dice.Next(spread))]), 20);
            }
        }
    }

    // Nation, regions, units; units by service only, regions by service and sex.
    [Fact]
    public void Two_tables_with_totals_in_common_are_protected_together()
    {
        var dice = new System.Random(22);
        for (var time = 0; time < 40; time++)
        {
            var place = new Hierarchy([-1, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3]);
            var spread = dice.Next(3) switch { 0 => 8, 1 => 20, _ => 60 };
            var people = (
                from unit in Enumerable.Range(4, 7) from service in Enumerable.Range(1, 3) from sex in Enumerable.Range(1, 2)
                select (Unit: unit, Service: service, Sex: sex, Count: (long)(dice.Next(4) == 0 ? 0 : dice.Next(spread)))).ToList();
            var tables = PublishedTables.Of(
                [place, Hierarchy.Flat(3), Hierarchy.Flat(2)],
                [
                    people.GroupBy(p => (place.Parents[p.Unit], p.Service, p.Sex)).Select(g => (ImmutableArray.Create(g.Key.Item1, g.Key.Service, g.Key.Sex), g.Sum(p => p.Count))),
                    people.GroupBy(p => (p.Unit, p.Service)).Select(g => (ImmutableArray.Create(g.Key.Unit, g.Key.Service, 0), g.Sum(p => p.Count))),
                ]);
            HoldsFor(tables, 20);
        }
    }

    [Fact]
    public void What_is_hidden_does_not_hang_on_the_order_of_the_cells()
    {
        var dice = new System.Random(23);
        var cells = Cells(3, 4, 3).Select(nodes => (nodes, (long)dice.Next(50))).ToList();
        ImmutableArray<Hierarchy> dimensions = [Hierarchy.Flat(3), Hierarchy.Flat(4), Hierarchy.Flat(3)];
        var hidden = JointSuppression.Below(PublishedTables.Of(dimensions, [cells]), 20).Hidden;
        Assert.NotEmpty(hidden);
        Assert.True(hidden.SetEquals(JointSuppression.Below(PublishedTables.Of(dimensions, [Enumerable.Reverse(cells)]), 20).Hidden));
    }

    // One small cell among large ones: a box of four is the least that protects it in a table with both totals.
    [Fact]
    public void One_small_cell_takes_the_three_cheapest_with_it_and_leaves_the_totals()
    {
        var tables = Tables([3, 3], [5, 100, 30, 100, 200, 100, 40, 100, 25]);
        var hidden = JointSuppression.Below(tables, 20).Hidden;
        Assert.Equal(
            new[] { (1, 1), (1, 3), (3, 1), (3, 3) }.Select(c => tables.KeyOf([c.Item1, c.Item2])).Order(), hidden.Order());
    }

    // The attacker has both publications and knows which columns did not change.
    [Fact]
    public void After_a_revision_nothing_hidden_follows_from_both_publications_together()
    {
        var (dice, protectedOnes) = (new System.Random(24), 0);
        for (var time = 0; time < 150; time++)
        {
            int[] sizes = [3, 4];
            var before = Cells(sizes).Select(_ => dice.Next(1, 45)).ToArray();
            var changed = Cells(sizes).Select(c => c[0] == 1).ToArray();
            var after = before.Select((count, i) => changed[i] ? dice.Next(1, 45) : count).ToArray();
            var (first, second) = (Tables(sizes, before), Tables(sizes, after));
            bool Changed(ulong cell) => second.NodeOf(cell, 0) is 0 or 1;
            var hidden = JointSuppression.Below(first, 20).Hidden;
            var now = JointSuppression.Below(second, 20, new(hidden.Contains, Changed));
            if (!now.Unprotected.IsEmpty)
                continue;
            protectedOnes++;
            Assert.True(now.Hidden.IsSupersetOf(hidden));

            // Two tables, told apart by the highest bit; what did not change is one and the same.
            const ulong Second = 1ul << 63;
            var unknown = hidden.Concat(now.Hidden.Where(Changed).Select(h => h | Second)).Concat(now.Hidden.Where(h => !Changed(h) && hidden.Contains(h))).ToHashSet();
            ulong In2(ulong cell) => Changed(cell) ? cell | Second : cell;
            var equations = first.Relations().Select(r => r.Parts.Select(p => (p, 1)).Append((r.Total, -1)))
                .Concat(second.Relations().Select(r => r.Parts.Select(p => (In2(p), 1)).Append((In2(r.Total), -1))));
            Assert.Empty(Attacker.Derives(unknown, equations));
        }

        Assert.True(protectedOnes > 20, $"{protectedOnes}");
    }
}

using System.Collections.Immutable;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class JointSuppressionTests
{
    private const int Bound = 2;

    private static ImmutableArray<ImmutableArray<int>> Cells(params int[] sizes) =>
        sizes.Aggregate(new List<ImmutableArray<int>> { ImmutableArray<int>.Empty },
            (cells, size) => [.. cells.SelectMany(c => Enumerable.Range(1, size).Select(c.Add))]).ToImmutableArray();

    private static PublishedTables Tables(int[] sizes, int[] counts) => PublishedTables.Of([.. sizes], Cells(sizes).Select((nodes, i) => (nodes, (long)counts[i])));

    private static IEnumerable<int[]> Every(int cells, int[] values) => Enumerable.Range(0, (int)Math.Pow(values.Length, cells))
        .Select(n => Enumerable.Range(0, cells).Select(i => values[n / (int)Math.Pow(values.Length, i) % values.Length]).ToArray());

    private static void HoldsFor(PublishedTables tables, int bound)
    {
        var suppressed = JointSuppression.Below(tables, bound);
        Assert.Empty(suppressed.Unprotected);
        Assert.All(tables.Keys, key => Assert.True(tables[key] >= bound || suppressed.Hidden.Contains(key)));
        Assert.All(suppressed.Hidden, key => Assert.True(tables[key] > 0));
        Assert.Empty(Attacker.Derives(tables, suppressed.Hidden));
        if (tables.Keys.All(key => tables[key] >= bound))
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
            if (hidden.Count > 0)
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

    // Regions by service and sex; units of a region by service, without totals over services. Most units have one service.
    [Fact]
    public void Units_are_protected_together_with_their_regions()
    {
        var (dice, shown, all) = (new System.Random(22), 0, 0);
        for (var time = 0; time < 200; time++)
        {
            var spread = dice.Next(3) switch { 0 => 8, 1 => 20, _ => 60 };
            var people = (
                from region in Enumerable.Range(1, 3) from unit in Enumerable.Range(1, 3) from service in Enumerable.Range(1, 3)
                where dice.Next(2) == 0
                from sex in Enumerable.Range(1, 2)
                select (Region: region, Unit: unit, Service: service, Sex: sex, Count: (long)(dice.Next(4) == 0 ? 0 : dice.Next(spread)))).ToList();
            var tables = PublishedTables.Of(
                [3, 3, 2],
                people.Select(p => (ImmutableArray.Create(p.Region, p.Service, p.Sex), p.Count)),
                [.. people.GroupBy(p => (p.Region, p.Unit, p.Service)).Select(g => (ImmutableArray.Create(g.Key.Region, g.Key.Service, 0), g.Sum(p => p.Count)))]);
            HoldsFor(tables, 20);
            (shown, all) = (shown + (JointSuppression.Below(tables, 20).Hidden.Contains(0) ? 0 : 1), all + 1);
        }

        Assert.True(shown > all / 2, $"{shown} of {all}: protecting units is not to hide the nation");
    }

    // Two regions, one service; units of every small size: also whole numbers, nobody negative, nobody where a row stands without figures.
    [Fact]
    public void No_hidden_unit_has_only_one_possible_value()
    {
        foreach (var counts in Every(4, [0, 1, 2, 3]))
        {
            PublishedTables Of(int[] units) => PublishedTables.Of(
                [2, 1], [(ImmutableArray.Create(1, 1), units[0] + units[1]), (ImmutableArray.Create(2, 1), units[2] + units[3])],
                [.. units.Select((count, i) => (ImmutableArray.Create((i / 2) + 1, 1), (long)count))]);
            var tables = Of(counts);
            var hidden = JointSuppression.Below(tables, Bound).Hidden;
            var possible = Every(4, [0, 1, 2, 3, 4, 5]).Select(Of).Where(other => Enumerable.Range(0, tables.Count)
                .All(key => tables[key] == 0 ? other[key] == 0 : hidden.Contains(key) ? other[key] > 0 : other[key] == tables[key])).ToList();
            Assert.All(hidden, key => Assert.True(possible.Select(p => p[key]).Distinct().Count() > 1, $"{string.Join(' ', counts)}: {key}"));
        }
    }

    // Rows that do not say whether anybody is in them: boxes may stand on empty ones, and still nothing follows.
    [Fact]
    public void Where_rows_are_silent_fewer_totals_are_hidden_and_nothing_hidden_follows()
    {
        var (dice, silentTotals, totals) = (new System.Random(25), 0, 0);
        for (var time = 0; time < 60; time++)
        {
            var tables = Tables([3, 4, 3], [.. Cells(3, 4, 3).Select(_ => dice.Next(3) == 0 ? dice.Next(4) : 0)]);
            var hidden = JointSuppression.Below(tables, 3, silent: _ => true).Hidden;
            Assert.All(tables.Keys, key => Assert.True(tables[key] >= 3 || hidden.Contains(key)));
            Assert.Empty(Attacker.Derives(tables, hidden));
            silentTotals += hidden.Contains(0) ? 1 : 0;
            totals += JointSuppression.Below(tables, 3).Hidden.Contains(0) ? 1 : 0;
        }

        Assert.True(silentTotals < totals / 2, $"{silentTotals} of {totals}");
    }

    [Fact]
    public void What_is_hidden_does_not_hang_on_the_order_of_the_cells()
    {
        var dice = new System.Random(23);
        var cells = Cells(3, 4, 3).Select(nodes => (nodes, (long)dice.Next(50))).ToList();
        var hidden = JointSuppression.Below(PublishedTables.Of([3, 4, 3], cells), 20).Hidden;
        Assert.NotEmpty(hidden);
        Assert.True(hidden.SetEquals(JointSuppression.Below(PublishedTables.Of([3, 4, 3], Enumerable.Reverse(cells)), 20).Hidden));
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

    // The attacker has all publications and knows which columns did not change; what one of them left out was empty.
    [Fact]
    public void After_revisions_nothing_hidden_follows_from_all_publications_together()
    {
        var (dice, protectedOnes) = (new System.Random(24), 0);
        for (var time = 0; time < 300; time++)
        {
            int[] sizes = [3, 4];
            var counts = new List<int[]> { Cells(sizes).Select(_ => dice.Next(0, 45)).ToArray() };
            for (var more = dice.Next(1, 3); more > 0; more--)
                counts.Add(counts[^1].Select((count, i) => Cells(sizes)[i][0] == 1 ? dice.Next(0, 45) : count).ToArray());
            bool Changed(int cell) => cell % 4 is 0 or 1; // the first column and the totals over columns
            var tables = counts.Select(c => Tables(sizes, c)).ToList();
            var hidden = new List<IReadOnlySet<int>>();
            foreach (var next in tables)
            {
                var found = JointSuppression.Below(next, 20, earlier: hidden.Count == 0 ? null : EarlierTables.Of(hidden, Changed));
                if (!found.Unprotected.IsEmpty)
                    break;
                hidden.Add(found.Hidden);
            }

            if (hidden.Count < tables.Count)
                continue;
            protectedOnes++;
            Assert.True(hidden[^1].IsSupersetOf(hidden[0]));

            // Told apart by number where they changed; what did not change is one and the same, hidden only if no publication shows it.
            int In(int publication, int cell) => Changed(cell) ? cell + (100 * publication) : cell;
            var unknown = hidden.SelectMany((cells, p) => cells.Where(c => Changed(c) || hidden.TrueForAll(h => h.Contains(c))).Select(c => In(p, c))).ToHashSet();
            var equations = tables.SelectMany((t, p) => t.Relations().Select(r => r.Parts.Select(part => (In(p, part), 1)).Append((In(p, r.Total), -1))));
            Assert.Empty(Attacker.Derives(unknown, equations));
        }

        Assert.True(protectedOnes > 100, $"{protectedOnes}");
    }
}

using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class SplitTests
{
    private static readonly DateOnly Today = Ground.Day("2024-06-01");

    [Fact]
    public void Parts_equal_the_whole_for_any_mix_of_mixes_and_each_part_is_split_by_its_own_key()
    {
        var instance =
            from tree in Tree(depth: 3)
            from amount in Gen.Choose(0, int.MaxValue).SelectMany(a => Gen.Choose(0, 460_000).Select(b => ((long)b * int.MaxValue) + a))
            select (tree, amount);
        Ground.Holds(Prop.ForAll(instance.ToArbitrary(), i =>
        {
            var rules = Ground.Rules with { Keys = Ground.Rules.Keys.AddRange(i.tree.Keys("root")) };
            var key = Split.Ready(rules, "root", 2024, Today).Value;
            var parts = new long[21];
            Split.Add(key, i.amount, parts);
            return parts.Sum() == i.amount && parts.SequenceEqual(i.tree.Naive(i.amount));
        }));
    }

    [Fact]
    public void Adding_keeps_what_was_there()
    {
        var parts = Enumerable.Range(0, 21).Select(i => (long)i).ToArray();
        Split.Add(Split.Ready(Ground.Rules, "equal", 2024, Today).Value, 42, parts);
        Assert.Equal(Enumerable.Range(2, 21).Select(i => (long)i), parts);
    }

    [Fact]
    public void An_equal_key_gives_the_units_left_over_to_the_lowest_ids()
    {
        var parts = new long[21];
        Split.Add(Split.Ready(Ground.Rules, "equal", 2024, Today).Value, 23, parts);
        Assert.Equal([2L, 2L, .. Enumerable.Repeat(1L, 19)], parts);
    }

    [Theory]
    [InlineData(2022, "2021-11-01", null, false)]
    [InlineData(2024, "2023-11-01", null, false)]
    [InlineData(2025, "2023-12-31", "2024-11-01", false)]
    [InlineData(2021, "2021-11-01", "2020-11-01", false)]
    public void A_key_takes_the_table_of_its_day_or_the_nearest_when_it_says_why(int year, string table, string? standsInFor, bool hindsight)
    {
        var key = Split.Ready(Ground.Rules, "population", year, Ground.Day("2025-01-01")).Value;
        Assert.Equal(Ground.Day(table), key.Table!.Date);
        Assert.Equal(standsInFor is null ? null : Ground.Day(standsInFor), key.StandsInFor);
        Assert.Equal(hindsight, key.KnownLater is not null);
    }

    [Theory]
    [InlineData("2023-12-19", true)]
    [InlineData("2023-12-20", false)]
    public void A_table_that_was_not_public_yet_is_used_with_hindsight(string asOf, bool hindsight) =>
        Assert.Equal(hindsight, Split.Ready(Ground.Rules, "population", 2024, Ground.Day(asOf)).Value.KnownLater is not null);

    [Fact]
    public void A_key_without_its_table_and_without_a_stand_in_is_refused_with_its_place()
    {
        var population = Ground.Rules.Keys["population"];
        var strict = population with { Form = (SeriesForm)population.Form with { Otherwise = null } };
        var rules = Ground.Rules with { Keys = Ground.Rules.Keys.SetItem("population", strict) };
        Assert.True(Split.Ready(rules, "population", 2024, Today).Succeeded(out _, out _));
        var refusal = Split.Ready(rules, "population", 2025, Today).Refusal;
        Assert.Equal(RefusalCode.KeyTableMissing, refusal?.Code);
        Assert.Equal(population.Origin, refusal!.At);
    }

    [Theory]
    [InlineData(Rounding.Million, 2_546_000_000_00, 100_000_000)]
    [InlineData(Rounding.Million, 1_237_500_000_00, 100)]
    [InlineData(Rounding.Krona, 100_000_000_00, 100)]
    [InlineData(Rounding.Krona, 100_000_000_05, 1)]
    [InlineData(Rounding.Ore, 100_000_000_00, 1)]
    public void Amounts_are_whole_in_the_unit_stated_or_else_the_next_finer_that_the_whole_allows(Rounding rounding, long ore, long unit)
    {
        var programme = Ground.Programme("medicine-supply");
        var statement = programme.Statements.Single() with { Amount = new Money(ore) };
        programme = programme with { Statements = [statement] };
        var allotment = Allot.One(Ground.Rules, programme, programme.Allotments.Single() with { Rounding = rounding }, Today).Value!;
        Assert.All(allotment.Amounts, a => Assert.Equal(0, a.Ore % unit));
        Assert.Equal(new Money(ore), Money.Sum(allotment.Amounts));
        Assert.Equal(new Money(ore), allotment.Total);
    }

    [Fact]
    public void Every_allotment_of_the_rules_adds_up_on_every_day_that_something_was_said()
    {
        var days = Ground.Rules.Programmes.SelectMany(p => p.Statements).Select(s => s.Known).Distinct().ToList();
        var seen = 0;
        foreach (var year in Ground.Rules.Programmes.SelectMany(p => p.Allotments).Select(a => a.Year).Distinct())
        {
            foreach (var allotment in days.SelectMany(day => Allot.Everything(Ground.Rules, year, day).Value.Allotments))
            {
                Assert.Equal(allotment.Total, Money.Sum(allotment.Amounts));
                Assert.All(allotment.Parts, p => Assert.Equal(p.Amount, Money.Sum(p.Amounts)));
                Assert.Equal(allotment.Amounts, Enumerable.Range(0, 21).Select(i => Money.Sum(allotment.Parts.Select(p => p.Amounts[i]))));
                seen++;
            }
        }

        Assert.True(seen > 100);
    }

    [Fact]
    public void A_part_that_is_taken_out_cannot_be_larger_than_the_whole()
    {
        var programme = Ground.Programme("near-care");
        var rule = programme.Allotments.Single(a => a.Year == 2024 && a.InNotice);
        var rural = rule.Parts.Single(p => p.Subject.Part == "rural").Subject;
        var whole = Statements.Governing(programme, rule.Parts.Single(p => p.Less.Length == 1).Subject, Today)!.Amount!.Value;
        Programme With(Money amount) => programme with
        {
            Statements = [.. programme.Statements.Select(s => s.Subject == rural ? s with { Amount = amount } : s)],
        };

        Assert.Equal(whole, Allot.One(Ground.Rules, With(whole), rule, Today).Value!.Total);
        Assert.Equal(RefusalCode.AllottedAboveTotal, Allot.One(Ground.Rules, With(whole + new Money(1)), rule, Today).Refusal?.Code);
    }

    // A key in the making: a leaf that the rules have, or a mix of such.
    private abstract record Node
    {
        public abstract IEnumerable<KeyValuePair<string, DistributionKey>> Keys(string id);

        public abstract long[] Naive(long amount);

        protected static KeyValuePair<string, DistributionKey> Key(string id, KeyForm form) =>
            new(id, new(id, id, id, null, null, Ground.Nowhere, form));
    }

    private sealed record Leaf(ImmutableArray<long> Weights) : Node
    {
        public override IEnumerable<KeyValuePair<string, DistributionKey>> Keys(string id) =>
            [Key(id, new TableForm(Ground.Rules.Regions.Zip(Weights).Where(w => w.Second > 0)
                .ToImmutableSortedDictionary(w => w.First.Id, w => w.Second)))];

        public override long[] Naive(long amount) => NaiveSplit.Of(amount, [.. Weights]);
    }

    private sealed record Mix(ImmutableArray<(Node Node, long Millionths)> Parts) : Node
    {
        public override IEnumerable<KeyValuePair<string, DistributionKey>> Keys(string id) =>
            Parts.SelectMany((p, i) => p.Node.Keys($"{id}-{i}")).Append(Key(id, new MixForm(
                [.. Parts.Select((p, i) => new MixPart($"{id}-{i}", p.Millionths))])));

        public override long[] Naive(long amount)
        {
            var amounts = NaiveSplit.Of(amount, [.. Parts.Select(p => p.Millionths)]);
            var sums = new long[21];
            foreach (var part in Parts.Zip(amounts, (p, a) => p.Node.Naive(a)))
                for (var i = 0; i < sums.Length; i++)
                    sums[i] += part[i];
            return sums;
        }
    }

    private static Gen<Node> Tree(int depth)
    {
        var leaf =
            from weights in Gen.Choose(0, 3_000_000).ArrayOf(21)
            from first in Gen.Choose(1, 3_000_000)
            select (Node)new Leaf([first, .. weights.Skip(1).Select(w => (long)w)]);
        if (depth == 0)
            return leaf;
        var mix =
            from count in Gen.Choose(2, 4)
            from nodes in Tree(depth - 1).ArrayOf(count)
            from shares in Gen.Choose(1, 1_000).ArrayOf(count)
            select (Node)new Mix([.. nodes.Zip(NaiveSplit.Of(Split.Whole, [.. shares.Select(s => (long)s)]))]);
        return Gen.Frequency((1, leaf), (3, mix));
    }
}

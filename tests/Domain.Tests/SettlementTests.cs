using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Tests;

/// <summary>Schemes settled: against a second way of settling, and by what must hold whatever the scheme says.</summary>
public sealed class SettlementTests
{
    private const int Schemes = 6_000;

    private static IEnumerable<SmallScheme> Some(int number, int seed = 20190930)
    {
        var dice = new Random(seed);
        for (var i = 0; i < number; i++)
            yield return SchemeGround.Random(dice);
    }

    [Fact]
    public void Every_small_scheme_settles_as_exact_fractions_say_and_is_refused_when_they_cannot()
    {
        var (settled, refused, given, forms) = (0, 0, 0, new HashSet<string>());
        foreach (var small in Some(Schemes))
        {
            var naive = NaiveSettlement.Of(small);
            if (!small.Settled().Succeeded(out var settlement, out var refusal))
            {
                Assert.Contains(refusal.Code, new[] { RefusalCode.TooFewForBest, RefusalCode.SchemeWeightsMissing });
                Assert.Null(naive.Paid);
                refused++;
                continue;
            }

            Assert.NotNull(naive.Paid);
            var paid = settlement.Pots.ToDictionary(p => (p.Component.Id, p.Period, p.Redistribution), p => p.Earned.Select(m => m.Ore).ToArray());
            Assert.Equal(naive.Paid.OrderBy(p => p.Key), paid.OrderBy(p => p.Key), (a, b) => a.Key == b.Key && a.Value.SequenceEqual(b.Value));
            Assert.Equal(naive.Kept, settlement.Kept.Ore);
            settled++;
            given += settlement.Pots.Count(p => p.Redistribution && p.Total > Money.Zero);
            foreach (var component in small.Scheme.Components)
            {
                forms.Add(component.Unearned.GetType().Name);
                forms.UnionWith(Forms(component.Requirement));
            }
        }

        Assert.True(settled > Schemes / 2 && refused > 50 && given > 300, $"{settled} settled, {refused} refused, {given} given on");
        Assert.Equal(12, forms.Count); // eight requirements, four ways for what is not earned
    }

    [Fact]
    public void Money_is_conserved_in_every_pot_and_every_scheme()
    {
        foreach (var small in Some(Schemes, seed: 7))
        {
            if (!small.Settled().Succeeded(out var settlement, out _))
                continue;
            Assert.Equal(small.Scheme.Total, settlement.Earned + settlement.Kept);
            Assert.Equal(settlement.Earned, Money.Sum(Enumerable.Range(0, small.Regions.Length).Select(settlement.EarnedBy)));
            foreach (var pot in settlement.Pots)
            {
                Assert.Equal(pot.Pot, pot.Total + pot.Kept + pot.PassedOn);
                Assert.All(pot.Earned, amount => Assert.True(amount >= Money.Zero && amount.Ore % (long)small.Scheme.Rounding == 0));
                Assert.All(pot.Ceilings.Zip(pot.Earned), p => Assert.True(p.Second <= p.First));
                Assert.True(pot.Ceilings.IsEmpty || Money.Sum(pot.Ceilings) == pot.Pot);
            }
        }
    }

    [Fact]
    public void Settling_again_and_putting_the_figures_in_another_order_gives_the_same_oere()
    {
        var dice = new Random(3);
        foreach (var small in Some(1_000, seed: 11))
        {
            var shuffled = small.Figures.Keys.ToArray();
            dice.Shuffle(shuffled);
            if (!small.Settled().Succeeded(out var once, out var refusal))
            {
                Assert.Equal(refusal.Code, Settle.Of(small.Ready, small.In(shuffled)).Refusal!.Code);
                continue;
            }

            Assert.Equal(Amounts(once), Amounts(Settle.Of(small.Ready, small.In(shuffled)).Value));
            Assert.Equal(Amounts(once), Amounts(Settle.Of(once.Ready, small.Values).Value));
        }
    }

    // Who stands first decides only who gets the last unit between equal remainders: which components stand first decides nothing.
    [Fact]
    public void The_order_of_components_changes_no_amount()
    {
        foreach (var small in Some(1_000, seed: 13))
        {
            if (!small.Settled().Succeeded(out var settlement, out _))
                continue;
            var turned = small with { Scheme = small.Scheme with { Components = [.. small.Scheme.Components.Reverse()] } };
            Assert.Equal(Amounts(settlement).Order(), Amounts(turned.Settled().Value).Order());
        }
    }

    // A figure of a region moved the better way, every way that a figure can. One unit more to split never gives a part two more
    // (LargestRemainder), so that what a region earns itself is never less than what it loses of what is shared out. The two ways
    // that a unit can be lost by rounding have tests of their own below.
    [Fact]
    public void Nobody_gets_less_by_doing_better()
    {
        var (moves, better) = (0, 0);
        foreach (var small in Some(2_500, seed: 17))
        {
            if (!small.Settled().Succeeded(out var before, out _))
                continue;
            foreach (var (moved, region) in Better(small))
            {
                if (!moved.Settled().Succeeded(out var after, out _))
                    continue;
                var gain = (after.EarnedBy(region).Ore - before.EarnedBy(region).Ore) / (long)small.Scheme.Rounding;
                Assert.True(gain >= -RoundingMayCost(small.Scheme), $"{gain} units: {Told(small, before, region)}\nafter {Told(moved, after, region)}");
                moves++;
                better += gain > 0 ? 1 : 0;
            }
        }

        Assert.True(moves > 20_000 && better > 2_000, $"{moves} moves, {better} gave more");
    }

    // Documented in docs/domain/schemes.md. Two units are left for the best two: the second ties with the third, and all three share
    // them by 3, 1 and 1. The second does better, the third is out, and halves of a unit go to the first.
    [Fact]
    public void Leaving_a_tie_for_the_last_place_of_the_best_may_cost_a_unit_of_rounding()
    {
        SmallScheme With(long second) => new(
            SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
                [SchemeGround.Component("p", 2, [SchemeGround.Jan], new("a", null), new Reaches("i", 0, 1_000_000), unearned: new ToTheBest(2, "i", new("b", null)))]),
            SchemeGround.Regions(3), Keys(("a", [3, 1, 1]), ("b", [1, 1, 1])),
            Figures(0, (0, 90)).AddRange(Figures(1, (0, second))).AddRange(Figures(2, (0, 80))), Met());
        Assert.Equal([1, 1, 0], Amounts(With(80).Settled().Value).TakeLast(3).Select(a => a.Ore));
        Assert.Equal([2, 0, 0], Amounts(With(81).Settled().Value).TakeLast(3).Select(a => a.Ore));
    }

    // Documented there too. The unit that the third earns in the first pot is no longer passed on to the second pot, and by the Alabama
    // paradox both its part of that pot and its part of what others did not earn of it are a unit less.
    [Fact]
    public void What_goes_into_another_pot_may_cost_a_unit_of_rounding_when_it_no_longer_does()
    {
        var scheme = SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
            [
                SchemeGround.Component("p", 1, [SchemeGround.Jan], new("a", null), new Reaches("i", 0, 800_000), unearned: new ToComponent("q")),
                SchemeGround.Component("q", 3, [SchemeGround.Jan], new("b", null), new Reaches("i", 0, 500_000), unearned: new SharedOut(false)),
            ]);
        SmallScheme With(long third) => new(
            scheme, SchemeGround.Regions(3), Keys(("a", [0, 0, 1]), ("b", [1, 3, 3])),
            Figures(0, (0, 50)).AddRange(Figures(1, (0, 49))).AddRange(Figures(2, (0, third))), Met());
        Assert.Equal((3, 2), (With(79).Settled().Value.EarnedBy(2).Ore, With(80).Settled().Value.EarnedBy(2).Ore));
    }

    // By the published rule: what improves on a base month is a base month itself a year later.
    [Fact]
    public void A_better_base_month_earns_less_later_for_that_is_the_rule()
    {
        var improves = new Improves("i", 0, 12, null, 0);
        var scheme = SchemeGround.Scheme(
            [SchemeGround.Indicator("i")], [],
            [SchemeGround.Component("p", 100, [SchemeGround.Jan, SchemeGround.Jan.Plus(12)], new("a", null), improves)]);
        SmallScheme With(long january) => new(scheme, SchemeGround.Regions(1), Keys(("a", [1])), Figures(0, (-12, 70), (0, january), (12, 75)), Met());
        Assert.Equal([50, 50], Amounts(With(72).Settled().Value).Select(a => a.Ore));
        Assert.Equal([50, 0], Amounts(With(75).Settled().Value).Select(a => a.Ore)); // better in the first year: the second asks for more
        Assert.Equal([0, 50], Amounts(With(70).Settled().Value).Select(a => a.Ore));
    }

    [Fact]
    public void The_best_are_those_with_the_lowest_number_where_lower_is_better()
    {
        SmallScheme With(bool higher) => new(
            SchemeGround.Scheme([SchemeGround.Indicator("i", IndicatorKind.Number, higher)], [],
                [SchemeGround.Component("p", 30, [SchemeGround.Jan], new("a", null), new Reaches("i", 0, higher ? 99_000_000 : 0), unearned: new ToTheBest(1, "i", new("a", null)))]),
            SchemeGround.Regions(3), Keys(("a", [1, 1, 1])),
            Figures(0, (0, 7)).AddRange(Figures(1, (0, 5))).AddRange(Figures(2, (0, 6))), Met());
        Assert.Equal([30, 0, 0], Amounts(With(higher: true).Settled().Value).TakeLast(3).Select(a => a.Ore));
        Assert.Equal([0, 30, 0], Amounts(With(higher: false).Settled().Value).TakeLast(3).Select(a => a.Ore));
    }

    [Fact]
    public void Who_left_without_care_counts_as_waiting_too_long_whichever_way_is_better()
    {
        SmallScheme With(bool higher, long within) => new(
            SchemeGround.Scheme([SchemeGround.Indicator("i", IndicatorKind.Share, higher, "left"), SchemeGround.Indicator("left", IndicatorKind.Number, false)], [],
                [SchemeGround.Component("p", 100, [SchemeGround.Jan], new("a", null), new Reaches("i", 0, higher ? 800_000 : 200_000))], careGiven: true),
            SchemeGround.Regions(1), Keys(("a", [1])),
            Figures(0, (0, within)).Add((1, SchemeGround.Jan, 0), new(10, 1)), Met());

        // 80 of 100 and ten gone: 80 of 110. 20 late of 100 and ten gone: 30 of 110.
        Assert.Equal(0, With(true, 80).Settled().Value.Earned.Ore);
        Assert.Equal(100, With(true, 88).Settled().Value.Earned.Ore);
        Assert.Equal(0, With(false, 20).Settled().Value.Earned.Ore);
        Assert.Equal(0, With(false, 13).Settled().Value.Earned.Ore);
        Assert.Equal(100, With(false, 12).Settled().Value.Earned.Ore);
    }

    // A third of nine is three: a part that is no finite decimal is lost to nobody.
    [Fact]
    public void An_nth_of_what_can_be_divided_by_n_is_exact_up_to_sixteen()
    {
        for (var n = 1; n <= 16; n++)
            for (var met = 0; met <= n; met++)
            {
                var of = Enumerable.Range(0, n).Select(i => (Requirement)new Reaches("i", 0, i < met ? 0 : 1_000_000)).ToImmutableArray();
                var scheme = SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
                    [SchemeGround.Component("p", 7 * n, [SchemeGround.Jan], new("a", null), new Points(of, [.. of.Select(_ => 1L)]))]);
                var small = new SmallScheme(scheme, SchemeGround.Regions(1), Keys(("a", [1])), Figures(0, (0, 50)), Met());
                Assert.Equal(7 * met, small.Settled().Value.Earned.Ore);
            }
    }

    [Fact]
    public void What_is_paid_whole_is_paid_whole_as_soon_as_one_region_has_earned_anything()
    {
        var scheme = SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
            [SchemeGround.Component("p", 1_000, [SchemeGround.Jan], new("a", null), new Between("i", 0, 600_000, 900_000), wholePot: true)]);
        SmallScheme With(long first, long second) => new(
            scheme, SchemeGround.Regions(2), Keys(("a", [1, 3])), Figures(0, (0, first)).AddRange(Figures(1, (0, second))), Met());
        Assert.Equal([400, 600], Amounts(With(90, 75).Settled().Value).Select(a => a.Ore)); // 1 x 1 against 3 x 1/2
        Assert.Equal([1_000, 0], Amounts(With(61, 60).Settled().Value).Select(a => a.Ore));
        Assert.Equal(1_000, With(60, 60).Settled().Value.Kept.Ore);
    }

    [Fact]
    public void Money_that_would_go_round_in_a_circle_has_no_order()
    {
        SchemeComponent To(string id, string to) =>
            SchemeGround.Component(id, 10, [], new("a", null), null, unearned: new ToComponent(to));
        Assert.Empty(Settle.OrderOf(SchemeGround.Scheme([], [], [To("p", "q"), To("q", "p")])));
        Assert.Empty(Settle.OrderOf(SchemeGround.Scheme([], [], [To("p", "p")])));
        Assert.Equal<int>([0, 1, 2], Settle.OrderOf(SchemeGround.Scheme([], [], [To("p", "q"), To("q", "r"), SchemeGround.Component("r", 10, [], new("a", null), null)])));
    }

    [Fact]
    public void The_largest_figures_and_pots_are_exact()
    {
        var most = Figure.Most;
        var scheme = SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
            [SchemeGround.Component("p", 1_000_000_000_000_000, [.. Enumerable.Range(0, 12).Select(SchemeGround.Jan.Plus)], new("a", null), new Improves("i", 0, 12, null, 0), together: true, unearned: new SharedOut(false))]);
        var months = Enumerable.Range(-12, 24).Select(m => ((0, SchemeGround.Jan.Plus(m), 0), new Figure(m < 0 ? most - 1 : m == 11 ? most : most - 1, most)));
        var small = new SmallScheme(scheme, SchemeGround.Regions(2), Keys(("a", [most, most - 1])), months.ToImmutableSortedDictionary(m => m.Item1, m => m.Item2), Met());
        var settlement = small.Settled().Value;
        Assert.Equal(500_000_000_000_250L, settlement.Pots[0].Earned[0].Ore); // better by one in twelve million million
        Assert.Equal(scheme.Total, settlement.Earned);
        Assert.Equal(NaiveSettlement.Of(small).Paid!.Values.Sum(a => a.Sum()), settlement.Earned.Ore);
    }

    // Every figure of a result that can move the better way; not base months, and not what money is weighed by.
    private static IEnumerable<(SmallScheme Moved, int Region)> Better(SmallScheme small)
    {
        var scheme = small.Scheme;
        var weighed = scheme.Components.SelectMany(c => new[] { c.Share, (c.Unearned as ToTheBest)?.Per }).Select(w => w?.Indicator)
            .SelectMany(id => new[] { id, scheme.Indicators.FirstOrDefault(i => i.Id == id)?.Exits }).ToHashSet();
        var bases = scheme.Components.SelectMany(c => Leaves(c.Requirement).OfType<Improves>().SelectMany(i => c.Months.SelectMany(i.BaseMonths).Select(m => (i.Place, m)))).ToHashSet();
        foreach (var (at, figure) in small.Figures)
        {
            var indicator = scheme.Indicators[at.Indicator];
            if (weighed.Contains(indicator.Id) || bases.Contains((at.Indicator, at.Month)) ||
                scheme.Indicators.Any(i => i.Exits == indicator.Id && bases.Contains((scheme.PlaceOf(i.Id), at.Month))))
                continue;
            var share = indicator.Kind == IndicatorKind.Share;
            var up = indicator.HigherIsBetter ? 1 : -1;
            if (figure.Numerator + up is >= 0 and var n && (!share || n <= figure.Denominator))
                yield return (small with { Figures = small.Figures.SetItem(at, figure with { Numerator = n }) }, at.Region);
            if (share && figure.Denominator - up is >= 1 and var d && d >= figure.Numerator)
                yield return (small with { Figures = small.Figures.SetItem(at, figure with { Denominator = d }) }, at.Region);
        }

        foreach (var (at, _) in small.Met.Where(m => !m.Value))
            yield return (small with { Met = small.Met.SetItem(at, true) }, at.Region);
    }

    // Units that rounding may cost: where the best may tie, and where a pot is made of what another did not earn.
    private static int RoundingMayCost(Scheme scheme) => scheme.Components.Sum(c => c.Unearned switch
    {
        ToTheBest => c.Periods,
        ToComponent to => (2 * scheme.Components.First(x => x.Id == to.Component).Periods) + 1,
        _ => 0,
    });

    private static string Told(SmallScheme small, Settlement settlement, int region) => string.Join("\n", small.Scheme.Components.Select(c =>
        $"{c.Id} {c.Pot.Ore} {string.Join(' ', c.Months)} together {c.Together} whole {c.BudgetNeutral} by {c.Share} {c.Unearned}: {Told(c.Requirement)}: " +
        string.Join(" | ", settlement.Pots.Where(p => p.Component == c).Select(p => $"{p.Id} {string.Join(' ', p.Earned.Select(e => e.Ore))} parts {string.Join(' ', p.Parts)}"))))
        + $"\nregion {region} {string.Join(' ', small.Figures.Where(f => f.Key.Region == region).Select(f => $"i{f.Key.Indicator} {f.Key.Month} {f.Value.Numerator}/{f.Value.Denominator};"))} {string.Join(' ', small.Scheme.Indicators.Select(i => $"{i.Id} {i.Kind} {i.HigherIsBetter}"))}";

    private static string Told(Requirement? requirement) => requirement is MadeOf made ? $"{made.GetType().Name}({string.Join(", ", made.Of.Select(Told))})" : $"{requirement}";

    private static List<Money> Amounts(Settlement settlement) => [.. settlement.Pots.SelectMany(p => p.Earned)];

    private static IEnumerable<Requirement> Leaves(Requirement? requirement) =>
        requirement is null ? [] : requirement is MadeOf made ? made.Of.SelectMany(Leaves) : [requirement];

    private static IEnumerable<string> Forms(Requirement? requirement) =>
        requirement is null ? [] : requirement is MadeOf made ? made.Of.SelectMany(Forms).Append(made.GetType().Name) : [requirement.GetType().Name];

    private static ImmutableDictionary<string, ImmutableArray<long>> Keys(params (string Id, long[] Weights)[] keys) =>
        keys.ToImmutableDictionary(k => k.Id, k => k.Weights.ToImmutableArray());

    // Of a hundred, in months counted from January 2025.
    private static ImmutableSortedDictionary<(int Indicator, Month Month, int Region), Figure> Figures(int region, params (int Month, long Value)[] values) =>
        values.ToImmutableSortedDictionary(v => (0, SchemeGround.Jan.Plus(v.Month), region), v => new Figure(v.Value, 100));

    private static ImmutableSortedDictionary<(int, int), bool> Met() => ImmutableSortedDictionary<(int, int), bool>.Empty;
}

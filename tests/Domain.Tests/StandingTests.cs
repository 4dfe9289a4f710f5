using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Tests;

public sealed class StandingTests
{
    private static readonly Month October = new(2019, 10);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    // What is said to be enough is enough, and one patient less is not: held against settling anew.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_it_would_take_is_enough_and_one_less_is_not(int seed)
    {
        var values = QueueBillion.Figures(seed, October);
        var settled = Settle.Of(QueueBillion.Ready, values).Value;
        var standings = Stand.Of(settled, October, _ => Money.Zero, _ => null).Value;
        var tried = 0;
        for (var region = 0; region < standings.Length; region++)
        {
            foreach (var open in standings[region].Periods.Where(p => p.State == PeriodState.Open))
            {
                var month = open.Component.MonthsOf(open.Period).Single();
                foreach (var need in open.Ways.Select(way => way.Needs.Single()))
                {
                    Assert.True(Earns(need.Change));
                    if (need.Change != 0)
                    {
                        Assert.False(Earns(need.Change - Math.Sign(need.Change)));
                        tried++;
                    }

                    bool Earns(long change)
                    {
                        var trial = values.Copy();
                        trial[QueueBillion.Scheme.PlaceOf(need.Indicator.Id), trial.PlaceOf(month), region] = need.Last with { Numerator = need.Last.Numerator + change };
                        return Settle.Of(QueueBillion.Ready, trial).Value.Pots.Single(p => p.Component.Id == open.Component.Id && p.Period == open.Period).Parts[region] > 0;
                    }
                }
            }
        }

        Assert.True(tried > 0);
    }

    // Every form, by chance: as it is said, all else as last, it earns what is said, and with one less of anything it does not.
    [Fact]
    public void What_it_would_take_is_enough_and_one_less_is_not_for_every_form()
    {
        var (dice, tried, forms) = (new Random(5), 0, new HashSet<Type>());
        for (var turn = 0; turn < 600; turn++)
        {
            var random = SchemeGround.Random(dice);
            var small = random with { Scheme = random.Scheme with { Components = [.. random.Scheme.Components.Select(c => c with { Unearned = new KeptByState() })] } };
            if (small.Scheme.Span is not { } span || small.Scheme.CareGivenOnly)
                continue;
            var (known, ready) = (span.First.Plus(dice.Next(4)), small.Ready);
            var values = small.Values.Through(known);
            if (!Settle.Of(ready, values).Succeeded(out var settled, out _))
                continue;
            foreach (var pot in settled.Pots.Where(p => !p.Redistribution && p.Component is { Requirement: not null, Together: false } && p.Component.MonthsOf(p.Period).Single().CompareTo(known) > 0))
                for (var region = 0; region < ready.Regions.Length; region++)
                    foreach (var way in Needs.Of(pot.Component.Requirement!, small.Scheme, values, pot.Component.MonthsOf(pot.Period), known, region))
                    {
                        var what = pot.Component.Requirement!;
                        if (ExplainEarned.Unmet(small.Scheme, values, region) is not null)
                            continue;
                        Assert.Equal(way.Part, Anew(ready, values, pot, known, region, way.Needs));
                        foreach (var need in way.Needs.Where(n => n.Change != 0))
                        {
                            var less = way.Needs.Replace(need, need with { Change = need.Change - Math.Sign(need.Change) });
                            Assert.True(Anew(ready, values, pot, known, region, less) < way.Part);
                            (tried, _) = (tried + 1, forms.Add(what.GetType()));
                        }
                    }
        }

        Assert.True(tried > 200);
        Assert.Equal(8, forms.Count);
    }

    private static long Anew(ReadyScheme ready, IndicatorValues values, SettledPot pot, Month known, int region, IEnumerable<Need> needs)
    {
        var (trial, month) = (values.Copy(), values.PlaceOf(pot.Component.MonthsOf(pot.Period).Single()));
        for (var indicator = 0; indicator < ready.Scheme.Indicators.Length; indicator++)
        {
            var last = Enumerable.Range(0, values.PlaceOf(known) + 1).Select(m => values[indicator, m, region]).LastOrDefault(f => f.Known);
            var change = needs.SingleOrDefault(n => n.Indicator.Id == ready.Scheme.Indicators[indicator].Id)?.Change ?? 0;
            trial[indicator, month, region] = last.Known ? last with { Numerator = last.Numerator + change } : last;
        }

        return Settle.Of(ready, trial).Value.Pots.Single(p => p.Id == pot.Id && p.Period == pot.Period).Parts[region];
    }

    private static readonly ImmutableArray<Requirement> Three =
        [new Reaches("i0", 0, 500_000), new Reaches("i1", 1, 500_000), new Reaches("i2", 2, 500_000)];

    [Fact]
    public void Of_several_requirements_the_cheapest_that_are_enough_are_aimed_at_and_what_they_earn_is_said()
    {
        var half = Requirement.All / 2;
        var way = Assert.Single(Ways(new NumberMet(Three, [new(2, half), new(3, Requirement.All)]), 10, 40, 30));
        Assert.Equal((("i1", 10L), ("i2", 20L), half), ((way.Needs[0].Indicator.Id, way.Needs[0].Change), (way.Needs[1].Indicator.Id, way.Needs[1].Change), way.Part));
        Assert.Contains("(earns 50\u00a0%)", ResultWords.Of([way]).En, StringComparison.Ordinal);
        Assert.EndsWith("The number waiting (the denominator) is taken as last.", ResultWords.Of([way]).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_requirements_on_one_indicator_take_the_larger_need_only()
    {
        var both = new AllOf([new Reaches("i0", 0, 500_000), new Reaches("i0", 0, 700_000)]);
        Assert.Equal(60, Assert.Single(Assert.Single(Ways(both, 10, 0, 0)).Needs).Change);
    }

    [Fact]
    public void Of_steps_the_next_one_above_what_is_earned_is_aimed_at()
    {
        var steps = new Steps("i0", 0, [new(200_000, 100), new(400_000, 200), new(900_000, Requirement.All)]);
        Assert.Equal([(0L, 100L), (15L, 200L)], Ways(steps, 25, 0, 0).Select(w => (w.Needs.Single().Change, w.Part)));
    }

    [Fact]
    public void Of_points_all_is_aimed_at_and_it_says_that_less_may_earn_a_part()
    {
        var way = Assert.Single(Ways(new Points(Three, [1, 1, 1]), 10, 20, 30));
        Assert.Equal([40L, 30L, 20L], way.Needs.Select(n => n.Change));
        Assert.Contains("a smaller improvement may earn a part", ResultWords.Of([way]).En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_is_reached_already_says_so()
    {
        var (number, months) = (SchemeGround.Indicator("n", IndicatorKind.Number), new[] { SchemeGround.Jan, SchemeGround.Jan.Plus(1) });
        var scheme = SchemeGround.Scheme([number], [], [SchemeGround.Component("p", 100, [.. months], new("a", null), new Reaches("n", 0, 10_000_000), together: true)]);
        var values = new IndicatorValues(1, SchemeGround.Jan, 2, SchemeGround.Regions(1));
        values[0, 0, 0] = new(12, 1);
        var ways = Needs.Of(scheme.Components[0].Requirement!, scheme, values, [.. months], SchemeGround.Jan, 0);
        Assert.Equal("n: already reached", ResultWords.Of(ways).En);
        values[0, 0, 0] = new(7, 1);
        Assert.Equal(3, Needs.Of(scheme.Components[0].Requirement!, scheme, values, [.. months], SchemeGround.Jan, 0).Single().Needs.Single().Change);
    }

    // Three indicators of a hundred each, known in January; February is open.
    private static ImmutableArray<Way> Ways(Requirement requirement, params long[] numerators)
    {
        var scheme = SchemeGround.Scheme(
            [SchemeGround.Indicator("i0"), SchemeGround.Indicator("i1"), SchemeGround.Indicator("i2")], [],
            [SchemeGround.Component("p", 100, [SchemeGround.Jan.Plus(1)], new("a", null), requirement)]);
        var values = new IndicatorValues(3, SchemeGround.Jan, 2, SchemeGround.Regions(1));
        for (var i = 0; i < 3; i++)
            values[i, 0, 0] = new(numerators[i], 100);
        return Needs.Of(requirement, scheme, values, [SchemeGround.Jan.Plus(1)], SchemeGround.Jan, 0);
    }

    [Theory]
    [InlineData(1)] // nothing is known of the variation
    [InlineData(4)] // huge steps, far beyond what a number may be
    public void Whatever_the_figures_are_a_forecast_can_be_made_and_all_is_possible_when_little_is_known(int knownMonths)
    {
        var first = SchemeGround.Jan;
        var scheme = SchemeGround.Scheme(
            [SchemeGround.Indicator("n", IndicatorKind.Number) with { MayExceedWhole = true }], [],
            [SchemeGround.Component("p", 100, [first.Plus(5)], new("a", null), new Reaches("n", 0, 900_000_000))]);
        var ready = new ReadyScheme(scheme, SchemeGround.Regions(1), ImmutableDictionary<string, ImmutableArray<long>>.Empty.Add("a", [1]), Settle.OrderOf(scheme), Ground.Day("2026-01-01"));
        var values = new IndicatorValues(1, first, 6, ready.Regions);
        for (var month = 0; month < knownMonths; month++)
            values[0, month, 0] = new(month % 2 == 0 ? 2 : Figure.Most, 1);
        if (knownMonths > 1)
            values[0, knownMonths - 1, 0] = new(2, 1);
        var forecast = Foresee.Of(ready, values, first.Plus(knownMonths - 1)).Value.Single();
        Assert.Equal((Money.Zero, Money.Zero, new Money(100), knownMonths), (forecast.Low, forecast.Expected, forecast.High, forecast.Months));
    }

    [Fact]
    public void A_region_whose_figures_are_not_in_has_lost_nothing_until_the_settlement_is_decided()
    {
        var values = QueueBillion.Figures(1, October.Plus(-1));
        for (var indicator = 0; indicator < 4; indicator++)
            values[indicator, values.PlaceOf(October), 0] = new(1, 100);
        var settled = Settle.Of(QueueBillion.Ready, values).Value;
        var open = Stand.Of(settled, October, _ => Money.Zero, _ => null).Value;
        PeriodStanding InOctober(RegionStanding standing) => standing.Periods.First(p => p.Component.Requirement is not null && p.Component.MonthsOf(p.Period).Contains(October));
        Assert.NotEqual(PeriodState.Open, InOctober(open[0]).State);
        Assert.All(open.Skip(1), s => Assert.Equal(PeriodState.Open, InOctober(s).State));
        var decided = Stand.Of(settled, October, _ => Money.Zero, _ => null, decided: true).Value;
        Assert.All(decided.Skip(1), s => Assert.Equal(PeriodState.Missed, InOctober(s).State));
    }

    [Fact]
    public void A_condition_not_met_yet_is_at_risk_until_the_settlement_is_decided_and_a_whole_pot_is_at_risk_up_to_its_forecast()
    {
        var scheme = SchemeGround.Scheme(
            [SchemeGround.Indicator("i")], [new("c", SchemeGround.Words("c"), false, null, Ground.Nowhere)],
            [SchemeGround.Component("p", 100, [], new("a", null), null)]);
        var ready = new ReadyScheme(scheme, SchemeGround.Regions(1), ImmutableDictionary<string, ImmutableArray<long>>.Empty.Add("a", [1]), Settle.OrderOf(scheme), Ground.Day("2026-01-01"));
        var settled = Settle.Of(ready, new IndicatorValues(2, SchemeGround.Jan, 1, ready.Regions)).Value;
        var open = Stand.Of(settled, SchemeGround.Jan, _ => Money.Zero, _ => null).Value.Single();
        Assert.Equal((PeriodState.ConditionUnmet, new Money(100), Money.Zero), (open.Periods.Single().State, open.AtRisk, open.Missed));
        var decided = Stand.Of(settled, SchemeGround.Jan, _ => Money.Zero, _ => null, decided: true).Value.Single();
        Assert.Equal((Money.Zero, new Money(100)), (decided.AtRisk, decided.Missed));

        var whole = SchemeGround.Scheme([SchemeGround.Indicator("i")], [],
            [SchemeGround.Component("p", 100, [SchemeGround.Jan.Plus(1)], new("a", null), new Between("i", 0, 0, 1_000_000), wholePot: true)]);
        var values = new IndicatorValues(1, SchemeGround.Jan, 2, ready.Regions);
        values[0, 0, 0] = new(50, 100);
        var standing = Stand.Of(Settle.Of(ready with { Scheme = whole, Order = Settle.OrderOf(whole) }, values).Value, SchemeGround.Jan, _ => Money.Zero, _ => null).Value.Single();
        Assert.Equal((Money.Zero, new Money(100)), (standing.Earned, standing.AtRisk));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_forecast_lies_between_its_ends_and_is_what_was_earned_when_all_is_known(int seed)
    {
        var all = QueueBillion.Figures(seed);
        var settled = Settle.Of(QueueBillion.Ready, all).Value;
        var known = Foresee.Of(QueueBillion.Ready, all, QueueBillion.LastMonth).Value;
        Assert.All(known.Select((f, region) => (f, region)), p => Assert.Equal((settled.EarnedBy(p.region), settled.EarnedBy(p.region), settled.EarnedBy(p.region)), (p.f.Low, p.f.Expected, p.f.High)));
        var open = Foresee.Of(QueueBillion.Ready, QueueBillion.Figures(seed, October), October).Value;
        Assert.All(open, f => Assert.True(f.Low <= f.Expected && f.Expected <= f.High));
        Assert.Contains(open, f => f.Low < f.High);
    }

    [Fact]
    public void A_region_accounts_for_earned_open_received_and_what_will_be_repaid()
    {
        var settled = Settle.Of(QueueBillion.Ready, QueueBillion.Figures(1, October)).Value;
        var plain = Stand.Of(settled, October, _ => Money.Zero, _ => null).Value;
        foreach (var one in plain)
        {
            Assert.Equal(Money.Sum(one.Periods.Select(p => p.Ceiling)), one.Earned + one.AtRisk + one.Missed);
            Assert.Equal((Money.Zero, one.Earned, Money.Zero), (one.Liability, one.Receivable, one.Repayable));
            Assert.Null(one.Net);
        }

        var most = plain.ToDictionary(s => s.Region, s => s.Earned + s.AtRisk);
        var paid = Stand.Of(settled, October, r => most[r] + new Money(700), _ => new Money(50)).Value;
        Assert.All(paid, s => Assert.Equal((s.AtRisk + new Money(700), Money.Zero, new Money(700)), (s.Liability, s.Receivable, s.Repayable)));
        Assert.All(paid, s => Assert.Equal(s.Earned - new Money(50), s.Net));
    }

    [Fact]
    public void Before_any_month_is_over_nothing_is_earned_but_what_hangs_on_nothing()
    {
        var values = QueueBillion.Figures(1, new(2018, 12));
        var settled = Settle.Of(QueueBillion.Ready, values).Value;
        Assert.Null(Stand.LastKnown(QueueBillion.Scheme, values));
        var standings = Stand.Of(settled, new(2019, 8), _ => Money.Zero, _ => null).Value;
        Assert.All(standings, s => Assert.Equal(s.Periods.Single(p => p.Component.Id == "population").Ceiling, s.Earned));
    }

    [Theory]
    [InlineData("level first-visit-within-60=60")]
    [InlineData("counts=care-given")]
    [InlineData("pot first-visit=700")]
    [InlineData("key operation=equal")]
    [InlineData("unearned first-visit=earners")]
    public void Another_rule_stands_beside_todays_and_todays_is_untouched(string change)
    {
        var values = QueueBillion.Figures(3);
        var today = Settle.Of(QueueBillion.Ready, values).Value;
        var asked = WhatIf.Of(today, values, Ground.Rules, [SchemeChange.Read(change).Value]).Value;
        Assert.Equal(change, asked.Changes.Single().ToString());
        Assert.Equal(Settle.Of(QueueBillion.Ready, values).Value.Earned, asked.Today.Earned);
        var scheme = asked.Changed.Ready.Scheme;
        Assert.Equal(scheme.Total, asked.Changed.Earned + asked.Changed.Kept);
        if (change != "counts=care-given") // no exits are known, so it is the same
        {
            Assert.NotEqual(asked.Today.Pots.Select(p => p.Total), asked.Changed.Pots.Select(p => p.Total));
        }
    }

    [Fact]
    public void A_change_that_changes_nothing_says_so()
    {
        var values = QueueBillion.Figures(3);
        var today = Settle.Of(QueueBillion.Ready, values).Value;
        WhatIf Asked(string change) => WhatIf.Of(today, values, Ground.Rules, [SchemeChange.Read(change).Value]).Value;
        Assert.StartsWith("Changes nothing here", Asked("counts=everything").Note!.En, StringComparison.Ordinal);
        Assert.False(Asked("pot first-visit=700").ChangesNothing);
    }

    [Theory]
    [InlineData("level no-such=60")]
    [InlineData("level first-visit-within-60=101")]
    [InlineData("level first-visit-within-60")]
    [InlineData("pot first-visit=-1")]
    [InlineData("pot first-visit=0.0000001")]
    [InlineData("key first-visit=no-such")]
    [InlineData("unearned no-such=all")]
    [InlineData("counts=all")]
    [InlineData("=")]
    [InlineData("")]
    public void A_change_that_cannot_be_made_is_refused(string change) =>
        Assert.NotNull(SchemeChange.Read(change).Then(c => ChangeScheme.Apply(QueueBillion.Scheme, [c], [.. Ground.Rules.Keys.Keys])).Refusal);

    [Fact]
    public void Who_left_without_care_counts_as_waiting_too_long_when_the_scheme_says_so()
    {
        var values = QueueBillion.Figures(1);
        var exits = QueueBillion.Scheme.PlaceOf("first-visit-exits");
        for (var month = 0; month < values.Months; month++)
        {
            for (var region = 0; region < values.Regions.Length; region++)
                values[exits, month, region] = new(100 * region, 1);
        }

        var strict = QueueBillion.Scheme with { CareGivenOnly = true };
        var plain = Settle.Of(QueueBillion.Ready, values).Value;
        var counted = Settle.Of(QueueBillion.Ready with { Scheme = strict }, values).Value;
        Assert.Equal(counted.Pots.Select(p => p.Total), Shadow.Of(plain, values)!.Pots.Select(p => p.Total));
        Assert.Equal(plain.Pots.Select(p => p.Total), Shadow.Of(counted, values)!.Pots.Select(p => p.Total));
        Assert.NotEqual(plain.Earned, counted.Earned);
        Assert.Null(Shadow.Of(Settle.Of(QueueBillion.Ready, QueueBillion.Figures(1)).Value, QueueBillion.Figures(1)));
    }
}

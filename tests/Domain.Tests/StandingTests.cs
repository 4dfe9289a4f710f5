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
                foreach (var need in open.Ways.Select(way => way.Single()))
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

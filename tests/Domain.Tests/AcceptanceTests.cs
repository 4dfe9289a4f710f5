using System.Collections.Immutable;
using Vardbro.Brokering;
using Vardbro.Storage.Rules;

namespace Vardbro.Tests;

/// <summary>The model of a yes: what it spans, what it foresees, and that it ranks nobody.</summary>
public sealed class AcceptanceTests
{
    private static readonly AcceptanceModel Model = AcceptanceModel.On(Ground.Day("2026-01-01"), RuleFolder.Check(Path.Combine(Ground.Root, "rules")).Acceptances)!;

    // The published extremes: 15 000 of 22 500 in London; 17.7–23.8 percent of Portugal's vouchers.
    [Fact]
    public void The_model_spans_what_is_published_and_says_what_is_assumed()
    {
        Assert.Equal(660, Model.PermilleOf(0, 365, 40));
        Assert.Equal(200, Model.PermilleOf(600, 0, 90));
        Assert.InRange(Model.PermilleOf(null, null, null), 201, 659);
        Assert.Equal(["digital-health-2005", "jornal-noticias-2022"], Model.Sources.Take(2).Select(s => s.Id));
        Assert.Contains("antaget", Model.Assumption.Sv, StringComparison.Ordinal);
        Assert.Null(AcceptanceModel.On(Ground.Day("2000-01-01"), [Model]));
        Assert.Same(Model, AcceptanceModel.On(Model.From, [Model]));
    }

    [Fact]
    public void Farther_fewer_days_saved_and_older_never_make_a_yes_more_likely()
    {
        int?[] kilometres = [0, 49, 50, 99, 100, 250, 300, 2000], days = [-30, 0, 29, 30, 59, 60, 119, 120, 400], ages = [0, 69, 70, 79, 80, 105];
        foreach (var (k, d, a) in from k in kilometres from d in days from a in ages select (k, d, a))
        {
            var yes = Model.PermilleOf(k, d, a);
            Assert.InRange(yes, 200, 660);
            Assert.True(Model.PermilleOf(k + 60, d, a) <= yes && Model.PermilleOf(k, d - 45, a) <= yes && Model.PermilleOf(k, d, a + 10) <= yes, $"{k} {d} {a}");
        }

        Assert.Equal(Model.PermilleOf(0, 0, 40), Model.PermilleOf(0, -200, 40));
    }

    // By hand: 50 with one half each are 25, give or take 1.96 x the root of 12.5.
    [Fact]
    public void A_forecast_is_the_sum_of_answers_with_what_chance_leaves_likely()
    {
        var yes = YesForecast.Of(Enumerable.Repeat(500, 50));
        Assert.Equal((50, 25m, 18.07m, 31.93m), (yes.Offers, yes.Expected, Math.Round(yes.Lower, 2), Math.Round(yes.Upper, 2)));
        Assert.Equal(new YesForecast(0, 0, 0, 0), YesForecast.Of([]));
        var few = YesForecast.Of([200]);
        Assert.Equal((0m, 1, 0.2m), (few.Lower, few.Offers, few.Expected));
        Assert.InRange(few.Upper, 0.2m, 1);
    }

    // The interval is held against answers that are drawn: some 95 of 100 times they are in it.
    [Fact]
    public void The_interval_holds_about_as_often_as_it_says()
    {
        var dice = new Random(7);
        var permilles = Enumerable.Range(0, 400).Select(_ => 200 + dice.Next(461)).ToArray();
        var yes = YesForecast.Of(permilles);
        var inside = Enumerable.Range(0, 2000).Count(_ => permilles.Count(p => dice.Next(1000) < p) is var count && count >= yes.Lower && count <= yes.Upper);
        Assert.InRange(inside, 1860, 1940);
    }

    [Fact]
    public void A_run_is_sized_by_how_many_have_to_be_asked()
    {
        Assert.Equal(2, YesForecast.OffersFor(1, [500, 500, 500]));
        Assert.Equal(3, YesForecast.OffersFor(1, [500, 499, 500]));
        Assert.Null(YesForecast.OffersFor(2, [660, 660]));
        Assert.Equal(0, YesForecast.OffersFor(0, []));
    }

    // Need and matching are older than any forecast: no file of theirs knows the word.
    [Fact]
    public void A_rank_does_not_depend_on_how_likely_a_yes_is()
    {
        var files = Directory.GetFiles(Path.Combine(Ground.Root, "domain", "Brokering"), "*.cs", SearchOption.AllDirectories)
            .Where(f => f.Split(Path.DirectorySeparatorChar).Any(part => part is "Matching" or "Need")).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.DoesNotMatch("Acceptance|YesForecast", File.ReadAllText(f)));
    }
}

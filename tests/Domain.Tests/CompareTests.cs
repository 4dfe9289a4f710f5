using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

/// <summary>Held against reality: every figure of the comparison worked out a second time, naively, from the rules' values.</summary>
public sealed class CompareTests
{
    private static readonly DateOnly NewYearsEve = Ground.Day("2023-12-31");
    private static readonly Comparison Found = Compare.With(Ground.Rules, 2024, NewYearsEve).Value;

    private static readonly Dictionary<RegionId, decimal> Published =
        Ground.Rules.Published.Single(p => p.Year == 2024).Values.ToDictionary(v => v.Key, v => v.Value.InMillions);

    private static readonly Dictionary<RegionId, decimal> Population =
        Shares(Ground.Rules.Series["population"].Tables.Single(t => t.Date == new DateOnly(2023, 11, 1)).Values);

    private static readonly Dictionary<RegionId, decimal> Rural = Shares(((TableForm)Ground.Rules.Keys["rural"].Form).Weights);

    [Fact]
    public void The_documented_programmes_known_on_2023_12_31_are_these_amounts_by_these_keys()
    {
        Assert.Equal(
            ["accessibility 2925", "cancer-care 365", "near-care 2546", "sector-grant 3000", "womens-health 1517"],
            Found.Computed.Allotments.Select(a => $"{a.Programme.Id} {a.Total.InMillions:0.###}"));
        Assert.Equal(10_353m, Found.Computed.Total.InMillions);
        Assert.Equal(9_842m, Found.PublishedTotal.InMillions);
        Assert.Equal([("population", 6_903m), ("care-need", 3_000m), ("rural", 450m)], Found.ByKey.Select(k => (k.Key.Id, k.Amount.InMillions)));
    }

    [Fact]
    public void Each_region_is_what_naive_arithmetic_gives_within_a_krona_for_each_part()
    {
        var naive = Naive(byPopulation: 2_925 + 365 + 2_246 + 3_000 + 1_367, byRural: 300 + 150);
        Assert.Equal(21, Found.Rows.Length);
        foreach (var row in Found.Rows)
        {
            Assert.InRange(row.Computed.InKronor - (naive[row.Region.Id] * 1_000_000m), -7m, 7m);
            Assert.Equal(Published[row.Region.Id], row.Published.InMillions);
            Assert.Equal(row.Computed.InMillions - row.Published.InMillions, row.Difference.InMillions);
        }
    }

    [Fact]
    public void Share_worst_region_and_sums_are_what_naive_arithmetic_gives()
    {
        var naive = Naive(byPopulation: 2_925 + 365 + 2_246 + 3_000 + 1_367, byRural: 450);
        Close(Share(naive), Found.Share);
        Close(naive.Sum(n => Math.Abs(n.Value - Published[n.Key])), Found.AbsoluteDifference.InMillions, 0.001m);
        var worst = naive.MaxBy(n => Math.Abs((n.Value / Published[n.Key]) - 1)).Key;
        Assert.Equal(worst, Found.Worst.Region.Id);
        Close((naive[worst] / Published[worst]) - 1, Found.Worst.RelativeDifference);
    }

    [Fact]
    public void Population_alone_reaches_94_4_percent()
    {
        var alone = Population.ToDictionary(p => p.Key, p => p.Value * 9_842m);
        Close(Share(alone), Found.ShareByPopulation);
        Assert.Equal(94.4m, Math.Round(Found.ShareByPopulation * 100, 1));
    }

    [Fact]
    public void Without_cancer_care_the_share_is_96_95_percent_with_the_regions_that_were_found_before()
    {
        var naive = Naive(byPopulation: 2_925 + 2_246 + 3_000 + 1_367, byRural: 450);
        var without = Found.Without.Single(w => w.Programme.Id == "cancer-care");
        Close(Share(naive), without.ShareWithout);
        Assert.Equal(96.95m, Math.Round(without.ShareWithout * 100, 2));
        decimal Off(string region) => Math.Round(100 * ((naive[Ground.Region(region)] / Published[Ground.Region(region)]) - 1), 1);
        Assert.Equal((-12.9m, -7.5m, -6.4m, 5.6m), (Off("0023"), Off("0010"), Off("0006"), Off("0001")));
    }

    [Fact]
    public void Every_programme_says_what_the_share_would_be_without_it()
    {
        Assert.Equal(Found.Computed.Allotments.Select(a => (a.Programme, a.Total)), Found.Without.Select(w => (w.Programme, w.Amount)));
        foreach (var (programme, _, share) in Found.Without)
        {
            var rest = Found.Computed.Allotments.Where(a => a.Programme != programme).ToList();
            Close(Share(Ground.Rules.Regions.Select((r, i) => (r.Id, rest.Sum(a => a.Amounts[i].InMillions))).ToDictionary()), share);
        }
    }

    [Theory]
    [InlineData("2024-02-04", false)]
    [InlineData("2024-02-05", true)]
    public void What_became_known_later_counts_only_from_its_day(string asOf, bool medicine)
    {
        var computed = Compare.With(Ground.Rules, 2024, Ground.Day(asOf)).Value.Computed;
        Assert.Equal(medicine, computed.Allotments.Any(a => a.Programme.Id == "medicine-supply"));
    }

    [Fact]
    public void A_year_without_a_published_table_is_refused() =>
        Assert.Equal(RefusalCode.NothingToCompare, Compare.With(Ground.Rules, 2025, NewYearsEve).Refusal?.Code);

    [Fact]
    public void Before_it_was_published_there_is_nothing_to_compare_with_and_from_its_day_there_is()
    {
        Assert.Equal(Ground.Day("2023-12-20"), Found.Published.Known);
        Assert.True(Compare.With(Ground.Rules, 2024, Ground.Day("2023-12-20")).Succeeded(out _, out _));
        var early = Compare.With(Ground.Rules, 2024, Ground.Day("2023-12-19")).Refusal;
        Assert.Equal(
            "VB2007 The allotment for 2024 was published on 2023-12-20; on 2023-12-19 there was nothing to compare with. 2023-12-20 or later would be right.",
            early?.ToString());
    }

    private static Dictionary<RegionId, decimal> Naive(decimal byPopulation, decimal byRural) =>
        Population.ToDictionary(p => p.Key, p => (p.Value * byPopulation) + (Rural[p.Key] * byRural));

    private static Dictionary<RegionId, decimal> Shares(ImmutableSortedDictionary<RegionId, long> weights)
    {
        decimal total = weights.Values.Sum();
        return weights.ToDictionary(w => w.Key, w => w.Value / total);
    }

    private static decimal Share(Dictionary<RegionId, decimal> computed) =>
        1 - (computed.Sum(c => Math.Abs(c.Value - Published[c.Key])) / 9_842m);

    private static void Close(decimal expected, decimal actual, decimal within = 0.0000001m) =>
        Assert.InRange(actual - expected, -within, within);
}

using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

/// <summary>The one agreement of 2024 whose tables are published for every region: the computation must give it to the krona.</summary>
public sealed class WomensHealthTests
{
    private static readonly Dictionary<RegionId, (long Population, long Rural)> Table = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "womens-health-2024.csv"))
        .Where(line => char.IsAsciiDigit(line[0]))
        .Select(line => line.Split(','))
        .ToDictionary(c => Ground.Region(c[0]), c => (Kronor(c[1]), Kronor(c[2])));

    [Fact]
    public void The_table_has_21_regions_and_the_published_sums()
    {
        Assert.Equal(21, Table.Count);
        Assert.Equal(1_367_000_000, Table.Values.Sum(v => v.Population));
        Assert.Equal(150_000_000, Table.Values.Sum(v => v.Rural));
    }

    [Theory]
    [InlineData("2023-12-20")]
    [InlineData("2023-12-31")]
    [InlineData("2026-01-01")]
    public void Population_and_rural_parts_are_the_published_ones_for_all_21_regions(string asOf)
    {
        var allotment = Allotted(asOf)!;
        var population = allotment.Parts.Single(p => p.Part.Subject.Part == "by-population");
        var rural = allotment.Parts.Single(p => p.Part.Subject.Part == "rural");
        Assert.Equal("population", population.Key.Key.Id);
        Assert.Equal(new DateOnly(2023, 11, 1), population.Key.Table!.Date);
        Assert.Equal("rural", rural.Key.Key.Id);
        Assert.Equal(Table.Keys.Order(), Ground.Rules.Regions.Select(r => r.Id));
        foreach (var (region, place) in Ground.Rules.Regions.Select((r, place) => (r.Id, place)))
        {
            var (byPopulation, byRural) = Table[region];
            Assert.Equal((region, Money.Kronor(byPopulation)), (region, population.Amounts[place]));
            Assert.Equal((region, Money.Kronor(byRural)), (region, rural.Amounts[place]));
            Assert.Equal((region, Money.Kronor(byPopulation + byRural)), (region, allotment.Amounts[place]));
        }
    }

    [Fact]
    public void Nothing_is_allotted_the_day_before_the_agreement() => Assert.Null(Allotted("2023-12-19"));

    [Fact]
    public void The_population_of_2023_11_01_is_the_derived_one()
    {
        var table = Ground.Rules.Series["population"].Tables.Single(t => t.Date == new DateOnly(2023, 11, 1));
        Assert.Equal(10_557_682, table.Values.Values.Sum());
        Assert.NotNull(table.Assumption);
    }

    private static Allotment? Allotted(string asOf) =>
        Allot.Notice(Ground.Rules, 2024, Ground.Day(asOf)).Value.Allotments.SingleOrDefault(a => a.Programme.Id == "womens-health");

    private static long Kronor(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

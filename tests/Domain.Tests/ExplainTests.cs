using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class ExplainTests
{
    private static readonly DateOnly Today = Ground.Day("2025-12-31");

    private static readonly List<Allotment> All =
        [.. Ground.Rules.Programmes.SelectMany(p => p.Allotments).Select(a => a.Year).Distinct().Order()
            .SelectMany(year => Allot.Everything(Ground.Rules, year, Today).Value.Allotments)];

    [Fact]
    public void Every_figure_of_every_region_has_reasons_that_can_be_looked_up()
    {
        var lines = new Dictionary<string, int>();
        var checkedReasons = 0;
        foreach (var (allotment, region) in All.SelectMany(a => Ground.Rules.Regions.Select(r => (a, r))))
        {
            var reasons = Explain.Region(Ground.Rules, allotment, region);
            Assert.True(reasons.Length > 2 * allotment.Parts.Length);
            foreach (var reason in reasons)
            {
                if (!lines.TryGetValue(reason.Origin.File, out var count))
                    lines[reason.Origin.File] = count = File.ReadLines(Path.Combine(Ground.Root, "rules", reason.Origin.File)).Count();
                Assert.InRange(reason.Origin.Line, 1, count);
                Assert.NotEmpty(reason.Inputs);
                foreach (var text in reason.Inputs.Append(reason.Rule).Append(reason.Outcome).Append(reason.Assumption ?? "–"))
                {
                    Assert.False(string.IsNullOrWhiteSpace(text.Sv));
                    Assert.False(string.IsNullOrWhiteSpace(text.En));
                }

                checkedReasons++;
            }

            Assert.Equal(allotment.Amounts[Ground.Rules.PlaceOf(region.Id)].ForPeople, reasons[^1].Outcome);
            Assert.Equal(allotment.Parts.Length, reasons[^1].Inputs.Length);
        }

        Assert.True(checkedReasons > 500);
    }

    [Fact]
    public void Parts_add_up_to_what_the_last_reason_says()
    {
        foreach (var allotment in All)
        {
            for (var place = 0; place < 21; place++)
                Assert.Equal(allotment.Amounts[place], Money.Sum(allotment.Parts.Select(p => p.Amounts[place])));
        }
    }

    [Fact]
    public void A_reason_stands_on_the_line_of_the_statement_it_names()
    {
        var allotment = All.Single(a => a.Programme.Id == "womens-health" && a.Rule.Year == 2024);
        var reasons = Explain.Region(Ground.Rules, allotment, Ground.Rules.FindRegion("0014").Value);
        var lines = File.ReadAllLines(Path.Combine(Ground.Root, "rules", "programmes", "womens-health.yaml"));
        var amount = reasons[0];
        Assert.Equal("programmes/womens-health.yaml", amount.Origin.File);
        Assert.Contains("amount: 1367 MSEK", string.Join('\n', lines.Skip(amount.Origin.Line - 1).Take(6)), StringComparison.Ordinal);
        Assert.Equal("skr-womens-health-2024-table", amount.Source!.Id);
        var share = reasons[1];
        Assert.Equal("facts/population.yaml", share.Origin.File);
        Assert.Equal(new Bilingual("Västra Götaland: 1\u00a0767\u00a0641", "Västra Götaland: 1,767,641"), share.Inputs[0]);
        Assert.Equal(new Bilingual("alla: 10\u00a0557\u00a0682", "all: 10,557,682"), share.Inputs[1]);
        Assert.StartsWith("16.7427 percent of SEK\u00a01,367,000,000", share.Outcome.En, StringComparison.Ordinal);
        Assert.Equal(new Bilingual("247\u00a0778\u00a0961\u00a0kr", "SEK\u00a0247,778,961"), reasons[^1].Outcome);
    }

    [Fact]
    public void A_mix_is_explained_part_by_part()
    {
        var keys = Ground.Rules.Keys.Add("mixed", Ground.Rules.Keys["equal"] with
        {
            Id = "mixed", Form = new MixForm([new("population", 800_000), new("rural", 200_000)]),
        });
        var programme = Ground.Programme("medicine-supply");
        var rule = programme.Allotments.Single();
        var allotment = Allot.One(
            Ground.Rules with { Keys = keys }, programme, rule with { Parts = [rule.Parts.Single() with { Key = "mixed" }] }, Today).Value!;
        var reasons = Explain.Region(Ground.Rules, allotment, Ground.Rules.Regions[0]);
        Assert.Equal(4, reasons.Length);
        Assert.Contains("SEK\u00a080,000,000", reasons[1].Outcome.En, StringComparison.Ordinal);
        Assert.Contains("SEK\u00a020,000,000", reasons[2].Outcome.En, StringComparison.Ordinal);
    }

    // What is not public is said wherever a figure rests on it.
    [Fact]
    public void Assumptions_of_rule_statement_key_and_table_are_shown()
    {
        var sectorGrant = All.Single(a => a.Programme.Id == "sector-grant" && a.Rule.Year == 2024 && a.Rule.InNotice);
        var shown = Explain.Assumptions(sectorGrant).Select(a => a.Assumption).ToList();
        Assert.Contains(sectorGrant.Rule.Assumption!, shown);
        Assert.Contains(Ground.Rules.Keys["care-need"].Assumption!, shown);
        Assert.Contains(sectorGrant.Parts[0].Key.Table!.Assumption!, shown);
        var inReasons = string.Join(' ', Explain.Region(Ground.Rules, sectorGrant, Ground.Rules.Regions[0]).Select(r => r.Assumption?.Sv));
        Assert.All(shown, s => Assert.Contains(s.Sv, inReasons, StringComparison.Ordinal));

        var standIn = Allot.Notice(Ground.Rules, 2025, Today).Value.Allotments.Single(a => a.Programme.Id == "sector-grant");
        Assert.Contains(((SeriesForm)Ground.Rules.Keys["care-need"].Form).Otherwise!, Explain.Assumptions(standIn).Select(a => a.Assumption));
    }

    [Theory]
    [InlineData("2023-12-19", true)]
    [InlineData("2023-12-20", false)]
    public void Figures_used_with_hindsight_are_called_so(string asOf, bool hindsight)
    {
        var allotment = Allot.Notice(Ground.Rules, 2024, Ground.Day(asOf)).Value.Allotments.Single(a => a.Programme.Id == "sector-grant");
        var said = Explain.Region(Ground.Rules, allotment, Ground.Rules.Regions[0]).SelectMany(r => r.Inputs).Select(i => i.En);
        Assert.Equal(hindsight, said.Any(i => i.Contains("hindsight", StringComparison.Ordinal)));
    }
}

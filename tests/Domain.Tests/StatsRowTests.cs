using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class StatsRowTests
{
    private static readonly List<Row> Rows = [.. StatisticsGround.Month(31, 6000)];

    private static readonly MonthStatistics Month =
        MonthStatistics.Of(Ground.Waiting, StatisticsGround.October, StatisticsGround.Batches(Rows)).Value;

    public static TheoryData<string, string> Asked => new()
    {
        { "", "skr" }, { "region", "skr" }, { "sex,age", "socialstyrelsen" }, { "service", "socialstyrelsen" },
        { "region,service,sex,age", "skr" }, { "age,region", "skr" }, { "unit", "skr" }, { "unit", "socialstyrelsen" },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void Every_row_is_hidden_or_what_a_list_of_contacts_gives_and_nothing_is_shown_on_few(string by, string ruleName)
    {
        var dimensions = MonthStatistics.By(by.Split(',', StringSplitOptions.RemoveEmptyEntries)).Value;
        var rule = Enum.GetValues<CountingRule>().Single(r => StatisticsRules.NameOf(r) == ruleName);
        var rows = Month.Rows(StatisticsGround.Rules, dimensions, null, rule);
        var groups = Rows.GroupBy(r => StatisticsGround.KeyOf(r, dimensions)).ToDictionary(g => g.Key, g => g.ToList());
        Assert.Equal(
            groups.Where(g => MonthStatistics.Kinds.Contains(g.Key.Kind) && Enum.GetValues<Phase>().Any(p => g.Value.Any(r => StatisticsGround.Counts(r, rule, p))))
                .Select(g => g.Key).Order(),
            rows.Select(r => r.Key));
        foreach (var row in rows)
        foreach (var (phase, shown) in new[] { (Phase.Waiting, row.Waiting), (Phase.Completed, row.Completed) })
        {
            var naive = StatisticsGround.Figures(groups[row.Key], rule, phase);
            if (shown is null)
                continue;
            Assert.InRange(shown.Count, StatisticsGround.Rules.Bound, int.MaxValue);
            Assert.Equal(naive with { PatientChosen = shown.PatientChosen }, shown);
            Assert.True(shown.PatientChosen is null or 0 || shown.PatientChosen >= StatisticsGround.Rules.Bound);
        }

        if (dimensions == Dimensions.None)
            Assert.All(rows, r => Assert.True(r.Waiting is not null && r.Completed is not null, $"{r.Key}"));
    }

    // The two rules' figures and the number beside differ by the same contacts: at most two of the three are known of few.
    [Fact]
    public void Neither_rule_gives_away_how_few_waits_the_patients_chose()
    {
        var dimensions = Disclosure.People;
        var skr = Month.Rows(StatisticsGround.Rules, dimensions, null, CountingRule.Skr).ToDictionary(r => r.Key);
        foreach (var row in Month.Rows(StatisticsGround.Rules, dimensions, null, CountingRule.Socialstyrelsen))
        {
            if (row.Waiting is { } other && skr.TryGetValue(row.Key, out var same) && same.Waiting is { } first)
                Assert.True(other.Count == first.Count || other.Count - first.Count >= StatisticsGround.Rules.Bound, $"{row.Key}");
        }
    }

    [Fact]
    public void A_table_asked_for_hides_what_the_whole_publication_hides()
    {
        var one = Month.Rows(StatisticsGround.Rules, Dimensions.Region, WaitKind.Treatment, CountingRule.Skr);
        var both = Month.Rows(StatisticsGround.Rules, Dimensions.Region, null, CountingRule.Skr);
        Assert.Equal(both.Where(r => r.Key.Kind == WaitKind.Treatment), one);
    }

    [Fact]
    public void The_columns_are_those_that_were_agreed_and_a_suppressed_row_has_empty_figures()
    {
        var rows = ImmutableArray.Create(
            new StatsRow(StatisticsGround.October, new(Ground.Region("0014"), WaitKind.Treatment, "511", null, Sex.Female, 3), new(80, null), CountingRule.Skr,
                new(40, 25, 61.25m, 45m, 140, [], 0), null),
            new StatsRow(StatisticsGround.October, new(RegionId.Nation, WaitKind.FirstVisit, null, null, null, null), null, CountingRule.Socialstyrelsen, null, null));
        using var memory = new MemoryStream();
        StatsTables.Stats(StatisticsGround.October, rows).Write(memory, ExportFormat.Csv);
        Assert.Equal(
            """
            period,region_id,service,sex,age,kind,rule,waiting,waiting_within,share_within_percent,mean_days,median_days,p90_days,completed,completed_within,completed_share_percent,completed_median_days
            2024-10,0014,511,female,80+,operation,skr,40,25,62.5,61.3,45.0,140.0,,,,
            2024-10,0000,,,,first-visit,socialstyrelsen,,,,,,,,,,

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(memory.ToArray()));
    }

    [Fact]
    public void A_divider_that_is_none_is_refused() =>
        Assert.Equal(RefusalCode.DimensionUnknown, MonthStatistics.By(["region", "ward"]).Refusal!.Code);

    [Fact]
    public void A_unit_stands_by_its_region_and_service_and_is_divided_no_further()
    {
        Assert.Equal(Disclosure.Units, MonthStatistics.By(["unit"]).Value);
        Assert.Equal(RefusalCode.UnitsNotDivided, MonthStatistics.By(["unit", "sex"]).Refusal!.Code);
    }
}

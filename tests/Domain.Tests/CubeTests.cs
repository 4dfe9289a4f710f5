using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class CubeTests
{
    private const int AllDimensions = 32;

    private static readonly Month October = StatisticsGround.October;

    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, AllDimensions)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_figure_of_every_cell_is_what_a_list_of_contacts_gives(int shape)
    {
        var by = (Dimensions)shape;
        foreach (var (seed, count) in new[] { (1, 0), (2, 1), (3, 7), (4, 60), (5, 1500) })
        {
            var rows = StatisticsGround.Month(seed, count);
            var cube = StatisticsGround.Cube(rows, by);
            var groups = rows.GroupBy(r => StatisticsGround.KeyOf(r, by)).ToDictionary(g => g.Key, g => g.ToList());
            Assert.Equal(groups.Keys.Order(), cube.Cells.Select(c => c.Key));
            foreach (var cell in cube.Cells)
            foreach (var rule in Enum.GetValues<CountingRule>())
            foreach (var phase in Enum.GetValues<Phase>())
            {
                Assert.Equal(
                    StatisticsGround.Figures(groups[cell.Key], rule, phase), WaitFigures.Of(StatisticsGround.Rules, cell, rule, phase));
                Assert.Same(cell, cube.At(cell.Key));
            }
        }
    }

    [Fact]
    public void The_nation_is_the_sum_of_the_regions_and_every_smaller_cube_a_sum_of_the_larger()
    {
        var rows = StatisticsGround.Month(11, 2000);
        var all = Enum.GetValues<Dimensions>().Aggregate((a, b) => a | b);
        var detailed = rows.GroupBy(r => r.Region).Select(g => StatisticsGround.Cube(g, all)).ToList();
        for (var shape = 0; shape < AllDimensions; shape++)
            Assert.Equal(StatisticsGround.Cube(rows, (Dimensions)shape), Cube.Sum(October, (Dimensions)shape, detailed));
    }

    [Fact]
    public void The_order_of_rows_and_batches_changes_nothing()
    {
        var rows = StatisticsGround.Month(12, 800);
        foreach (var shape in Cube.Published.Add(Dimensions.Region | Dimensions.Service).Add(Dimensions.Region | Dimensions.Sex | Dimensions.Age))
        {
            var cube = StatisticsGround.Cube(rows, shape);
            Assert.Equal(cube, StatisticsGround.Cube(Enumerable.Reverse(rows), shape));
            Assert.Equal(cube, StatisticsGround.Cube(rows.OrderBy(r => r.Contact.From).ThenBy(r => r.Unit), shape));
            Assert.Equal(cube.GetHashCode(), StatisticsGround.Cube(Enumerable.Reverse(rows), shape).GetHashCode());
            Assert.NotEqual(cube, StatisticsGround.Cube(rows.Skip(1), shape));
        }
    }

    [Fact]
    public void Both_rules_agree_where_nothing_deviates_and_differ_only_by_what_the_patient_chose()
    {
        var plain = StatisticsGround.Cube(StatisticsGround.Month(13, 1000, deviations: false), Dimensions.Region);
        var cube = StatisticsGround.Cube(StatisticsGround.Month(13, 1000), Dimensions.Region);
        foreach (var phase in Enum.GetValues<Phase>())
        {
            WaitFigures Of(CubeCell cell, CountingRule rule) => WaitFigures.Of(StatisticsGround.Rules, cell, rule, phase);
            Assert.All(plain.Cells, c => Assert.Equal(Of(c, CountingRule.Skr), Of(c, CountingRule.Socialstyrelsen)));
            Assert.All(cube.Cells, c => Assert.Equal(
                Of(c, CountingRule.Skr).Count + (phase == Phase.Waiting ? Of(c, CountingRule.Skr).PatientChosen : 0),
                Of(c, CountingRule.Socialstyrelsen).Count));
        }
    }

    [Fact]
    public void The_figures_of_merged_histograms_are_those_of_the_merged_waits()
    {
        var dice = new System.Random(14);
        for (var time = 0; time < 300; time++)
        {
            var lists = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Enumerable.Range(0, dice.Next(0, 9))
                .Select(_ => (Days: dice.Next(3) == 0 ? dice.Next(60_000) : dice.Next(12), Within: dice.Next(2) == 0)).ToList()).ToList();
            var all = lists.SelectMany(l => l).ToList();
            var (sum, whole) = (WaitHistogram.Sum([.. lists.Select(WaitHistogram.Of)]), WaitHistogram.Of(all));
            Assert.Equal(whole, sum);
            Assert.Equal((all.Count, all.Count(w => w.Within), all.Sum(w => (long)w.Days)), (sum.Count, sum.Within, sum.Days));
            var sorted = all.Select(w => w.Days).Order().ToList();
            for (var percent = 1; percent <= 100; percent++)
                Assert.Equal(sorted.Count == 0 ? null : sorted.First(d => sorted.Count(s => s <= d) * 100 >= percent * sorted.Count), sum.Percentile(percent));
            Assert.Equal(sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2m, sum.Median);
        }
    }

    [Fact]
    public void The_limits_of_whole_columns_are_the_clocks_own_for_every_kind_and_day()
    {
        var limits = NationalLimits.Of(Ground.Waiting, October);
        foreach (var kind in Enum.GetValues<WaitKind>())
        foreach (var before in Enumerable.Range(0, 6000).Append(40_000).Append(ContactBatch.LongestWait))
        {
            var limit = Ground.Waiting.For(kind, null, October.Last.AddDays(-before))?.Days;
            foreach (var days in new[] { 0, 3, 4, 7, 8, 30, 31, 90, 91 })
                Assert.Equal(days <= limit, limits.Within(kind, before, days));
        }
    }

    [Theory]
    [InlineData(2006, 1)] // turns 18 in the year
    [InlineData(2007, 0)]
    [InlineData(1960, 1)]
    [InlineData(1959, 2)]
    [InlineData(1945, 2)]
    [InlineData(1944, 3)]
    [InlineData(2025, 0)] // born after the month: a defect of the file, counted with the youngest
    [InlineData(1850, 3)]
    public void Age_is_the_months_year_less_the_birth_year(int born, int group) =>
        Assert.Equal(group, StatisticsGround.Rules.AgeGroupOf(2024 - born));

    [Theory]
    [InlineData(90, 1)]
    [InlineData(91, 0)]
    public void The_day_of_the_limit_is_within_it_and_the_day_after_is_not(int days, int within)
    {
        foreach (var completed in new[] { false, true })
        {
            var contact = new Contact(WaitKind.Treatment, 0, 0, 0, Sex.Female, 1980, null, true, October.Last.AddDays(-days), completed ? October.Last : null, null);
            var cell = StatisticsGround.Cube([new("0001", "511", "u", contact)], Dimensions.None).Cells.Single();
            Assert.Equal(within, WaitFigures.Of(StatisticsGround.Rules, cell, CountingRule.Skr, completed ? Phase.Completed : Phase.Waiting).Within);
        }
    }

    [Fact]
    public void A_month_is_refused_a_batch_of_another_month_and_a_region_twice()
    {
        var batch = StatisticsGround.Batch("0001", StatisticsGround.Month(15, 3));
        Assert.Equal(RefusalCode.BatchOfAnotherMonth, BuildCubes.OfMonth(Ground.Waiting, October.Plus(1), [batch], [Dimensions.None]).Refusal!.Code);
        Assert.Equal(RefusalCode.RegionTwiceInMonth, BuildCubes.OfMonth(Ground.Waiting, October, [batch, batch], [Dimensions.None]).Refusal!.Code);
    }

    [Fact]
    public void Every_class_has_a_place_of_its_own()
    {
        Assert.Equal(Enumerable.Range(0, ContactClass.Most), ContactClass.All.Select(c => c.Place));
        Assert.Equal(ContactClass.Most, ContactClass.All.Distinct().Count());
    }
}

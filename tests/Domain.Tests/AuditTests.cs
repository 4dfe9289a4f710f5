using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;
using static Vardbro.Tests.AuditGround;

namespace Vardbro.Tests;

public sealed class AuditTests
{
    private static readonly RegionId Region = Ground.Region("0014");
    private static readonly Month September = January.Plus(8);

    // By hand in ChanceTests: mean 10, limits 2.3525 and 17.6475.
    [Fact]
    public void A_month_within_the_limits_of_the_chart_is_no_effect_and_says_what_it_was_compared_with()
    {
        var finding = ShareWithin.Find(Shares(9, 11, 7, 9, 11, 7, 9, 11, 16), Region, September);
        Assert.Equal((FindingStanding.NoEffectShown, 16m, 10m), (finding.Standing, finding.Figure, finding.Against));
        Assert.Equal("16.0%; no effect shown: the month does not differ from the mean 10.0% by more than chance", finding.Words.En);
        Assert.Equal("samma region, 2024-01 till 2024-09", finding.ComparedWith.Sv);
    }

    [Theory]
    [InlineData(30, "högre än slump ger")]
    [InlineData(1, "lägre än slump ger")]
    public void A_month_outside_them_is_more_than_chance_in_either_direction(int last, string words)
    {
        var finding = ShareWithin.Find(Shares(10, 11, 10, 9, 10, 11, 10, 9, last), Region, September);
        Assert.Equal(FindingStanding.Shown, finding.Standing);
        Assert.Contains(words, finding.Words.Sv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_or_missing_month_is_never_bridged()
    {
        var hidden = ShareWithin.Find(Shares(10, -1, 10, 9, 10, 11, 10, 9, 30), Region, September);
        Assert.Equal(FindingStanding.NotMeasurable, hidden.Standing);
        Assert.Contains("7 månader i följd, minst 8 behövs", hidden.Words.Sv, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.TooFewPoints, ShareWithin.Series(Shares(10, -1, 10), Region, January.Plus(2)).Why!.Code);
        var gone = Book([.. Enumerable.Range(0, 9).Where(i => i != 4).Select(i => Month(January.Plus(i), Row(January.Plus(i), "0014", (10, 100))))]);
        Assert.Equal(4, ShareWithin.Series(gone, Region, September).Run.Length);
        Assert.Equal(AuditWords.Hidden, ShareWithin.Find(Shares(10, 10, -1), Region, January.Plus(2)).Words);
    }

    // By hand: 0.5 ± 3.0902 × √(0.25 / 100) = 0.5 ± 0.1545.
    [Theory]
    [InlineData(65, FindingStanding.NoEffectShown)]
    [InlineData(66, FindingStanding.Shown)]
    [InlineData(35, FindingStanding.NoEffectShown)]
    [InlineData(34, FindingStanding.Shown)]
    public void A_region_stands_out_in_the_funnel_only_beyond_the_outer_limits(int some, FindingStanding standing)
    {
        var book = Book(Month(January, Row(January, "0014", (some, 100)), Row(January, "0000", (500, 1000))));
        var finding = RegionFunnel.Find(book, Region, January);
        Assert.Equal((standing, (decimal)some, 50m), (finding.Standing, finding.Figure, finding.Against));
        Assert.Equal(Math.Sign(some - 50), RegionFunnel.Of(book, January).Points[0].InnerSide);
    }

    [Fact]
    public void Without_the_nations_share_there_is_no_funnel()
    {
        var finding = RegionFunnel.Find(Shares(50), Region, January);
        Assert.Equal((FindingStanding.NotMeasurable, AuditWords.Nothing), (finding.Standing, finding.ComparedWith));
    }

    // Newcombe's published example, 56/70 against 48/80: the difference lies between 0.0524 and 0.3339.
    [Theory]
    [InlineData(56, 70, FindingStanding.Shown, "80.0% of those who left the queue are gone without care that the register knows of; a larger share than chance gives; why they left is not known")]
    [InlineData(48, 80, FindingStanding.Shown, "60.0% of those who left the queue are gone without care that the register knows of; a smaller share than chance gives")]
    [InlineData(35, 50, FindingStanding.NoEffectShown, "70.0% of those who left the queue are gone without care that the register knows of; no effect shown: the difference from the others may be chance")]
    public void The_share_that_vanished_is_held_against_the_other_regions(int gone, int left, FindingStanding standing, string words)
    {
        var february = January.Plus(1);
        var book = Book(
            Month(January, Row(January, "0014", (1, 2))),
            Month(february, Row(february, "0014", (1, 2))) with { Exits = [Exits(february, "0014", gone, left - gone), Exits(february, "0000", 104, 46)] });
        var finding = ExitShares.Find(book, Region, february);
        Assert.Equal((standing, words), (finding.Standing, finding.Words.En));
        Assert.Equal(100m * (104 - gone) / (150 - left), finding.Against);
    }

    [Fact]
    public void Exits_that_cannot_be_told_say_why()
    {
        var february = January.Plus(1);
        var hidden = Exits(february, "0014", 10, 10) with { VanishedWithin = null };
        var book = Book(
            Month(January, Row(January, "0014", (1, 2))),
            Month(february, Row(february, "0014", (1, 2))) with { Exits = [hidden, Exits(february, "0000", 104, 46)] });
        Assert.Equal("inte mätbart: månaden före är inte publicerad", ExitShares.Find(book, Region, January).Words.Sv);
        Assert.Equal("inte mätbart: dolt eller inte lämnat", ExitShares.Find(book, Region, february).Words.Sv);
        Assert.Equal("inte mätbart: inte räknat i publiceringen", ExitShares.Find(Shares(1, 1), Region, february).Words.Sv);
        Assert.Equal(FindingStanding.NotMeasurable, ExitShares.Find(book, Region, february).Standing);
    }

    // 48/80 then and 56/70 now is better than chance gives. Of 80, 4 beyond 180 days; of 70, 20 are more and a larger share.
    [Theory]
    [InlineData(48, 80, 56, 70, 4, 20, FindingStanding.Shown, "a sign of crowding-out: the share within the limit rose 20.0 percentage points while the share who have waited more than 180 days went from 5.0% to 28.6%")]
    [InlineData(48, 80, 56, 70, 4, 4, FindingStanding.NoEffectShown, "no effect shown: the share within the limit rose 20.0 percentage points and no other wait grew by more than chance")]
    [InlineData(48, 80, 56, 70, 4, 6, FindingStanding.NoEffectShown, "no effect shown: the share within the limit rose 20.0 percentage points and no other wait")]
    [InlineData(56, 70, 48, 80, 4, 30, FindingStanding.NoEffectShown, "no effect shown: the share within the limit did not improve by more than chance (-20.0 percentage points)")]
    [InlineData(50, 100, 52, 100, 4, 30, FindingStanding.NoEffectShown, "no effect shown: the share within the limit did not improve by more than chance (2.0 percentage points)")]
    public void Crowding_out_takes_both_a_better_share_and_a_longer_tail(
        int before, int ofBefore, int now, int ofNow, int tailBefore, int tailNow, FindingStanding standing, string words)
    {
        var february = January.Plus(1);
        var book = Book(
            Month(January, Row(January, "0014", (before, ofBefore), beyond180: tailBefore)), Month(february, Row(february, "0014", (now, ofNow), beyond180: tailNow)));
        var finding = CrowdingOut.Find(book, Region, february);
        Assert.Equal(standing, finding.Standing);
        Assert.StartsWith(words, finding.Words.En, StringComparison.Ordinal);
        Assert.Equal("the same region 2024-01", finding.ComparedWith.En);
    }

    // Ten times as long a queue with the same share beyond 180 days is not crowding-out, and neither is a shorter queue with fewer.
    [Theory]
    [InlineData(48, 80, 5600, 7000, 4, 350)]
    [InlineData(480, 800, 56, 70, 40, 20)]
    public void A_tail_that_is_only_more_or_only_a_larger_share_is_no_sign(int before, int ofBefore, int now, int ofNow, int tailBefore, int tailNow)
    {
        var february = January.Plus(1);
        var book = Book(
            Month(January, Row(January, "0014", (before, ofBefore), beyond180: tailBefore)), Month(february, Row(february, "0014", (now, ofNow), beyond180: tailNow)));
        Assert.False(CrowdingOut.Of(book, Region, february).Signs.Single(s => s.Who == CrowdedOut.Beyond180).Grew);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(102, false)]
    [InlineData(20, false)]
    public void Those_outside_the_guarantee_have_grown_only_when_the_months_before_say_so(int last, bool grew)
    {
        int[] outside = [100, 101, 100, 99, 100, 101, 100, 99, last];
        var book = Book([.. outside.Select((n, i) => Month(January.Plus(i), Row(January.Plus(i), "0014", i == 8 ? (56, 70) : (48, 80))) with
        {
            Outside = [new(Region, n, 40m, null)],
        })]);
        var sign = CrowdingOut.Of(book, Region, September).Signs.Single(s => s.Who == CrowdedOut.OutsideNumber);
        Assert.Equal(new CrowdingSign(CrowdedOut.OutsideNumber, 100, last, grew), sign);
        var finding = CrowdingOut.Find(book, Region, September);
        Assert.Equal(grew ? FindingStanding.Shown : FindingStanding.NoEffectShown, finding.Standing);
    }

    [Fact]
    public void A_year_ago_is_the_base_and_without_any_month_there_is_nothing_to_compare_with()
    {
        var book = Shares([.. Enumerable.Repeat(10, 14)]);
        Assert.Equal(January.Plus(1), CrowdingOut.Of(book, Region, January.Plus(13)).Base);
        Assert.Equal(January, CrowdingOut.Of(book, Region, January.Plus(5)).Base);
        var first = CrowdingOut.Find(book, Region, January);
        Assert.Equal((FindingStanding.NotMeasurable, "inget att jämföra med"), (first.Standing, first.ComparedWith.Sv));
    }

    [Theory]
    [InlineData(90, FindingStanding.Shown, "completed and waiting have moved apart")]
    [InlineData(40, FindingStanding.Shown, "completed and waiting have come closer")]
    [InlineData(71, FindingStanding.NoEffectShown, "no effect shown")]
    public void The_completed_move_from_the_waiting_only_by_more_than_chance(int last, FindingStanding standing, string words)
    {
        int[] completed = [70, 71, 70, 69, 70, 71, 70, 69, last];
        var book = Book([.. completed.Select((c, i) => Month(January.Plus(i), Row(January.Plus(i), "0014", (50, 100), (c, 100))))]);
        var finding = WaitingAgainstCompleted.Find(book, Region, September);
        Assert.Equal((standing, (decimal)last - 50), (finding.Standing, finding.Figure));
        Assert.Contains(words, finding.Words.En, StringComparison.Ordinal);
        Assert.Contains(last < 50 ? "below the waiting" : "above the waiting", finding.Words.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(112, 140, 96, 160, FindingStanding.Shown, "kvinnor 80,0\u00a0%, män 60,0\u00a0%; skillnaden 20,0 procentenheter är mer än slump, men kvinnor och män väntar på olika vård")]
    [InlineData(56, 70, 48, 80, FindingStanding.NoEffectShown, "kvinnor 80,0\u00a0%, män 60,0\u00a0%; ingen effekt visad: skillnaden kan vara slump")]
    [InlineData(96, 160, 112, 140, FindingStanding.Shown, "kvinnor 60,0\u00a0%, män 80,0\u00a0%; skillnaden \u221220,0 procentenheter är mer än slump, men kvinnor och män väntar på olika vård")]
    [InlineData(50, 100, 49, 100, FindingStanding.NoEffectShown, "kvinnor 50,0\u00a0%, män 49,0\u00a0%; ingen effekt visad: skillnaden kan vara slump")]
    public void Women_and_men_differ_only_by_more_than_chance(int a, int m, int b, int n, FindingStanding standing, string words)
    {
        var book = Book(Month(January, Row(January, "0014", (a, m), sex: Sex.Female), Row(January, "0014", (b, n), sex: Sex.Male)));
        var finding = SexAndAge.FindSex(book, Region, January);
        Assert.Equal((standing, words), (finding.Standing, finding.Words.Sv));
        Assert.Equal(AuditWords.Hidden, SexAndAge.FindSex(Shares(50), Region, January).Words);
    }

    // 56/70 against 48/80 is more than chance one time in twenty, but not two in a thousand: the largest difference was looked for.
    [Theory]
    [InlineData(56, 70, FindingStanding.NoEffectShown)]
    [InlineData(560, 700, FindingStanding.Shown)]
    public void Age_groups_are_held_to_the_stricter_interval(int a, int m, FindingStanding standing)
    {
        var book = Book(Month(January,
            Row(January, "0014", (48, 80), age: 0), Row(January, "0014", (70, 100), age: 1), Row(January, "0014", (a, m), age: 2), Row(January, "0014", null, age: 3)));
        var finding = SexAndAge.FindAge(book, Region, January);
        Assert.Equal((standing, "65–79 years against 0–17 years in the same region and month"), (finding.Standing, finding.ComparedWith.En));
        Assert.Equal(4, SexAndAge.Ages(book, Region, January).Length);
        Assert.Null(SexAndAge.Ages(book, Region, January)[3].Interval);
    }

    // By hand: 40 of 100 and 180 of 300 have the common share 55; (100 × 15² + 300 × 5²) / 400 = 75, whose root is 8.66.
    [Fact]
    public void The_gap_between_regions_is_measured_in_three_ways()
    {
        var book = Book(Month(January, Row(January, "0001", (40, 100)), Row(January, "0014", (180, 300))));
        var gap = Assert.Single(RegionGaps.Of(book, January).Months);
        Assert.Equal((20m, 20m, 8.66m), (gap.Range, gap.Quartiles, Math.Round(gap.Deviation, 2)));
        Assert.Equal((Ground.Region("0001"), Ground.Region("0014")), (gap.Lowest.Region, gap.Highest.Region));
        var five = Book(Month(January, [.. new[] { 10, 20, 30, 40, 60 }.Select((some, i) => Row(January, $"000{i + 1}", (some, 100)))]));
        Assert.Equal(20m, RegionGaps.Of(five, January).Months[0].Quartiles); // nearest rank: the second and the fourth of five
    }

    [Theory]
    [InlineData(51, FindingStanding.Shown, "it has closed some")]
    [InlineData(90, FindingStanding.Shown, "it has widened")]
    [InlineData(70, FindingStanding.NoEffectShown, "no effect shown")]
    public void The_gap_closes_only_by_more_than_chance(int last, FindingStanding standing, string words)
    {
        int[] high = [70, 71, 70, 69, 70, 71, 70, 69, last];
        var finding = RegionGaps.Of(Book([.. high.Select((h, i) => Month(January.Plus(i), Row(January.Plus(i), "0001", (50, 100)), Row(January.Plus(i), "0014", (h, 100))))]), September)
            .Find(WaitKind.Treatment);
        Assert.Equal((standing, RegionId.Nation), (finding.Standing, finding.Region));
        Assert.Contains(words, finding.Words.En, StringComparison.Ordinal);
        Assert.Equal("the same 2 regions, 2024-01 to 2024-09", finding.ComparedWith.En);
    }

    [Fact]
    public void A_region_that_falls_away_never_closes_the_gap()
    {
        var february = January.Plus(1);
        AuditMonth At(Month month, (int, int)? far) => Month(month, Row(month, "0001", (50, 100)), Row(month, "0003", (60, 100)), Row(month, "0014", far));
        var gaps = RegionGaps.Of(Book(At(January, (90, 100)), At(february, null)), february);
        Assert.Equal([10m, 10m], gaps.Months.Select(m => m.Range));
        Assert.Equal(Region, Assert.Single(gaps.Left));
    }

    [Fact]
    public void The_order_of_months_rows_and_regions_changes_nothing()
    {
        var months = AuditGround.Random(1, 10);
        var turned = months.Reverse().Select(m => new AuditMonth(m.Month, [.. m.Rows.Reverse()], [.. m.Exits.Reverse()], [.. m.Outside.Reverse()]));
        Assert.Equal(Told(Book([.. months])), Told(Book([.. turned])));
    }

    [Fact]
    public void With_ten_times_as_many_everywhere_the_figures_are_the_same_and_what_was_shown_still_is()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var (once, tenfold) = (All(Book([.. AuditGround.Random(seed, 10)])), All(Book([.. AuditGround.Random(seed, 10, scale: 10)])));
            Assert.Equal(once.Select(f => f.Figure), tenfold.Select(f => f.Figure));
            Assert.All(once.Zip(tenfold), pair => Assert.True(
                pair.First.What is FindingKind.CrowdingOut || pair.First.Standing != FindingStanding.Shown || pair.Second.Standing == FindingStanding.Shown,
                $"{pair.First.Words.En} | {pair.Second.Words.En}"));
            Assert.Contains(once, f => f.Standing == FindingStanding.Shown);
            Assert.Contains(once, f => f.Standing == FindingStanding.NoEffectShown);
        }
    }

    [Fact]
    public void Nothing_is_ever_found_from_a_hidden_figure()
    {
        var month = January.Plus(9);
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var months = AuditGround.Random(seed, 10);
            var hidden = months[^1] with
            {
                Rows = [.. months[^1].Rows.Select(r => r.Key.Region == Region ? r with { Waiting = null, Completed = null } : r)],
                Exits = [.. months[^1].Exits.Select(e => e.Region == Region ? e with { CaredFor = null } : e)],
            };
            var book = Book([.. months[..^1], hidden]);
            var findings = AuditOfMonth.Of(book, month, Region).Value;
            Assert.All(findings, f => Assert.Equal((FindingStanding.NotMeasurable, null), (f.Standing, f.Figure)));
            Assert.Null(book.WithinOfOthers(month, Region));
            Assert.DoesNotContain(Region, RegionGaps.Of(book, month).Regions);
            Assert.DoesNotContain(RegionFunnel.Of(book, month).Points, p => p.Region == Region);
            Assert.All(AuditOfMonth.Of(book, month, Ground.Region("0001")).Value, f => Assert.NotNull(f.ComparedWith));
        }
    }

    [Fact]
    public void A_book_of_one_month_twice_of_two_rules_or_without_the_month_is_refused()
    {
        var month = Month(January, Row(January, "0014", (1, 2)));
        Assert.Equal(RefusalCode.AuditMonthTwice, AuditBook.Of(WaitKind.Treatment, [], [month, month]).Refusal!.Code);
        var other = month.Rows[0] with { Rule = CountingRule.Socialstyrelsen };
        Assert.Equal(RefusalCode.AuditRulesMixed, AuditBook.Of(WaitKind.Treatment, [], [month with { Rows = [.. month.Rows, other] }]).Refusal!.Code);
        var refusal = AuditOfMonth.Of(Book(month), September).Refusal!;
        Assert.Equal("VB2222 2024-09 is not published, and only what is published is audited. Published are: 2024-01.", refusal.In(Language.English));
    }

    [Fact]
    public void Every_kind_of_finding_has_words_a_unit_and_a_source()
    {
        var measures = Enum.GetValues<FindingKind>().Select(AuditMeasure.Of).ToList();
        Assert.Equal(measures.Count, measures.Select(m => m.Id).Distinct().Count());
        Assert.All(measures, m => Assert.All(new[] { m.Name, m.Help, m.Unit, m.Source }, text => Assert.True(text is { Sv.Length: > 0, En.Length: > 0 })));
        Assert.Equal(
            [.. Enum.GetValues<FindingKind>().Where(k => k is not FindingKind.GapBetweenRegions)],
            AuditOfMonth.Of(Book([.. AuditGround.Random(1, 10)]), September, Region).Value.Select(f => f.What));
    }

    private static ImmutableArray<Finding> All(AuditBook book) => AuditOfMonth.Of(book, January.Plus(9)).Value;

    private static IEnumerable<string> Told(AuditBook book) => All(book).Select(f =>
        $"{f.What} {f.Region} {f.Standing} {f.Figure} {f.Against} {f.Words.Sv} {f.Words.En} {f.ComparedWith.Sv} {string.Join(';', f.Inputs)}");
}

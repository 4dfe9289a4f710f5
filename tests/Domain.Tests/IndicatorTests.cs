using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Tests;

/// <summary>What may be said of an indicator's values, and what may not.</summary>
public sealed class IndicatorTests
{
    private static readonly RegionId Stockholm = Ground.Region("0001");
    private static readonly RegionId Uppsala = Ground.Region("0003");
    private static readonly RegionId Gotland = Ground.Region("0009");
    private static readonly ImmutableArray<RegionId> Three = [Stockholm, Uppsala, Gotland];
    private static readonly DateOnly Later = Ground.Day("2030-01-01");

    [Theory]
    [InlineData("-0.1", ValueStanding.Defect)]
    [InlineData("0", ValueStanding.Usable)]
    [InlineData("100", ValueStanding.Usable)]
    [InlineData("100.0", ValueStanding.Usable)]
    [InlineData("100.1", ValueStanding.Defect)]
    [InlineData("146.1", ValueStanding.Defect)]
    public void A_share_outside_0_to_100_is_a_defect_and_is_shown_but_not_usable(string number, ValueStanding standing)
    {
        var value = IndicatorValue.Of(Of(Table(2024, ("0001", number))), Stockholm, 2024, Later);
        Assert.Equal((standing, number), (value.Standing, value.Number!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(standing is ValueStanding.Usable, value.Usable is not null);
        Assert.Equal(standing is ValueStanding.Defect, value.Reason is not null);
    }

    [Fact]
    public void A_measure_without_a_ceiling_has_only_a_floor()
    {
        var open = Of(Table(2024, ("0001", "146.1"), ("0003", "-1"))) with { Possible = new(0, null, "x") };
        Assert.Equal(ValueStanding.Usable, IndicatorValue.Of(open, Stockholm, 2024, Later).Standing);
        Assert.Equal(ValueStanding.Defect, IndicatorValue.Of(open, Uppsala, 2024, Later).Standing);
    }

    [Fact]
    public void A_missing_value_stays_missing_with_its_reason_where_one_is_known()
    {
        var indicator = Of(Table(2024, ("0001", "50"))) with { Missing = [new([2024], [Uppsala], "changed system", Ground.Nowhere)] };
        Assert.Equal("changed system", IndicatorValue.Of(indicator, Uppsala, 2024, Later).Reason!.En);
        Assert.Null(IndicatorValue.Of(indicator, Gotland, 2024, Later).Reason);
        Assert.Null(IndicatorValue.Of(indicator, Gotland, 2024, Later).Number);
        Assert.Equal(FollowUpWords.NotPublished, IndicatorValue.Of(indicator, Stockholm, 2025, Later).Reason);
    }

    [Fact]
    public void Nothing_is_known_before_its_day()
    {
        var indicator = Of(Table(2023, ("0001", "50")), Table(2024, ("0001", "60")));
        Assert.Equal(60, IndicatorValue.LatestOf(indicator, Stockholm, Ground.Day("2025-12-31"))!.Number);
        Assert.Equal(50, IndicatorValue.LatestOf(indicator, Stockholm, Ground.Day("2025-12-30"))!.Number);
        Assert.Null(IndicatorValue.LatestOf(indicator, Stockholm, Ground.Day("2024-12-30")));
        Assert.Empty(indicator.YearsOn(Ground.Day("2024-12-30")));
    }

    [Fact]
    public void The_latest_value_steps_over_a_defect_and_a_gap()
    {
        var indicator = Of(Table(2022, ("0001", "50")), Table(2023, ("0003", "10")), Table(2024, ("0001", "146.1")));
        Assert.Equal((2022, 50m), (IndicatorValue.LatestOf(indicator, Stockholm, Later)!.Year, IndicatorValue.LatestOf(indicator, Stockholm, Later)!.Number));
    }

    [Theory]
    [InlineData(Better.Higher, "50", "60", ChangeMeaning.Better)]
    [InlineData(Better.Higher, "60", "50", ChangeMeaning.Worse)]
    [InlineData(Better.Lower, "60", "50", ChangeMeaning.Better)]
    [InlineData(Better.Lower, "50", "60", ChangeMeaning.Worse)]
    [InlineData(Better.Neither, "50", "60", ChangeMeaning.Unvalued)]
    [InlineData(Better.Neither, "50", "50.0", ChangeMeaning.Unchanged)]
    public void A_change_is_judged_by_which_way_is_better(Better better, string before, string after, ChangeMeaning meaning)
    {
        var indicator = Of(Table(2023, ("0001", before)), Table(2024, ("0001", after))) with { Better = better };
        Assert.Equal(meaning, IndicatorChange.Of(indicator, Stockholm, 2024, Later)!.Meaning);
    }

    [Fact]
    public void No_change_is_computed_from_a_defect_over_a_missing_year_or_over_a_break()
    {
        var indicator = Of(Table(2021, ("0001", "50")), Table(2023, ("0001", "146.1")), Table(2024, ("0001", "60")), Table(2025, ("0001", "61")));
        Assert.Null(IndicatorChange.Of(indicator, Stockholm, 2023, Later));
        Assert.Null(IndicatorChange.Of(indicator, Stockholm, 2024, Later));
        Assert.Equal(1, IndicatorChange.Of(indicator, Stockholm, 2025, Later)!.Difference);
        Assert.Null(IndicatorChange.Of(indicator with { Breaks = [new(2025, "new source")] }, Stockholm, 2025, Later));
        Assert.NotNull(IndicatorChange.Of(indicator with { Breaks = [new(2024, "new source")] }, Stockholm, 2025, Later));
    }

    [Fact]
    public void The_range_leaves_defects_and_the_nation_out_and_counts_what_it_rests_on()
    {
        var indicator = Of(Table(2024, ("0000", "99"), ("0001", "146.1"), ("0003", "40"), ("0009", "70")));
        var spread = Spread.Of(indicator, [.. Three, Ground.Region("0025")], 2024, Later)!;
        Assert.Equal((40m, Uppsala, 70m, Gotland, 30m), (spread.Lowest.Number!.Value, spread.Lowest.Region, spread.Highest.Number!.Value, spread.Highest.Region, spread.Gap));
        Assert.Equal((2, 1, 1), (spread.Regions, spread.Defects, spread.Missing));
        Assert.Null(Spread.Of(indicator, [Stockholm], 2024, Later));
    }

    // The worst region stops reporting: the range shrinks, the gap does not.
    [Fact]
    public void A_region_that_falls_away_never_closes_the_gap()
    {
        var indicator = Of(Table(2023, ("0001", "90"), ("0003", "60"), ("0009", "10")), Table(2024, ("0001", "90"), ("0003", "58")));
        Assert.True(Spread.Of(indicator, Three, 2024, Later)!.Gap < Spread.Of(indicator, Three, 2023, Later)!.Gap);
        var trend = GapTrend.Of(indicator, Three, Later)!;
        Assert.Equal((2, 30m, 32m, GapDirection.Widening), (trend.Regions, trend.First.Gap, trend.Last.Gap, trend.Direction));
    }

    [Fact]
    public void A_gap_is_compared_within_one_series_only()
    {
        var indicator = Of(
            Table(2022, ("0001", "90"), ("0003", "10")), Table(2023, ("0001", "90"), ("0003", "60")), Table(2024, ("0001", "90"), ("0003", "70")));
        Assert.Equal((2022, GapDirection.Closing), (GapTrend.Of(indicator, Three, Later)!.First.Year, GapTrend.Of(indicator, Three, Later)!.Direction));
        Assert.Equal(2023, GapTrend.Of(indicator with { Breaks = [new(2023, "x")] }, Three, Later)!.First.Year);
        Assert.Null(GapTrend.Of(indicator with { Breaks = [new(2024, "x")] }, Three, Later));
        Assert.Null(GapTrend.Of(indicator, [Stockholm], Later));
    }

    [Fact]
    public void A_documents_range_stands_beside_and_changes_nothing()
    {
        var indicator = Of(Table(2022, ("0001", "1.6"), ("0003", "2.5")), Table(2023, ("0001", "1.4"), ("0003", "2.2"))) with
        {
            Stated = [new(Ground.Source("document"), "1,4 till 2,2", 1.4m, 2.2m, "x", Ground.Nowhere)],
        };
        Assert.Equal([(2022, false), (2023, true)], RangeBeside.Of(indicator, Three, Later).Select(b => (b.Spread.Year, b.Agree)));
        Assert.Empty(RangeBeside.Of(indicator, Three, Ground.Day("2023-12-31")));
        Assert.Equal(1.6m, Spread.Of(indicator, Three, 2022, Later)!.Lowest.Number);
    }

    [Fact]
    public void What_cannot_stand_together_is_refused()
    {
        var indicator = Of(Table(2024, ("0001", "50")));
        Assert.Empty(indicator.Problems());
        Assert.Equal([RefusalCode.PossibleRangeBackwards], (indicator with { Possible = new(1, 0, "x") }).Problems().Select(p => p.Code));
        var both = indicator with { Missing = [new([2023, 2024], [Stockholm, Uppsala], "x", Ground.Nowhere)] };
        Assert.Equal(["The indicator x has a value for region 0001 in 2024, which is said to be missing. One or the other would be right."],
            both.Problems().Select(p => p.Sentence.En));
    }

    private static IndicatorTable Table(int year, params (string Region, string Value)[] values) => new(
        year, new DateOnly(year + 1, 12, 31),
        values.ToImmutableSortedDictionary(v => Ground.Region(v.Region), v => decimal.Parse(v.Value, System.Globalization.CultureInfo.InvariantCulture)),
        Ground.Nowhere);

    private static Indicator Of(params IndicatorTable[] tables) => new(
        "x", "N1", "x", "%", Better.Higher, "x", new(0, 100, "a share"), "x", Ground.Source("x"), null, null, [], [], [], [.. tables], Ground.Nowhere);
}

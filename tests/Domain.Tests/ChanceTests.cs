using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class ChanceTests
{
    private static ControlChart Chart(params decimal[] points) => ControlChart.Of([.. points]).Value;

    // By hand: the mean is 90/9 = 10; the moving ranges 2 4 2 2 4 2 2 5 have the mean 23/8 = 2.875; 2.66 × 2.875 = 7.6475.
    [Fact]
    public void The_limits_are_the_mean_and_2_66_mean_moving_ranges_to_each_side()
    {
        var chart = Chart(9, 11, 7, 9, 11, 7, 9, 11, 16);
        Assert.Equal((10m, 2.875m), (chart.Mean, chart.MeanRange));
        Assert.Equal((10m - 7.6475m, 10m + 7.6475m, 9.3955m), (chart.Lower, chart.Upper, chart.UpperRange));
        Assert.Empty(chart.Signals);
        Assert.Equal("no effect shown: the variation is no more than chance", chart.InWords.En);
    }

    [Fact]
    public void A_point_outside_the_limits_is_a_signal_and_one_on_them_is_not()
    {
        decimal[] steady = [10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9];
        Assert.Empty(Chart(steady).Signals);
        Assert.Contains(new Signal(SignalKind.Outside, 12), Chart([.. steady, 30]).Signals);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not(int above, bool signal)
    {
        var points = Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? 7m : -8m).Concat(Enumerable.Repeat(3m, above)).ToArray();
        Assert.Equal(signal, Chart(points).Signals.Any(s => s.Kind == SignalKind.Run && s.At == 7 + above));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    public void Fewer_than_eight_points_are_refused(int points) =>
        Assert.Equal(RefusalCode.TooFewPoints, ControlChart.Of([.. Enumerable.Repeat(1m, points)]).Refusal!.Code);

    // Newcombe, Statistics in Medicine 1998;17:857–872, table I: score method without continuity correction.
    [Theory]
    [InlineData(81, 263, "0.2553", "0.3662")]
    [InlineData(15, 148, "0.0624", "0.1605")]
    [InlineData(0, 20, "0.0000", "0.1611")]
    [InlineData(1, 29, "0.0061", "0.1718")]
    public void Wilsons_interval_is_that_of_the_published_examples(int some, int all, string lower, string upper)
    {
        var interval = Proportions.Wilson(some, all).Value;
        Assert.Equal((lower, upper), ($"{Math.Round(interval.Lower, 4):0.0000}", $"{Math.Round(interval.Upper, 4):0.0000}"));
    }

    // Newcombe, Statistics in Medicine 1998;17:873–890, table II, method 10: 56/70 − 48/80 and 9/10 − 3/10.
    [Theory]
    [InlineData(56, 70, 48, 80, "0.0524", "0.3339", "upwards")]
    [InlineData(9, 10, 3, 10, "0.1705", "0.8090", "upwards")]
    [InlineData(48, 80, 56, 70, "-0.3339", "-0.0524", "downwards")]
    [InlineData(50, 100, 49, 100, "-0.1263", "0.1457", "no effect shown")] // not published: worked out apart, with the same formula
    public void A_difference_has_newcombes_interval(int a, int m, int b, int n, string lower, string upper, string words)
    {
        var interval = Proportions.Difference((a, m), (b, n)).Value;
        Assert.Contains(words, Proportions.InWords(interval).En, StringComparison.Ordinal);
        Assert.Equal((lower, upper), ($"{Math.Round(interval.Lower, 4):0.0000}", $"{Math.Round(interval.Upper, 4):0.0000}"));
    }

    // By hand: 0.5 ± 1.96 × √(0.25 / 100) = 0.5 ± 0.098.
    [Fact]
    public void A_funnel_narrows_with_the_root_of_the_size()
    {
        var (small, large) = (Proportions.Funnel(0.5m, 100, 1.96m).Value, Proportions.Funnel(0.5m, 400, 1.96m).Value);
        Assert.Equal((0.402m, 0.598m), (Math.Round(small.Lower, 6), Math.Round(small.Upper, 6)));
        Assert.Equal((0.451m, 0.549m), (Math.Round(large.Lower, 6), Math.Round(large.Upper, 6)));
        Assert.Equal((0m, 1m), (Proportions.Funnel(0.02m, 3).Value.Lower, Proportions.Funnel(0.98m, 3).Value.Upper));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void What_is_no_share_is_refused(int some, int all) =>
        Assert.Equal(RefusalCode.CountsImpossible, Proportions.Wilson(some, all).Refusal!.Code);
}

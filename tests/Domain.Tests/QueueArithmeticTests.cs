using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class QueueArithmeticTests
{
    private static QueueFacts Facts(int queue = 1200, string? demand = "30", string? capacity = "27", string? mean = "40", int target = 364, int weeks = 26) =>
        QueueFacts.Of(queue, Number(demand), Number(capacity), Number(mean), target, weeks).Value;

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text);

    // The worked example of Fong and others: 30 a week join, 1 200 wait, 52 weeks are aimed at, in 26 weeks: 61.15 a week.
    [Fact]
    public void The_published_example_comes_out()
    {
        Assert.Equal(91m, QueueArithmetic.TargetMeanWaitDays(364));
        Assert.Equal(390m, QueueArithmetic.TargetQueue(Facts()).Value);
        Assert.Equal(61.15m, Math.Round(QueueArithmetic.ReliefCapacity(Facts()).Value, 2));
        Assert.Equal(new Bilingual("behöver 61 i veckan i 26 veckor", "needs 61 a week for 26 weeks"), QueueArithmetic.InWords(Facts()).Value);
    }

    [Theory]
    [InlineData("30", "30", "1")]
    [InlineData("33", "30", "1.1")]
    public void Load_is_demand_over_capacity(string demand, string capacity, string load) =>
        Assert.Equal(Number(load), QueueArithmetic.Load(Facts(demand: demand, capacity: capacity)).Value);

    [Theory]
    [InlineData("45", "1")]
    [InlineData("22.5", "0.5")]
    public void Pressure_is_twice_the_mean_over_the_target(string mean, string pressure) =>
        Assert.Equal(Number(pressure), QueueArithmetic.Pressure(Facts(mean: mean, target: 90)).Value);

    [Theory]
    [InlineData(390, "31", 0)]    // at the target
    [InlineData(391, "31", 1)]
    [InlineData(392, "31", 2)]
    [InlineData(391, "30", null)] // as many join as are treated: never
    [InlineData(391, "29", null)]
    public void The_queue_clears_by_what_capacity_is_above_demand(int queue, string capacity, int? weeks) =>
        Assert.Equal(weeks, QueueArithmetic.WeeksToClear(Facts(queue, capacity: capacity)).Value);

    [Theory]
    [InlineData(390, "short enough")]
    [InlineData(391, "needs 30 a week")]
    public void A_queue_at_its_target_needs_nothing_more(int queue, string words) =>
        Assert.Contains(words, QueueArithmetic.InWords(Facts(queue)).Value.En, StringComparison.Ordinal);

    [Fact]
    public void What_rests_on_an_unknown_rate_is_not_measurable()
    {
        Assert.Equal(RefusalCode.QueueRateUnknown, QueueArithmetic.InWords(Facts(demand: null)).Refusal!.Code);
        Assert.Equal(RefusalCode.QueueRateUnknown, QueueArithmetic.WeeksToClear(Facts(capacity: null)).Refusal!.Code);
        Assert.Equal(RefusalCode.QueueRateUnknown, QueueArithmetic.Load(Facts(capacity: "0")).Refusal!.Code);
        Assert.Equal(RefusalCode.QueueRateUnknown, QueueArithmetic.Pressure(Facts(mean: null)).Refusal!.Code);
        Assert.Null(QueueArithmetic.InWords(Facts(capacity: null)).Refusal); // what is needed does not hang on what there is
    }

    [Theory]
    [InlineData(-1, "30", 90, 26)]
    [InlineData(0, "-1", 90, 26)]
    [InlineData(0, "30", 0, 26)]
    [InlineData(0, "30", 90, 0)]
    public void Figures_that_cannot_be_are_refused(int queue, string demand, int target, int weeks) =>
        Assert.Equal(RefusalCode.QueueFigureWrong, QueueFacts.Of(queue, Number(demand), 1, 1, target, weeks).Refusal!.Code);
}

using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class PublishedQueueTests
{
    private static readonly Month February = new(2024, 2); // 29 days

    private static StatsRow Row(Month month, int? waiting, int? completed) => AuditGround.Row(
        month, "0014", waiting is { } w ? (w, w) : null, completed is { } c ? (c, c) : null);

    // By hand: 1 200 wait, 116 had care, 1 192 waited before: 124 joined, 29.93 a week; 28 were treated a week.
    [Fact]
    public void Who_joined_is_what_balances_two_months()
    {
        var queue = PublishedQueue.Of(Row(new(2024, 1), 1192, 90), Row(February, 1200, 116), 90, 26).Value;
        Assert.Equal((1200, 29.93m, 28m), (queue.Facts!.Queue, Math.Round(queue.Facts.DemandAWeek!.Value, 2), queue.Facts.CapacityAWeek));
        Assert.Equal("needs 72 a week for 26 weeks", queue.Words.En); // 29.93 + (1 200 − 29.93 × 90 / 28) / 26 = 72.4
        Assert.Equal(1.07m, Math.Round(queue.Value(QueueArithmetic.Load)!.Value, 2));
        Assert.Null(queue.WeeksToClear);
    }

    [Theory]
    [InlineData(null, 1200, 116, "efterfrågan är okänt")]  // the month before is hidden
    [InlineData(1192, 1200, null, "efterfrågan är okänt")] // who had care is hidden
    [InlineData(1192, 500, 100, "efterfrågan är okänt")]   // more left without care than joined
    [InlineData(1192, null, 116, "hur många som väntar är dolt")]
    public void What_is_hidden_is_never_guessed(int? before, int? now, int? treated, string why)
    {
        var queue = PublishedQueue.Of(Row(new(2024, 1), before, 90), Row(February, now, treated), 90, 26).Value;
        Assert.StartsWith("inte mätbart", queue.Words.Sv, StringComparison.Ordinal);
        Assert.Contains(why, queue.Words.Sv, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_month_before_balances_and_a_target_is_needed()
    {
        Assert.Null(PublishedQueue.Of(Row(new(2023, 12), 1192, 90), Row(February, 1200, 116), 90, 26).Value.Facts!.DemandAWeek);
        Assert.Null(PublishedQueue.Of(null, Row(February, 1200, 116), 90, 26).Value.Facts!.DemandAWeek);
        Assert.Equal(RefusalCode.QueueFigureWrong, PublishedQueue.Of(null, Row(February, 1200, 116), 0, 26).Refusal!.Code);
    }
}

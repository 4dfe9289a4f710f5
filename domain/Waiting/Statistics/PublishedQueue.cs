using Vardbro.Kernel;

namespace Vardbro.Waiting.Statistics;

/// <summary>
/// One queue as two successive published months show it. Who joined is what balances them: those who wait now and those who had care,
/// less those who waited the month before. Who left without care is therefore not seen, so at least as many joined.
/// </summary>
/// <param name="Now">The month's row.</param>
/// <param name="Facts">What is known of the queue; null when its length is hidden.</param>
public sealed record PublishedQueue(StatsRow Now, QueueFacts? Facts)
{
    /// <summary>Reads a queue.</summary>
    /// <param name="before">The row of the month before; null when that month or its row is not published.</param>
    /// <param name="now">The month's row.</param>
    /// <param name="targetDays">The longest wait that is aimed at, in days.</param>
    /// <param name="weeks">In how many weeks the aim is to be reached.</param>
    /// <returns>The queue, or a refusal when target or weeks cannot be (VB2166).</returns>
    public static Outcome<PublishedQueue> Of(StatsRow? before, StatsRow now, int targetDays, int weeks)
    {
        var (waiting, treated, days) = (now.Waiting, now.Completed?.Count, now.Period.Last.Day);
        var joined = before is not null && before.Period.Plus(1) == now.Period ? waiting?.Count + treated - before.Waiting?.Count : null;
        return QueueFacts.Of(
                waiting?.Count ?? 0, joined is >= 0 ? AWeek(joined.Value, days) : null,
                treated is { } known ? AWeek(known, days) : null, waiting?.Mean, targetDays, weeks)
            .Then<PublishedQueue>(facts => new PublishedQueue(now, waiting is null ? null : facts));
    }

    private static decimal AWeek(int number, int daysInMonth) => number * 7m / daysInMonth;

    /// <summary>What it would take, in a sentence; or why that is not measurable.</summary>
    public Bilingual Words =>
        Facts is null ? new("inte mätbart: hur många som väntar är dolt", "not measurable: how many wait is hidden")
        : QueueArithmetic.InWords(Facts).Succeeded(out var words, out var refusal) ? words
        : new($"inte mätbart ({refusal.In(Language.Swedish)})", $"not measurable ({refusal.In(Language.English)})");

    /// <summary>A figure of the queue; null when it is not measurable.</summary>
    public decimal? Value(Func<QueueFacts, Outcome<decimal>> figure) =>
        Facts is { } facts && figure(facts).Succeeded(out var value, out _) ? value : null;

    /// <summary>Whole weeks until the queue is at its target as things are; null when that is not measurable or never.</summary>
    public int? WeeksToClear => Facts is { } facts && QueueArithmetic.WeeksToClear(facts).Succeeded(out var weeks, out _) ? weeks : null;
}

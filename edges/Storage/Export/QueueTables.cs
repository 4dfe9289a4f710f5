using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Export;

/// <summary>The table of queues.</summary>
public static class QueueTables
{
    /// <summary>One row a queue. What is not measurable is empty, and the words say why.</summary>
    public static ExportTable Queues(string name, IEnumerable<PublishedQueue> queues, Language language) => new(
        name,
        ["period", "region_id", "service", "kind", "rule", "queue", "demand_a_week", "capacity_a_week", "load", "mean_days", "target_days", "target_queue",
            "relief_a_week", "weeks", "pressure", "weeks_to_clear", "in_words"],
        queues.Select(q => (ImmutableArray<object?>)
        [
            q.Now.Period.ToString(), q.Now.Key.Region.ToString(), q.Now.Key.Service, StatsTables.NameOf(q.Now.Key.Kind), StatisticsRules.NameOf(q.Now.Rule),
            q.Facts?.Queue, Rounded(q.Facts?.DemandAWeek), Rounded(q.Facts?.CapacityAWeek), Rounded(q.Value(QueueArithmetic.Load), 2),
            Rounded(q.Facts?.MeanWaitDays), q.Facts?.TargetDays, Rounded(q.Value(QueueArithmetic.TargetQueue)), Rounded(q.Value(QueueArithmetic.ReliefCapacity)),
            q.Facts?.Weeks, Rounded(q.Value(QueueArithmetic.Pressure), 2), q.WeeksToClear, q.Words.In(language),
        ]));

    private static decimal? Rounded(decimal? figure, int decimals = 1) =>
        figure is { } exact ? Math.Round(exact, decimals, MidpointRounding.AwayFromZero) : null;
}

using Vardbro.Kernel;

namespace Vardbro.Waiting.Statistics;

/// <summary>What is known of one queue.</summary>
/// <param name="Queue">How many wait.</param>
/// <param name="DemandAWeek">How many join a week; null when not known.</param>
/// <param name="CapacityAWeek">How many can be treated a week; null when not known.</param>
/// <param name="MeanWaitDays">The mean wait in days; null when not known.</param>
/// <param name="TargetDays">The longest wait that is aimed at, in days.</param>
/// <param name="Weeks">In how many weeks the aim is to be reached.</param>
public sealed record QueueFacts(int Queue, decimal? DemandAWeek, decimal? CapacityAWeek, decimal? MeanWaitDays, int TargetDays, int Weeks)
{
    /// <summary>The facts, or a refusal when one of them cannot be (VB2166).</summary>
    public static Outcome<QueueFacts> Of(int queue, decimal? demand, decimal? capacity, decimal? meanWait, int targetDays, int weeks) =>
        queue < 0 ? Wrong(new("kön", "the queue"), $"{queue}", new("0 eller mer", "0 or more"))
        : demand < 0 ? Wrong(new("efterfrågan", "the demand"), $"{demand}", new("0 eller mer", "0 or more"))
        : capacity < 0 ? Wrong(new("kapaciteten", "the capacity"), $"{capacity}", new("0 eller mer", "0 or more"))
        : meanWait < 0 ? Wrong(new("medelväntan", "the mean wait"), $"{meanWait}", new("0 eller mer", "0 or more"))
        : targetDays < 1 ? Wrong(new("målet", "the target"), $"{targetDays}", new("minst 1 dag", "at least 1 day"))
        : weeks < 1 ? Wrong(new("antalet veckor", "the number of weeks"), $"{weeks}", new("minst 1", "at least 1"))
        : new QueueFacts(queue, demand, capacity, meanWait, targetDays, weeks);

    private static Refusal Wrong(Bilingual what, Bilingual value, Bilingual right) => Refusal.Of(RefusalCode.QueueFigureWrong, what, value, right);
}

/// <summary>
/// How a queue develops and what would shorten it (Fong and others, "Understanding waiting lists pressures", medRxiv 2022). Where waits
/// are spread as in a first-come queue with chance arrivals, nearly all (98 %) stay within four times the mean wait: the mean to aim
/// at is a quarter of the target. What rests on an unknown rate is not measurable (VB2165), never guessed.
/// </summary>
public static class QueueArithmetic
{
    private const int MeansInTarget = 4;
    private const int DaysInWeek = 7;

    /// <summary>Demand over capacity: above 1 the queue grows for ever.</summary>
    public static Outcome<decimal> Load(QueueFacts facts) =>
        Demand(facts).Then(demand => Capacity(facts).Then<decimal>(capacity => capacity == 0
            ? Unknown(new("belastningen när kapaciteten är 0", "the load when the capacity is 0"))
            : demand / capacity));

    /// <summary>The mean wait to aim at, in days: a quarter of the target.</summary>
    public static decimal TargetMeanWaitDays(int targetDays) => (decimal)targetDays / MeansInTarget;

    /// <summary>The queue at which the target holds: the demand during the mean wait to aim at.</summary>
    public static Outcome<decimal> TargetQueue(QueueFacts facts) =>
        Demand(facts).Then<decimal>(demand => demand * facts.TargetDays / (MeansInTarget * DaysInWeek));

    /// <summary>How many a week, during the weeks, bring the queue to its target: the demand and a share of what is too much.</summary>
    /// <remarks>Below the demand when the queue is shorter than its target; never below 0.</remarks>
    public static Outcome<decimal> ReliefCapacity(QueueFacts facts) =>
        Demand(facts).Then(demand => TargetQueue(facts).Then<decimal>(target => Math.Max(0, demand + ((facts.Queue - target) / facts.Weeks))));

    /// <summary>Twice the mean wait over the target: 1 or more is a queue in which the target cannot hold.</summary>
    public static Outcome<decimal> Pressure(QueueFacts facts) => facts.MeanWaitDays is { } mean
        ? 2 * mean / facts.TargetDays
        : Unknown(new("medelväntan", "the mean wait"));

    /// <summary>
    /// Whole weeks until the queue is at its target with today's demand and capacity: 0 when it is there, null when it never will be.
    /// </summary>
    public static Outcome<int?> WeeksToClear(QueueFacts facts) =>
        Demand(facts).Then(demand => Capacity(facts).Then(capacity => TargetQueue(facts).Then<int?>(target =>
            facts.Queue <= target ? 0
            : capacity <= demand ? (int?)null
            : (int)Math.Min(int.MaxValue, Math.Ceiling((facts.Queue - target) / (capacity - demand))))));

    /// <summary>What is needed, in a sentence; or why it is not measurable.</summary>
    public static Outcome<Bilingual> InWords(QueueFacts facts) =>
        ReliefCapacity(facts).Then(relief => TargetQueue(facts).Then<Bilingual>(target =>
        {
            var (each, weeks) = (Math.Round(relief, MidpointRounding.AwayFromZero), facts.Weeks);
            return facts.Queue <= target
                ? new Bilingual($"kön är kort nog: {facts.Queue} av högst {Math.Floor(target)}", $"the queue is short enough: {facts.Queue} of at most {Math.Floor(target)}")
                : new Bilingual($"behöver {each:0} i veckan i {(weeks == 1 ? "1 vecka" : $"{weeks} veckor")}",
                    $"needs {each:0} a week for {(weeks == 1 ? "1 week" : $"{weeks} weeks")}");
        }));

    /// <summary>When the queue is at its target as things are, in a sentence; or why it is not measurable.</summary>
    public static Outcome<Bilingual> AsItIs(QueueFacts facts) => WeeksToClear(facts).Then<Bilingual>(weeks => weeks switch
    {
        null => new Bilingual("kön blir aldrig kort nog med dagens kapacitet", "the queue never becomes short enough with today's capacity"),
        0 => new Bilingual("kön är kort nog", "the queue is short enough"),
        1 => new Bilingual("kort nog om 1 vecka med dagens kapacitet", "short enough in 1 week with today's capacity"),
        _ => new Bilingual($"kort nog om {weeks} veckor med dagens kapacitet", $"short enough in {weeks} weeks with today's capacity"),
    });

    private static Outcome<decimal> Demand(QueueFacts facts) => facts.DemandAWeek is { } known ? known : Unknown(new("efterfrågan", "the demand"));

    private static Outcome<decimal> Capacity(QueueFacts facts) => facts.CapacityAWeek is { } known ? known : Unknown(new("kapaciteten", "the capacity"));

    private static Refusal Unknown(Bilingual what) => Refusal.Of(RefusalCode.QueueRateUnknown, what);
}

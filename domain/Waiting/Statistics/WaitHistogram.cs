using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>How many waited so many days.</summary>
/// <param name="Days">Days waited.</param>
/// <param name="Count">How many contacts, at least 1.</param>
/// <param name="Within">How many of them lie within their limit.</param>
public readonly record struct DayCount(int Days, int Count, int Within);

/// <summary>
/// Waits by day: exact, immutable, comparable by value, and it adds up. Every measure of DOMAIN 3 derives from it.
/// A sum of histograms is the histogram of all their waits, so medians and percentiles of sums are exact too.
/// </summary>
public sealed class WaitHistogram : IEquatable<WaitHistogram>
{
    private WaitHistogram(ImmutableArray<DayCount> runs)
    {
        Runs = runs;
        foreach (var run in runs)
        {
            Count += run.Count;
            Within += run.Within;
            Days += (long)run.Days * run.Count;
        }
    }

    /// <summary>No waits.</summary>
    public static readonly WaitHistogram Empty = new([]);

    /// <summary>One entry a number of days that occurs, shortest first.</summary>
    public ImmutableArray<DayCount> Runs { get; }

    /// <summary>How many waits.</summary>
    public int Count { get; }

    /// <summary>How many of them lie within their limit.</summary>
    public int Within { get; }

    /// <summary>All their days together.</summary>
    public long Days { get; }

    /// <summary>A histogram of runs that are in order and have each day once.</summary>
    internal static WaitHistogram Of(ImmutableArray<DayCount> runs) => runs.IsEmpty ? Empty : new(runs);

    /// <summary>A histogram of single waits, in any order.</summary>
    public static WaitHistogram Of(IEnumerable<(int Days, bool Within)> waits) =>
        Of([.. waits.GroupBy(w => w.Days).OrderBy(g => g.Key).Select(g => new DayCount(g.Key, g.Count(), g.Count(w => w.Within)))]);

    /// <summary>The histogram of all the waits of several.</summary>
    public static WaitHistogram Sum(IReadOnlyList<WaitHistogram> parts)
    {
        if (parts.Count <= 1)
        {
            return parts.Count == 0 ? Empty : parts[0];
        }

        var longest = parts.Max(p => p.Runs.IsEmpty ? 0 : p.Runs[^1].Days);
        if (longest > 4 * parts.Sum(p => p.Runs.Length))
        {
            return Of([.. parts.SelectMany(p => p.Runs).GroupBy(r => r.Days).OrderBy(g => g.Key)
                .Select(g => new DayCount(g.Key, g.Sum(r => r.Count), g.Sum(r => r.Within)))]);
        }

        // Dense enough that one place a day is quicker than sorting.
        var (count, within) = (new int[longest + 1], new int[longest + 1]);
        foreach (var part in parts)
        {
            foreach (var run in part.Runs)
            {
                count[run.Days] += run.Count;
                within[run.Days] += run.Within;
            }
        }

        var runs = ImmutableArray.CreateBuilder<DayCount>();
        for (var days = 0; days <= longest; days++)
        {
            if (count[days] > 0)
            {
                runs.Add(new(days, count[days], within[days]));
            }
        }

        return Of(runs.ToImmutable());
    }

    /// <summary>The mean in days; null without waits.</summary>
    public decimal? Mean => Count == 0 ? null : (decimal)Days / Count;

    /// <summary>The median in days, halfway between the two middle waits when their number is even; null without waits.</summary>
    public decimal? Median => Count == 0 ? null : (AtRank((Count + 1) / 2) + AtRank((Count / 2) + 1)) / 2m;

    /// <summary>A percentile by nearest rank: the shortest wait that at least so many percent of the waits do not exceed; null without waits.</summary>
    /// <param name="percent">1–100.</param>
    public int? Percentile(int percent) => Count == 0 ? null : AtRank((int)((((long)Count * percent) + 99) / 100));

    /// <summary>How many waits lie in an interval of days.</summary>
    public int CountIn(Span interval) => Runs.Where(r => interval.Covers(r.Days)).Sum(r => r.Count);

    /// <inheritdoc/>
    public bool Equals(WaitHistogram? other) => other is not null && Runs.AsSpan().SequenceEqual(other.Runs.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WaitHistogram);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Within, Days);

    // The days of the wait with a rank, counted from 1 for the shortest.
    private int AtRank(int rank)
    {
        var seen = 0;
        foreach (var run in Runs)
        {
            seen += run.Count;
            if (seen >= rank)
            {
                return run.Days;
            }
        }

        return 0;
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Publication;

/// <summary>Published months together, as an audit reads them.</summary>
public static class PublishedMonths
{
    /// <summary>The most months that are read together: three years.</summary>
    public const int Most = 36;

    private static readonly Dimensions[] Tables =
        [Dimensions.None, Dimensions.Region, Dimensions.Region | Dimensions.Sex, Dimensions.Region | Dimensions.Age];

    /// <summary>The figures of the months up to one.</summary>
    /// <param name="figures">Where published figures are.</param>
    /// <param name="rules">The rules of statistics, for the intervals of days.</param>
    /// <param name="months">The publications in force, in any order.</param>
    /// <param name="until">The last month to read.</param>
    /// <param name="kind">What is waited for.</param>
    /// <param name="rule">The way of counting.</param>
    public static Outcome<AuditBook> Book(
        PublishedStore figures, StatisticsRules rules, IEnumerable<MonthPublished> months, Month until, WaitKind kind, CountingRule rule)
    {
        var read = months.Where(m => m.Content.Month.CompareTo(until) <= 0).OrderByDescending(m => m.Content.Month).Take(Most).Select(m => m.Content).ToList();
        return figures.Parts([.. read.Select(m => m.Cubes)], [.. Tables.Select(by => new PublishedQuery(by, rule, kind))]).Then(parts => AuditBook.Of(
            kind, rules.Intervals, read.Zip(parts, (month, part) => new AuditMonth(month.Month, part.Rows, part.Exits, part.Outside))));
    }
}

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
        var read = new List<AuditMonth>();
        foreach (var month in months.Where(m => m.Content.Month.CompareTo(until) <= 0).OrderByDescending(m => m.Content.Month).Take(Most))
        {
            if (!Read(figures, month.Content, kind, rule).Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            read.Add(found);
        }

        return AuditBook.Of(kind, rules.Intervals, read);
    }

    private static Outcome<AuditMonth> Read(PublishedStore figures, MonthContent content, WaitKind kind, CountingRule rule)
    {
        var rows = ImmutableArray.CreateBuilder<StatsRow>();
        foreach (var by in Tables)
        {
            if (!figures.Rows(content.Cubes, new(by, rule, kind)).Succeeded(out var table, out var refusal))
            {
                return refusal;
            }

            rows.AddRange(table);
        }

        return figures.Exits(content.Cubes).Then(exits => figures.Outside(content.Cubes).Then<AuditMonth>(outside =>
            new AuditMonth(content.Month, rows.ToImmutable(), exits, outside)));
    }
}

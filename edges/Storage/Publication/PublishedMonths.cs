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

    private static readonly Dimensions[] EveryMonth = [Dimensions.None, Dimensions.Region];
    private static readonly Dimensions[] LastMonth = [.. EveryMonth, Dimensions.Region | Dimensions.Sex, Dimensions.Region | Dimensions.Age];

    /// <summary>The figures of the months up to one, which alone is divided by sex and by age: nothing is read that is not looked at.</summary>
    /// <param name="figures">Where published figures are.</param>
    /// <param name="rules">The rules of statistics, for the intervals of days.</param>
    /// <param name="months">The publications in force, in any order.</param>
    /// <param name="until">The last month to read.</param>
    /// <param name="kind">What is waited for.</param>
    /// <param name="rule">The way of counting.</param>
    public static Outcome<AuditBook> Book(
        PublishedStore figures, StatisticsRules rules, IEnumerable<MonthPublished> months, Month until, WaitKind kind, CountingRule rule)
    {
        var read = months.Where(m => m.Content.Month.CompareTo(until) <= 0).OrderByDescending(m => m.Content.Month).Take(Most).Select(m => m.Content).ToLookup(m => m.Month == until);
        Outcome<IEnumerable<AuditMonth>> Read(bool last) => figures
            .Parts([.. read[last].Select(m => m.Cubes)], [.. (last ? LastMonth : EveryMonth).Select(by => new PublishedQuery(by, rule, kind))])
            .Then<IEnumerable<AuditMonth>>(parts => read[last].Zip(parts, (month, part) => new AuditMonth(month.Month, part.Rows, part.Exits, part.Outside)).ToList());
        return Read(true).Then(last => Read(false).Then(earlier => AuditBook.Of(kind, rules.Intervals, last.Concat(earlier))));
    }

    /// <summary>The queues of a month, in order of service, as it and the month before it show them.</summary>
    /// <param name="figures">Where published figures are.</param>
    /// <param name="rules">The rules, for the limits.</param>
    /// <param name="before">The publication of the month before; null when there is none: nobody knows then how many joined.</param>
    /// <param name="month">The publication.</param>
    /// <param name="query">Which rows: by service, of a region or the nation, one kind, one way of counting.</param>
    /// <param name="weeks">In how many weeks the target is to be reached.</param>
    public static Outcome<ImmutableArray<PublishedQueue>> Queues(
        PublishedStore figures, WaitingRules rules, MonthContent? before, MonthContent month, PublishedQuery query, int weeks)
    {
        var target = rules.For(query.Kind!.Value, query.Region, month.Month.Last)?.Days ?? 0;
        return figures.Rows(month.Cubes, query).Then(now => (before is null ? ImmutableArray<StatsRow>.Empty : figures.Rows(before.Cubes, query)).Then<ImmutableArray<PublishedQueue>>(then =>
        {
            var (queues, known) = (ImmutableArray.CreateBuilder<PublishedQueue>(), then.ToDictionary(r => r.Key));
            foreach (var row in now.OrderBy(r => r.Key.Service, StringComparer.Ordinal))
            {
                if (!PublishedQueue.Of(known.GetValueOrDefault(row.Key), row, target, weeks).Succeeded(out var queue, out var refusal))
                {
                    return refusal;
                }

                queues.Add(queue);
            }

            return queues.ToImmutable();
        }));
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Publication;

/// <summary>One row of a publication, and what its table is divided by.</summary>
/// <param name="By">What the table is divided by.</param>
/// <param name="Row">The group and its figures; those that are hidden are null.</param>
public sealed record PublishedRow(Dimensions By, StatsRow Row);

/// <summary>
/// The fixed set of tables that a publication of a month consists of: every choice of region, service, sex and age, under both ways
/// of counting, suppressed as one. Nothing else of the month is ever shown. Units are not in it: a unit often has one service, and
/// protecting its small cells together with the others hid whole regions (ADR 11).
/// </summary>
public static class PublishedSet
{
    /// <summary>The tables.</summary>
    public static readonly ImmutableArray<Dimensions> Tables =
    [
        .. Enumerable.Range(0, 1 << MonthStatistics.Dividers.Length).Select(choice => MonthStatistics.Dividers
            .Where((_, place) => (choice & (1 << place)) != 0).Aggregate(Dimensions.None, (by, divider) => by | divider.Dimension)),
    ];

    /// <summary>Counts a month and suppresses it.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="month">Which month.</param>
    /// <param name="batches">Its batches, at most one a region, in any order.</param>
    /// <returns>Every row, table by table; or why the batches cannot be counted together.</returns>
    public static Outcome<ImmutableArray<PublishedRow>> Of(WaitingRules rules, Month month, IReadOnlyCollection<ContactBatch> batches) =>
        MonthStatistics.Of(rules, month, batches).Then<ImmutableArray<PublishedRow>>(statistics =>
            Tables.SelectMany(by => Rows(rules.Statistics, statistics, by)).ToImmutableArray());

    private static IEnumerable<PublishedRow> Rows(StatisticsRules rules, MonthStatistics month, Dimensions by) =>
        rules.Rules.SelectMany(rule => month.Rows(rules, by, null, rule.Rule)).Select(row => new PublishedRow(by, row));
}

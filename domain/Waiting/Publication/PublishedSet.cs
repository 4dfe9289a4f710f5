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
/// The fixed set of tables that a publication of a month consists of: every choice of region, service, sex and age, and the units'
/// services, under both ways of counting, suppressed as one. Nothing else of the month is ever shown.
/// </summary>
public static class PublishedSet
{
    /// <summary>The tables.</summary>
    public static readonly ImmutableArray<Dimensions> Tables =
    [
        .. Enumerable.Range(0, 1 << MonthStatistics.Dividers.Length).Select(choice => MonthStatistics.Dividers
            .Where((_, place) => (choice & (1 << place)) != 0).Aggregate(Dimensions.None, (by, divider) => by | divider.Dimension)),
        Disclosure.Units,
    ];

    /// <summary>Counts a month and suppresses it.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="month">Which month.</param>
    /// <param name="batches">Its batches, at most one a region, in any order.</param>
    /// <returns>Every row, table by table; or why the batches cannot be counted together.</returns>
    public static Outcome<ImmutableArray<PublishedRow>> Of(WaitingRules rules, Month month, IReadOnlyCollection<ContactBatch> batches) =>
        BuildCubes.OfMonth(rules, month, batches, Disclosure.People).Then(people =>
        BuildCubes.OfMonth(rules, month, batches, Disclosure.Units).Then(units =>
        Disclosure.Of(rules.Statistics, people, units, MonthStatistics.Kinds).Then<ImmutableArray<PublishedRow>>(disclosure =>
            Tables.SelectMany(by => Rows(rules.Statistics, new(month, by == Disclosure.Units ? units : people, disclosure), by)).ToImmutableArray())));

    private static IEnumerable<PublishedRow> Rows(StatisticsRules rules, MonthStatistics month, Dimensions by) =>
        rules.Rules.SelectMany(rule => month.Rows(rules, by, null, rule.Rule)).Select(row => new PublishedRow(by, row));
}

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
/// What became, by the end of a month, of those who waited at the end of the month before. Each figure that is hidden is null;
/// the four fates add up to <paramref name="WaitedBefore"/>.
/// </summary>
/// <param name="Region">The region; the nation for all.</param>
/// <param name="Service">The service; null for all.</param>
/// <param name="Kind">What they waited for.</param>
/// <param name="WaitedBefore">How many waited at the end of the month before.</param>
/// <param name="StillWaiting">Of them, how many wait still.</param>
/// <param name="CaredFor">Of them, how many got the care.</param>
/// <param name="VanishedWithin">Of them, how many are gone without care that the register knows of, last seen within the limit.</param>
/// <param name="VanishedBeyond">The same, last seen beyond the limit.</param>
public sealed record PublishedExits(
    RegionId Region, string? Service, WaitKind Kind, int? WaitedBefore, int? StillWaiting, int? CaredFor, int? VanishedWithin, int? VanishedBeyond);

/// <summary>
/// A region's contacts that the care guarantee does not cover (return visits, investigations and the like): what may have to stand
/// aside when a target bites. Hidden figures are null.
/// </summary>
/// <param name="Region">The region; the nation for all.</param>
/// <param name="Waiting">How many wait on the month's last day.</param>
/// <param name="WaitingMedian">Their median wait in days.</param>
/// <param name="Completed">How many had care in the month.</param>
public sealed record PublishedOutside(RegionId Region, int? Waiting, decimal? WaitingMedian, int? Completed);

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

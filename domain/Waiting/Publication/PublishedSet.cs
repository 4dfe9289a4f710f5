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
/// the fates add up to <paramref name="WaitedBefore"/>.
/// </summary>
/// <param name="Region">The region; the nation for all.</param>
/// <param name="Service">The service, for the nation; null for all.</param>
/// <param name="Kind">What they waited for.</param>
/// <param name="WaitedBefore">How many waited at the end of the month before, as it was published.</param>
/// <param name="StillWaiting">Of them, how many wait still.</param>
/// <param name="SetAside">Of them, how many stand in the list still and no longer count.</param>
/// <param name="CaredFor">Of them, how many got the care.</param>
/// <param name="VanishedWithin">Of them, how many are gone without care that the register knows of, last seen within the limit.</param>
/// <param name="VanishedBeyond">The same, last seen beyond the limit.</param>
public sealed record PublishedExits(
    RegionId Region, string? Service, WaitKind Kind,
    int? WaitedBefore, int? StillWaiting, int? SetAside, int? CaredFor, int? VanishedWithin, int? VanishedBeyond);

/// <summary>
/// A region's contacts that the care guarantee does not cover (return visits, investigations and the like): what may have to stand
/// aside when a target bites. Hidden figures are null.
/// </summary>
/// <param name="Region">The region; the nation for all.</param>
/// <param name="Waiting">How many wait on the month's last day.</param>
/// <param name="WaitingMedian">Their median wait in days.</param>
/// <param name="Completed">How many had care in the month.</param>
public sealed record PublishedOutside(RegionId Region, int? Waiting, decimal? WaitingMedian, int? Completed);

/// <summary>What a month is published after: the month before, as it is published.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Regions">Its regions.</param>
/// <param name="Exits">What became of those who waited then, by region; regions whose two months cannot be linked are left out.</param>
public sealed record MonthBefore(
    ImmutableArray<PublishedRow> Rows, ImmutableHashSet<RegionId> Regions, ImmutableSortedDictionary<RegionId, ImmutableArray<ExitRow>> Exits);

/// <summary>What earlier publications of the same month said, oldest first.</summary>
/// <param name="Sets">Their figures, at least one.</param>
/// <param name="Changed">The regions whose batch is in none of them.</param>
/// <param name="ExitsChanged">The regions whose batch, or the batch of the month before that exits are counted from, is in none of them.</param>
public sealed record EarlierSets(ImmutableArray<PublishedSet> Sets, ImmutableHashSet<RegionId> Changed, ImmutableHashSet<RegionId> ExitsChanged);

/// <summary>
/// The fixed set of tables that a publication of a month consists of: every choice of region, service, sex and age, and units by
/// service, under both ways of counting; exits since the month before; contacts outside the guarantee. Suppressed as one: nothing
/// else of the month is ever shown.
/// </summary>
/// <param name="Rows">Every row, table by table.</param>
/// <param name="Exits">What became of those who waited the month before, in order of kind, region and service.</param>
/// <param name="Outside">Contacts outside the guarantee, in order of region.</param>
public sealed record PublishedSet(ImmutableArray<PublishedRow> Rows, ImmutableArray<PublishedExits> Exits, ImmutableArray<PublishedOutside> Outside)
{
    private const Dimensions WithIntervals = Dimensions.Region | Dimensions.Service;

    /// <summary>What the tables of waits are divided by.</summary>
    public static readonly ImmutableArray<Dimensions> Tables =
    [
        .. Enumerable.Range(0, 16).Select(choice => MonthStatistics.Dividers.Take(4)
            .Where((_, place) => (choice & (1 << place)) != 0).Aggregate(Dimensions.None, (by, divider) => by | divider.Dimension)),
        Disclosure.Units,
    ];

    /// <summary>Counts a month and suppresses it.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="month">Which month.</param>
    /// <param name="batches">Its batches, at most one a region, in any order.</param>
    /// <param name="before">The month before, when it is published.</param>
    /// <param name="earlier">What was published of this month before, when it is published anew.</param>
    /// <returns>The set, or why the batches cannot be counted or published together.</returns>
    public static Outcome<PublishedSet> Of(
        WaitingRules rules, Month month, IReadOnlyCollection<ContactBatch> batches, MonthBefore? before = null, EarlierSets? earlier = null) =>
        MonthStatistics.Of(rules, month, batches, Earlier(rules.Statistics, earlier)).Then(statistics =>
        PublishExits.Of(rules.Statistics, before, earlier).Then(exits =>
        PublishOutside.Of(rules, batches, earlier).Then<PublishedSet>(outside => new PublishedSet(
            [.. Tables.SelectMany(by => rules.Statistics.Rules.SelectMany(rule => Table(rules.Statistics, statistics, by, rule.Rule, earlier)))],
            exits, outside))));

    // A group that an earlier publication hid keeps its row, even if nobody is in it now: an absent row would say so.
    private static IEnumerable<PublishedRow> Table(StatisticsRules rules, MonthStatistics month, Dimensions by, CountingRule rule, EarlierSets? earlier)
    {
        var rows = month.Rows(rules, by, null, rule).Select(row => by == (by & WithIntervals) ? row : row with
        {
            Waiting = row.Waiting is { } waiting ? waiting with { Intervals = [] } : null,
            Completed = row.Completed is { } completed ? completed with { Intervals = [] } : null,
        }).ToList();
        var kept = (earlier?.Sets ?? []).SelectMany(set => set.Rows)
            .Where(r => r.By == by && r.Row.Rule == rule && (r.Row.Waiting is null || r.Row.Completed is null))
            .Select(r => r.Row with { Waiting = null, Completed = null }).DistinctBy(r => r.Key).ExceptBy(rows.Select(r => r.Key), r => r.Key);
        return rows.Concat(kept).OrderBy(row => row.Key).Select(row => new PublishedRow(by, row));
    }

    // What anybody could see was hidden, or empty and not told apart from it.
    private static EarlierMonths? Earlier(StatisticsRules rules, EarlierSets? earlier) => earlier is null ? null : new(
        [.. earlier.Sets.Select(set => new EarlierFigures(
            [.. Figures(set).Where(f => f.Figures is null && f.Rule == rules.Rules[0].Rule).Select(f => (f.Layer, f.Cell))],
            [.. Figures(set).Where(f => f.Figures?.PatientChosen is not null).Select(f => (f.Layer with { Beside = true }, f.Cell))]))],
        earlier.Changed);

    private static IEnumerable<(DisclosureLayer Layer, CellKey Cell, CountingRule Rule, WaitFigures? Figures)> Figures(PublishedSet set) =>
        from row in set.Rows
        from phase in Enum.GetValues<Phase>()
        select (new DisclosureLayer(row.Row.Key.Kind, phase, false), row.Row.Key, row.Row.Rule, phase == Phase.Waiting ? row.Row.Waiting : row.Row.Completed);
}

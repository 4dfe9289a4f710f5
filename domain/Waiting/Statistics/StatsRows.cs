using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>One row of statistics.</summary>
/// <param name="Period">Which month.</param>
/// <param name="Key">The group; what was not asked for is null, and the region then the nation.</param>
/// <param name="Age">The age group, when asked for.</param>
/// <param name="Rule">The rule that its figures follow.</param>
/// <param name="Waiting">Those who wait on the month's last day; null when suppressed or nobody does.</param>
/// <param name="Completed">Those who had care in the month; null when suppressed or nobody did.</param>
public sealed record StatsRow(Month Period, CellKey Key, Span? Age, CountingRule Rule, WaitFigures? Waiting, WaitFigures? Completed);

/// <summary>A month's statistics as rows, suppressed as they would be in the month's publication.</summary>
/// <param name="Month">Which month.</param>
/// <param name="People">The cube by region, service, sex and age, of all regions together.</param>
/// <param name="Units">The cube by region, unit and service.</param>
/// <param name="Disclosure">What of them may be shown.</param>
public sealed record MonthStatistics(Month Month, Cube People, Cube Units, Disclosure Disclosure)
{
    /// <summary>The kinds of wait that have rows.</summary>
    public static readonly ImmutableArray<WaitKind> Kinds = [WaitKind.FirstVisit, WaitKind.Treatment];

    /// <summary>What rows can be divided by. Units stand by their region and service, and are divided no further.</summary>
    public static readonly ImmutableArray<(string Name, Dimensions Dimension)> Dividers =
    [
        ("region", Dimensions.Region), ("service", Dimensions.Service), ("sex", Dimensions.Sex), ("age", Dimensions.Age), ("unit", Disclosure.Units),
    ];

    /// <summary>Counts and judges a month.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="month">Which month.</param>
    /// <param name="batches">Its batches, at most one a region, in any order.</param>
    /// <param name="earlier">What was published of the month before this, if anything.</param>
    /// <returns>The statistics, or a refusal: a batch of another month (VB2160), a region twice (VB2161), or as <see cref="Statistics.Disclosure.Of"/>.</returns>
    public static Outcome<MonthStatistics> Of(WaitingRules rules, Month month, IReadOnlyCollection<ContactBatch> batches, EarlierMonths? earlier = null) =>
        BuildCubes.OfMonth(rules, month, batches, Cube.Published).Then(cubes =>
        Disclosure.Of(rules.Statistics, cubes[0], cubes[1], Kinds, earlier).Then<MonthStatistics>(disclosure =>
            new MonthStatistics(month, cubes[0], cubes[1], disclosure)));

    /// <summary>
    /// The rows: one a group in which anybody waits or had care under the rule, in order of region, unit, service, sex, age and kind.
    /// </summary>
    /// <param name="rules">How waits are counted.</param>
    /// <param name="by">What to divide by; see <see cref="By"/>.</param>
    /// <param name="kind">Only this kind of wait; null for all of <see cref="Kinds"/>.</param>
    /// <param name="rule">The way of counting.</param>
    public ImmutableArray<StatsRow> Rows(StatisticsRules rules, Dimensions by, WaitKind? kind, CountingRule rule)
    {
        var asked = Kinds.Where(k => kind is null || k == kind).ToList();
        var counts = rules.Of(rule).Counts;
        return
        [
            .. (by == Disclosure.Units ? Units : Cube.Sum(Month, by, [People])).Cells
                .Where(c => asked.Contains(c.Key.Kind) && c.CountOf(counts) > 0)
                .Select(c => new StatsRow(
                    Month, c.Key, c.Key.Age is { } age ? rules.AgeGroups[age] : null, rule,
                    Shown(rules, c, rule, Phase.Waiting), Shown(rules, c, rule, Phase.Completed))),
        ];
    }

    private WaitFigures? Shown(StatisticsRules rules, CubeCell cell, CountingRule rule, Phase phase) =>
        Disclosure.Shows(rule, phase, cell.Key) && WaitFigures.Of(rules, cell, rule, phase) is { Count: > 0 } figures
            ? figures with { PatientChosen = Disclosure.ShowsBeside(phase, cell.Key) ? figures.PatientChosen : null }
            : null;

    /// <summary>What to divide by, from names in any order; or a refusal that names the right ones (VB2169), or that units are divided no further (VB2171).</summary>
    public static Outcome<Dimensions> By(IEnumerable<string> names)
    {
        var by = Dimensions.None;
        foreach (var name in names)
        {
            var found = Dividers.FirstOrDefault(d => d.Name == name);
            if (found.Name is null)
            {
                return Refusal.Of(RefusalCode.DimensionUnknown, name, string.Join(", ", Dividers.Select(d => d.Name)));
            }

            by |= found.Dimension;
        }

        return by.HasFlag(Dimensions.Unit) && by != Disclosure.Units ? Refusal.Of(RefusalCode.UnitsNotDivided) : by;
    }
}

using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>The figures of one group in one phase under one rule, exact: whoever shows them rounds.</summary>
/// <param name="Count">How many waited on the month's last day, or had care in the month.</param>
/// <param name="Within">How many of them within the limit.</param>
/// <param name="Mean">Mean days; null without contacts.</param>
/// <param name="Median">Median days, halfway between the two middle waits when their number is even; null without contacts.</param>
/// <param name="P90">90th percentile in days by nearest rank; null without contacts.</param>
/// <param name="Intervals">How many in each interval of the rules, in order.</param>
/// <param name="PatientChosen">How many waits chosen by the patient stand beside, whether the rule counts them or not; null when suppressed.</param>
public sealed record WaitFigures(
    int Count, int Within, decimal? Mean, decimal? Median, int? P90, ImmutableArray<int> Intervals, int? PatientChosen)
{
    /// <summary>How many beyond the limit.</summary>
    public int Beyond => Count - Within;

    /// <summary>The share within the limit in percent; null without contacts.</summary>
    public decimal? ShareWithinPercent => Count == 0 ? null : 100m * Within / Count;

    /// <summary>The figures of a cell.</summary>
    public static WaitFigures Of(StatisticsRules rules, CubeCell cell, CountingRule rule, Phase phase)
    {
        var counting = rules.Of(rule);
        var waits = cell.Counted(counting, phase);
        return new(
            waits.Count, waits.Within, waits.Mean, waits.Median, waits.Percentile(90),
            [.. rules.Intervals.Select(waits.CountIn)], cell.PatientChosen(counting, phase).Count);
    }

    /// <summary>A figure as it is shown: one decimal, halves away from zero.</summary>
    public static decimal? Shown(decimal? figure) => figure is { } exact ? Math.Round(exact, 1, MidpointRounding.AwayFromZero) : null;

    /// <inheritdoc/>
    public bool Equals(WaitFigures? other) => other is not null &&
        (Count, Within, Mean, Median, P90, PatientChosen) == (other.Count, other.Within, other.Mean, other.Median, other.P90, other.PatientChosen) &&
        Intervals.SequenceEqual(other.Intervals);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Within, Mean, Median, P90, PatientChosen);
}

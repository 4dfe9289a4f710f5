using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;

namespace Vardbro.Brokering.Night;

/// <summary>What a night came to, as it may be shown: every count of persons is rounded down to whole multiples of the bound, and null below it.</summary>
/// <param name="Waits">Every wait that was looked at; null when below the bound.</param>
/// <param name="LeftOut">Who was not in the run and why, in the order of the reasons.</param>
/// <param name="Totals">The run as a whole.</param>
/// <param name="Tables">By tier, home region, sex and age: who is placed and who is not.</param>
/// <param name="Receivers">By receiving region.</param>
/// <param name="Flows">From home region to receiving region.</param>
/// <param name="Targets">The watch on target dates, by region; the nation first.</param>
public sealed record NightFigures(
    long? Waits, ImmutableArray<LeftOutFigure> LeftOut, NightTotals Totals, ImmutableArray<NightTable> Tables,
    ImmutableArray<ReceiverFigure> Receivers, ImmutableArray<FlowFigure> Flows, ImmutableArray<TargetFigure> Targets)
{
    /// <summary>How many of the offered will say yes, if the model of a yes is right; null where the offered are hidden, or without a model.</summary>
    public YesForecast? Yes { get; init; }

    /// <summary>The table of a dimension, or null when there is nothing to show.</summary>
    public NightTable? TableOf(string dimension) => Tables.FirstOrDefault(t => t.Dimension == dimension);
}

/// <summary>How many were not in the run for a reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Waits">How many.</param>
public sealed record LeftOutFigure(LeftOutReason Reason, long? Waits);

/// <summary>The run as a whole.</summary>
/// <param name="InRun">Who were in the run.</param>
/// <param name="Offered">Who are offered a slot.</param>
/// <param name="OfferedWithHome">Of them, who had a date at home.</param>
/// <param name="DaysSaved">Days from the last day of the week offered to the date at home, over those who had one. Where there was none, nothing is counted.</param>
/// <param name="Kilometres">From the home municipalities to the providers, one way.</param>
/// <param name="Elsewhere">Who are offered a slot in another region than their own.</param>
/// <param name="Broken">Guarantees that were broken.</param>
/// <param name="BrokenOffered">Of them, how many are offered a slot.</param>
/// <param name="Coming">Guarantees that will be broken before the date at home, or before the run's weeks end.</param>
/// <param name="ComingOffered">Of them, how many are offered a slot.</param>
/// <param name="ComingAverted">Of those, how many in time.</param>
public sealed record NightTotals(
    long? InRun, long? Offered, long? OfferedWithHome, long? DaysSaved, long? Kilometres, long? Elsewhere,
    long? Broken, long? BrokenOffered, long? Coming, long? ComingOffered, long? ComingAverted);

/// <summary>Who is placed and who is not, by one dimension.</summary>
/// <param name="Dimension"><c>tier</c>, <c>region</c>, <c>sex</c> or <c>age</c>.</param>
/// <param name="Reasons">The reasons that are not too few in all.</param>
/// <param name="Rows">A row a group; the whole run is the row with an empty group, first.</param>
public sealed record NightTable(string Dimension, ImmutableArray<UnplacedReason> Reasons, ImmutableArray<NightRow> Rows)
{
    /// <summary>The dimensions.</summary>
    public const string Tier = "tier", Region = "region", Sex = "sex", Age = "age";

    /// <summary>Groups of whom fewer than one in a hundred are offered a slot: the rules starve them tonight, whatever their grounds.</summary>
    public IEnumerable<NightRow> Starved => Rows.Where(r => r.Group.Length > 0 && r is { InRun: > 0 and var all, Offered: { } some } && some * 100 < all);
}

/// <summary>One group.</summary>
/// <param name="Group">A tier, a region's four digits, a sex or an age group; empty for the whole run.</param>
/// <param name="InRun">Who were in the run.</param>
/// <param name="Offered">Who are offered a slot.</param>
/// <param name="Nothing">Who are offered nothing, by reason.</param>
public sealed record NightRow(string Group, long? InRun, long? Offered, ImmutableArray<long?> Nothing);

/// <summary>A receiving region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Slots">Its free slots in the run's weeks; no persons, so never hidden.</param>
/// <param name="Offered">How many of them are offered.</param>
public sealed record ReceiverFigure(RegionId Region, long Slots, long? Offered);

/// <summary>From one region to another, or to itself; those of too few are not there.</summary>
/// <param name="From">The home region.</param>
/// <param name="To">The receiving region.</param>
/// <param name="Offered">How many.</param>
public sealed record FlowFigure(RegionId From, RegionId To, long Offered);

/// <summary>A region's medical target dates beside the nation's.</summary>
/// <param name="Region">The region; 0000 for the nation.</param>
/// <param name="Waits">Waits that the guarantee covers.</param>
/// <param name="SharePercent">The share of them with a target date, whole percent; null when too few.</param>
/// <param name="NearPercent">The share of the target dates that lie within half the guarantee's time from the wait's start, whole percent; null when too few.</param>
/// <param name="WithinPercent">The share that lie within all of it.</param>
/// <param name="Signs">What is outside the rule's bounds ; none when there is no sign, or too few to judge.</param>
/// <param name="Judged">Whether there were enough to judge.</param>
public sealed record TargetFigure(RegionId Region, long? Waits, int? SharePercent, int? NearPercent, int? WithinPercent, ImmutableArray<TargetSign> Signs, bool Judged);

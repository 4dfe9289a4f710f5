using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>How a value stands.</summary>
public enum ValueStanding
{
    /// <summary>It can be computed with.</summary>
    Usable,

    /// <summary>The source gives a value that cannot be true: shown, never computed with.</summary>
    Defect,

    /// <summary>The source gives none.</summary>
    Missing,
}

/// <summary>One region's value of one year, or what stands in its place.</summary>
/// <param name="Region">The region, or the nation.</param>
/// <param name="Year">The year.</param>
/// <param name="Number">What the source says, also when it cannot be true; null when it says nothing.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Reason">Why it is missing or cannot be true; null when usable or not known.</param>
public sealed record IndicatorValue(RegionId Region, int Year, decimal? Number, ValueStanding Standing, Bilingual? Reason)
{
    /// <summary>The number when it can be computed with, else null.</summary>
    public decimal? Usable => Standing is ValueStanding.Usable ? Number : null;

    /// <summary>
    /// The value of a region and year as known at the end of a day. Whether it can be true is a question to the indicator's
    /// possible range, never to a list of known faults.
    /// </summary>
    public static IndicatorValue Of(Indicator indicator, RegionId region, int year, DateOnly asOf)
    {
        var table = indicator.Tables.FirstOrDefault(t => t.Year == year);
        return table is null || table.Known > asOf ? new(region, year, null, ValueStanding.Missing, FollowUpWords.NotPublished)
            : !table.Values.TryGetValue(region, out var number) ? new(region, year, null, ValueStanding.Missing, ReasonFor(indicator, region, year))
            : indicator.Possible.Holds(number) ? new(region, year, number, ValueStanding.Usable, null)
            : new(region, year, number, ValueStanding.Defect, indicator.Possible.Reason);
    }

    /// <summary>The latest value that can be computed with; null when none was known.</summary>
    public static IndicatorValue? LatestOf(Indicator indicator, RegionId region, DateOnly asOf) => indicator.YearsOn(asOf)
        .Select(year => Of(indicator, region, year, asOf))
        .LastOrDefault(v => v.Standing is ValueStanding.Usable);

    private static Bilingual? ReasonFor(Indicator indicator, RegionId region, int year) =>
        indicator.Missing.FirstOrDefault(m => m.Years.Contains(year) && m.Regions.Contains(region))?.Reason;
}

/// <summary>What a change means.</summary>
public enum ChangeMeaning
{
    /// <summary>The way it should go.</summary>
    Better,

    /// <summary>The other way.</summary>
    Worse,

    /// <summary>No change in the decimals that the source gives.</summary>
    Unchanged,

    /// <summary>It changed, and the indicator does not say which way is better.</summary>
    Unvalued,
}

/// <summary>A change since the year before.</summary>
/// <param name="Before">The value the year before.</param>
/// <param name="After">The value of the year.</param>
/// <param name="Difference">After less before, in the unit of the indicator.</param>
/// <param name="Meaning">What it means.</param>
public sealed record IndicatorChange(IndicatorValue Before, IndicatorValue After, decimal Difference, ChangeMeaning Meaning)
{
    /// <summary>
    /// The change of a region from the year before to a year. Null when either value is missing or cannot be true, and when the
    /// series breaks between them: a difference between two measures is not a change.
    /// </summary>
    public static IndicatorChange? Of(Indicator indicator, RegionId region, int year, DateOnly asOf)
    {
        var (before, after) = (IndicatorValue.Of(indicator, region, year - 1, asOf), IndicatorValue.Of(indicator, region, year, asOf));
        return before.Usable is not { } was || after.Usable is not { } now || indicator.BreakBetween(year - 1, year) is not null
            ? null
            : new(before, after, now - was, Judge(indicator.Better, now - was));
    }

    private static ChangeMeaning Judge(Better better, decimal difference) => (better, difference) switch
    {
        (_, 0) => ChangeMeaning.Unchanged,
        (Better.Neither, _) => ChangeMeaning.Unvalued,
        (Better.Higher, > 0) or (Better.Lower, < 0) => ChangeMeaning.Better,
        _ => ChangeMeaning.Worse,
    };
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>How an amount is split between the regions (fördelningsnyckel).</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it means.</param>
/// <param name="Source">Who published it, if anybody.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
/// <param name="Form">How it splits.</param>
public sealed record DistributionKey(
    string Id, Bilingual Name, Bilingual Description, Source? Source, Bilingual? Assumption, RuleOrigin Origin, KeyForm Form);

/// <summary>The closed set of ways to split.</summary>
public abstract record KeyForm;

/// <summary>The same to every region.</summary>
public sealed record EqualForm : KeyForm;

/// <summary>In proportion to fixed weights; a region without a weight gets nothing.</summary>
/// <param name="Weights">Whole weights above zero.</param>
public sealed record TableForm(ImmutableSortedDictionary<RegionId, long> Weights) : KeyForm;

/// <summary>In proportion to a series of dated figures, such as the population on 1 November of the year before.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="At">Which date of the series a budget year takes.</param>
/// <param name="Otherwise">Why the nearest table may stand in when that date is missing; null when it may not.</param>
public sealed record SeriesForm(string Series, SeriesDate At, Bilingual? Otherwise) : KeyForm;

/// <summary>Splits by percent first, then each part by its own key.</summary>
/// <param name="Parts">Keys and their share in millionths of the whole, adding up to 1 000 000.</param>
public sealed record MixForm(ImmutableArray<MixPart> Parts) : KeyForm;

/// <summary>One key in a mix.</summary>
/// <param name="Key">The key's id.</param>
/// <param name="Millionths">Its share in millionths (80 percent = 800 000).</param>
public readonly record struct MixPart(string Key, long Millionths);

/// <summary>Which date of a series a budget year takes: a fixed date, or a day so many years before.</summary>
/// <param name="Fixed">A fixed date, or null.</param>
/// <param name="Month">Month of the day that moves with the year.</param>
/// <param name="Day">Day of the month.</param>
/// <param name="YearsBefore">How many years before the budget year.</param>
public sealed record SeriesDate(DateOnly? Fixed, int Month, int Day, int YearsBefore)
{
    /// <summary>The date for a budget year.</summary>
    public DateOnly For(int year) => Fixed ?? new DateOnly(year - YearsBefore, Month, Day);
}

/// <summary>A series of dated tables with one whole figure a region, such as population.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Tables">The tables, in order of date.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record FactSeries(string Id, Bilingual Name, Bilingual Unit, ImmutableArray<FactTable> Tables, RuleOrigin Origin);

/// <summary>The figures of one day.</summary>
/// <param name="Date">The day that the figures describe.</param>
/// <param name="Known">The day from which they were public.</param>
/// <param name="Source">Who published them.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Values">One whole figure above zero for every region.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record FactTable(
    DateOnly Date,
    DateOnly Known,
    Source Source,
    Bilingual? Assumption,
    ImmutableSortedDictionary<RegionId, long> Values,
    RuleOrigin Origin);

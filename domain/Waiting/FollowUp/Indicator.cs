using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>Which way an indicator should go.</summary>
public enum Better
{
    /// <summary>Higher is better.</summary>
    Higher,

    /// <summary>Lower is better.</summary>
    Lower,

    /// <summary>Neither: the figure describes and does not judge.</summary>
    Neither,
}

/// <summary>What a value can be. A value outside is kept and shown as a defect of the source, and never computed with.</summary>
/// <param name="From">The lowest possible value.</param>
/// <param name="To">The highest; null when the measure has no ceiling.</param>
/// <param name="Reason">Why these limits.</param>
public sealed record PossibleRange(decimal From, decimal? To, Bilingual Reason)
{
    /// <summary>Whether a value is possible.</summary>
    public bool Holds(decimal value) => value >= From && !(value > To);
}

/// <summary>The values of one year.</summary>
/// <param name="Year">The year they describe.</param>
/// <param name="Known">From what day they were public.</param>
/// <param name="Values">One a region, with the decimals of the source; the nation under <see cref="RegionId.Nation"/>. Who is not here is missing.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record IndicatorTable(int Year, DateOnly Known, ImmutableSortedDictionary<RegionId, decimal> Values, RuleOrigin Origin);

/// <summary>Why some values are missing.</summary>
/// <param name="Years">The years.</param>
/// <param name="Regions">The regions that lack a value in each of them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record MissingValues(ImmutableArray<int> Years, ImmutableArray<RegionId> Regions, Bilingual Reason, RuleOrigin Origin);

/// <summary>A break in the series (tidsseriebrott): values from this year are not comparable with those before it.</summary>
/// <param name="Year">The first year of the new series.</param>
/// <param name="Reason">What changed.</param>
public sealed record SeriesBreak(int Year, Bilingual Reason);

/// <summary>What a document says of the range between the regions, kept beside the values and never mixed with them.</summary>
/// <param name="Source">The document.</param>
/// <param name="Quote">Its own sentence.</param>
/// <param name="From">The lowest it names.</param>
/// <param name="To">The highest it names.</param>
/// <param name="Note">What to know when reading it.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record StatedRange(Source Source, string Quote, decimal From, decimal To, Bilingual Note, RuleOrigin Origin);

/// <summary>An indicator (indikator, hos källan nyckeltal) with a value for each region and year.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Code">The source's own code, such as N79221.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Better">Which way it should go.</param>
/// <param name="Definition">What is measured.</param>
/// <param name="Possible">What a value can be.</param>
/// <param name="CollectedBy">Who collected what the source publishes.</param>
/// <param name="Source">Who publishes it.</param>
/// <param name="Assumption">What is assumed, if anything, such as the days of publication.</param>
/// <param name="Note">What else to know when reading it, if anything.</param>
/// <param name="Breaks">Where the series breaks.</param>
/// <param name="Stated">What documents say of the range.</param>
/// <param name="Missing">Why values are missing, where that is known.</param>
/// <param name="Tables">The values, oldest year first.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Indicator(
    string Id,
    string Code,
    Bilingual Name,
    Bilingual Unit,
    Better Better,
    Bilingual Definition,
    PossibleRange Possible,
    Bilingual CollectedBy,
    Source Source,
    Bilingual? Assumption,
    Bilingual? Note,
    ImmutableArray<SeriesBreak> Breaks,
    ImmutableArray<StatedRange> Stated,
    ImmutableArray<MissingValues> Missing,
    ImmutableArray<IndicatorTable> Tables,
    RuleOrigin Origin)
{
    /// <summary>The years with any value known at the end of a day, oldest first.</summary>
    public ImmutableArray<int> YearsOn(DateOnly asOf) => [.. Tables.Where(t => t.Known <= asOf).Select(t => t.Year)];

    /// <summary>With how many decimals the source gives the values.</summary>
    public int Decimals { get; } = Tables.SelectMany(t => t.Values.Values).Select(v => (int)v.Scale).DefaultIfEmpty().Max();

    /// <summary>The break that a comparison of two years would step over, if any.</summary>
    public SeriesBreak? BreakBetween(int earlier, int later) => Breaks.FirstOrDefault(b => earlier < b.Year && b.Year <= later);

    /// <summary>
    /// What cannot stand together: limits the wrong way round (VB2183), a reason for a missing value that is not missing (VB2184).
    /// </summary>
    public IEnumerable<Refusal> Problems()
    {
        if (Possible.To < Possible.From)
        {
            yield return Refusal.Of(RefusalCode.PossibleRangeBackwards, Id, FollowUpWords.Plain(Possible.From), FollowUpWords.Plain(Possible.To.Value))
                .Located(Origin);
        }

        foreach (var missing in Missing)
        {
            var found = from table in Tables
                        where missing.Years.Contains(table.Year)
                        from region in missing.Regions
                        where table.Values.ContainsKey(region)
                        select (table.Year, region);
            foreach (var (year, region) in found)
            {
                yield return Refusal.Of(RefusalCode.MissingValueIsThere, Id, region.ToString(), $"{year}").Located(missing.Origin);
            }
        }
    }
}

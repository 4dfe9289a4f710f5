using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>How far apart the regions stand in a month, in percentage points.</summary>
/// <param name="Month">The month.</param>
/// <param name="Lowest">The lowest share within the limit, in percent; the first region of equals.</param>
/// <param name="Highest">The highest; the first region of equals.</param>
/// <param name="Quartiles">The upper quartile less the lower, each by nearest rank.</param>
/// <param name="Deviation">The standard deviation from the regions' common share, each region weighted by how many wait.</param>
public sealed record RegionGap(Month Month, (RegionId Region, decimal Percent) Lowest, (RegionId Region, decimal Percent) Highest, decimal Quartiles, decimal Deviation)
{
    /// <summary>Highest less lowest.</summary>
    public decimal Range => Highest.Percent - Lowest.Percent;
}

/// <summary>
/// Whether the gap between the regions closes, month by month over the very same regions, so that a region that falls away never
/// closes a gap. Judged by XmR charts: a gap that is narrower by chance has not closed.
/// </summary>
/// <param name="Month">The last month.</param>
/// <param name="Regions">The regions whose share is published in every month.</param>
/// <param name="Left">The regions that lack a month.</param>
/// <param name="Months">The gap of each month; empty with fewer than two regions.</param>
public sealed record RegionGaps(Month Month, ImmutableArray<RegionId> Regions, ImmutableArray<RegionId> Left, ImmutableArray<RegionGap> Months)
{
    /// <summary>The gaps of the months up to one.</summary>
    public static RegionGaps Of(AuditBook book, Month month)
    {
        var months = book.Months.Where(m => m.CompareTo(month) <= 0).ToList();
        var same = book.Regions.Where(r => months.TrueForAll(m => book.Within(m, r) is not null)).ToImmutableArray();
        return new(month, same, [.. book.Regions.Except(same)], same.Length < 2 || months.Count == 0 || months[^1] != month
            ? []
            : [.. months.Select(m => GapOf(m, [.. same.Select(r => (r, book.Within(m, r)!.Value))]))]);
    }

    /// <summary>A measure of the gap month by month.</summary>
    public JudgedSeries Series(Func<RegionGap, decimal> measure) => JudgedSeries.Of(
        [.. Months.Select(m => m.Month)], Month, m => measure(Months.First(g => g.Month == m)));

    /// <summary>Whether the gap closes, as the weighted deviation has it.</summary>
    public Finding Find(WaitKind kind)
    {
        var (series, range, quartiles) = (Series(g => g.Deviation), Series(g => g.Range), Series(g => g.Quartiles));
        var words = (series.Last, series.Side) switch
        {
            (null, _) => AuditWords.Hidden,
            ({ } gap, null) => Said(gap, AuditWords.TooFew(series)),
            ({ } gap, 0) => Said(gap, new("ingen effekt visad: gapet ändras inte mer än slump", "no effect shown: the gap changes no more than chance")),
            ({ } gap, < 0) => Said(gap, new("gapet är mindre än slump ger: det har minskat", "the gap is narrower than chance gives: it has closed some")),
            ({ } gap, _) => Said(gap, new("gapet är större än slump ger: det har ökat", "the gap is wider than chance gives: it has widened")),
        };
        return new(
            FindingKind.GapBetweenRegions, RegionId.Nation, kind, Month, AuditWords.StandingOf(series), series.Last, series.Chart?.Mean, words,
            new($"samma {Regions.Length} regioner, {AuditWords.RunOf(series).Sv}", $"the same {Regions.Length} regions, {AuditWords.RunOf(series).En}"),
            [
                new(new("vägd standardavvikelse", "weighted standard deviation"), series.Last), new(new("dess medel", "its mean"), series.Chart?.Mean),
                new(new("högsta minus lägsta", "highest minus lowest"), range.Last), new(new("dess medel", "its mean"), range.Chart?.Mean),
                new(new("kvartilavstånd", "interquartile range"), quartiles.Last), new(new("dess medel", "its mean"), quartiles.Chart?.Mean),
                new(new("regioner", "regions"), Regions.Length), new(new("månader i följd", "months in a row"), series.Run.Length),
            ]);
    }

    private static Bilingual Said(decimal gap, Bilingual judged) => AuditWords.With(new(
        $"regionerna avviker {AuditWords.Points(gap).Sv} från sin gemensamma andel", $"the regions deviate {AuditWords.Points(gap).En} from their common share"), judged);

    private static RegionGap GapOf(Month month, ImmutableArray<(RegionId Region, Fraction Within)> regions)
    {
        var ordered = regions.OrderBy(r => r.Within.Percent).ThenBy(r => r.Region).Select(r => (r.Region, r.Within.Percent)).ToImmutableArray();
        var all = regions.Sum(r => (decimal)r.Within.All);
        var common = 100 * regions.Sum(r => (decimal)r.Within.Some) / all;
        var variance = regions.Sum(r => r.Within.All * (r.Within.Percent - common) * (r.Within.Percent - common)) / all;
        decimal Quartile(int quarters) => ordered[((ordered.Length * quarters) + 3) / 4 - 1].Percent;
        return new(month, ordered[0], ordered.First(r => r.Percent == ordered[^1].Percent), Quartile(3) - Quartile(1), Proportions.Root(variance));
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>The share of the waiting within the limit, month by month: is the last month more than chance?</summary>
public static class ShareWithin
{
    /// <summary>A region's share within the limit in percent, month by month.</summary>
    public static JudgedSeries Series(AuditBook book, RegionId region, Month month, Phase phase = Phase.Waiting) =>
        JudgedSeries.Of(book.Months, month, m => book.Within(m, region, phase)?.Percent);

    /// <summary>What the chart says of the month.</summary>
    public static Finding Find(AuditBook book, RegionId region, Month month)
    {
        var series = Series(book, region, month);
        var others = book.WithinOfOthers(month, region);
        var words = (series.Last, series.Chart, series.Side) switch
        {
            (null, _, _) => AuditWords.Hidden,
            ({ } share, null, _) => AuditWords.With(AuditWords.Percent(share), AuditWords.TooFew(series)),
            ({ } share, { } chart, 0) => AuditWords.With(AuditWords.Percent(share), new(
                $"ingen effekt visad: månaden skiljer sig inte från medlet {AuditWords.Percent(chart.Mean).Sv} mer än slump",
                $"no effect shown: the month does not differ from the mean {AuditWords.Percent(chart.Mean).En} by more than chance")),
            ({ } share, { } chart, > 0) => AuditWords.With(AuditWords.Percent(share), new(
                $"högre än slump ger, medlet är {AuditWords.Percent(chart.Mean).Sv}", $"higher than chance gives, the mean is {AuditWords.Percent(chart.Mean).En}")),
            ({ } share, { } chart, _) => AuditWords.With(AuditWords.Percent(share), new(
                $"lägre än slump ger, medlet är {AuditWords.Percent(chart.Mean).Sv}", $"lower than chance gives, the mean is {AuditWords.Percent(chart.Mean).En}")),
        };
        return new(
            FindingKind.ShareOverMonths, region, book.Kind, month, AuditWords.StandingOf(series), series.Last, series.Chart?.Mean, words,
            AuditWords.WithOthers(AuditWords.Earlier(series), others),
            [
                new(new("andel inom gränsen, %", "share within the limit, %"), series.Last),
                new(new("väntande", "waiting"), book.Within(month, region)?.All),
                new(new("medel, %", "mean, %"), series.Chart?.Mean),
                new(new("nedre gräns, %", "lower limit, %"), series.Chart?.Lower),
                new(new("övre gräns, %", "upper limit, %"), series.Chart?.Upper),
                new(new("månader i följd", "months in a row"), series.Run.Length),
                new(new("övriga regioner, %", "other regions, %"), others?.Percent),
            ]);
    }
}

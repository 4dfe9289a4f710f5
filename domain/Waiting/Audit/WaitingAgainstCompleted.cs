using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>
/// The share within the limit of the completed less that of the waiting. They are not the same people: where those with short waits
/// are cared for first, the completed look better while the waiting are left, and the two move apart. A level says little; a
/// change that is more than chance says that something moved.
/// </summary>
public static class WaitingAgainstCompleted
{
    /// <summary>The gap in percentage points; null when either share is hidden.</summary>
    public static decimal? Gap(AuditBook book, RegionId region, Month month) =>
        book.Within(month, region, Phase.Completed)?.Percent - book.Within(month, region)?.Percent;

    /// <summary>The gap month by month.</summary>
    public static JudgedSeries Series(AuditBook book, RegionId region, Month month) =>
        JudgedSeries.Of(book.Months, month, m => Gap(book, region, m));

    /// <summary>Whether the two have moved.</summary>
    public static Finding Find(AuditBook book, RegionId region, Month month)
    {
        var series = Series(book, region, month);
        var (waiting, completed) = (book.Within(month, region), book.Within(month, region, Phase.Completed));
        var others = book.WithinOfOthers(month, region, Phase.Completed)?.Percent - book.WithinOfOthers(month, region)?.Percent;
        var words = (series.Last, series.Side) switch
        {
            (null, _) => AuditWords.Hidden,
            ({ } gap, null) => Said(gap, AuditWords.TooFew(series)),
            ({ } gap, 0) => Said(gap, new("ingen effekt visad: avståndet ändras inte mer än slump", "no effect shown: the gap changes no more than chance")),
            ({ } gap, > 0) => Said(gap, new("större än slump ger: genomförda och väntande har glidit isär", "larger than chance gives: completed and waiting have moved apart")),
            ({ } gap, _) => Said(gap, new("mindre än slump ger: genomförda och väntande har närmat sig", "smaller than chance gives: completed and waiting have come closer")),
        };
        return new(
            FindingKind.WaitingAgainstCompleted, region, book.Kind, month, AuditWords.StandingOf(series), series.Last, series.Chart?.Mean, words,
            others is { } gapOfOthers
                ? new(
                    $"{AuditWords.Earlier(series).Sv}; övriga regioner samma månad, {AuditWords.Points(gapOfOthers).Sv}",
                    $"{AuditWords.Earlier(series).En}; the other regions in the same month, {AuditWords.Points(gapOfOthers).En}")
                : AuditWords.Earlier(series),
            [
                new(new("väntande inom gränsen, %", "waiting within the limit, %"), waiting?.Percent), new(new("väntande", "waiting"), waiting?.All),
                new(new("genomförda inom gränsen, %", "completed within the limit, %"), completed?.Percent), new(new("genomförda", "completed"), completed?.All),
                new(new("medelavstånd", "mean gap"), series.Chart?.Mean), new(new("månader i följd", "months in a row"), series.Run.Length),
                new(new("övriga regioners avstånd", "the other regions' gap"), others),
            ]);
    }

    private static Bilingual Said(decimal gap, Bilingual judged) => AuditWords.With(new(
        $"genomförda ligger {AuditWords.Points(Math.Abs(gap)).Sv} {(gap < 0 ? "under" : "över")} väntande",
        $"the completed lie {AuditWords.Points(Math.Abs(gap)).En} {(gap < 0 ? "below" : "above")} the waiting"), judged);
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Audit;

namespace Vardbro.Web.Readings;

/// <summary>Judged series as charts over months.</summary>
internal static class AuditCharts
{
    /// <summary>A series with its mean, limits and signals, and other series beside it without any.</summary>
    public static MonthSeries Of(Bilingual name, JudgedSeries series, Bilingual line, params IEnumerable<(Bilingual Name, JudgedSeries Series)> beside) => new(
        name, [.. series.Points.Select(p => p.Month)], [LineOf(line, series), .. beside.Select(b => LineOf(b.Name, b.Series))])
    {
        Limits = series.Chart is not { } chart ? [] :
        [
            new(new("medel", "mean"), chart.Mean), new(new("nedre gräns", "lower limit"), chart.Lower), new(new("övre gräns", "upper limit"), chart.Upper),
        ],
        Marks = [.. series.Signals.GroupBy(s => s.Month).Select(g => new MonthMark(g.Key, new(
            string.Join(", ", g.Select(s => AuditWords.Of(s.Kind).Sv)), string.Join(", ", g.Select(s => AuditWords.Of(s.Kind).En)))))],
        Decimals = 1,
    };

    private static MonthLine LineOf(Bilingual name, JudgedSeries series) => new(name, series.Points.ToDictionary(p => p.Month, p => p.Value));
}

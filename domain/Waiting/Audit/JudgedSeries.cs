using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>A figure of one month; null when it is hidden or not published.</summary>
/// <param name="Month">The month.</param>
/// <param name="Value">The figure.</param>
public sealed record MonthPoint(Month Month, decimal? Value);

/// <summary>
/// A figure month by month to a last one, with an XmR chart (Wheeler, "Understanding Variation") of the unbroken run of known months
/// that ends there: a month that is missing or hidden is never bridged.
/// </summary>
/// <param name="Points">Every month, oldest first.</param>
/// <param name="Run">The months that the chart is made of.</param>
/// <param name="Chart">The chart; null when there are too few months.</param>
/// <param name="Why">Why there is no chart (VB2167).</param>
public sealed record JudgedSeries(ImmutableArray<MonthPoint> Points, ImmutableArray<MonthPoint> Run, ControlChart? Chart, Refusal? Why)
{
    /// <summary>Judges a series.</summary>
    /// <param name="months">The published months, oldest first.</param>
    /// <param name="until">The last month to read.</param>
    /// <param name="figure">A month's figure.</param>
    public static JudgedSeries Of(ImmutableArray<Month> months, Month until, Func<Month, decimal?> figure)
    {
        var points = months.Where(m => m.CompareTo(until) <= 0).Select(m => new MonthPoint(m, figure(m))).ToImmutableArray();
        var first = points.Length;
        for (var month = until; first > 0 && points[first - 1].Month == month && points[first - 1].Value is not null; month = month.Plus(-1))
        {
            first--;
        }

        var run = points[first..];
        return ControlChart.Of([.. run.Select(p => p.Value!.Value)]).Succeeded(out var chart, out var why)
            ? new(points, run, chart, null)
            : new(points, run, null, why);
    }

    /// <summary>The figure of the last month; null when it is not known.</summary>
    public decimal? Last => Run.IsEmpty ? null : Run[^1].Value;

    /// <summary>The months whose points are more than chance, with why, in order.</summary>
    public IEnumerable<(Month Month, SignalKind Kind)> Signals => Chart is null ? [] : Chart.Signals.Select(s => (Run[s.At].Month, s.Kind));

    /// <summary>On which side of the mean the last month gives a signal: 1 above, −1 below, 0 when it gives none; null without a chart.</summary>
    public int? Side => Chart is not { } chart ? null : chart.Signals.Where(s => s.At == Run.Length - 1).Select(s => SideOf(chart, s.Kind)).FirstOrDefault();

    // Three of four near one limit are on the side of that limit, whatever the last of them is.
    private int SideOf(ControlChart chart, SignalKind kind) =>
        Math.Sign(Run[(kind == SignalKind.NearLimit ? ^4 : ^1)..].Sum(p => p.Value!.Value - chart.Mean));
}

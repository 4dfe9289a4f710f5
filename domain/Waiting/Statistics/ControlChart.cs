using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Statistics;

/// <summary>Why points of a chart are more than chance.</summary>
public enum SignalKind
{
    /// <summary>One point outside the limits.</summary>
    Outside,

    /// <summary>Eight points in a row on one side of the mean.</summary>
    Run,

    /// <summary>Three of four points in a row nearer the same limit than the mean.</summary>
    NearLimit,
}

/// <summary>A signal.</summary>
/// <param name="Kind">Why.</param>
/// <param name="At">The place of its last point, counted from 0.</param>
public sealed record Signal(SignalKind Kind, int At);

/// <summary>
/// An XmR chart of single values in order of time: mean ± 2.66 × the mean moving range, and 3.268 × it for the ranges themselves
/// (Wheeler, "Understanding Variation", 2nd ed. 2000: the constants and the three rules for signals).
/// </summary>
/// <param name="Mean">The mean.</param>
/// <param name="MeanRange">The mean of the differences between neighbours, without sign.</param>
/// <param name="Lower">The lower limit. It may lie below what the figure can be.</param>
/// <param name="Upper">The upper limit.</param>
/// <param name="UpperRange">The limit of a single moving range.</param>
/// <param name="Signals">What is more than chance, in order of place and kind.</param>
public sealed record ControlChart(decimal Mean, decimal MeanRange, decimal Lower, decimal Upper, decimal UpperRange, ImmutableArray<Signal> Signals)
{
    /// <summary>The fewest points that limits are worked out from.</summary>
    public const int FewestPoints = 8;

    private const decimal LimitFactor = 2.66m;
    private const decimal RangeFactor = 3.268m;
    private const int RunLength = 8;

    /// <summary>The chart of some points, or a refusal when they are too few (VB2167).</summary>
    public static Outcome<ControlChart> Of(ImmutableArray<decimal> points)
    {
        if (points.Length < FewestPoints)
        {
            return Refusal.Of(RefusalCode.TooFewPoints, $"{points.Length}", $"{FewestPoints}");
        }

        var mean = points.Sum() / points.Length;
        var range = points.Zip(points.Skip(1), (a, b) => Math.Abs(b - a)).Sum() / (points.Length - 1);
        var chart = new ControlChart(mean, range, mean - (LimitFactor * range), mean + (LimitFactor * range), RangeFactor * range, []);
        return chart with
        {
            Signals = [.. Enumerable.Range(0, points.Length).SelectMany(i => Enum.GetValues<SignalKind>().Where(k => chart.Is(k, points, i)).Select(k => new Signal(k, i)))],
        };
    }

    /// <summary>What the chart shows, for people. A change that is not more than chance is no effect.</summary>
    public Bilingual InWords => Signals.IsEmpty
        ? new("ingen effekt visad: variationen är inte mer än slump", "no effect shown: the variation is no more than chance")
        : new($"{Signals.Length} signaler om mer än slump", Signals.Length == 1 ? "1 signal of more than chance" : $"{Signals.Length} signals of more than chance");

    private bool Is(SignalKind kind, ImmutableArray<decimal> points, int at) => kind switch
    {
        SignalKind.Outside => points[at] < Lower || points[at] > Upper,
        SignalKind.Run => at + 1 >= RunLength && SameSide(points.AsSpan(at + 1 - RunLength, RunLength), 0, RunLength),
        SignalKind.NearLimit => at + 1 >= 4 && SameSide(points.AsSpan(at - 3, 4), LimitFactor * MeanRange / 2, 3),
    };

    // At least so many on one side, and further from the mean than a distance.
    private bool SameSide(ReadOnlySpan<decimal> points, decimal distance, int wanted)
    {
        var (above, below) = (0, 0);
        foreach (var point in points)
        {
            above += point > Mean + distance ? 1 : 0;
            below += point < Mean - distance ? 1 : 0;
        }

        return above >= wanted || below >= wanted;
    }
}

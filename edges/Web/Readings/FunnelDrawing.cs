using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>Where everything in the drawing of a funnel stands. The figures stand in the table beside it.</summary>
/// <param name="Ticks">Lines across, each with its height and percent.</param>
/// <param name="Sizes">Numbers waiting along the foot, with their places from the left.</param>
/// <param name="NationY">The height of the nation's share.</param>
/// <param name="Limits">The four curves of the limits: outer upper, inner upper, inner lower, outer lower.</param>
/// <param name="Points">The regions: place, whether outside the outer limits, and the two last digits of the region's id.</param>
public sealed record FunnelDrawing(
    ImmutableArray<(int Y, decimal Value)> Ticks,
    ImmutableArray<(int X, int Size)> Sizes,
    int NationY,
    ImmutableArray<string> Limits,
    ImmutableArray<(int X, int Y, bool Outside, string Code)> Points)
{
    private const int Steps = 48;
    private const int SizeTicks = 4;

    /// <summary>Draws a funnel that has a nation and at least one region. Sizes stand by their square root, so that small regions are told apart.</summary>
    public static FunnelDrawing Of(RegionFunnel funnel)
    {
        var (nation, most) = (funnel.Nation!.Value.Percent, funnel.Points.Max(p => p.Within.All));
        var least = Math.Max(1, funnel.Points.Min(p => p.Within.All) / 2);
        var scale = ChartScale.Of(
        [
            .. funnel.Points.Select(p => p.Within.Percent), .. funnel.Points.SelectMany(p => new[] { 100 * p.Outer.Lower, 100 * p.Outer.Upper }),
        ]);
        int X(int size) => ChartScale.Left + 10 + (int)Math.Round(
            (Math.Sqrt(size) - Math.Sqrt(least)) / Math.Max(0.001, Math.Sqrt(most) - Math.Sqrt(least)) * (ChartScale.Right - ChartScale.Left - 20));
        int Y(decimal percent) => scale.Y(Math.Clamp(percent, scale.From, scale.To));
        int SizeAt(int step, int steps) => (int)Math.Round(Math.Pow(Math.Sqrt(least) + ((Math.Sqrt(most) - Math.Sqrt(least)) * step / steps), 2));
        string Curve(decimal z, Func<Interval, decimal> side) => string.Join(' ', Enumerable.Range(0, Steps + 1).Select(i => SizeAt(i, Steps)).Distinct()
            .Select(size => $"{X(size)},{Y(100 * side(Proportions.Funnel(nation / 100, size, z).Value))}"));
        return new(
            scale.Ticks,
            [.. Enumerable.Range(0, SizeTicks + 1).Select(i => SizeAt(i, SizeTicks)).Distinct().Select(size => (X(size), size))],
            Y(nation),
            [
                Curve(Proportions.Z998, l => l.Upper), Curve(Proportions.Z95, l => l.Upper), Curve(Proportions.Z95, l => l.Lower), Curve(Proportions.Z998, l => l.Lower),
            ],
            [.. funnel.Points.Select(p => (X(p.Within.All), Y(p.Within.Percent), p.Side != 0, $"{p.Region}"[2..]))]);
    }
}

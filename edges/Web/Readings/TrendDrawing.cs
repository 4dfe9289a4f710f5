using System.Collections.Immutable;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Web.Readings;

/// <summary>One year of a trend.</summary>
/// <param name="Year">The year.</param>
/// <param name="Nation">The nation's value, or what stands in its place.</param>
/// <param name="Spread">The range between the regions; null when no region has a value.</param>
public sealed record TrendYear(int Year, IndicatorValue Nation, Spread? Spread);

/// <summary>Where everything in the drawing of a trend stands. The figures stand in the table beside it.</summary>
/// <param name="Ticks">Lines across, each with its height and value.</param>
/// <param name="Years">Each year with its place from the left.</param>
/// <param name="Bands">The range between the regions: one shape for each unbroken run of years.</param>
/// <param name="Lines">The nation: one line for each unbroken run of years.</param>
/// <param name="Points">The nation's points.</param>
/// <param name="Breaks">Where the series breaks.</param>
public sealed record TrendDrawing(
    ImmutableArray<(int Y, decimal Value)> Ticks,
    ImmutableArray<(int X, int Year)> Years,
    ImmutableArray<string> Bands,
    ImmutableArray<string> Lines,
    ImmutableArray<(int X, int Y)> Points,
    ImmutableArray<int> Breaks)
{
    /// <summary>Places an indicator's years.</summary>
    public static TrendDrawing Of(Indicator indicator, ImmutableArray<TrendYear> trend)
    {
        var scale = ChartScale.Of([.. trend.SelectMany(t => new[] { t.Nation.Usable, t.Spread?.Lowest.Usable, t.Spread?.Highest.Usable }).OfType<decimal>()]);
        int X(int year) => ChartScale.X(year - trend[0].Year, trend[^1].Year - trend[0].Year);

        return new(
            scale.Ticks,
            [.. trend.Select(t => (X(t.Year), t.Year))],
            [.. Runs(indicator, trend, t => t.Spread is not null).Select(run => string.Join(' ',
                run.Select(t => $"{X(t.Year)},{scale.Y(t.Spread!.Highest.Number!.Value)}").Concat(
                run.Reverse().Select(t => $"{X(t.Year)},{scale.Y(t.Spread!.Lowest.Number!.Value)}"))))],
            [.. Runs(indicator, trend, t => t.Nation.Usable is not null).Select(run => string.Join(' ',
                run.Select(t => $"{X(t.Year)},{scale.Y(t.Nation.Number!.Value)}")))],
            [.. trend.Where(t => t.Nation.Usable is not null).Select(t => (X(t.Year), scale.Y(t.Nation.Number!.Value)))],
            [.. indicator.Breaks.Where(b => trend.Length > 0 && b.Year > trend[0].Year && b.Year <= trend[^1].Year)
                .Select(b => (X(b.Year - 1) + X(b.Year)) / 2)]);
    }

    // A line never bridges a year that is missing, nor a break in the series.
    private static IEnumerable<ImmutableArray<TrendYear>> Runs(Indicator indicator, ImmutableArray<TrendYear> trend, Func<TrendYear, bool> has) =>
        ChartScale.Runs(trend, has, (before, after) => after.Year == before.Year + 1 && indicator.BreakBetween(before.Year, after.Year) is null);
}

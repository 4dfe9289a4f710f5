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
    /// <summary>The drawing's width.</summary>
    public const int Width = 520;

    /// <summary>The drawing's height.</summary>
    public const int Height = 260;

    /// <summary>The left edge of what is drawn; figures stand to the left of it.</summary>
    public const int Left = 58;

    private const int Right = Width - 16;
    private const int Top = 12;
    private const int Bottom = Height - 28;

    /// <summary>Places an indicator's years.</summary>
    public static TrendDrawing Of(Indicator indicator, ImmutableArray<TrendYear> trend)
    {
        var values = trend.SelectMany(t => new[] { t.Nation.Usable, t.Spread?.Lowest.Usable, t.Spread?.Highest.Usable }).OfType<decimal>().ToList();
        var (low, high) = values.Count == 0 ? (0m, 1m) : (values.Min(), values.Max());
        var step = StepOf(high - low);
        var (from, to) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        to = to == from ? from + step : to;
        int X(int year) => trend.Length < 2 ? (Left + Right) / 2 : Left + 14 + ((Right - Left - 28) * (year - trend[0].Year) / (trend[^1].Year - trend[0].Year));
        int Y(decimal value) => Bottom - (int)Math.Round((value - from) / (to - from) * (Bottom - Top));

        return new(
            [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => (Y(from + (i * step)), from + (i * step)))],
            [.. trend.Select(t => (X(t.Year), t.Year))],
            [.. Runs(indicator, trend, t => t.Spread is not null).Select(run => string.Join(' ',
                run.Select(t => $"{X(t.Year)},{Y(t.Spread!.Highest.Number!.Value)}").Concat(
                run.Reverse().Select(t => $"{X(t.Year)},{Y(t.Spread!.Lowest.Number!.Value)}"))))],
            [.. Runs(indicator, trend, t => t.Nation.Usable is not null).Select(run => string.Join(' ',
                run.Select(t => $"{X(t.Year)},{Y(t.Nation.Number!.Value)}")))],
            [.. trend.Where(t => t.Nation.Usable is not null).Select(t => (X(t.Year), Y(t.Nation.Number!.Value)))],
            [.. indicator.Breaks.Where(b => trend.Length > 0 && b.Year > trend[0].Year && b.Year <= trend[^1].Year)
                .Select(b => (X(b.Year - 1) + X(b.Year)) / 2)]);
    }

    // A line never bridges a year that is missing, nor a break in the series.
    private static IEnumerable<ImmutableArray<TrendYear>> Runs(Indicator indicator, ImmutableArray<TrendYear> trend, Func<TrendYear, bool> has)
    {
        var run = ImmutableArray.CreateBuilder<TrendYear>();
        foreach (var year in trend)
        {
            var follows = run.Count > 0 && has(year) && run[^1].Year == year.Year - 1 && indicator.BreakBetween(run[^1].Year, year.Year) is null;
            if (run.Count > 0 && !follows)
            {
                yield return run.ToImmutable();
                run.Clear();
            }

            if (has(year))
            {
                run.Add(year);
            }
        }

        if (run.Count > 0)
        {
            yield return run.ToImmutable();
        }
    }

    // 1, 2 or 5 times a power of ten, for some four lines.
    private static decimal StepOf(decimal range)
    {
        var step = 1m;
        while (range > 5 * step)
        {
            step *= 10;
        }

        while (range > 0 && range <= step / 2)
        {
            step /= 10;
        }

        return range <= step ? step / 5 : range <= 2 * step ? step / 2 : step;
    }
}

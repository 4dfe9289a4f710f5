using System.Collections.Immutable;

namespace Vardbro.Web.Readings;

/// <summary>How the values of a chart become heights, and its times places from the left: what every line chart does the same way.</summary>
/// <param name="From">The lowest value of the scale, a whole number of steps.</param>
/// <param name="To">The highest.</param>
/// <param name="Step">Between two lines across: 1, 2 or 5 times a power of ten.</param>
public sealed record ChartScale(decimal From, decimal To, decimal Step)
{
    /// <summary>The drawing's width.</summary>
    public const int Width = 520;

    /// <summary>The drawing's height.</summary>
    public const int Height = 260;

    /// <summary>The left edge of what is drawn; figures stand to the left of it.</summary>
    public const int Left = 58;

    /// <summary>The right edge of what is drawn.</summary>
    public const int Right = Width - 16;

    /// <summary>The lower edge of what is drawn; times stand under it.</summary>
    public const int Bottom = Height - 28;

    private const int Top = 12;

    /// <summary>A scale that holds some values; from 0 to 1 when there is none.</summary>
    public static ChartScale Of(IReadOnlyCollection<decimal> values)
    {
        var (low, high) = values.Count == 0 ? (0m, 1m) : (values.Min(), values.Max());
        var step = StepOf(high - low);
        var (from, to) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        return new(from, to == from ? from + step : to, step);
    }

    /// <summary>Lines across, each with its height and value.</summary>
    public ImmutableArray<(int Y, decimal Value)> Ticks =>
        [.. Enumerable.Range(0, (int)((To - From) / Step) + 1).Select(i => From + (i * Step)).Select(value => (Y(value), value))];

    /// <summary>The height of a value.</summary>
    public int Y(decimal value) => Bottom - (int)Math.Round((value - From) / (To - From) * (Bottom - Top));

    /// <summary>The place from the left of a time so many steps after the first; the only time of a chart stands in the middle.</summary>
    public static int X(int at, int last) => last == 0 ? (Left + Right) / 2 : Left + 14 + ((Right - Left - 28) * at / last);

    /// <summary>The unbroken runs of those that have a value, where each follows on the one before.</summary>
    public static IEnumerable<ImmutableArray<T>> Runs<T>(IEnumerable<T> times, Func<T, bool> has, Func<T, T, bool> follows)
    {
        var run = ImmutableArray.CreateBuilder<T>();
        foreach (var time in times)
        {
            if (run.Count > 0 && !(has(time) && follows(run[^1], time)))
            {
                yield return run.ToImmutable();
                run.Clear();
            }

            if (has(time))
            {
                run.Add(time);
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

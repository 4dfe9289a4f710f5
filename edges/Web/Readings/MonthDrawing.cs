using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>One series of a chart over months.</summary>
/// <param name="Name">What the line shows.</param>
/// <param name="Values">Its values; a month that is missing, or has null, is hidden or unknown and breaks the line.</param>
public sealed record MonthLine(Bilingual Name, IReadOnlyDictionary<Month, decimal?> Values)
{
    /// <summary>The value of a month; null when there is none.</summary>
    public decimal? At(Month month) => Values.GetValueOrDefault(month);
}

/// <summary>A line straight across: a mean, a limit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Where.</param>
public sealed record MonthLimit(Bilingual Name, decimal Value);

/// <summary>A point that somebody should look at, on the first line.</summary>
/// <param name="Month">Which month.</param>
/// <param name="Reason">Why.</param>
public sealed record MonthMark(Month Month, Bilingual Reason);

/// <summary>What a chart over months shows.</summary>
/// <param name="Name">What the values are, such as "Median i dagar".</param>
/// <param name="Months">Every month of the chart, in any order; months between them that are not there are gaps.</param>
/// <param name="Lines">The series: at most four, told apart by how the line is drawn, never by colour alone.</param>
public sealed record MonthSeries(Bilingual Name, ImmutableArray<Month> Months, ImmutableArray<MonthLine> Lines)
{
    /// <summary>Lines straight across.</summary>
    public ImmutableArray<MonthLimit> Limits { get; init; } = [];

    /// <summary>Points to look at.</summary>
    public ImmutableArray<MonthMark> Marks { get; init; } = [];

    /// <summary>With how many decimals the values are shown.</summary>
    public int Decimals { get; init; }
}

/// <summary>Where everything in the drawing of a chart over months stands. The figures stand in the table beside it.</summary>
/// <param name="Ticks">Lines across, each with its height and value.</param>
/// <param name="Months">The months that are written under the chart, with their places from the left: every one, or as many as fit.</param>
/// <param name="Lines">For each series: one line for each unbroken run of months, and its points.</param>
/// <param name="Limits">The height of each line straight across.</param>
/// <param name="Marks">The marked points.</param>
public sealed record MonthDrawing(
    ImmutableArray<(int Y, decimal Value)> Ticks,
    ImmutableArray<(int X, Month Month)> Months,
    ImmutableArray<(ImmutableArray<string> Runs, ImmutableArray<(int X, int Y)> Points)> Lines,
    ImmutableArray<int> Limits,
    ImmutableArray<(int X, int Y)> Marks)
{
    // A month's name is some 55 wide.
    private const int MostNames = 8;

    /// <summary>Places a series' months.</summary>
    public static MonthDrawing Of(MonthSeries of)
    {
        if (of.Months.IsEmpty)
        {
            return new(ChartScale.Of([]).Ticks, [], [], [], []);
        }

        var scale = ChartScale.Of([.. of.Lines.SelectMany(l => of.Months.Select(l.At)).OfType<decimal>(), .. of.Limits.Select(l => l.Value)]);
        var (first, last) = (of.Months.Min(), of.Months.Max());
        var length = Between(first, last);
        int X(Month month) => ChartScale.X(Between(first, month), length);
        var months = of.Months.Distinct().Order().ToImmutableArray();
        var every = (length / MostNames) + 1;

        return new(
            scale.Ticks,
            [.. Enumerable.Range(0, length + 1).Where(i => i % every == 0).Select(i => (ChartScale.X(i, length), first.Plus(i)))],
            [.. of.Lines.Select(line => (
                ChartScale.Runs(months, m => line.At(m) is not null, (before, after) => before.Plus(1) == after)
                    .Select(run => string.Join(' ', run.Select(m => $"{X(m)},{scale.Y(line.At(m)!.Value)}"))).ToImmutableArray(),
                months.Where(m => line.At(m) is not null).Select(m => (X(m), scale.Y(line.At(m)!.Value))).ToImmutableArray()))],
            [.. of.Limits.Select(l => scale.Y(l.Value))],
            [.. of.Marks.Where(m => of.Lines[0].At(m.Month) is not null).Select(m => (X(m.Month), scale.Y(of.Lines[0].At(m.Month)!.Value)))]);
    }

    private static int Between(Month first, Month last) => (12 * (last.Year - first.Year)) + last.Number - first.Number;
}

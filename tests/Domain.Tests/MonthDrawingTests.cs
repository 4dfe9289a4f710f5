using Vardbro.Kernel;
using Vardbro.Web.Readings;

namespace Vardbro.Tests;

public sealed class MonthDrawingTests
{
    private static readonly Month First = new(2024, 10);

    [Fact]
    public void A_missing_month_and_a_hidden_value_break_the_line()
    {
        var drawing = MonthDrawing.Of(Of((0, 10), (1, 20), (3, 30), (4, null), (5, 40), (6, 50)));

        Assert.Equal([2, 1, 2], drawing.Lines[0].Runs.Select(run => run.Split(' ').Length));
        Assert.Equal(5, drawing.Lines[0].Points.Length);
    }

    [Fact]
    public void Months_stand_as_far_apart_as_they_are_also_over_new_year()
    {
        var points = MonthDrawing.Of(Of((0, 10), (1, 10), (4, 10))).Lines[0].Points;

        Assert.Equal(points[2].X - points[0].X, 4 * (points[1].X - points[0].X), tolerance: 4);
    }

    [Fact]
    public void Limits_and_marks_stand_where_their_values_do()
    {
        var drawing = MonthDrawing.Of(Of((0, 10), (1, 20)) with
        {
            Limits = [new("mean", 10)],
            Marks = [new(First.Plus(1), "eight in a row"), new(First.Plus(9), "a month without a value has nothing to mark")],
        });

        Assert.Equal(drawing.Lines[0].Points[0].Y, drawing.Limits[0]);
        Assert.Equal(drawing.Lines[0].Points[1], Assert.Single(drawing.Marks));
    }

    [Fact]
    public void The_scale_holds_every_value_and_limit()
    {
        var ticks = MonthDrawing.Of(Of((0, 61.5m), (1, 64)) with { Limits = [new("upper", 70.2m)] }).Ticks;

        Assert.True(ticks.Min(t => t.Value) <= 61.5m && ticks.Max(t => t.Value) >= 70.2m);
    }

    [Fact]
    public void Long_series_name_only_as_many_months_as_fit_and_empty_ones_none()
    {
        Assert.InRange(MonthDrawing.Of(Of([.. Enumerable.Range(0, 60).Select(i => (i, (decimal?)i))])).Months.Length, 5, 8);
        Assert.Empty(MonthDrawing.Of(Of()).Months);
        Assert.Single(MonthDrawing.Of(Of((0, 5))).Months);
    }

    private static MonthSeries Of(params (int At, decimal? Value)[] values) => new(
        "days", [.. values.Select(v => First.Plus(v.At))], [new("median", values.ToDictionary(v => First.Plus(v.At), v => v.Value))]);
}

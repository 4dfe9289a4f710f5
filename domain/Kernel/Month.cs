using System.Globalization;

namespace Vardbro.Kernel;

/// <summary>A calendar month, the period that waits are reported for (mätperiod).</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1–12.</param>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    /// <summary>The month a day lies in.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>YYYY-MM</c>, nothing else.</summary>
    /// <returns>The month, or null when the text is not one.</returns>
    public static Month? Read(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day) : null;

    /// <summary>Its first day.</summary>
    public DateOnly First => new(Year, Number, 1);

    /// <summary>Its last day: the day the number waiting is counted.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>So many months later, or earlier when negative.</summary>
    public Month Plus(int months) => Of(First.AddMonths(months));

    /// <inheritdoc/>
    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary><c>YYYY-MM</c>.</summary>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

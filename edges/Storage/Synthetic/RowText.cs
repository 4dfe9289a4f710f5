using System.Globalization;
using System.Text;

namespace Vardbro.Storage.Synthetic;

/// <summary>One row of a file after another, as UTF-8, in a buffer of its own: ten million rows make no garbage.</summary>
internal sealed class RowText
{
    private const int FirstYear = 1900;
    private const int Years = 200;

    private static readonly int FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber;

    // Every date that a file can hold, written once.
    private static readonly byte[] Dates = Encoding.ASCII.GetBytes(string.Concat(
        Enumerable.Range(FirstDay, new DateOnly(FirstYear + Years, 1, 1).DayNumber - FirstDay)
            .Select(d => DateOnly.FromDayNumber(d).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));

    private readonly byte[] bytes = new byte[4096];
    private int length;

    /// <summary>The row so far, without its last comma and with the end of the line; begins the next.</summary>
    public ReadOnlySpan<byte> End()
    {
        bytes[length - 1] = (byte)'\n';
        var row = bytes.AsSpan(0, length);
        length = 0;
        return row;
    }

    /// <summary>An empty field.</summary>
    public RowText None()
    {
        bytes[length++] = (byte)',';
        return this;
    }

    /// <summary>A field, or several with their commas between.</summary>
    public RowText Field(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
        return None();
    }

    /// <summary>A fixed beginning and the letters of a key.</summary>
    public RowText Key(ReadOnlySpan<byte> beginning, ulong key, int letters)
    {
        beginning.CopyTo(bytes.AsSpan(length));
        length += beginning.Length;
        Waiting.Synthetic.SyntheticKeys.Write(key, bytes.AsSpan(length, letters));
        length += letters;
        return None();
    }

    /// <summary>A date, or an empty field.</summary>
    public RowText Date(DateOnly? day) =>
        day is { } some ? Field(Dates.AsSpan((some.DayNumber - FirstDay) * 10, 10)) : None();

    /// <summary>The evening of a day: no hour is known, and every file is of one evening.</summary>
    public RowText Instant(DateOnly day)
    {
        Date(day);
        length--;
        return Field("T21:00:00Z"u8);
    }

    /// <summary>A year of four digits.</summary>
    public RowText Year(int year)
    {
        year.TryFormat(bytes.AsSpan(length), out var digits, "D4", CultureInfo.InvariantCulture);
        length += digits;
        return None();
    }
}

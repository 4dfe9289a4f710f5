using System.Text;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>
/// Goes through a CSV file's rows, field by field, in the bytes as they lie. The first thing that is wrong is kept as
/// <see cref="Fault"/> with where it stands, and nothing is read after it.
/// </summary>
internal ref struct RowScanner
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly string[] columns;
    private int at, column;

    public RowScanner(ReadOnlySpan<byte> bytes, int from, string[] columns)
    {
        this.bytes = bytes;
        (at, this.columns) = (from, columns);
    }

    /// <summary>What is wrong, with the byte its row begins at.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>Where the row begins.</summary>
    public int Row { get; private set; }

    /// <summary>Where the field just read begins.</summary>
    public int FieldStart { get; private set; }

    /// <summary>Goes to the next row; false at the end or when something is wrong.</summary>
    public bool Next()
    {
        if (Fault is not null || at >= bytes.Length)
        {
            return false;
        }

        (Row, column) = (at, 0);
        return true;
    }

    /// <summary>The next field; it must end where the columns say, at a comma or at the row's end.</summary>
    public ReadOnlySpan<byte> Text(bool mayBeEmpty = false)
    {
        var start = FieldStart = at;
        var i = start;
        while (i < bytes.Length && bytes[i] is not ((byte)',' or (byte)'\n' or (byte)'"'))
        {
            i++;
        }

        var last = ++column == columns.Length;
        var end = i > start && i < bytes.Length && bytes[i] == '\n' && bytes[i - 1] == '\r' ? i - 1 : i;
        var field = bytes[start..end];
        at = Math.Min(i + 1, bytes.Length);
        if (last ? i < bytes.Length && bytes[i] != '\n' : i >= bytes.Length || bytes[i] != ',')
        {
            Wrong(RefusalCode.MatchRowMalformed, columns.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (field.IsEmpty && !mayBeEmpty)
        {
            Wrong(field, new("ett värde", "a value"));
        }

        return field;
    }

    /// <summary>A whole number from least to most.</summary>
    public int Number(int least, int most, int? whenEmpty = null)
    {
        var field = Text(whenEmpty is not null);
        if (field.IsEmpty)
        {
            return whenEmpty ?? least;
        }

        var number = 0;
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'9' || number > most)
            {
                number = int.MaxValue;
                break;
            }

            number = (number * 10) + digit - '0';
        }

        if (number < least || number > most)
        {
            Wrong(field, new($"ett heltal {least}–{most}", $"a whole number {least}–{most}"));
            return least;
        }

        return number;
    }

    /// <summary>Says that the field just read is wrong and what would be right.</summary>
    public void Wrong(scoped ReadOnlySpan<byte> field, Bilingual right) =>
        Wrong(RefusalCode.MatchValueWrong, columns[Math.Min(column, columns.Length) - 1], Shown(field), right);

    /// <summary>Says that the row is wrong.</summary>
    public void Wrong(RefusalCode code, params scoped ReadOnlySpan<Bilingual> values) => Fault ??= new(Row, code, [.. values]);

    private static string Shown(scoped ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);
}

/// <summary>What is wrong in a row, and the byte the row begins at.</summary>
internal sealed record RowFault(int Row, RefusalCode Code, Bilingual[] Values);

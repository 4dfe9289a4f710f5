using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private int at, column, block; // the block is the 32 bytes whose ends of fields are marked
    private uint ends;

    public RowScanner(ReadOnlySpan<byte> bytes, int from, string[] columns)
    {
        this.bytes = bytes;
        (at, this.columns, block) = (from, columns, from);
        ends = EndsIn(from);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Text(bool mayBeEmpty = false)
    {
        var start = FieldStart = at;
        while (ends == 0 && block + 32 < bytes.Length)
        {
            ends = EndsIn(block += 32);
        }

        var i = ends == 0 ? bytes.Length : block + BitOperations.TrailingZeroCount(ends);
        ends = ends == 0 ? 0 : ends & (ends - 1);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    // Where fields end, or a quotation mark stands, in 32 bytes: a bit each.
    private uint EndsIn(int from)
    {
        if (from + 32 > bytes.Length)
        {
            var last = 0u;
            for (var i = bytes.Length - 1; i >= from; i--)
            {
                last = (last << 1) | (bytes[i] is (byte)',' or (byte)'\n' or (byte)'"' ? 1u : 0);
            }

            return last;
        }

        var some = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(bytes), (nuint)from);
        return (Vector256.Equals(some, Vector256.Create((byte)',')) | Vector256.Equals(some, Vector256.Create((byte)'\n'))
            | Vector256.Equals(some, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
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

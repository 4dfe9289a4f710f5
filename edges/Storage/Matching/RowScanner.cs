using System.Buffers.Binary;
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
    private FieldEnds ends; // by column of the row
    private int next, start, column, whole; // whole: how many of the row's fields end where the columns say
    private int block; // the 64 bytes whose ends of fields are marked
    private ulong marks;

    public RowScanner(ReadOnlySpan<byte> bytes, int from, string[] columns)
    {
        this.bytes = bytes;
        (next, this.columns, block) = (from, columns, from);
        marks = MarksIn(from);
    }

    /// <summary>What is wrong, with the byte its row begins at.</summary>
    public RowFault? Fault { get; private set; }

    /// <summary>Where the row begins.</summary>
    public int Row { get; private set; }

    /// <summary>How long the row is, its end included.</summary>
    public readonly int RowLength => next - Row;

    /// <summary>Goes to the next row; false at the end or when something is wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next()
    {
        if (Fault is not null || next >= bytes.Length)
        {
            return false;
        }

        (Row, start, column) = (next, next, 0);
        var (last, field, end, at, left) = (columns.Length - 1, 0, 0, block, marks);
        for (; field <= last; field++)
        {
            while (left == 0 && at + 64 < bytes.Length)
            {
                left = MarksIn(at += 64);
            }

            (end, left) = left == 0 ? (bytes.Length, 0) : (at + BitOperations.TrailingZeroCount(left), left & (left - 1));
            ends[field] = end;
            if (end == bytes.Length ? field < last : bytes[end] != (field < last ? ',' : '\n'))
            {
                break;
            }
        }

        (whole, block, marks) = (field, at, left);
        if (whole <= last)
        {
            return true;
        }

        next = end + 1;
        ends[last] -= end < bytes.Length && bytes[end - 1] == '\r' ? 1 : 0;
        return true;
    }

    /// <summary>The next field; it must end where the columns say, at a comma or at the row's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(bool mayBeEmpty = false)
    {
        if (column >= whole)
        {
            Malformed();
            return [];
        }

        var end = ends[column++];
        var field = bytes[start..end];
        start = end + 1;
        if (field.IsEmpty && !mayBeEmpty)
        {
            Missing();
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

        var number = field.Length <= 8 && start > 8 ? UpToEightDigits(BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(start - 9, 8)), field.Length) : Digits(field, most);
        return number >= least && number <= most ? number : NoNumber(field, least, most);
    }

    // The last bytes of eight as a number, the others left out; -1 when one is no digit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UpToEightDigits(ulong text, int length)
    {
        unchecked
        {
            var digits = (text ^ 0x3030303030303030) & (ulong.MaxValue << (64 - (8 * length)));
            if ((((digits + 0x7676767676767676) | digits) & 0x8080808080808080) != 0)
            {
                return -1;
            }

            // Two and two become one, three times.
            digits = (digits * ((10 << 8) + 1)) >> 8;
            digits = ((digits & 0x00FF00FF00FF00FF) * ((100 << 16) + 1)) >> 16;
            return (int)(((digits & 0x0000FFFF0000FFFF) * ((10000UL << 32) + 1)) >> 32);
        }
    }

    private static int Digits(ReadOnlySpan<byte> field, int most)
    {
        var number = 0;
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'9' || number > most)
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }

    // Where fields end, or a quotation mark stands, in 64 bytes: a bit each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong MarksIn(int from) => from + 64 > bytes.Length ? MarksAtTheEnd(from) : MarksInHalf(from) | ((ulong)MarksInHalf(from + 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint MarksInHalf(int from)
    {
        var some = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(bytes), (nuint)from);
        return (Vector256.Equals(some, Vector256.Create((byte)',')) | Vector256.Equals(some, Vector256.Create((byte)'\n'))
            | Vector256.Equals(some, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
    }

    private readonly ulong MarksAtTheEnd(int from)
    {
        var last = 0UL;
        for (var i = bytes.Length - 1; i >= from; i--)
        {
            last = (last << 1) | (bytes[i] is (byte)',' or (byte)'\n' or (byte)'"' ? 1u : 0);
        }

        return last;
    }

    /// <summary>Says that the field just read is wrong and what would be right.</summary>
    public void Wrong(scoped ReadOnlySpan<byte> field, Bilingual right) => Wrong(RefusalCode.MatchValueWrong, columns[Math.Max(column, 1) - 1], Shown(field), right);

    /// <summary>Says that the row is wrong.</summary>
    public void Wrong(RefusalCode code, params scoped ReadOnlySpan<Bilingual> values) => Fault ??= new(Row, code, [.. values]);

    private void Malformed() => Wrong(RefusalCode.MatchRowMalformed, $"{columns.Length}");

    private void Missing() => Wrong([], new("ett värde", "a value"));

    private int NoNumber(scoped ReadOnlySpan<byte> field, int least, int most)
    {
        Wrong(field, new($"ett heltal {least}–{most}", $"a whole number {least}–{most}"));
        return least;
    }

    private static string Shown(scoped ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);

    [InlineArray(16)]
    private struct FieldEnds
    {
        private int first;
    }
}

/// <summary>What is wrong in a row, and the byte the row begins at.</summary>
internal sealed record RowFault(int Row, RefusalCode Code, Bilingual[] Values);

using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using Vardbro.Kernel;

namespace Vardbro.Storage.Register;

/// <summary>
/// Splits a delivered file into rows (RFC 4180: comma, quotes doubled within quotes, LF or CRLF but not both). Reads a stream
/// once, in one buffer of fixed size, and stops at the first thing that makes the file another than it should be.
/// </summary>
/// <param name="from">The stream.</param>
/// <param name="names">The names of its fields in order, which the header must be; fewer than 64.</param>
internal sealed class RowReader(Stream from, ImmutableArray<string> names)
{
    /// <summary>The longest row in bytes; a quote that lacks its end is found at this length.</summary>
    public const int LongestRow = 1 << 16;

    private const int BufferBytes = 1 << 18;
    private const int PlacesKept = 64; // a power of two above any count of fields: what lies beyond wraps round and is refused at the row's end

    // What is read past the end of what is valid is thrown away, but it has to be there.
    private readonly byte[] buffer = new byte[BufferBytes + Vector256<byte>.Count];
    private readonly int[] starts = new int[PlacesKept];
    private readonly int[] ends = new int[PlacesKept];
    private readonly int wanted = names.Length;
    private ulong doubled;  // a bit a field that has doubled quotes in it
    private int begin;      // of the row being split
    private int next;       // of the row after it
    private int end;        // of what has been read
    private int looked;     // up to here the text is known to be UTF-8
    private int fields;
    private bool ended;
    private bool quoteOpen; // when what has been read ended
    private bool? crlf;     // how the header ended

    private enum Found
    {
        Row,
        More,
        Problem,
    }

    /// <summary>The row last split, counted as a spreadsheet does: the header is 1, and a line break within quotes is no row.</summary>
    public long Row { get; private set; }

    /// <summary>Why there is no next row, when it is not because the file ended as it should.</summary>
    public Refusal? Problem { get; private set; }

    /// <summary>Whether the row last split was ended by the file's end, so that its last field may have been cut.</summary>
    public bool Unended { get; private set; }

    /// <summary>The bytes that <see cref="Starts"/> and <see cref="Ends"/> point into. All three are overwritten by the next row.</summary>
    public ReadOnlySpan<byte> Text => buffer;

    /// <summary>Where each field of the row last split begins.</summary>
    public ReadOnlySpan<int> Starts => starts;

    /// <summary>Where each field of the row last split ends.</summary>
    public ReadOnlySpan<int> Ends => ends;

    /// <summary>Reads the header; a refusal when it is not the names in order.</summary>
    public Refusal? ReadHeader()
    {
        Fill();
        next = buffer.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0; // says nothing
        Advance();
        return Problem ??= fields == 0 ? Refusal.Of(RefusalCode.RegisterFileCut, "1") : HeaderProblem();
    }

    /// <summary>Takes the next row.</summary>
    /// <returns>False at the end, or when there is a <see cref="Problem"/>.</returns>
    public bool Next()
    {
        if (Advance() && fields == wanted)
        {
            return true;
        }

        if (Problem is null && fields > 0)
        {
            Problem = Unended
                ? Refusal.Of(RefusalCode.RegisterFileCut, $"{Row}")
                : Refusal.Of(RefusalCode.RegisterFieldsWrong, $"{Row}", $"{fields}", $"{wanted}");
        }

        return false;
    }

    private bool Advance()
    {
        if (Problem is not null)
        {
            return false;
        }

        begin = next;
        while (true)
        {
            fields = 0;
            switch (begin < end ? Split() : Found.More)
            {
                case Found.Row when next - begin <= LongestRow:
                    Row++;
                    Undouble();
                    return true;
                case Found.Problem:
                    return false;
                case Found.More when end - begin <= LongestRow && ended:
                    return Last();
                case Found.More when end - begin <= LongestRow:
                    Fill();
                    break;
                default:
                    Problem = Refusal.Of(RefusalCode.RegisterRowTooLong, $"{Row + 1}", $"{LongestRow}");
                    return false;
            }

            if (Problem is not null)
            {
                return false;
            }
        }
    }

    // The hot loop: 32 bytes at a time are asked for the four characters that mean something, and only those are looked at.
    private Found Split()
    {
        unchecked
        {
            var (comma, lineFeed, carriage, quote) = (
                Vector256.Create((byte)','), Vector256.Create((byte)'\n'), Vector256.Create((byte)'\r'), Vector256.Create((byte)'"'));
            ref var bytes = ref MemoryMarshal.GetArrayDataReference(buffer);
            var field = 0;
            starts[0] = begin;
            (doubled, quoteOpen) = (0, false);
            for (var at = begin; at < end; at += Vector256<byte>.Count)
            {
                var block = Vector256.LoadUnsafe(ref bytes, (nuint)at);
                var marks = ((Vector256.Equals(block, comma) | Vector256.Equals(block, lineFeed)) |
                    (Vector256.Equals(block, carriage) | Vector256.Equals(block, quote))).ExtractMostSignificantBits();
                for (; marks != 0; marks &= marks - 1)
                {
                    var place = at + BitOperations.TrailingZeroCount(marks);
                    if (place >= end)
                    {
                        return Pause(field);
                    }

                    if (buffer[place] == ',')
                    {
                        ends[field & (PlacesKept - 1)] = place;
                        field++;
                        starts[field & (PlacesKept - 1)] = place + 1;
                    }
                    else if (buffer[place] == '\n')
                    {
                        return EndRow(place, field, buffer[Math.Max(begin, place - 1)] == '\r' ? place - 1 : place);
                    }
                    else if (buffer[place] == '\r')
                    {
                        if (place + 1 < end && buffer[place + 1] != '\n')
                        {
                            return EndsMixed();
                        }
                    }
                    else
                    {
                        var found = Quoted(place, ref field, out var after);
                        if (found != Found.Row || after == 0)
                        {
                            return found;
                        }

                        at = after - Vector256<byte>.Count; // on from after the comma
                        break;
                    }
                }
            }

            return Pause(field);
        }
    }

    // What has been read ends within a row; should it be the file's end too, this is what the row has.
    private Found Pause(int field)
    {
        ends[field & (PlacesKept - 1)] = end;
        fields = field + 1;
        return Found.More;
    }

    // A field that begins with a quote. Ends the row itself when it is the last (after is 0); otherwise says where to go on.
    private Found Quoted(int open, ref int field, out int after)
    {
        after = 0;
        if (open != starts[field & (PlacesKept - 1)])
        {
            return QuoteWrong(field);
        }

        var close = open + 1;
        while (true)
        {
            var ahead = buffer.AsSpan(close, end - close).IndexOf((byte)'"');
            if (ahead < 0 || (close + ahead + 1 >= end && !ended))
            {
                quoteOpen = ahead < 0;
                return Pause(field);
            }

            close += ahead;
            if (close + 1 >= end || buffer[close + 1] != '"')
            {
                break;
            }

            doubled |= 1ul << (field & (PlacesKept - 1));
            close += 2;
        }

        starts[field & (PlacesKept - 1)] = open + 1;
        switch (close + 1 < end ? buffer[close + 1] : (byte)0)
        {
            case (byte)',':
                ends[field & (PlacesKept - 1)] = close;
                field++;
                starts[field & (PlacesKept - 1)] = after = close + 2;
                return Found.Row;
            case (byte)'\n':
                return EndRow(close + 1, field, close);
            case (byte)'\r' when close + 2 < end:
                return buffer[close + 2] == '\n' ? EndRow(close + 2, field, close) : EndsMixed();
            case (byte)'\r' or 0 when close + 2 >= end:
                ends[field & (PlacesKept - 1)] = close;
                fields = field + 1; // the file's last byte; more comes, or this is the last row
                return Found.More;
            default:
                return QuoteWrong(field);
        }
    }

    private Found EndRow(int lineFeed, int field, int fieldEnd)
    {
        ends[field & (PlacesKept - 1)] = fieldEnd;
        var ending = lineFeed > begin && buffer[lineFeed - 1] == '\r';
        crlf ??= ending;
        if (crlf != ending)
        {
            return EndsMixed();
        }

        (next, fields) = (lineFeed + 1, field + 1);
        return Found.Row;
    }

    // The file ended without a line end. A whole row may stand there; half of one is for the caller to see.
    private bool Last()
    {
        if (begin >= end)
        {
            return false;
        }

        (Unended, next, Row) = (true, end, Row + 1);
        Undouble();
        return !quoteOpen && fields == wanted;
    }

    // In place, and only when the row is whole: a row is split again when the buffer ended within it.
    private void Undouble()
    {
        for (var left = doubled; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            var to = starts[field];
            for (var at = starts[field]; at < ends[field]; at++)
            {
                at += buffer[at] == '"' ? 1 : 0;
                buffer[to++] = buffer[at];
            }

            ends[field] = to;
        }
    }

    private Found EndsMixed()
    {
        Problem = Refusal.Of(RefusalCode.RegisterLineEndsMixed, $"{Row + 1}", crlf switch { true => "CRLF", false => "LF", null => "CR" });
        return Found.Problem;
    }

    private Found QuoteWrong(int field)
    {
        Problem = Refusal.Of(RefusalCode.RegisterQuoteWrong, $"{Row + 1}", $"{field + 1}");
        return Found.Problem;
    }

    private Refusal? HeaderProblem()
    {
        for (var i = 0; i < Math.Max(fields, wanted); i++)
        {
            var there = i < Math.Min(fields, PlacesKept) ? Encoding.UTF8.GetString(buffer.AsSpan(starts[i]..ends[i])) : "";
            var name = i < wanted ? names[i] : "";
            if (there != name || i >= wanted)
            {
                return Refusal.Of(RefusalCode.RegisterHeaderWrong,
                    ShownName(there),
                    name.Length > 0 ? name : new Bilingual("radens slut", "the end of the row"), $"{i + 1}", $"{wanted}");
            }
        }

        return null;
    }

    // A file without a header has somebody's identity here; names have neither digits nor capitals.
    private static string ShownName(string there) =>
        !there.All(c => char.IsAsciiLetterLower(c) || c is '_' or ';' or ' ') ? "…" : there.Length <= 40 ? there : there[..40] + "…";

    // Moves the unfinished row to the front and reads on until the buffer is full or the stream ends.
    private void Fill()
    {
        buffer.AsSpan(begin..end).CopyTo(buffer);
        (end, looked, begin) = (end - begin, Math.Max(0, looked - begin), 0);
        while (end < BufferBytes && !ended)
        {
            var read = from.Read(buffer, end, BufferBytes - end);
            ended = read == 0;
            end += read;
        }

        var whole = ended ? end : end - HalfACharacter(buffer.AsSpan(0, end));
        var fresh = buffer.AsSpan(looked..whole);
        if (fresh.Contains((byte)0) || !Utf8.IsValid(fresh))
        {
            Problem = NotText(fresh);
        }

        looked = whole;
    }

    // How many bytes at the end belong to a character that is not all there.
    private static int HalfACharacter(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            var letter = text[^back];
            if (letter >= 0xC0)
            {
                return back < (letter >= 0xF0 ? 4 : letter >= 0xE0 ? 3 : 2) ? back : 0;
            }

            if (letter < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }

    private Refusal NotText(ReadOnlySpan<byte> fresh)
    {
        if (Row == 0 && (fresh is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] or [not 0, 0, not 0, 0, ..]))
        {
            return Refusal.Of(RefusalCode.RegisterEncodingWrong, "UTF-16", "1");
        }

        var (at, status) = (0, OperationStatus.Done);
        while (fresh[at] != 0 && (status = Rune.DecodeFromUtf8(fresh[at..], out _, out var length)) == OperationStatus.Done)
        {
            at += length;
        }

        var row = Row + 1 + fresh[..at].Count((byte)'\n') + buffer.AsSpan(0, looked).Count((byte)'\n');
        return status == OperationStatus.NeedMoreData ? Refusal.Of(RefusalCode.RegisterFileCut, $"{row}")
            : Refusal.Of(RefusalCode.RegisterEncodingWrong, fresh[at] == 0
            ? new Bilingual("ett nolltecken", "a NUL character")
            : new Bilingual($"byten {fresh[at]:x2}", $"the byte {fresh[at]:x2}"), $"{row}");
    }
}

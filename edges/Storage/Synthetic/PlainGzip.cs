using System.Buffers.Binary;
using System.Text;

namespace Vardbro.Storage.Synthetic;

/// <summary>
/// A gzip file whose bytes are the same on every machine and with every version of .NET: the platform's own compressor is not
/// (it follows the zlib it was built with). Greedy LZ77 over 32 KiB with one look at the last place with the same four bytes,
/// written in fixed Huffman codes (RFC 1951, 1952); no clock, no name of a machine. Some
/// half larger than the platform's (docs/operate/command-line.md).
/// </summary>
public sealed class PlainGzip : IDisposable
{
    private const int Window = 1 << 15;
    private const int Buffer = 1 << 18;
    private const int HashBits = 15;
    private const int Shortest = 4;
    private const int Longest = 258;

    // Lengths and distances: base and extra bits of each code (RFC 1951 3.2.5).
    private static readonly ushort[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly byte[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly ushort[] DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly (uint Bits, int Count)[] Symbols = [.. Enumerable.Range(0, 286).Select(Symbol)];
    private static readonly byte[] LengthCode = CodesOf(LengthBase, Longest + 1);
    private static readonly byte[] DistanceCode = CodesOf(DistanceBase, Window + 1);
    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    private readonly Stream to;
    private readonly byte[] buffer = new byte[Buffer];
    private readonly int[] last = new int[1 << HashBits];
    private readonly byte[] output = new byte[1 << 16];
    private int filled;
    private int encoded;
    private int written;
    private ulong bits;
    private int bitCount;
    private uint crc = uint.MaxValue;
    private uint length;

    /// <summary>Begins a file.</summary>
    /// <param name="to">Where it is written; left open.</param>
    /// <param name="comment">What the file's head says of it, in ASCII.</param>
    public PlainGzip(Stream to, string comment)
    {
        this.to = to;
        to.Write([0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 255, .. Encoding.ASCII.GetBytes(comment), 0]);
        Array.Fill(last, -1);
        Put(0b011, 3); // one block, the last, with fixed codes
    }

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Sum(bytes);
        while (!bytes.IsEmpty)
        {
            var take = int.Min(bytes.Length, Buffer - filled);
            bytes[..take].CopyTo(buffer.AsSpan(filled));
            filled += take;
            bytes = bytes[take..];
            if (filled == Buffer)
            {
                Encode(filled - Longest);
                Slide();
            }
        }
    }

    /// <summary>Ends the file.</summary>
    public void Dispose()
    {
        Encode(filled);
        Put(Symbols[256]);
        Put(0, (8 - (bitCount & 7)) & 7);
        Flush();
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, ~crc);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], length);
        to.Write(tail);
    }

    private void Encode(int until)
    {
        while (encoded < until)
        {
            var match = 0;
            var place = -1;
            if (encoded + Shortest <= filled)
            {
                var hash = HashAt(encoded);
                (place, last[hash]) = (last[hash], encoded);
                match = place >= 0 && encoded - place <= Window ? MatchAt(place) : 0;
            }

            if (match < Shortest)
            {
                Put(Symbols[buffer[encoded++]]);
                continue;
            }

            PutMatch(match, encoded - place);
            for (var i = encoded + 1; i < encoded + match && i + Shortest <= filled; i++)
            {
                last[HashAt(i)] = i;
            }

            encoded += match;
        }
    }

    private int MatchAt(int place) =>
        buffer.AsSpan(encoded, int.Min(Longest, filled - encoded)).CommonPrefixLength(buffer.AsSpan(place));

    private int HashAt(int at) =>
        (int)unchecked((BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at)) * 2654435761u) >> (32 - HashBits));

    // What is older than the window is never pointed at again.
    private void Slide()
    {
        var away = encoded - Window;
        buffer.AsSpan(away, filled - away).CopyTo(buffer);
        (filled, encoded) = (filled - away, Window);
        for (var i = 0; i < last.Length; i++)
        {
            last[i] = int.Max(-1, last[i] - away);
        }
    }

    private void PutMatch(int match, int distance)
    {
        var code = LengthCode[match];
        Put(Symbols[257 + code]);
        Put((uint)(match - LengthBase[code]), LengthExtra[code]);
        code = DistanceCode[distance];
        Put(Reversed(code, 5), 5);
        Put((uint)(distance - DistanceBase[code]), code < 4 ? 0 : (code / 2) - 1);
    }

    private void Put((uint Bits, int Count) symbol) => Put(symbol.Bits, symbol.Count);

    private void Put(uint value, int count)
    {
        bits |= (ulong)value << bitCount;
        bitCount += count;
        while (bitCount >= 8)
        {
            output[written++] = unchecked((byte)bits);
            (bits, bitCount) = (bits >> 8, bitCount - 8);
            if (written == output.Length)
            {
                Flush();
            }
        }
    }

    private void Flush()
    {
        to.Write(output.AsSpan(0, written));
        written = 0;
    }

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = crc;
        foreach (var b in bytes)
        {
            sum = Crc[(sum ^ b) & 255] ^ (sum >> 8);
        }

        (crc, length) = (sum, unchecked(length + (uint)bytes.Length));
    }

    // The fixed codes (RFC 1951 3.2.6), turned so that they can be put in from the lowest bit.
    private static (uint Bits, int Count) Symbol(int symbol) => symbol switch
    {
        < 144 => (Reversed(0x30 + symbol, 8), 8),
        < 256 => (Reversed(0x190 + symbol - 144, 9), 9),
        < 280 => (Reversed(symbol - 256, 7), 7),
        _ => (Reversed(0xc0 + symbol - 280, 8), 8),
    };

    private static uint Reversed(int value, int count)
    {
        var turned = 0u;
        for (var i = 0; i < count; i++)
        {
            turned = (turned << 1) | (uint)((value >> i) & 1);
        }

        return turned;
    }

    private static byte[] CodesOf(ushort[] bases, int size)
    {
        var codes = new byte[size];
        for (var i = bases[0]; i < size; i++)
        {
            codes[i] = (byte)(Array.FindIndex(bases, b => b > i) is >= 0 and var after ? after - 1 : bases.Length - 1);
        }

        return codes;
    }

    private static uint CrcOf(int place)
    {
        var sum = (uint)place;
        for (var i = 0; i < 8; i++)
        {
            sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
        }

        return sum;
    }
}

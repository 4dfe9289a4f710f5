using System.Security.Cryptography;

namespace Vardbro.Storage.Register;

/// <summary>A file as it comes: every byte that is read is hashed, counted and kept aside, packed or not.</summary>
internal sealed class ReceivedStream : Stream
{
    private const int MagicBytes = 2;

    private readonly Stream from;
    private readonly Stream kept;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] first = new byte[MagicBytes];
    private readonly int given; // how many first bytes there are: a file may have fewer
    private int ahead; // how many of them are read but not yet given

    /// <summary>Reads the first bytes, to see what it is.</summary>
    /// <param name="from">Where the bytes come from; not closed.</param>
    /// <param name="kept">Where they are kept; not closed.</param>
    public ReceivedStream(Stream from, Stream kept)
    {
        (this.from, this.kept) = (from, kept);
        while (ahead < MagicBytes && ReadFrom(first.AsSpan(ahead)) is > 0 and var read)
        {
            ahead += read;
        }

        given = ahead;
        IsPacked = ahead == MagicBytes && first is [0x1F, 0x8B]; // gzip, RFC 1952
    }

    /// <summary>Whether the bytes are gzip, by their beginning and not by the file's name.</summary>
    public bool IsPacked { get; }

    /// <summary>How many bytes have been given.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of what has been given. Asked for once, after the end.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <inheritdoc/>
    public override int Read(Span<byte> into)
    {
        var read = Math.Min(ahead, into.Length);
        if (read > 0)
        {
            first.AsSpan(given - ahead, read).CopyTo(into);
            ahead -= read;
        }
        else
        {
            read = ReadFrom(into);
        }

        hash.AppendData(into[..read]);
        kept.Write(into[..read]);
        Bytes += read;
        return read;
    }

    private int ReadFrom(Span<byte> into)
    {
        try
        {
            return from.Read(into);
        }
        catch (IOException trouble)
        {
            throw new ReadingFailedException(trouble);
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Tells trouble with the file that bytes come from, from trouble with the place that keeps them.</summary>
#pragma warning disable CA1032, CA1064 // thrown and caught in this folder only
internal sealed class ReadingFailedException(IOException why) : Exception(why.Message, why);
#pragma warning restore CA1032, CA1064

/// <summary>What a packed file unpacks to, up to a limit of size and of how many times its own size it may become.</summary>
/// <param name="packed">The gzip stream.</param>
/// <param name="received">The bytes it comes from.</param>
internal sealed class UnpackedStream(Stream packed, ReceivedStream received) : Stream
{
    /// <summary>The most bytes a file may have, unpacked.</summary>
    public const long MostBytes = 4L << 30;

    /// <summary>The most times its own size a packed file may become. Real files become ten to twenty times.</summary>
    public const int MostTimes = 250;

    // So small that no ratio below it can harm.
    private const long AlwaysAllowed = 16L << 20;

    private long given;

    /// <summary>Whether more came than may.</summary>
    public bool Burst { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = packed.Read(buffer);
        given += read;
        Burst |= given > MostBytes || (received.IsPacked && given > AlwaysAllowed && given / MostTimes > received.Bytes);
        return Burst ? 0 : read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

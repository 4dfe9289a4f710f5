using System.Collections.Immutable;
using System.IO.Compression;
using Vardbro.Kernel;

namespace Vardbro.Storage.Register;

/// <summary>Reads a file that somebody handed in, packed or not, row by row: what every kind of file has in common.</summary>
internal static class DeliveredFile
{
    private const int RowsBetweenLooks = 1 << 14;

    /// <summary>Opens a file, or says why it cannot be read (RegisterFileUnreadable).</summary>
    public static Outcome<FileStream> Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refusal.Of(RefusalCode.RegisterFileUnreadable, file, trouble.Message);
        }
    }

    /// <summary>Reads every row; a refusal when the file as a whole is not what it should be.</summary>
    /// <param name="received">The file as it comes.</param>
    /// <param name="names">The names of its fields in order.</param>
    /// <param name="take">Takes the row that the reader stands at; a refusal ends the reading.</param>
    /// <param name="progress">Told now and then how many rows have been read.</param>
    public static Refusal? Read(ReceivedStream received, ImmutableArray<string> names, Func<RowReader, Refusal?> take, Action<long>? progress)
    {
        using var gzip = received.IsPacked ? new GZipStream(received, CompressionMode.Decompress, leaveOpen: true) : null;
        using var unpacked = new UnpackedStream(gzip ?? (Stream)received, received);
        var reader = new RowReader(unpacked, names);
        try
        {
            var problem = reader.ReadHeader();
            while (problem is null && reader.Next())
            {
                problem = take(reader);
                if (reader.Row % RowsBetweenLooks == 0)
                {
                    progress?.Invoke(reader.Row);
                }
            }

            return unpacked.Burst ? TooLarge(received) : problem ?? reader.Problem ?? Rest(received);
        }
        catch (InvalidDataException)
        {
            return Refusal.Of(RefusalCode.RegisterGzipDamaged, $"{reader.Row}");
        }
    }

    // What follows the packed data is part of what was received.
    private static Refusal? Rest(ReceivedStream received)
    {
        Span<byte> rest = stackalloc byte[4096];
        while (received.Read(rest) > 0)
        {
            if (received.Bytes > UnpackedStream.MostBytes)
            {
                return TooLarge(received);
            }
        }

        return null;
    }

    private static Refusal TooLarge(ReceivedStream received) => Refusal.Of(RefusalCode.RegisterFileTooLarge, received.IsPacked
        ? new Bilingual(
            $"uppackad mer än {UnpackedStream.MostBytes >> 30} GiB, eller mer än {UnpackedStream.MostTimes} gånger sin packade storlek",
            $"unpacked more than {UnpackedStream.MostBytes >> 30} GiB, or more than {UnpackedStream.MostTimes} times its packed size")
        : new Bilingual($"mer än {UnpackedStream.MostBytes >> 30} GiB", $"more than {UnpackedStream.MostBytes >> 30} GiB"));
}

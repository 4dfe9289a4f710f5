using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>Where a batch comes from; part of its content, so that a batch belongs to exactly one received file.</summary>
/// <param name="Received">SHA-256 of the received bytes, in hexadecimal.</param>
/// <param name="Synthetic">Whether its rows are invented.</param>
internal sealed record BatchOrigin(string Received, bool Synthetic);

/// <summary>
/// A batch as a file: a header of 64 bytes, the texts, the columns one after another, all little-endian. Its name is the SHA-256
/// of its bytes, which is its checksum as well.
/// </summary>
internal static class BatchFile
{
    private const int HeaderBytes = 64;
    private const ushort Form = 1;

    private static ReadOnlySpan<byte> Magic => "VBB1"u8;

    /// <summary>Writes a batch.</summary>
    /// <returns>Its id: SHA-256 of what was written.</returns>
    public static string Write(Stream to, ContactBatch batch, BatchOrigin origin)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            to.Write(bytes);
        }

        Put(Header(batch, origin));
        foreach (var text in batch.Texts.Services.Concat(batch.Texts.Units).Concat(batch.Texts.Municipalities))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var length = new byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)bytes.Length);
            Put(length);
            Put(bytes);
        }

        var columns = batch.Columns;
        foreach (var column in new[] { columns.Service, columns.Unit, columns.Municipality, columns.StartedBefore, columns.Waited })
        {
            Put(MemoryMarshal.AsBytes(column.AsSpan()));
        }

        Put(MemoryMarshal.AsBytes(columns.Target.AsSpan()));
        Put(columns.BirthYear.AsSpan());
        Put(columns.Facts.AsSpan());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a batch from its bytes; a damaged one is null.</summary>
    /// <param name="id">What it is called.</param>
    /// <param name="bytes">Its bytes.</param>
    public static (ContactBatch Batch, BatchOrigin Origin)? Read(string id, ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderBytes && bytes.StartsWith(Magic) && BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) == Form &&
        Convert.ToHexStringLower(SHA256.HashData(bytes)) == id
            ? ReadSound(bytes)
            : null;

    private static byte[] Header(ContactBatch batch, BatchOrigin origin)
    {
        var header = new byte[HeaderBytes];
        var rest = header.AsSpan();
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteUInt16LittleEndian(rest[4..], Form);
        rest[6] = origin.Synthetic ? (byte)1 : (byte)0;
        rest[7] = (byte)batch.Month.Number;
        BinaryPrimitives.WriteUInt16LittleEndian(rest[8..], (ushort)batch.Month.Year);
        Encoding.ASCII.GetBytes(batch.Region.ToString(), rest[10..]);
        Convert.FromHexString(origin.Received).CopyTo(rest[16..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[48..], batch.Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[52..], batch.Texts.Services.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[56..], batch.Texts.Units.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[60..], batch.Texts.Municipalities.Length);
        return header;
    }

    // The name vouches for the bytes; what is asked here is only that they could have been written by this program.
    private static (ContactBatch, BatchOrigin)? ReadSound(ReadOnlySpan<byte> bytes)
    {
        var month = Month.Read($"{BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]):0000}-{bytes[7]:00}");
        var region = RegionId.TryParse(Encoding.ASCII.GetString(bytes.Slice(10, 4)));
        var origin = new BatchOrigin(Convert.ToHexStringLower(bytes.Slice(16, 32)), bytes[6] == 1);
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]);
        var rest = bytes[HeaderBytes..];
        if (month is null || region is null || count < 0 ||
            Texts(ref rest, BinaryPrimitives.ReadInt32LittleEndian(bytes[52..])) is not { } services ||
            Texts(ref rest, BinaryPrimitives.ReadInt32LittleEndian(bytes[56..])) is not { } units ||
            Texts(ref rest, BinaryPrimitives.ReadInt32LittleEndian(bytes[60..])) is not { } municipalities ||
            rest.Length != (long)count * ContactBatch.BytesAContact)
        {
            return null;
        }

        var columns = new BatchColumns(
            Take<ushort>(ref rest, count), Take<ushort>(ref rest, count), Take<ushort>(ref rest, count), Take<ushort>(ref rest, count),
            Take<ushort>(ref rest, count), Take<short>(ref rest, count), Take<byte>(ref rest, count), Take<byte>(ref rest, count));
        return ContactBatch.Of(region.Value, month.Value, new(services, units, municipalities), columns) is { } batch ? (batch, origin) : null;
    }

    private static ImmutableArray<string>? Texts(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count is < 0 or > ContactBatch.MostTexts)
        {
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < 2 || BinaryPrimitives.ReadUInt16LittleEndian(rest) is var length && rest.Length < 2 + length)
            {
                return null;
            }

            texts.Add(Encoding.UTF8.GetString(rest.Slice(2, length)));
            rest = rest[(2 + length)..];
        }

        return texts.MoveToImmutable();
    }

    private static ImmutableArray<T> Take<T>(ref ReadOnlySpan<byte> rest, int count)
        where T : unmanaged
    {
        var bytes = count * Marshal.SizeOf<T>();
        var column = ImmutableArray.Create(MemoryMarshal.Cast<byte, T>(rest[..bytes]));
        rest = rest[bytes..];
        return column;
    }
}

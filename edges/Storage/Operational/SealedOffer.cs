using System.Security.Cryptography;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Operational;

/// <summary>A sealed wait as it lies in the database, with the key that opens it; without one where that is gone.</summary>
internal sealed record SealedRead(byte[] Id, byte[] Person, int Standing, byte[] Content, byte[]? Key)
{
    /// <summary>Whether it goes on, and is not only kept to see who left.</summary>
    public bool IsOpen => Standing < 2;
}

/// <summary>What a night offers somebody.</summary>
/// <param name="Provider">The hospital.</param>
/// <param name="Monday">The Monday of the week.</param>
/// <param name="Km">Kilometres.</param>
/// <param name="Tier">The tier of need.</param>
/// <param name="Rank">The rank within it.</param>
public sealed record PlannedOffer(string Provider, DateOnly Monday, int Km, int Tier, int Rank);

/// <summary>
/// The name that a wait has in one run's files: letters from the person's own secret key and the run's seed. Nobody who lacks that key
/// can tell whose it is, or choose it to be lucky in the draw, and when the person is erased nobody at all can. Another run, another name.
/// </summary>
public static class RunKey
{
    private const int Letters = 15; // 20^15 is more than 64 bits

    internal static string Of(SealedRead row, ulong seed)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(row.Key, [.. "run"u8, .. BitConverter.GetBytes(seed), .. row.Id], hash);
        Span<byte> letters = stackalloc byte[Letters];
        SyntheticKeys.Write(BitConverter.ToUInt64(hash), letters);
        return Encoding.ASCII.GetString(letters);
    }
}

/// <summary>An offer under its person's key (AES-256-GCM), with a nonce of its own, bound to the region and the wait.</summary>
internal static class SealedOffer
{
    private const byte Version = 1;
    private const int NonceBytes = 12, TagBytes = 16;

    /// <summary>Nonce, ciphertext, tag.</summary>
    public static byte[] Seal(PlannedOffer offer, RegionId region, SealedRead wait)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(offer.Provider);
        writer.Write(offer.Monday.DayNumber);
        writer.Write(offer.Km);
        writer.Write((byte)offer.Tier);
        writer.Write((ushort)offer.Rank);
        writer.Flush();
        var plain = memory.ToArray();
        var content = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(wait.Key!, TagBytes);
        aes.Encrypt(content.AsSpan(0, NonceBytes), plain, content.AsSpan(NonceBytes, plain.Length), content.AsSpan(NonceBytes + plain.Length), Bound(region, wait));
        return content;
    }

    /// <summary>The offer; null when the bytes are not what was sealed under the key in this place.</summary>
    public static PlannedOffer? Open(RegionId region, SealedRead wait, byte[] content)
    {
        if (content.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var plain = new byte[content.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(wait.Key!, TagBytes);
            aes.Decrypt(content.AsSpan(0, NonceBytes), content.AsSpan(NonceBytes, plain.Length), content.AsSpan(NonceBytes + plain.Length), plain, Bound(region, wait));
            using var reader = new BinaryReader(new MemoryStream(plain, writable: false), Encoding.UTF8);
            return reader.ReadByte() != Version ? null
                : new(reader.ReadString(), DateOnly.FromDayNumber(reader.ReadInt32()), reader.ReadInt32(), reader.ReadByte(), reader.ReadUInt16());
        }
        catch (Exception trouble) when (trouble is CryptographicException or IOException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Bound(RegionId region, SealedRead wait) => [.. Encoding.ASCII.GetBytes($"offer {region}"), .. wait.Id];
}

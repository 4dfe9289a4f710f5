using System.Security.Cryptography;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Operational;

/// <summary>A key of one person, made for one delivery: what it locks is gone when it is.</summary>
/// <param name="Person">A random name of the person in the database; means nothing elsewhere.</param>
/// <param name="Key">The AES-256 key.</param>
internal sealed record PersonKey(byte[] Person, byte[] Key)
{
    public const int IdBytes = 16;
    private const int KeyBytes = 32;

    public static PersonKey Make() => new(RandomNumberGenerator.GetBytes(IdBytes), RandomNumberGenerator.GetBytes(KeyBytes));
}

/// <summary>
/// A wait under its person's key (AES-256-GCM). The row's random id gives the nonce (its first 12 bytes: every row has its own, and
/// every key few rows), and is bound in with the region, so that no row can be put in another's place.
/// </summary>
internal static class SealedWait
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int MostBytes = 1024; // five texts of at most 64 and a code, with room

    /// <summary>The ciphertext with its tag last.</summary>
    public static byte[] Seal(OperationalWait wait, byte[] id, AesGcm key)
    {
        using var memory = new MemoryStream(MostBytes);
        using (var writer = new BinaryWriter(memory, Encoding.UTF8))
        {
            Write(writer, wait);
            writer.Flush();
            var plain = memory.GetBuffer().AsSpan(0, (int)memory.Length);
            var sealedBytes = new byte[plain.Length + TagBytes];
            key.Encrypt(id.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), Bound(wait.Region, id));
            CryptographicOperations.ZeroMemory(plain);
            return sealedBytes;
        }
    }

    /// <summary>The wait; null when the bytes are not what was sealed under the key in this place.</summary>
    public static OperationalWait? Open(RegionId region, byte[] id, byte[] content, byte[] key)
    {
        if (id.Length != PersonKey.IdBytes || content.Length < TagBytes || content.Length > MostBytes + TagBytes)
        {
            return null;
        }

        var plain = new byte[content.Length - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(id.AsSpan(0, NonceBytes), content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), plain, Bound(region, id));
            using var reader = new BinaryReader(new MemoryStream(plain, writable: false), Encoding.UTF8);
            return Read(reader, region);
        }
        catch (Exception trouble) when (trouble is CryptographicException or IOException or ArgumentException or FormatException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>A cipher under a person's key.</summary>
    public static AesGcm Cipher(PersonKey key) => new(key.Key, TagBytes);

    private static byte[] Bound(RegionId region, byte[] id) => [.. Encoding.ASCII.GetBytes(region.ToString()), .. id];

    private static void Write(BinaryWriter to, OperationalWait wait)
    {
        to.Write(Version);
        to.Write(wait.Id);
        to.Write(wait.Person.Key);
        to.Write((byte)wait.Person.Sex);
        to.Write((short)wait.Person.BirthYear);
        to.Write(wait.Person.Municipality);
        to.Write((byte)wait.Care.Kind);
        to.Write(wait.Care.Service);
        to.Write(wait.Care.Unit);
        to.Write(wait.Care.Profile);
        foreach (var date in new[] { wait.Dates.Referral, wait.Dates.Decision, wait.Dates.Target, wait.Dates.Home, wait.Dates.Exit })
        {
            to.Write(date?.DayNumber ?? 0);
        }

        to.Write((byte)(wait.Deviation is { } deviation ? (int)deviation.Kind + 1 : 0));
        to.Write(wait.Deviation?.From.DayNumber ?? 0);
        to.Write(wait.Deviation?.To?.DayNumber ?? 0);
        to.Write((byte)wait.Status);
        to.Write(wait.ExitReason ?? "");
        to.Write(WholeMicroseconds.Of(wait.UpdatedAt));
    }

    private static OperationalWait? Read(BinaryReader from, RegionId region)
    {
        if (from.ReadByte() != Version)
        {
            return null;
        }

        var id = from.ReadString();
        var person = new WaitingPerson(from.ReadString(), (Sex)from.ReadByte(), from.ReadInt16(), from.ReadString());
        var care = new WantedCare((WaitKind)from.ReadByte(), from.ReadString(), from.ReadString(), from.ReadString());
        var dates = new OperationalDates(Date(from), Date(from), Date(from), Date(from), Date(from));
        var (kind, first, last) = (from.ReadByte(), Date(from), Date(from));
        var deviation = kind > 0 && first is { } start ? Deviation.Of((DeviationKind)(kind - 1), start, last).Value : null;
        var (status, reason, updated) = ((WaitStatus)from.ReadByte(), from.ReadString(), WholeMicroseconds.ToInstant(from.ReadInt64()));
        return OperationalWait.Of(id, region, person, care, dates, deviation, status, reason.Length == 0 ? null : reason, updated)
            .Succeeded(out var wait, out _) ? wait : null;
    }

    private static DateOnly? Date(BinaryReader from) => from.ReadInt32() is > 0 and var number ? DateOnly.FromDayNumber(number) : null;
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vardbro.Kernel;

namespace Vardbro.Storage.Register;

/// <summary>
/// Makes the keys that say that two rows are of one contact or one patient, and nothing else: the first 8 bytes of an HMAC with
/// a secret that is made once a store and never leaves it. Two stores' keys have nothing in common.
/// </summary>
internal sealed class LinkKeys
{
    /// <summary>Bytes a key takes.</summary>
    public const int KeyBytes = 8;

    private const int SecretBytes = 32;
    private const int LongestIdentity = 256;

    private readonly byte[] secret;

    private LinkKeys(byte[] secret) => this.secret = secret;

    /// <summary>The keys of a store; makes the secret when there is none.</summary>
    public static Outcome<LinkKeys> Open(RegisterFiles files)
    {
        if (!File.Exists(files.LinkSecret))
        {
            Make(files);
        }

        var secret = File.ReadAllBytes(files.LinkSecret);
        return secret.Length == SecretBytes
            ? new LinkKeys(secret)
            : StoreTrouble.Damaged(files.LinkSecret, new("nyckeln har fel längd", "the key has the wrong length"));
    }

    /// <summary>The key of a contact. Never 0.</summary>
    public ulong OfContact(ReadOnlySpan<byte> identity) => Of((byte)'c', identity);

    /// <summary>The key of a patient; 0 when there is no identity.</summary>
    public ulong OfPatient(ReadOnlySpan<byte> identity) => identity.IsEmpty ? 0 : Of((byte)'p', identity);

    // Of two programs that make it at once, the one that comes first has made it.
    private static void Make(RegisterFiles files)
    {
        string aside;
        using (var file = files.Stage(".secret"))
        {
            aside = file.Name;
            file.Write(RandomNumberGenerator.GetBytes(SecretBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, files.LinkSecret, overwrite: false);
        }
        catch (IOException) when (File.Exists(files.LinkSecret))
        {
            File.Delete(aside);
        }
    }

    private ulong Of(byte kind, ReadOnlySpan<byte> identity)
    {
        Span<byte> message = stackalloc byte[LongestIdentity + 1];
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        message[0] = kind;
        if (identity.Length <= LongestIdentity)
        {
            identity.CopyTo(message[1..]);
            HMACSHA256.HashData(secret, message[..(identity.Length + 1)], code);
        }
        else
        {
            HMACSHA256.HashData(secret, (byte[])[kind, .. identity], code);
        }

        return MemoryMarshal.Read<ulong>(code) is not 0 and var key ? key : 1;
    }
}

/// <summary>The keys seen so far: tells a contact that comes twice. Open addressing, so that a million take 16 MB.</summary>
internal sealed class KeySet
{
    private ulong[] slots = new ulong[1 << 12];
    private int count;

    /// <summary>Adds a key that is not 0; false when it was there.</summary>
    public bool Add(ulong key)
    {
        if (count * 3L > slots.Length * 2L)
        {
            var before = slots;
            slots = new ulong[before.Length * 2];
            foreach (var old in before)
            {
                if (old != 0)
                {
                    slots[SlotOf(old)] = old;
                }
            }
        }

        var slot = SlotOf(key);
        if (slots[slot] == key)
        {
            return false;
        }

        slots[slot] = key;
        count++;
        return true;
    }

    // Keys are as good as random, so their own bits are the hash.
    private int SlotOf(ulong key)
    {
        var slot = (int)(key & (ulong)(slots.Length - 1));
        while (slots[slot] != 0 && slots[slot] != key)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }
}

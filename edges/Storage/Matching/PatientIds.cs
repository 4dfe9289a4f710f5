using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Vardbro.Storage.Matching;

/// <summary>The ids of a service's patients, one after the other: in the file they lie far apart.</summary>
internal sealed class PatientIds(int most)
{
    private const int UsualLength = 12;

    private readonly int[] starts = GC.AllocateUninitializedArray<int>(most + 1); // and the end of the last
    private byte[] text = GC.AllocateUninitializedArray<byte>(most * UsualLength);
    private int count, length;

    /// <summary>How many bytes they are together.</summary>
    public int Length => length;

    public ReadOnlySpan<byte> this[int patient]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => text.AsSpan(starts[patient], starts[patient + 1] - starts[patient]);
    }

    /// <summary>Puts one after the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> id)
    {
        if (length + id.Length > text.Length)
        {
            Array.Resize(ref text, 2 * (length + id.Length));
        }

        starts[count++] = length;
        Append(id, text, ref length);
        starts[count] = length;
    }

    /// <summary>Some of them, or all, in another order.</summary>
    public PatientIds InOrder(ReadOnlySpan<int> order)
    {
        var ids = new PatientIds(order.Length);
        foreach (var from in order)
        {
            ids.Add(this[from]);
        }

        return ids;
    }

    /// <summary>Puts a short text at the end of what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append(ReadOnlySpan<byte> part, byte[] text, ref int at)
    {
        if (part.Length is >= 8 and <= 16)
        {
            // The first and the last eight bytes: most are so long, and a call takes longer than the copying.
            BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(at), BinaryPrimitives.ReadUInt64LittleEndian(part));
            BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(at + part.Length - 8), BinaryPrimitives.ReadUInt64LittleEndian(part[^8..]));
        }
        else
        {
            part.CopyTo(text.AsSpan(at));
        }

        at += part.Length;
    }
}

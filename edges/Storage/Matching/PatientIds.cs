using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Vardbro.Storage.Matching;

/// <summary>The ids of a service's patients, one after the other: in the file they lie far apart.</summary>
internal sealed class PatientIds
{
    private readonly byte[] text;
    private readonly int[] starts; // and the end of the last

    /// <summary>Makes room for them.</summary>
    /// <param name="count">How many they are.</param>
    /// <param name="length">How many bytes they are together.</param>
    public PatientIds(int count, int length)
    {
        (text, starts) = (GC.AllocateUninitializedArray<byte>(length), GC.AllocateUninitializedArray<int>(count + 1));
        starts[count] = length;
    }

    public ReadOnlySpan<byte> this[int patient]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => text.AsSpan(starts[patient], starts[patient + 1] - starts[patient]);
    }

    /// <summary>Puts an id where it belongs; those of each service follow on one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int patient, ReadOnlySpan<byte> id, ref int at)
    {
        starts[patient] = at;
        Append(id, text, ref at);
    }

    /// <summary>Some of them, or all, in another order.</summary>
    /// <param name="order">Which, from a first.</param>
    /// <param name="first">The first.</param>
    public PatientIds InOrder(ReadOnlySpan<int> order, int first = 0)
    {
        var length = 0;
        foreach (var from in order)
        {
            length += this[first + from].Length;
        }

        var (ids, at) = (new PatientIds(order.Length, length), 0);
        for (var i = 0; i < order.Length; i++)
        {
            ids.Put(i, this[first + order[i]], ref at);
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

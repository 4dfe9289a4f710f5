using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Vardbro.Storage.Matching;

/// <summary>Names as they stand in a file, numbered in the order they come. Found without making a string.</summary>
internal sealed class NameTable
{
    private readonly List<byte[]> names = [];
    private Slot[] slots = new Slot[64];

    // What a name of at most eight bytes is, and what is looked at first of a longer one. The place is one more than it is; 0 is empty.
    private struct Slot
    {
        public ulong Key;
        public int Length, Place;
    }

    public int Count => names.Count;

    public string this[int place] => Encoding.UTF8.GetString(names[place]);

    /// <summary>A name's bytes.</summary>
    public ReadOnlySpan<byte> BytesOf(int place) => names[place];

    /// <summary>The place of a name, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> name)
    {
        var (key, all) = (KeyOf(name), slots);
        for (var at = SlotOf(key, all.Length); ; at = (at + 1) & (all.Length - 1))
        {
            ref readonly var slot = ref all[at];
            if (slot.Place == 0)
            {
                return -1;
            }

            if (slot.Key == key && slot.Length == name.Length && (name.Length <= 8 || name.SequenceEqual(names[slot.Place - 1])))
            {
                return slot.Place - 1;
            }
        }
    }

    public int FindOrAdd(ReadOnlySpan<byte> name)
    {
        if (Find(name) is >= 0 and var place)
        {
            return place;
        }

        names.Add(name.ToArray());
        if (names.Count * 2 > slots.Length)
        {
            slots = new Slot[slots.Length * 2];
            for (var i = 0; i < names.Count; i++)
            {
                Put(i);
            }
        }
        else
        {
            Put(names.Count - 1);
        }

        return names.Count - 1;
    }

    /// <summary>The places in the order of their names' bytes.</summary>
    public int[] Sorted()
    {
        var order = Enumerable.Range(0, names.Count).ToArray();
        Array.Sort(order, (a, b) => names[a].AsSpan().SequenceCompareTo(names[b]));
        return order;
    }

    /// <summary>By place: which it is in the order of the names' bytes.</summary>
    public int[] Ranks()
    {
        var (order, ranks) = (Sorted(), new int[names.Count]);
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    private void Put(int place)
    {
        var key = KeyOf(names[place]);
        var at = SlotOf(key, slots.Length);
        while (slots[at].Place != 0)
        {
            at = (at + 1) & (slots.Length - 1);
        }

        slots[at] = new() { Key = key, Length = names[place].Length, Place = place + 1 };
    }

    // The first and the last bytes: together with its length the whole of a name of up to eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        > 8 => KeyOfLong(name),
        8 => BinaryPrimitives.ReadUInt64LittleEndian(name),
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32),
        > 0 => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
        _ => 0,
    };

    private static ulong KeyOfLong(ReadOnlySpan<byte> name)
    {
        var key = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        for (; name.Length > 8; name = name[8..])
        {
            key = BitOperations.RotateLeft(Mixed(key), 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(name);
        }

        return key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(ulong key, int slots) => (int)(Mixed(key) >> 36) & (slots - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mixed(ulong key) => unchecked((key ^ (key >> 29)) * 0x9E3779B97F4A7C15);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Vardbro.Storage.Matching;

/// <summary>Names as they stand in a file, numbered in the order they come. Found without making a string.</summary>
internal sealed class NameTable
{
    private readonly List<byte[]> names = [];
    private int[] slots = new int[64]; // place in names and one more; 0 is empty

    public int Count => names.Count;

    public string this[int place] => Encoding.UTF8.GetString(names[place]);

    /// <summary>The place of a name, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Hash(name) & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (name.SequenceEqual(names[slots[slot] - 1]))
            {
                return slots[slot] - 1;
            }
        }

        return -1;
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
            slots = new int[slots.Length * 2];
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

    private void Put(int place)
    {
        var slot = Hash(names[place]) & (slots.Length - 1);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = place + 1;
    }

    // FNV-1a: the names are short.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var letter in name)
            {
                hash = (hash ^ letter) * 16777619u;
            }

            return (int)((hash ^ (hash >> 15)) & int.MaxValue);
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Vardbro.Storage.Matching;

/// <summary>Everyone who lives in the same place, may use the same providers and goes at most as far: a row of kilometres.</summary>
/// <param name="Municipality">Where.</param>
/// <param name="Group">0 is that of everyone who may go everywhere.</param>
/// <param name="Most">The most kilometres, or <see cref="NoLimit"/>.</param>
internal readonly record struct Way(int Municipality, int Group, int Most)
{
    public const int NoLimit = -1;
}

/// <summary>The ways of a run, numbered in the order they come.</summary>
internal sealed class WayTable
{
    private readonly NameTable table = new(); // each as a name of eight bytes

    public int Count => table.Count;

    public Way this[int place]
    {
        get
        {
            var name = BinaryPrimitives.ReadUInt64LittleEndian(table.BytesOf(place));
            return new((int)(name >> 32), (int)((name >> 16) & ushort.MaxValue), (int)(name & ushort.MaxValue) - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindOrAdd(Way way)
    {
        Span<byte> name = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(name, NameOf(way));
        return table.FindOrAdd(name);
    }

    /// <summary>One number for a way: municipality, then group, then the most kilometres.</summary>
    public static ulong NameOf(Way way) => ((ulong)way.Municipality << 32) | ((ulong)way.Group << 16) | (uint)(way.Most + 1);
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// The draw among equals: SipHash-2-4 (Aumasson and Bernstein, 2012) of the patient's id under a key that is announced before the
/// run. Nobody can choose an id that wins under a key not yet known, and another key makes other winners.
/// </summary>
public readonly struct Draw
{
    private readonly ulong key0, key1;

    /// <summary>The draw of a seed.</summary>
    public Draw(ulong seed)
        : this(seed, ~seed)
    {
    }

    /// <summary>The draw of a whole key.</summary>
    public Draw(ulong key0, ulong key1) => (this.key0, this.key1) = (key0, key1);

    /// <summary>The number an id draws; the lowest goes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Of(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            var (v0, v1) = (key0 ^ 0x736f6d6570736575UL, key1 ^ 0x646f72616e646f6dUL);
            var (v2, v3) = (key0 ^ 0x6c7967656e657261UL, key1 ^ 0x7465646279746573UL);
            var end = (ulong)id.Length << 56;
            for (; id.Length >= 8; id = id[8..])
            {
                var word = BinaryPrimitives.ReadUInt64LittleEndian(id);
                v3 ^= word;
                Round(ref v0, ref v1, ref v2, ref v3);
                Round(ref v0, ref v1, ref v2, ref v3);
                v0 ^= word;
            }

            for (var i = 0; i < id.Length; i++)
            {
                end |= (ulong)id[i] << (8 * i);
            }

            v3 ^= end;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= end;
            v2 ^= 0xff;
            for (var i = 0; i < 4; i++)
            {
                Round(ref v0, ref v1, ref v2, ref v3);
            }

            return v0 ^ v1 ^ v2 ^ v3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        unchecked
        {
            v0 += v1;
            v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
            v0 = BitOperations.RotateLeft(v0, 32);
            v2 += v3;
            v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
            v2 = BitOperations.RotateLeft(v2, 32);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vardbro.Brokering.Matching;

/// <summary>What is asked across the lanes of a vector.</summary>
internal static class Lanes
{
    /// <summary>The least of the eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Least(Vector256<int> eight)
    {
        var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        four = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(four[0], four[1]);
    }

    /// <summary>All bits of each of eight lanes that has its bit in a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Of(ulong mask)
    {
        var eight = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create((int)(mask & 255)) & eight, eight);
    }
}

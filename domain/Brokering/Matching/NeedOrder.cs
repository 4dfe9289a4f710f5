using System.Buffers;
using System.Runtime.CompilerServices;

namespace Vardbro.Brokering.Matching;

/// <summary>The order of patients by tier, rank and draw. Sorted by counting, digit by digit from the last: a comparison sort takes four times as long.</summary>
internal static class NeedOrder
{
    // Tier, rank and the first 44 bits of the draw. Half of those bits are counted; few are then out of order and find their places.
    private const int DrawBits = 44, DigitBits = 11, Digit = (1 << DigitBits) - 1;
    private static readonly int[] Shifts = [22, 33, 44, 55];

    /// <summary>By place in the order: the place among the patients.</summary>
    /// <param name="patients">The patients, tier and rank within their bounds.</param>
    /// <param name="ties">How two stand that drew the same, by their places; as they were given when null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Of(ReadOnlySpan<WaitingPatient> patients, Comparison<int>? ties)
    {
        var (keys, nextKeys) = (ArrayPool<ulong>.Shared.Rent(patients.Length), ArrayPool<ulong>.Shared.Rent(patients.Length));
        var (order, nextOrder) = (GC.AllocateUninitializedArray<int>(patients.Length), GC.AllocateUninitializedArray<int>(patients.Length));
        var counts = new int[Shifts.Length * (Digit + 1)];
        for (var i = 0; i < patients.Length; i++)
        {
            ref readonly var patient = ref patients[i];
            var key = ((ulong)((patient.Tier << 16) | patient.Rank) << DrawBits) | (patient.Draw >> (64 - DrawBits));
            (keys[i], order[i]) = (key, i);
            for (var digit = 0; digit < Shifts.Length; digit++)
            {
                counts[(digit << DigitBits) + DigitOf(key, Shifts[digit])]++;
            }
        }

        for (var digit = 0; digit < Shifts.Length; digit++)
        {
            var next = counts.AsSpan(digit << DigitBits, Digit + 1);
            if (order.Length == 0 || next[DigitOf(keys[0], Shifts[digit])] == order.Length)
            {
                continue; // the same in all
            }

            var place = 0;
            foreach (ref var count in next)
            {
                (count, place) = (place, place + count);
            }

            for (var i = 0; i < order.Length; i++)
            {
                var to = next[DigitOf(keys[i], Shifts[digit])]++;
                (nextKeys[to], nextOrder[to]) = (keys[i], order[i]);
            }

            (keys, nextKeys, order, nextOrder) = (nextKeys, keys, nextOrder, order);
        }

        for (var i = 1; i < order.Length; i++)
        {
            for (var j = i; j > 0 && (keys[j] < keys[j - 1] || (keys[j] == keys[j - 1] && IsBefore(order[j], order[j - 1], patients, ties))); j--)
            {
                (keys[j], keys[j - 1], order[j], order[j - 1]) = (keys[j - 1], keys[j], order[j - 1], order[j]);
            }
        }

        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<ulong>.Shared.Return(nextKeys);
        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitOf(ulong key, int shift) => (int)((key >> shift) & Digit);

    // The rare two that share 44 bits of the draw stand by all of it.
    private static bool IsBefore(int one, int other, ReadOnlySpan<WaitingPatient> patients, Comparison<int>? ties) =>
        patients[one].Draw != patients[other].Draw ? patients[one].Draw < patients[other].Draw : (ties?.Invoke(one, other) ?? one - other) < 0;
}

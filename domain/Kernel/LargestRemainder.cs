namespace Vardbro.Kernel;

/// <summary>
/// Splits a whole number of units by weights so that the parts always add up to the whole (largest remainder, Hamilton's method).
/// </summary>
/// <remarks>
/// Every part gets its share rounded down; the units left over go one each to the largest remainders, and between equal
/// remainders to the one that stands first (regions stand in order of their id).
/// A higher weight, all else equal, never gives less. Two things bend it, by one unit each, and are known of the method:
/// a larger amount may give one part a unit less (the Alabama paradox), and when several weights change at once a part that
/// grew faster may lose a unit to one that grew slower (the population paradox).
/// </remarks>
public static class LargestRemainder
{
    /// <summary>Splits <paramref name="units"/> by <paramref name="weights"/>.</summary>
    /// <param name="units">How many units to split; zero or more.</param>
    /// <param name="weights">One weight a part; zero or more, not all zero.</param>
    /// <param name="parts">Receives the units of each part; as long as the weights.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative, or all are zero. Callers validate rules first.</exception>
    /// <exception cref="OverflowException">The weights add up to more than a long holds.</exception>
    public static void Split(long units, ReadOnlySpan<long> weights, Span<long> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        if (weights.Length != parts.Length)
        {
            throw new ArgumentException("One part a weight.", nameof(parts));
        }

        var total = Total(weights);
        Span<long> remainders = weights.Length <= 64 ? stackalloc long[weights.Length] : new long[weights.Length];
        var left = units;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (UInt128)(ulong)units * (ulong)weights[i];
            if (product <= ulong.MaxValue)
            {
                (var quotient, var rest) = Math.DivRem((ulong)product, (ulong)total);
                parts[i] = (long)quotient;
                remainders[i] = (long)rest;
            }
            else
            {
                var quotient = product / (ulong)total;
                parts[i] = (long)quotient;
                remainders[i] = (long)(product - (quotient * (ulong)total));
            }

            left = checked(left - parts[i]);
        }

        GiveOut(left, remainders, parts);
    }

    private static long Total(ReadOnlySpan<long> weights)
    {
        long total = 0;
        foreach (var weight in weights)
        {
            if (weight < 0)
            {
                throw new ArgumentException("A weight is negative.", nameof(weights));
            }

            total = checked(total + weight);
        }

        return total > 0 ? total : throw new ArgumentException("All weights are zero.", nameof(weights));
    }

    // The units left over are fewer than the parts, so for few parts picking the largest remainder again and again is enough.
    private static void GiveOut(long left, Span<long> remainders, Span<long> parts)
    {
        if (parts.Length > 64)
        {
            GiveOutSorted((int)left, remainders, parts);
            return;
        }

        for (; left > 0; left--)
        {
            var best = 0;
            for (var i = 1; i < remainders.Length; i++)
            {
                if (remainders[i] > remainders[best])
                {
                    best = i;
                }
            }

            parts[best]++;
            remainders[best] = -1;
        }
    }
    private static void GiveOutSorted(int left, Span<long> remainders, Span<long> parts)
    {
        Span<(long Remainder, int Place)> order = new (long, int)[parts.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (remainders[i], i);
        }

        order.Sort((a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Place.CompareTo(b.Place));
        foreach (var (_, place) in order[..left])
        {
            parts[place]++;
        }
    }
}

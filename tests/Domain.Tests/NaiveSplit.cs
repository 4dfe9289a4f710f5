using System.Numerics;

namespace Vardbro.Tests;

/// <summary>Largest remainder written a second time, slowly, so that the real one has something to be held against.</summary>
internal static class NaiveSplit
{
    /// <summary>The method as a textbook has it: exact fractions, then a sort by remainder, ties to the first.</summary>
    public static long[] Of(long units, long[] weights)
    {
        var total = weights.Aggregate(BigInteger.Zero, (sum, w) => sum + w);
        var parts = weights.Select(w => (long)(units * (BigInteger)w / total)).ToArray();
        var left = units - parts.Aggregate(BigInteger.Zero, (sum, p) => sum + p);
        var byRemainder = Enumerable.Range(0, weights.Length)
            .OrderByDescending(i => units * (BigInteger)weights[i] % total).ThenBy(i => i);
        foreach (var i in byRemainder.Take((int)left))
            parts[i]++;
        return parts;
    }
}

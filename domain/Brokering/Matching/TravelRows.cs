using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// What it costs to go where: a row for everyone who lives in the same place, may use the same providers and goes at most as far.
/// Shared by every service of a run.
/// </summary>
public sealed class TravelRows
{
    private TravelRows(int providers, ImmutableArray<int> costs, ImmutableArray<int> starts, ImmutableArray<int> reached) =>
        (Providers, Stride, Costs, Starts, Reached) = (providers, StrideOf(providers), costs, starts, reached);

    /// <summary>How many providers there are.</summary>
    public int Providers { get; }

    /// <summary>From one row's first cost to the next one's: the providers, rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Kilometres and penalty by row and provider; <see cref="ServiceProblem.OutOfReach"/> where none may go.</summary>
    public ImmutableArray<int> Costs { get; }

    /// <summary>Where each row's part of <see cref="Reached"/> begins.</summary>
    public ImmutableArray<int> Starts { get; }

    /// <summary>The providers each row reaches, nearest first.</summary>
    public ImmutableArray<int> Reached { get; }

    /// <summary>Providers rounded up to whole vectors.</summary>
    public static int StrideOf(int providers) => Math.Max(8, (providers + 7) / 8 * 8);

    /// <summary>Makes the rows.</summary>
    /// <param name="providers">How many providers.</param>
    /// <param name="costs">Kilometres and penalty, <see cref="StrideOf"/> a row.</param>
    /// <exception cref="ArgumentException">A cost is negative or larger than kilometres and penalty may be.</exception>
    public static TravelRows Of(int providers, int[] costs)
    {
        var stride = StrideOf(providers);
        var (starts, reached, keys) = (new int[(costs.Length / stride) + 1], new List<int>(), new long[stride]);
        ServiceProblem.Require(costs.Length % stride == 0, "rows");
        for (var row = 0; row + 1 < starts.Length; row++)
        {
            var count = 0;
            for (var provider = 0; provider < stride; provider++)
            {
                var cost = costs[(row * stride) + provider];
                ServiceProblem.Require(cost == ServiceProblem.OutOfReach || (provider < providers && cost is >= 0 and <= 2 * ServiceProblem.MostCost), "costs");
                if (cost < ServiceProblem.OutOfReach)
                {
                    keys[count++] = ((long)cost << 32) | (uint)provider;
                }
            }

            keys.AsSpan(0, count).Sort();
            for (var i = 0; i < count; i++)
            {
                reached.Add((int)(keys[i] & uint.MaxValue));
            }

            starts[row + 1] = reached.Count;
        }

        return new(providers, ImmutableCollectionsMarshal.AsImmutableArray(costs), ImmutableCollectionsMarshal.AsImmutableArray(starts), [.. reached]);
    }
}

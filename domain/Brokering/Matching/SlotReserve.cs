using Vardbro.Kernel;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// The stated share of a service's slots that is kept out of a run to be offered as alternatives. The service's whole share, rounded
/// down, is split over the providers by largest remainder (ties to the first by name), and within a provider spread evenly
/// over the weeks.
/// </summary>
public static class SlotReserve
{
    /// <summary>The largest share in percent.</summary>
    public const int MostPercent = 50;

    /// <summary>The reserved slots by cell; none of a cell is more than it has.</summary>
    /// <param name="slots">Slots by cell, week by week.</param>
    /// <param name="stride">From one week's first cell to the next one's.</param>
    /// <param name="percent">The share, 0 to <see cref="MostPercent"/>.</param>
    /// <exception cref="ArgumentException">The share is outside what it may be.</exception>
    public static int[] Of(ReadOnlySpan<int> slots, int stride, int percent)
    {
        ServiceProblem.Require(percent is >= 0 and <= MostPercent, "reserve");
        var (reserved, has, keeps, all) = (new int[slots.Length], new long[stride], new long[stride], 0L);
        for (var cell = 0; cell < slots.Length; cell++)
        {
            has[cell % stride] += slots[cell];
            all += slots[cell];
        }

        if (all * percent < 100)
        {
            return reserved;
        }

        LargestRemainder.Split(all * percent / 100, has, keeps);
        for (var provider = 0; provider < stride; provider++)
        {
            var passed = 0L;
            for (var cell = provider; cell < slots.Length && has[provider] > 0; cell += stride)
            {
                reserved[cell] = (int)((((passed + slots[cell]) * keeps[provider]) / has[provider]) - (passed * keeps[provider] / has[provider]));
                passed += slots[cell];
            }
        }

        return reserved;
    }
}

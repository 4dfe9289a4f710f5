using System.Collections.Immutable;
using System.Numerics;
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

    /// <summary>
    /// Who without a slot is told of the reserve, before anybody who has one: the greatest need first, then the draw, each of the one
    /// that is best for them of what is left. A reserved slot is told to one of them only.
    /// </summary>
    /// <param name="problem">The service.</param>
    /// <param name="cells">By patient: the cell, or <see cref="ServicePlan.Unplaced"/>.</param>
    /// <param name="reserved">The reserved slots by cell.</param>
    /// <returns>By patient the reserved cell, or <see cref="ServicePlan.Unplaced"/>; and what of the reserve nobody without a slot is told of.</returns>
    public static (ImmutableArray<int> Told, ImmutableArray<int> Left) ToUnplaced(ServiceProblem problem, ImmutableArray<int> cells, ImmutableArray<int> reserved)
    {
        var (told, left, weeks, sum) = (new int[cells.Length], reserved.ToArray(), new ulong[problem.Stride], 0L);
        Array.Fill(told, ServicePlan.Unplaced);
        for (var cell = 0; cell < left.Length; cell++)
        {
            weeks[cell % problem.Stride] |= left[cell] > 0 ? 1UL << (cell / problem.Stride) : 0;
            sum += left[cell];
        }

        for (var patient = 0; patient < told.Length && sum > 0; patient++)
        {
            if (cells[patient] != ServicePlan.Unplaced || Best(problem, weeks, problem.Patients[patient]) is not { } cell)
            {
                continue;
            }

            (told[patient], sum) = (cell, sum - 1);
            if (--left[cell] == 0)
            {
                weeks[cell % problem.Stride] &= ~(1UL << (cell / problem.Stride));
            }
        }

        return ([.. told], [.. left]);
    }

    // The least cost, then the first cell; null when nothing that is left may be taken.
    private static int? Best(ServiceProblem problem, ulong[] left, in WaitingPatient waiting)
    {
        var (best, least) = (-1, long.MaxValue);
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            // A provider's earliest week costs least there, as no week costs less than the one before.
            if ((left[problem.Reached[i]] & waiting.Window) is not 0 and var weeks)
            {
                var cell = (BitOperations.TrailingZeroCount(weeks) * problem.Stride) + problem.Reached[i];
                if (problem.CostOf(waiting, cell) is var cost && (cost < least || (cost == least && cell < best)))
                {
                    (best, least) = (cell, cost);
                }
            }
        }

        return best >= 0 ? best : null;
    }
}

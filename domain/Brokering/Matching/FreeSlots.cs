using System.Collections.Immutable;
using System.Numerics;

namespace Vardbro.Brokering.Matching;

/// <summary>A slot that may be told of beside the offered one. Nobody holds it: it goes to the first to confirm.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Cost">What it costs the patient.</param>
/// <param name="Reserved">It is of the share that was kept out of the run.</param>
public readonly record struct FreeSlot(int Cell, int Cost, bool Reserved);

/// <summary>What is free after a plan, and of it what is best for a patient. The same slot may be told to many.</summary>
public sealed class FreeSlots
{
    private readonly ServiceProblem problem;
    private readonly ImmutableArray<int> cells, reserved;
    private readonly ulong[] free;

    /// <summary>Counts what a plan leaves.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="cells">By patient: the cell, or <see cref="ServicePlan.Unplaced"/>.</param>
    /// <param name="reserved">Slots kept out of the run by cell; empty when none were.</param>
    public FreeSlots(ServiceProblem problem, ImmutableArray<int> cells, ImmutableArray<int> reserved)
    {
        (this.problem, this.cells, this.reserved, free) = (problem, cells, reserved, new ulong[problem.Stride]);
        var left = problem.Slots.ToArray();
        foreach (var cell in cells)
        {
            if (cell != ServicePlan.Unplaced)
            {
                left[cell]--;
            }
        }

        for (var cell = 0; cell < left.Length; cell++)
        {
            free[cell % problem.Stride] |= left[cell] > 0 || IsReserved(cell) ? 1UL << (cell / problem.Stride) : 0;
        }
    }

    private bool IsReserved(int cell) => !reserved.IsEmpty && reserved[cell] > 0;

    /// <summary>The best for a patient beside their own cell, by what they cost and then by week and provider; at most so many.</summary>
    public ImmutableArray<FreeSlot> BestFor(int patient, int most)
    {
        var (waiting, found) = (problem.Patients[patient], new List<FreeSlot>());
        var window = waiting.Window;
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            for (var weeks = free[problem.Reached[i]] & window; weeks != 0; weeks &= weeks - 1)
            {
                var cell = (BitOperations.TrailingZeroCount(weeks) * problem.Stride) + problem.Reached[i];
                if (cell != cells[patient])
                {
                    found.Add(new(cell, problem.CostOf(waiting, cell), IsReserved(cell)));
                }
            }
        }

        return [.. found.OrderBy(slot => slot.Cost).ThenBy(slot => slot.Cell).Take(most)];
    }
}

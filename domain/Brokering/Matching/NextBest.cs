namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who a slot goes to that is freed or new after the run: nobody is moved. Of those without a slot who may take it, the greatest need;
/// among equal need the least weeks and way there, then the draw. The slot's price in the run is the same for all of them.
/// </summary>
public static class NextBest
{
    /// <summary>Finds who is next.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="cells">By patient: the cell they have, or <see cref="ServicePlan.Unplaced"/>.</param>
    /// <param name="cell">The cell with a slot more; it need not have had any.</param>
    /// <returns>The patient's place in the problem; null when nobody without a slot may take it.</returns>
    public static int? Of(ServiceProblem problem, ReadOnlySpan<int> cells, int cell)
    {
        var (next, least) = (-1, ServiceProblem.OutOfReach);
        for (var patient = 0; patient < cells.Length; patient++)
        {
            if (cells[patient] != ServicePlan.Unplaced)
            {
                continue;
            }

            ref readonly var waiting = ref problem.Patients.ItemRef(patient);
            if (next >= 0 && (waiting.Tier, waiting.Rank) != (problem.Patients[next].Tier, problem.Patients[next].Rank))
            {
                break;
            }

            // The patients stand in the order of the draw, so the first of equal cost is the one it chose.
            if (problem.CostOf(waiting, cell) is var cost && cost < least)
            {
                (next, least) = (patient, cost);
            }
        }

        return next >= 0 ? next : null;
    }
}

using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Whether the announced draw was followed. A proof shows that no plan is better, and leaves open which of the best ones it is; but of
/// those who are alike in all that a plan looks at (service, tier, rank, way and weeks) any two could change places, so that the draw alone says
/// who of them has a slot.
/// </summary>
public static class CheckDraw
{
    /// <summary>Finds somebody who has a slot before their turn.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="cells">By patient: the cell, or <see cref="ServicePlan.Unplaced"/>.</param>
    /// <param name="beyond">Those left out because more cannot be reached, of the same rows.</param>
    /// <returns>The patient's place in the problem; null when the draw was followed.</returns>
    public static int? Find(ServiceProblem problem, ImmutableArray<int> cells, IEnumerable<WaitingPatient> beyond)
    {
        var left = new Dictionary<(int, int, int, int, int), ulong>(); // the first draw of those alike who were left out
        foreach (var patient in beyond)
        {
            var alike = (patient.Tier, patient.Rank, patient.Row, patient.First, patient.Last);
            left[alike] = Math.Min(patient.Draw, left.GetValueOrDefault(alike, ulong.MaxValue));
        }

        var (without, tier, rank) = (new HashSet<ulong>(), 0, 0);
        for (var place = 0; place < cells.Length; place++)
        {
            ref readonly var patient = ref problem.Patients.ItemRef(place);
            if (patient.Tier != tier || patient.Rank != rank)
            {
                (tier, rank) = (patient.Tier, patient.Rank);
                without.Clear();
            }

            // They stand in the order of the draw. A week has six bits.
            var way = ((ulong)patient.Row << 12) | (uint)(patient.First << 6) | (uint)patient.Last;
            if (cells[place] == ServicePlan.Unplaced)
            {
                without.Add(way);
            }
            else if ((without.Count > 0 && without.Contains(way))
                || (left.Count > 0 && left.TryGetValue((patient.Tier, patient.Rank, patient.Row, patient.First, patient.Last), out var first) && first < patient.Draw))
            {
                return place;
            }
        }

        return null;
    }
}

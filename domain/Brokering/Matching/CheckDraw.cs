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
    public static int? Find(ServiceProblem problem, ImmutableArray<int> cells, ImmutableArray<WaitingPatient> beyond)
    {
        var left = beyond.IsEmpty ? null : FirstDraws(beyond);

        var (without, tier, rank) = (new HashSet<ulong>(), 0, 0);
        for (var place = 0; place < cells.Length; place++)
        {
            ref readonly var patient = ref problem.Patients.ItemRef(place);
            if (patient.Tier != tier || patient.Rank != rank)
            {
                (tier, rank) = (patient.Tier, patient.Rank);
                without.Clear();
            }

            // They stand in the order of the draw.
            var way = WayOf(patient);
            if (cells[place] == ServicePlan.Unplaced)
            {
                without.Add(way);
            }
            else if ((without.Count > 0 && without.Contains(way))
                || (left is not null && left.TryGetValue((patient.Tier, patient.Rank, way), out var first) && first < patient.Draw))
            {
                return place;
            }
        }

        return null;
    }

    // By those alike: the first draw.
    private static Dictionary<(int, int, ulong), ulong> FirstDraws(ImmutableArray<WaitingPatient> patients)
    {
        var first = new Dictionary<(int, int, ulong), ulong>();
        foreach (var patient in patients)
        {
            var alike = (patient.Tier, patient.Rank, WayOf(patient));
            first[alike] = Math.Min(patient.Draw, first.GetValueOrDefault(alike, ulong.MaxValue));
        }

        return first;
    }

    // Way and weeks as one number: a week has six bits.
    private static ulong WayOf(in WaitingPatient patient) => ((ulong)patient.Row << 12) | (uint)(patient.First << 6) | (uint)patient.Last;
}

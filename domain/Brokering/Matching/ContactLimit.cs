using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// Limits a run to as many offers as tomorrow's callers can reach, greatest need first and over all services. The sets of patients
/// that can be placed are a matroid, and such sets of at most so many are one too; so everybody placed whose need is before the cut,
/// and of the cut's own rank as many as there is room for, are the greatest vector that so few offers can give.
/// </summary>
public static class ContactLimit
{
    /// <summary>Who has to be left out of the run.</summary>
    /// <param name="services">Every service with its best plan without a limit.</param>
    /// <param name="contacts">How many can be reached; at least 1.</param>
    /// <returns>
    /// By service, the places of those whose turn does not come: need at or after the cut and slots in reach. Of the cut's own rank those
    /// stay that the plan placed and the draw put first. Nobody when there are contacts enough.
    /// </returns>
    public static ImmutableArray<ImmutableArray<int>> Beyond(IReadOnlyList<(ServiceProblem Problem, ServicePlan Plan)> services, int contacts)
    {
        var placed = new List<(WaitingPatient Patient, int Service, int Place)>();
        for (var service = 0; service < services.Count; service++)
        {
            var (problem, plan) = services[service];
            for (var place = 0; place < plan.Cells.Length; place++)
            {
                if (plan.Cells[place] != ServicePlan.Unplaced)
                {
                    placed.Add((problem.Patients[place], service, place));
                }
            }
        }

        if (placed.Count <= contacts)
        {
            return [.. services.Select(_ => ImmutableArray<int>.Empty)];
        }

        placed.Sort((a, b) => (a.Patient.Tier, a.Patient.Rank, a.Patient.Draw, a.Service, a.Place).CompareTo((b.Patient.Tier, b.Patient.Rank, b.Patient.Draw, b.Service, b.Place)));
        var cut = (placed[contacts - 1].Patient.Tier, placed[contacts - 1].Patient.Rank);
        var stay = placed.Take(contacts).Select(p => (p.Service, p.Place)).ToHashSet();
        return
        [
            .. services.Select((s, service) => Enumerable.Range(0, s.Plan.Cells.Length)
                .Where(place => Need(s.Problem.Patients[place]).CompareTo(cut) >= 0 && !stay.Contains((service, place)) && Reaches(s.Problem, place)).ToImmutableArray()),
        ];
    }

    /// <summary>Whether a limited run is the greatest there is, its services' plans being proven: as many are placed as can be reached, and nobody with need before a placed one's was left out.</summary>
    /// <param name="services">The services without those who were left out, and their plans' cells.</param>
    /// <param name="beyond">Those who were left out.</param>
    /// <param name="contacts">How many can be reached.</param>
    public static bool Holds(IReadOnlyList<(ServiceProblem Problem, ImmutableArray<int> Cells)> services, IEnumerable<WaitingPatient> beyond, int contacts)
    {
        var (placed, last) = (0, (0, 0));
        foreach (var (problem, cells) in services)
        {
            for (var place = 0; place < cells.Length; place++)
            {
                if (cells[place] != ServicePlan.Unplaced)
                {
                    (placed, last) = (placed + 1, Need(problem.Patients[place]).CompareTo(last) > 0 ? Need(problem.Patients[place]) : last);
                }
            }
        }

        return placed <= contacts && beyond.All(left => placed == contacts && Need(left).CompareTo(last) >= 0);
    }

    /// <summary>A service without some of its patients, and by its patients their places before.</summary>
    /// <param name="problem">The service.</param>
    /// <param name="beyond">The places of those who are left out, in order.</param>
    public static (ServiceProblem Problem, ImmutableArray<int> Places) Without(ServiceProblem problem, ImmutableArray<int> beyond)
    {
        var (left, next) = (new List<int>(problem.Patients.Length - beyond.Length), 0);
        for (var place = 0; place < problem.Patients.Length; place++)
        {
            if (next < beyond.Length && beyond[next] == place)
            {
                next++;
            }
            else
            {
                left.Add(place);
            }
        }

        var fewer = ServiceProblem.Of(problem.Weeks, problem.Travel, problem.Weights, [.. problem.Slots], [.. left.Select(place => problem.Patients[place])]);
        return (fewer, [.. fewer.Sources.Select(source => left[source])]);
    }

    private static (int, int) Need(in WaitingPatient patient) => (patient.Tier, patient.Rank);

    private static bool Reaches(ServiceProblem problem, int place)
    {
        var waiting = problem.Patients[place];
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            for (var week = waiting.First; week <= waiting.Last; week++)
            {
                if (problem.Slots[(week * problem.Stride) + problem.Reached[i]] > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

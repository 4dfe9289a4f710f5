using System.Collections.Immutable;
using System.Text;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>A run's limit to those who can be reached: who is left out, over all services.</summary>
internal static class MatchContacts
{
    /// <summary>The input without those who are left out, and its plans; the same as before when there are contacts enough.</summary>
    /// <param name="whole">The input.</param>
    /// <param name="plans">Its plans without a limit.</param>
    /// <param name="solve">Solves an input.</param>
    public static (MatchInput Input, ImmutableArray<ServicePlan> Plans) Limit(
        MatchInput whole, ImmutableArray<ServicePlan> plans, Func<MatchInput, ImmutableArray<ServicePlan>> solve)
    {
        if (whole.Order.Contacts is not { } contacts)
        {
            return (whole, plans);
        }

        var beyond = ContactLimit.Beyond([.. whole.Services.Zip(plans, (service, plan) => (service.Problem, plan))], contacts);
        if (beyond.All(left => left.IsEmpty))
        {
            return (whole, plans);
        }

        var input = Without(whole, beyond);
        return (input, solve(input));
    }

    /// <summary>The input without those whom a written plan left out; refused when the file names others or in another order.</summary>
    public static Outcome<MatchInput> Without(MatchInput whole, byte[] unplaced, string path)
    {
        if (whole.Order.Contacts is null)
        {
            return whole;
        }

        var ending = Encoding.ASCII.GetBytes($",{UnplacedReasons.NameOf(UnplacedReason.BeyondContacts)}");
        var beyond = whole.Services.Select(_ => ImmutableArray.CreateBuilder<int>()).ToArray();
        var (service, place, at) = (0, 0, 0);
        while (at < unplaced.Length)
        {
            var end = unplaced.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var length ? at + length : unplaced.Length;
            var row = unplaced.AsSpan(at, end - at);
            at = end + 1;
            if (!row.EndsWith(ending))
            {
                continue;
            }

            var id = row[..^ending.Length];
            while (service < beyond.Length && (place == whole.Services[service].Patients.Length || !whole.Services[service].Ids[place].SequenceEqual(id)))
            {
                (service, place) = place == whole.Services[service].Patients.Length ? (service + 1, 0) : (service, place + 1);
            }

            if (service == beyond.Length)
            {
                return Refusal.Of(RefusalCode.MatchPlanUnknown, $"{path}:{unplaced.AsSpan(0, end).Count((byte)'\n') + 1}");
            }

            beyond[service].Add(place++);
        }

        return Without(whole, [.. beyond.Select(b => b.ToImmutable())]);
    }

    private static MatchInput Without(MatchInput whole, ImmutableArray<ImmutableArray<int>> beyond) => whole with
    {
        Services = [.. whole.Services.Zip(beyond, (service, left) =>
        {
            if (left.IsEmpty)
            {
                return service;
            }

            var (problem, places) = ContactLimit.Without(service.Problem, left);
            return service with
            {
                Problem = problem, Patients = [.. places.Select(p => service.Patients[p])], Ids = service.Ids.InOrder(places.AsSpan()), Beyond = [.. left.Select(p => service.Patients[p])],
                BeyondWaiting = [.. left.Select(p => service.Problem.Patients[p])],
            };
        })],
    };

    /// <summary>Whether the limit was kept, and nobody was left out whose need is greater than a placed one's.</summary>
    public static bool Holds(MatchInput input, ImmutableArray<ImmutableArray<int>> cells) => input.Order.Contacts is not { } contacts
        || ContactLimit.Holds(
            [.. input.Services.Zip(cells, (service, placed) => (service.Problem, placed))],
            input.Services.SelectMany(s => s.BeyondWaiting), contacts);
}

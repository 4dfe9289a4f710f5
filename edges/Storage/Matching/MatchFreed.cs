using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Who a freed or new slot goes to; nobody else is moved.</summary>
/// <param name="Slot">The slot as it was asked for.</param>
/// <param name="Patient">Who is next; null when nobody without a slot may take it.</param>
/// <param name="Tier">Their tier.</param>
/// <param name="Rank">Their rank.</param>
/// <param name="Kilometres">How far they have to it.</param>
internal sealed record MatchFreed(string Slot, string? Patient, int Tier, int Rank, int Kilometres)
{
    /// <summary>Gives slots out one after the other; who was given one is not asked again.</summary>
    /// <param name="plan">The plan, its services proven before anything is said of them.</param>
    /// <param name="slots">Slots as <c>PROVIDER,SERVICE,WEEK</c>; the same may come again.</param>
    /// <returns>One a slot, or what is wrong (VB3115, VB3126, VB3131).</returns>
    public static Outcome<ImmutableArray<MatchFreed>> Of(MatchPlan plan, IEnumerable<string> slots)
    {
        var (answers, cells) = (ImmutableArray.CreateBuilder<MatchFreed>(), new Dictionary<string, int[]>(StringComparer.Ordinal));
        foreach (var slot in slots)
        {
            if (Parse(plan.Whole, slot) is not var (name, service, cell))
            {
                // A service that has slots has a name; those without any stand together under none.
                return plan.Whole.Services.LastOrDefault(s => s.Name.Length > 0) is { } last
                    ? Refusal.Of(RefusalCode.MatchSlotUnknown, slot, $"{plan.Whole.Providers[0]},{last.Name},0")
                    : Refusal.Of(RefusalCode.MatchNobodyNext, slot);
            }

            if (!cells.TryGetValue(name, out var taken))
            {
                if (!plan.Proven(service).Succeeded(out _, out var refusal))
                {
                    return refusal;
                }

                cells.Add(name, taken = CellsOfAll(plan, name, service));
            }

            answers.Add(Next(plan.Whole, plan.Whole.Services[service], taken, slot, cell));
        }

        return answers.ToImmutable();
    }

    private static MatchFreed Next(MatchInput input, MatchService service, int[] taken, string slot, int cell)
    {
        if (NextBest.Of(service.Problem, taken, cell) is not { } next)
        {
            return new(slot, null, 0, 0, 0);
        }

        taken[next] = cell;
        var waiting = service.Problem.Patients[next];
        return new(slot, Encoding.UTF8.GetString(service.Ids[next]), waiting.Tier, waiting.Rank, input.KilometresBy(waiting.Row)[cell % service.Problem.Stride]);
    }

    // Those who were left out because more could not be reached are without a slot like the others. Where several services without slots
    // stand together those of the others are not asked.
    private static int[] CellsOfAll(MatchPlan plan, string name, int service)
    {
        const int NotAsked = int.MaxValue;
        var (whole, asked) = (plan.Whole.Services[service], Encoding.UTF8.GetBytes(name));
        var cells = plan.Input.Services[service].Patients.Zip(plan.Cells[service]).ToDictionary(p => p.First, p => p.Second);
        return [.. whole.Patients.Select(row => whole.Name == name || plan.Whole.ServiceOf(row).SequenceEqual(asked) ? cells.GetValueOrDefault(row, ServicePlan.Unplaced) : NotAsked)];
    }

    private static (string Name, int Service, int Cell)? Parse(MatchInput input, string slot)
    {
        var parts = slot.Split(',');
        var (provider, service) = parts.Length == 3 && parts[1].Length > 0 ? (input.Providers.IndexOf(parts[0]), ServiceOf(input, parts[1])) : (-1, -1);
        return provider >= 0 && service >= 0
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var week) && week < input.Order.Weeks
            ? (parts[1], service, (week * input.Services[service].Problem.Stride) + provider)
            : null;
    }

    // A service that had no slots in the run stands among those under no name; a new slot there has its next too.
    private static int ServiceOf(MatchInput input, string name)
    {
        var (services, asked) = (input.Services.Select(s => s.Name).ToList(), Encoding.UTF8.GetBytes(name));
        return services.IndexOf(name) is >= 0 and var service ? service
            : services.IndexOf("") is >= 0 and var none && input.Services[none].Patients.Any(row => input.ServiceOf(row).SequenceEqual(asked)) ? none : -1;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>
/// <c>alternatives.csv</c>: what each placed patient may be told of beside the offered slot, the best first. Held is <c>no</c> for what
/// is free after the plan and goes to the first to confirm, and <c>reserve</c> for what was kept out of the run.
/// </summary>
internal static class MatchAlternatives
{
    private const string Header = "patient,choice,provider,week,km,held\n";

    /// <summary>The table in parts, whole when put together.</summary>
    public static byte[][] Of(MatchInput input, IReadOnlyList<ImmutableArray<int>> cells, int most)
    {
        var parts = new byte[cells.Count + 1][];
        parts[0] = Encoding.ASCII.GetBytes(Header);
        MatchRun.ForEachService(input, i => parts[i + 1] = Service(input, input.Services[i], cells[i], most));
        return parts;
    }

    private static byte[] Service(MatchInput input, MatchService service, ImmutableArray<int> cells, int most)
    {
        var (text, free) = (new StringBuilder(), new FreeSlots(service.Problem, cells, service.Reserved));
        for (var place = 0; place < cells.Length; place++)
        {
            if (cells[place] == ServicePlan.Unplaced)
            {
                continue;
            }

            var (patient, choice) = (service.Patients[place], 0);
            foreach (var slot in free.BestFor(place, most))
            {
                var provider = slot.Cell % service.Problem.Stride;
                var kilometres = input.Kilometres[(input.Rows[patient].Municipality * input.Providers.Length) + provider];
                text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(input.IdOf(patient))},{++choice},{input.Providers[provider]},{slot.Cell / service.Problem.Stride},{kilometres},{(slot.Reserved ? "reserve" : "no")}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

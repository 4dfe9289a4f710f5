using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>
/// <c>alternatives.csv</c>: what each placed patient may be told of beside the offered slot, the best first. Held is <c>no</c> for what
/// is free after the plan and goes to the first to confirm, and <c>reserve</c> for what was kept out of the run. Those without a slot are
/// told of the reserve first, one each; the placed are told of what is left of it.
/// </summary>
internal static class MatchAlternatives
{
    private const string Header = "patient,choice,provider,week,km,held\n";

    /// <summary>The table in parts, whole when put together.</summary>
    public static ReadOnlyMemory<byte>[] Of(MatchInput input, ImmutableArray<ImmutableArray<int>> cells, int most)
    {
        var parts = new ReadOnlyMemory<byte>[cells.Length + 1];
        parts[0] = Encoding.ASCII.GetBytes(Header);
        MatchRun.ForEachService(input, i => parts[i + 1] = Service(input, input.Services[i], cells[i], most));
        return parts;
    }

    private static byte[] Service(MatchInput input, MatchService service, ImmutableArray<int> cells, int most)
    {
        var text = new StringBuilder();
        var (told, left) = service.Reserved.IsEmpty ? (cells.Select(_ => ServicePlan.Unplaced).ToImmutableArray(), service.Reserved) : SlotReserve.ToUnplaced(service.Problem, cells, service.Reserved);
        var free = new FreeSlots(service.Problem, cells, left);
        for (var place = 0; place < cells.Length; place++)
        {
            var choice = 0;
            if (told[place] != ServicePlan.Unplaced)
            {
                Tell(told[place], true);
            }
            else if (cells[place] != ServicePlan.Unplaced)
            {
                foreach (var slot in free.BestFor(place, most))
                {
                    Tell(slot.Cell, slot.Reserved);
                }
            }

            void Tell(int cell, bool ofReserve)
            {
                var provider = cell % service.Problem.Stride;
                var kilometres = input.KilometresBy(service.Problem.Patients[place].Row)[provider];
                text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(service.Ids[place])},{++choice},{input.Providers[provider]},{cell / service.Problem.Stride},{kilometres},{(ofReserve ? "reserve" : "no")}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

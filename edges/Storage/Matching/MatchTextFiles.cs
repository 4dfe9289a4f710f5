using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>The two tables of a plan, a service at a time: who is offered what, and who nothing and why.</summary>
internal static class MatchTextFiles
{
    public const string AssignmentHeader = "patient,provider,week,km\n", UnplacedHeader = "patient,reason\n";
    private const int LongestEnd = 12; // kilometres and the row's end

    private static readonly UnplacedReason[] Reasons = Enum.GetValues<UnplacedReason>();
    private static readonly byte[][] Endings = [.. Reasons.Select(r => Encoding.ASCII.GetBytes($",{UnplacedReasons.NameOf(r)}\n"))];

    /// <summary>By cell: what stands in <c>assignments.csv</c> between the patient and the kilometres. The same for every service.</summary>
    public static byte[][] Places(MatchInput input)
    {
        var stride = TravelRows.StrideOf(input.Providers.Length);
        var places = new byte[stride * input.Order.Weeks][];
        for (var cell = 0; cell < places.Length; cell++)
        {
            places[cell] = cell % stride < input.Providers.Length ? Encoding.UTF8.GetBytes($",{input.Providers[cell % stride]},{cell / stride},") : [];
        }

        return places;
    }

    /// <summary>A service's rows of <c>assignments.csv</c>: its patients in order of tier, rank and draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlyMemory<byte> Assignments(MatchInput input, MatchService service, ReadOnlySpan<int> cells, byte[][] places)
    {
        var (ids, patients, stride, length) = (service.Ids, service.Problem.Patients, service.Problem.Stride, 0);
        for (var i = 0; i < cells.Length; i++)
        {
            length += cells[i] == ServicePlan.Unplaced ? 0 : ids[i].Length + places[cells[i]].Length + LongestEnd;
        }

        var (text, at) = (GC.AllocateUninitializedArray<byte>(length), 0);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] != ServicePlan.Unplaced)
            {
                PatientIds.Append(ids[i], text, ref at);
                PatientIds.Append(places[cells[i]], text, ref at);
                _ = Utf8Formatter.TryFormat(input.KilometresBy(patients.ItemRef(i).Row)[cells[i] % stride], text.AsSpan(at), out var digits);
                text[at + digits] = (byte)'\n';
                at += digits + 1;
            }
        }

        return text.AsMemory(0, at);
    }

    /// <summary>A service's rows of <c>unplaced.csv</c>, in the same order, and how many there are of each reason.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (ReadOnlyMemory<byte> Text, int[] Counts) Unplaced(MatchInput input, MatchService service, ReadOnlySpan<int> cells)
    {
        var (ids, weeks, longest, length) = (service.Ids, WeeksWithSlots(service.Problem), Longest(Endings), 0);
        for (var i = 0; i < cells.Length; i++)
        {
            length += cells[i] == ServicePlan.Unplaced ? ids[i].Length + longest : 0;
        }

        foreach (var beyond in service.Beyond)
        {
            length += input.IdOf(beyond).Length + longest;
        }

        var (text, at, counts) = (GC.AllocateUninitializedArray<byte>(length), 0, new int[Reasons.Length]);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] == ServicePlan.Unplaced)
            {
                var reason = (int)ReasonOf(input, service, i, weeks);
                counts[reason]++;
                PatientIds.Append(ids[i], text, ref at);
                PatientIds.Append(Endings[reason], text, ref at);
            }
        }

        foreach (var beyond in service.Beyond)
        {
            counts[(int)UnplacedReason.BeyondContacts]++;
            PatientIds.Append(input.IdOf(beyond), text, ref at);
            PatientIds.Append(Endings[(int)UnplacedReason.BeyondContacts], text, ref at);
        }

        return (text.AsMemory(0, at), counts);
    }

    /// <summary>How many digits a number is written with.</summary>
    public static int DigitsOf(int number) => number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : number < 10_000 ? 4 : 5;

    /// <summary>Why one patient is offered nothing.</summary>
    public static UnplacedReason ReasonOf(MatchInput input, MatchService service, int place) => ReasonOf(input, service, place, WeeksWithSlots(service.Problem));

    private static UnplacedReason ReasonOf(MatchInput input, MatchService service, int place, ulong[] weeks)
    {
        var problem = service.Problem;
        ref readonly var waiting = ref problem.Patients.ItemRef(place);
        var (window, allowed) = (waiting.Window, false);
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            var provider = problem.Reached[i];
            var offered = weeks[provider];
            if ((offered & window) != 0)
            {
                return UnplacedReason.GreaterNeed;
            }

            allowed |= (offered | service.HeldBack[provider]) != 0;
        }

        if (allowed)
        {
            return service.IsHeldBack(waiting) ? UnplacedReason.HeldBack : UnplacedReason.NoWeekThatHelps;
        }

        var most = input.Ways[waiting.Row].Most;
        var kilometres = input.KilometresBy(waiting.Row);
        for (var provider = 0; provider < kilometres.Length; provider++)
        {
            if ((weeks[provider] | service.HeldBack[provider]) != 0 && kilometres[provider] >= 0 && (most == Way.NoLimit || kilometres[provider] <= most))
            {
                return UnplacedReason.NoAgreement;
            }
        }

        return UnplacedReason.NothingInReach;
    }

    private static int Longest(byte[][] texts)
    {
        var longest = 0;
        foreach (var text in texts)
        {
            longest = Math.Max(longest, text.Length);
        }

        return longest;
    }

    private static ulong[] WeeksWithSlots(ServiceProblem problem)
    {
        var weeks = new ulong[problem.Stride];
        for (var cell = 0; cell < problem.Cells; cell++)
        {
            weeks[cell % problem.Stride] |= problem.Slots[cell] > 0 ? 1UL << (cell / problem.Stride) : 0;
        }

        return weeks;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>The two tables of a plan, a service at a time: who is offered what, and who nothing and why.</summary>
internal static class MatchTextFiles
{
    public const string AssignmentHeader = "patient,provider,week,km\n", UnplacedHeader = "patient,reason\n";

    /// <summary>A service's rows of <c>assignments.csv</c>: its patients in order of tier, rank and draw.</summary>
    public static ReadOnlyMemory<byte> Assignments(MatchInput input, MatchService service, ReadOnlySpan<int> cells, byte[][] providers)
    {
        var (text, stride) = (new ArrayBufferWriter<byte>(1 + (cells.Length * 24)), service.Problem.Stride);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] == ServicePlan.Unplaced)
            {
                continue;
            }

            var (patient, provider) = (service.Patients[i], cells[i] % stride);
            text.Write(input.IdOf(patient));
            Comma(text);
            text.Write(providers[provider]);
            Comma(text);
            Number(text, cells[i] / stride);
            Comma(text);
            Number(text, input.Kilometres[(input.Rows[patient].Municipality * providers.Length) + provider]);
            text.Write("\n"u8);
        }

        return text.WrittenMemory;
    }

    /// <summary>A service's rows of <c>unplaced.csv</c>, in the same order, and how many there are of each reason.</summary>
    public static (ReadOnlyMemory<byte> Text, int[] Counts) Unplaced(MatchInput input, MatchService service, ReadOnlySpan<int> cells)
    {
        var (text, counts) = (new ArrayBufferWriter<byte>(1 + (cells.Length * 12)), new int[Enum.GetValues<UnplacedReason>().Length]);
        var names = Enum.GetValues<UnplacedReason>().Select(r => Encoding.ASCII.GetBytes($",{UnplacedReasons.NameOf(r)}\n")).ToArray();
        var weeks = WeeksWithSlots(service.Problem);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] == ServicePlan.Unplaced)
            {
                var reason = ReasonOf(input, service, i, weeks);
                counts[(int)reason]++;
                text.Write(input.IdOf(service.Patients[i]));
                text.Write(names[(int)reason]);
            }
        }

        foreach (var beyond in service.Beyond)
        {
            counts[(int)UnplacedReason.BeyondContacts]++;
            text.Write(input.IdOf(beyond));
            text.Write(names[(int)UnplacedReason.BeyondContacts]);
        }

        return (text.WrittenMemory, counts);
    }

    /// <summary>Why one patient is offered nothing.</summary>
    public static UnplacedReason ReasonOf(MatchInput input, MatchService service, int place) => ReasonOf(input, service, place, WeeksWithSlots(service.Problem));

    private static UnplacedReason ReasonOf(MatchInput input, MatchService service, int place, ulong[] weeks)
    {
        var (problem, row) = (service.Problem, input.Rows[service.Patients[place]]);
        var waiting = problem.Patients[place];
        var allowed = false;
        for (var i = problem.ReachStarts[waiting.Row]; i < problem.ReachStarts[waiting.Row + 1]; i++)
        {
            var offered = weeks[problem.Reached[i]];
            if ((offered & waiting.Window) != 0)
            {
                return UnplacedReason.GreaterNeed;
            }

            allowed |= (offered | service.HeldBack[problem.Reached[i]]) != 0;
        }

        if (allowed)
        {
            return service.IsHeldBack(waiting) ? UnplacedReason.HeldBack : UnplacedReason.NoWeekThatHelps;
        }

        var kilometres = input.Kilometres.AsSpan(row.Municipality * problem.Providers, problem.Providers);
        for (var provider = 0; provider < kilometres.Length; provider++)
        {
            if ((weeks[provider] | service.HeldBack[provider]) != 0 && kilometres[provider] >= 0 && (row.Kilometres < 0 || kilometres[provider] <= row.Kilometres))
            {
                return UnplacedReason.NoAgreement;
            }
        }

        return UnplacedReason.NothingInReach;
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

    private static void Comma(ArrayBufferWriter<byte> text) => text.Write(","u8);

    private static void Number(ArrayBufferWriter<byte> text, int number)
    {
        _ = Utf8Formatter.TryFormat(number, text.GetSpan(11), out var written);
        text.Advance(written);
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>A written plan as read with its certificate and its input. Nothing of it is proven yet, but its files are those of the certificate.</summary>
/// <param name="Input">The input, which is the certificate's.</param>
/// <param name="Proof">The certificate.</param>
/// <param name="Unplaced">The file of the unplaced.</param>
/// <param name="Cells">By service and patient: the cell.</param>
/// <param name="Folder">Where it lies.</param>
internal sealed record MatchPlan(
    MatchInput Input, MatchProof.Read Proof, byte[] Unplaced, ImmutableArray<ImmutableArray<int>> Cells, string Folder)
{
    private static readonly string[] AssignmentColumns = ["patient", "provider", "week", "km"];

    /// <summary>The file of alternatives; empty when the run told of none.</summary>
    public byte[] Alternatives { get; init; } = [];

    /// <summary>The input with those who were left out of the run, when more could not be reached.</summary>
    public required MatchInput Whole { get; init; }

    /// <summary>Reads a plan; refused when it is of another input or changed since the run (VB3111–VB3114).</summary>
    public static Outcome<MatchPlan> Open(MatchFiles files, MatchOrder order, string folder) => MatchReader.Read(files, order).Then(whole =>
    {
        string At(string name) => Path.Combine(folder, name);
        Outcome<MatchProof.Read>? certificate = null;
        Outcome<Table>? table = null;
        (byte[] Bytes, string Hash) unplaced = ([], ""), alternatives = ([], "");
        Parallel.Invoke(
            order.AtOnce,
            () => table = order.Contacts is null ? Placed(At(MatchRun.AssignmentsFile), whole) : (Outcome<Table>?)null,
            () =>
            {
                try
                {
                    unplaced = MatchFile.Read(At(MatchRun.UnplacedFile));
                    alternatives = File.Exists(At(MatchRun.AlternativesFile)) ? MatchFile.Read(At(MatchRun.AlternativesFile)) : alternatives;
                    certificate = MatchProof.Of(File.ReadAllBytes(At(MatchProof.FileName)), At(MatchProof.FileName), whole);
                }
                catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
                {
                    certificate = Refusal.Of(RefusalCode.MatchFileUnreadable, folder, trouble.Message);
                }
            });
        if (!certificate!.Value.Succeeded(out var proof, out var refusal))
        {
            return refusal;
        }

        if (unplaced.Hash != proof.Unplaced || alternatives.Hash != (proof.Alternatives?.Hash ?? ""))
        {
            return Refusal.Of(RefusalCode.MatchPlanChanged, At(unplaced.Hash != proof.Unplaced ? MatchRun.UnplacedFile : MatchRun.AlternativesFile));
        }

        // Who was left out because more could not be reached stands in the other table.
        table ??= MatchContacts.Without(whole, unplaced.Bytes, At(MatchRun.UnplacedFile)).Then(input => Placed(At(MatchRun.AssignmentsFile), input));
        return table.Value.Then<MatchPlan>(read => read.Hash != proof.Assignments || !read.AsWritten
            ? Refusal.Of(RefusalCode.MatchPlanChanged, At(MatchRun.AssignmentsFile))
            : new MatchPlan(read.Input, proof, unplaced.Bytes, read.Cells, folder) { Alternatives = alternatives.Bytes, Whole = whole });
    });

    /// <summary>One service's plan, proven; what is said of a plan rests on its proof (VB3115).</summary>
    public Outcome<ServicePlan> Proven(int service)
    {
        var plan = Proof.Plans[service] with { Cells = Cells[service] };
        return CheckPlan.Find(Input.Services[service].Problem, plan) is { } fault
            ? Refusal.Of(RefusalCode.MatchPlanNotBest, Input.Services[service].Name, MatchVerify.WordsOf(fault.Fault))
            : plan;
    }

    /// <summary>Which service a patient is in and where there, -1 when left out because more cannot be reached; null when not in the run.</summary>
    public (int Service, int Place, WaitingPatient Waiting)? Find(string patient)
    {
        var id = Encoding.UTF8.GetBytes(patient);
        for (var service = 0; service < Input.Services.Length; service++)
        {
            var of = Input.Services[service];
            for (var place = 0; place < of.Patients.Length; place++)
            {
                if (of.Ids[place].SequenceEqual(id))
                {
                    return (service, place, of.Problem.Patients[place]);
                }
            }

            for (var i = 0; i < of.Beyond.Length; i++)
            {
                if (Input.IdOf(of.Beyond[i]).SequenceEqual(id))
                {
                    return (service, -1, of.BeyondWaiting[i]);
                }
            }
        }

        return null;
    }

    // The table of assignments as read: its SHA-256, who has which cell, and whether every byte is what a run writes for that.
    private sealed record Table(MatchInput Input, string Hash, ImmutableArray<ImmutableArray<int>> Cells, bool AsWritten);

    // Read forward only: the rows stand in the order of the services and their patients.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Outcome<Table> Placed(string path, MatchInput input)
    {
        if (!MatchFile.Read(path, AssignmentColumns, mayBeEmpty: true).Succeeded(out var file, out var refusal))
        {
            return refusal;
        }

        var cells = new int[input.Services.Length][];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = GC.AllocateUninitializedArray<int>(input.Services[i].Patients.Length);
            Array.Fill(cells[i], ServicePlan.Unplaced);
        }

        var (providers, stride) = (new NameTable(), TravelRows.StrideOf(input.Providers.Length));
        foreach (var provider in input.Providers)
        {
            providers.FindOrAdd(Encoding.UTF8.GetBytes(provider));
        }

        var scanner = new RowScanner(file.Bytes, file.FirstRow, AssignmentColumns);
        var (service, place, asWritten) = (0, 0, file.FirstRow == MatchTextFiles.AssignmentHeader.Length && file.Bytes[^1] == '\n');
        while (scanner.Next())
        {
            var id = scanner.Text();
            var name = scanner.Text();
            var provider = providers.Find(name);
            var (week, kilometres) = (scanner.Number(0, input.Order.Weeks - 1), scanner.Number(0, ServiceProblem.MostCost));
            while (service < cells.Length && (place == cells[service].Length || !input.Services[service].Ids[place].SequenceEqual(id)))
            {
                (service, place) = place == cells[service].Length ? (service + 1, 0) : (service, place + 1);
            }

            if (service == cells.Length || provider < 0)
            {
                scanner.Wrong(RefusalCode.MatchPlanUnknown);
                break;
            }

            // What is longer than its numbers has a zero before one, or another line end.
            cells[service][place] = (week * stride) + provider;
            asWritten &= kilometres == input.KilometresBy(input.Services[service].Problem.Patients.ItemRef(place++).Row)[provider]
                && scanner.RowLength == id.Length + name.Length + MatchTextFiles.DigitsOf(week) + MatchTextFiles.DigitsOf(kilometres) + 4;
        }

        var read = new ImmutableArray<int>[cells.Length];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = ImmutableCollectionsMarshal.AsImmutableArray(cells[i]);
        }

        return scanner.Fault is { } fault ? file.Refuse(fault) : new Table(input, file.Hash, ImmutableCollectionsMarshal.AsImmutableArray(read), asWritten);
    }
}

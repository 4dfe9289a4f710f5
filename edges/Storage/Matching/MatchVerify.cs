using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Proves a written plan from its certificate and the same input, without solving anything.</summary>
internal static class MatchVerify
{
    private static readonly string[] AssignmentColumns = ["patient", "provider", "week", "km"];

    /// <summary>How many are placed in a plan that is proven; a refusal says what is not (VB3111–VB3115).</summary>
    public static Outcome<int> Of(MatchFiles files, MatchOrder order, string folder) =>
        MatchReader.Read(files, order).Then(input =>
        {
            var path = Path.Combine(folder, MatchProof.FileName);
            byte[] bytes, unplaced;
            try
            {
                (bytes, unplaced) = (File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(folder, MatchRun.UnplacedFile)));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                return Refusal.Of(RefusalCode.MatchFileUnreadable, folder, trouble.Message);
            }

            return MatchProof.Of(bytes, path, input).Then(proof =>
                Placed(Path.Combine(folder, MatchRun.AssignmentsFile), input).Then(read => Prove(input, proof, read.File, unplaced, read.Cells, folder)));
        });

    private static Outcome<int> Prove(
        MatchInput input, MatchProof.Read proof, byte[] assignments, byte[] unplaced, ImmutableArray<ImmutableArray<int>> cells, string folder)
    {
        var (expected, others, _) = MatchRun.Tables(input, cells);
        if (!Same(expected, assignments) || MatchRun.Hash([assignments]) != proof.Assignments)
        {
            return Refusal.Of(RefusalCode.MatchPlanChanged, Path.Combine(folder, MatchRun.AssignmentsFile));
        }

        if (!Same(others, unplaced) || MatchRun.Hash([unplaced]) != proof.Unplaced)
        {
            return Refusal.Of(RefusalCode.MatchPlanChanged, Path.Combine(folder, MatchRun.UnplacedFile));
        }

        var faults = new FaultyPlan?[cells.Length];
        MatchRun.ForEachService(input, i => faults[i] = CheckPlan.Find(input.Services[i].Problem, proof.Plans[i] with { Cells = cells[i] }));
        var wrong = Array.FindIndex(faults, f => f is not null);
        return wrong < 0
            ? cells.Sum(c => c.Count(cell => cell != ServicePlan.Unplaced))
            : Refusal.Of(RefusalCode.MatchPlanNotBest, input.Services[wrong].Name, WordsOf(faults[wrong]!.Value.Fault));
    }

    private static bool Same(byte[][] parts, byte[] whole)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if (at + part.Length > whole.Length || !whole.AsSpan(at, part.Length).SequenceEqual(part))
            {
                return false;
            }

            at += part.Length;
        }

        return at == whole.Length;
    }

    // Read forward only: the rows stand in the order of the services and their patients.
    private static Outcome<(byte[] File, ImmutableArray<ImmutableArray<int>> Cells)> Placed(string path, MatchInput input)
    {
        if (!MatchFile.Read(path, AssignmentColumns, mayBeEmpty: true).Succeeded(out var file, out var refusal))
        {
            return refusal;
        }

        var cells = input.Services.Select(s => Enumerable.Repeat(ServicePlan.Unplaced, s.Patients.Length).ToArray()).ToArray();
        var providers = new NameTable();
        foreach (var provider in input.Providers)
        {
            providers.FindOrAdd(System.Text.Encoding.UTF8.GetBytes(provider));
        }

        var scanner = new RowScanner(file.Bytes, file.FirstRow, AssignmentColumns);
        var (service, place) = (0, 0);
        while (scanner.Next())
        {
            var id = scanner.Text();
            var provider = providers.Find(scanner.Text());
            var (week, _) = (scanner.Number(0, input.Order.Weeks - 1), scanner.Number(0, ServiceProblem.MostCost));
            while (service < cells.Length && (place == cells[service].Length || !input.IdOf(input.Services[service].Patients[place]).SequenceEqual(id)))
            {
                (service, place) = place == cells[service].Length ? (service + 1, 0) : (service, place + 1);
            }

            if (service == cells.Length || provider < 0)
            {
                scanner.Wrong(RefusalCode.MatchPlanUnknown);
            }
            else
            {
                cells[service][place++] = (week * input.Services[service].Problem.Stride) + provider;
            }
        }

        return scanner.Fault is { } fault ? file.Refuse(fault) : (file.Bytes, [.. cells.Select(c => c.ToImmutableArray())]);
    }

    private static Bilingual WordsOf(PlanFault fault) => fault switch
    {
        PlanFault.ProofIncomplete => new("beviset är inte fullständigt", "the certificate is not complete"),
        PlanFault.NotAllowed => new("någon har en tid som inte är tillåten eller som flera har", "somebody has a slot that is not allowed or that others have"),
        PlanFault.NeedNotServed => new("större behov kan ha gått förlorat", "greater need may have been passed over"),
        PlanFault.CostNotLeast => new("en bättre vecka eller kortare väg kan ha gått förlorad", "a better week or a shorter way may have been passed over"),
    };
}

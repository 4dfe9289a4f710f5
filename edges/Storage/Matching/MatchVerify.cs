using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Proves a written plan from its certificate and the same input, without solving anything.</summary>
internal static class MatchVerify
{
    /// <summary>How many are placed in a plan that is proven; a refusal says what is not (VB3111–VB3115, VB3128, VB3129, VB3132).</summary>
    public static Outcome<int> Of(MatchFiles files, MatchOrder order, string folder) => MatchPlan.Open(files, order, folder).Then(Prove);

    private static Outcome<int> Prove(MatchPlan plan)
    {
        var (input, proof, cells) = (plan.Input, plan.Proof, plan.Cells);
        var (unplaced, reasons) = MatchRun.Unplaced(input, cells);
        if (!Same(unplaced, plan.Unplaced))
        {
            return Refusal.Of(RefusalCode.MatchPlanChanged, Path.Combine(plan.Folder, MatchRun.UnplacedFile));
        }

        if (proof.Alternatives is { } told && !Same(MatchAlternatives.Of(input, cells, told.Most), plan.Alternatives))
        {
            return Refusal.Of(RefusalCode.MatchPlanChanged, Path.Combine(plan.Folder, MatchRun.AlternativesFile));
        }

        if (!MatchContacts.Holds(input, cells))
        {
            return Refusal.Of(RefusalCode.MatchContactsNotProven, $"{input.Order.Contacts}");
        }

        var (faults, early) = (new FaultyPlan?[cells.Length], new int?[cells.Length]);
        MatchRun.ForEachService(input, i =>
        {
            var service = input.Services[i];
            faults[i] = CheckPlan.Find(service.Problem, proof.Plans[i] with { Cells = cells[i] });
            early[i] = CheckDraw.Find(service.Problem, cells[i], service.BeyondWaiting);
        });
        for (var i = 0; i < faults.Length; i++)
        {
            if (faults[i] is { } wrong)
            {
                return Refusal.Of(RefusalCode.MatchPlanNotBest, input.Services[i].Name, WordsOf(wrong.Fault));
            }
        }

        for (var i = 0; i < early.Length; i++)
        {
            if (early[i] is not null)
            {
                return Refusal.Of(RefusalCode.MatchDrawNotFollowed, input.Services[i].Name, $"{input.Order.Seed}");
            }
        }

        return Summary(plan, reasons);
    }

    // No hash is kept of the summary: what it says is counted again from what is proven.
    private static Outcome<int> Summary(MatchPlan plan, int[] reasons)
    {
        var path = Path.Combine(plan.Folder, MatchRun.SummaryFile);
        try
        {
            var summary = MatchSummary.Of(plan.Input, plan.Cells, reasons, new(default, default, default));
            return summary.IsIn(File.ReadAllBytes(path)) ? summary.Placed : Refusal.Of(RefusalCode.MatchSummaryDiffers, path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.MatchFileUnreadable, path, trouble.Message);
        }
    }

    private static bool Same(ReadOnlyMemory<byte>[] parts, byte[] whole)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if (at + part.Length > whole.Length || !whole.AsSpan(at, part.Length).SequenceEqual(part.Span))
            {
                return false;
            }

            at += part.Length;
        }

        return at == whole.Length;
    }

    internal static Bilingual WordsOf(PlanFault fault) => fault switch
    {
        PlanFault.ProofIncomplete => new("beviset är inte fullständigt", "the certificate is not complete"),
        PlanFault.NotAllowed => new("någon har en tid som inte är tillåten eller som flera har", "somebody has a slot that is not allowed or that others have"),
        PlanFault.NeedNotServed => new("större behov kan ha gått förlorat", "greater need may have been passed over"),
        PlanFault.CostNotLeast => new("en bättre vecka eller kortare väg kan ha gått förlorad", "a better week or a shorter way may have been passed over"),
    };
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Waiting.Register;

namespace Vardbro.Cli;

/// <summary>What the verbs about waits read from the register.</summary>
internal static class RegisterMonths
{
    /// <summary>The batches that a month points at now, published or not, in order of region; or a refusal when there are none (VB2163).</summary>
    public static Outcome<ImmutableArray<ContactBatch>> Load(string dataFolder, Month month) => RegisterStore.Open(dataFolder).Then(register =>
        Imports(register, month).Then(imports => Batches(register, imports.Select(i => i.Batch!))));

    /// <summary>The imports that a month points at, at least one, in order of region; or a refusal when there is none (VB2163).</summary>
    public static Outcome<ImmutableArray<RegisterImported>> Imports(RegisterStore register, Month month) =>
        register.Status().Then<ImmutableArray<RegisterImported>>(status =>
            status.Where(s => s.Month == month).Select(s => s.Current).OfType<RegisterImported>().ToImmutableArray() is { IsEmpty: false } imports
                ? imports
                : Refusal.Of(RefusalCode.MonthWithoutBatches, month.ToString(), MonthsIn(status)));

    /// <summary>Batches by their ids, or the first that cannot be read.</summary>
    public static Outcome<ImmutableArray<ContactBatch>> Batches(RegisterStore register, IEnumerable<string> ids)
    {
        var batches = ImmutableArray.CreateBuilder<ContactBatch>();
        foreach (var id in ids)
        {
            if (!register.Load(id).Succeeded(out var batch, out var refusal))
            {
                return refusal;
            }

            batches.Add(batch);
        }

        return batches.ToImmutable();
    }

    private static Bilingual MonthsIn(ImmutableArray<RegisterMonth> status)
    {
        var months = status.Where(s => s.Current is not null).Select(s => s.Month).Distinct().Order().ToList();
        return months.Count == 0 ? new Bilingual("inga", "none") : string.Join(", ", months);
    }

    /// <summary>Reads a month, or a refusal (VB5004).</summary>
    public static Outcome<Month> Read(string? text) => Month.Read(text) is { } month
        ? month
        : Refusal.Of(RefusalCode.ArgumentWrong, text ?? "", "--period", new("ÅÅÅÅ-MM, till exempel 2024-10", "YYYY-MM, for instance 2024-10"));
}

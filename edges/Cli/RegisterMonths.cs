using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Waiting.Register;

namespace Vardbro.Cli;

/// <summary>What the verbs about waits read from the register.</summary>
internal static class RegisterMonths
{
    /// <summary>The batches that a month points at, in order of region.</summary>
    /// <returns>The batches, at least one, or a refusal when no region has delivered the month (VB2163).</returns>
    public static Outcome<ImmutableArray<ContactBatch>> Load(string dataFolder, Month month) =>
        RegisterStore.Open(dataFolder).Then(store => store.Status().Then(status => Load(store, status, month)));

    private static Outcome<ImmutableArray<ContactBatch>> Load(RegisterStore store, ImmutableArray<RegisterMonth> status, Month month)
    {
        var batches = ImmutableArray.CreateBuilder<ContactBatch>();
        foreach (var import in status.Where(s => s.Month == month).Select(s => s.Current).OfType<RegisterImported>())
        {
            if (!store.Load(import.Batch!).Succeeded(out var batch, out var refusal))
            {
                return refusal;
            }

            batches.Add(batch);
        }

        return batches.Count > 0
            ? batches.ToImmutable()
            : Refusal.Of(RefusalCode.MonthWithoutBatches, month.ToString(), MonthsIn(status));
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

    /// <summary>A month that may be shown. Nothing is published yet, so every month has to be asked for as it is.</summary>
    public static Outcome<Month> Allowed(Month month, bool unpublished) =>
        unpublished ? month : Refusal.Of(RefusalCode.MonthNotPublished, month.ToString());
}

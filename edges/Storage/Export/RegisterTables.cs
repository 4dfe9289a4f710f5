using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Storage.Register;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Export;

/// <summary>The tables about the register's batches.</summary>
public static class RegisterTables
{
    private static readonly ImmutableArray<string> Columns =
    [
        "region_id", "month", "batch", "verdict", "rows", "waiting", "completed", "errors", "remarked", "synthetic", "received_at", "received_sha256",
    ];

    /// <summary>What became of one file.</summary>
    public static ExportTable Imported(RegisterImported import) => new($"register-{import.Region}-{import.Month}", Columns, [[.. Cells(import)]]);

    /// <summary>Where every region and month stands: what it points at, and the latest file where that is another.</summary>
    public static ExportTable Status(ImmutableArray<RegisterMonth> months) => new(
        "register",
        Columns.AddRange("latest_verdict", "latest_at", "latest_refusal"),
        months.Select(m => (ImmutableArray<object?>)
            [.. Cells(m.Current ?? m.Latest), FundingTables.Kebab(m.Latest.Verdict), Instant(m.Latest.At), m.Latest.Why?.En]));

    private static object?[] Cells(RegisterImported import) =>
    [
        import.Region.ToString(), import.Month.ToString(), import.Batch, FundingTables.Kebab(import.Verdict), import.Count.Rows, import.Count.Waiting,
        import.Count.Completed, import.Count.Errors, import.Count.Remarked, import.Synthetic, Instant(import.At), import.Received,
    ];

    /// <summary>An instant as tables write it.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

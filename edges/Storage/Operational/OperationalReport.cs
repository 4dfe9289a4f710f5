using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Operational;

/// <summary>One line of the report: a row and a rule it breaks.</summary>
/// <param name="Row">The row as a spreadsheet counts it; the header is 1.</param>
/// <param name="Rule">The rule, which says the field.</param>
/// <param name="Value">What stands there, never a whole identifier.</param>
public sealed record OperationalFinding(long Row, OperationalRule Rule, string Value);

/// <summary>What was found, row by row: the first of it whole, the rest counted.</summary>
/// <param name="Findings">The findings kept, in the order they were found.</param>
/// <param name="LeftOut">How many there were beyond those.</param>
public sealed record OperationalReport(ImmutableArray<OperationalFinding> Findings, long LeftOut)
{
    /// <summary>The most findings that are kept.</summary>
    public const int Most = 10_000;

    /// <summary>The report to take away. Its last line says how many findings are not in it, if any.</summary>
    public ExportTable Table(RegionId region, DateOnly day, Language language) => new(
        $"waits-{region}-{day:yyyy-MM-dd}",
        ["row", "field", "rule", "value", "text"],
        Findings.Select(f => (ImmutableArray<object?>)
            [f.Row, OperationalFields.NameOf(OperationalRules.FieldOf(f.Rule)), OperationalRules.NumberOf(f.Rule), f.Value, OperationalRules.Sentence(f.Rule).In(language)])
            .Concat(LeftOut == 0 ? [] : [[null, null, null, null, new Bilingual(
                $"Ytterligare {LeftOut} anmärkningar står inte här.", $"{LeftOut} more findings are not here.").In(language)]]));
}

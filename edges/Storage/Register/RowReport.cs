using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>One line of the report: a row and a rule it breaks.</summary>
/// <param name="Row">The row as a spreadsheet counts it; the header is 1.</param>
/// <param name="Field">The field.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Value">What stands there, never a whole identifier.</param>
public sealed record RowFinding(long Row, RegisterField Field, RowRule Rule, string Value);

/// <summary>What was found, row by row: the first of it whole, the rest counted.</summary>
/// <param name="Findings">The findings kept, in order of row.</param>
/// <param name="LeftOut">How many there were beyond those.</param>
public sealed record RowReport(ImmutableArray<RowFinding> Findings, long LeftOut)
{
    /// <summary>The most findings that are kept.</summary>
    public const int Most = 10_000;

    /// <summary>The report to take away. Its last line says how many findings are not in it, if any.</summary>
    public ExportTable Table(RegionId region, Month month, Language language) => new(
        $"vantetider-{region}-{month}",
        ["row", "field", "rule", "value", "text"],
        Findings.Select(f => (ImmutableArray<object?>)
            [f.Row, RegisterFields.NameOf(f.Field), RowRules.NumberOf(f.Rule), f.Value, RowRules.Sentence(f.Rule).In(language)])
            .Concat(LeftOut == 0 ? [] : [[null, null, null, null, new Bilingual(
                $"Ytterligare {LeftOut} anmärkningar står inte här.", $"{LeftOut} more findings are not here.").In(language)]]));
}

/// <summary>Collects findings as rows are judged. The mutable side of <see cref="RowReport"/>.</summary>
internal sealed class RowReportBuilder
{
    private readonly ImmutableArray<RowFinding>.Builder findings = ImmutableArray.CreateBuilder<RowFinding>();
    private long leftOut;

    public RowReport Report => new(findings.ToImmutable(), leftOut);

    public void Add(long number, in RegisterRow row, in JudgedRow judged)
    {
        foreach (var rule in judged.Findings.Rules)
        {
            if (findings.Count == RowReport.Most)
            {
                leftOut++;
                continue;
            }

            var field = judged.FieldOf(rule);
            findings.Add(new(number, field, rule, rule == RowRule.PatientIdIsPersonalNumber ? "…" : RowText.Of(field, row[field])));
        }
    }
}

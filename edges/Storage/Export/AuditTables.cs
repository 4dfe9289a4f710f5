using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting.Audit;

namespace Vardbro.Storage.Export;

/// <summary>The tables of an audit, the same from the command line and the pages.</summary>
public static class AuditTables
{
    /// <summary>One row a finding. The figure and what it is held against are to one decimal, as the sentence has them.</summary>
    public static ExportTable Findings(string name, ImmutableArray<Finding> findings, Language language) => new(
        name,
        ["period", "region_id", "kind", "finding", "standing", "figure", "against", "unit", "in_words", "compared_with", "inputs", "measured", "source"],
        findings.Select(f => (ImmutableArray<object?>)
        [
            f.Month.ToString(), f.Region.ToString(), StatsTables.NameOf(f.Kind), f.Measure.Id, FundingTables.Kebab(f.Standing),
            Shown(f.Figure), Shown(f.Against), f.Measure.Unit.In(language), f.Words.In(language), f.ComparedWith.In(language),
            Inputs(f, language), f.Measure.Help.In(language), f.Measure.Source.In(language),
        ]));

    /// <summary>What a finding rests on, on one line; what is hidden is a dash.</summary>
    public static string Inputs(Finding finding, Language language) => string.Join("; ", finding.Inputs.Select(i =>
        $"{i.Name.In(language)} {(i.Value is { } value ? AuditWords.Plain(value).In(language) : "–")}"));

    /// <summary>A figure as it is shown: one decimal, halves away from zero.</summary>
    public static decimal? Shown(decimal? figure) =>
        figure is { } exact ? decimal.Add(Math.Round(exact, 1, MidpointRounding.AwayFromZero), 0.0m) : null;
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Storage.Export;

/// <summary>The tables about money, the same from the command line and the pages.</summary>
public static class FundingTables
{
    /// <summary>A notice: one row a region and programme.</summary>
    public static ExportTable Notice(RuleBook rules, Notice notice, Region? only) => new(
        $"besked-{notice.Year}",
        ["region_id", "programme", "amount_sek"],
        from region in only is null ? rules.Regions : [only]
        from allotment in notice.Allotments
        select Row(region.Id.ToString(), allotment.Programme.Id, allotment.Amounts[rules.PlaceOf(region.Id)]));

    /// <summary>A decided version of a notice: one row a region and programme.</summary>
    public static ExportTable Decided(NoticeVersion version, Region? only) => new(
        $"besked-{version.Content.Year}-version-{version.Version}",
        ["region_id", "programme", "amount_sek"],
        from programme in version.Content.Programmes.SelectMany(p => p.Amounts.Select(a => (p.Programme, Region: a.Key, Amount: a.Value)))
        where only is null || programme.Region == only.Id
        orderby programme.Region, programme.Programme
        select Row(programme.Region.ToString(), programme.Programme, programme.Amount));

    /// <summary>What changed between two versions.</summary>
    public static ExportTable Difference(int year, int from, int to, ImmutableArray<NoticeChange> changes) => new(
        $"besked-{year}-version-{from}-{to}",
        ["region_id", "programme", "before_sek", "after_sek", "difference_sek"],
        changes.Select(c => Row(c.Region.ToString(), c.Programme, c.Before, c.After, c.Difference)));

    /// <summary>Every targeted grant.</summary>
    public static ExportTable Grants(ImmutableArray<GrantRow> rows, Language language) => new(
        "bidrag",
        ["year", "programme", "name", "measure", "part", "stage", "amount_sek", "precision", "known", "standing", "governs",
            "recipient", "appropriation", "source", "url", "assumption", "note"],
        rows.Select(r => Row(
            r.Statement.Subject.Year, r.Programme.Id, r.Programme.Name.In(language),
            Kebab(r.Statement.Subject.Measure), r.Statement.Subject.Part, Kebab(r.Statement.Stage),
            r.Statement.Amount, Kebab(r.Statement.Precision), r.Statement.Known, Kebab(r.Standing), r.Governs,
            r.Statement.Recipient is { } recipient ? Kebab(recipient) : string.Join(' ', r.Programme.Recipients.Select(Kebab)),
            r.Programme.Appropriation, r.Statement.Source.Id, r.Statement.Source.Url,
            (r.Statement.Assumption ?? r.Statement.Source.Assumption)?.In(language),
            (r.Statement.Beside ?? r.Statement.Note)?.In(language))));

    /// <summary>A region's outlook.</summary>
    public static ExportTable Outlook(int year, Region region, ImmutableArray<OutlookRow> rows, Language language) => new(
        $"region-{region.Id}-{year}",
        ["year", "region_id", "programme", "within", "name", "low_sek", "expected_sek", "high_sek", "national_sek", "at_population_share_sek", "in_notice", "conditions", "dates"],
        rows.Select(r => Row(
            year, region.Id.ToString(), r.Programme.Id, r.Programme.Within?.Programme, r.Programme.Name.In(language), r.Low, r.Expected, r.High, r.National, r.AtPopulationShare,
            r.Allotment?.Rule.InNotice ?? false,
            string.Join(" | ", r.Conditions.Select(c => c.Text.In(language))),
            string.Join(" | ", r.Dates.Select(d => $"{d.Date:yyyy-MM-dd} {Words.Of(d.Kind).In(language)}")))));

    /// <summary>A comparison with what was published.</summary>
    public static ExportTable Comparison(Comparison comparison) => new(
        $"jamforelse-{comparison.Computed.Year}",
        ["region_id", "computed_sek", "published_sek", "difference_sek", "difference_percent"],
        comparison.Rows.Select(r => Row(
            r.Region.Id.ToString(), r.Computed, r.Published, r.Difference, Math.Round(r.RelativeDifference * 100, 2))));

    /// <summary>The money of a year from appropriation to region.</summary>
    public static ExportTable Flow(int year, ImmutableArray<FlowLink> links, Language language) => new(
        $"pengar-{year}",
        ["from_kind", "from", "to_kind", "to", "amount_sek"],
        links.Select(l => Row(Kebab(l.From.Kind), l.From.Name.In(language), Kebab(l.To.Kind), l.To.Name.In(language), l.Amount)));

    /// <summary>An enumeration's name as it stands in files: <c>agency-decision</c>.</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static ImmutableArray<object?> Row(params ReadOnlySpan<object?> cells) => [.. cells];
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>Every source of the rules, the weightiest kind first, then by day.</summary>
/// <param name="Sources">The sources.</param>
public sealed record SourcesReading(ImmutableArray<Source> Sources)
{
    /// <summary>The sources of the rules.</summary>
    public static Outcome<SourcesReading> Of(Visit visit) => new SourcesReading(
        [.. visit.Rules.Sources.Values.OrderBy(s => s.Kind).ThenBy(s => s.Published).ThenBy(s => s.Id, StringComparer.Ordinal)]);

    /// <summary>The sources as a table.</summary>
    public ExportTable Export(Language language) => new(
        "kallor",
        ["id", "title", "kind", "publisher", "published", "url", "assumption"],
        Sources.Select(s => ImmutableArray.Create<object?>(
            s.Id, s.Title, FundingTables.Kebab(s.Kind), s.Publisher, s.Published, s.Url, s.Assumption?.In(language))));
}

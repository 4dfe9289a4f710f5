using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>Every distribution key, with the weights it has for the main year.</summary>
/// <param name="Year">The year of the weights.</param>
/// <param name="Keys">The keys; one that has no weights for the year says why.</param>
public sealed record KeysReading(int Year, ImmutableArray<(DistributionKey Key, Outcome<ReadyKey> Ready)> Keys)
{
    /// <summary>The keys of the rules.</summary>
    public static Outcome<KeysReading> Of(Visit visit) => new KeysReading(
        visit.MainYear,
        [.. visit.Rules.Keys.Values.Select(key => (key, Split.Ready(visit.Rules, key.Id, visit.MainYear, visit.AsOf)))]);

    /// <summary>The weights as a table; a mix stands by the keys it is made of.</summary>
    public ExportTable Export(RuleBook rules) => new(
        $"nycklar-{Year}",
        ["key", "region_id", "weight", "year"],
        from entry in Keys
        where entry.Ready.Refusal is null && !entry.Ready.Value.Weights.IsEmpty
        from region in rules.Regions
        select ImmutableArray.Create<object?>(entry.Key.Id, region.Id.ToString(), entry.Ready.Value.Weights[rules.PlaceOf(region.Id)], Year));
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage.Results;

namespace Vardbro.Storage.Rules;

/// <summary>A worked example of a scheme: what figures give each region.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Scheme">The scheme's id.</param>
/// <param name="AsOf">The day whose knowledge its keys rest on, to its end.</param>
/// <param name="Figures">Rows as in a file of figures, with the line they begin on.</param>
/// <param name="Expected">What some or all regions earn in all, with the line each stands on.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record SchemeExample(
    string Id, string Scheme, DateOnly AsOf, (string Rows, RuleOrigin At) Figures,
    ImmutableSortedDictionary<RegionId, (Money Amount, RuleOrigin At)> Expected, Source Source, RuleOrigin Origin);

/// <summary>Holds the schemes against their worked examples; only <c>check-rules</c> does.</summary>
public static class SchemeExamples
{
    /// <summary>One refusal for every example that its scheme does not give, with the line of its first wrong amount.</summary>
    public static IEnumerable<Refusal> Check(RuleBook rules, IEnumerable<Scheme> schemes, IEnumerable<SchemeExample> examples)
    {
        var byId = schemes.ToDictionary(s => s.Id, StringComparer.Ordinal);
        return examples.Select(example => Check(rules, byId[example.Scheme], example)).OfType<Refusal>();
    }

    private static Refusal? Check(RuleBook rules, Scheme scheme, SchemeExample example)
    {
        using var rows = new StringReader(example.Figures.Rows);
        var settled = IndicatorFile.ReadRows(rows, scheme, [.. rules.Regions.Select(r => r.Id)]).Then(values =>
            Settle.Of(scheme, rules, example.AsOf, values));
        if (!settled.Succeeded(out var settlement, out var refusal))
        {
            return refusal.Located(example.Figures.At);
        }

        foreach (var (region, (expected, at)) in example.Expected)
        {
            var given = settlement.Values.PlaceOf(region) is >= 0 and var place ? settlement.EarnedBy(place) : Money.Zero;
            if (given != expected)
            {
                return Refusal.Of(RefusalCode.SchemeExampleDiffers, example.Id, expected.ForPeople, region.ToString(), given.ForPeople).Located(at);
            }
        }

        return null;
    }
}

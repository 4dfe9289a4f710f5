using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>A worked example: what a programme gives the regions with what was known on a day.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Year">Budget year.</param>
/// <param name="AsOf">The day whose knowledge it rests on, to its end.</param>
/// <param name="Programme">The programme's id.</param>
/// <param name="Expected">Amounts of some or all regions with the line each stands on; none means that nothing could be allotted yet.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record RuleExample(
    string Id,
    int Year,
    DateOnly AsOf,
    string Programme,
    ImmutableSortedDictionary<RegionId, (Money Amount, RuleOrigin At)> Expected,
    Source Source,
    RuleOrigin Origin);

/// <summary>
/// Holds the rules against their worked examples. Only <c>check-rules</c> does: whoever replaces a key to see what it
/// would give is told which examples no longer hold, and is not kept from computing.
/// </summary>
public static class RuleExamples
{
    /// <summary>One refusal for every example that the rules do not give, with the line of its first wrong amount.</summary>
    public static IEnumerable<Refusal> Check(RuleBook rules, IEnumerable<RuleExample> examples) =>
        examples.Select(example => Check(rules, example)).OfType<Refusal>();

    private static Refusal? Check(RuleBook rules, RuleExample example)
    {
        if (!Allot.Everything(rules, example.Year, example.AsOf).Succeeded(out var everything, out var refusal))
        {
            return refusal.At is null ? refusal.Located(example.Origin) : refusal;
        }

        var allotments = everything.Allotments.Where(a => a.Programme.Id == example.Programme).ToList();
        if (example.Expected.IsEmpty)
        {
            var total = Money.Sum(allotments.Select(a => a.Total));
            return allotments.Count == 0
                ? null
                : Differs(example, new("regionerna tillsammans", "the regions together"), Money.Zero, total, example.Origin);
        }

        foreach (var (region, (expected, at)) in example.Expected)
        {
            var given = Money.Sum(allotments.Select(a => a.Amounts[rules.PlaceOf(region)]));
            if (given != expected)
            {
                return Differs(example, region.ToString(), expected, given, at);
            }
        }

        return null;
    }

    private static Refusal Differs(RuleExample example, Bilingual whom, Money expected, Money given, RuleOrigin at) =>
        Refusal.Of(RefusalCode.ExampleDiffers, example.Id, expected.ForPeople, whom, given.ForPeople).Located(at);
}

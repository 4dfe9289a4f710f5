using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>What a region's controller can budget with for one programme and year.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Allotment">The computed allotment; null when no key is known and nothing can be split.</param>
/// <param name="Expected">The region's amount as it stands; null when nothing can be split.</param>
/// <param name="Low">The least that the statements from announced to paid would give the region.</param>
/// <param name="High">The most.</param>
/// <param name="National">The programme's amount for the nation, when only that is known.</param>
/// <param name="Conditions">Conditions for the year.</param>
/// <param name="Dates">Dates to keep for the year.</param>
/// <param name="AtPopulationShare">
/// The region's population share of the nation's amount, where no key is known: a bearing, not an expectation.
/// </param>
public sealed record OutlookRow(
    Programme Programme,
    Allotment? Allotment,
    Money? Expected,
    Money? Low,
    Money? High,
    Money? National,
    ImmutableArray<Condition> Conditions,
    ImmutableArray<KeyDate> Dates,
    Money? AtPopulationShare);

/// <summary>What a region can expect in a year, with ranges, conditions and dates. Pure.</summary>
public static class Outlook
{
    /// <summary>One row a programme that names the regions among its recipients and has said something about the year.</summary>
    public static Outcome<ImmutableArray<OutlookRow>> For(RuleBook rules, int year, Region region, DateOnly asOf)
    {
        if (!Allot.Everything(rules, year, asOf).Succeeded(out var everything, out var refusal) ||
            !Split.Ready(rules, Compare.PopulationKey, year, asOf).Succeeded(out var population, out refusal))
        {
            return refusal;
        }

        var place = rules.PlaceOf(region.Id);
        var rows = ImmutableArray.CreateBuilder<OutlookRow>();
        foreach (var programme in rules.Programmes.Where(p => p.ConcernsRegions(year, asOf)))
        {
            var allotments = everything.Allotments.Where(a => a.Programme == programme).ToList();
            var conditions = programme.ConditionsOn(asOf, year);
            var dates = programme.DatesOn(asOf, year);
            rows.AddRange(allotments.Select(a =>
            {
                var (low, high) = Range(programme, a, place, asOf);
                return new OutlookRow(programme, a, a.Amounts[place], low, high, a.Total, conditions, dates, null);
            }));
            if (allotments.Count == 0)
            {
                var national = Statements.Ceiling(programme, year, asOf)?.Amount;
                rows.Add(new(
                    programme, null, null, null, null, national, conditions, dates,
                    national is { } amount ? ShareOf(population, amount, place) : null));
            }
        }

        return rows.ToImmutable();
    }

    // Each part's least and most known amount, split by the same key. What hangs on results may come to nothing.
    private static (Money Low, Money High) Range(Programme programme, Allotment allotment, int place, DateOnly asOf)
    {
        var (low, high) = (Money.Zero, Money.Zero);
        foreach (var part in allotment.Parts)
        {
            var less = Money.Sum(part.Less.Select(l => l.Amount!.Value));
            var (least, most) = Statements.Range(programme, part.Part.Subject, asOf)!.Value;
            if (!part.Part.Certain.IsEmpty)
            {
                var certain = Money.Sum(part.Part.Certain.Select(c => Statements.Governing(programme, c, asOf)?.Amount ?? Money.Zero));
                least = certain < least ? certain : least;
            }

            low += ShareOf(part.Key, least > less ? least - less : Money.Zero, place);
            high += ShareOf(part.Key, most - less, place);
        }

        return (low, high);
    }

    private static Money ShareOf(ReadyKey key, Money amount, int place)
    {
        var parts = new long[(key.Parts.IsEmpty ? key : FirstLeaf(key)).Weights.Length];
        Split.Add(key, amount.Ore / (long)Rounding.Krona, parts);
        return Money.Kronor(parts[place]);
    }

    private static ReadyKey FirstLeaf(ReadyKey key) => key.Parts.IsEmpty ? key : FirstLeaf(key.Parts[0].Key);
}

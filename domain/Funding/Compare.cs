using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>A notice held against what somebody published.</summary>
/// <param name="Published">What was published.</param>
/// <param name="Computed">What the documented programmes give; never scaled or fitted.</param>
/// <param name="Rows">One a region, in order.</param>
/// <param name="Share">1 − Σ|computed − published| / Σ published.</param>
/// <param name="ShareByPopulation">The same for the published sum split by population alone: the figure to beat.</param>
/// <param name="Without">For each programme the share without it: what it explains.</param>
/// <param name="ByKey">For each key the money that it splits.</param>
/// <param name="Replaced">The share if an assumed key were replaced by another: how much the assumption matters.</param>
public sealed record Comparison(
    PublishedAllotment Published,
    Notice Computed,
    ImmutableArray<ComparisonRow> Rows,
    decimal Share,
    decimal ShareByPopulation,
    ImmutableArray<(Programme Programme, Money Amount, decimal ShareWithout)> Without,
    ImmutableArray<(DistributionKey Key, Money Amount)> ByKey,
    ImmutableArray<(DistributionKey Assumed, DistributionKey Instead, decimal Share)> Replaced)
{
    /// <summary>The sum published.</summary>
    public Money PublishedTotal => Money.Sum(Published.Values.Values);

    /// <summary>The region whose relative difference is largest.</summary>
    public ComparisonRow Worst => Rows.MaxBy(r => Math.Abs(r.RelativeDifference))!;

    /// <summary>The sum of the differences without their signs.</summary>
    public Money AbsoluteDifference => Money.Sum(Rows.Select(r => r.Difference.Abs()));
}

/// <summary>One region in a comparison.</summary>
/// <param name="Region">The region.</param>
/// <param name="Computed">What the programmes give.</param>
/// <param name="Published">What was published.</param>
public sealed record ComparisonRow(Region Region, Money Computed, Money Published)
{
    /// <summary>Computed less published.</summary>
    public Money Difference => Computed - Published;

    /// <summary>The difference as a part of what was published.</summary>
    public decimal RelativeDifference => (decimal)Difference.Ore / Published.Ore;
}

/// <summary>Holds a computed notice against a published one. Pure.</summary>
public static class Compare
{
    /// <summary>The key that population alone means.</summary>
    public const string PopulationKey = "population";

    /// <summary>Compares what was known on a day with what was published for the year.</summary>
    public static Outcome<Comparison> With(RuleBook rules, int year, DateOnly asOf)
    {
        var published = rules.Published.FirstOrDefault(p => p.Year == year);
        if (published is null)
        {
            return Refusal.Of(RefusalCode.NothingToCompare, year.ToString(), string.Join(", ", rules.Published.Select(p => p.Year)));
        }

        // Who stands on a day knows nothing that was published after it, on either side of the comparison.
        if (published.Known > asOf)
        {
            return Refusal.Of(RefusalCode.NotPublishedYet, $"{year}", $"{published.Known:yyyy-MM-dd}", $"{asOf:yyyy-MM-dd}");
        }

        if (!Allot.Notice(rules, year, asOf).Succeeded(out var notice, out var refusal) ||
            !Split.Ready(rules, PopulationKey, year, asOf).Succeeded(out var population, out refusal))
        {
            return refusal;
        }

        var computed = rules.Regions.Select((_, place) => notice.Of(place)).ToImmutableArray();
        var rows = rules.Regions
            .Select((region, place) => new ComparisonRow(region, computed[place], published.Values[region.Id])).ToImmutableArray();
        var byPopulation = new long[computed.Length];
        Split.Add(population, Money.Sum(published.Values.Values).Ore, byPopulation);
        var without = notice.Allotments.Select(a => (a.Programme, a.Total,
            Share(rules, published, [.. computed.Select((c, place) => c - a.Amounts[place])])));
        var byKey = notice.Allotments.SelectMany(a => a.Parts).GroupBy(p => p.Key.Key.Id)
            .Select(g => (g.First().Key.Key, Amount: Money.Sum(g.Select(p => p.Amount)))).OrderByDescending(k => k.Amount);
        return new Comparison(
            published, notice, rows,
            Share(rules, published, computed),
            Share(rules, published, [.. byPopulation.Select(ore => new Money(ore))]),
            [.. without],
            [.. byKey],
            [.. Replace(rules, published, year, asOf, byKey.Select(k => k.Key).Where(k => k.Assumption is not null))]);
    }

    private static IEnumerable<(DistributionKey, DistributionKey, decimal)> Replace(
        RuleBook rules, PublishedAllotment published, int year, DateOnly asOf, IEnumerable<DistributionKey> assumed)
    {
        foreach (var (key, instead) in assumed.SelectMany(k => rules.Keys.Values.Where(i => i.Id != k.Id).Select(i => (k, i))))
        {
            var other = rules with { Keys = rules.Keys.SetItem(key.Id, instead with { Id = key.Id }) };
            if (Allot.Notice(other, year, asOf).Succeeded(out var notice, out _))
            {
                yield return (key, instead, Share(rules, published, [.. rules.Regions.Select((_, place) => notice.Of(place))]));
            }
        }
    }

    private static decimal Share(RuleBook rules, PublishedAllotment published, ImmutableArray<Money> computed)
    {
        var difference = rules.Regions.Select((region, place) => (computed[place] - published.Values[region.Id]).Abs());
        return 1m - ((decimal)Money.Sum(difference).Ore / Money.Sum(published.Values.Values).Ore);
    }
}

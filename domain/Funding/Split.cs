using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>A key made ready for one budget year: weights in the order of the regions, or a mix of such.</summary>
/// <param name="Key">The key.</param>
/// <param name="Weights">One weight a region, zero where the key gives nothing; empty for a mix.</param>
/// <param name="Table">The table that the weights come from, if they come from one.</param>
/// <param name="StandsInFor">The date that was wanted, when the table only stands in for it.</param>
/// <param name="KnownLater">The day its figures became public, when that is after the day asked for: they are used with hindsight.</param>
/// <param name="Parts">The keys of a mix with their millionths; empty otherwise.</param>
public sealed record ReadyKey(
    DistributionKey Key,
    ImmutableArray<long> Weights,
    FactTable? Table,
    DateOnly? StandsInFor,
    DateOnly? KnownLater,
    ImmutableArray<(ReadyKey Key, long Millionths)> Parts);

/// <summary>Splits an amount between the regions by a key. Pure, exact, parts equal to the whole.</summary>
public static class Split
{
    /// <summary>The whole of a mix, in millionths.</summary>
    public const long Whole = 1_000_000;

    /// <summary>Finds the weights that a key has for a budget year, with what was known on a day.</summary>
    /// <returns>The key ready to split, or why it cannot be.</returns>
    public static Outcome<ReadyKey> Ready(RuleBook rules, string keyId, int year, DateOnly asOf)
    {
        var key = rules.Keys[keyId];
        switch (key.Form)
        {
            case EqualForm:
                return Leaf(key, [.. Enumerable.Repeat(1L, rules.Regions.Length)], null);
            case TableForm table:
                return Leaf(key, InOrder(rules, table.Weights), Later(key.Source?.Published, asOf));
            case SeriesForm form:
                return ReadySeries(rules, key, form, year, asOf);
            case MixForm mix:
                return ReadyMix(rules, key, mix, year, asOf);
            default:
                throw new InvalidOperationException($"The key form {key.Form.GetType().Name} is not known.");
        }
    }

    /// <summary>Splits an amount into units of the rounding.</summary>
    /// <param name="key">A ready key.</param>
    /// <param name="amount">The amount in whole units of the rounding.</param>
    /// <param name="parts">Receives, added to what it holds, one number of units a region.</param>
    public static void Add(ReadyKey key, long amount, Span<long> parts)
    {
        if (key.Parts.IsEmpty)
        {
            Span<long> own = stackalloc long[parts.Length];
            LargestRemainder.Split(amount, key.Weights.AsSpan(), own);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = checked(parts[i] + own[i]);
            }

            return;
        }

        var amounts = MixAmounts(key, amount);
        for (var i = 0; i < amounts.Length; i++)
        {
            Add(key.Parts[i].Key, amounts[i], parts);
        }
    }

    /// <summary>How a mix splits an amount between its keys.</summary>
    public static long[] MixAmounts(ReadyKey mix, long amount)
    {
        var shares = mix.Parts.Select(p => p.Millionths).ToArray();
        var amounts = new long[shares.Length];
        LargestRemainder.Split(amount, shares, amounts);
        return amounts;
    }

    private static ReadyKey Leaf(DistributionKey key, ImmutableArray<long> weights, DateOnly? knownLater) =>
        new(key, weights, null, null, knownLater, []);

    private static DateOnly? Later(DateOnly? known, DateOnly asOf) => known > asOf ? known : null;

    private static Outcome<ReadyKey> ReadySeries(RuleBook rules, DistributionKey key, SeriesForm form, int year, DateOnly asOf)
    {
        var series = rules.Series[form.Series];
        var wanted = form.At.For(year);
        var exact = series.Tables.FirstOrDefault(t => t.Date == wanted);
        if (exact is null && (form.Otherwise is null || series.Tables.IsEmpty))
        {
            return Refusal.Of(RefusalCode.KeyTableMissing, key.Id, series.Name, wanted.ToString("yyyy-MM-dd")).Located(key.Origin);
        }

        // The figures of the wanted day, even when they were published later, say more about the share than older ones do;
        // the reason says that they are used with hindsight.
        var table = exact ?? series.Tables
            .OrderBy(t => Math.Abs(t.Date.DayNumber - wanted.DayNumber)).ThenBy(t => t.Date).First();
        return new ReadyKey(
            key, InOrder(rules, table.Values), table, exact is null ? wanted : null, Later(table.Known, asOf), []);
    }

    private static Outcome<ReadyKey> ReadyMix(RuleBook rules, DistributionKey key, MixForm mix, int year, DateOnly asOf)
    {
        var parts = ImmutableArray.CreateBuilder<(ReadyKey, long)>(mix.Parts.Length);
        foreach (var part in mix.Parts)
        {
            if (!Ready(rules, part.Key, year, asOf).Succeeded(out var ready, out var refusal))
            {
                return refusal;
            }

            parts.Add((ready, part.Millionths));
        }

        return new ReadyKey(key, [], null, null, null, parts.MoveToImmutable());
    }

    private static ImmutableArray<long> InOrder(RuleBook rules, ImmutableSortedDictionary<RegionId, long> values)
    {
        var weights = new long[rules.Regions.Length];
        foreach (var (region, weight) in values)
        {
            weights[rules.PlaceOf(region)] = weight;
        }

        return ImmutableArray.Create(weights);
    }
}

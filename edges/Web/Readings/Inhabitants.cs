using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>How many people a region's money is for: the population that the year's keys use.</summary>
/// <param name="Table">Where the figures come from.</param>
public sealed record Inhabitants(FactTable Table)
{
    private const string Key = "population";

    /// <summary>The population for a budget year; null when the rules have none.</summary>
    public static Inhabitants? For(RuleBook rules, int year, DateOnly asOf) =>
        rules.Keys.ContainsKey(Key) && Split.Ready(rules, Key, year, asOf).Succeeded(out var key, out _) && key.Table is { } table
            ? new(table)
            : null;

    /// <summary>Everybody in a region.</summary>
    public long In(RegionId region) => Table.Values[region];

    /// <summary>Everybody.</summary>
    public long All => Table.Values.Values.Sum();

    /// <summary>Whole kronor for each inhabitant of a region.</summary>
    public long KronorEach(Money amount, RegionId region) => Each(amount, In(region));

    /// <summary>Whole kronor for each inhabitant of the nation.</summary>
    public long KronorEach(Money amount) => Each(amount, All);

    private static long Each(Money amount, long people) => (long)Math.Round(amount.InKronor / people, MidpointRounding.AwayFromZero);
}

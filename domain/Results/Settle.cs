using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A scheme with everything that does not hang on results made ready, so that it can be settled again and again.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Regions">The regions, in order of id.</param>
/// <param name="Keys">The weights of each distribution key it names, by id, in the order of the regions.</param>
/// <param name="Order">The components' places in the order they are settled: a pot that others add to comes after them.</param>
/// <param name="AsOf">The day whose knowledge the keys rest on.</param>
public sealed record ReadyScheme(
    Scheme Scheme, ImmutableArray<RegionId> Regions, ImmutableDictionary<string, ImmutableArray<long>> Keys, ImmutableArray<int> Order, DateOnly AsOf);

/// <summary>What one component paid in one period, region by region.</summary>
/// <param name="Component">The component.</param>
/// <param name="Period">Which of its periods.</param>
/// <param name="Redistribution">True for what others did not earn, given on.</param>
/// <param name="Pot">The money there was.</param>
/// <param name="Ceilings">What each region could at most earn; empty when the pot is budget-neutral or given on.</param>
/// <param name="Parts">How much of it each region earned, of <see cref="Requirement.All"/>; for what is given on, who takes part.</param>
/// <param name="Earned">What each region earned.</param>
/// <param name="Kept">What the state keeps.</param>
/// <param name="PassedOn">What goes on to others: to the redistribution or to another component.</param>
public sealed record SettledPot(
    SchemeComponent Component, int Period, bool Redistribution, Money Pot,
    ImmutableArray<Money> Ceilings, ImmutableArray<long> Parts, ImmutableArray<Money> Earned, Money Kept, Money PassedOn)
{
    /// <summary>The component's id, with <c>-redistributed</c> after it for what is given on.</summary>
    public string Id => Redistribution ? Component.Id + "-redistributed" : Component.Id;

    /// <summary>The sum over regions.</summary>
    public Money Total => Money.Sum(Earned);
}

/// <summary>A scheme settled: every pot, region by region. Earned and kept add up to the scheme's money.</summary>
/// <param name="Ready">The scheme it settles.</param>
/// <param name="Values">The figures, as the scheme counts them.</param>
/// <param name="Pots">In the order of the scheme's components, what is given on after what it comes from.</param>
public sealed record Settlement(ReadyScheme Ready, IndicatorValues Values, ImmutableArray<SettledPot> Pots)
{
    /// <summary>What all regions earned.</summary>
    public Money Earned => Money.Sum(Pots.Select(p => p.Total));

    /// <summary>What the state keeps.</summary>
    public Money Kept => Money.Sum(Pots.Select(p => p.Kept));

    /// <summary>The regions that lack, or have hidden, a figure that the scheme judges them on.</summary>
    public ImmutableArray<RegionId> Missing
    {
        get
        {
            var read = Ready.Scheme.Judged.ToList();
            return [.. Ready.Regions.Where((_, place) => read.Any(r => !Values[r.Indicator, Values.PlaceOf(r.Month), place].Known))];
        }
    }

    /// <summary>What a region earned in all.</summary>
    public Money EarnedBy(int region) => Money.Sum(Pots.Select(p => p.Earned[region]));
}

/// <summary>Settles a scheme on figures. Pure and exact: money is conserved, and the order of rows and regions changes nothing.</summary>
public static class Settle
{
    /// <summary>Makes a scheme ready for the regions of the rules, with what was known on a day.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="rules">The rules that its keys stand in.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="own">The regions of the figures, for a scheme with regions of its own.</param>
    public static Outcome<ReadyScheme> Ready(Scheme scheme, RuleBook rules, DateOnly asOf, ImmutableArray<RegionId> own = default)
    {
        var regions = scheme.OwnRegions ? own : [.. rules.Regions.Select(r => r.Id)];
        var weights = ImmutableDictionary.CreateBuilder<string, ImmutableArray<long>>();
        foreach (var id in KeysOf(scheme).Distinct())
        {
            if (scheme.OwnRegions && rules.Keys[id].Form is not EqualForm)
            {
                return Refusal.Of(RefusalCode.SchemeKeyForOthers, scheme.Id, id);
            }

            if (!Funding.Split.Ready(rules, id, scheme.Year, asOf).Succeeded(out var key, out var refusal))
            {
                return refusal;
            }

            weights[id] = scheme.OwnRegions ? [.. Enumerable.Repeat(1L, regions.Length)] : WeightsOf(key, regions.Length);
        }

        return new ReadyScheme(scheme, regions, weights.ToImmutable(), OrderOf(scheme), asOf);
    }

    /// <summary>Makes a scheme ready and settles it on figures.</summary>
    public static Outcome<Settlement> Of(Scheme scheme, RuleBook rules, DateOnly asOf, IndicatorValues values) =>
        Ready(scheme, rules, asOf, values.Regions).Then(ready => Of(ready, values));

    /// <summary>Settles on figures by the scheme's own way of counting, or says why it cannot be settled.</summary>
    public static Outcome<Settlement> Of(ReadyScheme ready, IndicatorValues values) => On(ready, Shadow.Counted(ready.Scheme, values));

    /// <summary>Settles on figures as they are counted.</summary>
    internal static Outcome<Settlement> On(ReadyScheme ready, IndicatorValues values)
    {
        var components = ready.Scheme.Components;
        var (pots, added) = (new List<SettledPot>[components.Length], new Money[components.Length]);
        var meets = Meets(ready.Scheme, values);
        foreach (var place in ready.Order)
        {
            var run = new PotRun(ready, components[place], values, meets, added[place]);
            if (!run.Settle().Succeeded(out var settled, out var refusal))
            {
                return refusal;
            }

            pots[place] = settled;
            if (components[place].Unearned is ToComponent next)
            {
                var to = PlaceOf(components, next.Component);
                added[to] += Money.Sum(settled.Select(p => p.PassedOn));
            }
        }

        return new Settlement(ready, values, [.. pots.SelectMany(p => p)]);
    }

    /// <summary>The components in the order they are settled, or empty when money would go round in a circle.</summary>
    public static ImmutableArray<int> OrderOf(Scheme scheme)
    {
        var (order, left) = (ImmutableArray.CreateBuilder<int>(), Enumerable.Range(0, scheme.Components.Length).ToList());
        while (left.Count > 0)
        {
            var next = left.FindIndex(c => !left.Any(o => scheme.Components[o].Unearned is ToComponent to && to.Component == scheme.Components[c].Id));
            if (next < 0)
            {
                return [];
            }

            order.Add(left[next]);
            left.RemoveAt(next);
        }

        return order.ToImmutable();
    }

    /// <summary>Whether each region meets every condition, in the order of the figures' regions.</summary>
    public static bool[] Meets(Scheme scheme, IndicatorValues values)
    {
        var meets = new bool[values.Regions.Length];
        for (var region = 0; region < meets.Length; region++)
        {
            meets[region] = true;
            for (var c = 0; c < scheme.Conditions.Length; c++)
            {
                meets[region] &= MeetsOne(scheme, values, c, region);
            }
        }

        return meets;
    }

    /// <summary>Whether a region meets a condition. Its figure stands after the indicators, in the first month.</summary>
    public static bool MeetsOne(Scheme scheme, IndicatorValues values, int condition, int region)
    {
        var stated = values[scheme.Indicators.Length + condition, 0, region];
        return stated.Known ? stated.Numerator >= stated.Denominator : scheme.Conditions[condition].MetUnlessStated;
    }

    private static int PlaceOf(ImmutableArray<SchemeComponent> components, string id)
    {
        for (var i = 0; i < components.Length; i++)
        {
            if (components[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<string> KeysOf(Scheme scheme) =>
        scheme.Components.Select(c => c.Share.Key).Concat(scheme.Components.Select(c => (c.Unearned as ToTheBest)?.Per.Key)).OfType<string>();

    // A mix becomes weights in millionths of a large whole, so that every component is split in one way.
    private static ImmutableArray<long> WeightsOf(ReadyKey key, int regions)
    {
        if (key.Parts.IsEmpty)
        {
            return key.Weights;
        }

        var units = new long[regions];
        Funding.Split.Add(key, 1_000_000_000_000, units);
        return ImmutableArray.Create(units);
    }
}

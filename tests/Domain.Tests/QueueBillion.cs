using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

namespace Vardbro.Tests;

/// <summary>The scheme of 2019 with figures of its own making, always the same for a seed.</summary>
internal static class QueueBillion
{
    public static readonly Scheme Scheme = Ground.Schemes.Single(s => s.Id == "komiljard-2019");

    public static readonly ReadyScheme Ready = Settle.Ready(Scheme, Ground.Rules, Ground.Day("2024-06-03")).Value;

    public static readonly Month LastMonth = new(2019, 11);

    /// <summary>Figures for all months up to one, around seven in ten.</summary>
    public static IndicatorValues Figures(int seed, Month? through = null)
    {
        var (random, first) = (new Random(seed), Scheme.Span!.Value.First);
        var values = new IndicatorValues(Scheme.Indicators.Length, first, 15, Ready.Regions);
        for (var month = 0; month < 15; month++)
        {
            for (var region = 0; region < Ready.Regions.Length; region++)
            {
                for (var indicator = 0; indicator < 4; indicator++)
                {
                    var all = random.Next(50, 5000);
                    var some = (int)(all * (0.55 + (0.3 * random.NextDouble())));
                    if (first.Plus(month).CompareTo(through ?? LastMonth) <= 0)
                    {
                        values[indicator, month, region] = new(some, all);
                    }
                }
            }
        }

        return values;
    }

    public static SettlementContent Content(int seed = 1, Consequences? consequences = null, ImmutableArray<RegionId>? missing = null, IndicatorValues? figures = null)
    {
        var values = figures ?? Figures(seed);
        var content = SettlementContent.Freeze(Settle.Of(Ready, values).Value, "version", new([], false, $"hash-{seed}"), values, null, []);
        return content with { Consequences = consequences ?? content.Consequences, Missing = missing ?? content.Missing };
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage.Rules;

namespace Vardbro.Bench;

/// <summary>
/// A made-up scheme of 1 000 regions, 120 months and 50 indicators settled (target: at most 1 s), and 20 000 what-ifs of one year for 21
/// regions, a threshold changed in each (target: at most 1 s on one core). The peer settles the same with decimals and a sort.
/// </summary>
internal static class SettleBench
{
    private const int Regions = 1_000;
    private const int Months = 120;
    private const int Indicators = 50;
    private const int WhatIfs = 20_000;
    private static readonly Month First = new(2015, 1);
    private static readonly RuleOrigin Nowhere = new("bench", 1);

    public static void Run()
    {
        var (ready, values) = Large();
        Measure($"{Regions} regions x {Months} months x {Indicators} indicators", () =>
        {
            var settlement = Settle.Of(ready, values).Value;
            Check(settlement.Earned + settlement.Kept == ready.Scheme.Total);
        });
        Measure("  decimal peer", () => Peer(ready, values));

        var rules = RuleFolder.LoadAll(RepositoryRoot.Find("rules")).Value;
        foreach (var id in new[] { "komiljard-2019", "komiljard-2013", "accessibility-2023", "cancer-2026" })
        {
            var scheme = rules.FindScheme(id).Value;
            var year = Settle.Ready(scheme, rules.Book!, new(2026, 6, 1)).Value;
            var figures = Filled(scheme, year.Regions);
            Measure($"{WhatIfs} what-ifs of {id}", () =>
            {
                Money least = scheme.Total, most = Money.Zero;
                for (var i = 0; i < WhatIfs; i++)
                {
                    var earned = Settle.Of(year with { Scheme = WithLevel(scheme, i) }, figures).Value.Earned;
                    (least, most) = (earned < least ? earned : least, earned > most ? earned : most);
                }

                Check(least < most);
            });
        }
    }

    // One component an indicator, a tenth of each form, unearned money kept, shared out and given to the best.
    private static (ReadyScheme Ready, IndicatorValues Values) Large()
    {
        ImmutableArray<Month> months = [.. Enumerable.Range(12, Months - 12).Select(First.Plus)];
        Bilingual words = new("x", "x");
        var indicators = Enumerable.Range(0, Indicators).Select(i => new SchemeIndicator($"i{i}", words, IndicatorKind.Share, i % 5 > 0, false, null, null, null, Nowhere)).ToImmutableArray();
        Requirement Of(int i, bool higher) => (i % 4) switch
        {
            0 => new AnyOf([new Improves($"i{i}", i, 12, null, 0), new Reaches($"i{i}", i, higher ? 710_000 : 290_000)]),
            1 => new Between($"i{i}", i, higher ? 600_000 : 400_000, higher ? 900_000 : 100_000),
            2 => new Steps($"i{i}", i, [new(higher ? 600_000 : 400_000, Requirement.All / 2), new(higher ? 800_000 : 200_000, Requirement.All)]),
            _ => new Points([new Reaches($"i{i}", i, 500_000), new Improves($"i{i}", i, 12, null, 0)], [1, 2]),
        };
        Unearned Left(int i) => (i % 3) switch { 0 => new KeptByState(), 1 => new SharedOut(true), _ => new ToTheBest(5, $"i{i}", new("k", null)) };
        var components = indicators.Select((indicator, i) => new SchemeComponent(
            $"c{i}", words, Money.Million(108), months, false, new("k", null), Of(i, indicator.HigherIsBetter), false, Left(i), false, null, null, Nowhere)).ToImmutableArray();
        var scheme = new Scheme(
            "bench", words, null, 2025, Money.Sum(components.Select(c => c.Pot)), Rounding.Krona, true, false, indicators, [], components,
            new(LateFigures.NotEarned, MissingFigures.NotEarned, RevisedFigures.Stands, null), new("bench", "bench", "bench", SourceKind.Assumption, default, null, null, Nowhere), null, Nowhere);
        ImmutableArray<RegionId> regions = [.. Enumerable.Range(1, Regions).Select(r => RegionId.TryParse($"{r:0000}")!.Value)];
        var keys = ImmutableDictionary<string, ImmutableArray<long>>.Empty.Add("k", [.. Enumerable.Range(1, Regions).Select(r => 1_000L + (r * 7919 % 100_000))]);
        return (new(scheme, regions, keys, Settle.OrderOf(scheme), default), Filled(scheme, regions));
    }

    private static IndicatorValues Filled(Scheme scheme, ImmutableArray<RegionId> regions)
    {
        var (first, last) = scheme.Span!.Value;
        var months = ((last.Year - first.Year) * 12) + last.Number - first.Number + 1;
        var (values, dice) = (new IndicatorValues(scheme.Indicators.Length + scheme.Conditions.Length, first, months, regions), new System.Random(1));
        for (var i = 0; i < scheme.Indicators.Length; i++)
        {
            for (var month = 0; month < months; month++)
            {
                for (var region = 0; region < regions.Length; region++)
                {
                    var waiting = dice.Next(100, 20_000);
                    values[i, month, region] = scheme.Indicators[i].Kind == IndicatorKind.Number ? new(waiting, 1) : new((long)(waiting * (0.5 + (0.5 * dice.NextDouble()))), waiting);
                }
            }
        }

        return values;
    }

    // Every level of the scheme moved alike.
    private static Scheme WithLevel(Scheme scheme, int i)
    {
        Requirement Moved(Requirement requirement) => requirement switch
        {
            Reaches r => r with { Level = Math.Max(0, r.Level - 100_000) + (i * 10) },
            AnyOf r => new AnyOf([.. r.Of.Select(Moved)]),
            AllOf r => new AllOf([.. r.Of.Select(Moved)]),
            Points r => r with { Of = [.. r.Of.Select(Moved)] },
            _ => requirement,
        };
        return scheme with { Components = [.. scheme.Components.Select(c => c.Requirement is { } requirement ? c with { Requirement = Moved(requirement) } : c)] };
    }

    // The first requirement form alone, with decimals: what a spreadsheet does.
    private static decimal Peer(ReadyScheme ready, IndicatorValues values)
    {
        decimal paid = 0;
        var weights = ready.Keys["k"].Select(w => (decimal)w).ToList();
        var all = weights.Sum();
        foreach (var component in ready.Scheme.Components)
        {
            var i = ready.Scheme.PlaceOf(component.Requirement!.Reads.First());
            foreach (var month in component.Months)
            {
                var (now, before, pot) = (values.PlaceOf(month), values.PlaceOf(month.Plus(-12)), component.Pot.InKronor / component.Months.Length);
                var parts = new List<(int Region, decimal Amount)>(Regions);
                for (var region = 0; region < Regions; region++)
                {
                    var (a, b) = (values[i, now, region], values[i, before, region]);
                    var good = (decimal)a.Numerator / a.Denominator > (decimal)b.Numerator / b.Denominator || (decimal)a.Numerator / a.Denominator >= 0.71m;
                    parts.Add((region, good ? pot * weights[region] / all : 0));
                }

                paid += parts.OrderByDescending(p => p.Amount - Math.Floor(p.Amount)).Sum(p => Math.Floor(p.Amount));
            }
        }

        return paid;
    }

    private static void Check(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The settlement does not hold.");
        }
    }

    private static void Measure(string what, Action work)
    {
        var (times, costs) = (new List<double>(), new List<double>());
        for (var time = 0; time < 4; time++)
        {
            GC.Collect();
            var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            work();
            if (time > 0)
            {
                times.Add(watch.Elapsed.TotalSeconds);
                costs.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            }
        }

        times.Sort();
        costs.Sort();
        Console.WriteLine($"{what}: {times[1]:0.00} s ({times[0]:0.00}–{times[^1]:0.00}), processor {costs[1]:0.00} s");
    }
}

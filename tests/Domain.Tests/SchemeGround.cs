using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Tests;

/// <summary>A scheme with everything it is settled on, made small so that every rounding and every tie comes up.</summary>
internal sealed record SmallScheme(
    Scheme Scheme, ImmutableArray<RegionId> Regions, ImmutableDictionary<string, ImmutableArray<long>> Keys,
    ImmutableSortedDictionary<(int Indicator, Month Month, int Region), Figure> Figures, ImmutableSortedDictionary<(int Condition, int Region), bool> Met)
{
    public ReadyScheme Ready => new(Scheme, Regions, Keys, Settle.OrderOf(Scheme), Ground.Day("2026-01-01"));

    public IndicatorValues Values => In([.. Figures.Keys]);

    /// <summary>The same figures, put in their places in another order.</summary>
    public IndicatorValues In(IEnumerable<(int Indicator, Month Month, int Region)> order)
    {
        var (first, last) = Scheme.Span ?? (new Month(2000, 1), new Month(2000, 1));
        var months = ((last.Year - first.Year) * 12) + last.Number - first.Number + 1;
        var values = new IndicatorValues(Scheme.Indicators.Length + Scheme.Conditions.Length, first, months, Regions);
        foreach (var at in order)
            if (values.PlaceOf(at.Month) is >= 0 and var month)
                values[at.Indicator, month, at.Region] = Figures[at];
        foreach (var ((condition, region), met) in Met)
            values[Scheme.Indicators.Length + condition, 0, region] = new(met ? 1 : 0, 1);
        return values;
    }

    public Outcome<Settlement> Settled() => Settle.Of(Ready, Values);
}

/// <summary>Makes schemes for tests: parts by hand, and wholes by chance.</summary>
internal static class SchemeGround
{
    public static readonly Month Jan = new(2025, 1);

    public static Bilingual Words(string text) => new(text, text);

    public static SchemeIndicator Indicator(string id, IndicatorKind kind = IndicatorKind.Share, bool higher = true, string? exits = null) =>
        new(id, Words(id), kind, higher, false, exits, null, null, Ground.Nowhere);

    public static SchemeComponent Component(
        string id, long ore, ImmutableArray<Month> months, Weight share, Requirement? earns, bool together = false, bool wholePot = false, Unearned? unearned = null) =>
        new(id, Words(id), new(ore), months, together, share, earns, wholePot, unearned ?? new KeptByState(), false, null, null, Ground.Nowhere);

    public static Scheme Scheme(
        ImmutableArray<SchemeIndicator> indicators, ImmutableArray<SchemeCondition> conditions, ImmutableArray<SchemeComponent> components,
        Rounding rounding = Rounding.Ore, bool careGiven = false) =>
        new("test", Words("test"), null, 2025, Money.Sum(components.Select(c => c.Pot)), rounding, true, careGiven, indicators, conditions, components,
            new(LateFigures.NotEarned, MissingFigures.NotEarned, RevisedFigures.Stands, null), Ground.Source("test"), null, Ground.Nowhere);

    public static ImmutableArray<RegionId> Regions(int number) => [.. Enumerable.Range(1, number).Select(n => Ground.Region($"{n:0000}"))];

    /// <summary>A scheme of a few regions, indicators and pots, every form as likely as any other.</summary>
    public static SmallScheme Random(Random dice)
    {
        while (true)
        {
            var indicators = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => dice.Next(3) > 0
                ? Indicator("", IndicatorKind.Share, dice.Next(3) > 0) : Indicator("", IndicatorKind.Number, dice.Next(2) > 0)).Select((i, n) => i with { Id = $"i{n}" }).ToList();
            if (dice.Next(3) == 0)
            {
                indicators.Add(Indicator("left", IndicatorKind.Number, higher: false));
                indicators[0] = Indicator("i0", IndicatorKind.Share, dice.Next(2) > 0, "left");
            }

            var conditions = Enumerable.Range(0, dice.Next(3) / 2).Select(n => new SchemeCondition($"c{n}", Words("c"), dice.Next(2) > 0, null, Ground.Nowhere));
            var rounding = dice.Next(2) == 0 ? Rounding.Ore : Rounding.Krona;
            var number = dice.Next(1, 4);
            var components = Enumerable.Range(0, number).Select(n => RandomComponent(dice, n, number, [.. indicators], rounding)).ToImmutableArray();
            var scheme = Scheme([.. indicators], [.. conditions], components, rounding, dice.Next(2) > 0);
            if (!Settle.OrderOf(scheme).IsEmpty)
                return Filled(dice, scheme);
        }
    }

    private static SmallScheme Filled(Random dice, Scheme scheme)
    {
        var regions = Regions(dice.Next(1, 7));
        ImmutableArray<long> Key() => [.. regions.Select((_, i) => i == 0 ? dice.NextInt64(1, 8) : dice.NextInt64(8))];
        var figures = ImmutableSortedDictionary.CreateBuilder<(int, Month, int), Figure>();
        var met = ImmutableSortedDictionary.CreateBuilder<(int, int), bool>();
        var span = scheme.Span is { } s ? Enumerable.Range(0, 100).Select(s.First.Plus).TakeWhile(m => m.CompareTo(s.Last) <= 0).ToList() : [];
        for (var region = 0; region < regions.Length; region++)
        {
            for (var i = 0; i < scheme.Indicators.Length; i++)
                foreach (var month in span.Where(_ => dice.Next(12) > 0))
                {
                    var whole = scheme.Indicators[i].Kind == IndicatorKind.Number ? 1 : dice.Next(1, 13);
                    figures[(i, month, region)] = new(dice.Next(0, scheme.Indicators[i].Kind == IndicatorKind.Number ? 9 : whole + 1), whole);
                }

            for (var c = 0; c < scheme.Conditions.Length; c++)
                if (dice.Next(2) == 0)
                    met[(c, region)] = dice.Next(4) > 0;
        }

        return new(scheme, regions, new Dictionary<string, ImmutableArray<long>> { ["a"] = Key(), ["b"] = Key() }.ToImmutableDictionary(), figures.ToImmutable(), met.ToImmutable());
    }

    private static SchemeComponent RandomComponent(Random dice, int place, int of, ImmutableArray<SchemeIndicator> indicators, Rounding rounding)
    {
        var conditionsAlone = dice.Next(8) == 0;
        ImmutableArray<Month> months = conditionsAlone ? [] : [.. new[] { 0, 1, 3 }.Take(dice.Next(1, 4)).Select(Jan.Plus)];
        Weight Weight() => !conditionsAlone && dice.Next(4) == 0
            ? new(null, indicators[dice.Next(indicators.Length)].Id) : new(dice.Next(2) == 0 ? "a" : "b", null);
        var wholePot = dice.Next(4) == 0;
        Unearned unearned = wholePot ? new KeptByState() : dice.Next(conditionsAlone ? 4 : 6) switch
        {
            0 => new KeptByState(),
            1 => new SharedOut(false),
            2 => new SharedOut(true),
            3 => new ToComponent($"p{dice.Next(of)}"),
            _ => new ToTheBest(dice.Next(1, 4), indicators[dice.Next(indicators.Length)].Id, Weight()),
        };
        return Component(
            $"p{place}", dice.Next(120) * (long)rounding, months, Weight(), conditionsAlone ? null : RandomRequirement(dice, indicators, 0), dice.Next(2) == 0, wholePot, unearned);
    }

    private static Requirement RandomRequirement(Random dice, ImmutableArray<SchemeIndicator> indicators, int depth)
    {
        var place = dice.Next(indicators.Length);
        var (indicator, share) = (indicators[place], indicators[place].Kind == IndicatorKind.Share);
        long Level() => share ? dice.Next(21) * 50_000 : dice.Next(9) * 1_000_000;
        ImmutableArray<Step> Ladder(Func<long> level, bool higher)
        {
            var levels = Enumerable.Range(0, dice.Next(1, 4)).Select(_ => level()).Distinct().Order();
            var parts = new[] { 330_000, 660_000, 1_000_000 }.Select(p => p * (Requirement.All / 1_000_000));
            return [.. (higher ? levels : levels.Reverse()).Zip(parts, (l, p) => new Step(l, p))];
        }

        ImmutableArray<Requirement> Several() => [.. Enumerable.Range(0, dice.Next(1, 4)).Select(_ => RandomRequirement(dice, indicators, depth + 1))];
        switch (dice.Next(depth == 2 ? 4 : 8))
        {
            case 0:
                return new Reaches(indicator.Id, place, Level());
            case 1:
                var against = dice.Next(3) == 0 ? Jan.Plus(-12) : (Month?)null;
                return new Improves(indicator.Id, place, against is null ? dice.Next(1, 4) : 0, against, dice.Next(2) == 0 ? 0 : Level() / 4);
            case 2:
                return new Steps(indicator.Id, place, Ladder(Level, indicator.HigherIsBetter));
            case 3:
                var (low, high) = (Level(), Level());
                (low, high) = (Math.Min(low, high), Math.Max(low, high) + (low == high ? 50_000 : 0));
                return indicator.HigherIsBetter ? new Between(indicator.Id, place, low, high) : new Between(indicator.Id, place, high, low);
            case 4:
                return new AnyOf(Several());
            case 5:
                return new AllOf(Several());
            case 6:
                return new NumberMet(Several(), Ladder(() => dice.Next(1, 4), higher: true));
            default:
                var of = Several();
                return new Points(of, [.. of.Select(_ => dice.NextInt64(1, 5))]);
        }
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>What a region may come to earn in all when the last figures are in.</summary>
/// <param name="Low">If its figures move the worse way as far as they have been seen to vary.</param>
/// <param name="Expected">If they stay as they last were.</param>
/// <param name="High">If they move the better way as far.</param>
/// <param name="Months">The fewest known months of an indicator that a requirement reads; under three nothing is known of it, and all is possible.</param>
public sealed record Forecast(Money Low, Money Expected, Money High, int Months);

/// <summary>
/// Foresees a settlement whose months are not all known. Simple and stated: an open month is as the last known one; how far it may
/// vary is 2.66 times the mean step from month to month (the natural limits of an XmR chart). The others stay as expected.
/// </summary>
public static class Foresee
{
    private const int FewestMonths = 3;

    /// <summary>One forecast a region, in order.</summary>
    /// <param name="ready">The scheme.</param>
    /// <param name="values">The figures, as the scheme counts them.</param>
    /// <param name="known">The last month that is known.</param>
    public static Outcome<ImmutableArray<Forecast>> Of(ReadyScheme ready, IndicatorValues values, Month known)
    {
        var expected = Filled(ready.Scheme, values, known);
        if (!Settle.On(ready, expected).Succeeded(out var middle, out var refusal))
        {
            return refusal;
        }

        var forecasts = ImmutableArray.CreateBuilder<Forecast>(ready.Regions.Length);
        for (var region = 0; region < ready.Regions.Length; region++)
        {
            if (!Settle.On(ready, Moved(ready.Scheme, values, expected, known, region, better: false)).Succeeded(out var low, out refusal) ||
                !Settle.On(ready, Moved(ready.Scheme, values, expected, known, region, better: true)).Succeeded(out var high, out refusal))
            {
                return refusal;
            }

            forecasts.Add(new(low.EarnedBy(region), middle.EarnedBy(region), high.EarnedBy(region), FewestKnown(ready.Scheme, values, known, region)));
        }

        return forecasts.MoveToImmutable();
    }

    private static IndicatorValues Filled(Scheme scheme, IndicatorValues values, Month known)
    {
        var filled = values.Copy();
        for (var indicator = 0; indicator < scheme.Indicators.Length; indicator++)
        {
            for (var region = 0; region < values.Regions.Length; region++)
            {
                var last = Needs.LastOf(values, indicator, known, region);
                for (var month = values.PlaceOf(known) + 1; month < values.Months && last.Known; month++)
                {
                    filled[indicator, month, region] = last;
                }
            }
        }

        return filled;
    }

    private static IndicatorValues Moved(Scheme scheme, IndicatorValues values, IndicatorValues expected, Month known, int region, bool better)
    {
        var moved = expected.Copy();
        for (var indicator = 0; indicator < scheme.Indicators.Length; indicator++)
        {
            var one = scheme.Indicators[indicator];
            var last = Needs.LastOf(values, indicator, known, region);
            if (!last.Known)
            {
                continue;
            }

            var numerator = Clamp(one, last, last.Numerator + ((better == one.HigherIsBetter ? 1 : -1) * Reach(values, indicator, known, region, last)));
            for (var month = values.PlaceOf(known) + 1; month < values.Months; month++)
            {
                moved[indicator, month, region] = last with { Numerator = numerator };
            }
        }

        return moved;
    }

    // In numerators of the last month's denominator. With too few months everything is possible.
    private static long Reach(IndicatorValues values, int indicator, Month known, int region, Figure last)
    {
        var series = Series(values, indicator, known, region);
        if (series.Count < FewestMonths)
        {
            return Figure.Most;
        }

        var step = series.Zip(series.Skip(1), (a, b) => Math.Abs(b - a)).Sum() / (series.Count - 1);
        return (long)Math.Min(Figure.Most, Math.Ceiling(2.66m * step * last.Denominator));
    }

    private static long Clamp(SchemeIndicator one, Figure last, long numerator) =>
        Math.Clamp(numerator, 0, one is { Kind: IndicatorKind.Share, MayExceedWhole: false } ? last.Denominator : Figure.Most);

    private static List<decimal> Series(IndicatorValues values, int indicator, Month known, int region)
    {
        var series = new List<decimal>();
        for (var month = 0; month <= values.PlaceOf(known); month++)
        {
            if (values[indicator, month, region] is { Known: true } figure)
            {
                series.Add((decimal)figure.Numerator / figure.Denominator);
            }
        }

        return series;
    }

    // What requirements do not read moves no money, and says nothing of what the forecast rests on.
    private static int FewestKnown(Scheme scheme, IndicatorValues values, Month known, int region) =>
        scheme.Components.SelectMany(c => c.Requirement?.Reads ?? []).Distinct()
            .Select(id => Series(values, scheme.PlaceOf(id), known, region).Count).DefaultIfEmpty(0).Min();
}

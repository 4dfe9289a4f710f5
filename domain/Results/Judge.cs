using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>Judges how much of what can be earned regions have earned. Pure; a part is of <see cref="Requirement.All"/>.</summary>
internal static class Judge
{
    private const int FewRegions = 64;

    /// <summary>A requirement's part for a region.</summary>
    /// <param name="requirement">What must be shown.</param>
    /// <param name="scheme">The scheme, for the indicators' directions.</param>
    /// <param name="values">The figures.</param>
    /// <param name="months">The months judged as one.</param>
    /// <param name="region">The region's place.</param>
    public static long PartOf(Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        Span<long> one = stackalloc long[1];
        PartsOf(requirement, scheme, values, months, region, one);
        return one[0];
    }

    /// <summary>A requirement's parts for regions that stand beside each other: a scheme is judged a month's row of figures at a time.</summary>
    /// <param name="requirement">What must be shown.</param>
    /// <param name="scheme">The scheme, for the indicators' directions.</param>
    /// <param name="values">The figures.</param>
    /// <param name="months">The months judged as one.</param>
    /// <param name="from">The first region's place.</param>
    /// <param name="parts">Receives a part a region.</param>
    public static void PartsOf(Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int from, Span<long> parts)
    {
        switch (requirement)
        {
            case OnIndicator one:
                PartsOn(one, scheme, values, months, from, parts);
                break;
            case NumberMet r:
                Met(r, scheme, values, months, from, parts);
                break;
            case Points r:
                Weighted(r, scheme, values, months, from, parts);
                break;
            case MadeOf r:
                BestOrLeast(r, scheme, values, months, from, parts);
                break;
            default:
                throw new InvalidOperationException($"The requirement {requirement.GetType().Name} is not known.");
        }
    }

    /// <summary>The figure over months: numerators and denominators added, missing when any month is. Numbers add up to a number.</summary>
    public static Figure Sum(Scheme scheme, IndicatorValues values, int indicator, ImmutableArray<Month> months, int region)
    {
        if (months.Length == 1)
        {
            return values[indicator, values.PlaceOf(months[0]), region];
        }

        var sum = Figure.Missing;
        foreach (var month in months)
        {
            var one = values[indicator, values.PlaceOf(month), region];
            if (!one.Known)
            {
                return Figure.Missing;
            }

            sum = new(checked(sum.Numerator + one.Numerator), checked(sum.Denominator + one.Denominator));
        }

        return scheme.Indicators[indicator].Kind == IndicatorKind.Number ? sum with { Denominator = 1 } : sum;
    }

    /// <summary>The months that a requirement compares with.</summary>
    public static ImmutableArray<Month> BaseOf(Improves r, ImmutableArray<Month> months) =>
        r.Against is { } one ? [one] : [.. months.Select(m => m.Plus(-r.MonthsBefore))];

    /// <summary>A whole times a part of another whole, rounded down; nothing here is below zero. What is small is divided fast.</summary>
    public static long Share(long whole, Int128 part, Int128 of)
    {
        var product = (UInt128)whole * (UInt128)part;
        return product <= ulong.MaxValue && of <= long.MaxValue ? (long)((ulong)product / (ulong)of) : (long)(product / (UInt128)of);
    }

    private static void PartsOn(OnIndicator one, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int from, Span<long> parts)
    {
        var higher = scheme.Indicators[one.Place].HigherIsBetter;
        var now = Row(scheme, values, one.Place, months, from, parts.Length);
        switch (one)
        {
            case Reaches r:
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = ReachesLevel(now[i], r.Level, higher) ? Requirement.All : 0;
                }

                break;
            case Improves r:
                var before = r.Against is null && months.Length == 1
                    ? Row(values, one.Place, values.PlaceOf(months[0]) - r.MonthsBefore, from, parts.Length)
                    : Row(scheme, values, one.Place, BaseOf(r, months), from, parts.Length);
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = Improved(r, now[i], before[i], higher) ? Requirement.All : 0;
                }

                break;
            case Steps r:
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = StepOf(r, now[i], higher);
                }

                break;
            case Between r:
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = Along(r, now[i], higher);
                }

                break;
        }
    }

    // The figures of regions beside each other: where they lie, for one month, or added up.
    private static ReadOnlySpan<Figure> Row(Scheme scheme, IndicatorValues values, int indicator, ImmutableArray<Month> months, int from, int regions)
    {
        if (months.Length == 1)
        {
            return Row(values, indicator, values.PlaceOf(months[0]), from, regions);
        }

        var sums = new Figure[regions];
        for (var i = 0; i < regions; i++)
        {
            sums[i] = Sum(scheme, values, indicator, months, from + i);
        }

        return sums;
    }

    // A month outside has no figures.
    private static ReadOnlySpan<Figure> Row(IndicatorValues values, int indicator, int month, int from, int regions) =>
        month < 0 ? new Figure[regions] : values.Row(indicator, month).Slice(from, regions);

    private static bool Small(Figure figure) => (ulong)figure.Numerator <= int.MaxValue && (ulong)figure.Denominator <= int.MaxValue;

    // What is small is multiplied fast; the comparison is the same.
    private static bool ReachesLevel(Figure figure, long level, bool higher)
    {
        if (!figure.Known)
        {
            return false;
        }

        if (Small(figure) && level <= int.MaxValue)
        {
            var (a, b) = (figure.Numerator * 1_000_000, level * figure.Denominator);
            return higher ? a >= b : a <= b;
        }

        var (left, right) = ((Int128)figure.Numerator * 1_000_000, (Int128)level * figure.Denominator);
        return higher ? left >= right : left <= right;
    }

    private static bool Improved(Improves r, Figure now, Figure before, bool higher)
    {
        if (!now.Known || !before.Known)
        {
            return false;
        }

        if (r.By == 0 && Small(now) && Small(before))
        {
            var (a, b) = (now.Numerator * before.Denominator, before.Numerator * now.Denominator);
            return higher ? a > b : a < b;
        }

        var gain = ((Int128)now.Numerator * before.Denominator) - ((Int128)before.Numerator * now.Denominator);
        if (!higher)
        {
            gain = -gain;
        }

        return r.By == 0 ? gain > 0 : gain * 1_000_000 >= (Int128)r.By * now.Denominator * before.Denominator;
    }

    private static long StepOf(Steps r, Figure figure, bool higher)
    {
        long part = 0;
        foreach (var step in r.Ladder)
        {
            if (!ReachesLevel(figure, step.Level, higher))
            {
                break;
            }

            part = step.Part;
        }

        return part;
    }

    // (value - threshold) / (benchmark - threshold), rounded down: both differences change sign together.
    private static long Along(Between r, Figure figure, bool higher)
    {
        if (!figure.Known)
        {
            return 0;
        }

        var above = ((Int128)figure.Numerator * 1_000_000) - ((Int128)r.Threshold * figure.Denominator);
        var whole = (Int128)(r.Benchmark - r.Threshold) * figure.Denominator;
        if (!higher)
        {
            (above, whole) = (-above, -whole);
        }

        return above <= 0 ? 0 : above >= whole ? Requirement.All : Share(Requirement.All, above, whole);
    }

    private static void BestOrLeast(MadeOf r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int from, Span<long> parts)
    {
        var best = r is AnyOf;
        parts.Fill(best ? 0 : Requirement.All);
        Span<long> other = parts.Length <= FewRegions ? stackalloc long[parts.Length] : new long[parts.Length];
        foreach (var one in r.Of)
        {
            PartsOf(one, scheme, values, months, from, other);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = best ? Math.Max(parts[i], other[i]) : Math.Min(parts[i], other[i]);
            }
        }
    }

    private static void Met(NumberMet r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int from, Span<long> parts)
    {
        parts.Clear();
        Span<long> other = parts.Length <= FewRegions ? stackalloc long[parts.Length] : new long[parts.Length];
        foreach (var one in r.Of)
        {
            PartsOf(one, scheme, values, months, from, other);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] += other[i] == Requirement.All ? 1 : 0;
            }
        }

        for (var i = 0; i < parts.Length; i++)
        {
            var (met, part) = (parts[i], 0L);
            foreach (var step in r.Ladder)
            {
                part = met >= step.Level ? step.Part : part;
            }

            parts[i] = part;
        }
    }

    private static void Weighted(Points r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int from, Span<long> parts)
    {
        Span<long> other = parts.Length <= FewRegions ? stackalloc long[parts.Length] : new long[parts.Length];
        Span<Int128> points = parts.Length <= FewRegions ? stackalloc Int128[parts.Length] : new Int128[parts.Length];
        points.Clear();
        long weights = 0;
        for (var n = 0; n < r.Of.Length; n++)
        {
            PartsOf(r.Of[n], scheme, values, months, from, other);
            weights = checked(weights + r.Weights[n]);
            for (var i = 0; i < parts.Length; i++)
            {
                points[i] += (Int128)other[i] * r.Weights[n];
            }
        }

        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Share(1, points[i], weights);
        }
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>Judges how much of what can be earned a region has earned. Pure, exact, in billionths.</summary>
internal static class Judge
{
    /// <summary>A requirement's part for a region.</summary>
    /// <param name="requirement">What must be shown.</param>
    /// <param name="scheme">The scheme, for the indicators' directions.</param>
    /// <param name="values">The figures.</param>
    /// <param name="months">The months judged as one.</param>
    /// <param name="region">The region's place.</param>
    public static long PartOf(Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region) => requirement switch
    {
        Reaches r => ReachesLevel(Sum(scheme, values, r.Place, months, region), r.Level, scheme.Indicators[r.Place].HigherIsBetter) ? Requirement.All : 0,
        Improves r => Improved(r, scheme, values, months, region) ? Requirement.All : 0,
        Steps r => StepOf(r, Sum(scheme, values, r.Place, months, region), scheme.Indicators[r.Place].HigherIsBetter),
        Between r => Along(r, Sum(scheme, values, r.Place, months, region), scheme.Indicators[r.Place].HigherIsBetter),
        AnyOf r => Best(r, scheme, values, months, region),
        AllOf r => Least(r, scheme, values, months, region),
        NumberMet r => Met(r, scheme, values, months, region),
        Points r => Weighted(r, scheme, values, months, region),
        _ => throw new InvalidOperationException($"The requirement {requirement.GetType().Name} is not known."),
    };

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

    private static bool ReachesLevel(Figure figure, long level, bool higher)
    {
        if (!figure.Known)
        {
            return false;
        }

        var (left, right) = ((Int128)figure.Numerator * 1_000_000, (Int128)level * figure.Denominator);
        return higher ? left >= right : left <= right;
    }

    private static bool Improved(Improves r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        var now = Sum(scheme, values, r.Place, months, region);
        var before = r.Against is null && months.Length == 1
            ? values[r.Place, values.PlaceOf(months[0]) is >= 0 and var at ? Earlier(at, r.MonthsBefore) : -1, region]
            : Sum(scheme, values, r.Place, BaseOf(r, months), region);
        if (!now.Known || !before.Known)
        {
            return false;
        }

        var gain = ((Int128)now.Numerator * before.Denominator) - ((Int128)before.Numerator * now.Denominator);
        if (!scheme.Indicators[r.Place].HigherIsBetter)
        {
            gain = -gain;
        }

        return r.By == 0 ? gain > 0 : gain * 1_000_000 >= (Int128)r.By * now.Denominator * before.Denominator;
    }

    private static int Earlier(int month, int by) => month >= by ? month - by : -1;

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

    // (value - threshold) / (benchmark - threshold), rounded down to a billionth: both differences change sign together.
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

        return above <= 0 ? 0 : above >= whole ? Requirement.All : (long)(above * Requirement.All / whole);
    }

    private static long Best(AnyOf r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        long best = 0;
        foreach (var one in r.Of)
        {
            best = Math.Max(best, PartOf(one, scheme, values, months, region));
            if (best == Requirement.All)
            {
                break;
            }
        }

        return best;
    }

    private static long Least(AllOf r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        var least = Requirement.All;
        foreach (var one in r.Of)
        {
            least = Math.Min(least, PartOf(one, scheme, values, months, region));
        }

        return least;
    }

    private static long Met(NumberMet r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        var met = r.Of.Count(one => PartOf(one, scheme, values, months, region) == Requirement.All);
        long part = 0;
        foreach (var step in r.Ladder)
        {
            part = met >= step.Level ? step.Part : part;
        }

        return part;
    }

    private static long Weighted(Points r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        Int128 points = 0;
        long weights = 0;
        for (var i = 0; i < r.Of.Length; i++)
        {
            points += (Int128)PartOf(r.Of[i], scheme, values, months, region) * r.Weights[i];
            weights = checked(weights + r.Weights[i]);
        }

        return (long)(points / weights);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>What one requirement would take of one indicator: the least change that is enough, all else as it last was.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Months">The month or months that are still open.</param>
/// <param name="Last">The figure as it stands: the last known month's, or what has been added up so far.</param>
/// <param name="Change">How much the numerator has to change; zero when it is enough to stay as it is. Never against the better way.</param>
public sealed record Need(SchemeIndicator Indicator, ImmutableArray<Month> Months, Figure Last, long Change)
{
    /// <summary>For people: "14 more hip operations in 2025-11".</summary>
    public Bilingual Words
    {
        get
        {
            var months = Months.Length == 1 ? Months[0].ToString() : $"{Months[0]}–{Months[^1]}";
            var number = Math.Abs(Change).ToString("#,##0", CultureInfo.InvariantCulture);
            if (Change == 0)
            {
                return new($"{Indicator.Name.Sv}: räcker som senast, {months}", $"{Indicator.Name.En}: as last is enough, {months}");
            }

            var (sv, en) = Change > 0 ? ("fler", "more") : ("färre", "fewer");
            return new($"{number.Replace(',', '\u00a0')} {sv}, {months}: {Indicator.Name.Sv}", $"{number} {en}, {months}: {Indicator.Name.En}");
        }
    }
}

/// <summary>
/// Works out what a region's open periods would take. The least change is found by trying, with the scheme's own judgement: what is
/// said to be enough is enough, and one less is not.
/// </summary>
public static class Needs
{
    /// <summary>The ways in which a requirement could be met in an open period, each with the needs that have to be met together.</summary>
    /// <returns>No way when the figures do not say.</returns>
    public static ImmutableArray<ImmutableArray<Need>> Of(
        Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, Month known, int region) => requirement switch
    {
        AnyOf any => [.. any.Of.SelectMany(one => Of(one, scheme, values, months, known, region))],
        AllOf all => Together(all.Of.Select(one => Of(one, scheme, values, months, known, region))),
        NumberMet met => Together(met.Of.Select(one => Of(one, scheme, values, months, known, region))),
        Points points => Together(points.Of.Select(one => Of(one, scheme, values, months, known, region))),
        OnIndicator one => OnOne(one, scheme, values, months, known, region) is { } need ? [[need]] : [],
        _ => [],
    };

    // Every part has to be met; of several ways to meet one the one that takes least is taken.
    private static ImmutableArray<ImmutableArray<Need>> Together(IEnumerable<ImmutableArray<ImmutableArray<Need>>> parts)
    {
        var together = ImmutableArray.CreateBuilder<Need>();
        foreach (var ways in parts)
        {
            if (ways.IsEmpty)
            {
                return [];
            }

            together.AddRange(ways.MinBy(way => way.Sum(n => Math.Abs(n.Change))));
        }

        return [together.ToImmutable()];
    }

    private static Need? OnOne(OnIndicator one, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, Month known, int region)
    {
        var (indicator, open) = (scheme.Indicators[one.Place], months.Where(m => m.CompareTo(known) > 0).ToImmutableArray());
        if (open.IsEmpty || LastOf(values, one.Place, known, region) is not { Known: true } last)
        {
            return null;
        }

        // The open months as the last known one; then the first of them is changed until it is enough.
        var trial = values.Copy();
        foreach (var month in open)
        {
            trial[one.Place, trial.PlaceOf(month), region] = indicator.Kind == IndicatorKind.Number && months.Length > 1 ? new(0, 1) : last;
        }

        bool Enough(long change)
        {
            var first = indicator.Kind == IndicatorKind.Number && months.Length > 1 ? new Figure(0, 1) : last;
            trial[one.Place, trial.PlaceOf(open[0]), region] = first with { Numerator = first.Numerator + change };
            return Judge.PartOf(one, scheme, trial, months, region) == Requirement.All;
        }

        var most = indicator.HigherIsBetter
            ? indicator is { Kind: IndicatorKind.Share, MayExceedWhole: false } ? last.Denominator - last.Numerator : Figure.Most / 2
            : -(indicator.Kind == IndicatorKind.Number && months.Length > 1 ? 0 : last.Numerator);
        return Least(Enough, most) is { } change ? new(indicator, open, last, change) : null;
    }

    // The judgement rises with the change, so halving finds the least that is enough.
    private static long? Least(Func<long, bool> enough, long most)
    {
        if (enough(0))
        {
            return 0;
        }

        if (!enough(most))
        {
            return null;
        }

        var (too, good) = (0L, most);
        while (Math.Abs(good - too) > 1)
        {
            var middle = too + ((good - too) / 2);
            (too, good) = enough(middle) ? (too, middle) : (middle, good);
        }

        return good;
    }

    /// <summary>The last known figure at or before a month.</summary>
    internal static Figure LastOf(IndicatorValues values, int indicator, Month known, int region)
    {
        for (var month = values.PlaceOf(known); month >= 0; month--)
        {
            if (values[indicator, month, region] is { Known: true } figure)
            {
                return figure;
            }
        }

        return Figure.Missing;
    }
}

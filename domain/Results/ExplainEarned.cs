using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>Says why a region earned what it did. Built only when asked for.</summary>
public static class ExplainEarned
{
    /// <summary>One sentence: what was shown, against what, and what it gave.</summary>
    public static Bilingual Sentence(Settlement settlement, SettledPot pot, int region)
    {
        var (scheme, values) = (settlement.Ready.Scheme, settlement.Values);
        if (Unmet(scheme, values, region) is { } unmet)
        {
            return new($"villkoret är inte uppfyllt: {unmet.Sv}", $"the condition is not met: {unmet.En}");
        }

        var months = pot.Component.MonthsOf(pot.Period);
        if (pot.Redistribution)
        {
            return GivenOn(settlement, pot, months, region);
        }

        if (pot.Component.Requirement is not { } requirement)
        {
            return new("delas ut utan krav på resultat", "given without a demand for results");
        }

        var shown = Of(requirement, scheme, values, months, region);
        var part = PercentOf(pot.Parts[region], Requirement.All);
        return pot.Parts[region] is 0 or Requirement.All || requirement is not (MadeOf or Steps or Between)
            ? shown
            : new($"{shown.Sv}; {part.Sv} av det som kan intjänas", $"{shown.En}; {part.En} of what can be earned");
    }

    /// <summary>The whole reason: rule, source, figures, outcome, assumption.</summary>
    public static Reason Of(Settlement settlement, SettledPot pot, int region)
    {
        var (scheme, component, values) = (settlement.Ready.Scheme, pot.Component, settlement.Values);
        var inputs = ImmutableArray.CreateBuilder<Bilingual>();
        if (!pot.Ceilings.IsEmpty)
        {
            inputs.Add(new($"kan högst intjäna {pot.Ceilings[region].ForPeople.Sv} av {pot.Pot.ForPeople.Sv}", $"can at most earn {pot.Ceilings[region].ForPeople.En} of {pot.Pot.ForPeople.En}"));
        }

        foreach (var indicator in (component.Requirement?.Reads ?? []).Distinct())
        {
            var place = scheme.PlaceOf(indicator);
            foreach (var month in component.MonthsOf(pot.Period).SelectMany(m => component.Requirement!.BaseMonths(m).Append(m)).Distinct().Order())
            {
                if (Judge.Sum(scheme, values, place, [month], region) is { Known: true } figure)
                {
                    var (name, value) = (scheme.Indicators[place].Name, Exact(scheme.Indicators[place], figure));
                    inputs.Add(new($"{name.Sv} {month}: {value.Sv}", $"{name.En} {month}: {value.En}"));
                }
            }
        }

        var (why, earned) = (Sentence(settlement, pot, region), pot.Earned[region].ForPeople);
        return new(
            new($"{scheme.Name.Sv}: {component.Name.Sv}", $"{scheme.Name.En}: {component.Name.En}"), component.Origin, component.Source ?? scheme.Source,
            inputs.ToImmutable(), new($"{earned.Sv}: {why.Sv}", $"{earned.En}: {why.En}"), component.Assumption ?? scheme.Assumption);
    }

    /// <summary>The first condition that a region does not meet, or null.</summary>
    public static Bilingual? Unmet(Scheme scheme, IndicatorValues values, int region)
    {
        for (var i = 0; i < scheme.Conditions.Length; i++)
        {
            if (!Settle.MeetsOne(scheme, values, i, region))
            {
                return scheme.Conditions[i].Text;
            }
        }

        return null;
    }

    /// <summary>A figure for people: a share in percent with one decimal, a number as it is.</summary>
    public static Bilingual Value(SchemeIndicator indicator, Figure figure) => !figure.Known
        ? new("uppgift saknas eller är dold", "no figure, or hidden")
        : indicator.Kind == IndicatorKind.Number ? Number(figure.Numerator, "#,##0") : PercentOf(figure.Numerator, figure.Denominator);

    private static Bilingual Exact(SchemeIndicator indicator, Figure figure) => indicator.Kind == IndicatorKind.Number
        ? Value(indicator, figure)
        : new($"{Number(figure.Numerator, "#,##0").Sv} av {Number(figure.Denominator, "#,##0").Sv} ({Value(indicator, figure).Sv})",
            $"{Number(figure.Numerator, "#,##0").En} of {Number(figure.Denominator, "#,##0").En} ({Value(indicator, figure).En})");

    private static Bilingual GivenOn(Settlement settlement, SettledPot pot, ImmutableArray<Month> months, int region)
    {
        if (pot.Component.Unearned is not ToTheBest best)
        {
            return pot.Parts[region] > 0
                ? new("del av det som andra inte intjänade", "part of what others did not earn")
                : new("ingen del: intjänade inget själv", "no part: earned nothing itself");
        }

        var (scheme, values) = (settlement.Ready.Scheme, settlement.Values);
        var indicator = scheme.Indicators[scheme.PlaceOf(best.Indicator)];
        var value = Value(indicator, Judge.Sum(scheme, values, scheme.PlaceOf(best.Indicator), months, region));
        return pot.Parts[region] > 0
            ? new($"bland de {best.Number} bästa: {indicator.Name.Sv} {value.Sv}", $"among the best {best.Number}: {indicator.Name.En} {value.En}")
            : new($"inte bland de {best.Number} bästa: {indicator.Name.Sv} {value.Sv}", $"not among the best {best.Number}: {indicator.Name.En} {value.En}");
    }

    private static Bilingual Of(Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        switch (requirement)
        {
            case Reaches r:
                return Against(scheme, r.Place, Judge.Sum(scheme, values, r.Place, months, region), r.Level, Judge.PartOf(r, scheme, values, months, region) > 0);
            case Improves r:
                return Improved(r, scheme, values, months, region);
            case Steps r:
                return Named(scheme.Indicators[r.Place], Judge.Sum(scheme, values, r.Place, months, region));
            case Between r:
                var (from, to) = (LevelOf(scheme.Indicators[r.Place], r.Threshold), LevelOf(scheme.Indicators[r.Place], r.Benchmark));
                var named = Named(scheme.Indicators[r.Place], Judge.Sum(scheme, values, r.Place, months, region));
                return new($"{named.Sv} på vägen från {from.Sv} till {to.Sv}", $"{named.En} on the way from {from.En} to {to.En}");
            case AnyOf r:
                // What was met is enough to say; when nothing was, all of it must be said.
                var met = r.Of.FirstOrDefault(one => Judge.PartOf(one, scheme, values, months, region) == Requirement.All);
                return met is null ? Joined(r, " och ", " and ", scheme, values, months, region) : Of(met, scheme, values, months, region);
            case NumberMet r:
                var number = r.Of.Count(one => Judge.PartOf(one, scheme, values, months, region) == Requirement.All);
                return new($"{number} av {r.Of.Length} krav uppfyllda", $"{number} of {r.Of.Length} requirements met");
            case MadeOf r:
                return Joined(r, ", ", ", ", scheme, values, months, region);
            default:
                throw new InvalidOperationException($"The requirement {requirement.GetType().Name} is not known.");
        }
    }

    private static Bilingual Joined(
        MadeOf r, string sv, string en, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        var each = r.Of.Select(one => Of(one, scheme, values, months, region)).ToList();
        return new(string.Join(sv, each.Select(e => e.Sv)), string.Join(en, each.Select(e => e.En)));
    }

    private static Bilingual Named(SchemeIndicator indicator, Figure figure)
    {
        var value = Value(indicator, figure);
        return new($"{indicator.Name.Sv}: {value.Sv}", $"{indicator.Name.En}: {value.En}");
    }

    private static Bilingual Against(Scheme scheme, int place, Figure figure, long level, bool met)
    {
        var (named, wanted, higher) = (Named(scheme.Indicators[place], figure), LevelOf(scheme.Indicators[place], level), scheme.Indicators[place].HigherIsBetter);
        return new(
            $"{named.Sv}, {(met ? "når" : "når inte")} {(higher ? "minst" : "högst")} {wanted.Sv}",
            $"{named.En}, {(met ? "reaches" : "does not reach")} at {(higher ? "least" : "most")} {wanted.En}");
    }

    private static Bilingual Improved(Improves r, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, int region)
    {
        var indicator = scheme.Indicators[r.Place];
        var bases = Judge.BaseOf(r, months);
        var (now, before) = (Judge.Sum(scheme, values, r.Place, months, region), Value(indicator, Judge.Sum(scheme, values, r.Place, bases, region)));
        var (named, met) = (Named(indicator, now), Judge.PartOf(r, scheme, values, months, region) > 0);
        var when = bases.Length == 1 ? bases[0].ToString() : $"{bases[0]}/{bases[^1]}";
        return new(
            $"{named.Sv}, {(met ? "bättre" : r.By == 0 ? "inte bättre" : "inte nog bättre")} än {when}: {before.Sv}",
            $"{named.En}, {(met ? "better" : r.By == 0 ? "not better" : "not enough better")} than {when}: {before.En}");
    }

    /// <summary>A level for people.</summary>
    internal static Bilingual LevelOf(SchemeIndicator indicator, long level) =>
        indicator.Kind == IndicatorKind.Number ? Number(level / 1_000_000, "#,##0") : Percent(level / 10_000m, "0.####");

    private static Bilingual PercentOf(long numerator, long denominator) => Percent(Math.Round(100m * numerator / denominator, 1, MidpointRounding.AwayFromZero), "0.0");

    private static Bilingual Percent(decimal percent, string form)
    {
        var text = percent.ToString(form, CultureInfo.InvariantCulture);
        return new(text.Replace('.', ',') + "\u00a0%", text + "\u00a0%");
    }

    private static Bilingual Number(long number, string form)
    {
        var text = number.ToString(form, CultureInfo.InvariantCulture);
        return new(text.Replace(',', '\u00a0'), text);
    }
}

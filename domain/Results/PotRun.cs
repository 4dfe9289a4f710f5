using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>Settles one component: each of its periods, and what is given on.</summary>
internal sealed class PotRun(ReadyScheme ready, SchemeComponent component, IndicatorValues values, bool[] meets, Money added)
{
    private readonly long unit = (long)ready.Scheme.Rounding;
    private readonly int regions = ready.Regions.Length;

    /// <summary>The periods in order, what is given on after each.</summary>
    public Outcome<List<SettledPot>> Settle()
    {
        var (settled, pots) = (new List<SettledPot>(component.Periods), PotsByPeriod());
        (long Pot, ImmutableArray<Money> Ceilings)? last = null;
        for (var period = 0; period < component.Periods; period++)
        {
            var months = component.MonthsOf(period);
            if (!WeightsOf(component.Share, months).Succeeded(out var weights, out var refusal))
            {
                return refusal;
            }

            if (component.BudgetNeutral)
            {
                settled.Add(Neutral(period, months, pots[period], weights));
                continue;
            }

            // Months with the same pot and the same key have the same ceilings.
            if (last is not { } known || known.Pot != pots[period] || component.Share.Key is null)
            {
                last = known = (pots[period], Amounts(pots[period], weights));
            }

            var pot = UpToCeilings(period, months, pots[period], known.Ceilings);
            settled.Add(pot);
            if (pot.PassedOn > Money.Zero && component.Unearned is not ToComponent)
            {
                if (!GiveOn(pot, months, weights).Succeeded(out var given, out refusal))
                {
                    return refusal;
                }

                settled.Add(given);
            }
        }

        return settled;
    }

    private SettledPot UpToCeilings(int period, ImmutableArray<Month> months, long pot, ImmutableArray<Money> ceilings)
    {
        var (parts, earned, sum) = (PartsOf(months), new Money[regions], 0L);
        for (var region = 0; region < regions; region++)
        {
            earned[region] = parts[region] switch
            {
                0 => Money.Zero,
                Requirement.All => ceilings[region],
                var part => new(checked(Judge.Share(ceilings[region].Ore / unit, part, Requirement.All) * unit)),
            };
            sum = checked(sum + earned[region].Ore);
        }

        var left = new Money(checked((pot * unit) - sum));
        var kept = component.Unearned is KeptByState;
        return new(
            component, period, false, new(checked(pot * unit)), ceilings, ImmutableCollectionsMarshal.AsImmutableArray(parts), ImmutableCollectionsMarshal.AsImmutableArray(earned),
            kept ? left : Money.Zero, kept ? Money.Zero : left);
    }

    // The whole pot, in proportion to weight times part: one slope for all. Nothing earned by anybody is kept.
    private SettledPot Neutral(int period, ImmutableArray<Month> months, long pot, long[] weights)
    {
        var (parts, points) = (PartsOf(months), new long[regions]);
        var scale = PointScale(weights);
        for (var region = 0; region < regions; region++)
        {
            points[region] = scale == 1 ? weights[region] * parts[region] : (long)((Int128)weights[region] * parts[region] / scale);
        }

        var any = points.Any(p => p > 0);
        var earned = any ? Amounts(pot, points) : [.. new Money[regions]];
        var whole = new Money(checked(pot * unit));
        return new(component, period, false, whole, [], ImmutableCollectionsMarshal.AsImmutableArray(parts), earned, any ? Money.Zero : whole, Money.Zero);
    }

    // Weight times part may be more than a long holds together; then all are scaled down alike.
    private static Int128 PointScale(long[] weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += (Int128)weight * Requirement.All;
        }

        Int128 scale = 1;
        while (sum / scale > long.MaxValue)
        {
            scale *= 10;
        }

        return scale;
    }

    private Outcome<SettledPot> GiveOn(SettledPot from, ImmutableArray<Month> months, long[] weights)
    {
        var takes = new long[regions];
        if (component.Unearned is ToTheBest best)
        {
            // A period of which nobody has shown a month yet is not over: nothing is given on before it is.
            if (months.Any(m => !AnyFigure(ready.Scheme.PlaceOf(best.Indicator), m)))
            {
                return new SettledPot(
                    component, from.Period, true, from.PassedOn, [], ImmutableCollectionsMarshal.AsImmutableArray(takes), [.. new Money[regions]], from.PassedOn, Money.Zero);
            }

            if (!BestOf(best, months).Succeeded(out var chosen, out var refusal))
            {
                return refusal;
            }

            takes = chosen;
        }
        else
        {
            var all = component.Unearned is SharedOut { EarnersOnly: false };
            for (var region = 0; region < regions; region++)
            {
                takes[region] = meets[region] && (all || from.Parts[region] > 0) ? Requirement.All : 0;
            }
        }

        var own = new long[regions];
        for (var region = 0; region < regions; region++)
        {
            own[region] = takes[region] > 0 ? weights[region] : 0;
        }

        // Nobody to give it to: the state keeps it.
        var (left, any) = (from.PassedOn, own.Any(w => w > 0));
        var earned = any ? Amounts(left.Ore / unit, own) : [.. new Money[regions]];
        return new SettledPot(
            component, from.Period, true, left, [], ImmutableCollectionsMarshal.AsImmutableArray(takes), earned, any ? Money.Zero : left, Money.Zero);
    }

    private bool AnyFigure(int indicator, Month month)
    {
        for (var region = 0; region < regions; region++)
        {
            if (values[indicator, values.PlaceOf(month), region].Known)
            {
                return true;
            }
        }

        return false;
    }

    // Numerators per weight, compared without dividing. Who ties with the last place is in.
    private Outcome<long[]> BestOf(ToTheBest best, ImmutableArray<Month> months)
    {
        if (!WeightsOf(best.Per, months).Succeeded(out var per, out var refusal))
        {
            return refusal;
        }

        var indicator = ready.Scheme.PlaceOf(best.Indicator);
        var better = ready.Scheme.Indicators[indicator].HigherIsBetter ? 1 : -1;
        int Compare(Ranked a, Ranked b) => better * ((Int128)a.Number * b.Per).CompareTo((Int128)b.Number * a.Per);
        var (known, first) = (new List<Ranked>(regions), new List<Ranked>(best.Number + 1));
        for (var region = 0; region < regions; region++)
        {
            if (!meets[region] || per[region] <= 0 || Judge.Sum(ready.Scheme, values, indicator, months, region) is not { Known: true } figure)
            {
                continue;
            }

            var one = new Ranked(region, figure.Numerator, per[region]);
            known.Add(one);
            if (first.Count < best.Number || Compare(one, first[^1]) > 0)
            {
                PutInPlace(first, one, best.Number, Compare);
            }
        }

        if (known.Count < best.Number)
        {
            return Refusal.Of(RefusalCode.TooFewForBest, component.Name, best.Number.ToString(), known.Count.ToString());
        }

        var takes = new long[regions];
        foreach (var one in known)
        {
            takes[one.Region] = Compare(one, first[^1]) >= 0 ? Requirement.All : 0;
        }

        return takes;
    }

    private readonly record struct Ranked(int Region, long Number, long Per);

    // Best first, no more than so many.
    private static void PutInPlace(List<Ranked> first, Ranked one, int most, Comparison<Ranked> compare)
    {
        var place = first.Count;
        while (place > 0 && compare(one, first[place - 1]) > 0)
        {
            place--;
        }

        first.Insert(place, one);
        if (first.Count > most)
        {
            first.RemoveAt(most);
        }
    }

    private long[] PartsOf(ImmutableArray<Month> months)
    {
        var parts = new long[regions];
        if (component.Requirement is { } requirement)
        {
            Judge.PartsOf(requirement, ready.Scheme, values, months, 0, parts);
        }
        else
        {
            Array.Fill(parts, Requirement.All);
        }

        for (var region = 0; region < regions; region++)
        {
            parts[region] = meets[region] ? parts[region] : 0;
        }

        return parts;
    }

    // The pot in units of the rounding, split equally between the periods; what another component passed on is in it.
    private long[] PotsByPeriod()
    {
        var pots = new long[component.Periods];
        LargestRemainder.Split((component.Pot + added).Ore / unit, [.. Enumerable.Repeat(1L, pots.Length)], pots);
        return pots;
    }

    private Outcome<long[]> WeightsOf(Weight weight, ImmutableArray<Month> months)
    {
        if (weight.Key is { } key)
        {
            return ImmutableCollectionsMarshal.AsArray(ready.Keys[key])!; // read, never written to
        }

        var (indicator, weights) = (ready.Scheme.PlaceOf(weight.Indicator!), new long[regions]);
        for (var region = 0; region < regions; region++)
        {
            weights[region] = values.NumeratorsOf(indicator, months, region);
        }

        return weights.Any(w => w > 0) ? weights : Refusal.Of(RefusalCode.SchemeWeightsMissing, component.Name, weight.Indicator!);
    }

    private ImmutableArray<Money> Amounts(long units, long[] weights)
    {
        var parts = new long[regions];
        LargestRemainder.Split(units, weights, parts);
        var amounts = new Money[regions];
        for (var region = 0; region < regions; region++)
        {
            amounts[region] = new(checked(parts[region] * unit));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(amounts);
    }
}

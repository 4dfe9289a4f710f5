using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>What a year's documented programmes give each region, with what was known on a day (besked).</summary>
/// <param name="Year">Budget year.</param>
/// <param name="AsOf">The day whose knowledge it rests on, to its end.</param>
/// <param name="Allotments">One a programme, in order of programme id.</param>
public sealed record Notice(int Year, DateOnly AsOf, ImmutableArray<Allotment> Allotments)
{
    /// <summary>The sum over programmes for the region at a place.</summary>
    public Money Of(int place) => Money.Sum(Allotments.Select(a => a.Amounts[place]));

    /// <summary>The sum over programmes and regions.</summary>
    public Money Total => Money.Sum(Allotments.Select(a => a.Total));
}

/// <summary>One programme's money for a year, split between the regions.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Rule">The rule it follows.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Amounts">One amount a region, in the order of the regions.</param>
public sealed record Allotment(
    Programme Programme, AllotmentRule Rule, ImmutableArray<PartAllotment> Parts, ImmutableArray<Money> Amounts)
{
    /// <summary>The sum of the regions: exactly the sum of the parts.</summary>
    public Money Total => Money.Sum(Parts.Select(p => p.Amount));
}

/// <summary>One part: an amount that somebody stated, split by a key.</summary>
/// <param name="Part">The rule.</param>
/// <param name="Statement">Whose amount.</param>
/// <param name="Less">What was taken out first.</param>
/// <param name="Key">The key, ready for the year.</param>
/// <param name="Amount">The amount that is split.</param>
/// <param name="Amounts">One amount a region, in the order of the regions.</param>
public sealed record PartAllotment(
    AllotmentPart Part,
    Statement Statement,
    ImmutableArray<Statement> Less,
    ReadyKey Key,
    Money Amount,
    ImmutableArray<Money> Amounts);

/// <summary>Computes notices and other allotments. Pure.</summary>
public static class Allot
{
    /// <summary>The notice to the regions for a year, with what was known at the end of a day.</summary>
    /// <returns>The notice (empty of allotments when nothing was known yet), or why there is none.</returns>
    public static Outcome<Notice> Notice(RuleBook rules, int year, DateOnly asOf)
    {
        if (!rules.NoticeYears.Contains(year))
        {
            return Refusal.Of(
                RefusalCode.YearWithoutNotice, year.ToString(), string.Join(", ", rules.NoticeYears));
        }

        return All(rules, year, asOf, rule => rule.InNotice);
    }

    /// <summary>Every allotment of a year that the rules can compute, in the notice or not.</summary>
    public static Outcome<Notice> Everything(RuleBook rules, int year, DateOnly asOf) => All(rules, year, asOf, _ => true);

    /// <summary>
    /// One allotment. Null when not every amount it needs was known. Refused when a key has no weights for the year or the
    /// parts taken out are more than the whole.
    /// </summary>
    public static Outcome<Allotment?> One(RuleBook rules, Programme programme, AllotmentRule rule, DateOnly asOf)
    {
        var parts = ImmutableArray.CreateBuilder<PartAllotment>(rule.Parts.Length);
        var sums = new long[rules.Regions.Length];
        foreach (var part in rule.Parts)
        {
            var statement = Statements.Governing(programme, part.Subject, asOf);
            var less = part.Less.Select(l => Statements.Governing(programme, l, asOf)).ToList();
            if (statement is null || less.Contains(null))
            {
                return (Allotment?)null;
            }

            var amount = statement.Amount!.Value - Money.Sum(less.Select(l => l!.Amount!.Value));
            if (amount < Money.Zero)
            {
                return Refusal.Of(RefusalCode.AllottedAboveTotal, programme.Id,
                    Money.Sum(less.Select(l => l!.Amount!.Value)).ForPeople, rule.Year.ToString(), statement.Amount.Value.ForPeople)
                    .Located(part.Origin);
            }

            if (!Split.Ready(rules, part.Key, rule.Year, asOf).Succeeded(out var key, out var refusal))
            {
                return refusal;
            }

            var amounts = SplitMoney(key, amount, rule.Rounding, sums);
            parts.Add(new(part, statement, [.. less!], key, amount, amounts));
        }

        return new Allotment(programme, rule, parts.ToImmutable(), [.. sums.Select(s => new Money(s))]);
    }

    private static Outcome<Notice> All(RuleBook rules, int year, DateOnly asOf, Func<AllotmentRule, bool> wanted)
    {
        var allotments = ImmutableArray.CreateBuilder<Allotment>();
        foreach (var programme in rules.Programmes)
        {
            foreach (var rule in programme.Allotments)
            {
                if (rule.Year != year || !wanted(rule))
                {
                    continue;
                }

                if (!One(rules, programme, rule, asOf).Succeeded(out var allotment, out var refusal))
                {
                    return refusal;
                }

                if (allotment is not null)
                {
                    allotments.Add(allotment);
                }
            }
        }

        return new Notice(year, asOf, allotments.ToImmutable());
    }

    // An amount that is not whole in the rounding is split into the next finer unit instead, so that the parts equal the whole.
    private static ImmutableArray<Money> SplitMoney(ReadyKey key, Money amount, Rounding rounding, long[] sums)
    {
        var whole = (long)rounding;
        if (amount.Ore % whole != 0)
        {
            whole = amount.Ore % (long)Rounding.Krona == 0 ? (long)Rounding.Krona : (long)Rounding.Ore;
        }

        var units = new long[sums.Length];
        Split.Add(key, amount.Ore / whole, units);
        var amounts = ImmutableArray.CreateBuilder<Money>(units.Length);
        for (var i = 0; i < units.Length; i++)
        {
            var ore = checked(units[i] * whole);
            sums[i] = checked(sums[i] + ore);
            amounts.Add(new(ore));
        }

        return amounts.MoveToImmutable();
    }
}

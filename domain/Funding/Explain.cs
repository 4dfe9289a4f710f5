using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>Says why a region's amount is what it is. Built only when asked for, from what the computation kept.</summary>
public static class Explain
{
    /// <summary>The reasons for one region's part of an allotment: for every part the amount, the key, the share and the rounding.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="allotment">The allotment.</param>
    /// <param name="region">The region.</param>
    public static ImmutableArray<Reason> Region(RuleBook rules, Allotment allotment, Region region)
    {
        var place = rules.PlaceOf(region.Id);
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        foreach (var part in allotment.Parts)
        {
            reasons.Add(OfAmount(part));
            AddShares(reasons, rules, part.Key, part.Amount, place, region);
        }

        reasons.Add(new(
            new("Fördelning till regionen", "Allotment to the region"),
            allotment.Rule.Origin,
            allotment.Rule.Source,
            [.. allotment.Parts.Select(p => new Bilingual(
                $"{PartName(p.Part.Subject).Sv}: {p.Amounts[place].ForPeople.Sv}", $"{PartName(p.Part.Subject).En}: {p.Amounts[place].ForPeople.En}"))],
            allotment.Amounts[place].ForPeople,
            allotment.Rule.Assumption));
        return reasons.ToImmutable();
    }

    /// <summary>What an allotment rests on that is assumed: of the rule, its statements, its keys and their tables.</summary>
    public static IEnumerable<(Bilingual Assumption, RuleOrigin Origin)> Assumptions(Allotment allotment)
    {
        if (allotment.Rule.Assumption is { } ofRule)
        {
            yield return (ofRule, allotment.Rule.Origin);
        }

        foreach (var part in allotment.Parts)
        {
            foreach (var statement in part.Less.Prepend(part.Statement))
            {
                if ((statement.Assumption ?? statement.Source.Assumption) is { } ofStatement)
                {
                    yield return (ofStatement, statement.Origin);
                }
            }

            foreach (var found in Assumptions(part.Key))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(Bilingual, RuleOrigin)> Assumptions(ReadyKey key)
    {
        if (key.Key.Assumption is { } ofKey)
        {
            yield return (ofKey, key.Key.Origin);
        }

        if (key.Table?.Assumption is { } ofTable)
        {
            yield return (ofTable, key.Table.Origin);
        }

        if (key.StandsInFor is not null && key.Key.Form is SeriesForm { Otherwise: { } otherwise })
        {
            yield return (otherwise, key.Key.Origin);
        }

        foreach (var found in key.Parts.SelectMany(p => Assumptions(p.Key)))
        {
            yield return found;
        }
    }

    /// <summary>What a part of an allotment is called in a sentence; a part that the rules name by an id only is called that.</summary>
    public static Bilingual PartName(Subject subject) => subject.Measure switch
    {
        Measure.Total => new("hela beloppet", "the whole amount"),
        Measure.Addition => new("tillskottet", "the addition"),
        Measure.Part => new($"delen ”{subject.Part}”", $"the part “{subject.Part}”"),
    };

    private static Reason OfAmount(PartAllotment part)
    {
        var statement = part.Statement;
        var inputs = new List<Bilingual>
        {
            new(
                $"{statement.Amount!.Value.ForPeopleInMillions.Sv}, {Words.Of(statement.Stage).Sv}, känt {statement.Known:yyyy-MM-dd}",
                $"{statement.Amount.Value.ForPeopleInMillions.En}, {Words.Of(statement.Stage).En}, known {statement.Known:yyyy-MM-dd}"),
        };
        inputs.AddRange(part.Less.Select(l => new Bilingual(
            $"minus {PartName(l.Subject).Sv}: {l.Amount!.Value.ForPeopleInMillions.Sv}",
            $"less {PartName(l.Subject).En}: {l.Amount.Value.ForPeopleInMillions.En}")));
        return new(
            new($"Belopp att fördela: {PartName(part.Part.Subject).Sv}", $"Amount to allot: {PartName(part.Part.Subject).En}"),
            statement.Origin,
            statement.Source,
            [.. inputs],
            part.Amount.ForPeople,
            statement.Assumption ?? statement.Source.Assumption);
    }

    private static void AddShares(
        ImmutableArray<Reason>.Builder reasons, RuleBook rules, ReadyKey key, Money amount, int place, Region region)
    {
        if (key.Parts.IsEmpty)
        {
            reasons.Add(OfShare(key, amount, place, region));
            return;
        }

        var amounts = Split.MixAmounts(key, amount.Ore);
        for (var i = 0; i < amounts.Length; i++)
        {
            AddShares(reasons, rules, key.Parts[i].Key, new(amounts[i]), place, region);
        }
    }

    private static Reason OfShare(ReadyKey key, Money amount, int place, Region region)
    {
        var weight = key.Weights[place];
        var total = key.Weights.Sum();
        var percent = (weight * 100m / total).ToString("0.0000", CultureInfo.InvariantCulture);
        var inputs = new List<Bilingual>
        {
            new($"{region.Name}: {Number(weight).Sv}", $"{region.Name}: {Number(weight).En}"),
            new($"alla: {Number(total).Sv}", $"all: {Number(total).En}"),
        };
        if (key.Table is { } table)
        {
            inputs.Add(new($"per {table.Date:yyyy-MM-dd}", $"as of {table.Date:yyyy-MM-dd}"));
        }

        if (key.KnownLater is { } later)
        {
            inputs.Add(new(
                $"uppgifterna blev kända först {later:yyyy-MM-dd} och används i efterhand",
                $"the figures became known only on {later:yyyy-MM-dd} and are used with hindsight"));
        }

        var assumptions = Assumptions(key).Select(a => a.Item1).ToList();
        return new(
            new($"Nyckel: {key.Key.Name.Sv}", $"Key: {key.Key.Name.En}"),
            key.Table?.Origin ?? key.Key.Origin,
            key.Table?.Source ?? key.Key.Source,
            [.. inputs],
            new(
                $"{percent.Replace('.', ',')} procent av {amount.ForPeople.Sv}, största rest",
                $"{percent} percent of {amount.ForPeople.En}, largest remainder"),
            assumptions.Count == 0
                ? null
                : new(string.Join(" ", assumptions.Select(a => a.Sv)), string.Join(" ", assumptions.Select(a => a.En))));
    }

    private static Bilingual Number(long number)
    {
        var english = number.ToString("#,##0", CultureInfo.InvariantCulture);
        return new(english.Replace(',', '\u00a0'), english);
    }
}

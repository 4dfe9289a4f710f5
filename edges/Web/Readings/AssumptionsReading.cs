using System.Collections.Immutable;
using Vardbro.Brokering.Need;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage.Export;
using Vardbro.Waiting;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>One assumption and every place in the rules that makes it.</summary>
/// <param name="Text">What is assumed, and why.</param>
/// <param name="Places">What it is about and where it stands.</param>
public sealed record AssumptionRow(Bilingual Text, ImmutableArray<(Bilingual About, string Place)> Places);

/// <summary>Everything that the rules assume.</summary>
/// <param name="Rows">One an assumption; the same words in several places are one.</param>
public sealed record AssumptionsReading(ImmutableArray<AssumptionRow> Rows)
{
    private const string StatisticsFile = "statistics/rules.yaml";

    /// <summary>Every assumption of the rules.</summary>
    public static Outcome<AssumptionsReading> Of(Visit visit) => new AssumptionsReading(
    [
        .. All(visit.Rules).Concat(OfIndicators(visit.FollowUp)).Concat(OfWaits(visit)).Concat(OfPlaces(visit.Places))
            .Concat(OfBrokering(visit.Brokering)).Concat(OfAcceptance(visit)).Concat(visit.Schemes.SelectMany(OfScheme))
            .Where(a => a.Text is { Sv.Length: > 0 })
            .GroupBy(a => a.Text!)
            .Select(g => new AssumptionRow(g.Key, [.. g.Select(a => (a.About, a.Place)).Distinct()])),
    ]);

    /// <summary>The assumptions as a table, one row a place.</summary>
    public ExportTable Export(Language language) => new(
        "antaganden",
        ["place", "about", "assumption"],
        from row in Rows
        from place in row.Places
        select ImmutableArray.Create<object?>(place.Place, place.About.In(language), row.Text.In(language)));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> All(RuleBook rules) =>
        rules.Keys.Values.SelectMany(OfKey)
            .Concat(rules.Programmes.SelectMany(OfProgramme))
            .Concat(rules.Series.Values.SelectMany(s => s.Tables.Select(t =>
                (t.Assumption, new Bilingual($"{s.Name.Sv} {t.Date:yyyy-MM-dd}", $"{s.Name.En} {t.Date:yyyy-MM-dd}"), t.Origin.ToString()))))
            .Concat(rules.Appropriations.Values.SelectMany(a => a.Amounts.Select(m =>
                (m.Assumption, new Bilingual($"Anslag {a.Id} {m.Year}", $"Appropriation {a.Id} {m.Year}"), m.Origin.ToString()))))
            .Concat(rules.Sources.Values.Select(s => (s.Assumption, (Bilingual)s.Title, s.Origin.ToString())));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfIndicators(FollowUpBook followUp) =>
        followUp.Indicators.Values.Select(i =>
            (i.Assumption, new Bilingual($"Indikatorn {i.Name.Sv}", $"The indicator {i.Name.En}"), i.Origin.ToString()));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfWaits(Visit visit)
    {
        var rules = visit.Waiting;
        return rules.Guarantees.SelectMany(OfGuarantee)
            .Concat(rules.Register.Select(c => (c.Assumption, new Bilingual($"Väntetidsregistrets koder {c.Id}", $"The waiting-time register's codes {c.Id}"), c.Origin.ToString())))
            .Concat(visit.Services.GroupBy(s => (s.Assumption, s.Origin.File)).Select(g =>
                (g.Key.Assumption, new Bilingual("Verksamheterna", "The services of care"), g.Key.File)))
            .Concat(OfStatistics(rules.Statistics))
            .Append((rules.Jumps.Assumption, new("Hopp mellan två månader", "Jumps between two months"), "publication/jumps.yaml"))
            .Concat(rules.Operational.Select(c => (c.Assumption, new Bilingual($"De löpande väntetidernas koder {c.Id}", $"The codes of running waits {c.Id}"), c.Origin.ToString())));
    }

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfGuarantee(GuaranteeRule rule)
    {
        var region = rule.Region is { } id ? $" ({id})" : "";
        var about = new Bilingual(
            $"Gränsen för {WaitingWords.Of(rule.Kind).Sv} från {rule.From:yyyy-MM-dd}{region}", $"The limit for {WaitingWords.Of(rule.Kind).En} from {rule.From:yyyy-MM-dd}{region}");
        return rule.Deviations.Select(d => (d.Assumption, about, d.Origin.ToString())).Prepend((rule.Assumption, about, rule.Origin.ToString()));
    }

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfStatistics(StatisticsRules rules) =>
        rules.Rules.Select(r => (r.Assumption, r.Name, r.Origin.ToString()))
            .Append((rules.LimitAssumption, new("Gränsen i statistiken", "The limit in the statistics"), StatisticsFile))
            .Append((rules.BoundAssumption, new("Det som döljs", "What is hidden"), StatisticsFile));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfScheme(Scheme scheme) =>
        scheme.Assumptions.Select(a => ((Bilingual?)a.Assumption, a.Of == scheme.Name ? a.Of : new Bilingual($"{scheme.Name.Sv}: {a.Of.Sv}", $"{scheme.Name.En}: {a.Of.En}"), scheme.Origin.ToString()))
            .Append((new(
                "Jämförbara regioner är de tre med närmast lika stor folkmängd.", "Comparable regions are the three nearest in population."),
                new("Kedjan: vad som hände", "The chain: what happened"), "docs/decisions/0018"));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfPlaces(PlaceBook places) =>
    [
        (places.MunicipalityGround.Assumption, new("Kommunernas mittpunkter", "The municipalities' middles"), "facts/municipalities.yaml"),
        (places.HospitalGround.Assumption, new("Sjukhusen", "The hospitals"), "facts/hospitals.yaml"),
        (places.SyntheticGround.Assumption, new("De påhittade enheternas platser", "The places of invented units"), "synthetic/units.yaml"),
    ];

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfBrokering(BrokeringRules rules) =>
        rules.Needs.Select(n => ((Bilingual?)n.Assumption, new Bilingual($"{n.Name.Sv} från {n.From:yyyy-MM-dd}", $"{n.Name.En} from {n.From:yyyy-MM-dd}"), n.Origin.ToString()))
            .Concat(rules.Synthetic is not { } market ? [] :
            [
                (market.Room.Assumption, new("De påhittade lediga tiderna", "The invented free slots"), market.Room.Origin.ToString()),
                (market.Agreements.Assumption, new("De påhittade avtalen", "The invented agreements"), market.Agreements.Origin.ToString()),
            ]);

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfAcceptance(Visit visit) =>
        visit.Acceptances.Select(a => ((Bilingual?)a.Assumption, a.Name, a.Origin.ToString()));

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfKey(DistributionKey key)
    {
        var about = new Bilingual($"Nyckeln {key.Name.Sv}", $"The key {key.Name.En}");
        yield return (key.Assumption, about, key.Origin.ToString());
        if (key.Form is SeriesForm { Otherwise: { } otherwise })
        {
            yield return (otherwise, about, key.Origin.ToString());
        }
    }

    private static IEnumerable<(Bilingual? Text, Bilingual About, string Place)> OfProgramme(Programme programme)
    {
        Bilingual About(string sv, string en) => new($"{programme.Name.Sv}: {sv}", $"{programme.Name.En}: {en}");
        return programme.Statements
            .Select(s => (s.Assumption, About($"belopp {s.Subject.Year}", $"amount {s.Subject.Year}"), s.Origin.ToString()))
            .Concat(programme.Allotments.Select(a => (a.Assumption, About($"fördelning {a.Year}", $"allotment {a.Year}"), a.Origin.ToString())))
            .Concat(programme.Conditions.Select(c => (c.Assumption, About("villkor", "condition"), c.Origin.ToString())))
            .Concat(programme.Dates.Select(d => (d.Assumption, About($"datum {d.Date:yyyy-MM-dd}", $"date {d.Date:yyyy-MM-dd}"), d.Origin.ToString())))
            .Append((programme.Commitment?.Assumption, About("bemyndigande", "authorisation"), (programme.Commitment?.Origin ?? programme.Origin).ToString()))
            .Append((programme.Within?.Assumption, About("del av ett större program", "part of a larger programme"), programme.Origin.ToString()));
    }
}

using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;
using Vardbro.Storage.Rules;

namespace Vardbro.Cli;

/// <summary><c>vardbro settle</c>: what a scheme's rules give each region on a file of figures. Computes; decides nothing.</summary>
internal static class SettleVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file, asOf) = (Options.Format(), Options.Out(), Options.AsOf());
        var scheme = Options.Text("--scheme", "A scheme in the rules, or a file / en ordning i reglerna, eller en fil", "ID|FILE");
        var figures = Options.Text("--indicators", "Figures: indicator,region_id,month,numerator,denominator / siffror", "FILE");
        var command = new Command("settle", "What results earn each region / vad resultat ger varje region") { scheme, figures, asOf, format, file };
        register(command, (session, parse) =>
            session.With(Find(session, parse.GetValue(scheme)!), found =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(Figures(parse.GetValue(figures)!, found), reading =>
            session.With(Settle.Ready(found.Scheme, found.Rules.Book!, day, reading.Values.Regions).Then(ready => Settle.Of(ready, reading.Values)), settlement =>
            {
                foreach (var (name, rows) in reading.NotRead)
                {
                    session.Error.WriteLine(session.Say(
                        $"Läses inte av ordningen: {name}, {rows} rader.", $"Not read by the scheme: {name}, {rows} rows."));
                }

                return Options.Show(
                    session, parse, format, file, ResultTables.Settlement(settlement, session.Language),
                    () => Print(session, found.Rules, settlement, reading.Values));
            })))));
        return command;
    }

    /// <summary>A scheme by its id, or in a file of its own.</summary>
    internal static Outcome<(RuleReading Rules, Scheme Scheme)> Find(Session session, string idOrFile) =>
        File.Exists(idOrFile) || idOrFile.EndsWith(".yaml", StringComparison.Ordinal)
            ? RuleFolder.LoadWithScheme(session.RulesFolder, idOrFile)
            : session.AllRules().Then(rules => rules.FindScheme(idOrFile).Then<(RuleReading, Scheme)>(scheme => (rules, scheme)));

    /// <summary>The figures of a file for a scheme.</summary>
    internal static Outcome<IndicatorReading> Figures(string path, (RuleReading Rules, Scheme Scheme) found) =>
        IndicatorFile.Read(path, found.Scheme, [.. found.Rules.Book!.Regions.Select(r => r.Id)]);

    private static void Print(Session session, RuleReading rules, Settlement settlement, IndicatorValues values)
    {
        var (scheme, regions) = (settlement.Ready.Scheme, settlement.Ready.Regions);
        session.Out.WriteLine($"{session.Say(scheme.Name)} ({scheme.Id}, {scheme.Year})");
        var pots = settlement.Pots.GroupBy(p => p.Id).ToList();
        TextTable.Write(
            session.Out,
            ["region", "", .. pots.Select(p => ">" + p.Key), ">" + session.Say("intjänat", "earned"), ">" + session.Say("med avgångna", "with exits")],
            Rows(session, rules, settlement, values, pots));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            $"Av {scheme.Total.ForPeople.Sv}: intjänat {settlement.Earned.ForPeople.Sv}, kvar hos staten {settlement.Kept.ForPeople.Sv}.",
            $"Of {scheme.Total.ForPeople.En}: earned {settlement.Earned.ForPeople.En}, kept by the state {settlement.Kept.ForPeople.En}."));
        var missing = Enumerable.Range(0, regions.Length).Where(r => !HasAny(scheme, values, r)).Select(r => regions[r].ToString()).ToList();
        if (!scheme.Indicators.IsEmpty && missing.Count > 0)
        {
            session.Out.WriteLine(session.Say($"Utan några uppgifter: {string.Join(", ", missing)}.", $"Without any figures: {string.Join(", ", missing)}."));
        }

        foreach (var (of, assumption) in scheme.Assumptions)
        {
            session.Out.WriteLine(session.Say($"ANTAGANDE ({of.Sv}): {assumption.Sv}", $"ASSUMPTION ({of.En}): {assumption.En}"));
        }
    }

    // What it would be if those who left the queue without known care had counted as waiting: always beside, or said to be unknown.
    private static IEnumerable<string[]?> Rows(
        Session session, RuleReading rules, Settlement settlement, IndicatorValues values, List<IGrouping<string, SettledPot>> pots)
    {
        var shadow = Shadow.Of(settlement, values);
        for (var region = 0; region < settlement.Ready.Regions.Length; region++)
        {
            var id = settlement.Ready.Regions[region];
            yield return
            [
                id.ToString(), rules.Book!.PlaceOf(id) is >= 0 and var place ? rules.Book.Regions[place].Name : "",
                .. pots.Select(p => Money.Sum(p.Select(one => one.Earned[region])).Column(session.Language)),
                settlement.EarnedBy(region).Column(session.Language),
                shadow?.EarnedBy(region).Column(session.Language) ?? session.Say("okänt", "unknown"),
            ];
        }
    }

    private static bool HasAny(Scheme scheme, IndicatorValues values, int region) =>
        Enumerable.Range(0, scheme.Indicators.Length).Any(i => values.AnyKnown(i, region));
}

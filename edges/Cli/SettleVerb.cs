using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;

namespace Vardbro.Cli;

/// <summary><c>vardbro settle</c>: what a scheme's rules give each region on its figures. Computes; decides nothing.</summary>
internal static class SettleVerb
{
    public static Command Create(Options.Register register)
    {
        var (figures, format, file, asOf) = (new FiguresOptions(), Options.Format(), Options.Out(), Options.AsOf());
        var command = new Command("settle", "What results earn each region / vad resultat ger varje region") { asOf, format, file };
        figures.AddTo(command);
        register(command, (session, parse) =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(figures.Read(session, parse), read =>
            session.With(read.Settle(day), settlement => SyntheticMark.Show(
                session, parse, format, file, ResultTables.Settlement(settlement, session.Language),
                read.Pinned.Synthetic ? SyntheticMark.Sentence([true]) : null, () => Print(session, read, settlement))))));
        return command;
    }

    private static void Print(Session session, SchemeFigures read, Settlement settlement)
    {
        var scheme = settlement.Ready.Scheme;
        session.Out.WriteLine($"{session.Say(scheme.Name)} ({scheme.Id}, {scheme.Year})");
        var components = settlement.Pots.GroupBy(p => p.Id).ToList();
        TextTable.Write(
            session.Out,
            ["region", "", .. components.Select(p => ">" + p.Key), ">" + session.Say("intjänat", "earned"), ">" + session.Say("skuggräkning", "shadow")],
            Rows(session, read, settlement, components));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            $"Av {scheme.Total.ForPeople.Sv}: intjänat {settlement.Earned.ForPeople.Sv}, kvar hos staten {settlement.Kept.ForPeople.Sv}.",
            $"Of {scheme.Total.ForPeople.En}: earned {settlement.Earned.ForPeople.En}, kept by the state {settlement.Kept.ForPeople.En}."));
        session.Out.WriteLine(session.Say(Shadow.Words(scheme)));
        if (settlement.Missing is { IsEmpty: false } missing)
        {
            session.Out.WriteLine(session.Say($"Uppgifter saknas eller är dolda för: {string.Join(", ", missing)}.", $"Figures are missing or hidden for: {string.Join(", ", missing)}."));
        }

        foreach (var (of, assumption) in scheme.Assumptions)
        {
            session.Out.WriteLine(session.Say($"ANTAGANDE ({of.Sv}): {assumption.Sv}", $"ASSUMPTION ({of.En}): {assumption.En}"));
        }
    }

    private static IEnumerable<string[]?> Rows(Session session, SchemeFigures read, Settlement settlement, List<IGrouping<string, SettledPot>> components)
    {
        var (shadow, book) = (Shadow.Of(settlement, read.Values), read.Rules.Book!);
        for (var region = 0; region < settlement.Ready.Regions.Length; region++)
        {
            var id = settlement.Ready.Regions[region];
            yield return
            [
                id.ToString(), book.PlaceOf(id) is >= 0 and var place ? book.Regions[place].Name : "",
                .. components.Select(p => Money.Sum(p.Select(one => one.Earned[region])).Column(session.Language)),
                settlement.EarnedBy(region).Column(session.Language),
                shadow is not null && Shadow.KnownFor(settlement, read.Values, region)
                    ? shadow.EarnedBy(region).Column(session.Language) : session.Say("okänt", "unknown"),
            ];
        }
    }
}

using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro money status</c> and <c>money due</c>: where each krona stands, and what is to be done by when.</summary>
internal static class MoneyStatusVerb
{
    public static Command Status(Options.Register register)
    {
        var (filter, format, file) = (new LedgerFilterOptions(), Options.Format(), Options.Out());
        var command = new Command("status", "Where each krona stands / var varje krona står") { format, file };
        filter.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(filter.Read(rules, parse), chosen =>
            session.With(Store.ReadBook(session.DataFolder), book =>
            session.With(book.Ledger(), ledger => Options.Show(session, parse, format, file,
                MoneyTables.Standing(GrantStanding.All(book, ledger, chosen)), () => Print(session, book, chosen)))))));
        return command;
    }

    public static Command Due(Options.Register register)
    {
        var (filter, format, file) = (new LedgerFilterOptions(), Options.Format(), Options.Out());
        var command = new Command("due", "What is to be done, by when, what is late / vad som ska göras, när, vad som är sent") { format, file };
        filter.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(filter.Read(rules, parse), chosen =>
            session.With(Store.ReadBook(session.DataFolder), book =>
            session.With(book.Ledger(), ledger =>
            {
                var reminders = Reminders.Of(book, ledger, rules, chosen, session.Today);
                return Options.Show(session, parse, format, file, MoneyTables.Due(reminders, session.Today), () => TextTable.Write(
                    session.Out,
                    ["", session.Say("senast", "by"), session.Say("vems sak", "whose"), session.Say("vad", "what"), "region", session.Say("program", "programme"),
                        session.Say("år", "year"), ">" + session.Say("kronor", "kronor"), session.Say("nummer", "number")],
                    reminders.Select(r => (string[]?)
                    [
                        r.IsLate(session.Today) ? session.Say("SENT", "LATE") : "", r.Due is { } due ? $"{due:yyyy-MM-dd}" : session.Say("ingen dag känd", "no day known"),
                        session.Say(DecisionWords.WhoseIs(r.What)), session.Say(DecisionWords.Of(r.What)), r.Grant.Region.ToString(), r.Grant.Programme,
                        r.Grant.Year.ToString(), r.Amount.Column(session.Language), r.Number ?? "",
                    ])));
            })))));
        return command;
    }

    /// <summary>Prints where the money asked for stands.</summary>
    public static void Print(Session session, DecisionBook book, LedgerFilter filter)
    {
        var examples = book.Grants.Values.SelectMany(g => g.Events).Any(e => e.Reference.Number.StartsWith(Signature.ExamplePrefix, StringComparison.OrdinalIgnoreCase));
        if (examples)
        {
            session.Out.WriteLine(session.Say(
                $"Nummer som börjar med {Signature.ExamplePrefix} är påhittade exempel.", $"Numbers that begin with {Signature.ExamplePrefix} are invented examples."));
        }

        TextTable.Write(
            session.Out,
            ["region", session.Say("program", "programme"), session.Say("år", "year"), ">" + session.Say("fördelat", "allotted"),
                .. GrantStanding.Order.Select(k => ">" + session.Say(Words.Of(k)).Split(',')[^1].Trim()), ">" + session.Say("återbetalt", "repaid")],
            GrantStanding.All(book, book.Ledger().Value, filter).Select(s => (string[]?)
            [
                s.Grant.Region.ToString(), s.Grant.Programme, s.Grant.Year.ToString(), s.Allotted.Column(session.Language),
                .. s.Stands.Select(x => x.Amount.Column(session.Language)), s.Repaid.Column(session.Language),
            ]));
    }
}

/// <summary>The options that choose accounts of the ledger.</summary>
internal sealed class LedgerFilterOptions
{
    private readonly Option<string?> region = Options.Region();
    private readonly Option<int?> year = Options.OptionalYear();
    private readonly Option<string?> programme = Options.Programme();

    public void AddTo(Command command)
    {
        command.Add(region);
        command.Add(year);
        command.Add(programme);
    }

    public Outcome<LedgerFilter> Read(RuleBook rules, ParseResult parse) =>
        rules.RegionOf(parse.GetValue(region)).Then(who =>
            (parse.GetValue(programme) is { } id ? rules.FindProgramme(id).Then<string?>(p => p.Id) : (string?)null)
                .Then<LedgerFilter>(what => new LedgerFilter(what, parse.GetValue(year), who?.Id.ToString())));
}

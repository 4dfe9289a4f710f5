using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro ledger</c>: the trial balance of everything decided, a recipient's statement, and both as a SIE file.</summary>
internal static class LedgerVerb
{
    public static Command Create(Options.Register register)
    {
        var (filter, format, file) = (new LedgerFilterOptions(), Options.Format(), Options.Out());
        var sie = new Option<string?>("--sie")
        {
            Description = "Write a SIE 4 file of a calendar year's entries (--year; the newest) / skriv en SIE 4-fil med ett kalenderårs verifikationer", HelpName = "FILE",
        };
        var command = new Command("ledger", "The trial balance, or a region's statement / råbalansen, eller en regions kontoutdrag") { sie, format, file };
        filter.AddTo(command);
        register(command, (session, parse) => parse.GetValue(sie) is { } asked && (parse.GetValue(file) is not null || parse.GetResult(format) is { Implicit: false })
            ? session.Refuse(Refusal.Of(RefusalCode.ArgumentWrong, asked, "--sie", new("--sie ensamt, utan --format och --out", "--sie alone, without --format and --out")))
            : session.With(session.Rules(), rules =>
            session.With(filter.Read(rules, parse), chosen =>
            session.With(Store.Verify(session.DataFolder), found => parse.GetValue(sie) is { } path
                ? session.With(SieFile.Of(rules, found.Ledger, chosen, session.Language, session.Today), made => Write(session, made, path))
                : chosen.Party is null
                    ? Options.Show(session, parse, format, file, MoneyTables.Balances(found.Ledger, chosen), () => PrintBalances(session, found.Ledger, chosen))
                    : Statement(session, parse, format, file, found.Ledger, chosen)))));
        return command;
    }

    private static int Statement(Session session, ParseResult parse, Option<string> format, Option<string?> file, Ledger ledger, LedgerFilter chosen)
    {
        var lines = AccountHistory.Of(ledger, chosen);
        return Options.Show(session, parse, format, file, MoneyTables.History(lines, chosen, session.Language), () => TextTable.Write(
            session.Out,
            [session.Say("dag", "date"), session.Say("beslut", "decision"), "text", session.Say("program", "programme"), session.Say("år", "year"), session.Say("konto", "account"),
                ">" + session.Say("debet", "debit"), ">" + session.Say("kredit", "credit"), ">" + session.Say("saldo", "balance")],
            lines.Select(l => (string[]?)
            [
                $"{l.Entry.Date:yyyy-MM-dd}", l.Entry.Decision, session.Say(l.Entry.Text), l.Account.Programme, l.Account.Year.ToString(), session.Say(Words.Of(l.Account.Kind)),
                l.Debit.Column(session.Language), l.Credit.Column(session.Language), l.Balance.Column(session.Language),
            ])));
    }

    private static int Write(Session session, SieFile made, string path)
    {
        try
        {
            File.WriteAllBytes(path, made.Bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return session.Refuse(Refusal.Of(RefusalCode.OutputNotWritable, path, exception.Message));
        }

        session.Error.WriteLine(session.Say($"Skrev {path}: {made.Vouchers} verifikationer, år {made.Year}.", $"Wrote {path}: {made.Vouchers} vouchers, year {made.Year}."));
        if (made.Replaced.Length > 0)
        {
            session.Error.WriteLine(session.Say(
                $"Tecken som PC8 saknar är utbytta mot frågetecken: {made.Replaced}", $"Characters that PC8 lacks were replaced by question marks: {made.Replaced}"));
        }

        return ExitCode.Done;
    }

    private static void PrintBalances(Session session, Ledger ledger, LedgerFilter filter)
    {
        var balances = ledger.Balances.Where(b => filter.Includes(b.Key)).ToList();
        TextTable.Write(
            session.Out,
            [session.Say("Program", "Programme"), session.Say("år", "year"), session.Say("konto", "account"), session.Say("part", "party"), ">" + session.Say("saldo", "balance")],
            [
                .. balances.Select(b => (string[]?)
                    [b.Key.Programme, b.Key.Year.ToString(), session.Say(Words.Of(b.Key.Kind)), b.Key.Party, b.Value.Column(session.Language)]),
                null,
                [session.Say("Råbalans", "Trial balance"), "", "", "", Money.Sum(balances.Select(b => b.Value)).Column(session.Language)],
            ]);
    }
}

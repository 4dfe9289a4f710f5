using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro ledger</c>: the trial balance of everything decided.</summary>
internal static class LedgerVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file) = (Options.Format(), Options.Out());
        var command = new Command("ledger", "The trial balance / råbalansen") { format, file };
        register(command, (session, parse) => session.With(Store.Verify(session.DataFolder), found =>
            Options.Show(session, parse, format, file, FundingTables.Ledger(found.Ledger), () => Print(session, found.Ledger))));
        return command;
    }

    private static void Print(Session session, Ledger ledger) => TextTable.Write(
        session.Out,
        [session.Say("Program", "Programme"), session.Say("år", "year"), session.Say("konto", "account"), session.Say("part", "party"), ">" + session.Say("saldo", "balance")],
        [
            .. ledger.Balances.Select(b => (string[]?)
                [b.Key.Programme, b.Key.Year.ToString(), session.Say(Words.Of(b.Key.Kind)), b.Key.Party, b.Value.Column(session.Language)]),
            null,
            [session.Say("Råbalans", "Trial balance"), "", "", "", ledger.TrialBalance.Column(session.Language)],
        ]);
}

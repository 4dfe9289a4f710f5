using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Night;
using Vardbro.Storage.Operational;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Register;

namespace Vardbro.Cli;

/// <summary><c>vardbro verify</c>: recomputes the chain, replays every decision, balances the ledger. Works beside a running program.</summary>
internal static class VerifyVerb
{
    public static Command Create(Options.Register register)
    {
        var command = new Command("verify", "Proves that nothing stored has changed / visar att inget lagrat har ändrats");
        register(command, (session, _) => Verify(session));
        return command;
    }

    /// <summary>Verifies the store and everything published.</summary>
    public static int Verify(Session session) => session.With(Published(session), months =>
        session.With(OperationalStore.Open(session.DataFolder).Then(operational => operational.Examine()), examined =>
        session.With(NightStore.In(session.DataFolder).All(), nights =>
        {
            var code = Verify(session, months);
            if (code == ExitCode.Done && examined.Regions > 0)
            {
                session.Out.WriteLine(session.Say(
                    $"Operativa väntande: {examined.Waits} väntor för {examined.Persons} personer går att läsa med sina nycklar, {examined.Regions} regioner.",
                    $"Operational waits: {examined.Waits} waits of {examined.Persons} persons can be read with their keys, {examined.Regions} regions."));
            }

            if (code == ExitCode.Done && nights.Count > 0)
            {
                session.Out.WriteLine(session.Say(
                    $"Nätter: {nights.Count}, siffrorna är vad som skrevs; {examined.Offers} erbjudanden från den senaste går att läsa med personernas nycklar.",
                    $"Nights: {nights.Count}, the figures are what was written; {examined.Offers} offers of the latest can be read with the persons' keys."));
            }

            return code;
        })));

    /// <summary>Verifies the journal and the ledger only: what the demo shows at every start, since reading all that is published takes a while.</summary>
    public static int VerifyJournal(Session session) => Verify(session, 0);

    private static int Verify(Session session, int months) =>
        session.With(Store.Verify(session.DataFolder), found => Print(session, found, months));

    // Every batch and every set of figures that a publication pins must be what its hash says.
    private static Outcome<int> Published(Session session) => Store.Read(session.DataFolder).Then(decided =>
        RegisterStore.Open(session.DataFolder).Then<int>(register =>
        {
            var versions = decided.Months.Values.SelectMany(m => m.Versions).ToList();
            foreach (var version in versions)
            {
                if (!PublishedStore.In(session.DataFolder).Holds(version.Content.Cubes).Succeeded(out var holds, out var refusal))
                {
                    return refusal;
                }

                if (!holds)
                {
                    return Refusal.Of(RefusalCode.PublishedFiguresChanged, version.Content.Month.ToString(), version.Signature.Number);
                }

                if (version.Content.Batches.Values.Select(b => register.Load(b.Batch).Refusal).OfType<Refusal>().FirstOrDefault() is { } damaged)
                {
                    return damaged;
                }
            }

            return versions.Count;
        }));

    private static int Print(Session session, (VerifyReport Journal, Ledger Ledger) found, int months)
    {
        var (journal, ledger) = found;
        session.Out.WriteLine(session.Say(
            $"Kedjan håller: {journal.Events} händelser i {journal.Commits} skrivningar, {journal.Streams} strömmar, {journal.Anchors} ankare. Huvud {journal.Head.Position} {journal.Head.Hash}",
            $"The chain holds: {journal.Events} events in {journal.Commits} commits, {journal.Streams} streams, {journal.Anchors} anchors. Head {journal.Head.Position} {journal.Head.Hash}"));
        session.Out.WriteLine(session.Say(
            $"Huvudboken: {ledger.Entries.Count} verifikationer, råbalans {ledger.TrialBalance} kr.",
            $"The ledger: {ledger.Entries.Count} entries, trial balance {ledger.TrialBalance} kr."));
        if (months > 0)
        {
            session.Out.WriteLine(session.Say(
                $"Publicerade månader: {months}, siffror och leveranser är vad besluten säger.",
                $"Published months: {months}, figures and batches are what the decisions say."));
        }

        if (journal is { Events: > 0, Anchors: 0 })
        {
            session.Error.WriteLine(session.Say(
                "Inget utanför databasen styrker huvudet: det finns inget ankare. Ett avkapat slut hade inte synts.",
                "Nothing outside the database proves the head: there is no anchor. Had its end been cut away, it would not show."));
        }

        return ExitCode.Done;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Cli;

/// <summary><c>vardbro commitment</c>: commitments over years within an authorisation (beställningsbemyndigande).</summary>
internal static class CommitmentVerb
{
    public static Command Create(Options.Register register) => new("commitment", "Commitments over years / åtaganden över år")
    {
        Show(register), Make(register),
    };

    private static Command Show(Options.Register register)
    {
        var command = new Command("show", "Authorisations, payments, outstanding / bemyndiganden, betalningar, utestående");
        register(command, (session, _) =>
            session.With(session.Rules(), rules =>
            session.With(Store.ReadBook(session.DataFolder), book =>
            {
                foreach (var programme in rules.Programmes.Where(p => p.Commitment is not null))
                {
                    Print(session, programme, book.CommitmentsOf(programme.Id));
                }

                return ExitCode.Done;
            })));
        return command;
    }

    private static Command Make(Options.Register register)
    {
        var programme = Options.Text("--programme", "Programme id / programmets id", "ID");
        var pay = new Option<string[]>("--pay")
        {
            Description = "YEAR=MSEK, once a year / ÅR=MSEK, en gång per år", HelpName = "YEAR=MSEK", Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var signing = new SigningOptions();
        var command = new Command("make", "Make a commitment / gör ett åtagande") { programme, pay };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindProgramme(parse.GetValue(programme)!), found =>
            session.With(Payments(parse.GetValue(pay)!), payments =>
            session.With(signing.Read(session, parse), signature =>
            session.Decide(
                store => store.Execute(found.Id, (state, at) => MakeCommitment.Decide(state, rules, payments, signature, session.Today, at)),
                state => Print(session, found, state)))))));
        return command;
    }

    private static Outcome<ImmutableSortedDictionary<int, Money>> Payments(string[] texts)
    {
        var payments = ImmutableSortedDictionary.CreateBuilder<int, Money>();
        foreach (var text in texts)
        {
            var parts = text.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[0], out var year) || payments.ContainsKey(year) ||
                !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var millions) ||
                millions > 1_000_000 || !decimal.IsInteger(millions * 100_000_000))
            {
                return Refusal.Of(RefusalCode.ArgumentWrong, text, "--pay", new("ett år en gång, som 2026=100 (MSEK)", "each year once, as 2026=100 (MSEK)"));
            }

            payments[year] = new Money((long)(millions * 100_000_000));
        }

        return payments.ToImmutable();
    }

    private static void Print(Session session, Programme programme, Commitments made)
    {
        var authorisation = programme.Commitment!;
        var lang = session.Language;
        session.Out.WriteLine(session.Say(
            $"{programme.Name.Sv}: bemyndigande {authorisation.Year}, {authorisation.Size.ForPeopleInMillions.Sv}; gjorda åtaganden {made.Total.ForPeopleInMillions.Sv}",
            $"{programme.Name.En}: authorisation {authorisation.Year}, {authorisation.Size.ForPeopleInMillions.En}; commitments made {made.Total.ForPeopleInMillions.En}"));
        if (authorisation.Assumption is { } assumption)
        {
            session.Out.WriteLine($"{session.Say("ANTAGANDE", "ASSUMPTION")}: {session.Say(assumption)}");
        }

        TextTable.Write(
            session.Out,
            [session.Say("år", "year"), ">" + session.Say("får betalas", "may be paid"), ">" + session.Say("åtaget", "committed"), ">" + session.Say("utestående vid årets slut", "outstanding at year end")],
            authorisation.Payments.Keys.Prepend(authorisation.Year).Select(year => (string[]?)
            [
                year.ToString(), (authorisation.Payments.GetValueOrDefault(year)).Column(lang), made.DueIn(year).Column(lang), made.OutstandingAfter(year).Column(lang),
            ]));
    }
}

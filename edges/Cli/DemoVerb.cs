using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Cli;

/// <summary><c>vardbro demo</c>: load, compute, store, print, serve. What <c>./run</c> shows a newcomer.</summary>
internal static class DemoVerb
{
    private const int Year = 2024;
    /// <summary>The invented persons who sign in the demo.</summary>
    public const string First = "Exempelperson Ett";
    /// <inheritdoc cref="First"/>
    public const string Second = "Exempelperson Två";

    public static Command Create(Options.Register register)
    {
        var port = ServeVerb.Port();
        var noServe = new Option<bool>("--no-serve") { Description = "End after the summary / sluta efter sammanfattningen" };
        var scale = new Option<string>("--scale") { Description = "Part of the synthetic nation (0.1) / del av den syntetiska nationen", HelpName = "X", DefaultValueFactory = _ => "0.1" };
        var command = new Command("demo", "Load, compute, store, show / läs, räkna, spara, visa") { port, noServe, scale };
        register(command, (session, parse) => ServeVerb.Ready(session, parse, port, chosen =>
            session.With(session.AllRules(), rules => Open(session, store =>
            {
                var told = Tell(session, rules.Book!, store, parse.GetValue(scale)!);
                if (told != ExitCode.Done || parse.GetValue(noServe))
                {
                    store.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    return told;
                }

                return ServeVerb.Serve(session, rules, store, chosen ?? ServeVerb.UsualOrAny());
            }))));
        return command;
    }

    // A newcomer's damaged store is moved aside, whole, so that the next start works; the other verbs never touch one.
    private static int Open(Session session, Func<Store, int> then)
    {
        var opened = Store.Open(session.DataFolder, session.Clock);
        if (opened.Refusal is { Code: RefusalCode.StoreDamaged or RefusalCode.ChainBroken or RefusalCode.TailCut } damage)
        {
            var code = session.Refuse(damage);
            return session.With(Journal.SetAside(session.DataFolder, session.Clock), folder =>
            {
                session.Error.WriteLine(session.Say(
                    $"Det som fanns är flyttat orört till {folder}. Starta igen för att börja om, eller lägg tillbaka en säkerhetskopia.",
                    $"What was there has been moved untouched to {folder}. Start again to begin anew, or put a backup back."));
                return code;
            });
        }

        return session.With(opened, then);
    }

    private static int Tell(Session session, RuleBook rules, Store store, string scale) =>
        session.With(Allot.Notice(rules, Year, session.Today), notice =>
        session.With(DecideExample(session, rules, store).Then(_ => DemoMoney.Show(session, rules, store)), _ =>
        session.With(DemoNation.Show(session, rules, store, scale).Then(_ => DemoResults.Show(session, store)).Then(_ => DemoNight.Show(session, scale)), _ =>
        {
            BeskedVerb.Print(session, rules, notice, only: null);
            session.Out.WriteLine();
            return VerifyVerb.VerifyJournal(session);
        })));

    // The three decisions of an example year, clearly marked; a year that somebody has already decided is left alone.
    private static Outcome<DecisionBook> DecideExample(Session session, RuleBook rules, Store store)
    {
        Outcome<DecisionBook> book = store.Book();
        if (!book.Succeeded(out var now, out _) || !now.NoticeFor(Year).Versions.IsEmpty)
        {
            return book;
        }

        session.Out.WriteLine(session.Say(
            "Lägger upp ett exempelbeslut för 2024 (nummer EXEMPEL-…, påhittade personer).",
            "Making an example decision for 2024 (number EXEMPEL-…, invented persons)."));
        session.Out.WriteLine();
        var (signed, known) = (new DateOnly(2023, 12, 22), new DateOnly(2024, 2, 5));
        var steps = new Func<NoticeDecision, DateTimeOffset, Outcome<NoticeEvent>>[]
        {
            (state, at) => DecideNotice.Draft(state, rules, signed, session.Today, at),
            (state, at) => DecideNotice.Decide(state, new(Signature.ExamplePrefix + "2024-1", signed, First, Second), session.Today, at),
            (state, at) => DecideNotice.Amend(
                state, rules, known, new(Signature.ExamplePrefix + "2024-2", known, First, Second),
                "Läkemedelsförsörjningens 100 miljoner kronor blev kända 2024-02-05.", session.Today, at),
        };
        foreach (var step in steps)
        {
            if (!store.Execute(Year, step).GetAwaiter().GetResult().Succeeded(out _, out var refusal))
            {
                return refusal;
            }
        }

        return store.Book();
    }
}

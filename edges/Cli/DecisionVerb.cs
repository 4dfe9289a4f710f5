using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro decision</c>: a year's notice from draft to final, with two persons and a number.</summary>
internal static class DecisionVerb
{
    public static Command Create(Options.Register register) => new("decision", "Decide the notice / besluta beskedet")
    {
        Draft(register), Decide(register), Amend(register), Final(register), Show(register), Difference(register),
    };

    private static Command Draft(Options.Register register)
    {
        var (year, asOf) = (Options.Year(), Options.AsOf());
        var command = new Command("draft", "Compute a draft / räkna fram ett utkast") { year, asOf };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
                Execute(session, parse.GetValue(year), (state, at) => DecideNotice.Draft(state, rules, day, session.Today, at)))));
        return command;
    }

    private static Command Decide(Options.Register register)
    {
        var (year, signing) = (Options.Year(), new SigningOptions());
        var command = new Command("decide", "Decide the draft / besluta utkastet") { year };
        signing.AddTo(command);
        register(command, (session, parse) => session.With(signing.Read(session, parse), signature =>
            Execute(session, parse.GetValue(year), (state, at) => DecideNotice.Decide(state, signature, session.Today, at))));
        return command;
    }

    private static Command Amend(Options.Register register)
    {
        var (year, asOf, signing) = (Options.Year(), Options.AsOf(), new SigningOptions());
        var reason = Options.Text("--reason", "Why it changes / varför det ändras", "TEXT");
        var command = new Command("amend", "Change a decided notice / ändra ett beslutat besked") { year, asOf, reason };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(signing.Read(session, parse), signature => Execute(session, parse.GetValue(year),
                (state, at) => DecideNotice.Amend(state, rules, day, signature, parse.GetValue(reason)!, session.Today, at))))));
        return command;
    }

    private static Command Final(Options.Register register)
    {
        var (year, signing) = (Options.Year(), new SigningOptions());
        var command = new Command("final", "Make it final / gör det slutligt") { year };
        signing.AddTo(command);
        register(command, (session, parse) => session.With(signing.Read(session, parse), signature =>
            Execute(session, parse.GetValue(year), (state, at) => DecideNotice.Finalise(state, signature, session.Today, at))));
        return command;
    }

    private static Command Show(Options.Register register)
    {
        var (year, region, asOf, format, file) = (Options.Year(), Options.Region(), Options.AsOf(), Options.Format(), Options.Out());
        var version = new Option<int?>("--version-number") { Description = "Which version (the newest) / vilken version", HelpName = "N" };
        var command = new Command("show", "Show the versions, or one / visa versionerna, eller en") { year, region, version, asOf, format, file };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.RegionOf(parse.GetValue(region)), only =>
            session.With(Session.Date(parse.GetValue(asOf), DateOnly.MaxValue), day => Read(session, parse.GetValue(year), state =>
            {
                var number = parse.GetValue(version) ?? (parse.GetValue(asOf) is null ? state.Current : state.InForceOn(day))?.Version ?? 0;
                return session.With(state.Find(number), chosen => Options.Show(
                    session, parse, format, file, FundingTables.Decided(chosen, only), () =>
                {
                    Print(session, state, chosen);
                    session.Out.WriteLine();
                    PrintFrames(session, chosen);
                }));
            })))));
        return command;
    }

    private static Command Difference(Options.Register register)
    {
        var (year, format, file) = (Options.Year(), Options.Format(), Options.Out());
        var from = new Option<int>("--from") { Description = "Version before / version före", Required = true };
        var to = new Option<int>("--to") { Description = "Version after / version efter", Required = true };
        var command = new Command("diff", "What changed between two versions / vad som ändrats mellan två versioner") { year, from, to, format, file };
        register(command, (session, parse) => Read(session, parse.GetValue(year), state =>
            session.With(state.Find(parse.GetValue(from)), before =>
            session.With(state.Find(parse.GetValue(to)), after =>
            {
                var changes = NoticeDifference.Between(before.Content, after.Content);
                var table = FundingTables.Difference(state.Year, before.Version, after.Version, changes);
                return Options.Show(session, parse, format, file, table, () => TextTable.Write(
                    session.Out,
                    [session.Say("Program", "Programme"), "region", ">" + session.Say("före", "before"), ">" + session.Say("efter", "after"), ">" + session.Say("skillnad", "difference")],
                    changes.Select(c => (string[]?)
                        [c.Programme, c.Region.ToString(), c.Before.Column(session.Language), c.After.Column(session.Language), c.Difference.Column(session.Language)])));
            }))));
        return command;
    }

    /// <summary>Opens the store, executes one command on a year's notice and prints where it stands.</summary>
    private static int Execute(Session session, int year, Func<NoticeDecision, DateTimeOffset, Outcome<NoticeEvent>> decide) =>
        session.Decide(store => store.Execute(year, decide), state => Print(session, state, state.Current!));

    private static int Read(Session session, int year, Func<NoticeDecision, int> then) =>
        session.With(Store.ReadBook(session.DataFolder), book => then(book.NoticeFor(year)));

    private static void Print(Session session, NoticeDecision state, NoticeVersion chosen)
    {
        var examples = state.Versions.Select(v => v.Signature).OfType<Signature>().Where(s => s.IsExample).ToList();
        if (examples.Count > 0)
        {
            session.Out.WriteLine($"{session.Say(DecisionWords.Example)}: {string.Join(", ", examples.Select(s => s.Number))}.");
        }

        TextTable.Write(
            session.Out,
            ["", "version", session.Say("läge", "status"), session.Say("nummer", "number"), session.Say("datum", "date"), session.Say("antecknat", "recorded"),
                session.Say("känt", "known"), ">" + session.Say("kronor", "kronor"), session.Say("av", "by"), session.Say("skäl", "reason")],
            state.Versions.Select(v => (string[]?)
            [
                v == chosen ? "→" : "", v.Version.ToString(), session.Say(DecisionWords.Of(v.Status)), v.Signature?.Number ?? "–",
                v.Signature is { } s ? $"{s.Date:yyyy-MM-dd}" : "–", $"{SwedishDate.Of(v.At):yyyy-MM-dd}", $"{v.Content.AsOf:yyyy-MM-dd}", v.Content.Total.Column(session.Language),
                v.Signature is { } names ? $"{names.By}, {names.And}" : "–", v.Reason ?? "",
            ]));
    }

    private static void PrintFrames(Session session, NoticeVersion chosen) => TextTable.Write(
        session.Out,
        [session.Say("Program", "Programme"), ">" + session.Say("anslag eller ram", "appropriation or frame"), session.Say("skede", "stage"),
            ">" + session.Say("fördelat", "allotted")],
        chosen.Content.Programmes.Select(p => (string[]?)
            [p.Programme, p.Appropriation.Column(session.Language), session.Say(Words.OfFrame(p.Stage)), p.Total.Column(session.Language)]));
}

/// <summary>The options that every signed decision needs: number, date and two persons.</summary>
internal sealed class SigningOptions
{
    private readonly Option<string> number = Options.Text("--number", "The decision's number / beslutets nummer", "NUMBER");
    private readonly Option<string?> date = new("--date") { Description = "The decision's date (today) / beslutets datum", HelpName = "YYYY-MM-DD" };
    private readonly Option<string> by = Options.Text("--by", "First person / första personen", "NAME");
    private readonly Option<string> and = Options.Text("--and", "Second person / andra personen", "NAME");

    public void AddTo(Command command)
    {
        command.Add(number);
        command.Add(date);
        command.Add(by);
        command.Add(and);
    }

    public Outcome<Signature> Read(Session session, ParseResult parse) =>
        Session.Date(parse.GetValue(date), session.Today).Then<Signature>(day =>
            new Signature(parse.GetValue(number)!, day, parse.GetValue(by)!, parse.GetValue(and)!));
}

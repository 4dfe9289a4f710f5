using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;

namespace Vardbro.Cli;

/// <summary><c>vardbro settlement</c>: a scheme's settlement from preliminary to decided, with objections, and decisions of their own.</summary>
internal static class SettlementVerb
{
    public static Command Create(Options.Register register) => new("settlement", "Decide what results earned / besluta vad resultat gett")
    {
        Propose(register), Object(register), Answer(register), Decide(register),
        Change(register, "waive", SettlementChangeKind.Waived, "Waive a demand / efterge ett krav"),
        Change(register, "amend", SettlementChangeKind.Amended, "Change an amount / ändra ett belopp"),
        Change(register, "suspend", SettlementChangeKind.Suspended, "Suspend payments / håll inne betalningar"),
        Change(register, "restore", SettlementChangeKind.Restored, "Restore payments / återuppta betalningar"),
        Show(register),
    };

    private static Command Propose(Options.Register register)
    {
        var (figures, asOf) = (new FiguresOptions(), Options.AsOf());
        var command = new Command("propose", "Settle preliminarily / avräkna preliminärt") { asOf };
        figures.AddTo(command);
        register(command, (session, parse) =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(figures.Read(session, parse), read =>
            session.With(figures.IsShipped(parse, read.Scheme) ? read.Settle(day) : Refusal.Of(RefusalCode.SettlementSchemeForeign, read.Scheme.Id), settlement =>
            session.With(figures.FileOf(parse) is { } path ? KeptFigures.Keep(session.DataFolder, path, read.Pinned.Sha256!) : "", _ =>
                Execute(session, read.Scheme.Id, (state, at) => DecideSettlement.Propose(state, read.Freeze(settlement), at)))))));
        return command;
    }

    private static Command Object(Options.Register register)
    {
        var (scheme, region, date) = (Scheme(), Options.Region(), new Option<string?>("--date") { Description = "The day of the objection (today) / dagen", HelpName = "YYYY-MM-DD" });
        var by = Options.Text("--by", "Who signs for the region / vem som undertecknar för regionen", "NAME");
        var text = Options.Text("--text", "What is objected / vad invändningen är", "TEXT");
        region.Required = true;
        var command = new Command("object", "A region objects / en region invänder") { scheme, region, date, by, text };
        register(command, (session, parse) =>
            session.With(session.Rules().Then(rules => rules.FindRegion(parse.GetValue(region)!)), known =>
            session.With(Session.Date(parse.GetValue(date), session.Today), day =>
                Execute(session, parse.GetValue(scheme)!, (state, at) =>
                    DecideSettlement.Object(state, known.Id, day, parse.GetValue(by)!, parse.GetValue(text)!, session.Today, at)))));
        return command;
    }

    private static Command Answer(Options.Register register)
    {
        var (scheme, signing) = (Scheme(), new SigningOptions());
        var objection = new Option<int>("--objection") { Description = "Its number / dess nummer", HelpName = "N", Required = true };
        var text = Options.Text("--text", "The answer / svaret", "TEXT");
        var upheld = new Option<bool>("--upheld") { Description = "The region is right: settle anew / regionen har rätt: avräkna på nytt" };
        var command = new Command("answer", "Answer an objection / besvara en invändning") { scheme, objection, text, upheld };
        signing.AddTo(command);
        register(command, (session, parse) => session.With(signing.Read(session, parse), signature =>
            Execute(session, parse.GetValue(scheme)!, (state, at) => DecideSettlement.Answer(
                state, parse.GetValue(objection), parse.GetValue(upheld), parse.GetValue(text)!, signature, session.Today, at))));
        return command;
    }

    private static Command Decide(Options.Register register)
    {
        var (scheme, signing) = (Scheme(), new SigningOptions());
        var command = new Command("decide", "Decide the preliminary settlement / besluta den preliminära avräkningen") { scheme };
        signing.AddTo(command);
        register(command, (session, parse) => session.With(signing.Read(session, parse), signature =>
            Execute(session, parse.GetValue(scheme)!, (state, at) => DecideSettlement.Decide(state, signature, session.Today, at))));
        return command;
    }

    private static Command Change(Options.Register register, string name, SettlementChangeKind kind, string description)
    {
        var (scheme, region, signing) = (Scheme(), Options.Region(), new SigningOptions());
        var rule = Options.Text("--rule", "The rule that allows it / regeln som tillåter det", "TEXT");
        var evidence = Options.Text("--evidence", "What it rests on / underlaget", "TEXT");
        var amount = new Option<string>("--amount") { Description = "Kronor added, or taken away when negative / kronor till, eller från", HelpName = "SEK", Required = true };
        region.Required = true;
        var command = new Command(name, description) { scheme, region, rule, evidence };
        if (kind is SettlementChangeKind.Waived or SettlementChangeKind.Amended)
        {
            command.Add(amount);
        }

        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules().Then(rules => rules.FindRegion(parse.GetValue(region)!)), known =>
            session.With(command.Options.Contains(amount) ? Kronor(parse.GetValue(amount)!) : Money.Zero, sum =>
            session.With(signing.Read(session, parse), signature =>
                Execute(session, parse.GetValue(scheme)!, (state, at) => DecideSettlement.Change(
                    state, new(kind, known.Id, sum, parse.GetValue(rule)!, parse.GetValue(evidence)!, signature), session.Today, at))))));
        return command;
    }

    private static Command Show(Options.Register register)
    {
        var (scheme, region, format, file) = (Scheme(), Options.Region(), Options.Format(), Options.Out());
        var command = new Command("show", "Where it stands / hur den står") { scheme, region, format, file };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.RegionOf(parse.GetValue(region)), only =>
            session.With(Store.Read(session.DataFolder), decided =>
            {
                var state = decided.SettlementOf(parse.GetValue(scheme)!);
                return state.Current is null
                    ? session.Refuse(Refusal.Of(RefusalCode.SettlementNotProposed, state.Scheme))
                    : session.With(decided.Money.Ledger(), ledger => Options.Show(
                        session, parse, format, file, ResultTables.Standing(rules, state, region => SchemeStanding.Received(decided, ledger, state, region), only?.Id),
                        () => Print(session, rules, state, only?.Id)));
            }))));
        return command;
    }

    private static Option<string> Scheme() => Options.Text("--scheme", "Scheme id / ordningens id", "ID");

    private static Outcome<Money> Kronor(string text) =>
        Money.Read(text, signed: true) is { } money
            ? money
            : Refusal.Of(RefusalCode.ArgumentWrong, text, "--amount", new("kronor, högst två decimaler: 1250000 eller -1250000.50", "kronor, at most two decimals: 1250000 or -1250000.50"));

    private static int Execute(Session session, string scheme, Func<SchemeSettlement, DateTimeOffset, Outcome<SettlementEvent>> decide) =>
        session.With(session.Rules(), rules => session.Decide(store => store.Settle(scheme, decide), state => Print(session, rules, state, null)));

    private static void Print(Session session, Funding.RuleBook rules, SchemeSettlement state, RegionId? only)
    {
        var content = state.Current!.Content;
        session.Out.WriteLine($"{session.Say(content.Name)}: {session.Say(SettlementWords.Of(state.Status))}" + (state.Current.Signature is { } s ? $" {s.Number}, {s.Date:yyyy-MM-dd}, {s.By}, {s.And}" : ""));
        if (content.Figures.Synthetic)
        {
            session.Out.WriteLine(session.Say(SyntheticMark.Sentence([true])!));
        }

        TextTable.Write(
            session.Out,
            ["region", "", ">" + session.Say("kan högst ge", "can at most give"), ">" + session.Say("intjänat", "earned"), ">" + session.Say("skugga", "shadow"),
                ">" + session.Say("beslutat", "decided"), session.Say("hålls inne", "suspended")],
            rules.Regions.Where(r => content.Regions.Contains(r.Id) && (only is null || r.Id == only)).Select(r => (string[]?)
            [
                r.Id.ToString(), r.Name, content.CeilingOf(r.Id).Column(session.Language), content.EarnedBy(r.Id).Column(session.Language),
                (content.Shadow?.TryGetValue(r.Id, out var shadow) == true ? shadow.Column(session.Language) : null) ?? session.Say("okänt", "unknown"), state.DecidedTo(r.Id).Column(session.Language),
                state.SuspensionOf(r.Id)?.Signature.Number ?? "",
            ]));
        foreach (var objection in state.Objections.Where(o => only is null || o.Raised.Region == only))
        {
            session.Out.WriteLine(session.Say(SettlementWords.Of(objection)));
        }

        foreach (var change in state.Changes.Where(c => only is null || c.Region == only))
        {
            session.Out.WriteLine(session.Say(SettlementWords.Of(change)));
        }
    }
}

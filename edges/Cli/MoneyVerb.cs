using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro money</c>: the flow of money after the allotment, from requisition to approval or repayment.</summary>
internal static class MoneyVerb
{
    public static Command Create(Options.Register register) => new("money", "Requisition, payment, use, repayment / rekvisition, utbetalning, användning, återbetalning")
    {
        MoneyStatusVerb.Status(register), MoneyStatusVerb.Due(register), MoneyRepresentativeVerb.Create(register),
        Requisition(register), Pay(register), Report(register), Approve(register), Claim(register), Repaid(register), YearEnd(register),
    };

    private static Command Requisition(Options.Register register)
    {
        var (grant, amount, from) = (new GrantOptions(), Amount("--amount", "Kronor to requisition / kronor att rekvirera", required: true), new SubmissionOptions());
        var command = new Command("requisition", "A region asks for allotted money / en region rekvirerar") { amount };
        grant.AddTo(command);
        from.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(from.Read(session, parse), sent => Execute(session, key,
                (book, at) => DecideGrant.Requisition(book, rules, key, kronor!.Value, sent, session.Today, at),
                happened => Flag(session, happened)))))));
        return command;
    }

    private static Command Pay(Options.Register register)
    {
        var (grant, amount, signing) = (new GrantOptions(), Amount("--amount", "Kronor to pay (all that is left) / kronor att betala (allt som återstår)", required: false), new SigningOptions());
        var requisition = new Option<string?>("--requisition") { Description = "Its number (the oldest unpaid) / dess nummer (den äldsta obetalda)", HelpName = "NUMBER" };
        var command = new Command("pay", "Pay a requisition / betala en rekvisition") { requisition, amount };
        grant.AddTo(command);
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(signing.Read(session, parse), signature => Execute(session, key,
                (book, at) => DecideGrant.Pay(book, key, parse.GetValue(requisition), kronor, signature, session.Today, at)))))));
        return command;
    }

    private static Command Report(Options.Register register)
    {
        var (grant, from) = (new GrantOptions(), new SubmissionOptions());
        var use = new Option<string[]>("--use") { Description = "PURPOSE=KRONOR, once a purpose / ÄNDAMÅL=KRONOR, en gång per ändamål", HelpName = "PURPOSE=KRONOR", AllowMultipleArgumentsPerToken = true };
        var unused = Amount("--unused", "Kronor not used (0) / kronor som inte använts", required: false);
        var command = new Command("report", "A region reports what it used the money for / en region redovisar användningen") { use, unused };
        grant.AddTo(command);
        from.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Purposes(parse.GetValue(use) ?? []), purposes =>
            session.With(Kronor(parse, unused), left =>
            session.With(from.Read(session, parse), sent => Execute(session, key,
                (book, at) => DecideGrant.Report(book, rules, key, purposes, left ?? Money.Zero, sent, session.Today, at),
                happened => Flag(session, happened))))))));
        return command;
    }

    private static Command Approve(Options.Register register)
    {
        var (grant, amount, signing) = (new GrantOptions(), Amount("--amount", "Kronor to approve (all reported) / kronor att godkänna (allt redovisat)", required: false), new SigningOptions());
        var command = new Command("approve", "Approve reported use / godkänn redovisad användning") { amount };
        grant.AddTo(command);
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(signing.Read(session, parse), signature => Execute(session, key,
                (book, at) => DecideGrant.Approve(book, key, kronor, signature, session.Today, at)))))));
        return command;
    }

    private static Command Claim(Options.Register register)
    {
        var (grant, amount, signing) = (new GrantOptions(), Amount("--amount", "Kronor to claim back / kronor att återkräva", required: true), new SigningOptions());
        var of = new Option<string>("--of") { Description = "unused | unreported | not-approved | approved", HelpName = "WHAT", DefaultValueFactory = _ => "unused" };
        of.AcceptOnlyFromAmong("unused", "unreported", "not-approved", "approved");
        var ground = Options.Text("--ground", "The rule or reservation it stands on / regeln eller förbehållet det vilar på", "TEXT");
        var evidence = Options.Text("--evidence", "What shows it / vad som visar det", "TEXT");
        var payBy = Options.Text("--pay-by", "Last day to repay / sista dag att betala tillbaka", "YYYY-MM-DD");
        var command = new Command("claim", "Claim money back / återkräv") { amount, of, ground, evidence, payBy };
        grant.AddTo(command);
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(Session.Date(parse.GetValue(payBy), default), last =>
            session.With(signing.Read(session, parse), signature => Execute(session, key,
                (book, at) => DecideGrant.Claim(
                    book, rules, key, OfText(parse.GetValue(of)!), kronor!.Value, parse.GetValue(ground)!, parse.GetValue(evidence)!, last, signature, session.Today, at))))))));
        return command;
    }

    private static Command Repaid(Options.Register register)
    {
        var (grant, amount, signing) = (new GrantOptions(), Amount("--amount", "Kronor that came back / kronor som kommit tillbaka", required: true), new SigningOptions());
        var command = new Command("repaid", "Money came back / pengar har kommit tillbaka") { amount };
        grant.AddTo(command);
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(grant.Read(rules, parse), key =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(signing.Read(session, parse), signature => Execute(session, key,
                (book, at) => DecideGrant.Repaid(book, key, kronor!.Value, signature, session.Today, at)))))));
        return command;
    }

    private static Command YearEnd(Options.Register register)
    {
        var (programme, year, signing) = (Options.Text("--programme", "Programme id / programmets id", "ID"), Options.Year(), new SigningOptions());
        var move = Options.Text("--move", "save | credit | repay-credit | withdraw", "WHAT");
        move.AcceptOnlyFromAmong("save", "credit", "repay-credit", "withdraw");
        var amount = Amount("--amount", "Kronor (all that is left) / kronor (allt som är kvar)", required: false);
        var command = new Command("appropriation", "Save, draw on next year, deduct, withdraw / spara, ta av nästa år, dra av, dra in") { programme, year, move, amount };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Kronor(parse, amount), kronor =>
            session.With(signing.Read(session, parse), signature => session.Decide(
                store => store.Execute(parse.GetValue(year), (book, at) => MoveAppropriation.Decide(
                    book, rules, parse.GetValue(programme)!, parse.GetValue(year), MoveOf(parse.GetValue(move)!), kronor, signature, session.Today, at)),
                book =>
                {
                    var made = book.Moves[^1];
                    session.Out.WriteLine($"{made.Programme} {made.Year}: {session.Say(DecisionWords.Of(made.Move))} {made.Amount.ForPeople.In(session.Language)}, {made.Signature.Number}.");
                })))));
        return command;
    }

    private static int Execute(
        Session session, GrantKey grant, Func<DecisionBook, DateTimeOffset, Outcome<GrantEvent>> decide, Action<GrantEvent>? flag = null) =>
        session.Decide(store => store.Execute(grant, decide), book =>
        {
            MoneyStatusVerb.Print(session, book, new(grant.Programme, grant.Year, grant.Region.ToString()));
            flag?.Invoke(book.GrantOf(grant).Events[^1]);
        });

    // What is allowed and must still be said.
    private static void Flag(Session session, GrantEvent happened)
    {
        switch (happened)
        {
            case RequisitionMade { Window: null }:
                session.Error.WriteLine(session.Say(
                    "Reglerna känner inga dagar för rekvisition av de här pengarna: rekvisitionen är antagen utan prövning mot dem.",
                    "The rules know no days for requisition of this money: the requisition was taken without being held against any."));
                break;
            case UseReported { DaysLate: > 0 } report:
                session.Error.WriteLine(session.Say(
                    $"Redovisningen kom {report.DaysLate} dagar efter sista dag, {report.Due:yyyy-MM-dd}.",
                    $"The report came {report.DaysLate} days after its last day, {report.Due:yyyy-MM-dd}."));
                break;
            case UseReported { Due: null }:
                session.Error.WriteLine(session.Say(
                    "Reglerna känner ingen sista dag för redovisningen.", "The rules know no last day for the report."));
                break;
        }
    }

    private static Option<string?> Amount(string name, string description, bool required) =>
        new(name) { Description = description, HelpName = "KRONOR", Required = required };

    private static Outcome<Money?> Kronor(ParseResult parse, Option<string?> option) =>
        parse.GetValue(option) is not { } text ? (Money?)null
        : Money.Read(text) is { } money ? money
        : Refusal.Of(RefusalCode.ArgumentWrong, text, option.Name, new("kronor med högst två decimaler, som 1250000 eller 1250000.50", "kronor with at most two decimals, as 1250000 or 1250000.50"));

    private static Outcome<ImmutableArray<PurposeUse>> Purposes(string[] texts)
    {
        var purposes = ImmutableArray.CreateBuilder<PurposeUse>(texts.Length);
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at < 0 || Money.Read(text[(at + 1)..]) is not { } amount)
            {
                return Refusal.Of(RefusalCode.ArgumentWrong, text, "--use", new("ändamål=kronor, som \"eftervård=1250000\"", "purpose=kronor, as \"aftercare=1250000\""));
            }

            purposes.Add(new(text[..at], amount));
        }

        return purposes.ToImmutable();
    }

    private static ClaimedMoney OfText(string text) => text switch
    {
        "unreported" => ClaimedMoney.Unreported,
        "not-approved" => ClaimedMoney.NotApproved,
        "approved" => ClaimedMoney.Approved,
        _ => ClaimedMoney.Unused,
    };

    private static AppropriationMove MoveOf(string text) => text switch
    {
        "save" => AppropriationMove.Save,
        "credit" => AppropriationMove.Credit,
        "repay-credit" => AppropriationMove.RepayCredit,
        _ => AppropriationMove.Withdraw,
    };
}

/// <summary>The options that name one recipient's money: programme, budget year and region.</summary>
internal sealed class GrantOptions
{
    private readonly Option<string> programme = Options.Text("--programme", "Programme id / programmets id", "ID");
    private readonly Option<int> year = Options.Year();
    private readonly Option<string> region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");

    public void AddTo(Command command)
    {
        command.Add(programme);
        command.Add(year);
        command.Add(region);
    }

    public Outcome<GrantKey> Read(RuleBook rules, ParseResult parse) =>
        rules.FindProgramme(parse.GetValue(programme)!).Then(found =>
            rules.FindRegion(parse.GetValue(region)!).Then<GrantKey>(who => new GrantKey(found.Id, parse.GetValue(year), who.Id)));
}

/// <summary>The options of what a region sends in: its number, day and the representative who signed.</summary>
internal sealed class SubmissionOptions
{
    private readonly Option<string> number = Options.Text("--number", "The region's own number / regionens eget nummer", "NUMBER");
    private readonly Option<string?> date = new("--date") { Description = "Its day (today) / dess dag", HelpName = "YYYY-MM-DD" };
    private readonly Option<string> by = Options.Text("--by", "The authorised representative / den behöriga företrädaren", "NAME");

    public void AddTo(Command command)
    {
        command.Add(number);
        command.Add(date);
        command.Add(by);
    }

    public Outcome<Submission> Read(Session session, ParseResult parse) =>
        Session.Date(parse.GetValue(date), session.Today).Then<Submission>(day => new Submission(parse.GetValue(number)!, day, parse.GetValue(by)!));
}

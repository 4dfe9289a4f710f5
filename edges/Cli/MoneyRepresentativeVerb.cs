using System.CommandLine;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Cli;

/// <summary><c>vardbro money representative</c>: who may requisition and report for a region.</summary>
internal static class MoneyRepresentativeVerb
{
    public static Command Create(Options.Register register) => new("representative", "Who may sign for a region / vem som får skriva under för en region")
    {
        Show(register), Record(register), End(register),
    };

    private static Command Show(Options.Register register)
    {
        var region = Options.Region();
        var command = new Command("show", "Every representative / varje behörig företrädare") { region };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.RegionOf(parse.GetValue(region)), only =>
            session.With(Store.ReadBook(session.DataFolder), book =>
            {
                foreach (var one in (only is null ? rules.Regions : [only]).Where(r => !book.RepresentativesOf(r.Id).All.IsEmpty || only is not null))
                {
                    Print(session, book.RepresentativesOf(one.Id));
                }

                return ExitCode.Done;
            }))));
        return command;
    }

    private static Command Record(Options.Register register)
    {
        var (region, signing) = (Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID"), new SigningOptions());
        var name = Options.Text("--name", "Who / vem", "NAME");
        var from = Options.Text("--from", "First day / första dagen", "YYYY-MM-DD");
        var to = new Option<string?>("--to") { Description = "Last day, if decided / sista dagen, om den är bestämd", HelpName = "YYYY-MM-DD" };
        var command = new Command("record", "Record a representative / anteckna en behörig företrädare") { region, name, from, to };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), found =>
            session.With(Session.Date(parse.GetValue(from), default), first =>
            session.With(Session.Date(parse.GetValue(to), DateOnly.MaxValue), last =>
            session.With(signing.Read(session, parse), signature => Execute(session, found.Id, (state, at) => DecideRepresentative.Record(
                state, new(found.Id, parse.GetValue(name)!, first, parse.GetValue(to) is null ? null : last), signature, session.Today, at))))))));
        return command;
    }

    private static Command End(Options.Register register)
    {
        var (region, signing) = (Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID"), new SigningOptions());
        var name = Options.Text("--name", "Who / vem", "NAME");
        var lastDay = Options.Text("--last-day", "The last day it holds / sista dagen den gäller", "YYYY-MM-DD");
        var command = new Command("end", "End an authority / avsluta en behörighet") { region, name, lastDay };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), found =>
            session.With(Session.Date(parse.GetValue(lastDay), default), day =>
            session.With(signing.Read(session, parse), signature => Execute(session, found.Id,
                (state, at) => DecideRepresentative.End(state, parse.GetValue(name)!, day, signature, session.Today, at)))))));
        return command;
    }

    private static int Execute(Session session, RegionId region, Func<RegionRepresentatives, DateTimeOffset, Outcome<RepresentativeEvent>> decide) =>
        session.Decide(store => store.Execute(region, decide), state => Print(session, state));

    private static void Print(Session session, RegionRepresentatives state) => TextTable.Write(
        session.Out,
        ["region", session.Say("behörig företrädare", "authorised representative"), session.Say("från", "from"), session.Say("till", "to"), session.Say("gäller i dag", "holds today")],
        state.All.Select(r => (string[]?)
            [state.Region.ToString(), r.Name, $"{r.From:yyyy-MM-dd}", r.To is { } to ? $"{to:yyyy-MM-dd}" : "–", r.HoldsOn(session.Today) ? session.Say("ja", "yes") : session.Say("nej", "no")]));
}

using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;

namespace Vardbro.Cli;

/// <summary><c>vardbro waits</c>: operational waits, and the legal basis without which there are none.</summary>
internal static class WaitsVerb
{
    public static Command Create(Options.Register register) => new("waits", "Operational waits / operativa väntande")
    {
        new Command("basis", "On what ground a region's persons may be handled / på vilken grund en regions personer får hanteras")
        {
            Show(register), Record(register), End(register),
        },
        WaitsImportVerb.Create(register), WaitsStatusVerb.Status(register), WaitsStatusVerb.Exits(register), WaitsEraseVerb.Create(register),
    };

    private static Command Show(Options.Register register)
    {
        var command = new Command("show", "Every region and its basis / varje region och dess grund");
        register(command, (session, _) =>
            session.With(session.Rules(), rules =>
            session.With(Store.Read(session.DataFolder), decided =>
            {
                TextTable.Write(
                    session.Out,
                    ["", session.Say("Region", "Region"), session.Say("grund", "basis"), session.Say("var den kan läsas", "where to read it"),
                        session.Say("från", "from"), session.Say("till", "to"), session.Say("gäller i dag", "holds today")],
                    rules.Regions.SelectMany(region => decided.BasesOf(region.Id).Bases.DefaultIfEmpty().Select(basis => (string[]?)
                        (basis is null
                            ? [region.Id.ToString(), region.Name, session.Say("ingen", "none"), "", "", "", session.Say("bara siffror", "figures only")]
                            : [region.Id.ToString(), region.Name, session.Say(WaitingWords.Of(basis.Kind)), basis.Reference, $"{basis.From:yyyy-MM-dd}",
                                basis.To is { } to ? $"{to:yyyy-MM-dd}" : "–", basis.HoldsOn(session.Today) ? session.Say("ja", "yes") : session.Say("nej", "no")]))));
                return ExitCode.Done;
            })));
        return command;
    }

    private static Command Record(Options.Register register)
    {
        var (region, signing) = (Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID"), new SigningOptions());
        var kind = Options.Text("--kind", "agreement | consent | statute", "KIND");
        kind.AcceptOnlyFromAmong("agreement", "consent", "statute");
        var reference = Options.Text("--reference", "Where it can be read / var den kan läsas", "TEXT");
        var from = Options.Text("--from", "First day / första dagen", "YYYY-MM-DD");
        var to = new Option<string?>("--to") { Description = "Last day, if decided / sista dagen, om den är bestämd", HelpName = "YYYY-MM-DD" };
        var command = new Command("record", "Record a legal basis / anteckna en rättslig grund") { region, kind, reference, from, to };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), found =>
            session.With(Session.Date(parse.GetValue(from), default), first =>
            session.With(Session.Date(parse.GetValue(to), DateOnly.MaxValue), last =>
            session.With(signing.Read(session, parse), signature => Execute(session, found.Id, (state, at) => DecideBasis.Record(
                state,
                new(found.Id, KindOf(parse.GetValue(kind)!), parse.GetValue(reference)!, first, parse.GetValue(to) is null ? null : last),
                signature, session.Today, at))))))));
        return command;
    }

    private static Command End(Options.Register register)
    {
        var (region, signing) = (Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID"), new SigningOptions());
        var lastDay = Options.Text("--last-day", "The last day it holds / sista dagen den gäller", "YYYY-MM-DD");
        var reason = Options.Text("--reason", "Why / varför", "TEXT");
        var command = new Command("end", "End the basis that holds / avsluta grunden som gäller") { region, lastDay, reason };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), found =>
            session.With(Session.Date(parse.GetValue(lastDay), default), day =>
            session.With(signing.Read(session, parse), signature => Execute(session, found.Id,
                (state, at) => DecideBasis.End(state, day, parse.GetValue(reason)!, signature, session.Today, at)))))));
        return command;
    }

    private static int Execute(Session session, RegionId region, Func<RegionBases, DateTimeOffset, Outcome<BasisEvent>> decide) =>
        session.Decide(store => store.Execute(region, decide), state =>
        {
            var held = state.On(session.Today);
            session.Out.WriteLine(held is null
                ? session.Say($"Region {region} har ingen grund som gäller i dag: bara siffror.", $"Region {region} has no basis that holds today: figures only.")
                : session.Say($"Region {region}: {WaitingWords.Of(held.Kind).Sv}, {held.Reference}, gäller i dag.", $"Region {region}: {WaitingWords.Of(held.Kind).En}, {held.Reference}, holds today."));
        });

    private static BasisKind KindOf(string text) => text switch
    {
        "agreement" => BasisKind.Agreement,
        "consent" => BasisKind.Consent,
        _ => BasisKind.Statute,
    };
}

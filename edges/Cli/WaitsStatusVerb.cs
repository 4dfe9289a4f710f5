using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Operational;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Cli;

/// <summary><c>vardbro waits status</c> and <c>exits</c>: where every region stands, and who left the list since the file before.</summary>
internal static class WaitsStatusVerb
{
    public static Command Status(Options.Register register)
    {
        var (format, output) = (Options.Format(), Options.Out());
        var command = new Command("status", "Where every region stands / läget för varje region") { format, output };
        register(command, (session, parse) =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), waiting =>
            session.With(Store.Read(session.DataFolder), decided =>
            session.With(OperationalStore.Open(session.DataFolder), store =>
            session.With(store.Status(), regions =>
            {
                LegalBasis? BasisOf(RegionId region) => decided.BasesOf(region).On(session.Today);
                var bound = waiting.Statistics.Bound;
                return Options.Show(session, parse, format, output, OperationalTables.Status(regions, BasisOf, bound), () => Print(session, regions, BasisOf, bound));
            })))));
        return command;
    }

    public static Command Exits(Options.Register register)
    {
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var (format, output) = (Options.Format(), Options.Out());
        var command = new Command("exits", "Who left the list since the file before, and why / vilka som lämnat listan sedan filen före, och varför")
        {
            region, format, output,
        };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), home =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), waiting =>
            session.With(OperationalStore.Open(session.DataFolder), store =>
            session.With(store.Of(home.Id), there =>
            session.With(waiting.OperationalFor(there.Current!.Day), codes =>
            {
                var step = there.Exits ?? new(there.Current.Day, there.Current.Day, false, []);
                var table = OperationalTables.Exits(there, step, codes, waiting.Statistics.Bound, session.Language);
                return Options.Show(session, parse, format, output, table, () => Print(session, there, codes, waiting.Statistics.Bound));
            })))))));
        return command;
    }

    private static void Print(Session session, ImmutableArray<OperationalRegion> regions, Func<RegionId, LegalBasis?> basisOf, int bound)
    {
        if (regions.Any(r => (r.Current ?? r.Latest).Synthetic))
        {
            session.Out.WriteLine(session.Say("SYNTETISKT: det som är märkt så är påhittat.", "SYNTHETIC: what is marked so is invented."));
        }

        TextTable.Write(
            session.Out,
            ["region", session.Say("dag", "day"), session.Say("utfall", "verdict"), ">" + session.Say("väntar", "waiting"), ">" + session.Say("bokade", "booked"),
                ">" + session.Say("lämnat", "left"), session.Say("rättslig grund", "legal basis"), session.Say("sparat", "kept"), "", session.Say("senaste filen", "latest file")],
            regions.Select(r =>
            {
                var (shown, basis) = (r.Current ?? r.Latest, basisOf(r.Region));
                return (string[]?)
                [
                    r.Region.ToString(), $"{shown.Day:yyyy-MM-dd}", session.Say(RegisterWords.Of(shown.Verdict)), $"{shown.Count.Waiting}", $"{shown.Count.Booked}",
                    r.Exits is null ? "–" : OperationalTables.ExitsOf(r, bound) is { } left ? $"{left}" : $"<{bound}",
                    basis?.Reference ?? session.Say("ingen", "none"), session.Say(Kept(r, basis)), shown.Synthetic ? session.Say("SYNTETISKT", "SYNTHETIC") : "",
                    r.Latest.Number == shown.Number ? "" : $"{r.Latest.Day:yyyy-MM-dd} {session.Say(RegisterWords.Of(r.Latest.Verdict))}",
                ];
            }));
    }

    private static Bilingual Kept(OperationalRegion region, LegalBasis? basis) =>
        region.Current is null ? new("inget", "nothing")
        : !region.HoldsPersons ? new("bara siffror", "figures only")
        : basis is null ? new("PERSONER SOM MÅSTE RADERAS", "PERSONS MUST BE ERASED")
        : new($"{region.Persons} personer", $"{region.Persons} persons");

    private static void Print(Session session, OperationalRegion region, OperationalCodes codes, int bound)
    {
        if (region.Exits is not { } step)
        {
            session.Out.WriteLine(session.Say(
                $"Region {region.Region} har en enda dag, {region.Current!.Day:yyyy-MM-dd}: vilka som lämnat listan syns från nästa fil.",
                $"Region {region.Region} has a single day, {region.Current!.Day:yyyy-MM-dd}: who leaves the list shows from the next file on."));
            return;
        }

        session.Out.WriteLine(session.Say(
            $"Region {region.Region}: vilka som lämnat listan från {step.From:yyyy-MM-dd} till {step.To:yyyy-MM-dd}. Färre än {bound} visas inte.",
            $"Region {region.Region}: who left the list from {step.From:yyyy-MM-dd} to {step.To:yyyy-MM-dd}. Fewer than {bound} are not shown.") +
            (region.Current!.Synthetic ? session.Say(" SYNTETISKT", " SYNTHETIC") : ""));
        if (!step.VanishedKnown)
        {
            session.Out.WriteLine(session.Say(
                "Filen före gav bara siffror: vem som försvunnit utan ord går inte att se.", "The file before left figures only: who vanished without a word cannot be seen."));
        }

        TextTable.Write(
            session.Out,
            [session.Say("område", "service"), session.Say("väntar på", "waits for"), session.Say("hur", "how"), ">" + session.Say("antal", "number")],
            step.Counts.Zip(ShownCounts.Of([.. step.Counts.Select(c => c.Waits)], bound), (c, shown) => (string[]?)
                [c.Service, session.Say(WaitingWords.Of(c.Kind)), session.Say(OperationalExit.ReasonName(c.Reason, codes)), shown is { } waits ? $"{waits}" : "–"]));
    }
}

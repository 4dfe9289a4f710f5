using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results.Chain;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Results;

namespace Vardbro.Cli;

/// <summary><c>vardbro chain</c>: a programme's chain for a region, from the appropriation to what happened; a package to take away.</summary>
internal static class ChainVerb
{
    public static Command Create(Options.Register register)
    {
        var (region, programme, year, asOf, format, file) = (Options.Region(), Options.Programme(), Options.OptionalYear(), Options.AsOf(), Options.Format(), Options.Out());
        var package = new Option<string?>("--package") { Description = "Write all of it, to be replayed elsewhere, to this zip file / skriv allt till en zipfil", HelpName = "FILE" };
        (region.Required, programme.Required) = (true, true);
        var command = new Command("chain", "From the appropriation to the wait / från anslaget till väntan") { region, programme, year, asOf, package, format, file };
        register(command, (session, parse) =>
            session.With(session.AllRules(), rules =>
            session.With(rules.Book!.FindRegion(parse.GetValue(region)!), known =>
            session.With(rules.Book!.FindProgramme(parse.GetValue(programme)!), found =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(Store.Read(session.DataFolder, day), decided =>
            {
                var years = ChainReading.YearsOf(found, rules.Schemes);
                var chosen = parse.GetValue(year) ?? rules.Schemes.Where(s => s.Programme == found.Id).Select(s => (int?)s.Year).Max() ?? years.LastOrDefault();
                if (!years.Contains(chosen))
                {
                    return session.Refuse(Refusal.Of(RefusalCode.YearWithoutMoney, chosen.ToString(), string.Join(", ", years)));
                }

                var sources = new ChainSources(
                    rules.Book, rules.Waiting!, rules.FollowUp!, rules.Schemes, decided, PublishedStore.In(session.DataFolder), session.DataFolder, day);
                return session.With(ChainReading.Of(sources, known, found, chosen), chain =>
                    parse.GetValue(package) is not { } path
                        ? Options.Show(session, parse, format, file, ChainTables.Links(chain, session.Language), () => Print(session, chain))
                        : session.With(ChainPackage.Write(path, chain, sources, session.RulesFolder), files =>
                        {
                            session.Out.WriteLine(session.Say($"Skrev {path}: {files} filer.", $"Wrote {path}: {files} files."));
                            return ExitCode.Done;
                        }));
            }))))));
        return command;
    }

    private static void Print(Session session, MoneyChain chain)
    {
        var ground = chain.Ground;
        session.Out.WriteLine(session.Say(
            $"{ground.Programme.Name.Sv}, {ground.Region.OfficialName}, {ground.Year}: som det var känt {ground.AsOf:yyyy-MM-dd}",
            $"{ground.Programme.Name.En}, {ground.Region.OfficialName}, {ground.Year}: as it was known on {ground.AsOf:yyyy-MM-dd}"));
        foreach (var step in Enum.GetValues<ChainStep>())
        {
            session.Out.WriteLine();
            session.Out.WriteLine($"{(int)step + 1}. {session.Say(ChainWords.Of(step))}");
            foreach (var link in chain.Of(step))
            {
                var amount = link.Amount is { } money ? session.Say(money.ForPeople) + ", " : "";
                session.Out.WriteLine($"   {(link.Example ? session.Say("[PÅHITTAT] ", "[INVENTED] ") : "")}{session.Say(link.Title)}: {amount}{session.Say(link.Words)}");
                string?[] about = [link.Known is { } day ? $"{day:yyyy-MM-dd}" : null, link.Reference is { Length: > 24 } hash ? hash[..12] + "…" : link.Reference, link.Source?.Title, link.Origin?.ToString()];
                if (about.Any(a => a is not null))
                {
                    session.Out.WriteLine("      " + string.Join(" · ", about.Where(a => a is not null)));
                }

                if (link.Assumption is { } assumption)
                {
                    session.Out.WriteLine("      " + session.Say("ANTAGANDE: ", "ASSUMPTION: ") + session.Say(assumption));
                }
            }
        }

        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            "Jämförbara regioner är de tre med närmast lika stor folkmängd (antaget).", "Comparable regions are the three nearest in population (assumed)."));
    }
}

using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Cli;

/// <summary><c>vardbro explain</c>: why a region's amounts are what they are, down to file and line.</summary>
internal static class ExplainVerb
{
    public static Command Create(Options.Register register)
    {
        var (year, region, programme, asOf) = (Options.Year(), Options.Region(), Options.Programme(), Options.AsOf());
        var command = new Command("explain", "Why an amount is what it is / varför ett belopp är vad det är") { year, region, programme, asOf };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Wanted(rules, parse.GetValue(region)), place =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(Chosen(rules, parse.GetValue(year), parse.GetValue(programme), day), allotments =>
            {
                foreach (var allotment in allotments)
                {
                    Print(session, rules, allotment, place);
                }

                session.Out.WriteLine(session.Say($"Regelversion {rules.Version}", $"Rules version {rules.Version}"));
                return ExitCode.Done;
            })))));
        return command;
    }

    private static Outcome<Region> Wanted(RuleBook rules, string? text) => text is null
        ? Refusal.Of(RefusalCode.RegionWanted, string.Join(", ", rules.Regions.Select(r => $"{r.Id} {r.Name}")))
        : rules.FindRegion(text);

    // A programme by name may also be one that the notice leaves out, such as an addition later in the year.
    private static Outcome<IReadOnlyList<Allotment>> Chosen(RuleBook rules, int year, string? programme, DateOnly asOf)
    {
        if (programme is null)
        {
            return Allot.Notice(rules, year, asOf).Then<IReadOnlyList<Allotment>>(n => n.Allotments);
        }

        return rules.FindProgramme(programme)
            .Then(_ => Allot.Everything(rules, year, asOf))
            .Then<IReadOnlyList<Allotment>>(all => all.Allotments.Where(a => a.Programme.Id == programme).ToList() is { Count: > 0 } found
                ? found
                : Refusal.Of(RefusalCode.ProgrammeNotInNotice, programme, year.ToString()));
    }

    private static void Print(Session session, RuleBook rules, Allotment allotment, Region region)
    {
        var amount = allotment.Amounts[rules.PlaceOf(region.Id)];
        session.Out.WriteLine($"{session.Say(allotment.Programme.Name)} ({allotment.Programme.Id}) {allotment.Rule.Year} → {region.Name}: {session.Say(amount.ForPeople)}");
        foreach (var reason in Explain.Region(rules, allotment, region))
        {
            session.Out.WriteLine($"  • {session.Say(reason.Rule)} → {session.Say(reason.Outcome)}");
            session.Out.WriteLine($"      {string.Join("; ", reason.Inputs.Select(session.Say))}");
            session.Out.WriteLine($"      rules/{reason.Origin}{(reason.Source is { } source ? $" · {source.Title} ({source.Published:yyyy-MM-dd})" : "")}");
            if (reason.Assumption is { } assumption)
            {
                session.Out.WriteLine($"      {session.Say("ANTAGANDE", "ASSUMPTION")}: {session.Say(assumption)}");
            }
        }

        session.Out.WriteLine();
    }
}

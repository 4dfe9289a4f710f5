using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro grants</c>: one table of every targeted grant, year by year; with a region, its controller's table.</summary>
internal static class GrantsVerb
{
    public static Command Create(Options.Register register)
    {
        var (year, programme, asOf, region) = (Options.OptionalYear(), Options.Programme(), Options.AsOf(), Options.Region());
        var (format, file) = (Options.Format(), Options.Out());
        var stage = Among<Stage>("--stage", "How far the money had come / hur långt pengarna kommit");
        var recipient = Among<Recipient>("--recipient", "Who receives it / mottagare");
        var text = new Option<string?>("--text") { Description = "A text in the name / text i namnet", HelpName = "TEXT" };
        var command = new Command("grants", "Every targeted grant, year by year / alla riktade bidrag, år för år")
        {
            year, programme, stage, recipient, text, asOf, region, format, file,
        };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(rules.RegionOf(parse.GetValue(region)), only =>
            session.With(Known(rules, parse.GetValue(programme)), id =>
            {
                var filter = new GrantFilter(
                    parse.GetValue(year), id, Value<Stage>(parse.GetValue(stage)), Value<Recipient>(parse.GetValue(recipient)), parse.GetValue(text));
                if (only is null)
                {
                    var rows = Grants.Table(rules, day, filter);
                    return Options.Show(session, parse, format, file, FundingTables.Grants(rows, session.Language), () => Print(session, [.. rows]));
                }

                var shown = filter.Year ?? rules.MainYear ?? session.Today.Year;
                return session.With(OutlookOf(rules, shown, only, day, filter), rows => Options.Show(
                    session, parse, format, file, FundingTables.Outlook(shown, only, rows, session.Language),
                    () => PrintOutlook(session, shown, only, rows)));
            })))));
        return command;
    }

    // The controller's table has a row a programme, so what filters single statements has no meaning there.
    private static Outcome<ImmutableArray<OutlookRow>> OutlookOf(RuleBook rules, int year, Region region, DateOnly day, GrantFilter filter)
    {
        if (filter.Stage is { } stage)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, FundingTables.Kebab(stage), "--stage",
                new("att utelämna det: med --region står alla skeden i en rad per program", "leaving it out: with --region all stages stand in a row a programme"));
        }

        if (filter.Recipient is { } recipient and not Recipient.Regions)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, FundingTables.Kebab(recipient), "--recipient",
                new("regions, eller att utelämna det: med --region visas en regions pengar", "regions, or leaving it out: with --region a region's money is shown"));
        }

        return Outlook.For(rules, year, region, day).Then<ImmutableArray<OutlookRow>>(rows =>
            rows.Where(r => filter.AsksFor(r.Programme)).ToImmutableArray());
    }

    private static Outcome<string?> Known(RuleBook rules, string? programme) =>
        programme is null ? (string?)null : rules.FindProgramme(programme).Then<string?>(p => p.Id);

    private static Option<string?> Among<T>(string name, string description)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(FundingTables.Kebab).ToArray();
        var option = new Option<string?>(name) { Description = $"{description}: {string.Join(" | ", names)}", HelpName = "NAME" };
        option.AcceptOnlyFromAmong(names!);
        return option;
    }

    private static T? Value<T>(string? name)
        where T : struct, Enum => name is null ? null : Enum.GetValues<T>().First(v => FundingTables.Kebab(v) == name);

    private static void Print(Session session, List<GrantRow> rows)
    {
        var lang = session.Language;
        TextTable.Write(
            session.Out,
            [session.Say("år", "year"), "id", session.Say("mått", "measure"), session.Say("skede", "stage"), ">" + session.Say("kronor", "kronor"),
                session.Say("känt", "known"), session.Say("ställning", "standing"), session.Say("källa", "source")],
            rows.Select(r => (string[]?)
            [
                r.Statement.Subject.Year.ToString(), r.Programme.Id,
                r.Statement.Subject.Measure == Measure.Part ? r.Statement.Subject.Part : session.Say(Words.Of(r.Statement.Subject.Measure)),
                session.Say(Words.Of(r.Statement.Stage)),
                r.Statement.Amount?.Column(lang) ?? session.Say("okänt", "unknown"),
                $"{r.Statement.Known:yyyy-MM-dd}", session.Say(Words.Of(r.Standing)) + (r.Governs ? " *" : ""), r.Statement.Source.Id,
            ]));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say($"{rows.Count} uppgifter; * = den som beräkningar använder.", $"{rows.Count} statements; * = the one that computations use."));
    }

    private static void PrintOutlook(Session session, int year, Region region, IReadOnlyList<OutlookRow> rows)
    {
        var lang = session.Language;
        string Amount(Money? amount) => amount?.Column(lang) ?? "–";
        session.Out.WriteLine(session.Say(
            $"{region.OfficialName} {year}: vad som kan väntas, från aviserat till utbetalat (kronor)",
            $"{region.OfficialName} {year}: what can be expected, from announced to paid (kronor)"));
        TextTable.Write(
            session.Out,
            [session.Say("Program", "Programme"), ">" + session.Say("lägst", "low"), ">" + session.Say("väntat", "expected"),
                ">" + session.Say("högst", "high"), ">" + session.Say("hela landet", "the nation"), ">" + session.Say("folkmängdens andel*", "population's share*"), session.Say("dagar att hålla", "dates to keep")],
            rows.Select(r => (string[]?)
            [
                session.Say(r.Programme.Name), Amount(r.Low), Amount(r.Expected), Amount(r.High), Amount(r.National), Amount(r.AtPopulationShare),
                string.Join(", ", r.Dates.Select(d => $"{d.Date:yyyy-MM-dd} {session.Say(Words.Of(d.Kind))}")),
            ]));
        session.Out.WriteLine(session.Say(
            "* Där ingen nyckel är känd: en riktpunkt, ingen förväntan.", "* Where no key is known: a bearing, not an expectation."));
        foreach (var (row, condition) in rows.SelectMany(r => r.Conditions.Select(c => (r, c))))
        {
            session.Out.WriteLine($"  {row.Programme.Id} · {session.Say(Words.Of(condition.Kind))}: {session.Say(condition.Text)}");
        }
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;

namespace Vardbro.Cli;

/// <summary><c>vardbro whatif</c>: every region's amount under another rule beside today's; a forecast kept with its day and scored later.</summary>
internal static class WhatIfVerb
{
    public static Command Create(Options.Register register)
    {
        var (figures, asOf, format, file) = (new FiguresOptions(), Options.AsOf(), Options.Format(), Options.Out());
        var set = new Option<string[]>("--set") { Description = "A change, may be repeated: \"level INDICATOR=75\", \"pot COMPONENT=800\", counts=care-given … / en ändring", HelpName = "CHANGE" };
        var keep = new Option<bool>("--keep") { Description = "Keep the forecast with today's date / spara prognosen med dagens datum" };
        var command = new Command("whatif", "Another rule beside today's / en annan regel bredvid dagens") { set, keep, asOf, format, file };
        figures.AddTo(command);
        register(command, (session, parse) =>
            session.With(Changes(parse.GetValue(set) ?? []), changes =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(figures.Read(session, parse), read =>
            session.With(read.Settle(day), today =>
            session.With(WhatIf.Of(today, read.Values, read.Rules.Book!, changes), asked =>
            {
                var code = SyntheticMark.Show(
                    session, parse, format, file, ResultTables.WhatIf(asked), read.Pinned.Synthetic ? SyntheticMark.Sentence([true]) : null,
                    () => Print(session, asked));
                return code == ExitCode.Done && parse.GetValue(keep) ? Keep(session, read, asked) : code;
            }))))));
        return command;
    }

    private static Outcome<ImmutableArray<SchemeChange>> Changes(string[] texts)
    {
        var changes = ImmutableArray.CreateBuilder<SchemeChange>();
        foreach (var text in texts)
        {
            if (!SchemeChange.Read(text).Succeeded(out var change, out var refusal))
            {
                return refusal;
            }

            changes.Add(change);
        }

        return changes.ToImmutable();
    }

    private static int Keep(Session session, SchemeFigures read, WhatIf asked) =>
        session.With(Store.Read(session.DataFolder), decided =>
        session.With(KeptForecast.Undecided(decided, read.Scheme), _ =>
        session.With(KeptForecast.Of(read, asked.Changed, asked.Changes, session.Today), kept =>
            session.Decide(store => store.Keep(kept), count => session.Error.WriteLine(session.Say(
                $"Prognosen är sparad ({count} sparade för {read.Scheme.Id}).", $"The forecast is kept ({count} kept for {read.Scheme.Id})."))))));

    private static void Print(Session session, WhatIf asked)
    {
        var scheme = asked.Today.Ready.Scheme;
        session.Out.WriteLine($"{session.Say(scheme.Name)} ({scheme.Id})");
        session.Out.WriteLine(asked.Changes.IsEmpty
            ? session.Say("Inget är ändrat.", "Nothing is changed.")
            : session.Say("Ändrat: ", "Changed: ") + string.Join("; ", asked.Changes));
        if (asked.Note is { } note)
        {
            session.Out.WriteLine(session.Say(note));
        }

        TextTable.Write(
            session.Out,
            ["region", ">" + session.Say("i dag", "today"), ">" + session.Say("ändrat", "changed"), ">" + session.Say("skillnad", "difference")],
            asked.Today.Ready.Regions.Select((region, place) => (string[]?)
            [
                region.ToString(), asked.Today.EarnedBy(place).Column(session.Language), asked.Changed.EarnedBy(place).Column(session.Language),
                (asked.Changed.EarnedBy(place) - asked.Today.EarnedBy(place)).Column(session.Language),
            ]));
        session.Out.WriteLine(session.Say(
            $"I dag {asked.Today.Earned.ForPeople.Sv}, ändrat {asked.Changed.Earned.ForPeople.Sv}; staten behåller {asked.Today.Kept.ForPeople.Sv} respektive {asked.Changed.Kept.ForPeople.Sv}.",
            $"Today {asked.Today.Earned.ForPeople.En}, changed {asked.Changed.Earned.ForPeople.En}; the state keeps {asked.Today.Kept.ForPeople.En} and {asked.Changed.Kept.ForPeople.En}."));
    }
}

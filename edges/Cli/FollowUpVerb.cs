using System.CommandLine;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Cli;

/// <summary><c>vardbro follow-up</c>: every purpose with the indicators that show it, or why nothing does yet.</summary>
internal static class FollowUpVerb
{
    public static Command Create(Options.Register register)
    {
        var (programme, asOf, format, file) = (Options.Programme(), Options.AsOf(), Options.Format(), Options.Out());
        var command = new Command("follow-up", "Every purpose, its indicators, or why there are none yet / uppföljning av varje ändamål")
        {
            programme, asOf, format, file,
        };
        register(command, (session, parse) =>
            session.With(session.AllRules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(ItemsOf(rules, parse.GetValue(programme), day), items => Options.Show(
                session, parse, format, file, FollowUpTables.Items(rules.Book!, items, day, session.Language),
                () => Print(session, rules.Book!, items, day, whole: parse.GetValue(programme) is not null))))));
        return command;
    }

    // A programme's own follow-up first, then the goals and agreements that it serves.
    private static Outcome<List<FollowUpItem>> ItemsOf(RuleReading rules, string? programme, DateOnly day)
    {
        var known = rules.FollowUp! with { Items = rules.FollowUp!.ItemsOn(day) };
        return programme is null
            ? known.Items.ToList()
            : rules.Book!.FindProgramme(programme).Then<List<FollowUpItem>>(found =>
                new[] { known.OfProgramme(found.Id) }.OfType<FollowUpItem>().Concat(known.ServedBy(found.Id)).ToList());
    }

    private static void Print(Session session, RuleBook rules, List<FollowUpItem> items, DateOnly day, bool whole)
    {
        TextTable.Write(
            session.Out,
            [session.Say("slag", "kind"), "id", session.Say("indikator", "indicator"), ">" + session.Say("riket", "nation"), ">" + session.Say("regionerna", "regions"),
                session.Say("avståndet", "gap")],
            items.SelectMany(item => Rows(session, rules, item, day)));
        session.Out.WriteLine();
        foreach (var item in whole ? items : [])
        {
            Tell(session, rules, item);
        }

        session.Out.WriteLine(session.Say(FollowUpWords.GapMayBeChance));
        session.Out.WriteLine(session.Say(FollowUpWords.NoEffectShown));
        session.Out.WriteLine(session.Say(FollowUpWords.Credit));
    }

    private static IEnumerable<string[]?> Rows(Session session, RuleBook rules, FollowUpItem item, DateOnly day)
    {
        var kind = session.Say(FollowUpWords.Of(item.Kind));
        if (!item.IsMeasured)
        {
            yield return [kind, item.Id, session.Say(FollowUpWords.NotMeasurableYet), "", "", ""];
        }

        foreach (var (indicator, _) in item.Indicators)
        {
            var summary = IndicatorSummary.Of(indicator, [.. rules.Regions.Select(r => r.Id)], day);
            yield return
            [
                kind, item.Id, indicator.Id + (summary.Defects.IsEmpty ? "" : session.Say($" ({summary.Defects.Length} fel i källan)", $" ({summary.Defects.Length} faulty in the source)")),
                summary.Nation is { } nation ? $"{Figure(session, indicator, nation.Number!.Value)} ({nation.Year})" : "–",
                summary.Spread is { } spread
                    ? $"{Figure(session, indicator, spread.Lowest.Number!.Value)}–{Figure(session, indicator, spread.Highest.Number!.Value)} ({spread.Year}, {spread.Regions}/{rules.Regions.Length})"
                    : "–",
                summary.Trend is { } trend
                    ? $"{session.Say(FollowUpWords.Of(trend.Direction))}: {Figure(session, indicator, trend.First.Gap)} → {Figure(session, indicator, trend.Last.Gap)} ({trend.First.Year}–{trend.Last.Year})"
                    : "–",
            ];
        }
    }

    private static void Tell(Session session, RuleBook rules, FollowUpItem item)
    {
        session.Out.WriteLine($"{session.Say(FollowUpTables.NameOf(rules, item))} ({session.Say(FollowUpWords.Of(item.Kind))})");
        session.Out.WriteLine($"  {session.Say(item.Purpose)} [{item.Source.Id}{(item.Quote is null ? "" : $": {item.Quote}")}]");
        foreach (var (indicator, why) in item.Indicators)
        {
            session.Out.WriteLine($"  · {session.Say(indicator.Name)} (Kolada {indicator.Code}), {session.Say(indicator.Unit)}, {session.Say(FollowUpWords.Of(indicator.Better))}: {session.Say(why)}");
        }

        if (item.Lacking is { } lacking)
        {
            session.Out.WriteLine($"  {session.Say("INTE MÄTBART ÄN", "NOT MEASURABLE YET")}: {session.Say(lacking.Why)} {session.Say("Det skulle krävas", "It would take")}: {session.Say(lacking.WouldTake)}");
        }

        foreach (var beside in item.Beside)
        {
            session.Out.WriteLine($"  {session.Say("Bredvid", "Beside")}: {session.Say(beside.Text)} [{beside.Source.Id}]");
        }

        session.Out.WriteLine();
    }

    private static string Figure(Session session, Indicator indicator, decimal value)
    {
        var text = value.ToString("F" + indicator.Decimals, CultureInfo.InvariantCulture);
        return session.Language == Language.Swedish ? text.Replace('.', ',') : text;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Cli;

/// <summary><c>vardbro stats</c>: a month's waits, under a named way of counting, suppressed as a publication would be.</summary>
internal static class StatsVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file) = (Options.Format(), Options.Out());
        var (period, unpublished) = (Options.Text("--period", "Month, YYYY-MM / mätperiod", "YYYY-MM"), Unpublished());
        var by = new Option<string?>("--by") { Description = "Divided by, with commas: region, service, sex, age; or unit / uppdelat på", HelpName = "LIST" };
        var kind = Kind();
        var rule = new Option<string>("--rule")
        {
            Description = "Way of counting: skr | socialstyrelsen / räknesätt", HelpName = "RULE", DefaultValueFactory = _ => "skr",
        };
        rule.AcceptOnlyFromAmong([.. Enum.GetValues<CountingRule>().Select(StatisticsRules.NameOf)]);
        var command = new Command("stats", "A month's waits: numbers, shares, days / en månads väntetider") { period, by, kind, rule, unpublished, format, file };
        register(command, (session, parse) =>
            session.With(RegisterMonths.Read(parse.GetValue(period)), month =>
            session.With(MonthStatistics.By((parse.GetValue(by) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), dimensions =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), rules =>
            {
                var counting = Enum.GetValues<CountingRule>().First(r => StatisticsRules.NameOf(r) == parse.GetValue(rule));
                var only = KindOf(parse.GetValue(kind));
                return session.With(
                    parse.GetValue(unpublished)
                        ? RegisterMonths.Load(session.DataFolder, month).Then(batches => MonthStatistics.Of(rules, month, batches))
                            .Then<ImmutableArray<StatsRow>>(statistics => statistics.Rows(rules.Statistics, dimensions, only, counting))
                        : Published(session.DataFolder, month, new(dimensions, counting, only)),
                    rows => session.With(SyntheticMark.Of(session.DataFolder, month, parse.GetValue(unpublished)), mark => SyntheticMark.Show(
                        session, parse, format, file, StatsTables.Stats(month, rows), mark, () => Print(session, rules.Statistics, counting, rows))));
            }))));
        return command;
    }

    // What the decision pinned, and nothing that has come since.
    private static Outcome<ImmutableArray<StatsRow>> Published(string dataFolder, Month month, PublishedQuery query) =>
        Store.Read(dataFolder).Then(decided => decided.PublicationsOf(month).Current is { } published
            ? PublishedStore.In(dataFolder).Rows(published.Content.Cubes, query)
            : Refusal.Of(RefusalCode.MonthNotPublished, month.ToString()));

    /// <summary>The option for a month that is not published.</summary>
    public static Option<bool> Unpublished() => new("--unpublished") { Description = "Also a month that is not published / även opublicerad månad" };

    /// <summary>The option for one kind of wait.</summary>
    public static Option<string?> Kind()
    {
        var option = new Option<string?>("--kind") { Description = "first-visit | operation (both) / första besök eller operation", HelpName = "KIND" };
        option.AcceptOnlyFromAmong([.. StatsTables.Kinds.Select(k => k.Name)]);
        return option;
    }

    /// <summary>The kind of wait that was named; null for all.</summary>
    public static WaitKind? KindOf(string? name) => name is null ? null : StatsTables.Kinds.First(k => k.Name == name).Kind;

    private static void Print(Session session, StatisticsRules rules, CountingRule rule, ImmutableArray<StatsRow> rows)
    {
        var counting = rules.Of(rule);
        session.Out.WriteLine(session.Say(
            $"Räknesätt: {counting.Name.Sv} ({counting.Source.Id}). Tomt är dolt: färre än {rules.Bound} eller något som skulle röja det.",
            $"Way of counting: {counting.Name.En} ({counting.Source.Id}). Empty is hidden: fewer than {rules.Bound} or what would give that away."));
        var units = rows.Any(r => r.Key.Unit is not null);
        TextTable.Write(
            session.Out,
            [session.Say("region", "region"), .. units ? [session.Say("enhet", "unit")] : Array.Empty<string>(), "mvo", session.Say("kön", "sex"), session.Say("ålder", "age"), session.Say("väntar på", "waits for"),
                ">" + session.Say("väntande", "waiting"), ">" + session.Say("inom", "within"), ">%", ">" + session.Say("medel", "mean"), ">median", ">p90",
                ">" + session.Say("genomförda", "completed"), ">" + session.Say("inom", "within"), ">%", ">median",
                ">" + session.Say("PvV väntande", "PvV waiting")],
            StatsTables.Stats(rows.IsEmpty ? default : rows[0].Period, rows).Rows.Zip(rows, (cells, row) => (string[]?)
            [
                row.Key.Region.ToString(), .. units ? [row.Key.Unit!] : Array.Empty<string>(),
                .. cells.Where((_, column) => column is > 1 and < 17 and not 6).Select(c => Shown(c, session.Language)),
                row.Waiting?.PatientChosen is { } chosen ? Shown(chosen, session.Language) : "",
            ]));
        foreach (var assumption in new[] { counting.Assumption ?? counting.Source.Assumption, rules.LimitAssumption, rules.BoundAssumption }.OfType<Bilingual>())
        {
            session.Out.WriteLine(session.Say($"ANTAGANDE: {assumption.Sv}", $"ASSUMPTION: {assumption.En}"));
        }
    }

    private static string Shown(object? cell, Language language) => cell switch
    {
        decimal figure => figure.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', language == Language.Swedish ? ',' : '.'),
        IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() ?? "",
    };
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Rules;
using Vardbro.Storage.Synthetic;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Cli;

/// <summary><c>vardbro synth</c>: a synthetic nation of waits, in the forms the register and the home units report in.</summary>
internal static class SynthVerb
{
    public static Command Create(Options.Register register)
    {
        var seed = new Option<string>("--seed") { Description = "The same seed gives the same bytes / samma frö ger samma byte", HelpName = "N", DefaultValueFactory = _ => "1" };
        var scale = new Option<string>("--scale") { Description = "Part of the nation, 0.0001–2 / del av riket", HelpName = "X", DefaultValueFactory = _ => "1.0" };
        var months = new Option<int?>("--months") { Description = "How many of the last months (all) / hur många av de sista månaderna", HelpName = "N" };
        var regions = new Option<string?>("--regions") { Description = "Only these, four digits with commas (0014,0001) / bara dessa", HelpName = "IDS" };
        var folder = new Option<string>("--out") { Description = "Folder, empty or not there yet / mapp, tom eller ny", HelpName = "DIR", Required = true };
        var format = new Option<string>("--format") { Description = "table | csv | json", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var capacity = new Option<bool>("--capacity") { Description = "Free slots and agreements too, for a night / även lediga tider och avtal, för en natt" };
        var command = new Command("synth", "A synthetic nation of waits / en syntetisk nation av väntor") { seed, scale, months, regions, capacity, folder, format };
        register(command, (session, parse) =>
            session.With(RuleFolder.LoadSynthetic(session.RulesFolder), nation =>
            session.With(SyntheticOrder.Of(nation, parse.GetValue(seed)!, parse.GetValue(scale)!, parse.GetValue(months) ?? nation.Course.Length), order =>
            session.With(Chosen(nation, parse.GetValue(regions)), chosen =>
            session.With(parse.GetValue(capacity) ? WithMarket(session).Then<RuleReading?>(rules => rules) : (RuleReading?)null, rules =>
            session.With(Write(session, nation, order, chosen, parse.GetValue(folder)!), counts =>
            session.With(rules is null ? 0L : Market(rules, nation, order, parse.GetValue(folder)!), _ =>
                Show(session, nation, SyntheticTable.Of(nation, order, counts), parse.GetValue(format)!))))))));
        return command;
    }

    /// <summary>Writes free slots and agreements of the synthetic nation to a folder that is there.</summary>
    public static Outcome<long> Market(Session session, SyntheticNation nation, SyntheticOrder order, string folder) =>
        WithMarket(session).Then(rules => Market(rules, nation, order, folder));

    private static Outcome<long> Market(RuleReading rules, SyntheticNation nation, SyntheticOrder order, string folder) =>
        SyntheticMarketFiles.Write(nation, order, rules.Brokering.Synthetic!, rules.Places, folder);

    // Asked before anything is written: half a nation is of no use to a night.
    private static Outcome<RuleReading> WithMarket(Session session) => session.AllRules().Then<RuleReading>(rules =>
        rules.Brokering.Synthetic is null ? Refusal.Of(RefusalCode.SyntheticMarketMissing, "rules/synthetic") : rules);

    private static Outcome<ImmutableArray<int>> Chosen(SyntheticNation nation, string? text)
    {
        if (text is null)
        {
            return Enumerable.Range(0, nation.Regions.Length).ToImmutableArray();
        }

        var chosen = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            if (RegionId.TryParse(part.Trim()) is not { } id || nation.PlaceOf(id) is not (>= 0 and var place))
            {
                return Refusal.Of(RefusalCode.RegionUnknown, part, string.Join(", ", nation.Regions.Select(r => r.Id)));
            }

            chosen.Add(place);
        }

        return chosen.ToImmutableArray();
    }

    private static Outcome<ImmutableArray<SyntheticCount>> Write(
        Session session, SyntheticNation nation, SyntheticOrder order, ImmutableArray<int> chosen, string folder)
    {
        var written = 0;
        return SyntheticFolder.Write(nation, order, chosen, folder, region =>
            session.Error.WriteLine(session.Say($"{++written} av {chosen.Length}: {region.Id}", $"{written} of {chosen.Length}: {region.Id}")));
    }

    private static int Show(Session session, SyntheticNation nation, ImmutableArray<SyntheticRow> rows, string format)
    {
        if (Options.FormatOf(format) is { } chosen)
        {
            return session.Export(Table(rows, session.Language), chosen, null);
        }

        session.Out.WriteLine(session.Say(
            $"SYNTETISKT, ingen verklig person. {nation.Name.Sv}: målen bredvid det som blev, {nation.Course[^1].Month}",
            $"SYNTHETIC, no real person. {nation.Name.En}: the targets beside what was made, {nation.Course[^1].Month}"));
        session.Out.WriteLine();
        TextTable.Write(
            session.Out,
            ["Region", session.Say("Mått", "Measure"), ">" + session.Say("mål", "target"), ">" + session.Say("blev", "made"), ">" + session.Say("skillnad", "difference"), ""],
            rows.Select(r => (string[]?)
            [
                r.Region?.ToString() ?? session.Say("riket", "nation"), session.Say(r.Name), Figure(session, r, r.Target), Figure(session, r, r.Made), Figure(session, r, r.Difference),
                r.CarriedFrom is { } year ? session.Say($"målet är {year} års", $"the target is that of {year}") : "",
            ]));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            "Väntande räknas utan PvV och MoV, genomförda utan PvV. Regionernas andelar: Kolada, RKA, CC BY 4.0.",
            "Those waiting are counted without PvV and MoV, completed without PvV. The regions' shares: Kolada, RKA, CC BY 4.0."));
        session.Out.WriteLine(session.Say("ANTAGANDE: ", "ASSUMPTION: ") + session.Say(nation.Assumption));
        return ExitCode.Done;
    }

    private static ExportTable Table(ImmutableArray<SyntheticRow> rows, Language language) => new(
        "synthetic-nation",
        ["region_id", "measure", "name", "unit", "target", "made", "difference", "target_year", "synthetic"],
        rows.Select(r => ImmutableArray.Create<object?>(
            (r.Region ?? RegionId.Nation).ToString(), r.Measure, r.Name.In(language), r.Percent ? "percent" : "number",
            r.Target, r.Made, r.Difference, r.CarriedFrom, true)));

    private static string Figure(Session session, SyntheticRow row, decimal? number) =>
        number is not { } some ? "–"
        : row.Percent ? session.Say(some.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ','), some.ToString("0.00", CultureInfo.InvariantCulture))
        : session.Say(some.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' '), some.ToString("#,0", CultureInfo.InvariantCulture));
}

using System.CommandLine;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro besked</c>: what a year's notice gives each region, from the rules alone.</summary>
internal static class BeskedVerb
{
    public static Command Create(Options.Register register)
    {
        var (year, region, asOf, format, file) = (Options.Year(), Options.Region(), Options.AsOf(), Options.Format(), Options.Out());
        var command = new Command("besked", "The notice to the regions / beskedet till regionerna") { year, region, asOf, format, file };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(Allot.Notice(rules, parse.GetValue(year), day), notice =>
            session.With(rules.RegionOf(parse.GetValue(region)), only =>
                Options.Show(session, parse, format, file, FundingTables.Notice(rules, notice, only), () => Print(session, rules, notice, only)))))));
        return command;
    }

    /// <summary>Prints the notice for people; also what the demo shows.</summary>
    public static void Print(Session session, RuleBook rules, Notice notice, Region? only)
    {
        var (lang, writer) = (session.Language, session.Out);
        writer.WriteLine(session.Say(
            $"Besked till regionerna {notice.Year}, som det var känt {notice.AsOf:yyyy-MM-dd} (kronor)",
            $"Notice to the regions {notice.Year}, as known on {notice.AsOf:yyyy-MM-dd} (kronor)"));
        writer.WriteLine();
        if (notice.Allotments.IsEmpty)
        {
            writer.WriteLine(session.Say("Inget belopp per region var känt den dagen.", "No amount per region was known that day."));
            return;
        }

        if (only is null)
        {
            PrintAll(session, rules, notice);
        }
        else
        {
            PrintOne(session, rules, notice, only);
        }

        var assumptions = notice.Allotments.SelectMany(Explain.Assumptions).Distinct().Count();
        writer.WriteLine();
        writer.WriteLine(session.Say(
            $"Vilar på {assumptions} antaganden. Varför: vardbro explain --year {notice.Year} --region {only?.Id.ToString() ?? "0014"}",
            $"Rests on {assumptions} assumptions. Why: vardbro explain --year {notice.Year} --region {only?.Id.ToString() ?? "0014"}"));
        if (only is null)
        {
            PrintComparison(session, Compare.With(rules, notice.Year, notice.AsOf));
        }
    }

    // A year that nobody has published anything for is not spoken of; a day too early for what was published is.
    private static void PrintComparison(Session session, Outcome<Comparison> held)
    {
        var lang = session.Language;
        if (held.Succeeded(out var comparison, out var refusal))
        {
            var year = comparison.Computed.Year;
            session.Out.WriteLine(session.Say(
                $"Hållet mot {comparison.Published.Source.Id}: {Percent(comparison.Share, lang)} lika (enbart befolkning: {Percent(comparison.ShareByPopulation, lang)}). Se vardbro compare --year {year}",
                $"Held against {comparison.Published.Source.Id}: {Percent(comparison.Share, lang)} alike (population alone: {Percent(comparison.ShareByPopulation, lang)}). See vardbro compare --year {year}"));
        }
        else if (refusal.Code is RefusalCode.NotPublishedYet)
        {
            session.Out.WriteLine(session.Say($"Ännu inte publicerat: {refusal.Sentence.Sv}", $"Not published yet: {refusal.Sentence.En}"));
        }
    }

    /// <summary>A share as percent with two decimals.</summary>
    public static string Percent(decimal share, Language language)
    {
        var text = (share * 100).ToString("0.00", CultureInfo.InvariantCulture);
        return language == Language.Swedish ? text.Replace('.', ',').Replace('-', '\u2212') + " %" : text + "%";
    }

    private static void PrintAll(Session session, RuleBook rules, Notice notice)
    {
        string[] heading = ["", session.Say("Region", "Region"), .. notice.Allotments.Select(a => ">" + a.Programme.Id), ">" + session.Say("summa", "sum")];
        var rows = rules.Regions.Select((region, place) => (string[]?)
            [region.Id.ToString(), region.Name, .. notice.Allotments.Select(a => a.Amounts[place].Column(session.Language)), notice.Of(place).Column(session.Language)]);
        string[] sum = ["", session.Say("Alla", "All"), .. notice.Allotments.Select(a => a.Total.Column(session.Language)), notice.Total.Column(session.Language)];
        TextTable.Write(session.Out, heading, [.. rows, null, sum]);
    }

    private static void PrintOne(Session session, RuleBook rules, Notice notice, Region region)
    {
        var place = rules.PlaceOf(region.Id);
        session.Out.WriteLine($"{region.Id} {region.OfficialName}");
        var rows = notice.Allotments.Select(a => (string[]?)[a.Programme.Id, session.Say(a.Programme.Name), a.Amounts[place].Column(session.Language)]);
        TextTable.Write(
            session.Out, ["id", session.Say("Program", "Programme"), ">" + session.Say("kronor", "kronor")],
            [.. rows, null, ["", session.Say("Summa", "Sum"), notice.Of(place).Column(session.Language)]]);
    }
}

using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary><c>vardbro compare</c>: the documented programmes held against what was published.</summary>
internal static class CompareVerb
{
    public static Command Create(Options.Register register)
    {
        var (year, asOf, format, file) = (Options.Year(), Options.AsOf(), Options.Format(), Options.Out());
        var command = new Command("compare", "Held against what was published / hållet mot det som publicerades") { year, asOf, format, file };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(Session.Date(parse.GetValue(asOf), LastDayBefore(parse.GetValue(year))), day =>
            session.With(Compare.With(rules, parse.GetValue(year), day), comparison =>
                Options.Show(session, parse, format, file, FundingTables.Comparison(comparison), () => Print(session, comparison))))));
        return command;
    }

    // A year that no calendar has is refused as a year without a published table.
    private static DateOnly LastDayBefore(int year) => new(Math.Clamp(year, 2, 9999) - 1, 12, 31);

    /// <summary>Prints the comparison for people; also what the demo shows.</summary>
    public static void Print(Session session, Comparison comparison)
    {
        var (lang, writer) = (session.Language, session.Out);
        writer.WriteLine(session.Say(
            $"De dokumenterade programmen {comparison.Computed.Year}, kända {comparison.Computed.AsOf:yyyy-MM-dd}, bredvid {comparison.Published.Source.Title} (kronor)",
            $"The documented programmes {comparison.Computed.Year}, known on {comparison.Computed.AsOf:yyyy-MM-dd}, beside {comparison.Published.Source.Title} (kronor)"));
        writer.WriteLine();
        var rows = comparison.Rows.Select(r => (string[]?)
            [r.Region.Id.ToString(), r.Region.Name, r.Computed.Column(lang), r.Published.Column(lang), r.Difference.Column(lang), BeskedVerb.Percent(r.RelativeDifference, lang)]);
        TextTable.Write(
            writer,
            ["", "Region", ">" + session.Say("beräknat", "computed"), ">" + session.Say("publicerat", "published"), ">" + session.Say("skillnad", "difference"), ">%"],
            [.. rows, null,
                ["", session.Say("Alla", "All"), comparison.Computed.Total.Column(lang), comparison.PublishedTotal.Column(lang),
                    (comparison.Computed.Total - comparison.PublishedTotal).Column(lang), ""]]);
        writer.WriteLine();
        writer.WriteLine(session.Say(
            $"Likhet 1 − Σ|skillnad|/publicerat = {BeskedVerb.Percent(comparison.Share, lang)}; enbart befolkning ger {BeskedVerb.Percent(comparison.ShareByPopulation, lang)}.",
            $"Share 1 − Σ|difference|/published = {BeskedVerb.Percent(comparison.Share, lang)}; population alone gives {BeskedVerb.Percent(comparison.ShareByPopulation, lang)}."));
        writer.WriteLine(session.Say(
            $"Störst skillnad: {comparison.Worst.Region.Name} {BeskedVerb.Percent(comparison.Worst.RelativeDifference, lang)}.",
            $"Largest difference: {comparison.Worst.Region.Name} {BeskedVerb.Percent(comparison.Worst.RelativeDifference, lang)}."));
        writer.WriteLine(session.Say(comparison.Published.Note));
        writer.WriteLine();
        TextTable.Write(
            writer, [session.Say("Program", "Programme"), ">" + session.Say("kronor", "kronor"), ">" + session.Say("likhet utan det", "share without it")],
            comparison.Without.Select(w => (string[]?)[session.Say(w.Programme.Name), w.Amount.Column(lang), BeskedVerb.Percent(w.ShareWithout, lang)]));
        writer.WriteLine();
        TextTable.Write(
            writer, [session.Say("Nyckel", "Key"), ">" + session.Say("kronor", "kronor"), session.Say("antagande", "assumption")],
            comparison.ByKey.Select(k => (string[]?)[session.Say(k.Key.Name), k.Amount.Column(lang), k.Key.Assumption is null ? "" : session.Say("ja", "yes")]));
        writer.WriteLine();
        TextTable.Write(
            writer, [session.Say("Antagen nyckel", "Assumed key"), session.Say("om i stället", "if instead"), ">" + session.Say("likhet", "share")],
            comparison.Replaced.Select(r => (string[]?)[session.Say(r.Assumed.Name), session.Say(r.Instead.Name), BeskedVerb.Percent(r.Share, lang)]));
    }
}

using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Cli;

/// <summary>The options that several verbs share, written once.</summary>
internal static class Options
{
    /// <summary>Runs a verb with what was parsed.</summary>
    public delegate void Register(Command command, Func<Session, ParseResult, int> run);

    public static Option<int> Year() => new("--year") { Description = "Budget year / budgetår", HelpName = "YEAR", Required = true };

    public static Option<int?> OptionalYear() => new("--year") { Description = "Budget year / budgetår", HelpName = "YEAR" };

    public static Option<string?> Region() => new("--region") { Description = "Region, four digits (0014) / region, fyra siffror", HelpName = "ID" };

    public static Option<string?> AsOf() => new("--as-of")
    {
        Description = "What was known at the end of this day (today) / vad som var känt vid dagens slut", HelpName = "YYYY-MM-DD",
    };

    public static Option<string?> Programme() => new("--programme") { Description = "Programme id / programmets id", HelpName = "ID" };

    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = "table | csv | json | xlsx", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        option.AcceptOnlyFromAmong("table", "csv", "json", "xlsx");
        return option;
    }

    public static Option<string?> Out() => new("--out") { Description = "Write to this file / skriv till filen", HelpName = "FILE" };

    public static Option<string> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value, Required = true };

    /// <summary>The format to export in; null for a table on the screen.</summary>
    public static ExportFormat? FormatOf(string format) => format switch
    {
        "csv" => ExportFormat.Csv,
        "json" => ExportFormat.Json,
        "xlsx" => ExportFormat.Xlsx,
        _ => null,
    };

    /// <summary>Prints a table for people, or writes it in the format asked for. A file name alone decides the format by its ending.</summary>
    public static int Show(Session session, ParseResult parse, Option<string> format, Option<string?> file, ExportTable table, Action print)
    {
        var (name, path) = (parse.GetValue(format)!, parse.GetValue(file));
        var (asked, ending) = (FormatOf(name), FormatOf(Path.GetExtension(path)?.TrimStart('.').ToLowerInvariant() ?? ""));
        if (path is not null && parse.GetResult(format) is { Implicit: false } && (asked is null || (ending is not null && ending != asked)))
        {
            return session.Refuse(Refusal.Of(RefusalCode.FormatDiffers, name, path));
        }

        var wanted = asked ?? (path is null ? null : ending ?? ExportFormat.Csv);
        if (wanted is { } chosen)
        {
            return session.Export(table, chosen, path);
        }

        print();
        return ExitCode.Done;
    }

    /// <summary>Whole kronor for a column of figures; öre only where there are any.</summary>
    public static string Column(this Money amount, Language language)
    {
        var text = amount.ForPeople.In(language);
        return (language == Language.Swedish ? text[..^3] : text[4..]).Replace('\u00a0', ' ');
    }

    /// <summary>The region that was named, or null when none was.</summary>
    public static Outcome<Region?> RegionOf(this RuleBook rules, string? text) =>
        text is null ? (Region?)null : rules.FindRegion(text).Then<Region?>(r => r);
}

using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Vardbro.Kernel;

namespace Vardbro.Cli;

/// <summary>What was asked in a way that cannot be understood, in sentences of our own: the parser's are in English only and have no number.</summary>
internal static class Misunderstood
{
    private const int Nearest = 3;

    // What could stand there; an option that is not here shows the name of its value.
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["--year"] = "2024", ["--region"] = "0014", ["--programme"] = "womens-health", ["--as-of"] = "2023-12-31", ["--out"] = "besked.csv",
        ["--number"] = "S2023/03266", ["--date"] = "2023-12-22", ["--by"] = "\"Anna Andersson\"", ["--and"] = "\"Bo Berg\"",
        ["--reason"] = "\"…\"", ["--pay"] = "2026=100", ["--from"] = "1", ["--to"] = "2", ["--version-number"] = "1", ["--port"] = "5210",
        ["--text"] = "cancer", ["--data"] = "data", ["--rules"] = "rules", ["--period"] = "2024-10", ["--report"] = "anmarkningar.csv",
        ["--service"] = "511", ["--weeks"] = "26", ["--reference"] = "\"RS 2024-1\"", ["--last-day"] = "2024-12-31",
        ["--seed"] = "1", ["--scale"] = "0.1", ["--months"] = "12", ["--regions"] = "0001,0014", ["--person"] = "KEY",
        ["--day"] = "2024-12-31", ["--capacity"] = "capacity.csv", ["--agreements"] = "agreements.csv",
    };

    /// <summary>One refusal a problem; none when all is understood.</summary>
    public static IReadOnlyList<Refusal> In(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (WithoutValue(parse).ToList() is { Count: > 0 } without)
        {
            return [.. without.Select(ValueMissing)];
        }

        if (WithoutName(parse).ToList() is { Count: > 0 } unnamed)
        {
            return [.. unnamed.Select(a => OfArgument(command, a))];
        }

        if (parse.Errors.Count == 0)
        {
            return [];
        }

        var unknown = Unknown(parse).Select(word => NotFound(command, word)).ToList();

        // After a verb that is unknown or missing nothing else can be judged.
        return command.Subcommands.Count == 0
            ? [.. unknown, .. parse.Errors.Select(e => e.SymbolResult).OfType<ArgumentResult>().Select(a => OfArgument(command, a.Argument)),
                .. parse.Errors.Select(e => e.SymbolResult).OfType<OptionResult>().Select(OfOption)]
            : [unknown.Count > 0 ? unknown[0] : VerbMissing(command)];
    }

    /// <summary>The verb as it is written, from the program's name on.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "vardbro";

    // The parser takes the next option's name for the value, so that everything after it would be blamed instead.
    // A file or a folder without a name is no value either.
    private static IEnumerable<Option> WithoutValue(ParseResult parse)
    {
        var options = OptionsOf(parse.CommandResult.Command).ToList();
        return options.Where(o => parse.GetResult(o)?.Tokens.Any(t => options.Any(other => other.Name == t.Value) || (IsPath(o.HelpName) && t.Value.Length == 0)) ?? false);
    }

    private static IEnumerable<Argument> WithoutName(ParseResult parse) =>
        parse.CommandResult.Command.Arguments.Where(a => IsPath(a.HelpName) && (parse.GetResult(a)?.Tokens.Any(t => t.Value.Length == 0) ?? false));

    private static bool IsPath(string? value) => value is "FILE" or "DIR";

    // What follows an unknown option is most likely its value, and no problem of its own.
    private static IEnumerable<string> Unknown(ParseResult parse) => parse.UnmatchedTokens
        .Where((word, place) => place == 0 || IsOption(word) || !IsOption(parse.UnmatchedTokens[place - 1]));

    private static bool IsOption(string word) => word.StartsWith('-');

    private static Refusal OfOption(OptionResult given)
    {
        var (option, values) = (given.Option, given.Tokens.Select(t => t.Value).ToList());
        return given.IdentifierTokenCount == 0 ? Missing(option.Name, option)
            : values.Count == 0 ? ValueMissing(option)
            : Refusal.Of(RefusalCode.ArgumentWrong, Short(string.Join(' ', values)), option.Name, Right(option, given.IdentifierTokenCount));
    }

    private static Refusal OfArgument(Command command, Argument argument) => Refusal.Of(
        RefusalCode.OptionMissing, argument.HelpName ?? argument.Name, $"{PathOf(command)} {argument.HelpName ?? argument.Name}");

    private static Refusal Missing(Bilingual what, Option option) =>
        Refusal.Of(RefusalCode.OptionMissing, what, $"{option.Name} {Example(option)}");

    private static Refusal ValueMissing(Option option) =>
        Missing(new($"Ett värde efter {option.Name}", $"A value after {option.Name}"), option);

    private static Refusal VerbMissing(Command command) => Refusal.Of(
        RefusalCode.OptionMissing, new($"Ett verb efter {PathOf(command)}", $"A verb after {PathOf(command)}"),
        string.Join(", ", command.Subcommands.Select(c => c.Name)));

    private static Refusal NotFound(Command command, string word)
    {
        var path = PathOf(command);
        var choices = command.Subcommands.Count > 0 && !IsOption(word) ? command.Subcommands.Select(c => c.Name) : OptionsOf(command).Select(o => o.Name);
        var nearest = choices.OrderBy(name => Distance(Short(word), name)).Take(Nearest).Select(name => $"{path} {name}");
        return Refusal.Of(RefusalCode.OptionUnknown, Short(word), string.Join(", ", nearest));
    }

    private static IEnumerable<Option> OptionsOf(Command command) => command.Options.Concat(
        command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive))).DistinctBy(o => o.Name);

    private static Bilingual Right(Option option, int times)
    {
        var choices = Choices(option);
        return times > 1 ? new Bilingual("ett värde, en gång", "one value, once")
            : choices.Count > 0 ? string.Join(", ", choices)
            : new Bilingual($"ett heltal, till exempel {Example(option)}", $"a whole number, for instance {Example(option)}");
    }

    private static List<string> Choices(Option option) => [.. option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)];

    private static string Example(Option option) =>
        option is { Name: "--out", HelpName: "DIR" } ? "synthetic" : Examples.GetValueOrDefault(option.Name) ?? Choices(option).LastOrDefault() ?? option.HelpName ?? "…";

    // A refusal is a sentence, however long the word it is about.
    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    // Levenshtein: how many letters to change, add or take away.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}

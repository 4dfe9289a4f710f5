using System.CommandLine;
using Vardbro.Kernel;

namespace Vardbro.Cli;

/// <summary>The door from the command line: reads the global options, finds the verb, prints refusals once.</summary>
public static class CommandLine
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of the store (else VARDBRO_DATA, else the user's data folder) / mapp för beslut", HelpName = "DIR", Recursive = true,
    };

    private static readonly Option<string?> RulesFolder = new("--rules")
    {
        Description = "Folder of the rules (else VARDBRO_RULES, else the one beside the program) / mapp med regler", HelpName = "DIR", Recursive = true,
    };

    private static readonly Option<string> Lang = new("--lang")
    {
        Description = "sv | en", HelpName = "LANG", Recursive = true, DefaultValueFactory = _ => "sv",
    };

    private static readonly Func<Options.Register, Command>[] Verbs =
    [
        BeskedVerb.Create, ExplainVerb.Create, CompareVerb.Create, GrantsVerb.Create, FollowUpVerb.Create, DecisionVerb.Create, CommitmentVerb.Create,
        SettleVerb.Create, SettlementVerb.Create, StandingVerb.Create, WhatIfVerb.Create, ChainVerb.Create, MoneyVerb.Create, LedgerVerb.Create, RegisterVerb.Create, WaitsVerb.Create, PublishVerb.Create, StatsVerb.Create, QueueVerb.Create, AuditVerb.Create, SynthVerb.Create, MatchVerb.Create, NightVerb.Create,
        CheckRulesVerb.Create, VerifyVerb.Create, ServeVerb.Create, DemoVerb.Create,
    ];

    static CommandLine() => Lang.AcceptOnlyFromAmong("sv", "en");

    /// <summary>Runs one verb and gives its exit code.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var root = new RootCommand("Vårdbro: från kronan i budgeten till dagen patienten får vård / from the krona in the budget to the day a patient gets care")
        {
            Data, RulesFolder, Lang,
        };
        Options.Register register = (command, run) => command.SetAction(parse => run(Open(parse, output, error, clock), parse));
        foreach (var create in Verbs)
        {
            root.Add(create(register));
        }

        // A value that begins with @ is a value, not the name of a file with more of them.
        return Invoke(root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }), output, error, clock);
    }

    private static int Invoke(ParseResult parse, TextWriter output, TextWriter error, TimeProvider clock)
    {
        if (Misunderstood.In(parse) is { Count: > 0 } misunderstood)
        {
            var language = LanguageAsked(parse);
            foreach (var wrong in misunderstood)
            {
                error.WriteLine(wrong.In(language));
            }

            error.WriteLine($"{(language == Language.Swedish ? "Hjälp" : "Help")}: {Misunderstood.PathOf(parse.CommandResult.Command)} --help");
            return ExitCode.Usage;
        }

        var session = Open(parse, output, error, clock);
        try
        {
            return parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception defect)
        {
            // The only place that catches everything: a defect is shown whole and has an exit code of its own.
            error.WriteLine(session.Say("Ett fel i Vårdbro (inget har ändrats utöver det som redan bekräftats):",
                "A defect in Vårdbro (nothing has changed beyond what was already confirmed):"));
            error.WriteLine(defect);
            return ExitCode.Defect;
        }
    }

    // Read from the words themselves: an option that is wrong has no value to give.
    private static Language LanguageAsked(ParseResult parse) =>
        parse.GetResult(Lang)?.Tokens is [.., { Value: "en" }] ? Language.English : Language.Swedish;

    private static Session Open(ParseResult parse, TextWriter output, TextWriter error, TimeProvider clock) => new(
        parse.GetValue(RulesFolder) ?? FromEnvironment("VARDBRO_RULES") ?? Path.Combine(AppContext.BaseDirectory, "rules"),
        parse.GetValue(Data) ?? FromEnvironment("VARDBRO_DATA") ?? UserData(),
        parse.GetValue(Lang) == "en" ? Language.English : Language.Swedish,
        output, error, clock);

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    // Without a home directory the data stands beside the program, never in a folder that is cleared at restart.
    private static string UserData() => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder
        ? Path.Combine(folder, "vardbro")
        : Path.Combine(AppContext.BaseDirectory, "data");
}

using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage.Rules;

namespace Vardbro.Cli;

/// <summary><c>vardbro check-rules</c>: reads every rule and names each problem with file, line, what is wrong and what would be right.</summary>
internal static class CheckRulesVerb
{
    public static Command Create(Options.Register register)
    {
        var command = new Command("check-rules", "Reads and checks every rule / läser och prövar alla regler");
        register(command, (session, _) => Check(session));
        return command;
    }

    private static int Check(Session session)
    {
        var reading = RuleFolder.Check(session.RulesFolder);
        foreach (var problem in reading.Problems)
        {
            session.Error.WriteLine(problem.In(session.Language));
        }

        if (reading.Book is not { } book)
        {
            session.Error.WriteLine(session.Say($"{reading.Problems.Length} fel i {reading.Files} filer.", $"{reading.Problems.Length} {(reading.Problems.Length == 1 ? "problem" : "problems")} in {reading.Files} files."));
            return ExitCode.Rules;
        }

        var examples = reading.Examples.Length + reading.ClockExamples.Length + reading.NeedExamples.Length + reading.SchemeExamples.Length;
        var statements = book.Programmes.Sum(p => p.Statements.Length);
        session.Out.WriteLine(session.Say(
            $"Reglerna håller: {reading.Files} filer, {book.Programmes.Length} program, {statements} uppgifter, {book.Keys.Count} nycklar, {book.Sources.Count} källor, {examples} exempel.",
            $"The rules hold: {reading.Files} files, {book.Programmes.Length} programmes, {statements} statements, {book.Keys.Count} keys, {book.Sources.Count} sources, {examples} examples."));
        session.Out.WriteLine(session.Say($"Version {book.Version}", $"Version {book.Version}"));
        return ExitCode.Done;
    }
}

using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Rules;

namespace Vardbro.Cli;

/// <summary>What one run of the program works with: where its rules and data are, which language, where it writes.</summary>
/// <param name="RulesFolder">The folder of the rules.</param>
/// <param name="DataFolder">The folder of the store.</param>
/// <param name="Language">The language people read.</param>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where refusals and remarks go.</param>
/// <param name="Clock">The only clock.</param>
public sealed record Session(
    string RulesFolder, string DataFolder, Language Language, TextWriter Out, TextWriter Error, TimeProvider Clock)
{
    /// <summary>The civil date in Sweden, which every default date is.</summary>
    public DateOnly Today => SwedishDate.Today(Clock);

    /// <summary>The text in the language of the session.</summary>
    public string Say(string swedish, string english) => Language == Language.Swedish ? swedish : english;

    /// <summary>The text in the language of the session.</summary>
    public string Say(Bilingual text) => text.In(Language);

    /// <summary>Reads the rules.</summary>
    public Outcome<RuleBook> Rules() => RuleFolder.Load(RulesFolder);

    /// <summary>Prints a refusal and gives its exit code.</summary>
    public int Refuse(Refusal refusal)
    {
        Error.WriteLine(refusal.In(Language));
        return ExitCode.Of(refusal);
    }

    /// <summary>Goes on with the value or prints the refusal.</summary>
    public int With<T>(Outcome<T> outcome, Func<T, int> then) =>
        outcome.Succeeded(out var value, out var refusal) ? then(value) : Refuse(refusal);

    /// <summary>Opens the store, executes one command on it, prints what came of it, and lets the store go.</summary>
    public int Decide<T>(Func<Store, Task<Outcome<T>>> execute, Action<T> print) => With(Store.Open(DataFolder, Clock), store =>
    {
        try
        {
            return With(execute(store).GetAwaiter().GetResult(), state =>
            {
                print(state);
                return ExitCode.Done;
            });
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    });

    /// <summary>Reads a date, or takes the one given when there is none.</summary>
    public static Outcome<DateOnly> Date(string? text, DateOnly otherwise) =>
        text is null ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Refusal.Of(RefusalCode.DateMalformed, text);

    /// <summary>Writes a table as a file or to the output.</summary>
    public int Export(ExportTable table, ExportFormat format, string? file)
    {
        try
        {
            if (file is null)
            {
                using var output = Console.OpenStandardOutput();
                table.Write(output, format);
            }
            else
            {
                // Written aside and moved into place: a half-written file is never taken for a whole one.
                WriteAside(table, format, file);
                Error.WriteLine(Say($"Skrev {file}", $"Wrote {file}"));
            }

            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(Refusal.Of(RefusalCode.OutputNotWritable, file ?? "stdout", exception.Message));
        }
    }

    private static void WriteAside(ExportTable table, ExportFormat format, string file)
    {
        var aside = file + ".part";
        try
        {
            using (var output = File.Create(aside))
            {
                table.Write(output, format);
            }

            File.Move(aside, file, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}

/// <summary>Exit codes (docs/operate/command-line.md).</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused by a rule of the domain (VB2xxx, VB3xxx).</summary>
    public const int Refused = 1;

    /// <summary>Asked in a way that cannot be understood or served (VB5xxx).</summary>
    public const int Usage = 2;

    /// <summary>The rules are missing or wrong (VB1xxx).</summary>
    public const int Rules = 3;

    /// <summary>The store is damaged, in use or cannot be written (VB4xxx).</summary>
    public const int Store = 4;

    /// <summary>A defect in the program.</summary>
    public const int Defect = 70;

    /// <summary>The exit code of a refusal.</summary>
    public static int Of(Refusal refusal) => ((int)refusal.Code / 1000) switch
    {
        1 => Rules,
        4 => Store,
        5 => Usage,
        _ => Refused,
    };
}

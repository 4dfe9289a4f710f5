using System.Diagnostics;
using Vardbro.Kernel;

namespace Vardbro.Storage.Night;

/// <summary>
/// Runs the matching engine in a process of its own, <c>vardbro match</c>: a long computation leaves the pages and this process's memory alone.
/// </summary>
internal static class NightEngine
{
    private const string Program = "vardbro";

    /// <summary>What a program with a defect in it ends with.</summary>
    private const int Defect = 70;

    /// <summary>Runs the verb; what it refuses is refused here too, in both languages (VB3121).</summary>
    public static Outcome<bool> Run(IEnumerable<string> arguments)
    {
        try
        {
            string[] asked = [.. arguments];
            var (code, line) = Ran(asked, "sv");
            return code == 0 ? true
                : Refusal.Of(RefusalCode.NightEngineFailed, code == Defect ? new($"ett fel i motorn (slutkod {code}).", $"a defect in the engine (exit {code}).")
                    : Number(line) is null ? line.Length > 0 ? line : new Bilingual($"slutkod {code}.", $"exit {code}.")
                    : new(line, InEnglish(asked, line)));
        }
        catch (Exception trouble) when (trouble is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return Refusal.Of(RefusalCode.NightEngineFailed, trouble.Message + ".");
        }
    }

    // A process says its refusal in one language only, and whoever reads ours may want the other: the same is asked once more. What is
    // refused is refused before anything is written, so that asking again changes nothing. Were the answer another, the first one stands.
    private static string InEnglish(string[] arguments, string swedish) =>
        Ran(arguments, "en") is (not 0, var line) && Number(line) == Number(swedish) ? line : swedish;

    // The exit code and the first line of what went wrong.
    private static (int Code, string Line) Ran(string[] arguments, string language)
    {
        using var process = Process.Start(Start([.. arguments, "--lang", language]))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        return (process.ExitCode, error.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim() ?? "");
    }

    private static string? Number(string line) => line.StartsWith("VB", StringComparison.Ordinal) ? line.Split(' ')[0] : null;

    // The program as it was started: by its own name, or by the runtime with the program's file.
    private static ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var self = Environment.ProcessPath ?? "";
        var name = Path.GetFileNameWithoutExtension(self);
        var start = new ProcessStartInfo(name is Program or "dotnet" ? self : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        if (name != Program)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program + ".dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}

using System.Diagnostics;
using Vardbro.Kernel;

namespace Vardbro.Storage.Night;

/// <summary>
/// Runs the matching engine in a process of its own, <c>vardbro match</c>: a long computation leaves the pages and this process's memory alone.
/// </summary>
internal static class NightEngine
{
    private const string Program = "vardbro";

    /// <summary>Runs the verb; what it refuses is refused here too (VB3121).</summary>
    public static Outcome<bool> Run(IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(Start([.. arguments]))!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            output.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? true : Refusal.Of(RefusalCode.NightEngineFailed, Said(error.GetAwaiter().GetResult(), process.ExitCode));
        }
        catch (Exception trouble) when (trouble is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return Refusal.Of(RefusalCode.NightEngineFailed, trouble.Message + ".");
        }
    }

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

    private static string Said(string error, int code) =>
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim() is { Length: > 0 } line ? line : $"exit {code}.";
}

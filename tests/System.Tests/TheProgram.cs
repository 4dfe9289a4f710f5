using System.Diagnostics;
using System.Text;
using Vardbro.Cli;

namespace Vardbro.Tests;

/// <summary>What one run of the program gave.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">Standard output, byte for byte as UTF-8.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Ran(int Code, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string FirstError => Error.Split('\n')[0];
}

/// <summary>The program as a user has it: the built file, its own process, its own folders.</summary>
internal static class TheProgram
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string RulesFolder { get; } = Path.Combine(Root, "rules");

    /// <summary>Runs one verb against the project's own rules.</summary>
    public static Ran Run(params string[] arguments) => RunWith(new() { ["VARDBRO_RULES"] = RulesFolder }, arguments);

    /// <summary>
    /// Runs one verb through the same door without a process of its own: for the many refusals, and where the clock matters.
    /// What a verb writes as a file to standard output does not come this way.
    /// </summary>
    public static Ran RunHere(DateTimeOffset now, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        string[] rules = arguments.Contains("--rules") ? [] : ["--rules", RulesFolder];
        var code = CommandLine.Run([.. arguments, .. rules], output, error, new StandingClock { Now = now });
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The day on which the tests ask when nothing else is said.</summary>
    public static DateTimeOffset Now { get; } = new(2024, 6, 3, 10, 0, 0, TimeSpan.Zero);

    public static Ran RunHere(params string[] arguments) => RunHere(Now, arguments);

    /// <summary>Runs one verb with an environment of its own.</summary>
    public static Ran RunWith(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "vardbro.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("VARDBRO_DATA");
        start.Environment.Remove("VARDBRO_RULES");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = ReadAll(process.StandardOutput.BaseStream);
        var error = ReadAll(process.StandardError.BaseStream);
        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static async Task<string> ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vardbro.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}

/// <summary>A folder that goes away.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vardbro-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A copy of the project's rules in this folder, to be changed.</summary>
    public string CopyRules()
    {
        foreach (var file in Directory.EnumerateFiles(TheProgram.RulesFolder, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(this["rules"], System.IO.Path.GetRelativePath(TheProgram.RulesFolder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return this["rules"];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

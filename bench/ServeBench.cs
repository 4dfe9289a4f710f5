using System.Diagnostics;
using System.Globalization;

namespace Vardbro.Bench;

/// <summary>
/// The served demo as a newcomer meets it: from process start to the first page (target 1.5 s) and resident memory after
/// every page has been read three times (target 150 MB).
/// </summary>
internal static class ServeBench
{
    private const int Rounds = 5;

    private static readonly string[] Pages =
    [
        "/", "/program", "/program/sector-grant", "/region", "/region/0014", "/besked/2024", "/besked/2024/0014", "/beslut", "/beslut/2024",
        "/beslut/2024/skillnad?fran=2&till=3", "/bidrag", "/pengar/2024", "/karta/2024", "/verkligheten/2024", "/ataganden", "/huvudbok",
        "/nycklar", "/antaganden", "/kallor", "/tillganglighet", "/hjalp", "/besked/2024.csv", "/besked/2024.xlsx",
    ];

    public static async Task Run()
    {
        var (starts, sizes) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (start, size) = await Measure();
            starts.Add(start);
            sizes.Add(size);
        }

        starts.Sort();
        sizes.Sort();
        Console.WriteLine($"start to first page: median {starts[Rounds / 2]:0.00} s ({starts[0]:0.00}–{starts[^1]:0.00}), target 1.5 s");
        Console.WriteLine($"resident after all pages: median {sizes[Rounds / 2]:0} MB ({sizes[0]:0}–{sizes[^1]:0}), target 150 MB");
    }

    private static async Task<(double Seconds, double Megabytes)> Measure()
    {
        var data = Directory.CreateTempSubdirectory("vardbro-bench-").FullName;
        var watch = Stopwatch.StartNew();
        using var program = Process.Start(new ProcessStartInfo(
            "dotnet", [RepositoryRoot.Find("edges/bin/Release/net10.0/vardbro.dll"), "demo", "--port", "0", "--data", data, "--rules", RepositoryRoot.Find("rules")])
        { RedirectStandardOutput = true })!;
        try
        {
            var address = await Address(program.StandardOutput);
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            (await client.GetAsync(new Uri("/", UriKind.Relative))).EnsureSuccessStatusCode();
            var seconds = watch.Elapsed.TotalSeconds;
            for (var i = 0; i < 3; i++)
            {
                foreach (var page in Pages)
                {
                    (await client.GetAsync(new Uri(page, UriKind.Relative))).EnsureSuccessStatusCode();
                }
            }

            return (seconds, ResidentMegabytes(program.Id));
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<string> Address(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)) is { } address)
            {
                return address;
            }
        }

        throw new InvalidOperationException("The program ended before it said its address.");
    }

    private static double ResidentMegabytes(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}

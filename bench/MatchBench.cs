using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Vardbro.Bench;

/// <summary>
/// <c>vardbro match</c> as a whole command beside LEMON's NetworkSimplex (<c>bench/peers/match_lemon.cpp</c>, built here when
/// liblemon-dev and g++ are there), both on the same files in one
/// run, two threads each. The ranks and every tier's cost must be LEMON's. A greedy plan stands beside: everybody in order of need takes
/// the cheapest slot still free.
/// </summary>
internal static class MatchBench
{
    private const int Runs = 3;

    public static void Run(int patients)
    {
        var folder = Directory.CreateTempSubdirectory("vardbro-match-").FullName;
        try
        {
            var peer = Build(folder);
            foreach (var form in new[] { "open", "national" })
            {
                var files = Path.Combine(folder, form);
                new MatchNation(patients, form == "national", 7).Write(files);
                var ours = new List<double>();
                var plan = Path.Combine(files, "plan");
                for (var i = 0; i < Runs; i++)
                {
                    if (Directory.Exists(plan))
                    {
                        Directory.Delete(plan, recursive: true);
                    }

                    ours.Add(Time("dotnet", [Program(), "match", .. Options(files), "--threads", "2", "--out", plan]).Seconds);
                }

                var verify = Time("dotnet", [Program(), "match", .. Options(files), "--threads", "2", "--verify", plan]).Seconds;
                ours.Sort();
                Console.WriteLine($"{form}, {patients:N0} patients: vardbro match {ours[1]:0.00} s ({ours[0]:0.00}–{ours[^1]:0.00}), --verify {verify:0.00} s");
                if (peer is not null)
                {
                    var (greedy, rough) = Time(peer, [files, "2", "greedy"]);
                    Console.WriteLine($"  greedy {greedy:0.00} s; {Lost(Lines(plan), rough)}");
                    var (seconds, output) = Time(peer, [files, "2"]);
                    Console.WriteLine($"  LEMON {seconds:0.00} s, {seconds / ours[1]:0.0} times; {(Lines(plan).SequenceEqual(Sorted(output)) ? "the same ranks and costs" : "OTHER RANKS OR COSTS")}");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Program() => Path.Combine(AppContext.BaseDirectory, "vardbro.dll");

    private static IEnumerable<string> Options(string folder)
    {
        foreach (var name in new[] { "patients", "capacity", "distances", "allowed" })
        {
            if (File.Exists(Path.Combine(folder, $"{name}.csv")))
            {
                yield return $"--{name}";
                yield return Path.Combine(folder, $"{name}.csv");
            }
        }
    }

    private static string? Build(string folder)
    {
        var program = Path.Combine(folder, "match_lemon");
        try
        {
            Time("g++", ["-O3", "-march=native", "-std=c++17", Path.Combine(RepositoryRoot.Find("bench"), "peers", "match_lemon.cpp"), "-lpthread", "-o", program]);
            return program;
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.WriteLine("LEMON is not measured: g++ and liblemon-dev are needed.");
            return null;
        }
    }

    private static (double Seconds, string Output) Time(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (watch.Elapsed.TotalSeconds, output) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    // What a plan came to, in the peer's words.
    private static string[] Lines(string plan)
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(plan, "summary.json")));
        var lines = new List<string>();
        foreach (var tier in summary.RootElement.GetProperty("tiers").EnumerateArray())
        {
            var number = tier.GetProperty("tier").GetInt32();
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"cost {number} {tier.GetProperty("cost").GetInt64()}"));
            lines.AddRange(tier.GetProperty("ranks").EnumerateArray().Select(r =>
                string.Create(CultureInfo.InvariantCulture, $"placed {number} {r.GetProperty("rank").GetInt32()} {r.GetProperty("placed").GetInt32()}")));
        }

        return Sorted(string.Join('\n', lines));
    }

    private static string[] Sorted(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    // By tier, how many fewer another plan places, and what it costs a placed one more.
    private static string Lost(string[] best, string other) => string.Join("; ", Tiers(best).Zip(Tiers(Sorted(other)), (ours, theirs) =>
        $"tier {ours.Tier}: {theirs.Placed - ours.Placed:+0;-0;0} placed, {(theirs.Cost / (double)theirs.Placed) - (ours.Cost / (double)ours.Placed):+0.0;-0.0;0} cost each"));

    private static IEnumerable<(string Tier, long Placed, long Cost)> Tiers(string[] lines) => lines
        .Select(l => l.Split(' '))
        .GroupBy(l => l[1])
        .Select(g => (g.Key, g.Where(l => l[0] == "placed").Sum(l => long.Parse(l[3], CultureInfo.InvariantCulture)), g.Where(l => l[0] == "cost").Sum(l => long.Parse(l[2], CultureInfo.InvariantCulture))))
        .Where(t => t.Item2 > 0);
}

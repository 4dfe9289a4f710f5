using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Vardbro.Bench;

namespace Vardbro.Tests;

/// <summary>The plan beside another solver's: LEMON's NetworkSimplex, <c>bench/peers/match_lemon.cpp</c>.</summary>
public sealed class MatchPeerTests
{
    [Fact]
    public void Every_rank_and_every_tiers_cost_are_what_another_solver_gives()
    {
        using var folder = new Folder();
        Run("g++", "-O2", "-std=c++17", Path.Combine(TheProgram.Root, "bench", "peers", "match_lemon.cpp"), "-lpthread", "-o", folder["peer"]);
        foreach (var (patients, national, seed) in new[] { (400, true, 1UL), (3000, false, 2UL), (3000, true, 3UL), (12000, true, 4UL) })
        {
            var files = folder[$"{seed}"];
            new MatchNation(patients, national, seed).Write(files);
            string[] allowed = national ? ["--allowed", Path.Combine(files, "allowed.csv")] : [];
            var ran = TheProgram.RunHere([
                "match", "--patients", Path.Combine(files, "patients.csv"), "--capacity", Path.Combine(files, "capacity.csv"),
                "--distances", Path.Combine(files, "distances.csv"), .. allowed, "--out", Path.Combine(files, "plan")]);
            Assert.True(ran.Code == 0, ran.Error);
            Assert.Equal(Run(folder["peer"], files, "2").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Ours(files).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Ours(string files)
    {
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(files, "plan", "summary.json")));
        foreach (var tier in summary.RootElement.GetProperty("tiers").EnumerateArray())
        {
            var number = tier.GetProperty("tier").GetInt32();
            yield return string.Create(CultureInfo.InvariantCulture, $"cost {number} {tier.GetProperty("cost").GetInt64()}");
            foreach (var rank in tier.GetProperty("ranks").EnumerateArray())
                yield return string.Create(CultureInfo.InvariantCulture, $"placed {number} {rank.GetProperty("rank").GetInt32()} {rank.GetProperty("placed").GetInt32()}");
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsvHelper;
using nietras.SeparatedValues;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Register;

namespace Vardbro.Bench;

/// <summary>
/// A region's month of a million rows: splitting, judging and counting (target 1 000 000 rows/s on one core), and the whole
/// import with hash and store (target 200 000 rows/s, memory at most 200 MB). Beside it <c>wc -l</c>, which only counts lines,
/// and CsvHelper and Sep, which only split; all take the same file in turn.
/// </summary>
internal static class RegisterBench
{
    private const int Rounds = 5;
    private static readonly Month Month = new(2024, 8);
    private static readonly RegionId Region = RegionId.TryParse("0014")!.Value;

    public static void Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("vardbro-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "month.csv");
            Write(file, rows);
            Console.WriteLine($"{rows:N0} rows, {new FileInfo(file).Length / 1e6:N0} MB");
            var rules = RuleFolder.LoadWaiting(RepositoryRoot.Find("rules")).Value;
            var codes = rules.CodesFor(Month).Value;
            var what = new (string Name, Action Do)[]
            {
                ("wc -l", () => Lines(file)),
                ("split + judge + count", () => Counted(file, codes, rows)),
                ("Sep: split", () => Sep(file, rows)),
                ("CsvHelper: split", () => Helper(file, rows)),
                ("whole import (own process)", () => Import(file, folder, rows)),
            };
            var rates = what.Select(_ => new List<double>()).ToList();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < what.Length; i++)
                {
                    var watch = Stopwatch.StartNew();
                    what[i].Do();
                    rates[i].Add(rows / watch.Elapsed.TotalSeconds);
                }
            }

            foreach (var ((name, _), rate) in what.Zip(rates))
            {
                rate.Sort();
                Console.WriteLine($"{name,-28} median {rate[Rounds / 2],12:N0} rows/s ({rate[0]:N0}–{rate[^1]:N0})");
            }

            ImportCosts.Sort();
            Console.WriteLine($"whole import, processor time: median {rows / ImportCosts[Rounds / 2]:N0} rows/s a core; peak memory {ImportMegabytes.Max():N0} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly List<double> ImportCosts = [];
    private static readonly List<double> ImportMegabytes = [];

    private static void Lines(string file)
    {
        using var program = Process.Start(new ProcessStartInfo("wc", ["-l", file]) { RedirectStandardOutput = true })!;
        program.WaitForExit();
    }

    private static void Counted(string file, RegisterCodes codes, int rows)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var count = RegisterCheck.Count(stream, codes, Region, Month).Value;
        Expect(count.Waiting + count.Completed, rows);
    }

    private static void Sep(string file, int rows)
    {
        using var reader = nietras.SeparatedValues.Sep.New(',').Reader(o => o with { Unescape = true }).FromFile(file);
        var (seen, length) = (0, 0L);
        foreach (var row in reader)
        {
            seen++;
            for (var i = 0; i < RegisterFields.Count; i++)
            {
                length += row[i].Span.Length;
            }
        }

        Expect(seen, length > 0 ? rows : -1);
    }

    private static void Helper(string file, int rows)
    {
        using var reader = CsvReader.FromFile(file);
        var (seen, length) = (0, 0L);
        while (reader.Read())
        {
            seen++;
            for (var i = 0; i < RegisterFields.Count; i++)
            {
                length += reader.GetSpan(i).Length;
            }
        }

        Expect(seen, length > 0 ? rows : -1);
    }

    // A store of its own each time: the same file again would change nothing.
    private static void Import(string file, string folder, int rows)
    {
        var data = Path.Combine(folder, $"data-{ImportCosts.Count}");
        using var program = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                RepositoryRoot.Find("edges/bin/Release/net10.0/vardbro.dll"), "register", "import", file, "--region", Region.ToString(), "--period", Month.ToString(),
                "--data", data, "--rules", RepositoryRoot.Find("rules"),
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (peak, cost) = (0L, TimeSpan.Zero);
        while (!program.WaitForExit(10))
        {
            try
            {
                program.Refresh();
                (peak, cost) = (Math.Max(peak, program.PeakWorkingSet64), program.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended between the question and the answer.
            }
        }

        Expect(program.ExitCode == 0 ? rows : -1, rows);
        ImportCosts.Add(cost.TotalSeconds);
        ImportMegabytes.Add(peak / 1e6);
        Directory.Delete(data, recursive: true);
    }

    private static void Expect(long seen, long rows)
    {
        if (seen != rows)
        {
            throw new InvalidOperationException($"Saw {seen} rows of {rows}.");
        }
    }

    // Invented rows of the length real ones have: about 310 bytes.
    private static void Write(string file, int rows)
    {
        var chance = new Random(20240831);
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', RegisterFields.Names));
        for (var i = 0; i < rows; i++)
        {
            var unit = chance.Next(200);
            var start = Month.First.AddDays(chance.Next(31));
            var from = start.AddDays(-chance.Next(300));
            var completed = chance.Next(10) < 4;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"K{i:d12},P{chance.Next():d12},{chance.Next(1, 3)},{chance.Next(1930, 2024)},14,SE2321000131-E000000000001,SE2321000131-F{unit / 10:d12},SE2321000131-E{unit:d12},,51{unit % 50:d3},Sjukhuset i Mölndal {unit % 50},{chance.Next(200, 520)},51101,,H259,CJE20,LK,1,{chance.Next(1, 6)},1,{(chance.Next(3) == 0 ? "1" : "")},1,SE2321000131-E{unit + 1:d12},R{i:d12},{from:yyyy-MM-dd},{from:yyyy-MM-dd},{from:yyyy-MM-dd},{(completed ? start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")},{from.AddDays(90):yyyy-MM-dd},1480,SE2321000131-E{unit + 2:d12},{Month}"));
        }
    }
}

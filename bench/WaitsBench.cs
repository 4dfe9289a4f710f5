using System.Diagnostics;

namespace Vardbro.Bench;

/// <summary>
/// A region's daily file of waits through the whole program, in its own process: read, judged, sealed person by person and stored
/// in place of the day before; and the same without a legal basis, figures only. What is asked is that a day takes a few seconds.
/// </summary>
internal static class WaitsBench
{
    private const int Rounds = 5;
    private static readonly string Program = RepositoryRoot.Find("edges/bin/Release/net10.0/vardbro.dll");

    public static void Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("vardbro-bench-").FullName;
        try
        {
            var (even, odd) = (Path.Combine(folder, "even.csv"), Path.Combine(folder, "odd.csv"));
            Write(even, rows, 0);
            Write(odd, rows, rows / 100);
            Console.WriteLine($"{rows:N0} rows, {new FileInfo(even).Length / 1e6:N0} MB; a hundredth of them leave each day");
            foreach (var basis in new[] { true, false })
            {
                var data = Path.Combine(folder, basis ? "persons" : "figures");
                if (basis)
                {
                    Vardbro(data, "waits", "basis", "record", "--region", "0014", "--kind", "agreement", "--reference", "x", "--from", "2024-01-01", "--number", "B-1", "--by", "A", "--and", "B");
                }

                var (seconds, costs, megabytes) = (new List<double>(), new List<double>(), 0.0);
                for (var round = 0; round <= Rounds; round++)
                {
                    var (took, cost, peak) = Vardbro(data, "waits", "import", round % 2 == 0 ? even : odd, "--region", "0014", "--date", $"2024-09-{round + 1:00}");
                    if (round > 0)
                    {
                        seconds.Add(took); // the first has no day before it
                        costs.Add(cost);
                    }

                    megabytes = Math.Max(megabytes, peak);
                }

                seconds.Sort();
                costs.Sort();
                Console.WriteLine($"{(basis ? "persons" : "figures only"),-14} median {seconds[Rounds / 2]:N2} s ({seconds[0]:N2}–{seconds[^1]:N2}), {rows / seconds[Rounds / 2]:N0} rows/s by the clock; {costs[Rounds / 2]:N2} s of processor time, {rows / costs[Rounds / 2]:N0} rows/s a core; peak memory {megabytes:N0} MB; stored {Size(data) / 1e6:N0} MB");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Size(string data) => Directory.EnumerateFiles(data, "operational*").Sum(f => new FileInfo(f).Length);

    private static (double Seconds, double Cost, double Megabytes) Vardbro(string data, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments, "--data", data, "--rules", RepositoryRoot.Find("rules")])
        { RedirectStandardOutput = true })!;
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

        return program.ExitCode == 0 ? (watch.Elapsed.TotalSeconds, cost.TotalSeconds, peak / 1e6) : throw new InvalidOperationException(program.StandardOutput.ReadToEnd());
    }

    private static void Write(string file, int rows, int from)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Waiting.Operational.OperationalFields.Names));
        for (var i = from; i < from + rows; i++)
        {
            var referral = new DateOnly(2024, 8, 31).AddDays(-(i % 300));
            var key = new string([.. i.ToString("00000000", System.Globalization.CultureInfo.InvariantCulture).Select(c => (char)('B' + (c - '0')))]);
            writer.WriteLine($"WAIT-{key},KEY-{key},0014,SE2321000131-E{i % 200:000000000000},{200 + (i % 12)},1480,{(i % 2 == 0 ? "female" : "male")},{1930 + (i % 90)},first-visit,{referral:yyyy-MM-dd},,{referral.AddDays(90):yyyy-MM-dd},,,,,profile,waiting,,,2024-08-31T10:00:00Z");
        }
    }
}

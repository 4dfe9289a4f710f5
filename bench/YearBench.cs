using System.Diagnostics;
using Vardbro.Storage.Register;
using Vardbro.Storage.Rules;
using Vardbro.Storage.Synthetic;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Bench;

/// <summary>
/// A year of the whole country's contacts, some 40 million in twelve months of packed files of 21 regions, taken in two files at a time.
/// Targets: at most 120 s on two cores, at most 16 bytes a contact at rest (batches; the received files are kept besides). The rows are
/// the synthetic nation's, two and a half times over: one twice its size and one half.
/// </summary>
internal static class YearBench
{
    public static void Run()
    {
        var rules = RepositoryRoot.Find("rules");
        var (waiting, nation) = (RuleFolder.LoadWaiting(rules).Value, RuleFolder.LoadSynthetic(rules).Value);
        var (rows, seconds, cost, atRest, keys, received) = (0L, 0.0, 0.0, 0L, 0L, 0L);
        foreach (var (seed, scale) in new[] { ("1", "2.0"), ("2", "0.5") })
        {
            var folder = Directory.CreateTempSubdirectory("vardbro-year-").FullName;
            try
            {
                var files = Path.Combine(folder, "files");
                var order = SyntheticOrder.Of(nation, seed, scale, nation.Course.Length).Value;
                _ = SyntheticFolder.Write(nation, order, [.. Enumerable.Range(0, nation.Regions.Length)], files, _ => { }).Value;
                var register = RegisterStore.Open(folder).Value;
                var deliveries = nation.Course.SelectMany(c => nation.Regions.Select(r =>
                    new RegisterDelivery(Path.Combine(files, $"register-{r.Id}-{c.Month}.csv.gz"), r.Id, c.Month, Synthetic: true))).ToList();
                var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                Parallel.ForEach(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 2 }, delivery =>
                {
                    var answer = RegisterImport.Run(register, delivery, waiting, TimeProvider.System, _ => { }).Value;
                    if (answer.Why is { } why)
                    {
                        throw new InvalidOperationException(why.ToString());
                    }

                    Interlocked.Add(ref rows, answer.Import.Count.Rows);
                });
                (seconds, cost) = (seconds + watch.Elapsed.TotalSeconds, cost + (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
                long Size(string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
                (atRest, keys) = (atRest + Size("*.vbb"), keys + Size("*.keys"));
                received += deliveries.Sum(d => new FileInfo(d.File).Length);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine($"{rows:N0} contacts in 504 files ({received / 1e9:0.0} GB packed): {seconds:0} s by the clock, {cost:0} s of processor time");
        Console.WriteLine($"at rest {(double)atRest / rows:0.0} bytes a contact, link keys apart {(double)keys / rows:0.0}; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
    }
}

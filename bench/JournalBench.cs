using System.Diagnostics;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Bench;

/// <summary>Decisions a second on SQLite: one waiting caller against sixty-four, on many streams and on one.</summary>
internal static class JournalBench
{
    private const int Rounds = 5;
    private static readonly string Text = new('x', 300);

    public static async Task Run()
    {
        foreach (var (callers, streams) in new[] { (1, 1), (1, 64), (64, 1), (64, 64) })
        {
            var rates = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                rates.Add(await Measure(callers, streams, decisions: callers == 1 ? 1_000 : 10_000));
            }

            rates.Sort();
            Console.WriteLine($"{callers,2} callers, {streams,2} streams: median {rates[Rounds / 2]:N0} decisions/s ({rates[0]:N0}–{rates[^1]:N0})");
        }
    }

    private static async Task<double> Measure(int callers, int streams, int decisions)
    {
        var folder = Directory.CreateTempSubdirectory("vardbro-bench-").FullName;
        try
        {
            await using var journal = Journal.Open(folder, TimeProvider.System).Value;
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                for (var i = caller; i < decisions; i += callers)
                {
                    var stream = $"bench/{i % streams}";
                    var stored = await journal.Execute<int>(
                        [stream], _ => ((System.Collections.Immutable.ImmutableArray<NewEvent>)[new NewEvent(stream, "bench", 1, Text, [])], 0),
                        claim => Refusal.Of(RefusalCode.DecisionNumberTaken, claim.Value));
                    _ = stored.Value;
                }
            })));
            return decisions / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Bench;

/// <summary>
/// A million postings in batches of a thousand entries: in memory, the check of every account included; and through the real
/// journal as decided notices that each post to every region and programme, with the ledger replayed from it afterwards.
/// Beside: the same postings one entry at a time. Target: at least 50 000 postings a second in batches.
/// </summary>
internal static class LedgerBench
{
    private const int Batch = 1_000;
    private const int Rounds = 5;

    public static async Task Run(int postings)
    {
        Report("in memory, in batches", Enumerable.Range(0, Rounds).Select(_ => InBatches(postings)));
        Report("in memory, one at a time", Enumerable.Range(0, Rounds).Select(_ => OneByOne(postings / 10)));
        var (stored, replayed) = await ThroughTheJournal(postings / 10);
        Console.WriteLine($"through the journal, on disk: {stored:N0} postings/s; replayed and booked again: {replayed:N0} postings/s");
    }

    private static void Report(string what, IEnumerable<double> rounds)
    {
        var rates = rounds.Order().ToList();
        Console.WriteLine($"{what}: median {rates[rates.Count / 2]:N0} postings/s ({rates[0]:N0}–{rates[^1]:N0})");
    }

    private static double InBatches(int postings)
    {
        var entries = Entries(postings);
        var watch = Stopwatch.StartNew();
        var ledger = Ledger.Empty;
        for (var i = 0; i < entries.Length; i += Batch)
        {
            ledger = ledger.PostAll(entries.AsSpan(i, Math.Min(Batch, entries.Length - i))).Value;
        }

        return Rate(postings, watch, ledger);
    }

    private static double OneByOne(int postings)
    {
        var entries = Entries(postings);
        var watch = Stopwatch.StartNew();
        var ledger = entries.Aggregate(Ledger.Empty, (l, e) => l.Post(e).Value);
        return Rate(postings, watch, ledger);
    }

    private static double Rate(int postings, Stopwatch watch, Ledger ledger)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        return ledger.TrialBalance == Money.Zero ? postings / seconds : throw new InvalidOperationException("The ledger does not balance.");
    }

    // Allotments and requisitions of 21 regions and 25 programmes: two lines an entry.
    private static LedgerEntry[] Entries(int postings)
    {
        var (day, entries) = (new DateOnly(2024, 1, 1), new LedgerEntry[postings / 2]);
        for (var i = 0; i < entries.Length; i++)
        {
            var (programme, region) = ($"programme-{i / 2 % 25}", $"{i / 50 % 21:0000}");
            var allotted = new Account(AccountKind.Allotted, programme, 2024, region);
            entries[i] = i % 2 == 0
                ? new(day, "A-1", "x", [new(allotted, new(100)), new(new(AccountKind.Granted, programme, 2024), new(-100))], "notice/2024/2")
                : new(day, "R-1", "x", [new(new(AccountKind.Requisitioned, programme, 2024, region), new(100)), new(allotted, new(-100))], "grant/x/2024/0014/1");
        }

        return entries;
    }

    // One notice a year, 25 programmes of 1 000 recipients each, so that an event carries a batch of 25 000 postings.
    private static async Task<(double Stored, double Replayed)> ThroughTheJournal(int postings)
    {
        const int Programmes = 25;
        const int Recipients = 1_000;
        var folder = Directory.CreateTempSubdirectory("vardbro-bench-").FullName;
        try
        {
            var amounts = Enumerable.Range(0, Recipients).ToImmutableSortedDictionary(i => RegionId.TryParse($"{i:0000}")!.Value, _ => Money.Kronor(1));
            NoticeContent Content(int year) => new(year, new(year, 1, 1), new string('0', 64),
                [.. Enumerable.Range(0, Programmes).Select(p => new NoticeProgramme($"programme-{p}", "x", Money.Kronor(Recipients), amounts))]);
            var years = Math.Max(1, postings / (Programmes * (Recipients + 3)));
            var watch = Stopwatch.StartNew();
            await using (var store = Store.Open(folder, TimeProvider.System).Value)
            {
                for (var year = 1990; year < 1990 + years; year++)
                {
                    var content = Content(year);
                    _ = (await store.Execute(year, (NoticeDecision _, DateTimeOffset at) => new NoticeDrafted(content, at))).Value;
                    _ = (await store.Execute(year, (NoticeDecision _, DateTimeOffset at) =>
                        new NoticeDecided(new($"A-{content.Year}", new(content.Year, 1, 1), "A", "B"), at))).Value;
                }
            }

            var stored = watch.Elapsed.TotalSeconds;
            watch.Restart();
            var ledger = Store.Verify(folder).Value.Ledger;
            var lines = ledger.Entries.Sum(e => e.Postings.Length);
            return (lines / stored, lines / watch.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Operational;

/// <summary>A daily file as it is handed in.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Region">Whose file it is said to be.</param>
/// <param name="Day">Of which day.</param>
/// <param name="Synthetic">Whether its rows are invented.</param>
/// <param name="Basis">The legal basis that holds both on the day and today; null when none does, and then no person is kept.</param>
public sealed record OperationalDelivery(string File, RegionId Region, DateOnly Day, bool Synthetic, LegalBasis? Basis);

/// <summary>What became of a file.</summary>
/// <param name="Delivered">The line in the log.</param>
/// <param name="Repeated">Whether the region had this very file already, so that nothing was written.</param>
/// <param name="Why">Why it was rejected; null when it was not.</param>
/// <param name="Report">What was found row by row, as far as it was read.</param>
public sealed record OperationalAnswer(OperationalDelivered Delivered, bool Repeated, Refusal? Why, OperationalReport Report);

/// <summary>
/// Takes in a region's daily file: read once, judged, then the region's whole picture is replaced in one transaction over both
/// databases. The received bytes are personal data and are not kept, only their SHA-256. Whatever goes wrong, the picture is as it was.
/// </summary>
public static class OperationalImport
{
    /// <summary>The most rows a file may have: they are held in memory until all have been seen.</summary>
    public const int MostRows = 500_000;

    /// <summary>Takes in a file. Of two at once for one region the later sees what the earlier has done.</summary>
    /// <returns>
    /// The answer, also when the file is rejected; RegisterFileUnreadable, OperationalCodesMissing, OperationalDayOlder, and what the
    /// store has to say (StoreNotWritable, StoreDamaged, StoreNewer), in which case nothing is stored.
    /// </returns>
    public static Outcome<OperationalAnswer> Run(
        OperationalStore store, OperationalDelivery delivery, WaitingRules rules, TimeProvider clock, Action<long>? progress = null) =>
        rules.OperationalFor(delivery.Day).Then(codes => DeliveredFile.Open(delivery.File).Then(file =>
        {
            using (file)
            {
                try
                {
                    return Take(store, delivery, rules, codes, file, clock, progress);
                }
                catch (ReadingFailedException trouble)
                {
                    return Refusal.Of(RefusalCode.RegisterFileUnreadable, delivery.File, trouble.Message);
                }
                catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
                {
                    return StoreTrouble.NotWritable(store.Files.DataFolder, trouble.Message);
                }
                catch (SqliteException trouble)
                {
                    return StoreTrouble.WhenWriting(trouble, store.Files.Database);
                }
            }
        }));

    private static Outcome<OperationalAnswer> Take(
        OperationalStore store, OperationalDelivery delivery, WaitingRules rules, OperationalCodes codes, FileStream file, TimeProvider clock, Action<long>? progress)
    {
        using var received = new ReceivedStream(file, Stream.Null);
        var day = new DayBuilder(new(codes, delivery.Region, delivery.Day, SwedishDate.EndOf(delivery.Day)));
        var why = DeliveredFile.Read(received, OperationalFields.Names, r => day.Add(new(r.Text, r.Starts, r.Ends), r.Row), progress);
        var count = day.Count;
        why ??= count.Refusal(codes);
        var delivered = new OperationalDelivered(
            0, clock.GetUtcNow(), delivery.Region, delivery.Day, why is null ? count.Verdict : Verdict.Rejected,
            why is null ? null : new(why.In(Language.Swedish), why.In(Language.English)), why is null ? received.Hash() : null,
            received.Bytes, received.IsPacked, delivery.Synthetic, delivery.Basis is not null, rules.Version, count);
        var picture = why is null ? DayPicture.Of(rules, delivery.Day, day.Waits, keepPersons: delivery.Basis is not null) : null;
        return store.Write<OperationalAnswer>(log => log.Add(delivered, picture)
            .Then<OperationalAnswer>(done => new OperationalAnswer(done.Delivered, done.Repeated, why, day.Report)));
    }
}

using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>A file as it is handed in.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Region">Whose month it is said to be.</param>
/// <param name="Month">Which month.</param>
/// <param name="Synthetic">Whether its rows are invented.</param>
public sealed record RegisterDelivery(string File, RegionId Region, Month Month, bool Synthetic);

/// <summary>What became of a file.</summary>
/// <param name="Import">The line in the log.</param>
/// <param name="Repeated">Whether the month had this very file already, so that nothing was written.</param>
/// <param name="Why">Why it was rejected; null when it was not.</param>
/// <param name="Report">What was found row by row, as far as it was read.</param>
public sealed record RegisterAnswer(RegisterImported Import, bool Repeated, Refusal? Why, RowReport Report);

/// <summary>
/// Takes in one region's month: hash, unpack, split, judge and pack in one pass, everything written aside; then the files are
/// moved into place and the month is pointed at them in one transaction. Whatever goes wrong before that, the month is as it was.
/// </summary>
public sealed class RegisterImport : IDisposable
{
    /// <summary>The most rows a file may have: a region's month has some hundred thousand, and so many fit in 200 MB of memory.</summary>
    public const int MostRows = 2_000_000;

    private readonly RegisterStore store;
    private readonly RegisterDelivery delivery;
    private readonly WaitingRules rules;
    private readonly List<FileStream> staged = [];

    private RegisterImport(RegisterStore store, RegisterDelivery delivery, WaitingRules rules) =>
        (this.store, this.delivery, this.rules) = (store, delivery, rules);

    /// <summary>Takes in a file. Two at once of one month both get an answer; the month points at the one that came last.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="delivery">What.</param>
    /// <param name="rules">By which rules its codes are read.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="progress">Told now and then how many rows have been read.</param>
    /// <returns>
    /// The answer, also when the file is rejected; RegisterFileUnreadable, RegisterCodesMissing, and what the store has to say
    /// (StoreNotWritable, StoreDamaged, StoreNewer), in which case nothing is stored.
    /// </returns>
    public static Outcome<RegisterAnswer> Run(
        RegisterStore store, RegisterDelivery delivery, WaitingRules rules, TimeProvider clock, Action<long>? progress = null)
    {
        if (!rules.CodesFor(delivery.Month).Succeeded(out var codes, out var missing))
        {
            return missing;
        }

        if (!DeliveredFile.Open(delivery.File).Succeeded(out var file, out var unreadable))
        {
            return unreadable;
        }

        using (file)
        {
            try
            {
                store.Files.Prepare();
                store.Files.ClearStaging(clock);
                using var import = new RegisterImport(store, delivery, rules);
                return import.Take(file, codes, clock, progress);
            }
            catch (ReadingFailedException trouble)
            {
                return Refusal.Of(RefusalCode.RegisterFileUnreadable, delivery.File, trouble.Message);
            }
            catch (Exception trouble) when (SaysNotWritable(trouble))
            {
                return StoreTrouble.NotWritable(store.Files.DataFolder, trouble.Message);
            }
        }
    }

    /// <summary>Takes away what was written aside and not moved into place.</summary>
    public void Dispose()
    {
        foreach (var file in staged)
        {
            try
            {
                file.Dispose();
            }
            catch (Exception trouble) when (SaysNotWritable(trouble))
            {
                // What could not be written is not wanted any more.
            }

            File.Delete(file.Name);
        }
    }

    // The last is .NET's word for a file larger than the file system or the user may have.
    private static bool SaysNotWritable(Exception trouble) =>
        trouble is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    private Outcome<RegisterAnswer> Take(FileStream file, RegisterCodes codes, TimeProvider clock, Action<long>? progress)
    {
        if (!LinkKeys.Open(store.Files).Succeeded(out var links, out var refusal))
        {
            return refusal;
        }

        var (kept, keys) = (Stage(".received"), Stage(".keys"));
        using var received = new ReceivedStream(file, kept);
        var month = new MonthBuilder(codes, delivery, links, keys);
        var why = DeliveredFile.Read(
            received, RegisterFields.Names, r => month.Add(new(r.Text, r.Starts, r.Ends), r.Row, r.Unended), progress) ?? month.Count.Refusal(codes);
        var imported = new RegisterImported(
            0, clock.GetUtcNow(), delivery.Region, delivery.Month, why is null ? month.Count.Verdict : Verdict.Rejected, Sentence(why),
            null, received.Bytes, received.IsPacked, null, delivery.Synthetic, rules.Version, month.Count);
        return why is null
            ? Keep(imported, received, month, kept, keys).Then<RegisterAnswer>(done => new RegisterAnswer(done.Import, done.Repeated, null, month.Report))
            : store.Add(imported).Then<RegisterAnswer>(done => new RegisterAnswer(done.Import, false, why, month.Report));
    }

    private FileStream Stage(string ending)
    {
        var file = store.Files.Stage(ending);
        staged.Add(file);
        return file;
    }

    private static Bilingual? Sentence(Refusal? why) => why is null ? null : new(why.In(Language.Swedish), why.In(Language.English));

    /// <summary>Makes it all durable, moves it into place, and points the month at it.</summary>
    private Outcome<(RegisterImported Import, bool Repeated)> Keep(
        RegisterImported imported, ReceivedStream received, MonthBuilder month, FileStream kept, FileStream keys)
    {
        var (hash, packed) = (received.Hash(), Stage(".vbb"));
        month.WriteLastKeys();
        var batch = BatchFile.Write(packed, month.Build(), new(hash, delivery.Synthetic));
        var files = store.Files;
        foreach (var (file, place) in new[] { (kept, files.Received(hash, received.IsPacked)), (keys, files.Keys(batch)), (packed, files.Batch(batch)) })
        {
            file.Flush(flushToDisk: true);
            if (OperatingSystem.IsWindows())
            {
                file.Dispose(); // elsewhere it is held until it is in place, so that nobody takes it for left behind
            }

            // Named by their content, so what may lie there is the same bytes, or damaged ones that are hereby mended.
            File.Move(file.Name, place, overwrite: true);
            file.Dispose();
        }

        // The names of the files reach the disk with the database's own writing, which comes after.
        return store.Add(imported with { Received = hash, Bytes = received.Bytes, Batch = batch });
    }
}

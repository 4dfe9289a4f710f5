using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>What lies in the journal's folder.</summary>
internal sealed record JournalFiles(string Folder)
{
    /// <summary>The events and their chain.</summary>
    public string Database => Path.Combine(Folder, "journal.db");

    /// <summary>What SQLite has written and not yet folded into the database.</summary>
    public string WriteAheadLog => Database + "-wal";

    /// <summary>One line for every commit, beside the database, so that a cut tail shows.</summary>
    public string Anchors => Path.Combine(Folder, "anchors.csv");

    /// <summary>Held by the one program that writes. It stays when the program ends; only holding it means anything.</summary>
    public string Lock => Path.Combine(Folder, "journal.lock");

    /// <summary>A database file of no bytes counts as none: SQLite itself sees no difference.</summary>
    public bool HasDatabase => HasContent(Database);

    /// <summary>SQLite throws a log away when its database is gone, and with it what could still be saved.</summary>
    public bool HasOrphanedLog => !HasDatabase && HasContent(WriteAheadLog);

    /// <summary>Takes the folder for this program alone, for as long as the answer is not disposed.</summary>
    public Outcome<FileStream> TakeLock()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            return new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (SaysInUse(held))
        {
            return Refusal.Of(RefusalCode.StoreInUse, Folder);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return StoreTrouble.NotWritable(Folder, trouble.Message);
        }
    }

    /// <summary>Moves everything but the lock into a new folder beside it. The caller holds the lock.</summary>
    public string MoveAside(DateTimeOffset at)
    {
        var aside = Unused(Path.Combine(
            Folder,
            "damaged-" + at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)));
        Directory.CreateDirectory(aside);

        // The database goes first: should the move stop halfway, a log without its database is refused,
        // whereas a database without its log would open and merely seem shorter.
        foreach (var file in new[] { Database, WriteAheadLog, Database + "-shm", Database + "-journal", Anchors })
            if (File.Exists(file))
                File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        return aside;
    }

    private static string Unused(string folder)
    {
        var candidate = folder;
        for (var n = 2; Path.Exists(candidate); n++)
            candidate = $"{folder}-{n}";
        return candidate;
    }

    private static bool HasContent(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    // "Would block" on Linux and on macOS; sharing and lock violation on Windows. .NET has no name of its own for it.
    private static bool SaysInUse(IOException trouble) =>
        trouble.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}

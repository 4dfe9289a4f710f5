using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>What SQLite and the file system complain about, said as refusals.</summary>
internal static class StoreTrouble
{
    // SQLite's primary result codes: https://sqlite.org/rescode.html
    private const int Error = 1, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13,
        CannotOpen = 14, NotADatabase = 26;

    /// <summary>The file is not what it was. It has been left alone.</summary>
    public static Refusal Damaged(string file, Bilingual how) => Refusal.Of(
        RefusalCode.StoreDamaged,
        file,
        how,
        new Bilingual("Filen är lämnad som den var.", "The file is left as it was."));

    /// <summary>Nothing could be written.</summary>
    public static Refusal NotWritable(string file, Bilingual why) => Refusal.Of(RefusalCode.StoreNotWritable, file, why);

    /// <summary>The chain does not hold from here.</summary>
    public static Refusal Broken(long position) => Refusal.Of(RefusalCode.ChainBroken, Number(position));

    /// <summary>The end is missing.</summary>
    public static Refusal Cut(long endsAt, long wasWritten) =>
        Refusal.Of(RefusalCode.TailCut, Number(endsAt), Number(wasWritten));

    /// <summary>What went wrong while examining a store, where a missing table is damage too.</summary>
    public static Refusal WhenExamining(SqliteException trouble, string file) =>
        trouble.SqliteErrorCode == Error ? Damaged(file, trouble.Message) : WhenWriting(trouble, file);

    /// <summary>What went wrong while writing.</summary>
    public static Refusal WhenWriting(SqliteException trouble, string file) => trouble.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => Damaged(file, Why(trouble)),
        _ => NotWritable(file, Why(trouble)),
    };

    private static Bilingual Why(SqliteException trouble) => trouble.SqliteErrorCode switch
    {
        Corrupt => new("innehållet är trasigt", "its content is malformed"),
        NotADatabase => new("den är ingen SQLite-databas", "it is not an SQLite database"),
        Full => new("disken är full", "the disk is full"),
        ReadOnly => new("den är skrivskyddad", "it is read-only"),
        CannotOpen => new("den går inte att öppna", "it cannot be opened"),
        InputOutput => new("fel vid läsning eller skrivning på disken", "the disk failed to read or write"),
        Busy or Locked => new("ett annat program håller den låst", "another program holds it locked"),
        _ => (Bilingual)trouble.Message,
    };

    private static string Number(long position) => position.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

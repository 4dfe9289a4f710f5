using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage.Operational;

/// <summary>The form of the two databases, opened as one.</summary>
internal static class OperationalSchema
{
    /// <summary>"VbO1" and "VbK1": tell these files from every other SQLite database.</summary>
    private const int ApplicationId = 0x56624F31, KeysApplicationId = 0x56624B31;

    /// <summary>Which form of each this program writes; it reads older ones too. Form 2 of the deliveries added the reason of a jump, form 3 the offers.</summary>
    private const int Form = 3, KeysForm = 1;

    private const string ToForm2 = "ALTER TABLE delivery ADD COLUMN reason TEXT; PRAGMA user_version = 2";

    // What the latest night offers: id and person are those of the wait.
    private const string OfferTable = """
        CREATE TABLE offer (
            region  TEXT    NOT NULL,
            id      BLOB    NOT NULL,
            person  BLOB    NOT NULL,
            night   INTEGER NOT NULL,
            content BLOB    NOT NULL,
            PRIMARY KEY (region, id)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string ToForm3 = OfferTable + "PRAGMA user_version = 3";

    // A wait: standing 0 new that day, 1 on the list the day before too, 2 was on the list the day before and is not any more
    // (kept until a later day's file comes, so that a corrected file of the same day is counted from the same beginning).
    private const string Tables = """
        CREATE TABLE delivery (
            delivery_no INTEGER PRIMARY KEY,
            at_us       INTEGER NOT NULL,
            region      TEXT    NOT NULL,
            day         TEXT    NOT NULL,
            verdict     TEXT    NOT NULL CHECK (verdict IN ('accepted', 'accepted-with-remarks', 'rejected')),
            refusal_sv  TEXT,
            refusal_en  TEXT,
            received    TEXT,
            packed      INTEGER NOT NULL,
            bytes       INTEGER NOT NULL,
            synthetic   INTEGER NOT NULL,
            persons     INTEGER NOT NULL,
            rules       TEXT    NOT NULL,
            row_count   INTEGER NOT NULL,
            waiting     INTEGER NOT NULL,
            booked      INTEGER NOT NULL,
            cared       INTEGER NOT NULL,
            closed      INTEGER NOT NULL,
            errors      INTEGER NOT NULL,
            remarked    INTEGER NOT NULL,
            reason      TEXT
        ) STRICT;

        CREATE TABLE picture (
            region       TEXT    PRIMARY KEY,
            delivery_no  INTEGER NOT NULL,
            persons      INTEGER NOT NULL,
            before_day   TEXT,
            before_known INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE wait (
            region   TEXT    NOT NULL,
            id       BLOB    NOT NULL,
            person   BLOB    NOT NULL,
            standing INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
            content  BLOB    NOT NULL,
            PRIMARY KEY (region, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE figure (
            region  TEXT    NOT NULL,
            service TEXT    NOT NULL,
            kind    TEXT    NOT NULL,
            status  TEXT    NOT NULL,
            waits   INTEGER NOT NULL,
            beyond  INTEGER NOT NULL,
            PRIMARY KEY (region, service, kind, status)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE exit (
            region  TEXT    NOT NULL,
            day     TEXT    NOT NULL,
            service TEXT    NOT NULL,
            kind    TEXT    NOT NULL,
            reason  TEXT    NOT NULL,
            waits   INTEGER NOT NULL,
            PRIMARY KEY (region, day, service, kind, reason)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasure (
            erasure_no INTEGER PRIMARY KEY,
            at_us      INTEGER NOT NULL,
            region     TEXT    NOT NULL,
            persons    INTEGER NOT NULL,
            waits      INTEGER NOT NULL,
            reason     TEXT
        ) STRICT;
        """;

    private const string KeyTable = """
        CREATE TABLE keys.person_key (
            region TEXT NOT NULL,
            person BLOB NOT NULL,
            key    BLOB NOT NULL,
            PRIMARY KEY (region, person)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Opens both for writing, made when they are not there; null refusal when this program understands them.</summary>
    /// <remarks>
    /// The rollback journal is kept (no write-ahead log): with it one transaction is atomic over both files, and nothing that was
    /// erased waits in a log. What is deleted is overwritten with zeros.
    /// </remarks>
    public static SqliteConnection OpenToWrite(OperationalFiles files, out Refusal? refusal)
    {
        files.Prepare();
        var connection = Open(files, SqliteOpenMode.ReadWrite);
        try
        {
            connection.Run("PRAGMA journal_mode = DELETE; PRAGMA keys.journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA keys.synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA keys.secure_delete = ON");
            if (connection.Count("PRAGMA application_id") == 0 || connection.Count("PRAGMA keys.application_id") == 0)
            {
                Make(connection);
            }

            refusal = StampRefusal(connection, files);
            if (refusal is null && !HasOffers(connection))
            {
                Renew(connection);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens both for reading. Makes nothing.</summary>
    public static SqliteConnection OpenToRead(OperationalFiles files) => Open(files, SqliteOpenMode.ReadOnly);

    /// <summary>Whether the deliveries have a reason yet.</summary>
    public static bool HasReason(SqliteConnection connection) => connection.Count("PRAGMA main.user_version") >= 2;

    /// <summary>Whether there is a place for offers yet.</summary>
    public static bool HasOffers(SqliteConnection connection) => connection.Count("PRAGMA main.user_version") >= 3;

    /// <summary>Whether this program understands the databases; null when it does.</summary>
    public static Refusal? StampRefusal(SqliteConnection connection, OperationalFiles files) =>
        Stamp(connection, "main", ApplicationId, Form, files.Database) ?? Stamp(connection, "keys", KeysApplicationId, KeysForm, files.Keys);

    private static void Renew(SqliteConnection connection)
    {
        connection.Run("BEGIN IMMEDIATE");
        if (!HasReason(connection)) // of two programs that begin at once, one has done it
        {
            connection.Run(ToForm2);
        }

        if (!HasOffers(connection))
        {
            connection.Run(ToForm3);
        }

        connection.Run("COMMIT");
    }

    // In one transaction each: of two programs that begin at once, one makes them.
    private static void Make(SqliteConnection connection)
    {
        connection.Run("BEGIN IMMEDIATE");
        if (connection.Count("SELECT count(*) FROM main.sqlite_schema") == 0)
        {
            connection.Run($"{Tables}\n{OfferTable}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {Form};");
        }

        if (connection.Count("SELECT count(*) FROM keys.sqlite_schema") == 0)
        {
            connection.Run($"{KeyTable}\nPRAGMA keys.application_id = {KeysApplicationId};\nPRAGMA keys.user_version = {KeysForm};");
        }

        connection.Run("COMMIT");
    }

    private static SqliteConnection Open(OperationalFiles files, SqliteOpenMode mode)
    {
        var connection = SqliteShorthand.Open(files.Database, mode);
        try
        {
            using var attach = connection.Prepare("ATTACH DATABASE @file AS keys", "@file");
            attach.With(files.Keys).ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static Refusal? Stamp(SqliteConnection connection, string schema, int id, int newest, string file)
    {
        var form = connection.Count($"PRAGMA {schema}.user_version");
        return connection.Count($"PRAGMA {schema}.application_id") != id || form < 1
            ? StoreTrouble.Damaged(file, new("den är inget lager för operativa väntande", "it is not a store of operational waits"))
            : form > newest ? Refusal.Of(RefusalCode.StoreNewer, file, $"{form}", $"{newest}") : null;
    }
}

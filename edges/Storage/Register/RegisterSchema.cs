using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage.Register;

/// <summary>The form of the register's database: a log of imports that only grows, and where each month points.</summary>
internal static class RegisterSchema
{
    /// <summary>"VbR1": tells this file from every other SQLite database.</summary>
    private const int ApplicationId = 0x56625231;

    /// <summary>Which form this program reads and writes.</summary>
    private const int Form = 1;

    private const string Tables = """
        CREATE TABLE import (
            import_no  INTEGER PRIMARY KEY,
            at_us      INTEGER NOT NULL,
            region     TEXT    NOT NULL,
            month      TEXT    NOT NULL,
            verdict    TEXT    NOT NULL CHECK (verdict IN ('accepted', 'accepted-with-remarks', 'rejected')),
            refusal_sv TEXT,
            refusal_en TEXT,
            received   TEXT,
            packed     INTEGER NOT NULL,
            bytes      INTEGER NOT NULL,
            batch      TEXT,
            synthetic  INTEGER NOT NULL,
            rules      TEXT    NOT NULL,
            row_count  INTEGER NOT NULL,
            waiting    INTEGER NOT NULL,
            completed  INTEGER NOT NULL,
            errors     INTEGER NOT NULL,
            remarked   INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE import_rule (
            import_no INTEGER NOT NULL,
            rule      INTEGER NOT NULL,
            row_count INTEGER NOT NULL,
            PRIMARY KEY (import_no, rule)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pointer (
            region    TEXT    NOT NULL,
            month     TEXT    NOT NULL,
            import_no INTEGER NOT NULL,
            PRIMARY KEY (region, month)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER import_never_changes BEFORE UPDATE ON import
        BEGIN SELECT RAISE(ABORT, 'an import never changes'); END;
        CREATE TRIGGER import_never_goes BEFORE DELETE ON import
        BEGIN SELECT RAISE(ABORT, 'an import is never deleted'); END;
        CREATE TRIGGER import_only_grows BEFORE INSERT ON import
        WHEN NEW.import_no <> 1 + coalesce((SELECT max(import_no) FROM import), 0)
        BEGIN SELECT RAISE(ABORT, 'an import takes the next number'); END;
        """;

    /// <summary>
    /// Makes the tables in a database that has none, in one transaction: of two programs that begin at once, one makes them. The
    /// rollback journal is kept (no write-ahead log): there are a few writes a month, and a reader leaves no files behind.
    /// </summary>
    public static void Arm(SqliteConnection connection)
    {
        connection.Run("PRAGMA synchronous = FULL");
        if (connection.Count("PRAGMA application_id") != 0)
        {
            return;
        }

        connection.Run("BEGIN IMMEDIATE");
        if (connection.Count("SELECT count(*) FROM sqlite_schema") == 0)
        {
            connection.Run($"{Tables}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {Form};");
        }

        connection.Run("COMMIT");
    }

    /// <summary>Whether this program understands the database; null when it does.</summary>
    public static Refusal? StampRefusal(SqliteConnection connection, string file)
    {
        var form = connection.Count("PRAGMA user_version");
        return connection.Count("PRAGMA application_id") != ApplicationId || form < 1
            ? StoreTrouble.Damaged(file, new("den är inget Vårdbro-register", "it is not a Vårdbro register"))
            : form > Form ? Refusal.Of(RefusalCode.StoreNewer, file, $"{form}", $"{Form}") : null;
    }
}

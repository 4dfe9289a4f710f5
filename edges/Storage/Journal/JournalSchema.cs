using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>The form of the database: its tables, the triggers that keep them append-only, and the stamp.</summary>
internal static class JournalSchema
{
    /// <summary>"VbJ1": tells this file from every other SQLite database.</summary>
    private const int ApplicationId = 0x56624A31;

    /// <summary>Which form this program reads and writes.</summary>
    private const int Form = 1;

    private const string Tables = """
        CREATE TABLE event (
            position     INTEGER PRIMARY KEY,
            stream       TEXT    NOT NULL,
            version      INTEGER NOT NULL,
            type         TEXT    NOT NULL,
            type_version INTEGER NOT NULL,
            at_us        INTEGER NOT NULL,
            text         TEXT    NOT NULL,
            UNIQUE (stream, version)
        ) STRICT;

        CREATE TABLE claim (
            kind     TEXT    NOT NULL,
            value    TEXT    NOT NULL,
            position INTEGER NOT NULL,
            nth      INTEGER NOT NULL,
            PRIMARY KEY (kind, value),
            UNIQUE (position, nth)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE commit_log (
            commit_no      INTEGER PRIMARY KEY,
            first_position INTEGER NOT NULL,
            last_position  INTEGER NOT NULL,
            at_us          INTEGER NOT NULL,
            previous_hash  TEXT    NOT NULL,
            hash           TEXT    NOT NULL
        ) STRICT;

        CREATE TABLE sequencer (
            only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
            position  INTEGER NOT NULL,
            commit_no INTEGER NOT NULL
        ) STRICT;

        INSERT INTO sequencer VALUES (1, 0, 0);
        """;

    // "OR REPLACE" deletes without firing a delete trigger, hence the triggers on insert: only what comes next may come.
    private const string Triggers = """
        CREATE TRIGGER IF NOT EXISTS event_only_grows BEFORE INSERT ON event
        WHEN NEW.position <> 1 + coalesce((SELECT max(position) FROM event), 0)
          OR NEW.version <> 1 + coalesce((SELECT max(version) FROM event WHERE stream = NEW.stream), 0)
        BEGIN SELECT RAISE(ABORT, 'an event takes the next position and the next version'); END;

        CREATE TRIGGER IF NOT EXISTS claim_only_grows BEFORE INSERT ON claim
        WHEN EXISTS (SELECT 1 FROM claim WHERE kind = NEW.kind AND value = NEW.value)
          OR EXISTS (SELECT 1 FROM claim WHERE position = NEW.position AND nth = NEW.nth)
        BEGIN SELECT RAISE(ABORT, 'a claim is made once'); END;

        CREATE TRIGGER IF NOT EXISTS commit_log_only_grows BEFORE INSERT ON commit_log
        WHEN NEW.commit_no <> 1 + coalesce((SELECT max(commit_no) FROM commit_log), 0)
        BEGIN SELECT RAISE(ABORT, 'a commit takes the next number'); END;

        CREATE TRIGGER IF NOT EXISTS event_never_changes BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
        CREATE TRIGGER IF NOT EXISTS event_never_goes BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
        CREATE TRIGGER IF NOT EXISTS claim_never_changes BEFORE UPDATE ON claim
        BEGIN SELECT RAISE(ABORT, 'a claim never changes'); END;
        CREATE TRIGGER IF NOT EXISTS claim_never_goes BEFORE DELETE ON claim
        BEGIN SELECT RAISE(ABORT, 'a claim is never deleted'); END;
        CREATE TRIGGER IF NOT EXISTS commit_log_never_changes BEFORE UPDATE ON commit_log
        BEGIN SELECT RAISE(ABORT, 'a commit never changes'); END;
        CREATE TRIGGER IF NOT EXISTS commit_log_never_goes BEFORE DELETE ON commit_log
        BEGIN SELECT RAISE(ABORT, 'a commit is never deleted'); END;
        """;

    /// <summary>Makes an empty journal under another name and moves it into place, so that there is never half of one.</summary>
    public static void Create(JournalFiles files)
    {
        var unfinished = files.Database + ".new";
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(unfinished + ending);

        using (var connection = SqliteShorthand.Open(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            connection.Run($"""
                BEGIN;
                {Tables}
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {Form};
                COMMIT;
                """);
        }

        File.Move(unfinished, files.Database, overwrite: true);
    }

    /// <summary>Puts back a trigger that somebody dropped.</summary>
    public static void Arm(SqliteConnection connection) => connection.Run(Triggers);

    /// <summary>Whether this program understands the database; null when it does.</summary>
    public static Refusal? StampRefusal(SqliteConnection connection, string file)
    {
        var form = connection.Count("PRAGMA user_version");
        if (connection.Count("PRAGMA application_id") != ApplicationId || form < 1)
            return StoreTrouble.Damaged(file, new("den är ingen Vårdbro-journal", "it is not a Vårdbro journal"));
        return form > Form ? Refusal.Of(RefusalCode.StoreNewer, file, $"{form}", $"{Form}") : null;
    }
}

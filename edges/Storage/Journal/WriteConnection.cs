using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Vardbro.Storage;

/// <summary>The one connection that writes. After any failure it is thrown away, which undoes what was not committed.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly CommitHasher hasher;
    private readonly SqliteCommand begin, head, load, savepoint, release, undo, addEvent, findClaim, addClaim, addCommit,
        moveSequencer, commit, rollback;

    private WriteConnection(SqliteConnection connection)
    {
        this.connection = connection;
        hasher = new CommitHasher(connection);
        begin = connection.Prepare("BEGIN IMMEDIATE");
        head = connection.Prepare(
            """
            SELECT position, commit_no, coalesce((SELECT hash FROM commit_log WHERE commit_no = sequencer.commit_no), @genesis)
            FROM sequencer
            """,
            "@genesis").With(JournalHead.Genesis.Hash);
        load = connection.Prepare(EventRows.OfStream, "@stream", "@after");
        savepoint = connection.Prepare("SAVEPOINT one_command");
        release = connection.Prepare("RELEASE one_command");
        undo = connection.Prepare("ROLLBACK TO one_command");
        addEvent = connection.Prepare(
            "INSERT INTO event VALUES (@position, @stream, @version, @type, @type_version, @at_us, @text)",
            "@position", "@stream", "@version", "@type", "@type_version", "@at_us", "@text");
        findClaim = connection.Prepare("SELECT 1 FROM claim WHERE kind = @kind AND value = @value", "@kind", "@value");
        addClaim = connection.Prepare(
            "INSERT INTO claim VALUES (@kind, @value, @position, @nth)", "@kind", "@value", "@position", "@nth");
        addCommit = connection.Prepare(
            "INSERT INTO commit_log VALUES (@commit, @first, @last, @at_us, @previous, @hash)",
            "@commit", "@first", "@last", "@at_us", "@previous", "@hash");
        moveSequencer = connection.Prepare(
            "UPDATE sequencer SET position = @position, commit_no = @commit", "@position", "@commit");
        commit = connection.Prepare("COMMIT");
        rollback = connection.Prepare("ROLLBACK");
    }

    /// <summary>Opens a database that exists; should somebody have removed it, no empty one takes its place.</summary>
    public static WriteConnection Open(JournalFiles files)
    {
        var connection = SqliteShorthand.Open(files.Database, SqliteOpenMode.ReadWrite);
        try
        {
            // FULL: an answered command has reached the disk, power cut or not.
            connection.Run("PRAGMA synchronous = FULL");
            JournalSchema.Arm(connection);
            return new WriteConnection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a group.</summary>
    public JournalHead Begin()
    {
        begin.ExecuteNonQuery();
        using var row = head.ExecuteReader();
        return row.Read()
            ? new(row.GetInt64(0), row.GetInt64(1), row.GetString(2))
            : throw new InvalidOperationException("The journal's sequencer has no row.");
    }

    /// <summary>A stream as it is within the group, given its beginning as far as that is known.</summary>
    public ImmutableArray<StoredEvent> Load(string stream, ImmutableArray<StoredEvent> beginning) =>
        beginning.AddRange(EventRows.All(load.With(stream, beginning.Length)));

    /// <summary>Appends the events of one command, all or none.</summary>
    /// <returns>The claim that another event has, when that is why there are none; otherwise null.</returns>
    public Claim? Append(ImmutableArray<StoredEvent> events, ImmutableArray<NewEvent> asDecided)
    {
        savepoint.ExecuteNonQuery();
        var taken = (Claim?)null;
        for (var i = 0; i < events.Length && taken is null; i++)
        {
            Add(events[i]);
            taken = Add(asDecided[i].ClaimsOrNone(), events[i].Position);
        }

        if (taken is not null)
            undo.ExecuteNonQuery();
        release.ExecuteNonQuery();
        return taken;
    }

    /// <summary>Closes the group's link of the chain and makes it all durable.</summary>
    public JournalHead Commit(JournalHead before, long lastPosition, DateTimeOffset at)
    {
        var row = new CommitRow(
            before.Commit + 1, before.Position + 1, lastPosition, WholeMicroseconds.Of(at), before.Hash, Hash: "");
        var hash = hasher.HashOf(row)
            ?? throw new InvalidOperationException("The journal does not have the events it was just given.");
        addCommit.With(row.Number, row.FirstPosition, row.LastPosition, row.AtMicroseconds, row.PreviousHash, hash)
            .ExecuteNonQuery();
        moveSequencer.With(row.LastPosition, row.Number).ExecuteNonQuery();
        commit.ExecuteNonQuery();
        return new(row.LastPosition, row.Number, hash);
    }

    /// <summary>Ends a group that stored nothing.</summary>
    public void Rollback() => rollback.ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in new[]
        {
            begin, head, load, savepoint, release, undo, addEvent, findClaim, addClaim, addCommit, moveSequencer, commit,
            rollback,
        })
            command.Dispose();
        hasher.Dispose();
        connection.Dispose();
    }

    private void Add(StoredEvent happened) => addEvent.With(
        happened.Position,
        happened.Stream,
        happened.Version,
        happened.Type,
        happened.TypeVersion,
        WholeMicroseconds.Of(happened.At),
        happened.Text).ExecuteNonQuery();

    private Claim? Add(ImmutableArray<Claim> claims, long position)
    {
        for (var nth = 0; nth < claims.Length; nth++)
        {
            var (kind, value) = claims[nth];
            if (findClaim.With(kind, value).ExecuteScalar() is not null)
                return claims[nth];
            addClaim.With(kind, value, position, nth).ExecuteNonQuery();
        }

        return null;
    }
}

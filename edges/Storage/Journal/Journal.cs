using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>
/// The journal: every decision that was ever made, in order, append-only, in one SQLite file. One program at a time
/// writes in a folder; any number may read and verify.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    private const int EventsReadAtOnce = 1_000;

    private readonly JournalFiles files;
    private readonly FileStream heldLock;
    private readonly GroupWriter writer;

    private Journal(JournalFiles files, FileStream heldLock, GroupWriter writer)
    {
        this.files = files;
        this.heldLock = heldLock;
        this.writer = writer;
    }

    /// <summary>The newest commit.</summary>
    public JournalHead Head => writer.Head;

    /// <summary>Opens the journal of a folder, and begins one where there is none.</summary>
    /// <returns>
    /// StoreInUse when another holds it; StoreNewer; StoreDamaged, ChainBroken or TailCut when it is not what was
    /// written, in which case not a byte of it has been touched; StoreNotWritable.
    /// </returns>
    public static Outcome<Journal> Open(string directory, TimeProvider clock)
    {
        var files = new JournalFiles(Path.GetFullPath(directory));
        if (!files.TakeLock().Succeeded(out var held, out var refusal))
            return refusal;

        var opened = JournalInspection.BeforeOpening(files).Then(found => OpenSound(files, held, found, clock));
        if (opened.Refusal is not null)
            held.Dispose();
        return opened;
    }

    /// <summary>
    /// Moves a damaged journal, with its anchors, into a folder of its own inside <paramref name="directory"/>, so that
    /// a new one can begin and nothing is lost.
    /// </summary>
    /// <returns>The new folder's path; StoreInUse; StoreNotWritable.</returns>
    public static Outcome<string> SetAside(string directory, TimeProvider clock)
    {
        var files = new JournalFiles(Path.GetFullPath(directory));
        return files.TakeLock().Then<string>(held =>
        {
            using (held)
            {
                try
                {
                    return files.MoveAside(clock.GetUtcNow());
                }
                catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
                {
                    return StoreTrouble.NotWritable(files.Folder, trouble.Message);
                }
            }
        });
    }

    /// <summary>
    /// Reads everything and recomputes the chain, without the lock and without writing. No journal at all is in order,
    /// unless an anchor says that there was one. (SQLite may leave an empty log beside a database that was closed; the
    /// next opening clears it away.)
    /// </summary>
    /// <returns>What was found; ChainBroken, TailCut, StoreDamaged or StoreNewer.</returns>
    public static Outcome<VerifyReport> Verify(string directory) =>
        JournalInspection.Whole(new JournalFiles(Path.GetFullPath(directory)));

    /// <summary>
    /// Executes a command: gives it its streams, lets it decide, stores its events all or none, and answers when they
    /// are on the disk. Commands that wait at the same time share a transaction, each seeing what those before it did.
    /// </summary>
    /// <param name="streams">The streams that the decision rests on; events go to these alone.</param>
    /// <param name="decide">
    /// The pure decision. It runs on the writer's thread, so the others wait while it thinks; what it throws reaches
    /// only this caller.
    /// </param>
    /// <param name="taken">How to refuse when a claim of an event belongs to another already.</param>
    /// <returns>The reply; the decision's refusal; StoreNotWritable when the group could not be stored.</returns>
    /// <exception cref="ArgumentException">The command goes beyond <see cref="EventLimits"/>.</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public async Task<Outcome<TReply>> Execute<TReply>(
        ImmutableArray<string> streams,
        Func<IReadOnlyDictionary<string, ImmutableArray<StoredEvent>>, Outcome<(ImmutableArray<NewEvent> Events, TReply Reply)>> decide,
        Func<Claim, Refusal> taken)
    {
        var command = new WaitingCommand<TReply>(streams, decide, taken);
        await writer.Queue(command).ConfigureAwait(false);
        return await command.Answered.ConfigureAwait(false);
    }

    /// <summary>The events of one stream in order; none when there is no such stream.</summary>
    /// <exception cref="SqliteException">The database went bad after it was opened.</exception>
    public ImmutableArray<StoredEvent> Read(string stream) =>
        Read(EventRows.OfStream, ["@stream", "@after"], [stream, 0L]);

    /// <summary>The commit that stored an event; null when there is no such event. Its position is that of its last event.</summary>
    /// <exception cref="SqliteException">The database went bad after it was opened.</exception>
    public JournalHead? CommitOf(string stream, int version)
    {
        using var connection = SqliteShorthand.Open(files.Database, SqliteOpenMode.ReadOnly, pooled: true);
        using var command = connection.Prepare(CommitRow.OfEvent, "@stream", "@version").With(stream, version);
        using var row = command.ExecuteReader();
        return row.Read() ? CommitRow.From(row).AsHead : null;
    }

    /// <summary>
    /// All events after a position, in order, fetched as they are asked for. Because positions have no gaps and are
    /// given out by one writer, whoever goes on from the last position misses nothing.
    /// </summary>
    /// <exception cref="SqliteException">The database went bad after it was opened.</exception>
    public IEnumerable<StoredEvent> ReadAll(long afterPosition = 0)
    {
        while (true)
        {
            // No connection is kept between portions: a slow reader must not keep the log from being folded away.
            var portion = Read(EventRows.After, ["@after", "@limit"], [afterPosition, EventsReadAtOnce]);
            foreach (var happened in portion)
                yield return happened;
            if (portion.Length < EventsReadAtOnce)
                yield break;
            afterPosition = portion[^1].Position;
        }
    }

    /// <summary>All events of a folder's journal, in order, read without the lock; for a journal that Verify found sound.</summary>
    /// <exception cref="SqliteException">The database went bad meanwhile.</exception>
    public static ImmutableArray<StoredEvent> ReadAll(string directory)
    {
        using var connection = SqliteShorthand.Open(new JournalFiles(Path.GetFullPath(directory)).Database, SqliteOpenMode.ReadOnly);
        using var command = connection.Prepare(EventRows.After, "@after", "@limit").With(0L, long.MaxValue);
        return EventRows.All(command);
    }

    /// <summary>Answers the commands that are queued, and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        // Readers first: the writer, closing last, folds the log into the database.
        SqliteShorthand.CloseKept(files.Database);
        await writer.DisposeAsync().ConfigureAwait(false);
        await heldLock.DisposeAsync().ConfigureAwait(false);
    }

    private static Outcome<Journal> OpenSound(
        JournalFiles files, FileStream held, JournalInspection.Finding found, TimeProvider clock)
    {
        WriteConnection? connection = null;
        try
        {
            if (!files.HasDatabase)
                JournalSchema.Create(files);
            connection = WriteConnection.Open(files);
            var anchors = new AnchorWriter(files.Anchors, found.Trail);

            // A crash between commit and anchor leaves the newest commits without one.
            if (found.Trail.Last.Position < found.Head.Position)
                anchors.Append(found.Head, clock.GetUtcNow());
            return new Journal(files, held, new GroupWriter(files, connection, anchors, found.Head, clock));
        }
        catch (SqliteException trouble)
        {
            connection?.Dispose();
            return StoreTrouble.WhenWriting(trouble, files.Database);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            return StoreTrouble.NotWritable(files.Folder, trouble.Message);
        }
    }

    private ImmutableArray<StoredEvent> Read(string sql, ReadOnlySpan<string> names, ReadOnlySpan<object> values)
    {
        using var connection = SqliteShorthand.Open(files.Database, SqliteOpenMode.ReadOnly, pooled: true);
        using var command = connection.Prepare(sql, names).With(values);
        return EventRows.All(command);
    }
}

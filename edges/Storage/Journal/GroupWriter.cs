using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>
/// The one writer. Whoever waits is taken along in the next transaction, so that the price of reaching the disk is paid
/// once for many; nobody is made to wait for company.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    /// <summary>The most commands in one transaction.</summary>
    public const int GroupLimit = 64;

    // Beyond this, those who ask wait before they are even queued.
    private const int QueueLimit = 1_024;

    private readonly JournalFiles files;
    private readonly AnchorWriter anchors;
    private readonly TimeProvider clock;
    private readonly StreamMemory memory = new();
    private readonly Channel<WaitingCommand> queue = Channel.CreateBounded<WaitingCommand>(
        new BoundedChannelOptions(QueueLimit) { SingleReader = true });

    private readonly Task loop;
    private WriteConnection? connection;
    private volatile JournalHead head;

    public GroupWriter(JournalFiles files, WriteConnection connection, AnchorWriter anchors, JournalHead head, TimeProvider clock)
    {
        this.files = files;
        this.connection = connection;
        this.anchors = anchors;
        this.head = head;
        this.clock = clock;
        loop = Task.Run(Loop);
    }

    /// <summary>The newest commit.</summary>
    public JournalHead Head => head;

    /// <summary>Queues a command.</summary>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public async ValueTask Queue(WaitingCommand command)
    {
        try
        {
            await queue.Writer.WriteAsync(command).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(Journal));
        }
    }

    /// <summary>Takes no more commands, answers those that are queued, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
        connection?.Dispose();
        anchors.Dispose();
    }

    private async Task Loop()
    {
        var group = new List<WaitingCommand>(GroupLimit);
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (group.Count < GroupLimit && queue.Reader.TryRead(out var command))
                group.Add(command);
            Execute(group);
            foreach (var command in group)
                command.Answer();
            group.Clear();
        }
    }

    private void Execute(List<WaitingCommand> group)
    {
        try
        {
            connection ??= WriteConnection.Open(files);
            if (Store(group, connection) is not { } stored)
                return;
            head = stored.Head;
            anchors.Append(stored.Head, stored.At);
        }
        catch (SqliteException trouble)
        {
            var refusal = StoreTrouble.WhenWriting(trouble, files.Database);
            group.ForEach(command => command.Abandon(refusal));
            Distrust();
        }
        catch (Exception unforeseen)
        {
            group.ForEach(command => command.Abandon(unforeseen));
            Distrust();
        }
    }

    private (JournalHead Head, DateTimeOffset At)? Store(List<WaitingCommand> group, WriteConnection journal)
    {
        var before = journal.Begin();
        var transaction = new GroupTransaction(journal, memory, before, clock.GetUtcNow());
        foreach (var command in group)
            transaction.Take(command);

        if (transaction.LastPosition == before.Position)
        {
            journal.Rollback();
            return null;
        }

        var stored = journal.Commit(before, transaction.LastPosition, transaction.At);
        memory.Keep(transaction.Streams);
        return (stored, transaction.At);
    }

    private void Distrust()
    {
        var failed = connection;
        connection = null;
        failed?.Dispose();
    }
}

using System.Collections.Immutable;
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
        var transaction = new GroupTransaction(journal, before, clock.GetUtcNow());
        foreach (var command in group)
            transaction.Take(command);

        if (transaction.LastPosition > before.Position)
            return (journal.Commit(before, transaction.LastPosition, transaction.At), transaction.At);
        journal.Rollback();
        return null;
    }

    private void Distrust()
    {
        var failed = connection;
        connection = null;
        failed?.Dispose();
    }
}

/// <summary>A group under way: the positions given out so far, and the streams as its commands have left them.</summary>
internal sealed class GroupTransaction(WriteConnection journal, JournalHead before, DateTimeOffset at)
{
    private readonly Dictionary<string, ImmutableArray<StoredEvent>> streams = new(StringComparer.Ordinal);

    /// <summary>The last position given out.</summary>
    public long LastPosition { get; private set; } = before.Position;

    /// <summary>The instant of every event of the group, as it can be stored.</summary>
    public DateTimeOffset At { get; } = WholeMicroseconds.ToInstant(WholeMicroseconds.Of(at));

    /// <summary>Lets one command decide on what those before it have left, and appends what it decided.</summary>
    public void Take(WaitingCommand command)
    {
        var events = command.Decide(Load(command.Streams));
        if (events.IsEmpty)
            return;

        var after = new Dictionary<string, ImmutableArray<StoredEvent>>(StringComparer.Ordinal);
        var stored = ImmutableArray.CreateBuilder<StoredEvent>(events.Length);
        foreach (var happened in events)
        {
            var stream = after.GetValueOrDefault(happened.Stream, streams[happened.Stream]);
            stored.Add(new(
                LastPosition + stored.Count + 1,
                happened.Stream,
                stream.Length + 1,
                happened.Type,
                happened.TypeVersion,
                At,
                happened.Text));
            after[happened.Stream] = stream.Add(stored[^1]);
        }

        if (journal.Append(stored.MoveToImmutable(), events) is { } taken)
        {
            command.TakeBack(taken);
            return;
        }

        LastPosition += events.Length;
        foreach (var (name, stream) in after)
            streams[name] = stream;
    }

    private Dictionary<string, ImmutableArray<StoredEvent>> Load(ImmutableArray<string> names)
    {
        var wanted = new Dictionary<string, ImmutableArray<StoredEvent>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!streams.TryGetValue(name, out var stream))
                streams[name] = stream = journal.Load(name);
            wanted[name] = stream;
        }

        return wanted;
    }
}

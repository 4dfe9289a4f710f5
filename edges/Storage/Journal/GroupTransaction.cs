using System.Collections.Immutable;

namespace Vardbro.Storage;

/// <summary>A group under way: the positions given out so far, and the streams as its commands have left them.</summary>
internal sealed class GroupTransaction(WriteConnection journal, StreamMemory memory, JournalHead before, DateTimeOffset at)
{
    private readonly Dictionary<string, ImmutableArray<StoredEvent>> streams = new(StringComparer.Ordinal);

    /// <summary>The last position given out.</summary>
    public long LastPosition { get; private set; } = before.Position;

    /// <summary>The instant of every event of the group, as it can be stored.</summary>
    public DateTimeOffset At { get; } = WholeMicroseconds.ToInstant(WholeMicroseconds.Of(at));

    /// <summary>Every stream that was asked for, as the group leaves it.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<StoredEvent>> Streams => streams;

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
                streams[name] = stream = journal.Load(name, memory.Recall(name));
            wanted[name] = stream;
        }

        return wanted;
    }
}

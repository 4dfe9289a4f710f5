using System.Collections.Immutable;

namespace Vardbro.Storage;

/// <summary>
/// Streams that were loaded lately. What is stored never changes, so a stream that is remembered needs only its newest
/// events fetched; without this, a busy stream would be read from its beginning for every group.
/// </summary>
internal sealed class StreamMemory
{
    // Some 64 MB of text. Beyond it everything is forgotten, which costs no more than loading once again.
    private const long CharacterLimit = 32 << 20;

    private readonly Dictionary<string, ImmutableArray<StoredEvent>> streams = new(StringComparer.Ordinal);
    private long characters;

    /// <summary>The stream's beginning, as far as it is remembered.</summary>
    public ImmutableArray<StoredEvent> Recall(string stream) => streams.GetValueOrDefault(stream, []);

    /// <summary>Remembers streams as they are stored; never call it with what may still be taken back.</summary>
    public void Keep(IReadOnlyDictionary<string, ImmutableArray<StoredEvent>> stored)
    {
        foreach (var (name, events) in stored)
        {
            for (var i = Recall(name).Length; i < events.Length; i++)
                characters += events[i].Text.Length;
            streams[name] = events;
        }

        if (characters + streams.Count <= CharacterLimit)
            return;
        streams.Clear();
        characters = 0;
    }
}

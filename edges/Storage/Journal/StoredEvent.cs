using System.Collections.Immutable;

namespace Vardbro.Storage;

/// <summary>One event as the journal keeps it, for ever.</summary>
/// <param name="Position">Its place among all events: 1, 2, 3 … without gaps.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream: 1, 2, 3 … without gaps.</param>
/// <param name="Type">What kind of event, a permanent name.</param>
/// <param name="TypeVersion">Which form of the type the text has.</param>
/// <param name="At">When the journal took it, in whole microseconds (UTC).</param>
/// <param name="Text">What it says, exactly as it was written.</param>
public sealed record StoredEvent(
    long Position,
    string Stream,
    int Version,
    string Type,
    int TypeVersion,
    DateTimeOffset At,
    string Text);

/// <summary>An event that a decision wants stored. The journal adds position, version and instant.</summary>
/// <param name="Stream">One of the streams that the command asked for.</param>
/// <param name="Type">What kind of event, a permanent name.</param>
/// <param name="TypeVersion">Which form of the type the text has, from 1.</param>
/// <param name="Text">What it says; at most <see cref="EventLimits.TextBytes"/> as UTF-8.</param>
/// <param name="Claims">What this event takes for itself alone.</param>
public sealed record NewEvent(
    string Stream,
    string Type,
    int TypeVersion,
    string Text,
    ImmutableArray<Claim> Claims);

/// <summary>Something that only one event may ever have, such as a decision number.</summary>
/// <param name="Kind">Within which kind it is unique.</param>
/// <param name="Value">What is claimed.</param>
public sealed record Claim(string Kind, string Value);

/// <summary>The newest commit of the journal: what an anchor vouches for.</summary>
/// <param name="Position">The last position; 0 when nothing is stored.</param>
/// <param name="Commit">The last commit's number; 0 when nothing is stored.</param>
/// <param name="Hash">The last commit's hash, 64 hexadecimal characters; all zero when nothing is stored.</param>
public sealed record JournalHead(long Position, long Commit, string Hash)
{
    /// <summary>Before the first event.</summary>
    public static JournalHead Genesis { get; } = new(0, 0, new string('0', 64));
}

/// <summary>What a whole verification found, when nothing was wrong.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Commits">How many commits.</param>
/// <param name="Streams">How many streams.</param>
/// <param name="Anchors">How many anchors agreed; none means that a cut tail could not have been seen.</param>
/// <param name="Head">The newest commit.</param>
public sealed record VerifyReport(long Events, long Commits, long Streams, long Anchors, JournalHead Head);

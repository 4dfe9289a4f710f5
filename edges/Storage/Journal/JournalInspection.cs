using Microsoft.Data.Sqlite;
using Vardbro.Kernel;

namespace Vardbro.Storage;

/// <summary>
/// Looks at a journal without changing a byte of it: everything is read through read-only connections, in one snapshot,
/// after the anchors.
/// </summary>
internal static class JournalInspection
{
    // Enough to notice a torn or exchanged end at every start; the whole past is for Verify, which takes its time.
    private const int CommitsLookedAtWhenOpening = 16;

    /// <summary>What an opening needs to know.</summary>
    internal sealed record Finding(JournalHead Head, AnchorTrail Trail);

    /// <summary>Whether the journal may be opened: sound pages, a sound end, and no anchor that it does not reach.</summary>
    public static Outcome<Finding> BeforeOpening(JournalFiles files) => Examine(files, (connection, trail) =>
    {
        var newest = (long)(connection.Ask("SELECT max(commit_no) FROM commit_log") ?? 0L);
        return PageRefusal(connection, files, "quick_check")
            ?? Chain(connection, newest - CommitsLookedAtWhenOpening + 1).Then(head =>
                AnchorRefusal(connection, head, [trail.Last]) is { } refusal
                    ? (Outcome<Finding>)refusal
                    : new Finding(head, trail));
    }, trail => new Finding(JournalHead.Genesis, trail));

    /// <summary>Whether everything that was ever written is still there and unchanged.</summary>
    public static Outcome<VerifyReport> Whole(JournalFiles files) => Examine(files, (connection, trail) =>
    {
        if (PageRefusal(connection, files, "integrity_check") is { } damaged)
            return damaged;
        return Chain(connection, fromCommit: 1).Then(head =>
            (OrderRefusal(connection, head) ?? AnchorRefusal(connection, head, trail.Heads)) is { } refusal
                ? (Outcome<VerifyReport>)refusal
                : new VerifyReport(
                    head.Position,
                    head.Commit,
                    connection.Count("SELECT count(DISTINCT stream) FROM event"),
                    trail.Heads.Length,
                    head));
    }, _ => new VerifyReport(0, 0, 0, 0, JournalHead.Genesis));

    private static Outcome<T> Examine<T>(
        JournalFiles files,
        Func<SqliteConnection, AnchorTrail, Outcome<T>> examine,
        Func<AnchorTrail, T> nothingStored)
    {
        try
        {
            if (!AnchorTrail.Read(files.Anchors).Succeeded(out var trail, out var refusal))
                return refusal;
            if (files.HasOrphanedLog)
                return StoreTrouble.Damaged(files.Database, new("den saknas bredvid sin logg", "it is missing beside its log"));
            if (!files.HasDatabase)
                return trail.Last.Position > 0 ? StoreTrouble.Cut(0, trail.Last.Position) : nothingStored(trail);

            using var connection = SqliteShorthand.Open(files.Database, SqliteOpenMode.ReadOnly);
            connection.Run("BEGIN");
            return JournalSchema.StampRefusal(connection, files.Database) is { } stamp ? stamp : examine(connection, trail);
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenExamining(trouble, files.Database);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return StoreTrouble.NotWritable(files.Folder, trouble.Message);
        }
    }

    private static Refusal? PageRefusal(SqliteConnection connection, JournalFiles files, string check) =>
        connection.Ask($"PRAGMA {check}(1)") is string and not "ok" and var complaint
            ? StoreTrouble.Damaged(files.Database, complaint.ReplaceLineEndings(" "))
            : null;

    /// <summary>Recomputes the chain from a commit on, and that it ends where events and sequencer end.</summary>
    private static Outcome<JournalHead> Chain(SqliteConnection connection, long fromCommit)
    {
        var head = HeadBefore(connection, fromCommit);
        using var hasher = new CommitHasher(connection);
        using var commits = connection.Prepare(
            $"SELECT {CommitRow.Columns} FROM commit_log WHERE commit_no > @after ORDER BY commit_no", "@after");
        using var rows = commits.With(head.Commit).ExecuteReader();
        while (rows.Read())
        {
            var commit = CommitRow.From(rows);
            if (!Follows(commit, head) || hasher.HashOf(commit) != commit.Hash)
                return StoreTrouble.Broken(head.Position + 1);
            head = commit.AsHead;
        }

        return EndRefusal(connection, head) is { } refusal ? refusal : head;
    }

    private static Refusal? EndRefusal(SqliteConnection connection, JournalHead head)
    {
        var position = connection.Count("SELECT coalesce(max(position), -1) FROM sequencer");
        var commit = connection.Count("SELECT coalesce(max(commit_no), -1) FROM sequencer");
        var lastEvent = connection.Count("SELECT coalesce(max(position), 0) FROM event");
        if (position > head.Position)
            return StoreTrouble.Cut(head.Position, position);
        return (position, commit, lastEvent) == (head.Position, head.Commit, head.Position)
            ? null
            : StoreTrouble.Broken(head.Position + 1);
    }

    private static bool Follows(CommitRow commit, JournalHead head) =>
        commit.Number == head.Commit + 1
        && commit.FirstPosition == head.Position + 1
        && commit.LastPosition >= commit.FirstPosition
        && commit.PreviousHash == head.Hash;

    private static JournalHead HeadBefore(SqliteConnection connection, long commit)
    {
        using var command = connection.Prepare($"SELECT {CommitRow.Columns} FROM commit_log WHERE commit_no = @before", "@before");
        using var row = command.With(commit - 1).ExecuteReader();
        return row.Read() ? CommitRow.From(row).AsHead : JournalHead.Genesis;
    }

    /// <summary>What a chain of right hashes does not show: rows outside it, and versions out of step.</summary>
    private static Refusal? OrderRefusal(SqliteConnection connection, JournalHead head)
    {
        var outside = connection.Ask($"""
            SELECT min(position) FROM (
                SELECT position FROM event WHERE position NOT BETWEEN 1 AND {head.Position}
                UNION ALL SELECT position FROM claim WHERE position NOT BETWEEN 1 AND {head.Position}
                UNION ALL SELECT commit_no FROM commit_log WHERE commit_no < 1)
            """);
        var outOfStep = connection.Ask("""
            SELECT min(position) FROM (
                SELECT position, version, row_number() OVER (PARTITION BY stream ORDER BY position) AS expected FROM event)
            WHERE version <> expected
            """);
        return (outside ?? outOfStep) is long position ? StoreTrouble.Broken(position) : null;
    }

    private static Refusal? AnchorRefusal(SqliteConnection connection, JournalHead head, IReadOnlyList<JournalHead> anchors)
    {
        using var same = connection.Prepare(
            "SELECT count(*) FROM commit_log WHERE commit_no = @commit AND last_position = @position AND hash = @hash",
            "@commit", "@position", "@hash");
        if (anchors.Count > 0 && anchors.Max(a => a.Position) is var furthest && furthest > head.Position)
            return StoreTrouble.Cut(head.Position, furthest);
        foreach (var anchor in anchors.Where(a => a != JournalHead.Genesis))
            if (same.With(anchor.Commit, anchor.Position, anchor.Hash).ExecuteScalar() is not 1L)
                return StoreTrouble.Broken(anchor.Position);
        return null;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Vardbro.Storage;

/// <summary>One link of the chain, as the table <c>commit_log</c> keeps it.</summary>
internal sealed record CommitRow(
    long Number, long FirstPosition, long LastPosition, long AtMicroseconds, string PreviousHash, string Hash)
{
    public const string Columns = "commit_no, first_position, last_position, at_us, previous_hash, hash";

    public const string OfEvent = $"""
        SELECT {Columns} FROM commit_log
        WHERE (SELECT position FROM event WHERE stream = @stream AND version = @version) BETWEEN first_position AND last_position
        """;

    public static CommitRow From(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5));

    public JournalHead AsHead => new(LastPosition, Number, Hash);
}

/// <summary>
/// The hash of a commit: SHA-256 over its fields one after the other, each behind its length in bytes (four bytes,
/// big-endian). Texts are the stored UTF-8, numbers eight bytes big-endian. First the commit (the previous hash as its
/// 64 characters, number, first position, last position, microseconds since 1970), then every event in order of
/// position ("event", position, stream, version, type, type version, microseconds, text), then every claim in the
/// order it was made ("claim", position, nth, kind, value).
/// Writing and verifying both come here, and both read what is stored, so that there is one idea of what was hashed.
/// </summary>
internal sealed class CommitHasher(SqliteConnection connection) : IDisposable
{
    private static readonly byte[] EventMark = "event"u8.ToArray();
    private static readonly byte[] ClaimMark = "claim"u8.ToArray();

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private readonly SqliteCommand events = connection.Prepare(
        """
        SELECT position, CAST(stream AS BLOB), version, CAST(type AS BLOB), type_version, at_us, CAST(text AS BLOB)
        FROM event WHERE position BETWEEN @first AND @last ORDER BY position
        """,
        "@first", "@last");

    private readonly SqliteCommand claims = connection.Prepare(
        """
        SELECT position, nth, CAST(kind AS BLOB), CAST(value AS BLOB)
        FROM claim WHERE position BETWEEN @first AND @last ORDER BY position, nth
        """,
        "@first", "@last");

    /// <summary>The hash that the commit should have; null when an event of it is missing.</summary>
    public string? HashOf(CommitRow commit)
    {
        AddCommit(commit);
        var complete = AddEvents(commit.FirstPosition, commit.LastPosition);
        AddClaims(commit.FirstPosition, commit.LastPosition);
        var result = hash.GetHashAndReset();
        return complete ? Convert.ToHexStringLower(result) : null;
    }

    public void Dispose()
    {
        hash.Dispose();
        events.Dispose();
        claims.Dispose();
    }

    private void AddCommit(CommitRow commit)
    {
        Add(Encoding.UTF8.GetBytes(commit.PreviousHash));
        Add(commit.Number);
        Add(commit.FirstPosition);
        Add(commit.LastPosition);
        Add(commit.AtMicroseconds);
    }

    private bool AddEvents(long first, long last)
    {
        var expected = first;
        using var row = events.With(first, last).ExecuteReader();
        while (row.Read())
        {
            Add(EventMark);
            Add(row.GetInt64(0));
            Add(row.GetFieldValue<byte[]>(1));
            Add(row.GetInt64(2));
            Add(row.GetFieldValue<byte[]>(3));
            Add(row.GetInt64(4));
            Add(row.GetInt64(5));
            Add(row.GetFieldValue<byte[]>(6));
            if (row.GetInt64(0) != expected++)
                return false;
        }

        return expected == last + 1;
    }

    private void AddClaims(long first, long last)
    {
        using var row = claims.With(first, last).ExecuteReader();
        while (row.Read())
        {
            Add(ClaimMark);
            Add(row.GetInt64(0));
            Add(row.GetInt64(1));
            Add(row.GetFieldValue<byte[]>(2));
            Add(row.GetFieldValue<byte[]>(3));
        }
    }

    private void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Add(bytes);
    }

    private void Add(ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}

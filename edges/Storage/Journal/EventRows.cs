using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Vardbro.Storage;

/// <summary>Events as rows.</summary>
internal static class EventRows
{
    public const string OfStream =
        $"SELECT {Columns} FROM event WHERE stream = @stream AND version > @after ORDER BY version";

    public const string After = $"SELECT {Columns} FROM event WHERE position > @after ORDER BY position LIMIT @limit";

    private const string Columns = "position, stream, version, type, type_version, at_us, text";

    public static ImmutableArray<StoredEvent> All(SqliteCommand command)
    {
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        using var row = command.ExecuteReader();
        while (row.Read())
            events.Add(new(
                row.GetInt64(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetString(3),
                row.GetInt32(4),
                WholeMicroseconds.ToInstant(row.GetInt64(5)),
                row.GetString(6)));
        return events.DrainToImmutable();
    }
}

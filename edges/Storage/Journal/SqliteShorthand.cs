using Microsoft.Data.Sqlite;

namespace Vardbro.Storage;

/// <summary>The few things this folder asks of SQLite, each in one word.</summary>
internal static class SqliteShorthand
{
    // How long a statement waits for another program's lock (a backup, a curious shell) before it gives up.
    private const int LockPatienceSeconds = 5;

    /// <summary>Opens a connection.</summary>
    /// <param name="file">The database file.</param>
    /// <param name="mode">Reading never creates the file, and never folds the write-ahead log into it.</param>
    /// <param name="pooled">Whether to keep the connection for the next one who asks.</param>
    public static SqliteConnection Open(string file, SqliteOpenMode mode, bool pooled = false)
    {
        var connection = new SqliteConnection(Address(file, mode, pooled));
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections that were kept.</summary>
    public static void CloseKept(string file)
    {
        using var one = new SqliteConnection(Address(file, SqliteOpenMode.ReadOnly, pooled: true));
        SqliteConnection.ClearPool(one);
    }

    /// <summary>A statement for repeated use.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    /// <summary>The statement with its values, in the order of their names.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }

    /// <summary>Runs statements once.</summary>
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    public static object? Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        return command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    /// <summary>The number that a question always has an answer to.</summary>
    public static long Count(this SqliteConnection connection, string sql) => (long)connection.Ask(sql)!;

    private static string Address(string file, SqliteOpenMode mode, bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = pooled,
        DefaultTimeout = LockPatienceSeconds,
    }.ToString();
}

using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Tests;

/// <summary>A journal in a folder that goes away, a clock that stands still, and the few commands the tests need.</summary>
public sealed class JournalFolder : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    public string Path { get; } = Directory.CreateTempSubdirectory("journal-test-").FullName;

    public StandingClock Clock { get; } = new() { Now = Noon };

    public string Database => System.IO.Path.Combine(Path, "journal.db");

    public string Anchors => System.IO.Path.Combine(Path, "anchors.csv");

    public Outcome<Journal> TryOpen() => Journal.Open(Path, Clock);

    public Journal Open() => TryOpen().Value;

    public RefusalCode? VerifyRefusal() => Journal.Verify(Path).Refusal?.Code;

    public VerifyReport Verified() => Journal.Verify(Path).Value;

    /// <summary>A closed journal with one event for each text, each in a commit of its own.</summary>
    public async Task Write(params string[] texts)
    {
        await using var journal = Open();
        foreach (var text in texts)
            Assert.Null((await journal.Store("notice-2026", text)).Refusal);
    }

    /// <summary>Runs SQL as somebody would who has the file, not the program.</summary>
    public void Sql(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The same, after the triggers that stand in the way are gone.</summary>
    public void SqlWithoutTriggers(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'";
        command.CommandText = (string)command.ExecuteScalar()! + ";" + sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }
}

public sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

internal static class JournalCommands
{
    /// <summary>Stores one event and answers with its version.</summary>
    public static Task<Outcome<int>> Store(this Journal journal, string stream, string text, params Claim[] claims) =>
        journal.Execute<int>(
            [stream],
            state => (
                ImmutableArray.Create(new NewEvent(stream, "NoticeDrafted", 1, text, [.. claims])),
                state[stream].Length + 1),
            Taken);

    /// <summary>Decides no.</summary>
    public static Task<Outcome<int>> Refuse(this Journal journal, string stream) =>
        journal.Execute<int>([stream], _ => Refusal.Of(RefusalCode.DecisionHasNoDraft, stream), Taken);

    /// <summary>Goes wrong while deciding.</summary>
    public static Task<Outcome<int>> Stumble(this Journal journal, string stream) =>
        journal.Execute<int>([stream], _ => throw new InvalidTimeZoneException("stumbled"), Taken);

    /// <summary>
    /// Keeps the writer busy until disposed, so that everything that is asked meanwhile becomes one group.
    /// </summary>
    public static async Task<Hold> Hold(this Journal journal)
    {
        var hold = new Hold();
        hold.Ended = journal.Execute<int>([], _ => hold.Wait(), Taken);
        await hold.Begun;
        return hold;
    }

    public static Refusal Taken(Claim claim) => Refusal.Of(RefusalCode.DecisionNumberTaken, claim.Value);
}

internal sealed class Hold : IAsyncDisposable
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim released = new();

    public Task Begun => begun.Task;

    public Task Ended { get; set; } = Task.CompletedTask;

    public Outcome<(ImmutableArray<NewEvent>, int)> Wait()
    {
        begun.SetResult();
        released.Wait();
        return (ImmutableArray<NewEvent>.Empty, 0);
    }

    public async ValueTask DisposeAsync()
    {
        released.Set();
        await Ended;
        released.Dispose();
    }
}

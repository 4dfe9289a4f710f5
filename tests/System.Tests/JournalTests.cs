using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly JournalFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Events_come_back_in_order_with_gapless_positions()
    {
        await using var journal = folder.Open();
        await journal.Store("notice-2026", "one");
        await journal.Store("notice-2027", "två – 2");
        folder.Clock.Now = JournalFolder.Noon.AddTicks(12_345_678);
        await journal.Store("notice-2026", "three");

        Assert.Equal(
            [(1L, "notice-2026", 1, "one"), (2L, "notice-2027", 1, "två – 2"), (3L, "notice-2026", 2, "three")],
            journal.ReadAll().Select(e => (e.Position, e.Stream, e.Version, e.Text)));
        Assert.Equal(["one", "three"], journal.Read("notice-2026").Select(e => e.Text));
        Assert.Equal(JournalFolder.Noon.AddTicks(12_345_670), journal.Read("notice-2026")[1].At);
        Assert.Empty(journal.Read("notice-1999"));
        Assert.Equal(3, journal.Head.Position);
    }

    [Fact]
    public async Task Reading_all_goes_on_past_a_portion_and_from_any_position()
    {
        await using var journal = folder.Open();
        await journal.Execute<int>(
            ["long"],
            _ => ([.. Enumerable.Range(0, 1_000).Select(i => new NewEvent("long", "Counted", 1, $"{i}", []))], 0),
            JournalCommands.Taken);
        await journal.Store("long", "one more");
        await journal.Store("long", "and another");

        Assert.Equal(Enumerable.Range(1, 1_002).Select(i => (long)i), journal.ReadAll().Select(e => e.Position));
        Assert.Equal([1_001L, 1_002L], journal.ReadAll(1_000).Select(e => e.Position));
        Assert.Empty(journal.ReadAll(1_002));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public async Task Many_concurrent_commands_end_gapless_and_in_fewer_commits_than_commands(int streams)
    {
        const int commands = 500;
        await using var journal = folder.Open();
        Task<Outcome<int>[]> all;
        await using (await journal.Hold())
            all = Task.WhenAll(Enumerable.Range(0, commands).Select(i => journal.Store($"stream-{i % streams}", $"{i}")));
        var versions = (await all).Select(outcome => outcome.Value);

        var report = folder.Verified();
        Assert.Equal((commands, streams), (report.Events, report.Streams));
        Assert.Equal(report.Commits, report.Anchors);
        Assert.InRange(report.Commits, commands / 64, commands / 64 + 2);
        Assert.Equal(Enumerable.Range(1, commands).Select(i => (long)i), journal.ReadAll().Select(e => e.Position));
        foreach (var stream in journal.ReadAll().GroupBy(e => e.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(e => e.Version));
        Assert.Equal(journal.ReadAll().Select(e => e.Version).Order(), versions.Order());
    }

    [Fact]
    public async Task Verifying_needs_no_lock_and_holds_while_commands_are_being_stored()
    {
        await using var journal = folder.Open();
        var writing = Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => journal.Store($"s{i % 5}", $"{i}"))));
        do
            Assert.Null(folder.VerifyRefusal());
        while (!writing.IsCompleted);
        Assert.Equal(400, folder.Verified().Events);
    }

    [Fact]
    public async Task A_refused_command_in_a_group_stores_nothing_while_its_neighbours_are_stored()
    {
        await using var journal = folder.Open();
        Task<Outcome<int>> before, refused, after;
        await using (await journal.Hold())
            (before, refused, after) = (journal.Store("a", "before"), journal.Refuse("a"), journal.Store("a", "after"));

        Assert.Equal(1, (await before).Value);
        Assert.Equal(RefusalCode.DecisionHasNoDraft, (await refused).Refusal?.Code);
        Assert.Equal(2, (await after).Value);
        Assert.Equal(["before", "after"], journal.Read("a").Select(e => e.Text));
        Assert.Equal(1, journal.Head.Commit);
    }

    [Fact]
    public async Task Every_event_has_the_commit_that_stored_it_however_many_follow()
    {
        await using var journal = folder.Open();
        await journal.Store("a", "one");
        var first = journal.Head;
        Task<Outcome<int>> second, third;
        await using (await journal.Hold())
            (second, third) = (journal.Store("b", "two"), journal.Store("a", "three"));
        await Task.WhenAll(second, third);
        var group = journal.Head;
        await journal.Store("a", "four");

        Assert.Equal([first, group, journal.Head, null], new[] { 1, 2, 3, 4 }.Select(version => journal.CommitOf("a", version)));
        Assert.Equal(group, journal.CommitOf("b", 1));
        Assert.Null(journal.CommitOf("c", 1));
    }

    [Fact]
    public async Task A_group_that_stores_nothing_makes_no_commit()
    {
        await using var journal = folder.Open();
        await journal.Refuse("a");
        Assert.Equal(JournalHead.Genesis, journal.Head);
        Assert.Equal(0, folder.Verified().Commits);
    }

    [Fact]
    public async Task A_claim_can_be_taken_once()
    {
        var number = new Claim("decision-number", "S2026/00001");
        await using var journal = folder.Open();
        Task<Outcome<int>> first, inTheSameGroup, neighbour;
        await using (await journal.Hold())
            (first, inTheSameGroup, neighbour) =
                (journal.Store("a", "first", number), journal.Store("b", "second", number), journal.Store("b", "third"));
        var later = await journal.Store("c", "fourth", new Claim("decision-number", "S2026/00002"), number);
        var otherKind = await journal.Store("c", "fifth", new Claim("serial-number", "S2026/00001"));
        var notLost = await journal.Store("c", "sixth", new Claim("decision-number", "S2026/00002"));

        Assert.Equal(1, (await first).Value);
        Assert.Equal(RefusalCode.DecisionNumberTaken, (await inTheSameGroup).Refusal?.Code);
        Assert.Equal(1, (await neighbour).Value);
        Assert.Equal(Refusal.Of(RefusalCode.DecisionNumberTaken, "S2026/00001").ToString(), later.Refusal?.ToString());
        Assert.Equal((1, 2), (otherKind.Value, notLost.Value));
        Assert.Equal(["first", "third", "fifth", "sixth"], journal.ReadAll().Select(e => e.Text));
        Assert.Equal(4, folder.Verified().Events);
    }

    [Fact]
    public async Task An_exception_in_one_decide_reaches_only_its_caller()
    {
        await using var journal = folder.Open();
        Task<Outcome<int>> before, stumbled, elsewhere, after;
        await using (await journal.Hold())
            (before, stumbled, elsewhere, after) = (
                journal.Store("a", "before"),
                journal.Stumble("a"),
                journal.Execute<int>(
                    ["a"], _ => ([new NewEvent("b", "Drafted", 1, "in a stream it did not ask for", [])], 0), JournalCommands.Taken),
                journal.Store("a", "after"));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => stumbled);
        await Assert.ThrowsAsync<ArgumentException>(() => elsewhere);
        Assert.Equal((1, 2), ((await before).Value, (await after).Value));
        Assert.Equal(3, (await journal.Store("a", "the loop goes on")).Value);
    }

    [Fact]
    public async Task When_a_group_cannot_be_stored_everyone_in_it_is_told_and_the_next_is_stored()
    {
        await using var journal = folder.Open();
        await journal.Store("a", "safe");
        folder.Sql("""
            CREATE TRIGGER no_room BEFORE INSERT ON commit_log BEGIN SELECT RAISE(ROLLBACK, 'no room'); END
            """);
        Task<Outcome<int>> stored, refused, stumbled;
        await using (await journal.Hold())
            (stored, refused, stumbled) = (journal.Store("a", "lost"), journal.Refuse("a"), journal.Stumble("a"));
        foreach (var answer in await Task.WhenAll(stored, refused, stumbled))
            Assert.Equal(RefusalCode.StoreNotWritable, answer.Refusal?.Code);

        folder.Sql("DROP TRIGGER no_room");
        Assert.Equal(2, (await journal.Store("a", "stored again")).Value);
        Assert.Equal(["safe", "stored again"], journal.ReadAll().Select(e => e.Text));
        Assert.Equal(2, folder.Verified().Commits);
    }

    [Fact]
    public async Task A_second_open_of_the_same_folder_is_refused_and_works_after_the_first_is_disposed()
    {
        await using (folder.Open())
        {
            Assert.StartsWith("VB4002 ", folder.TryOpen().Refusal?.ToString(), StringComparison.Ordinal);
            Assert.Equal(RefusalCode.StoreInUse, Journal.SetAside(folder.Path, folder.Clock).Refusal?.Code);
        }

        await using var second = folder.Open();
        Assert.Equal(1, (await second.Store("a", "mine now")).Value);
    }

    [Fact]
    public async Task Reopening_replays_the_same()
    {
        ImmutableArray<StoredEvent> written;
        JournalHead head;
        await using (var journal = folder.Open())
        {
            foreach (var i in Enumerable.Range(0, 40))
                await journal.Store($"s{i % 3}", $"text {i} åäö \0 😀", new Claim("number", $"{i}"));
            (written, head) = ([.. journal.ReadAll()], journal.Head);
        }

        await using var again = folder.Open();
        Assert.Equal(written, again.ReadAll());
        Assert.Equal(head, again.Head);
        Assert.Equal(head, folder.Verified().Head);
        Assert.Equal(15, (await again.Store("s0", "and on")).Value);
        Assert.Equal(41, folder.Verified().Anchors);
    }

    [Fact]
    public async Task Closing_answers_what_is_queued_and_refuses_what_comes_later()
    {
        var journal = folder.Open();
        var hold = await journal.Hold();
        var queued = journal.Store("a", "queued");
        var closing = journal.DisposeAsync();
        await hold.DisposeAsync();
        await closing;

        Assert.Equal(1, (await queued).Value);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.Store("a", "too late"));
        Assert.Equal(1, folder.Verified().Events);
    }

    [Theory]
    [InlineData("UPDATE event SET text = 'other' WHERE position = 1")]
    [InlineData("DELETE FROM event WHERE position = 1")]
    [InlineData("INSERT OR REPLACE INTO event SELECT position, stream, version, type, type_version, at_us, 'other' FROM event")]
    [InlineData("INSERT OR REPLACE INTO event SELECT position + 1, stream, version, type, type_version, at_us, 'other' FROM event")]
    [InlineData("INSERT INTO event SELECT position + 2, stream, version + 1, type, type_version, at_us, 'gap' FROM event")]
    [InlineData("UPDATE commit_log SET hash = previous_hash")]
    [InlineData("DELETE FROM commit_log")]
    [InlineData("INSERT OR REPLACE INTO commit_log SELECT commit_no, 1, 1, 0, previous_hash, hash FROM commit_log")]
    [InlineData("UPDATE claim SET value = 'other'")]
    [InlineData("DELETE FROM claim")]
    [InlineData("INSERT OR REPLACE INTO claim SELECT kind, value, 2, 0 FROM claim")]
    public async Task Sql_that_changes_the_past_is_refused_by_a_trigger(string sql)
    {
        await using (var journal = folder.Open())
            await journal.Store("a", "what was said", new Claim("number", "1"));

        Assert.Equal(19, Assert.Throws<SqliteException>(() => folder.Sql(sql)).SqliteErrorCode);
        Assert.Equal(1, folder.Verified().Events);
    }
}

using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Tests;

public sealed class JournalDamageTests : IDisposable
{
    private readonly JournalFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Verifying_where_nothing_is_stored_succeeds()
    {
        Assert.Equal(new VerifyReport(0, 0, 0, 0, JournalHead.Genesis), folder.Verified());
        Assert.Equal(0, Journal.Verify(Path.Combine(folder.Path, "nowhere")).Value.Events);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "nowhere")));
        File.WriteAllBytes(folder.Database, []);
        Assert.Equal(0, folder.Verified().Events);
    }

    [Fact]
    public async Task Verifying_a_new_journal_succeeds()
    {
        await using var journal = folder.Open();
        Assert.Equal(new VerifyReport(0, 0, 0, 0, JournalHead.Genesis), folder.Verified());
    }

    // The two hashes were computed outside this program, from nothing but the description at CommitHasher.
    [Fact]
    public async Task The_hash_of_a_known_journal_never_changes()
    {
        await using (var journal = folder.Open())
        {
            await journal.Store("notice-2026", "första");
            await journal.Store("notice-2026", "andra", new Claim("decision-number", "S2026/00001"));
        }

        Assert.Equal(
            """
            position,commit,hash,at
            1,1,c748058dd621049a655c1fa5c001b23e29c62066ed5b1f7dbdc58497bf306050,2026-03-02T11:00:00.000000Z
            2,2,99e4ef33a3f69d02d7ae0b6dd3238a14597847a92fa7141270dd14d8bf8220a4,2026-03-02T11:00:00.000000Z

            """,
            await File.ReadAllTextAsync(folder.Anchors));
    }

    [Theory]
    [InlineData("UPDATE event SET text = 'Three' WHERE position = 3", 3)]
    [InlineData("UPDATE event SET type = 'NoticeDecided' WHERE position = 3", 3)]
    [InlineData("UPDATE event SET type_version = 2 WHERE position = 3", 3)]
    [InlineData("UPDATE event SET at_us = at_us + 1 WHERE position = 3", 3)]
    [InlineData("UPDATE event SET stream = 'notice-2027', version = 1 WHERE position = 3", 3)]
    [InlineData("DELETE FROM event WHERE position = 3", 3)]
    [InlineData("DELETE FROM commit_log WHERE commit_no = 3", 3)]
    [InlineData("UPDATE commit_log SET hash = replace(hash, substr(hash, 64), 'x') WHERE commit_no = 3", 3)]
    [InlineData("UPDATE commit_log SET previous_hash = replace(previous_hash, '0', '1') WHERE commit_no = 1", 1)]
    [InlineData("UPDATE commit_log SET at_us = at_us + 1 WHERE commit_no = 4", 4)]
    [InlineData("UPDATE claim SET value = '2' WHERE position = 2", 2)]
    [InlineData("DELETE FROM claim WHERE position = 2", 2)]
    [InlineData("INSERT INTO claim VALUES ('number', '9', 4, 0)", 4)]
    [InlineData("INSERT INTO claim VALUES ('number', '9', 77, 0)", 77)]
    [InlineData("INSERT INTO event SELECT 0, 'x', 1, type, 1, at_us, text FROM event WHERE position = 1", 0)]
    [InlineData("INSERT INTO event SELECT 5, 'x', 1, type, 1, at_us, text FROM event WHERE position = 1", 5)]
    [InlineData("UPDATE sequencer SET position = 3", 5)]
    [InlineData("DELETE FROM sequencer", 5)]
    public async Task A_change_made_with_sql_is_found(string sql, long position)
    {
        await WriteFour();
        folder.SqlWithoutTriggers(sql);
        Assert.Equal(
            Refusal.Of(RefusalCode.ChainBroken, $"{position}").ToString(), Journal.Verify(folder.Path).Refusal?.ToString());
    }

    [Theory]
    [InlineData("a text to look for")]
    [InlineData("NoticeDrafted")]
    [InlineData("HEAD")]
    public async Task A_flipped_byte_in_the_file_is_found(string what)
    {
        await WriteFour();
        var sought = Encoding.UTF8.GetBytes(what == "HEAD" ? folder.Verified().Head.Hash : what);
        var sound = await File.ReadAllBytesAsync(folder.Database);
        var at = sound.AsSpan().IndexOf(sought);
        Assert.True(at > 0);

        for (var i = at; i < at + sought.Length; i++)
        {
            var flipped = sound.ToArray();
            flipped[i] ^= (byte)(1 << (i % 8));
            await File.WriteAllBytesAsync(folder.Database, flipped);
            Assert.Equal(RefusalCode.ChainBroken, folder.VerifyRefusal());
        }

        await File.WriteAllBytesAsync(folder.Database, sound);
        Assert.Equal(4, folder.Verified().Events);
    }

    [Fact]
    public async Task A_changed_end_is_found_when_opening()
    {
        await WriteFour();
        folder.SqlWithoutTriggers("UPDATE event SET text = 'other' WHERE position = 4");
        Assert.Equal(RefusalCode.ChainBroken, folder.TryOpen().Refusal?.Code);
    }

    [Fact]
    public async Task A_past_rewritten_together_with_its_hashes_is_found_through_the_anchors()
    {
        await folder.Write("one", "two");
        var anchors = await File.ReadAllTextAsync(folder.Anchors);
        Assert.Equal(2, (await Replace("one", "another")).Head.Position);
        await File.WriteAllTextAsync(folder.Anchors, anchors);

        Assert.Equal(RefusalCode.ChainBroken, folder.VerifyRefusal());
        Assert.Equal(RefusalCode.ChainBroken, folder.TryOpen().Refusal?.Code);
    }

    [Fact]
    public async Task A_cut_tail_is_found_through_the_anchors()
    {
        await WriteFour();
        folder.SqlWithoutTriggers("""
            DELETE FROM event WHERE position = 4;
            DELETE FROM commit_log WHERE commit_no = 4;
            UPDATE sequencer SET position = 3, commit_no = 3;
            """);
        var cut = Refusal.Of(RefusalCode.TailCut, "3", "4").ToString();
        Assert.Equal(cut, Journal.Verify(folder.Path).Refusal?.ToString());
        Assert.Equal(cut, folder.TryOpen().Refusal?.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_is_gone_or_emptied_is_a_cut_tail(bool gone)
    {
        await folder.Write("one");
        File.Delete(folder.Database);
        if (!gone)
            await File.WriteAllBytesAsync(folder.Database, []);

        Assert.Equal(RefusalCode.TailCut, folder.VerifyRefusal());
        Assert.Equal(RefusalCode.TailCut, folder.TryOpen().Refusal?.Code);
    }

    [Fact]
    public async Task A_log_without_its_database_is_not_thrown_away()
    {
        await folder.Write("one");
        File.Move(folder.Database, folder.Database + "-wal");
        File.Delete(folder.Anchors);
        Assert.Equal(RefusalCode.StoreDamaged, folder.TryOpen().Refusal?.Code);
        Assert.True(File.Exists(folder.Database + "-wal"));
    }

    [Fact]
    public async Task Garbage_is_refused_left_as_it_was_and_can_be_set_aside()
    {
        await folder.Write("one");
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(folder.Database, garbage);

        Assert.StartsWith("VB4001 ", folder.TryOpen().Refusal?.ToString(), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.StoreDamaged, folder.VerifyRefusal());
        Assert.Equal(garbage, await File.ReadAllBytesAsync(folder.Database));

        var aside = Journal.SetAside(folder.Path, folder.Clock).Value;
        Assert.Equal(Path.Combine(folder.Path, "damaged-20260302T110000Z"), aside);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(Path.Combine(aside, "journal.db")));
        Assert.True(File.Exists(Path.Combine(aside, "anchors.csv")));
        await folder.Write("a new beginning");
        Assert.EndsWith("-2", Journal.SetAside(folder.Path, folder.Clock).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public async Task A_truncated_database_is_refused_and_left_as_it_was(int length)
    {
        await WriteFour();
        var truncated = (await File.ReadAllBytesAsync(folder.Database))[..length];
        await File.WriteAllBytesAsync(folder.Database, truncated);

        Assert.Equal(RefusalCode.StoreDamaged, folder.TryOpen().Refusal?.Code);
        Assert.Equal(RefusalCode.StoreDamaged, folder.VerifyRefusal());
        Assert.Equal(truncated, await File.ReadAllBytesAsync(folder.Database));
    }

    [Fact]
    public async Task A_broken_page_is_refused_in_one_line()
    {
        await WriteFour();
        var bytes = await File.ReadAllBytesAsync(folder.Database);
        bytes.AsSpan(4096, 100).Fill(0xFF);
        await File.WriteAllBytesAsync(folder.Database, bytes);

        var refusal = folder.TryOpen().Refusal;
        Assert.Equal(RefusalCode.StoreDamaged, refusal?.Code);
        Assert.DoesNotContain('\n', refusal!.ToString());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Database));
    }

    [Theory]
    [InlineData("DROP TABLE claim")]
    [InlineData("DROP TABLE commit_log")]
    [InlineData("PRAGMA application_id = 1")]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE nonsense' WHERE name = 'event'")]
    public async Task A_database_of_another_shape_is_damaged(string sql)
    {
        await folder.Write("one");
        folder.SqlWithoutTriggers(sql);
        Assert.Equal(RefusalCode.StoreDamaged, folder.TryOpen().Refusal?.Code);
        Assert.Equal(RefusalCode.StoreDamaged, folder.VerifyRefusal());
    }

    [Fact]
    public async Task A_newer_stamp_is_refused()
    {
        await folder.Write("one");
        folder.Sql("PRAGMA user_version = 2");
        Assert.StartsWith("VB4003 ", folder.TryOpen().Refusal?.ToString(), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.StoreNewer, folder.VerifyRefusal());
    }

    [Fact]
    public void A_folder_that_cannot_be_is_not_writable()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "in the way");
        Assert.Equal(RefusalCode.StoreNotWritable, Journal.Open(file, folder.Clock).Refusal?.Code);
    }

    [Fact]
    public async Task A_refused_open_lets_the_folder_go()
    {
        await folder.Write("one");
        var sound = await File.ReadAllBytesAsync(folder.Database);
        await File.WriteAllBytesAsync(folder.Database, new byte[5_000]);
        Assert.Equal(RefusalCode.StoreDamaged, folder.TryOpen().Refusal?.Code);

        await File.WriteAllBytesAsync(folder.Database, sound);
        await folder.Write("two");
        Assert.Equal(2, folder.Verified().Events);
    }

    [Fact]
    public async Task A_line_that_a_crash_tore_off_is_replaced_and_a_missing_anchor_is_written()
    {
        await folder.Write("one", "two");
        var lines = await File.ReadAllLinesAsync(folder.Anchors);
        await File.WriteAllTextAsync(folder.Anchors, $"{lines[0]}\n{lines[1]}\n{lines[2][..20]}");
        Assert.Equal(1, folder.Verified().Anchors);

        await folder.Open().DisposeAsync();
        Assert.Equal(lines, await File.ReadAllLinesAsync(folder.Anchors));
        Assert.Equal(2, folder.Verified().Anchors);
    }

    [Fact]
    public async Task An_anchor_file_with_nonsense_in_it_is_damaged()
    {
        await folder.Write("one");
        await File.AppendAllTextAsync(folder.Anchors, "nonsense\n");
        Assert.Equal(RefusalCode.StoreDamaged, folder.VerifyRefusal());
        Assert.Equal(RefusalCode.StoreDamaged, folder.TryOpen().Refusal?.Code);
    }

    private async Task WriteFour()
    {
        await using var journal = folder.Open();
        await journal.Store("notice-2026", "one");
        await journal.Store("notice-2026", "two", new Claim("number", "1"));
        await journal.Store("notice-2026", "three");
        await journal.Store("notice-2026", "a text to look for");
    }

    /// <summary>The same journal, written anew with one text exchanged.</summary>
    private async Task<VerifyReport> Replace(string old, string other)
    {
        ImmutableArray<string> texts;
        await using (var journal = folder.Open())
            texts = [.. journal.ReadAll().Select(e => e.Text == old ? other : e.Text)];
        Journal.SetAside(folder.Path, folder.Clock);
        await folder.Write([.. texts]);
        return folder.Verified();
    }
}

namespace Vardbro.Tests;

/// <summary>A damaged or occupied store: refused by number, not a byte touched, and the next start works.</summary>
public sealed class BadStoreTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    private string Database => Path.Combine(folder["data"], "journal.db");

    [Fact]
    public void A_second_program_on_the_same_store_is_refused_while_reading_goes_on()
    {
        Decide();
        using (new FileStream(Path.Combine(folder["data"], "journal.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var second = TheProgram.Run("decision", "draft", "--year", "2025", "--as-of", "2025-12-31", "--data", folder["data"]);
            Assert.Equal((4, ""), (second.Code, second.Out));
            Assert.StartsWith("VB4002 Ett annat program använder ", second.Error, StringComparison.Ordinal);
            foreach (var writes in new string[][] { ["demo", "--no-serve"], ["serve"] })
                Assert.Equal((4, "VB4002"), CodeAndNumber(writes));
            Assert.Equal(0, Here("verify").Code);
            Assert.Equal(0, Here("decision", "show", "--year", "2024").Code);
        }

        var later = new DateTimeOffset(2025, 12, 31, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(0, TheProgram.RunHere(later, "decision", "draft", "--year", "2025", "--as-of", "2025-12-31", "--data", folder["data"]).Code);
        Assert.Contains("3 händelser", Here("verify").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "VB4001")]
    [InlineData("cut short", "VB4001")]
    [InlineData("gone", "VB4005")]
    [InlineData("a flipped byte", "VB4004")]
    [InlineData("a cut tail", "VB4005")]
    public void A_damaged_store_is_refused_by_every_verb_and_left_as_it_is_until_it_is_put_back(string damage, string number)
    {
        Decide();
        var sound = File.ReadAllBytes(Database);
        Damage(damage, sound);
        var damaged = File.Exists(Database) ? File.ReadAllBytes(Database) : null;
        foreach (var verb in new string[][]
        {
            ["verify"], ["ledger"], ["decision", "show", "--year", "2024"], ["decision", "draft", "--year", "2025", "--as-of", "2025-12-31"], ["commitment", "show"], ["serve"],
        })
            Assert.Equal((verb[0], (4, number)), (verb[0], CodeAndNumber(verb)));
        Assert.Equal(damaged, File.Exists(Database) ? File.ReadAllBytes(Database) : null);
        Assert.Equal(0, Here("besked", "--year", "2024").Code);

        if (damage == "a cut tail")
            return;
        File.WriteAllBytes(Database, sound);
        Assert.Contains("2 händelser", Here("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_sets_a_damaged_store_aside_and_the_next_start_works()
    {
        Decide();
        Damage("garbage", File.ReadAllBytes(Database));
        var damaged = File.ReadAllBytes(Database);
        var first = TheProgram.Run("demo", "--no-serve", "--scale", "0.005", "--data", folder["data"], "--lang", "en");
        Assert.Equal(4, first.Code);
        Assert.StartsWith("VB4001 ", first.Error, StringComparison.Ordinal);
        var aside = Directory.EnumerateDirectories(folder["data"], "damaged-*").Single();
        Assert.Contains(aside, first.Error, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(Path.Combine(aside, "journal.db")));

        var next = TheProgram.Run("demo", "--no-serve", "--scale", "0.005", "--data", folder["data"], "--lang", "en");
        Assert.Equal((0, ""), (next.Code, next.Error));
        Assert.Contains("44 events in 44 commits", next.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(folder["data"], "in the way");
        Assert.Equal((4, "VB4006"), CodeAndNumber("decision", "draft", "--year", "2024"));
        Assert.Equal("in the way", File.ReadAllText(folder["data"]));
    }

    // An event from a newer program, or one that somebody made up, is never guessed at.
    [Theory]
    [InlineData("UPDATE event SET type_version = 2 WHERE position = 1")]
    [InlineData("UPDATE event SET type = 'notice-dreamt' WHERE position = 1")]
    public void What_is_not_what_was_written_is_not_replayed(string sql)
    {
        Decide();
        JournalFolder.SqlWithoutTriggers(Database, sql);
        Assert.Equal((4, "VB4004"), CodeAndNumber("verify"));
        Assert.Equal((4, "VB4004"), CodeAndNumber("decision", "show", "--year", "2024"));
        Assert.Equal((4, "VB4004"), CodeAndNumber("decision", "amend", "--year", "2024", "--number", "A-2", "--by", "A", "--and", "B", "--reason", "r"));
    }

    private void Decide()
    {
        Assert.Equal(0, Here("decision", "draft", "--year", "2024", "--as-of", "2023-12-22").Code);
        Assert.Equal(0, Here("decision", "decide", "--year", "2024", "--number", "A-1", "--by", "Anna Ek", "--and", "Bo Al").Code);
    }

    private void Damage(string damage, byte[] sound)
    {
        switch (damage)
        {
            case "garbage":
                var garbage = new byte[sound.Length];
                new Random(1).NextBytes(garbage);
                File.WriteAllBytes(Database, garbage);
                break;
            case "cut short":
                File.WriteAllBytes(Database, sound[..(sound.Length / 2)]);
                break;
            case "gone":
                File.Delete(Database);
                break;
            case "a flipped byte":
                // In the text of the second event: a person's name.
                var flipped = sound.ToArray();
                flipped[sound.AsSpan().IndexOf("Bo Al"u8)] ^= 1;
                File.WriteAllBytes(Database, flipped);
                break;
            default:
                JournalFolder.SqlWithoutTriggers(Database, """
                    DELETE FROM claim WHERE position = 2;
                    DELETE FROM event WHERE position = 2;
                    DELETE FROM commit_log WHERE commit_no = 2;
                    UPDATE sequencer SET position = 1, commit_no = 1;
                    """);
                break;
        }
    }

    private Ran Here(params string[] arguments) => TheProgram.RunHere([.. arguments, "--data", folder["data"]]);

    private (int Code, string Number) CodeAndNumber(params string[] arguments)
    {
        var ran = Here(arguments);
        return (ran.Code, ran.Error.Split(' ')[0]);
    }
}

using Microsoft.Data.Sqlite;

namespace Vardbro.Tests;

/// <summary>From files to a published month: taken in, published by two persons, read, revised, proved.</summary>
public sealed class PublishVerbTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2025, 2, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Two = ["--by", "Anna Ek", "--and", "Bo Al"];

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_month_is_published_read_revised_with_a_reason_and_proved()
    {
        Made("1", "nation");
        TakeIn("nation", "0014", "2024-11");
        TakeIn("nation", "0014", "2024-12");
        Refused(1, "VB2162 ", "stats", "--period", "2024-12");
        Refused(1, "VB2011 ", "publish", "--period", "2024-12", "--number", "P-1", "--by", "Anna Ek", "--and", "anna ek");
        Refused(1, "VB2163 ", Publish("2024-10", "P-1"));
        var published = Done(Publish("2024-12", "P-1"));
        Assert.Contains("2024-12 är publicerad: 1 regioner, beslut P-1", published.Out, StringComparison.Ordinal);
        Assert.Contains("påhittade uppgifter: 0014", published.Out, StringComparison.Ordinal);
        Assert.Equal(20, published.Out.Split("saknas: ")[1].Split('\n')[0].Split(", ").Length);

        // What is read is what the decision pinned: a file that comes later changes nothing until somebody publishes it.
        var first = Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation");
        Assert.StartsWith("2024-12,0014,,,,operation,skr,", first[1], StringComparison.Ordinal);
        Assert.Equal(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation", "--unpublished"));
        Refused(1, "VB2202 ", Publish("2024-12", "P-2"));
        Made("2", "other");
        TakeIn("other", "0014", "2024-12");
        Assert.Equal(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation"));
        Assert.NotEqual(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation", "--unpublished"));
        Refused(1, "VB2203 ", Publish("2024-12", "P-2"));
        Refused(1, "VB2010 ", [.. Publish("2024-12", "P-1"), "--reason", "en senare fil"]);
        Done([.. Publish("2024-12", "P-2"), "--reason", "en senare fil"]);
        Assert.NotEqual(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation"));
        Assert.Contains("Publicerade månader: 2", Done("verify").Out, StringComparison.Ordinal);

        // One figure changed behind our back.
        using (var connection = new SqliteConnection($"Data Source={folder["data/published.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER figure_never_changes; UPDATE figure SET waiting = waiting + 1 WHERE line = (SELECT min(line) FROM figure WHERE waiting > 0)";
            command.ExecuteNonQuery();
        }

        Refused(4, "VB4009 ", "verify");
    }

    private static string[] Publish(string month, string number) => ["publish", "--period", month, "--number", number, .. Two];

    private void Made(string seed, string name) =>
        Assert.Equal(0, TheProgram.RunHere(Now, "synth", "--seed", seed, "--scale", "0.02", "--months", "2", "--regions", "0014", "--out", folder[name]).Code);

    private void TakeIn(string name, string region, string month) => Done(
        "register", "import", folder[$"{name}/register-{region}-{month}.csv.gz"], "--region", region, "--period", month, "--synthetic");

    private Ran Done(params string[] args)
    {
        var ran = TheProgram.RunHere(Now, [.. args, "--data", folder["data"]]);
        Assert.True(ran.Code == 0, ran.Error);
        return ran;
    }

    private void Refused(int code, string refusal, params string[] args)
    {
        var ran = TheProgram.RunHere(Now, [.. args, "--data", folder["data"]]);
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.Equal(code, ran.Code);
    }

    private string[] Exported(params string[] args)
    {
        var file = folder["rows.csv"];
        Done([.. args, "--format", "csv", "--out", file]);
        return File.ReadAllLines(file);
    }
}

using System.Text;
using Microsoft.Data.Sqlite;
using F = Vardbro.Waiting.Operational.OperationalField;

namespace Vardbro.Tests;

/// <summary>What is erased is gone from the files, and nothing of a person is anywhere but under its key.</summary>
public sealed class OperationalErasureTests : IDisposable
{
    private readonly OperationalFolder waits = new OperationalFolder().WithBasis();

    public void Dispose() => waits.Dispose();

    [Fact]
    public void An_erased_persons_key_is_in_no_byte_of_the_key_database()
    {
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(500))).Code);
        var before = KeyBytes();
        Assert.Equal(500, before.Count);
        Assert.All(before, key => Assert.True(Holds(waits.Keys, key)));

        var said = waits.Run("waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBCDE");
        Assert.Contains("1 waits of 1 persons would be erased. Nothing is done; --confirm does it.", said.Out, StringComparison.Ordinal);
        Assert.Equal(before, KeyBytes());
        var ran = waits.Run("waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBCDE", "--confirm");
        Assert.Contains("1 waits of 1 persons are erased, with their keys.", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("NYCKEL", said.Out + ran.Out, StringComparison.Ordinal);

        var after = KeyBytes();
        var gone = before.Except(after, StringComparer.Ordinal).Single();
        Assert.False(Holds(waits.Keys, gone));
        Assert.Equal(499, waits.Waits.Count);
        Assert.DoesNotContain("VANTA-BBBCDE", waits.Waits.Keys);
        Assert.Equal([Path.GetFileName(waits.Keys), Path.GetFileName(waits.Database)], Directory.EnumerateFiles(waits.Data, "operational*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, 1), (waits.Count("SELECT count(*) FROM erasure"), waits.Count("SELECT persons FROM erasure"), waits.Count("SELECT waits FROM erasure")));
        Assert.Contains("499 waits of 499 persons", waits.Run("verify").Out, StringComparison.Ordinal);

        var again = waits.Run("waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBCDE", "--confirm");
        Assert.StartsWith("VB2188 ", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_days_file_makes_new_keys_and_the_old_are_gone()
    {
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(300))).Code);
        var before = KeyBytes();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(300)), "2024-09-01").Code);
        Assert.Empty(before.Intersect(KeyBytes(), StringComparer.Ordinal));
    }

    [Fact]
    public void A_person_with_two_waits_is_erased_with_both()
    {
        Assert.Equal(0, waits.ImportRows("2024-08-31", OperationalRows.Fields(1), OperationalRows.Fields(2, (F.PersonKey, "NYCKEL-BBBBBC")), OperationalRows.Fields(3)).Code);
        Assert.Contains("2 waits of 1 persons are erased", waits.Run("waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBBBC", "--confirm").Out, StringComparison.Ordinal);
        Assert.Equal(["VANTA-BBBBBE"], waits.Waits.Keys);
    }

    [Fact]
    public void A_region_whose_basis_holds_is_not_erased_without_a_reason_and_one_whose_basis_has_ended_is()
    {
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(50))).Code);
        foreach (var asked in new string[][] { ["waits", "erase", "--region", "0014"], ["waits", "erase", "--region", "0014", "--confirm"], ["waits", "erase", "--region", "0014", "--confirm", "--reason", " "] })
            Assert.StartsWith("VB2189 Region 0014 has a basis that holds today (RS 2024-1).", waits.Run(asked).Error, StringComparison.Ordinal);
        Assert.Equal(50, waits.Waits.Count);
        Assert.Contains("50 waits of 50 persons are erased", waits.Run("waits", "erase", "--region", "0014", "--confirm", "--reason", "a wrong file").Out, StringComparison.Ordinal);
        Assert.Equal((0, 0), (waits.Count("SELECT count(*) FROM wait"), waits.Count("SELECT count(*) FROM person_key", keys: true)));
        Assert.Contains("figures only", waits.Run("waits", "status").Out, StringComparison.Ordinal);

        Assert.Contains("encrypted", waits.Import(waits["file.csv"]).Out, StringComparison.Ordinal); // the same bytes again, now with persons
        Assert.Equal(0, waits.Run("waits", "basis", "end", "--region", "0014", "--last-day", "2024-09-01", "--reason", "slut", "--number", "B-9", "--by", "Anna Ek", "--and", "Bo Al").Code);
        Assert.Contains("would be erased", waits.Run("waits", "erase", "--region", "0014").Out, StringComparison.Ordinal);
        Assert.Contains("50 waits of 50 persons are erased", waits.Run("waits", "erase", "--region", "0014", "--confirm").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("MUST BE ERASED", waits.Run("waits", "status").Out, StringComparison.Ordinal);
        Assert.Equal(0, waits.Run("verify").Code);
    }

    // Keys and ids of letters only, a birth year and a profile that nothing else has: whatever holds them holds a person.
    [Fact]
    public void Nothing_of_a_person_stands_in_any_file_or_in_what_the_verbs_say()
    {
        string[] personal = ["VANTA-", "NYCKEL-", "1897", "axelprotes"];
        var rows = Enumerable.Range(1, 40).Select(n => OperationalRows.Row(n, (F.BirthYear, "1897"), (F.Profile, "axelprotes"))).ToList();
        rows[3] = OperationalRows.Row(4, (F.BirthYear, "1897"), (F.Service, "ögon"));
        rows[4] = OperationalRows.Row(3, (F.BirthYear, "1897"));
        var said = new StringBuilder();
        foreach (var (day, count) in new[] { ("2024-08-31", 40), ("2024-09-01", 30) })
            Say(waits.Import(waits.Write(OperationalRows.Text([.. rows.Take(count)])), day, "--report", waits["data/report.csv"]));
        Say(waits.Import(waits.Write(string.Join('\n', rows)), "2024-09-01")); // no header: the first row is in its place
        Say(waits.Import(waits.Write(OperationalRows.Text(rows[0].Replace(",0014,", ",1897,", StringComparison.Ordinal))), "2024-09-01"));
        foreach (var verb in new string[][]
        {
            ["waits", "status"], ["waits", "exits", "--region", "0014"], ["verify"], ["waits", "basis", "show"], ["waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBBBC"],
            ["waits", "erase", "--region", "0014", "--person", "NYCKEL-BBBBBC", "--confirm"], ["waits", "erase", "--region", "0014", "--person", "NYCKEL-XXX", "--confirm"],
        })
            Say(waits.Run(verb));
        Assert.Equal(28, waits.Waits.Count);

        Assert.All(personal, p => Assert.DoesNotContain(p, said.ToString(), StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(waits.Data, "*", SearchOption.AllDirectories))
            Assert.All(personal, p => Assert.False(Holds(file, Convert.ToHexString(Encoding.UTF8.GetBytes(p))), $"{file} has {p}"));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { waits.Database, waits.Keys })
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        void Say(Ran ran) => said.Append(ran.Out).Append(ran.Error);
    }

    private List<string> KeyBytes()
    {
        using var connection = new SqliteConnection($"Data Source={waits.Keys};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hex(key) FROM person_key ORDER BY person";
        using var row = command.ExecuteReader();
        var keys = new List<string>();
        while (row.Read())
        {
            keys.Add(row.GetString(0));
        }

        return keys;
    }

    private static bool Holds(string file, string hex) => File.ReadAllBytes(file).AsSpan().IndexOf(Convert.FromHexString(hex)) >= 0;
}

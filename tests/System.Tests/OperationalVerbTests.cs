using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vardbro.Storage;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Operational;
using F = Vardbro.Waiting.Operational.OperationalField;

namespace Vardbro.Tests;

/// <summary>A region's daily file of waits taken in, replaced, looked at.</summary>
public sealed class OperationalVerbTests : IDisposable
{
    private readonly OperationalFolder waits = new();

    public void Dispose() => waits.Dispose();

    [Fact]
    public void A_sound_file_is_accepted_and_its_persons_can_be_read_under_the_basis()
    {
        waits.WithBasis();
        var text = OperationalRows.Text(OperationalRows.Row(1), OperationalRows.Row(2, (F.Status, "booked"), (F.HomeDate, "2024-09-20")),
            OperationalRows.Row(3, (F.Status, "cared"), (F.ExitDate, "2024-08-30")));
        var ran = waits.Import(waits.Write(text));
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.StartsWith("0014 2024-08-31: accepted\n3 rows: 1 waiting, 1 booked, 1 cared for, 0 closed, 0 left out, 0 with a remark\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The persons are kept under the legal basis, encrypted.\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))} (the file itself is not kept)\n", ran.Out, StringComparison.Ordinal);

        // Who has had care is counted and not kept.
        Assert.Equal(["VANTA-BBBBBC", "VANTA-BBBBBD"], waits.Waits.Keys);
        var booked = waits.Waits["VANTA-BBBBBD"];
        Assert.Equal(("NYCKEL-BBBBBD", 1957, "katarakt", new DateOnly(2024, 9, 20)), (booked.Person.Key, booked.Person.BirthYear, booked.Care.Profile, booked.Dates.Home!.Value));
        Assert.Equal(
            [(WaitStatus.Waiting, 1L, 0L), (WaitStatus.Booked, 1, 0), (WaitStatus.Cared, 1, 0)],
            waits.Store.Figures(OperationalFolder.Home).Value.Select(f => (f.Status, f.Waits, f.Beyond)));
        Assert.Contains("Operational waits: 2 waits of 2 persons can be read with their keys, 1 regions.\n", waits.Run("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_a_row_says_comes_back_as_it_was()
    {
        waits.WithBasis();
        (F, string)[] changes =
        [
            (F.Kind, "operation"), (F.DecisionDate, "2024-06-10"), (F.Sex, "male"), (F.Deviation, "MoV"), (F.DeviationFrom, "2024-07-01"), (F.DeviationTo, "2024-07-09"),
            (F.HomeDate, "2024-09-10"), (F.Status, "booked"), (F.Profile, "axel ö"), (F.UpdatedAt, "2024-08-31T12:00:00.123456+02:00"),
        ];
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.Text(OperationalRows.Row(1, changes)))).Code);
        var day = new DateOnly(2024, 8, 31);
        var codes = RuleFolder.LoadWaiting(TheProgram.RulesFolder).Value.OperationalFor(day).Value;
        var said = new OperationalJudge(codes, OperationalFolder.Home, day, SwedishDate.EndOf(day)).Judge(changes).Wait;
        Assert.Equal(said, waits.Waits.Values.Single());
    }

    [Fact]
    public void A_region_without_a_basis_gives_figures_and_never_persons()
    {
        var ran = waits.Import(waits.Write(OperationalRows.File(30)));
        Assert.Contains("No legal basis holds: figures only are kept, no persons.\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal((0, 0), (waits.Count("SELECT count(*) FROM wait"), waits.Count("SELECT count(*) FROM person_key", keys: true)));
        Assert.Equal(30, waits.Store.Figures(OperationalFolder.Home).Value.Single().Waits);
        Assert.Empty(waits.Waits);
        Assert.Contains("figures only", waits.Run("waits", "status").Out, StringComparison.Ordinal);

        // The same file under a basis is another matter, and so it is when the basis has ended.
        waits.WithBasis();
        Assert.Contains("encrypted", waits.Import(waits["file.csv"]).Out, StringComparison.Ordinal);
        Assert.Equal(30, waits.Waits.Count);
        End("2024-09-01");
        Assert.Empty(waits.Waits);
        Assert.Equal("VB2214", waits.Store.Waiting(Store.Read(waits.Data).Value, new(2024, 9, 2), OperationalFolder.Home, _ => { }).Refusal!.Number);
        Assert.Contains("PERSONS MUST BE ERASED", waits.Run("waits", "status").Out, StringComparison.Ordinal);
        Assert.Contains("figures only", waits.Import(waits["file.csv"]).Out, StringComparison.Ordinal);
        Assert.Equal((0, 0), (waits.Count("SELECT count(*) FROM wait"), waits.Count("SELECT count(*) FROM person_key", keys: true)));
    }

    [Fact]
    public void The_basis_must_hold_on_the_files_day_and_today()
    {
        waits.WithBasis("B-1", "--to", "2024-08-31");
        Assert.Contains("figures only", waits.Import(waits.Write(OperationalRows.File(2))).Out, StringComparison.Ordinal);
        using var other = new OperationalFolder();
        Assert.Equal(0, other.Run("waits", "basis", "record", "--region", "0014", "--kind", "consent", "--reference", "x", "--from", "2024-09-01", "--number", "B-2", "--by", "A", "--and", "B").Code);
        Assert.Contains("figures only", other.Import(other.Write(OperationalRows.File(2))).Out, StringComparison.Ordinal);
        Assert.Contains("encrypted", other.Import(other["file.csv"], "2024-09-01").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_change_nothing_a_later_day_replaces_and_an_older_is_refused()
    {
        waits.WithBasis();
        var file = waits.Write(OperationalRows.File(5));
        Assert.Equal(0, waits.Import(file).Code);
        var (database, keys) = (File.ReadAllBytes(waits.Database), File.ReadAllBytes(waits.Keys));
        Assert.Contains("nothing changed", waits.Import(file).Out, StringComparison.Ordinal);
        Assert.Equal(database, File.ReadAllBytes(waits.Database));
        Assert.Equal(keys, File.ReadAllBytes(waits.Keys));

        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(3)), "2024-09-01").Code);
        Assert.Equal(3, waits.Waits.Count);
        var older = waits.Import(waits.Write(OperationalRows.File(4)), "2024-08-31");
        Assert.Equal((1, ""), (older.Code, older.Out));
        Assert.StartsWith("VB2186 Region 0014 already has a file for 2024-09-01, later than 2024-08-31.", older.Error, StringComparison.Ordinal);
        Assert.Equal(3, waits.Waits.Count);
    }

    [Fact]
    public void Who_left_is_counted_with_the_reason_and_a_corrected_file_is_counted_from_the_same_beginning()
    {
        waits.WithBasis();
        string[][] Rows(int from, int count, params (F, string)[] changes) => [.. Enumerable.Range(from, count).Select(n => OperationalRows.Fields(n, changes))];
        (F, string)[] cared = [(F.Status, "cared"), (F.ExitDate, "2024-09-01")];
        (F, string)[] closed = [(F.Status, "closed"), (F.ExitDate, "2024-09-01"), (F.ExitReason, "moved")];
        Assert.Equal(0, waits.ImportRows("2024-08-31", Rows(1, 200)).Code);
        Assert.Null(waits.Region.Exits);
        Assert.Contains("has a single day", waits.Run("waits", "exits", "--region", "0014").Out, StringComparison.Ordinal);

        // Wrong at first: 60 are forgotten. Then right: they wait still, and 30 have vanished.
        Assert.Equal(0, waits.ImportRows("2024-09-01", [.. Rows(1, 60), .. Rows(61, 50, cared), .. Rows(111, 25, closed)]).Code);
        Assert.Equal(["cared 50", "moved 25", "vanished 65"], Exits());
        Assert.Equal(0, waits.ImportRows("2024-09-01", [.. Rows(1, 60), .. Rows(61, 50, cared), .. Rows(111, 25, closed), .. Rows(136, 35), .. Rows(300, 7)]).Code);
        Assert.Equal(["cared 50", "moved 25", "vanished 30"], Exits());
        Assert.Equal(102, waits.Waits.Count);
        Assert.Contains("  105  ", waits.Run("waits", "status").Out, StringComparison.Ordinal);

        // The next day nobody leaves, and who left the day before is not kept any more.
        Assert.Equal(0, waits.ImportRows("2024-09-02", [.. Rows(1, 60), .. Rows(61, 50, cared), .. Rows(136, 35), .. Rows(300, 7)]).Code);
        Assert.Empty(Exits());
        Assert.Equal(102, waits.Count("SELECT count(*) FROM wait"));
    }

    [Fact]
    public void Few_exits_are_not_shown()
    {
        waits.WithBasis();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(60))).Code);
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(45)), "2024-09-01").Code);
        Assert.Contains("Fewer than 20 are not shown.", waits.Run("waits", "exits", "--region", "0014").Out, StringComparison.Ordinal);
        Assert.Contains("  <20  ", waits.Run("waits", "status").Out, StringComparison.Ordinal);
        Assert.Equal(0, waits.Run("waits", "exits", "--region", "0014", "--out", waits["exits.csv"]).Code);
        Assert.Equal(
            "region_id,from,to,service,kind,reason,reason_text,waits,vanished_known,synthetic\n0014,2024-08-31,2024-09-01,511,first-visit,vanished,vanished without a word,,true,false\n",
            File.ReadAllText(waits["exits.csv"]));
        Assert.StartsWith("VB2187 ", waits.Run("waits", "exits", "--region", "0001").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_and_left_out_rows_are_counted_shown_and_reported_without_an_identifier()
    {
        var rows = Enumerable.Range(1, 100).Select(n => OperationalRows.Row(n)).ToList();
        rows[7] = OperationalRows.Row(8, (F.PersonKey, "19570401-1234"), (F.BirthYear, "1849"));
        rows[8] = OperationalRows.Row(1, (F.UpdatedAt, "2024-08-31T11:00:00Z"));
        rows[9] = OperationalRows.Row(10, (F.Kind, "visit"));
        var ran = waits.Import(waits.Write(OperationalRows.Text([.. rows])), "2024-08-31", "--report", waits["report.csv"]);
        Assert.Equal(0, ran.Code);
        Assert.StartsWith("0014 2024-08-31: accepted with remarks\n100 rows: 98 waiting, 0 booked, 0 cared for, 0 closed, 2 left out, 1 with a remark\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(
            """
            row,field,rule,value,text
            2,wait_id,W02,VA…BC,The wait stands on several rows. The one changed last holds. Not counted.
            9,person_key,W05,…,The person's key looks like a personal number. Not shown. Not counted.
            9,birth_year,W10,…,"The birth year is missing, no year, before 1850 or after the file's day. Not counted."
            11,kind,W11,visit,"The kind is not first-visit, operation or other. Counted as other care."

            """, File.ReadAllText(waits["report.csv"]));
    }

    // The order of the rows says nothing, not even where a wait stands twice.
    [Fact]
    public void The_picture_is_the_same_whatever_the_order_of_the_rows()
    {
        var random = new Random(20240831);
        string[] statuses = ["waiting", "booked", "cared", "closed"];
        string Some(int n) => OperationalRows.Row(n, (F.Status, statuses[random.Next(4)]), (F.HomeDate, "2024-09-20"), (F.ExitReason, ""), (F.Service, $"{random.Next(3)}"),
            (F.UpdatedAt, $"2024-08-{random.Next(29, 32)}T10:00:00Z"));
        var rows = Enumerable.Range(0, 60).Select(_ => Some(random.Next(1, 40)))
            .Select(r => r.Contains(",cared,", StringComparison.Ordinal) || r.Contains(",closed,", StringComparison.Ordinal) ? r.Replace(",,2024-08-", ",2024-08-20,2024-08-", StringComparison.Ordinal) : r).ToArray();
        var pictures = Enumerable.Range(0, 6).Select(_ =>
        {
            using var folder = new OperationalFolder().WithBasis();
            random.Shuffle(rows);
            using var lenient = new Folder();
            var codes = Path.Combine(lenient.CopyRules(), "operational", "codes.yaml");
            File.WriteAllText(codes, File.ReadAllText(codes).Replace("most-errors-percent: 5 ", "most-errors-percent: 99 ", StringComparison.Ordinal));
            var ran = folder.Import(folder.Write(OperationalRows.Text(rows)), "2024-08-31", "--rules", lenient["rules"]);
            Assert.Equal((0, ""), (ran.Code, ran.Error));
            return (ran.Lines[1], string.Join('\n', folder.Store.Figures(OperationalFolder.Home).Value), string.Join('\n', folder.Waits.Select(w => $"{w.Key} {w.Value.Status} {w.Value.Care} {w.Value.UpdatedAt:u} {w.Value.Person.Key}")));
        }).ToList();
        Assert.Single(pictures.Distinct());
        Assert.DoesNotContain(" 0 left out", pictures[0].Item1, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_says_where_every_region_stands_and_what_was_rejected_since()
    {
        Assert.False(Directory.Exists(waits.Data));
        Assert.Equal(0, waits.Run("waits", "status").Code);
        Assert.False(File.Exists(waits.Database)); // looking makes nothing
        waits.WithBasis();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(5)), "2024-08-31", "--synthetic").Code);
        Assert.Equal(1, waits.Import(waits.Write("x"), "2024-09-01").Code);
        Assert.Equal(0, waits.Run("waits", "status", "--out", waits["status.json"]).Code);
        var row = JsonDocument.Parse(File.ReadAllText(waits["status.json"])).RootElement[0];
        Assert.Equal(("0014", "2024-08-31", "accepted", 5, true, true, "RS 2024-1", "rejected"), (
            row.GetProperty("region_id").GetString(), row.GetProperty("day").GetString(), row.GetProperty("verdict").GetString(), row.GetProperty("waiting").GetInt32(),
            row.GetProperty("persons").GetBoolean(), row.GetProperty("synthetic").GetBoolean(), row.GetProperty("basis").GetString(), row.GetProperty("latest_verdict").GetString()));
        var text = waits.Run("waits", "status").Out;
        foreach (var said in new[] { "SYNTHETIC: what is marked so is invented.", "5 persons", "RS 2024-1", "2024-09-01 rejected" })
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_far_from_the_one_before_asks_for_a_reason_and_the_log_keeps_it()
    {
        waits.WithBasis();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(300))).Code);
        var few = waits.Write(OperationalRows.File(99));
        Assert.Equal((1, "VB2207 Those who wait in region 0014 go from 300 on 2024-08-31 to 99, more than 25 percent. See whether the file is whole, or take it in with a reason (--reason).\n"),
            (waits.Import(few, "2024-09-01").Code, waits.Import(few, "2024-09-01", "--reason", " ").Error));
        Assert.Equal(300, waits.Waits.Count);
        Assert.Equal(0, waits.Import(few, "2024-09-01", "--reason", "listan är rensad").Code);
        Assert.Equal((99, "listan är rensad"), (waits.Waits.Count, waits.Region.Current!.Reason));
        Assert.Equal(0, waits.Run("waits", "status", "--out", waits["status.json"]).Code);
        Assert.Equal("listan är rensad", JsonDocument.Parse(File.ReadAllText(waits["status.json"])).RootElement[0].GetProperty("reason").GetString());
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(299)), "2024-09-02").Code); // 200 more: not beyond
        Assert.Null(waits.Region.Current!.Reason);
    }

    [Fact]
    public void Invented_and_real_days_are_never_mixed()
    {
        waits.WithBasis();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(40)), "2024-08-31", "--synthetic").Code);
        var real = waits.Write(OperationalRows.File(5));
        foreach (var day in new[] { "2024-08-31", "2024-09-01" })
            Assert.StartsWith("VB2206 Region 0014 has invented waits of 2024-08-31 and the file's are real: ", waits.Import(real, day).Error, StringComparison.Ordinal);
        Assert.True(waits.Region.Current!.Synthetic);
        Assert.Equal(0, waits.Run("waits", "erase", "--region", "0014", "--confirm", "--reason", "slut på övningen").Code);
        Assert.Equal(0, waits.Import(real, "2024-09-01").Code);
        Assert.Equal((false, 5), (waits.Region.Current!.Synthetic, waits.Waits.Count));
        Assert.Null(waits.Region.Exits); // it begins anew
        Assert.StartsWith("VB2206 Region 0014 has real waits of 2024-09-01 and the file's are invented: ",
            waits.Import(waits["file.csv"], "2024-09-01", "--synthetic").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_from_before_there_were_reasons_is_read_as_it_is_and_renewed_by_the_next_file()
    {
        waits.WithBasis();
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(5))).Code);
        waits.Change("DROP TABLE offer; ALTER TABLE delivery DROP COLUMN reason; PRAGMA user_version = 1");
        Assert.Equal(5, waits.Waits.Count);
        Assert.Equal(1, waits.Count("PRAGMA user_version"));
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(4)), "2024-09-01", "--reason", "x").Code);
        Assert.Equal((4, "x", 3L), (waits.Waits.Count, waits.Region.Current!.Reason, waits.Count("PRAGMA user_version")));
    }

    [Fact]
    public void The_synthetic_nations_daily_file_is_accepted_as_it_is()
    {
        Assert.Equal(0, waits.Run("synth", "--seed", "1", "--scale", "0.01", "--months", "1", "--regions", "0014", "--out", waits["nation"]).Code);
        var ran = TheProgram.RunHere(new DateTimeOffset(2025, 1, 2, 8, 0, 0, TimeSpan.Zero),
            "waits", "import", Path.Combine(waits["nation"], "waits-0014-2024-12-31.csv.gz"), "--region", "0014", "--date", "2024-12-31", "--synthetic", "--data", waits.Data);
        Assert.StartsWith("0014 2024-12-31: godtagen SYNTETISKT\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains(" 0 räknas inte, 0 med anmärkning\n", ran.Out, StringComparison.Ordinal);
    }

    private IEnumerable<string> Exits() => waits.Region.Exits!.Counts.Select(e => $"{e.Reason} {e.Waits}");

    private void End(string day) => Assert.Equal(0, waits.Run(
        "waits", "basis", "end", "--region", "0014", "--last-day", day, "--reason", "slut", "--number", "B-9", "--by", "Anna Ek", "--and", "Bo Al").Code);
}

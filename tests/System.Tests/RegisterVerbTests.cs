using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>A region's month taken in, replaced, looked at.</summary>
public sealed class RegisterVerbTests : IDisposable
{
    private readonly RegisterFolder register = new();

    public void Dispose() => register.Dispose();

    [Fact]
    public void A_sound_file_is_accepted_counted_and_kept_byte_for_byte()
    {
        var text = RegisterRows.Text(RegisterRows.Row(1), RegisterRows.Row(2), RegisterRows.Row(3, (RegisterField.StartDate, "2024-08-15")));
        var ran = register.Import(register.Write(text));
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.StartsWith("0014 2024-08: accepted\n3 rows: 2 waiting, 1 completed, 0 left out, 0 with a remark\n", ran.Out, StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.Contains($"SHA-256 {hash}\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path.Combine(register.Data, "register", "received", hash + ".csv")));
        var batch = register.Store.Load(register.Batch!).Value;
        Assert.Equal((3, 2, "511"), (batch.Count, Enumerable.Range(0, 3).Count(i => batch[i].To is null), Assert.Single(batch.Texts.Services)));
        Assert.Equal(register.Batch, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(register.Data, "register", "batches", register.Batch + ".vbb")))));
    }

    [Fact]
    public void The_same_file_twice_changes_nothing()
    {
        var file = register.Write(RegisterRows.File(5));
        Assert.Equal(0, register.Import(file).Code);
        var (files, log) = (register.Files, File.ReadAllBytes(Path.Combine(register.Data, "register", "register.db")));
        var again = register.Import(file);
        Assert.Equal(0, again.Code);
        Assert.Contains("the same file was here already; nothing changed", again.Out, StringComparison.Ordinal);
        Assert.Equal(files, register.Files);
        Assert.Equal(log, File.ReadAllBytes(Path.Combine(register.Data, "register", "register.db")));
    }

    [Fact]
    public void A_later_file_replaces_and_the_earlier_stays_in_the_history()
    {
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(5))).Code);
        var first = register.Batch!;
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(6))).Code);
        var second = register.Batch!;
        Assert.NotEqual(first, second);
        Assert.Equal([first, second], register.Store.History(RegisterFolder.Home, RegisterFolder.August).Value.Select(i => i.Batch));
        Assert.Equal((5, 6), (register.Store.Load(first).Value.Count, register.Store.Load(second).Value.Count));

        // Taking the first in again is a change back, and a line of its own.
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(5))).Code);
        Assert.Equal((first, 3), (register.Batch, register.Store.History(RegisterFolder.Home, RegisterFolder.August).Value.Length));
    }

    [Fact]
    public void A_packed_file_is_the_same_month_and_is_kept_packed()
    {
        var packed = RegisterFolder.Pack(Encoding.UTF8.GetBytes(RegisterRows.File(5)));
        Assert.Equal(0, register.Import(register.Write(packed, "any.name")).Code);
        var hash = Convert.ToHexStringLower(SHA256.HashData(packed));
        Assert.Equal(packed, File.ReadAllBytes(Path.Combine(register.Data, "register", "received", hash + ".csv.gz")));
        Assert.Equal(5, register.Store.Load(register.Batch!).Value.Count);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Either_line_end_a_byte_order_mark_and_quotes_are_the_same_file_to_us(string end)
    {
        var rows = RegisterRows.File(3).TrimEnd('\n').Split('\n');
        var quoted = rows.Select((r, i) => i == 0 ? r : string.Join(',', r.Split(',').Select(f => $"\"{f}\"")));
        var ran = register.Import(register.Write("\ufeff" + string.Join(end, quoted))); // and no line end at the last row
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal(3, register.Store.Load(register.Batch!).Value.Count);
    }

    [Fact]
    public void Remarks_and_left_out_rows_are_counted_shown_and_reported_without_an_identifier()
    {
        var rows = Enumerable.Range(1, 100).Select(n => RegisterRows.Row(n)).ToList();
        rows[7] = RegisterRows.Row(8, (RegisterField.ReferralDate, "2024-02-30"), (RegisterField.Sex, "9"));
        rows[8] = RegisterRows.Row(1);
        rows[9] = RegisterRows.Row(10, (RegisterField.ContactType, "X1"), (RegisterField.PatientId, ""));
        var ran = register.Import(register.Write(RegisterRows.Text([.. rows])), "--report", register["report.csv"]);
        Assert.Equal(0, ran.Code);
        Assert.StartsWith("0014 2024-08: accepted with remarks\n100 rows: 98 waiting, 0 completed, 2 left out, 1 with a remark\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(
            """
            row,field,rule,value,text
            9,kon,R04,9,The code of sex is unknown or missing. Counted without sex.
            9,remiss_datum,R12,2024-02-30,The referral date is not a day from 1990-01-01 to 2100-12-31. Not counted.
            10,vardkontakt_id,R02,KO…01,The contact stands on an earlier row. Counted once.
            11,patient_id,R03,,The patient has no identity. Counted.
            11,vardkontakttyp,R06,X1,The code of contact type is unknown or missing. Counted as other care.

            """, File.ReadAllText(register["report.csv"]));
        Assert.DoesNotContain("KONTAKT-", ran.Out, StringComparison.Ordinal);
        Assert.Equal(98, register.Store.Load(register.Batch!).Value.Count);
    }

    [Fact]
    public void Keys_link_months_and_stay_apart_from_the_batch()
    {
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(4))).Code);
        var first = register.Store.LoadLinked(register.Batch!).Value;
        Assert.Equal(0, register.Import(register.Write(RegisterRows.Text(RegisterRows.Row(3), RegisterRows.Row(9)))).Code);
        var second = register.Store.LoadLinked(register.Batch!).Value;
        Assert.Equal(first.Keys[2], second.Keys[0]);
        Assert.DoesNotContain(second.Keys[1], first.Keys);
        Assert.Equal(4, first.Keys.Distinct().Count());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(register.Data, "register", "batches")))
            Assert.DoesNotContain("KONTAKT", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(register.Data, "register", "link.key")));
        }

        File.Delete(Path.Combine(register.Data, "register", "batches", register.Batch + ".keys"));
        Assert.Equal("VB4001", register.Store.LoadLinked(register.Batch!).Refusal?.Number);
        Assert.Equal(2, register.Store.Load(register.Batch!).Value.Count);
    }

    [Fact]
    public void Status_shows_every_region_and_month_and_the_latest_file_too()
    {
        Assert.Equal("region_id,month,batch,verdict,rows,waiting,completed,errors,remarked,synthetic,received_at,received_sha256,latest_verdict,latest_at,latest_refusal\n",
            Exported("csv"));
        Assert.False(Directory.Exists(register.Data)); // looking makes nothing
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(5)), "--synthetic").Code);
        Assert.Equal(1, register.Import(register.Write(RegisterRows.Text(RegisterRows.Row(1, (RegisterField.Period, "2024-09"))))).Code);
        Assert.Equal(0, register.Run("register", "import", register.Write(RegisterRows.File(3).Replace("2024-08\n", "2024-07\n", StringComparison.Ordinal)),
            "--region", "0014", "--period", "2024-07").Code);

        var rows = JsonDocument.Parse(Exported("json")).RootElement.EnumerateArray().ToList();
        Assert.Equal(["2024-07", "2024-08"], rows.Select(r => r.GetProperty("month").GetString()));
        var august = rows[1];
        Assert.Equal((register.Batch, "accepted", 5, true), (
            august.GetProperty("batch").GetString(), august.GetProperty("verdict").GetString(), august.GetProperty("waiting").GetInt32(), august.GetProperty("synthetic").GetBoolean()));
        Assert.Equal("rejected", august.GetProperty("latest_verdict").GetString());
        Assert.StartsWith("VB2127 ", august.GetProperty("latest_refusal").GetString(), StringComparison.Ordinal);
        Assert.Contains(register.Batch![..12], register.Run("register", "status").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_import_says_can_be_taken_away()
    {
        var ran = register.Import(register.Write(RegisterRows.File(2)), "--out", register["verdict.json"]);
        Assert.Equal(0, ran.Code);
        var row = JsonDocument.Parse(File.ReadAllText(register["verdict.json"])).RootElement[0];
        Assert.Equal(("accepted", 2), (row.GetProperty("verdict").GetString(), row.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public void Another_mapping_reads_another_regions_codes()
    {
        using var folder = new Folder();
        var codes = Path.Combine(folder.CopyRules(), "register", "codes.yaml");
        File.WriteAllText(codes, File.ReadAllText(codes).Replace("regions: county-code", "regions: {\"51\": \"0014\"}", StringComparison.Ordinal)
            .Replace("\"1\": first-visit", "\"NB\": first-visit", StringComparison.Ordinal));
        var file = register.Write(RegisterRows.Text(RegisterRows.Row(1, (RegisterField.RegionCode, "51"), (RegisterField.ContactType, "NB"))));
        Assert.Equal(1, register.Import(file).Code);
        var ran = register.Import(file, "--rules", folder["rules"]);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.StartsWith("0014 2024-08: accepted\n", ran.Out, StringComparison.Ordinal);
    }

    private string Exported(string format)
    {
        Assert.Equal(0, register.Run("register", "status", "--format", format, "--out", register["status." + format]).Code);
        return File.ReadAllText(register["status." + format]);
    }
}

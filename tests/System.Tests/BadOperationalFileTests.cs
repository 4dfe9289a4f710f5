using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Vardbro.Waiting.Register;
using F = Vardbro.Waiting.Operational.OperationalField;

namespace Vardbro.Tests;

/// <summary>Daily files that are not what they should be, and a store under stress: a numbered verdict, never half a picture.</summary>
public sealed class BadOperationalFileTests : IDisposable
{
    private static readonly string Sound = OperationalRows.File(50);
    private readonly OperationalFolder waits = new OperationalFolder().WithBasis();

    public void Dispose() => waits.Dispose();

    public static TheoryData<string, string, string> BadTexts => new()
    {
        { "empty", "", "VB2125 The file ends in the middle of row 1." },
        { "a header alone", OperationalRows.Header + "\n", "VB2132 " },
        { "the register's header", RegisterRows.File(2), "VB2121 The header has \"vardkontakt_id\" where wait_id is expected (field 1 of 21)." },
        { "no header", Sound[(Sound.IndexOf('\n', StringComparison.Ordinal) + 1)..], "VB2121 The header has \"…\" where wait_id is expected (field 1 of 21)." },
        { "a column missing", Sound.Replace(",updated_at", "", StringComparison.Ordinal), "VB2121 The header has \"\" where updated_at is expected (field 21 of 21)." },
        { "a column too many", Sound.Replace("updated_at", "updated_at,extra", StringComparison.Ordinal), "VB2121 The header has \"extra\" where the end of the row is expected (field 22 of 21)." },
        { "a row with a field less", Sound + OperationalRows.Row(51)[..^21] + "\n", "VB2123 Row 52 has 20 fields. 21 would be right." },
        { "a row with a field more", Sound + OperationalRows.Row(51) + ",x\n", "VB2123 Row 52 has 22 fields. 21 would be right." },
        { "a NUL", Sound + OperationalRows.Row(51, (F.Profile, "a\0b")) + "\n", "VB2120 The file is not text in UTF-8: a NUL character (row 52)." },
        { "mixed line ends", Sound + OperationalRows.Row(51) + "\r\n", "VB2124 Row 52 ends otherwise than the header (LF)." },
        { "cut in a row", Sound[..^60], "VB2125 The file ends in the middle of row 51." },
        { "a quote that never ends", Sound + "\"VANTA," + string.Concat(Enumerable.Repeat(Sound, 100)), "VB2122 Row 52 is longer than 65536 bytes." },
        { "a quote in a field", Sound + OperationalRows.Row(51, (F.Profile, "axel \"ny\"")) + "\n", "VB2126 A quote stands wrong in row 52, field 17." },
        { "another region", Sound + OperationalRows.Row(51, (F.Region, "0001")) + "\n", "VB2205 Row 52 has region_id \"0001\", but the file was said to be of region 0014." },
        { "too many bad rows", Sound + OperationalRows.Row(51, (F.ReferralDate, "2024-02-30")) + "\n" + OperationalRows.Row(52, (F.ReferralDate, "2024-02-30")) + "\n" + OperationalRows.Row(1) + "\n", "VB2133 3 of 53 rows cannot be counted, more than 5 percent. Most common: W12 on 2 rows" },
        { "every row twice", Sound + Sound[(Sound.IndexOf('\n', StringComparison.Ordinal) + 1)..], "VB2133 50 of 100 rows cannot be counted, more than 5 percent. Most common: W02 " },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_file_is_rejected_by_number_and_the_picture_before_stays(string what, string text, string refusal)
    {
        Rejected(what, waits.Write(text, "bad.csv"), refusal);
        Rejected(what + ", packed", waits.Write(RegisterFolder.Pack(Encoding.UTF8.GetBytes(text)), "bad.csv.gz"), refusal);
    }

    [Fact]
    public void Other_encodings_a_cut_or_damaged_package_and_a_bomb_are_rejected()
    {
        Rejected("UTF-16", waits.Write(Encoding.Unicode.GetBytes(Sound)), "VB2120 The file is not text in UTF-8: UTF-16 (row 1).");
        Rejected("Latin 1", waits.Write(Encoding.Latin1.GetBytes(OperationalRows.Text(OperationalRows.Row(1, (F.Profile, "ö"))))), "VB2120 The file is not text in UTF-8: the byte f6 (row 2).");
        var packed = RegisterFolder.Pack(Encoding.UTF8.GetBytes(OperationalRows.File(400)));
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(3), "before.csv")).Code);
        byte[] damaged = [.. packed[..^6], (byte)(packed[^6] ^ 1), .. packed[^5..]]; // the checksum
        foreach (var bad in new[] { packed[..^1], packed[..(packed.Length / 2)], packed[..10], damaged })
        {
            var ran = waits.ImportAlone(waits.Write(bad)); // a process of its own has the program's own strictness with packages
            Assert.Matches("^VB(2131|2125) ", ran.Error);
            Assert.Equal((1, 3), (ran.Code, waits.Waits.Count));
        }

        using (var gzip = new GZipStream(File.Create(waits["bomb.gz"]), CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(OperationalRows.Header + "\n"));
            var same = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(OperationalRows.Row(1, (F.Profile, new string('a', 60_000))) + "\n", 16)));
            for (var i = 0; i < 400; i++)
            {
                gzip.Write(same);
            }
        }

        Rejected("bomb", waits["bomb.gz"], "VB2130 ");
    }

    [Fact]
    public void A_line_of_many_megabytes_costs_no_more_than_the_limit()
    {
        using (var stream = File.Create(waits["long.csv"]))
        {
            stream.Write(Encoding.UTF8.GetBytes(Sound));
            stream.Write(Encoding.UTF8.GetBytes(new string('x', 1 << 19)));
            stream.SetLength(2_000_000_000);
        }

        var watch = Stopwatch.StartNew();
        Rejected("long", waits["long.csv"], "VB21");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("VB2001 ", "--region", "0099", "--date", "2024-08-31")]
    [InlineData("VB5001 ", "--region", "0014", "--date", "2024-02-30")]
    [InlineData("VB2022 The file's day 2024-09-03 has not come", "--region", "0014", "--date", "2024-09-03")]
    [InlineData("VB2185 ", "--region", "0014", "--date", "2019-12-31")]
    [InlineData("VB5006 ", "--region", "0014")]
    public void What_cannot_be_is_refused_before_the_file_is_read(string refusal, params string[] arguments)
    {
        var ran = waits.Run(["waits", "import", waits.Write(Sound), .. arguments]);
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(waits.Database));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_unreadable() =>
        Assert.StartsWith("VB2135 ", waits.Import(waits["nothing.csv"]).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Two_programs_with_one_region_at_once_leave_one_whole_picture()
    {
        var (one, two) = (waits.Write(OperationalRows.File(3000), "one.csv"), waits.Write(OperationalRows.File(3001), "two.csv"));
        var ran = await Task.WhenAll(new[] { one, two, one, two }.Select(f => Task.Run(() => waits.ImportAlone(f))));
        Assert.All(ran, r => Assert.Equal((0, ""), (r.Code, r.Error)));
        Assert.Contains(waits.Store.Examine().Value.Waits, new long[] { 3000, 3001 }); // today is later, so the basis holds
        Assert.Contains(waits.Region.Current!.Count.Waiting, new long[] { 3000, 3001 });
        Assert.Equal(waits.Region.Current.Count.Waiting, waits.Region.Persons);
    }

    // A limit on how large a file the process may write stands for a disk that fills up: the same call fails, in the same place.
    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(300)]
    public void A_disk_that_fills_up_leaves_the_picture_as_it_was(int blocks)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(3), "before.csv")).Code);
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"trap '' XFSZ; ulimit -f {blocks}; exec dotnet \"$@\"");
        foreach (var argument in new[] { "bash", Path.Combine(AppContext.BaseDirectory, "vardbro.dll") }
            .Concat(waits.Arguments(waits.Write(OperationalRows.File(4000)), "2024-08-31")).Append("--rules").Append(TheProgram.RulesFolder))
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // which would need a large file of its own
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.StartsWith("VB4006 ", error, StringComparison.Ordinal);
        Assert.Equal((4, 3), (process.ExitCode, waits.Waits.Count));
        Assert.Equal(3, waits.Store.Examine().Value.Persons);
        Assert.Equal(0, waits.Import(waits["file.csv"]).Code);
        Assert.Equal(4000, waits.Waits.Count);
    }

    [Theory]
    [InlineData("UPDATE wait SET content = zeroblob(100) WHERE id = (SELECT min(id) FROM wait)", false)]
    [InlineData("UPDATE wait SET id = randomblob(16) WHERE id = (SELECT min(id) FROM wait)", false)]
    [InlineData("UPDATE wait SET region = '0001'", false)]
    [InlineData("DELETE FROM person_key WHERE person = (SELECT min(person) FROM person_key)", true)]
    [InlineData("UPDATE person_key SET key = randomblob(32) WHERE person = (SELECT min(person) FROM person_key)", true)]
    [InlineData("INSERT INTO person_key VALUES ('0014', randomblob(16), randomblob(32))", true)]
    public void What_is_not_what_was_written_is_found(string sql, bool keys)
    {
        Assert.Equal(0, waits.Import(waits.Write(Sound)).Code);
        Assert.Equal(0, waits.Run("verify").Code);
        waits.Change(sql, keys);
        var ran = waits.Run("verify");
        Assert.Equal(4, ran.Code);
        Assert.StartsWith("VB4001 ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_keys_and_foreign_files_are_refused_and_left()
    {
        Assert.Equal(0, waits.Import(waits.Write(Sound)).Code);
        File.Move(waits.Keys, waits["kept"]);
        foreach (var ran in new[] { waits.Run("waits", "status"), waits.Run("verify"), waits.Import(waits["file.csv"]) })
        {
            Assert.Equal(4, ran.Code);
            Assert.StartsWith("VB4001 ", ran.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(waits.Keys));
        File.Move(waits["kept"], waits.Keys);
        Assert.Equal(50, waits.Waits.Count);
        File.WriteAllText(waits.Database, new string('x', 5000));
        Assert.StartsWith("VB4001 ", waits.Import(waits["file.csv"]).Error, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(waits.Database));
    }

    private void Rejected(string what, string bad, string refusal)
    {
        Assert.Equal(0, waits.Import(waits.Write(OperationalRows.File(3), "before.csv")).Code);
        var ran = waits.Import(bad);
        Assert.Equal((what, 1), (what, ran.Code));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.StartsWith("0014 2024-08-31: rejected\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(3, waits.Waits.Count);
        Assert.Equal((Verdict.Rejected, 3L), (waits.Region.Latest.Verdict, waits.Region.Current!.Count.Waiting));
    }
}

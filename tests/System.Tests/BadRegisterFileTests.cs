using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>Files that are not what they should be: a numbered verdict with the row, never half a month, and the month before stays.</summary>
public sealed class BadRegisterFileTests : IDisposable
{
    private static readonly string Sound = RegisterRows.File(50);
    private readonly RegisterFolder register = new();

    public void Dispose() => register.Dispose();

    public static TheoryData<string, string, string> BadTexts => new()
    {
        { "empty", "", "VB2125 The file ends in the middle of row 1." },
        { "a header alone", RegisterRows.Header + "\n", "VB2132 " },
        { "a header cut", RegisterRows.Header[..100], "VB2121 " },
        { "another header", Sound.Replace("kon,", "sex,", StringComparison.Ordinal), "VB2121 The header has \"sex\" where kon is expected (field 3 of 32)." },
        { "a column missing", Sound.Replace(",matperiod", "", StringComparison.Ordinal), "VB2121 The header has \"\" where matperiod is expected (field 32 of 32)." },
        { "a column too many", Sound.Replace("matperiod", "matperiod,extra", StringComparison.Ordinal), "VB2121 The header has \"extra\" where the end of the row is expected (field 33 of 32)." },
        { "semicolons", Sound.Replace(',', ';'), "VB2121 The header has \"vardkontakt_id;patient_id;" },
        { "a row with a field less", Sound + RegisterRows.Row(51)[..^8] + "\n", "VB2123 Row 52 has 31 fields." },
        { "a row with a field more", Sound + RegisterRows.Row(51) + ",x\n", "VB2123 Row 52 has 33 fields." },
        { "a row of a hundred fields", Sound + new string(',', 99) + "\n", "VB2123 Row 52 has 100 fields." },
        { "an empty row", Sound + "\n", "VB2123 Row 52 has 1 fields." },
        { "a NUL", Sound + RegisterRows.Row(51, (RegisterField.HospitalName, "a\0b")) + "\n", "VB2120 The file is not text in UTF-8: a NUL character (row 52)." },
        { "mixed line ends", Sound + RegisterRows.Row(51) + "\r\n", "VB2124 Row 52 ends otherwise than the header (LF)." },
        { "mixed the other way", Sound.Replace("\n", "\r\n", StringComparison.Ordinal) + RegisterRows.Row(51) + "\n", "VB2124 Row 52 ends otherwise than the header (CRLF)." },
        { "old Macintosh line ends", Sound.Replace('\n', '\r'), "VB2124 " },
        { "cut in a row", Sound[..^100], "VB2125 The file ends in the middle of row 51." },
        { "cut in the last field", Sound[..^3], "VB2125 The file ends in the middle of row 51." },
        { "cut within quotes", Sound + "\"KONTAKT-51", "VB2125 The file ends in the middle of row 52." },
        { "a quote that never ends", Sound + "\"KONTAKT-51," + string.Concat(Enumerable.Repeat(Sound, 100)), "VB2122 Row 52 is longer than 65536 bytes." },
        { "a quote in a field", Sound + RegisterRows.Row(51, (RegisterField.HospitalName, "Söder \"stora\"")) + "\n", "VB2126 A quote stands wrong in row 52, field 11." },
        { "a quote too early", Sound + RegisterRows.Row(51, (RegisterField.HospitalName, "\"Söder\" stora")) + "\n", "VB2126 A quote stands wrong in row 52, field 11." },
        { "another month", Sound + RegisterRows.Row(51, (RegisterField.Period, "2024-09")) + "\n", "VB2127 Row 52 has the period \"2024-09\", but the file was said to be of 2024-08." },
        { "another region", Sound + RegisterRows.Row(51, (RegisterField.RegionCode, "01")) + "\n", "VB2128 Row 52 has the region code \"01\", but the file was said to be of region 0014 (code 14)." },
        { "too many bad rows", Sound + RegisterRows.Row(51, (RegisterField.ReferralDate, "2024-02-30")) + "\n" + RegisterRows.Row(52, (RegisterField.StartDate, "2024-06-01")) + "\n" + RegisterRows.Row(1) + "\n", "VB2133 3 of 53 rows cannot be counted, more than 5 percent." },
        { "every row twice", Sound + Sound[(Sound.IndexOf('\n', StringComparison.Ordinal) + 1)..], "VB2133 50 of 100 rows cannot be counted, more than 5 percent. Most common: R02 " },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_file_is_rejected_by_number_and_the_month_before_stays(string what, string text, string refusal) =>
        Rejected(what, register.Write(text, "bad.csv"), refusal);

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void And_so_it_is_when_it_comes_packed(string what, string text, string refusal) =>
        Rejected(what, register.Write(RegisterFolder.Pack(Encoding.UTF8.GetBytes(text)), "bad.csv.gz"), refusal);

    [Fact]
    public void Other_encodings_are_named()
    {
        Rejected("UTF-16 LE", register.Write(Encoding.Unicode.GetBytes(Sound)), "VB2120 The file is not text in UTF-8: UTF-16 (row 1).");
        Rejected("UTF-16 BE", register.Write(Encoding.BigEndianUnicode.GetBytes(Sound)), "VB2120 The file is not text in UTF-8: UTF-16 (row 1).");
        Rejected("UTF-16 with its mark", register.Write([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Sound)]), "VB2120 The file is not text in UTF-8: UTF-16 (row 1).");
        Rejected("Latin 1", register.Write(Encoding.Latin1.GetBytes(Sound)), "VB2120 The file is not text in UTF-8: the byte f6 (row 2).");
    }

    // Wherever the reader's buffer happens to end, a file reads the same.
    [Fact]
    public void A_bad_row_far_into_the_file_is_named_by_its_own_number()
    {
        foreach (var rows in new[] { 900, 901, 5000 })
        {
            var file = register.Write(RegisterRows.File(rows) + RegisterRows.Row(rows + 1)[..^8] + "\n");
            Assert.StartsWith($"VB2123 Row {rows + 2} has 31 fields.", register.Import(file).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_file_that_is_cut_or_damaged_is_rejected_wherever_it_was_cut()
    {
        var packed = RegisterFolder.Pack(Encoding.UTF8.GetBytes(RegisterRows.File(400)));
        foreach (var length in new[] { packed.Length - 1, packed.Length - 8, packed.Length / 2, 10 })
        {
            var ran = register.ImportAlone(register.Write(packed[..length]));
            Assert.Equal((1, null), (ran.Code, register.Batch));
            Assert.Matches("^VB(2131|2125) ", ran.Error);
        }

        packed[^6] ^= 1; // the checksum
        Assert.StartsWith("VB2131 ", register.ImportAlone(register.Write(packed)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_bomb_is_found_before_it_bursts()
    {
        var rows = register["bomb.gz"];
        using (var gzip = new GZipStream(File.Create(rows), CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(RegisterRows.Header + "\n"));
            var same = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(RegisterRows.Row(1, (RegisterField.HospitalName, new string('a', 60_000))) + "\n", 16)));
            for (var i = 0; i < 400; i++)
            {
                gzip.Write(same);
            }
        }

        Rejected("rows", rows, "VB2130 ");
    }

    [Fact]
    public void A_line_of_many_megabytes_costs_no_more_than_the_limit()
    {
        var file = register["long.csv"];
        using (var stream = File.Create(file))
        {
            stream.Write(Encoding.UTF8.GetBytes(Sound));
            stream.SetLength(Sound.Length); // then one line of two thousand million bytes, which take no place on the disk
            stream.Write(Encoding.UTF8.GetBytes(new string('x', 1 << 19)));
            stream.SetLength(2_000_000_000);
        }

        var watch = Stopwatch.StartNew();
        var ran = register.Import(file);
        Assert.Equal(1, ran.Code);
        Assert.StartsWith("VB21", ran.Error, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void One_bad_row_in_many_is_left_out_and_named()
    {
        const int Rows = 60_000;
        var file = register["many.csv"];
        using (var writer = new StreamWriter(file))
        {
            writer.Write(RegisterRows.Header + "\n");
            for (var n = 1; n <= Rows; n++)
                writer.Write(RegisterRows.Row(n, (RegisterField.StartDate, n == 41_234 ? "2024-05-01" : "")) + "\n");
        }

        var ran = register.Import(file);
        Assert.Equal(0, ran.Code);
        Assert.StartsWith($"0014 2024-08: accepted with remarks\n{Rows} rows: {Rows - 1} waiting, 0 completed, 1 left out, 0 with a remark\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("row 41235  start_datum  R19  \"2024-05-01\"\n", ran.Out, StringComparison.Ordinal);
        var bytes = new FileInfo(Path.Combine(register.Data, "register", "batches", register.Batch + ".vbb")).Length;
        Assert.InRange((double)bytes / (Rows - 1), 14, 16);
    }

    [Theory]
    [InlineData("VB2001 ", "--region", "0099", "--period", "2024-08")]
    [InlineData("VB5004 \"2024-8\" cannot stand for --period.", "--region", "0014", "--period", "2024-8")]
    [InlineData("VB2022 The month's last day 2024-10-31 has not come", "--region", "0014", "--period", "2024-10")]
    [InlineData("VB2137 ", "--region", "0014", "--period", "2019-12")]
    public void What_cannot_be_is_refused_before_the_file_is_read(string refusal, params string[] arguments)
    {
        var ran = register.Run(["register", "import", register.Write(Sound), .. arguments]);
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.Null(register.Batch);
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_is_said_to_be_unreadable()
    {
        foreach (var (file, why) in new[] { (register["nothing.csv"], "it is not there"), (register["no/nothing.csv"], "it is not there"), (Path.GetTempPath(), "it is a folder") })
            Assert.Equal($"VB2135 Cannot read {file}: {why}.\n", register.Import(file).Error);
        Assert.StartsWith("VB5006 FILE is missing.", register.Run("register", "import", "--region", "0014", "--period", "2024-08").Error, StringComparison.Ordinal);
    }

    private void Rejected(string what, string bad, string refusal)
    {
        Assert.Equal(0, register.Import(register.Write(RegisterRows.File(3), "before.csv")).Code);
        var (before, files) = (register.Batch, register.Files);
        var ran = register.Import(bad);
        Assert.Equal((what, 1), (what, ran.Code));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.StartsWith("0014 2024-08: rejected\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(before, register.Batch);
        Assert.Equal(files, register.Files);
        Assert.Equal(Verdict.Rejected, register.Store.Status().Value[0].Latest.Verdict);
    }
}

using System.Globalization;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Vardbro.Tests;

public sealed class BeskedTests : IDisposable
{
    private static readonly string[] Programmes =
        ["accessibility", "cancer-care", "medicine-supply", "near-care", "sector-grant", "womens-health"];

    private static readonly string[] Regions =
    [
        "0001", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0012", "0013", "0014", "0017", "0018", "0019",
        "0020", "0021", "0022", "0023", "0024", "0025",
    ];

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_csv_is_exactly_as_promised()
    {
        var ran = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--format", "csv");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.StartsWith("region_id,programme,amount_sek\n0001,accessibility,680409625.00\n", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", ran.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal(1 + (21 * 6), ran.Lines.Length);
        Assert.All(ran.Lines[1..], line => Assert.Matches(@"^\d{4},[a-z][a-z-]*,\d+\.\d\d$", line));
        Assert.Equal(from r in Regions from p in Programmes select (r, p), ran.Lines[1..].Select(l => l.Split(',')).Select(c => (c[0], c[1])));
        Assert.Contains("0014,womens-health,247778961.00", ran.Lines);
        decimal Sum(string programme) => ran.Lines[1..].Where(l => l.Split(',')[1] == programme)
            .Sum(l => decimal.Parse(l.Split(',')[2], CultureInfo.InvariantCulture));
        Assert.Equal(
            [2_925_000_000m, 365_000_000m, 100_000_000m, 2_546_000_000m, 3_000_000_000m, 1_517_000_000m], Programmes.Select(Sum));
    }

    [Fact]
    public void Csv_is_the_same_in_every_language_and_all_formats_have_the_same_figures()
    {
        var csv = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--format", "csv");
        var english = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--out", folder["b.csv"], "--lang", "en");
        Assert.Equal((0, "", $"Wrote {folder["b.csv"]}\n"), (english.Code, english.Out, english.Error));
        Assert.Equal(csv.Out, File.ReadAllText(folder["b.csv"]));
        Assert.NotEqual(0xEF, File.ReadAllBytes(folder["b.csv"])[0]);
        var rows = csv.Lines.Select(l => l.Split(',')).ToList();

        var json = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--format", "json");
        var objects = JsonDocument.Parse(json.Out).RootElement.EnumerateArray().ToList();
        Assert.Equal(
            rows.Skip(1).Select(r => string.Join(',', r)),
            objects.Select(o => $"{o.GetProperty(rows[0][0]).GetString()},{o.GetProperty(rows[0][1]).GetString()},{o.GetProperty(rows[0][2]).GetRawText()}"));

        Assert.Equal(0, TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--out", folder["b.xlsx"]).Code);
        using var book = SpreadsheetDocument.Open(folder["b.xlsx"], isEditable: false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<Row>().Select(r => string.Join(',', r.Elements<Cell>().Select(c => c.InnerText)));
        Assert.Equal(csv.Lines, cells);
        Assert.All(sheet.Descendants<Row>().Skip(1), r => Assert.Equal(CellValues.Number, r.Elements<Cell>().Last().DataType!.Value));
        Assert.Equal("besked-2024", book.WorkbookPart.Workbook.Descendants<Sheet>().Single().Name?.Value);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.part"));
    }

    [Fact]
    public void One_region_is_its_rows_alone()
    {
        var all = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--format", "csv");
        var one = TheProgram.Run("besked", "--year", "2024", "--as-of", "2024-02-05", "--format", "csv", "--region", "0014");
        Assert.Equal([all.Lines[0], .. all.Lines.Where(l => l.StartsWith("0014,", StringComparison.Ordinal))], one.Lines);
    }

    // A day counts to its end: what became known on it is known, and not the day before.
    [Theory]
    [InlineData("2023-09-12", 0)]
    [InlineData("2023-09-13", 1)]
    [InlineData("2023-12-19", 1)]
    [InlineData("2023-12-31", 5)]
    [InlineData("2024-02-04", 5)]
    [InlineData("2024-02-05", 6)]
    public void As_of_is_the_end_of_a_day(string day, int programmes)
    {
        var ran = TheProgram.Run("besked", "--year", "2024", "--as-of", day, "--format", "csv");
        Assert.Equal((0, 1 + (21 * programmes)), (ran.Code, ran.Lines.Length));
    }

    [Fact]
    public void The_table_speaks_Swedish_first_and_English_when_asked()
    {
        var swedish = TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2023-12-31");
        Assert.Equal(0, swedish.Code);
        Assert.StartsWith("Besked till regionerna 2024, som det var känt 2023-12-31 (kronor)\n", swedish.Out, StringComparison.Ordinal);
        Assert.Contains("10 353 000 000", swedish.Out, StringComparison.Ordinal);
        Assert.Contains("enbart befolkning: 94,38 %", swedish.Out, StringComparison.Ordinal);
        Assert.Contains("antaganden", swedish.Out, StringComparison.Ordinal);

        var english = TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2023-12-31", "--lang", "en", "--region", "0023");
        Assert.StartsWith("Notice to the regions 2024, as known on 2023-12-31 (kronor)\n", english.Out, StringComparison.Ordinal);
        Assert.Contains("0023 Region Jämtland Härjedalen", english.Out, StringComparison.Ordinal);
        Assert.Contains("24,612,350", english.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "VB2001 There is no region 0099.", "besked", "--year", "2024", "--region", "0099")]
    [InlineData(1, "VB2001 There is no region 14.", "besked", "--year", "2024", "--region", "14")]
    [InlineData(1, "VB2001 There is no region 0000.", "besked", "--year", "2024", "--region", "0000")]
    [InlineData(1, "VB2003 The rules have no notice to the regions for 2031. Years with a notice: 2024, 2025.", "besked", "--year", "2031")]
    [InlineData(2, "VB5001 \"2023-02-30\" is not a date.", "besked", "--year", "2024", "--as-of", "2023-02-30")]
    [InlineData(2, "VB5001 \"5/2/2024\" is not a date.", "besked", "--year", "2024", "--as-of", "5/2/2024")]
    [InlineData(1, "VB2006 There is no published allotment for 2025", "compare", "--year", "2025")]
    [InlineData(1, "VB2006 ", "compare", "--year", "0")]
    [InlineData(1, "VB2006 ", "compare", "--year", "99999")]
    [InlineData(1, "VB2007 The allotment for 2024 was published on 2023-12-20", "compare", "--year", "2024", "--as-of", "2023-12-19")]
    [InlineData(2, "VB5005 Name a region with --region.", "explain", "--year", "2024")]
    [InlineData(1, "VB2002 There is no programme nothing.", "explain", "--year", "2024", "--region", "0014", "--programme", "nothing")]
    [InlineData(1, "VB2005 ", "explain", "--year", "2024", "--region", "0014", "--programme", "care-broker")]
    [InlineData(1, "VB2002 ", "grants", "--programme", "nothing")]
    [InlineData(2, "VB5004 \"paid\" cannot stand for --stage. This would be right: leaving it out", "grants", "--region", "0014", "--stage", "paid")]
    [InlineData(2, "VB5004 \"skr\" cannot stand for --recipient. This would be right: regions, or leaving it out", "grants", "--region", "0014", "--recipient", "skr")]
    [InlineData(2, "VB5004 ", "serve", "--port", "65536")]
    public void What_cannot_be_answered_is_refused_by_number(int code, string refusal, params string[] arguments)
    {
        string[] language = arguments.Contains("--lang") ? [] : ["--lang", "en"];
        var ran = TheProgram.RunHere([.. arguments, .. language, "--data", folder["data"]]);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.FirstError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Theory]
    [InlineData("csv", "b.xlsx")]
    [InlineData("xlsx", "b.csv")]
    [InlineData("json", "b.CSV")]
    [InlineData("table", "b.csv")]
    [InlineData("table", "b.txt")]
    public void A_format_and_a_file_that_say_different_things_are_refused_and_nothing_is_written(string format, string file)
    {
        var ran = TheProgram.RunHere("besked", "--year", "2024", "--format", format, "--out", folder[file], "--lang", "en");
        Assert.Equal((2, "", false), (ran.Code, ran.Out, File.Exists(folder[file])));
        Assert.StartsWith($"VB5008 --format {format} and --out {folder[file]} say different things. ", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "b.csv")]
    [InlineData("json", "b.txt")]
    [InlineData("xlsx", "b.XLSX")]
    public void A_format_and_a_file_that_agree_are_written(string format, string file)
    {
        Assert.Equal(0, TheProgram.RunHere("besked", "--year", "2024", "--format", format, "--out", folder[file]).Code);
        Assert.True(File.Exists(folder[file]));
    }

    [Fact]
    public void Before_the_published_amounts_were_known_the_notice_says_so_and_compares_with_nothing()
    {
        var before = TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2023-12-19", "--lang", "en");
        Assert.Equal((0, ""), (before.Code, before.Error));
        Assert.StartsWith("Not published yet: The allotment for 2024 was published on 2023-12-20; on 2023-12-19 ", before.Lines[^1], StringComparison.Ordinal);
        var from = TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2023-12-20", "--lang", "en");
        Assert.StartsWith("Held against document-004: ", from.Lines[^1], StringComparison.Ordinal);
        var swedish = TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2023-12-19");
        Assert.StartsWith("Ännu inte publicerat: ", swedish.Lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("Vilar på ", TheProgram.RunHere("besked", "--year", "2025", "--as-of", "2024-12-31").Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_refused_and_nothing_half_written_is_left()
    {
        Directory.CreateDirectory(folder["taken.csv"]);
        foreach (var file in new[] { folder["taken.csv"], folder["nowhere/b.csv"] })
        {
            var ran = TheProgram.RunHere("besked", "--year", "2024", "--out", file);
            Assert.Equal(2, ran.Code);
            Assert.StartsWith($"VB5002 Det går inte att skriva {file}: ", ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal([folder["taken.csv"]], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Today_is_the_day_it_is_in_Sweden()
    {
        int Sums(string instant) => TheProgram.RunHere(
            DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), "besked", "--year", "2024", "--region", "0014", "--lang", "en")
            .Lines.Count(l => l.StartsWith("medicine-supply", StringComparison.Ordinal));
        Assert.Equal(0, Sums("2024-02-04T22:59:59Z"));
        Assert.Equal(1, Sums("2024-02-04T23:00:00Z"));
    }

    [Fact]
    public void Rules_are_found_where_the_option_then_the_environment_then_the_program_says()
    {
        var nowhere = new Dictionary<string, string> { ["VARDBRO_RULES"] = folder["nowhere"] };
        var refused = TheProgram.RunWith(nowhere, "besked", "--year", "2024");
        Assert.Equal(3, refused.Code);
        Assert.StartsWith($"VB1001 Reglerna hittades inte i {folder["nowhere"]}.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, TheProgram.RunWith(nowhere, "besked", "--year", "2024", "--rules", TheProgram.RulesFolder).Code);
        Assert.Equal(0, TheProgram.RunWith([], "besked", "--year", "2024").Code);
    }
}

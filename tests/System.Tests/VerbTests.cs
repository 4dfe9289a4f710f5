using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Vardbro.Tests;

/// <summary>The verbs that only read.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_version_is_said_and_help_names_every_verb()
    {
        Assert.Equal("0.1.0\n", TheProgram.Run("--version").Out);
        var help = TheProgram.Run("--help");
        Assert.Equal(0, help.Code);
        string[] verbs =
        [
            "besked", "explain", "compare", "grants", "follow-up", "decision", "commitment", "ledger", "register", "waits", "publish", "stats",
            "queue", "audit", "synth", "check-rules", "verify", "serve", "demo",
        ];
        foreach (var verb in verbs)
            Assert.Contains($"  {verb}", help.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_names_the_file_and_line_of_every_step_and_the_line_holds_what_is_said()
    {
        var ran = TheProgram.RunHere("explain", "--year", "2024", "--region", "0014", "--programme", "womens-health", "--as-of", "2023-12-31");
        Assert.Equal(0, ran.Code);
        Assert.StartsWith("Kvinnors hälsa och förlossningsvård (womens-health) 2024 → Västra Götaland: 247\u00a0778\u00a0961\u00a0kr\n", ran.Out, StringComparison.Ordinal);
        var origins = ran.Lines.Select(l => l.Trim()).Where(l => l.StartsWith("rules/", StringComparison.Ordinal)).Select(l => l.Split(' ')[0].Split(':')).ToList();
        Assert.Equal(5, origins.Count);
        foreach (var origin in origins)
            Assert.InRange(int.Parse(origin[1], CultureInfo.InvariantCulture), 1, File.ReadLines(Path.Combine(TheProgram.Root, origin[0])).Count());
        var key = origins.Single(o => o[0] == "rules/keys/rural.yaml");
        Assert.Equal("key: rural", File.ReadLines(Path.Combine(TheProgram.Root, key[0])).ElementAt(int.Parse(key[1], CultureInfo.InvariantCulture) - 1));
        Assert.Contains("ANTAGANDE: ", ran.Out, StringComparison.Ordinal);

        var all = TheProgram.RunHere("explain", "--year", "2024", "--region", "0014", "--as-of", "2023-12-31", "--lang", "en");
        Assert.Equal(5, all.Lines.Count(l => l.Contains(") 2024 → Västra Götaland: SEK\u00a0", StringComparison.Ordinal)));
        Assert.Contains("ASSUMPTION: ", all.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_gives_share_worst_region_and_every_region()
    {
        var ran = TheProgram.RunHere("compare", "--year", "2024", "--lang", "en");
        Assert.Contains("10,353,000,000", ran.Out, StringComparison.Ordinal);
        Assert.Contains("population alone gives 94.38%", ran.Out, StringComparison.Ordinal);
        Assert.Contains("96.95%", ran.Out, StringComparison.Ordinal);
        Assert.Contains("is not public", ran.Out, StringComparison.Ordinal);
        var csv = TheProgram.Run("compare", "--year", "2024", "--format", "csv");
        Assert.Equal("region_id,computed_sek,published_sek,difference_sek,difference_percent", csv.Lines[0]);
        Assert.Equal(22, csv.Lines.Length);
        Assert.All(csv.Lines[1..].Select(l => l.Split(',')), c => Assert.Equal(
            decimal.Parse(c[1], CultureInfo.InvariantCulture) - decimal.Parse(c[2], CultureInfo.InvariantCulture), decimal.Parse(c[3], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("0,2024", "--year", "2024")]
    [InlineData("1,womens-health", "--programme", "womens-health")]
    [InlineData("5,paid", "--stage", "paid")]
    [InlineData("11,skr", "--recipient", "skr")]
    [InlineData("1,cancer-care;cancer-centres;cancer-centres-ordinance", "--text", "CANCER")]
    public void Grants_are_filtered(string expected, params string[] filter)
    {
        var all = Rows();
        var some = Rows(filter);
        var (column, values) = (int.Parse(expected.Split(',')[0], CultureInfo.InvariantCulture), expected.Split(',')[1].Split(';'));
        Assert.NotEmpty(some);
        Assert.Equal(all.Where(r => values.Any(v => r[column].Split(' ').Contains(v))), some);
        Assert.True(some.Count < all.Count);
    }

    [Fact]
    public void Grants_show_what_was_known_on_a_day_and_how_it_stands()
    {
        Assert.Empty(Rows("--as-of", "2000-01-01"));
        var before = Rows("--year", "2025", "--programme", "performance-grants", "--as-of", "2024-09-17");
        var after = Rows("--year", "2025", "--programme", "performance-grants", "--as-of", "2024-09-18");
        Assert.Equal(["6500000000.00"], before.Where(r => r[3] == "total" && r[10] == "true").Select(r => r[6]));
        Assert.Equal(["7500000000.00"], after.Where(r => r[3] == "total" && r[10] == "true").Select(r => r[6]));
        Assert.Contains("beside", Rows("--year", "2024", "--programme", "womens-health").Select(r => r[9]));
    }

    [Fact]
    public void A_regions_controller_sees_ranges_conditions_and_dates()
    {
        var json = TheProgram.Run("grants", "--year", "2024", "--region", "0014", "--as-of", "2024-12-31", "--format", "json", "--lang", "en");
        var rows = JsonDocument.Parse(json.Out).RootElement.EnumerateArray().ToDictionary(
            r => $"{r.GetProperty("programme").GetString()} {r.GetProperty("in_notice").GetBoolean()} {r.GetProperty("national_sek")}");
        var women = rows["womens-health True 1517000000.00"];
        Assert.Equal("247778961.00", women.GetProperty("expected_sek").GetRawText());
        var onResults = rows["accessibility True 2925000000.00"];
        Assert.True(onResults.GetProperty("low_sek").GetDecimal() < onResults.GetProperty("high_sek").GetDecimal());
        Assert.Equal("performance-grants", onResults.GetProperty("within").GetString());
        Assert.Contains("2025-03-31", women.GetProperty("dates").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(women.GetProperty("conditions").GetString()!);
        Assert.All(rows.Values.Where(r => r.GetProperty("expected_sek").ValueKind == JsonValueKind.Number), r =>
        {
            Assert.InRange(r.GetProperty("expected_sek").GetDecimal(), r.GetProperty("low_sek").GetDecimal(), r.GetProperty("high_sek").GetDecimal());
        });
    }

    [Fact]
    public void A_controllers_table_takes_the_filters_that_have_a_meaning_there()
    {
        var all = Outlook();
        Assert.Equal(["womens-health"], Outlook("--programme", "womens-health").Distinct());
        var cancer = Outlook("--text", "CANCER");
        Assert.NotEmpty(cancer);
        Assert.Equal(all.Where(p => p.StartsWith("cancer-", StringComparison.Ordinal)), cancer);
        Assert.Equal(1, TheProgram.RunHere("grants", "--region", "0014", "--programme", "nothing").Code);
    }

    // The pages' own default: a controller who asks on both sides is answered about one year.
    [Fact]
    public void A_controllers_table_is_about_the_year_that_the_pages_speak_of()
    {
        var ran = TheProgram.Run("grants", "--region", "0014", "--format", "json");
        Assert.All(JsonDocument.Parse(ran.Out).RootElement.EnumerateArray(), r => Assert.Equal(2024, r.GetProperty("year").GetInt32()));
        Assert.StartsWith("Västra Götalandsregionen 2024:", TheProgram.RunHere("grants", "--region", "0014").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_follow_up_of_a_programme_names_purpose_indicator_source_and_what_is_lacking()
    {
        var ran = TheProgram.RunHere("follow-up", "--programme", "performance-grants", "--as-of", "2026-12-31", "--lang", "en");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("waiting-first-contact-90-days (1 faulty in the source)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("57.0–90.8 (2025, 11/21)", ran.Out, StringComparison.Ordinal);
        Assert.Contains("[document-001: ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("NOT MEASURABLE YET", ran.Out, StringComparison.Ordinal);
        Assert.Contains("No effect has been shown.", ran.Out, StringComparison.Ordinal);
        Assert.Contains("Source: Kolada/RKA, CC BY 4.0", ran.Out, StringComparison.Ordinal);
        Assert.Equal(1, TheProgram.RunHere("follow-up", "--programme", "nothing").Code);

        var csv = TheProgram.Run("follow-up", "--as-of", "2026-12-31", "--format", "csv");
        Assert.StartsWith("kind,id,name,programmes,purpose,source,quote,indicator,kolada,", csv.Lines[0], StringComparison.Ordinal);
        Assert.Contains(csv.Lines, l => l.StartsWith("programme,medicine-supply,", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_are_checked_and_counted()
    {
        var ran = TheProgram.Run("check-rules", "--lang", "en");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Matches(@"^The rules hold: \d+ files, \d+ programmes, \d+ statements, \d+ keys, \d+ sources, \d+ examples\.\nVersion [0-9a-f]{64}\n$", ran.Out);
        var files = Directory.EnumerateFiles(TheProgram.RulesFolder, "*.yaml", SearchOption.AllDirectories).Count();
        Assert.StartsWith($"The rules hold: {files} files", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Verifying_an_empty_store_succeeds_and_makes_nothing()
    {
        var ran = TheProgram.Run("verify", "--data", folder["data"], "--lang", "en");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("0 events in 0 commits", ran.Out, StringComparison.Ordinal);
        Assert.Contains("trial balance 0.00", ran.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
        Assert.Equal("programme,year,account,party,balance_sek\n", TheProgram.Run("ledger", "--data", folder["data"], "--format", "csv").Out);
    }

    [Fact]
    public void A_taken_port_is_one_line_with_its_number_and_nothing_else()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ran = TheProgram.Run("serve", "--port", $"{port}", "--data", folder["data"], "--lang", "en");
        Assert.Equal(
            (2, "", $"VB5003 The address 127.0.0.1:{port} is taken. Choose another with --port, or --port 0 for any free one.\n"),
            (ran.Code, ran.Out, ran.Error));
    }

    private static List<string> Outlook(params string[] filter)
    {
        var json = TheProgram.Run(["grants", "--year", "2024", "--region", "0014", "--as-of", "2024-12-31", "--format", "json", .. filter]);
        Assert.Equal((0, ""), (json.Code, json.Error));
        return [.. JsonDocument.Parse(json.Out).RootElement.EnumerateArray().Select(r => r.GetProperty("programme").GetString()!)];
    }

    private static List<string[]> Rows(params string[] filter)
    {
        var json = TheProgram.Run(["grants", "--format", "json", .. filter]);
        Assert.Equal(0, json.Code);
        return [.. JsonDocument.Parse(json.Out).RootElement.EnumerateArray()
            .Select(o => o.EnumerateObject().Select(p => p.Value.ToString()).Select(v => v is "True" or "False" ? v.ToLowerInvariant() : v).ToArray())];
    }
}

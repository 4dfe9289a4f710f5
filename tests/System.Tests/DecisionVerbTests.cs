using System.Globalization;
using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>Deciding, committing and the demo, as a user does it.</summary>
public sealed class DecisionVerbTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_notice_goes_from_draft_to_final_and_every_version_stays_to_be_read()
    {
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Done("decision", "decide", "--year", "2024", "--number", "S2023/1", "--date", "2023-12-22", "--by", "Anna Ek", "--and", "Bo Al");
        Done("decision", "amend", "--year", "2024", "--as-of", "2024-02-05", "--number", "S2024/2", "--date", "2024-02-05",
            "--by", "Anna Ek", "--and", "Bo Al", "--reason", "Läkemedel, 100 miljoner");
        var last = Done("decision", "final", "--year", "2024", "--number", "S2024/3", "--by", "Anna Ek", "--and", "Cia Do", "--lang", "en");
        Assert.Equal(
            [
                "1 draft – – 2023-12-22 10,353,000,000 –",
                "2 decided S2023/1 2023-12-22 2023-12-22 10,353,000,000 Anna Ek, Bo Al",
                "3 amended S2024/2 2024-02-05 2024-02-05 10,453,000,000 Anna Ek, Bo Al Läkemedel, 100 miljoner",
                "→ 4 final S2024/3 2024-06-03 2024-02-05 10,453,000,000 Anna Ek, Cia Do",
            ],
            last.Lines[2..].Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

        // What was in force on a day, each side of the amendment.
        Assert.Equal(1 + (21 * 5), Exported("decision", "show", "--year", "2024", "--as-of", "2024-02-04").Length);
        Assert.Equal(1 + (21 * 6), Exported("decision", "show", "--year", "2024", "--as-of", "2024-02-05").Length);
        Assert.Equal(1 + 5, Exported("decision", "show", "--year", "2024", "--version-number", "1", "--region", "0014").Length);
        Refused(1, "VB2017 ", "decision", "show", "--year", "2024", "--as-of", "2023-12-21");
        Refused(1, "VB2017 ", "decision", "show", "--year", "2024", "--version-number", "5");
        Refused(1, "VB2017 ", "decision", "show", "--year", "2025");

        var difference = Exported("decision", "diff", "--year", "2024", "--from", "2", "--to", "3");
        Assert.Equal("region_id,programme,before_sek,after_sek,difference_sek", difference[0]);
        Assert.Equal(22, difference.Length);
        Assert.Equal("0014,medicine-supply,0.00,16742700.00,16742700.00", difference.Single(l => l.StartsWith("0014,", StringComparison.Ordinal)));
        Assert.Single(Exported("decision", "diff", "--year", "2024", "--from", "1", "--to", "2"));

        // The decided version is the computed one, to the öre, and the ledger holds it.
        var decided = Exported("decision", "show", "--year", "2024");
        Assert.Equal(0, TheProgram.RunHere("besked", "--year", "2024", "--as-of", "2024-02-05", "--out", folder["besked.csv"]).Code);
        Assert.Equal(File.ReadAllLines(folder["besked.csv"]), decided);
        var ledger = Exported("ledger").Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(0m, ledger.Sum(r => decimal.Parse(r[4], CultureInfo.InvariantCulture)));
        Assert.Equal(
            decided.Skip(1).Select(l => l.Split(',')).Select(c => $"{c[1]} {c[0]} {c[2]}").Order(StringComparer.Ordinal),
            ledger.Where(r => r[2] == "allotted").Select(r => $"{r[0]} {r[3]} {r[4]}").Order(StringComparer.Ordinal));
        Assert.Contains("4 händelser", Done("verify").Out, StringComparison.Ordinal);

        Refused(1, "VB2015 ", "decision", "amend", "--year", "2024", "--as-of", "2023-12-22", "--number", "S2024/4", "--by", "A", "--and", "B", "--reason", "r");
    }

    [Fact]
    public void Every_refusal_on_the_way_leaves_the_store_as_it_was()
    {
        Refused(1, "VB2012 ", "decision", "decide", "--year", "2024", "--number", "A-1", "--by", "A", "--and", "B");
        Refused(1, "VB2020 ", "decision", "draft", "--year", "2024", "--as-of", "2023-09-12");
        Refused(1, "VB2003 ", "decision", "draft", "--year", "2019");
        Refused(2, "VB5001 ", "decision", "draft", "--year", "2024", "--as-of", "today");
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Refused(1, "VB2018 ", "decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Refused(1, "VB2011 ", "decision", "decide", "--year", "2024", "--number", "A-1", "--by", "Anna Ek", "--and", "anna ek");
        Refused(1, "VB2019 ", "decision", "decide", "--year", "2024", "--number", "A 1", "--by", "A", "--and", "B");
        Refused(1, "VB2016 ", "decision", "decide", "--year", "2024", "--number", "A-1", "--by", "A", "--and", "B", "--date", "2023-12-21");
        Refused(1, "VB2014 ", "decision", "final", "--year", "2024", "--number", "A-1", "--by", "A", "--and", "B");
        Refused(2, "VB5006 ", "decision", "decide", "--year", "2024", "--number", "A-1", "--by", "A");
        Done("decision", "decide", "--year", "2024", "--number", "A-1", "--by", "A", "--and", "B");
        Refused(1, "VB2013 ", "decision", "decide", "--year", "2024", "--number", "A-2", "--by", "A", "--and", "B");
        Refused(1, "VB2021 ", "decision", "amend", "--year", "2024", "--number", "A-2", "--by", "A", "--and", "B", "--reason", " ");
        Assert.Contains("2 händelser", Done("verify").Out, StringComparison.Ordinal);
    }

    // A number belongs to one decision for ever: between years, between kinds, whatever the case, and with spaces around it.
    [Theory]
    [InlineData("A-1")]
    [InlineData("a-1")]
    [InlineData(" A-1 ")]
    public void Two_decisions_cannot_claim_one_number(string again)
    {
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Done("decision", "decide", "--year", "2024", "--number", "A-1", "--by", "A", "--and", "B");
        Done("decision", "draft", "--year", "2025", "--as-of", "2025-12-31");
        Refused(1, "VB2010 ", "decision", "decide", "--year", "2025", "--number", again, "--by", "A", "--and", "B", "--date", "2025-12-31");
        Refused(1, "VB2010 ", "decision", "amend", "--year", "2024", "--number", again, "--by", "A", "--and", "B", "--reason", "r");
        Refused(1, "VB2010 ", "decision", "final", "--year", "2024", "--number", again, "--by", "A", "--and", "B");
        Refused(1, "VB2010 ", "commitment", "make", "--programme", "precision-health", "--pay", "2026=1", "--number", again, "--by", "A", "--and", "B", "--date", "2025-01-01");
        Assert.Contains("3 händelser", Done("verify").Out, StringComparison.Ordinal);
        Done("decision", "decide", "--year", "2025", "--number", "A-2", "--by", "A", "--and", "B", "--date", "2025-12-31");
    }

    [Fact]
    public void Commitments_are_made_within_the_authorisation_and_shown_year_by_year()
    {
        string[] signed = ["--by", "A", "--and", "B", "--date", "2025-06-01"];
        string[] make = ["commitment", "make", "--programme", "precision-health"];
        Refused(1, "VB2030 ", [.. make, "--pay", "2026=100.5", "--number", "C-1", .. signed]);
        Refused(1, "VB2032 ", [.. make, "--pay", "2031=1", "--number", "C-1", .. signed]);
        Refused(1, "VB2031 ", ["commitment", "make", "--programme", "sector-grant", "--pay", "2026=1", "--number", "C-1", .. signed]);
        Refused(2, "VB5004 ", [.. make, "--pay", "2026:1", "--number", "C-1", .. signed]);
        Refused(2, "VB5004 ", [.. make, "--pay", "2026=1", "2026=2", "--number", "C-1", .. signed]);
        Refused(2, "VB5004 ", [.. make, "--pay", "2026=0.000000001", "--number", "C-1", .. signed]);
        Assert.Contains("0 händelser", Done("verify").Out, StringComparison.Ordinal);

        Done([.. make, "--pay", "2026=60", "2027=100", "--number", "C-1", .. signed]);
        Refused(1, "VB2030 ", [.. make, "--pay", "2026=40.5", "--number", "C-2", .. signed]);
        Done([.. make, "--pay", "2026=40", "--number", "C-2", .. signed]);
        var shown = Done("commitment", "show", "--lang", "en");
        Assert.Contains("ASSUMPTION: ", shown.Out, StringComparison.Ordinal);
        var rows = shown.Lines.Where(l => l.StartsWith("20", StringComparison.Ordinal)).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            [
                "2025 0 0 200,000,000", "2026 100,000,000 100,000,000 100,000,000", "2027 100,000,000 100,000,000 0",
                "2028 100,000,000 0 0", "2029 100,000,000 0 0", "2030 100,000,000 0 0",
            ],
            rows);
    }

    [Fact]
    public void The_demo_can_be_run_again_and_decides_once()
    {
        var first = TheProgram.Run("demo", "--no-serve", "--data", folder["data"]);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("EXEMPEL", first.Out, StringComparison.Ordinal);
        Assert.Contains("Besked till regionerna 2024", first.Out, StringComparison.Ordinal);
        Assert.Contains("3 händelser i 3 skrivningar", first.Out, StringComparison.Ordinal);
        var again = TheProgram.RunWith(
            new() { ["VARDBRO_DATA"] = folder["data"], ["VARDBRO_RULES"] = TheProgram.RulesFolder }, "demo", "--no-serve", "--lang", "en");
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Contains("3 events in 3 commits", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Making an example", again.Out, StringComparison.Ordinal);
        Assert.Equal(64, HeadOf(first).Length);
        Assert.Equal(HeadOf(first), HeadOf(again));
        Assert.Contains("beslutat  EXEMPEL-2024-1", Done("decision", "show", "--year", "2024").Out, StringComparison.Ordinal);
    }

    private static string HeadOf(Ran ran) => Regex.Match(ran.Out, " 3 ([0-9a-f]{64})").Groups[1].Value;

    private Ran Done(params string[] arguments)
    {
        var ran = TheProgram.RunHere([.. arguments, "--data", folder["data"]]);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        return ran;
    }

    private void Refused(int code, string refusal, params string[] arguments)
    {
        var ran = TheProgram.RunHere([.. arguments, "--data", folder["data"]]);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
    }

    private string[] Exported(params string[] arguments)
    {
        var file = folder["exported.csv"];
        var ran = TheProgram.RunHere([.. arguments, "--out", file, "--data", folder["data"]]);
        Assert.Equal(0, ran.Code);
        return File.ReadAllLines(file);
    }
}

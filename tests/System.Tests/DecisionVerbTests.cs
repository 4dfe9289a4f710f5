using System.Globalization;
using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>Deciding, committing and the demo, as a user does it.</summary>
public sealed class DecisionVerbTests : IDisposable
{
    private readonly Folder folder = new();
    private DateTimeOffset now = TheProgram.Now;

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
                "1 draft – – 2024-06-03 2023-12-22 10,353,000,000 –",
                "2 decided S2023/1 2023-12-22 2024-06-03 2023-12-22 10,353,000,000 Anna Ek, Bo Al",
                "3 amended S2024/2 2024-02-05 2024-06-03 2024-02-05 10,453,000,000 Anna Ek, Bo Al Läkemedel, 100 miljoner",
                "→ 4 final S2024/3 2024-06-03 2024-06-03 2024-02-05 10,453,000,000 Anna Ek, Cia Do",
            ],
            last.Lines[2..].Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

        // What was in force on a day, each side of the amendment.
        Assert.Equal(1 + (21 * 5), Exported("decision", "show", "--year", "2024", "--as-of", "2024-02-04").Length);
        Assert.Equal(1 + (21 * 6), Exported("decision", "show", "--year", "2024", "--as-of", "2024-02-05").Length);
        Assert.Equal(1 + 5, Exported("decision", "show", "--year", "2024", "--version-number", "1", "--region", "0014").Length);
        Refused(1, "VB2017 ", "decision", "show", "--year", "2024", "--as-of", "2023-12-21");
        Refused(1, "VB2017 ", "decision", "show", "--year", "2024", "--version-number", "5");
        Refused(1, "VB2017 ", "decision", "show", "--year", "2025");

        // What each programme could at most have, and how far that money had come: a proposal does not pass for an appropriation.
        var shown = Done("decision", "show", "--year", "2024", "--lang", "en").Lines.Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            ["cancer-care 1,025,000,000 proposed 365,000,000", "medicine-supply 100,000,000 no stage recorded 100,000,000"],
            shown.Where(l => l.StartsWith("cancer-care", StringComparison.Ordinal) || l.StartsWith("medicine-supply", StringComparison.Ordinal)));
        Assert.Contains("anslag eller ram", Done("ledger").Out, StringComparison.Ordinal);

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

    // Whoever could decide on tomorrow's knowledge, or with tomorrow's date, could lock a year before anything had been said.
    [Fact]
    public void Neither_knowledge_nor_a_decision_can_have_a_day_that_has_not_come()
    {
        now = new(2025, 12, 30, 22, 59, 59, TimeSpan.Zero); // the last second of 30 December in Sweden
        string[] signed = ["--number", "A-1", "--by", "A", "--and", "B"];
        string[] amend = ["decision", "amend", "--year", "2024", "--reason", "r", .. signed];
        string[] commit = ["commitment", "make", "--programme", "precision-health", "--pay", "2026=1", .. signed];
        Refused(1, "VB2022 Kunskapsdagen 2025-12-31 har inte kommit: i dag är det 2025-12-30.", "decision", "draft", "--year", "2024", "--as-of", "2025-12-31");
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Refused(1, "VB2022 The decision date 2025-12-31 has not come: today is 2025-12-30.",
            ["decision", "decide", "--year", "2024", .. signed, "--date", "2025-12-31", "--lang", "en"]);
        Done(["decision", "decide", "--year", "2024", .. signed, "--date", "2023-12-22"]);
        Refused(1, "VB2022 Kunskapsdagen ", [.. amend, "--as-of", "2025-12-31"]);
        Refused(1, "VB2022 Kunskapsdagen ", [.. amend, "--as-of", "2025-12-31", "--date", "2025-12-31"]);
        Refused(1, "VB2022 Beslutsdagen ", [.. amend, "--as-of", "2024-02-05", "--date", "9999-12-31"]);
        Refused(1, "VB2022 Beslutsdagen ", ["decision", "final", "--year", "2024", .. signed, "--date", "2025-12-31"]);
        Refused(1, "VB2022 Beslutsdagen ", [.. commit, "--date", "2025-12-31"]);
        Assert.Contains("2 händelser", Done("verify").Out, StringComparison.Ordinal);

        now = now.AddSeconds(1);
        Done("decision", "final", "--year", "2024", "--number", "A-2", "--by", "A", "--and", "B", "--date", "2025-12-31");
        Done("commitment", "make", "--programme", "precision-health", "--pay", "2026=1", "--number", "A-3", "--by", "A", "--and", "B", "--date", "2025-12-31");
    }

    // A number belongs to one decision for ever: between years, between kinds, whatever the case, and with spaces around it.
    [Theory]
    [InlineData("A-1")]
    [InlineData("a-1")]
    [InlineData(" A-1 ")]
    public void Two_decisions_cannot_claim_one_number(string again)
    {
        now = new(2025, 12, 31, 10, 0, 0, TimeSpan.Zero);
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
        now = new(2025, 6, 1, 10, 0, 0, TimeSpan.Zero);
        string[] signed = ["--by", "A", "--and", "B", "--date", "2025-06-01"];
        string[] make = ["commitment", "make", "--programme", "precision-health"];
        Refused(1, "VB2030 Åtagandet 100\u00a0500\u00a0000\u00a0kr är mer än de 100\u00a0000\u00a0000\u00a0kr som återstår av bemyndigandet för precision-health 2026 (100\u00a0000\u00a0000\u00a0kr).",
            [.. make, "--pay", "2026=100.5", "--number", "C-1", .. signed]);
        Refused(1, "VB2032 ", [.. make, "--pay", "2031=1", "--number", "C-1", .. signed]);
        Refused(1, "VB2031 ", ["commitment", "make", "--programme", "sector-grant", "--pay", "2026=1", "--number", "C-1", .. signed]);
        Refused(1, "VB2033 Ett åtagande den 2024-12-31 kan inte göras med bemyndigandet för 2025.",
            [.. make, "--pay", "2026=1", "--number", "C-1", "--by", "A", "--and", "B", "--date", "2024-12-31"]);
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

    // A chain that only vouches for itself holds as well after its end was cut away.
    [Fact]
    public void Verify_says_when_nothing_outside_the_database_proves_the_head()
    {
        Done("verify");
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Done("verify");
        File.Delete(Path.Combine(folder["data"], "anchors.csv"));
        var ran = TheProgram.RunHere("verify", "--data", folder["data"], "--lang", "en");
        Assert.Equal((0, true), (ran.Code, ran.Out.Contains("1 events in 1 commits, 1 streams, 0 anchors", StringComparison.Ordinal)));
        Assert.Equal("Nothing outside the database proves the head: there is no anchor. Had its end been cut away, it would not show.\n", ran.Error);
    }

    [Fact]
    public void The_demo_can_be_run_again_and_decides_once()
    {
        var first = TheProgram.Run("demo", "--no-serve", "--scale", "0.005", "--data", folder["data"]);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("EXEMPEL", first.Out, StringComparison.Ordinal);
        Assert.Contains("Besked till regionerna 2024", first.Out, StringComparison.Ordinal);
        Assert.Contains("44 händelser i 44 skrivningar", first.Out, StringComparison.Ordinal);
        var again = TheProgram.RunWith(
            new() { ["VARDBRO_DATA"] = folder["data"], ["VARDBRO_RULES"] = TheProgram.RulesFolder }, "demo", "--no-serve", "--scale", "0.005", "--lang", "en");
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Contains("44 events in 44 commits", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Making an example", again.Out, StringComparison.Ordinal);
        Assert.Equal(64, HeadOf(first).Length);
        Assert.Equal(HeadOf(first), HeadOf(again));
        var shown = Done("decision", "show", "--year", "2024");
        Assert.Contains("beslutat  EXEMPEL-2024-1", shown.Out, StringComparison.Ordinal);
        Assert.Equal("Exempel, påhittat beslut: EXEMPEL-2024-1, EXEMPEL-2024-2.", shown.Lines[0]);
    }

    private static string HeadOf(Ran ran) => Regex.Match(ran.Out, " 44 ([0-9a-f]{64})").Groups[1].Value;

    private Ran Done(params string[] arguments)
    {
        var ran = TheProgram.RunHere(now, [.. arguments, "--data", folder["data"]]);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        return ran;
    }

    private void Refused(int code, string refusal, params string[] arguments)
    {
        var ran = TheProgram.RunHere(now, [.. arguments, "--data", folder["data"]]);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
    }

    private string[] Exported(params string[] arguments)
    {
        var file = folder["exported.csv"];
        var ran = TheProgram.RunHere(now, [.. arguments, "--out", file, "--data", folder["data"]]);
        Assert.Equal(0, ran.Code);
        return File.ReadAllLines(file);
    }
}

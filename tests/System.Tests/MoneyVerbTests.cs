using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>The flow of money and the ledger, as a user meets them: requisition to repayment, the statement, the SIE file.</summary>
public sealed partial class MoneyVerbTests : IDisposable
{
    private static readonly string[] Grant = ["--programme", "womens-health", "--year", "2024", "--region", "0014"];
    private static readonly string[] Two = ["--by", "Anna Ek", "--and", "Bo Al"];
    private readonly Folder folder = new();
    private readonly DateTimeOffset now = new(2025, 12, 31, 10, 0, 0, TimeSpan.Zero);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Money_goes_from_allotment_to_repayment_and_the_statement_says_every_step()
    {
        Decide();
        Assert.StartsWith("Reglerna känner inga dagar", Warned("money", "requisition", "--amount", "1000000", "--number", "R-1", "--date", "2024-02-01", "--by", "Cia Åö"), StringComparison.Ordinal);
        Done("money", "pay", "--number", "U-1", "--date", "2024-02-20", "--by", "Anna Ek", "--and", "Bo Al");
        Assert.Equal("Redovisningen kom 2 dagar efter sista dag, 2025-03-31.\n", Warned(
            "money", "report", "--use", "eftervård=700000.50", "--unused", "299999.5", "--number", "S-1", "--date", "2025-04-02", "--by", "cia åö"));
        Done("money", "approve", "--number", "G-1", "--date", "2025-05-01", "--by", "Anna Ek", "--and", "Bo Al");
        Done("money", "claim", "--amount", "100000", "--ground", "villkor 5", "--evidence", "S-1", "--pay-by", "2025-12-30", "--number", "K-1", "--date", "2025-05-02", "--by", "Anna Ek", "--and", "Bo Al");

        var due = Exported("money", "due", "--region", "0014", "--programme", "womens-health");
        Assert.Equal(
            [
                "due,late,todo,region_id,programme,year,amount_sek,from,number",
                "2025-12-30,true,repay,0014,womens-health,2024,100000.00,,K-1",
                ",false,requisition,0014,womens-health,2024,246778961.00,,",
                ",false,return-unused,0014,womens-health,2024,199999.50,,",
            ],
            due);
        Done("money", "repaid", "--amount", "299999.50", "--number", "I-1", "--date", "2025-12-01", "--by", "Anna Ek", "--and", "Bo Al");
        Assert.Equal(
            [
                "region_id,programme,year,allotted_sek,not_requisitioned_sek,requisitioned_sek,paid_sek,reported_sek,approved_sek,unused_sek,claimed_sek,repaid_sek",
                "0014,womens-health,2024,247778961.00,246778961.00,0.00,0.00,0.00,700000.50,0.00,0.00,299999.50",
            ],
            Exported("money", "status", "--region", "0014", "--programme", "womens-health"));

        // The statement is the region's own accounts, entry by entry, and ends where the trial balance does.
        var statement = Exported("ledger", "--region", "0014", "--programme", "womens-health").Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(["S2023/1", "R-1", "U-1", "S-1", "G-1", "K-1", "I-1"], statement.Select(c => c[2]).Distinct());
        Assert.Equal(["notice/2024/2", "grant/womens-health/2024/0014/1"], statement.Select(c => c[11]).Distinct().Take(2));
        var balances = Exported("ledger", "--programme", "womens-health").Skip(1).Select(l => l.Split(',')).Where(c => c[3] == "0014");
        Assert.Equal(
            balances.ToDictionary(c => c[2], c => c[4]),
            statement.GroupBy(c => c[6]).ToDictionary(g => g.Key, g => g.Last()[10]));
        Assert.Contains("råbalans 0.00 kr", Done("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_refused_leaves_the_ledger_as_it_was()
    {
        Decide();
        var before = Exported("ledger");
        string[] requisition = ["money", "requisition", "--date", "2024-02-01"];
        Refused(1, "VB2300 Rekvisitionen 247\u00a0778\u00a0962\u00a0kr är mer än de 247\u00a0778\u00a0961\u00a0kr ", [.. requisition, "--amount", "247778962", "--number", "R-1", "--by", "Cia Åö"]);
        Refused(1, "VB2303 \"Eva\" är inte behörig företrädare för region 0014 den 2024-02-01. Behöriga då: Cia Åö.", [.. requisition, "--amount", "1", "--number", "R-1", "--by", "Eva"]);
        Refused(1, "VB3005 ", [.. requisition, "--amount", "0", "--number", "R-1", "--by", "Cia Åö"]);
        Refused(2, "VB5004 ", [.. requisition, "--amount", "1.005", "--number", "R-1", "--by", "Cia Åö"]);
        Refused(2, "VB5004 ", [.. requisition, "--amount", "-1", "--number", "R-1", "--by", "Cia Åö"]);
        Refused(1, "VB2309 ", ["money", "pay", "--number", "U-1", .. Two]);
        Refused(1, "VB2311 ", "money", "report", "--use", "x=1", "--number", "S-1", "--by", "Cia Åö");
        Refused(2, "VB5004 ", "money", "report", "--use", "x", "--number", "S-1", "--by", "Cia Åö");
        Refused(1, "VB2314 ", ["money", "approve", "--number", "G-1", .. Two]);
        Refused(1, "VB2315 ", ["money", "claim", "--amount", "1", "--ground", "x", "--evidence", "x", "--pay-by", "2026-01-01", "--number", "K-1", .. Two]);
        Refused(1, "VB2319 ", ["money", "repaid", "--amount", "1", "--number", "I-1", .. Two]);
        Assert.Equal(before, Exported("ledger"));

        // One number is one requisition's in its region, whatever the case.
        Warned([.. requisition, "--amount", "1", "--number", "R-1", "--by", "Cia Åö"]);
        Refused(1, "VB2010 ", [.. requisition, "--amount", "1", "--number", "r-1", "--by", "Cia Åö"]);

        // A later notice cannot take back what the region has asked for: here all of it.
        Warned([.. requisition, "--amount", "247778960", "--number", "R-2", "--by", "Cia Åö"]);
        var rules = folder.CopyRules();
        var file = Path.Combine(rules, "programmes", "womens-health.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("notice: true", "notice: false", StringComparison.Ordinal));
        foreach (var example in Directory.EnumerateFiles(Path.Combine(rules, "examples")))
            File.Delete(example);
        Refused(1, "VB2321 ", ["decision", "amend", "--year", "2024", "--as-of", "2024-02-05", "--number", "S2024/9", .. Two, "--reason", "x", "--rules", rules]);
    }

    [Fact]
    public void A_year_that_is_over_is_saved_within_the_limit_and_the_rest_withdrawn()
    {
        Decide();
        string[] move = ["money", "appropriation", "--programme", "cancer-care", "--year", "2024"];
        Refused(1, "VB2322 ", [.. move, "--move", "save", "--number", "X-1", "--date", "2024-12-30", .. Two]);
        Refused(1, "VB3003 ", [.. move, "--move", "save", "--number", "X-1", "--date", "2024-12-31", .. Two]);
        Done([.. move, "--move", "save", "--amount", "30750000", "--number", "X-1", "--date", "2024-12-31", .. Two]);
        Done([.. move, "--move", "withdraw", "--number", "X-2", "--date", "2024-12-31", .. Two]);
        var held = Exported("ledger", "--programme", "cancer-care").Where(l => l.Contains(",available,", StringComparison.Ordinal) || l.Contains(",withdrawn,", StringComparison.Ordinal));
        Assert.Equal(["cancer-care,2024,available,,0.00", "cancer-care,2024,withdrawn,,629250000.00", "cancer-care,2025,available,,30750000.00"], held);
    }

    // Read back by a parser that knows nothing of how it was written.
    [Theory]
    [InlineData(null)]
    [InlineData("0014")]
    public void The_sie_file_is_PC8_and_balances_voucher_by_voucher_and_from_opening_to_closing(string? region)
    {
        Decide();
        Warned("money", "requisition", "--amount", "1000000.55", "--number", "R-1", "--date", "2024-02-01", "--by", "Cia Åö");
        Done(["money", "pay", "--number", "U-1", "--date", "2024-02-20", .. Two]);
        string[] only = region is null ? [] : ["--region", region];
        foreach (var (year, vouchers) in new[] { (2023, region is null ? 10 : 5), (2024, 2) })
        {
            var file = folder["out.se"];
            var ran = TheProgram.RunHere(now, ["ledger", .. only, "--year", $"{year}", "--sie", file, "--data", folder["data"]]);
            Assert.Equal((0, $"Skrev {file}: {vouchers} verifikationer, år {year}.\n"), (ran.Code, ran.Error));
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf("f\u00f6rdelat"u8) < 0); // not UTF-8
            Assert.True(Holds(bytes, [.. "f"u8, 0x94, .. "rdelat, inte rekvirerat"u8])); // ö
            Assert.True(Holds(bytes, [.. "Budget"u8, 0x86, .. "r"u8])); // å
            Assert.True(Holds(bytes, [.. "h"u8, 0x84, .. "lsa"u8])); // ä
            Assert.True(Holds(bytes, "#FLAGGA 0\r\n"u8) && Holds(bytes, "#FORMAT PC8\r\n"u8) && Holds(bytes, "#SIETYP 4\r\n"u8));
            var sie = Sie(Encoding.Latin1.GetString(bytes));
            Assert.Equal(vouchers, sie.Vouchers.Count);
            Assert.All(sie.Vouchers, v => Assert.Equal(0m, v.Sum(t => t.Amount)));
            Assert.All(sie.Vouchers.SelectMany(v => v), t => Assert.Contains(t.Account, sie.Accounts));
            Assert.Equal(0m, sie.Closing.Values.Sum());
            foreach (var account in sie.Opening.Keys.Union(sie.Closing.Keys))
            {
                var moved = sie.Vouchers.SelectMany(v => v).Where(t => t.Account == account).Sum(t => t.Amount);
                Assert.Equal(sie.Opening.GetValueOrDefault(account) + moved, sie.Closing.GetValueOrDefault(account));
            }

            Assert.Equal(year == 2023, sie.Opening.Count == 0);
            Assert.Equal(year == 2023 ? 0m : 1_000_000.55m, sie.Closing.GetValueOrDefault(1230));
        }

        Refused(1, "VB2323 Inget är bokfört 2022. År med verifikationer: 2023, 2024.", [.. new[] { "ledger" }, .. only, "--year", "2022", "--sie", folder["no.se"]]);
        Refused(2, "VB5004 ", "ledger", "--sie", folder["no.se"], "--format", "csv");
        Assert.False(File.Exists(folder["no.se"]));
    }

    private sealed record Read(HashSet<int> Accounts, Dictionary<int, decimal> Opening, Dictionary<int, decimal> Closing, List<List<(int Account, decimal Amount)>> Vouchers);

    private static Read Sie(string text)
    {
        var read = new Read([], [], [], []);
        foreach (var line in text.Split("\r\n"))
        {
            var fields = Field().Matches(line).Select(m => m.Value).ToArray();
            switch (fields.FirstOrDefault())
            {
                case "#KONTO": read.Accounts.Add(int.Parse(fields[1], CultureInfo.InvariantCulture)); break;
                case "#IB" when fields[1] == "0": read.Opening.Add(int.Parse(fields[2], CultureInfo.InvariantCulture), Amount(fields[3])); break;
                case "#UB" when fields[1] == "0": read.Closing.Add(int.Parse(fields[2], CultureInfo.InvariantCulture), Amount(fields[3])); break;
                case "#VER": read.Vouchers.Add([]); break;
                case "#TRANS": read.Vouchers[^1].Add((int.Parse(fields[1], CultureInfo.InvariantCulture), Amount(fields[3]))); break;
            }
        }

        return read;
    }

    private static decimal Amount(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static bool Holds(byte[] bytes, ReadOnlySpan<byte> part) => bytes.AsSpan().IndexOf(part) >= 0;

    [GeneratedRegex("\"(\\\\\"|[^\"])*\"|\\{[^}]*\\}|[^\\s{}]+|[{}]")]
    private static partial Regex Field();

    // A decided notice, and a representative of 0014 whose name has letters that a code page can spoil.
    private void Decide()
    {
        Done("decision", "draft", "--year", "2024", "--as-of", "2023-12-22");
        Done(["decision", "decide", "--year", "2024", "--number", "S2023/1", "--date", "2023-12-22", .. Two]);
        Done(["money", "representative", "record", "--region", "0014", "--name", "Cia Åö", "--from", "2024-01-01", "--number", "B-1", .. Two]);
    }

    private Ran Done(params string[] arguments)
    {
        var ran = Run(arguments);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        return ran;
    }

    private string Warned(params string[] arguments)
    {
        var ran = Run(arguments);
        Assert.Equal(0, ran.Code);
        return ran.Error;
    }

    private void Refused(int code, string refusal, params string[] arguments)
    {
        var ran = Run(arguments);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
    }

    // A step of the flow is about the same money everywhere here.
    private Ran Run(string[] arguments) => TheProgram.RunHere(now,
        [.. arguments, .. arguments is ["money", "requisition" or "pay" or "report" or "approve" or "claim" or "repaid", ..] ? Grant : [], "--data", folder["data"]]);

    private string[] Exported(params string[] arguments)
    {
        var file = folder["exported.csv"];
        Assert.Equal(0, TheProgram.RunHere(now, [.. arguments, "--out", file, "--data", folder["data"]]).Code);
        return File.ReadAllLines(file);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Tests;

/// <summary>Settlements, standings, what if and the chain, as a user has them, on a file of figures.</summary>
public sealed class SettlementVerbTests : IDisposable
{
    private const string Scheme = "komiljard-2019";
    private readonly Folder folder = new();
    private DateTimeOffset now = new(2024, 6, 3, 10, 0, 0, TimeSpan.Zero);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_settlement_goes_from_figures_to_a_decision_and_the_ledger_holds_it()
    {
        Figures(1);
        Propose();
        Refused("VB2432 ", "settlement", "propose", "--scheme", Scheme, "--indicators", folder["figures.csv"]);
        Done("settlement", "object", "--scheme", Scheme, "--region", "0014", "--by", "Anna Ek", "--text", "Oktober saknar en klinik");
        Refused("VB2424 ", Decide("S1"));
        Done("settlement", "answer", "--scheme", Scheme, "--objection", "1", "--text", "Inte visat", "--number", "S0", "--by", "Bo Al", "--and", "Cia Do");
        Refused("VB2011 ", "settlement", "decide", "--scheme", Scheme, "--number", "S1", "--by", "Bo Al", "--and", "Bo Al");
        Refused("VB2010 ", Decide("S0"));
        Done(Decide("S1"));

        // What was decided is what the figures give, to the öre, and what the ledger has allotted.
        var earned = Table("settle", "--scheme", Scheme, "--indicators", folder["figures.csv"]).GroupBy(r => r["region_id"])
            .ToDictionary(g => g.Key, g => g.Sum(r => decimal.Parse(r["earned_sek"], CultureInfo.InvariantCulture)));
        var shown = Table("settlement", "show", "--scheme", Scheme);
        Assert.Equal(21, shown.Count);
        Assert.All(shown, r => Assert.Equal((earned[r["region_id"]], "decided", "S1"), (decimal.Parse(r["decided_sek"], CultureInfo.InvariantCulture), r["status"], r["decision"])));
        var allotted = Store.Read(folder.Path).Value.Money.Ledger().Value;
        Assert.Equal(Money.Zero, allotted.TrialBalance);
        Assert.All(earned, e => Assert.Equal(Money.Kronor((long)e.Value), allotted.Balance(new(AccountKind.Allotted, "komiljard", 2019, e.Key))));
        Assert.Equal(0, Here("verify").Code);
    }

    [Fact]
    public void Waived_amended_suspended_and_restored_are_decisions_of_their_own()
    {
        Figures(1);
        Propose();
        Done(Decide("S1"));
        var before = Decided("0014");
        string[] Change(string verb, string number, params string[] more) =>
            ["settlement", verb, "--scheme", Scheme, "--region", "0014", "--rule", "7 § i överenskommelsen", "--evidence", "dnr 12/2024", "--number", number, "--by", "Bo Al", "--and", "Cia Do", .. more];
        Done(Change("amend", "S2", "--amount", "-1000.50"));
        Assert.Equal(before - 1000.50m, Decided("0014"));
        Done(Change("waive", "S3", "--amount", "1000.50"));
        Assert.Equal(before, Decided("0014"));
        Refused("VB2429 ", Change("waive", "S4", "--amount", "1000000000"));
        Refused("VB2428 ", [.. Change("waive", "S4", "--amount", "1").Select(a => a == "dnr 12/2024" ? " " : a)]);
        Done(Change("suspend", "S4"));
        Assert.Equal("S4", Table("settlement", "show", "--scheme", Scheme, "--region", "0014").Single()["suspended_by"]);
        Refused("VB2430 ", Change("suspend", "S5"));
        Done(Change("restore", "S5"));
        Refused("VB2431 ", Change("restore", "S6"));
        Assert.Equal(0, Here("verify").Code);
    }

    [Fact]
    public void Figures_that_come_after_the_decision_are_refused_when_the_scheme_says_that_it_stands()
    {
        Figures(1);
        Propose();
        Done(Decide("S1"));
        Figures(2);
        Assert.Contains("VB2423 ", Refused("VB2423 ", "settlement", "propose", "--scheme", Scheme, "--indicators", folder["figures.csv"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standing_says_what_it_would_take_and_what_moved_patients_cost()
    {
        Figures(1, through: "2019-10");
        File.WriteAllText(folder["moved.csv"], "region_id,cost_sek\n0014,1000000.50\n");
        var rows = Table("standing", "--scheme", Scheme, "--indicators", folder["figures.csv"], "--region", "0014", "--moved-costs", folder["moved.csv"]);
        Assert.Equal(7 + 1, rows.Count);
        var whole = rows[^1];
        decimal Kronor(string column) => decimal.Parse(whole[column], CultureInfo.InvariantCulture);
        Assert.Equal(Kronor("earned_sek") - 1000000.50m, Kronor("net_sek"));
        Assert.True(Kronor("forecast_low_sek") <= Kronor("forecast_sek") && Kronor("forecast_sek") <= Kronor("forecast_high_sek"));
        Assert.Equal(2, rows.Count(r => r["state"] == "open" && r["month"] == "2019-11" && r["words"].Length > 10));
        File.WriteAllText(folder["moved.csv"], "region_id,cost_sek\n0014,1\n0014,2\n");
        Refused("VB2405 ", "standing", "--scheme", Scheme, "--indicators", folder["figures.csv"], "--moved-costs", folder["moved.csv"]);
        File.WriteAllText(folder["moved.csv"], "region_id,cost_sek\n9999,1\n");
        Refused("VB2402 ", "standing", "--scheme", Scheme, "--indicators", folder["figures.csv"], "--moved-costs", folder["moved.csv"]);
    }

    [Fact]
    public void A_forecast_is_kept_with_its_day_and_another_rule_changes_nothing_that_is_decided()
    {
        Figures(1, through: "2019-10");
        var rows = Table("whatif", "--scheme", Scheme, "--indicators", folder["figures.csv"], "--set", "level first-visit-within-60=50", "--keep");
        Assert.Equal(21, rows.Count);
        Assert.All(rows, r => Assert.True(decimal.Parse(r["difference_sek"], CultureInfo.InvariantCulture) >= 0));
        var kept = Store.Read(folder.Path).Value.Forecasts.Single();
        Assert.Equal((new DateOnly(2024, 6, 3), "level first-visit-within-60=50"), (kept.Date, kept.Changes.Single()));
        Refused("VB5004 ", "whatif", "--scheme", Scheme, "--indicators", folder["figures.csv"], "--set", "level first-visit-within-60=fifty");
        Refused("VB5006 ", "whatif", "--scheme", Scheme);
        Refused("VB2413 ", "settle", "--scheme", "capacity-2025", "--published");
    }

    [Fact]
    public void The_chain_says_what_was_known_on_a_day()
    {
        Figures(1);
        Propose();
        Done(Decide("S1"));
        var now = Here("chain", "--region", "0014", "--programme", "komiljard", "--lang", "en");
        Assert.Equal((0, ""), (now.Code, now.Error));
        Assert.Contains("settlement: ", now.Out, StringComparison.Ordinal);
        Assert.Contains(", decided", now.Out, StringComparison.Ordinal);
        foreach (var step in new[] { "1. Appropriation", "2. The programme's money", "3. Rules and version", "4. The region's share", "5. Conditions", "6. Results", "7. Earned and decided", "8. Paid, used, repaid", "9. What happened" })
            Assert.Contains(step, now.Lines);
        var before = Here("chain", "--region", "0014", "--programme", "komiljard", "--as-of", "2024-06-02", "--lang", "en");
        Assert.Contains("no settlement has been made", before.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is decided, requisitioned or paid in the ledger that day.", before.Out, StringComparison.Ordinal);
        Refused("VB5009 ", "chain", "--region", "0014", "--programme", "komiljard", "--year", "1999");
        Refused("VB2002 ", "chain", "--region", "0014", "--programme", "no-such");
        Refused("VB2001 ", "chain", "--region", "9999", "--programme", "komiljard");
    }

    // What an auditor does: checks the manifest, settles again on the package's own rules and figures, and compares byte for byte.
    [Fact]
    public void The_package_is_replayed_without_the_machine_that_made_it()
    {
        Figures(1);
        Propose();
        Done(Decide("S1"));
        Done("chain", "--region", "0014", "--programme", "komiljard", "--package", folder["chain.zip"]);
        Done("chain", "--region", "0014", "--programme", "komiljard", "--package", folder["again.zip"]);
        Assert.Equal(File.ReadAllBytes(folder["chain.zip"]), File.ReadAllBytes(folder["again.zip"]));
        var away = Path.Combine(folder.Path, "away");
        ZipFile.ExtractToDirectory(folder["chain.zip"], away);
        var manifest = File.ReadAllLines(Path.Combine(away, "MANIFEST.sha256"));
        Assert.Equal(Directory.EnumerateFiles(away, "*", SearchOption.AllDirectories).Count() - 1, manifest.Length);
        foreach (var line in manifest)
            Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(away, line[66..])))));

        var settled = TheProgram.Run(
            "settle", "--rules", Path.Combine(away, "rules"), "--scheme", Scheme, "--indicators", Path.Combine(away, "schemes", Scheme, "figures.csv"),
            "--as-of", "2024-06-03", "--lang", "sv", "--format", "csv", "--data", folder["none"]);
        Assert.Equal((0, File.ReadAllText(Path.Combine(away, "schemes", Scheme, "settled.csv"))), (settled.Code, settled.Out));
        var rules = TheProgram.Run("check-rules", "--rules", Path.Combine(away, "rules"));
        Assert.Contains(rules.Lines[^1].Split(' ')[^1], File.ReadAllText(Path.Combine(away, "README.txt")), StringComparison.Ordinal);

        // Who changes a figure is found out.
        var figures = Path.Combine(away, "schemes", Scheme, "figures.csv");
        var text = File.ReadAllText(figures);
        File.WriteAllText(figures, text.Replace(text.Split('\n')[1], "first-visit-within-90,0001,2018-09,1,9000", StringComparison.Ordinal));
        Assert.NotEqual(manifest.Single(l => l.EndsWith("/figures.csv", StringComparison.Ordinal))[..64], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(figures))));
    }

    [Fact]
    public void Figures_that_a_settlement_rests_on_and_that_were_changed_since_are_not_used()
    {
        Figures(1);
        Propose();
        Done(Decide("S1"));
        var kept = Directory.GetFiles(Path.Combine(folder.Path, "figures")).Single();
        File.AppendAllText(kept, "\n");
        Assert.Contains("changed since the settlement", Here("chain", "--region", "0014", "--programme", "komiljard", "--lang", "en").Out, StringComparison.Ordinal);
    }

    // What stands in the notice is promised already: the settlement moves only what differs, and never before there is a notice.
    [Fact]
    public void Money_that_stands_in_the_notice_is_settled_after_it_and_only_the_difference_is_booked()
    {
        now = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);
        var rows = from diagnosis in new[] { "hip", "prolapse", "cataract" }
                   from region in new[] { "0001", "0003", "0004", "0005", "0014" }
                   from year in new[] { 2024, 2025 }
                   from month in Enumerable.Range(1, 12)
                   select $"{diagnosis}-operations,{region},{year}-{month:00},{(year == 2025 && region == "0014" ? 12 : 10)},1";
        File.WriteAllLines(folder["operations.csv"], rows.Prepend("indicator,region_id,month,numerator,denominator"));
        Done("settlement", "propose", "--scheme", "queue-surgery-2025", "--indicators", folder["operations.csv"]);
        string[] decide = ["settlement", "decide", "--scheme", "queue-surgery-2025", "--number", "S1", "--by", "Bo Al", "--and", "Cia Do"];
        Refused("VB2433 ", decide);
        Done("decision", "draft", "--year", "2025");
        Done("decision", "decide", "--year", "2025", "--number", "N1", "--by", "Bo Al", "--and", "Cia Do");
        var account = new Account(AccountKind.Allotted, "queue-surgery", 2025, "0014");
        var noticed = Store.Read(folder.Path).Value.Money.Ledger().Value.Balance(account);
        Assert.Equal(Money.Kronor(4_761_905), noticed);
        Done(decide);
        var read = Store.Read(folder.Path).Value;
        Assert.Equal(read.SettlementOf("queue-surgery-2025").DecidedTo(RegionId.TryParse("0014")!.Value), read.Money.Ledger().Value.Balance(account));
        Assert.True(read.Money.Ledger().Value.Balance(account) > noticed);
        Assert.Equal(Money.Million(497), -read.Money.Ledger().Value.Balance(account with { Kind = AccountKind.Granted, Party = "" }));
        Assert.Equal(0, Here("verify").Code);
    }

    private void Figures(int seed, string through = "2019-11")
    {
        var random = new Random(seed);
        using var file = new StreamWriter(folder["figures.csv"]) { NewLine = "\n" };
        file.WriteLine("indicator,region_id,month,numerator,denominator");
        foreach (var year in new[] { 2018, 2019 })
        {
            foreach (var month in new[] { "09", "10", "11" })
            {
                foreach (var region in "0001 0003 0004 0005 0006 0007 0008 0009 0010 0012 0013 0014 0017 0018 0019 0020 0021 0022 0023 0024 0025".Split(' '))
                {
                    foreach (var kind in new[] { "first-visit", "operation" })
                    {
                        var all = random.Next(500, 9000);
                        var within = random.Next(all * 6 / 10, all * 9 / 10);
                        if (string.CompareOrdinal($"{year}-{month}", through) <= 0)
                        {
                            file.WriteLine($"{kind}-within-90,{region},{year}-{month},{within},{all}");
                            file.WriteLine($"{kind}-within-60,{region},{year}-{month},{within * 9 / 10},{all}");
                        }
                    }
                }
            }
        }
    }

    private decimal Decided(string region) =>
        decimal.Parse(Table("settlement", "show", "--scheme", Scheme, "--region", region).Single()["decided_sek"], CultureInfo.InvariantCulture);

    private void Propose() => Done("settlement", "propose", "--scheme", Scheme, "--indicators", folder["figures.csv"]);

    private static string[] Decide(string number) => ["settlement", "decide", "--scheme", Scheme, "--number", number, "--by", "Bo Al", "--and", "Cia Do"];

    private Ran Here(params string[] arguments) => TheProgram.RunHere(now, [.. arguments, "--data", folder.Path]);

    private void Done(params string[] arguments)
    {
        var ran = Here(arguments);
        Assert.True(ran.Code == 0, ran.Error);
    }

    private Ran Refused(string number, params string[] arguments)
    {
        var ran = Here(arguments);
        Assert.StartsWith(number, ran.FirstError, StringComparison.Ordinal);
        Assert.InRange(ran.Code, 1, 3);
        return ran;
    }

    private List<Dictionary<string, string>> Table(params string[] arguments)
    {
        Done([.. arguments, "--out", folder["table.json"]]);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(folder["table.json"]));
        return [.. json.RootElement.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString()))];
    }
}

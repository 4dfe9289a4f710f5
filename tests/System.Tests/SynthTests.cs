using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vardbro.Storage.Synthetic;

namespace Vardbro.Tests;

/// <summary>A synthetic nation as it lies in its folder: read back with the platform's own decompressor.</summary>
public sealed class SynthFolder : IDisposable
{
    private readonly Folder folder = new();

    public SynthFolder()
    {
        Ran = TheProgram.RunHere("synth", "--seed", "1", "--scale", "0.02", "--out", Path, "--lang", "en");
    }

    public string Path => folder["synthetic"];

    internal Ran Ran { get; }

    public void Dispose() => folder.Dispose();

    internal static string Text(string file)
    {
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return reader.ReadToEnd();
    }

    internal static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = Text(file).Split('\n');
        Assert.Equal("", lines[^1]);
        var names = lines[0].Split(',');
        return [.. lines[1..^1].Select(l => names.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    internal static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

public sealed partial class SynthTests(SynthFolder nation) : IClassFixture<SynthFolder>
{
    private static readonly ImmutableArray<string> Months = [.. Enumerable.Range(1, 12).Select(m => $"2024-{m:00}")];

    [Theory]
    [InlineData("capacity.yaml")]
    [InlineData("agreements.yaml")]
    public void Free_slots_that_the_rules_say_nothing_of_are_refused_before_anything_is_written(string file)
    {
        using var folder = new Folder();
        var rules = folder.CopyRules();
        File.Delete(Path.Combine(rules, "synthetic", file));
        var ran = TheProgram.RunHere("synth", "--scale", "0.001", "--capacity", "--out", folder["nation"], "--rules", rules, "--lang", "en");
        Assert.StartsWith("VB3127 The rules do not say which free slots and agreements the synthetic nation has. The files capacity.yaml and agreements.yaml", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["nation"]));
        Assert.Equal(0, TheProgram.RunHere("synth", "--scale", "0.001", "--regions", "0009", "--months", "1", "--out", folder["nation"], "--rules", rules).Code);
    }

    [Fact]
    public void Every_region_has_twelve_months_of_register_and_one_operational_file_and_a_note_says_that_all_is_invented()
    {
        Assert.Equal(0, nation.Ran.Code);
        var regions = Directory.EnumerateFiles(nation.Path, "waits-*-2024-12-31.csv.gz").Select(f => Path.GetFileName(f)[6..10]).Order().ToList();
        Assert.Equal(21, regions.Count);
        Assert.All(regions, r => Assert.All(Months, m => Assert.True(File.Exists(Register(r, m)))));
        Assert.Equal((21 * 13) + 1, Directory.EnumerateFiles(nation.Path).Count());
        Assert.StartsWith("SYNTETISKT.", File.ReadAllText(Path.Combine(nation.Path, SyntheticFolder.NoteFile)), StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC: no real person", Encoding.ASCII.GetString(File.ReadAllBytes(Register("0014", "2024-12"))[..80]), StringComparison.Ordinal);
        Assert.StartsWith("SYNTHETIC, no real person.", nation.Ran.Out, StringComparison.Ordinal);
        Assert.Contains("21 of 21: 0025", nation.Ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_heading_is_the_reporting_models_32_fields() =>
        Assert.Equal(
            "vardkontakt_id,patient_id,kon,fodelsear,regionkod,hsaid_region,hsaid_vardgivare,hsaid_vardenhet,hsaid_enhet,sjukhuskod,sjukhusnamn,mvo_kod," +
            "aktivitetskod,aktivitet_kva,aktivitet_icd,kva_kod,yrkeskategori,bokningssatt,vardkontakttyp,vardgaranti,avvikelsekod,remittenttyp," +
            "remittent_hsaid,remiss_id,remiss_datum,ankomst_datum,beslut_datum,start_datum,medicinskt_maldatum,lkf,hsaid_listning,matperiod",
            SynthFolder.Text(Register("0009", "2024-12")).Split('\n')[0]);

    // The bytes are pinned: another machine, another version of .NET, another language must give the same.
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var folder = new Folder();
        Ran Make(string name, string seed) => TheProgram.RunHere(
            "synth", "--seed", seed, "--scale", "0.001", "--regions", "0009,0014", "--out", folder[name]);
        Assert.Equal([0, 0, 0], new[] { Make("a", "1").Code, Make("b", "1").Code, Make("c", "2").Code });
        Assert.Equal("880c68817d7250338c08262de651a12cf8d9b2958074f7310b845b7deca49f11", SynthFolder.HashOf(folder["a"]));
        Assert.Equal(SynthFolder.HashOf(folder["a"]), SynthFolder.HashOf(folder["b"]));
        foreach (var file in Directory.EnumerateFiles(folder["a"], "*.gz"))
            Assert.NotEqual(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["c"], Path.GetFileName(file))));
    }

    [Fact]
    public void A_region_and_a_month_are_the_same_whatever_is_written_beside_them()
    {
        using var folder = new Folder();
        Assert.Equal(0, TheProgram.RunHere("synth", "--scale", "0.02", "--months", "2", "--regions", "0009", "--out", folder["few"]).Code);
        Assert.Equal(
            ["SYNTETISKT-SYNTHETIC.txt", "register-0009-2024-11.csv.gz", "register-0009-2024-12.csv.gz", "waits-0009-2024-12-31.csv.gz"],
            Directory.EnumerateFiles(folder["few"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder["few"]))
            Assert.Equal(File.ReadAllBytes(Path.Combine(nation.Path, Path.GetFileName(file))), File.ReadAllBytes(file));
    }

    // At this scale a region may wait with some fifty people for an operation, so that one person is two percentage points.
    [Fact]
    public void The_targets_are_met_by_the_nation_and_by_every_region_as_closely_as_whole_people_allow()
    {
        var rows = nation.Ran.Lines.Select(l => Row().Match(l)).Where(m => m.Success).ToList();
        Assert.True(rows.Count >= 15 + 84);
        var worst = rows.Where(m => m.Groups[2].Value.Contains('.', StringComparison.Ordinal))
            .ToLookup(m => m.Groups[1].Value == "nation", m => Math.Abs(decimal.Parse(m.Groups[4].Value, CultureInfo.InvariantCulture)));
        Assert.InRange(worst[true].Max(), 0m, 0.6m);
        Assert.InRange(worst[false].Max(), 0m, 4m);
        Assert.InRange(worst[false].Average(), 0m, 0.5m);
    }

    [Fact]
    public void Every_row_is_marked_and_none_holds_what_could_be_a_personal_number()
    {
        foreach (var file in Directory.EnumerateFiles(nation.Path, "*-0012-*.gz"))
        {
            var lines = SynthFolder.Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines[1..], l => Assert.StartsWith("SYN", l, StringComparison.Ordinal));
            Assert.All(lines, l => Assert.DoesNotMatch(PersonalNumber(), l));
        }

        Assert.Matches(PersonalNumber(), "19121212-1212"); // the shape is really looked for
        Assert.Matches(PersonalNumber(), "x1212121212");
    }

    [Fact]
    public void Every_rows_dates_are_possible()
    {
        foreach (var region in new[] { "0001", "0009", "0023" })
            foreach (var month in Months)
            {
                var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd");
                foreach (var row in SynthFolder.Rows(Register(region, month)))
                {
                    var (referral, arrival, care) = (Day(row, "remiss_datum")!.Value, Day(row, "ankomst_datum")!.Value, Day(row, "start_datum"));
                    Assert.Equal(row["vardkontakttyp"] == "2", row["beslut_datum"] != "");
                    var start = Day(row, "beslut_datum") ?? referral;
                    Assert.True(referral <= arrival && arrival <= (care ?? first.AddMonths(1).AddDays(-1)) && start >= referral && start < first.AddMonths(1), row["vardkontakt_id"]);
                    Assert.True(care is null || (care >= start && care >= first && care < first.AddMonths(1)), row["vardkontakt_id"]);
                    Assert.True(Day(row, "medicinskt_maldatum") is null || Day(row, "medicinskt_maldatum") > start);
                    Assert.InRange(int.Parse(row["fodelsear"], CultureInfo.InvariantCulture), 1900, referral.Year);
                    Assert.True(row["mvo_kod"] != "431" || row["kon"] == "2");
                    Assert.Equal((region[2..], month), (row["regionkod"], row["matperiod"]));
                }
            }
    }

    // Exits are the difference between two months: who waited then waits now as before, was cared for, or left.
    [Fact]
    public void Who_waits_one_month_waits_unchanged_the_next_or_was_cared_for_or_is_one_of_the_few_that_left()
    {
        foreach (var region in new[] { "0012", "0017" })
        {
            var before = Waiting(region, Months[0]);
            var (left, cared) = (0, 0);
            foreach (var month in Months[1..])
            {
                var rows = SynthFolder.Rows(Register(region, month));
                var completed = rows.Where(r => r["start_datum"] != "").ToDictionary(r => r["vardkontakt_id"]);
                var now = Waiting(region, month);
                Assert.All(now.Keys.Intersect(before.Keys), id => Assert.Equal(before[id] with { Month = month }, now[id]));
                Assert.All(now.Keys.Except(before.Keys), id => Assert.StartsWith(month, now[id].Start, StringComparison.Ordinal));
                Assert.All(completed.Keys.Except(before.Keys), id => Assert.StartsWith(month, completed[id]["beslut_datum"] + completed[id]["remiss_datum"], StringComparison.Ordinal));
                left += before.Keys.Count(id => !now.ContainsKey(id) && !completed.ContainsKey(id));
                cared += completed.Count;
                before = now;
            }

            Assert.InRange(100m * left / (left + cared), 1m, 6m);
        }
    }

    [Fact]
    public void The_operational_file_holds_the_registers_waits_and_who_ended_in_the_month()
    {
        var operational = SynthFolder.Rows(Path.Combine(nation.Path, "waits-0021-2024-12-31.csv.gz"));
        var register = SynthFolder.Rows(Register("0021", "2024-12")).ToDictionary(r => r["vardkontakt_id"]);
        foreach (var row in operational)
        {
            var contact = row["wait_id"].Replace("SYNW", "SYN", StringComparison.Ordinal);
            Assert.Equal(row["status"] != "closed", register.TryGetValue(contact, out var same));
            Assert.Equal(row["status"] == "closed", row["exit_reason"] != "");
            Assert.Equal(row["status"] is "closed" or "cared", row["exit_date"] != "");
            Assert.Equal(row["status"] == "booked", row["home_date"] != "");
            Assert.True(row["home_date"] == "" || string.CompareOrdinal(row["home_date"], "2024-12-31") > 0);
            Assert.Equal(row["deviation"] == "", row["deviation_from"] == "");
            if (same is not null)
            {
                Assert.Equal(
                    (same["fodelsear"], same["mvo_kod"], same["hsaid_vardenhet"], same["lkf"], same["remiss_datum"], same["beslut_datum"], same["start_datum"], same["kon"] == "1" ? "male" : "female"),
                    (row["birth_year"], row["service"], row["unit"], row["municipality"], row["referral_date"], row["decision_date"], row["exit_date"], row["sex"]));
                Assert.NotEqual(same["patient_id"][5..], row["person_key"][5..]);
            }
        }

        Assert.Equal(register.Count, operational.Count(r => r["status"] != "closed"));
    }

    [Theory]
    [InlineData("VB2150", "--seed", "-1")]
    [InlineData("VB2150", "--seed", "1000000000000000000")]
    [InlineData("VB2150", "--seed", "one")]
    [InlineData("VB2151", "--scale", "0")]
    [InlineData("VB2151", "--scale", "0,1")]
    [InlineData("VB2151", "--scale", "2.1")]
    [InlineData("VB2151", "--scale", "0.00001")]
    [InlineData("VB2151", "--scale", "-1")]
    [InlineData("VB2154", "--months", "0")]
    [InlineData("VB2154", "--months", "13")]
    [InlineData("VB2001", "--regions", "0002")]
    public void What_cannot_be_made_is_refused_and_nothing_is_written(string code, string option, string value)
    {
        using var folder = new Folder();
        var ran = TheProgram.RunHere("synth", "--out", folder["out"], option, value);
        Assert.Equal(1, ran.Code);
        Assert.StartsWith(code + " ", ran.FirstError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_left_as_it_is()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["mine.txt"], "x");
        var ran = TheProgram.RunHere("synth", "--scale", "0.001", "--out", folder.Path);
        Assert.StartsWith("VB2152 ", ran.FirstError, StringComparison.Ordinal);
        Assert.Contains("mine.txt", ran.FirstError, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.StartsWith("VB2152 ", TheProgram.RunHere("synth", "--scale", "0.001", "--out", folder["mine.txt"]).FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nation.yaml", "waiting: 218000", "waiting: 0", "VB1008 \"0\" cannot stand in the field waiting.")]
    [InlineData("nation.yaml", "series: kolada-n79223", "series: kolada-n79999", "VB1010 \"kolada-n79999 2024-12-31\" is not among the series.")]
    [InlineData("nation.yaml", "{code: \"511\", weight: 90}", "{code: \"999\", weight: 90}", "VB1010 \"999\" is not among the services.")]
    [InlineData("nation.yaml", "month: 2024-05", "month: 2024-06", "VB1008 \"…\" cannot stand in the field course.")]
    [InlineData("nation.yaml", "leaving: 15", "leeving: 15", "VB1006 There is no field \"leeving\" here.")]
    [InlineData("nation.yaml", "permille: 60", "permille: -60", "VB1008 \"-60\" cannot stand in the field permille.")]
    [InlineData("ages.yaml", "\"7\": [", "\"seven\": [", "VB1008 \"seven\" cannot stand in the field inhabitants.")]
    [InlineData("municipalities.yaml", "\"0980\"", "\"980\"", "VB1008 \"0009\" cannot stand in the field codes.")]
    public void A_nation_that_cannot_be_is_refused_with_its_line(string file, string right, string wrong, string refusal)
    {
        using var folder = new Folder();
        var rules = folder.CopyRules();
        var path = Path.Combine(rules, "synthetic", file);
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        var ran = TheProgram.RunHere("check-rules", "--rules", rules, "--lang", "en");
        Assert.Equal(3, ran.Code);
        Assert.Contains(ran.Error.Split('\n'), l => l.StartsWith("synthetic/" + file + ":", StringComparison.Ordinal) && l.Contains(refusal, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_without_a_nation_are_refused()
    {
        using var folder = new Folder();
        var rules = folder.CopyRules();
        File.Delete(Path.Combine(rules, "synthetic", "nation.yaml"));
        Assert.StartsWith("VB2153 ", TheProgram.RunHere("synth", "--rules", rules, "--out", folder["out"]).FirstError, StringComparison.Ordinal);
        Assert.Equal(0, TheProgram.RunHere("check-rules", "--rules", rules).Code);
    }

    [Fact]
    public void The_table_can_be_taken_away_as_csv_and_json()
    {
        using var folder = new Folder();
        var csv = TheProgram.Run("synth", "--scale", "0.001", "--months", "1", "--out", folder["csv"], "--format", "csv", "--lang", "en");
        Assert.Equal("region_id,measure,name,unit,target,made,difference,target_year,synthetic", csv.Lines[0]);
        Assert.Equal("0000,waiting,first visit in specialised care: waiting,number,460,460,0,,true", csv.Lines[1]);
        Assert.Contains(csv.Lines, l => l.StartsWith("0018,waiting-within-90,", StringComparison.Ordinal) && l.EndsWith(",2023,true", StringComparison.Ordinal));
        var json = TheProgram.Run("synth", "--scale", "0.001", "--months", "1", "--out", folder["json"], "--format", "json");
        Assert.Equal(csv.Lines.Length - 1, System.Text.Json.JsonDocument.Parse(json.Out).RootElement.GetArrayLength());
    }

    private string Register(string region, string month) => Path.Combine(nation.Path, $"register-{region}-{month}.csv.gz");

    private Dictionary<string, (string Row, string Start, string Month)> Waiting(string region, string month) =>
        SynthFolder.Rows(Register(region, month)).Where(r => r["start_datum"] == "").ToDictionary(
            r => r["vardkontakt_id"],
            r => (string.Join(',', r.Where(f => f.Key != "matperiod").Select(f => f.Value)), r["beslut_datum"] == "" ? r["remiss_datum"] : r["beslut_datum"], r["matperiod"]));

    private static DateOnly? Day(Dictionary<string, string> row, string field) =>
        row[field] == "" ? null : DateOnly.ParseExact(row[field], "yyyy-MM-dd");

    [GeneratedRegex(@"^(nation|\d{4})\s.*?\s([\d.,]+)\s+([\d.,]+)\s+(-?[\d.,]+)(  the target is that of 2023)?$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\d{6}(\d{2})?[-+ ]?\d{4}")]
    private static partial Regex PersonalNumber();
}

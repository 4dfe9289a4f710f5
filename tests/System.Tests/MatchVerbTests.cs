using System.Text.Json;

namespace Vardbro.Tests;

/// <summary><c>vardbro match</c> through its door: a small run by hand, bad files, changed plans.</summary>
public sealed class MatchVerbTests : IDisposable
{
    private const string Patients = """
        patient,service,municipality,group,tier,rank,max_km,first_week,last_week
        W1,511,0180,G1,2,0,,,
        W2,511,0180,G1,1,3,,0,0
        W3,511,0180,,2,1,50,,
        W4,511,0680,G2,2,1,,,
        W5,511,0680,G1,3,0,100,,
        W6,999,0680,G1,3,0,,,
        W7,511,0680,G1,3,1,,1,1

        """;

    private const string Capacity = "provider,service,week,slots\nP1,511,0,1\nP2,511,1,1\nP2,511,1,1\nP1,512,0,4\n";
    private const string Distances = "municipality,provider,km\n0180,P1,10\n0180,P2,300\n0680,P2,20\n0680,P1,310\n0680,P3,5\n";
    private const string Allowed = "group,provider,penalty_km\nG1,P1,\nG1,P2,40\nG2,P3,0\n";

    private readonly Folder folder = new();

    public MatchVerbTests()
    {
        foreach (var (name, text) in new[] { ("patients", Patients), ("capacity", Capacity), ("distances", Distances), ("allowed", Allowed) })
            File.WriteAllText(folder[$"{name}.csv"], text);
    }

    public void Dispose() => folder.Dispose();

    private Ran Match(params string[] more) => TheProgram.RunHere([
        "match", "--patients", folder["patients.csv"], "--capacity", folder["capacity.csv"], "--distances", folder["distances.csv"],
        "--allowed", folder["allowed.csv"], "--lang", "en", .. more]);

    private Ran Verify(params string[] more) => Match(["--verify", folder["plan"], .. more]);

    private string Plan(string file) => File.ReadAllText(Path.Combine(folder["plan"], file));

    // W2 first and only in week 0; W1 before W3 and W4 gets one of two slots far away; W3 may not go there; W4's group not at all.
    [Fact]
    public void A_run_by_hand_gives_the_plan_the_reasons_and_the_proof()
    {
        var ran = Match("--out", folder["plan"]);
        Assert.True(ran.Code == 0, ran.Error);
        Assert.Contains("3 of 7 patients are offered a slot.", ran.Out, StringComparison.Ordinal);
        Assert.Equal(["W1,P2,1,300", "W2,P1,0,10", "W5,P2,1,20", "patient,provider,week,km"], Plan("assignments.csv").Split('\n')[..^1].Order(StringComparer.Ordinal));
        Assert.Equal(
            ["W3,greater-need", "W4,no-agreement", "W6,nothing-in-reach", "W7,greater-need", "patient,reason"], Plan("unplaced.csv").Split('\n')[..^1].Order(StringComparer.Ordinal));
        using var summary = JsonDocument.Parse(Plan("summary.json"));
        Assert.Equal(3, summary.RootElement.GetProperty("placed").GetInt32());
        Assert.Equal([10, 300 + 40 + 560, 20 + 40 + 280], summary.RootElement.GetProperty("tiers").EnumerateArray().Select(t => t.GetProperty("cost").GetInt32()));
        var proven = Verify();
        Assert.Equal((0, ""), (proven.Code, proven.Error));
        Assert.StartsWith("The plan is proven", proven.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_order_and_threads_change_no_byte_of_the_plan()
    {
        Assert.Equal(0, Match("--out", folder["plan"], "--threads", "1").Code);
        foreach (var name in new[] { "patients", "capacity", "distances", "allowed" })
        {
            var lines = File.ReadAllLines(folder[$"{name}.csv"]);
            File.WriteAllLines(folder[$"{name}.csv"], [lines[0], .. lines[1..].Reverse()]);
        }

        Assert.Equal(0, Match("--out", folder["again"], "--threads", "3").Code);
        foreach (var file in new[] { "assignments.csv", "unplaced.csv" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["again"], file)), Plan(file));
    }

    // Many plans are as good as one another here; which of them it is must not show how the files were sorted.
    [Fact]
    public void Among_plans_that_are_as_good_the_order_of_the_rows_chooses_nothing()
    {
        var dice = new Random(7);
        string[] places = [.. Enumerable.Range(0, 12).Select(i => $"K{i:00}")], providers = [.. Enumerable.Range(0, 8).Select(i => $"P{i}")];
        Write("distances", "municipality,provider,km", places.SelectMany(k => providers.Select(p => $"{k},{p},{dice.Next(4) * 10}")));
        Write("capacity", "provider,service,week,slots", providers.SelectMany(p => Enumerable.Range(0, 6).Select(w => $"{p},511,{w},{dice.Next(6)}")));
        Write("patients", "patient,service,municipality,group,tier,rank,max_km,first_week,last_week", Enumerable.Range(0, 300).Select(i =>
            $"W{i:000},511,{places[dice.Next(12)]},,{1 + dice.Next(2)},{dice.Next(4)},{(dice.Next(2) == 0 ? "" : "20")},{(dice.Next(2) == 0 ? "" : "1")},"));
        Assert.Equal(0, Match("--out", folder["plan"], "--threads", "1").Code);
        foreach (var name in new[] { "patients", "capacity", "distances" })
        {
            var lines = File.ReadAllLines(folder[$"{name}.csv"]);
            Write(name, lines[0], lines[1..].OrderBy(_ => dice.Next()));
        }

        Assert.Equal(0, Match("--out", folder["again"], "--threads", "2").Code);
        foreach (var file in new[] { "assignments.csv", "unplaced.csv" })
            Assert.Equal(Plan(file), File.ReadAllText(Path.Combine(folder["again"], file)));

        void Write(string name, string header, IEnumerable<string> rows) =>
            File.WriteAllText(folder[$"{name}.csv"], string.Concat(rows.Prepend(header).Select(row => row + "\n")));
    }

    [Theory]
    [InlineData("W1,P2,1,300\n", "")]
    [InlineData("W1,P2,1,300\n", "W1,P1,0,10\n")]
    [InlineData("W1,P2,1,300\n", "W1,P2,1,301\n")]
    [InlineData("W5,P2,1,20\n", "W7,P2,1,20\n")]
    [InlineData("W5,P2,1,20\n", "W5,P2,1,20\nW7,P2,1,20\n")]
    [InlineData("W5,P2,1,20\n", "W5,P2,1,20\nX,P2,1,20\n")]
    [InlineData("W5,P2,1,20\n", "W5,P2,1,20\n\n")]
    public void A_plan_that_was_changed_is_not_proven(string row, string changed)
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        var (file, before) = (Path.Combine(folder["plan"], "assignments.csv"), Plan("assignments.csv"));
        Assert.Contains(row, before, StringComparison.Ordinal);
        File.WriteAllText(file, before.Replace(row, changed, StringComparison.Ordinal));
        Assert.Matches("^VB31(03|04|13|14) ", Verify().Error);
    }

    [Fact]
    public void The_reasons_and_the_certificate_are_held_too()
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        var unplaced = Plan("unplaced.csv");
        File.WriteAllText(Path.Combine(folder["plan"], "unplaced.csv"), unplaced.Replace("greater-need", "no-agreement", StringComparison.Ordinal));
        Assert.StartsWith("VB3113 ", Verify().Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder["plan"], "unplaced.csv"), unplaced);
        var proof = Plan("certificate.json");
        File.WriteAllText(Path.Combine(folder["plan"], "certificate.json"), proof[..(proof.Length / 2)]);
        Assert.StartsWith("VB3111 ", Verify().Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder["plan"], "certificate.json"), proof.Replace("\"inputs\":{", "\"inputs\":{\"capacity\":\"\",", StringComparison.Ordinal));
        Assert.StartsWith("VB3111 ", Verify().Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder["plan"], "certificate.json"), System.Text.RegularExpressions.Regex.Replace(proof, "\"prices\":\\[\\d+", "\"prices\":[-7"));
        Assert.StartsWith("VB3115 ", Verify().Error, StringComparison.Ordinal);
        Directory.Delete(folder["plan"], recursive: true);
        Assert.StartsWith("VB3100 ", Verify().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_is_counted_again_from_the_plan()
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        var (file, summary) = (Path.Combine(folder["plan"], "summary.json"), Plan("summary.json"));
        foreach (var (right, wrong) in new[] { ("\"placed\": 3", "\"placed\": 4"), ("\"cost\": 10", "\"cost\": 9"), ("nothing in reach", "all in reach"), ("{", "["), ("\"milliseconds\"", "\"seconds\"") })
        {
            Assert.Contains(right, summary, StringComparison.Ordinal);
            File.WriteAllText(file, summary.Replace(right, wrong, StringComparison.Ordinal));
            Assert.StartsWith("VB3128 ", Verify().Error, StringComparison.Ordinal);
        }

        File.WriteAllText(file, System.Text.RegularExpressions.Regex.Replace(summary, "\"solve\": \\d+", "\"solve\": 77"));
        Assert.Equal("", Verify().Error); // how long it took is the run's own to say
        File.Delete(file);
        Assert.StartsWith("VB3100 ", Verify().Error, StringComparison.Ordinal);
    }

    // Two alike and one slot: either plan is the best there is, and the draw says which. The second pair drew the same number under seed 1.
    [Theory]
    [InlineData("WA", "WB", "WC")]
    [InlineData("fepoggojaccnhehb", "phblmphgedhnkboh", "phblmphgedhnkboh")]
    public void Of_two_alike_the_draw_says_who_and_of_two_who_drew_the_same_the_bytes_of_the_id(string one, string other, string third)
    {
        string[] ids = [.. new[] { one, other, third }.Distinct()];
        void Patients(IEnumerable<string> order) => File.WriteAllText(
            folder["patients.csv"], "patient,service,municipality,group,tier,rank,max_km,first_week,last_week\n" + string.Concat(order.Select(id => $"{id},511,0680,,2,0,,1,1\n")));
        File.WriteAllText(folder["capacity.csv"], "provider,service,week,slots\nP2,511,1,1\n");
        var placed = new List<string>();
        foreach (var order in new[] { ids, ids.Reverse() })
        {
            Patients(order);
            Assert.Equal(0, Match("--out", folder[$"plan{placed.Count}"]).Code);
            placed.Add(File.ReadAllLines(Path.Combine(folder[$"plan{placed.Count}"], "assignments.csv"))[1].Split(',')[0]);
        }

        Assert.Single(placed.Distinct());
        if (ids.Length == 2)
            Assert.Equal(one, placed[0]);
    }

    // Somebody puts a friend in the stead of one who drew before, and makes every hash right again.
    [Theory]
    [InlineData(1)]
    [InlineData(2, "--contacts", "1")]
    public void A_plan_that_does_not_follow_the_announced_draw_is_not_proven(int slots, params string[] more)
    {
        File.WriteAllText(folder["patients.csv"], "patient,service,municipality,group,tier,rank,max_km,first_week,last_week\nWA,511,0680,,2,0,,1,1\nWB,511,0680,,2,0,,1,1\n");
        File.WriteAllText(folder["capacity.csv"], $"provider,service,week,slots\nP2,511,1,{slots}\n");
        Assert.Equal(0, Match(["--out", folder["plan"], .. more]).Code);
        Assert.Equal("", Verify(more).Error);
        var proof = Plan("certificate.json");
        foreach (var file in new[] { "assignments.csv", "unplaced.csv" })
        {
            var before = Plan(file);
            var after = before.Replace("WA", "WX", StringComparison.Ordinal).Replace("WB", "WA", StringComparison.Ordinal).Replace("WX", "WB", StringComparison.Ordinal);
            Assert.NotEqual(before, after);
            File.WriteAllText(Path.Combine(folder["plan"], file), after);
            proof = proof.Replace(Hash(before), Hash(after), StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(folder["plan"], "certificate.json"), proof);
        Assert.StartsWith("VB3129 The draw is not followed in service 511", Verify(more).Error, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_certificate_of_another_input_is_refused()
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        Assert.StartsWith("VB3112 ", Verify("--seed", "2").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB3112 ", Verify("--weights", "5").Error, StringComparison.Ordinal);
        File.AppendAllText(folder["capacity.csv"], "P1,511,3,1\n");
        Assert.Contains("capacity", Verify().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("patients", "W7,511", "W1,511", "VB3105", ":8")]
    [InlineData("patients", "W1,511,0180", "W1,511,9999", "VB3104", ":2: municipality")]
    [InlineData("patients", "W1,511", "=W1,511", "VB3104", ":2: patient")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,1,,5,1", "VB3106", ":8")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,1,,1,26", "VB3104", ":8: last_week")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,0,1,,1,1", "VB3104", ":8: tier")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,-1,,1,1", "VB3104", ":8: rank")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,99999999999999999999,,1,1", "VB3104", ":8: rank")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,1,1.5,1,1", "VB3104", ":8: max_km")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,1,,1", "VB3103", ":8")]
    [InlineData("patients", "G1,3,1,,1,1", "G1,3,1,,1,1,", "VB3103", ":8")]
    [InlineData("patients", "W6,999", "\"W6\",999", "VB3103", ":7")]
    [InlineData("patients", "W6,999", ",999", "VB3104", ":7: patient")]
    [InlineData("patients", "patient,service", "id,service", "VB3101", "patients.csv")]
    [InlineData("capacity", "P1,511,0,1", "P9,511,0,1", "VB3104", ":2: provider")]
    [InlineData("capacity", "P1,511,0,1", "P1,511,26,1", "VB3104", ":2: week")]
    [InlineData("capacity", "P1,511,0,1", "P1,511,0,-1", "VB3104", ":2: slots")]
    [InlineData("capacity", "P1,512,0,4", "P1,512,0,1000001", "VB3104", ":5: slots")]
    [InlineData("distances", "0680,P3,5", "0680,P3,20001", "VB3104", ":6: km")]
    [InlineData("distances", "0680,P3,5", "0680,P2,5", "VB3107", ":6")]
    [InlineData("allowed", "G2,P3,0", "G2,P9,0", "VB3104", ":4: provider")]
    [InlineData("allowed", "G2,P3,0", "G1,P2,0", "VB3107", ":4")]
    public void A_bad_row_is_refused_with_its_number_before_anything_is_solved(string file, string row, string bad, string number, string where)
    {
        var text = File.ReadAllText(folder[$"{file}.csv"]);
        Assert.Contains(row, text, StringComparison.Ordinal);
        File.WriteAllText(folder[$"{file}.csv"], text.Replace(row, bad, StringComparison.Ordinal));
        var ran = Match("--out", folder["plan"]);
        Assert.Equal(1, ran.Code);
        Assert.StartsWith(number + " ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(where, ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["plan"]));
    }

    [Theory]
    [InlineData("patients")]
    [InlineData("capacity")]
    [InlineData("distances")]
    public void An_empty_file_is_refused(string file)
    {
        var header = File.ReadAllLines(folder[$"{file}.csv"])[0];
        File.WriteAllText(folder[$"{file}.csv"], header + "\n");
        Assert.StartsWith("VB3102 ", Match("--out", folder["plan"]).Error, StringComparison.Ordinal);
        File.WriteAllText(folder[$"{file}.csv"], "");
        Assert.StartsWith("VB3101 ", Match("--out", folder["plan"]).Error, StringComparison.Ordinal);
        File.Delete(folder[$"{file}.csv"]);
        Assert.StartsWith("VB3100 ", Match("--out", folder["plan"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Held_offers_are_out_of_the_run_with_their_slots()
    {
        File.WriteAllText(folder["held.csv"], "patient,provider,week\nW7,P2,1\n");
        var ran = Match("--out", folder["plan"], "--held", folder["held.csv"]);
        Assert.True(ran.Code == 0, ran.Error);
        Assert.Equal(["W1,P2,1,300", "W2,P1,0,10", "patient,provider,week,km"], Plan("assignments.csv").Split('\n')[..^1].Order(StringComparer.Ordinal));
        Assert.DoesNotContain("W7", Plan("unplaced.csv"), StringComparison.Ordinal);
        Assert.Equal(0, Verify("--held", folder["held.csv"]).Code);
        Assert.StartsWith("VB3112 ", Verify().Error, StringComparison.Ordinal);
        foreach (var bad in new[] { "W7,P2,1\nW7,P2,1", "X,P2,1", "W7,P1,5", "W6,P1,0" })
        {
            File.WriteAllText(folder["held.csv"], $"patient,provider,week\n{bad}\n");
            Assert.StartsWith("VB3109 ", Match("--out", folder["other"], "--held", folder["held.csv"]).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void When_every_offer_is_held_nobody_is_next()
    {
        File.WriteAllText(folder["patients.csv"], string.Join('\n', Patients.Split('\n')[..2]) + "\n");
        File.WriteAllText(folder["held.csv"], "patient,provider,week\nW1,P1,0\n");
        Assert.Equal(0, Match("--out", folder["plan"], "--held", folder["held.csv"]).Code);
        var ran = Match("--plan", folder["plan"], "--held", folder["held.csv"], "--freed", "P1,511,0");
        Assert.StartsWith("VB3126 No service of the run has both slots and patients left, so nobody is next for P1,511,0.", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Code);
    }

    [Theory]
    [InlineData("municipality")]
    [InlineData("group")]
    [InlineData("way")]
    [InlineData("service")]
    public void Small_files_that_ask_for_enormous_memory_are_refused(string what)
    {
        string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));
        var providers = Rows(4990, i => $"0180,Q{i:D4},1");
        var (file, text) = what switch
        {
            "municipality" => ("distances", Distances + providers + Rows(21_000, i => $"M{i},P1,1")),
            "group" => ("allowed", Allowed + Rows(21_000, i => $"H{i},P1,1")),
            "way" => ("patients", Patients + Rows(21_000, i => $"V{i},511,0180,,4,0,{i % 20_000},,\nU{i},511,0680,,4,0,{i % 20_000},,")),
            _ => ("capacity", Capacity + Rows(800, i => $"P1,S{i},0,1")),
        };
        File.WriteAllText(folder["distances.csv"], Distances + providers);
        File.WriteAllText(folder[$"{file}.csv"], text);
        var ran = Match("--out", folder["plan"], "--weeks", "64");
        Assert.StartsWith($"VB3108 {folder[$"{file}.csv"]}", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["plan"]));
    }

    [Fact]
    public void A_plan_goes_to_a_new_folder_and_one_thing_is_asked_for_at_a_time()
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        Assert.StartsWith("VB3110 ", Match("--out", folder["plan"]).Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5006 ", Match().Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--weeks", "65").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--weights", "1,x").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--threads", "0").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("--verify")]
    [InlineData("--allowed")]
    [InlineData("--held")]
    [InlineData("--plan")]
    [InlineData("--data")]
    public void A_file_or_a_folder_without_a_name_is_refused(string option)
    {
        var ran = Match(option is "--out" or "--allowed" ? [option, ""] : ["--out", folder["plan"], option, ""]);
        Assert.NotEqual(70, ran.Code);
        Assert.Matches($"^VB5006 A value after {option}", ran.Error);
        Assert.StartsWith("VB5006 A value after --patients", TheProgram.RunHere("match", "--patients", "", "--capacity", "c", "--distances", "d", "--out", "x", "--lang", "en").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_a_last_row_without_an_end_are_read()
    {
        Assert.Equal(0, Match("--out", folder["plan"]).Code);
        foreach (var name in new[] { "patients", "capacity", "distances", "allowed" })
            File.WriteAllText(folder[$"{name}.csv"], "\uFEFF" + File.ReadAllText(folder[$"{name}.csv"]).TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(0, Match("--out", folder["again"]).Code);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["again"], "assignments.csv")), Plan("assignments.csv"));
    }
}

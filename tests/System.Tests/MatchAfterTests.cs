using System.Globalization;
using System.Text.Json;

namespace Vardbro.Tests;

/// <summary>What <c>vardbro match</c> says of a plan that is written, and what happens after the run.</summary>
public sealed class MatchAfterTests : IDisposable
{
    private const string Patients = """
        patient,service,municipality,group,tier,rank,max_km,first_week,last_week
        W1,511,0180,G1,2,0,,,
        W2,511,0180,G1,1,3,,0,0
        W3,511,0180,,2,1,50,,
        W4,511,0680,G2,2,1,,,
        W5,511,0680,G1,3,0,100,,
        W6,999,0680,G1,3,0,,,
        W7,511,0680,G1,3,1,,0,0
        W8,511,0680,G1,3,2,100,,

        """;

    private readonly Folder folder = new();

    public MatchAfterTests()
    {
        Write("patients", Patients);
        Write("capacity", "provider,service,week,slots\nP1,511,0,1\nP2,511,1,2\nP2,511,3,1\nP1,512,0,4\n");
        Write("distances", "municipality,provider,km\n0180,P1,10\n0180,P2,300\n0680,P2,20\n0680,P1,310\n0680,P3,5\n");
        Write("allowed", "group,provider,penalty_km\nG1,P1,\nG1,P2,40\nG2,P3,0\n");
    }

    public void Dispose() => folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(folder[$"{name}.csv"], text);

    private Ran Match(params string[] more) => TheProgram.RunHere([
        "match", "--patients", folder["patients.csv"], "--capacity", folder["capacity.csv"], "--distances", folder["distances.csv"],
        "--allowed", folder["allowed.csv"], .. more]);

    private void Run(params string[] more)
    {
        var ran = Match(["--out", folder["plan"], .. more]);
        Assert.True(ran.Code == 0, ran.Error);
    }

    private string Why(string patient, params string[] more)
    {
        var ran = Match(["--explain", patient, "--plan", folder["plan"], .. more]);
        Assert.True(ran.Code == 0, ran.Error);
        return ran.Out;
    }

    // W1 has to leave the near slot to W2, and is placed in week 1; the other slot in week 1 goes to W5, and W8 gets week 3.
    [Fact]
    public void A_plan_says_why_a_patient_is_offered_this_and_what_another_slot_would_do_to_others()
    {
        Run();
        var why = Why("W1");
        Assert.Contains("Behovet är nivå 2, rang 0.", why, StringComparison.Ordinal);
        Assert.Contains("färre än 20 större behov", why, StringComparison.Ordinal);
        Assert.Contains("Erbjuds P2, vecka 1, 300 km och 40 km påslag.", why, StringComparison.Ordinal);
        Assert.Contains("P1, vecka 0, 10 km: 1 vecka tidigare och 330 km kortare, påslag inräknat. Någon med större behov skulle bli utan tid.", why, StringComparison.Ordinal);
        Assert.Contains("P2, week 1, 20 km and a penalty of 40 km: 2 weeks earlier. Others would in sum be worse off.", Why("W8", "--lang", "en"), StringComparison.Ordinal);
        Assert.Contains("P2, vecka 3, 20 km och 40 km påslag: 2 veckor senare. Andra skulle i bästa fall få det bättre.", Why("W5"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W3", "går till patienter vars behov är större eller lika stort", "färre än 20 tider")]
    [InlineData("W4", "avtal saknas", "Varför inget")]
    [InlineData("W6", "Ingen vårdgivare som har tider i verksamheten", "Varför inget")]
    [InlineData("W7", "Alla tider inom räckhåll", "färre än 20 går till större behov")]
    public void A_plan_says_why_a_patient_is_offered_nothing_and_nothing_of_anybody_else(string patient, string sentence, string more)
    {
        Run();
        var why = Why(patient);
        Assert.Contains(sentence, why, StringComparison.Ordinal);
        Assert.Contains(more, why, StringComparison.Ordinal);
        foreach (var other in Enumerable.Range(1, 8).Select(i => string.Create(CultureInfo.InvariantCulture, $"W{i}")))
            Assert.DoesNotContain(other, why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reasons_can_be_taken_as_json()
    {
        Run();
        using var placed = JsonDocument.Parse(Why("W1", "--format", "json"));
        Assert.Equal("P2", placed.RootElement.GetProperty("offered").GetProperty("provider").GetString());
        Assert.Equal(20, placed.RootElement.GetProperty("greater_need").GetProperty("fewer_than").GetInt32());
        Assert.Equal(["place-of-greater-need", "at-best-gain"], placed.RootElement.GetProperty("others").EnumerateArray().Select(o => o.GetProperty("others").GetString()));
        using var unplaced = JsonDocument.Parse(Why("W3", "--format", "json"));
        Assert.Equal("greater-need", unplaced.RootElement.GetProperty("why_not").GetString());
        Assert.False(unplaced.RootElement.TryGetProperty("offered", out _));
    }

    [Fact]
    public void Only_a_patient_of_the_run_and_a_plan_that_is_proven_are_explained()
    {
        Run();
        string Refused(params string[] more) => Match(more).Error[..7];
        Assert.Equal("VB3130 ", Refused("--explain", "W9", "--plan", folder["plan"]));
        Assert.Equal("VB5006 ", Refused("--explain", "W1"));
        Assert.Equal("VB5006 ", Refused("--plan", folder["plan"]));
        Assert.Equal("VB3112 ", Refused("--explain", "W1", "--plan", folder["plan"], "--seed", "2"));
        var proof = Path.Combine(folder["plan"], "certificate.json");
        File.WriteAllText(proof, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(proof), "\"prices\":\\[-?\\d+", "\"prices\":[-7"));
        Assert.Equal("VB3115 ", Refused("--explain", "W1", "--plan", folder["plan"]));
        File.AppendAllText(Path.Combine(folder["plan"], "unplaced.csv"), "W1,greater-need\n");
        Assert.Equal("VB3113 ", Refused("--explain", "W1", "--plan", folder["plan"]));
    }

    private string[] Plan(string file) => File.ReadAllText(Path.Combine(folder["plan"], file)).Split('\n')[1..^1];

    // W7 may go in week 0 only; W3 is before W7 in need and reaches P1 only, where any week helps. Nobody is moved from week 3.
    [Fact]
    public void A_freed_slot_is_offered_to_the_next_and_what_was_given_is_not_given_again()
    {
        Run();
        var next = Match("--freed", "P1,511,0", "--freed", "P1,511,0", "--freed", "P1,511,0", "--freed", "P2,511,0", "--plan", folder["plan"], "--format", "json");
        Assert.True(next.Code == 0, next.Error);
        using var answers = JsonDocument.Parse(next.Out);
        Assert.Equal(["W3", "W7", null, null], answers.RootElement.EnumerateArray().Select(a => a.GetProperty("patient").GetString()));
        Assert.Equal([10, 310, null, null], answers.RootElement.EnumerateArray().Select(a => a.GetProperty("km").ValueKind == JsonValueKind.Null ? (int?)null : a.GetProperty("km").GetInt32()));
        Assert.Contains("ingen", Match("--freed", "P3,511,9", "--plan", folder["plan"]).Out, StringComparison.Ordinal);
        foreach (var unknown in new[] { "P9,511,0", "P1,998,0", "P1,511,26", "P1,511", "P1,,0", "P1,511,-1" })
            Assert.StartsWith("VB3131 ", Match("--freed", unknown, "--plan", folder["plan"]).Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5006 ", Match("--freed", "P1,511,0").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5006 ", Match("--freed", "P1,511,0", "--explain", "W1", "--plan", folder["plan"]).Error, StringComparison.Ordinal);
    }

    // W6 waits for a service without any slots; another service without slots has others.
    [Fact]
    public void A_new_slot_in_a_service_that_had_none_goes_to_who_waits_for_it()
    {
        File.AppendAllText(folder["patients.csv"], "W9,998,0680,,1,0,,,\n");
        Run();
        var next = Match("--freed", "P2,999,3", "--freed", "P2,999,3", "--freed", "P3,998,0", "--plan", folder["plan"], "--format", "json");
        Assert.True(next.Code == 0, next.Error);
        using var answers = JsonDocument.Parse(next.Out);
        Assert.Equal(["W6", null, "W9"], answers.RootElement.EnumerateArray().Select(a => a.GetProperty("patient").GetString()));
        Assert.StartsWith("VB3131 ", Match("--freed", "P2,99,3", "--plan", folder["plan"]).Error, StringComparison.Ordinal);
    }

    // Of four slots a quarter is one; P2 has three of them, in weeks 1 and 3, and keeps the one that the even spread falls on.
    [Fact]
    public void A_stated_share_is_kept_out_of_the_run_and_told_of_beside_what_is_free()
    {
        Run("--reserve", "25", "--alternatives", "2");
        Assert.Equal(["W1,P2,1,300", "W2,P1,0,10", "W5,P2,1,20"], Plan("assignments.csv").Order(StringComparer.Ordinal));
        Assert.Equal(["W8,1,P2,3,20,reserve"], Plan("alternatives.csv")); // W8 has no slot, so is told before W1 and W5, who have
        Assert.Equal("", Match("--verify", folder["plan"], "--reserve", "25").Error);
        Assert.Contains("reserve", Match("--verify", folder["plan"]).Error, StringComparison.Ordinal);
        var file = Path.Combine(folder["plan"], "alternatives.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace("reserve", "no", StringComparison.Ordinal));
        Assert.StartsWith("VB3113 ", Match("--verify", folder["plan"], "--reserve", "25").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--reserve", "51").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--alternatives", "21").Error, StringComparison.Ordinal);
    }

    // Two slots, half of them kept: the only one that W3 reaches. W1 gets the other; what is in reach of nobody without a slot is told to W1.
    [Fact]
    public void Who_reaches_only_what_is_kept_as_the_reserve_is_told_that_and_not_that_there_is_nothing()
    {
        Write("patients", "patient,service,municipality,group,tier,rank,max_km,first_week,last_week\nW1,511,0680,,1,0,50,,\nW3,511,0180,,2,1,50,,\nW4,511,0180,,2,2,50,,\nW5,511,0180,,1,0,50,2,2\n");
        Write("capacity", "provider,service,week,slots\nP1,511,1,1\nP2,511,0,1\n");
        Run("--reserve", "50", "--alternatives", "2");
        Assert.Equal(["W1,P2,0,20"], Plan("assignments.csv"));
        Assert.Equal(["W3,held-back", "W4,held-back", "W5,no-week-that-helps"], Plan("unplaced.csv").Order(StringComparer.Ordinal));
        Assert.Equal(["W3,1,P1,1,10,reserve"], Plan("alternatives.csv")); // the one slot is told to the greatest need without one
        Assert.Equal("", Match("--verify", folder["plan"], "--reserve", "50").Error);
        Assert.Contains("De tider som finns inom räckhåll i en vecka som hjälper är inte med i körningen: de hålls i reserv eller är redan erbjudna.", Why("W4", "--reserve", "50"), StringComparison.Ordinal);
        Assert.Contains("\"why_not\": \"held-back\"", Why("W4", "--reserve", "50", "--format", "json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_reaches_only_what_is_held_is_told_that_and_the_others_that_there_is_more_than_the_run_has()
    {
        Write("patients", "patient,service,municipality,group,tier,rank,max_km,first_week,last_week\nW0,511,0180,,1,0,50,,\nW1,511,0180,,1,0,,0,0\nW2,511,0180,,2,0,,0,0\nW3,511,0180,,2,1,50,,\n");
        Write("capacity", "provider,service,week,slots\nP1,511,0,1\nP2,511,0,1\n");
        Write("held", "patient,provider,week\nW0,P1,0\n");
        string[] held = ["--held", folder["held.csv"]];
        Run(held);
        Assert.Equal(["W2,greater-need", "W3,held-back"], Plan("unplaced.csv").Order(StringComparer.Ordinal));
        Assert.Contains("Inga andra tider i körningen finns inom räckhåll.", Why("W1", held), StringComparison.Ordinal);
        Assert.Contains("Every slot of the run in reach goes to patients", Why("W2", [.. held, "--lang", "en"]), StringComparison.Ordinal);
        Assert.Contains("In reach there are slots outside the run too", Why("W2", [.. held, "--lang", "en"]), StringComparison.Ordinal);
        Assert.Equal("", Match(["--verify", folder["plan"], .. held]).Error);
    }

    [Fact]
    public void Alternatives_that_no_run_wrote_are_refused_and_free_ones_are_not_held()
    {
        Write("capacity", "provider,service,week,slots\nP1,511,0,1\nP2,511,1,9\nP2,511,3,1\nP1,512,0,4\n");
        Run("--alternatives", "1");
        Assert.Contains("W1,1,P2,3,300,no", Plan("alternatives.csv"));
        Assert.Equal(0, Match("--verify", folder["plan"]).Code);
        Directory.Delete(folder["plan"], recursive: true);
        Run();
        File.WriteAllText(Path.Combine(folder["plan"], "alternatives.csv"), "patient,choice,provider,week,km,held\n");
        Assert.StartsWith("VB3113 ", Match("--verify", folder["plan"]).Error, StringComparison.Ordinal);
    }

    // Without a limit W2, W1, W5 and W8 are placed; two calls reach W2 and W1. W4 and W6 could not be placed anyhow, and that is what they are told.
    [Fact]
    public void A_run_is_no_larger_than_can_be_reached_and_the_greatest_need_goes_first()
    {
        Run("--contacts", "2");
        Assert.Equal(["W1,P2,1,300", "W2,P1,0,10"], Plan("assignments.csv").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["W3,beyond-contacts", "W4,no-agreement", "W5,beyond-contacts", "W6,nothing-in-reach", "W7,beyond-contacts", "W8,beyond-contacts"],
            Plan("unplaced.csv").Order(StringComparer.Ordinal));
        Assert.Equal("", Match("--verify", folder["plan"], "--contacts", "2").Error);
        Assert.Contains("contacts", Match("--verify", folder["plan"]).Error, StringComparison.Ordinal);
        Assert.Contains("Fler väntar än som kan nås i morgon", Why("W5", "--contacts", "2"), StringComparison.Ordinal);
        Assert.Contains("W3", Match("--freed", "P1,511,4", "--plan", folder["plan"], "--contacts", "2").Out, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["plan"], "summary.json")));
        Assert.Equal(4, summary.RootElement.GetProperty("unplaced").GetProperty("beyond-contacts").GetProperty("patients").GetInt32());
        Assert.Equal([1, 3, 4], summary.RootElement.GetProperty("tiers").EnumerateArray().Select(t => t.GetProperty("ranks").EnumerateArray().Sum(r => r.GetProperty("patients").GetInt32())));
        Assert.StartsWith("VB5004 ", Match("--out", folder["b"], "--contacts", "0").Error, StringComparison.Ordinal);
    }

    // Somebody places another than the rule says, or fewer, and makes every hash right again.
    [Theory]
    [InlineData("W1,P2,1,300\n", "W5,P2,1,20\n", "W1 W3 W7 W8", "VB3132 ")]
    [InlineData("W1,P2,1,300\n", "", "W1 W3 W5 W7 W8", "VB3132 ")]
    [InlineData("W1,P2,1,300\n", "W1,P2,1,300\nW5,P2,1,20\n", "W3 W7 W8", "VB3132 ")]
    [InlineData("W1,P2,1,300\n", "W1,P2,3,300\n", "W3 W5 W7 W8", "VB3115 ")]
    [InlineData("W1,P2,1,300\n", "W1,P2,1,300\n", "W3 W5 W7 X", "VB3114 ")]
    public void A_limited_plan_that_is_not_the_greatest_is_not_proven(string row, string instead, string left, string number)
    {
        Run("--contacts", "2");
        string At(string file) => Path.Combine(folder["plan"], file);
        var proof = File.ReadAllText(At("certificate.json"));
        var (unplaced, assignments) = (File.ReadAllText(At("unplaced.csv")), File.ReadAllText(At("assignments.csv")));
        var (lines, first) = (unplaced.Split('\n')[..^1].ToList(), 0);
        first = lines.FindIndex(l => l.EndsWith("beyond-contacts", StringComparison.Ordinal));
        lines.RemoveAll(l => l.EndsWith("beyond-contacts", StringComparison.Ordinal));
        lines.InsertRange(first, left.Split(' ').Select(id => $"{id},beyond-contacts"));
        foreach (var (file, before, after) in new[] { ("unplaced.csv", unplaced, string.Join('\n', lines) + "\n"), ("assignments.csv", assignments, assignments.Replace(row, instead, StringComparison.Ordinal)) })
        {
            File.WriteAllText(At(file), after);
            proof = proof.Replace(Hash(before), Hash(after), StringComparison.Ordinal);
        }

        File.WriteAllText(At("certificate.json"), proof);
        Assert.StartsWith(number, Match("--verify", folder["plan"], "--contacts", "2").Error, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_forecast_says_how_many_will_say_yes_and_changes_nothing_of_the_plan()
    {
        Run();
        var ran = Match("--out", folder["again"], "--forecast", "--lang", "en");
        Assert.Equal("", ran.Error);
        Assert.Contains("Of 4 who are offered a slot 2 are expected to say yes (0 to 4 by chance, if the model is right).", ran.Out, StringComparison.Ordinal);
        Assert.Contains("ASSUMPTION (rules/brokering/acceptance.yaml:", ran.Out, StringComparison.Ordinal);
        foreach (var file in new[] { "assignments.csv", "unplaced.csv", "certificate.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(folder["plan"], file)), File.ReadAllText(Path.Combine(folder["again"], file)));
        Assert.StartsWith("VB1", Match("--out", folder["third"], "--forecast", "--rules", folder["none"]).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["third"])); // refused before anything is solved
    }

    [Theory]
    [InlineData("--out", "--format", "json")]
    [InlineData("--out", "--explain", "W1")]
    [InlineData("--verify", "--forecast")]
    [InlineData("--verify", "--alternatives", "1")]
    [InlineData("--plan", "--forecast", "--explain", "W1")]
    public void What_an_answer_has_no_use_for_is_refused(string folderOption, params string[] more)
    {
        Run();
        Assert.StartsWith("VB5006 ", Match([folderOption, folder[folderOption == "--out" ? "b" : "plan"], .. more]).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["b"]));
    }

    [Fact]
    public void Two_offers_cannot_hold_one_slot()
    {
        Write("held", "patient,provider,week\nW1,P1,0\nW2,P1,0\n");
        Assert.StartsWith("VB3109 ", Match("--out", folder["b"], "--held", folder["held.csv"]).Error, StringComparison.Ordinal);
    }
}

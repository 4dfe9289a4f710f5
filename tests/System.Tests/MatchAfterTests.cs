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
        Assert.Contains("P2, week 1, 20 km and a penalty of 40 km: 2 weeks earlier. Others of tier 3 would in sum have at least 560 km", Why("W8", "--lang", "en"), StringComparison.Ordinal);
        Assert.Contains("P2, vecka 3, 20 km och 40 km påslag: 2 veckor senare. Andra på nivå 3 skulle tillsammans få högst 560 km väg", Why("W5"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W3", "går till patienter vars behov är större eller lika stort", "färre än 20 tider")]
    [InlineData("W4", "avtal saknas", "Varför inget")]
    [InlineData("W6", "Ingen vårdgivare som har tider i tjänsten", "Varför inget")]
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
}

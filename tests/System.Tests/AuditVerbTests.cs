namespace Vardbro.Tests;

/// <summary>The findings of published months, through the program.</summary>
public sealed class AuditVerbTests : OneStore
{
    private static readonly string[] Regions = ["0001", "0014"];

    [Fact]
    public void A_published_month_is_audited_and_nothing_else_is()
    {
        Done("synth", "--seed", "1", "--scale", "0.02", "--months", "2", "--regions", string.Join(',', Regions), "--out", folder["nation"]);
        Published("2024-11");
        Refused(1, "VB2222 2024-12 är inte publicerad, och bara det som är publicerat granskas. Publicerat är: 2024-11.", "audit", "--period", "2024-12");
        Published("2024-12");

        var said = Done("audit", "--period", "2024-12", "--region", "0014", "--kind", "first-visit").Out;
        Assert.StartsWith("SYNTETISKA UPPGIFTER: ingen verklig person, enhet eller väntan finns i siffrorna.\nVästra Götaland, första besök i specialiserad vård\n  Andel inom gränsen över tid: ", said, StringComparison.Ordinal);
        Assert.Contains("om det är mer än slump går inte att säga: 2 månader i följd, minst 8 behövs", said, StringComparison.Ordinal);
        Assert.Contains("jämfört med kvinnor mot män i samma region och månad", said, StringComparison.Ordinal);
        Assert.DoesNotContain("operation", said, StringComparison.Ordinal);

        var rows = Exported("audit", "--period", "2024-12");
        Assert.Equal("period,region_id,kind,finding,standing,figure,against,unit,in_words,compared_with,inputs,measured,source", rows[0]);
        Assert.Equal(2 * (1 + (7 * Regions.Length)), rows.Length - 1);
        Assert.Contains(rows, r => r.StartsWith("2024-12,0000,operation,gap-between-regions,not-measurable,", StringComparison.Ordinal));
        Assert.All(rows.Skip(1), r => Assert.Matches("^2024-12,00(00|01|14),(first-visit|operation),[a-z-]+,(shown|no-effect-shown|not-measurable),", r));
        Assert.Equal(rows, Exported("audit", "--period", "2024-12")); // the same question, the same answer, byte for byte
        Assert.Contains("no effect shown", string.Join('\n', Exported("audit", "--period", "2024-12", "--lang", "en")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Refused(2, "VB5004 ", "audit", "--period", "2024-13");
        Refused(1, "VB2222 2024-12 är inte publicerad, och bara det som är publicerat granskas. Publicerat är: ingen månad.", "audit", "--period", "2024-12");
        Assert.Equal(2, TheProgram.RunHere(Now, "audit", "--data", folder["data"]).Code);
        Assert.NotEqual(0, TheProgram.RunHere(Now, "audit", "--period", "2024-12", "--region", "0099", "--data", folder["data"]).Code);
    }

    private void Published(string month)
    {
        foreach (var region in Regions)
        {
            TakeIn("nation", region, month);
        }

        Done("publish", "--period", month, "--number", $"P-{month}", "--by", "Anna Ek", "--and", "Bo Al");
    }
}

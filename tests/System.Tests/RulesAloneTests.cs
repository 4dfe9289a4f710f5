using System.Globalization;

namespace Vardbro.Tests;

/// <summary>A key and a programme are added by adding a file each; nothing else is touched.</summary>
public sealed class RulesAloneTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_key_and_a_new_programme_are_in_the_notice_at_once()
    {
        folder.CopyRules();
        Write("keys/coast.yaml", """
            key: coast
            name: {sv: Kust, en: Coast}
            description: {sv: Tre till Gotland mot en till Halland., en: Three to Gotland against one to Halland.}
            kind: table
            values: {"0009": 3, "0013": 1}
            assumption: {sv: Påhittad., en: Invented.}
            """);
        Write("keys/half-coast.yaml", """
            key: half-coast
            name: {sv: Halvt kust, en: Half coast}
            description: {sv: Hälften lika och hälften kust., en: Half equal and half coast.}
            kind: mix
            parts: [{key: equal, percent: 50}, {key: coast, percent: 50}]
            """);
        Write("programmes/lighthouses.yaml", """
            programme: lighthouses
            name: {sv: Fyrar, en: Lighthouses}
            purpose: {sv: Ljus., en: Light.}
            recipients: [regions]
            statements:
              - {year: 2024, measure: total, stage: decided, amount: 42 MSEK, known: 2023-12-20, source: document-004}
            allotments:
              - {year: 2024, notice: true, rounding: krona, parts: [{measure: total, key: half-coast}]}
            """);
        Write("examples/lighthouses.yaml", """
            example: lighthouses-2024
            given: {year: 2024, as-of: 2023-12-20, programme: lighthouses}
            expect: {"0009": 16750000 kr, "0013": 6250000 kr, "0014": 1000000 kr}
            source: document-004
            """);
        Assert.Equal(("", 0), (Here("check-rules").Error, Here("check-rules").Code));

        var notice = Notice("2023-12-20");
        Assert.Equal("16750000.00", notice["0009,lighthouses"]);
        Assert.Equal("6250000.00", notice["0013,lighthouses"]);
        Assert.Equal("1000000.00", notice["0001,lighthouses"]);
        Assert.Equal(42_000_000m, notice.Where(n => n.Key.EndsWith("lighthouses", StringComparison.Ordinal)).Sum(n => decimal.Parse(n.Value, CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("0009,lighthouses", Notice("2023-12-19").Keys);

        var why = Here("explain", "--year", "2024", "--region", "0009", "--programme", "lighthouses").Out;
        Assert.Contains("rules/keys/coast.yaml:1", why, StringComparison.Ordinal);
        Assert.Contains("ASSUMPTION: Invented.", why, StringComparison.Ordinal);
        Assert.Contains("lighthouses", Here("grants", "--year", "2024").Out, StringComparison.Ordinal);
    }

    // "By care need" has no public formula: whoever has a better one replaces a file.
    [Fact]
    public void The_care_need_key_is_replaced_by_replacing_its_file()
    {
        folder.CopyRules();
        var before = Notice("2023-12-31");
        Write("keys/care-need.yaml", """
            key: care-need
            name: {sv: Vårdbehov, en: Care need}
            description: {sv: Hälften lika., en: Half equal.}
            kind: mix
            parts: [{key: equal, percent: 50}, {key: population, percent: 50}]
            assumption: {sv: Påhittad., en: Invented.}
            """);
        var after = Notice("2023-12-31");
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before.Keys, k => Assert.Equal(k.EndsWith(",sector-grant", StringComparison.Ordinal), before[k] != after[k]));
        Assert.StartsWith("examples/sector-grant-2024.yaml:", Here("check-rules").Error, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Notice(string asOf)
    {
        Assert.Equal(0, Here("besked", "--year", "2024", "--as-of", asOf, "--out", folder["besked.csv"]).Code);
        return File.ReadLines(folder["besked.csv"]).Skip(1).Select(l => l.LastIndexOf(',') is var at ? (l[..at], l[(at + 1)..]) : default).ToDictionary();
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder["rules"], file), text + "\n");

    private Ran Here(params string[] arguments) => TheProgram.RunHere([.. arguments, "--lang", "en", "--rules", folder["rules"]]);
}

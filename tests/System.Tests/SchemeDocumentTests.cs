using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>What docs/domain/schemes.md shows is what the program does: whole schemes, with figures and results, taken out of the text.</summary>
public sealed partial class SchemeDocumentTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(Path.Combine(TheProgram.Root, "docs", "domain", "schemes.md"));

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    // A whole scheme, then its figures, then what comes of them.
    private static List<Match> Schemes => Whole().Matches(Text).ToList();

    [Fact]
    public void There_are_two_schemes_from_elsewhere() => Assert.Equal(2, Schemes.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_scheme_in_the_document_gives_the_result_beside_it(int number)
    {
        string Part(string name) => Schemes[number].Groups[name].Value;
        var (scheme, figures, result) = (Part("scheme"), Part("figures"), Part("result"));
        File.WriteAllText(folder["scheme.yaml"], scheme);
        File.WriteAllText(folder["figures.csv"], figures);
        var ran = TheProgram.RunHere("settle", "--scheme", folder["scheme.yaml"], "--indicators", folder["figures.csv"], "--out", folder["result.csv"], "--lang", "en");
        Assert.Equal((0, ""), (ran.Code, ran.Error.Replace($"Wrote {folder["result.csv"]}\n", "", StringComparison.Ordinal)));
        Assert.Equal(result, File.ReadAllText(folder["result.csv"]).Replace('\u00a0', ' '));
    }

    // Every field that a reader of schemes asks for stands in the document, so that nobody needs the code to write one.
    [Fact]
    public void Every_field_of_a_scheme_is_in_the_document()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(TheProgram.Root, "edges", "Storage", "Rules"), "RuleReader.*.cs")
            .Where(f => f.EndsWith(".Schemes.cs", StringComparison.Ordinal) || f.EndsWith(".Requirements.cs", StringComparison.Ordinal) || f.EndsWith(".SchemeExamples.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        var fields = Field().Matches(code).Select(m => m.Groups["name"].Value).Concat(Choice().Matches(code).Select(m => m.Groups["name"].Value)).Distinct().ToList();
        Assert.True(fields.Count > 40, $"{fields.Count} fields");
        Assert.DoesNotContain(fields, f => !Regex.IsMatch(Text, $@"(?<![\w-]){Regex.Escape(f)}(?![\w-])"));
    }

    [GeneratedRegex("```yaml\n(?<scheme>scheme: (?:(?!```).)*?\nconsequences: (?:(?!```).)*?)```\n```csv\n(?<figures>.*?)```\n```csv\n(?<result>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex("(?:Has|Text|TextOrNull|Id|Words|WordsOrNull|Choice|Whole|Percent|Amount|Date|Year|Entries|Scalars)\\(\"(?<name>[a-z-]+)\"|(?:Part|IndicatorIn|Several|Ladder)\\(\\w+, \"(?<name>[a-z-]+)\"|named \\?\\? \"(?<name>[a-z-]+)\"|Level\\(\\w+, \\w+, \"(?<name>[a-z-]+)\"")]
    private static partial Regex Field();

    [GeneratedRegex("""\["(?<name>[a-z-]+)"\] = """)]
    private static partial Regex Choice();
}

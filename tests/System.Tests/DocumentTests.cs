using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>What stands in the documents leads where it says.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
    [
        "README.md", "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Path.Combine(TheProgram.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(TheProgram.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_and_image_that_is_not_on_the_web_is_a_file_that_exists(string document)
    {
        var file = Path.Combine(TheProgram.Root, document);
        var missing = Targets(File.ReadAllText(file))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(target)))).ToList();
        Assert.True(missing.Count == 0, $"{document} points at {string.Join(", ", missing)}");
    }

    [Fact]
    public void Links_images_and_references_are_all_seen_and_code_and_the_web_are_not()
    {
        const string Text = """
            [a](b.md) ![c](d/e.png "title") [f](g.md#part) [h](#here) [i](https://example.org/j.md) <img src="k.png"> `[l](m.md)`

            ```
            [n](o.md)
            ```
            [p]: q.md
            """;
        Assert.Equal(["b.md", "d/e.png", "g.md", "k.png", "q.md"], Targets(Text));
    }

    [Fact]
    public void The_front_page_has_links_to_look_at() =>
        Assert.True(Targets(File.ReadAllText(Path.Combine(TheProgram.Root, "README.md"))).Count() > 4);

    private static IEnumerable<string> Targets(string markdown) =>
        from Match match in Link().Matches(Code().Replace(markdown, ""))
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !Elsewhere().IsMatch(target)
        select target;

    [GeneratedRegex("""\]\(\s*<?(?<target>[^)\s>]+)|^\[[^\]]+\]:\s*<?(?<target>[^\s>]+)|<(?:img|a)\s[^>]*?(?:src|href)="(?<target>[^"]+)""", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^[a-z][a-z+.-]*:")]
    private static partial Regex Elsewhere();
}

namespace Vardbro.Tests;

/// <summary>What cannot be understood is refused by number, in the language asked for, a line a problem and then where help is.</summary>
public sealed class MisunderstoodTests
{
    [Theory]
    [InlineData("VB5006 --year is missing. For instance --year 2024 would be right.", "besked")]
    [InlineData("VB5006 A value after --year is missing. For instance --year 2024 would be right.", "besked", "--year")]
    [InlineData("VB5006 A value after --out is missing. For instance --out besked.csv would be right.", "besked", "--year", "2024", "--out")]
    [InlineData("VB5006 A value after --out is missing.", "besked", "--year", "2024", "--out", "--region", "0014")]
    [InlineData("VB5006 A verb after vardbro commitment is missing. For instance show, make would be right.", "commitment")]
    [InlineData("VB5004 \"next\" cannot stand for --year. This would be right: a whole number, for instance 2024.", "besked", "--year", "next")]
    [InlineData("VB5004 \"99999999999\" cannot stand for --year. ", "besked", "--year", "99999999999")]
    [InlineData("VB5004 \"pdf\" cannot stand for --format. This would be right: csv, json, table, xlsx.", "besked", "--year", "2024", "--format", "pdf")]
    [InlineData("VB5004 \"2024 2025\" cannot stand for --year. This would be right: one value, once.", "besked", "--year", "2024", "--year", "2025")]
    [InlineData("VB5004 \"dreamt\" cannot stand for --stage. This would be right: a", "grants", "--stage", "dreamt")]
    [InlineData("VB5004 \"x\" cannot stand for --port. This would be right: a whole number, for instance 5210.", "serve", "--port", "x")]
    [InlineData("VB5007 \"beskd\" is not understood where it stands. The nearest are: vardbro besked, ", "beskd", "--year", "2024")]
    [InlineData("VB5007 \"darft\" is not understood where it stands. The nearest are: vardbro decision draft, ", "decision", "darft", "--year", "2024")]
    [InlineData("VB5007 \"--regoin\" is not understood where it stands. The nearest are: vardbro besked --region, ", "besked", "--year", "2024", "--regoin", "0014")]
    [InlineData("VB5007 \"2025\" is not understood where it stands. ", "besked", "--year", "2024", "2025")]
    [InlineData("VB5007 \"--no-such\" is not understood where it stands. ", "--no-such")]
    public void One_problem_is_one_line_in_English(string refusal, params string[] arguments)
    {
        var ran = TheProgram.RunHere(["--lang", "en", .. arguments]);
        var lines = ran.Error.TrimEnd('\n').Split('\n');
        Assert.Equal((2, "", 2), (ran.Code, ran.Out, lines.Length));
        Assert.StartsWith(refusal, lines[0], StringComparison.Ordinal);
        Assert.Matches("^Help: vardbro.* --help$", lines[1]);
    }

    [Fact]
    public void Every_problem_has_its_line_and_Swedish_is_spoken_unless_asked_otherwise()
    {
        Assert.Equal(
            """
            VB5006 --number saknas. Rätt vore till exempel --number S2023/03266.
            VB5006 --by saknas. Rätt vore till exempel --by "Anna Andersson".
            VB5004 "nästa" kan inte stå för --year. Rätt vore ett heltal, till exempel 2024.
            Hjälp: vardbro decision decide --help

            """,
            InOrder(TheProgram.RunHere("decision", "decide", "--year", "nästa", "--and", "Bo Berg").Error));
        Assert.StartsWith("VB5006 Ett verb efter vardbro saknas. Rätt vore till exempel besked, explain, ", TheProgram.RunHere().Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5004 \"no\" kan inte stå för --lang. Rätt vore en, sv.\n", TheProgram.RunHere("besked", "--year", "2024", "--lang", "no").Error, StringComparison.Ordinal);
        Assert.StartsWith("VB5006 Ett värde efter --lang saknas. ", TheProgram.RunHere("besked", "--year", "2024", "--lang").Error, StringComparison.Ordinal);
    }

    // A sentence is a line even when the word it is about is a book, and a name that begins with @ is a name.
    [Fact]
    public void Long_words_are_cut_and_no_word_is_a_file_to_read_more_from()
    {
        Assert.InRange(TheProgram.RunHere(new string('x', 100_000)).Error.Length, 100, 400);
        var ran = TheProgram.RunHere("grants", "--text", "@nowhere");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
    }

    // Which of the missing comes first is the parser's business.
    private static string InOrder(string error)
    {
        var lines = error.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines[..^1].Where(l => l.Contains("5006", StringComparison.Ordinal)).OrderByDescending(l => l, StringComparer.Ordinal)
            .Concat(lines[..^1].Where(l => !l.Contains("5006", StringComparison.Ordinal))).Append(lines[^1])) + "\n";
    }
}

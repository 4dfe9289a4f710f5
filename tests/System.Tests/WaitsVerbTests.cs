namespace Vardbro.Tests;

/// <summary>The legal basis for operational waits, as a user records and ends it.</summary>
public sealed class WaitsVerbTests : IDisposable
{
    private static readonly string[] Two = ["--by", "Anna Ek", "--and", "Bo Al"];
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_basis_is_recorded_by_two_persons_shown_and_ended()
    {
        Assert.Equal(22, Run("basis", "show").Out.Split("bara siffror").Length); // 21 regions without one
        var record = new[] { "basis", "record", "--region", "0014", "--kind", "agreement", "--reference", "RS 2024-1", "--from", "2024-01-01", "--number", "B-1" };
        Assert.Contains("gäller i dag", Run([.. record, .. Two]).Out, StringComparison.Ordinal);
        Assert.StartsWith("VB2213 ", Run([.. record[..^1], "B-2", .. Two]).Error, StringComparison.Ordinal);
        Assert.Contains("RS 2024-1", Run("basis", "show").Out, StringComparison.Ordinal);
        var end = new[] { "basis", "end", "--region", "0014", "--last-day", "2024-05-31", "--reason", "slut", "--number", "B-3" };
        Assert.Contains("bara siffror", Run([.. end, .. Two]).Out, StringComparison.Ordinal);
        Assert.Contains("2024-05-31", Run("basis", "show").Out, StringComparison.Ordinal);
        Assert.Equal(0, TheProgram.RunHere("verify", "--data", folder.Path).Code);
    }

    [Theory]
    [InlineData(1, "VB2001 ", "--region", "0099", "--kind", "agreement", "--reference", "x", "--from", "2024-01-01")]
    [InlineData(2, "VB5001 ", "--region", "0014", "--kind", "agreement", "--reference", "x", "--from", "2024-02-30")]
    [InlineData(1, "VB2212 ", "--region", "0014", "--kind", "statute", "--reference", "x", "--from", "2024-02-02", "--to", "2024-02-01")]
    [InlineData(1, "VB2211 ", "--region", "0014", "--kind", "consent", "--reference", " ", "--from", "2024-02-02")]
    [InlineData(2, "VB5004 ", "--region", "0014", "--kind", "hope", "--reference", "x", "--from", "2024-02-02")]
    public void A_basis_that_cannot_be_one_is_refused(int code, string refusal, params string[] options)
    {
        var ran = Run(["basis", "record", .. options, "--number", "B-1", .. Two]);
        Assert.Equal((code, ""), (ran.Code, ran.Out));
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("B-1", Run("basis", "show").Out, StringComparison.Ordinal);
    }

    private Ran Run(params string[] args) => TheProgram.RunHere(["waits", .. args, "--data", folder.Path]);
}

namespace Vardbro.Tests;

/// <summary>Tests through the program's verbs on one data folder, at one instant.</summary>
public abstract class OneStore : IDisposable
{
    protected static readonly DateTimeOffset Now = new(2025, 2, 3, 10, 0, 0, TimeSpan.Zero);

    private protected readonly Folder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Ran Done(params string[] args)
    {
        var ran = TheProgram.RunHere(Now, [.. args, "--data", folder["data"]]);
        Assert.True(ran.Code == 0, ran.Error);
        return ran;
    }

    private protected void Refused(int code, string refusal, params string[] args)
    {
        var ran = TheProgram.RunHere(Now, [.. args, "--data", folder["data"]]);
        Assert.StartsWith(refusal, ran.Error, StringComparison.Ordinal);
        Assert.Equal(code, ran.Code);
    }

    private protected string[] Exported(params string[] args)
    {
        var file = folder["rows.csv"];
        Done([.. args, "--format", "csv", "--out", file]);
        return File.ReadAllLines(file);
    }

    private protected void TakeIn(string name, string region, string month) => Done(
        "register", "import", folder[$"{name}/register-{region}-{month}.csv.gz"], "--region", region, "--period", month, "--synthetic");
}

using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>The register's terms for people, Swedish and English.</summary>
public static class RegisterWords
{
    /// <summary>What became of a file.</summary>
    public static Bilingual Of(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => new("godtagen", "accepted"),
        Verdict.AcceptedWithRemarks => new("godtagen med anmärkningar", "accepted with remarks"),
        Verdict.Rejected => new("avvisad", "rejected"),
    };

    /// <summary>A number of rows.</summary>
    public static Bilingual Rows(long rows) => new($"{rows} {(rows == 1 ? "rad" : "rader")}", $"{rows} {(rows == 1 ? "row" : "rows")}");
}

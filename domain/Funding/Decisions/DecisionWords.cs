using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>The terms of decisions for people.</summary>
public static class DecisionWords
{
    /// <summary>How far a notice has come.</summary>
    public static Bilingual Of(NoticeStatus status) => status switch
    {
        NoticeStatus.Draft => new("utkast", "draft"),
        NoticeStatus.Decided => new("beslutat", "decided"),
        NoticeStatus.Amended => new("ändrat", "amended"),
        NoticeStatus.Final => new("slutligt", "final"),
    };
}

using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>The terms of decisions for people.</summary>
public static class DecisionWords
{
    /// <summary>What is said of a decision that nobody made.</summary>
    public static readonly Bilingual Example = new("Exempel, påhittat beslut", "Example, an invented decision");

    /// <summary>How far a notice has come.</summary>
    public static Bilingual Of(NoticeStatus status) => status switch
    {
        NoticeStatus.Draft => new("utkast", "draft"),
        NoticeStatus.Decided => new("beslutat", "decided"),
        NoticeStatus.Amended => new("ändrat", "amended"),
        NoticeStatus.Final => new("slutligt", "final"),
    };
}

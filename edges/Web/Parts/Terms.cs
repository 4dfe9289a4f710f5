using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Web.Parts;

/// <summary>Terms that only the pages need; the field's own stand in <see cref="Funding.Words"/>.</summary>
internal static class Terms
{
    /// <summary>How far a notice has come.</summary>
    public static Bilingual Of(NoticeStatus status) => status switch
    {
        NoticeStatus.Draft => new("Utkast", "Draft"),
        NoticeStatus.Decided => new("Beslutat", "Decided"),
        NoticeStatus.Amended => new("Ändrat genom nytt beslut", "Amended by a new decision"),
        NoticeStatus.Final => new("Slutligt", "Final"),
    };
}

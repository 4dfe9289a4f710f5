using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Audit;

/// <summary>Every finding of a month: the gap between the regions first, then region by region in the order of <see cref="FindingKind"/>.</summary>
public static class AuditOfMonth
{
    /// <summary>The findings.</summary>
    /// <param name="book">The published months.</param>
    /// <param name="month">The month, published.</param>
    /// <param name="only">Only this region; null for all and what is between them.</param>
    /// <returns>The findings, or a refusal when the month is not published (VB2222).</returns>
    public static Outcome<ImmutableArray<Finding>> Of(AuditBook book, Month month, RegionId? only = null)
    {
        if (!book.Months.Contains(month))
        {
            return NotPublished(month, book.Months);
        }

        var funnel = RegionFunnel.Of(book, month);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (only is null)
        {
            findings.Add(RegionGaps.Of(book, month).Find(book.Kind));
        }

        foreach (var region in only is { } one ? [one] : book.Regions)
        {
            findings.AddRange(
                ShareWithin.Find(book, region, month), funnel.Find(book.Kind, region), ExitShares.Find(book, region, month),
                CrowdingOut.Find(book, region, month), WaitingAgainstCompleted.Find(book, region, month),
                SexAndAge.FindSex(book, region, month), SexAndAge.FindAge(book, region, month));
        }

        return findings.ToImmutable();
    }

    /// <summary>The refusal of a month that is not published; says which are.</summary>
    public static Refusal NotPublished(Month month, IEnumerable<Month> published) => Refusal.Of(
        RefusalCode.AuditMonthNotPublished, month.ToString(),
        string.Join(", ", published.Order()) is { Length: > 0 } months ? months : new Bilingual("ingen månad", "no month"));
}

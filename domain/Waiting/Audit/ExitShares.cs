using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>
/// How many of those who left a queue did so without care that the register knows of. Riksrevisionen (RiR 2023:12) could not tell
/// whether queues became shorter by care or by tidied lists: this is what can be known of it. Nobody's reason for leaving is known, so
/// a share is never called tidying.
/// </summary>
public static class ExitShares
{
    /// <summary>The vanished of all who left; null when a part of it is hidden, nobody left or it was not counted.</summary>
    public static Fraction? Vanished(AuditBook book, RegionId region, Month month) =>
        book.Exits(month, region) is { CaredFor: { } cared, VanishedWithin: { } within, VanishedBeyond: { } beyond } && cared + within + beyond is > 0 and var all
            ? new Fraction(within + beyond, all)
            : null;

    /// <summary>The share in percent, month by month.</summary>
    public static JudgedSeries Series(AuditBook book, RegionId region, Month month) =>
        JudgedSeries.Of(book.Months, month, m => Vanished(book, region, m)?.Percent);

    /// <summary>Why a month has no share; null when it has one.</summary>
    public static Bilingual? WhyNot(AuditBook book, RegionId region, Month month) =>
        Vanished(book, region, month) is not null ? null
        : !book.Months.Contains(month.Plus(-1)) ? new("inte mätbart: månaden före är inte publicerad", "not measurable: the month before is not published")
        : book.Exits(month, region) is null ? new("inte mätbart: inte räknat i publiceringen", "not measurable: not counted in the publication")
        : AuditWords.Hidden;

    /// <summary>A region's share of vanished against all other regions'.</summary>
    public static Finding Find(AuditBook book, RegionId region, Month month)
    {
        var (own, row) = (Vanished(book, region, month), book.Exits(month, region));
        var others = AuditBook.Less(Vanished(book, RegionId.Nation, month), own);
        var difference = own is { } o && others is { } e ? Proportions.Difference((o.Some, o.All), (e.Some, e.All)).Value : null;
        var words = (own, difference) switch
        {
            (null, _) => WhyNot(book, region, month)!,
            ({ } share, null) => Said(share, new("de övriga regionerna är dolda: inget att jämföra med", "the other regions are hidden: nothing to compare with")),
            ({ } share, { Lower: > 0 }) => Said(share, new("en större andel än slump ger; varför de lämnade kön är inte känt", "a larger share than chance gives; why they left is not known")),
            ({ } share, { Upper: < 0 }) => Said(share, new("en mindre andel än slump ger", "a smaller share than chance gives")),
            ({ } share, _) => Said(share, new("ingen effekt visad: skillnaden mot övriga kan vara slump", "no effect shown: the difference from the others may be chance")),
        };
        return new(
            FindingKind.Exits, region, book.Kind, month,
            difference is null ? FindingStanding.NotMeasurable : difference is { Lower: <= 0, Upper: >= 0 } ? FindingStanding.NoEffectShown : FindingStanding.Shown,
            own?.Percent, others?.Percent, words, others is { } with ? AuditWords.OtherRegions(with) : AuditWords.Nothing,
            [
                new(new("väntade månaden före", "waited the month before"), row?.WaitedBefore), new(new("väntar kvar", "still wait"), row?.StillWaiting),
                new(new("fick vård", "had care"), row?.CaredFor), new(new("räknas inte längre", "no longer counted"), row?.SetAside),
                new(new("borta utan känd vård, inom gränsen", "gone without known care, within the limit"), row?.VanishedWithin),
                new(new("borta utan känd vård, bortom gränsen", "gone without known care, beyond the limit"), row?.VanishedBeyond),
                new(new("övriga regioner, %", "other regions, %"), others?.Percent),
            ]);
    }

    private static Bilingual Said(Fraction share, Bilingual judged) => AuditWords.With(new(
        $"{AuditWords.Percent(share.Percent).Sv} av dem som lämnade kön är borta utan vård som registret känner",
        $"{AuditWords.Percent(share.Percent).En} of those who left the queue are gone without care that the register knows of"), judged);
}

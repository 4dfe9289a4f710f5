using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>One region of a funnel.</summary>
/// <param name="Region">The region.</param>
/// <param name="Within">How many of its waiting lie within the limit.</param>
/// <param name="Inner">Between which shares (0–1) 95 in 100 regions of its size lie by chance alone.</param>
/// <param name="Outer">The same for 998 in 1 000.</param>
public sealed record FunnelPoint(RegionId Region, Fraction Within, Interval Inner, Interval Outer)
{
    /// <summary>1 above the outer limits, −1 below them, 0 within.</summary>
    public int Side => SideOf(Outer);

    /// <summary>The same for the inner limits.</summary>
    public int InnerSide => SideOf(Inner);

    private int SideOf(Interval limits)
    {
        var share = (decimal)Within.Some / Within.All;
        return share > limits.Upper ? 1 : share < limits.Lower ? -1 : 0;
    }
}

/// <summary>
/// A funnel of the regions of a month: the share within the limit against the number who wait, around the nation's share
/// (Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 2005). It tells a small region's
/// chance from a difference; it does not tell why they differ.
/// </summary>
/// <param name="Month">The month.</param>
/// <param name="Nation">The nation's share; null when it is hidden, and then there is no funnel.</param>
/// <param name="Points">The regions whose share is published, in order.</param>
/// <param name="Hidden">The regions whose share is not.</param>
public sealed record RegionFunnel(Month Month, Fraction? Nation, ImmutableArray<FunnelPoint> Points, ImmutableArray<RegionId> Hidden)
{
    /// <summary>The funnel of a month.</summary>
    public static RegionFunnel Of(AuditBook book, Month month)
    {
        var known = book.Regions.Where(r => book.Within(month, r) is not null).ToList();
        return book.Within(month, RegionId.Nation) is not { } nation
            ? new(month, null, [], [.. book.Regions])
            : new(month, nation, [.. known.Select(r => Point(r, book.Within(month, r)!.Value, nation))], [.. book.Regions.Except(known)]);
    }

    /// <summary>What the funnel says of a region.</summary>
    public static Finding Find(AuditBook book, RegionId region, Month month) => Of(book, month).Find(book.Kind, region);

    /// <summary>What the funnel says of a region.</summary>
    public Finding Find(WaitKind kind, RegionId region)
    {
        var point = Points.FirstOrDefault(p => p.Region == region);
        var (words, standing) = point switch
        {
            null => (AuditWords.Hidden, FindingStanding.NotMeasurable),
            { Side: > 0 } => (Said(point, "över trattens yttre gräns", "above the funnel's outer limit", point.Outer.Upper), FindingStanding.Shown),
            { Side: < 0 } => (Said(point, "under trattens yttre gräns", "below the funnel's outer limit", point.Outer.Lower), FindingStanding.Shown),
            _ => (AuditWords.With(AuditWords.Percent(point.Within.Percent), new(
                "ingen effekt visad: inom vad regionens storlek ger av slump", "no effect shown: within what the region's size gives by chance")), FindingStanding.NoEffectShown),
        };
        return new(
            FindingKind.Funnel, region, kind, Month, standing, point?.Within.Percent, Nation?.Percent, words,
            Nation is { } nation
                ? new($"riket samma månad, {AuditWords.Percent(nation.Percent).Sv}", $"the nation in the same month, {AuditWords.Percent(nation.Percent).En}")
                : AuditWords.Nothing,
            [
                new(new("inom gränsen", "within the limit"), point?.Within.Some), new(new("väntande", "waiting"), point?.Within.All),
                new(new("95 %, nedre", "95%, lower"), 100 * point?.Inner.Lower), new(new("95 %, övre", "95%, upper"), 100 * point?.Inner.Upper),
                new(new("99,8 %, nedre", "99.8%, lower"), 100 * point?.Outer.Lower), new(new("99,8 %, övre", "99.8%, upper"), 100 * point?.Outer.Upper),
                new(new("riket, %", "the nation, %"), Nation?.Percent),
            ]);
    }

    private static Bilingual Said(FunnelPoint point, string sv, string en, decimal limit) => AuditWords.With(
        AuditWords.Percent(point.Within.Percent), new($"{sv} {AuditWords.Percent(100 * limit).Sv}", $"{en} {AuditWords.Percent(100 * limit).En}"));

    // The nation's share is a share and the region has somebody in it, so there are limits.
    private static FunnelPoint Point(RegionId region, Fraction within, Fraction nation) => new(
        region, within,
        Proportions.Funnel((decimal)nation.Some / nation.All, within.All, Proportions.Z95).Value,
        Proportions.Funnel((decimal)nation.Some / nation.All, within.All).Value);
}

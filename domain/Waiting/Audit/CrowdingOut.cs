using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>Who may have had to stand aside when the share within the limit improved.</summary>
public enum CrowdedOut
{
    /// <summary>More wait for what the guarantee does not cover.</summary>
    OutsideNumber,

    /// <summary>They wait longer.</summary>
    OutsideMedian,

    /// <summary>More, and a larger share, have waited more than 180 days.</summary>
    Beyond180,

    /// <summary>More, and a larger share, have waited more than 365 days.</summary>
    Beyond365,
}

/// <summary>One way in which crowding-out would show.</summary>
/// <param name="Who">Which.</param>
/// <param name="Before">The earlier figure: a number, days, or percent.</param>
/// <param name="Now">The later figure.</param>
/// <param name="Grew">Whether it grew by more than chance; null when that is not known.</param>
public sealed record CrowdingSign(CrowdedOut Who, decimal? Before, decimal? Now, bool? Grew);

/// <summary>
/// Whether the share within the limit improved while those whom the limit does not help had to wait more: what Riksrevisionen
/// (RiR 2023:12) calls the risk of crowding-out. A sign is two things at the same time, never a cause.
/// </summary>
/// <param name="Base">The month it is held against; null when there is none.</param>
/// <param name="Before">The share within the limit then.</param>
/// <param name="Now">The share within the limit now.</param>
/// <param name="Change">The change, 0–1, with Newcombe's interval; null when either is hidden.</param>
/// <param name="Signs">The four ways it would show.</param>
public sealed record CrowdingOut(Month? Base, Fraction? Before, Fraction? Now, Interval? Change, ImmutableArray<CrowdingSign> Signs)
{
    private const int MonthsBack = 12;

    /// <summary>Compares a month with the same month a year earlier or, where that is not published, with the first of the months since.</summary>
    public static CrowdingOut Of(AuditBook book, RegionId region, Month month)
    {
        var earlier = book.Months.Where(m => m.CompareTo(month.Plus(-MonthsBack)) >= 0 && m.CompareTo(month) < 0 && book.Within(m, region) is not null).ToList();
        if (earlier.Count == 0)
        {
            return new(null, null, book.Within(month, region), null, []);
        }

        var (from, before, now) = (earlier[0], book.Within(earlier[0], region), book.Within(month, region));
        var change = now is { } n && before is { } b ? Proportions.Difference((n.Some, n.All), (b.Some, b.All)).Value : null;
        return new(from, before, now, change,
        [
            Outside(CrowdedOut.OutsideNumber, m => book.Outside(m, region)?.Waiting),
            Outside(CrowdedOut.OutsideMedian, m => book.Outside(m, region)?.WaitingMedian),
            Tail(CrowdedOut.Beyond180, book.From(181, from, region), book.From(181, month, region)),
            Tail(CrowdedOut.Beyond365, book.From(366, from, region), book.From(366, month, region)),
        ]);

        // A number and a median have no interval of their own, so the months before say what is chance.
        CrowdingSign Outside(CrowdedOut who, Func<Month, decimal?> figure)
        {
            var (then, today) = (figure(from), figure(month));
            return new(who, then, today, today is null || then is null || JudgedSeries.Of(book.Months, month, figure).Side is not { } side
                ? null
                : side > 0 && today > then);
        }
    }

    /// <summary>Whether the share improved by more than chance; null when that is hidden.</summary>
    public bool? Improved => Change is { } change ? change.Lower > 0 : null;

    /// <summary>What the months say of a region.</summary>
    public static Finding Find(AuditBook book, RegionId region, Month month)
    {
        var found = Of(book, region, month);
        var (standing, words) = found.Judged();
        return new(
            FindingKind.CrowdingOut, region, book.Kind, month, standing,
            100 * found.Change?.Share, null, words, found.ComparedWith(book, region, month),
            [
                new(new("inom gränsen då, %", "within the limit then, %"), found.Before?.Percent), new(new("inom gränsen nu, %", "within the limit now, %"), found.Now?.Percent),
                .. found.Signs.SelectMany(s => new FindingInput[]
                {
                    new(new($"{AuditWords.Of(s.Who).Sv} då", $"{AuditWords.Of(s.Who).En} then"), s.Before),
                    new(new($"{AuditWords.Of(s.Who).Sv} nu", $"{AuditWords.Of(s.Who).En} now"), s.Now),
                }),
            ]);
    }

    private (FindingStanding Standing, Bilingual Words) Judged()
    {
        if (Improved is not { } improved)
        {
            return (FindingStanding.NotMeasurable, Now is null ? AuditWords.Hidden : new("inte mätbart: ingen tidigare månad att jämföra med", "not measurable: no earlier month to compare with"));
        }

        var change = AuditWords.Points(100 * Change!.Share);
        if (!improved)
        {
            return (FindingStanding.NoEffectShown, new(
                $"ingen effekt visad: andelen inom gränsen blev inte bättre mer än slump ({change.Sv})",
                $"no effect shown: the share within the limit did not improve by more than chance ({change.En})"));
        }

        var grew = Signs.Where(s => s.Grew is true).Select(s => AuditWords.Grew(s)).ToList();
        var unknown = Signs.Where(s => s.Grew is null).Select(s => AuditWords.Of(s.Who)).ToList();
        var rest = unknown.Count == 0 ? new Bilingual("", "") : new(
            $"; inte känt: {string.Join(", ", unknown.Select(u => u.Sv))}", $"; not known: {string.Join(", ", unknown.Select(u => u.En))}");
        return grew.Count > 0
            ? (FindingStanding.Shown, new(
                $"tecken på undanträngning: andelen inom gränsen steg {change.Sv} medan {string.Join(" och ", grew.Select(g => g.Sv))}{rest.Sv}",
                $"a sign of crowding-out: the share within the limit rose {change.En} while {string.Join(" and ", grew.Select(g => g.En))}{rest.En}"))
            : unknown.Count == Signs.Length
                ? (FindingStanding.NotMeasurable, new(
                    $"inte mätbart: andelen inom gränsen steg {change.Sv}, men inget om dem som kan ha trängts undan är känt",
                    $"not measurable: the share within the limit rose {change.En}, but nothing is known of those who may have been crowded out"))
                : (FindingStanding.NoEffectShown, new(
                    $"ingen effekt visad: andelen inom gränsen steg {change.Sv} och ingen annan väntan växte mer än slump{rest.Sv}",
                    $"no effect shown: the share within the limit rose {change.En} and no other wait grew by more than chance{rest.En}"));
    }

    private Bilingual ComparedWith(AuditBook book, RegionId region, Month month) =>
        Base is not { } from ? AuditWords.Nothing
        : book.WithinOfOthers(from, region) is { } then && book.WithinOfOthers(month, region) is { } now ? new(
            $"samma region {from}; övriga regioner under samma tid gick från {AuditWords.Percent(then.Percent).Sv} till {AuditWords.Percent(now.Percent).Sv}",
            $"the same region {from}; the other regions went from {AuditWords.Percent(then.Percent).En} to {AuditWords.Percent(now.Percent).En} in the same time")
        : new($"samma region {from}", $"the same region {from}");

    // A larger share alone may be a shorter queue, a larger number alone a longer one: it takes both.
    private static CrowdingSign Tail(CrowdedOut who, Fraction? before, Fraction? now) => new(
        who, before?.Percent, now?.Percent, before is { } b && now is { } n
            ? n.Some > b.Some && Proportions.Difference((n.Some, n.All), (b.Some, b.All)).Value.Lower > 0
            : null);
}

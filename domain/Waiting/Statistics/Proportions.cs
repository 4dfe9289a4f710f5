using Vardbro.Kernel;

namespace Vardbro.Waiting.Statistics;

/// <summary>A share with how sure it is.</summary>
/// <param name="Share">The share, 0–1.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end.</param>
public sealed record Interval(decimal Share, decimal Lower, decimal Upper);

/// <summary>
/// Shares, their intervals and funnels. Wilson's score interval (JASA 1927) for one share; Newcombe's hybrid of two of them
/// (Statistics in Medicine 1998, method 10) for a difference, for instance between women and men; score limits for a funnel.
/// </summary>
public static class Proportions
{
    /// <summary>The normal quantile of an interval that misses one time in twenty.</summary>
    public const decimal Z95 = 1.959963984540054m;

    /// <summary>The normal quantile of an interval that misses two times in a thousand: a funnel's outer limits.</summary>
    public const decimal Z998 = 3.090232306167813m;

    /// <summary>The share of some among all with Wilson's interval, or a refusal when there is no such share (VB2168).</summary>
    public static Outcome<Interval> Wilson(int some, int all, decimal z = Z95)
    {
        if (all < 1 || some < 0 || some > all)
        {
            return Refusal.Of(RefusalCode.CountsImpossible, $"{some}", $"{all}");
        }

        var (n, p, zz) = ((decimal)all, (decimal)some / all, z * z);
        var (centre, half) = ((p + (zz / (2 * n))) / (1 + (zz / n)), z * Root((p * (1 - p) / n) + (zz / (4 * n * n))) / (1 + (zz / n)));
        return new Interval(p, some == 0 ? 0 : centre - half, some == all ? 1 : centre + half);
    }

    /// <summary>The first share less the second, with Newcombe's interval.</summary>
    public static Outcome<Interval> Difference((int Some, int All) first, (int Some, int All) second, decimal z = Z95) =>
        Wilson(first.Some, first.All, z).Then(a => Wilson(second.Some, second.All, z).Then<Interval>(b =>
        {
            var difference = a.Share - b.Share;
            return new Interval(
                difference,
                difference - Root(Square(a.Share - a.Lower) + Square(b.Upper - b.Share)),
                difference + Root(Square(a.Upper - a.Share) + Square(b.Share - b.Lower)));
        }));

    /// <summary>Between which shares a group of a size lies by chance alone, when the share of all is known.</summary>
    /// <param name="overall">The share of all, 0–1.</param>
    /// <param name="all">The size of the group, at least 1.</param>
    /// <param name="z">The normal quantile; see <see cref="Z95"/> and <see cref="Z998"/>.</param>
    public static Outcome<Interval> Funnel(decimal overall, int all, decimal z = Z998)
    {
        if (all < 1 || overall is < 0 or > 1)
        {
            return Refusal.Of(RefusalCode.CountsImpossible, $"{overall}", $"{all}");
        }

        var half = z * Root(overall * (1 - overall) / all);
        return new Interval(overall, Math.Max(0, overall - half), Math.Min(1, overall + half));
    }

    /// <summary>Whether a difference is more than chance, for people.</summary>
    public static Bilingual InWords(Interval difference) => difference is { Lower: <= 0, Upper: >= 0 }
        ? new("ingen effekt visad: skillnaden kan vara slump", "no effect shown: the difference may be chance")
        : difference.Lower > 0
            ? new("större än slump, uppåt", "more than chance, upwards")
            : new("större än slump, nedåt", "more than chance, downwards");

    private static decimal Square(decimal x) => x * x;

    // Newton's method from above, until it falls no further: decimals have no root of their own, and other fractions are not exact.
    internal static decimal Root(decimal x)
    {
        if (x == 0)
        {
            return 0;
        }

        var root = x > 1 ? x : 1m;
        while ((root + (x / root)) / 2 is var next && next < root)
        {
            root = next;
        }

        return root;
    }
}

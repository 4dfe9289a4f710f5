using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Synthetic;

/// <summary>What a region's kind of wait is to amount to in the last month, without those who deviate.</summary>
/// <param name="Waiting">How many wait.</param>
/// <param name="WaitingWithin">Permille of them within 90 days.</param>
/// <param name="Completed">How many are cared for in the month.</param>
/// <param name="CompletedWithin">Permille of them within 90 days.</param>
public sealed record RegionTarget(long Waiting, int WaitingWithin, long Completed, int CompletedWithin)
{
    /// <summary>How many of those waiting are within 90 days.</summary>
    public long Within => Part(Waiting, WaitingWithin, 1000);

    /// <summary>The same shares of another number of people: those who deviate, beside those who do not.</summary>
    public RegionTarget Beside(int permille, int without) => this with
    {
        Waiting = Part(Waiting, permille, without), Completed = Part(Completed, permille, without),
    };

    /// <summary>A part of a number, rounded to the nearest.</summary>
    internal static long Part(long number, long of, long whole) => ((number * of) + (whole / 2)) / whole;
}

/// <summary>
/// Gives each region its size so that the regions' own shares add up to the nation's. The population is tilted by a factor that
/// is linear in how far the region's share lies from the nation's: of all sizes that give the nation's share it is the one whose
/// factors differ least from one another, weighed by population. All in whole numbers.
/// </summary>
public static class RegionTargets
{
    private const long Whole = 1_000_000;

    // A region cannot let more grow old each month than a third of those within 90 days, less what summers need.
    private const int OldestThirdPermille = 270;

    /// <summary>How many who just passed 90 days are nevertheless cared for within them, permille of those cared for beyond.</summary>
    internal const int JustInTimePermille = 150;

    /// <summary>The targets of one kind, a region each, in order of id.</summary>
    public static ImmutableArray<RegionTarget> Of(SyntheticNation nation, SyntheticKind kind, long scaleMillionths)
    {
        var inhabitants = nation.Regions.Select(r => r.Inhabitants).ToArray();
        var weights = Tilted(inhabitants, kind.WaitingWithin);
        var waiting = new long[weights.Length];
        LargestRemainder.Split(RegionTarget.Part(kind.Waiting, scaleMillionths, Whole), weights, waiting);

        // Completed follows the size before rounding, so that a small scale keeps the nation's share.
        var completed = Lifted(Enumerable.Range(0, weights.Length).Select(i => Turned(nation, kind, i, weights[i])).ToArray(), kind.CompletedWithin);
        var total = weights.Aggregate(Int128.Zero, (sum, w) => sum + w);
        return [.. Enumerable.Range(0, weights.Length).Select(i => new RegionTarget(
            waiting[i], kind.WaitingWithin.Regions[i],
            (long)((((Int128)kind.Waiting * scaleMillionths * completed[i] / Whole) + (total / 2)) / total), kind.CompletedWithin.Regions[i]))];
    }

    // weight = population x (1 - A d / B), d = how far the share is from the nation's, A = sum of population x d, B = of population x d².
    private static long[] Tilted(long[] inhabitants, ShareTarget share)
    {
        var away = share.Regions.Select(s => (long)(s - share.Nation)).ToArray();
        var (a, b) = (Int128.Zero, Int128.Zero);
        for (var i = 0; i < away.Length; i++)
        {
            (a, b) = (a + ((Int128)inhabitants[i] * away[i]), b + ((Int128)inhabitants[i] * away[i] * away[i]));
        }

        // Equal shares everywhere leave nothing to tilt. No region shrinks below a tenth.
        return [.. inhabitants.Select((n, i) => b == 0 ? n * Whole : n * long.Max(Whole / 10, (long)(((b - (a * away[i])) * Whole) / b)))];
    }

    // What a region completes in a month, in the unit of its weight: bounded by how many may pass 90 days in it.
    private static long Turned(SyntheticNation nation, SyntheticKind kind, int region, long weight)
    {
        var within = (Int128)weight * kind.WaitingWithin.Regions[region] / 1000;
        var late = 1000 - kind.CompletedWithin.Regions[region];
        var wished = within * kind.Turnover / 1000;
        if (late == 0)
        {
            return (long)wished;
        }

        var leave = (weight - within) * nation.Habits.Leaving / 1000;
        var most = ((within * OldestThirdPermille / 1000) - leave) * 1_000_000 / (late * (1000 + JustInTimePermille));
        return (long)Int128.Max(within / 10, Int128.Min(wished, most));
    }

    // Where the nation's share is above what the regions give, those above it complete more; else those below it.
    private static Int128[] Lifted(long[] completed, ShareTarget share)
    {
        var (above, below) = (Int128.Zero, Int128.Zero);
        for (var i = 0; i < completed.Length; i++)
        {
            var away = share.Regions[i] - share.Nation;
            (above, below) = away > 0 ? (above + ((Int128)completed[i] * away), below) : (above, below - ((Int128)completed[i] * away));
        }

        return [.. completed.Select((c, i) => (share.Regions[i] - share.Nation) switch
        {
            > 0 when below > above && above > 0 => (c * below) / above,
            < 0 when above > below && below > 0 => (c * above) / below,
            _ => (Int128)c,
        })];
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

/// <summary>Made-up published months.</summary>
internal static class AuditGround
{
    public static readonly Month January = new(2024, 1);

    private static ImmutableArray<Span> Intervals => Ground.Waiting.Statistics.Intervals;

    /// <summary>A group's row; null figures are hidden.</summary>
    public static StatsRow Row(
        Month month, string region, (int Some, int All)? waiting, (int Some, int All)? completed = null, Sex? sex = null, int? age = null,
        int beyond180 = 0, int beyond365 = 0) => new(
            month, new(Ground.Region(region), WaitKind.Treatment, null, null, sex, age), age is { } place ? Ground.Waiting.Statistics.AgeGroups[place] : null,
            CountingRule.Skr, Figures(waiting, beyond180, beyond365), Figures(completed, 0, 0));

    public static AuditMonth Month(Month month, params StatsRow[] rows) => new(month, [.. rows], [], []);

    public static AuditBook Book(params AuditMonth[] months) => AuditBook.Of(WaitKind.Treatment, Intervals, months).Value;

    /// <summary>One region with so many of 100 within the limit in each month from January; a negative number is hidden.</summary>
    public static AuditBook Shares(params int[] within) =>
        Book([.. within.Select((some, i) => Month(January.Plus(i), Row(January.Plus(i), "0014", some < 0 ? null : (some, 100))))]);

    /// <summary>Months of four regions and their nation, sexes and ages with everything, always the same for a seed.</summary>
    public static ImmutableArray<AuditMonth> Random(int seed, int months, int scale = 1)
    {
        var dice = new System.Random(seed);
        string[] regions = ["0001", "0003", "0014", "0025"];
        return [.. Enumerable.Range(0, months).Select(i =>
        {
            var month = January.Plus(i);
            var counts = regions.Select(_ => (Some: dice.Next(20, 200), More: dice.Next(20, 200), Women: dice.Next(20), Tail: dice.Next(1, 20), Gone: dice.Next(1, 40))).ToList();
            var rows = regions.SelectMany((region, r) => OfRegion(month, region, counts[r].Some, counts[r].Some + counts[r].More, counts[r].Women, counts[r].Tail, scale)).ToList();
            var (some, all, tail) = (counts.Sum(c => c.Some), counts.Sum(c => c.Some + c.More), counts.Sum(c => c.Tail));
            rows.AddRange(OfRegion(month, "0000", some, all, 0, tail, scale).Take(1));
            return new AuditMonth(month, [.. rows],
                [.. regions.Append("0000").Select((region, r) => Exits(month, region, r < 4 ? counts[r].Gone * scale : counts.Sum(c => c.Gone) * scale, (r < 4 ? 100 : 400) * scale))],
                [.. regions.Select((region, r) => new PublishedOutside(Ground.Region(region), counts[r].More * scale, counts[r].Tail + 40, 50 * scale))]);
        })];
    }

    public static PublishedExits Exits(Month month, string region, int gone, int cared) =>
        new(Ground.Region(region), null, WaitKind.Treatment, gone + cared + month.Number, month.Number, 0, cared, gone / 2, gone - (gone / 2));

    private static IEnumerable<StatsRow> OfRegion(Month month, string region, int some, int all, int women, int tail, int scale)
    {
        yield return Row(month, region, (some * scale, all * scale), (some * scale, (some + 20) * scale), beyond180: 2 * tail * scale, beyond365: tail * scale);
        yield return Row(month, region, (women * scale, (women + 20) * scale), sex: Sex.Female);
        yield return Row(month, region, ((some - women) * scale, (all - women - 20 + 20) * scale), sex: Sex.Male);
        yield return Row(month, region, (10 * scale, 20 * scale), age: 0);
        yield return Row(month, region, ((some - 10) * scale, (all - 20 + 10) * scale), age: 1);
    }

    private static WaitFigures? Figures((int Some, int All)? counts, int beyond180, int beyond365) => counts is not { } c
        ? null
        : new(c.All, c.Some, 50, 40, 90, [c.All - beyond180, 0, 0, 0, 0, beyond180 - beyond365, beyond365], 0);
}

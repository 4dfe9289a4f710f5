using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class PublishedSetTests
{
    private static readonly Month November = new(2024, 11);
    private static readonly string[] Regions = ["0001", "0003", "0014"];
    private static readonly string[] Services = ["211", "301", "511"];
    private const int Fates = 5;

    private static ContactBatch Batch(string region, Month month, IEnumerable<(string Service, int Count)> waiting)
    {
        var builder = new BatchBuilder(Ground.Region(region), month);
        foreach (var (service, count) in waiting)
        {
            for (var i = 0; i < count; i++)
                builder.Add(new(WaitKind.FirstVisit, Array.IndexOf(Services, service), 0, 0, Sex.Female, 1970, null, true, month.Last.AddDays(-10), null, null));
        }

        return builder.Build(new([.. Services], ["unit"], [""]));
    }

    // The attacker has the month before and what became of those who waited then; nothing hidden follows, and no group of a region's
    // service, which stands in no table.
    [Fact]
    public void No_fate_that_is_hidden_follows_from_two_months_together()
    {
        var (dice, shown, hiddenOnes) = (new System.Random(41), 0, 0);
        for (var time = 0; time < 120; time++)
        {
            var spread = time % 3 == 0 ? 12 : 90;
            var fates = (
                from region in Regions from service in Services
                where dice.Next(5) > 0
                select (Region: region, Service: service, Of: Enumerable.Range(0, Fates).Select(_ => dice.Next(4) == 0 ? 0 : dice.Next(spread)).ToArray()))
                .Where(f => f.Of.Sum() > 0).ToList();
            var before = PublishedSet.Of(Ground.Waiting, November, [.. fates.GroupBy(f => f.Region).Select(g => Batch(g.Key, November, g.Select(f => (f.Service, f.Of.Sum()))))]).Value;
            var exits = fates.GroupBy(f => f.Region).ToImmutableSortedDictionary(
                g => Ground.Region(g.Key), g => g.Select(f => new ExitRow(f.Service, WaitKind.FirstVisit, [.. f.Of])).ToImmutableArray());
            var rows = PublishedSet.Of(Ground.Waiting, November.Plus(1), [Batch("0001", November.Plus(1), [("511", 30)])], new(before.Rows, [.. exits.Keys], exits)).Value.Exits;

            // Every region's service and fate is unknown: 1000 region + 100 service + fate; what is hidden has a number of its own.
            int Leaf(string region, string service, int fate) => (1000 * Array.IndexOf(Regions, region)) + (100 * Array.IndexOf(Services, service)) + fate;
            IEnumerable<(int Cell, int Sign)> Sum(RegionId region, string? service, params int[] of) =>
                from f in fates
                where (region == RegionId.Nation || Ground.Region(f.Region) == region) && (service is null || f.Service == service)
                from fate in of
                select (Leaf(f.Region, f.Service, fate), 1);
            int[] all = [0, 1, 2, 3];
            var equations = new List<IEnumerable<(int, int)>>();
            var hidden = new HashSet<int>();
            foreach (var row in before.Rows.Where(r => r.By == (r.By & (Dimensions.Region | Dimensions.Service)) && r.Row.Rule == CountingRule.Skr && r.Row.Waiting is not null))
                equations.Add(Sum(row.Row.Key.Region, row.Row.Key.Service, all));
            foreach (var row in rows)
            {
                Assert.True(row.WaitedBefore is null or >= 20);
                foreach (var (fate, count) in new[] { row.StillWaiting, row.SetAside, row.CaredFor, row.VanishedWithin + row.VanishedBeyond }.Index())
                {
                    Assert.True(count is null or 0 or >= 20, $"{row}");
                    if (count is not null)
                        equations.Add(Sum(row.Region, row.Service, fate));
                    else
                    {
                        var unknown = 100_000 + hidden.Count;
                        hidden.Add(unknown);
                        equations.Add(Sum(row.Region, row.Service, fate).Append((unknown, -1)));
                    }

                    shown += count is > 0 ? 1 : 0;
                }
            }

            var leaves = fates.SelectMany(f => all.Select(fate => (Key: Leaf(f.Region, f.Service, fate), Count: fate < 3 ? f.Of[fate] : f.Of[3] + f.Of[4]))).ToList();
            var derived = Attacker.Derives(leaves.Select(l => l.Key).Concat(hidden).ToHashSet(), equations);
            Assert.DoesNotContain(derived, hidden.Contains);
            Assert.DoesNotContain(leaves, l => l.Count is > 0 and < 20 && derived.Contains(l.Key));
            hiddenOnes += hidden.Count;
        }

        Assert.True(shown > 200 && hiddenOnes > 200, $"{shown} shown, {hiddenOnes} hidden");
    }

    [Fact]
    public void The_nation_has_no_exits_when_a_region_of_the_month_before_cannot_be_followed()
    {
        var exits = ImmutableSortedDictionary<RegionId, ImmutableArray<ExitRow>>.Empty.Add(Ground.Region("0001"), [new("511", WaitKind.FirstVisit, [40, 0, 30, 25, 0])]);
        var before = PublishedSet.Of(Ground.Waiting, November, [Batch("0001", November, [("511", 95)]), Batch("0014", November, [("511", 60)])]).Value;
        ImmutableArray<PublishedExits> Exits(params string[] regions) => PublishedSet.Of(
            Ground.Waiting, November.Plus(1), [Batch("0001", November.Plus(1), [("511", 40)])], new(before.Rows, [.. regions.Select(Ground.Region)], exits)).Value.Exits;
        Assert.Equal(new(Ground.Region("0001"), null, WaitKind.FirstVisit, 95, 40, 0, 30, 25, 0), Assert.Single(Exits("0001", "0014")));
        Assert.Equal(3, Exits("0001").Length);
    }

    [Fact]
    public void Contacts_outside_the_guarantee_are_shown_by_region_and_few_ones_take_another_region_with_them()
    {
        ContactBatch Outside(string region, int count)
        {
            var builder = new BatchBuilder(Ground.Region(region), November);
            for (var i = 0; i < count; i++)
                builder.Add(new(WaitKind.Other, 0, 0, 0, Sex.Female, 1970, null, false, November.Last.AddDays(-i), null, null));
            return builder.Build(new(["511"], ["unit"], [""]));
        }

        var rows = PublishedSet.Of(Ground.Waiting, November, [Outside("0001", 100), Outside("0003", 7), Outside("0014", 31)]).Value.Outside;
        Assert.Equal([(138, 30.5m), (100, 49.5m), (null, null), (null, null)], rows.Select(r => (r.Waiting, r.WaitingMedian)));
        Assert.All(rows, r => Assert.Equal(0, r.Completed));
    }

    // Nobody is in a group now whose few were hidden before: its row stays, since an absent one would say so.
    [Fact]
    public void A_group_that_was_hidden_keeps_its_row_when_it_is_published_anew()
    {
        PublishedSet Of(int few, PublishedSet? earlier) => PublishedSet.Of(
            Ground.Waiting, November, [Batch("0001", November, [("211", 50), ("301", few), ("511", 40)]), Batch("0003", November, [("211", 60), ("301", 70), ("511", 80)])],
            null, earlier is null ? null : new([earlier], [Ground.Region("0001")], [Ground.Region("0001")])).Value;
        var first = Of(3, null);
        var second = Of(0, first);
        StatsRow? Row(PublishedSet set) => set.Rows.SingleOrDefault(r =>
            r.By == (Dimensions.Region | Dimensions.Service) && r.Row.Rule == CountingRule.Skr && r.Row.Key.Region == Ground.Region("0001") && r.Row.Key.Service == "301")?.Row;
        Assert.True(Row(first) is { Waiting: null });
        Assert.True(Row(second) is { Waiting: null });
        Assert.Null(Row(Of(0, null)));
    }
}

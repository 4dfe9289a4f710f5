using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Tests;

/// <summary>The synthetic nation, made but not written.</summary>
public sealed class SyntheticTests
{
    private static SyntheticNation Nation => Ground.Synthetic;

    // The tolerance that the nation is made to: one percentage point in every region, whatever whole people come to at this scale.
    [Fact]
    public void At_a_quarter_of_the_nation_every_share_of_every_region_is_within_one_percentage_point_of_its_target()
    {
        var order = SyntheticOrder.Of(Nation, "1", "0.25", 12).Value;
        var targets = SyntheticYear.Targets(Nation, order);
        var counts = Enumerable.Range(0, Nation.Regions.Length).Select(place =>
        {
            var people = new SyntheticPeople(Nation, order.Seed, place);
            return SyntheticCount.Of(people, SyntheticYear.Of(people, targets).Last());
        }).ToList();
        var rows = SyntheticTable.Of(Nation, order, counts);
        Assert.Equal(21 * 4, rows.Count(r => r.Region is not null));
        Assert.Equal(8, rows.Count(r => r.CarriedFrom == 2023)); // Örebro and Norrbotten, four shares each
        Assert.All(rows.Where(r => r.Percent), r => Assert.True(Math.Abs(r.Difference!.Value) <= 1m, $"{r.Region} {r.Measure}: {r.Target} {r.Made}"));
        Assert.All(rows.Where(r => r.Region is null && r.Percent), r => Assert.True(Math.Abs(r.Difference!.Value) <= 0.3m, $"{r.Name.En}: {r.Target} {r.Made}"));
        Assert.All(rows.Where(r => r.Measure == "waiting"), r => Assert.Equal(r.Target, r.Made));
        var beyond = Assert.Single(rows, r => r.Measure == "beyond-90");
        Assert.InRange(beyond.Made!.Value / beyond.Target, 0.99m, 1.01m);
    }

    [Fact]
    public void The_regions_sizes_add_up_to_the_nation_and_so_do_their_shares()
    {
        foreach (var kind in Nation.Kinds.Where(k => k.WaitingWithin.Source is not null))
        {
            var targets = RegionTargets.Of(Nation, kind, 1_000_000);
            Assert.Equal(kind.Waiting, targets.Sum(t => t.Waiting));
            Assert.All(targets, t => Assert.True(t.Waiting > 0 && t.Completed > 0));
            Assert.Equal(kind.WaitingWithin.Nation, Math.Round((decimal)targets.Sum(t => t.Waiting * t.WaitingWithin) / targets.Sum(t => t.Waiting)));
            Assert.Equal(kind.CompletedWithin.Nation, Math.Round((decimal)targets.Sum(t => t.Completed * t.CompletedWithin) / targets.Sum(t => t.Completed)));
        }
    }

    // Equal shares leave nothing to tilt: the population alone decides.
    [Fact]
    public void Regions_with_one_share_are_as_large_as_their_population()
    {
        var other = Nation.Kinds.Single(k => k.Kind == WaitKind.Other);
        var targets = RegionTargets.Of(Nation, other, 1_000_000);
        var whole = Nation.Regions.Sum(r => r.Inhabitants);
        Assert.All(targets.Zip(Nation.Regions), t => Assert.InRange(t.First.Waiting - ((decimal)other.Waiting * t.Second.Inhabitants / whole), -1m, 1m));
    }

    [Fact]
    public void The_smallest_nation_is_made_without_anybody_being_counted_twice()
    {
        var order = SyntheticOrder.Of(Nation, "7", "0.0001", 12).Value;
        var targets = SyntheticYear.Targets(Nation, order);
        for (var place = 0; place < Nation.Regions.Length; place++)
            foreach (var month in SyntheticYear.Of(new(Nation, order.Seed, place), targets))
            {
                var numbers = month.Strands.SelectMany(s => s.Waits.Waiting.Concat(s.Waits.Completed.Concat(s.Waits.Left).Select(e => e.Wait))).Select(w => w.Number).ToList();
                Assert.Equal(numbers.Count, numbers.Distinct().Count());
            }
    }

    [Theory]
    [InlineData("1.0", 1_000_000)]
    [InlineData("0.1", 100_000)]
    [InlineData("2", 2_000_000)]
    [InlineData("0.0001", 100)]
    public void A_scale_is_read_exactly(string text, long millionths) =>
        Assert.Equal(millionths, SyntheticOrder.Of(Nation, "0", text, 1).Value.ScaleMillionths);

    [Fact]
    public void Keys_are_letters_alone_and_every_number_has_its_own()
    {
        var seen = new HashSet<string>();
        for (var number = 0UL; number < 10_000; number++)
        {
            var letters = new byte[SyntheticKeys.NumberLetters];
            SyntheticKeys.Write(number * 7919, letters);
            Assert.All(letters, l => Assert.Contains((char)l, "BCDFGHJKLMNPQRSTVWXZ"));
            Assert.True(seen.Add(Encoding.ASCII.GetString(letters)));
        }
    }

    // The shares within 90 days fall after the summer and care is least in July, so that a chart of the year says something.
    [Fact]
    public void The_year_has_a_summer()
    {
        var order = SyntheticOrder.Of(Nation, "1", "0.1", 12).Value;
        var place = Nation.PlaceOf(Ground.Region("0014"));
        var months = SyntheticYear.Of(new(Nation, 1, place), SyntheticYear.Targets(Nation, order))
            .Select(m => (m.Month.Number, Treated: m.Strands.Single(s => s.Strand.Deviation is null && Nation.Kinds[s.Strand.Kind].Kind == WaitKind.Treatment).Waits, m.Month.Last))
            .Select(m => (m.Number, Completed: m.Treated.Completed.Count, Share: 100m * m.Treated.Waiting.Count(w => m.Last.DayNumber - w.Start <= 90) / m.Treated.Waiting.Count))
            .ToImmutableArray();
        Assert.Equal(7, months.MinBy(m => m.Completed).Number);
        Assert.Contains(months.MinBy(m => m.Share).Number, new[] { 8, 9 });
        Assert.InRange(months.Max(m => m.Share) - months.Min(m => m.Share), 2m, 8m);
    }
}

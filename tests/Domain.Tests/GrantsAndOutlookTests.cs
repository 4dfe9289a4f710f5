using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class GrantsAndOutlookTests
{
    public static TheoryData<string> Days => ["2023-09-12", "2023-09-13", "2023-12-31", "2024-02-05", "2024-08-31", "2026-06-30"];

    [Theory]
    [MemberData(nameof(Days))]
    public void The_table_has_every_statement_that_was_known_once_and_one_that_governs_for_each_thing_with_an_amount(string day)
    {
        var asOf = Ground.Day(day);
        var rows = Grants.Table(Ground.Rules, asOf, new());
        var known = Ground.Rules.Programmes.SelectMany(p => p.Statements).Where(s => s.Known <= asOf).ToList();
        Assert.Equal(known.Select(s => s.Origin.ToString()).Order(), rows.Select(r => r.Statement.Origin.ToString()).Order());
        Assert.DoesNotContain(rows, r => r.Standing == Standing.NotYetKnown);
        foreach (var thing in rows.GroupBy(r => r.Statement.Subject))
        {
            var countable = thing.Where(r => r.Statement is { Amount: not null, Beside: null }).ToList();
            Assert.Equal(countable.Count > 0 ? 1 : 0, thing.Count(r => r.Governs));
            Assert.All(thing.Where(r => r.Governs), r => Assert.Equal(Standing.Holds, r.Standing));
        }

        Assert.Equal(rows.Select(r => r.Statement.Subject.Year).Order(), rows.Select(r => r.Statement.Subject.Year));
    }

    [Fact]
    public void Each_filter_keeps_what_it_names_and_only_that()
    {
        var asOf = Ground.Day("2026-06-30");
        var all = Grants.Table(Ground.Rules, asOf, new());
        void Keeps(GrantFilter filter, Func<GrantRow, bool> named)
        {
            var kept = Grants.Table(Ground.Rules, asOf, filter);
            Assert.Equal(all.Where(named), kept);
            Assert.InRange(kept.Length, 1, all.Length - 1);
        }

        Keeps(new(Year: 2024), r => r.Statement.Subject.Year == 2024);
        Keeps(new(Programme: "near-care"), r => r.Programme.Id == "near-care");
        Keeps(new(Stage: Stage.Paid), r => r.Statement.Stage == Stage.Paid);
        Keeps(new(Recipient: Recipient.Municipalities), r =>
            r.Statement.Recipient is { } one ? one == Recipient.Municipalities : r.Programme.Recipients.Contains(Recipient.Municipalities));
        Keeps(new(Text: " CANCER "), r => r.Programme.Id.Contains("cancer", StringComparison.Ordinal));
        Keeps(new(Year: 2024, Recipient: Recipient.Skr), r => r.Statement.Subject.Year == 2024 &&
            (r.Statement.Recipient is { } one ? one == Recipient.Skr : r.Programme.Recipients.Contains(Recipient.Skr)));
        Assert.Equal(all.AsEnumerable(), Grants.Table(Ground.Rules, asOf, new(Text: "  ")));
        Assert.Empty(Grants.Table(Ground.Rules, asOf, new(Year: 1999)));
    }

    // Recipients are not only regions.
    [Fact]
    public void Municipalities_the_association_centres_registers_and_others_receive_money_too()
    {
        var asOf = Ground.Day("2024-12-31");
        foreach (var recipient in new[] { Recipient.Regions, Recipient.Municipalities, Recipient.Skr, Recipient.CancerCentres, Recipient.Registers, Recipient.Others })
            Assert.NotEmpty(Grants.Table(Ground.Rules, asOf, new(Year: 2024, Recipient: recipient)));
        var nearCare = Grants.Table(Ground.Rules, asOf, new(Year: 2024, Programme: "near-care"));
        Assert.Contains(nearCare, r => r.Statement.Recipient == Recipient.Municipalities && r.Statement.Amount == Money.Million(750));
        Assert.Contains(nearCare, r => r.Statement.Recipient == Recipient.Skr && r.Statement.Amount == new Money(34_2500_0000));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void What_a_region_can_expect_lies_within_its_range(string day)
    {
        var asOf = Ground.Day(day);
        foreach (var year in new[] { 2022, 2023, 2024, 2025 })
        {
            var everything = Allot.Everything(Ground.Rules, year, asOf).Value;
            foreach (var (region, place) in Ground.Rules.Regions.Select((r, place) => (r, place)))
            {
                var rows = Outlook.For(Ground.Rules, year, region, asOf).Value;
                Assert.Equal(everything.Of(place), Money.Sum(rows.Select(r => r.Expected ?? Money.Zero)));
                Assert.All(rows.Where(r => r.Expected is not null), r => Assert.True(r.Low <= r.Expected && r.Expected <= r.High, $"{r.Programme.Id} {year} {region.Id}"));
                Assert.All(rows, r => Assert.True(r.Dates.All(d => d.Year == year) && r.Conditions.All(c => c.Years.Contains(year))));
            }
        }
    }

    [Theory]
    [InlineData("2024-01-08", 317_989_729)]
    [InlineData("2024-01-09", 315_663_542)]
    public void A_source_that_disagrees_widens_the_range_from_its_day(string day, long lowByPopulation)
    {
        var row = Outlook.For(Ground.Rules, 2024, Ground.Rules.Regions[0], Ground.Day(day)).Value.Single(r => r.Programme.Id == "womens-health");
        Assert.Equal(Money.Kronor(321_813_247), row.Expected);
        Assert.Equal(Money.Kronor(321_813_247), row.High);
        Assert.InRange((row.Low!.Value - Money.Kronor(lowByPopulation + 3_823_518)).InKronor, -1, 1);
    }

    [Fact]
    public void Money_that_nobody_can_split_yet_shows_the_nations_amount()
    {
        var row = Outlook.For(Ground.Rules, 2025, Ground.Rules.Regions[0], Ground.Day("2024-12-31")).Value.Single(r => r.Programme.Id == "performance-grants");
        Assert.Equal((null, null, null, (Money?)Money.Million(7_500)), (row.Expected, row.Low, row.High, row.National));
        Assert.NotEmpty(row.Conditions);
    }
}

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
    [InlineData("2024-01-08")]
    [InlineData("2024-01-09")]
    public void A_text_that_contradicts_its_own_table_only_stands_beside(string day)
    {
        var row = Outlook.For(Ground.Rules, 2024, Ground.Rules.Regions[0], Ground.Day(day)).Value.Single(r => r.Programme.Id == "womens-health");
        Assert.Equal(Money.Kronor(321_813_247), row.Expected);
        Assert.Equal(Money.Kronor(321_813_247), row.High);
        Assert.Equal(Money.Kronor(321_813_247), row.Low);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Nothing_is_shown_before_it_was_known(string day)
    {
        var asOf = Ground.Day(day);
        foreach (var year in new[] { 2022, 2023, 2024, 2025, 2026 })
        {
            var rows = Outlook.For(Ground.Rules, year, Ground.Rules.Regions[0], asOf).Value;
            Assert.All(rows.SelectMany(r => r.Conditions), c => Assert.True(c.Known <= asOf, c.Origin.ToString()));
            Assert.All(rows.SelectMany(r => r.Dates), d => Assert.True(d.Known <= asOf, d.Origin.ToString()));
            Assert.All(rows, r => Assert.Contains(r.Programme.Statements, s => s.Beside is null && s.Recipient is null or Recipient.Regions));
        }
    }

    [Fact]
    public void A_day_to_keep_was_known_no_later_than_the_day_itself() =>
        Assert.All(Ground.Rules.Programmes.SelectMany(p => p.Dates), d => Assert.True(d.Known <= d.Date, d.Origin.ToString()));

    [Theory]
    [InlineData("2024-01-23", 0)]
    [InlineData("2024-01-24", 2)]
    public void The_days_to_apply_for_preparedness_appear_when_they_were_announced(string day, int dates) =>
        Assert.Equal(dates, Outlook.For(Ground.Rules, 2024, Ground.Rules.Regions[0], Ground.Day(day)).Value
            .Single(r => r.Programme.Id == "preparedness").Dates.Length);

    [Theory]
    [InlineData("2023-12-31", 1_237_500_000)]
    [InlineData("2024-08-31", 1_379_500_000)]
    [InlineData("2024-12-31", 2_879_500_000)]
    public void The_least_of_money_on_results_is_what_does_not_hang_on_them(string day, long certain)
    {
        var rows = Ground.Rules.Regions.Select(region =>
            Outlook.For(Ground.Rules, 2024, region, Ground.Day(day)).Value.Single(r => r.Programme.Id == "accessibility")).ToList();
        Assert.Equal(Money.Kronor(certain), Money.Sum(rows.Select(r => r.Low!.Value)));
        Assert.Equal(Money.Million(2_925), Money.Sum(rows.Select(r => r.High!.Value)));
    }

    [Fact]
    public void A_statement_that_only_stands_beside_does_not_widen_the_range()
    {
        var source = Ground.Rules.Programmes.First(p => p.Statements.Any(s => s.Beside is not null && s.Amount is not null));
        foreach (var beside in source.Statements.Where(s => s.Beside is not null && s.Amount is not null))
        {
            var without = source with { Statements = source.Statements.Remove(beside) };
            Assert.Equal(Statements.Range(without, beside.Subject, DateOnly.MaxValue), Statements.Range(source, beside.Subject, DateOnly.MaxValue));
        }
    }

    [Fact]
    public void Money_that_nobody_can_split_yet_shows_the_nations_amount()
    {
        var row = Outlook.For(Ground.Rules, 2025, Ground.Rules.Regions[0], Ground.Day("2024-12-31")).Value.Single(r => r.Programme.Id == "performance-grants");
        Assert.Equal((null, null, null, (Money?)Money.Million(7_500)), (row.Expected, row.Low, row.High, row.National));
        Assert.NotEmpty(row.Conditions);
    }
}

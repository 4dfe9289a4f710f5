using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class FlowTests
{
    public static TheoryData<int, string> YearsAndDays
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var year in Ground.Rules.Programmes.SelectMany(p => p.Years).Distinct().Order())
                foreach (var day in new[] { "2022-12-31", "2023-09-15", "2023-12-31", "2024-03-04", "2026-06-30" })
                    data.Add(year, day);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(YearsAndDays))]
    public void What_flows_into_a_programme_flows_out_of_it(int year, string day)
    {
        var links = Flow.Of(Ground.Rules, year, Ground.Day(day)).Value;
        Assert.All(links, l => Assert.True(l.Amount > Money.Zero));
        Assert.Equal(links.Length, links.Select(l => (l.From.Kind, l.From.Id, l.To.Kind, l.To.Id)).Distinct().Count());
        foreach (var programme in links.SelectMany(l => new[] { l.From, l.To }).Where(n => n.Kind == FlowNodeKind.Programme).Select(n => n.Id).Distinct())
        {
            Assert.Equal(
                Money.Sum(links.Where(l => l.To.Kind == FlowNodeKind.Programme && l.To.Id == programme).Select(l => l.Amount)),
                Money.Sum(links.Where(l => l.From.Kind == FlowNodeKind.Programme && l.From.Id == programme).Select(l => l.Amount)));
            Assert.Single(links, l => l.To.Kind == FlowNodeKind.Programme && l.To.Id == programme);
        }
    }

    [Theory]
    [MemberData(nameof(YearsAndDays))]
    public void Nothing_is_counted_twice(int year, string day)
    {
        var asOf = Ground.Day(day);
        var links = Flow.Of(Ground.Rules, year, asOf).Value;
        Money Sum(Func<FlowLink, bool> wanted) => Money.Sum(links.Where(wanted).Select(l => l.Amount));

        // All that leaves the appropriations reaches a region or the rest, and the regions get what is allotted to them.
        Assert.Equal(
            Sum(l => l.From.Kind == FlowNodeKind.Appropriation),
            Sum(l => l.To.Kind is FlowNodeKind.Region or FlowNodeKind.Rest));
        var everything = Allot.Everything(Ground.Rules, year, asOf).Value;
        foreach (var (region, place) in Ground.Rules.Regions.Select((r, place) => (r.Id.ToString(), place)))
            Assert.Equal(everything.Of(place), Sum(l => l.To.Kind == FlowNodeKind.Region && l.To.Id == region));

        // A part of a larger programme takes its money from that one alone.
        foreach (var part in Ground.Rules.Programmes.Where(p => p.Within is not null))
        {
            var into = links.Where(l => l.To.Kind == FlowNodeKind.Programme && l.To.Id == part.Id).ToList();
            if (Statements.Ceiling(Ground.Programme(part.Within!.Programme), year, asOf) is not null)
                Assert.All(into, l => Assert.Equal((FlowNodeKind.Programme, part.Within.Programme), (l.From.Kind, l.From.Id)));
        }
    }

    [Fact]
    public void The_results_money_of_2024_is_5_000_million_with_its_parts_inside()
    {
        var links = Flow.Of(Ground.Rules, 2024, Ground.Day("2023-12-31")).Value;
        Assert.Equal(Money.Million(5_000), links.Single(l => l.To.Id == "performance-grants").Amount);
        Assert.Equal(("performance-grants", Money.Million(2_925)), links.Where(l => l.To.Id == "accessibility").Select(l => (l.From.Id, l.Amount)).Single());
        Assert.DoesNotContain(links, l => l.To.Id == "regional-notice");
    }
}

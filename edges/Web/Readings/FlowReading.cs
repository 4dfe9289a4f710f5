using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>A year's money from appropriation through programme to region.</summary>
/// <param name="Year">The year.</param>
/// <param name="Years">Every year in which money is known to flow today.</param>
/// <param name="AsOf">The knowledge date.</param>
/// <param name="Links">What flows; empty when nothing was known.</param>
public sealed record FlowReading(int Year, IReadOnlyList<int> Years, DateOnly AsOf, ImmutableArray<FlowLink> Links)
{
    /// <summary>All that flows, counted once.</summary>
    public Money Total => Money.Sum(Links.Where(l => l.From.Kind is FlowNodeKind.Appropriation).Select(l => l.Amount));

    /// <summary>The programmes in the order of their size.</summary>
    public IEnumerable<FlowNode> Programmes => Links.Where(l => l.To.Kind is FlowNodeKind.Programme)
        .GroupBy(l => l.To.Id).OrderByDescending(g => g.Sum(l => l.Amount.Ore)).Select(g => g.First().To);

    /// <summary>The year of the path.</summary>
    public static Outcome<FlowReading> Of(Visit visit)
    {
        var (rules, asOf) = (visit.Rules, visit.AsOf);
        var years = rules.Programmes.SelectMany(p => p.Years).Distinct().Order()
            .Where(year => Flow.Of(rules, year, DateOnly.MaxValue).Succeeded(out var flow, out _) && !flow.IsEmpty).ToList();
        return years.Contains(visit.RouteYear)
            ? Flow.Of(rules, visit.RouteYear, asOf).Then<FlowReading>(links => new FlowReading(visit.RouteYear, years, asOf, links))
            : Refusal.Of(RefusalCode.YearWithoutMoney, visit.Route("year"), string.Join(", ", years));
    }

    /// <summary>What flows into a node of a kind from a programme.</summary>
    public Money From(FlowNode programme, FlowNodeKind to) => Money.Sum(
        Links.Where(l => l.From == programme && l.To.Kind == to).Select(l => l.Amount));

    /// <summary>What flows from a programme to a region.</summary>
    public Money From(FlowNode programme, Region region) => Money.Sum(
        Links.Where(l => l.From == programme && l.To.Kind is FlowNodeKind.Region && l.To.Id == region.Id.ToString()).Select(l => l.Amount));
}

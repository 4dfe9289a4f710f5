using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>Where a flow begins or ends.</summary>
/// <param name="Kind">appropriation, programme, region or rest.</param>
/// <param name="Id">The id within the kind.</param>
/// <param name="Name">For people.</param>
public sealed record FlowNode(FlowNodeKind Kind, string Id, Bilingual Name);

/// <summary>What stands in a column of the flow.</summary>
public enum FlowNodeKind
{
    /// <summary>An appropriation, or "appropriation not known".</summary>
    Appropriation,

    /// <summary>A programme.</summary>
    Programme,

    /// <summary>A region.</summary>
    Region,

    /// <summary>What is not split between regions: other recipients, or results not yet shown.</summary>
    Rest,
}

/// <summary>Money from one node to another.</summary>
/// <param name="From">From.</param>
/// <param name="To">To.</param>
/// <param name="Amount">Above zero.</param>
public sealed record FlowLink(FlowNode From, FlowNode To, Money Amount);

/// <summary>The year's money from appropriation through programme to region. Pure; what flows in flows out.</summary>
public static class Flow
{
    /// <summary>The links of a year with what was known on a day.</summary>
    public static Outcome<ImmutableArray<FlowLink>> Of(RuleBook rules, int year, DateOnly asOf)
    {
        if (!Allot.Everything(rules, year, asOf).Succeeded(out var everything, out var refusal))
        {
            return refusal;
        }

        var allotted = rules.Programmes.ToDictionary(p => p.Id, p => everything.Allotments.Where(a => a.Programme == p).ToList());
        var ceilings = rules.Programmes.ToDictionary(p => p.Id, p => Statements.Ceiling(p, year, asOf)?.Amount);
        var links = ImmutableArray.CreateBuilder<FlowLink>();

        // Parts of a larger programme come first: the larger one is at least as large as what flows into them.
        var passedOn = new Dictionary<string, Money>();
        foreach (var programme in rules.Programmes.OrderBy(p => p.Within is null))
        {
            var toRegions = Money.Sum(allotted[programme.Id].Select(a => a.Total));
            var passed = toRegions + passedOn.GetValueOrDefault(programme.Id);
            var whole = ceilings[programme.Id] is { } ceiling && ceiling > passed ? ceiling : passed;
            if (whole == Money.Zero)
            {
                continue;
            }

            var node = new FlowNode(FlowNodeKind.Programme, programme.Id, programme.Name);
            if (programme.Within is { } frame && ceilings[frame.Programme] is not null)
            {
                var larger = rules.Programmes.First(p => p.Id == frame.Programme);
                links.Add(new(new(FlowNodeKind.Programme, larger.Id, larger.Name), node, whole));
                passedOn[larger.Id] = passedOn.GetValueOrDefault(larger.Id) + whole;
            }
            else
            {
                links.Add(new(AppropriationOf(rules, programme), node, whole));
            }

            AddRegions(links, rules, node, allotted[programme.Id]);
            if (whole > passed)
            {
                links.Add(new(node, RestOf(programme), whole - passed));
            }
        }

        return links.ToImmutable();
    }

    private static void AddRegions(ImmutableArray<FlowLink>.Builder links, RuleBook rules, FlowNode programme, List<Allotment> allotments)
    {
        foreach (var (region, place) in rules.Regions.Select((r, place) => (r, place)))
        {
            var amount = Money.Sum(allotments.Select(a => a.Amounts[place]));
            if (amount > Money.Zero)
            {
                links.Add(new(programme, new(FlowNodeKind.Region, region.Id.ToString(), region.Name), amount));
            }
        }
    }

    private static FlowNode AppropriationOf(RuleBook rules, Programme programme) => programme.Appropriation is { } id
        ? new(FlowNodeKind.Appropriation, id, new($"{id} {rules.Appropriations[id].Name.Sv}", $"{id} {rules.Appropriations[id].Name.En}"))
        : new(FlowNodeKind.Appropriation, "", new("Anslag inte känt", "Appropriation not known"));

    private static FlowNode RestOf(Programme programme) => programme.Recipients.Contains(Recipient.Regions)
        ? new(FlowNodeKind.Rest, "later", new("Efter resultat, ansökan eller till andra", "On results, on application or to others"))
        : new(FlowNodeKind.Rest, "others", new("Andra mottagare än regionerna", "Recipients other than the regions"));
}

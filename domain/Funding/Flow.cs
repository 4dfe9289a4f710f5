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

        var links = ImmutableArray.CreateBuilder<FlowLink>();
        foreach (var programme in rules.Programmes)
        {
            var allotments = everything.Allotments.Where(a => a.Programme == programme).ToList();
            var allotted = Money.Sum(allotments.Select(a => a.Total));
            var ceiling = Statements.Ceiling(programme, year, asOf)?.Amount ?? allotted;
            var whole = ceiling > allotted ? ceiling : allotted;
            if (whole == Money.Zero)
            {
                continue;
            }

            var node = new FlowNode(FlowNodeKind.Programme, programme.Id, programme.Name);
            links.Add(new(AppropriationOf(rules, programme), node, whole));
            foreach (var (region, place) in rules.Regions.Select((r, place) => (r, place)))
            {
                var amount = Money.Sum(allotments.Select(a => a.Amounts[place]));
                if (amount > Money.Zero)
                {
                    links.Add(new(node, new(FlowNodeKind.Region, region.Id.ToString(), region.Name), amount));
                }
            }

            if (whole > allotted)
            {
                links.Add(new(node, RestOf(programme), whole - allotted));
            }
        }

        return links.ToImmutable();
    }

    private static FlowNode AppropriationOf(RuleBook rules, Programme programme) => programme.Appropriation is { } id
        ? new(FlowNodeKind.Appropriation, id, new($"{id} {rules.Appropriations[id].Name.Sv}", $"{id} {rules.Appropriations[id].Name.En}"))
        : new(FlowNodeKind.Appropriation, "", new("Anslag inte känt", "Appropriation not known"));

    private static FlowNode RestOf(Programme programme) => programme.Recipients.Contains(Recipient.Regions)
        ? new(FlowNodeKind.Rest, "later", new("Efter resultat, ansökan eller till andra", "On results, on application or to others"))
        : new(FlowNodeKind.Rest, "others", new("Andra mottagare än regionerna", "Recipients other than the regions"));
}

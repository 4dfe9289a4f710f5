using System.Text.Json;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>
/// The flow as the chart script reads it. Programmes under a hundredth of the whole are drawn as one band, or their names
/// would lie on top of each other; the table beside names every one of them.
/// </summary>
internal static class FlowDiagram
{
    private const int SmallestPart = 100;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    private static readonly FlowNode Others = new(FlowNodeKind.Programme, "~small", new("Mindre program", "Smaller programmes"));

    /// <summary>Nodes and links as JSON, safe to stand in a page.</summary>
    public static string Json(FlowReading flow, Func<Bilingual, string> text, Func<Money, string> money)
    {
        var small = flow.Programmes
            .Where(p => Money.Sum(flow.Links.Where(l => l.To == p).Select(l => l.Amount)).Ore * SmallestPart < flow.Total.Ore)
            .ToHashSet();
        FlowNode Drawn(FlowNode node) => small.Count > 1 && small.Contains(node) ? Others : node;
        var links = flow.Links
            .GroupBy(l => (From: Drawn(l.From), To: Drawn(l.To)))
            .Where(g => g.Key.From != g.Key.To)
            .Select(g => (g.Key.From, g.Key.To, Amount: Money.Sum(g.Select(l => l.Amount))))
            .ToList();
        var nodes = links.SelectMany(l => new[] { l.From, l.To }).Distinct().Select(node =>
        {
            var passes = Money.Sum(links.Where(l => l.To == node).Select(l => l.Amount));
            var whole = passes == Money.Zero ? Money.Sum(links.Where(l => l.From == node).Select(l => l.Amount)) : passes;
            return new { Id = Id(node), Kind = node.Kind.ToString().ToLowerInvariant(), Name = text(node.Name), Amount = money(whole) };
        });
        return JsonSerializer.Serialize(new
        {
            Nodes = nodes,
            Links = links.Select(l => new { From = Id(l.From), To = Id(l.To), Kronor = l.Amount.InKronor, Amount = money(l.Amount) }),
        }, Form);
    }

    private static string Id(FlowNode node) => $"{node.Kind}/{node.Id}";
}

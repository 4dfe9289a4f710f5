using System.Collections.Immutable;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Storage.Rules;

/// <summary>Who goes first in the brokering of care.</summary>
internal sealed partial class RuleReader
{
    private const int MostWeeksOfNotice = 26 * 7;

    private static readonly Dictionary<string, NeedGround> NeedGrounds = new()
    {
        ["target-date"] = NeedGround.TargetDate, ["guarantee"] = NeedGround.Guarantee, ["other"] = NeedGround.Other,
    };

    private readonly List<NeedRule> needs = [];

    public BrokeringRules Brokering => new([.. needs.OrderBy(n => n.From)]) { Synthetic = Market };

    /// <summary>Reads the rules of brokering; which kind a file is of, its fields say.</summary>
    public void ReadBrokering(IEnumerable<(string Name, RuleNode Node)> files)
    {
        var kinds = files.ToLookup(f => f.Node is RuleMap map && map.Fields.ContainsKey("acceptance"));
        ReadAcceptances(kinds[true]);
        ReadNeeds(kinds[false]);
    }

    private void ReadNeeds(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("need", file.Id("need"), file.OriginOf("need"));
            Take("need from", file.TextOrNull("valid-from") ?? "", file.OriginOf("valid-from"));
            var (ranks, watch) = (Part(file, "ranks"), Part(file, "target-watch"));
            needs.Add(new(
                file.Id("need"), file.Date("valid-from"), file.Words("name"), ReadTiers(file),
                new((int)ranks.Whole("from-percent", 1, 10_000), (int)ranks.Whole("step-percent", 1, 10_000)),
                (int)file.Whole("notice-days", 0, MostWeeksOfNotice), (int)file.Whole("max-km", 1, Vardbro.Brokering.Matching.ServiceProblem.MostCost),
                ReadLeftOut(file),
                new((int)watch.Whole("share-points", 1, 100), (int)watch.Whole("near-points", 1, 100), (int)watch.Whole("at-least", 1, 1_000_000)),
                file.Words("assumption"), file.Origin));
            ranks.Done();
            watch.Done();
            file.Done();
        }
    }

    // Everybody in the run has a tier: each ground stands once, and the one that holds for everyone last.
    private ImmutableArray<NeedTier> ReadTiers(RuleFields file)
    {
        var tiers = new List<NeedTier>();
        foreach (var entry in file.Entries("tiers", required: true))
        {
            tiers.Add(new(tiers.Count + 1, entry.Choice("ground", NeedGrounds), entry.Words("name"), SourceOf(entry), entry.Text("place"), entry.Origin));
            entry.Done();
        }

        var whole = tiers.Select(t => t.Ground).Distinct().Count() == NeedGrounds.Count && tiers.Count == NeedGrounds.Count && tiers[^1].Ground == NeedGround.Other;
        Require(file, "tiers", whole, new("target-date och guarantee, var och en en gång, och other sist", "target-date and guarantee, each once, and other last"));
        return [.. tiers];
    }

    private static ImmutableArray<DeviationKind> ReadLeftOut(RuleFields file)
    {
        var kinds = ImmutableArray.CreateBuilder<DeviationKind>();
        foreach (var scalar in file.Scalars("left-out"))
        {
            if (DeviationKinds.TryGetValue(scalar.Text, out var kind))
            {
                kinds.Add(kind);
            }
            else
            {
                file.Wrong(scalar, "left-out", string.Join(", ", DeviationKinds.Keys));
            }
        }

        return kinds.ToImmutable();
    }
}

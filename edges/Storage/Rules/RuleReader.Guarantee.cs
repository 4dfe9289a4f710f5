using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Rules;

/// <summary>The care guarantee: limits per kind of wait, and what deviations do.</summary>
internal sealed partial class RuleReader
{
    private static readonly Dictionary<string, WaitKind> WaitKindNames = new()
    {
        ["primary-contact"] = WaitKind.PrimaryContact, ["primary-assessment"] = WaitKind.PrimaryAssessment,
        ["first-visit"] = WaitKind.FirstVisit, ["treatment"] = WaitKind.Treatment,
        ["child-psychiatry-assessment"] = WaitKind.ChildPsychiatryAssessment,
        ["child-psychiatry-treatment"] = WaitKind.ChildPsychiatryTreatment,
        ["other"] = WaitKind.Other,
    };

    // No limit can be set on what no guarantee covers.
    private static readonly Dictionary<string, WaitKind> CoveredKinds =
        WaitKindNames.Where(k => k.Value != WaitKind.Other).ToDictionary();

    private static readonly Dictionary<string, DeviationKind> DeviationKinds = new()
    {
        ["PvV"] = DeviationKind.PatientChosen, ["MoV"] = DeviationKind.MedicallyCaused, ["SoV"] = DeviationKind.SpeciallyCaused,
    };

    private static readonly Dictionary<string, DeviationEffect> DeviationEffects = new()
    {
        ["not-counted"] = DeviationEffect.NotCounted, ["set-aside"] = DeviationEffect.SetAside, ["none"] = DeviationEffect.None,
    };

    private readonly List<GuaranteeRule> guarantees = [];

    public WaitingRules Waiting(string version) => new(
        version,
        [.. guarantees.OrderBy(g => g.Kind).ThenBy(g => g.Region?.ToString() ?? "", StringComparer.Ordinal).ThenBy(g => g.From)])
    {
        Register = [.. registerCodes.OrderBy(c => c.From)],
        Statistics = statistics ?? StatisticsRules.None,
        Jumps = jumps,
        Operational = [.. operationalCodes.OrderBy(c => c.From)],
    };

    public void ReadGuarantees(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("guarantee", file.Id("guarantee"), file.OriginOf("guarantee"));
            file.Words("name");
            var region = file.TextOrNull("region") is { } text ? RegionOf(text, file.OriginOf("region")) : null;
            var choice = file.Words("by-start");
            var deviations = ReadDeviationRules(file);
            guarantees.AddRange(file.Entries("limits", required: true).Select(e => ReadLimit(e, region, choice, deviations)));
            file.Done();
        }
    }

    private GuaranteeRule ReadLimit(RuleFields entry, RegionId? region, Bilingual choice, ImmutableArray<DeviationRule> deviations)
    {
        var rule = new GuaranteeRule(
            entry.Choice("kind", CoveredKinds), region, (int)entry.Whole("days", 0, 3650), entry.Date("from"), entry.DateOrNull("to"),
            choice, deviations, SourceOf(entry), entry.Text("place"), entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        if (rule.To is { } to && to != default && to < rule.From)
        {
            entry.Wrong(entry.Node("to", "")!, "to", new("den första dagen eller senare", "the first day or later"));
        }

        return rule;
    }

    // All three must be there: what a deviation does is never left to a silence.
    private ImmutableArray<DeviationRule> ReadDeviationRules(RuleFields file)
    {
        var rules = ImmutableArray.CreateBuilder<DeviationRule>();
        foreach (var entry in file.Entries("deviations", required: true))
        {
            var rule = new DeviationRule(
                entry.Choice("kind", DeviationKinds), entry.Choice("effect", DeviationEffects), entry.Choice("active", YesNo),
                SourceOf(entry), entry.Text("place"), entry.WordsOrNull("assumption"), entry.Origin);
            entry.Done();
            if (Take($"deviation of {file.Origin.File}", entry.TextOrNull("kind") ?? "", entry.OriginOf("kind")))
            {
                rules.Add(rule);
            }
        }

        foreach (var (name, kind) in DeviationKinds)
        {
            if (file.Has("deviations") && rules.All(r => r.Kind != kind))
            {
                file.Add(Refusal.Of(RefusalCode.RuleFieldMissing, $"kind: {name}", "{kind: …, effect: …, active: …, source: …, place: …}")
                    .Located(file.OriginOf("deviations")));
            }
        }

        return rules.ToImmutable();
    }
}

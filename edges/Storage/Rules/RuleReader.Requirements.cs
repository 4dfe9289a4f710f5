using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Rules;

/// <summary>What a scheme wants shown.</summary>
internal sealed partial class RuleReader
{
    private const int DeepestRequirement = 8;

    private static readonly string[] Forms = ["reaches", "improves", "steps", "between", "any", "all", "met", "points"];

    private Requirement ReadRequirement(RuleFields part, Scheme scheme, int depth)
    {
        var forms = Forms.Where(part.Has).ToList();
        if (forms.Count != 1 || depth > DeepestRequirement)
        {
            part.Add(Refusal.Of(RefusalCode.RuleFieldMissing, string.Join(" | ", Forms), new Bilingual(
                $"just ett av dem, i högst {DeepestRequirement} nivåer", $"just one of them, in at most {DeepestRequirement} levels")).Located(part.Origin));
            return new AllOf([]);
        }

        var form = forms[0];
        Requirement read = form switch
        {
            "any" => new AnyOf(Several(part, form, scheme, depth)),
            "all" => new AllOf(Several(part, form, scheme, depth)),
            "met" => ReadMet(Part(part, form), scheme, depth),
            "points" => ReadPoints(part, scheme, depth),
            _ => OnOne(Part(part, form), form, scheme),
        };
        part.Done();
        return read;
    }

    private Requirement OnOne(RuleFields part, string form, Scheme scheme)
    {
        var (id, place) = (part.Text("indicator"), IndicatorIn(part, "indicator", scheme));
        var indicator = place >= 0 ? scheme.Indicators[place] : null;
        Requirement read = form switch
        {
            "reaches" => new Reaches(id, place, Level(part, indicator)),
            "improves" => ReadImproves(part, id, place, indicator),
            "steps" => new Steps(id, place, Ladder(part, "steps", step => Level(step, indicator), indicator is null or { HigherIsBetter: true })),
            _ => ReadBetween(part, id, place, indicator),
        };
        part.Done();
        return read;
    }

    // A share is held against percent, a number against a number.
    private static long Level(RuleFields part, SchemeIndicator? indicator, string? named = null) => indicator?.Kind == IndicatorKind.Number
        ? part.Whole(named ?? "number", 0, 1_000_000_000) * 1_000_000
        : part.Percent(named ?? "percent", orNone: true);

    private static Improves ReadImproves(RuleFields part, string id, int place, SchemeIndicator? indicator)
    {
        Month? against = part.Has("against") ? MonthOf(part, "against", part.Text("against"), part.OriginOf("against")) : null;
        var before = against is not null ? 0 : part.Has("months-before") ? (int)part.Whole("months-before", 1, 120) : 12;
        return new(id, place, before, against, part.Has("by") ? Level(part, indicator, "by") : 0);
    }

    private Between ReadBetween(RuleFields part, string id, int place, SchemeIndicator? indicator)
    {
        var (threshold, benchmark) = (Level(part, indicator, "threshold"), Level(part, indicator, "benchmark"));
        var rising = indicator is null || (indicator.HigherIsBetter ? threshold < benchmark : threshold > benchmark);
        if (!rising)
        {
            problems.Add(Refusal.Of(RefusalCode.StepsNotRising, id).Located(part.Origin));
        }

        return new(id, place, threshold, benchmark);
    }

    private ImmutableArray<Requirement> Several(RuleFields part, string name, Scheme scheme, int depth)
    {
        var several = part.Entries(name, required: true).Select(e => ReadRequirement(e, scheme, depth + 1)).ToImmutableArray();
        Require(part, name, several.Length is > 0 and <= 100, new("1–100 krav", "1–100 requirements"));
        return several;
    }

    private NumberMet ReadMet(RuleFields part, Scheme scheme, int depth)
    {
        var read = new NumberMet(Several(part, "of", scheme, depth), Ladder(part, "earns", step => step.Whole("number", 1, 100), higher: true));
        part.Done();
        return read;
    }

    private Points ReadPoints(RuleFields part, Scheme scheme, int depth)
    {
        var (of, weights) = (new List<Requirement>(), new List<long>());
        foreach (var entry in part.Entries("points", required: true))
        {
            weights.Add(Math.Max(1, entry.Whole("weight", 1, 1_000_000)));
            of.Add(ReadRequirement(Part(entry, "of"), scheme, depth + 1));
            entry.Done();
        }

        Require(part, "points", of.Count is > 0 and <= 100, new("1–100 poäng", "1–100 points"));
        return new([.. of], [.. weights]);
    }

    // Demand and part both rise, so that nobody earns less by doing better.
    private ImmutableArray<Step> Ladder(RuleFields part, string name, Func<RuleFields, long> level, bool higher)
    {
        var ladder = new List<Step>();
        foreach (var entry in part.Entries(name, required: true))
        {
            ladder.Add(new(level(entry), entry.Percent("earns") * (Requirement.All / 1_000_000)));
            entry.Done();
        }

        var rises = ladder.Count > 0 && ladder.Zip(ladder.Skip(1)).All(p =>
            (higher ? p.First.Level < p.Second.Level : p.First.Level > p.Second.Level) && p.First.Part < p.Second.Part);
        if (!rises)
        {
            problems.Add(Refusal.Of(RefusalCode.StepsNotRising, name).Located(part.OriginOf(name)));
        }

        return [.. ladder];
    }
}

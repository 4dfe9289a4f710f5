using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Rules;

/// <summary>Schemes that pay for results.</summary>
internal sealed partial class RuleReader
{
    private static readonly Dictionary<string, IndicatorKind> IndicatorKinds = new() { ["share"] = IndicatorKind.Share, ["number"] = IndicatorKind.Number };
    private static readonly Dictionary<string, bool> Directions = new() { ["higher"] = true, ["lower"] = false };
    private static readonly Dictionary<string, bool> Stated = new() { ["met"] = true, ["not-met"] = false };
    private static readonly Dictionary<string, bool> Judged = new() { ["each-month"] = false, ["together"] = true };
    private static readonly Dictionary<string, bool> Counted = new() { ["everything"] = false, ["care-given"] = true };
    private static readonly Dictionary<string, bool> SchemeRegions = new() { ["rules"] = false, ["figures"] = true };
    private static readonly Dictionary<string, string> PublishedKinds = new[] { "first-visit", "treatment" }.ToDictionary(k => k);
    private static readonly Dictionary<string, string> PublishedPhases = new[] { "waiting", "completed", "exits" }.ToDictionary(k => k);
    private static readonly Dictionary<string, LateFigures> Lates = new() { ["not-earned"] = LateFigures.NotEarned, ["amend"] = LateFigures.Amend };
    private static readonly Dictionary<string, MissingFigures> Missings = new() { ["not-earned"] = MissingFigures.NotEarned, ["stops"] = MissingFigures.Stops };
    private static readonly Dictionary<string, RevisedFigures> Revisions = new() { ["stands"] = RevisedFigures.Stands, ["amend"] = RevisedFigures.Amend };

    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    private readonly List<Scheme> schemes = [];

    public ImmutableArray<Scheme> Schemes => [.. schemes.OrderBy(s => s.Id, StringComparer.Ordinal)];

    public void ReadSchemes(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            ReadSourcesOf(file, required: false);
            var (id, at) = (file.Id("scheme"), file.OriginOf("scheme"));
            var scheme = new Scheme(
                id, file.Words("name"), Programme(file), file.Year("year"), file.Amount("total"), file.Choice("rounding", Roundings, "krona"),
                file.Choice("regions", SchemeRegions, "rules"), file.Choice("counts", Counted, "everything"),
                [.. file.Entries("indicators").Select(ReadIndicator)],
                [.. file.Entries("conditions").Select(ReadSchemeCondition)],
                [], ReadConsequences(file), SourceOf(file), file.WordsOrNull("assumption"), file.Origin);
            var components = file.Entries("components", required: true).Select(entry => ReadComponent(entry, scheme)).ToImmutableArray();
            file.Done();
            scheme = scheme with { Components = components };
            if (Take("scheme", id, at))
            {
                schemes.Add(scheme);
            }

            CheckScheme(scheme);
        }
    }

    private string? Programme(RuleFields file)
    {
        if (!file.Has("programme"))
        {
            return null;
        }

        return ProgrammeOf(file);
    }

    private SchemeIndicator ReadIndicator(RuleFields entry)
    {
        PublishedFigure? published = null;
        if (entry.Has("published"))
        {
            var part = Part(entry, "published");
            published = new(
                part.Choice("kind", PublishedKinds), part.Choice("phase", PublishedPhases), part.Has("within-days") ? (int)part.Whole("within-days", 1, 3660) : null);
            part.Done();
        }

        var indicator = new SchemeIndicator(
            entry.Id("id"), entry.Words("name"), entry.Choice("kind", IndicatorKinds, "share"), entry.Choice("better", Directions, "higher"),
            entry.Choice("above-whole", AboveWhole, "refused"), entry.TextOrNull("exits"), published, entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        return indicator;
    }

    private static readonly Dictionary<string, bool> AboveWhole = new() { ["refused"] = false, ["allowed"] = true };

    private static SchemeCondition ReadSchemeCondition(RuleFields entry)
    {
        var condition = new SchemeCondition(
            entry.Id("id"), entry.Words("text"), entry.Choice("unless-stated", Stated, "not-met"), entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        return condition;
    }

    private Consequences ReadConsequences(RuleFields file)
    {
        var part = Part(file, "consequences");
        var consequences = new Consequences(
            part.Choice("late", Lates), part.Choice("missing", Missings), part.Choice("revised", Revisions), part.WordsOrNull("assumption"));
        part.Done();
        return consequences;
    }

    private SchemeComponent ReadComponent(RuleFields entry, Scheme scheme)
    {
        var months = entry.Has("months") ? entry.Scalars("months").Select(m => MonthOf(entry, "months", m.Text, m.Origin)).ToImmutableArray() : [];
        Require(entry, "months", months.Zip(months.Skip(1)).All(pair => pair.First.CompareTo(pair.Second) < 0), new("månader i ordning, var och en en gång", "months in order, each once"));
        var component = new SchemeComponent(
            entry.Id("id"), entry.Words("name"), entry.Amount("pot"), months, entry.Choice("judged", Judged, "each-month"),
            ReadWeight(Part(entry, "share"), scheme), entry.Has("earns") ? ReadRequirement(Part(entry, "earns"), scheme, 0) : null,
            entry.Choice("pays", Paid, "earned"), ReadUnearned(entry, scheme), entry.Choice("in-notice", YesNo, "false"), SourceOrNull(entry), entry.WordsOrNull("assumption"), entry.Origin);
        if (months.IsEmpty && (component.Requirement is not null || component.Share.Indicator is not null || component.Unearned is ToTheBest))
        {
            entry.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "months", "[2019-09, 2019-10]").Located(entry.Origin));
        }

        // Several months added up are not comparable with one.
        if (component is { Together: true, Months.Length: > 1, Requirement: { } requirement } && ComparesWithOne(requirement))
        {
            Require(entry, "judged", false, new("each-month, eller months-before i stället för against", "each-month, or months-before instead of against"));
        }

        entry.Done();
        return component;
    }

    private static bool ComparesWithOne(Requirement requirement) => requirement switch
    {
        Improves { Against: not null } => true,
        MadeOf made => made.Of.Any(ComparesWithOne),
        _ => false,
    };

    private static readonly Dictionary<string, bool> Paid = new() { ["earned"] = false, ["whole-pot"] = true };

    private static Month MonthOf(RuleFields entry, string name, string text, RuleOrigin at)
    {
        if (Month.Read(text) is { Year: >= FirstYear and <= LastYear } month)
        {
            return month;
        }

        entry.Add(Refusal.Of(RefusalCode.RuleValueWrong, RuleFields.Short(text), name, new Bilingual($"ÅÅÅÅ-MM, {FirstYear}–{LastYear}", $"YYYY-MM, {FirstYear}–{LastYear}")).Located(at));
        return new(2000, 1);
    }

    private Weight ReadWeight(RuleFields part, Scheme scheme)
    {
        var (key, indicator) = (part.TextOrNull("key"), part.TextOrNull("indicator"));
        if (key is not null)
        {
            references.Add(("key", key, part.OriginOf("key")));
        }
        else
        {
            NumberIn(part, "indicator", scheme);
        }

        Require(part, "key", key is null || indicator is null, new("antingen key eller indicator", "either key or indicator"));
        part.Done();
        return new(key, indicator);
    }

    private Unearned ReadUnearned(RuleFields entry, Scheme scheme)
    {
        if (!entry.Has("unearned"))
        {
            return new KeptByState();
        }

        var part = Part(entry, "unearned");
        Unearned unearned = part.Choice("to", UnearnedKinds) switch
        {
            "all" => new SharedOut(false),
            "earners" => new SharedOut(true),
            "best" => ReadBest(part, scheme),
            "component" => new ToComponent(part.Text("component")),
            _ => new KeptByState(),
        };
        part.Done();
        return unearned;
    }

    private static readonly Dictionary<string, string> UnearnedKinds = new[] { "state", "all", "earners", "best", "component" }.ToDictionary(k => k);

    private ToTheBest ReadBest(RuleFields part, Scheme scheme)
    {
        NumberIn(part, "by", scheme);
        return new((int)part.Whole("number", 1, 1000), part.Text("by"), ReadWeight(Part(part, "per"), scheme));
    }

    // Money is weighed by numbers only: the numerator of a share may fall while the share gets better.
    private void NumberIn(RuleFields part, string name, Scheme scheme)
    {
        if (IndicatorIn(part, name, scheme) is >= 0 and var place && scheme.Indicators[place].Kind != IndicatorKind.Number)
        {
            Require(part, name, false, new("ett mått av slaget number", "an indicator of the kind number"));
        }
    }

    // The indicator's place, or -1 when the scheme has none of the name.
    private int IndicatorIn(RuleFields part, string name, Scheme scheme)
    {
        var id = part.Text(name);
        var place = scheme.PlaceOf(id);
        if (place < 0 && id.Length > 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, id, new Bilingual("ordningens mått", "the scheme's indicators"),
                string.Join(", ", scheme.Indicators.Select(i => i.Id))).Located(part.OriginOf(name)));
        }

        return place;
    }

    private void CheckScheme(Scheme scheme)
    {
        foreach (var twice in scheme.Indicators.Select(i => i.Id).Concat(scheme.Conditions.Select(c => c.Id)).Concat(scheme.Components.Select(c => c.Id))
            .GroupBy(id => id).Where(g => g.Count() > 1 && g.Key.Length > 0))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleIdDuplicate, twice.Key, scheme.Origin.ToString()).Located(scheme.Origin));
        }

        foreach (var component in scheme.Components)
        {
            if (component.Unearned is ToComponent to && !scheme.Components.Any(c => c.Id == to.Component))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, to.Component, new Bilingual("ordningens komponenter", "the scheme's components"),
                    string.Join(", ", scheme.Components.Select(c => c.Id))).Located(component.Origin));
            }

            // Nothing is left of a pot that is paid whole: what it said of that would never apply.
            if (component is { BudgetNeutral: true, Unearned: not KeptByState })
            {
                problems.Add(Refusal.Of(RefusalCode.WholePotUnearned, component.Id).Located(component.Origin));
            }

            if (component.Pot.Ore % Math.Max(1, (long)scheme.Rounding) != 0)
            {
                problems.Add(Refusal.Of(RefusalCode.PotNotWholeUnits, component.Pot.ForPeople, new Money((long)scheme.Rounding).ForPeople).Located(component.Origin));
            }
        }

        foreach (var indicator in scheme.Indicators.Where(i => i.Exits is not null))
        {
            var exits = scheme.Indicators.FirstOrDefault(i => i.Id == indicator.Exits);
            if (exits is null)
            {
                problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, indicator.Exits!, new Bilingual("ordningens mått", "the scheme's indicators"),
                    string.Join(", ", scheme.Indicators.Select(i => i.Id))).Located(indicator.Origin));
            }
            else if (indicator.Kind != IndicatorKind.Share || exits.Kind != IndicatorKind.Number)
            {
                problems.Add(Refusal.Of(RefusalCode.ExitsNotOfShare, indicator.Id, exits.Id).Located(indicator.Origin));
            }
        }

        var pots = Money.Sum(scheme.Components.Select(c => c.Pot));
        if (pots != scheme.Total)
        {
            problems.Add(Refusal.Of(RefusalCode.PotsNotTotal, pots.ForPeople, scheme.Total.ForPeople).Located(scheme.Origin));
        }

        if (scheme.Components.Length > 0 && Settle.OrderOf(scheme).IsEmpty)
        {
            problems.Add(Refusal.Of(RefusalCode.RedistributionCircular, scheme.Components.First(c => c.Unearned is ToComponent).Id).Located(scheme.Origin));
        }
    }
}

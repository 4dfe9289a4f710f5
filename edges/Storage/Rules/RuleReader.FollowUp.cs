using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Storage.Rules;

/// <summary>Follow-up: purposes, the indicators that show them, and what cannot be measured yet.</summary>
internal sealed partial class RuleReader
{
    private const string IndicatorsFolder = "indicators/";

    private static readonly Dictionary<string, FollowUpKind> FollowUpKinds = new()
    {
        ["goal"] = FollowUpKind.Goal, ["agreement"] = FollowUpKind.Agreement, ["programme"] = FollowUpKind.Programme,
    };

    private readonly List<FollowUpItem> followUps = [];

    public FollowUpBook FollowUp() => new(
        indicators.ToImmutableSortedDictionary(StringComparer.Ordinal),
        [.. followUps.OrderBy(i => i.Kind)]);

    public void ReadFollowUp(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("follow-up file", file.Id("follow-up"), file.OriginOf("follow-up"));
            var kind = file.Choice("kind", FollowUpKinds);
            foreach (var item in file.Entries("items", required: true).Select(e => ReadFollowUpItem(kind, e)))
            {
                if (Take($"{kind} followed up", item.Id, item.Origin))
                {
                    followUps.Add(item);
                }
            }

            file.Done();
        }
    }

    // A programme has its name in its own file; the other kinds have no other place for theirs.
    private FollowUpItem ReadFollowUpItem(FollowUpKind kind, RuleFields entry)
    {
        var id = entry.Id("id");
        if (kind is FollowUpKind.Programme)
        {
            ProgrammeMustExist(id, entry.OriginOf("id"));
        }

        var item = new FollowUpItem(
            kind, id, kind is FollowUpKind.Programme ? null : entry.Words("name"),
            kind is FollowUpKind.Programme ? [id] : [.. entry.Scalars("programmes").Select(ReadServing)],
            entry.Words("purpose"), SourceOf(entry), entry.TextOrNull("quote"),
            [.. entry.Entries("indicators").Select(ReadChosen).OfType<ChosenIndicator>()],
            ReadLacking(entry),
            [.. entry.Entries("beside").Select(ReadBeside)],
            ReadEffect(id, entry),
            entry.Origin);
        entry.Done();
        return item;
    }

    private string ReadServing(RuleScalar programme)
    {
        ProgrammeMustExist(programme.Text, programme.Origin);
        return programme.Text;
    }

    private void ProgrammeMustExist(string id, RuleOrigin at)
    {
        if (!programmes.ContainsKey(id) && !MayStandUnread(ProgrammesFolder))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, id,
                new("programmen", "the programmes"), string.Join(", ", programmes.Keys.Order())).Located(at));
        }
    }

    private ChosenIndicator? ReadChosen(RuleFields entry)
    {
        var (id, why) = (entry.Text("indicator"), entry.Words("why"));
        entry.Done();
        if (indicators.TryGetValue(id, out var indicator))
        {
            return new(indicator, why);
        }

        if (!MayStandUnread(IndicatorsFolder))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, id,
                new("indikatorerna", "the indicators"), string.Join(", ", indicators.Keys.Order())).Located(entry.OriginOf("indicator")));
        }

        return null;
    }

    private NotMeasurable? ReadLacking(RuleFields entry)
    {
        if (!entry.Has("not-measurable") || entry.Node("not-measurable", "{why: …, would-take: …}") is not { } node)
        {
            return null;
        }

        var fields = new RuleFields(node, problems);
        var lacking = new NotMeasurable(fields.Words("why"), fields.Words("would-take"));
        fields.Done();
        return lacking;
    }

    private SaidBeside ReadBeside(RuleFields entry)
    {
        var said = new SaidBeside(entry.Words("text"), SourceOf(entry));
        entry.Done();
        return said;
    }

    private ShownEffect? ReadEffect(string item, RuleFields entry)
    {
        if (!entry.Has("effect") || entry.Node("effect", "{text: …, comparison: …, source: …}") is not { } node)
        {
            return null;
        }

        var fields = new RuleFields(node, problems);
        var (text, comparison, source) = (fields.Words("text"), fields.WordsOrNull("comparison"), SourceOf(fields));
        fields.Done();
        if (comparison is null)
        {
            problems.Add(Refusal.Of(RefusalCode.EffectWithoutComparison, item).Located(fields.Origin));
            return null;
        }

        return new(text, comparison, source);
    }
}

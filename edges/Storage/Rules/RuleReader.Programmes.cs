using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>Programmes.</summary>
internal sealed partial class RuleReader
{
    private static readonly Dictionary<string, Stage> Stages = new()
    {
        ["announced"] = Stage.Announced, ["proposed"] = Stage.Proposed, ["decided"] = Stage.Decided,
        ["allotted"] = Stage.Allotted, ["agency-decision"] = Stage.AgencyDecision, ["paid"] = Stage.Paid,
    };

    private static readonly Dictionary<string, Measure> Measures = new()
    {
        ["total"] = Measure.Total, ["addition"] = Measure.Addition, ["part"] = Measure.Part,
    };

    private static readonly Dictionary<string, Precision> Precisions = new()
    {
        ["exact"] = Precision.Exact, ["approximate"] = Precision.Approximate, ["preliminary"] = Precision.Preliminary,
    };

    private static readonly Dictionary<string, Recipient> Recipients = new()
    {
        ["regions"] = Recipient.Regions, ["municipalities"] = Recipient.Municipalities, ["skr"] = Recipient.Skr,
        ["cancer-centres"] = Recipient.CancerCentres, ["registers"] = Recipient.Registers,
        ["agencies"] = Recipient.Agencies, ["others"] = Recipient.Others,
    };

    private static readonly Dictionary<string, ConditionKind> ConditionKinds = new()
    {
        ["purpose"] = ConditionKind.Purpose, ["performance"] = ConditionKind.Performance, ["agreement"] = ConditionKind.Agreement,
        ["application"] = ConditionKind.Application, ["report"] = ConditionKind.Report, ["plan"] = ConditionKind.Plan,
    };

    private static readonly Dictionary<string, KeyDateKind> KeyDateKinds = new()
    {
        ["agreement"] = KeyDateKind.Agreement, ["application-from"] = KeyDateKind.ApplicationFrom,
        ["application-to"] = KeyDateKind.ApplicationTo, ["requisition-from"] = KeyDateKind.RequisitionFrom,
        ["requisition-to"] = KeyDateKind.RequisitionTo, ["payment"] = KeyDateKind.Payment, ["report"] = KeyDateKind.Report,
    };

    private static readonly Dictionary<string, Rounding> Roundings = new()
    {
        ["öre"] = Rounding.Ore, ["krona"] = Rounding.Krona, ["MSEK"] = Rounding.Million,
    };

    private static readonly Dictionary<string, bool> YesNo = new() { ["true"] = true, ["false"] = false };

    public void ReadProgrammes(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            var id = file.Id("programme");
            var appropriation = file.TextOrNull("appropriation");
            if (appropriation is not null)
            {
                references.Add(("appropriation", appropriation, file.OriginOf("appropriation")));
            }

            var programme = new Programme(
                id, file.Words("name"), file.Words("purpose"), appropriation, file.WordsOrNull("agreement"), file.WordsOrNull("follow-up"),
                [.. file.Scalars("recipients").Select(r => ChoiceOf(r, "recipients", Recipients))],
                [.. file.Entries("statements", required: true).Select(e => ReadStatement(id, e))],
                [.. file.Entries("conditions").Select(ReadCondition)],
                [.. file.Entries("dates").Select(ReadKeyDate)],
                [.. file.Entries("allotments").Select(e => ReadAllotment(id, e))],
                ReadCommitment(id, file),
                ReadFrame(file),
                file.Origin);
            file.Done();
            CheckParts(programme);
            if (Take("programme", id, file.OriginOf("programme")))
            {
                programmes[id] = programme;
            }
        }
    }

    private Statement ReadStatement(string programme, RuleFields entry)
    {
        var statement = new Statement(
            ReadSubject(programme, entry.Year("year"), entry), entry.Choice("stage", Stages), entry.AmountOrUnknown("amount"),
            entry.Choice("precision", Precisions, "exact"), entry.Date("known"), SourceOf(entry),
            entry.Has("recipient") ? entry.Choice("recipient", Recipients) : null,
            entry.TextOrNull("quote"), entry.WordsOrNull("note"), entry.WordsOrNull("assumption"), entry.WordsOrNull("beside"), entry.Origin);
        entry.Done();
        return statement;
    }

    private static Subject ReadSubject(string programme, int year, RuleFields entry)
    {
        var measure = entry.Choice("measure", Measures);
        if (measure != Measure.Part && entry.Has("part"))
        {
            entry.Add(Refusal.Of(RefusalCode.RuleFieldUnknown, "part", new("part bara med measure: part", "part only with measure: part")).Located(entry.OriginOf("part")));
        }

        return new(programme, year, measure, measure == Measure.Part ? entry.Id("part") : "");
    }

    private Condition ReadCondition(RuleFields entry)
    {
        var years = ImmutableArray.CreateBuilder<int>();
        foreach (var year in entry.Scalars("years"))
        {
            if (int.TryParse(year.Text, out var number) && number is >= 1990 and <= 2100)
            {
                years.Add(number);
            }
            else
            {
                entry.Wrong(year, "years", new("ett år", "a year"));
            }
        }

        var condition = new Condition(
            years.ToImmutable(), entry.Choice("kind", ConditionKinds), entry.Words("text"), KnownOf(entry), SourceOf(entry),
            entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        return condition;
    }

    private KeyDate ReadKeyDate(RuleFields entry)
    {
        var date = new KeyDate(
            entry.Year("year"), entry.Choice("kind", KeyDateKinds), entry.Date("date"), KnownOf(entry), SourceOf(entry),
            entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        return date;
    }

    // What no day is given for was public when its source was.
    private DateOnly KnownOf(RuleFields entry) => entry.Has("known") ? entry.Date("known") : SourceOf(entry).Published;

    private AllotmentRule ReadAllotment(string programme, RuleFields entry)
    {
        var year = entry.Year("year");
        var parts = entry.Entries("parts", required: true).Select(part =>
        {
            var key = part.Text("key");
            references.Add(("key", key, part.OriginOf("key")));
            var read = new AllotmentPart(
                ReadSubject(programme, year, part), Subjects("less"), Subjects("certain"), key, part.Origin);

            ImmutableArray<Subject> Subjects(string name) =>
                [.. part.Scalars(name, required: false).Select(l => new Subject(programme, year, Measure.Part, l.Text))];

            part.Done();
            return read;
        }).ToImmutableArray();
        var rule = new AllotmentRule(
            programme, year, entry.Choice("notice", YesNo), entry.Choice("rounding", Roundings), parts,
            SourceOrNull(entry), entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();

        // A decided notice has one amount a programme and region, so there can be only one rule for it.
        if (rule.InNotice)
        {
            Take("notice of " + programme, $"{programme} {year} notice: true", entry.OriginOf("notice"));
        }

        return rule;
    }

    private CommitmentAuthorisation? ReadCommitment(string programme, RuleFields file)
    {
        if (!file.Has("commitment") || file.Node("commitment", "{…}") is not { } node)
        {
            return null;
        }

        var entry = new RuleFields(node, problems);
        var payments = ImmutableSortedDictionary.CreateBuilder<int, Money>();
        foreach (var (text, at, value) in entry.Pairs("payments"))
        {
            if (int.TryParse(text, out var year) && year is >= 1990 and <= 2100 && RuleFields.ParseMoney(value) is { } amount)
            {
                payments[year] = amount;
            }
            else
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, $"{text}: {value}", "payments", "2026: 100 MSEK").Located(at));
            }
        }

        var commitment = new CommitmentAuthorisation(
            programme, entry.Year("year"), entry.Amount("authorisation"), payments.ToImmutable(), SourceOf(entry),
            entry.WordsOrNull("assumption"), entry.Origin);
        entry.Done();
        return commitment;
    }

    private ProgrammeFrame? ReadFrame(RuleFields file)
    {
        if (!file.Has("within") || file.Node("within", "{programme: …}") is not { } node)
        {
            return null;
        }

        var entry = new RuleFields(node, problems);
        var frame = new ProgrammeFrame(entry.Text("programme"), entry.WordsOrNull("assumption"));
        entry.Done();
        references.Add(("programme", frame.Programme, entry.OriginOf("programme")));
        return frame;
    }

    // An allotment may only name amounts that somebody has stated for its year.
    private void CheckParts(Programme programme)
    {
        var stated = programme.Statements.Select(s => s.Subject).ToHashSet();
        foreach (var part in programme.Allotments.SelectMany(a => a.Parts))
        {
            foreach (var subject in part.Less.Concat(part.Certain).Prepend(part.Subject).Where(s => !stated.Contains(s)))
            {
                var known = stated.Where(s => s.Year == subject.Year).Select(s => s.Measure == Measure.Part ? s.Part : Words.Of(s.Measure).En);
                problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown,
                    subject.Measure == Measure.Part ? subject.Part : Words.Of(subject.Measure), PluralOf("part"),
                    string.Join(", ", known.Distinct().Order())).Located(part.Origin));
            }
        }
    }

    private T ChoiceOf<T>(RuleScalar scalar, string name, Dictionary<string, T> choices)
    {
        if (choices.TryGetValue(scalar.Text, out var choice))
        {
            return choice;
        }

        problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, scalar.Text, name, string.Join(", ", choices.Keys)).Located(scalar.Origin));
        return choices.Values.First();
    }
}

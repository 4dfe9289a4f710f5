using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Rules;

/// <summary>Worked examples of need.</summary>
internal sealed partial class RuleReader
{
    private static readonly Dictionary<string, WaitStatus> WaitStatuses = new()
    {
        ["waiting"] = WaitStatus.Waiting, ["booked"] = WaitStatus.Booked, ["cared"] = WaitStatus.Cared, ["closed"] = WaitStatus.Closed,
    };

    private readonly List<NeedExample> needExamples = [];

    public ImmutableArray<NeedExample> NeedExamples => [.. needExamples.OrderBy(e => e.Id, StringComparer.Ordinal)];

    private void ReadNeedExample(string id, RuleFields file, RuleFields given)
    {
        var entry = new RuleFields(given.Node("need", "{kind: …, day: …, weeks: …, region: …, referral: …}")!, problems);
        given.Done();
        var weeks = new RunWeeks(entry.Date("day"), (int)entry.Whole("weeks", 1, ServiceProblem.MostWeeks));
        var wait = ReadOperationalWait(entry);
        entry.Done();
        var expected = ExpectedOfNeed(file);
        var source = SourceOf(file);
        file.Done();
        if (!wait.Succeeded(out var read, out var refusal))
        {
            problems.Add(refusal.Located(entry.Origin));
        }
        else if (Take("example", id, file.OriginOf("example")))
        {
            needExamples.Add(new(id, read, weeks, expected, source, file.Origin));
        }
    }

    // Nobody: who it is changes no need.
    private Outcome<OperationalWait> ReadOperationalWait(RuleFields entry)
    {
        var region = RegionOf(entry.Text("region"), entry.OriginOf("region")) ?? RegionId.Nation;
        var person = new WaitingPerson("", Sex.Unknown, 0, entry.TextOrNull("municipality") ?? "");
        var care = new WantedCare(entry.Choice("kind", WaitKindNames), entry.TextOrNull("service") ?? "", "", "");
        var dates = new OperationalDates(
            entry.DateOrNull("referral"), entry.DateOrNull("decision"), entry.DateOrNull("target"), entry.DateOrNull("home"), entry.DateOrNull("exit"));
        var status = entry.Choice("status", WaitStatuses, "waiting");
        Outcome<Deviation?> deviation = (Deviation?)null;
        if (entry.Node("deviation", "{kind: PvV, from: …}", required: false) is { } node)
        {
            deviation = ReadDeviation(new(node, problems)).Then<Deviation?>(d => d);
        }

        return deviation.Then(d => OperationalWait.Of("", region, person, care, dates, d, status, null, DateTimeOffset.UnixEpoch));
    }

    private ImmutableSortedDictionary<string, (string, RuleOrigin)> ExpectedOfNeed(RuleFields file)
    {
        var expected = ImmutableSortedDictionary.CreateBuilder<string, (string, RuleOrigin)>(StringComparer.Ordinal);
        var names = string.Join(", ", Rules.NeedExamples.Fields.Keys);
        foreach (var (name, at, value) in file.Pairs("expect"))
        {
            if (!Rules.NeedExamples.Fields.ContainsKey(name))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleFieldUnknown, name, names).Located(at));
            }
            else if (!Rules.NeedExamples.Allows(name, value))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, value, name, name == "left-out"
                    ? string.Join(", ", Enum.GetValues<LeftOutReason>().Select(r => Export.FundingTables.Kebab(r)).Append(Rules.NeedExamples.None))
                    : new Bilingual("ett heltal eller none", "a whole number or none")).Located(at));
            }
            else
            {
                expected[name] = (value, at);
            }
        }

        // An example that expects nothing would hold whatever the rules say.
        if (file.Has("expect") && expected.Count == 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "expect", names).Located(file.OriginOf("expect")));
        }

        return expected.ToImmutable();
    }
}

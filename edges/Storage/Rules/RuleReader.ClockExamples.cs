using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Storage.Rules;

/// <summary>Worked examples of waits.</summary>
internal sealed partial class RuleReader
{
    private readonly List<ClockExample> clockExamples = [];

    public ImmutableArray<ClockExample> ClockExamples => [.. clockExamples.OrderBy(e => e.Id, StringComparer.Ordinal)];

    private void ReadClockExample(string id, RuleFields file, RuleFields given)
    {
        var clock = new RuleFields(given.Node("clock", "{kind: …, day: …, flow: {…}}")!, problems);
        given.Done();
        var day = clock.Date("day");
        var wait = ReadWait(clock);
        clock.Done();
        var expected = ExpectedOfClock(file);
        var source = SourceOf(file);
        file.Done();
        if (!wait.Succeeded(out var read, out var refusal))
        {
            problems.Add(refusal.Located(clock.Origin));
        }
        else if (Take("example", id, file.OriginOf("example")))
        {
            clockExamples.Add(new(id, read, day, expected, source, file.Origin));
        }
    }

    // A date that could not be read was reported where it stands; the refusal that may follow of it is no worse than silence.
    private Outcome<Wait> ReadWait(RuleFields clock)
    {
        var kind = clock.Choice("kind", WaitKindNames);
        var target = clock.DateOrNull("target");
        var region = clock.TextOrNull("region") is { } text ? RegionOf(text, clock.OriginOf("region")) : null;
        var deviations = clock.Entries("deviations").Select(ReadDeviation).ToList();
        var flow = ReadFlow(clock);
        if (deviations.Select(d => d.Refusal).FirstOrDefault(r => r is not null) is { } wrong)
        {
            return wrong;
        }

        return flow.Then(dates => Deviations.Of(deviations.Select(d => d.Value)).Then(all => Wait.Of(kind, dates, all, target, region)));
    }

    private static Outcome<Deviation> ReadDeviation(RuleFields entry)
    {
        var deviation = Deviation.Of(entry.Choice("kind", DeviationKinds), entry.Date("from"), entry.DateOrNull("to"));
        entry.Done();
        return deviation;
    }

    private Outcome<FlowDates> ReadFlow(RuleFields clock)
    {
        if (clock.Node("flow", "{referral-written: …}") is not { } node)
        {
            return FlowDates.Of();
        }

        var entry = new RuleFields(node, problems);
        var flow = FlowDates.Of(
            entry.DateOrNull("referral-written"), entry.DateOrNull("referral-received"), entry.DateOrNull("triaged"),
            entry.DateOrNull("visit-started"), entry.DateOrNull("treatment-decided"), entry.DateOrNull("treatment-started"),
            entry.DateOrNull("end-decided"), entry.DateOrNull("ended"));
        entry.Done();
        return flow;
    }

    private ImmutableSortedDictionary<string, (string, RuleOrigin)> ExpectedOfClock(RuleFields file)
    {
        var expected = ImmutableSortedDictionary.CreateBuilder<string, (string, RuleOrigin)>(StringComparer.Ordinal);
        foreach (var (name, at, value) in file.Pairs("expect"))
        {
            if (!Rules.ClockExamples.Fields.TryGetValue(name, out var field))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleFieldUnknown, name, string.Join(", ", Rules.ClockExamples.Fields.Keys)).Located(at));
            }
            else if (!field.Allows(value))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, value, name, field.Wanted).Located(at));
            }
            else
            {
                expected[name] = (value, at);
            }
        }

        // An example that expects nothing would hold whatever the rules say.
        if (file.Has("expect") && expected.Count == 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "expect", string.Join(", ", Rules.ClockExamples.Fields.Keys)).Located(file.OriginOf("expect")));
        }

        return expected.ToImmutable();
    }
}

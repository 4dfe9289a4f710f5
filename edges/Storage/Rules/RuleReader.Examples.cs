using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>Worked examples.</summary>
internal sealed partial class RuleReader
{
    private readonly List<RuleExample> examples = [];

    public ImmutableArray<RuleExample> Examples => [.. examples.OrderBy(e => e.Id, StringComparer.Ordinal)];

    public void ReadExamples(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            var id = file.Id("example");
            var given = new RuleFields(file.Node("given", "{year: …, as-of: …, programme: …}, {clock: …}, {need: …}, {scheme: …, as-of: …, figures: […]}") ?? NothingGiven(file), problems);
            if (given.Has("clock"))
            {
                ReadClockExample(id, file, given);
                continue;
            }

            if (given.Has("need"))
            {
                ReadNeedExample(id, file, given);
                continue;
            }

            if (given.Has("scheme"))
            {
                ReadSchemeExample(id, file, given);
                continue;
            }

            var example = new RuleExample(
                id, given.Year("year"), given.Date("as-of"), ProgrammeOf(given), Expected(file), SourceOf(file), file.Origin);
            given.Done();
            file.Done();
            if (Take("example", id, file.OriginOf("example")))
            {
                examples.Add(example);
            }
        }
    }

    // Stands in for what is missing and was reported as such.
    private static RuleMap NothingGiven(RuleFields file) =>
        new(file.Origin, ImmutableDictionary<string, (RuleOrigin, RuleNode)>.Empty);

    private string ProgrammeOf(RuleFields given)
    {
        var id = given.Text("programme");
        if (id.Length > 0 && !programmes.ContainsKey(id) && !MayStandUnread(ProgrammesFolder))
        {
            problems.Add(Refusal.Of(
                RefusalCode.RuleReferenceUnknown, id, new Bilingual("programmen", "the programmes"), string.Join(", ", programmes.Keys.Order()))
                .Located(given.OriginOf("programme")));
        }

        return id;
    }

    private ImmutableSortedDictionary<RegionId, (Money, RuleOrigin)> Expected(RuleFields file)
    {
        var expected = ImmutableSortedDictionary.CreateBuilder<RegionId, (Money, RuleOrigin)>();
        foreach (var (text, at, value) in file.Pairs("expect"))
        {
            if (RegionOf(text, at) is not { } region)
            {
                continue;
            }

            if (RuleFields.ParseMoney(value) is { } amount)
            {
                expected[region] = (amount, at);
            }
            else
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, value, "expect",
                    new("ett tal och öre, kr, tkr eller MSEK, till exempel 321813247 kr", "a number and öre, kr, tkr or MSEK, for instance 321813247 kr"))
                    .Located(at));
            }
        }

        return expected.ToImmutable();
    }
}

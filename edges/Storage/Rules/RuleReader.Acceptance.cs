using System.Collections.Immutable;
using Vardbro.Brokering;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>How likely a yes to an offer is.</summary>
internal sealed partial class RuleReader
{
    private readonly List<AcceptanceModel> acceptances = [];

    public ImmutableArray<AcceptanceModel> Acceptances => [.. acceptances.OrderBy(a => a.From)];

    private void ReadAcceptances(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("acceptance", file.Id("acceptance"), file.OriginOf("acceptance"));
            Take("acceptance from", file.TextOrNull("valid-from") ?? "", file.OriginOf("valid-from"));
            var (from, name, most, least) = (file.Date("valid-from"), file.Words("name"), Part(file, "most"), Part(file, "least"));
            var (high, low) = ((int)most.Whole("permille", 1, 999), (int)least.Whole("permille", 1, 999));
            Require(file, "least", low <= high, new("högst det som står i most", "no more than what stands in most"));
            ImmutableArray<Source> cited = [SourceOf(most), SourceOf(least), .. file.Scalars("sources").Select(s => SourceCited(file, s)).OfType<Source>()];
            most.Done();
            least.Done();
            acceptances.Add(new(
                file.Id("acceptance"), from, name, low, high, ReadFactor(file, "distance-km"), ReadFactor(file, "days-saved"), ReadFactor(file, "age-years"),
                cited, file.Words("assumption"), file.Origin));
            file.Done();
        }
    }

    private Source? SourceCited(RuleFields file, RuleScalar scalar)
    {
        if (sources.TryGetValue(scalar.Text, out var source))
        {
            return source;
        }

        if (!MayStandUnread(SourcesFile))
        {
            file.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, scalar.Text, PluralOf("source"), string.Join(", ", sources.Keys.Order())).Located(scalar.Origin));
        }

        return null;
    }

    // The first band begins at 0, so that every value has one.
    private AcceptanceFactor ReadFactor(RuleFields file, string name)
    {
        var (part, bands) = (Part(file, name), new List<AcceptanceBand>());
        foreach (var entry in part.Entries("bands", required: true))
        {
            bands.Add(new((int)entry.Whole("from", 0, 100_000), (int)entry.Whole("percent", 0, 100)));
            entry.Done();
        }

        var rising = bands.Count > 0 && bands[0].From == 0 && bands.Zip(bands.Skip(1)).All(pair => pair.First.From < pair.Second.From);
        Require(part, "bands", rising, new("band i stigande ordning, det första från 0", "bands in rising order, the first from 0"));
        var unknown = (int)part.Whole("unknown-percent", 0, 100);
        part.Done();
        return new([.. bands], unknown);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>Distribution keys.</summary>
internal sealed partial class RuleReader
{
    private static readonly Dictionary<string, string> KeyKinds =
        new[] { "equal", "series", "table", "mix" }.ToDictionary(k => k);

    public void ReadKeys(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            var id = file.Id("key");
            KeyForm form = file.Choice("kind", KeyKinds) switch
            {
                "series" => ReadSeriesForm(file),
                "table" => new TableForm(Weights(file, "values", allRegions: false)),
                "mix" => ReadMix(file),
                _ => new EqualForm(),
            };
            if (form is TableForm { Weights.IsEmpty: true } && !MayStandUnread(FactsFolder))
            {
                file.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "values", "{\"0001\": 1}").Located(file.Origin));
            }

            var key = new DistributionKey(
                id, file.Words("name"), file.Words("description"), SourceOrNull(file), file.WordsOrNull("assumption"), file.Origin, form);
            file.Done();
            if (Take("key", id, file.OriginOf("key")))
            {
                keys[id] = key;
            }
        }
    }

    private SeriesForm ReadSeriesForm(RuleFields file)
    {
        var id = file.Text("series");
        references.Add(("series", id, file.OriginOf("series")));
        Bilingual wanted = new("ett datum eller {month: 11, day: 1, years-before: 1}", "a date or {month: 11, day: 1, years-before: 1}");
        var at = file.Node("at", wanted) switch
        {
            RuleScalar scalar when RuleFields.ParseDate(scalar.Text) is { } date => new SeriesDate(date, 1, 1, 0),
            RuleMap map => ReadMovingDate(new RuleFields(map, problems)),
            _ => null,
        };
        if (at is null && file.Has("at"))
        {
            file.Add(Refusal.Of(RefusalCode.RuleValueWrong, "…", "at", wanted).Located(file.OriginOf("at")));
        }

        return new(id, at ?? new(null, 1, 1, 0), file.WordsOrNull("otherwise"));
    }

    private static SeriesDate ReadMovingDate(RuleFields entry)
    {
        // Day 28 is the last that every month has in every year.
        var date = new SeriesDate(null, (int)entry.Whole("month", 1, 12), (int)entry.Whole("day", 1, 28), (int)entry.Whole("years-before", 0, 10));
        entry.Done();
        return date with { Month = Math.Max(1, date.Month), Day = Math.Max(1, date.Day) };
    }

    private MixForm ReadMix(RuleFields file)
    {
        var parts = ImmutableArray.CreateBuilder<MixPart>();
        foreach (var entry in file.Entries("parts", required: true))
        {
            var key = entry.Text("key");
            references.Add(("key", key, entry.OriginOf("key")));
            parts.Add(new(key, entry.Percent("percent")));
            entry.Done();
        }

        var sum = parts.Sum(p => p.Millionths);
        if (sum != Split.Whole)
        {
            var percent = (sum / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
            file.Add(Refusal.Of(RefusalCode.MixNotWhole, percent).Located(file.OriginOf("parts")));
        }

        return new(parts.ToImmutable());
    }
}

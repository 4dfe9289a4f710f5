using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Storage.Rules;

/// <summary>Indicators: values per region and year, kept as the source gives them.</summary>
internal sealed partial class RuleReader
{
    // So large that no value of an indicator is larger, so small that sums and differences stay exact.
    private const decimal MaxIndicatorValue = 999_999_999_999m;

    private static readonly Dictionary<string, Better> BetterNames = new()
    {
        ["higher"] = Better.Higher, ["lower"] = Better.Lower, ["neither"] = Better.Neither,
    };

    private readonly Dictionary<string, Indicator> indicators = new(StringComparer.Ordinal);

    public void ReadIndicators(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            var id = file.Id("indicator");
            var indicator = new Indicator(
                id, file.Text("kolada"), file.Words("name"), file.Words("unit"), file.Choice("better", BetterNames), file.Words("definition"),
                ReadPossible(file), file.Words("collected-by"), SourceOf(file), file.WordsOrNull("assumption"), file.WordsOrNull("note"),
                [.. file.Entries("breaks").Select(ReadBreak)],
                [.. file.Entries("stated").Select(ReadStated)],
                [.. file.Entries("missing").Select(ReadMissing)],
                [.. file.Entries("values", required: true).Select(e => ReadIndicatorTable(id, e)).OrderBy(t => t.Year)],
                file.Origin);
            file.Done();
            Take("indicator's code", indicator.Code, file.OriginOf("kolada"));
            if (Take("indicator", id, file.OriginOf("indicator")))
            {
                indicators[id] = indicator;
            }
        }
    }

    private PossibleRange ReadPossible(RuleFields file)
    {
        if (file.Node("possible", "{from: 0, to: 100, reason: …}") is not { } node)
        {
            return new(0, null, "");
        }

        var entry = new RuleFields(node, problems);
        var range = new PossibleRange(Number(entry, "from"), entry.Has("to") ? Number(entry, "to") : null, entry.Words("reason"));
        entry.Done();
        return range;
    }

    private static SeriesBreak ReadBreak(RuleFields entry)
    {
        var found = new SeriesBreak(entry.Year("year"), entry.Words("reason"));
        entry.Done();
        return found;
    }

    private StatedRange ReadStated(RuleFields entry)
    {
        var stated = new StatedRange(
            SourceOf(entry), entry.Text("quote"), Number(entry, "from"), Number(entry, "to"), entry.Words("note"), entry.Origin);
        entry.Done();
        return stated;
    }

    private MissingValues ReadMissing(RuleFields entry)
    {
        var missing = new MissingValues(
            [.. entry.Scalars("years").Select(y => YearOf(entry, y)).OfType<int>()],
            [.. entry.Scalars("regions").Select(r => RegionOrNation(r.Text, r.Origin)).OfType<RegionId>()],
            entry.Words("reason"), entry.Origin);
        entry.Done();
        return missing;
    }

    private IndicatorTable ReadIndicatorTable(string indicator, RuleFields entry)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<RegionId, decimal>();
        foreach (var (text, at, value) in entry.Pairs("regions"))
        {
            if (RegionOrNation(text, at) is not { } region)
            {
                continue;
            }

            if (ParseNumber(value) is { } number)
            {
                values[region] = number;
            }
            else
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, RuleFields.Short(value), text, NumberWanted).Located(at));
            }
        }

        var table = new IndicatorTable(entry.Year("year"), entry.Date("known"), values.ToImmutable(), entry.Origin);
        entry.Done();
        Take($"table of {indicator}", table.Year.ToString(CultureInfo.InvariantCulture), entry.OriginOf("year"));
        return table;
    }

    private static int? YearOf(RuleFields entry, RuleScalar year)
    {
        if (int.TryParse(year.Text, out var number) && number is >= 1990 and <= 2100)
        {
            return number;
        }

        entry.Wrong(year, "years", new("ett år", "a year"));
        return null;
    }

    private RegionId? RegionOrNation(string text, RuleOrigin at) => text == RegionId.Nation.ToString() ? RegionId.Nation : RegionOf(text, at);

    private static readonly Bilingual NumberWanted = new(
        "ett tal med punkt som decimaltecken, högst sex decimaler", "a number with a dot as decimal sign, at most six decimals");

    private decimal Number(RuleFields entry, string name)
    {
        var text = entry.Text(name, NumberWanted);
        if (ParseNumber(text) is { } number)
        {
            return number;
        }

        if (text.Length > 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, RuleFields.Short(text), name, NumberWanted).Located(entry.OriginOf(name)));
        }

        return 0;
    }

    // A decimal keeps the decimals it was written with, so a value is shown as exact as its source, no more and no less.
    private static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
        Math.Abs(number) <= MaxIndicatorValue && number.Scale <= 6
            ? number
            : null;
}

using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>
/// Reads the fields of one entry and collects every problem instead of stopping at the first. A missing or wrong field
/// gives a harmless stand-in; whoever asked sees the problem and throws the whole reading away.
/// </summary>
internal sealed class RuleFields
{
    private static readonly Dictionary<string, long> OreIn = new()
    {
        ["öre"] = 1, ["kr"] = 100, ["tkr"] = 100_000, ["MSEK"] = 100_000_000,
    };

    private readonly RuleMap map;
    private readonly List<Refusal> problems;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public RuleFields(RuleNode node, List<Refusal> problems)
    {
        this.problems = problems;
        Origin = node.Origin;
        map = node as RuleMap ?? new RuleMap(node.Origin, ImmutableDictionary<string, (RuleOrigin, RuleNode)>.Empty);
        if (node is not RuleMap)
        {
            Wrong(node, "–", new("namngivna fält (namn: värde)", "named fields (name: value)"));
        }
    }

    public RuleOrigin Origin { get; }

    public bool Has(string name)
    {
        asked.Add(name);
        return map.Fields.ContainsKey(name);
    }

    public RuleOrigin OriginOf(string name) => map.Fields.TryGetValue(name, out var field) ? field.Origin : Origin;

    public IEnumerable<string> Names => map.Fields.Keys;

    /// <summary>Everything in the entry must have been asked for.</summary>
    public void Done()
    {
        foreach (var (name, (origin, _)) in map.Fields)
        {
            if (!asked.Contains(name))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleFieldUnknown, name, string.Join(", ", asked.Order())).Located(origin));
            }
        }
    }

    public RuleNode? Node(string name, Bilingual wanted, bool required = true)
    {
        asked.Add(name);
        if (map.Fields.TryGetValue(name, out var field))
        {
            return field.Node;
        }

        if (required)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, name, wanted).Located(Origin));
        }

        return null;
    }

    public string Text(string name, Bilingual? wanted = null) => TextOrNull(name, wanted, required: true) ?? "";

    public string? TextOrNull(string name, Bilingual? wanted = null, bool required = false)
    {
        wanted ??= new("en text", "a text");
        return Node(name, wanted, required) switch
        {
            null => null,
            RuleScalar { Text: { } text } when !string.IsNullOrWhiteSpace(text) => text.Trim(),
            { } other => Wrong<string>(other, name, wanted),
        };
    }

    public string Id(string name)
    {
        Bilingual wanted = new("små bokstäver a–z, siffror och bindestreck, först en bokstav", "lower-case letters a–z, digits and hyphens, a letter first");
        var text = Text(name, wanted);
        var good = text.Length is > 0 and <= 60 && char.IsAsciiLetterLower(text[0]) && !text.EndsWith('-') &&
            text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        return good || text.Length == 0 ? text : Wrong<string>(text, name, wanted) ?? text;
    }

    public Bilingual Words(string name) => WordsOrNull(name, required: true) ?? new Bilingual("", "");

    public Bilingual? WordsOrNull(string name, bool required = false)
    {
        Bilingual wanted = new("{sv: …, en: …}", "{sv: …, en: …}");
        var node = Node(name, wanted, required);
        if (node is null)
        {
            return null;
        }

        var both = new RuleFields(node, problems);
        var words = new Bilingual(both.Text("sv", wanted), both.Text("en", wanted));
        both.Done();
        return words;
    }

    public DateOnly Date(string name)
    {
        Bilingual wanted = new("ÅÅÅÅ-MM-DD", "YYYY-MM-DD");
        return ParseDate(Text(name, wanted)) is { } date ? date : Wrong<DateOnly>(TextOrNull(name), name, wanted);
    }

    public DateOnly? DateOrNull(string name) => Has(name) ? Date(name) : null;

    public int Year(string name) => (int)Whole(name, 1990, 2100);

    public long Whole(string name, long least, long most)
    {
        Bilingual wanted = new($"ett heltal {least}–{most}", $"a whole number {least}–{most}");
        var text = Text(name, wanted);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Wrong<long>(text, name, wanted);
    }

    /// <summary>A percentage as millionths of the whole (80 → 800 000).</summary>
    public long Percent(string name, bool orNone = false)
    {
        Bilingual wanted = orNone
            ? new("procent från 0 till 100, högst fyra decimaler", "percent from 0 to 100, at most four decimals")
            : new("procent över 0, högst 100, högst fyra decimaler", "percent above 0, at most 100, at most four decimals");
        var text = Text(name, wanted);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) &&
            percent is >= 0 and <= 100 && (orNone || percent > 0) && decimal.IsInteger(percent * 10_000)
            ? (long)(percent * 10_000)
            : Wrong<long>(text, name, wanted);
    }

    public Money? AmountOrUnknown(string name)
    {
        Bilingual wanted = new("ett tal och öre, kr, tkr eller MSEK, till exempel 1367 MSEK, eller unknown", "a number and öre, kr, tkr or MSEK, for instance 1367 MSEK, or unknown");
        var text = Text(name, wanted);
        return text == "unknown" ? null : ParseMoney(text) ?? (text.Length == 0 ? Money.Zero : Wrong<Money>(text, name, wanted));
    }

    public Money Amount(string name)
    {
        Bilingual wanted = new("ett tal och öre, kr, tkr eller MSEK, till exempel 1367 MSEK", "a number and öre, kr, tkr or MSEK, for instance 1367 MSEK");
        var text = Text(name, wanted);
        return ParseMoney(text) ?? Wrong<Money>(text, name, wanted);
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? otherwise = null)
    {
        var all = string.Join(", ", choices.Keys);
        var text = otherwise is null ? Text(name, all) : TextOrNull(name, all) ?? otherwise;
        return choices.TryGetValue(text, out var choice) ? choice : Wrong<T>(text, name, all)!;
    }

    public IEnumerable<RuleFields> Entries(string name, bool required = false)
    {
        Bilingual wanted = new("en lista (– per rad)", "a list (- on each line)");
        return Node(name, wanted, required) switch
        {
            null => [],
            RuleList list => list.Items.Select(i => new RuleFields(i, problems)).ToList(),
            { } other => Wrong<IEnumerable<RuleFields>>(other, name, wanted) ?? [],
        };
    }

    public IReadOnlyList<RuleScalar> Scalars(string name, bool required = true)
    {
        Bilingual wanted = new("en lista: [a, b]", "a list: [a, b]");
        return Node(name, wanted, required) switch
        {
            null => [],
            RuleList list when list.Items.All(i => i is RuleScalar) => [.. list.Items.Cast<RuleScalar>()],
            { } other => Wrong<IReadOnlyList<RuleScalar>>(other, name, wanted) ?? [],
        };
    }

    /// <summary>A map from names that are themselves data (regions, years) to values.</summary>
    public IEnumerable<(string Key, RuleOrigin Origin, string Value)> Pairs(string name)
    {
        Bilingual wanted = new("par: {\"0014\": värde}", "pairs: {\"0014\": value}");
        switch (Node(name, wanted))
        {
            case null:
                yield break;
            case RuleMap pairs when pairs.Fields.Values.All(v => v.Node is RuleScalar):
                foreach (var (key, (origin, node)) in pairs.Fields)
                {
                    yield return (key, origin, ((RuleScalar)node).Text);
                }

                break;
            case { } other:
                Wrong(other, name, wanted);
                break;
        }
    }

    public void Add(Refusal problem) => problems.Add(problem);

    public void Wrong(RuleNode node, string name, Bilingual wanted) => Wrong<object>(node, name, wanted);

    private T? Wrong<T>(RuleNode node, string name, Bilingual wanted)
    {
        var text = node is RuleScalar scalar ? scalar.Text : node is RuleList ? "[…]" : "{…}";
        problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, Short(text), name, wanted).Located(node.Origin));
        return default;
    }

    // An empty text was already reported as missing or wrong.
    private T? Wrong<T>(string? text, string name, Bilingual wanted)
    {
        if (!string.IsNullOrEmpty(text))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, Short(text), name, wanted).Located(OriginOf(name)));
        }

        return default;
    }

    // A refusal is a sentence, however long the value it is about.
    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static Money? ParseMoney(string text)
    {
        var space = text.LastIndexOf(' ');
        if (space < 0 || !OreIn.TryGetValue(text[(space + 1)..], out var ore))
        {
            return null;
        }

        var digits = text[..space].Replace("_", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) &&
            number <= 10_000_000_000m && number * ore <= 1_000_000_000_000_000m && decimal.IsInteger(number * ore)
            ? new Money((long)(number * ore))
            : null;
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Results;

namespace Vardbro.Storage.Rules;

/// <summary>Worked examples of schemes.</summary>
internal sealed partial class RuleReader
{
    private const int MostExampleMonths = 120;

    private static readonly Bilingual FigureRow = new(
        $"en rad som i siffrornas fil ({IndicatorFile.Header}); månaden får vara ett spann, 2025-01/2025-12",
        $"a row as in the file of figures ({IndicatorFile.Header}); the month may be a span, 2025-01/2025-12");

    private readonly List<SchemeExample> schemeExamples = [];

    public ImmutableArray<SchemeExample> SchemeExamples => [.. schemeExamples.OrderBy(e => e.Id, StringComparer.Ordinal)];

    private void ReadSchemeExample(string id, RuleFields file, RuleFields given)
    {
        var (scheme, rows, at) = (given.Text("scheme"), given.Scalars("figures"), given.OriginOf("figures"));
        if (scheme.Length > 0 && !schemes.Exists(s => s.Id == scheme) && !MayStandUnread("schemes/"))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, scheme, new Bilingual("ordningarna", "the schemes"), string.Join(", ", Schemes.Select(s => s.Id)))
                .Located(given.OriginOf("scheme")));
        }

        var example = new SchemeExample(
            id, scheme, given.Date("as-of"), (string.Join('\n', rows.SelectMany(MonthByMonth).Prepend(IndicatorFile.Header)), at), Expected(file), SourceOf(file), file.Origin);
        given.Done();
        file.Done();

        // An example that expects nothing would hold whatever the rules say.
        if (file.Has("expect") && example.Expected.IsEmpty && !MayStandUnread(FactsFolder))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "expect", "{\"0014\": 1 kr}").Located(file.OriginOf("expect")));
        }

        if (Take("example", id, file.OriginOf("example")))
        {
            schemeExamples.Add(example);
        }
    }

    // The same figure in each month of a span, so that an example stays short enough to be read.
    private IEnumerable<string> MonthByMonth(RuleScalar row)
    {
        var cells = row.Text.Split(',');
        if (cells.Length != 5)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, RuleFields.Short(row.Text), "figures", FigureRow).Located(row.Origin));
            return [];
        }

        if (!cells[2].Contains('/', StringComparison.Ordinal))
        {
            return [row.Text];
        }

        var ends = cells[2].Split('/').Select(end => Month.Read(end) is { Year: >= FirstYear and <= LastYear } month ? month : (Month?)null).ToList();
        if (ends is not [{ } first, { } last] || last.CompareTo(first) < 0 || last.CompareTo(first.Plus(MostExampleMonths)) >= 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, RuleFields.Short(row.Text), "figures", FigureRow).Located(row.Origin));
            return [];
        }

        return Enumerable.Range(0, MostExampleMonths).Select(first.Plus).TakeWhile(month => month.CompareTo(last) <= 0)
            .Select(month => $"{cells[0]},{cells[1]},{month},{cells[3]},{cells[4]}");
    }
}

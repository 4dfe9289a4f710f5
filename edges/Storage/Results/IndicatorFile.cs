using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Results;

/// <summary>What a file of figures gave a scheme.</summary>
/// <param name="Values">The figures, conditions after the indicators.</param>
/// <param name="Rows">How many rows the scheme reads.</param>
/// <param name="NotRead">Indicators in the file that the scheme does not read, with their rows.</param>
/// <param name="Sha256">Of the file's bytes.</param>
public sealed record IndicatorReading(IndicatorValues Values, int Rows, ImmutableSortedDictionary<string, int> NotRead, string Sha256);

/// <summary>
/// Reads figures for a scheme: <c>indicator,region_id,month,numerator,denominator</c>. All or nothing: the first row that is wrong is
/// named and nothing is settled.
/// </summary>
public static class IndicatorFile
{
    private const string Header = "indicator,region_id,month,numerator,denominator";
    private const int MostRows = 20_000_000;
    private const long MostPlaces = 100_000_000;

    private readonly record struct Row(int Line, int Place, Month Month, RegionId Region, Figure Figure);

    /// <summary>Reads a file for a scheme.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="known">The regions of the rules, for a scheme that is theirs.</param>
    public static Outcome<IndicatorReading> Read(string path, Scheme scheme, ImmutableArray<RegionId> known)
    {
        try
        {
            using var hashed = new HashedFile(path);
            var reader = new RowsOf(scheme, known);
            return reader.Read(hashed.Text).Then<IndicatorReading>(values =>
                new IndicatorReading(values, reader.Used, reader.NotRead.ToImmutableSortedDictionary(StringComparer.Ordinal), hashed.Sha256()))
                .Then<IndicatorReading>(reading => reading.Rows > 0 || scheme.Indicators.IsEmpty ? reading : Refusal.Of(
                    RefusalCode.FiguresNone, Path.GetFileName(path), scheme.Id,
                    string.Join(", ", scheme.Indicators.Select(i => i.Id).Concat(scheme.Conditions.Select(c => c.Id)))));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.FiguresUnreadable, path, trouble.Message);
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Of(RefusalCode.FiguresUnreadable, path, new Bilingual("filen är inte UTF-8", "the file is not UTF-8"));
        }
    }

    private sealed class RowsOf(Scheme scheme, ImmutableArray<RegionId> known)
    {
        private readonly Dictionary<string, int> places = scheme.Indicators.Select(i => i.Id).Concat(scheme.Conditions.Select(c => c.Id))
            .Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place, StringComparer.Ordinal);

        private readonly HashSet<RegionId> regions = [.. scheme.OwnRegions ? [] : known];

        // Months that the scheme neither pays for nor compares with are not used.
        public int Used { get; private set; }

        private List<Row> Rows { get; } = [];

        public Dictionary<string, int> NotRead { get; } = new(StringComparer.Ordinal);

        public Outcome<IndicatorValues> Read(StreamReader text)
        {
            var header = text.ReadLine();
            if (header != Header)
            {
                return Refusal.Of(RefusalCode.FiguresHeaderWrong, Short(header ?? ""));
            }

            for (var line = 2; text.ReadLine() is { } written; line++)
            {
                if (line > MostRows)
                {
                    return Refusal.Of(RefusalCode.FiguresTooMany, MostRows.ToString(CultureInfo.InvariantCulture));
                }

                if (Take(line, written) is { } refusal)
                {
                    return refusal;
                }
            }

            return Values();
        }

        private Refusal? Take(int line, ReadOnlySpan<char> written)
        {
            Span<Range> cells = stackalloc Range[6];
            var count = written.Split(cells, ',');
            if (count != 5 || written.Contains('"'))
            {
                return Wrong(line, written, new("en rad", "a row"), Header);
            }

            var id = written[cells[0]];
            var region = written[cells[1]];
            var month = written[cells[2]];
            if (!places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var place))
            {
                var name = id.ToString();
                NotRead[name] = NotRead.GetValueOrDefault(name) + 1;
                return null;
            }

            if (RegionId.TryParse(region.ToString()) is not { } of || of == RegionId.Nation || (!scheme.OwnRegions && !regions.Contains(of)))
            {
                return Wrong(line, region, "region_id", scheme.OwnRegions ? "0001–9999" : string.Join(", ", known));
            }

            // A condition is of the whole scheme: its month may be left out.
            var condition = place >= scheme.Indicators.Length;
            if ((condition && month.IsEmpty ? new Month(1, 1) : Month.Read(month)) is not { } in1)
            {
                return Wrong(line, month, "month", new("ÅÅÅÅ-MM", "YYYY-MM"));
            }

            if (!Whole(written[cells[3]], out var numerator))
            {
                return Wrong(line, written[cells[3]], "numerator", Wanted);
            }

            var number = !condition && scheme.Indicators[place].Kind == IndicatorKind.Number;
            long denominator = 1;
            if (!(number && written[cells[4]].IsEmpty) && !Whole(written[cells[4]], out denominator))
            {
                return Wrong(line, written[cells[4]], "denominator", Wanted);
            }

            regions.Add(of);
            Rows.Add(new(line, place, in1, of, new(numerator, denominator)));
            return Judge(line, place, id, of, month, new(numerator, denominator), number);
        }

        private Refusal? Judge(int line, int place, ReadOnlySpan<char> id, RegionId region, ReadOnlySpan<char> month, Figure figure, bool number)
        {
            if (!figure.Known)
            {
                return Refusal.Of(RefusalCode.FigureDenominatorZero, Text(line), id.ToString(), region.ToString(), month.ToString());
            }

            if (number && figure.Denominator != 1)
            {
                return Wrong(line, Text(figure.Denominator), "denominator", new("1 eller tomt, för ett tal", "1 or empty, for a number"));
            }

            var whole = place >= scheme.Indicators.Length || !scheme.Indicators[place].MayExceedWhole;
            return !number && whole && figure.Numerator > figure.Denominator
                ? Refusal.Of(RefusalCode.FigureAboveWhole, Text(line), id.ToString(),
                    (100m * figure.Numerator / figure.Denominator).ToString("0.0", CultureInfo.InvariantCulture), region.ToString(), month.ToString())
                : null;
        }

        private Outcome<IndicatorValues> Values()
        {
            var span = scheme.Span;
            var (first, last) = span ?? (new(2000, 1), new(2000, 1));
            var months = ((last.Year - first.Year) * 12) + last.Number - first.Number + 1;
            if ((long)places.Count * months * regions.Count > MostPlaces)
            {
                return Refusal.Of(RefusalCode.FiguresTooMany, MostPlaces.ToString(CultureInfo.InvariantCulture));
            }

            var values = new IndicatorValues(places.Count, first, months, [.. regions.Order()]);
            foreach (var row in Rows)
            {
                var (month, region) = (row.Place >= scheme.Indicators.Length ? 0 : values.PlaceOf(row.Month), values.PlaceOf(row.Region));
                if (month < 0)
                {
                    continue;
                }

                if (values[row.Place, month, region].Known)
                {
                    return Refusal.Of(RefusalCode.FigureTwice, Text(row.Line), places.First(p => p.Value == row.Place).Key, row.Region.ToString(), row.Month.ToString());
                }

                values[row.Place, month, region] = row.Figure;
                Used++;
            }

            return values;
        }

        private static readonly Bilingual Wanted = new("ett heltal från 0 till 1 000 000 000 000", "a whole number from 0 to 1 000 000 000 000");

        private static bool Whole(ReadOnlySpan<char> text, out long number) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Figure.Most;

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

        private static Refusal Wrong(int line, ReadOnlySpan<char> text, Bilingual column, Bilingual wanted) =>
            Refusal.Of(RefusalCode.FiguresRowWrong, Text(line), Short(text.ToString()), column, wanted);

        private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
    }
}

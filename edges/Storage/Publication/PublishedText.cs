using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Publication;

/// <summary>
/// A publication's rows as one text, the same on every machine: what its hash is over. One line a row, in the order of the tables and
/// of the rows in them; hidden figures are empty.
/// </summary>
internal static class PublishedText
{
    /// <summary>SHA-256 over the text, in hexadecimal.</summary>
    public static string HashOf(PublishedSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in set.Rows.Select(Line).Concat(set.Exits.Select(Line)).Concat(set.Outside.Select(Line)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Counts in intervals, as they are kept; null when there are none.</summary>
    public static string? Intervals(WaitFigures? figures) =>
        figures is null || figures.Intervals.IsEmpty ? null : string.Join(' ', figures.Intervals.Select(count => count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number of tenths of days, as figures are shown: halves away from zero.</summary>
    public static long Tenths(decimal? days) => (long)(WaitFigures.Shown(days)!.Value * 10);

    private static string Line(PublishedRow row)
    {
        var key = row.Row.Key;
        return string.Create(CultureInfo.InvariantCulture,
            $"{row.Row.Period},{(int)row.By},{key.Region},{key.Unit},{key.Service},{key.Sex},{row.Row.Age},{key.Kind},{row.Row.Rule},{Of(row.Row.Waiting)},{Of(row.Row.Completed)}\n");
    }

    private static string Line(PublishedExits row) => string.Create(CultureInfo.InvariantCulture,
        $"exits,{row.Region},{row.Service},{row.Kind},{row.WaitedBefore},{row.StillWaiting},{row.SetAside},{row.CaredFor},{row.VanishedWithin},{row.VanishedBeyond}\n");

    private static string Line(PublishedOutside row) => string.Create(CultureInfo.InvariantCulture,
        $"outside,{row.Region},{row.Waiting},{(row.WaitingMedian is { } median ? Tenths(median) : null)},{row.Completed}\n");

    // Figures without intervals are written as before there were any, so that what was published then keeps its hash.
    private static string Of(WaitFigures? figures) => figures is null ? ",,,,,"
        : string.Create(CultureInfo.InvariantCulture,
            $"{figures.Count},{figures.Within},{Tenths(figures.Mean)},{Tenths(figures.Median)},{figures.P90},{figures.PatientChosen}") +
            (Intervals(figures) is { } intervals ? $",{intervals}" : "");
}

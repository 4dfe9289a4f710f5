namespace Vardbro.Cli;

/// <summary>Prints columns of text: the first to the left, figures to the right.</summary>
public static class TextTable
{
    /// <summary>Writes a heading, a rule and the rows. A null row writes a rule.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="heading">One heading a column; one that starts with &gt; is aligned to the right.</param>
    /// <param name="rows">One text a column.</param>
    public static void Write(TextWriter writer, string[] heading, IEnumerable<string[]?> rows)
    {
        var all = rows.ToList();
        var right = heading.Select(h => h.StartsWith('>')).ToArray();
        var heads = heading.Select(h => h.TrimStart('>')).ToArray();
        var widths = heads.Select((h, i) => all.Where(r => r is not null).Select(r => r![i].Length).Append(h.Length).Max()).ToArray();
        string Line(string[] cells) => string.Join("  ", cells.Select((c, i) => right[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i]))).TrimEnd();

        var rule = new string('─', widths.Sum() + (2 * (widths.Length - 1)));
        writer.WriteLine(Line(heads));
        writer.WriteLine(rule);
        foreach (var row in all)
        {
            writer.WriteLine(row is null ? rule : Line(row));
        }
    }
}

using System.Text;
using Vardbro.Waiting.Operational;

namespace Vardbro.Tests;

/// <summary>Sound rows of the daily file for region 0014 and 2024-08-31, and short ways to spoil them.</summary>
internal static class OperationalRows
{
    public static readonly string Header = string.Join(',', OperationalFields.Names);

    /// <summary>A first visit waited for since 2024-06-03, by a person of its own, with some fields changed.</summary>
    public static string Row(int number = 1, params (OperationalField Field, string Value)[] changes) => string.Join(',', Fields(number, changes));

    /// <summary>A file of a header and so many sound rows, each with LF.</summary>
    public static string File(int rows) => Text([.. Enumerable.Range(1, rows).Select(n => Row(n))]);

    /// <summary>A file of a header and these rows, each with LF.</summary>
    public static string Text(params string[] rows) => string.Concat(rows.Prepend(Header).Select(r => r + "\n"));

    public static string[] Fields(int number, params (OperationalField Field, string Value)[] changes)
    {
        string[] fields =
        [
            $"VANTA-{Letters(number)}", $"NYCKEL-{Letters(number)}", "0014", "SE2321000131-E000000000001", "511", "1480", "female", "1957", "first-visit",
            "2024-06-03", "", "2024-09-01", "", "", "", "", "katarakt", "waiting", "", "", "2024-08-31T10:00:00Z",
        ];
        foreach (var (field, value) in changes)
        {
            fields[(int)field] = value;
        }

        return fields;
    }

    /// <summary>A number in letters, as keys are: no digits that could be taken for somebody's.</summary>
    public static string Letters(int number) => new([.. number.ToString("000000").Select(c => (char)('B' + (c - '0')))]);

    /// <summary>What is changed, written <c>field=value;field=value</c>.</summary>
    public static (OperationalField, string)[] Changes(string text) => text.Length == 0 ? [] :
        [.. text.Split(';').Select(c => c.Split('=', 2)).Select(c => ((OperationalField)OperationalFields.Names.IndexOf(c[0]), c[1]))];

    /// <summary>What a judge says of a row.</summary>
    public static JudgedWait Judge(this OperationalJudge judge, params (OperationalField Field, string Value)[] changes) => With(changes, row => judge.Judge(row));

    public static T With<T>((OperationalField Field, string Value)[] changes, RowReading<T> read)
    {
        var fields = Fields(1, changes).Select(Encoding.UTF8.GetBytes).ToList();
        var starts = fields.Select((_, i) => fields.Take(i).Sum(f => f.Length)).ToArray();
        return read(new OperationalRow(fields.SelectMany(f => f).ToArray(), starts, [.. fields.Select((f, i) => starts[i] + f.Length)]));
    }

    public delegate T RowReading<out T>(OperationalRow row);
}

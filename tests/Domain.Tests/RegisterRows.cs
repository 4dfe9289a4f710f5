using System.Text;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>Sound rows of the register's file for region 0014 and August 2024, and short ways to spoil them.</summary>
internal static class RegisterRows
{
    public static readonly string Header = string.Join(',', RegisterFields.Names);

    /// <summary>A first visit waited for since 2024-06-03, by a contact of its own, with some fields changed.</summary>
    public static string Row(int number = 1, params (RegisterField Field, string Value)[] changes) => string.Join(',', Fields(number, changes));

    /// <summary>A file of a header and so many sound rows, each with LF.</summary>
    public static string File(int rows) => Text([.. Enumerable.Range(1, rows).Select(n => Row(n))]);

    /// <summary>A file of a header and these rows, each with LF.</summary>
    public static string Text(params string[] rows) => string.Concat(rows.Prepend(Header).Select(r => r + "\n"));

    public static string[] Fields(int number, params (RegisterField Field, string Value)[] changes)
    {
        string[] fields =
        [
            $"KONTAKT-{number:000000}", $"PATIENT-{number:000000}", "2", "1957", "14", "SE2321000131-E000000000001", "SE2321000131-F000000000007",
            $"SE2321000131-E00000000{number % 5:0000}", "", "51001", "Sjukhuset i Mölndal", "511", "51101", "", "H259", "CJE20", "LK", "1", "1", "1", "", "1",
            "SE2321000131-E000000000099", $"REMISS-{number:000000}", "2024-06-03", "2024-06-04", "", "", "2024-09-01", "1480", "SE2321000131-E000000000098", "2024-08",
        ];
        foreach (var (field, value) in changes)
        {
            fields[(int)field] = value;
        }

        return fields;
    }

    /// <summary>What a judge says of a row.</summary>
    public static JudgedRow Judge(this RowJudge judge, params (RegisterField Field, string Value)[] changes)
    {
        var fields = Fields(1, changes).Select(Encoding.UTF8.GetBytes).ToList();
        var (starts, ends) = (new int[fields.Count], new int[fields.Count]);
        var at = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            (starts[i], ends[i]) = (at, at + fields[i].Length);
            at = ends[i] + 1;
        }

        return judge.Judge(new RegisterRow(Encoding.UTF8.GetBytes(Row(1, changes)), starts, ends));
    }
}

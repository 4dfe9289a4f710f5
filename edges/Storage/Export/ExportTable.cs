using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Vardbro.Kernel;

namespace Vardbro.Storage.Export;

/// <summary>The formats that every table can be taken away in.</summary>
public enum ExportFormat
{
    /// <summary>UTF-8 without BOM, header, comma, dot, LF: the same in every language.</summary>
    Csv,

    /// <summary>An array of objects with the same names as the CSV columns.</summary>
    Json,

    /// <summary>A workbook with one sheet.</summary>
    Xlsx,
}

/// <summary>
/// A table to take away. A cell is a text, a whole number, a <see cref="Money"/> (kronor with two decimals), a decimal,
/// a date, a truth value or null.
/// </summary>
/// <param name="Name">File name without ending, and the sheet's name.</param>
/// <param name="Columns">Column names, snake_case.</param>
/// <param name="Rows">One array of cells a row.</param>
public sealed record ExportTable(string Name, ImmutableArray<string> Columns, IEnumerable<ImmutableArray<object?>> Rows)
{
    /// <summary>Writes the table.</summary>
    public void Write(Stream to, ExportFormat format)
    {
        switch (format)
        {
            case ExportFormat.Csv:
                WriteCsv(to);
                break;
            case ExportFormat.Json:
                WriteJson(to);
                break;
            case ExportFormat.Xlsx:
                WriteXlsx(to);
                break;
        }
    }

    private void WriteCsv(Stream to)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Columns));
        foreach (var row in Rows)
        {
            writer.WriteLine(string.Join(',', row.Select(Quote)));
        }
    }

    // A text that a spreadsheet would take for a formula gets an apostrophe in front of it.
    private static string Quote(object? cell)
    {
        var text = TextOf(cell);
        if (cell is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string TextOf(object? cell) => cell switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private void WriteJson(Stream to)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = EventText.Json.Encoder });
        json.WriteStartArray();
        foreach (var row in Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < Columns.Length; i++)
            {
                json.WritePropertyName(Columns[i]);
                switch (row[i])
                {
                    case null: json.WriteNullValue(); break;
                    case bool truth: json.WriteBooleanValue(truth); break;
                    case int or long or decimal or Money: json.WriteRawValue(TextOf(row[i])); break;
                    default: json.WriteStringValue(TextOf(row[i])); break;
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    // The first that a zip file can say.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private void WriteXlsx(Stream to)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddNewPart<WorkbookPart>(WorkbookType, "workbook");
            var sheet = workbook.AddNewPart<WorksheetPart>("sheet");
            var data = new SheetData(new Row(Columns.Select(CellOf)));
            foreach (var row in Rows)
            {
                data.AppendChild(new Row(row.Select(CellOf)));
            }

            sheet.Worksheet = new Worksheet(data);
            workbook.Workbook = new Workbook(new Sheets(new Sheet
            {
                Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = Name.Length <= 31 ? Name : Name[..31],
            }));
        }

        // The same table is the same bytes: nothing in it says when it was made.
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in zip.Entries)
            {
                entry.LastWriteTime = Epoch;
            }
        }

        memory.Position = 0;
        memory.CopyTo(to);
    }

    // Texts are written as inline strings, so that a spreadsheet never takes one for a formula.
    private static Cell CellOf(object? cell) => cell switch
    {
        null => new Cell(),
        bool truth => new Cell(new CellValue(truth)) { DataType = CellValues.Boolean },
        int or long or decimal or Money => new Cell(new CellValue(TextOf(cell))) { DataType = CellValues.Number },
        _ => new Cell(new InlineString(new Text(TextOf(cell)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString },
    };
}

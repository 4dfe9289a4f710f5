using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Web.Readings;

namespace Vardbro.Web;

/// <summary>A table that can be taken away.</summary>
/// <param name="Address">Its address without ending, with the places of its values in braces.</param>
/// <param name="Example">The same address with values that exist in the demo.</param>
/// <param name="What">What it holds.</param>
/// <param name="Fields">The query fields that it takes beside the knowledge date and the language.</param>
/// <param name="Read">Reads it.</param>
public sealed record TableAddress(
    string Address, string Example, Bilingual What, ImmutableArray<string> Fields, Func<Visit, Outcome<ExportTable>> Read)
{
    /// <summary>The values in the path, each with its value in the example.</summary>
    public IEnumerable<(string Name, string Example)> Places =>
        Address.Split('/').Zip(Example.Split('?')[0].Split('/')).Where(p => p.First.StartsWith('{'))
            .Select(p => (p.First.Trim('{', '}').Split(':')[0], p.Second));

    /// <summary>The address as OpenAPI writes it.</summary>
    public string Template => string.Join('/', Address.Split('/').Select(p => p.StartsWith('{') ? "{" + p.Trim('{', '}').Split(':')[0] + "}" : p)) + ".{format}";

    /// <summary>The example in a format, ready to follow.</summary>
    public string ExampleIn(string format) => Example.Split('?') is [var path, var query] ? $"{path}.{format}?{query}" : $"{Example}.{format}";

    /// <summary>The columns that the example has; null when it cannot be read now, for instance before a month is published.</summary>
    internal ImmutableArray<string>? Columns(WebSettings settings)
    {
        var context = new DefaultHttpContext { Request = { Path = Example.Split('?')[0] } };
        context.Request.QueryString = new(Example.Contains('?', StringComparison.Ordinal) ? Example[Example.IndexOf('?', StringComparison.Ordinal)..] : "");
        foreach (var (name, value) in Places)
        {
            context.Request.RouteValues[name] = value;
        }

        var (visit, trouble) = Visit.Of(context, settings);
        return trouble is null && Read(visit).Succeeded(out var table, out _) ? table.Columns : null;
    }
}

/// <summary>
/// The description of the open data (OpenAPI 3.1.0), written from the very list that the addresses are mapped from, so that it cannot
/// say anything else than what there is.
/// </summary>
internal sealed class OpenData(WebSettings settings, IReadOnlyCollection<TableAddress> tables)
{
    private static readonly ImmutableArray<(string Name, string Type)> Formats =
    [
        ("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ];

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        [Visit.AsOfField] = "What was known at the end of this day (YYYY-MM-DD); today in Sweden unless said",
        [Visit.LanguageField] = "Language of texts: sv (unless said) or en. Column names are the same in both",
        [RegionReading.YearField] = "Year",
        [SchemeReading.IndicatorField] = "Indicator whose level is changed", [SchemeReading.LevelField] = "Its new level, percent or number",
        [SchemeReading.CountsField] = "care-given or everything: whether who left the queue without care counts", [SchemeReading.ComponentField] = "Component whose unearned money goes elsewhere",
        [SchemeReading.UnearnedField] = "state, all or earners", [SchemeRegionReading.ThroughField] = "Last month to take as known (YYYY-MM); the newest unless said",
        [GrantsReading.ProgrammeField] = "Id of a programme", [GrantsReading.StageField] = "Stage", [GrantsReading.RecipientField] = "Recipient",
        [GrantsReading.TextField] = "Words to look for", [NoticeReading.VersionField] = "Version of the decision, or of the published month: the newest unless said",
        [LedgerReading.RegionField] = "Four digits of a region",
        [DifferenceReading.FromField] = "From version", [DifferenceReading.ToField] = "To version; for a scheme the last month to take as known (YYYY-MM), the newest unless said",
        [WaitsAsked.MonthField] = "Published month (YYYY-MM); the newest unless said",
        [WaitsAsked.KindField] = "What is waited for: first-visit or operation (unless said)",
        [WaitsAsked.RuleField] = "Way of counting: skr (unless said) or socialstyrelsen", [WaitsAsked.ServiceField] = "Code of a service of care (mvo)",
        [QueuesReading.WeeksField] = "In how many weeks every queue is to reach its target, 1 to 520 (26)",
        [ServicesReading.OrderField] = "Order: " + string.Join(", ", ServicesReading.OrderNames), [NearReading.HomeField] = "Home municipality: name or four digits",
    };

    private byte[]? document;

    /// <summary>The description. It is kept once the columns of every table are known.</summary>
    public byte[] Document()
    {
        if (document is { } known)
        {
            return known;
        }

        var columns = tables.Select(t => t.Columns(settings)).ToList();
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = EventText.Json.Encoder }))
        {
            Write(json, columns);
        }

        var made = file.ToArray();
        document = columns.All(c => c is not null) ? made : null;
        return made;
    }

    private void Write(Utf8JsonWriter json, IEnumerable<ImmutableArray<string>?> columns)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "Vårdbro: open data");
        json.WriteString("version", "1");
        json.WriteString("description",
            "Every table of the pages. An address never changes its meaning; columns may be added last. CSV is UTF-8 without BOM, comma, dot, LF. " +
            "Answers carry an ETag: send it back as If-None-Match and get 304 when nothing has changed. Files and columns of invented figures say SYNTETISKT. " +
            "Indicators come from Kolada/RKA, CC BY 4.0: credit them.");
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (var (table, known) in tables.Zip(columns))
        {
            Write(json, table, known);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableAddress table, ImmutableArray<string>? columns)
    {
        json.WriteStartObject(table.Template);
        json.WriteStartObject("get");
        json.WriteString("summary", table.What.En);
        json.WriteString("description", table.What.Sv);
        json.WriteStartArray("parameters");
        foreach (var (name, example) in table.Places)
        {
            Parameter(json, "path", name, null, example);
        }

        json.WriteStartObject();
        json.WriteString("name", "format");
        json.WriteString("in", "path");
        json.WriteBoolean("required", true);
        json.WriteStartObject("schema");
        json.WriteStartArray("enum");
        foreach (var (name, _) in Formats)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        var examples = QueryHelpers.ParseQuery(table.Example.Contains('?', StringComparison.Ordinal) ? table.Example.Split('?')[1] : "");
        foreach (var name in table.Fields.Append(Visit.AsOfField).Append(Visit.LanguageField))
        {
            Parameter(json, "query", name, Meanings[name], examples.TryGetValue(name, out var value) ? value.ToString() : null);
        }

        Parameter(json, "header", "If-None-Match", "The ETag of an earlier answer", null);
        json.WriteEndArray();
        json.WriteStartObject("responses");
        Answers(json, columns);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string place, string name, string? means, string? example)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", place);
        if (place == "path")
        {
            json.WriteBoolean("required", true);
        }

        if (means is not null)
        {
            json.WriteString("description", means);
        }

        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        if (example is not null)
        {
            json.WriteString("example", example);
        }

        json.WriteEndObject();
    }

    private static void Answers(Utf8JsonWriter json, ImmutableArray<string>? columns)
    {
        json.WriteStartObject("200");
        json.WriteString("description", "The table");
        json.WriteStartObject("content");
        foreach (var (name, type) in Formats)
        {
            json.WriteStartObject(type);
            if (name == "json" && columns is { } known)
            {
                json.WriteStartObject("schema");
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                json.WriteString("type", "object");
                json.WriteStartObject("properties");
                foreach (var column in known)
                {
                    json.WriteStartObject(column);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var (status, means) in new[]
        {
            ("304", "Nothing has changed since the ETag sent"), ("400", "A value that cannot be read; the page says which, with a number"),
            ("404", "No such region, year, service or month; the page says which, with a number"),
        })
        {
            json.WriteStartObject(status);
            json.WriteString("description", means);
            json.WriteEndObject();
        }
    }
}

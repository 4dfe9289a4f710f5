using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vardbro.Tests;

/// <summary>The queues for anyone, and the open data as machines meet them.</summary>
public sealed partial class PagesTests
{
    [Fact]
    public async Task Every_table_of_the_description_answers_in_every_format_has_its_columns_and_knows_its_ETag()
    {
        var paths = await Described();
        Assert.True(paths.Count > 30);
        Assert.All(
            paths.Values.SelectMany(get => get.GetProperty("parameters").EnumerateArray()).Where(p => p.GetProperty("in").GetString() == "query"),
            p => Assert.True(p.TryGetProperty("description", out _), $"Nobody has said what {p.GetProperty("name")} means."));
        foreach (var (template, get) in paths)
        {
            foreach (var (format, type) in new[] { ("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") })
            {
                var address = ExampleOf(template, get, format);
                using var answer = await demo.Client.GetAsync(address);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {address}");
                Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
                if (format == "json")
                {
                    var said = get.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty(type)
                        .GetProperty("schema").GetProperty("items").GetProperty("properties").EnumerateObject().Select(p => p.Name);
                    using var table = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                    Assert.All(table.RootElement.EnumerateArray(), row => Assert.Equal(said, row.EnumerateObject().Select(p => p.Name)));
                }

                using var again = new HttpRequestMessage(HttpMethod.Get, address);
                again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
                using var unchanged = await demo.Client.SendAsync(again);
                Assert.True(unchanged.StatusCode == HttpStatusCode.NotModified, $"{(int)unchanged.StatusCode} {address}");
                Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
            }
        }
    }

    [Fact]
    public async Task Every_address_of_a_table_is_in_the_description_and_on_the_page_of_open_data()
    {
        var mapped = TableInSource().Matches(await File.ReadAllTextAsync(Path.Combine(ServedDemo.Root, "edges/Web/Addresses.cs")))
            .Select(m => m.Groups[1].Value.Replace(":int", "", StringComparison.Ordinal) + ".{format}").ToHashSet();
        Assert.True(mapped.Count > 30);
        Assert.Equal(mapped.Order(), (await Described()).Keys.Order());
        var page = await demo.Text("/oppna-data");
        Assert.All(mapped, address => Assert.Contains(address, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_how_long_the_queue_is_reads_first_to_ask_the_care_broker()
    {
        foreach (var (language, first) in new[]
        {
            ("sv", "Fråga vårdförmedlingen eller vårdlotsen först: det kostar dig inget och du behåller din plats."),
            ("en", "Ask the care broker first: it costs you nothing and you keep your place."),
        })
        {
            var page = await demo.Open($"/hur-lang-ar-kon?lang={language}", javaScript: false);
            Assert.StartsWith(first, await page.Locator("main > h1 + *").InnerTextAsync(), StringComparison.Ordinal);
            await page.SelectOptionAsync("#mvo", "511");
            await page.FillAsync("#kommun", "Borås");
            // On the button: in a field with a list of suggestions the key may answer the list and not send the form.
            await page.Locator("main form.filter button").PressAsync("Enter");
            await page.WaitForURLAsync("**/hur-lang-ar-kon?mvo=511&kommun=Bor*");
            Assert.StartsWith(first, await page.Locator("main > h1 + *").InnerTextAsync(), StringComparison.Ordinal);
            Assert.True(await page.Locator("main table tbody tr").CountAsync() > 50);
            Assert.Contains("SYNT", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("boras", "Borås")]
    [InlineData("MALMO", "Malmö")]
    public async Task A_municipality_that_is_nearly_spelled_is_suggested_and_the_form_stays(string written, string meant)
    {
        var page = await demo.Open($"/hur-lang-ar-kon?mvo=511&kommun={written}", javaScript: false);
        Assert.Contains("VB2240", await page.Locator("main [role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(written, await page.InputValueAsync("#kommun"));
        await page.Locator("main [role=alert] a").First.ClickAsync();
        Assert.Equal(meant, await page.InputValueAsync("#kommun"));
        Assert.True(await page.Locator("main table tbody tr").CountAsync() > 50);
        await page.Context.CloseAsync();
    }

    // Where surely more than half are in time comes first, then the nearest; a share stands with its interval.
    [Fact]
    public async Task The_queues_stand_in_order_of_what_can_be_said_and_then_of_distance()
    {
        var rows = (await demo.Client.GetStringAsync(new Uri("/hur-lang-ar-kon.csv?mvo=511&kommun=1490", UriKind.Relative))).TrimEnd('\n').Split('\n').Select(l => l.Split(',')).ToList();
        int Column(string name) => Array.IndexOf(rows[0], name);
        var (kind, km, lower, upper) = (Column("kind"), Column("km"), Column("share_lower_percent"), Column("share_upper_percent"));
        var boras = rows.Skip(1).Where(r => r[Column("municipality")] == "Borås").ToList();
        Assert.NotEmpty(boras);
        Assert.All(boras, r => Assert.Equal("0", r[km]));
        foreach (var table in rows.Skip(1).GroupBy(r => r[kind]))
        {
            var order = table.Select(r => (
                Half: r[lower].Length == 0 ? 3 : Figure(r[lower]) > 50 ? 0 : Figure(r[upper]) < 50 ? 2 : 1,
                Km: r[km].Length == 0 ? int.MaxValue : int.Parse(r[km], System.Globalization.CultureInfo.InvariantCulture))).ToList();
            Assert.Equal(order.Order(), order);
        }

        static decimal Figure(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("/vantetider")]
    [InlineData("/vantetider/verksamhet")]
    [InlineData("/vantetider/verksamhet/511")]
    [InlineData("/vantetider/region/0014")]
    [InlineData("/vantetider/enhet/0014/SYN-0014-511-1")]
    [InlineData("/hur-lang-ar-kon?mvo=511&kommun=1490")]
    public async Task What_is_invented_says_so_on_every_page_and_in_every_file(string address)
    {
        Assert.Contains("SYNTETISKA UPPGIFTER", await demo.Text(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=sv"), StringComparison.Ordinal);
        var file = address.Contains('?', StringComparison.Ordinal) ? address.Replace("?", ".csv?", StringComparison.Ordinal) : address + ".csv";
        using var answer = await demo.Client.GetAsync(new Uri(file, UriKind.Relative));
        Assert.StartsWith("SYNTETISKT-", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_leads_to_its_money_and_back_and_to_its_units()
    {
        var page = await demo.Open("/region/0014?lang=sv");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Väntetiderna i regionen" }).ClickAsync();
        Assert.EndsWith("/vantetider/region/0014", page.Url, StringComparison.Ordinal);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Pengarna till regionen" }).ClickAsync();
        Assert.EndsWith("/region/0014", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/vantetider/region/0014");
        await page.Locator("a[href*='/vantetider/enhet/0014/']").First.ClickAsync();
        Assert.Contains("Vad som är dolt, och varför", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    // A4 upright less its margins is 182 mm, 688 pixels of the browser's.
    [Theory]
    [InlineData("/vantetider")]
    [InlineData("/vantetider/kvalitet")]
    [InlineData("/vantetider/verksamhet")]
    [InlineData("/vantetider/verksamhet/511")]
    [InlineData("/vantetider/region/0014")]
    [InlineData("/vantetider/enhet/0014/SYN-0014-511-1")]
    [InlineData("/hur-lang-ar-kon?mvo=511&kommun=1490")]
    public async Task Nothing_is_cut_off_on_paper(string address)
    {
        var page = await demo.Open(address, width: 688);
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        var cut = await page.Locator("main .scroll").EvaluateAllAsync<string[]>(
            "all => all.filter(s => s.scrollWidth > s.clientWidth).map(s => `${s.getAttribute('aria-label')}: ${s.scrollWidth}`)");
        Assert.Empty(cut);
        await page.Context.CloseAsync();
    }

    private async Task<SortedDictionary<string, JsonElement>> Described()
    {
        using var document = JsonDocument.Parse(await demo.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));
        Assert.Equal("3.1.0", document.RootElement.GetProperty("openapi").GetString());
        return new(document.RootElement.GetProperty("paths").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("get").Clone()), StringComparer.Ordinal);
    }

    private static Uri ExampleOf(string template, JsonElement get, string format)
    {
        var (address, query) = (template.Replace("{format}", format, StringComparison.Ordinal), new List<string>());
        foreach (var parameter in get.GetProperty("parameters").EnumerateArray().Where(p => p.TryGetProperty("example", out _)))
        {
            var (name, value) = (parameter.GetProperty("name").GetString()!, Uri.EscapeDataString(parameter.GetProperty("example").GetString()!));
            if (parameter.GetProperty("in").GetString() == "path")
            {
                address = address.Replace("{" + name + "}", value, StringComparison.Ordinal);
            }
            else
            {
                query.Add($"{name}={value}");
            }
        }

        return new(query.Count == 0 ? address : $"{address}?{string.Join('&', query)}", UriKind.Relative);
    }

    [GeneratedRegex("Table\\(\"([^\"]+)\"")]
    private static partial Regex TableInSource();
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Vardbro.Tests;

/// <summary>The pages as their readers meet them: in a real browser, in both languages, small, printed, without a mouse.</summary>
public sealed partial class PagesTests(ServedDemo demo) : IClassFixture<ServedDemo>
{
    /// <summary>One of every kind of page.</summary>
    public static TheoryData<string> Kinds => new(
        "/", "/program", "/program/womens-health", "/program/precision-health", "/program/mental-health", "/region", "/region/0014", "/besked/2024",
        "/besked/2024/0014", "/besked/2025/0023", "/beslut", "/beslut/2024", "/beslut/2024/skillnad?fran=2&till=3", "/bidrag", "/bidrag?ar=2025",
        "/pengar/2024", "/karta/2024", "/verkligheten/2024", "/verkligheten/2024?as-of=2023-09-15", "/ataganden", "/huvudbok", "/huvudbok?region=0014&program=womens-health", "/huvudbok?ar=2019", "/pengar/region", "/pengar/region/0014", "/pengar/region/0001?ar=2024", "/pengar/region/0014?ar=2019", "/vantetider", "/vantetider?manad=2024-10&vard=first-visit&regel=socialstyrelsen", "/vantetider?as-of=2024-01-01", "/vantetider/kvalitet", "/vantetider/kvalitet?as-of=2024-01-01",
        "/vantetider?mvo=511&matt=median", "/vantetider/verksamhet?ordning=andel", "/vantetider/verksamhet?ordning=vantande", "/vantetider/verksamhet?ordning=median", "/vantetider/verksamhet/511", "/vantetider/region/0014", "/vantetider/region/0014?as-of=2024-01-01",
        "/vantetider/enhet/0014/SYN-0014-511-1", "/hur-lang-ar-kon", "/hur-lang-ar-kon?mvo=511&kommun=Borås", "/oppna-data",
        "/uppfoljning", "/uppfoljning?as-of=2023-09-14", "/uppfoljning/beds", "/uppfoljning/digital-infrastructure",
        "/indikator/waiting-first-contact-90-days", "/indikator/net-result?ar=2023", "/indikator/primary-calls-same-day", "/vardplatser", "/vardplatser?as-of=2010-01-01",
        "/granskning", "/granskning?vard=first-visit&ordning=funnel", "/granskning?as-of=2024-01-01", "/granskning/0014?vard=first-visit", "/granskning/0009", "/granskning/0014?manad=2024-01",
        "/vantetider/ko", "/vantetider/ko/0014?veckor=13", "/vantetider/ko/0014?manad=2024-01",
        "/nycklar", "/antaganden", "/kallor", "/regler",
        "/tillganglighet", "/hjalp", "/finns-inte");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Axe_finds_nothing_in_either_language_and_nothing_is_cut_off_at_320_pixels(string address)
    {
        var axe = await File.ReadAllTextAsync(Path.Combine(ServedDemo.Root, "edges/Web/node_modules/axe-core/axe.min.js"));
        foreach (var language in new[] { "sv", "en" })
        {
            var complaints = new List<string>();
            var page = await demo.Open("about:blank");
            page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
            page.PageError += (_, error) => complaints.Add(error);
            page.Request += (_, request) => complaints.AddRange(
                request.Url.StartsWith(demo.Address.ToString(), StringComparison.Ordinal) ? [] : [$"left the machine: {request.Url}"]);
            await page.GotoAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            Assert.DoesNotMatch("^\\s*$", await page.TitleAsync());
            await page.EvaluateAsync(axe);
            foreach (var width in new[] { 1280, 320 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var found = await page.EvaluateAsync<JsonElement>(
                    "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))");
                Assert.Equal("[]", found.GetRawText());
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{address} in {language} is {overflow} px too wide at {width} px.");
            }

            // The browser itself notes the status of a page that is missing on purpose.
            complaints.RemoveAll(c => address == "/finns-inte" && c.Contains("404", StringComparison.Ordinal));
            Assert.Empty(complaints);
            await page.Context.CloseAsync();
        }
    }

    // A number with its unit is one word. A fingerprint is not a number: it may break anywhere, as all code may.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_amount_is_broken_between_two_lines(string address)
    {
        const string Broken = """
            [...function* () {
                const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                while (words.nextNode()) {
                    const text = words.currentNode;
                    if (text.parentElement.closest('code, svg, .ds-sr-only') || !text.parentElement.checkVisibility()) continue;
                    for (const match of text.data.matchAll(/(SEK\u00a0)?[0-9]([0-9.,\u00a0]*[0-9])?(\u00a0(kr|mnkr|million))?/g)) {
                        const range = document.createRange();
                        range.setStart(text, match.index);
                        range.setEnd(text, match.index + match[0].length);
                        if (new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size > 1) yield match[0];
                    }
                }
            }()]
            """;
        foreach (var language in new[] { "sv", "en" })
        {
            var page = await demo.Open(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            foreach (var width in new[] { 1280, 320 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var broken = await page.EvaluateAsync<string[]>(Broken);
                Assert.True(broken.Length == 0, $"{address} in {language} at {width} px breaks {string.Join(" | ", broken)}");
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Every_link_leads_somewhere()
    {
        const int OfOneKind = 4; // of pages that differ only in region, year or version
        var kinds = new Dictionary<string, int>();
        var seen = new HashSet<string> { "/" };
        var waiting = new Queue<string>(seen);
        var broken = new List<string>();
        while (waiting.TryDequeue(out var address))
        {
            using var answer = await demo.Client.GetAsync(new Uri(address, UriKind.Relative));
            if (answer.StatusCode is not HttpStatusCode.OK and not HttpStatusCode.Redirect)
            {
                broken.Add($"{(int)answer.StatusCode} {address}");
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
            {
                var target = WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0];
                target = target.StartsWith('?') ? address.Split('?')[0] + target : target;
                var kind = Digits().Replace(target, "0");
                if (target.StartsWith('/') && kinds.GetValueOrDefault(kind) < OfOneKind && seen.Add(target))
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    waiting.Enqueue(target);
                }
            }
        }

        Assert.Empty(broken);
        Assert.True(seen.Count > 100, $"Only {seen.Count} addresses were found.");
    }

    [Fact]
    public async Task The_printed_notice_is_one_A4_page()
    {
        foreach (var address in new[] { "/besked/2024/0014", "/besked/2024/0023?lang=en", "/besked/2025/0014" })
        {
            var page = await demo.Open(address);
            var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
            Assert.True(PdfPage().Count(pdf) == 1, $"{address} prints on {PdfPage().Count(pdf)} pages.");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_proposal_never_passes_for_an_appropriation()
    {
        var page = await demo.Open("/beslut/2024");
        Assert.Matches(@"Cancervård och barncancervård\s+1.025.000.000.kr\s+föreslaget\s+365.000.000.kr", await page.InnerTextAsync("main"));
        await page.GotoAsync("/huvudbok");
        var ledger = await page.InnerTextAsync("main");
        Assert.Contains("Anslag eller ram, föreslaget", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("anvisat", ledger, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    // The demo's invented decision must never pass for a real one, on the screen or on paper.
    [Theory]
    [InlineData("/beslut/2024")]
    [InlineData("/besked/2024")]
    [InlineData("/besked/2024/0014")]
    [InlineData("/beslut/2024/skillnad?fran=2&till=3")]
    public async Task An_example_says_that_it_is_one_and_when_it_was_recorded(string address)
    {
        var page = await demo.Open(address);
        foreach (var (language, banner, recorded) in new[]
        {
            ("sv", "Exempel, påhittat beslut", "antecknat"), ("en", "Example, an invented decision", "recorded"),
        })
        {
            await page.GotoAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            foreach (var media in new[] { Media.Screen, Media.Print })
            {
                await page.EmulateMediaAsync(new() { Media = media });
                Assert.True(await page.GetByText(banner).First.IsVisibleAsync(), $"{address} in {language}: no banner on {media}.");
            }

            var text = await page.InnerTextAsync("main");
            Assert.True(address.Contains("skillnad", StringComparison.Ordinal) || text.Contains(recorded, StringComparison.OrdinalIgnoreCase));
        }

        var notice = await demo.Client.GetStringAsync(new Uri("/besked/2025", UriKind.Relative));
        Assert.DoesNotContain("påhittat", notice, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    // Paper vouches for its own version: a later decision does not change what is printed of an earlier one.
    [Fact]
    public async Task A_notice_shows_the_commit_that_holds_its_own_version()
    {
        var versions = (await demo.Client.GetStringAsync(new Uri("/beslut/2024.csv", UriKind.Relative))).Split('\n');
        Assert.EndsWith(",journal_position,journal_hash", versions[0], StringComparison.Ordinal);
        var page = await demo.Open("/beslut/2024");
        foreach (var (number, row) in versions[2..4].Select((row, i) => (i + 2, row.Split(','))))
        {
            Assert.Equal(($"{number}", 64), (row[^2], row[^1].Length));
            await page.GotoAsync("/beslut/2024");
            Assert.Contains(row[^1], await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync($"/besked/2024/0014?version={number}");
            Assert.Contains($"Beslutet står i journalens skrivning {number}, till och med läge {number}, med hash {row[^1]}.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        }

        Assert.NotEqual(versions[2].Split(',')[^1], versions[3].Split(',')[^1]);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Every_chart_has_its_table_and_the_table_needs_no_JavaScript()
    {
        foreach (var address in new[] { "/pengar/2024", "/karta/2024", "/verkligheten/2024", "/vardplatser", "/indikator/net-result", "/vantetider", "/vantetider/verksamhet/511" })
        {
            var page = await demo.Open(address, javaScript: false);
            Assert.True(await page.Locator("main table tbody tr").CountAsync() >= 21, $"{address} has no table beside its chart.");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task The_flow_is_drawn_when_there_is_JavaScript()
    {
        var page = await demo.Open("/pengar/2024");
        await page.Locator("main svg path").First.WaitForAsync();
        Assert.True(await page.Locator("main svg path").CountAsync() > 20);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_first_key_press_offers_to_skip_to_the_content()
    {
        var page = await demo.Open("/");
        await page.Keyboard.PressAsync("Tab");
        var target = await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')");
        Assert.StartsWith("#", target, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(target, await page.EvaluateAsync<string>("location.hash"));
        Assert.Equal(1, await page.Locator(target).CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_language_switch_keeps_the_page_and_is_remembered()
    {
        var page = await demo.Open("/region/0014");
        await page.Locator("header a[hreflang=en], header a[lang=en]").First.ClickAsync();
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        Assert.StartsWith("/region/0014", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await page.GotoAsync("/bidrag");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_region_page_shows_the_amounts_that_the_open_data_has()
    {
        var csv = await demo.Client.GetStringAsync(new Uri("/besked/2024.csv", UriKind.Relative));
        var amount = csv.Split('\n').First(l => l.StartsWith("0014,womens-health,", StringComparison.Ordinal)).Split(',')[2];
        Assert.Equal("247778961.00", amount);
        var page = await demo.Open("/region/0014?ar=2024");
        Assert.Contains("247\u00a0778\u00a0961", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    // In words, not by colour alone: on the map, in the table, beside the range, and in the open data.
    [Fact]
    public async Task What_is_missing_or_cannot_be_true_says_so_in_words()
    {
        const string Address = "/indikator/waiting-first-contact-90-days?ar=2025&as-of=2026-12-31";
        var page = await demo.Open(Address + "&lang=sv");
        var tiles = await page.Locator("main svg a.tile").EvaluateAllAsync<string[]>("tiles => tiles.map(t => t.getAttribute('aria-label'))");
        Assert.Equal(21, tiles.Length);
        Assert.Contains("Västra Götaland fel: 146,1, %", tiles);
        Assert.Equal(9, tiles.Count(t => t.Contains(" saknas, ", StringComparison.Ordinal)));
        var text = await page.InnerTextAsync("main");
        Assert.Contains("Värdet visas men räknas inte med.", text, StringComparison.Ordinal);
        Assert.Contains("57,0–90,8\u00a0%", text, StringComparison.Ordinal);
        Assert.Contains("Källa: Kolada/RKA, CC BY 4.0", text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
        var csv = await demo.Client.GetStringAsync(new Uri(Address.Replace("?", ".csv?", StringComparison.Ordinal), UriKind.Relative));
        Assert.Contains("\nwaiting-first-contact-90-days,N79221,2025,0014,Västra Götaland,146.1,%,defect,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_beds_of_the_source_and_of_the_document_stand_side_by_side()
    {
        var page = await demo.Open("/vardplatser?as-of=2024-12-31&lang=sv");
        var text = await page.InnerTextAsync("main");
        Assert.Contains("Från 1,4 till 2,2 per 1000 invånare", text, StringComparison.Ordinal);
        Assert.Matches(@"2023\s+1,9\s+1,6\s+2,6\s+1,0\s+21\s+1,4–2,2\s+skiljer sig", text);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Step_six_shows_both_shares_and_the_day_and_says_when_nothing_was_published_yet()
    {
        var start = await demo.Text("/?lang=en");
        Assert.Contains("94.05% the same", start, StringComparison.Ordinal);
        Assert.Contains("known on 2023-12-31; population alone gives 94.38%", start, StringComparison.Ordinal);
        var swedish = await demo.Text("/?as-of=2024-02-05&lang=sv");
        Assert.Contains("känt 2024-02-05; enbart folkmängd ger 94,38\u00a0%", swedish, StringComparison.Ordinal);
        foreach (var address in new[] { "/?as-of=2023-12-19&lang=en", "/verkligheten/2024?as-of=2023-12-19&lang=en" })
        {
            var early = await demo.Text(address);
            Assert.Contains("Not published yet", early, StringComparison.Ordinal);
            Assert.Contains("published on 2023-12-20", early, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/besked/2024.csv", "text/csv")]
    [InlineData("/besked/2024.json", "application/json")]
    [InlineData("/besked/2024.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("/bidrag.csv", "text/csv")]
    [InlineData("/verkligheten/2024.csv", "text/csv")]
    [InlineData("/vantetider/kvalitet.csv", "text/csv")]
    [InlineData("/uppfoljning.csv", "text/csv")]
    [InlineData("/uppfoljning/beds.json", "application/json")]
    [InlineData("/indikator/waiting-first-contact-90-days.csv", "text/csv")]
    [InlineData("/vardplatser.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Open_data_has_its_own_address_and_type(string address, string type)
    {
        using var answer = await demo.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/region/9999", HttpStatusCode.NotFound, "VB2001")]
    [InlineData("/program/finns-inte", HttpStatusCode.NotFound, "VB2002")]
    [InlineData("/besked/2031", HttpStatusCode.NotFound, "VB2003")]
    [InlineData("/besked/2024?as-of=2023-02-30", HttpStatusCode.BadRequest, "VB5001")]
    [InlineData("/pengar/1999", HttpStatusCode.NotFound, "VB5009")]
    [InlineData("/pengar/1999.csv", HttpStatusCode.NotFound, "VB5009")]
    [InlineData("/verkligheten/2024.csv?as-of=2023-12-19", HttpStatusCode.NotFound, "VB2007")]
    [InlineData("/beslut/2024/skillnad?fran=1&till=99", HttpStatusCode.NotFound, "VB2017")]
    [InlineData("/indikator/finns-inte", HttpStatusCode.NotFound, "VB2180")]
    [InlineData("/indikator/finns-inte.csv", HttpStatusCode.NotFound, "VB2180")]
    [InlineData("/indikator/net-result?ar=1999", HttpStatusCode.BadRequest, "VB5004")]
    [InlineData("/uppfoljning/finns-inte", HttpStatusCode.NotFound, "VB2002")]
    [InlineData("/vantetider?mvo=999", HttpStatusCode.NotFound, "VB2241")]
    [InlineData("/vantetider?matt=medel", HttpStatusCode.BadRequest, "VB5004")]
    [InlineData("/vantetider/verksamhet/999", HttpStatusCode.NotFound, "VB2241")]
    [InlineData("/vantetider/verksamhet/999/manader.csv", HttpStatusCode.NotFound, "VB2241")]
    [InlineData("/vantetider/verksamhet?ordning=storlek", HttpStatusCode.BadRequest, "VB5004")]
    [InlineData("/vantetider/region/9999", HttpStatusCode.NotFound, "VB2001")]
    [InlineData("/vantetider/enhet/0014/FINNS-INTE", HttpStatusCode.NotFound, "VB2242")]
    [InlineData("/vantetider/enhet/0012/SYN-0014-511-1.csv", HttpStatusCode.NotFound, "VB2242")]
    [InlineData("/hur-lang-ar-kon.csv?mvo=511&kommun=Ankeborg", HttpStatusCode.NotFound, "VB2240")]
    [InlineData("/hur-lang-ar-kon?mvo=999&kommun=1490", HttpStatusCode.NotFound, "VB2241")]
    [InlineData("/hur-lang-ar-kon.csv?mvo=511", HttpStatusCode.BadRequest, "VB5006")]
    public async Task A_refusal_has_its_number_and_a_proper_status(string address, HttpStatusCode status, string number)
    {
        using var answer = await demo.Client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(number, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bidrag?ar=2021&lang=sv", "del i reglerna: block-1")]
    [InlineData("/program/accessibility?lang=en", "part in the rules: block-1")]
    [InlineData("/program/accessibility?lang=sv", "delen block-2 efter ")]
    public async Task A_part_that_has_only_an_id_is_shown_as_a_name_in_the_rules(string address, string words)
    {
        var page = await demo.Open(address);
        Assert.Contains(words, Spaces().Replace(await page.InnerTextAsync("main"), " "), StringComparison.Ordinal);
        Assert.Contains("block-1", await page.Locator("main code").AllInnerTextsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_year_without_money_names_the_years_that_have_some()
    {
        using var answer = await demo.Client.GetAsync(new Uri("/pengar/1999?lang=en", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("For 1999 there are no known amounts to follow. Years with amounts: ", page, StringComparison.Ordinal);
        Assert.Contains("2024, 2025", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_inline_or_foreign_may_run()
    {
        using var answer = await demo.Client.GetAsync(new Uri("/", UriKind.Relative));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("127.0.0.1", demo.Address.Host);
    }

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"/Type\s*/Page[^s]")]
    private static partial Regex PdfPage();
}

using System.Net;

namespace Vardbro.Tests;

/// <summary>The audit's pages and every queue's.</summary>
public sealed partial class PagesTests
{
    [Fact]
    public async Task The_audit_shows_every_region_in_the_order_asked_for_and_its_files_say_the_same()
    {
        var page = await demo.Open("/granskning?vard=first-visit");
        var main = await page.InnerTextAsync("main");
        Assert.Contains("SYNTETISKA UPPGIFTER.", main, StringComparison.Ordinal);
        Assert.Contains("ingen effekt visad", main, StringComparison.Ordinal);
        var regions = await page.Locator("table.audit tbody tr").CountAsync();
        Assert.Equal(21, regions);
        var points = await page.Locator(".funnel circle.inside, .funnel circle.outside").CountAsync() - 1; // one stands in the legend
        var funnel = await Lines("/granskning/alla/tratt.csv?vard=first-visit");
        Assert.Equal(regions, funnel.Length - 1);
        Assert.Equal(points, funnel.Skip(1).Count(l => !l.EndsWith(',')));
        var findings = await Lines("/granskning.csv?vard=first-visit");
        Assert.Equal(1 + (7 * regions), findings.Length - 1);
        Assert.Equal(12, (await Lines("/granskning/alla/gap.csv?vard=first-visit")).Length - 1);

        await page.ClickAsync("table.audit thead a:has-text('tratten')");
        Assert.EndsWith("ordning=funnel", page.Url, StringComparison.Ordinal);
        Assert.Equal("descending", await page.GetAttributeAsync("th:has-text('tratten')", "aria-sort"));
        var figures = (await page.Locator("table.audit tbody tr td:nth-child(3)").AllInnerTextsAsync())
            .Select(t => t.Split('\n')[0]).Where(t => t != "–").Select(t => decimal.Parse(t.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(figures.OrderDescending(), figures);
        Assert.True(figures.Count > 10, $"{figures.Count}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_region_is_audited_with_what_each_sentence_was_compared_with()
    {
        var page = await demo.Open("/granskning/0014?vard=first-visit");
        var main = await page.InnerTextAsync("main");
        Assert.Matches("Jämfört med samma region, 2024-01 till 2024-12; övriga regioner samma månad, [0-9]+,[0-9].%", main);
        Assert.Matches("[0-9]+,[0-9].% av dem som lämnade kön är borta utan vård som registret känner", main);
        Assert.Contains("inte mätbart: månaden före är inte publicerad", main, StringComparison.Ordinal);
        Assert.Equal(6, await page.Locator(".groups circle").CountAsync());
        var months = (await Lines("/granskning/0014/manader.csv?vard=first-visit")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(12, months.Count);
        Assert.All(months[0].Skip(8).Take(6), cell => Assert.Equal("", cell)); // January has no month before it
        var known = months.Where(cells => !cells.Skip(8).Take(6).Contains("")).ToList();
        Assert.True(known.Count > 5, $"{known.Count}");
        Assert.All(known, cells => Assert.Equal(int.Parse(cells[8]), cells.Skip(9).Take(5).Sum(int.Parse))); // the fates add up to those who waited
        Assert.Equal(3 * months.Count(cells => cells[14].Length > 0), await page.Locator(".exits .scroll rect").CountAsync());
        Assert.Equal(6, (await Lines("/granskning/0014/grupper.csv?vard=first-visit")).Length - 1);
        Assert.Equal(7, (await Lines("/granskning/0014.csv?vard=first-visit")).Length - 1);
        using var unknown = await demo.Client.GetAsync(new Uri("/granskning/0099", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var before = await demo.Client.GetAsync(new Uri("/granskning.csv?as-of=2024-01-01", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_the_waits_assume_stands_among_the_assumptions_and_beside_the_figures_with_the_way_of_counting_by_name()
    {
        const string Assumed = "Att bara det som vårdgarantin omfattar räknas";
        foreach (var address in new[] { "/antaganden", "/vantetider", "/granskning/0014", "/vantetider/ko", "/hur-lang-ar-kon?mvo=511&kommun=1490" })
        {
            Assert.Contains(Assumed, await demo.Text(address), StringComparison.Ordinal);
        }

        Assert.Contains("SKR:s räknesätt", await demo.Text("/vantetider"), StringComparison.Ordinal);
        var places = (await Lines("/antaganden.csv")).Skip(1).Select(l => l.Split(':', ',')[0]).ToHashSet();
        Assert.Superset(new HashSet<string>
        {
            "statistics/rules.yaml", "publication/jumps.yaml", "register/codes.yaml", "register/services.yaml", "operational/codes.yaml",
            "guarantee/specialised-care.yaml", "facts/municipalities.yaml", "facts/hospitals.yaml", "synthetic/units.yaml",
        }, places);
    }

    [Fact]
    public async Task Every_queue_says_what_it_needs_in_the_weeks_asked_for_or_why_that_is_not_measurable()
    {
        Assert.Matches("Behöver [0-9]+ i veckan i 13 veckor", await demo.Text("/vantetider/ko/0014?veckor=13"));
        var english = await demo.Open("/vantetider/ko?lang=en"); // a browser of its own: the choice of language is remembered
        Assert.Matches("Needs [0-9]+ a week for 26 weeks", await english.InnerTextAsync("main"));
        await english.Context.CloseAsync();
        Assert.Contains("är inte publicerad, så hur många som ställdes i kö är inte känt", await demo.Text("/vantetider/ko?manad=2024-01"), StringComparison.Ordinal);
        var rows = await Lines("/vantetider/ko/0014.csv?veckor=13");
        Assert.All(rows.Skip(1), r => Assert.Matches("^2024-12,0014,[0-9]+,operation,skr,", r));
        Assert.Contains(rows, r => r.EndsWith("i 13 veckor", StringComparison.Ordinal));
        foreach (var wrong in new[] { "/vantetider/ko?veckor=0", "/vantetider/ko?veckor=521", "/vantetider/ko?veckor=x", "/granskning?ordning=x", "/vantetider?version=x" })
        {
            using var answer = await demo.Client.GetAsync(new Uri(wrong, UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("VB5004", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<string[]> Lines(string address) => (await demo.Text(address)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

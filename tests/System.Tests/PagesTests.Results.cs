using System.IO.Compression;
using System.Net;

namespace Vardbro.Tests;

/// <summary>Money for results, and the chain, on their pages.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Results => new(
        "/resultat", "/resultat/accessibility-2024", "/resultat/accessibility-2024?matt=first-visit-within-90&niva=60&raknar=care-given&komponent=operation&ointjanat=earners",
        "/resultat/komiljard-2019", "/resultat/accessibility-2024/0014?senast=2024-08", "/kedjan", "/kedjan/0014/accessibility/2024", "/kedjan/0009/mental-health/2024", "/kedjan/0014/accessibility/2024?as-of=2024-06-30");

    [Theory]
    [MemberData(nameof(Results))]
    public async Task A_page_of_results_is_sound_in_either_language_at_320_pixels_and_on_paper(string address)
    {
        await Axe_finds_nothing_in_either_language_and_nothing_is_cut_off_at_320_pixels(address);
        await No_amount_is_broken_between_two_lines(address);
        await Nothing_is_cut_off_on_paper(address);
    }

    [Fact]
    public async Task The_chain_goes_from_the_appropriation_to_the_wait_and_says_where_it_cannot()
    {
        var page = await demo.Open("/kedjan/0014/accessibility/2024");
        Assert.Equal(9, await page.Locator("ol.chain > li").CountAsync());
        var main = await page.InnerTextAsync("main");
        foreach (var said in new[]
        {
            "SYNTETISKA UPPGIFTER", "Anslaget är inte känt", "2 925 000 000", "EXEMPEL-2024-2", "EXEMPEL-A-2", "EXEMPEL-U-3", "Skuggräkning",
            "En klinik saknas i uppgifterna", "Bredvid pengarna", "ingen effekt visad", "Jämförbara regioner är de tre", "schemes/accessibility-2024.yaml",
        })
            Assert.Contains(said, main.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("figure.trend .scroll > svg").CountAsync());

        // Every link of the picture leads to its step; nothing was known of what came later.
        await page.Locator("ol.chain a[href='#led-8']").ClickAsync();
        Assert.EndsWith("#led-8", page.Url, StringComparison.Ordinal);
        var before = await demo.Text("/kedjan/0014/accessibility/2024?as-of=2023-12-31");
        Assert.DoesNotContain("1 500 000 000", before.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Inget är beslutat, rekvirerat eller utbetalt i huvudboken den dagen.", before, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_package_of_a_chain_is_the_same_from_the_page_every_time()
    {
        var address = new Uri("/kedjan/0014/accessibility/2024/paket.zip", UriKind.Relative);
        var bytes = await demo.Client.GetByteArrayAsync(address);
        Assert.Equal(bytes, await demo.Client.GetByteArrayAsync(address));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Superset(
            new HashSet<string> { "README.txt", "MANIFEST.sha256", "anchors.csv", "postings.csv", "batches.csv", "schemes/accessibility-2024/figures.csv", "rules/schemes/accessibility-2024.yaml" },
            zip.Entries.Select(e => e.FullName).ToHashSet());
    }

    [Fact]
    public async Task Another_rule_is_tried_on_the_page_and_nothing_is_decided_by_it()
    {
        var page = await demo.Open("/resultat/accessibility-2024");
        var before = await page.Locator("tbody tr#r0014").InnerTextAsync();
        await page.FillAsync("#niva", "1");
        await page.Locator("main form.filter button").PressAsync("Enter");
        await page.WaitForURLAsync("**niva=1*");
        Assert.Contains("Ändrat, inget är beslutat", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        var row = (await page.Locator("tbody tr#r0014 td").AllInnerTextsAsync()).Select(Kronor).ToList();
        Assert.True(row[3] > row[1]);
        Assert.Equal(row[3] - row[1], row[4]);
        await page.Locator("main a:text('Regeln som den är')").ClickAsync();
        Assert.Equal(before, await page.Locator("tbody tr#r0014").InnerTextAsync());
        await page.Context.CloseAsync();

        static decimal Kronor(string text) => decimal.TryParse(text.Replace("\u00a0", "", StringComparison.Ordinal).Replace('\u2212', '-'), out var number) ? number : 0;
    }

    [Theory]
    [InlineData("/resultat/finns-inte", HttpStatusCode.NotFound, "VB2400")]
    [InlineData("/resultat/accessibility-2024?matt=first-visit-within-90&niva=elva", HttpStatusCode.BadRequest, "VB5004")]
    [InlineData("/resultat/accessibility-2024/0014?senast=1999-01", HttpStatusCode.BadRequest, "VB5004")]
    [InlineData("/resultat/accessibility-2024/9999", HttpStatusCode.NotFound, "VB2001")]
    [InlineData("/kedjan/0014/accessibility/1999", HttpStatusCode.NotFound, "VB5009")]
    [InlineData("/kedjan/0014/finns-inte/2024", HttpStatusCode.NotFound, "VB2002")]
    [InlineData("/kedjan/0014/finns-inte/2024/paket.zip", HttpStatusCode.NotFound, "VB2002")]
    public Task What_the_pages_of_results_cannot_answer_is_refused(string address, HttpStatusCode status, string number) =>
        A_refusal_has_its_number_and_a_proper_status(address, status, number);
}

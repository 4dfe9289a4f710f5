using System.Globalization;
using System.Net;

namespace Vardbro.Tests;

/// <summary>Tonight's plan on its page.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Nights => new("/formedling", "/formedling?as-of=2024-01-01");

    [Theory]
    [MemberData(nameof(Nights))]
    public async Task The_night_s_page_is_sound_in_either_language_and_at_320_pixels(string address)
    {
        await Axe_finds_nothing_in_either_language_and_nothing_is_cut_off_at_320_pixels(address);
        await No_amount_is_broken_between_two_lines(address);
        await Nothing_is_cut_off_on_paper(address);
    }

    [Fact]
    public async Task The_night_s_plan_says_that_it_is_invented_rounds_and_can_be_taken_away()
    {
        var page = await demo.Open("/formedling");
        var main = await page.InnerTextAsync("main");
        Assert.Contains("SYNTETISKA UPPGIFTER. Personerna, väntorna, de lediga tiderna och avtalen är påhittade.", main, StringComparison.Ordinal);
        Assert.Contains("tillkännagivet före körningen", main, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main :text('NOT announced')").CountAsync());
        Assert.Equal(42, await page.Locator("svg .tile").CountAsync()); // two maps
        Assert.Equal(21, await page.Locator("tr[id^='mottagare-']").CountAsync());
        var arcs = await page.Locator("svg[role=img] .arc").CountAsync();
        Assert.True(arcs > 10);
        Assert.Equal((10, 1), (await page.Locator("svg[role=img] .arc.strong").CountAsync(), await page.Locator("table:has-text('De största flödena') tbody tr").CountAsync() / 10));
        Assert.Equal(20, await page.Locator("tr[id^='hem-']").CountAsync()); // Gotland has no basis
        Assert.True(await page.Locator("details:has-text('Påhittad person')").CountAsync() >= 6);
        await page.Context.CloseAsync();

        var groups = (await Lines("/formedling.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        long Of(string dimension, string group, string outcome) => long.Parse(groups.Single(g => g[2] == dimension && g[3] == group && g[4] == outcome)[5], CultureInfo.InvariantCulture);
        foreach (var dimension in new[] { "tier", "region", "sex", "age" })
        {
            Assert.Equal(Of("tier", "all", "in-run"), Of(dimension, "all", "in-run"));
            Assert.All(groups.Where(g => g[2] == dimension && g[5].Length > 0), g => Assert.True(int.Parse(g[5], CultureInfo.InvariantCulture) is >= 20 and var persons && persons % 20 == 0));
        }

        var receivers = (await Lines("/formedling/mottagare.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.InRange(receivers.Sum(r => r[4].Length == 0 ? 0 : long.Parse(r[4], CultureInfo.InvariantCulture)), 1, Of("tier", "all", "offered") + 19);
        Assert.All(receivers.Where(r => r[4].Length > 0), r => Assert.True(long.Parse(r[4], CultureInfo.InvariantCulture) <= long.Parse(r[3], CultureInfo.InvariantCulture)));
        var flows = (await Lines("/formedling/floden.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.All(flows, f => Assert.True(int.Parse(f[4], CultureInfo.InvariantCulture) >= 20));
        Assert.Equal(flows.Count(f => f[2] != f[3]), arcs); // every flow between two regions is drawn
        Assert.Equal(21, (await Lines("/formedling/maldatum.csv")).Length - 1);
        Assert.Contains("home-date-soon", await demo.Text("/formedling/inte-med.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("SYNW", await demo.Text("/formedling"), StringComparison.Ordinal);
        using var file = await demo.Client.GetAsync(new Uri("/formedling.xlsx", UriKind.Relative));
        Assert.StartsWith("SYNTETISKT-formedling-2024-12-31-1", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_any_night_the_page_says_so_and_there_is_no_file()
    {
        Assert.Contains("Ingen natt är körd än.", await demo.Text("/formedling?as-of=2024-01-01"), StringComparison.Ordinal);
        using var file = await demo.Client.GetAsync(new Uri("/formedling.csv?as-of=2024-01-01", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;
using Vardbro.Web;
using Vardbro.Web.Readings;

namespace Vardbro.Tests;

/// <summary>From files to a published month: taken in, published by two persons, read, revised, proved.</summary>
public sealed class PublishVerbTests : OneStore
{
    private static readonly string[] Two = ["--by", "Anna Ek", "--and", "Bo Al"];

    [Fact]
    public void A_month_is_published_read_revised_with_a_reason_and_proved()
    {
        Made("1", "nation");
        TakeIn("nation", "0014", "2024-11");
        TakeIn("nation", "0014", "2024-12");
        Refused(1, "VB2162 ", "stats", "--period", "2024-12");
        Refused(1, "VB2011 ", "publish", "--period", "2024-12", "--number", "P-1", "--by", "Anna Ek", "--and", "anna ek");
        Refused(1, "VB2163 ", Publish("2024-10", "P-1"));
        var published = Done(Publish("2024-12", "P-1"));
        Assert.Contains("2024-12 är publicerad: 1 regioner, beslut P-1", published.Out, StringComparison.Ordinal);
        Assert.Contains("påhittade uppgifter: 0014", published.Out, StringComparison.Ordinal);
        Assert.Equal(20, published.Out.Split("saknas: ")[1].Split('\n')[0].Split(", ").Length);

        // What is read is what the decision pinned: a file that comes later changes nothing until somebody publishes it.
        var first = Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation");
        Assert.StartsWith("2024-12,0014,,,,operation,skr,", first[1], StringComparison.Ordinal);
        Assert.Equal(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation", "--unpublished"));
        Refused(1, "VB2202 ", Publish("2024-12", "P-2"));
        Made("2", "other");
        TakeIn("other", "0014", "2024-12");
        Assert.Equal(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation"));
        Assert.NotEqual(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation", "--unpublished"));
        Refused(1, "VB2203 ", Publish("2024-12", "P-2"));
        Refused(1, "VB2010 ", [.. Publish("2024-12", "P-1"), "--reason", "en senare fil"]);
        Done([.. Publish("2024-12", "P-2"), "--reason", "en senare fil"]);
        Assert.NotEqual(first, Exported("stats", "--period", "2024-12", "--by", "region", "--kind", "operation"));
        Assert.Contains("Publicerade månader: 2", Done("verify").Out, StringComparison.Ordinal);

        // One figure changed behind our back.
        using (var connection = new SqliteConnection($"Data Source={folder["data/published.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER figure_never_changes; UPDATE figure SET waiting = waiting + 1 WHERE line = (SELECT min(line) FROM figure WHERE waiting > 0)";
            command.ExecuteNonQuery();
        }

        Refused(4, "VB4009 ", "verify");
    }

    [Fact]
    public async Task After_a_published_month_the_next_says_what_became_of_those_who_waited_and_units_stand_by_their_service()
    {
        Assert.Equal(0, TheProgram.RunHere(Now, "synth", "--scale", "0.5", "--months", "2", "--regions", "0014,0009,0010", "--out", folder["nation"]).Code);
        foreach (var (region, month) in from region in new[] { "0014", "0009", "0010" } from month in new[] { "2024-11", "2024-12" } select (region, month))
            TakeIn("nation", region, month);
        Done(Publish("2024-11", "P-1"));
        Done(Publish("2024-12", "P-2"));

        await using var store = Store.Open(folder["data"], new StandingClock { Now = Now }).Value;
        var months = store.Decided().Value;
        PublishedSet Set(int month) => store.Figures.Set(months.PublicationsOf(new(2024, month)).Current!.Content.Cubes).Value;
        Assert.Empty(Set(11).Exits);
        var exits = Set(12).Exits.Single(e => e is { Kind: WaitKind.Treatment, Service: null } && e.Region.ToString() == "0014");
        var before = Set(11).Rows.Single(r => r.By == Dimensions.Region && r.Row.Rule == CountingRule.Skr && r.Row.Key is { Kind: WaitKind.Treatment } key && key.Region == exits.Region).Row.Waiting!;
        Assert.Equal(before.Count, exits.WaitedBefore);
        Assert.Equal(before.Count, before.Intervals.Sum());
        Assert.Equal(exits.WaitedBefore, exits.StillWaiting + exits.SetAside + exits.CaredFor + exits.VanishedWithin + exits.VanishedBeyond);
        Assert.InRange(exits.CaredFor!.Value, 20, before.Count);

        var december = Set(12);
        await store.DisposeAsync(); // the verbs open it themselves
        var units = Exported("stats", "--period", "2024-12", "--by", "unit", "--kind", "operation");
        Assert.EndsWith(",completed_median_days,unit", units[0], StringComparison.Ordinal);
        Assert.True(units.Count(u => u.StartsWith("2024-12,0014,511,,,operation,skr,", StringComparison.Ordinal)) > 1);
        // A queue is read from what was published, never counted anew.
        var queue = Exported("queue", "--region", "0014", "--service", "511", "--kind", "operation")[1].Split(',');
        var row = december.Rows.Single(r => r.By == (Dimensions.Region | Dimensions.Service) && r.Row.Rule == CountingRule.Skr && r.Row.Key is { Kind: WaitKind.Treatment, Service: "511" } key && key.Region == exits.Region).Row;
        Assert.Equal((row.Waiting!.Count, Math.Round(row.Completed!.Count * 7m / 31, 1)), (int.Parse(queue[5]), decimal.Parse(queue[7], System.Globalization.CultureInfo.InvariantCulture)));
        Refused(1, "VB2241 ", "queue", "--region", "0014", "--service", "999");
        Refused(1, "VB2173 ", "queue", "--region", "0001", "--service", "511");
        Refused(1, "VB2171 ", "stats", "--period", "2024-12", "--by", "unit,age");
    }

    // Some of a region's small groups change; nothing that was hidden is shown by the second publication, and the first stays provable.
    [Fact]
    public async Task A_revision_never_shows_what_the_publication_before_it_hid()
    {
        Made("1", "nation");
        Made("2", "other");
        TakeIn("nation", "0014", "2024-12");
        Done(Publish("2024-12", "P-1"));
        TakeIn("other", "0014", "2024-12");
        Done([.. Publish("2024-12", "P-2"), "--reason", "rättade rader"]);
        await using var store = Store.Open(folder["data"], new StandingClock { Now = Now }).Value;
        var sets = store.Decided().Value.PublicationsOf(new(2024, 12)).Versions.Select(v => store.Figures.Set(v.Content.Cubes).Value).ToList();
        var later = sets[1].Rows.ToDictionary(r => (r.By, r.Row.Rule, r.Row.Key));
        var (waiting, completed) = (sets[0].Rows.Where(r => r.Row.Waiting is null).ToList(), sets[0].Rows.Where(r => r.Row.Completed is null).ToList());
        Assert.NotEmpty(waiting);
        Assert.NotEmpty(completed);
        Assert.All(waiting, r => Assert.Null(later[(r.By, r.Row.Rule, r.Row.Key)].Row.Waiting));
        Assert.All(completed, r => Assert.Null(later[(r.By, r.Row.Rule, r.Row.Key)].Row.Completed));
        await store.DisposeAsync();
        Assert.Contains("Publicerade månader: 2", Done("verify").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Invented_figures_are_said_to_be_so_first_on_the_screen_and_beside_a_file()
    {
        const string Mark = "SYNTETISKA UPPGIFTER: ingen verklig person, enhet eller väntan finns i siffrorna.\n";
        Made("1", "nation");
        TakeIn("nation", "0014", "2024-12");
        string[] stats = ["stats", "--period", "2024-12", "--by", "region"];
        Assert.StartsWith(Mark, Done([.. stats, "--unpublished"]).Out, StringComparison.Ordinal);
        Done(Publish("2024-12", "P-1"));
        var shown = Done(stats);
        Assert.StartsWith(Mark, shown.Out, StringComparison.Ordinal);
        Assert.Equal("", shown.Error);
        Assert.EndsWith(Mark, Done([.. stats, "--out", folder["rows.json"]]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_version_of_a_month_can_still_be_read_and_what_the_later_one_changed_stands_beside_it()
    {
        Made("1", "nation");
        Assert.Equal(0, TheProgram.RunHere(Now, "synth", "--scale", "0.03", "--months", "1", "--regions", "0014", "--out", folder["other"]).Code);
        TakeIn("nation", "0014", "2024-12");
        Done(Publish("2024-12", "P-1"));
        TakeIn("other", "0014", "2024-12");
        var later = TheProgram.RunHere(Now.AddDays(1), [.. Publish("2024-12", "P-2"), "--reason", "rättade rader", "--data", folder["data"]]);
        Assert.True(later.Code == 0, later.Error);

        await using var store = Store.Open(folder["data"], new StandingClock { Now = Now.AddDays(1) }).Value;
        var rules = RuleFolder.LoadAll(TheProgram.RulesFolder).Value;
        var settings = new WebSettings(rules.Book!, store, new StandingClock { Now = Now.AddDays(1) }, 0)
        {
            FollowUp = rules.FollowUp!, Waiting = rules.Waiting!, Services = rules.Services, Places = rules.Places,
        };
        Visit Asks(string query) => Visit.Of(new DefaultHttpContext { Request = { QueryString = new(query) } }, settings).Visit;
        WaitsReading Read(string query) => WaitsReading.Of(Asks(query)).Value;

        var (newest, first, before) = (Read("?vard=first-visit"), Read("?vard=first-visit&manad=2024-12&version=1"), Read("?vard=first-visit&as-of=2025-02-03"));
        Assert.Equal((2, 2, false), (newest.Asked.Version, newest.Asked.Versions.Length, newest.Asked.IsEarlier));
        Assert.Equal((1, 2, true), (first.Asked.Version, first.Asked.Versions.Length, first.Asked.IsEarlier));
        Assert.Equal((1, 1, false), (before.Asked.Version, before.Asked.Versions.Length, before.Asked.IsEarlier));
        Assert.Equal(before.NationNow!.Waiting!.Count, first.NationNow!.Waiting!.Count);
        Assert.NotEqual(newest.NationNow!.Waiting!.Count, first.NationNow!.Waiting!.Count);
        Assert.EndsWith("-version-1", first.Export().Value.Name, StringComparison.Ordinal);
        Assert.All(new[] { "?version=3", "?version=0", "?version=2&as-of=2025-02-03" }, query =>
            Assert.Equal(RefusalCode.MonthNotPublished, WaitsReading.Of(Asks(query)).Refusal!.Code));

        var quality = WaitsQualityReading.Of(Asks("")).Value;
        var nation = quality.Changes.Single(c => c.Key.Region == RegionId.Nation && c.Key.Kind == WaitKind.FirstVisit);
        Assert.Equal((2, first.NationNow.Waiting.Count, newest.NationNow.Waiting.Count), (nation.Version, nation.Before!.Waiting!.Count, nation.After!.Waiting!.Count));
        Assert.Equal(quality.Changes.Length, quality.ExportChanges().Rows.Count());
        Assert.Empty(WaitsQualityReading.Of(Asks("?as-of=2025-02-03")).Value.Changes);
    }

    private static string[] Publish(string month, string number) => ["publish", "--period", month, "--number", number, .. Two];

    private void Made(string seed, string name) =>
        Assert.Equal(0, TheProgram.RunHere(Now, "synth", "--seed", seed, "--scale", "0.02", "--months", "2", "--regions", "0014", "--out", folder[name]).Code);
}

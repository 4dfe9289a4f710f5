using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Publication;
using Vardbro.Waiting.Publication;

namespace Vardbro.Tests;

/// <summary>A month's publications in the journal: decided on what is stored, kept in order, proved by verify.</summary>
public sealed class PublicationStoreTests : IDisposable
{
    private static readonly RegionId Region = RegionId.TryParse("0014")!.Value;
    private static readonly JumpBounds Bounds = new(20, 50, new("x", "x"));

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    private static MonthContent Content(Month month, int waiting) => new(
        month, ImmutableSortedDictionary<RegionId, PinnedBatch>.Empty.Add(Region, new($"batch-{waiting}", waiting, 1, 0, true)), $"cubes-{waiting}", "rules", []);

    private static Task<Outcome<MonthPublications>> Publish(Store store, Month month, int waiting, string number, string? reason = null) =>
        store.Execute(month, (state, before, at) => PublishMonth.Decide(
            state, Content(month, waiting), before.Current?.Content, Bounds, new(number, new(2026, 11, 1), "Anna", "Bo"), reason, new(2026, 11, 2), at));

    [Fact]
    public async Task A_month_is_held_against_the_month_before_and_survives_a_restart()
    {
        await using (var store = Store.Open(folder.Path, new StandingClock { Now = TheProgram.Now }).Value)
        {
            Assert.Null((await Publish(store, new(2024, 9), 100, "P-9")).Refusal);
            Assert.Equal(RefusalCode.JumpUnexplained, (await Publish(store, new(2024, 10), 200, "P-10")).Refusal!.Code);
            Assert.Null((await Publish(store, new(2024, 10), 120, "P-10")).Refusal);
            Assert.Equal(RefusalCode.PublicationUnchanged, (await Publish(store, new(2024, 10), 120, "P-11", "again")).Refusal!.Code);
            Assert.Equal(RefusalCode.DecisionNumberTaken, (await Publish(store, new(2024, 10), 121, "P-9", "late")).Refusal!.Code);
            Assert.Null((await Publish(store, new(2024, 10), 121, "P-11", "late")).Refusal);
        }

        var months = Store.Read(folder.Path).Value;
        Assert.Equal([100], months.PublicationsOf(new(2024, 9)).Versions.Select(v => v.Content.Batches[Region].Waiting));
        Assert.Equal([(120, null), (121, "late")], months.PublicationsOf(new(2024, 10)).Versions.Select(v => (v.Content.Batches[Region].Waiting, v.Reason)));
        Assert.Empty(months.PublicationsOf(new(2024, 11)).Versions);
        Assert.Null(Store.Verify(folder.Path).Refusal);
    }

    // As the program wrote it before there were intervals and exits: the columns of then, one row.
    [Fact]
    public void Figures_of_the_first_form_are_read_and_keep_their_hash()
    {
        using (var connection = new SqliteConnection($"Data Source={folder["published.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE figure (
                    cubes TEXT NOT NULL, grouping INTEGER NOT NULL, rule INTEGER NOT NULL, kind INTEGER NOT NULL,
                    region TEXT NOT NULL, service TEXT NOT NULL, unit TEXT NOT NULL, sex INTEGER NOT NULL, age INTEGER NOT NULL,
                    line INTEGER NOT NULL, period TEXT NOT NULL, age_text TEXT NOT NULL,
                    waiting INTEGER, waiting_within INTEGER, waiting_mean INTEGER, waiting_median INTEGER, waiting_p90 INTEGER, waiting_chosen INTEGER,
                    completed INTEGER, completed_within INTEGER, completed_mean INTEGER, completed_median INTEGER, completed_p90 INTEGER, completed_chosen INTEGER,
                    PRIMARY KEY (cubes, grouping, rule, kind, region, service, unit, sex, age)
                ) STRICT, WITHOUT ROWID;
                PRAGMA application_id = 0x56625031;
                INSERT INTO figure VALUES ('86d3','1','0','3','0014','','',-1,-1,0,'2024-10','',100,60,805,700,200,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
                """.Replace("86d3", OldHash, StringComparison.Ordinal);
            command.ExecuteNonQuery();
        }

        var figures = PublishedStore.In(folder.Path);
        Assert.True(figures.Holds(OldHash).Value);
        var set = figures.Set(OldHash).Value;
        Assert.Equal((100, 60, 80.5m, 0), (set.Rows.Single().Row.Waiting!.Count, set.Rows.Single().Row.Waiting!.Within, set.Rows.Single().Row.Waiting!.Mean, set.Exits.Length));
    }

    private static readonly string OldHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes("2024-10,1,0014,,,,,Treatment,Skr,100,60,805,700,200,,,,,,,\n")));
}

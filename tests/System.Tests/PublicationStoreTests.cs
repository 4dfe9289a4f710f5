using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage;
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
}

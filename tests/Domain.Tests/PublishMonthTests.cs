using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Publication;

namespace Vardbro.Tests;

public sealed class PublishMonthTests
{
    private static readonly Month October = new(2024, 10);
    private static readonly RegionId One = RegionId.TryParse("0001")!.Value;
    private static readonly RegionId Two = RegionId.TryParse("0003")!.Value;
    private static readonly JumpBounds Bounds = new(20, 50, new("x", "x"));
    private static readonly DateOnly Today = new(2024, 11, 20);
    private static readonly Signature Signed = new("VB-2024-10", new(2024, 11, 15), "Anna", "Bo");
    private static readonly DateTimeOffset Now = new(2024, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static MonthContent Content(Month month, string cubes, params (RegionId Region, int Waiting)[] batches) => new(
        month, batches.ToImmutableSortedDictionary(b => b.Region, b => new PinnedBatch($"{b.Region}-{month}-{b.Waiting}", b.Waiting, 10, 0, false)),
        cubes, "rules", []);

    private static Outcome<MonthPublished> Decide(
        MonthContent content, MonthPublications? state = null, MonthContent? before = null, string? reason = null, Signature? signature = null, DateOnly? today = null) =>
        PublishMonth.Decide(state ?? MonthPublications.None(content.Month), content, before, Bounds, signature ?? Signed, reason, today ?? Today, Now);

    private static MonthPublications After(params MonthContent[] contents) =>
        contents.Aggregate(MonthPublications.None(contents[0].Month), (state, c) => state.Evolve(new(c, Signed, Now)));

    [Fact]
    public void A_month_is_published_with_its_batches_and_cubes()
    {
        var content = Content(October, "cubes", (One, 100), (Two, 50));
        var published = Decide(content).Value;
        Assert.Equal((content, Signed, null), (published.Content, published.Signature, published.Reason));
        Assert.Same(published, MonthPublications.None(October).Evolve(published).Current);
    }

    [Fact]
    public void A_month_without_any_region_is_not_published() =>
        Assert.Equal(RefusalCode.NothingToPublish, Decide(Content(October, "cubes")).Refusal!.Code);

    [Fact]
    public void The_same_figures_are_not_published_twice() =>
        Assert.Equal(RefusalCode.PublicationUnchanged,
            Decide(Content(October, "cubes", (One, 100)), After(Content(October, "cubes", (One, 100))), reason: "again").Refusal!.Code);

    [Fact]
    public void A_revision_needs_a_reason_and_the_earlier_one_stays_in_the_log()
    {
        var state = After(Content(October, "first", (One, 100)));
        var revised = Content(October, "second", (One, 104));
        Assert.Equal(RefusalCode.RevisionReasonMissing, Decide(revised, state, reason: "  ").Refusal!.Code);
        var published = Decide(revised, state, reason: " a late file ").Value;
        Assert.Equal("a late file", published.Reason);
        Assert.Equal(["first", "second"], state.Evolve(published).Versions.Select(v => v.Content.Cubes));
    }

    [Theory] // 100 before: half of it is the bound that stops
    [InlineData(150, true)]
    [InlineData(151, false)]
    [InlineData(50, true)]
    [InlineData(49, false)]
    public void A_jump_beyond_the_bound_stops_the_month_until_somebody_says_why(int waiting, bool published)
    {
        var before = Content(October.Plus(-1), "before", (One, 100));
        var content = Content(October, "cubes", (One, waiting));
        Assert.Equal(published ? null : RefusalCode.JumpUnexplained, Decide(content, before: before).Refusal?.Code);
        Assert.Equal("a new system", Decide(content, before: before, reason: "a new system").Value.Reason);
    }

    [Theory] // and a fifth the bound that marks
    [InlineData(120, false)]
    [InlineData(121, true)]
    [InlineData(80, false)]
    [InlineData(79, true)]
    public void A_smaller_jump_is_marked(int waiting, bool marked)
    {
        var marks = PublishMonth.Marks(
            Ground.Rules.Regions.Where(r => r.Id == One), Content(October, "", (One, waiting)).Batches, Content(October.Plus(-1), "", (One, 100)), Bounds);
        Assert.Equal(marked, marks.Any(m => m.Kind == MarkKind.Jump));
    }

    [Fact]
    public void A_region_that_is_missing_remarked_on_or_invented_is_marked()
    {
        var batches = ImmutableSortedDictionary<RegionId, PinnedBatch>.Empty.Add(One, new("b", 10, 5, 3, Synthetic: true));
        var marks = PublishMonth.Marks(Ground.Rules.Regions, batches, null, Bounds);
        Assert.Equal([MarkKind.Remarks, MarkKind.Synthetic], marks.Where(m => m.Region == One).Select(m => m.Kind));
        Assert.Equal(Ground.Rules.Regions.Length - 1, marks.Count(m => m.Kind == MarkKind.RegionMissing));
    }

    [Fact]
    public void From_nothing_to_something_is_a_jump() =>
        Assert.Equal(RefusalCode.JumpUnexplained, Decide(Content(October, "c", (One, 1)), before: Content(October.Plus(-1), "b", (One, 0))).Refusal!.Code);

    [Theory]
    [InlineData("2024-10-30", RefusalCode.DecisionDateTooEarly)]
    [InlineData("2024-10-31", null)]
    [InlineData("2024-11-21", RefusalCode.DateInFuture)]
    public void A_month_is_published_when_it_is_over_and_not_tomorrow(string date, RefusalCode? refused) =>
        Assert.Equal(refused, Decide(Content(October, "c", (One, 1)), signature: Signed with { Date = DateOnly.Parse(date, null) }).Refusal?.Code);

    [Fact]
    public void Two_persons_sign() =>
        Assert.Equal(RefusalCode.DecisionNeedsTwoPersons, Decide(Content(October, "c", (One, 1)), signature: Signed with { And = " anna" }).Refusal!.Code);

    [Fact]
    public void What_held_on_a_day_is_the_last_publication_by_then()
    {
        var state = MonthPublications.None(October)
            .Evolve(new(Content(October, "first", (One, 1)), Signed, Now))
            .Evolve(new(Content(October, "second", (One, 2)), Signed with { Date = new(2024, 12, 1) }, Now, "late"));
        Assert.Equal([null, "first", "first", "second"],
            new DateOnly[] { new(2024, 11, 14), new(2024, 11, 15), new(2024, 11, 30), new(2024, 12, 1) }.Select(d => state.InForceOn(d)?.Content.Cubes));
    }
}

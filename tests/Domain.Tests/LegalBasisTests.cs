using Vardbro.Kernel;
using Vardbro.Waiting.Operational;

namespace Vardbro.Tests;

public sealed class LegalBasisTests
{
    private static readonly RegionId Region = RegionId.TryParse("0014")!.Value;
    private static readonly Signature Signed = new("B-1", new(2024, 9, 1), "Anna", "Bo");
    private static readonly DateOnly Today = new(2024, 12, 1);
    private static readonly DateTimeOffset Now = new(2024, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LegalBasis Autumn = new(Region, BasisKind.Agreement, "RS 1", new(2024, 9, 1), new(2024, 11, 30));

    private static Outcome<BasisEvent> Record(RegionBases state, LegalBasis basis) => DecideBasis.Record(state, basis, Signed, Today, Now);

    private static RegionBases With(params LegalBasis[] bases) =>
        bases.Aggregate(RegionBases.None(Region), (state, b) => state.Evolve(Record(state, b).Value));

    [Theory]
    [InlineData("2024-08-31", false)]
    [InlineData("2024-09-01", true)]
    [InlineData("2024-11-30", true)]
    [InlineData("2024-12-01", false)]
    public void A_basis_holds_from_its_first_day_to_its_last(string day, bool holds) =>
        Assert.Equal(holds, With(Autumn).On(Ground.Day(day)) is not null);

    [Theory]
    [InlineData("2024-09-01", "2024-11-30", true)]
    [InlineData("2024-09-01", "2024-12-01", false)] // ended since
    [InlineData("2024-08-31", "2024-09-01", false)] // not begun on the day
    public void Persons_of_a_day_are_kept_where_a_basis_holds_then_and_now(string day, string today, bool kept) =>
        Assert.Equal(kept, With(Autumn).ForPersonsOf(Ground.Day(day), Ground.Day(today)) is not null);

    [Fact]
    public void Without_a_basis_no_day_has_one() => Assert.Null(RegionBases.None(Region).On(Today));

    [Theory]
    [InlineData("2024-08-01", "2024-08-31", true)]
    [InlineData("2024-08-01", "2024-09-01", false)]
    [InlineData("2024-11-30", null, false)]
    [InlineData("2024-12-01", null, true)]
    [InlineData("2024-10-01", "2024-10-02", false)]
    public void Two_bases_never_hold_on_one_day(string from, string? to, bool recorded) =>
        Assert.Equal(recorded ? null : RefusalCode.BasisHoldsAlready,
            Record(With(Autumn), new(Region, BasisKind.Statute, "HSL", Ground.Day(from), to is null ? null : Ground.Day(to))).Refusal?.Code);

    [Fact]
    public void A_basis_says_where_it_can_be_read() =>
        Assert.Equal(RefusalCode.BasisReferenceMissing, Record(RegionBases.None(Region), Autumn with { Reference = "  " }).Refusal!.Code);

    [Fact]
    public void A_basis_does_not_end_before_it_begins() =>
        Assert.Equal(RefusalCode.BasisBackwards, Record(RegionBases.None(Region), Autumn with { To = new(2024, 8, 31) }).Refusal!.Code);

    [Fact]
    public void A_basis_is_ended_with_a_reason_and_stays_in_the_list()
    {
        var state = With(Autumn with { To = null });
        Assert.Equal(RefusalCode.BasisReasonMissing, DecideBasis.End(state, new(2024, 10, 31), " ", Signed, Today, Now).Refusal!.Code);
        Assert.Equal(RefusalCode.BasisNotInForce, DecideBasis.End(state, new(2024, 8, 31), "why", Signed, Today, Now).Refusal!.Code);
        var ended = state.Evolve(DecideBasis.End(state, new(2024, 10, 31), "why", Signed, Today, Now).Value);
        Assert.Equal(Autumn with { To = new(2024, 10, 31) }, ended.Bases.Single());
        Assert.Null(ended.On(new(2024, 11, 1)));
    }

    [Fact]
    public void What_could_not_have_been_decided_does_not_follow()
    {
        var state = With(Autumn);
        Assert.False(state.CanFollow(new BasisRecorded(Autumn, Signed, Now)));
        Assert.False(state.CanFollow(new BasisEnded(Region, Today, "why", Signed, Now)));
        Assert.False(state.CanFollow(new BasisRecorded(Autumn with { Region = RegionId.TryParse("0001")!.Value, From = Today, To = null }, Signed, Now)));
        Assert.True(state.CanFollow(new BasisRecorded(Autumn with { From = Today, To = null }, Signed, Now)));
    }
}

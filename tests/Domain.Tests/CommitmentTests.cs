using System.Collections.Immutable;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using static Vardbro.Tests.Deciding;

namespace Vardbro.Tests;

public sealed class CommitmentTests
{
    private static readonly Commitments None = Commitments.None("precision-health");

    [Theory]
    [InlineData("2026=100", null)]
    [InlineData("2026=100 2027=100 2028=100 2029=100 2030=100", null)]
    [InlineData("2026=100.00000001", RefusalCode.CommitmentAboveAuthorisation)]
    [InlineData("2026=0", RefusalCode.CommitmentAmountWrong)]
    [InlineData("2026=-1", RefusalCode.CommitmentAmountWrong)]
    [InlineData("2025=1", RefusalCode.CommitmentAmountWrong)]
    [InlineData("2031=1", RefusalCode.CommitmentAmountWrong)]
    [InlineData("2026=100 2031=1", RefusalCode.CommitmentAmountWrong)]
    [InlineData("", RefusalCode.CommitmentAmountWrong)]
    public void A_first_commitment_stays_within_each_years_limit(string payments, RefusalCode? refusal) =>
        Assert.Equal(refusal, Make(None, payments).Refusal?.Code);

    [Theory]
    [InlineData("2026=40", null)]
    [InlineData("2026=40.00000001", RefusalCode.CommitmentAboveAuthorisation)]
    [InlineData("2027=100", null)]
    public void A_second_commitment_has_what_the_first_left(string payments, RefusalCode? refusal)
    {
        var state = None.Evolve(Make(None, "2026=60").Value);
        var second = Make(state, payments, Signed("C-2", "2025-06-02"));
        Assert.Equal(refusal, second.Refusal?.Code);
        if (refusal is not null)
            Assert.Contains("the SEK\u00a040,000,000 that remain", second.Refusal!.ToString(), StringComparison.Ordinal);
    }

    // Should the yearly limits add up to more than the authorisation, the authorisation still holds.
    [Theory]
    [InlineData(160, null)]
    [InlineData(159, RefusalCode.CommitmentAboveAuthorisation)]
    public void The_sum_of_all_years_stays_within_the_authorisation(int size, RefusalCode? refusal)
    {
        var rules = Ground.Rules with
        {
            Programmes = [.. Ground.Rules.Programmes.Select(p =>
                p.Id == "precision-health" ? p with { Commitment = p.Commitment! with { Size = Money.Million(size) } } : p)],
        };
        var state = None.Evolve(MakeCommitment.Decide(None, rules, Payments("2026=100"), Signed("C-1", "2025-06-01"), Today, Noon).Value);
        Assert.Equal(refusal, MakeCommitment.Decide(state, rules, Payments("2027=60"), Signed("C-2", "2025-06-01"), Today, Noon).Refusal?.Code);
    }

    [Fact]
    public void Who_may_not_commit_is_refused()
    {
        Assert.Equal(RefusalCode.CommitmentWithoutAuthorisation, Make(Commitments.None("sector-grant"), "2026=1").Refusal?.Code);
        Assert.Equal(RefusalCode.ProgrammeUnknown, Make(Commitments.None("no-such"), "2026=1").Refusal?.Code);
        Assert.Equal(RefusalCode.DecisionNeedsTwoPersons, Make(None, "2026=1", Signed("C-1", "2025-06-01", by: "Bo Al")).Refusal?.Code);
        Assert.Equal(RefusalCode.DecisionNumberMalformed, Make(None, "2026=1", Signed("C 1", "2025-06-01")).Refusal?.Code);
    }

    [Theory]
    [InlineData("2024-12-31", RefusalCode.CommitmentOutsideYear)]
    [InlineData("2025-01-01", null)]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", RefusalCode.CommitmentOutsideYear)]
    public void A_commitment_is_made_in_the_year_of_its_authorisation(string date, RefusalCode? refusal) =>
        Assert.Equal(refusal, MakeCommitment.Decide(
            None, Ground.Rules, Payments("2026=1"), Signed("C-1", date), Ground.Day("2030-01-01"), Noon).Refusal?.Code);

    [Theory]
    [InlineData("2025-06-01", null)]
    [InlineData("2025-06-02", RefusalCode.DateInFuture)]
    public void A_commitment_is_not_made_with_a_day_that_has_not_come(string date, RefusalCode? refusal) =>
        Assert.Equal(refusal, MakeCommitment.Decide(
            None, Ground.Rules, Payments("2026=1"), Signed("C-1", date), Ground.Day("2025-06-01"), Noon).Refusal?.Code);

    [Fact]
    public void Due_and_outstanding_are_counted_year_by_year()
    {
        var state = None.Evolve(Make(None, "2026=100 2027=50", Signed("C-1", "2025-06-01")).Value);
        state = state.Evolve(Make(state, "2027=50 2028=30", Signed("C-2", "2025-07-01")).Value);
        Assert.Equal(Money.Million(230), state.Total);
        Assert.Equal([0, 100, 100, 30, 0], new[] { 2025, 2026, 2027, 2028, 2029 }.Select(y => state.DueIn(y).InMillions));
        Assert.Equal([0, 230, 130, 30, 0, 0], new[] { 2024, 2025, 2026, 2027, 2028, 2029 }.Select(y => state.OutstandingAfter(y).InMillions));

        var ledger = DecisionBook.Empty.Evolve(state.Made[0]).Evolve(state.Made[1]).Ledger().Value;
        Assert.Equal(Money.Zero, ledger.TrialBalance);
        Assert.Equal(Money.Million(-500), ledger.Balance(new(AccountKind.Authorised, "precision-health", 2025)));
        Assert.Equal(Money.Million(270), ledger.Balance(new(AccountKind.Committable, "precision-health", 2025)));
        Assert.Equal([100, 100, 30], new[] { 2026, 2027, 2028 }.Select(y => ledger.Balance(new(AccountKind.Committed, "precision-health", y)).InMillions));
    }

    private static Outcome<CommitmentMade> Make(Commitments state, string payments, Signature? signature = null) =>
        MakeCommitment.Decide(state, Ground.Rules, Payments(payments), signature ?? Signed("C-1", "2025-06-01"), Today, Noon);

    private static ImmutableSortedDictionary<int, Money> Payments(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('='))
        .ToImmutableSortedDictionary(p => int.Parse(p[0]), p => new Money((long)(decimal.Parse(p[1]) * 100_000_000)));
}

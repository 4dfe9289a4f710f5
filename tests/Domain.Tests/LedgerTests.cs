using FsCheck;
using FsCheck.Fluent;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class LedgerTests
{
    private const string P = "sector-grant";
    private static readonly DecisionReference By = new("A-1", Ground.Day("2024-01-01"));
    private static readonly long Saving = Ground.Rules.Limits.Saving.Millionths;
    private static readonly long Credit = Ground.Rules.Limits.Credit.Millionths;
    private static readonly Ledger Granted = Bookkeeping.Grant(Ledger.Empty, By, P, 2024, Money.Kronor(1_000), Stage.Decided).Value;

    [Fact]
    public void The_limits_are_three_and_ten_percent() => Assert.Equal((30_000, 100_000), (Saving, Credit));

    [Theory]
    [InlineData(100_000, null)]
    [InlineData(100_001, RefusalCode.AmountAboveAppropriation)]
    public void Allotments_reach_the_appropriation_and_no_further(long ore, RefusalCode? refusal)
    {
        var half = ore / 2;
        var amounts = new Dictionary<string, Money> { ["0001"] = new(half), ["0003"] = new(ore - half) };
        var allotted = Bookkeeping.Allot(Granted, By, P, 2024, amounts);
        Assert.Equal(refusal, allotted.Refusal?.Code);
        Assert.Equal(RefusalCode.AmountAboveAppropriation, Bookkeeping.Allot(Granted, By, P, 2025, amounts).Refusal?.Code);
    }

    [Theory]
    [InlineData(-100_000, null)]
    [InlineData(-100_001, RefusalCode.AmountAboveAppropriation)]
    public void An_appropriation_is_lowered_to_what_is_allotted_and_no_further(long ore, RefusalCode? refusal) =>
        Assert.Equal(refusal, Bookkeeping.Grant(Granted, By, P, 2024, new(ore), Stage.Decided).Refusal?.Code);

    // A proposal is not an appropriation, and the ledger does not say that it is.
    [Theory]
    [InlineData(Stage.Proposed, "Anslag eller ram, föreslaget", "Appropriation or frame, proposed")]
    [InlineData(Stage.Decided, "Anslag eller ram, beslutat av riksdagen", "Appropriation or frame, decided by the Riksdag")]
    [InlineData(null, "Anslag eller ram, inget skede antecknat", "Appropriation or frame, no stage recorded")]
    public void An_entry_says_how_far_the_money_had_come(Stage? stage, string sv, string en) =>
        Assert.Equal(new(sv, en), Bookkeeping.Grant(Ledger.Empty, By, P, 2024, new(1), stage).Value.Entries.Single().Text);

    [Theory]
    [InlineData(3_000, null)]
    [InlineData(3_001, RefusalCode.SavingAboveLimit)]
    [InlineData(0, RefusalCode.AmountNotPositive)]
    [InlineData(-1, RefusalCode.AmountNotPositive)]
    public void Saving_is_at_most_three_percent(long ore, RefusalCode? refusal)
    {
        var saved = Bookkeeping.Save(Granted, By, P, 2024, new(ore), Saving);
        Assert.Equal(refusal, saved.Refusal?.Code);
        if (refusal is null)
        {
            Assert.Equal(new Money(ore), saved.Value.Balance(new(AccountKind.Available, P, 2025)));
            Assert.Equal(new Money(100_000 - ore), saved.Value.Balance(new(AccountKind.Available, P, 2024)));
        }
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, RefusalCode.SavingAboveLimit)]
    public void Saving_in_two_steps_has_the_same_limit_as_in_one(long second, RefusalCode? refusal)
    {
        var first = Bookkeeping.Save(Granted, By, P, 2024, new(2_000), Saving).Value;
        Assert.Equal(refusal, Bookkeeping.Save(first, By, P, 2024, new(second), Saving).Refusal?.Code);
    }

    [Fact]
    public void Only_what_is_left_can_be_saved()
    {
        var spent = Bookkeeping.Allot(Granted, By, P, 2024, new Dictionary<string, Money> { ["0001"] = new(98_000) }).Value;
        Assert.Null(Bookkeeping.Save(spent, By, P, 2024, new(2_000), Saving).Refusal);
        Assert.Equal(RefusalCode.AmountAboveAppropriation, Bookkeeping.Save(spent, By, P, 2024, new(2_001), Saving).Refusal?.Code);
    }

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(4_001, RefusalCode.CreditAboveLimit)]
    [InlineData(0, RefusalCode.AmountNotPositive)]
    public void Credit_is_at_most_ten_percent_in_all(long ore, RefusalCode? refusal)
    {
        var first = Bookkeeping.DrawCredit(Granted, By, P, 2024, new(6_000), Credit).Value;
        Assert.Equal(refusal, Bookkeeping.DrawCredit(first, By, P, 2024, new(ore), Credit).Refusal?.Code);
    }

    [Fact]
    public void Credit_is_paid_back_whole_from_the_next_year()
    {
        Assert.Equal(RefusalCode.AmountNotPositive, Bookkeeping.RepayCredit(Granted, By, P, 2024).Refusal?.Code);
        var drawn = Bookkeeping.DrawCredit(Granted, By, P, 2024, new(5_000), Credit).Value;
        Assert.Equal(new Money(105_000), drawn.Balance(new(AccountKind.Available, P, 2024)));
        var short1 = Bookkeeping.Grant(drawn, By, P, 2025, new(4_999), Stage.Decided).Value;
        Assert.Equal(RefusalCode.AmountAboveAppropriation, Bookkeeping.RepayCredit(short1, By, P, 2024).Refusal?.Code);
        var repaid = Bookkeeping.RepayCredit(Bookkeeping.Grant(short1, By, P, 2025, new(1), Stage.Decided).Value, By, P, 2024).Value;
        Assert.Equal(Money.Zero, repaid.Balance(new(AccountKind.Credit, P, 2024)));
        Assert.Equal(Money.Zero, repaid.Balance(new(AccountKind.Available, P, 2025)));
        Assert.Equal(Money.Zero, repaid.TrialBalance);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, RefusalCode.CommitmentAboveAuthorisation)]
    public void Commitments_reach_the_authorisation_and_no_further(long ore, RefusalCode? refusal)
    {
        var authorised = Bookkeeping.Authorise(Ledger.Empty, By, P, 2025, new(100)).Value;
        var payments = new Dictionary<int, Money> { [2026] = new(60), [2027] = new(ore - 60) };
        Assert.Equal(refusal, Bookkeeping.Commit(authorised, By, P, 2025, payments).Refusal?.Code);
        Assert.Equal(RefusalCode.AmountNotPositive, Bookkeeping.Authorise(authorised, By, P, 2025, Money.Zero).Refusal?.Code);
    }

    [Fact]
    public void An_unbalanced_entry_is_refused_and_a_balanced_one_posted()
    {
        var available = new Account(AccountKind.Available, P, 2024);
        var granted = new Account(AccountKind.Granted, P, 2024);
        var refused = Ledger.Empty.Post(new(By.Date, By.Number, "–", [new(available, new(5)), new(granted, new(-4))]));
        Assert.Equal("VB3001 The entry A-1 does not balance: the difference is SEK\u00a00.01.", refused.Refusal?.ToString());
        var posted = Ledger.Empty.Post(new(By.Date, By.Number, "–", [new(available, new(5)), new(granted, new(-5))])).Value;
        Assert.Equal((new Money(5), new Money(-5)), (posted.Balance(available), posted.Balance(granted)));
        Assert.Empty(Ledger.Empty.Entries);
    }

    // The last door: whoever forgets to ask whether there is money meets it here.
    [Theory]
    [InlineData(AccountKind.Allotted, AccountKind.Requisitioned)]
    [InlineData(AccountKind.Granted, AccountKind.Available)]
    [InlineData(AccountKind.Credit, AccountKind.Paid)]
    public void No_entry_brings_an_account_to_the_wrong_side_of_zero_and_a_batch_is_posted_whole_or_not_at_all(AccountKind debit, AccountKind credit)
    {
        var (from, to) = (new Account(credit, P, 2024, "0014"), new Account(debit, P, 2024, "0014"));
        var wrong = new LedgerEntry(By.Date, "A-2", "–", [new(to, new(1)), new(from, new(-1))]);
        var right = new LedgerEntry(By.Date, "A-1", "–", [new(new(AccountKind.Available, P, 2024), new(1)), new(new(AccountKind.Granted, P, 2024), new(-1))]);
        Assert.Equal(RefusalCode.AccountOverdrawn, Granted.Post(wrong).Refusal?.Code);
        Assert.Equal(RefusalCode.AccountOverdrawn, Granted.PostAll([right, wrong, right]).Refusal?.Code);
        Assert.Equal(3, Granted.PostAll([right, right]).Value.Entries.Count);
    }

    // Whatever is done in whatever order, the ledger balances after each step, no account that holds what is left goes
    // below zero, limits hold over all steps together, and posting the entries anew gives the same balances.
    [Fact]
    public void Any_sequence_of_bookkeeping_balances_at_every_position()
    {
        var step =
            from what in Gen.Choose(0, 14)
            from year in Gen.Choose(2024, 2026)
            from ore in Gen.Frequency((1, Gen.Choose(-50, 0)), (6, Gen.Choose(1, 400)), (3, Gen.Choose(1, 20)))
            select (what, year, new Money(ore));
        var done = 0;
        Ground.Holds(Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            var ledger = Bookkeeping.Grant(Ledger.Empty, By, P, 2024, new(1_000), Stage.Decided).Value;
            var saved = new Dictionary<int, Money>();
            foreach (var (what, year, amount) in steps)
            {
                var before = ledger;
                if (!Do(ledger, what, year, amount).Succeeded(out var after, out _))
                    continue;
                ledger = after;
                done++;
                if (what == 2)
                    saved[year] = saved.GetValueOrDefault(year) + amount;
                if ((what == 2 && Above(saved[year], ledger, year, Saving)) ||
                    (what == 3 && Above(-ledger.Balance(new(AccountKind.Credit, P, year)), ledger, year, Credit)))
                    return false;
                if (!Sound(ledger) || ledger.Entries.Count != before.Entries.Count + 1)
                    return false;
            }

            // One by one, all at once, and as the last line of each account's history: the same balances.
            var again = ledger.Entries.Aggregate(Ledger.Empty, (l, e) => l.Post(e).Value);
            var last = AccountHistory.Of(ledger, new()).GroupBy(l => l.Account).ToDictionary(g => g.Key, g => g.Last().Balance);
            return again.Balances.SequenceEqual(ledger.Balances) &&
                Ledger.Empty.PostAll([.. ledger.Entries]).Value.Balances.SequenceEqual(ledger.Balances) &&
                ledger.Balances.All(b => last[b.Key] == b.Value);
        }), 500);
        Assert.True(done > 1_000, $"{done}");
    }

    private static Outcome<Ledger> Do(Ledger ledger, int what, int year, Money amount) => what switch
    {
        0 => Bookkeeping.Grant(ledger, By, P, year, amount, Stage.Decided),
        1 => Bookkeeping.Allot(ledger, By, P, year, new Dictionary<string, Money> { ["0001"] = amount, ["0014"] = new(amount.Ore / 3) }),
        2 => Bookkeeping.Save(ledger, By, P, year, amount, Saving),
        3 => Bookkeeping.DrawCredit(ledger, By, P, year, amount, Credit),
        4 => Bookkeeping.RepayCredit(ledger, By, P, year),
        5 => Bookkeeping.Authorise(ledger, By, P, year, amount),
        6 => Bookkeeping.Withdraw(ledger, By, P, year, amount),
        7 => GrantBookkeeping.Requisition(ledger, By, G(year), amount),
        8 => GrantBookkeeping.Pay(ledger, By, G(year), amount),
        9 => GrantBookkeeping.Report(ledger, By, G(year), amount, ledger.Balance(G(year).Account(AccountKind.Paid)) - amount),
        10 => GrantBookkeeping.Approve(ledger, By, G(year), amount),
        11 => GrantBookkeeping.Claim(ledger, By, G(year), AccountKind.Unused, amount),
        12 => GrantBookkeeping.Claim(ledger, By, G(year), AccountKind.Approved, amount),
        13 => GrantBookkeeping.Repay(ledger, By, G(year), amount),
        _ => Bookkeeping.Commit(ledger, By, P, year, new Dictionary<int, Money> { [year + 1] = amount }),
    };

    private static GrantKey G(int year) => new(P, year, Ground.Region("0014"));

    private static bool Above(Money amount, Ledger ledger, int year, long limit) =>
        amount.Ore * 1_000_000m > -ledger.Balance(new(AccountKind.Granted, P, year)).Ore * (decimal)limit;

    private static bool Sound(Ledger ledger) =>
        ledger.TrialBalance == Money.Zero &&
        ledger.Balances.All(b => b.Key.Kind.IsCredit() ? b.Value <= Money.Zero : b.Value >= Money.Zero);
}

using System.Collections.Immutable;

namespace Vardbro.Kernel;

/// <summary>What an account stands for. Debit is positive, credit negative; every entry sums to zero.</summary>
public enum AccountKind
{
    /// <summary>What may be allotted: an appropriation (anslag), or a frame that the Riksdag has not decided yet. Credit.</summary>
    Granted,

    /// <summary>What remains to allot of an appropriation. Debit.</summary>
    Available,

    /// <summary>What was withdrawn at the year's end: nobody may use it any more (indragning). Debit.</summary>
    Withdrawn,

    /// <summary>What has been allotted to a recipient and is not requisitioned yet. Debit.</summary>
    Allotted,

    /// <summary>What a recipient has requisitioned and has not been paid yet. Debit.</summary>
    Requisitioned,

    /// <summary>What has been paid and whose use is not reported yet. Debit.</summary>
    Paid,

    /// <summary>What has been reported as used, not approved yet. Debit.</summary>
    Reported,

    /// <summary>Use that was approved: the money has done what it was for. Debit.</summary>
    Approved,

    /// <summary>What has been reported as not used: the recipient's debt. Debit.</summary>
    Unused,

    /// <summary>What has been claimed back and is not repaid yet. Debit.</summary>
    Claimed,

    /// <summary>What was drawn on next year's appropriation (anslagskredit). Credit.</summary>
    Credit,

    /// <summary>The size of a commitment authorisation (beställningsbemyndigande). Credit.</summary>
    Authorised,

    /// <summary>What remains to commit of an authorisation. Debit.</summary>
    Committable,

    /// <summary>Commitments made that fall due in a year. Debit.</summary>
    Committed,
}

/// <summary>Which side an account stands on.</summary>
public static class AccountSide
{
    /// <summary>Whether it says where money comes from; all others say where money is, and never hold less than nothing.</summary>
    public static bool IsCredit(this AccountKind kind) => kind is AccountKind.Granted or AccountKind.Credit or AccountKind.Authorised;
}

/// <summary>An account: what it stands for, which programme, which budget year and, where it matters, whom.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Programme">The programme's identity.</param>
/// <param name="Year">The budget year that the money belongs to.</param>
/// <param name="Party">The recipient's id, or empty.</param>
public readonly record struct Account(AccountKind Kind, string Programme, int Year, string Party = "");

/// <summary>One line of an entry.</summary>
/// <param name="Account">Where.</param>
/// <param name="Amount">Debit positive, credit negative.</param>
public readonly record struct Posting(Account Account, Money Amount);

/// <summary>A balanced entry that points to the decision behind it.</summary>
/// <param name="Date">The civil date of the decision.</param>
/// <param name="Decision">The decision's number, or what stands for it.</param>
/// <param name="Text">What happened.</param>
/// <param name="Postings">Lines that sum to zero.</param>
/// <param name="Reasons">Where the decision and its reasons stand: <c>notice/2024/2</c> is the second version of that notice.</param>
public sealed record LedgerEntry(DateOnly Date, string Decision, Bilingual Text, ImmutableArray<Posting> Postings, string Reasons = "");

/// <summary>
/// Double-entry bookkeeping of appropriations, allotments and commitments (anslagsförordningen 2011:223): a value that
/// only grows by balanced entries, so that its trial balance is zero at every position.
/// </summary>
public sealed record Ledger
{
    /// <summary>Nothing posted.</summary>
    public static readonly Ledger Empty = new();

    private ImmutableDictionary<Account, Money> Accounts { get; init; } = ImmutableDictionary<Account, Money>.Empty;

    /// <summary>All entries, oldest first.</summary>
    public ImmutableList<LedgerEntry> Entries { get; private init; } = [];

    /// <summary>What stands on an account; zero when nothing was posted.</summary>
    public Money Balance(Account account) => Accounts.GetValueOrDefault(account);

    /// <summary>Every account with its balance, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<Account, Money>> Balances =>
        Accounts.OrderBy(a => a.Key.Programme, StringComparer.Ordinal)
            .ThenBy(a => a.Key.Year).ThenBy(a => a.Key.Kind).ThenBy(a => a.Key.Party, StringComparer.Ordinal);

    /// <summary>The sum of all accounts: zero, always.</summary>
    public Money TrialBalance => Money.Sum(Accounts.Values);

    /// <summary>Posts a balanced entry; one that does not balance, or overdraws an account, is refused and the ledger stays as it was.</summary>
    public Outcome<Ledger> Post(LedgerEntry entry) => PostAll([entry]);

    /// <summary>Posts many entries in their order, all or none: the way to post a great many.</summary>
    /// <returns>The ledger after them; EntryUnbalanced or AccountOverdrawn of the first that cannot be posted.</returns>
    public Outcome<Ledger> PostAll(ReadOnlySpan<LedgerEntry> entries)
    {
        var accounts = Accounts.ToBuilder();
        foreach (var entry in entries)
        {
            if (Post(accounts, entry) is { } refusal)
            {
                return refusal;
            }
        }

        return this with { Accounts = accounts.ToImmutable(), Entries = Entries.AddRange(entries.ToArray()) };
    }

    private static Refusal? Post(ImmutableDictionary<Account, Money>.Builder accounts, LedgerEntry entry)
    {
        var difference = Money.Zero;
        foreach (var posting in entry.Postings)
        {
            difference += posting.Amount;
            accounts[posting.Account] = accounts.GetValueOrDefault(posting.Account) + posting.Amount;
        }

        if (difference != Money.Zero)
        {
            return Refusal.Of(RefusalCode.EntryUnbalanced, entry.Decision, difference.ForPeople);
        }

        foreach (var (account, _) in entry.Postings)
        {
            var balance = accounts[account];
            if (account.Kind.IsCredit() ? balance > Money.Zero : balance < Money.Zero)
            {
                return Refusal.Of(RefusalCode.AccountOverdrawn, entry.Decision,
                    $"{account.Kind} {account.Programme} {account.Year} {account.Party}".TrimEnd(), balance.ForPeople);
            }
        }

        return null;
    }
}

using System.Collections.Immutable;

namespace Vardbro.Kernel;

/// <summary>What an account stands for. Debit is positive, credit negative; every entry sums to zero.</summary>
public enum AccountKind
{
    /// <summary>What may be allotted: an appropriation (anslag), or a frame that the Riksdag has not decided yet. Credit.</summary>
    Granted,

    /// <summary>What remains to allot of an appropriation. Debit.</summary>
    Available,

    /// <summary>What has been allotted to a recipient. Debit.</summary>
    Allotted,

    /// <summary>What was drawn on next year's appropriation (anslagskredit). Credit.</summary>
    Credit,

    /// <summary>The size of a commitment authorisation (beställningsbemyndigande). Credit.</summary>
    Authorised,

    /// <summary>What remains to commit of an authorisation. Debit.</summary>
    Committable,

    /// <summary>Commitments made that fall due in a year. Debit.</summary>
    Committed,
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
public sealed record LedgerEntry(DateOnly Date, string Decision, Bilingual Text, ImmutableArray<Posting> Postings);

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

    /// <summary>Posts a balanced entry; an unbalanced one is refused and the ledger stays as it was.</summary>
    public Outcome<Ledger> Post(LedgerEntry entry)
    {
        var difference = Money.Sum(entry.Postings.Select(p => p.Amount));
        if (difference != Money.Zero)
        {
            return Refusal.Of(RefusalCode.EntryUnbalanced, entry.Decision, difference.ForPeople);
        }

        var accounts = Accounts.ToBuilder();
        foreach (var posting in entry.Postings)
        {
            accounts[posting.Account] = accounts.GetValueOrDefault(posting.Account) + posting.Amount;
        }

        return this with { Accounts = accounts.ToImmutable(), Entries = Entries.Add(entry) };
    }
}

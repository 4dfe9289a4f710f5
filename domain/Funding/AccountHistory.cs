using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>Which accounts are asked for; null asks for all.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">The budget year that the money belongs to.</param>
/// <param name="Party">The recipient's id.</param>
public sealed record LedgerFilter(string? Programme = null, int? Year = null, string? Party = null)
{
    /// <summary>Whether an account is asked for.</summary>
    public bool Includes(Account account) =>
        (Programme is null || account.Programme == Programme) && (Year is null || account.Year == Year) && (Party is null || account.Party == Party);
}

/// <summary>One line of an account's history (kontoutdrag).</summary>
/// <param name="Entry">The entry that it is part of.</param>
/// <param name="Number">The entry's number in the ledger, from 1.</param>
/// <param name="Account">The account.</param>
/// <param name="Amount">Debit positive, credit negative.</param>
/// <param name="Balance">What stood on the account after it.</param>
public sealed record AccountLine(LedgerEntry Entry, int Number, Account Account, Money Amount, Money Balance)
{
    /// <summary>The debit; zero for a credit.</summary>
    public Money Debit => Amount > Money.Zero ? Amount : Money.Zero;

    /// <summary>The credit, without its sign; zero for a debit.</summary>
    public Money Credit => Amount < Money.Zero ? -Amount : Money.Zero;
}

/// <summary>The history of accounts: the statement that a recipient can hold against its own books. Pure.</summary>
public static class AccountHistory
{
    /// <summary>Every line on the accounts asked for, in the order of the ledger, each with its account's balance after it.</summary>
    public static ImmutableArray<AccountLine> Of(Ledger ledger, LedgerFilter filter)
    {
        var balances = new Dictionary<Account, Money>();
        var lines = ImmutableArray.CreateBuilder<AccountLine>();
        var number = 0;
        foreach (var entry in ledger.Entries)
        {
            number++;
            foreach (var (account, amount) in entry.Postings.Where(p => filter.Includes(p.Account)))
            {
                var balance = balances[account] = balances.GetValueOrDefault(account) + amount;
                lines.Add(new(entry, number, account, amount, balance));
            }
        }

        return lines.ToImmutable();
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>Where every krona of a recipient's allotted money stands.</summary>
/// <param name="Grant">Which money.</param>
/// <param name="Stands">What stands on each account, in the order that money passes them; accounts that hold nothing are there too.</param>
/// <param name="Repaid">What came back.</param>
public sealed record GrantStanding(GrantKey Grant, ImmutableArray<(AccountKind Kind, Money Amount)> Stands, Money Repaid)
{
    /// <summary>The accounts that a recipient's money stands on, in the order that it passes them.</summary>
    public static readonly ImmutableArray<AccountKind> Order =
    [
        AccountKind.Allotted, AccountKind.Requisitioned, AccountKind.Paid, AccountKind.Reported, AccountKind.Approved, AccountKind.Unused, AccountKind.Claimed,
    ];

    /// <summary>All that was allotted.</summary>
    public Money Allotted => Money.Sum(Stands.Select(s => s.Amount)) + Repaid;

    /// <summary>What has been paid and has not come back.</summary>
    public Money Received => On(AccountKind.Paid) + On(AccountKind.Reported) + On(AccountKind.Approved) + On(AccountKind.Unused) + On(AccountKind.Claimed);

    /// <summary>What stands on one account.</summary>
    public Money On(AccountKind kind) => Stands[Order.IndexOf(kind)].Amount;

    /// <summary>Where one recipient's money stands.</summary>
    public static GrantStanding Of(DecisionBook book, Ledger ledger, GrantKey grant) =>
        new(grant, [.. Order.Select(kind => (kind, ledger.Balance(grant.Account(kind))))], book.GrantOf(grant).Repaid);

    /// <summary>Everyone's money that is asked for, in order of region, year and programme.</summary>
    public static ImmutableArray<GrantStanding> All(DecisionBook book, Ledger ledger, LedgerFilter filter) =>
    [
        .. ledger.Balances
            .Where(b => Order.Contains(b.Key.Kind) && filter.Includes(b.Key))
            .Select(b => RegionId.TryParse(b.Key.Party) is { } region ? new GrantKey(b.Key.Programme, b.Key.Year, region) : (GrantKey?)null)
            .OfType<GrantKey>().Distinct().Order().Select(grant => Of(book, ledger, grant)),
    ];
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>What a decision about results allots to the regions.</summary>
/// <param name="By">The decision.</param>
/// <param name="Text">What was settled.</param>
/// <param name="Programme">The programme that pays.</param>
/// <param name="Year">The budget year.</param>
/// <param name="Frame">The money there is, to be granted when nothing has granted the programme any for the year.</param>
/// <param name="Amounts">What each region gets by it, less when negative.</param>
/// <param name="Noticed">What the year's notice was to have allotted of the same money beforehand; null when none of it.</param>
public sealed record SettledAllotment(
    DecisionReference By, Bilingual Text, string Programme, int Year, Money Frame,
    ImmutableSortedDictionary<string, Money> Amounts, ImmutableSortedDictionary<string, Money>? Noticed)
{
    /// <summary>What the notice in force gives the programme's regions; null when there is no such notice.</summary>
    public ImmutableSortedDictionary<string, Money>? InForce { get; init; }

    private bool RestsOnNotice => Noticed?.Values.Any(n => n != Money.Zero) == true;

    /// <summary>
    /// Books it: what the notice allotted beforehand is taken off, never more than it gives. What is to be taken back is taken from what is
    /// not requisitioned, then from what is not paid; what is paid stays, and is the region's to pay back.
    /// </summary>
    public Outcome<Ledger> Book(Ledger ledger)
    {
        if (RestsOnNotice && InForce is null)
        {
            return Refusal.Of(RefusalCode.SettlementNeedsNotice, Text, Year.ToString());
        }

        return (ledger.Balance(new(AccountKind.Granted, Programme, Year)) == Money.Zero ? Bookkeeping.Grant(ledger, By, Programme, Year, Frame, null) : ledger).Then(granted =>
        {
            var postings = ImmutableArray.CreateBuilder<Posting>();
            foreach (var (region, amount) in Amounts)
            {
                Add(granted, postings, region, amount - Least(Noticed?.GetValueOrDefault(region) ?? Money.Zero, InForce?.GetValueOrDefault(region) ?? Money.Zero));
            }

            var moved = Money.Sum(postings.Select(p => p.Amount));
            if (moved != Money.Zero)
            {
                postings.Add(new(new(AccountKind.Available, Programme, Year), -moved));
            }

            return postings.Count == 0 ? granted : granted.Post(new(By.Date, By.Number, Text, postings.ToImmutable(), By.Reasons));
        });
    }

    private void Add(Ledger ledger, ImmutableArray<Posting>.Builder postings, string region, Money change)
    {
        var allotted = new Account(AccountKind.Allotted, Programme, Year, region);
        if (change > Money.Zero)
        {
            postings.Add(new(allotted, change));
            return;
        }

        var left = -change;
        foreach (var account in new[] { allotted, allotted with { Kind = AccountKind.Requisitioned } })
        {
            var taken = Least(left, ledger.Balance(account));
            if (taken > Money.Zero)
            {
                postings.Add(new(account, -taken));
                left -= taken;
            }
        }
    }

    private static Money Least(Money a, Money b) => a < b ? a : b;
}

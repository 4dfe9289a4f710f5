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
/// <param name="Noticed">What a decided notice for the year has already allotted of the same money; null when none of it can be.</param>
public sealed record SettledAllotment(
    DecisionReference By, Bilingual Text, string Programme, int Year, Money Frame,
    ImmutableSortedDictionary<string, Money> Amounts, ImmutableSortedDictionary<string, Money>? Noticed)
{
    /// <summary>Books it after the notices: what a notice had allotted beforehand is taken off.</summary>
    public Outcome<Ledger> Book(Ledger ledger)
    {
        var granted = -ledger.Balance(new(AccountKind.Granted, Programme, Year));
        if (granted == Money.Zero && Noticed?.Values.Any(n => n != Money.Zero) == true)
        {
            return Refusal.Of(RefusalCode.SettlementNeedsNotice, Text, Year.ToString());
        }

        Outcome<Ledger> booked = granted == Money.Zero ? Bookkeeping.Grant(ledger, By, Programme, Year, Frame, null) : ledger;
        var amounts = Amounts.ToDictionary(a => a.Key, a =>
            a.Value - (Noticed?.GetValueOrDefault(a.Key) ?? Money.Zero));
        return amounts.Values.All(a => a == Money.Zero) ? booked : booked.Then(l => Bookkeeping.Allot(l, By, Programme, Year, amounts));
    }
}

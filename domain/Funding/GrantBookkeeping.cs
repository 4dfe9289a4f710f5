using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>One recipient's money from one programme for one budget year.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Region">The recipient.</param>
public readonly record struct GrantKey(string Programme, int Year, RegionId Region) : IComparable<GrantKey>
{
    /// <summary>Its account of a kind.</summary>
    public Account Account(AccountKind kind) => new(kind, Programme, Year, Region.ToString());

    /// <summary>For people and logs: <c>womens-health 2024 0014</c>.</summary>
    public override string ToString() => $"{Programme} {Year} {Region}";

    /// <inheritdoc/>
    public int CompareTo(GrantKey other) =>
        Region.CompareTo(other.Region) is not 0 and var region ? region
        : Year.CompareTo(other.Year) is not 0 and var year ? year
        : string.CompareOrdinal(Programme, other.Programme);
}

/// <summary>
/// Books what happens to an allotment: requisitioned → paid (when an appropriation is charged; anslagsförordningen 2011:223 § 12) →
/// reported → approved, or unused or claimed back → repaid. Every krona stands on exactly one account. Each function posts one
/// balanced entry or refuses and leaves the ledger as it was.
/// </summary>
public static class GrantBookkeeping
{
    /// <summary>Books a requisition: at most what is allotted and not yet requisitioned.</summary>
    public static Outcome<Ledger> Requisition(Ledger ledger, DecisionReference by, GrantKey grant, Money amount) => Move(
        ledger, by, grant, amount, AccountKind.Allotted, AccountKind.Requisitioned, new("Rekvirerat", "Requisitioned"), RefusalCode.RequisitionAboveAllotted);

    /// <summary>Books a payment: at most what is requisitioned and not yet paid.</summary>
    public static Outcome<Ledger> Pay(Ledger ledger, DecisionReference by, GrantKey grant, Money amount) => Move(
        ledger, by, grant, amount, AccountKind.Requisitioned, AccountKind.Paid, new("Utbetalt", "Paid"), RefusalCode.PaymentAboveRequisition);

    /// <summary>Books a report of use: what was used and what was not are together all that was paid and not reported before.</summary>
    public static Outcome<Ledger> Report(Ledger ledger, DecisionReference by, GrantKey grant, Money used, Money unused)
    {
        var paid = ledger.Balance(grant.Account(AccountKind.Paid));
        return paid == Money.Zero ? Refusal.Of(RefusalCode.NothingToReport, grant.ToString())
            : used + unused != paid ? Refusal.Of(RefusalCode.ReportDoesNotAddUp,
                used.ForPeople, unused.ForPeople, (used + unused).ForPeople, grant.ToString(), paid.ForPeople)
            : ledger.Post(new(by.Date, by.Number, new("Redovisad användning", "Use reported"),
            [
                .. new Posting[]
                {
                    new(grant.Account(AccountKind.Paid), -paid),
                    new(grant.Account(AccountKind.Reported), used),
                    new(grant.Account(AccountKind.Unused), unused),
                }.Where(p => p.Amount != Money.Zero),
            ], by.Reasons));
    }

    /// <summary>Books an approval: at most what is reported as used and not approved yet.</summary>
    public static Outcome<Ledger> Approve(Ledger ledger, DecisionReference by, GrantKey grant, Money amount) => Move(
        ledger, by, grant, amount, AccountKind.Reported, AccountKind.Approved, new("Godkänd användning", "Use approved"), RefusalCode.ApprovalAboveReported);

    /// <summary>Books a claim for repayment: at most what stands on the account that it is made of.</summary>
    public static Outcome<Ledger> Claim(Ledger ledger, DecisionReference by, GrantKey grant, AccountKind of, Money amount) => Move(
        ledger, by, grant, amount, of, AccountKind.Claimed, new("Återkrav", "Claimed back"), RefusalCode.ClaimAbovePaid);

    /// <summary>Books a repayment: what was claimed first, then what was reported as unused. It becomes available again.</summary>
    public static Outcome<Ledger> Repay(Ledger ledger, DecisionReference by, GrantKey grant, Money amount)
    {
        var (claimed, unused) = (ledger.Balance(grant.Account(AccountKind.Claimed)), ledger.Balance(grant.Account(AccountKind.Unused)));
        if (amount <= Money.Zero)
        {
            return Bookkeeping.NotPositive(amount, new("återbetalning", "repayment"));
        }

        if (amount > claimed + unused)
        {
            return Refusal.Of(RefusalCode.RepaymentAboveOwed, amount.ForPeople, grant.ToString(), (claimed + unused).ForPeople);
        }

        var ofClaim = amount < claimed ? amount : claimed;
        return ledger.Post(new(by.Date, by.Number, new("Återbetalt", "Repaid"),
        [
            .. new Posting[]
            {
                new(grant.Account(AccountKind.Claimed), -ofClaim),
                new(grant.Account(AccountKind.Unused), ofClaim - amount),
                new(new(AccountKind.Available, grant.Programme, grant.Year), amount),
            }.Where(p => p.Amount != Money.Zero),
        ], by.Reasons));
    }

    private static Outcome<Ledger> Move(
        Ledger ledger, DecisionReference by, GrantKey grant, Money amount, AccountKind from, AccountKind to, Bilingual text, RefusalCode above)
    {
        var left = ledger.Balance(grant.Account(from));
        return amount <= Money.Zero ? Bookkeeping.NotPositive(amount, Words.Of(to))
            : amount > left ? Refusal.Of(above, amount.ForPeople, grant.ToString(), left.ForPeople, Words.Of(from))
            : Bookkeeping.Move(ledger, by, text, grant.Account(from), grant.Account(to), amount);
    }
}

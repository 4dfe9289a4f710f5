using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>
/// Books appropriations, allotments, commitments, saving and credit (anslagsförordningen 2011:223 §§ 6–8; commitments
/// budgetlagen 2011:203 ch. 6). Each function posts one balanced entry or refuses and leaves the ledger as it was.
/// What happens to an allotment after that is <see cref="GrantBookkeeping"/>'s.
/// </summary>
public static class Bookkeeping
{
    private const long Whole = 1_000_000;

    /// <summary>
    /// Books an appropriation, or the change of one (negative when it is lowered). Before the Riksdag has decided it is only a
    /// frame, and the entry says how far it had come.
    /// </summary>
    public static Outcome<Ledger> Grant(
        Ledger ledger, DecisionReference by, string programme, int year, Money amount, Stage? stage)
    {
        var available = new Account(AccountKind.Available, programme, year);
        return ledger.Balance(available) + amount < Money.Zero
            ? TooMuch(programme, year, -amount, ledger.Balance(available))
            : Move(ledger, by, new($"Anslag eller ram, {Words.OfFrame(stage).Sv}", $"Appropriation or frame, {Words.OfFrame(stage).En}"),
                new Account(AccountKind.Granted, programme, year), available, amount);
    }

    /// <summary>
    /// Books allotments to recipients, or their changes; refused when the sum is more than is available, or when a change takes
    /// more from a recipient than is left to requisition.
    /// </summary>
    public static Outcome<Ledger> Allot(
        Ledger ledger, DecisionReference by, string programme, int year, IReadOnlyDictionary<string, Money> amounts)
    {
        var available = new Account(AccountKind.Available, programme, year);
        var total = Money.Sum(amounts.Values);
        if (total > ledger.Balance(available))
        {
            return TooMuch(programme, year, total, ledger.Balance(available));
        }

        foreach (var (party, change) in amounts)
        {
            var left = ledger.Balance(new(AccountKind.Allotted, programme, year, party));
            if (left + change < Money.Zero)
            {
                return Refusal.Of(RefusalCode.AllotmentBelowRequisitioned, (-change).ForPeople, $"{programme} {year}", party, left.ForPeople);
            }
        }

        var postings = amounts
            .Where(a => a.Value != Money.Zero).OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => new Posting(new(AccountKind.Allotted, programme, year, a.Key), a.Value))
            .Append(new(available, -total));
        return ledger.Post(new(by.Date, by.Number, new("Fördelat till regionerna", "Allotted to the regions"), [.. postings], by.Reasons));
    }

    /// <summary>
    /// Saves what is left of a year for the next (anslagssparande). Refused when all that is saved of the year would pass the
    /// limit (in millionths of the appropriation): the rest is never quietly kept.
    /// </summary>
    public static Outcome<Ledger> Save(
        Ledger ledger, DecisionReference by, string programme, int year, Money amount, long limit)
    {
        var available = ledger.Balance(new(AccountKind.Available, programme, year));
        var saved = Saved(ledger, programme, year) + amount;
        var most = LimitOf(ledger, programme, year, limit);
        return amount <= Money.Zero ? NotPositive(amount, new("anslagssparande", "saving"))
            : amount > available ? TooMuch(programme, year, amount, available)
            : saved > most ? Refusal.Of(RefusalCode.SavingAboveLimit, saved.ForPeople, programme, most.ForPeople)
            : Move(ledger, by, new("Anslagssparande till nästa år", "Saving carried to the next year"),
                new Account(AccountKind.Available, programme, year), new Account(AccountKind.Available, programme, year + 1), amount);
    }

    /// <summary>Draws on next year's appropriation (anslagskredit); refused when all that is drawn would pass the limit (in millionths).</summary>
    public static Outcome<Ledger> DrawCredit(
        Ledger ledger, DecisionReference by, string programme, int year, Money amount, long limit)
    {
        var account = new Account(AccountKind.Credit, programme, year);
        var drawn = -ledger.Balance(account) + amount;
        var most = LimitOf(ledger, programme, year, limit);
        return amount <= Money.Zero ? NotPositive(amount, new("anslagskredit", "credit"))
            : drawn > most ? Refusal.Of(RefusalCode.CreditAboveLimit, drawn.ForPeople, programme, most.ForPeople)
            : Move(ledger, by, new("Anslagskredit", "Appropriation credit drawn"),
                account, new Account(AccountKind.Available, programme, year), amount);
    }

    /// <summary>Pays a year's credit back from the next year's appropriation, as § 6 has it.</summary>
    public static Outcome<Ledger> RepayCredit(Ledger ledger, DecisionReference by, string programme, int year)
    {
        var credit = new Account(AccountKind.Credit, programme, year);
        var next = new Account(AccountKind.Available, programme, year + 1);
        var owed = -ledger.Balance(credit);
        return owed <= Money.Zero ? NotPositive(owed, new("återförd anslagskredit", "credit repaid"))
            : owed > ledger.Balance(next) ? TooMuch(programme, year + 1, owed, ledger.Balance(next))
            : Move(ledger, by, new("Utnyttjad anslagskredit dras av", "Credit used is deducted"), next, credit, owed);
    }

    /// <summary>Books a commitment authorisation (beställningsbemyndigande).</summary>
    public static Outcome<Ledger> Authorise(Ledger ledger, DecisionReference by, string programme, int year, Money size) =>
        size <= Money.Zero
            ? NotPositive(size, new("beställningsbemyndigande", "commitment authorisation"))
            : Move(ledger, by, new("Beställningsbemyndigande", "Commitment authorisation"),
                new Account(AccountKind.Authorised, programme, year), new Account(AccountKind.Committable, programme, year), size);

    /// <summary>Books a commitment with what falls due in each year; refused when more than is left of the authorisation.</summary>
    public static Outcome<Ledger> Commit(
        Ledger ledger, DecisionReference by, string programme, int authorised, IReadOnlyDictionary<int, Money> payments)
    {
        var left = new Account(AccountKind.Committable, programme, authorised);
        var total = Money.Sum(payments.Values);
        if (total > ledger.Balance(left))
        {
            var size = -ledger.Balance(new(AccountKind.Authorised, programme, authorised));
            return Refusal.Of(RefusalCode.CommitmentAboveAuthorisation,
                total.ForPeople, ledger.Balance(left).ForPeople, programme, size.ForPeople);
        }

        var postings = payments.OrderBy(p => p.Key)
            .Select(p => new Posting(new(AccountKind.Committed, programme, p.Key), p.Value))
            .Append(new(left, -total));
        return ledger.Post(new(by.Date, by.Number, new("Åtagande", "Commitment"), [.. postings], by.Reasons));
    }

    /// <summary>
    /// Withdraws what is left of a year and may not be saved (indragning): it stays in the books, and nobody may use it.
    /// </summary>
    public static Outcome<Ledger> Withdraw(Ledger ledger, DecisionReference by, string programme, int year, Money amount)
    {
        var available = new Account(AccountKind.Available, programme, year);
        return amount <= Money.Zero ? NotPositive(amount, new("indragning", "withdrawal"))
            : amount > ledger.Balance(available) ? TooMuch(programme, year, amount, ledger.Balance(available))
            : Move(ledger, by, new("Indragning", "Withdrawal"), available, new Account(AccountKind.Withdrawn, programme, year), amount);
    }

    /// <summary>Moves money between two accounts; the one that it comes from must hold it.</summary>
    internal static Outcome<Ledger> Move(
        Ledger ledger, DecisionReference by, Bilingual text, Account credit, Account debit, Money amount) =>
        ledger.Post(new(by.Date, by.Number, text, [new(debit, amount), new(credit, -amount)], by.Reasons));

    // Saving is the only thing that moves what is available from one year to the next.
    private static Money Saved(Ledger ledger, string programme, int year)
    {
        var (from, to) = (new Account(AccountKind.Available, programme, year), new Account(AccountKind.Available, programme, year + 1));
        return Money.Sum(ledger.Entries
            .Where(e => e.Postings.Any(p => p.Account == from) && e.Postings.Any(p => p.Account == to))
            .Select(e => e.Postings.First(p => p.Account == to).Amount));
    }

    private static Money LimitOf(Ledger ledger, string programme, int year, long limit)
    {
        var granted = -ledger.Balance(new(AccountKind.Granted, programme, year));
        return new((long)((Int128)granted.Ore * limit / Whole));
    }

    private static Refusal TooMuch(string programme, int year, Money amount, Money available) =>
        Refusal.Of(RefusalCode.AmountAboveAppropriation, amount.ForPeople, programme, year.ToString(), available.ForPeople);

    internal static Refusal NotPositive(Money amount, Bilingual what) =>
        Refusal.Of(RefusalCode.AmountNotPositive, amount.ForPeople, what);
}

using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>What is done with what is left, or lacking, of a programme's money for a year.</summary>
public enum AppropriationMove
{
    /// <summary>Saved for the next year (anslagssparande).</summary>
    Save,

    /// <summary>Drawn on the next year (anslagskredit).</summary>
    Credit,

    /// <summary>The credit drawn on the next year is deducted from it.</summary>
    RepayCredit,

    /// <summary>Withdrawn (indragning).</summary>
    Withdraw,
}

/// <summary>A programme's money for a year was saved, drawn on, deducted or withdrawn.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Year">The budget year.</param>
/// <param name="Move">What was done.</param>
/// <param name="Amount">How much.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Limit">The limit as the rules had it then, in millionths of the appropriation; null where none applies.</param>
public sealed record AppropriationMoved(
    string Programme, int Year, AppropriationMove Move, Money Amount, Signature Signature, DateTimeOffset At, long? Limit = null)
{
    /// <summary>Books it.</summary>
    public Outcome<Ledger> Book(Ledger ledger)
    {
        var by = Signature.Reference with { Reasons = $"appropriation/{Programme}/{Year}" };
        return Move switch
        {
            AppropriationMove.Save => Bookkeeping.Save(ledger, by, Programme, Year, Amount, Limit!.Value),
            AppropriationMove.Credit => Bookkeeping.DrawCredit(ledger, by, Programme, Year, Amount, Limit!.Value),
            AppropriationMove.RepayCredit => Bookkeeping.RepayCredit(ledger, by, Programme, Year),
            AppropriationMove.Withdraw => Bookkeeping.Withdraw(ledger, by, Programme, Year, Amount),
        };
    }
}

/// <summary>
/// Decides what is done with what is left or lacking of a year (anslagsförordningen 2011:223 §§ 6–8). Pure. What is left is known when
/// the year is over: nothing is saved or withdrawn before its last day.
/// </summary>
public static class MoveAppropriation
{
    /// <summary>Decides it, within the limits of the rules and what the ledger holds.</summary>
    /// <param name="book">What has been decided.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="programme">Programme id.</param>
    /// <param name="year">The budget year.</param>
    /// <param name="move">What is done.</param>
    /// <param name="amount">How much; null is all that is left of the year, or all credit that was drawn.</param>
    /// <param name="signature">Who signs.</param>
    /// <param name="today">Today.</param>
    /// <param name="at">The instant.</param>
    public static Outcome<AppropriationMoved> Decide(
        DecisionBook book, RuleBook rules, string programme, int year, AppropriationMove move, Money? amount,
        Signature signature, DateOnly today, DateTimeOffset at)
    {
        var earliest = move switch
        {
            AppropriationMove.Credit => new DateOnly(year, 1, 1),
            AppropriationMove.RepayCredit => new DateOnly(year + 1, 1, 1),
            _ => new DateOnly(year, 12, 31),
        };
        long? limit = move switch
        {
            AppropriationMove.Save => rules.Limits.Saving.Millionths,
            AppropriationMove.Credit => rules.Limits.Credit.Millionths,
            _ => null,
        };
        return rules.FindProgramme(programme).Then(found => book.Ledger().Then(ledger =>
            signature.Date < earliest
                ? Refusal.Of(RefusalCode.AppropriationYearNotOver, $"{signature.Date:yyyy-MM-dd}", $"{earliest:yyyy-MM-dd}", year.ToString())
                : signature.Check(earliest, today).Then<AppropriationMoved>(signed =>
                {
                    var made = new AppropriationMoved(found.Id, year, move, amount ?? All(ledger, found.Id, year, move), signed, at, limit);
                    return book.Evolve(made).Ledger().Then<AppropriationMoved>(_ => made);
                })));
    }

    private static Money All(Ledger ledger, string programme, int year, AppropriationMove move) =>
        move is AppropriationMove.RepayCredit or AppropriationMove.Credit
            ? -ledger.Balance(new(AccountKind.Credit, programme, year))
            : ledger.Balance(new(AccountKind.Available, programme, year));
}

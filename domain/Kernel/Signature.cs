namespace Vardbro.Kernel;

/// <summary>What decides an entry: its number and its civil date.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="Date">Its date.</param>
public sealed record DecisionReference(string Number, DateOnly Date);

/// <summary>Who signed, when, under what number (förvaltningslagen 2017:900 § 31: a decision shows who made it and when).</summary>
/// <param name="Number">The decision's number, unique for ever.</param>
/// <param name="Date">The civil date of the decision.</param>
/// <param name="By">The first person.</param>
/// <param name="And">The second person.</param>
public sealed record Signature(string Number, DateOnly Date, string By, string And)
{
    /// <summary>How the number of an invented decision begins, for showing what decisions look like.</summary>
    public const string ExamplePrefix = "EXEMPEL-";

    private const int LongestNumber = 40;

    /// <summary>True for an invented decision: wherever it is shown, it is said to be one.</summary>
    public bool IsExample => Number.StartsWith(ExamplePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The reference that ledger entries carry.</summary>
    public DecisionReference Reference => new(Number, Date);

    /// <summary>
    /// The signature in its right form, or why it cannot be one: two different persons, a number of the right form, and a date
    /// that has come and is not before what the decision builds on.
    /// </summary>
    public Outcome<Signature> Check(DateOnly earliest, DateOnly today)
    {
        var number = Number.Trim();
        if (number.Length is 0 or > LongestNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.'))
        {
            return Refusal.Of(RefusalCode.DecisionNumberMalformed, Number);
        }

        var (by, and) = (Name(By), Name(And));
        if (by.Length == 0 || and.Length == 0 || string.Equals(by, and, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Of(RefusalCode.DecisionNeedsTwoPersons, by, and);
        }

        if (Date > today)
        {
            return Refusal.Of(RefusalCode.DateInFuture, new("Beslutsdagen", "The decision date"), $"{Date:yyyy-MM-dd}", $"{today:yyyy-MM-dd}");
        }

        return Date < earliest
            ? Refusal.Of(RefusalCode.DecisionDateTooEarly, $"{Date:yyyy-MM-dd}", $"{earliest:yyyy-MM-dd}")
            : new Signature(number, Date, by, and);
    }

    // A name with two spaces in it is still the same person's.
    private static string Name(string written) =>
        string.Join(' ', written.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}

namespace Vardbro.Kernel;

/// <summary>What decides an entry: its number and its civil date.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="Date">Its date.</param>
/// <param name="Reasons">Where it stands with its reasons.</param>
public sealed record DecisionReference(string Number, DateOnly Date, string Reasons = "");

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
        if (!CheckNumber(Number).Succeeded(out var number, out var malformed))
        {
            return malformed;
        }

        var (by, and) = (Name(By), Name(And));
        if (by.Length == 0 || and.Length == 0 || string.Equals(by, and, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Of(RefusalCode.DecisionNeedsTwoPersons, by, and);
        }

        return CheckDate(Date, earliest, today) is { } wrong ? wrong : new Signature(number, Date, by, and);
    }

    /// <summary>A number in its right form, or why it cannot be one.</summary>
    internal static Outcome<string> CheckNumber(string written)
    {
        var number = written.Trim();
        return number.Length is 0 or > LongestNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.')
            ? Refusal.Of(RefusalCode.DecisionNumberMalformed, written)
            : number;
    }

    /// <summary>Why a day cannot be a decision's: it has not come, or is before what the decision builds on. Null when it can.</summary>
    internal static Refusal? CheckDate(DateOnly date, DateOnly earliest, DateOnly today) =>
        date > today ? Refusal.Of(RefusalCode.DateInFuture, new("Beslutsdagen", "The decision date"), $"{date:yyyy-MM-dd}", $"{today:yyyy-MM-dd}")
        : date < earliest ? Refusal.Of(RefusalCode.DecisionDateTooEarly, $"{date:yyyy-MM-dd}", $"{earliest:yyyy-MM-dd}")
        : null;

    /// <summary>A name in its right form: with two spaces in it, it is still the same person's.</summary>
    internal static string Name(string written) =>
        string.Join(' ', written.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What a recipient sends in: its own number, unique for ever as decisions' are, its day, and the one who signed it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Date">The civil date.</param>
/// <param name="By">Who signed.</param>
public sealed record Submission(string Number, DateOnly Date, string By)
{
    /// <summary>True for an invented one.</summary>
    public bool IsExample => Number.StartsWith(Signature.ExamplePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The submission in its right form, or why it cannot be one.</summary>
    public Outcome<Submission> Check(DateOnly earliest, DateOnly today) =>
        Signature.CheckNumber(Number).Then<Submission>(number =>
            Signature.CheckDate(Date, earliest, today) is { } wrong ? wrong : new Submission(number, Date, Signature.Name(By)));
}

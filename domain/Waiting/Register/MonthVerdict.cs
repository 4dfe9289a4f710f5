using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>What became of a file.</summary>
public enum Verdict
{
    /// <summary>Every row is counted and nothing is noted.</summary>
    Accepted,

    /// <summary>Counted, but some rows are left out or have something noted.</summary>
    AcceptedWithRemarks,

    /// <summary>Not counted: the month is as it was before.</summary>
    Rejected,
}

/// <summary>The count of a file's rows.</summary>
/// <param name="Rows">Rows after the header.</param>
/// <param name="Waiting">Who waits on the month's last day.</param>
/// <param name="Completed">Who got care in the month.</param>
/// <param name="Errors">Rows left out.</param>
/// <param name="Remarked">Rows counted with something noted.</param>
/// <param name="ByRule">How many rows break each rule, in order of number; rules that none breaks are not here.</param>
public sealed record MonthCount(long Rows, long Waiting, long Completed, long Errors, long Remarked, ImmutableSortedDictionary<RowRule, long> ByRule)
{
    /// <summary>The verdict of a file whose form is right.</summary>
    public Verdict Verdict => Errors + Remarked == 0 ? Verdict.Accepted : Verdict.AcceptedWithRemarks;

    /// <summary>Why the file cannot stand, when it cannot: no rows (VB2132), or more rows left out than the mapping allows (VB2133).</summary>
    public Refusal? Refusal(RegisterCodes codes) =>
        Rows == 0 ? Kernel.Refusal.Of(RefusalCode.RegisterRowsNone)
        : Errors * 1_000_000 > Rows * codes.MostErrors
            ? Kernel.Refusal.Of(RefusalCode.RegisterErrorsTooMany, $"{Errors}", $"{Rows}", Percent(codes.MostErrors), First(codes))
        : null;

    // The rule most rows break says most about what went wrong.
    private Bilingual First(RegisterCodes codes)
    {
        var (rule, rows) = ByRule.Where(r => RowRules.IsError(r.Key)).MaxBy(r => r.Value);
        var sentence = RowRules.Sentence(rule);
        return new(
            $"{RowRules.NumberOf(rule)} på {RegisterWords.Rows(rows).Sv}: {sentence.Sv} ({codes.Origin})",
            $"{RowRules.NumberOf(rule)} on {RegisterWords.Rows(rows).En}: {sentence.En} ({codes.Origin})");
    }

    private static string Percent(long millionths) => (millionths / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Counts rows as they are judged. The mutable side of <see cref="MonthCount"/>.</summary>
public sealed class RowCounter
{
    private readonly long[] byRule = new long[RowRules.All.Length + 1];
    private long waiting, completed, errors, remarked;

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts a row.</summary>
    /// <param name="contact">What it says.</param>
    /// <param name="findings">What is wrong with it.</param>
    public void Add(in Contact contact, RowFindings findings)
    {
        Rows++;
        if (findings.IsError)
        {
            errors++;
        }
        else if (contact.To is null)
        {
            waiting++;
        }
        else
        {
            completed++;
        }

        if (!findings.None)
        {
            Note(findings);
        }
    }

    /// <summary>The count of what was added.</summary>
    public MonthCount Count => new(
        Rows, waiting, completed, errors, remarked,
        RowRules.All.Where(r => byRule[(int)r] > 0).ToImmutableSortedDictionary(r => r, r => byRule[(int)r]));

    private void Note(RowFindings findings)
    {
        remarked += findings.IsError ? 0 : 1;
        foreach (var rule in findings.Rules)
        {
            byRule[(int)rule]++;
        }
    }
}

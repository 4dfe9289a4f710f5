using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Operational;

/// <summary>The count of a daily file's rows.</summary>
/// <param name="Rows">Rows after the header.</param>
/// <param name="Waiting">Who waits without a date.</param>
/// <param name="Booked">Who waits with one.</param>
/// <param name="Cared">Who has had the care.</param>
/// <param name="Closed">Who was taken off the list.</param>
/// <param name="Errors">Rows left out.</param>
/// <param name="Remarked">Rows counted with something noted.</param>
/// <param name="ByRule">How many rows break each rule, in order of number; rules that none breaks are not here.</param>
public sealed record OperationalCount(
    long Rows, long Waiting, long Booked, long Cared, long Closed, long Errors, long Remarked, ImmutableSortedDictionary<OperationalRule, long> ByRule)
{
    /// <summary>Nothing.</summary>
    public static readonly OperationalCount None = new(0, 0, 0, 0, 0, 0, 0, ImmutableSortedDictionary<OperationalRule, long>.Empty);

    /// <summary>The verdict of a file whose form is right.</summary>
    public Verdict Verdict => Errors + Remarked == 0 ? Verdict.Accepted : Verdict.AcceptedWithRemarks;

    /// <summary>Who waits, with a date or without.</summary>
    public long Open => Waiting + Booked;

    /// <summary>These and one more row.</summary>
    public OperationalCount With(JudgedWait judged)
    {
        var counted = this with { Rows = Rows + 1 };
        counted = judged.Wait is not { } wait ? counted with { Errors = Errors + 1 } : wait.Status switch
        {
            WaitStatus.Waiting => counted with { Waiting = Waiting + 1 },
            WaitStatus.Booked => counted with { Booked = Booked + 1 },
            WaitStatus.Cared => counted with { Cared = Cared + 1 },
            WaitStatus.Closed => counted with { Closed = Closed + 1 },
        };
        return judged.Findings.IsEmpty ? counted : counted with
        {
            Remarked = Remarked + (judged.Wait is null ? 0 : 1),
            ByRule = judged.Findings.Aggregate(ByRule, (rules, rule) => rules.SetItem(rule, rules.GetValueOrDefault(rule) + 1)),
        };
    }

    /// <summary>Why the file cannot stand, when it cannot: no rows (VB2132), or more rows left out than the rules allow (VB2133).</summary>
    public Refusal? Refusal(OperationalCodes codes) =>
        Rows == 0 ? Kernel.Refusal.Of(RefusalCode.RegisterRowsNone)
        : Errors * 1_000_000 > Rows * codes.MostErrors ? Kernel.Refusal.Of(
            RefusalCode.RegisterErrorsTooMany, $"{Errors}", $"{Rows}",
            (codes.MostErrors / 10_000m).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), First(codes))
        : null;

    // The rule most rows break says most about what went wrong.
    private Bilingual First(OperationalCodes codes)
    {
        var (rule, rows) = ByRule.Where(r => OperationalRules.IsError(r.Key)).MaxBy(r => r.Value);
        var sentence = OperationalRules.Sentence(rule);
        return new(
            $"{OperationalRules.NumberOf(rule)} på {rows} rader: {sentence.Sv} ({codes.Origin})",
            $"{OperationalRules.NumberOf(rule)} on {rows} rows: {sentence.En} ({codes.Origin})");
    }
}

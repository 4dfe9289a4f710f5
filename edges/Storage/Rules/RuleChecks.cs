using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>What must hold between rules that are each well formed.</summary>
internal static class RuleChecks
{
    /// <summary>One refusal for every allotment, part, frame, appropriation or commitment that holds more than it can.</summary>
    public static IEnumerable<Refusal> Of(RuleBook rules) =>
        rules.Programmes.SelectMany(p => p.Allotments.GroupBy(a => a.Year).Select(year => Allotted(rules, p, year.Key, [.. year])))
            .Concat(rules.Programmes.SelectMany(Parts))
            .Concat(rules.Programmes.SelectMany(frame => Framed(
                frame.Id, rules.Programmes.Where(p => p.Within?.Programme == frame.Id), (year, day) => Whole(frame, year, day))))
            .Concat(rules.Appropriations.Values.SelectMany(a => Framed(
                a.Id, rules.Programmes.Where(p => p.Within is null && p.Appropriation == a.Id), (year, day) => Known(a, year, day))))
            .Concat(rules.Programmes.Select(p => Payments(p.Commitment)))
            .OfType<Refusal>();

    // Every day on which something new was said is a day somebody may ask about.
    private static IEnumerable<DateOnly> Days(IEnumerable<Programme> programmes, int year) =>
        programmes.SelectMany(p => p.Statements).Where(s => s.Subject.Year == year).Select(s => s.Known).Distinct().Order();

    private static Refusal? Allotted(RuleBook rules, Programme programme, int year, List<AllotmentRule> allotments)
    {
        foreach (var day in Days([programme], year))
        {
            var allotted = Money.Zero;
            foreach (var rule in allotments)
            {
                if (!Allot.One(rules, programme, rule, day).Succeeded(out var allotment, out var refusal))
                {
                    return refusal.At is null ? refusal.Located(rule.Origin) : refusal;
                }

                allotted += allotment?.Total ?? Money.Zero;
            }

            if (Statements.Ceiling(programme, year, day) is { } ceiling && allotted > ceiling.Amount)
            {
                return Refusal.Of(RefusalCode.AllottedAboveTotal,
                    programme.Id, allotted.ForPeople, year.ToString(), ceiling.Amount.ForPeople).Located(allotments[^1].Origin);
            }
        }

        return null;
    }

    // Parts may overlap (a part of a part), so each is held against the whole, never their sum.
    private static IEnumerable<Refusal> Parts(Programme programme) =>
        from statement in programme.Statements
        where statement.Subject.Measure == Measure.Part && statement.Beside is null && statement.Precision == Precision.Exact
        let whole = Whole(programme, statement.Subject.Year, statement.Known)
        where statement.Amount is { } amount && amount > whole
        select Above($"{programme.Id} {statement.Subject.Part}", statement.Amount!.Value, statement.Subject.Year, programme.Id, whole!.Value)
            .Located(statement.Origin);

    // Only exact amounts are held against a frame: two roundings of one amount may differ.
    private static IEnumerable<Refusal> Framed(string frame, IEnumerable<Programme> within, Func<int, DateOnly, Money?> whole)
    {
        var programmes = within.ToList();
        foreach (var year in programmes.SelectMany(p => p.Years).Distinct().Order())
        {
            foreach (var day in Days(programmes, year))
            {
                var amounts = programmes.Select(p => (Programme: p, Amount: Whole(p, year, day) ?? Money.Zero)).ToList();
                var sum = Money.Sum(amounts.Select(a => a.Amount));
                if (whole(year, day) is { } most && sum > most)
                {
                    var largest = amounts.MaxBy(a => a.Amount).Programme;
                    yield return Above(string.Join(" + ", amounts.Where(a => a.Amount > Money.Zero).Select(a => a.Programme.Id)), sum, year, frame, most)
                        .Located(largest.Origin);
                    break;
                }
            }
        }
    }

    private static Money? Whole(Programme programme, int year, DateOnly day) =>
        Statements.Ceiling(programme, year, day) is { } ceiling && ceiling.Because.All(s => s.Precision == Precision.Exact) ? ceiling.Amount : null;

    private static Money? Known(Appropriation appropriation, int year, DateOnly day) =>
        appropriation.Amounts.Where(a => a.Year == year && a.Known <= day).OrderBy(a => a.Stage).ThenBy(a => a.Known).LastOrDefault()?.Amount;

    private static Refusal? Payments(CommitmentAuthorisation? commitment) =>
        commitment is not null && Money.Sum(commitment.Payments.Values) > commitment.Size
            ? Refusal.Of(RefusalCode.PaymentsAboveAuthorisation, Money.Sum(commitment.Payments.Values).ForPeople, commitment.Size.ForPeople)
                .Located(commitment.Origin)
            : null;

    private static Refusal Above(string what, Money amount, int year, string frame, Money most) =>
        Refusal.Of(RefusalCode.AmountAboveFrame, what, amount.ForPeople, year.ToString(), frame, most.ForPeople);
}

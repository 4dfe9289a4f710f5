using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>What must hold between rules that are each well formed.</summary>
internal static class RuleChecks
{
    public static IEnumerable<Refusal> Of(RuleBook rules) =>
        from programme in rules.Programmes
        from year in programme.Allotments.GroupBy(a => a.Year)
        select Check(rules, programme, year.Key, [.. year]) into refusal
        where refusal is not null
        select refusal;

    // Every day on which something new was said is a day somebody may ask about.
    private static Refusal? Check(RuleBook rules, Programme programme, int year, List<AllotmentRule> allotments)
    {
        foreach (var day in programme.Statements.Where(s => s.Subject.Year == year).Select(s => s.Known).Distinct().Order())
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
                    programme.Id, allotted.ToString(), year.ToString(), ceiling.Amount.ToString()).Located(allotments[^1].Origin);
            }
        }

        return null;
    }
}

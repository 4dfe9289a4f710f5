using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Rules;

/// <summary>What must hold between the schemes and the money they pay out.</summary>
internal static class SchemeChecks
{
    /// <summary>One refusal for every programme and year whose schemes could pay more than there is, by all that is known.</summary>
    public static IEnumerable<Refusal> Of(RuleBook rules, IEnumerable<Scheme> schemes) =>
        // A scheme in a file of its own stands instead of the shipped ones, not beside them.
        from together in schemes.Where(s => s.Programme is not null).GroupBy(s => (s.Programme, s.Year, Own: s.Origin.File.StartsWith("schemes/", StringComparison.Ordinal) ? "" : s.Origin.File))
        let programme = rules.Programmes.First(p => p.Id == together.Key.Programme)
        let ceiling = Statements.Ceiling(programme, together.Key.Year, DateOnly.MaxValue)
        let total = Money.Sum(together.Select(s => s.Total))
        where ceiling is { } known && total > known.Amount
        select Refusal.Of(
            RefusalCode.SchemeAboveAppropriation, string.Join(", ", together.Select(s => s.Id)), total.ForPeople, programme.Id, ceiling!.Value.Amount.ForPeople,
            together.Key.Year.ToString()).Located(together.Last().Origin);
}

using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Rules;

/// <summary>What must hold between the schemes and the money they pay out.</summary>
internal static class SchemeChecks
{
    /// <summary>One refusal for every scheme that could pay more than its programme has, by all that is known.</summary>
    public static IEnumerable<Refusal> Of(RuleBook rules, IEnumerable<Scheme> schemes) =>
        from scheme in schemes
        where scheme.Programme is not null
        let programme = rules.Programmes.First(p => p.Id == scheme.Programme)
        let ceiling = Statements.Ceiling(programme, scheme.Year, DateOnly.MaxValue)
        where ceiling is { } known && scheme.Total > known.Amount
        select Refusal.Of(
            RefusalCode.SchemeAboveAppropriation, scheme.Id, scheme.Total.ForPeople, programme.Id, ceiling!.Value.Amount.ForPeople, scheme.Year.ToString())
            .Located(scheme.Origin);
}

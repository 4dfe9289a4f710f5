using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>What the start page tells: the chain with its real figures, and the map.</summary>
/// <param name="Year">The year it speaks of.</param>
/// <param name="Statements">How many statements about the year's money are known.</param>
/// <param name="Sources">From how many sources.</param>
/// <param name="Programmes">How many programmes have a known amount for the year.</param>
/// <param name="Stated">What their latest totals and additions make together.</param>
/// <param name="Map">The notice on the map.</param>
/// <param name="InForce">The decided version in force; null when nothing is decided.</param>
/// <param name="Comparison">The notice held against what was published; null when nothing was.</param>
public sealed record StartReading(
    int Year,
    int Statements,
    int Sources,
    int Programmes,
    Money Stated,
    MapReading Map,
    NoticeVersion? InForce,
    Comparison? Comparison)
{
    /// <summary>The figures of the main year.</summary>
    public static Outcome<StartReading> Of(Visit visit) => MapReading.Of(visit, visit.MainYear).Then<StartReading>(map =>
    {
        var (rules, year) = (visit.Rules, visit.MainYear);
        var known = rules.Programmes.SelectMany(p => p.Statements)
            .Where(s => s.Subject.Year == year && s.Known <= visit.AsOf).ToList();
        var stated = rules.Programmes.Select(p => Funding.Statements.Ceiling(p, year, visit.AsOf)?.Amount).OfType<Money>().ToList();
        return new StartReading(
            year, known.Count, known.Select(s => s.Source.Id).Distinct().Count(), stated.Count, Money.Sum(stated), map,
            visit.Decided.NoticeFor(year).InForceOn(visit.AsOf),
            RealityReading.Of(visit, year).Succeeded(out var reality, out _) ? reality.Comparison : null);
    });
}

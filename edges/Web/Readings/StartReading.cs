using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>What the start page tells: the chain with its real figures, and the map.</summary>
/// <param name="Year">The year it speaks of.</param>
/// <param name="Statements">How many statements about the year's money are known.</param>
/// <param name="Sources">From how many sources.</param>
/// <param name="Programmes">How many programmes have a known amount for the year.</param>
/// <param name="Stated">What flows from the appropriations, counted once.</param>
/// <param name="Map">The notice on the map.</param>
/// <param name="InForce">The decided version in force; null when nothing is decided.</param>
/// <param name="FollowedUp">How many purposes are followed up.</param>
/// <param name="Measured">How many of them have an indicator.</param>
/// <param name="Reality">The notice held against what was published; null when nothing ever was.</param>
/// <param name="Waits">The newest published month of waits.</param>
public sealed record StartReading(
    int Year,
    int Statements,
    int Sources,
    int Programmes,
    Money Stated,
    MapReading Map,
    NoticeVersion? InForce,
    int FollowedUp,
    int Measured,
    RealityReading? Reality,
    WaitsReading Waits)
{
    /// <summary>The figures of the main year.</summary>
    public static Outcome<StartReading> Of(Visit visit) => MapReading.Of(visit, visit.MainYear).Then(map => WaitsReading.Of(visit).Then<StartReading>(waits =>
    {
        var (rules, year) = (visit.Rules, visit.MainYear);
        var known = rules.Programmes.SelectMany(p => p.Statements)
            .Where(s => s.Subject.Year == year && s.Known <= visit.AsOf).ToList();
        var flow = Flow.Of(rules, year, visit.AsOf).Succeeded(out var links, out _) ? links : [];
        var followedUp = visit.FollowUp.ItemsOn(visit.AsOf);
        return new StartReading(
            year, known.Count, known.Select(s => s.Source.Id).Distinct().Count(),
            flow.Where(l => l.To.Kind is FlowNodeKind.Programme).Select(l => l.To.Id).Distinct().Count(),
            Money.Sum(flow.Where(l => l.From.Kind is FlowNodeKind.Appropriation).Select(l => l.Amount)), map,
            visit.Decided.NoticeFor(year).InForceOn(visit.AsOf),
            followedUp.Length, followedUp.Count(i => i.IsMeasured),
            RealityReading.Of(visit, year).Succeeded(out var reality, out _) ? reality : null, waits);
    }));
}

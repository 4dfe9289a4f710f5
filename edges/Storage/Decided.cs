using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Publication;

namespace Vardbro.Storage;

/// <summary>Everything that has been decided.</summary>
/// <param name="Money">About money.</param>
/// <param name="Months">Which months of waits have been published, and how.</param>
/// <param name="Bases">On what ground each region's waits may be handled person by person.</param>
public sealed record Decided(
    DecisionBook Money,
    ImmutableSortedDictionary<Month, MonthPublications> Months,
    ImmutableSortedDictionary<RegionId, RegionBases> Bases)
{
    /// <summary>Nothing decided.</summary>
    public static readonly Decided Nothing = new(
        DecisionBook.Empty, ImmutableSortedDictionary<Month, MonthPublications>.Empty, ImmutableSortedDictionary<RegionId, RegionBases>.Empty);

    /// <summary>Every settlement of results, by scheme.</summary>
    public ImmutableSortedDictionary<string, SchemeSettlement> Settlements { get; init; } =
        ImmutableSortedDictionary.Create<string, SchemeSettlement>(StringComparer.Ordinal);

    /// <summary>Every forecast that was kept, oldest first.</summary>
    public ImmutableArray<ForecastKept> Forecasts { get; init; } = [];

    /// <summary>A scheme's settlement, with no version when nothing has happened.</summary>
    public SchemeSettlement SettlementOf(string scheme) => Settlements.GetValueOrDefault(scheme) ?? SchemeSettlement.None(scheme);

    /// <summary>Why a recipient's money may not be paid out: a decision suspends a scheme of the same programme and year. Null when none does.</summary>
    public Refusal? SuspensionOf(GrantKey grant) => Settlements.Values
        .Where(s => s.InForce?.Content is { } content && content.Programme == grant.Programme && content.Year == grant.Year)
        .Select(s => s.SuspensionOf(grant.Region) is { } change
            ? Refusal.Of(RefusalCode.PaymentsSuspended, grant.Region.ToString(), s.Scheme, change.Signature.Number)
            : null)
        .FirstOrDefault(r => r is not null);

    // What the decided notice for the year gives the programme's regions; null when there is none.
    private ImmutableSortedDictionary<string, Money>? NoticedBy(SettledAllotment settled) =>
        Money.NoticeFor(settled.Year).Versions.LastOrDefault(v => v.Signature is not null)?.Content.Programmes
            .FirstOrDefault(p => p.Programme == settled.Programme)?.Amounts.ToImmutableSortedDictionary(a => a.Key.ToString(), a => a.Value, StringComparer.Ordinal);

    /// <summary>After something happened to a settlement: what it allots is part of the money decided.</summary>
    public Decided Evolve(string scheme, SettlementEvent happened)
    {
        var (before, after) = (SettlementOf(scheme), SettlementOf(scheme).Evolve(happened));
        var numbers = before.Allotments().Select(a => a.By.Number).ToHashSet();
        var allotted = after.Allotments().Where(a => !numbers.Contains(a.By.Number))
            .Select(a => a with { By = a.By with { Reasons = $"settlement/{scheme}/{a.By.Number}" }, InForce = NoticedBy(a) });
        return this with { Settlements = Settlements.SetItem(scheme, after), Money = allotted.Aggregate(Money, (money, one) => money.Evolve(one)) };
    }

    /// <summary>A month's publications, none when it is not published.</summary>
    public MonthPublications PublicationsOf(Month month) => Months.GetValueOrDefault(month) ?? MonthPublications.None(month);

    /// <summary>A region's legal bases, none when none is recorded.</summary>
    public RegionBases BasesOf(RegionId region) => Bases.GetValueOrDefault(region) ?? RegionBases.None(region);

    /// <summary>After a month was published.</summary>
    public Decided Evolve(MonthPublished happened) =>
        this with { Months = Months.SetItem(happened.Content.Month, PublicationsOf(happened.Content.Month).Evolve(happened)) };

    /// <summary>After something happened to a region's legal basis.</summary>
    public Decided Evolve(RegionId region, BasisEvent happened) => this with { Bases = Bases.SetItem(region, BasesOf(region).Evolve(happened)) };
}

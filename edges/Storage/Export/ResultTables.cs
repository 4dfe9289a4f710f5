using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Results;

namespace Vardbro.Storage.Export;

/// <summary>Tables of what results earned.</summary>
public static class ResultTables
{
    /// <summary>The columns of a settlement.</summary>
    public static readonly ImmutableArray<string> SettlementColumns = ["scheme", "component", "month", "region_id", "earned_sek", "reason"];

    /// <summary>A settlement: a row for every component, period and region, those of nothing too.</summary>
    public static ExportTable Settlement(Settlement settlement, Language language) => new(
        $"avrakning-{settlement.Ready.Scheme.Id}", SettlementColumns,
        from pot in settlement.Pots
        from place in Enumerable.Range(0, settlement.Ready.Regions.Length)
        select ImmutableArray.Create<object?>(
            settlement.Ready.Scheme.Id, pot.Id, pot.Component.PeriodText(pot.Period), settlement.Ready.Regions[place].ToString(), pot.Earned[place],
            ExplainEarned.Sentence(settlement, pot, place).In(language)));

    /// <summary>Where a settlement stands: a row a region.</summary>
    public static ExportTable Standing(RuleBook rules, SchemeSettlement state, Func<RegionId, Money> paid, RegionId? only)
    {
        var content = state.Current!.Content;
        return new(
            $"avrakning-{state.Scheme}",
            ["scheme", "programme", "year", "status", "decision", "region_id", "region", "ceiling_sek", "earned_sek", "shadow_sek", "decided_sek", "paid_sek", "suspended_by", "missing_figures"],
            rules.Regions.Where(r => content.Regions.Contains(r.Id) && (only is null || r.Id == only)).Select(r => ImmutableArray.Create<object?>(
                state.Scheme, content.Programme, content.Year, FundingTables.Kebab(state.Status), state.Current.Signature?.Number, r.Id.ToString(), r.Name,
                content.CeilingOf(r.Id), content.EarnedBy(r.Id), content.Shadow?.TryGetValue(r.Id, out var shadow) == true ? shadow : null,
                state.DecidedTo(r.Id), paid(r.Id), state.SuspensionOf(r.Id)?.Signature.Number, content.Missing.Contains(r.Id))));
    }

    /// <summary>Where every region stands: a row a region and period, with what it would take; the region's whole on a row of its own.</summary>
    public static ExportTable Standing(Scheme scheme, IEnumerable<RegionStanding> standings, Language language) => new(
        $"stallning-{scheme.Id}",
        ["scheme", "region_id", "component", "month", "state", "ceiling_sek", "earned_sek", "at_risk_sek", "missed_sek", "received_sek", "liability_sek", "receivable_sek",
            "repayable_sek", "moved_cost_sek", "net_sek", "forecast_low_sek", "forecast_sek", "forecast_high_sek", "words"],
        standings.SelectMany(r => r.Periods.Select(p => ImmutableArray.Create<object?>(
            scheme.Id, r.Region.ToString(), p.Component.Id, p.Component.PeriodText(p.Period), FundingTables.Kebab(p.State), p.Ceiling, p.Earned,
            null, null, null, null, null, null, null, null, null, null, null,
            (p.State == PeriodState.Open ? ResultWords.Of(p.Ways) : p.Why).In(language))).Append(
            [
                scheme.Id, r.Region.ToString(), null, null, null, null, r.Earned, r.AtRisk, r.Missed, r.Received, r.Liability, r.Receivable, r.Repayable,
                r.MovedCost, r.Net, r.Forecast.Low, r.Forecast.Expected, r.Forecast.High, null,
            ])));

    /// <summary>What another rule would give beside today's.</summary>
    public static ExportTable WhatIf(WhatIf asked) => new(
        $"om-{asked.Today.Ready.Scheme.Id}", ["scheme", "region_id", "today_sek", "changed_sek", "difference_sek"],
        asked.Today.Ready.Regions.Select((region, place) => ImmutableArray.Create<object?>(
            asked.Today.Ready.Scheme.Id, region.ToString(), asked.Today.EarnedBy(place), asked.Changed.EarnedBy(place), asked.Changed.EarnedBy(place) - asked.Today.EarnedBy(place))));

    /// <summary>Every scheme and where its settlement stands.</summary>
    public static ExportTable Schemes(IEnumerable<(Scheme Scheme, SchemeSettlement State)> schemes, Language language) => new(
        "ordningar", ["scheme", "name", "programme", "year", "total_sek", "status", "decision", "earned_sek", "source"],
        schemes.Select(s => ImmutableArray.Create<object?>(
            s.Scheme.Id, s.Scheme.Name.In(language), s.Scheme.Programme, s.Scheme.Year, s.Scheme.Total, FundingTables.Kebab(s.State.Status), s.State.InForce?.Signature?.Number,
            s.State.Current is { } current ? Money.Sum(current.Content.Regions.Select(current.Content.EarnedBy)) : null, s.Scheme.Source.Title)));
}

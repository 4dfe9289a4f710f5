using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;

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
    public static ExportTable Standing(RuleBook rules, SchemeSettlement state, RegionId? only)
    {
        var content = state.Current!.Content;
        return new(
            $"avrakning-{state.Scheme}",
            ["scheme", "programme", "year", "status", "decision", "region_id", "region", "ceiling_sek", "earned_sek", "shadow_sek", "decided_sek", "suspended_by", "missing_figures"],
            rules.Regions.Where(r => content.Regions.Contains(r.Id) && (only is null || r.Id == only)).Select(r => ImmutableArray.Create<object?>(
                state.Scheme, content.Programme, content.Year, FundingTables.Kebab(state.Status), state.Current.Signature?.Number, r.Id.ToString(), r.Name,
                content.CeilingOf(r.Id), content.EarnedBy(r.Id), content.Shadow is { } shadow ? shadow.GetValueOrDefault(r.Id) : null,
                state.DecidedTo(r.Id), state.SuspensionOf(r.Id)?.Signature.Number, content.Missing.Contains(r.Id))));
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;

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
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Publication;

/// <summary>
/// Exits as they are published: by region, and by service in the nation, the fates adding up to the number that was published as
/// waiting the month before. Where that number was hidden all of the row is. Elsewhere it is known, so a small fate is hidden by
/// moving somebody from one fate to another, in two groups or more, never by changing the number (ADR 11). A region's services are
/// not shown: few leave a queue in a month, and hiding them hid the regions.
/// </summary>
internal static class PublishExits
{
    private const int RegionAt = 0;
    private const int FateAt = 2;

    // Still waiting, set aside, cared for, vanished: within or beyond the limit is the split of a figure, shown where the figure is.
    private const int Fates = 4;

    /// <summary>The rows; none when the month before is not published.</summary>
    public static Outcome<ImmutableArray<PublishedExits>> Of(StatisticsRules rules, MonthBefore? before, EarlierSets? earlier)
    {
        if (before is null || before.Exits.IsEmpty)
        {
            return ImmutableArray<PublishedExits>.Empty;
        }

        var rows = ImmutableArray.CreateBuilder<PublishedExits>();
        foreach (var kind in MonthStatistics.Kinds)
        {
            if (!OfKind(rules, kind, before, earlier).Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            rows.AddRange(found);
        }

        return rows.ToImmutable();
    }

    private static Outcome<ImmutableArray<PublishedExits>> OfKind(StatisticsRules rules, WaitKind kind, MonthBefore before, EarlierSets? earlier)
    {
        var told = (earlier?.Sets ?? []).Select(set => set.Exits.Where(e => e.Kind == kind).ToList()).Where(rows => rows.Count > 0).ToList();
        RegionId[] regions = [.. before.Exits.Keys.Concat(told.SelectMany(t => t.Select(e => e.Region))).Where(r => r != RegionId.Nation).Distinct().Order()];
        string[] services = [.. before.Exits.Values.SelectMany(rows => rows.Where(r => r.Kind == kind).Select(r => r.Service))
            .Concat(told.SelectMany(t => t.Select(e => e.Service).OfType<string>())).Distinct().Order(StringComparer.Ordinal)];
        var tables = PublishedTables.Of(
            [regions.Length, services.Length, Fates],
            from of in before.Exits
            from row in of.Value.Where(r => r.Kind == kind)
            from fate in Enumerable.Range(0, Fates)
            select (ImmutableArray.Create(Array.IndexOf(regions, of.Key) + 1, Array.IndexOf(services, row.Service) + 1, fate + 1), fate < Fates - 1 ? (long)row.Fates[fate] : row[ExitFate.VanishedWithin] + row[ExitFate.VanishedBeyond]));
        int KeyOf(RegionId region, string? service, int fate) =>
            tables.KeyOf([region == RegionId.Nation ? 0 : Array.IndexOf(regions, region) + 1, service is null ? 0 : Array.IndexOf(services, service) + 1, fate]);

        // Without every region of the month before the nation's number is not the published one, and the difference would be the missing regions'.
        var whole = before.Regions.SetEquals(before.Exits.Keys);
        (RegionId Region, string? Service)[] groups =
        [
            .. whole ? services.Prepend(null).Select(service => (RegionId.Nation, service)) : [], .. regions.Select(region => (region, (string?)null)),
        ];
        var shown = before.Rows.Where(r => r.Row.Rule == rules.Rules[0].Rule && r.Row.Key.Kind == kind && r.Row.Waiting is not null)
            .Select(r => (r.By, r.Row.Key)).ToHashSet();
        bool Known((RegionId Region, string? Service) group) => shown.Contains((
            (group.Region == RegionId.Nation ? Dimensions.None : Dimensions.Region) | (group.Service is null ? Dimensions.None : Dimensions.Service),
            new(group.Region, kind, group.Service, null, null, null)));
        // Cells that stand in no table are hidden and may change, and are protected like all others; where the number that waited is
        // hidden, what protects it protects its fates.
        var cells = regions.Prepend(RegionId.Nation).SelectMany(region => services.Prepend(null).Select(service => (region, service))).ToLookup(Known);
        IEnumerable<int> Keys(IEnumerable<(RegionId Region, string? Service)> of) => of.SelectMany(g => Enumerable.Range(1, Fates).Select(fate => KeyOf(g.Region, g.Service, fate)));
        var suppressed = JointSuppression.Below(tables, rules.Bound, Keys(cells[true].Except(groups)), Keys(cells[false]), 1 << FateAt, told.Count == 0 ? null : EarlierTables.Of(
            told.Select(rows => Enumerable.Range(0, tables.Count).Except(
                rows.SelectMany(row => FatesOf(row).Select((count, i) => (count, Key: KeyOf(row.Region, row.Service, i + 1)))).Where(f => f.count is not null).Select(f => f.Key))),
            key => tables.NodeOf(key, RegionAt) is var node && (node == 0 ? !earlier!.ExitsChanged.IsEmpty : earlier!.ExitsChanged.Contains(regions[node - 1]))));
        if (!suppressed.Unprotected.IsEmpty)
        {
            return Refusal.Of(RefusalCode.SuppressionImpossible, $"{suppressed.Unprotected.Length}", $"{kind}");
        }

        return groups.Where(g => tables[KeyOf(g.Region, g.Service, 0)] > 0 || told.Any(t => t.Any(e => (e.Region, e.Service) == g))).Select(g =>
        {
            var beyond = before.Exits.Where(e => g.Region == RegionId.Nation || e.Key == g.Region).SelectMany(e => e.Value)
                .Where(r => r.Kind == kind && (g.Service is null || r.Service == g.Service)).Sum(r => r[ExitFate.VanishedBeyond]);
            int? Of(int fate) => KeyOf(g.Region, g.Service, fate) is var key && suppressed.Hidden.Contains(key) ? null : (int)tables[key];
            return new PublishedExits(
                g.Region, g.Service, kind, Known(g) ? (int)tables[KeyOf(g.Region, g.Service, 0)] : null, Of(1), Of(2), Of(3),
                Of(4) - beyond, Of(4) is null ? null : beyond);
        }).ToImmutableArray();
    }

    private static int?[] FatesOf(PublishedExits row) => [row.StillWaiting, row.SetAside, row.CaredFor, row.VanishedWithin];
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Publication;

/// <summary>Contacts outside the care guarantee as they are published: by region, and the nation.</summary>
internal static class PublishOutside
{
    /// <summary>One row a region that has any, the nation first.</summary>
    public static Outcome<ImmutableArray<PublishedOutside>> Of(WaitingRules rules, IReadOnlyCollection<ContactBatch> batches, EarlierSets? earlier)
    {
        var told = (earlier?.Sets ?? []).Select(set => set.Outside).Where(rows => !rows.IsEmpty).ToList();
        var waits = batches.ToDictionary(b => b.Region, Days);
        RegionId[] regions = [.. waits.Keys.Concat(told.SelectMany(t => t.Select(o => o.Region))).Where(r => r != RegionId.Nation).Distinct().Order()];
        var hidden = new Dictionary<Phase, IReadOnlySet<int>>();
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var tables = PublishedTables.Of([regions.Length], regions.Select((region, i) =>
                (ImmutableArray.Create(i + 1), waits.TryGetValue(region, out var days) ? (long)Of(days, phase).Count : 0)));
            var suppressed = JointSuppression.Below(tables, rules.Statistics.Bound, earlier: told.Count == 0 ? null : EarlierTables.Of(
                told.Select(rows => rows.Where(o => (phase == Phase.Waiting ? o.Waiting : o.Completed) is null).Select(o => Array.IndexOf(regions, o.Region) + 1)),
                key => key == 0 ? !earlier!.Changed.IsEmpty : earlier!.Changed.Contains(regions[key - 1])));
            if (!suppressed.Unprotected.IsEmpty)
            {
                return Refusal.Of(RefusalCode.SuppressionImpossible, $"{suppressed.Unprotected.Length}", suppressed.Unprotected[0] == 0 ? "0000" : $"{regions[suppressed.Unprotected[0] - 1]}");
            }

            hidden[phase] = suppressed.Hidden;
        }

        var nation = (waits.Values.SelectMany(w => w.Waiting).ToList(), waits.Values.Sum(w => w.Completed.Count));
        return regions.Select((region, i) => (region, Key: i + 1)).Prepend((RegionId.Nation, 0)).Select(group =>
        {
            var (waiting, completed) = group.Item2 == 0 ? nation : waits.TryGetValue(group.Item1, out var own) ? (own.Waiting, own.Completed.Count) : ([], 0);
            var shown = !hidden[Phase.Waiting].Contains(group.Item2);
            return new PublishedOutside(
                group.Item1, shown ? waiting.Count : null,
                shown && waiting.Count > 0 ? WaitHistogram.Of(waiting.Select(d => (d, false))).Median : null,
                hidden[Phase.Completed].Contains(group.Item2) ? null : completed);
        }).ToImmutableArray();
    }

    private static List<int> Of((List<int> Waiting, List<int> Completed) days, Phase phase) => phase == Phase.Waiting ? days.Waiting : days.Completed;

    private static (List<int> Waiting, List<int> Completed) Days(ContactBatch batch)
    {
        var (columns, waiting, completed) = (batch.Columns, new List<int>(), new List<int>());
        for (var i = 0; i < batch.Count; i++)
        {
            if ((columns.Facts[i] & 128) == 0)
            {
                (columns.Waited[i] == ContactBatch.StillWaiting ? waiting : completed).Add(
                    columns.Waited[i] == ContactBatch.StillWaiting ? columns.StartedBefore[i] : columns.Waited[i]);
            }
        }

        return (waiting, completed);
    }
}

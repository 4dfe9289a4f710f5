using System.Collections.Immutable;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Brokering.Night;

/// <summary>What is unusual in a region's medical target dates.</summary>
public enum TargetSign
{
    /// <summary>More waits have a target date than in the nation.</summary>
    MoreThanNation,

    /// <summary>Target dates are nearer than in the nation.</summary>
    NearerThanNation,

    /// <summary>More waits have one than the night before.</summary>
    MoreThanBefore,

    /// <summary>They are nearer than the night before.</summary>
    NearerThanBefore,
}

/// <summary>
/// Watches medical target dates: who has one may go before everyone else, so a region that sets more of them, or nearer ones, is seen.
/// A sign is no proof: the care waited for may differ. The nation's limit is what times are held against, also where a region has a
/// stricter one, so that regions can be compared.
/// </summary>
/// <param name="rules">The limits.</param>
public sealed class TargetWatch(WaitingRules rules)
{
    private readonly SortedDictionary<RegionId, Dates> regions = [];

    private sealed class Dates
    {
        public long Waits { get; set; }

        public long Targets { get; set; }

        // Within half the guarantee's time, and within all of it.
        public long Near { get; set; }

        public long Within { get; set; }
    }

    /// <summary>Counts a wait, if the guarantee covers it.</summary>
    public void Add(ClockReading clock)
    {
        if (clock.Wait.Region is not { } region || rules.For(clock.Wait.Kind, null, clock.Wait.Start) is not { } guarantee)
        {
            return;
        }

        foreach (var id in new[] { region, RegionId.Nation })
        {
            var dates = regions.TryGetValue(id, out var found) ? found : regions[id] = new();
            dates.Waits++;
            if (clock.Wait.Target is { } target)
            {
                var days = target.DayNumber - clock.Wait.Start.DayNumber;
                dates.Targets++;
                dates.Near += 2 * days <= guarantee.Days ? 1 : 0;
                dates.Within += days <= guarantee.Days ? 1 : 0;
            }
        }
    }

    /// <summary>The figures of every region, the nation first.</summary>
    /// <param name="bounds">What is unusual.</param>
    /// <param name="bound">Fewer than this are not shown.</param>
    /// <param name="before">The figures of the newest night of an earlier day; empty without one.</param>
    public ImmutableArray<TargetFigure> Figures(TargetWatchBounds bounds, int bound, ImmutableArray<TargetFigure> before)
    {
        if (!regions.TryGetValue(RegionId.Nation, out var all))
        {
            return [];
        }

        var nation = Of(RegionId.Nation, all, bound);
        return
        [
            .. regions.Select(r =>
            {
                var figure = r.Key == RegionId.Nation ? nation : Of(r.Key, r.Value, bound);
                var judged = figure.SharePercent is not null && r.Value.Waits >= bounds.AtLeast;
                return judged ? figure with { Judged = true, Signs = [.. Signs(bounds, figure, nation, before.FirstOrDefault(b => b.Region == figure.Region))] } : figure;
            }),
        ];
    }

    private static IEnumerable<TargetSign> Signs(TargetWatchBounds bounds, TargetFigure region, TargetFigure nation, TargetFigure? before)
    {
        bool More(TargetFigure? than) => region.SharePercent - than?.SharePercent > bounds.SharePoints;
        bool Nearer(TargetFigure? than) => region.NearPercent - than?.NearPercent > bounds.NearPoints;
        return new[]
        {
            (TargetSign.MoreThanNation, More(nation)), (TargetSign.NearerThanNation, Nearer(nation)),
            (TargetSign.MoreThanBefore, More(before)), (TargetSign.NearerThanBefore, Nearer(before)),
        }.Where(s => s.Item2).Select(s => s.Item1);
    }

    // A share is shown where neither those that it counts nor the others are few.
    private static TargetFigure Of(RegionId region, Dates dates, int bound)
    {
        bool Few(long count) => count > 0 && count < bound;
        int? Share(long some, long all) => all == 0 || Few(all) || Few(some) || Few(all - some) ? null : (int)(((some * 200) + all) / (all * 2));
        var share = Share(dates.Targets, dates.Waits);
        return new(
            region, NightCount.Shown(dates.Waits, bound), share, share is null ? null : Share(dates.Near, dates.Targets),
            share is null ? null : Share(dates.Within, dates.Targets), [], false);
    }
}

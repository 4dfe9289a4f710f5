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

        // How many have each percent of the guarantee's time to their target date.
        public SortedDictionary<int, long> Times { get; } = [];

        public long Targets => Times.Values.Sum();
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
                var percent = Math.Max(0, target.DayNumber - clock.Wait.Start.DayNumber) * 100 / Math.Max(1, guarantee.Days);
                dates.Times[percent] = dates.Times.GetValueOrDefault(percent) + 1;
            }
        }
    }

    /// <summary>The figures of every region, the nation first.</summary>
    /// <param name="bounds">What is unusual.</param>
    /// <param name="bound">Fewer than this are not shown.</param>
    /// <param name="before">The figures of the night before; empty without one.</param>
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
        bool Nearer(TargetFigure? than) => than?.MedianPercent - region.MedianPercent > bounds.TimePoints;
        return new[]
        {
            (TargetSign.MoreThanNation, More(nation)), (TargetSign.NearerThanNation, Nearer(nation)),
            (TargetSign.MoreThanBefore, More(before)), (TargetSign.NearerThanBefore, Nearer(before)),
        }.Where(s => s.Item2).Select(s => s.Item1);
    }

    // Neither those with a target date nor those without may be few.
    private static TargetFigure Of(RegionId region, Dates dates, int bound)
    {
        var (waits, targets) = (dates.Waits, dates.Targets);
        bool Few(long count) => count > 0 && count < bound;
        var shown = waits >= bound && !Few(targets) && !Few(waits - targets);
        return new(
            region, Few(waits) ? null : waits, shown ? (int)(((targets * 200) + waits) / (waits * 2)) : null,
            shown && targets > 0 ? Median(dates.Times, targets) : null, [], false);
    }

    // The lower of the two middle ones where they are even.
    private static int Median(SortedDictionary<int, long> times, long count)
    {
        var below = 0L;
        return times.First(t => (below += t.Value) * 2 >= count).Key;
    }
}

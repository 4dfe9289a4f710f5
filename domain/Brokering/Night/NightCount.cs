using System.Collections.Immutable;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Brokering.Night;

/// <summary>
/// Counts a night: first everyone who waits, in the run or left out, then what the plan gives each in the run. What comes out may be
/// shown: see <see cref="NightFigures"/>.
/// </summary>
/// <param name="weeks">The run's weeks.</param>
/// <param name="rules">Limits, age groups, and fewer than how many are not shown.</param>
public sealed class NightCount(RunWeeks weeks, WaitingRules rules)
{
    private static readonly ImmutableArray<UnplacedReason> Reasons = [.. Enum.GetValues<UnplacedReason>()];

    private readonly SortedDictionary<LeftOutReason, long> leftOut = [];
    private readonly StatisticsRules statistics = rules.Statistics;
    private readonly TargetWatch watch = new(rules);
    private readonly List<(RunPatient Patient, Offer? Offer, UnplacedReason Nothing)> run = [];
    private long waits;

    private int Bound => statistics.Bound;

    /// <summary>Counts a wait that was looked at.</summary>
    public void Add(JudgedNeed need)
    {
        waits++;
        if (need.Wait.IsOpen)
        {
            watch.Add(need.Clock);
        }

        if (need is LeftOut left)
        {
            leftOut[left.Why] = leftOut.GetValueOrDefault(left.Why) + 1;
        }
    }

    /// <summary>Counts what the plan gives somebody in the run.</summary>
    public void Add(RunPatient patient, Offer offer) => run.Add((patient, offer, default));

    /// <summary>Counts that the plan gives somebody in the run nothing.</summary>
    public void Add(RunPatient patient, UnplacedReason reason) => run.Add((patient, null, reason));

    /// <summary>The figures.</summary>
    /// <param name="rule">The rule of need.</param>
    /// <param name="slots">Free slots in the run's weeks, by region.</param>
    /// <param name="before">The target dates of the night before; empty without one.</param>
    /// <param name="acceptance">How likely a yes is; null without a model.</param>
    public NightFigures Figures(NeedRule rule, IReadOnlyDictionary<RegionId, long> slots, ImmutableArray<TargetFigure> before, AcceptanceModel? acceptance = null)
    {
        var tables = new NightTables(Bound);
        var (tier, sex, age) = (
            Table(tables, NightTable.Tier, rule.Tiers.Select(t => $"{t.Tier}"), p => $"{p.Tier}"),
            Table(tables, NightTable.Sex, Enum.GetValues<Sex>().Select(NameOf), p => NameOf(p.Sex)),
            Table(tables, NightTable.Age, statistics.AgeGroups.Select(g => g.ToString()), p => statistics.AgeGroups[p.AgeGroup].ToString()));
        var (region, receivers, flows) = ByRegion(tables, slots);
        var totals = Totals();
        return new(
            Few(waits) ? null : waits,
            [.. leftOut.Keys.Zip(ShownCounts.Of([.. leftOut.Values], Bound), (reason, shown) => new LeftOutFigure(reason, shown))],
            totals, [.. new[] { tier, region, sex, age }.OfType<NightTable>()], receivers, flows, watch.Figures(rule.Watch, Bound, before))
        {
            Yes = acceptance is null || totals.Offered is null or 0 ? null : YesForecast.Of(run.Where(p => p.Offer is not null).Select(p =>
                acceptance.PermilleOf(p.Offer!.Km, p.Patient.Home is { } home ? home.DayNumber - LastDay(p.Offer).DayNumber : null, p.Patient.Age))),
        };
    }

    /// <summary>A sex as the tables name it.</summary>
    public static string NameOf(Sex sex) => sex.ToString().ToLowerInvariant();

    // What stands apart nationwide: a slot, and each reason or those put together.
    private ImmutableArray<ImmutableArray<UnplacedReason>>? Columns(NightTables tables)
    {
        var counts = Reasons.Select(r => run.LongCount(p => p.Offer is null && p.Nothing == r)).ToImmutableArray();
        var together = tables.Together(counts);
        var offered = run.LongCount(p => p.Offer is not null);
        return run.Count < Bound || Few(offered) || (together.IsEmpty && counts.Sum() > 0) ? null : [.. together.Select(t => t.Select(i => Reasons[i]).ToImmutableArray())];
    }

    private NightTable? Table(NightTables tables, string dimension, IEnumerable<string> names, Func<RunPatient, string> of)
    {
        if (Columns(tables) is not { } columns)
        {
            return null;
        }

        var groups = names.ToImmutableArray();
        var counts = new long[groups.Length, columns.Length + 1];
        foreach (var (patient, offer, nothing) in run)
        {
            counts[groups.IndexOf(of(patient)), offer is not null ? 0 : 1 + ColumnOf(columns, nothing)]++;
        }

        var shown = tables.Table(counts);
        return new(dimension, columns,
        [
            .. shown.Groups.Select(g => new NightRow(
                g == 0 ? "" : groups[g - 1], shown[g, 0], shown[g, 1], [.. columns.Select((_, c) => shown[g, c + 2])])),
        ]);
    }

    private (NightTable?, ImmutableArray<ReceiverFigure>, ImmutableArray<FlowFigure>) ByRegion(NightTables tables, IReadOnlyDictionary<RegionId, long> slots)
    {
        var regions = run.Select(p => p.Patient.Region).Concat(slots.Keys).Distinct().Order().ToImmutableArray();
        var receiving = tables.Together([.. regions.Select(r => run.LongCount(p => p.Offer?.Region == r))]);
        if (Columns(tables) is not { } columns || receiving.IsEmpty)
        {
            return (Table(tables, NightTable.Region, regions.Select(r => r.ToString()), p => p.Region.ToString()), [], []);
        }

        var (received, without) = (new long[regions.Length, receiving.Length], new long[regions.Length, columns.Length]);
        foreach (var (patient, offer, nothing) in run)
        {
            var home = regions.IndexOf(patient.Region);
            if (offer is not null)
            {
                received[home, receiving.ToList().FindIndex(r => r.Contains(regions.IndexOf(offer.Region)))]++;
            }
            else
            {
                without[home, ColumnOf(columns, nothing)]++;
            }
        }

        var shown = tables.Table(received, without);
        long CountOf(params ReadOnlySpan<int> nodes) => shown.Tables[shown.Tables.KeyOf(nodes)];
        var names = receiving.Select(r => r.Select(i => regions[i]).ToImmutableArray()).ToImmutableArray();
        var table = new NightTable(NightTable.Region, columns,
        [
            .. shown.Groups.Select(g => new NightRow(
                g == 0 ? "" : regions[g - 1].ToString(), shown[g, 0, 0], shown[g, 1, 0], [.. columns.Select((_, c) => shown[g, c + 2, 0])])),
        ]);
        return (
            table,
            [
                .. names.Select((n, i) => new ReceiverFigure(n, n.Sum(r => slots.GetValueOrDefault(r)), CountOf(0, 1, i + 2)))
                    .Concat(regions.Except(names.SelectMany(n => n)).Select(r => new ReceiverFigure([r], slots.GetValueOrDefault(r), 0)))
                    .OrderBy(r => r.Regions[0]),
            ],
            [
                .. from home in shown.Groups.Where(g => g > 0)
                   from to in Enumerable.Range(0, names.Length)
                   where CountOf(home, 1, to + 2) > 0
                   select new FlowFigure(regions[home - 1], names[to], shown[home, 1, to + 2]),
            ]);
    }

    private static int ColumnOf(ImmutableArray<ImmutableArray<UnplacedReason>> columns, UnplacedReason reason) => columns.ToList().FindIndex(c => c.Contains(reason));

    private DateOnly LastDay(Offer offer) => weeks.MondayOf(offer.Week + 1).AddDays(-1);

    // A part is hidden when it is small, and when what remains of the whole is.
    private NightTotals Totals()
    {
        var offered = run.Where(p => p.Offer is not null).ToList();
        long? Part(long part, long whole) => Few(part) || Few(whole - part) || Few(whole) ? null : part;
        var withHome = offered.Where(p => p.Patient.Home is not null).ToList();
        var (broken, coming) = (run.LongCount(p => p.Patient.Broken), run.LongCount(p => p.Patient.BreachComing));
        var comingOffered = offered.Where(p => p.Patient.BreachComing).ToList();
        var (all, some) = ((long)run.Count, (long)offered.Count);
        return new(
            Few(all) ? null : all, Part(some, all), Part(withHome.Count, some),
            Part(withHome.Count, some) is null ? null : withHome.Sum(p => (long)(p.Patient.Home!.Value.DayNumber - LastDay(p.Offer!).DayNumber)),
            Part(some, all) is null ? null : offered.Sum(p => (long)p.Offer!.Km),
            Part(offered.LongCount(p => p.Offer!.Region != p.Patient.Region), some),
            Part(broken, all), Part(offered.LongCount(p => p.Patient.Broken), broken),
            Part(coming, all), Part(comingOffered.Count, coming), Part(comingOffered.LongCount(p => LastDay(p.Offer!) <= p.Patient.Deadline), comingOffered.Count));
    }

    private bool Few(long count) => count > 0 && count < Bound;
}

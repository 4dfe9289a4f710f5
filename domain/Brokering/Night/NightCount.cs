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
    /// <param name="before">The target dates of the newest night of an earlier day; empty without one.</param>
    /// <param name="acceptance">How likely a yes is; null without a model.</param>
    public NightFigures Figures(NeedRule rule, IReadOnlyDictionary<RegionId, long> slots, ImmutableArray<TargetFigure> before, AcceptanceModel? acceptance = null)
    {
        var (totals, regions) = (Totals(), run.Select(p => p.Patient.Region).Concat(slots.Keys).Distinct().Order().ToImmutableArray());
        var offers = run.Where(p => p.Offer is not null).ToList();
        return new(
            Shown(waits), [.. leftOut.Select(l => new LeftOutFigure(l.Key, Shown(l.Value)))], totals,
            totals.InRun is null ? [] :
            [
                Table(NightTable.Tier, rule.Tiers.Select(t => $"{t.Tier}"), p => $"{p.Tier}"),
                Table(NightTable.Region, run.Select(p => p.Patient.Region).Distinct().Order().Select(r => r.ToString()), p => p.Region.ToString()),
                Table(NightTable.Sex, Enum.GetValues<Sex>().Select(NameOf), p => NameOf(p.Sex)),
                Table(NightTable.Age, statistics.AgeGroups.Select(g => g.ToString()), p => statistics.AgeGroups[p.AgeGroup].ToString()),
            ],
            totals.Offered is null ? [] : [.. regions.Select(r => new ReceiverFigure(r, slots.GetValueOrDefault(r), Shown(offers.LongCount(p => p.Offer!.Region == r))))],
            [
                .. offers.GroupBy(p => (p.Patient.Region, p.Offer!.Region)).OrderBy(g => g.Key).Where(g => g.LongCount() >= Bound)
                    .Select(g => new FlowFigure(g.Key.Item1, g.Key.Item2, Shown(g.LongCount())!.Value)),
            ],
            watch.Figures(rule.Watch, Bound, before))
        {
            Yes = acceptance is null || totals.Offered is null ? null : YesForecast.Of(offers.Select(p =>
                acceptance.PermilleOf(p.Offer!.Km, p.Patient.Home is { } home ? home.DayNumber - LastDay(p.Offer).DayNumber : null, p.Patient.Age))) with { Offers = (int)totals.Offered },
        };
    }

    /// <summary>A sex as the tables name it.</summary>
    public static string NameOf(Sex sex) => sex.ToString().ToLowerInvariant();

    private NightTable Table(string dimension, IEnumerable<string> names, Func<RunPatient, string> of)
    {
        var reasons = Reasons.Where(r => run.LongCount(p => p.Offer is null && p.Nothing == r) >= Bound).ToImmutableArray();
        NightRow Row(string name, List<(RunPatient Patient, Offer? Offer, UnplacedReason Nothing)> those) => new(
            name, Shown(those.Count), Shown(those.LongCount(p => p.Offer is not null)), [.. reasons.Select(r => Shown(those.LongCount(p => p.Offer is null && p.Nothing == r)))]);
        var groups = run.GroupBy(p => of(p.Patient)).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return new(dimension, reasons, [Row("", run), .. names.Select(n => Row(n, groups.GetValueOrDefault(n) ?? []))]);
    }

    private DateOnly LastDay(Offer offer) => weeks.MondayOf(offer.Week + 1).AddDays(-1);

    private NightTotals Totals()
    {
        var offered = run.Where(p => p.Offer is not null).ToList();
        var withHome = offered.Where(p => p.Patient.Home is not null).ToList();
        var coming = offered.Where(p => p.Patient.BreachComing).ToList();
        return new(
            Shown(run.Count), Shown(offered.Count), Shown(withHome.Count),
            withHome.Count < Bound ? null : withHome.Sum(p => (long)(p.Patient.Home!.Value.DayNumber - LastDay(p.Offer!).DayNumber)),
            offered.Count < Bound ? null : offered.Sum(p => (long)p.Offer!.Km),
            Shown(offered.LongCount(p => p.Offer!.Region != p.Patient.Region)),
            Shown(run.LongCount(p => p.Patient.Broken)), Shown(offered.LongCount(p => p.Patient.Broken)),
            Shown(run.LongCount(p => p.Patient.BreachComing)), Shown(coming.Count), Shown(coming.LongCount(p => LastDay(p.Offer!) <= p.Patient.Deadline)));
    }

    private long? Shown(long exact) => Shown(exact, Bound);

    /// <summary>
    /// A count as it may be shown: rounded down to whole multiples of the bound, and nobody no more told than few. However many figures
    /// stand beside one another, no difference between two of them is a number of persons below the bound.
    /// </summary>
    /// <param name="exact">The count.</param>
    /// <param name="bound">Fewer than this are not shown.</param>
    public static long? Shown(long exact, int bound) => exact < bound ? null : exact / bound * bound;
}

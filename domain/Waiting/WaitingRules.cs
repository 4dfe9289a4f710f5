using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting;

/// <summary>What a deviation does to the clock.</summary>
public enum DeviationEffect
{
    /// <summary>Its days do not count: the deadline moves on by as many.</summary>
    NotCounted,

    /// <summary>Its days count and the deadline stands, but on those days the wait is not called a breach, as in the statistics.</summary>
    SetAside,

    /// <summary>Nothing: the days count as any other.</summary>
    None,
}

/// <summary>How one kind of deviation is treated.</summary>
/// <param name="Kind">Which deviation.</param>
/// <param name="Effect">What it does to the clock.</param>
/// <param name="Active">Whether the person still counts as actively waiting.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Place">Where in the source.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record DeviationRule(
    DeviationKind Kind, DeviationEffect Effect, bool Active, Source Source, string Place, Bilingual? Assumption, RuleOrigin Origin);

/// <summary>A limit on one kind of wait: the national guarantee, an agreement, or a region's stricter word.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Region">The region whose word it is; null for the nation.</param>
/// <param name="Days">The limit in calendar days after the day the wait started; 0 is the same day.</param>
/// <param name="From">The first day it is valid for a wait to start on.</param>
/// <param name="To">The last such day; null when no end is known.</param>
/// <param name="Choice">Why the limit of the day the wait started holds for all of it.</param>
/// <param name="Deviations">How deviations are treated; a kind that is not here changes nothing.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Place">Where in the source.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record GuaranteeRule(
    WaitKind Kind,
    RegionId? Region,
    int Days,
    DateOnly From,
    DateOnly? To,
    Bilingual Choice,
    ImmutableArray<DeviationRule> Deviations,
    Source Source,
    string Place,
    Bilingual? Assumption,
    RuleOrigin Origin)
{
    /// <summary>Whether it holds for a wait that started on a day.</summary>
    public bool HoldsOn(DateOnly start) => From <= start && !(To < start);

    /// <summary>How a kind of deviation is treated, if the rule says.</summary>
    public DeviationRule? Of(DeviationKind kind) => Deviations.FirstOrDefault(d => d.Kind == kind);

    /// <summary>What a kind of deviation does.</summary>
    public DeviationEffect EffectOf(DeviationKind kind) => Of(kind)?.Effect ?? DeviationEffect.None;

    /// <summary>Whether two rules are valid on a day in common.</summary>
    public bool Meets(GuaranteeRule other) => !(To < other.From) && !(other.To < From);
}

/// <summary>All rules that waits are read by: what <c>rules/</c> says of them.</summary>
/// <param name="Version">SHA-256 over all rule files: two readings with one version rest on the same rules.</param>
/// <param name="Guarantees">Every limit, in order of kind, region and first day.</param>
public sealed record WaitingRules(string Version, ImmutableArray<GuaranteeRule> Guarantees)
{
    /// <summary>How far a region's number waiting may move in a month.</summary>
    public Publication.JumpBounds Jumps { get; init; } = Publication.JumpBounds.None;

    /// <summary>How the register's codes are read, oldest first.</summary>
    public ImmutableArray<RegisterCodes> Register { get; init; } = [];

    /// <summary>How the codes of a month's file are read: by the mapping in force on its first day. VB2137 when there is none.</summary>
    public Outcome<RegisterCodes> CodesFor(Month month) => Register.LastOrDefault(c => c.From <= month.First) is { } codes
        ? codes
        : Refusal.Of(RefusalCode.RegisterCodesMissing, month.ToString(), Register is [var first, ..] ? WaitDate.Text(first.From) : "–");

    /// <summary>How the daily file of operational waits is read, oldest first.</summary>
    public ImmutableArray<OperationalCodes> Operational { get; init; } = [];

    /// <summary>How a day's file of operational waits is read. VB2185 when the rules do not say.</summary>
    public Outcome<OperationalCodes> OperationalFor(DateOnly day) => Operational.LastOrDefault(c => c.From <= day) is { } codes
        ? codes
        : Refusal.Of(RefusalCode.OperationalCodesMissing, WaitDate.Text(day), Operational is [var first, ..] ? WaitDate.Text(first.From) : "–");

    /// <summary>How waits are counted into statistics.</summary>
    public StatisticsRules Statistics { get; init; } = StatisticsRules.None;

    /// <summary>
    /// The limit of a wait: that in force on the day it started, and of the nation's and the home region's the shorter.
    /// Null when none covers it.
    /// </summary>
    public GuaranteeRule? For(WaitKind kind, RegionId? region, DateOnly start) =>
        Guarantees.Where(g => g.Kind == kind && (g.Region is null || g.Region == region) && g.HoldsOn(start))
            .MinBy(g => (g.Days, g.Region is null ? 0 : 1)); // equally long: the law's own word

    /// <summary>
    /// What cannot stand together: two limits for one kind and region on one day (VB2106), a region's limit longer than the
    /// nation's (VB2107). Each is located at the later of the two.
    /// </summary>
    public IEnumerable<Refusal> Problems()
    {
        for (var i = 0; i < Guarantees.Length; i++)
        {
            foreach (var other in Guarantees.Skip(i + 1).Where(o => o.Kind == Guarantees[i].Kind && o.Meets(Guarantees[i])))
            {
                if (Problem(Guarantees[i], other) is { } problem)
                {
                    yield return problem;
                }
            }
        }
    }

    // The nation comes before the regions in the order.
    private static Refusal? Problem(GuaranteeRule first, GuaranteeRule second) =>
        first.Region == second.Region
            ? Refusal.Of(RefusalCode.GuaranteesOverlap,
                WaitingWords.Of(first.Kind), WaitDate.Text(first.From > second.From ? first.From : second.From), first.Origin.ToString())
                .Located(second.Origin)
        : first.Region is null && second.Days > first.Days
            ? Refusal.Of(RefusalCode.RegionalGuaranteeLooser,
                $"{second.Days}", second.Region?.ToString() ?? "", $"{first.Days}", WaitingWords.Of(first.Kind))
                .Located(second.Origin)
        : null;
}

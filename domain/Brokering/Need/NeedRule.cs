using System.Collections.Immutable;
using Vardbro.Brokering.Synthetic;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Brokering.Need;

/// <summary>On what ground somebody stands in a tier.</summary>
public enum NeedGround
{
    /// <summary>The medical target date has passed, or passes before the date at home or the end of the run.</summary>
    TargetDate,

    /// <summary>The guarantee is broken, or will be before the date at home or the end of the run.</summary>
    Guarantee,

    /// <summary>Everyone else in the run.</summary>
    Other,
}

/// <summary>A tier of need.</summary>
/// <param name="Tier">Its number; 1 is served first.</param>
/// <param name="Ground">Who stands in it: everyone that the ground holds for and that no earlier tier takes.</param>
/// <param name="Name">For people.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Place">Where in the source.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record NeedTier(int Tier, NeedGround Ground, Bilingual Name, Source Source, string Place, RuleOrigin Origin);

/// <summary>How a share of the acceptable time becomes a rank within the tier. Whole numbers only.</summary>
/// <param name="FromPercent">From this share on the rank is 0, the first.</param>
/// <param name="StepPercent">Each rank after it begins so much lower.</param>
public sealed record RankScale(int FromPercent, int StepPercent)
{
    /// <summary>The last rank: of those for whom nothing of the time has passed.</summary>
    public int Last => (FromPercent + StepPercent - 1) / StepPercent;

    /// <summary>
    /// The rank of who has used some days of an acceptable time: rank n begins at <see cref="FromPercent"/> less n steps. Where no time
    /// is acceptable the rank is 0.
    /// </summary>
    /// <param name="passed">Days that have passed, not negative.</param>
    /// <param name="acceptable">Days that are acceptable.</param>
    public int RankOf(int passed, int acceptable)
    {
        if (acceptable <= 0)
        {
            return 0;
        }

        var short100 = ((long)FromPercent * acceptable) - (100L * passed);
        var step = (long)StepPercent * acceptable;
        return short100 <= 0 ? 0 : (int)((short100 + step - 1) / step);
    }

    /// <summary>The least share, in percent, that gives a rank; 0 for the last.</summary>
    public int LeastPercentOf(int rank) => Math.Max(0, FromPercent - (rank * StepPercent));
}

/// <summary>When a region's medical target dates differ so much from the nation's that it is said.</summary>
/// <param name="SharePoints">Percentage points that the share of waits with a target date may differ.</param>
/// <param name="NearPoints">Percentage points that the share of target dates within half the guarantee's time may be greater.</param>
/// <param name="AtLeast">Fewer waits than this are not judged.</param>
public sealed record TargetWatchBounds(int SharePoints, int NearPoints, int AtLeast);

/// <summary>Who goes first of those who wait and may be moved. Data in <c>rules/brokering/</c>, never code.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="From">The first day of a run that it holds for.</param>
/// <param name="Name">For people.</param>
/// <param name="Tiers">The tiers, the first first; the last takes everyone that no other does.</param>
/// <param name="Ranks">How shares of the acceptable time become ranks.</param>
/// <param name="NoticeDays">Days from the run to the first week that may be offered.</param>
/// <param name="MostKm">The largest distance that is offered while nobody has asked the person.</param>
/// <param name="LeftOut">Deviations that, while they go on, leave a wait out of the run.</param>
/// <param name="Watch">When target dates are remarked on.</param>
/// <param name="Assumption">What is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record NeedRule(
    string Id, DateOnly From, Bilingual Name, ImmutableArray<NeedTier> Tiers, RankScale Ranks, int NoticeDays, int MostKm,
    ImmutableArray<DeviationKind> LeftOut, TargetWatchBounds Watch, Bilingual Assumption, RuleOrigin Origin)
{
    /// <summary>The tier of a ground.</summary>
    public NeedTier TierOf(NeedGround ground) => Tiers.First(t => t.Ground == ground);
}

/// <summary>All rules of brokering.</summary>
/// <param name="Needs">Who goes first, oldest rule first.</param>
public sealed record BrokeringRules(ImmutableArray<NeedRule> Needs)
{
    /// <summary>No rules.</summary>
    public static readonly BrokeringRules None = new([]);

    /// <summary>What the invented nation's free slots and agreements are made from; null when the rules lack either.</summary>
    public SyntheticMarket? Synthetic { get; init; }

    /// <summary>Who goes first in a run on a day. VB3116 when the rules do not say.</summary>
    public Outcome<NeedRule> NeedFor(DateOnly day) => Needs.LastOrDefault(n => n.From <= day) is { } rule
        ? rule
        : Refusal.Of(RefusalCode.NeedRulesMissing, $"{day:yyyy-MM-dd}", Needs is [var first, ..] ? $"{first.From:yyyy-MM-dd}" : "–");
}

using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>What settled it between those of equal need.</summary>
public enum AmongEqual
{
    /// <summary>Nothing had to: nobody of equal need stood against the patient.</summary>
    NothingToSettle,

    /// <summary>The slots went where they gave the least weeks and kilometres in sum.</summary>
    LeastCost,

    /// <summary>The draw: another of equal need could have changed places with the patient in a plan as good.</summary>
    Draw,
}

/// <summary>What it would do to others if the patient had another slot and all else were made as good as can be, greatest need first.</summary>
public enum OthersLose
{
    /// <summary>The slot is free.</summary>
    Nothing,

    /// <summary>They would have at least so much more of weeks and kilometres in sum.</summary>
    AtLeast,

    /// <summary>They would at best have so much less of it, which is no more than the patient would have more.</summary>
    AtBestGain,

    /// <summary>Somebody would be without any slot.</summary>
    Place,

    /// <summary>Somebody with greater need would be without any slot.</summary>
    PlaceOfGreaterNeed,

    /// <summary>Somebody of an earlier tier would have it worse, or somebody be without any slot.</summary>
    EarlierTier,
}

/// <summary>Another slot that the patient could have had.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Travel">Kilometres and penalty.</param>
/// <param name="Weeks">How many weeks later it is than the patient's own; negative is earlier.</param>
/// <param name="Farther">How much more of kilometres and penalty; negative is less.</param>
/// <param name="Others">What it would do to others.</param>
/// <param name="Tier">The tier whose others they are.</param>
/// <param name="Cost">For <see cref="OthersLose.AtLeast"/> and <see cref="OthersLose.AtBestGain"/>: how much, in kilometres, a week being <paramref name="Weight"/>.</param>
/// <param name="Weight">What a week counts as in that tier, in kilometres.</param>
/// <param name="Behind">How many others of that tier have slots: what it comes to is told only where they are not few.</param>
/// <param name="LessNeed">Whether patients of later tiers have slots, and so may lose them.</param>
public sealed record OtherSlot(int Cell, int Travel, int Weeks, int Farther, OthersLose Others, int Tier, long Cost, int Weight, RoughCount Behind, bool LessNeed);

/// <summary>How many slots lie in reach, and who has them. Rounded, so that no number of few persons can be worked out.</summary>
/// <param name="InReach">Slots in reach and in weeks that help.</param>
/// <param name="GreaterNeed">Those of them that go to greater need.</param>
/// <param name="EqualNeed">Those that go to equal need.</param>
public sealed record SlotEvidence(RoughCount InReach, RoughCount GreaterNeed, RoughCount EqualNeed);

/// <summary>Why a patient is offered what they are, or nothing. Holds nothing of any other person.</summary>
/// <param name="Tier">The patient's tier.</param>
/// <param name="Rank">The rank within it.</param>
/// <param name="GreaterNeed">How many of the service have greater need.</param>
/// <param name="EqualNeed">How many others have equal need.</param>
/// <param name="Settled">What settled it between those of equal need.</param>
/// <param name="Cell">The cell, or <see cref="ServicePlan.Unplaced"/>.</param>
/// <param name="Travel">Kilometres and penalty to it.</param>
/// <param name="Others">When placed: the best of the other slots in reach, by what they cost the patient.</param>
/// <param name="WhyNot">When not placed: why.</param>
/// <param name="Evidence">When everything in reach goes to greater need: who has it.</param>
public sealed record PlanExplanation(
    int Tier, int Rank, RoughCount GreaterNeed, RoughCount EqualNeed, AmongEqual Settled, int Cell, int Travel,
    ImmutableArray<OtherSlot> Others, UnplacedReason? WhyNot, SlotEvidence? Evidence)
{
    /// <summary>Whether there are slots in reach, in weeks that help, that were kept out of the run: the reserve, or held already.</summary>
    public bool HeldBack { get; init; }
}

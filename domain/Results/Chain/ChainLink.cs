using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Results.Chain;

/// <summary>The steps from the krona in the budget to what happened to the waits, in order.</summary>
public enum ChainStep
{
    /// <summary>The appropriation (anslag).</summary>
    Appropriation,

    /// <summary>The programme's money for the year.</summary>
    Programme,

    /// <summary>The rules it is computed by, with their version.</summary>
    Rule,

    /// <summary>The region's share.</summary>
    Share,

    /// <summary>What the region must do or show.</summary>
    Condition,

    /// <summary>What it showed.</summary>
    Result,

    /// <summary>What that earned, and what was decided.</summary>
    Earned,

    /// <summary>What was paid, used and paid back.</summary>
    Paid,

    /// <summary>What happened to waits, beds and those outside the target.</summary>
    Effect,
}

/// <summary>One statement in the chain: what is said, with what it rests on.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Words">What is said.</param>
/// <param name="Amount">The amount, if it is one.</param>
/// <param name="Known">The day from which it was known, or the day of the decision.</param>
/// <param name="Reference">The decision's number, the rules' version or the figures' hash.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Origin">Where in the rules it stands.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Example">Whether it is an invented example or rests on invented figures.</param>
public sealed record ChainLink(
    ChainStep Step, Bilingual Title, Bilingual Words, Money? Amount = null, DateOnly? Known = null, string? Reference = null,
    Source? Source = null, RuleOrigin? Origin = null, Bilingual? Assumption = null, bool Example = false);

/// <summary>How something went for a region, beside comparable regions and the time before.</summary>
/// <param name="Name">What.</param>
/// <param name="Unit">The unit of the figures.</param>
/// <param name="From">The time before.</param>
/// <param name="To">The time after.</param>
/// <param name="Before">The region's figure before; null when it is not known.</param>
/// <param name="After">After.</param>
/// <param name="Comparable">How much comparable regions changed, on average; null when not known.</param>
/// <param name="Nation">How much the nation changed; null when not known.</param>
/// <param name="Shown">True when the region changed by more than chance and by more than comparable regions.</param>
/// <param name="Words">In a sentence, or why it cannot be said.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Decimals">How many decimals to show.</param>
/// <param name="Example">Whether the figures are invented.</param>
public sealed record ChainEffect(
    Bilingual Name, Bilingual Unit, string From, string To, decimal? Before, decimal? After, decimal? Comparable, decimal? Nation, bool Shown,
    Bilingual Words, Bilingual Source, int Decimals, bool Example)
{
    /// <summary>After less before; null when either is not known.</summary>
    public decimal? Change => After - Before;
}

/// <summary>A scheme in the chain: the rule, what was decided, and what the figures give today.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="State">What has been decided.</param>
/// <param name="Settled">The scheme settled on the figures at hand; null when there are none.</param>
/// <param name="Values">The figures as they came; null when there are none.</param>
/// <param name="Pinned">Which figures; null when there are none.</param>
/// <param name="WhyNot">Why there are none.</param>
public sealed record ChainScheme(Scheme Scheme, SchemeSettlement State, Settlement? Settled, IndicatorValues? Values, PinnedFigures? Pinned, Bilingual? WhyNot);

/// <summary>Everything a chain is told from, as known at the end of a day.</summary>
/// <param name="Rules">The rules of money.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Region">The region.</param>
/// <param name="Year">The budget year.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Decided">What had been decided about money.</param>
/// <param name="Ledger">The ledger that follows from it.</param>
/// <param name="Schemes">The programme's schemes for the year.</param>
/// <param name="Waits">Published waits, a book a kind.</param>
/// <param name="Beds">The indicator of beds; null when the rules have none.</param>
/// <param name="InventedMonths">The published months that are invented.</param>
/// <param name="LaterSchemes">Whether the rules know of a scheme for the year that was not known on the day.</param>
public sealed record ChainGround(
    RuleBook Rules, Programme Programme, Region Region, int Year, DateOnly AsOf, DecisionBook Decided, Ledger Ledger,
    ImmutableArray<ChainScheme> Schemes, ImmutableArray<AuditBook> Waits, Indicator? Beds, ImmutableHashSet<Month> InventedMonths, bool LaterSchemes)
{
    /// <summary>What has been paid to the region under the programme for the year and has not come back.</summary>
    public Money Received => GrantStanding.Of(Decided, Ledger, new(Programme.Id, Year, Region.Id)).Received;
}

/// <summary>A programme's chain for a region and year: from the appropriation to what happened.</summary>
/// <param name="Ground">What it is told from.</param>
/// <param name="Links">What is said, step by step.</param>
/// <param name="Effects">What happened to waits, beds and those outside the target.</param>
public sealed record MoneyChain(ChainGround Ground, ImmutableArray<ChainLink> Links, ImmutableArray<ChainEffect> Effects)
{
    /// <summary>What is said of one step.</summary>
    public IEnumerable<ChainLink> Of(ChainStep step) => Links.Where(l => l.Step == step);
}

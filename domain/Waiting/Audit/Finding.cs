using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Audit;

/// <summary>What an auditor asks of a month of waits.</summary>
public enum FindingKind
{
    /// <summary>How the share within the limit develops.</summary>
    ShareOverMonths,

    /// <summary>Whether the share within the limit lies outside what the region's size explains.</summary>
    Funnel,

    /// <summary>How many of those who left the queue did so without care that the register knows of.</summary>
    Exits,

    /// <summary>Whether others had to wait when the share within the limit improved.</summary>
    CrowdingOut,

    /// <summary>How far apart the shares of the waiting and of the completed stand.</summary>
    WaitingAgainstCompleted,

    /// <summary>Women against men.</summary>
    Sex,

    /// <summary>Age groups against each other.</summary>
    Age,

    /// <summary>Whether the regions come closer to each other.</summary>
    GapBetweenRegions,
}

/// <summary>How a finding stands. What may be chance is no effect.</summary>
public enum FindingStanding
{
    /// <summary>More than chance explains.</summary>
    Shown,

    /// <summary>No effect shown.</summary>
    NoEffectShown,

    /// <summary>Not measurable: a figure is hidden, missing, or there are too few of them.</summary>
    NotMeasurable,
}

/// <summary>One figure that a finding rests on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure: a number of contacts, days, or percent; null when it is hidden or not published.</param>
public sealed record FindingInput(Bilingual Name, decimal? Value);

/// <summary>
/// What the published figures of a month say of one region, and of nothing more than they show. Always with what it was held
/// against, so that it can stand beside a figure, a payment or a decision on its own.
/// </summary>
/// <param name="What">What was asked.</param>
/// <param name="Region">The region; the nation for what is about all of them.</param>
/// <param name="Kind">What is waited for.</param>
/// <param name="Month">The month.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Figure">The figure in percent or percentage points; see <see cref="AuditMeasure.Unit"/>. Null when not measurable.</param>
/// <param name="Against">What the figure is held against, in the same unit; null when there is nothing.</param>
/// <param name="Words">The finding in a sentence.</param>
/// <param name="ComparedWith">What it was compared with.</param>
/// <param name="Inputs">The figures it rests on, in order.</param>
public sealed record Finding(
    FindingKind What,
    RegionId Region,
    WaitKind Kind,
    Month Month,
    FindingStanding Standing,
    decimal? Figure,
    decimal? Against,
    Bilingual Words,
    Bilingual ComparedWith,
    ImmutableArray<FindingInput> Inputs)
{
    /// <summary>How it is measured, by what source.</summary>
    public AuditMeasure Measure => AuditMeasure.Of(What);
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Publication;

/// <summary>One region's batch in a published month.</summary>
/// <param name="Batch">The batch's id: SHA-256 of its content.</param>
/// <param name="Waiting">How many waited at the end of the month.</param>
/// <param name="Completed">How many got care in it.</param>
/// <param name="Remarks">How many rows were remarked on or left out when the file was received.</param>
/// <param name="Synthetic">Whether the rows are invented; wherever they are shown, they are said to be.</param>
/// <param name="Before">The batch of the month before that exits are counted from; null when there are none.</param>
/// <param name="UnitsGone">How many units are in that batch and not in this; null for none.</param>
public sealed record PinnedBatch(string Batch, int Waiting, int Completed, int Remarks, bool Synthetic, string? Before = null, int? UnitsGone = null);

/// <summary>What a reader of a published month has to know.</summary>
public enum MarkKind
{
    /// <summary>The region has delivered nothing for the month; the nation is without it.</summary>
    RegionMissing,

    /// <summary>Units that delivered the month before are not in this one, for instance a private provider's.</summary>
    UnitsMissing,

    /// <summary>The number waiting moved more than a stated bound since the month before.</summary>
    Jump,

    /// <summary>Rows were remarked on or left out.</summary>
    Remarks,

    /// <summary>The rows are invented.</summary>
    Synthetic,
}

/// <summary>A mark on one region's part of a month.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Region">Whose part.</param>
/// <param name="Detail">The figures behind it, for people; null when the kind says all.</param>
public sealed record Mark(MarkKind Kind, RegionId Region, Bilingual? Detail = null);

/// <summary>What a publication of a month says: which batches it rests on, and the fixed set of cubes made of them.</summary>
/// <param name="Month">The month.</param>
/// <param name="Batches">The regions that are in it, each with its batch.</param>
/// <param name="Cubes">SHA-256 of the stored cubes: what is shown, and nothing else ever is.</param>
/// <param name="RulesVersion">The rules that the cubes were made by.</param>
/// <param name="Marks">What a reader has to know, in order of region and kind.</param>
public sealed record MonthContent(
    Month Month, ImmutableSortedDictionary<RegionId, PinnedBatch> Batches, string Cubes, string RulesVersion, ImmutableArray<Mark> Marks)
{
    /// <summary>Whether both rest on the same batches and show the same figures.</summary>
    public bool SaysTheSameAs(MonthContent other) => Cubes == other.Cubes && Batches.SequenceEqual(other.Batches);
}

/// <summary>A month was published, or published anew.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
/// <param name="Reason">Why it was published anew, or in spite of a jump; null otherwise.</param>
public sealed record MonthPublished(MonthContent Content, Signature Signature, DateTimeOffset At, string? Reason = null);

/// <summary>All publications of a month, oldest first. The last one holds; the others are the log of revisions.</summary>
/// <param name="Month">The month.</param>
/// <param name="Versions">The publications.</param>
public sealed record MonthPublications(Month Month, ImmutableArray<MonthPublished> Versions)
{
    /// <summary>Not published.</summary>
    public static MonthPublications None(Month month) => new(month, []);

    /// <summary>The one that holds, or null.</summary>
    public MonthPublished? Current => Versions.IsEmpty ? null : Versions[^1];

    /// <summary>The one that held at the end of a day, or null.</summary>
    public MonthPublished? InForceOn(DateOnly day) => Versions.LastOrDefault(v => v.Signature.Date <= day);

    /// <summary>The state after an event.</summary>
    public MonthPublications Evolve(MonthPublished happened) => this with { Versions = Versions.Add(happened) };
}

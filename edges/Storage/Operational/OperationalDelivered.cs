using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Operational;

/// <summary>One line of the log of daily files. Holds counts only.</summary>
/// <param name="Number">Its number, from 1 without gaps.</param>
/// <param name="At">When the file had been received.</param>
/// <param name="Region">Whose file it was said to be.</param>
/// <param name="Day">Of which day.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Why">Why it was rejected, number and sentence; null when it was not.</param>
/// <param name="Received">SHA-256 of the received bytes, which are not kept; null when they were not read to the end.</param>
/// <param name="Bytes">How many bytes were received.</param>
/// <param name="Packed">Whether they came packed with gzip.</param>
/// <param name="Synthetic">Whether the rows were said to be invented.</param>
/// <param name="Persons">Whether there was a legal basis, so that persons were kept; otherwise figures only.</param>
/// <param name="RulesVersion">SHA-256 over the rules they were read by.</param>
/// <param name="Count">How many rows of each status, left out and remarked on.</param>
/// <param name="Reason">What was said of a move beyond the rules' bound; null when nothing was.</param>
public sealed record OperationalDelivered(
    long Number,
    DateTimeOffset At,
    RegionId Region,
    DateOnly Day,
    Verdict Verdict,
    Bilingual? Why,
    string? Received,
    long Bytes,
    bool Packed,
    bool Synthetic,
    bool Persons,
    string RulesVersion,
    OperationalCount Count,
    string? Reason);

/// <summary>Where a region stands.</summary>
/// <param name="Region">Which region.</param>
/// <param name="Current">The file whose picture is kept; null when none was ever accepted.</param>
/// <param name="Latest">The latest file that came, accepted or not.</param>
/// <param name="HoldsPersons">Whether persons' waits are kept now.</param>
/// <param name="Persons">How many persons' keys are kept.</param>
/// <param name="Exits">Who left in the latest step, by service, kind and reason; null before there are two days.</param>
public sealed record OperationalRegion(
    RegionId Region, OperationalDelivered? Current, OperationalDelivered Latest, bool HoldsPersons, long Persons, OperationalStep? Exits);

/// <summary>Who left a region's list between two successive days' files.</summary>
/// <param name="From">The earlier file's day.</param>
/// <param name="To">The later file's day.</param>
/// <param name="VanishedKnown">Whether it could be seen who vanished: not where the earlier file left figures only.</param>
/// <param name="Counts">How many, by service, kind and reason.</param>
public sealed record OperationalStep(DateOnly From, DateOnly To, bool VanishedKnown, ImmutableArray<OperationalExit> Counts);

/// <summary>What an erasure takes away, or has taken.</summary>
/// <param name="Region">Whose.</param>
/// <param name="Persons">How many persons' keys.</param>
/// <param name="Waits">How many waits.</param>
/// <param name="Done">Whether it is done; otherwise it is only said.</param>
public sealed record OperationalErasure(RegionId Region, long Persons, long Waits, bool Done);

/// <summary>What examining the store found.</summary>
/// <param name="Regions">Regions with a picture.</param>
/// <param name="Waits">Waits that could be read.</param>
/// <param name="Persons">Persons they are of.</param>
/// <param name="Offers">Offers of the latest night that could be read.</param>
public sealed record OperationalExamined(int Regions, long Waits, long Persons, long Offers);

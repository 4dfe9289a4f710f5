using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>One line of the log of imports.</summary>
/// <param name="Number">Its number, from 1 without gaps.</param>
/// <param name="At">When the file had been received.</param>
/// <param name="Region">Whose month it was said to be.</param>
/// <param name="Month">Which month.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Why">Why it was rejected, number and sentence; null when it was not.</param>
/// <param name="Received">SHA-256 of the received bytes, in hexadecimal; null when they were not read to the end.</param>
/// <param name="Bytes">How many bytes were received.</param>
/// <param name="Packed">Whether they came packed with gzip.</param>
/// <param name="Batch">The batch's id; null when it was rejected.</param>
/// <param name="Synthetic">Whether the rows were said to be invented.</param>
/// <param name="RulesVersion">SHA-256 over the rules they were read by.</param>
/// <param name="Count">How many rows, waiting, completed, left out and remarked on.</param>
public sealed record RegisterImported(
    long Number,
    DateTimeOffset At,
    RegionId Region,
    Month Month,
    Verdict Verdict,
    Bilingual? Why,
    string? Received,
    long Bytes,
    bool Packed,
    string? Batch,
    bool Synthetic,
    string RulesVersion,
    MonthCount Count);

/// <summary>Where a region's month stands.</summary>
/// <param name="Region">Whose month.</param>
/// <param name="Month">Which month.</param>
/// <param name="Current">The import whose batch the month points at; null when none was ever accepted.</param>
/// <param name="Latest">The latest file that came, accepted or not.</param>
public sealed record RegisterMonth(RegionId Region, Month Month, RegisterImported? Current, RegisterImported Latest);

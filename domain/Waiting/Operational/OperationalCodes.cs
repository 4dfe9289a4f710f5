using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Operational;

/// <summary>Why a wait is closed without care.</summary>
/// <param name="Code">As files write it.</param>
/// <param name="Name">For people.</param>
public sealed record ExitReason(string Code, Bilingual Name);

/// <summary>How the daily file of waits is read, from a day on. Data in <c>rules/operational/</c>, never code.</summary>
/// <param name="Id">The list's identity.</param>
/// <param name="From">The first day it is read by.</param>
/// <param name="Reasons">Why a wait may be closed, in the order of the rules.</param>
/// <param name="MostErrors">The most rows that may be left out before the file is rejected, in millionths of its rows.</param>
/// <param name="Assumption">What is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record OperationalCodes(
    string Id, DateOnly From, ImmutableArray<ExitReason> Reasons, long MostErrors, Bilingual? Assumption, RuleOrigin Origin)
{
    /// <summary>A reason by its code; null when it is not in the list.</summary>
    public ExitReason? Reason(string code) => Reasons.FirstOrDefault(r => r.Code == code);
}

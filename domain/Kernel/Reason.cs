using System.Collections.Immutable;

namespace Vardbro.Kernel;

/// <summary>One step of why a result is what it is. Built only when asked for.</summary>
/// <param name="Rule">Which rule was applied, for people.</param>
/// <param name="Origin">Where in the rules it stands.</param>
/// <param name="Source">The legal or documentary reference.</param>
/// <param name="Inputs">What went in, for people, in order.</param>
/// <param name="Outcome">What came out, for people.</param>
/// <param name="Assumption">What this step assumes, if anything.</param>
public sealed record Reason(
    Bilingual Rule,
    RuleOrigin Origin,
    Source? Source,
    ImmutableArray<Bilingual> Inputs,
    Bilingual Outcome,
    Bilingual? Assumption);

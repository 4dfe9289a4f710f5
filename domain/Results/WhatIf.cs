using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A scheme as it is beside a changed one, on the same figures.</summary>
/// <param name="Changes">What was changed.</param>
/// <param name="Today">As it is.</param>
/// <param name="Changed">As it would be.</param>
/// <param name="Beyond">How much the changed scheme asks for beyond what the programme has for the year; null when it does not, or that is not known.</param>
public sealed record WhatIf(ImmutableArray<SchemeChange> Changes, Settlement Today, Settlement Changed, Money? Beyond = null)
{
    /// <summary>Whether something was changed and every amount is the same.</summary>
    public bool ChangesNothing => !Changes.IsEmpty && Today.Kept == Changed.Kept && Today.Earned == Changed.Earned
        && Enumerable.Range(0, Today.Ready.Regions.Length).All(place => Today.EarnedBy(place) == Changed.EarnedBy(place));

    /// <summary>What must be said of it besides the amounts; null when nothing must.</summary>
    public Bilingual? Note => ChangesNothing
        ? new("Ändrar ingenting här: alla belopp blir desamma på de här siffrorna.", "Changes nothing here: every amount is the same on these figures.")
        : Beyond is { } beyond
            ? new($"Potten går {beyond.ForPeople.Sv} utöver programmets pengar för året.", $"The pot goes {beyond.ForPeople.En} beyond the programme's money for the year.")
            : null;

    /// <summary>Settles both, or says why one cannot be.</summary>
    /// <param name="today">The scheme settled as it is.</param>
    /// <param name="values">The figures as they came.</param>
    /// <param name="rules">The rules that keys stand in.</param>
    /// <param name="changes">What to change.</param>
    public static Outcome<WhatIf> Of(Settlement today, IndicatorValues values, RuleBook rules, ImmutableArray<SchemeChange> changes) =>
        ChangeScheme.Apply(today.Ready.Scheme, changes, [.. rules.Keys.Keys])
            .Then(changed => Settle.Of(changed, rules, today.Ready.AsOf, values))
            .Then<WhatIf>(changed => new WhatIf(changes, today, changed, BeyondOf(changed.Ready, rules)));

    // A region or a test may settle a scheme without a programme; then there is nothing to go beyond.
    private static Money? BeyondOf(ReadyScheme changed, RuleBook rules) =>
        rules.Programmes.FirstOrDefault(p => p.Id == changed.Scheme.Programme) is { } programme
        && Statements.Ceiling(programme, changed.Scheme.Year, changed.AsOf) is { } ceiling && changed.Scheme.Total > ceiling.Amount
            ? changed.Scheme.Total - ceiling.Amount
            : null;
}

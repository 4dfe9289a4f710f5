using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A scheme as it is beside a changed one, on the same figures.</summary>
/// <param name="Changes">What was changed.</param>
/// <param name="Today">As it is.</param>
/// <param name="Changed">As it would be.</param>
public sealed record WhatIf(ImmutableArray<SchemeChange> Changes, Settlement Today, Settlement Changed)
{
    /// <summary>Settles both, or says why one cannot be.</summary>
    /// <param name="today">The scheme settled as it is.</param>
    /// <param name="values">The figures as they came.</param>
    /// <param name="rules">The rules that keys stand in.</param>
    /// <param name="changes">What to change.</param>
    public static Outcome<WhatIf> Of(Settlement today, IndicatorValues values, RuleBook rules, ImmutableArray<SchemeChange> changes) =>
        ChangeScheme.Apply(today.Ready.Scheme, changes, [.. rules.Keys.Keys])
            .Then(changed => Settle.Ready(changed, rules, today.Ready.AsOf, values.Regions))
            .Then(ready => Settle.Of(ready, values))
            .Then<WhatIf>(changed => new WhatIf(changes, today, changed));
}

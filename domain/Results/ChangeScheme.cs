using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A change of a scheme to try (what if): which part of the rule, and what it becomes.</summary>
/// <param name="What">level, pot, key, unearned, counts.</param>
/// <param name="Of">The indicator (level) or the component (pot, key, unearned); empty for counts.</param>
/// <param name="To">What it becomes.</param>
public sealed record SchemeChange(string What, string Of, string To)
{
    /// <summary>Reads <c>level INDICATOR=PERCENT</c>, <c>pot COMPONENT=MSEK</c>, <c>key COMPONENT=KEY</c>, <c>unearned COMPONENT=state|all|earners</c>, <c>counts=care-given|everything</c>.</summary>
    public static Outcome<SchemeChange> Read(string text)
    {
        var (equals, space) = (text.IndexOf('=', StringComparison.Ordinal), text.IndexOf(' ', StringComparison.Ordinal));
        if (equals < 1 || (space >= equals && space >= 0))
        {
            return ChangeScheme.Wrong(text);
        }

        var left = text[..equals].Trim();
        return space < 0
            ? new SchemeChange(left, "", text[(equals + 1)..].Trim())
            : new SchemeChange(left[..space].Trim(), left[space..].Trim(), text[(equals + 1)..].Trim());
    }

    /// <summary>As it is read.</summary>
    public override string ToString() => Of.Length == 0 ? $"{What}={To}" : $"{What} {Of}={To}";
}

/// <summary>Changes a scheme to see what it would give. The scheme itself stays as it is.</summary>
public static class ChangeScheme
{
    /// <summary>The scheme with changes, or the first that cannot be made.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="changes">The changes, one after another.</param>
    /// <param name="keys">The distribution keys there are.</param>
    public static Outcome<Scheme> Apply(Scheme scheme, IEnumerable<SchemeChange> changes, ImmutableArray<string> keys)
    {
        Outcome<Scheme> changed = scheme;
        foreach (var change in changes)
        {
            changed = changed.Then(s => One(s, change, keys));
        }

        return changed.Then<Scheme>(s => s with { Total = Money.Sum(s.Components.Select(c => c.Pot)) });
    }

    internal static Refusal Wrong(string text) => Refusal.Of(RefusalCode.ArgumentWrong, text, "--set", new Bilingual(
        "level MÅTT=PROCENT, pot KOMPONENT=MSEK, key KOMPONENT=NYCKEL, unearned KOMPONENT=state|all|earners eller counts=care-given|everything",
        "level INDICATOR=PERCENT, pot COMPONENT=MSEK, key COMPONENT=KEY, unearned COMPONENT=state|all|earners or counts=care-given|everything"));

    private static Outcome<Scheme> One(Scheme scheme, SchemeChange change, ImmutableArray<string> keys)
    {
        switch (change.What)
        {
            case "counts" when change.To is "care-given" or "everything":
                return scheme with { CareGivenOnly = change.To == "care-given" };
            case "level" when scheme.PlaceOf(change.Of) is >= 0 and var place && LevelOf(scheme.Indicators[place], change.To) is { } level:
                return scheme with
                {
                    Components = [.. scheme.Components.Select(c => c with { Requirement = c.Requirement is null ? null : WithLevel(c.Requirement, place, level) })],
                };
            case "pot" when decimal.TryParse(change.To, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var million)
                && million is >= 0 and <= 1_000_000 && million * 100_000_000 % (long)scheme.Rounding == 0:
                return OfComponent(scheme, change, c => c with { Pot = new((long)(million * 100_000_000)) });
            case "key" when keys.Contains(change.To):
                return OfComponent(scheme, change, c => c with { Share = new(change.To, null) });
            case "unearned" when change.To is "state" or "all" or "earners":
                return OfComponent(scheme, change, c => c with { Unearned = change.To == "state" ? new KeptByState() : new SharedOut(change.To == "earners") });
            default:
                return Wrong(change.ToString());
        }
    }

    private static Outcome<Scheme> OfComponent(Scheme scheme, SchemeChange change, Func<SchemeComponent, SchemeComponent> with) =>
        scheme.Components.Any(c => c.Id == change.Of)
            ? scheme with { Components = [.. scheme.Components.Select(c => c.Id == change.Of ? with(c) : c)] }
            : Refusal.Of(RefusalCode.RuleReferenceUnknown, change.Of, new Bilingual("ordningens komponenter", "the scheme's components"),
                string.Join(", ", scheme.Components.Select(c => c.Id)));

    private static long? LevelOf(SchemeIndicator indicator, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0 &&
        (indicator.Kind == IndicatorKind.Number ? number <= 1_000_000_000 && decimal.IsInteger(number) : number <= 100 && decimal.IsInteger(number * 10_000))
            ? (long)(number * (indicator.Kind == IndicatorKind.Number ? 1_000_000 : 10_000))
            : null;

    private static Requirement WithLevel(Requirement requirement, int place, long level) => requirement switch
    {
        Reaches r when r.Place == place => r with { Level = level },
        AnyOf r => r with { Of = [.. r.Of.Select(one => WithLevel(one, place, level))] },
        AllOf r => r with { Of = [.. r.Of.Select(one => WithLevel(one, place, level))] },
        NumberMet r => r with { Of = [.. r.Of.Select(one => WithLevel(one, place, level))] },
        Points r => r with { Of = [.. r.Of.Select(one => WithLevel(one, place, level))] },
        _ => requirement,
    };
}

using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Brokering.Need;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Rules;

/// <summary>A worked example of need: where one wait stands in a run.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Wait">The wait.</param>
/// <param name="Weeks">The run's day and weeks.</param>
/// <param name="Expected">What is expected, by field, with the line each stands on.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record NeedExample(
    string Id, OperationalWait Wait, RunWeeks Weeks, ImmutableSortedDictionary<string, (string Text, RuleOrigin At)> Expected, Source Source, RuleOrigin Origin);

/// <summary>Holds the rules of need against their worked examples; only <c>check-rules</c> does.</summary>
public static class NeedExamples
{
    /// <summary>What stands where there is nothing to say.</summary>
    internal const string None = "none";

    /// <summary>Every field that an example may expect, and what a need shows in it.</summary>
    internal static readonly ImmutableSortedDictionary<string, Func<JudgedNeed, string>> Fields = new Dictionary<string, Func<JudgedNeed, string>>
    {
        ["tier"] = n => Whole((n as InRun)?.Tier.Tier),
        ["rank"] = n => Whole((n as InRun)?.Rank),
        ["first-week"] = n => Whole((n as InRun)?.FirstWeek),
        ["last-week"] = n => Whole((n as InRun)?.LastWeek),
        ["left-out"] = n => n is LeftOut left ? FundingTables.Kebab(left.Why) : None,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Whether a text is one that a field may show.</summary>
    internal static bool Allows(string field, string text) => text == None || (field == "left-out"
        ? Enum.GetValues<LeftOutReason>().Any(r => FundingTables.Kebab(r) == text)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Whole(number) == text);

    /// <summary>One refusal for every example that the rules do not give, with the line of its first wrong field.</summary>
    public static IEnumerable<Refusal> Check(WaitingRules waiting, BrokeringRules brokering, IReadOnlySet<string> municipalities, IEnumerable<NeedExample> examples) =>
        examples.Select(example => Check(waiting, brokering, municipalities, example)).OfType<Refusal>();

    private static Refusal? Check(WaitingRules waiting, BrokeringRules brokering, IReadOnlySet<string> municipalities, NeedExample example)
    {
        if (!brokering.NeedFor(example.Weeks.Day).Then(rule => new NeedOf(waiting, rule, municipalities, example.Weeks).Of(example.Wait)).Succeeded(out var need, out var refusal))
        {
            return refusal.Located(example.Origin);
        }

        foreach (var (field, (expected, at)) in example.Expected)
        {
            var shown = Fields[field](need);
            if (shown != expected)
            {
                return Refusal.Of(RefusalCode.NeedExampleDiffers, example.Id, expected, field, shown).Located(at);
            }
        }

        return null;
    }

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? None;
}

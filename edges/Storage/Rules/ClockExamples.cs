using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Storage.Rules;

/// <summary>A worked example of a wait: what its clock shows on a day.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Wait">The wait.</param>
/// <param name="Day">The day the clock is read.</param>
/// <param name="Expected">What is expected, by field, with the line each stands on.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Origin">Where it stands.</param>
public sealed record ClockExample(
    string Id, Wait Wait, DateOnly Day, ImmutableSortedDictionary<string, (string Text, RuleOrigin At)> Expected, Source Source, RuleOrigin Origin);

/// <summary>Holds the rules of waits against their worked examples; only <c>check-rules</c> does.</summary>
public static class ClockExamples
{
    /// <summary>A field that an example may expect: what a reading shows in it, and in what form.</summary>
    internal sealed record Field(Func<ClockReading, string> Shown, bool IsDate, bool IsDays, params string[] Words)
    {
        public bool Allows(string text) =>
            (IsDate && RuleFields.ParseDate(text) is not null) || Words.Contains(text) ||
            (IsDays && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && Whole(days) == text);

        public Bilingual Wanted => new(
            string.Join(", ", [.. IsDate ? ["ÅÅÅÅ-MM-DD"] : Array.Empty<string>(), .. IsDays ? ["ett antal dagar"] : Array.Empty<string>(), .. Words]),
            string.Join(", ", [.. IsDate ? ["YYYY-MM-DD"] : Array.Empty<string>(), .. IsDays ? ["a number of days"] : Array.Empty<string>(), .. Words]));
    }

    /// <summary>Every field that an example may expect.</summary>
    internal static readonly ImmutableSortedDictionary<string, Field> Fields = new Dictionary<string, Field>
    {
        ["limit"] = new(r => Whole(r.Guarantee?.Days), false, true, "none"),
        ["start"] = new(r => Date(r.Wait.Start), true, false),
        ["stop"] = new(r => Date(r.Stop), true, false, "none"),
        ["deadline"] = new(r => r.Guarantee is not null && r.Deadline is null ? "open" : Date(r.Deadline), true, false, "open", "none"),
        ["days-waited"] = new(r => Whole(r.DaysWaited), false, true),
        ["days-deviating"] = new(r => Whole(r.DaysDeviating), false, true),
        ["days-left"] = new(r => Whole(r.DaysLeft), false, true, "none"),
        ["breach"] = new(r => Date(r.BreachedSince), true, false, "none"),
        ["active"] = new(r => YesNo(r.ActivelyWaiting), false, false, "true", "false"),
        ["target-passed"] = new(r => YesNo(r.TargetPassed), false, false, "true", "false", "none"),
        ["journey"] = new(r => Whole(r.Journey?.Days), false, true, "none"),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>One refusal for every example that the rules do not give, with the line of its first wrong field.</summary>
    public static IEnumerable<Refusal> Check(WaitingRules rules, IEnumerable<ClockExample> examples) =>
        examples.Select(example => Check(rules, example)).OfType<Refusal>();

    private static Refusal? Check(WaitingRules rules, ClockExample example)
    {
        if (!Clock.Read(rules, example.Wait, example.Day).Succeeded(out var reading, out var refusal))
        {
            return refusal.Located(example.Origin);
        }

        foreach (var (field, (expected, at)) in example.Expected)
        {
            var shown = Fields[field].Shown(reading);
            if (shown != expected)
            {
                return Refusal.Of(RefusalCode.ClockExampleDiffers, example.Id, expected, field, shown).Located(at);
            }
        }

        return null;
    }

    private static string Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static string YesNo(bool? answer) => answer switch { true => "true", false => "false", null => "none" };
}

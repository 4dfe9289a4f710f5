using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Rules;

/// <summary>How waits are counted: the rules side by side, age groups, intervals, bounds.</summary>
internal sealed partial class RuleReader
{
    private const string StatisticsFile = "statistics/rules.yaml";

    private static readonly Dictionary<string, CountingRule> CountingRules =
        Enum.GetValues<CountingRule>().ToDictionary(StatisticsRules.NameOf);

    private StatisticsRules? statistics;

    public void ReadStatistics(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            if (!Take("statistics", "rules", file.Origin))
            {
                continue;
            }

            var (limit, suppression) = (Part(file, "limit"), Part(file, "suppression"));
            SourceOf(limit);
            limit.Text("place");
            SourceOf(suppression);
            statistics = new(
                ReadCountings(file),
                ReadSpans(file, "age-groups", BuildCubes.MostAgeGroups), ReadSpans(file, "intervals", 100),
                (int)suppression.Whole("bound", 1, 1000),
                limit.WordsOrNull("assumption"), suppression.WordsOrNull("assumption"));
            limit.Done();
            suppression.Done();
            file.Done();
        }
    }

    // A program without a way of counting would count nothing and not say so.
    private void MissingStatistics()
    {
        if (statistics is null && !MayStandUnread("statistics/"))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "rules", StatisticsFile).Located(new(StatisticsFile, 1)));
        }
    }

    private RuleFields Part(RuleFields file, string name)
    {
        Bilingual wanted = new("namngivna fält (namn: värde)", "named fields (name: value)");
        return new(file.Node(name, wanted) ?? new RuleMap(file.Origin, ImmutableDictionary<string, (RuleOrigin, RuleNode)>.Empty), problems);
    }

    private ImmutableArray<Counting> ReadCountings(RuleFields file)
    {
        var read = new List<Counting>();
        foreach (var entry in file.Entries("rules", required: true))
        {
            var counting = new Counting(
                entry.Choice("rule", CountingRules), entry.Words("name"), entry.Choice("covered-only", YesNo), ReadDeviationCountings(entry),
                SourceOf(entry), entry.Text("place"), entry.WordsOrNull("assumption"), entry.Origin);
            entry.Done();
            if (Take("counting rule", entry.TextOrNull("rule") ?? "", entry.OriginOf("rule")))
            {
                read.Add(counting);
            }
        }

        foreach (var (name, rule) in CountingRules)
        {
            if (file.Has("rules") && read.All(r => r.Rule != rule))
            {
                file.Add(Refusal.Of(RefusalCode.RuleFieldMissing, $"rule: {name}", "{rule: …, name: …, deviations: …, source: …}")
                    .Located(file.OriginOf("rules")));
            }
        }

        return [.. read.OrderBy(r => r.Rule)];
    }

    // All three must be there: whether a wait counts is never left to a silence.
    private static ImmutableArray<DeviationCounting> ReadDeviationCountings(RuleFields rule)
    {
        var read = new List<DeviationCounting>();
        foreach (var entry in rule.Entries("deviations", required: true))
        {
            read.Add(new(entry.Choice("kind", DeviationKinds), entry.Choice("waiting", YesNo), entry.Choice("completed", YesNo)));
            entry.Done();
        }

        var once = DeviationKinds.Values.All(k => read.Count(d => d.Kind == k) == 1);
        if (rule.Has("deviations") && !once)
        {
            rule.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "deviations", new Bilingual("PvV, MoV och SoV, var och en en gång", "PvV, MoV and SoV, each once"))
                .Located(rule.OriginOf("deviations")));
        }

        return [.. read.OrderBy(d => d.Kind)];
    }

    // From 0 on, without gaps, the last without an end: everybody belongs to exactly one.
    private static ImmutableArray<Span> ReadSpans(RuleFields file, string name, int most)
    {
        Bilingual wanted = new("spann utan luckor från 0, det sista utan slut: [0-30, 31-60, 61+]", "spans from 0 without gaps, the last without an end: [0-30, 31-60, 61+]");
        var spans = new List<Span>();
        foreach (var scalar in file.Scalars(name))
        {
            var from = spans.Count == 0 ? 0 : (spans[^1].To ?? -2) + 1;
            if (SpanOf(scalar.Text) is { } span && span.From == from && spans.Count < most)
            {
                spans.Add(span);
            }
            else
            {
                file.Wrong(scalar, name, wanted);
                return [];
            }
        }

        if (file.Has(name) && spans is not [.., { To: null }])
        {
            file.Add(Refusal.Of(RefusalCode.RuleValueWrong, spans.LastOrDefault()?.ToString() ?? "[]", name, wanted).Located(file.OriginOf(name)));
        }

        return [.. spans];
    }

    private static Span? SpanOf(string text)
    {
        var ends = text.EndsWith('+') ? [text[..^1]] : text.Split('-');
        return ends.Length <= 2 && ends.All(e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? SpanOf(text, [.. ends.Select(e => int.Parse(e, CultureInfo.InvariantCulture))])
            : null;
    }

    private static Span? SpanOf(string text, int[] ends) => ends switch
    {
        [var from] when text.EndsWith('+') => new(from, null),
        [var from, var to] when from <= to => new(from, to),
        _ => null,
    };
}

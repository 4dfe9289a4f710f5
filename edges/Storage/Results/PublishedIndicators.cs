using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Publication;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Results;

/// <summary>A scheme's figures from published months: nothing that is not published earns anything.</summary>
/// <param name="Values">The figures; what a publication hides is missing.</param>
/// <param name="Pinned">The months, with the version and figures that were in force.</param>
/// <param name="Beside">What the last month shows of exits and crowding-out, to stand beside the money.</param>
public sealed record PublishedReading(IndicatorValues Values, PinnedFigures Pinned, ImmutableArray<SettlementRemark> Beside);

/// <summary>Reads a scheme's figures from published months.</summary>
public static class PublishedIndicators
{
    // Published figures follow one way of counting, the one that the agreements were written in.
    private const CountingRule Rule = CountingRule.Skr;

    /// <summary>Reads what the scheme needs of the months in force, those up to a last one.</summary>
    /// <param name="store">Where published figures are.</param>
    /// <param name="decided">What has been published.</param>
    /// <param name="rules">The rules of statistics.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="regions">The regions, in order of id.</param>
    /// <param name="through">The last month to read.</param>
    public static Outcome<PublishedReading> Read(
        PublishedStore store, Decided decided, StatisticsRules rules, Scheme scheme, ImmutableArray<RegionId> regions, Month through)
    {
        if (scheme.Span is not { } span || scheme.Indicators.All(i => i.Published is null))
        {
            return Refusal.Of(RefusalCode.SchemeHasNoPublished, scheme.Id);
        }

        var pinned = InForce(decided, scheme, through);
        return pinned.Months.IsEmpty
            ? Refusal.Of(RefusalCode.MonthNotPublished, $"{span.First} – {span.Last}")
            : Values(store, rules, scheme, regions, pinned).Then(values => Beside(store, decided, rules, scheme, pinned.Months[^1].Month)
                .Then<PublishedReading>(beside => new PublishedReading(values, pinned, beside)));
    }

    /// <summary>The months in force that a scheme reads, those up to a last one.</summary>
    public static PinnedFigures InForce(Decided decided, Scheme scheme, Month through)
    {
        var months = scheme.Span is not { } span ? [] : decided.Months.Values.Where(m => m.Current is not null)
            .Where(m => m.Month.CompareTo(span.First) >= 0 && m.Month.CompareTo(span.Last) <= 0 && m.Month.CompareTo(through) <= 0)
            .OrderBy(m => m.Month).ToList();
        return new(
            [.. months.Select(m => new PinnedMonth(m.Month, m.Versions.Length, m.Current!.Content.Cubes))],
            months.Any(m => m.Current!.Content.Batches.Values.Any(b => b.Synthetic)));
    }

    /// <summary>A scheme's figures from the very months that were pinned, whatever has been published since.</summary>
    public static Outcome<IndicatorValues> Values(
        PublishedStore store, StatisticsRules rules, Scheme scheme, ImmutableArray<RegionId> regions, PinnedFigures pinned)
    {
        var span = scheme.Span!.Value;
        var months = ((span.Last.Year - span.First.Year) * 12) + span.Last.Number - span.First.Number + 1;
        var values = new IndicatorValues(scheme.Indicators.Length + scheme.Conditions.Length, span.First, months, regions);
        return store.Parts([.. pinned.Months.Select(m => m.Cubes)], [new PublishedQuery(Dimensions.Region, Rule)]).Then<IndicatorValues>(parts =>
        {
            foreach (var (month, part) in pinned.Months.Zip(parts))
            {
                Fill(values, scheme, rules, month.Month, part);
            }

            return values;
        });
    }

    private static void Fill(IndicatorValues values, Scheme scheme, StatisticsRules rules, Month month, PublishedPart part)
    {
        for (var place = 0; place < scheme.Indicators.Length; place++)
        {
            if (scheme.Indicators[place].Published is not { } wanted)
            {
                continue;
            }

            var kind = wanted.Kind == "treatment" ? WaitKind.Treatment : WaitKind.FirstVisit;
            for (var region = 0; region < values.Regions.Length; region++)
            {
                var id = values.Regions[region];
                values[place, values.PlaceOf(month), region] = wanted.Phase == "exits"
                    ? ExitsOf(part.Exits.FirstOrDefault(e => e.Region == id && e.Kind == kind && e.Service is null))
                    : FigureOf(part.Rows.FirstOrDefault(r => r.Key.Region == id && r.Key.Kind == kind), wanted, rules);
            }
        }
    }

    private static Figure ExitsOf(PublishedExits? exits) =>
        exits is { VanishedWithin: { } within, VanishedBeyond: { } beyond } ? new(within + beyond, 1) : Figure.Missing;

    // Intervals that end at the limit or before it; a limit inside an interval cannot be told.
    private static Figure FigureOf(StatsRow? row, PublishedFigure wanted, StatisticsRules rules)
    {
        if ((wanted.Phase == "completed" ? row?.Completed : row?.Waiting) is not { } figures)
        {
            return Figure.Missing;
        }

        if (wanted.WithinDays is not { } days)
        {
            return new(figures.Count, 1);
        }

        long within = 0;
        for (var i = 0; i < rules.Intervals.Length && rules.Intervals[i].To is { } to && to <= days; i++)
        {
            within += figures.Intervals[i];
        }

        return figures.Count == 0 ? Figure.Missing : new(within, figures.Count);
    }

    private static Outcome<ImmutableArray<SettlementRemark>> Beside(
        PublishedStore store, Decided decided, StatisticsRules rules, Scheme scheme, Month last)
    {
        var remarks = ImmutableArray.CreateBuilder<SettlementRemark>();
        foreach (var kind in scheme.Indicators.Select(i => i.Published?.Kind).Distinct().OfType<string>().Select(k => k == "treatment" ? WaitKind.Treatment : WaitKind.FirstVisit))
        {
            if (!PublishedMonths.Book(store, rules, decided.Months.Values.Select(m => m.Current).OfType<MonthPublished>(), last, kind, Rule)
                .Succeeded(out var book, out var refusal))
            {
                return refusal;
            }

            if (!AuditOfMonth.Of(book, last).Succeeded(out var findings, out refusal))
            {
                return refusal;
            }

            remarks.AddRange(findings
                .Where(f => f.What is FindingKind.Exits or FindingKind.CrowdingOut && f.Region != RegionId.Nation)
                .Select(f => new SettlementRemark(f.Region, new(
                    $"{last}, {WaitingWords.Of(kind).Sv}: {f.Words.Sv}", $"{last}, {WaitingWords.Of(kind).En}: {f.Words.En}"))));
        }

        return remarks.ToImmutable();
    }
}

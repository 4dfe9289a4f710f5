using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Chain;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Publication;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Results;

/// <summary>All that chains are read from: rules, what had been decided by a day, published figures.</summary>
/// <param name="Rules">The rules of money.</param>
/// <param name="Waiting">The rules of waits.</param>
/// <param name="FollowUp">The indicators.</param>
/// <param name="Schemes">The schemes.</param>
/// <param name="Decided">What had been decided, as it was known on the day.</param>
/// <param name="Figures">Where published figures are.</param>
/// <param name="DataFolder">Where figures that settlements pinned are kept.</param>
/// <param name="AsOf">The day.</param>
public sealed record ChainSources(
    RuleBook Rules, WaitingRules Waiting, FollowUpBook FollowUp, ImmutableArray<Scheme> Schemes, Decided Decided, PublishedStore Figures, string DataFolder, DateOnly AsOf);

/// <summary>Reads what a chain is told from, and tells it.</summary>
public static class ChainReading
{
    private const string BedsIndicator = "available-beds";

    /// <summary>A programme's chain for a region and year.</summary>
    public static Outcome<MoneyChain> Of(ChainSources sources, Region region, Programme programme, int year)
    {
        if (!sources.Decided.Money.Ledger().Succeeded(out var ledger, out var refusal))
        {
            return refusal;
        }

        var schemes = ImmutableArray.CreateBuilder<ChainScheme>();
        foreach (var scheme in sources.Schemes.Where(s => s.Programme == programme.Id && s.Year == year && s.Source.Published <= sources.AsOf))
        {
            schemes.Add(Scheme(sources, scheme));
        }

        var invented = sources.Decided.Months.Values.Select(m => m.Current).OfType<MonthPublished>()
            .Where(m => m.Content.Batches.Values.Any(b => b.Synthetic)).Select(m => m.Content.Month).ToImmutableHashSet();
        var later = sources.Schemes.Any(s => s.Programme == programme.Id && s.Year == year && s.Source.Published > sources.AsOf);
        return Waits(sources).Then(waits => TellChain.Of(new(
            sources.Rules, programme, region, year, sources.AsOf, sources.Decided.Money, ledger, schemes.ToImmutable(), waits,
            sources.FollowUp.Indicators.GetValueOrDefault(BedsIndicator), invented, later)));
    }

    /// <summary>The years that a programme has anything to tell of, oldest first.</summary>
    public static ImmutableArray<int> YearsOf(Programme programme, IEnumerable<Scheme> schemes) =>
        [.. programme.Years.Concat(schemes.Where(s => s.Programme == programme.Id).Select(s => s.Year)).Distinct().Order()];

    /// <summary>The figures that a scheme's settlement rests on, or that it can be settled on today: pinned ones first, else published ones.</summary>
    public static Outcome<(IndicatorValues Values, PinnedFigures Pinned)> FiguresOf(ChainSources sources, Scheme scheme)
    {
        var regions = sources.Rules.Regions.Select(r => r.Id).ToImmutableArray();
        if ((sources.Decided.SettlementOf(scheme.Id).InForce ?? sources.Decided.SettlementOf(scheme.Id).Current)?.Content.Figures is { Sha256: { } sha } pinned)
        {
            return KeptFigures.Find(sources.DataFolder, sha).Then(path => IndicatorFile.Read(path, scheme, regions))
                .Then<(IndicatorValues, PinnedFigures)>(read => (read.Values, pinned));
        }

        if (sources.Decided.SettlementOf(scheme.Id).InForce?.Content.Figures is { Months.IsEmpty: false } months)
        {
            return PublishedIndicators.Values(sources.Figures, sources.Waiting.Statistics, scheme, regions, months)
                .Then<(IndicatorValues, PinnedFigures)>(values => (values, months));
        }

        return PublishedIndicators.Read(sources.Figures, sources.Decided, sources.Waiting.Statistics, scheme, regions, new(9999, 12))
            .Then<(IndicatorValues, PinnedFigures)>(read => (read.Values, read.Pinned));
    }

    // A scheme without figures is told without results, and why.
    private static ChainScheme Scheme(ChainSources sources, Scheme scheme)
    {
        var state = sources.Decided.SettlementOf(scheme.Id);
        return FiguresOf(sources, scheme).Then<(Settlement Settled, IndicatorValues Values, PinnedFigures Pinned)>(found =>
                Settle.Of(scheme, sources.Rules, sources.AsOf, found.Values)
                    .Then<(Settlement, IndicatorValues, PinnedFigures)>(settled => (settled, found.Values, found.Pinned)))
            .Succeeded(out var settled, out var why)
            ? new(scheme, state, settled.Settled, settled.Values, settled.Pinned, null)
            : new(scheme, state, null, null, null, why.Sentence);
    }

    private static Outcome<ImmutableArray<AuditBook>> Waits(ChainSources sources)
    {
        var months = sources.Decided.Months.Values.Select(m => m.Current).OfType<MonthPublished>().ToList();
        var books = ImmutableArray.CreateBuilder<AuditBook>();
        if (months.Count == 0)
        {
            return books.ToImmutable();
        }

        foreach (var kind in new[] { WaitKind.FirstVisit, WaitKind.Treatment })
        {
            if (!PublishedMonths.Book(sources.Figures, sources.Waiting.Statistics, months, months.Max(m => m.Content.Month), kind, CountingRule.Skr).Succeeded(out var book, out var refusal))
            {
                return refusal;
            }

            books.Add(book);
        }

        return books.ToImmutable();
    }
}

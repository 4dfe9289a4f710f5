using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Rules;

namespace Vardbro.Storage.Results;

/// <summary>A scheme with its rules and the figures it is settled on, wherever they come from.</summary>
/// <param name="Rules">All rules.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Values">The figures.</param>
/// <param name="Pinned">Which figures.</param>
/// <param name="Beside">What published months show beside the money; empty for a file.</param>
/// <param name="NotRead">Indicators of a file that the scheme does not read, with their rows.</param>
public sealed record SchemeFigures(
    RuleReading Rules, Scheme Scheme, IndicatorValues Values, PinnedFigures Pinned, ImmutableArray<SettlementRemark> Beside,
    ImmutableSortedDictionary<string, int> NotRead)
{
    /// <summary>From a file.</summary>
    public static Outcome<SchemeFigures> FromFile(RuleReading rules, Scheme scheme, string path) =>
        IndicatorFile.Read(path, scheme, [.. rules.Book!.Regions.Select(r => r.Id)]).Then<SchemeFigures>(read =>
            new SchemeFigures(rules, scheme, read.Values, new([], false, read.Sha256), [], read.NotRead));

    /// <summary>From published months, those up to a last one.</summary>
    public static Outcome<SchemeFigures> FromPublished(RuleReading rules, Scheme scheme, PublishedStore store, Decided decided, Month through) =>
        PublishedIndicators.Read(store, decided, rules.Waiting!.Statistics, scheme, [.. rules.Book!.Regions.Select(r => r.Id)], through)
            .Then<SchemeFigures>(read => new SchemeFigures(
                rules, scheme, read.Values, read.Pinned, read.Beside, ImmutableSortedDictionary<string, int>.Empty));

    /// <summary>The settlement of the scheme on these figures.</summary>
    public Outcome<Settlement> Settle(DateOnly asOf) => Settle(Scheme, asOf);

    /// <summary>The settlement of another form of the scheme, with the same indicators, on these figures.</summary>
    public Outcome<Settlement> Settle(Scheme changed, DateOnly asOf) =>
        Vardbro.Results.Settle.Of(changed, Rules.Book!, asOf, Values);

    /// <summary>The settlement frozen, to be proposed.</summary>
    public SettlementContent Freeze(Settlement settlement) =>
        SettlementContent.Freeze(
            settlement, Rules.Book!.Version, Pinned, Values,
            Scheme.Programme is { } id ? Statements.Ceiling(Rules.Book.Programmes.First(p => p.Id == id), Scheme.Year, settlement.Ready.AsOf)?.Amount : null, Beside);
}

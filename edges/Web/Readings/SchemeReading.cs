using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;

namespace Vardbro.Web.Readings;

/// <summary>A scheme: its rule, where its settlement stands, what the figures give, and what another rule would give.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="State">What has been decided.</param>
/// <param name="Settled">The scheme settled on the figures at hand; null when there are none.</param>
/// <param name="Shadow">By the other way of counting; null when that is not known.</param>
/// <param name="Values">The figures as they came; null when there are none.</param>
/// <param name="Pinned">Which figures; null when there are none.</param>
/// <param name="WhyNot">Why there are none.</param>
/// <param name="Asked">Another rule beside today's; null when nothing is changed.</param>
/// <param name="Revised">What published months in force would move since the settlement was decided; null when they are the same.</param>
/// <param name="Scores">Kept forecasts, scored when the settlement is decided.</param>
public sealed record SchemeReading(
    Scheme Scheme, SchemeSettlement State, Settlement? Settled, Settlement? Shadow, IndicatorValues? Values, PinnedFigures? Pinned, Refusal? WhyNot, WhatIf? Asked, Money? Revised,
    ImmutableArray<(ForecastKept Forecast, ForecastScore? Score)> Scores)
{
    /// <summary>The query field with the indicator whose level is changed.</summary>
    public const string IndicatorField = "matt";

    /// <summary>The query field with its new level.</summary>
    public const string LevelField = "niva";

    /// <summary>The query field with the way of counting.</summary>
    public const string CountsField = "raknar";

    /// <summary>The query field with the component whose unearned money goes elsewhere.</summary>
    public const string ComponentField = "komponent";

    /// <summary>The query field with where it goes.</summary>
    public const string UnearnedField = "ointjanat";

    /// <summary>The fields that change the rule.</summary>
    public static readonly ImmutableArray<string> ChangeFields = [IndicatorField, LevelField, CountsField, ComponentField, UnearnedField];

    /// <summary>A region's amount by the other way of counting; null when it is not known.</summary>
    public Money? ShadowOf(int place) => Shadow is { } shadow && Results.Shadow.KnownFor(Settled!, Values!, place) ? shadow.EarnedBy(place) : null;

    /// <summary>The scheme of the path with the changes of the query.</summary>
    public static Outcome<SchemeReading> Of(Visit visit) => visit.ChainSources().Then(sources => Find(visit).Then(scheme =>
    {
        var state = sources.Decided.SettlementOf(scheme.Id);
        var forecasts = sources.Decided.Forecasts.Where(f => f.Scheme == scheme.Id)
            .Select(f => (f, state.InForce is { } decided ? ForecastScore.Of(f, decided.Content) : null)).ToImmutableArray();
        if (!ChainReading.FiguresOf(sources, scheme).Succeeded(out var figures, out var none))
        {
            return new SchemeReading(scheme, state, null, null, null, null, none, null, null, forecasts);
        }

        return Settle.Of(scheme, sources.Rules, sources.AsOf, figures.Values).Then(settled =>
            Changes(visit).Then(changes => changes.IsEmpty
                ? (Outcome<WhatIf?>)(WhatIf?)null
                : WhatIf.Of(settled, figures.Values, sources.Rules, changes).Then<WhatIf?>(asked => asked))
            .Then(asked => Moved(visit, sources, scheme, state).Then<SchemeReading>(revised => new SchemeReading(
                scheme, state, settled, Results.Shadow.Of(settled, figures.Values), figures.Values, figures.Pinned, null, asked, revised, forecasts))));
    }));

    /// <summary>The scheme of the path.</summary>
    public static Outcome<Scheme> Find(Visit visit) => visit.Schemes.FirstOrDefault(s => s.Id == visit.Route("scheme")) is { } scheme
        ? scheme
        : Refusal.Of(RefusalCode.SchemeUnknown, visit.Route("scheme"), string.Join(", ", visit.Schemes.Select(s => s.Id)));

    /// <summary>What each region earned, in every period, to take away; with another rule, both beside each other.</summary>
    public Outcome<ExportTable> Export(Language language) =>
        Asked is { } asked ? ResultTables.WhatIf(asked) : Settled is { } settled ? ResultTables.Settlement(settled, language) : WhyNot!;

    // How much would move if the months in force now were settled instead of those that were pinned.
    private static Outcome<Money?> Moved(Visit visit, ChainSources sources, Scheme scheme, SchemeSettlement state)
    {
        if (state.InForce?.Content is not { Figures.Months.IsEmpty: false } content ||
            PublishedIndicators.InForce(sources.Decided, scheme, content.Figures.Months[^1].Month) is var now && now.Months.SequenceEqual(content.Figures.Months))
        {
            return (Money?)null;
        }

        return PublishedIndicators.Values(sources.Figures, visit.Waiting.Statistics, scheme, [.. visit.Rules.Regions.Select(r => r.Id)], now)
            .Then(values => Settle.Of(scheme, sources.Rules, sources.AsOf, values))
            .Then<Money?>(settled => Money.Sum(settled.Ready.Regions.Select((r, place) => (settled.EarnedBy(place) - content.EarnedBy(r)).Abs())));
    }

    private static Outcome<ImmutableArray<SchemeChange>> Changes(Visit visit)
    {
        var changes = ImmutableArray.CreateBuilder<SchemeChange>();
        if (visit.Field(IndicatorField) is { } indicator && visit.Field(LevelField) is { } level)
        {
            changes.Add(new("level", indicator, level.Replace(',', '.')));
        }

        if (visit.Field(CountsField) is { } counts)
        {
            changes.Add(new("counts", "", counts));
        }

        if (visit.Field(ComponentField) is { } component && visit.Field(UnearnedField) is { } unearned)
        {
            changes.Add(new("unearned", component, unearned));
        }

        return changes.ToImmutable();
    }
}

/// <summary>A region's standing in a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Region">The region.</param>
/// <param name="Known">The last month that is known.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Synthetic">Whether the figures are invented.</param>
/// <param name="Months">The months that may be taken as the last known one.</param>
public sealed record SchemeRegionReading(Scheme Scheme, Region Region, Month Known, RegionStanding Standing, bool Synthetic, ImmutableArray<Month> Months)
{
    /// <summary>The query field with the last month to take as known.</summary>
    public const string ThroughField = "senast";

    /// <summary>The region and scheme of the path, with figures through the month of the query.</summary>
    public static Outcome<SchemeRegionReading> Of(Visit visit) => visit.ChainSources().Then(sources => SchemeReading.Find(visit).Then(scheme =>
        visit.Rules.FindRegion(visit.Route("region")).Then(region => ChainReading.FiguresOf(sources, scheme).Then(figures =>
        {
            var months = scheme.Components.SelectMany(c => c.Months).Distinct().Order().ToImmutableArray();
            var last = SchemeStanding.LastKnown(scheme, figures.Values);
            var known = visit.Field(ThroughField) is { } text ? Month.Read(text) : last;
            if (known is not { } through || (!months.IsEmpty && !months.Contains(through)) || through.CompareTo(last ?? through) > 0)
            {
                return Refusal.Of(RefusalCode.ArgumentWrong, visit.Field(ThroughField) ?? "", ThroughField, string.Join(", ", months.Where(m => last is { } l && m.CompareTo(l) <= 0)));
            }

            var values = figures.Values.Through(through);
            return Settle.Of(scheme, sources.Rules, sources.AsOf, values).Then(settled =>
                sources.Decided.Money.Ledger().Then(ledger => Stand.Of(settled, through, id => SchemeStanding.Received(sources.Decided, ledger, sources.Decided.SettlementOf(scheme.Id), id), _ => null,
                    through.CompareTo(last ?? through) >= 0 && sources.Decided.SettlementOf(scheme.Id).InForce is not null)))
                .Then<SchemeRegionReading>(standings => new SchemeRegionReading(
                    scheme, region, through, standings[values.PlaceOf(region.Id)], figures.Pinned.Synthetic,
                    [.. months.Where(m => last is { } l && m.CompareTo(l) <= 0)]));
        }))));

    /// <summary>Period by period, to take away.</summary>
    public ExportTable Export(Language language) => ResultTables.Standing(Scheme, [Standing], language);
}

/// <summary>Every scheme and where its settlement stands.</summary>
/// <param name="Schemes">The schemes, the latest year first.</param>
public sealed record SchemeListReading(ImmutableArray<(Scheme Scheme, SchemeSettlement State)> Schemes)
{
    /// <summary>All of them.</summary>
    public static Outcome<SchemeListReading> Of(Visit visit) => visit.ChainSources().Then<SchemeListReading>(sources => new SchemeListReading(
        [.. visit.Schemes.OrderByDescending(s => s.Year).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => (s, sources.Decided.SettlementOf(s.Id)))]));

    /// <summary>The schemes as a table.</summary>
    public ExportTable Export(Language language) => ResultTables.Schemes(Schemes, language);
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Chain;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;

namespace Vardbro.Web.Readings;

/// <summary>A programme's chain for a region and year.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Years">The years there is anything to tell of.</param>
public sealed record ChainPageReading(MoneyChain Chain, ImmutableArray<int> Years)
{
    /// <summary>The region, programme and year of the path.</summary>
    public static Outcome<ChainPageReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("region")).Then(region => visit.Rules.FindProgramme(visit.Route("programme")).Then(programme =>
        {
            var (years, year) = (ChainReading.YearsOf(programme, visit.Schemes), visit.RouteYear);
            return years.Contains(year)
                ? visit.ChainSources().Then(sources => ChainReading.Of(sources, region, programme, year)).Then<ChainPageReading>(chain => new ChainPageReading(chain, years))
                : Refusal.Of(RefusalCode.YearWithoutMoney, year.ToString(), string.Join(", ", years));
        }));

    /// <summary>All of it in one file, to be replayed elsewhere.</summary>
    public static Outcome<(string Name, byte[] Bytes)> Package(Visit visit) => Of(visit).Then(read => visit.ChainSources().Then<(string, byte[])>(sources =>
        ($"kedja-{read.Chain.Ground.Programme.Id}-{read.Chain.Ground.Region.Id}-{read.Chain.Ground.Year}.zip", ChainPackage.Zip(read.Chain, sources, visit.RulesFolder).Bytes)));

    /// <summary>Every link, to take away.</summary>
    public ExportTable Links(Language language) => ChainTables.Links(Chain, language);

    /// <summary>What happened, to take away.</summary>
    public ExportTable Effects(Language language) => ChainTables.Effects(Chain, language);

    /// <summary>The share within the limit month by month: the region, comparable regions together, the nation.</summary>
    public MonthSeries? Waits(AuditBook book)
    {
        var (ground, comparable) = (Chain.Ground, ChainEffects.ComparableTo(Chain.Ground.Rules, Chain.Ground.Region, Chain.Ground.AsOf));
        var months = book.Months.Where(m => m.Year == ground.Year).ToImmutableArray();
        if (months.Length < 2)
        {
            return null;
        }

        decimal? Comparable(Month month)
        {
            var known = comparable.Select(r => book.Within(month, r.Id)).OfType<Fraction>().ToList();
            return known.Count == 0 ? null : 100m * known.Sum(f => (long)f.Some) / known.Sum(f => (long)f.All);
        }

        MonthLine Line(Bilingual name, Func<Month, decimal?> value) => new(name, months.ToDictionary(m => m, value));
        var (sv, en) = (WaitingWords.Of(book.Kind).Sv, WaitingWords.Of(book.Kind).En);
        return new(
            new($"Väntande inom gränsen, procent: {sv}", $"Waiting within the limit, percent: {en}"), months,
            [
                Line(ground.Region.Name, m => book.Within(m, ground.Region.Id)?.Percent),
                Line(new("jämförbara regioner", "comparable regions"), Comparable),
                Line(new("riket", "the nation"), m => book.Within(m, RegionId.Nation)?.Percent),
            ])
        { Decimals = 1 };
    }
}

/// <summary>Which chains there are.</summary>
/// <param name="Region">The region they are told for.</param>
/// <param name="Programmes">Programmes with the years there is anything to tell of, those with schemes first.</param>
public sealed record ChainListReading(Region Region, ImmutableArray<(Programme Programme, ImmutableArray<int> Years, bool Results)> Programmes)
{
    /// <summary>The query field that chooses the region.</summary>
    public const string RegionField = "region";

    /// <summary>All programmes that concern the regions, for the region of the query, else the first.</summary>
    public static Outcome<ChainListReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Field(RegionField) ?? visit.Rules.Regions[0].Id.ToString()).Then<ChainListReading>(region => new ChainListReading(
            region,
            [
                .. visit.Rules.Programmes.Where(p => p.Recipients.Contains(Recipient.Regions))
                    .Select(p => (p, ChainReading.YearsOf(p, visit.Schemes), visit.Schemes.Any(s => s.Programme == p.Id)))
                    .OrderByDescending(p => p.Item3),
            ]));
}

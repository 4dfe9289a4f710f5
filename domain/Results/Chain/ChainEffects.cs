using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Results.Chain;

/// <summary>
/// What happened to waits, beds and those outside the target, beside comparable regions and the time before. All regions are under a
/// programme at once, so nothing here says that the money was the cause: it says what changed, and whether it was more than chance
/// and more than elsewhere.
/// </summary>
public static class ChainEffects
{
    private const int Neighbours = 3;

    /// <summary>The three regions nearest in population: who a region is compared with (an assumption, stated wherever it is used).</summary>
    /// <param name="rules">The rules, with the population.</param>
    /// <param name="region">The region.</param>
    /// <param name="asOf">The day: the newest population known then; none when none was.</param>
    public static ImmutableArray<Region> ComparableTo(RuleBook rules, Region region, DateOnly asOf)
    {
        if (rules.Series["population"].Tables.Where(t => t.Known <= asOf).MaxBy(t => t.Date)?.Values is not { } table)
        {
            return [];
        }

        return
        [
            .. rules.Regions.Where(r => r.Id != region.Id).OrderBy(r => Math.Abs(table[r.Id] - table[region.Id])).ThenBy(r => r.Id).Take(Neighbours),
        ];
    }

    /// <summary>Every effect that the programme's year could show.</summary>
    public static ImmutableArray<ChainEffect> Of(ChainGround ground)
    {
        var comparable = ComparableTo(ground.Rules, ground.Region, ground.AsOf);
        var effects = ImmutableArray.CreateBuilder<ChainEffect>();
        foreach (var book in ground.Waits)
        {
            if (Ends(ground, book) is { } ends)
            {
                effects.Add(Waits(ground, book, comparable, ends.From, ends.To));
            }
        }

        if (ground.Waits.FirstOrDefault() is { } any && Ends(ground, any) is { } months)
        {
            effects.Add(Outside(ground, any, comparable, months.From, months.To));
        }

        if (ground.Beds is { } beds)
        {
            effects.Add(Beds(ground, beds, comparable));
        }

        return effects.ToImmutable();
    }

    // From the month before the first that is paid for (or the first published) to the last that is (or the last published of the year).
    private static (Month From, Month To)? Ends(ChainGround ground, AuditBook book)
    {
        var paid = ground.Schemes.SelectMany(s => s.Scheme.Components).SelectMany(c => c.Months).Distinct().Order().ToList();
        var published = book.Months.Where(m => m.Year == ground.Year || (paid.Count > 0 && m == paid[0].Plus(-1))).ToList();
        if (published.Count < 2)
        {
            return null;
        }

        var from = paid.Count > 0 ? published.LastOrDefault(m => m.CompareTo(paid[0]) < 0, published[0]) : published[0];
        var to = paid.Count > 0 ? published.LastOrDefault(m => m.CompareTo(paid[^1]) <= 0, published[^1]) : published[^1];
        return from.CompareTo(to) < 0 ? (from, to) : null;
    }

    private static ChainEffect Waits(ChainGround ground, AuditBook book, ImmutableArray<Region> comparable, Month from, Month to)
    {
        var name = WaitingWords.Of(book.Kind);
        var (before, after) = (book.Within(from, ground.Region.Id), book.Within(to, ground.Region.Id));
        decimal? Change(RegionId region) => book.Within(to, region)?.Percent - book.Within(from, region)?.Percent;
        ImmutableArray<Region> known = [.. comparable.Where(r => Change(r.Id) is not null)];
        var others = Mean(known.Select(r => Change(r.Id)));
        var nation = Change(RegionId.Nation);
        var (shown, words) = before is { } b && after is { } a && Proportions.Difference((a.Some, a.All), (b.Some, b.All)).Succeeded(out var change, out _)
            ? Judged(change, others, nation, known)
            : (false, new Bilingual("inte mätbart: siffran är dold eller saknas", "not measurable: a figure is hidden or missing"));
        return new(
            new($"Väntande inom gränsen: {name.Sv}", $"Waiting within the limit: {name.En}"), new("procent", "percent"), from.ToString(), to.ToString(),
            before?.Percent, after?.Percent, others, nation, shown, words,
            Published(ground, from, to, new("publicerade månader, SKR:s räknesätt", "published months, SKR's way of counting")), 1, Invented(ground, from, to));
    }

    private static (bool Shown, Bilingual Words) Judged(Interval change, decimal? others, decimal? nation, ImmutableArray<Region> comparable)
    {
        var (points, names) = (100 * change.Share, string.Join(", ", comparable.Select(r => r.Name)));
        var beside = others is { } mean
            ? new Bilingual($"; jämförbara regioner ({names}) {ChainWords.Signed(mean, 1).Sv}, riket {Text(nation).Sv}", $"; comparable regions ({names}) {ChainWords.Signed(mean, 1).En}, the nation {Text(nation).En}")
            : new("; jämförbara regioner är inte kända", "; comparable regions are not known");
        var chance = change is { Lower: <= 0, Upper: >= 0 };
        var elsewhere = others is { } all && all >= 100 * change.Lower && all <= 100 * change.Upper;
        var verdict = chance ? new Bilingual("ingen effekt visad: ändringen kan vara slump", "no effect shown: the change may be chance")
            : others is null ? new("ingen effekt visad: det finns inget att jämföra med", "no effect shown: there is nothing to compare with")
            : elsewhere ? new("ingen effekt visad: jämförbara regioner ändrades lika mycket", "no effect shown: comparable regions changed as much")
            : points > others ? new("mer än slump och mer än i jämförbara regioner; att pengarna är orsaken går inte att visa, alla regioner omfattas", "more than chance and more than in comparable regions; that the money is the cause cannot be shown, all regions are under it")
            : new("sämre än i jämförbara regioner, mer än slump", "worse than in comparable regions, by more than chance");
        return (!chance && !elsewhere && others is not null && points > others, new(
            $"{ChainWords.Signed(points, 1).Sv} procentenheter{beside.Sv}: {verdict.Sv}", $"{ChainWords.Signed(points, 1).En} percentage points{beside.En}: {verdict.En}"));
    }

    private static ChainEffect Outside(ChainGround ground, AuditBook book, ImmutableArray<Region> comparable, Month from, Month to)
    {
        decimal? Change(RegionId region) => book.Outside(from, region)?.Waiting is { } was && was > 0 && book.Outside(to, region)?.Waiting is { } now ? 100m * (now - was) / was : null;
        var (before, after) = ((decimal?)book.Outside(from, ground.Region.Id)?.Waiting, (decimal?)book.Outside(to, ground.Region.Id)?.Waiting);
        ImmutableArray<Region> known = [.. comparable.Where(r => Change(r.Id) is not null)];
        var (own, others) = (Change(ground.Region.Id), Mean(known.Select(r => Change(r.Id))));
        var words = own is not { } percent
            ? new Bilingual("inte mätbart: siffran är dold eller saknas", "not measurable: a figure is hidden or missing")
            : new(
                $"{Moved(percent).Sv}; jämförbara regioner {Among(known).Sv}{Text(others).Sv}. Ingen effekt visad: antal utan känd variation.",
                $"{Moved(percent).En}; comparable regions {Among(known).En}{Text(others).En}. No effect shown: numbers without a known variation.");
        return new(
            new("Väntande utanför målet (återbesök, utredningar)", "Waiting outside the target (return visits, investigations)"), new("personer; jämförelser i procent", "persons; comparisons in percent"),
            from.ToString(), to.ToString(), before, after, others, Change(RegionId.Nation), false, words, Published(ground, from, to, new("publicerade månader", "published months")), 0, Invented(ground, from, to));
    }

    private static ChainEffect Beds(ChainGround ground, Indicator beds, ImmutableArray<Region> comparable)
    {
        decimal? Value(RegionId region, int year) => IndicatorValue.Of(beds, region, year, ground.AsOf).Usable;
        decimal? Change(RegionId region) => beds.BreakBetween(ground.Year - 1, ground.Year) is null ? Value(region, ground.Year) - Value(region, ground.Year - 1) : null;
        ImmutableArray<Region> known = [.. comparable.Where(r => Change(r.Id) is not null)];
        var (others, own) = (Mean(known.Select(r => Change(r.Id))), Change(ground.Region.Id));
        var words = own is not { } change
            ? new Bilingual("inte mätbart: värdet saknas, kan inte stämma eller serien bryts", "not measurable: the value is missing, cannot be true or the series breaks")
            : new(
                $"{ChainWords.Signed(change, beds.Decimals).Sv} per 1 000 invånare; jämförbara regioner {Among(known).Sv}{Text(others, beds.Decimals).Sv}. Ingen effekt visad: ett värde om året säger inte vad som är slump.",
                $"{ChainWords.Signed(change, beds.Decimals).En} per 1 000 inhabitants; comparable regions {Among(known).En}{Text(others, beds.Decimals).En}. No effect shown: one value a year does not tell chance.");
        return new(
            beds.Name, beds.Unit, $"{ground.Year - 1}", $"{ground.Year}", Value(ground.Region.Id, ground.Year - 1), Value(ground.Region.Id, ground.Year), others,
            Change(RegionId.Nation), false, words, new("Kolada", "Kolada"), beds.Decimals, false);
    }

    private static bool Invented(ChainGround ground, Month from, Month to) => ground.InventedMonths.Contains(from) || ground.InventedMonths.Contains(to);

    private static Bilingual Published(ChainGround ground, Month from, Month to, Bilingual source) => Invented(ground, from, to)
        ? new($"{source.Sv}, PÅHITTADE uppgifter", $"{source.En}, INVENTED data")
        : source;

    // A number that grew and one that fell are not said alike.
    private static Bilingual Moved(decimal percent)
    {
        var (sv, en) = (ChainWords.Percent(Math.Abs(percent), 1).Sv, ChainWords.Percent(Math.Abs(percent), 1).En);
        return percent == 0 ? new("lika många som väntar utanför garantin", "as many who wait outside the guarantee")
            : percent > 0 ? new($"{sv} fler som väntar utanför garantin", $"{en} more who wait outside the guarantee")
            : new($"{sv} färre som väntar utanför garantin", $"{en} fewer who wait outside the guarantee");
    }

    private static Bilingual Among(ImmutableArray<Region> known) => known.IsEmpty ? new Bilingual("", "") : new($"({string.Join(", ", known.Select(r => r.Name))}) ", $"({string.Join(", ", known.Select(r => r.Name))}) ");

    private static Bilingual Text(decimal? figure, int decimals = 1) => figure is { } known ? ChainWords.Signed(known, decimals) : new("inte känt", "not known");

    private static decimal? Mean(IEnumerable<decimal?> figures)
    {
        var known = figures.OfType<decimal>().ToList();
        return known.Count == 0 ? null : known.Average();
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Results.Chain;

namespace Vardbro.Storage.Export;

/// <summary>Tables of a chain.</summary>
public static class ChainTables
{
    /// <summary>Every link, step by step.</summary>
    public static ExportTable Links(MoneyChain chain, Language language) => new(
        Name("kedja", chain),
        ["step", "title", "words", "amount_sek", "known", "reference", "source", "source_url", "rule_file", "rule_line", "assumption", "example"],
        chain.Links.Select(l => ImmutableArray.Create<object?>(
            FundingTables.Kebab(l.Step), l.Title.In(language), l.Words.In(language), l.Amount, l.Known, l.Reference, l.Source?.Title, l.Source?.Url, l.Origin?.File, l.Origin?.Line,
            l.Assumption?.In(language), l.Example)));

    /// <summary>What happened.</summary>
    public static ExportTable Effects(MoneyChain chain, Language language) => new(
        Name("effekter", chain),
        ["what", "unit", "from", "to", "before", "after", "change", "comparable_change", "nation_change", "shown", "words", "source"],
        chain.Effects.Select(e => ImmutableArray.Create<object?>(
            e.Name.In(language), e.Unit.In(language), e.From, e.To, Rounded(e.Before, e), Rounded(e.After, e), Rounded(e.Change, e),
            Rounded(e.Comparable, e), Rounded(e.Nation, e), e.Shown, e.Words.In(language), e.Source.In(language))));

    /// <summary>The ledger's postings of the region and programme for the year.</summary>
    public static ExportTable Postings(MoneyChain chain) => new(
        Name("konteringar", chain),
        ["date", "decision", "text", "account", "programme", "year", "party", "debit_sek", "credit_sek"],
        from entry in chain.Ground.Ledger.Entries
        where entry.Postings.Any(p => p.Account.Programme == chain.Ground.Programme.Id && p.Account.Year == chain.Ground.Year)
        from posting in entry.Postings
        where posting.Account.Programme == chain.Ground.Programme.Id && (posting.Account.Party.Length == 0 || posting.Account.Party == chain.Ground.Region.Id.ToString())
        select ImmutableArray.Create<object?>(
            entry.Date, entry.Decision, entry.Text.Sv, FundingTables.Kebab(posting.Account.Kind), posting.Account.Programme, posting.Account.Year, posting.Account.Party,
            posting.Amount > Money.Zero ? posting.Amount : null, posting.Amount < Money.Zero ? -posting.Amount : null));

    /// <summary>The sources that the links rest on.</summary>
    public static ExportTable Sources(MoneyChain chain) => new(
        Name("kallor", chain), ["id", "title", "publisher", "kind", "published", "url", "assumption"],
        chain.Links.Select(l => l.Source).OfType<Source>().DistinctBy(s => s.Id).OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => ImmutableArray.Create<object?>(
            s.Id, s.Title, s.Publisher, FundingTables.Kebab(s.Kind), s.Published, s.Url, s.Assumption?.En)));

    /// <summary>Every published month in force with the hashes of its figures and batches.</summary>
    public static ExportTable Batches(Decided decided) => new(
        "leveranser", ["month", "version", "decision", "cubes_sha256", "region_id", "batch_sha256", "synthetic"],
        from month in decided.Months.Values
        let current = month.Current
        where current is not null
        let content = current.Content
        from batch in content.Batches
        orderby content.Month, batch.Key
        select ImmutableArray.Create<object?>(
            content.Month.ToString(), month.Versions.Length, current.Signature.Number, content.Cubes, batch.Key.ToString(), batch.Value.Batch, batch.Value.Synthetic));

    private static string Name(string what, MoneyChain chain) => $"{what}-{chain.Ground.Programme.Id}-{chain.Ground.Region.Id}-{chain.Ground.Year}";

    private static decimal? Rounded(decimal? figure, ChainEffect effect) => figure is { } known ? Math.Round(known, Math.Max(1, effect.Decimals), MidpointRounding.AwayFromZero) : null;
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Storage.Export;

/// <summary>The tables about the flow of money and the ledger, the same from the command line and the pages.</summary>
public static class MoneyTables
{
    /// <summary>The trial balance of the accounts asked for.</summary>
    public static ExportTable Balances(Ledger ledger, LedgerFilter filter) => new(
        "huvudbok",
        ["programme", "year", "account", "party", "balance_sek"],
        ledger.Balances.Where(b => filter.Includes(b.Key)).Select(b =>
            Row(b.Key.Programme, b.Key.Year, FundingTables.Kebab(b.Key.Kind), b.Key.Party, b.Value)));

    /// <summary>Every line on the accounts asked for.</summary>
    public static ExportTable History(ImmutableArray<AccountLine> lines, LedgerFilter filter, Language language) => new(
        filter.Party is { Length: > 0 } party ? $"kontoutdrag-{party}" : "verifikationer",
        ["entry", "date", "decision", "text", "programme", "year", "account", "party", "debit_sek", "credit_sek", "balance_sek", "reasons"],
        lines.Select(l => Row(
            l.Number, l.Entry.Date, l.Entry.Decision, l.Entry.Text.In(language), l.Account.Programme, l.Account.Year, FundingTables.Kebab(l.Account.Kind),
            l.Account.Party, l.Debit, l.Credit, l.Balance, l.Entry.Reasons)));

    /// <summary>Where each krona stands.</summary>
    public static ExportTable Standing(ImmutableArray<GrantStanding> standings) => new(
        "pengarnas-gang",
        ["region_id", "programme", "year", "allotted_sek", .. GrantStanding.Order.Select(k => Column(k)), "repaid_sek"],
        standings.Select(s => Row([
            s.Grant.Region.ToString(), s.Grant.Programme, s.Grant.Year, s.Allotted, .. s.Stands.Select(x => (object?)x.Amount), s.Repaid,
        ])));

    /// <summary>What is to be done, by when.</summary>
    public static ExportTable Due(ImmutableArray<Reminder> reminders, DateOnly today) => new(
        "att-gora",
        ["due", "late", "todo", "region_id", "programme", "year", "amount_sek", "from", "number"],
        reminders.Select(r => Row(
            r.Due, r.IsLate(today), FundingTables.Kebab(r.What), r.Grant.Region.ToString(), r.Grant.Programme, r.Grant.Year, r.Amount, r.From, r.Number)));

    /// <summary>What has happened to recipients' money.</summary>
    public static ExportTable Lives(IEnumerable<GrantLife> lives, Language language) => new(
        "handelser",
        ["region_id", "programme", "year", "place", "date", "what", "number", "signed_by", "amount_sek", "details"],
        lives.SelectMany(life => life.Events.Select((e, place) => Row(
            life.Grant.Region.ToString(), life.Grant.Programme, life.Grant.Year, place + 1, e.Reference.Date, DecisionWords.Of(e).In(language),
            e.Reference.Number, e.SignedBy, DecisionWords.AmountOf(e), DecisionWords.DetailsOf(e).In(language)))));

    // Allotted here is what is left to requisition, beside all that was allotted.
    private static string Column(AccountKind kind) => kind is AccountKind.Allotted ? "not_requisitioned_sek"
        : FundingTables.Kebab(kind).Replace('-', '_') + "_sek";

    private static ImmutableArray<object?> Row(params ReadOnlySpan<object?> cells) => [.. cells];
}

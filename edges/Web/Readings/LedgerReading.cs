using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>The ledger as filtered by the address.</summary>
/// <param name="Ledger">All of it.</param>
/// <param name="Filter">Which accounts are asked for.</param>
public sealed record LedgerReading(Ledger Ledger, LedgerFilter Filter)
{
    /// <summary>The query field of the region.</summary>
    public const string RegionField = "region";

    /// <summary>The query field of the budget year.</summary>
    public const string YearField = "ar";

    /// <summary>The query field of the programme.</summary>
    public const string ProgrammeField = "program";

    /// <summary>Whether any of it is invented.</summary>
    public bool HasExamples => Lines.Any(l => l.Entry.Decision.StartsWith(Signature.ExamplePrefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The balances of the accounts asked for.</summary>
    public ImmutableArray<KeyValuePair<Account, Money>> Balances { get; } = [.. Ledger.Balances.Where(b => Filter.Includes(b.Key))];

    /// <summary>Every line on them.</summary>
    public ImmutableArray<AccountLine> Lines { get; } = AccountHistory.Of(Ledger, Filter);

    /// <summary>Reads the filter; a region or programme that there is not is refused.</summary>
    public static Outcome<LedgerReading> Of(Visit visit) =>
        FilterOf(visit).Then(filter => visit.Decided.Ledger().Then<LedgerReading>(ledger => new LedgerReading(ledger, filter)));

    /// <summary>The filter of the address.</summary>
    public static Outcome<LedgerFilter> FilterOf(Visit visit) =>
        visit.NumberField(YearField).Then(year =>
            (visit.Field(RegionField) is { } region ? visit.Rules.FindRegion(region).Then<string?>(r => r.Id.ToString()) : (string?)null).Then(party =>
                (visit.Field(ProgrammeField) is { } id ? visit.Rules.FindProgramme(id).Then<string?>(p => p.Id) : (string?)null)
                    .Then<LedgerFilter>(programme => new LedgerFilter(programme, year, party))));

    /// <summary>The entries as a SIE file: its year is the calendar year asked for, or the newest with an entry.</summary>
    public static Outcome<SieFile> Sie(Visit visit) =>
        Of(visit).Then(reading => SieFile.Of(visit.Rules, reading.Ledger, reading.Filter, visit.Language, visit.Today));

    /// <summary>The page that shows the decision behind an entry.</summary>
    public static string Behind(LedgerEntry entry) => entry.Reasons.Split('/') switch
    {
        ["notice", var year, ..] => $"/beslut/{year}",
        ["commitment", ..] => "/ataganden",
        ["grant", var programme, var year, var region, ..] => $"/pengar/region/{region}?{YearField}={year}&{ProgrammeField}={programme}",
        ["settlement", var scheme, ..] => $"/resultat/{scheme}",
        _ => "/huvudbok",
    };
}

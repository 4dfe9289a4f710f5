using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>Tables of units, and the lists of what other tables name by code.</summary>
public static class UnitTables
{
    /// <summary>Figures of units, and of other groups in the same file: the columns of the command line, then the unit and its place.</summary>
    public static Outcome<ExportTable> Figures(WaitsAsked asked, ImmutableArray<StatsRow> rows, string what) =>
        asked.Export(rows, what).Then<ExportTable>(table => table.Columns.Remove("unit") is var columns ? table with
        {
            Columns = [.. columns, "unit", "hospital", "municipality"],
            Rows = rows.Zip(table.Rows, (row, cells) => ImmutableArray.Create([.. cells[..columns.Length], row.Key.Unit, .. PlaceOf(asked.Visit.Places, row.Key.Unit)])),
        } : table);

    /// <summary>Every unit of the newest published month, with where it stands.</summary>
    public static Outcome<ExportTable> Units(Visit visit) => WaitsAsked.Of(visit).Then(asked =>
    {
        var units = ImmutableArray.CreateBuilder<StatsRow>();
        foreach (var (_, kind) in StatsTables.Kinds)
        {
            if (!(asked with { Kind = kind }).Rows(Disclosure.Units).Succeeded(out var rows, out var refusal))
            {
                return (Outcome<ExportTable>)refusal;
            }

            units.AddRange(rows);
        }

        return new ExportTable(
            asked.FileName("vardenheter"), ["region_id", "unit", "service", "hospital", "municipality", "synthetic"],
            units.Select(r => (r.Key.Region, r.Key.Unit, r.Key.Service)).Distinct()
                .OrderBy(u => u.Region).ThenBy(u => u.Unit, StringComparer.Ordinal).ThenBy(u => u.Service, StringComparer.Ordinal)
                .Select(u => ImmutableArray.Create(
                    [u.Region.ToString(), u.Unit, u.Service, .. PlaceOf(visit.Places, u.Unit!), PlaceBook.IsSynthetic(u.Unit!)])));
    });

    /// <summary>The services of care.</summary>
    public static ExportTable Services(Visit visit) => new(
        "verksamheter", ["code", "name_sv", "name_en", "women_only", "assumed"],
        visit.Services.Select(s => ImmutableArray.Create<object?>(s.Code, s.Name.Sv, s.Name.En, s.WomenOnly, s.Assumed)));

    /// <summary>The regions.</summary>
    public static ExportTable Regions(Visit visit) => new(
        "regioner", ["region_id", "name", "official_name", "county_code"],
        visit.Rules.Regions.Select(r => ImmutableArray.Create<object?>(r.Id.ToString(), r.Name, r.OfficialName, r.CountyCode)));

    /// <summary>The municipalities, each with the middle of its area.</summary>
    public static ExportTable Municipalities(Visit visit) => new(
        "kommuner", ["code", "name", "region_id", "latitude", "longitude"],
        visit.Places.Municipalities.Select(m => ImmutableArray.Create<object?>(
            m.Code, m.Name, m.Region.ToString(), Degrees(m.At.Latitude), Degrees(m.At.Longitude))));

    /// <summary>The hospitals.</summary>
    public static ExportTable Hospitals(Visit visit) => new(
        "sjukhus", ["id", "name", "region_id", "municipality_code", "municipality", "kind_unverified", "patient_register_code"],
        visit.Places.Hospitals.Select(h => ImmutableArray.Create<object?>(
            h.Id, h.Name, h.Municipality.Region.ToString(), h.Municipality.Code, h.Municipality.Name, FundingTables.Kebab(h.Kind), h.RegisterCode)));

    private static IEnumerable<object?> PlaceOf(PlaceBook places, string? unit) => unit is not null && places.HospitalOf(unit) is { } hospital
        ? [hospital.Name, hospital.Municipality.Name] : [null, null];

    private static decimal Degrees(int place) => (decimal)place / Coordinates.ToADegree;
}

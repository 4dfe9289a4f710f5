using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting.Places;

namespace Vardbro.Storage.Rules;

/// <summary>Municipalities, hospitals, and where synthetic units are laid.</summary>
internal sealed partial class RuleReader
{
    private const string UnitsFile = "synthetic/units.yaml";

    private static readonly Dictionary<string, HospitalKind> HospitalKinds = new()
    {
        ["university"] = HospitalKind.University, ["acute"] = HospitalKind.Acute, ["elective"] = HospitalKind.Elective,
        ["local"] = HospitalKind.Local, ["specialist"] = HospitalKind.Specialist,
    };

    private readonly SortedDictionary<string, Municipality> towns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hospital> hospitals = new(StringComparer.Ordinal);
    private PlaceBook places = PlaceBook.None;

    /// <summary>Where everything lies.</summary>
    public PlaceBook Places => places with { Municipalities = [.. towns.Values], Hospitals = [.. hospitals.Values.OrderBy(h => h.Origin.Line)] };

    private void ReadTowns(RuleFields file)
    {
        file.Id("municipalities");
        places = places with { MunicipalityGround = new([SourceOf(file), SourceOf(file, "place-source")], file.WordsOrNull("assumption")) };
        foreach (var entry in file.Entries("list", required: true))
        {
            var (code, name, at) = (entry.Text("code"), entry.Text("name"), PointOf(entry));
            entry.Done();
            if (code.Length != 4 || !code.All(char.IsAsciiDigit) || regions.Values.FirstOrDefault(r => r.CountyCode == code[..2]) is not { } region)
            {
                NotRight(entry, "code", new(
                    "fyra siffror, de två första en regions länskod", "four digits, the first two a region's county code"));
            }
            else if (Take("municipality", code, entry.OriginOf("code")) && Take("municipality named", name, entry.OriginOf("name")))
            {
                towns[code] = new(code, name, region.Id, at, entry.Origin);
            }
        }

        file.Done();
    }

    private void ReadHospitals(RuleFields file)
    {
        file.Id("hospitals");
        places = places with { HospitalGround = new([SourceOf(file)], file.WordsOrNull("assumption")) };
        foreach (var entry in file.Entries("list", required: true))
        {
            var (id, name, code, kind, register) =
                (entry.Id("id"), entry.Text("name"), entry.Text("municipality"), entry.Choice("kind", HospitalKinds), entry.TextOrNull("register-code"));
            entry.Done();
            if (!towns.TryGetValue(code, out var town))
            {
                NotRight(entry, "municipality", new(
                    "koden för en kommun i facts/municipalities.yaml", "the code of a municipality in facts/municipalities.yaml"));
            }
            else if (Take("hospital", id, entry.OriginOf("id")))
            {
                hospitals[id] = new(id, name, town, kind, register, entry.Origin);
            }
        }

        file.Done();
    }

    private void ReadUnits(RuleFields file)
    {
        file.Id("units");
        places = places with { SyntheticGround = new([SourceOf(file)], file.WordsOrNull("assumption")) };
        var found = ImmutableSortedDictionary.CreateBuilder<RegionId, ImmutableArray<Hospital>>();
        foreach (var (text, (at, node)) in (file.Node("hospitals", "{\"0014\": [id, …]}") as RuleMap)?.Fields ?? ImmutableDictionary<string, (RuleOrigin, RuleNode)>.Empty)
        {
            if (RegionOf(text, at) is not { } region)
            {
                continue;
            }

            var ids = node is RuleList list ? list.Items.OfType<RuleScalar>().Select(s => s.Text).ToList() : [];
            if (MayStandUnread(FactsFolder))
            {
                continue;
            }

            if (ids.Count == 0 || ids.Any(id => !hospitals.TryGetValue(id, out var hospital) || hospital.Municipality.Region != region))
            {
                file.Wrong(new RuleScalar(at, text), "hospitals", new(
                    "regionens egna sjukhus ur facts/hospitals.yaml: [id, …]", "the region's own hospitals from facts/hospitals.yaml: [id, …]"));
                continue;
            }

            found[region] = [.. ids.Select(id => hospitals[id])];
        }

        places = places with { SyntheticUnits = found.ToImmutable() };
    }

    // A place may be missed because the file that has it could not be read; a field that is missing was said to be.
    private void NotRight(RuleFields entry, string name, Bilingual wanted)
    {
        if (entry.Has(name) && !MayStandUnread(FactsFolder))
        {
            entry.Wrong(new RuleScalar(entry.OriginOf(name), entry.TextOrNull(name) ?? ""), name, wanted);
        }
    }

    // [latitude, longitude] in degrees with at most five decimals.
    private static Coordinates PointOf(RuleFields entry)
    {
        var degrees = entry.Scalars("at").Select(s =>
            decimal.TryParse(s.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degree) &&
            Math.Abs(degree) <= 180 && decimal.IsInteger(degree * Coordinates.ToADegree) ? (int?)(degree * Coordinates.ToADegree) : null).ToList();
        if (degrees is [{ } north, { } east] && Math.Abs(north) <= 90 * Coordinates.ToADegree)
        {
            return new(north, east);
        }

        Require(entry, "at", false, new(
            "[nord, ost] i grader med högst fem decimaler", "[north, east] in degrees with at most five decimals"));
        return default;
    }
}

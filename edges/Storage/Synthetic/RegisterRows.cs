using System.Collections.Immutable;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Synthetic;

/// <summary>
/// Writes a region's month in the form the register is reported in: 32 fields, who waits on the last day (no start_datum) and who
/// was cared for in the month. Codes that are not public (profession, booking, referrer) are left empty.
/// </summary>
internal sealed class RegisterRows
{
    /// <summary>The fields in the order of the reporting model.</summary>
    public static readonly ImmutableArray<string> Fields =
    [
        "vardkontakt_id", "patient_id", "kon", "fodelsear", "regionkod", "hsaid_region", "hsaid_vardgivare", "hsaid_vardenhet",
        "hsaid_enhet", "sjukhuskod", "sjukhusnamn", "mvo_kod", "aktivitetskod", "aktivitet_kva", "aktivitet_icd", "kva_kod",
        "yrkeskategori", "bokningssatt", "vardkontakttyp", "vardgaranti", "avvikelsekod", "remittenttyp", "remittent_hsaid",
        "remiss_id", "remiss_datum", "ankomst_datum", "beslut_datum", "start_datum", "medicinskt_maldatum", "lkf",
        "hsaid_listning", "matperiod",
    ];

    private readonly SyntheticPeople people;
    private readonly Places places;
    private readonly RowText row = new();
    private readonly byte[] contact;
    private readonly byte[] referral;

    /// <summary>Rows of one region.</summary>
    public RegisterRows(SyntheticPeople people, Places places)
    {
        (this.people, this.places) = (people, places);
        contact = Encoding.ASCII.GetBytes($"{SyntheticKeys.Mark}-{places.Region.Id}-");
        referral = Encoding.ASCII.GetBytes($"{SyntheticKeys.Mark}R-{places.Region.Id}-");
    }

    /// <summary>Writes the heading and every row, each strand's in order of place.</summary>
    public void Write(SyntheticMonth month, PlainGzip to)
    {
        to.Write(Encoding.ASCII.GetBytes(string.Join(',', Fields) + "\n"));
        var period = Encoding.ASCII.GetBytes(month.Month.ToString());
        foreach (var (strand, waits) in month.Strands)
        {
            foreach (var found in places.InOrder(waits.Waiting.Select(w => people.ContactOf(strand, w))))
            {
                to.Write(Row(strand, found, null, period));
            }

            foreach (var found in places.InOrder(waits.Completed.Select(e => (Contact: people.ContactOf(strand, e.Wait, e.Day), e.Day)), e => e.Contact))
            {
                to.Write(Row(strand, found.Contact, DateOnly.FromDayNumber(found.Day), period));
            }
        }
    }

    private ReadOnlySpan<byte> Row(Strand strand, in SyntheticContact of, DateOnly? care, ReadOnlySpan<byte> period) => row
        .Key(contact, (ulong)of.Number, SyntheticKeys.NumberLetters)
        .Key("SYNP-"u8, people.PseudonymOf(of.Number), SyntheticKeys.PersonLetters)
        .Field(of.Sex == Sex.Male ? "1"u8 : "2"u8)
        .Year(of.BirthYear)
        .Field(places.Register(strand, of))
        .Key(referral, (ulong)of.Number, SyntheticKeys.NumberLetters)
        .Date(of.Referral).Date(of.Arrival).Date(of.Decision).Date(care).Date(of.Target)
        .Field(places.Municipality(of))
        .Field(places.Listing(of))
        .Field(period)
        .End();
}

/// <summary>The places of a region as the files write them: everything that many rows share, put together once.</summary>
internal sealed class Places
{
    private const int Hospitals = 10;

    private readonly SyntheticNation nation;
    private readonly byte[][] municipalities;
    private readonly byte[][] listings;
    private readonly Dictionary<(int Strand, int Service, int Hospital, bool Coded), byte[]> register = [];
    private readonly Dictionary<(int Kind, int Service, int Hospital), byte[]> units = [];

    /// <summary>The places of a region.</summary>
    public Places(SyntheticNation nation, int region)
    {
        (this.nation, Region) = (nation, nation.Regions[region]);
        municipalities = [.. Region.Municipalities.Select(Encoding.ASCII.GetBytes)];
        listings = [.. Region.Municipalities.Select(m => Encoding.ASCII.GetBytes($"SYN-{Region.Id}-VC-{m}"))];
    }

    /// <summary>The region.</summary>
    public SyntheticRegion Region { get; }

    /// <summary>Code of the home municipality.</summary>
    public ReadOnlySpan<byte> Municipality(in SyntheticContact of) => municipalities[of.Municipality];

    /// <summary>Primary-care unit that the person is listed at.</summary>
    public ReadOnlySpan<byte> Listing(in SyntheticContact of) => listings[of.Municipality];

    /// <summary>The register's fields from region to referrer.</summary>
    public ReadOnlySpan<byte> Register(Strand strand, in SyntheticContact of)
    {
        var key = (strand.Place, of.Service, of.Hospital, of.Coded);
        return register.TryGetValue(key, out var found) ? found : register[key] = RegisterFields(strand, of);
    }

    /// <summary>The operational file's fields of region, unit and service.</summary>
    public ReadOnlySpan<byte> Operational(Strand strand, in SyntheticContact of)
    {
        var key = (strand.Kind, of.Service, of.Hospital);
        return units.TryGetValue(key, out var found) ? found
            : units[key] = Encoding.ASCII.GetBytes($"{Region.Id},{Unit(strand, of)},{Service(strand, of).Code}");
    }

    /// <summary>In order of service and hospital, otherwise as they came: neighbouring rows then share most of what they say.</summary>
    public IEnumerable<SyntheticContact> InOrder(IEnumerable<SyntheticContact> contacts) => InOrder(contacts, c => c);

    /// <summary>In order of service and hospital, otherwise as they came.</summary>
    public IEnumerable<T> InOrder<T>(IEnumerable<T> rows, Func<T, SyntheticContact> contact)
    {
        var places = new List<T>?[nation.Kinds.Max(k => k.Services.Length) * Hospitals];
        foreach (var row in rows)
        {
            var of = contact(row);
            (places[(of.Service * Hospitals) + of.Hospital] ??= []).Add(row);
        }

        return places.Where(p => p is not null).SelectMany(p => p!);
    }

    private ServiceWeight Service(Strand strand, in SyntheticContact of) => nation.Kinds[strand.Kind].Services[of.Service];

    private string Unit(Strand strand, in SyntheticContact of) => $"SYN-{Region.Id}-{Service(strand, of).Code}-{of.Hospital}";

    private byte[] RegisterFields(Strand strand, in SyntheticContact of)
    {
        var (kind, service) = (nation.Kinds[strand.Kind], Service(strand, of));
        var activity = of.Coded ? service.Activity : null;
        var deviation = strand.Deviation switch
        {
            DeviationKind.PatientChosen => "1",
            DeviationKind.MedicallyCaused => "2",
            DeviationKind.SpeciallyCaused => "3",
            _ => "",
        };
        return Encoding.UTF8.GetBytes(string.Join(',',
            Region.County, $"SYN-{Region.Id}", $"SYN-{Region.Id}-VG", Unit(strand, of), "", $"SYN-{Region.Id}-{of.Hospital}",
            $"Syntetiskt sjukhus {of.Hospital}", service.Code, activity?.Code, activity?.Kva, "", activity?.Kva, "", "",
            kind.ContactType, kind.Guarantee, deviation, "", $"SYN-{Region.Id}-VC"));
    }
}

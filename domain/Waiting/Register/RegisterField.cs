using System.Collections.Immutable;

namespace Vardbro.Waiting.Register;

/// <summary>The 32 fields of the register's monthly file, in the order they stand in.</summary>
public enum RegisterField
{
#pragma warning disable CS1591 // each field's name in the file is its documentation
    ContactId,
    PatientId,
    Sex,
    BirthYear,
    RegionCode,
    RegionIdentity,
    ProviderIdentity,
    CareUnit,
    InnerUnit,
    HospitalCode,
    HospitalName,
    Service,
    Activity,
    ActivityProcedure,
    ActivityDiagnosis,
    Procedure,
    Profession,
    BookingMode,
    ContactType,
    Guarantee,
    Deviation,
    ReferrerType,
    Referrer,
    ReferralId,
    ReferralDate,
    ArrivalDate,
    DecisionDate,
    StartDate,
    TargetDate,
    Municipality,
    ListedUnit,
    Period,
#pragma warning restore CS1591
}

/// <summary>The fields' names in the file.</summary>
public static class RegisterFields
{
    /// <summary>How many fields a row has.</summary>
    public const int Count = 32;

    /// <summary>The names in order: the header is these with commas between.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "vardkontakt_id", "patient_id", "kon", "fodelsear", "regionkod", "hsaid_region", "hsaid_vardgivare", "hsaid_vardenhet",
        "hsaid_enhet", "sjukhuskod", "sjukhusnamn", "mvo_kod", "aktivitetskod", "aktivitet_kva", "aktivitet_icd", "kva_kod",
        "yrkeskategori", "bokningssatt", "vardkontakttyp", "vardgaranti", "avvikelsekod", "remittenttyp", "remittent_hsaid", "remiss_id",
        "remiss_datum", "ankomst_datum", "beslut_datum", "start_datum", "medicinskt_maldatum", "lkf", "hsaid_listning", "matperiod",
    ];

    /// <summary>A field's name in the file.</summary>
    public static string NameOf(RegisterField field) => Names[(int)field];

    /// <summary>Whether a field holds an identifier that points at one person's contact, and is never shown whole.</summary>
    public static bool IsIdentifier(RegisterField field) =>
        field is RegisterField.ContactId or RegisterField.PatientId or RegisterField.ReferralId;
}

/// <summary>One row of the file as it stands in memory: the bytes, and where each field begins and ends. Valid UTF-8, quotes taken off.</summary>
/// <param name="text">The bytes the places point into.</param>
/// <param name="starts">Where each of the 32 fields begins.</param>
/// <param name="ends">Where each ends.</param>
public readonly ref struct RegisterRow(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly ReadOnlySpan<int> starts = starts;
    private readonly ReadOnlySpan<int> ends = ends;

    /// <summary>A field's bytes; empty when nothing stands there.</summary>
    public ReadOnlySpan<byte> this[RegisterField field] => text[starts[(int)field]..ends[(int)field]];
}

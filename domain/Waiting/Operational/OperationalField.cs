using System.Collections.Immutable;

namespace Vardbro.Waiting.Operational;

/// <summary>The 21 fields of the home units' daily file, in the order they stand in.</summary>
public enum OperationalField
{
#pragma warning disable CS1591 // each field's name in the file is its documentation
    WaitId,
    PersonKey,
    Region,
    Unit,
    Service,
    Municipality,
    Sex,
    BirthYear,
    Kind,
    ReferralDate,
    DecisionDate,
    TargetDate,
    HomeDate,
    Deviation,
    DeviationFrom,
    DeviationTo,
    Profile,
    Status,
    ExitReason,
    ExitDate,
    UpdatedAt,
#pragma warning restore CS1591
}

/// <summary>The fields' names in the file.</summary>
public static class OperationalFields
{
    /// <summary>The names in order: the header is these with commas between.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "wait_id", "person_key", "region_id", "unit", "service", "municipality", "sex", "birth_year", "kind", "referral_date", "decision_date",
        "target_date", "home_date", "deviation", "deviation_from", "deviation_to", "profile", "status", "exit_reason", "exit_date", "updated_at",
    ];

    /// <summary>A field's name in the file.</summary>
    public static string NameOf(OperationalField field) => Names[(int)field];

    /// <summary>Whether a field's value is never shown whole: it points at a person, or is of one.</summary>
    public static bool IsPersonal(OperationalField field) =>
        field is OperationalField.WaitId or OperationalField.PersonKey or OperationalField.BirthYear;
}

/// <summary>One row of the file as it stands in memory: the bytes, and where each field begins and ends. Valid UTF-8, quotes taken off.</summary>
/// <param name="text">The bytes the places point into.</param>
/// <param name="starts">Where each of the 21 fields begins.</param>
/// <param name="ends">Where each ends.</param>
public readonly ref struct OperationalRow(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
{
    private readonly ReadOnlySpan<byte> text = text;
    private readonly ReadOnlySpan<int> starts = starts;
    private readonly ReadOnlySpan<int> ends = ends;

    /// <summary>A field's bytes; empty when nothing stands there.</summary>
    public ReadOnlySpan<byte> this[OperationalField field] => text[starts[(int)field]..ends[(int)field]];
}

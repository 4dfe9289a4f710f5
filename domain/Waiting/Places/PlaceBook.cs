using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Places;

/// <summary>A municipality.</summary>
/// <param name="Code">Four digits: county and municipality (länskod och kommunkod).</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">The region that its county is.</param>
/// <param name="At">The middle of its area.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Municipality(string Code, string Name, RegionId Region, Coordinates At, RuleOrigin Origin);

/// <summary>What kind of hospital; as the list has it, unverified.</summary>
public enum HospitalKind
{
    /// <summary>Universitetssjukhus.</summary>
    University,

    /// <summary>Akutsjukhus.</summary>
    Acute,

    /// <summary>Planned care only.</summary>
    Elective,

    /// <summary>Närsjukhus.</summary>
    Local,

    /// <summary>One speciality.</summary>
    Specialist,
}

/// <summary>A hospital. It lies where its municipality does: it has no coordinates of its own.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Municipality">The municipality that it stands in.</param>
/// <param name="Kind">What kind, unverified.</param>
/// <param name="RegisterCode">Its code in the patient register; null when it is not known.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record Hospital(string Id, string Name, Municipality Municipality, HospitalKind Kind, string? RegisterCode, RuleOrigin Origin);

/// <summary>What a list of places rests on.</summary>
/// <param name="Sources">Where it comes from.</param>
/// <param name="Assumption">What is assumed of it.</param>
public sealed record PlaceGround(ImmutableArray<Source> Sources, Bilingual? Assumption);

/// <summary>Where municipalities, hospitals and care units lie, as the rules know it.</summary>
/// <param name="Municipalities">Every municipality, by code.</param>
/// <param name="Hospitals">The hospitals, in the order of the rules.</param>
/// <param name="SyntheticUnits">The hospitals that each region's synthetic units are laid at, in order of their number.</param>
public sealed record PlaceBook(
    ImmutableArray<Municipality> Municipalities, ImmutableArray<Hospital> Hospitals, ImmutableSortedDictionary<RegionId, ImmutableArray<Hospital>> SyntheticUnits)
{
    /// <summary>No places.</summary>
    public static readonly PlaceBook None = new([], [], ImmutableSortedDictionary<RegionId, ImmutableArray<Hospital>>.Empty);

    /// <summary>What the municipalities' places rest on.</summary>
    public PlaceGround MunicipalityGround { get; init; } = new([], null);

    /// <summary>What the hospitals rest on.</summary>
    public PlaceGround HospitalGround { get; init; } = new([], null);

    /// <summary>What the places of synthetic units rest on.</summary>
    public PlaceGround SyntheticGround { get; init; } = new([], null);

    /// <summary>The municipality with a code or a name, in capitals or not, or a refusal (VB2240).</summary>
    public Outcome<Municipality> FindMunicipality(string text) =>
        Municipalities.FirstOrDefault(m => m.Code == text || string.Equals(m.Name, text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found
            : Refusal.Of(RefusalCode.MunicipalityUnknown, text);

    /// <summary>The municipalities whose name is like a text: equal or begun by it without regard to capitals and diacritics; at most ten.</summary>
    public ImmutableArray<Municipality> Like(string text) => Plain(text) is { Length: > 1 } plain
        ? [.. Municipalities.Where(m => Plain(m.Name).StartsWith(plain, StringComparison.Ordinal)).OrderBy(m => m.Name.Length).ThenBy(m => m.Name, StringComparer.Ordinal).Take(10)]
        : [];

    private static string Plain(string text) => string.Concat(text.Trim().ToLowerInvariant().Select(letter => letter switch
    {
        'å' or 'ä' or 'á' or 'à' => 'a',
        'ö' or 'ø' or 'ó' => 'o',
        'é' or 'è' => 'e',
        'ü' => 'u',
        _ => letter,
    }));

    /// <summary>
    /// The hospital that a care unit stands at, or null when nobody has said. Only the synthetic nation's units
    /// (<c>SYN-REGION-SERVICE-NUMBER</c>) have a known place so far.
    /// </summary>
    public Hospital? HospitalOf(string unit) =>
        unit.Split('-') is [Synthetic.SyntheticKeys.Mark, var region, _, var number] && RegionId.TryParse(region) is { } id &&
        SyntheticUnits.TryGetValue(id, out var hospitals) && int.TryParse(number, System.Globalization.NumberStyles.None, null, out var place) &&
        place >= 1 && place <= hospitals.Length ? hospitals[place - 1] : null;

    /// <summary>Whether a unit is invented.</summary>
    public static bool IsSynthetic(string unit) => unit.StartsWith(Synthetic.SyntheticKeys.Mark + "-", StringComparison.Ordinal);
}

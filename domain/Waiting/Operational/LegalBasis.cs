using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Operational;

/// <summary>On what ground a region's waits may be handled person by person.</summary>
public enum BasisKind
{
    /// <summary>An agreement between the region and whoever brokers (överenskommelse, personuppgiftsbiträdesavtal).</summary>
    Agreement,

    /// <summary>The consent of each person (samtycke).</summary>
    Consent,

    /// <summary>A statute or ordinance that says so (författning).</summary>
    Statute,
}

/// <summary>
/// The recorded ground for handling one region's operational waits. The register's secrecy (offentlighets- och sekretesslagen
/// 2009:400 ch. 24) gives none, so each region has its own; without one it gives figures and never persons.
/// </summary>
/// <param name="Region">Whose waits.</param>
/// <param name="Kind">What kind of ground.</param>
/// <param name="Reference">Where it can be read: a file number, a section.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="To">The last day; null while no end is decided.</param>
public sealed record LegalBasis(RegionId Region, BasisKind Kind, string Reference, DateOnly From, DateOnly? To = null)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && !(To < day);
}

/// <summary>Something that happened to a region's legal basis.</summary>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public abstract record BasisEvent(Signature Signature, DateTimeOffset At);

/// <summary>A basis was recorded.</summary>
/// <param name="Basis">The basis.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record BasisRecorded(LegalBasis Basis, Signature Signature, DateTimeOffset At) : BasisEvent(Signature, At);

/// <summary>The basis that held was ended.</summary>
/// <param name="Region">Whose.</param>
/// <param name="LastDay">The last day it holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record BasisEnded(RegionId Region, DateOnly LastDay, string Reason, Signature Signature, DateTimeOffset At) : BasisEvent(Signature, At);

/// <summary>A region's legal bases, oldest first; at most one holds on a day.</summary>
/// <param name="Region">Whose.</param>
/// <param name="Bases">The bases as they stand.</param>
public sealed record RegionBases(RegionId Region, ImmutableArray<LegalBasis> Bases)
{
    /// <summary>None recorded.</summary>
    public static RegionBases None(RegionId region) => new(region, []);

    /// <summary>The one that holds on a day, or null: then the region's persons are in no list and no run.</summary>
    public LegalBasis? On(DateOnly day) => Bases.FirstOrDefault(b => b.HoldsOn(day));

    /// <summary>
    /// The one that lets the persons of a day be kept: it holds on the day, and one holds today. What has ended since makes them
    /// unusable, so they are not taken in at all. Null: figures only.
    /// </summary>
    public LegalBasis? ForPersonsOf(DateOnly day, DateOnly today) => On(today) is null ? null : On(day);

    /// <summary>Whether an event could have been decided on this state.</summary>
    public bool CanFollow(BasisEvent happened) => happened switch
    {
        BasisRecorded e => e.Basis.Region == Region && !Bases.Any(b => Meet(b, e.Basis)),
        BasisEnded e => e.Region == Region && On(e.LastDay) is not null,
        _ => false,
    };

    /// <summary>The state after an event.</summary>
    public RegionBases Evolve(BasisEvent happened) => happened switch
    {
        BasisRecorded e => this with { Bases = [.. Bases.Add(e.Basis).OrderBy(b => b.From)] },
        BasisEnded e => this with { Bases = Bases.Replace(On(e.LastDay)!, On(e.LastDay)! with { To = e.LastDay }) },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
    };

    internal static bool Meet(LegalBasis one, LegalBasis other) => !(one.To < other.From) && !(other.To < one.From);
}

/// <summary>Records and ends legal bases. Pure.</summary>
public static class DecideBasis
{
    /// <summary>Records a basis; refused when another holds on one of its days, or its days or reference are not right.</summary>
    public static Outcome<BasisEvent> Record(RegionBases state, LegalBasis basis, Signature signature, DateOnly today, DateTimeOffset at)
    {
        var whole = basis with { Reference = basis.Reference.Trim() };
        return whole.Reference.Length == 0 ? Refusal.Of(RefusalCode.BasisReferenceMissing, basis.Region.ToString())
            : whole.To < whole.From ? Refusal.Of(RefusalCode.BasisBackwards, $"{whole.From:yyyy-MM-dd}", $"{whole.To:yyyy-MM-dd}")
            : state.Bases.FirstOrDefault(b => RegionBases.Meet(b, whole)) is { } held ? Refusal.Of(RefusalCode.BasisHoldsAlready,
                basis.Region.ToString(), held.Reference, $"{held.From:yyyy-MM-dd}", held.To is { } to ? $"{to:yyyy-MM-dd}" : "–")
            : signature.Check(DateOnly.MinValue, today).Then<BasisEvent>(signed => new BasisRecorded(whole, signed, at));
    }

    /// <summary>Ends the basis that holds on a day, that day being its last; refused when none holds then.</summary>
    public static Outcome<BasisEvent> End(
        RegionBases state, DateOnly lastDay, string reason, Signature signature, DateOnly today, DateTimeOffset at) =>
        state.On(lastDay) is null ? Refusal.Of(RefusalCode.BasisNotInForce, state.Region.ToString(), $"{lastDay:yyyy-MM-dd}")
            : string.IsNullOrWhiteSpace(reason) ? Refusal.Of(RefusalCode.BasisReasonMissing, state.Region.ToString())
            : signature.Check(DateOnly.MinValue, today).Then<BasisEvent>(signed => new BasisEnded(state.Region, lastDay, reason.Trim(), signed, at));
}

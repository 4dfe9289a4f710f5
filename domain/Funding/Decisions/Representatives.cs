using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>A person who may requisition and report for a region (behörig företrädare).</summary>
/// <param name="Region">For which region.</param>
/// <param name="Name">The name.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while no end is decided.</param>
public sealed record Representative(RegionId Region, string Name, DateOnly From, DateOnly? To = null)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && !(To < day);

    /// <summary>Whether it is this person, however the name is written.</summary>
    public bool Is(string name) => string.Equals(Name, Signature.Name(name), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something that happened to a region's representatives.</summary>
/// <param name="Signature">Number, date and the two persons who vouch for it.</param>
/// <param name="At">The instant it was recorded.</param>
public abstract record RepresentativeEvent(Signature Signature, DateTimeOffset At);

/// <summary>A representative was recorded.</summary>
/// <param name="Representative">Who, for which region, from when.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record RepresentativeRecorded(Representative Representative, Signature Signature, DateTimeOffset At) : RepresentativeEvent(Signature, At);

/// <summary>A representative's authority was ended.</summary>
/// <param name="Region">For which region.</param>
/// <param name="Name">Whose.</param>
/// <param name="LastDay">The last day it holds.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record RepresentativeEnded(RegionId Region, string Name, DateOnly LastDay, Signature Signature, DateTimeOffset At) : RepresentativeEvent(Signature, At);

/// <summary>A region's representatives, in order of first day. Several may hold at once.</summary>
/// <param name="Region">Whose.</param>
/// <param name="All">Every one that was recorded, as it stands.</param>
public sealed record RegionRepresentatives(RegionId Region, ImmutableArray<Representative> All)
{
    /// <summary>None recorded.</summary>
    public static RegionRepresentatives None(RegionId region) => new(region, []);

    /// <summary>Those who may sign on a day.</summary>
    public IEnumerable<Representative> On(DateOnly day) => All.Where(r => r.HoldsOn(day));

    /// <summary>Whether a person may sign on a day.</summary>
    public bool MaySign(string name, DateOnly day) => On(day).Any(r => r.Is(name));

    /// <summary>Whether an event could have been decided on this state.</summary>
    public bool CanFollow(RepresentativeEvent happened) => happened switch
    {
        RepresentativeRecorded e => e.Representative.Region == Region && !All.Any(r => Meet(r, e.Representative)),
        RepresentativeEnded e => e.Region == Region && MaySign(e.Name, e.LastDay),
        _ => false,
    };

    /// <summary>The state after an event.</summary>
    public RegionRepresentatives Evolve(RepresentativeEvent happened) => happened switch
    {
        RepresentativeRecorded e => this with { All = [.. All.Add(e.Representative).OrderBy(r => r.From)] },
        RepresentativeEnded e => this with { All = [.. All.Select(r => r.Is(e.Name) && r.HoldsOn(e.LastDay) ? r with { To = e.LastDay } : r)] },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
    };

    internal static bool Meet(Representative one, Representative other) =>
        one.Is(other.Name) && !(one.To < other.From) && !(other.To < one.From);
}

/// <summary>Records and ends representatives. Pure.</summary>
public static class DecideRepresentative
{
    /// <summary>Records a representative; refused without a name, with days the wrong way, or when the person holds it already.</summary>
    public static Outcome<RepresentativeEvent> Record(
        RegionRepresentatives state, Representative representative, Signature signature, DateOnly today, DateTimeOffset at)
    {
        var whole = representative with { Name = Signature.Name(representative.Name) };
        return whole.Name.Length == 0 ? Refusal.Of(RefusalCode.RepresentativeNameMissing, whole.Region.ToString())
            : whole.To < whole.From ? Refusal.Of(RefusalCode.RepresentativeBackwards, $"{whole.From:yyyy-MM-dd}", $"{whole.To:yyyy-MM-dd}")
            : state.All.FirstOrDefault(r => RegionRepresentatives.Meet(r, whole)) is { } held ? Refusal.Of(RefusalCode.RepresentativeHoldsAlready,
                held.Name, held.Region.ToString(), $"{held.From:yyyy-MM-dd}", held.To is { } to ? $"{to:yyyy-MM-dd}" : "–")
            : signature.Check(DateOnly.MinValue, today).Then<RepresentativeEvent>(signed => new RepresentativeRecorded(whole, signed, at));
    }

    /// <summary>Ends a representative's authority, a day being its last; refused when it does not hold then.</summary>
    public static Outcome<RepresentativeEvent> End(
        RegionRepresentatives state, string name, DateOnly lastDay, Signature signature, DateOnly today, DateTimeOffset at) =>
        !state.MaySign(name, lastDay)
            ? Refusal.Of(RefusalCode.RepresentativeNotInForce, Signature.Name(name), state.Region.ToString(), $"{lastDay:yyyy-MM-dd}")
            : signature.Check(DateOnly.MinValue, today)
                .Then<RepresentativeEvent>(signed => new RepresentativeEnded(state.Region, Signature.Name(name), lastDay, signed, at));
}

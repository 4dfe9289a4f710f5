using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting;

/// <summary>Why a wait is not the queue's doing. Lack of capacity is never one of these.</summary>
public enum DeviationKind
{
    /// <summary>
    /// PvV, patientvald väntan: the person was informed of the guarantee, was offered care within it and actively declined.
    /// Silence, or an appointment moved, is not enough.
    /// </summary>
    PatientChosen,

    /// <summary>MoV, medicinskt orsakad väntan: care cannot be given for medical reasons.</summary>
    MedicallyCaused,

    /// <summary>SoV, särskilt orsakad väntan: social reasons, in child and adolescent psychiatry only.</summary>
    SpeciallyCaused,
}

/// <summary>A period in which the wait deviates.</summary>
public sealed record Deviation
{
    private Deviation(DeviationKind kind, DateOnly from, DateOnly? to) => (Kind, From, To) = (kind, from, to);

    /// <summary>Why.</summary>
    public DeviationKind Kind { get; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The last day, itself included; null while it goes on.</summary>
    public DateOnly? To { get; }

    /// <summary>A deviation, or a refusal when it ends before it begins (VB2102) or a date is out of range (VB2109).</summary>
    public static Outcome<Deviation> Of(DeviationKind kind, DateOnly from, DateOnly? to = null) =>
        (WaitDate.OutOfRange(from) ?? (to is { } last ? WaitDate.OutOfRange(last) : null)) is { } outside ? outside
        : to < from ? Refusal.Of(RefusalCode.DeviationBackwards, WaitingWords.Of(kind), WaitDate.Text(from), WaitDate.Text(to.Value))
        : new Deviation(kind, from, to);

    /// <summary>Whether a day lies within.</summary>
    public bool Covers(DateOnly day) => From <= day && !(To < day);

    /// <summary>How many of its days lie after one day and no later than another.</summary>
    public int DaysWithin(DateOnly after, DateOnly until)
    {
        var first = Math.Max(From.DayNumber, after.DayNumber + 1);
        var last = Math.Min(To?.DayNumber ?? int.MaxValue, until.DayNumber);
        return Math.Max(0, last - first + 1);
    }
}

/// <summary>A wait's deviations, oldest first; no day lies in two.</summary>
public sealed record Deviations
{
    /// <summary>The most that one wait may have.</summary>
    public const int Most = 100;

    /// <summary>None.</summary>
    public static readonly Deviations None = new([]);

    private Deviations(ImmutableArray<Deviation> all) => All = all;

    /// <summary>All of them, oldest first.</summary>
    public ImmutableArray<Deviation> All { get; }

    /// <summary>These deviations in order, or a refusal when two share a day (VB2103) or there are too many (VB2110).</summary>
    public static Outcome<Deviations> Of(IEnumerable<Deviation> deviations)
    {
        var all = deviations.OrderBy(d => d.From).ToImmutableArray();
        if (all.Length > Most)
        {
            return Refusal.Of(RefusalCode.DeviationsTooMany, $"{all.Length}", $"{Most}");
        }

        for (var i = 1; i < all.Length; i++)
        {
            if (all[i - 1].Covers(all[i].From))
            {
                return Refusal.Of(RefusalCode.DeviationsOverlap,
                    WaitingWords.Of(all[i - 1].Kind), WaitingWords.Of(all[i].Kind), WaitDate.Text(all[i].From));
            }
        }

        return new Deviations(all);
    }

    /// <summary>The deviation of a day, if any.</summary>
    public Deviation? At(DateOnly day) => All.FirstOrDefault(d => d.Covers(day));

    /// <inheritdoc/>
    public bool Equals(Deviations? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Synthetic;

/// <summary>Waits of one kind in one region that deviate in one way, or not at all.</summary>
/// <param name="Place">Its place among the strands of a region.</param>
/// <param name="Kind">Place of the kind in <see cref="SyntheticNation.Kinds"/>.</param>
/// <param name="Deviation">How they deviate; null when they do not.</param>
public sealed record Strand(int Place, int Kind, DeviationKind? Deviation);

/// <summary>A region's month: what each strand amounts to.</summary>
/// <param name="Region">Place of the region in <see cref="SyntheticNation.Regions"/>.</param>
/// <param name="Month">The month.</param>
/// <param name="Strands">What each strand amounts to, in order of place.</param>
public sealed record SyntheticMonth(int Region, Month Month, ImmutableArray<(Strand Strand, StrandMonth Waits)> Strands);

/// <summary>
/// Makes a region's year, month by month, holding no more than one month. A region is made of its own chance: it is the same
/// whichever others are made with it and however many months are written.
/// </summary>
public static class SyntheticYear
{
    // Numbers of one strand lie together, so that a number alone tells what is waited for.
    private const int NumberBits = 26;

    /// <summary>The strands of every region: each kind without a deviation and with each.</summary>
    public static ImmutableArray<Strand> Strands(SyntheticNation nation) =>
    [
        .. Enumerable.Range(0, nation.Kinds.Length)
            .SelectMany(kind => nation.Deviations.Select(d => (DeviationKind?)d.Kind).Prepend(null).Select(d => (kind, d)))
            .Select((s, place) => new Strand(place, s.kind, s.d)),
    ];

    /// <summary>What each kind is to amount to, a region each, in order of kind and region.</summary>
    public static ImmutableArray<ImmutableArray<RegionTarget>> Targets(SyntheticNation nation, SyntheticOrder order) =>
        [.. nation.Kinds.Select(k => RegionTargets.Of(nation, k, order.ScaleMillionths))];

    /// <summary>Every month of the course for one region, oldest first.</summary>
    /// <param name="people">The people of the region.</param>
    /// <param name="targets">What each kind is to amount to.</param>
    public static IEnumerable<SyntheticMonth> Of(SyntheticPeople people, ImmutableArray<ImmutableArray<RegionTarget>> targets)
    {
        var nation = people.Nation;
        var deviating = nation.Deviations.Sum(d => d.Permille);
        var strands = Strands(nation);
        var years = strands.Select(s =>
        {
            var target = targets[s.Kind][people.Region];
            var permille = nation.Deviations.FirstOrDefault(d => d.Kind == s.Deviation)?.Permille;
            return new StrandYear(
                permille is { } some && s.Deviation is not null ? target.Beside(some, 1000 - deviating) : target,
                nation.Course, nation.Habits.Leaving, (long)s.Place << NumberBits, people.DiceOf(s), n => people.SlownessOf(s, n)).Months().GetEnumerator();
        }).ToArray();
        foreach (var course in nation.Course)
        {
            yield return new(people.Region, course.Month, [.. strands.Select(s =>
            {
                years[s.Place].MoveNext();
                return (s, years[s.Place].Current);
            })]);
        }
    }
}

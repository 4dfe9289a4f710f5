using System.Collections.Immutable;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Brokering.Night;

/// <summary>
/// Who is placed and who is not, with small counts hidden. The tables stand beside one another and share the run's own totals, so those
/// are never what is hidden: what is too small there is put together with something else first, and every box that hides a cell
/// (<see cref="JointSuppression"/>, ADR 11) has two groups, which leaves the totals as they are. So no table gives away what another hides.
/// </summary>
/// <param name="bound">Fewer than this are not shown.</param>
public sealed class NightTables(int bound)
{
    private const int ByGroup = 1; // the first dimension, as a bit

    /// <summary>Puts together what is too small: the smallest with the next smallest until none is below the bound. Those with nobody are left out.</summary>
    /// <param name="counts">How many of each.</param>
    /// <returns>Places that stand together, in order; none when there are too few in all.</returns>
    public ImmutableArray<ImmutableArray<int>> Together(ImmutableArray<long> counts)
    {
        var parts = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).Select(i => (Places: ImmutableArray.Create(i), Count: counts[i])).ToList();
        while (parts.Count > 1 && parts.Min(p => p.Count) < bound)
        {
            var two = parts.OrderBy(p => p.Count).ThenBy(p => p.Places[0]).Take(2).ToList();
            parts.RemoveAll(two.Contains);
            parts.Add(([.. two[0].Places.AddRange(two[1].Places).Order()], two[0].Count + two[1].Count));
        }

        return parts.Any(p => p.Count < bound) ? [] : [.. parts.Select(p => p.Places).OrderBy(p => p[0])];
    }

    /// <summary>A table of groups and outcomes with every total, and what of it may be shown.</summary>
    /// <param name="counts">By group and outcome.</param>
    public Shown Table(long[,] counts) => Judge(
        [counts.GetLength(0), counts.GetLength(1)],
        from g in Enumerable.Range(0, counts.GetLength(0))
        from o in Enumerable.Range(0, counts.GetLength(1))
        select (ImmutableArray.Create(g + 1, o + 1), counts[g, o]));

    /// <summary>The same where the first outcome, a slot, is divided by who receives.</summary>
    /// <param name="received">By group and receiver.</param>
    /// <param name="nothing">By group and reason.</param>
    public Shown Table(long[,] received, long[,] nothing) => Judge(
        [received.GetLength(0), nothing.GetLength(1) + 1, received.GetLength(1) + 1],
        (from g in Enumerable.Range(0, received.GetLength(0))
         from r in Enumerable.Range(0, received.GetLength(1))
         select (ImmutableArray.Create(g + 1, 1, r + 2), received[g, r])).Concat(
        from g in Enumerable.Range(0, nothing.GetLength(0))
        from n in Enumerable.Range(0, nothing.GetLength(1))
        select (ImmutableArray.Create(g + 1, n + 2, 1), nothing[g, n])));

    private Shown Judge(ImmutableArray<int> values, IEnumerable<(ImmutableArray<int> Nodes, long Count)> cells)
    {
        var tables = PublishedTables.Of(values, cells);
        var suppressed = JointSuppression.Below(tables, bound, paired: ByGroup);

        return new(tables, suppressed.Hidden, !suppressed.Unprotected.IsEmpty);
    }

    /// <summary>A table of which some is hidden.</summary>
    /// <param name="Tables">The counts.</param>
    /// <param name="Hidden">The keys of those hidden.</param>
    /// <param name="TotalsOnly">Whether some cell has no box: then no group is shown at all, not even that somebody is in it.</param>
    public sealed record Shown(PublishedTables Tables, IReadOnlySet<int> Hidden, bool TotalsOnly)
    {
        /// <summary>A count by its nodes, 0 for a total; null when hidden.</summary>
        public long? this[params ReadOnlySpan<int> nodes] => Tables.KeyOf(nodes) is var key && Hidden.Contains(key) ? null : Tables[key];

        /// <summary>The groups to show, the total first.</summary>
        public IEnumerable<int> Groups
        {
            get
            {
                var nodes = new int[Tables.Dimensions];
                for (var group = 0; group <= (TotalsOnly ? 0 : Tables.ValuesOf(0)); group++)
                {
                    nodes[0] = group;
                    if (Tables[Tables.KeyOf(nodes)] > 0)
                    {
                        yield return group;
                    }
                }
            }
        }
    }
}

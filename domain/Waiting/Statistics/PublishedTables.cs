using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>
/// Counts as they would stand in the tables of a publication, every total included: what an attacker sees apart from what is
/// hidden. Some cells are besides divided into parts (a region's service into units) that have no totals of their own.
/// </summary>
/// <remarks>
/// A cell is a node in every dimension: 0 for the total, 1 and on for the values. Cells and parts are numbered in one row, so that
/// what is known of them lies in arrays. A count of 0 is nobody, and everybody knows that.
/// </remarks>
public sealed class PublishedTables
{
    /// <summary>The most cells that the tables of a publication may have: some thousand services.</summary>
    public const int MostCells = 1 << 20;

    private readonly int[] sizes;
    private readonly int[] radix;
    private readonly long[] counts;
    private readonly int[] wholes;
    private readonly Dictionary<int, int[]> parts;

    private PublishedTables(int[] sizes, int[] radix, long[] counts, int[] wholes)
    {
        (this.sizes, this.radix, this.counts, this.wholes) = (sizes, radix, counts, wholes);
        parts = wholes.Select((whole, i) => (whole, Key: Cells + i)).GroupBy(p => p.whole).ToDictionary(g => g.Key, g => g.Select(p => p.Key).ToArray());
    }

    /// <summary>The tables that some detailed cells give with all their totals.</summary>
    /// <param name="values">How many values each dimension has. With the totals they make at most <see cref="MostCells"/> cells.</param>
    /// <param name="cells">The most detailed cells: a value in every dimension, and the count.</param>
    /// <param name="parts">Parts of cells, which add up to the cell's count: the cell's nodes and the part's count. Their keys follow in order.</param>
    public static PublishedTables Of(
        ImmutableArray<int> values, IEnumerable<(ImmutableArray<int> Nodes, long Count)> cells,
        IReadOnlyList<(ImmutableArray<int> Whole, long Count)>? parts = null)
    {
        var (sizes, radix, size) = (new int[values.Length], new int[values.Length], 1);
        for (var d = 0; d < sizes.Length; d++)
        {
            (sizes[d], radix[d]) = (values[d] + 1, size);
            size = checked(size * sizes[d]);
        }

        var made = new PublishedTables(sizes, radix, new long[size + (parts?.Count ?? 0)], [.. (parts ?? []).Select(p => KeyOf(radix, p.Whole.AsSpan()))]);
        foreach (var (nodes, count) in cells)
        {
            // Every choice of dimensions to add up over.
            for (var totals = 0; totals < 1 << sizes.Length; totals++)
            {
                var key = 0;
                for (var d = 0; d < sizes.Length; d++)
                {
                    key += (totals & (1 << d)) != 0 ? 0 : nodes[d] * radix[d];
                }

                made.counts[key] += count;
            }
        }

        for (var i = 0; i < made.wholes.Length; i++)
        {
            made.counts[size + i] = parts![i].Count;
        }

        return made;
    }

    /// <summary>How many dimensions.</summary>
    public int Dimensions => sizes.Length;

    /// <summary>How many cells, parts not counted.</summary>
    public int Cells => counts.Length - wholes.Length;

    /// <summary>How many cells and parts.</summary>
    public int Count => counts.Length;

    /// <summary>The keys of every cell and part that has anybody in it, in order.</summary>
    public IEnumerable<int> Keys => Enumerable.Range(0, counts.Length).Where(key => counts[key] > 0);

    /// <summary>The count of a cell or part.</summary>
    public long this[int key] => counts[key];

    /// <summary>How many values a dimension has.</summary>
    public int ValuesOf(int dimension) => sizes[dimension] - 1;

    /// <summary>The key of a cell.</summary>
    public int KeyOf(ReadOnlySpan<int> nodes) => KeyOf(radix, nodes);

    /// <summary>A cell's node in one dimension.</summary>
    public int NodeOf(int key, int dimension) => key / radix[dimension] % sizes[dimension];

    /// <summary>How far apart the keys of two neighbours in a dimension are.</summary>
    internal int StepOf(int dimension) => radix[dimension];

    /// <summary>Whether a key is a part's.</summary>
    public bool IsPart(int key) => key >= Cells;

    /// <summary>The cell that a part is of.</summary>
    public int WholeOf(int part) => wholes[part - Cells];

    /// <summary>The parts of a cell; none when it is not divided.</summary>
    public IReadOnlyList<int> PartsOf(int key) => parts.TryGetValue(key, out var keys) ? keys : [];

    /// <summary>Every total with what adds up to it: the linear relations that an attacker has.</summary>
    public IEnumerable<(int Total, ImmutableArray<int> Parts)> Relations()
    {
        for (var key = 0; key < Cells; key++)
        {
            for (var d = 0; d < sizes.Length; d++)
            {
                if (counts[key] > 0 && NodeOf(key, d) == 0)
                {
                    yield return (key, [.. Enumerable.Range(1, ValuesOf(d)).Select(node => key + (node * radix[d]))]);
                }
            }
        }

        foreach (var (whole, of) in parts.OrderBy(p => p.Key))
        {
            yield return (whole, [.. of]);
        }
    }

    private static int KeyOf(int[] radix, ReadOnlySpan<int> nodes)
    {
        var key = 0;
        for (var d = 0; d < nodes.Length; d++)
        {
            key += nodes[d] * radix[d];
        }

        return key;
    }
}

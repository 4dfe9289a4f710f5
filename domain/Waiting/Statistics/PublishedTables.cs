using System.Collections.Immutable;

namespace Vardbro.Waiting.Statistics;

/// <summary>One dimension of published tables: a total (node 0) and what it divides into, level by level.</summary>
/// <param name="Parents">The parent of each node; −1 for node 0. A parent stands before its children.</param>
public sealed record Hierarchy(ImmutableArray<int> Parents)
{
    private readonly HashSet<int> dividing = [.. Parents];

    /// <summary>Whether anything stands below a node.</summary>
    public bool Divides(int node) => dividing.Contains(node);

    /// <summary>A total and so many values.</summary>
    public static Hierarchy Flat(int values) => new([-1, .. Enumerable.Repeat(0, values)]);

    /// <summary>How many nodes.</summary>
    public int Count => Parents.Length;

    /// <summary>A node and everything above it, the total last.</summary>
    public IEnumerable<int> PathOf(int node)
    {
        for (; node >= 0; node = Parents[node])
        {
            yield return node;
        }
    }

    /// <summary>How far below the total a node stands.</summary>
    public int LevelOf(int node) => PathOf(node).Count() - 1;
}

/// <summary>
/// Counts as they would stand in the tables of a publication, every total included: what an attacker sees apart from what is
/// hidden. A cell that is not here has nobody in it, and everybody knows that.
/// </summary>
public sealed class PublishedTables
{
    private readonly ulong[] radix;
    private readonly int[][] levels;
    private readonly int[][][] paths;
    private readonly HashSet<int> published = [];
    private readonly Dictionary<(ulong Key, int Dimension), List<int>> below = [];

    private PublishedTables(ImmutableArray<Hierarchy> dimensions, Dictionary<ulong, long> counts)
    {
        (Dimensions, Counts, radix) = (dimensions, counts, new ulong[dimensions.Length]);
        levels = [.. dimensions.Select(d => Enumerable.Range(0, d.Count).Select(d.LevelOf).ToArray())];
        paths = [.. dimensions.Select(d => Enumerable.Range(0, d.Count).Select(n => d.PathOf(n).ToArray()).ToArray())];
        var size = 1ul;
        for (var d = 0; d < radix.Length; d++)
        {
            radix[d] = size;
            size *= (ulong)dimensions[d].Count;
        }
    }

    /// <summary>The dimensions.</summary>
    public ImmutableArray<Hierarchy> Dimensions { get; }

    /// <summary>The count of every cell that has anybody in it, by its key.</summary>
    public IReadOnlyDictionary<ulong, long> Counts { get; }

    /// <summary>The tables that some detailed tables give together with all their totals. Totals that they share must agree.</summary>
    /// <param name="dimensions">The dimensions.</param>
    /// <param name="tables">Each table's most detailed cells: a node in every dimension, and the count; 0 is left out.</param>
    public static PublishedTables Of(
        ImmutableArray<Hierarchy> dimensions, IEnumerable<IEnumerable<(ImmutableArray<int> Nodes, long Count)>> tables)
    {
        var counts = new Dictionary<ulong, long>();
        var made = new PublishedTables(dimensions, counts);
        foreach (var table in tables)
        {
            var own = new Dictionary<ulong, long>();
            foreach (var (nodes, count) in table.Where(c => c.Count > 0))
            {
                foreach (var key in made.Product([.. nodes.Select((node, d) => made.paths[d][node])]))
                {
                    own[key] = own.GetValueOrDefault(key) + count;
                }
            }

            foreach (var (key, count) in own)
            {
                counts.TryAdd(key, count);
            }
        }

        made.Index();
        return made;
    }

    /// <summary>The key of a cell.</summary>
    public ulong KeyOf(ReadOnlySpan<int> nodes)
    {
        var key = 0ul;
        for (var d = 0; d < nodes.Length; d++)
        {
            key += (ulong)nodes[d] * radix[d];
        }

        return key;
    }

    /// <summary>A cell's node in one dimension.</summary>
    public int NodeOf(ulong key, int dimension) => (int)(key / radix[dimension] % (ulong)Dimensions[dimension].Count);

    /// <summary>The key of the cell that differs from another in one dimension.</summary>
    public ulong With(ulong key, int dimension, int node) =>
        key - ((ulong)NodeOf(key, dimension) * radix[dimension]) + ((ulong)node * radix[dimension]);

    /// <summary>The key of a cell that stands at the total in a dimension, moved to a node of it.</summary>
    internal ulong Plus(ulong key, int dimension, int node) => key + ((ulong)node * radix[dimension]);

    /// <summary>Every published total with its parts: the linear relations that an attacker has.</summary>
    public IEnumerable<(ulong Total, ImmutableArray<ulong> Parts)> Relations() =>
        below.Select(b => (b.Key.Key, b.Value.Select(node => With(b.Key.Key, b.Key.Dimension, node)).ToImmutableArray()));

    /// <summary>The parts that a cell is divided into in one dimension, as nodes of it.</summary>
    internal IReadOnlyList<int> PartsOf(ulong key, int dimension) => below.TryGetValue((key, dimension), out var nodes) ? nodes : [];

    /// <summary>A node and everything above it.</summary>
    internal int[] Path(int dimension, int node) => paths[dimension][node];

    /// <summary>Whether cells at the levels of a key stand in any table, whether anybody is in them or not.</summary>
    internal bool IsPublished(ulong key) => published.Contains(LevelsOf(key));

    /// <summary>How far below the total a node stands.</summary>
    internal int LevelOf(int dimension, int node) => levels[dimension][node];

    /// <summary>How deep each dimension is divided in the tables that divide all of some dimensions.</summary>
    /// <param name="divided">The dimensions, a bit each.</param>
    internal int[] DeepestWith(int divided)
    {
        var deepest = new int[levels.Length];
        foreach (var code in published)
        {
            int LevelIn(int d) => code >> (2 * (levels.Length - 1 - d)) & 3;
            if (Enumerable.Range(0, levels.Length).All(d => (divided & (1 << d)) == 0 || LevelIn(d) > 0))
            {
                for (var d = 0; d < levels.Length; d++)
                {
                    deepest[d] = Math.Max(deepest[d], LevelIn(d));
                }
            }
        }

        return deepest;
    }

    /// <summary>All keys with one node of each dimension.</summary>
    internal IEnumerable<ulong> Product(IReadOnlyList<int[]> nodes)
    {
        var keys = new List<ulong> { 0 };
        for (var d = 0; d < nodes.Count; d++)
        {
            var size = radix[d];
            var next = new List<ulong>(keys.Count * nodes[d].Length);
            foreach (var node in nodes[d])
            {
                foreach (var key in keys)
                {
                    next.Add(key + ((ulong)node * size));
                }
            }

            keys = next;
        }

        return keys;
    }

    private int LevelsOf(ulong key)
    {
        var code = 0;
        for (var d = 0; d < levels.Length; d++)
        {
            code = (code * 4) + levels[d][NodeOf(key, d)];
        }

        return code;
    }

    // In order, so that nothing hangs on how a dictionary happens to be laid out.
    private void Index()
    {
        foreach (var key in Counts.Keys.Order())
        {
            published.Add(LevelsOf(key));
            for (var d = 0; d < levels.Length; d++)
            {
                var node = NodeOf(key, d);
                if (node == 0)
                {
                    continue;
                }

                var total = With(key, d, Dimensions[d].Parents[node]);
                if (!below.TryGetValue((total, d), out var parts))
                {
                    below[(total, d)] = parts = [];
                }

                parts.Add(node);
            }
        }
    }
}

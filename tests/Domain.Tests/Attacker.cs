using System.Collections.Immutable;
using System.Numerics;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

/// <summary>Somebody who has every published table and works out what is hidden.</summary>
internal static class Attacker
{
    /// <summary>
    /// The hidden cells whose value follows from what is shown: all relations as linear equations in the hidden cells, solved by
    /// elimination in exact integers. A cell is determined when some combination of equations has that cell alone in it.
    /// </summary>
    public static List<int> Derives(PublishedTables tables, IReadOnlySet<int> hidden) =>
        Derives(hidden, tables.Relations().Select(r => r.Parts.Select(p => (p, 1)).Append((r.Total, -1))));

    /// <summary>The same for equations that are given: sums of cells that are known to be whatever they are.</summary>
    public static List<int> Derives(IReadOnlySet<int> hidden, IEnumerable<IEnumerable<(int Cell, int Sign)>> equations)
    {
        var columns = hidden.Order().Select((cell, i) => (cell, i)).ToDictionary(c => c.cell, c => c.i);
        var rows = equations.Select(equation =>
        {
            var row = new BigInteger[columns.Count];
            foreach (var (cell, sign) in equation.Where(e => columns.ContainsKey(e.Cell)))
                row[columns[cell]] += sign;
            return row;
        }).Where(r => r.Any(v => !v.IsZero)).ToList();
        var solved = 0;
        for (var column = 0; column < columns.Count && solved < rows.Count; column++)
        {
            var pivot = rows.FindIndex(solved, r => !r[column].IsZero);
            if (pivot < 0)
                continue;
            (rows[solved], rows[pivot]) = (rows[pivot], rows[solved]);
            for (var other = 0; other < rows.Count; other++)
            {
                if (other != solved && !rows[other][column].IsZero)
                    rows[other] = Without(rows[other], rows[solved], column);
            }

            solved++;
        }

        return [.. columns.Where(c => rows.Any(r => !r[c.Value].IsZero && r.Count(v => !v.IsZero) == 1)).Select(c => c.Key).Order()];
    }

    /// <summary>
    /// The hidden cells that have one value in every table that looks the same: all tables with 0 to <paramref name="most"/> in each
    /// most detailed cell are tried. Shown cells keep their count, cells with nobody stay empty, hidden cells have somebody.
    /// </summary>
    public static List<int> Pins(PublishedTables tables, IReadOnlySet<int> hidden, ImmutableArray<ImmutableArray<int>> cells, int most)
    {
        var values = hidden.ToDictionary(h => h, _ => new HashSet<long>());
        ImmutableArray<int> sizes = [.. Enumerable.Range(0, tables.Dimensions).Select(tables.ValuesOf)];
        var guess = new int[cells.Length];
        do
        {
            var other = PublishedTables.Of(sizes, cells.Select((nodes, i) => (nodes, (long)guess[i])));
            if (Enumerable.Range(0, tables.Cells).All(key => tables[key] == 0 ? other[key] == 0 : hidden.Contains(key) ? other[key] > 0 : other[key] == tables[key]))
            {
                foreach (var cell in hidden)
                    values[cell].Add(other[cell]);
            }
        }
        while (Next(guess, cells, tables, most));
        return [.. values.Where(v => v.Value.Count < 2).Select(v => v.Key).Order()];
    }

    // Cells that are known to be empty or that are shown are not guessed.
    private static bool Next(int[] guess, ImmutableArray<ImmutableArray<int>> cells, PublishedTables tables, int most)
    {
        for (var i = 0; i < guess.Length; i++)
        {
            if (tables[tables.KeyOf(cells[i].AsSpan())] == 0)
                continue;
            if (guess[i] < most)
            {
                guess[i]++;
                return true;
            }

            guess[i] = 0;
        }

        return false;
    }

    private static BigInteger[] Without(BigInteger[] row, BigInteger[] pivot, int column)
    {
        var (a, b) = (pivot[column], row[column]);
        var made = row.Select((v, i) => (v * a) - (pivot[i] * b)).ToArray();
        var common = made.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return common > 1 ? [.. made.Select(v => v / common)] : made;
    }
}

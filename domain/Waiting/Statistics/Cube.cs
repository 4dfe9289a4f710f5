using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>What a cube's cells are told apart by, besides the kind of wait, which always tells them apart.</summary>
[Flags]
public enum Dimensions
{
    /// <summary>Nothing but the kind.</summary>
    None = 0,

    /// <summary>The region; without it the nation.</summary>
    Region = 1,

    /// <summary>The care unit. A unit belongs to one region.</summary>
    Unit = 2,

    /// <summary>The service (mvo).</summary>
    Service = 4,

    /// <summary>Sex.</summary>
    Sex = 8,

    /// <summary>Age group.</summary>
    Age = 16,
}

/// <summary>Where in a cube a cell stands. What the cube does not tell apart is null; the region is then the nation.</summary>
/// <param name="Region">The region, or the nation.</param>
/// <param name="Kind">What is or was waited for.</param>
/// <param name="Service">The service's code (mvo).</param>
/// <param name="Unit">The unit's identity.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Place of the age group in the rules.</param>
public readonly record struct CellKey(RegionId Region, WaitKind Kind, string? Service, string? Unit, Sex? Sex, int? Age) : IComparable<CellKey>
{
    /// <inheritdoc/>
    public int CompareTo(CellKey other) =>
        Region.CompareTo(other.Region) is not 0 and var region ? region
        : string.CompareOrdinal(Unit, other.Unit) is not 0 and var unit ? unit
        : string.CompareOrdinal(Service, other.Service) is not 0 and var service ? service
        : Nullable.Compare(Sex, other.Sex) is not 0 and var sex ? sex
        : Nullable.Compare(Age, other.Age) is not 0 and var age ? age
        : Kind.CompareTo(other.Kind);

    /// <summary>The cell that this one is part of when only some dimensions are kept.</summary>
    public CellKey Kept(Dimensions by) => new(
        (by & Dimensions.Region) != 0 ? Region : RegionId.Nation,
        Kind,
        (by & Dimensions.Service) != 0 ? Service : null,
        (by & Dimensions.Unit) != 0 ? Unit : null,
        (by & Dimensions.Sex) != 0 ? Sex : null,
        (by & Dimensions.Age) != 0 ? Age : null);
}

/// <summary>One cell: the waits of every class that occurs.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Classes">Class and waits, in order of the class's place; a class that does not occur is left out.</param>
public sealed record CubeCell(CellKey Key, ImmutableArray<(int Place, WaitHistogram Waits)> Classes)
{
    /// <summary>The waits that count under a rule.</summary>
    public WaitHistogram Counted(Counting rule, Phase phase) => Of(c => c.Phase == phase && rule.Counts(c));

    /// <summary>Waits chosen by the patient, which stand beside whatever the rule counts.</summary>
    public WaitHistogram PatientChosen(Counting rule, Phase phase) =>
        Of(c => c.Phase == phase && c.Deviation == DeviationKind.PatientChosen && (c.Covered || !rule.CoveredOnly));

    /// <summary>How many contacts there are of some classes.</summary>
    public int CountOf(Func<ContactClass, bool> asked) =>
        Classes.Where(c => asked(ContactClass.All[c.Place])).Sum(c => c.Waits.Count);

    /// <inheritdoc/>
    public bool Equals(CubeCell? other) => other is not null && Key == other.Key && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Classes.Length);

    private WaitHistogram Of(Func<ContactClass, bool> asked) =>
        WaitHistogram.Sum([.. Classes.Where(c => asked(ContactClass.All[c.Place])).Select(c => c.Waits)]);
}

/// <summary>
/// A month's waits by some dimensions, as histograms: immutable, comparable by value, and cubes of regions add up to the nation's.
/// </summary>
/// <param name="Month">Which month.</param>
/// <param name="By">What its cells are told apart by.</param>
/// <param name="Cells">Its cells in order; a cell without contacts is left out.</param>
public sealed record Cube(Month Month, Dimensions By, ImmutableArray<CubeCell> Cells)
{
    /// <summary>The two detailed cubes that a publication counts: every table of it is a sum of one of them, and nothing else is ever grouped.</summary>
    public static readonly ImmutableArray<Dimensions> Published = [Disclosure.People, Disclosure.Units];

    /// <summary>The sum of cubes of one month, with only some of the dimensions that all of them have kept. No cubes give an empty one.</summary>
    public static Cube Sum(Month month, Dimensions by, IEnumerable<Cube> cubes)
    {
        var parts = new Dictionary<CellKey, List<CubeCell>>();
        foreach (var cell in cubes.SelectMany(c => c.Cells))
        {
            var key = cell.Key.Kept(by);
            if (!parts.TryGetValue(key, out var together))
            {
                parts[key] = together = [];
            }

            together.Add(cell);
        }

        return new(month, by, [.. parts.OrderBy(p => p.Key).Select(p => new CubeCell(p.Key, SumOf(p.Value)))]);
    }

    /// <summary>The cell at a place; null when nobody is there.</summary>
    public CubeCell? At(CellKey key)
    {
        var (low, high) = (0, Cells.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (Cells[middle].Key.CompareTo(key))
            {
                case 0: return Cells[middle];
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(Cube? other) =>
        other is not null && Month == other.Month && By == other.By && Cells.SequenceEqual(other.Cells);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Month, By, Cells.Length);

    private static ImmutableArray<(int Place, WaitHistogram Waits)> SumOf(List<CubeCell> cells) => cells is [var only]
        ? only.Classes
        : [.. cells.SelectMany(c => c.Classes).GroupBy(c => c.Place).OrderBy(g => g.Key)
            .Select(g => (g.Key, WaitHistogram.Sum([.. g.Select(c => c.Waits)])))];
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Statistics;

/// <summary>
/// Counts a batch's columns into cubes. Every contact becomes one number whose order is the order of cells, classes and days;
/// sorted, equal numbers stand together and each run of them is an entry of a histogram.
/// </summary>
public static class BuildCubes
{
    // A number, from the lowest bit: within its limit (1), days (16), class (4), kind (3), age group (4), sex (2), service (16), unit (16).
    private const int DaysAt = 1;
    private const int ClassAt = 17;
    private const int KindAt = 21;
    private const int AgeAt = 24;
    private const int SexAt = 28;
    private const int ServiceAt = 30;
    private const int UnitAt = 46;

    /// <summary>The most age groups that a number has room for.</summary>
    public const int MostAgeGroups = 16;

    /// <summary>The cubes of one region's month.</summary>
    /// <param name="rules">How waits are counted.</param>
    /// <param name="limits">The limits, seen from the batch's month.</param>
    /// <param name="batch">The contacts.</param>
    /// <param name="shapes">What each cube tells apart.</param>
    public static ImmutableArray<Cube> Of(StatisticsRules rules, NationalLimits limits, ContactBatch batch, ImmutableArray<Dimensions> shapes)
    {
        var whole = Numbers(rules, limits, batch);
        var shaped = new ulong[whole.Length];
        return [.. shapes.Select(shape =>
        {
            var mask = MaskOf(shape);
            for (var i = 0; i < whole.Length; i++)
            {
                shaped[i] = whole[i] & mask;
            }

            Array.Sort(shaped);
            return Count(batch, shape, shaped);
        })];
    }

    /// <summary>A month's cubes, one a shape, summed over any number of regions' batches, in any order. Each batch is read once.</summary>
    /// <returns>The cubes, or a refusal when a batch is of another month (VB2160) or a region comes twice (VB2161).</returns>
    public static Outcome<ImmutableArray<Cube>> OfMonth(
        WaitingRules rules, Month month, IEnumerable<ContactBatch> batches, ImmutableArray<Dimensions> shapes)
    {
        var limits = NationalLimits.Of(rules, month);
        var (cubes, seen) = (new List<ImmutableArray<Cube>>(), new HashSet<RegionId>());
        foreach (var batch in batches)
        {
            if (batch.Month != month)
            {
                return Refusal.Of(RefusalCode.BatchOfAnotherMonth, batch.Region.ToString(), batch.Month.ToString(), month.ToString());
            }

            if (!seen.Add(batch.Region))
            {
                return Refusal.Of(RefusalCode.RegionTwiceInMonth, batch.Region.ToString(), month.ToString());
            }

            cubes.Add(Of(rules.Statistics, limits, batch, shapes));
        }

        return shapes.Select((shape, i) => Cube.Sum(month, shape, cubes.Select(c => c[i]))).ToImmutableArray();
    }

    private static ulong[] Numbers(StatisticsRules rules, NationalLimits limits, ContactBatch batch)
    {
        var columns = batch.Columns;
        var ages = Enumerable.Range(0, 256)
            .Select(year => (ulong)rules.AgeGroupOf(batch.Month.Year - ContactBatch.FirstBirthYear - year) << AgeAt).ToArray();
        var numbers = new ulong[batch.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var facts = (uint)columns.Facts[i];
            var before = columns.StartedBefore[i];
            var waits = columns.Waited[i] == ContactBatch.StillWaiting;
            var days = waits ? before : columns.Waited[i];
            var kind = facts & 7;
            var within = limits.Within((WaitKind)kind, before, days);
            var place = (waits ? 0u : 8u) | (facts >> 7 << 2) | ((facts >> 5) & 3);
            numbers[i] = (within ? 1ul : 0) | ((ulong)days << DaysAt) | ((ulong)place << ClassAt) | ((ulong)kind << KindAt) |
                ages[columns.BirthYear[i]] | ((ulong)((facts >> 3) & 3) << SexAt) |
                ((ulong)columns.Service[i] << ServiceAt) | ((ulong)columns.Unit[i] << UnitAt);
        }

        return numbers;
    }

    private static ulong MaskOf(Dimensions shape) =>
        ((1ul << AgeAt) - 1) |
        ((shape & Dimensions.Age) != 0 ? 15ul << AgeAt : 0) |
        ((shape & Dimensions.Sex) != 0 ? 3ul << SexAt : 0) |
        ((shape & Dimensions.Service) != 0 ? 65_535ul << ServiceAt : 0) |
        ((shape & Dimensions.Unit) != 0 ? 65_535ul << UnitAt : 0);

    private static Cube Count(ContactBatch batch, Dimensions shape, ulong[] sorted)
    {
        var cells = new List<CubeCell>();
        var classes = ImmutableArray.CreateBuilder<(int, WaitHistogram)>();
        var runs = ImmutableArray.CreateBuilder<DayCount>();
        for (var i = 0; i < sorted.Length;)
        {
            var number = sorted[i];
            var run = i;
            var within = 0;
            for (; run < sorted.Length && sorted[run] >> DaysAt == number >> DaysAt; run++)
            {
                within += (int)(sorted[run] & 1);
            }

            runs.Add(new((int)((number >> DaysAt) & 65_535), run - i, within));
            i = run;
            var classEnds = i == sorted.Length || sorted[i] >> ClassAt != number >> ClassAt;
            if (classEnds)
            {
                classes.Add(((int)((number >> ClassAt) & 15), WaitHistogram.Of(runs.ToImmutable())));
                runs.Clear();
            }

            if (classEnds && (i == sorted.Length || sorted[i] >> KindAt != number >> KindAt))
            {
                cells.Add(new(KeyOf(batch, shape, number), classes.ToImmutable()));
                classes.Clear();
            }
        }

        // Places among a batch's texts are in order of appearance; the cells are in order of the texts themselves.
        cells.Sort((a, b) => a.Key.CompareTo(b.Key));
        return new(batch.Month, shape, [.. cells]);
    }

    private static CellKey KeyOf(ContactBatch batch, Dimensions shape, ulong number) => new CellKey(
        batch.Region,
        (WaitKind)((number >> KindAt) & 7),
        batch.Texts.Services[(int)((number >> ServiceAt) & 65_535)],
        batch.Texts.Units[(int)((number >> UnitAt) & 65_535)],
        (Sex)((number >> SexAt) & 3),
        (int)((number >> AgeAt) & 15)).Kept(shape);
}

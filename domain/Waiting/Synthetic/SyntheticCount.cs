using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Synthetic;

/// <summary>What was made of one kind in one region in a month. Shares are the official ones: see each.</summary>
/// <param name="Waiting">Who wait and do not deviate.</param>
/// <param name="Within">Of them within 90 days.</param>
/// <param name="Completed">Who were cared for, PvV left out.</param>
/// <param name="CompletedWithin">Of them within 90 days.</param>
/// <param name="PatientChosen">Who wait by their own choice (PvV), beside the others.</param>
/// <param name="Medical">Who wait for medical reasons (MoV), beside the others.</param>
/// <param name="Left">Who left without care.</param>
/// <param name="Ended">Who were cared for or left, all.</param>
public sealed record KindCount(
    long Waiting, long Within, long Completed, long CompletedWithin, long PatientChosen, long Medical, long Left, long Ended)
{
    /// <summary>Two counts together.</summary>
    public static KindCount operator +(KindCount a, KindCount b) => new(
        a.Waiting + b.Waiting, a.Within + b.Within, a.Completed + b.Completed, a.CompletedWithin + b.CompletedWithin,
        a.PatientChosen + b.PatientChosen, a.Medical + b.Medical, a.Left + b.Left, a.Ended + b.Ended);

    internal static readonly KindCount None = new(0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>What was made of one region in a month, counted from what was made and not from what was meant.</summary>
/// <param name="Region">Place of the region.</param>
/// <param name="Kinds">One count a kind.</param>
/// <param name="Women">Women among all who wait.</param>
/// <param name="Ages">All who wait by age group (<see cref="SyntheticTable.Bands"/>).</param>
public sealed record SyntheticCount(int Region, ImmutableArray<KindCount> Kinds, long Women, ImmutableArray<long> Ages)
{
    private const int Limit = 90;

    /// <summary>Counts a month.</summary>
    public static SyntheticCount Of(SyntheticPeople people, SyntheticMonth month)
    {
        var nation = people.Nation;
        var last = month.Month.Last.DayNumber;
        var kinds = Enumerable.Repeat(KindCount.None, nation.Kinds.Length).ToArray();
        var bands = SyntheticTable.Bands(nation);
        var (women, ages) = (0L, new long[bands.Length]);
        foreach (var (strand, waits) in month.Strands)
        {
            kinds[strand.Kind] += Of(strand, waits, last);
            foreach (var wait in waits.Waiting)
            {
                var contact = people.ContactOf(strand, wait);
                women += contact.Sex == Register.Sex.Female ? 1 : 0;
                var age = nation.Course[^1].Month.Year - contact.BirthYear;
                ages[bands.Count(b => b.From <= age) - 1]++;
            }
        }

        return new(month.Region, [.. kinds], women, [.. ages]);
    }

    private static KindCount Of(Strand strand, StrandMonth waits, int last)
    {
        var counted = strand.Deviation is null;
        var chosen = strand.Deviation == DeviationKind.PatientChosen;
        return new(
            counted ? waits.Waiting.Count : 0,
            counted ? waits.Waiting.Count(w => last - w.Start <= Limit) : 0,
            chosen ? 0 : waits.Completed.Count,
            chosen ? 0 : waits.Completed.Count(e => e.Day - e.Wait.Start <= Limit),
            chosen ? waits.Waiting.Count : 0,
            strand.Deviation == DeviationKind.MedicallyCaused ? waits.Waiting.Count : 0,
            waits.Left.Count,
            waits.Completed.Count + waits.Left.Count);
    }
}

/// <summary>One target beside what was made.</summary>
/// <param name="Measure">Kebab-case identity of the measure.</param>
/// <param name="Name">The measure for people.</param>
/// <param name="Region">The region; null for the nation.</param>
/// <param name="Percent">Whether it is a share in percent; else it is a number.</param>
/// <param name="Target">What was meant.</param>
/// <param name="Made">What was made.</param>
/// <param name="CarriedFrom">The year the target is from, where the year meant has none.</param>
public sealed record SyntheticRow(string Measure, Bilingual Name, RegionId? Region, bool Percent, decimal Target, decimal? Made, int? CarriedFrom)
{
    /// <summary>How far what was made lies from what was meant; null when there was nothing to make a share of.</summary>
    public decimal? Difference => Made - Target;
}

/// <summary>Every target beside what was made.</summary>
public static class SyntheticTable
{
    /// <summary>The age groups: each begins where the weight of a person changes.</summary>
    public static ImmutableArray<(int From, int To)> Bands(SyntheticNation nation)
    {
        var first = nation.Ages.Where((a, i) => i == 0 || a.Weight != nation.Ages[i - 1].Weight).Select(a => a.Age).ToList();
        return [.. first.Select((from, i) => (from, i + 1 < first.Count ? first[i + 1] - 1 : nation.Ages[^1].Age))];
    }

    /// <summary>The rows: the nation's first, then each region's shares. With some regions left out the nation has no targets.</summary>
    public static ImmutableArray<SyntheticRow> Of(SyntheticNation nation, SyntheticOrder order, IReadOnlyList<SyntheticCount> counts)
    {
        var whole = counts.Count == nation.Regions.Length ? Whole(nation, order, counts) : [];
        return [.. whole, .. counts.SelectMany(c => nation.Kinds.Where(k => k.WaitingWithin.Source is not null)
            .SelectMany(k => Shares(nation, k, c.Kinds[nation.Kinds.IndexOf(k)], c.Region)))];
    }

    private static IEnumerable<SyntheticRow> Whole(SyntheticNation nation, SyntheticOrder order, IReadOnlyList<SyntheticCount> counts)
    {
        var sums = nation.Kinds.Select((_, i) => counts.Aggregate(KindCount.None, (sum, c) => sum + c.Kinds[i])).ToList();
        var deviating = nation.Deviations.Sum(d => d.Permille);
        for (var i = 0; i < nation.Kinds.Length; i++)
        {
            var (kind, made) = (nation.Kinds[i], sums[i]);
            yield return new("waiting", Said(kind, "väntar", "waiting"), null, false, Scaled(kind.Waiting, order), made.Waiting, null);
            if (kind.Beyond is { } beyond)
            {
                yield return new("beyond-90", Said(kind, "väntar mer än 90 dagar", "waiting beyond 90 days"), null, false, Scaled(beyond, order), made.Waiting - made.Within, null);
            }

            foreach (var share in kind.WaitingWithin.Source is null ? [] : Shares(nation, kind, made, null))
            {
                yield return share;
            }
        }

        var all = sums.Aggregate(KindCount.None, (a, b) => a + b);
        var people = all.Waiting + all.PatientChosen + all.Medical;
        foreach (var deviation in nation.Deviations)
        {
            var made = deviation.Kind == DeviationKind.PatientChosen ? all.PatientChosen : all.Medical;
            yield return new("deviating", WaitingWords.Of(deviation.Kind), null, true, deviation.Permille / 10m, Percent(made, people), null);
        }

        var weights = nation.Ages.Sum(a => (a.Men + a.Women) * a.Weight);
        yield return new("women", new("kvinnor bland alla som väntar", "women among all who wait"), null, true,
            Percent(nation.Ages.Sum(a => a.Women * a.Weight), weights)!.Value, Percent(counts.Sum(c => c.Women), people), null);
        foreach (var (band, i) in Bands(nation).Select((b, i) => (b, i)))
        {
            yield return new("age", new($"{band.From}–{band.To} år bland alla som väntar", $"aged {band.From}–{band.To} among all who wait"), null, true,
                Percent(nation.Ages.Where(a => a.Age >= band.From && a.Age <= band.To).Sum(a => (a.Men + a.Women) * a.Weight), weights)!.Value,
                Percent(counts.Sum(c => c.Ages[i]), people), null);
        }
    }

    private static IEnumerable<SyntheticRow> Shares(SyntheticNation nation, SyntheticKind kind, KindCount made, int? region)
    {
        var id = region is { } place ? nation.Regions[place].Id : (RegionId?)null;
        yield return new("waiting-within-90", Said(kind, "väntande inom 90 dagar", "waiting within 90 days"), id, true,
            Target(kind.WaitingWithin), Percent(made.Within, made.Waiting), Carried(kind.WaitingWithin));
        yield return new("completed-within-90", Said(kind, "genomförda inom 90 dagar", "completed within 90 days"), id, true,
            Target(kind.CompletedWithin), Percent(made.CompletedWithin, made.Completed), Carried(kind.CompletedWithin));

        decimal Target(ShareTarget share) => (region is { } r ? share.Regions[r] : share.Nation) / 10m;
        int? Carried(ShareTarget share) => region is { } r ? share.CarriedFrom[r] : null;
    }

    private static Bilingual Said(SyntheticKind kind, string swedish, string english) =>
        new($"{WaitingWords.Of(kind.Kind).Sv}: {swedish}", $"{WaitingWords.Of(kind.Kind).En}: {english}");

    private static decimal Scaled(long number, SyntheticOrder order) => RegionTarget.Part(number, order.ScaleMillionths, 1_000_000);

    // Two decimals, halves away from zero: the same on every machine.
    private static decimal? Percent(long part, long whole) => whole == 0 ? null : RegionTarget.Part(part, 10_000, whole) / 100m;
}

using System.Numerics;
using Vardbro.Kernel;
using Vardbro.Results;

namespace Vardbro.Tests;

/// <summary>
/// Settlement written a second time from the words of docs/domain/schemes.md: with exact fractions of big integers, a component asked
/// for what others pass on to it instead of an order worked out before, and sorts where the real one compares.
/// </summary>
internal sealed class NaiveSettlement(SmallScheme small)
{
    private static readonly BigInteger All = Requirement.All;
    private readonly Scheme scheme = small.Scheme;
    private readonly int regions = small.Regions.Length;
    private readonly Dictionary<string, (Dictionary<(int Period, bool GivenOn), long[]> Paid, long Kept, long PassedOn)> done = [];

    /// <summary>Öre by pot, period, whether it is given on, and region; null where the rules cannot be applied to the figures.</summary>
    public Dictionary<(string Component, int Period, bool GivenOn), long[]>? Paid { get; private set; }

    /// <summary>What the state keeps.</summary>
    public long Kept { get; private set; }

    public static NaiveSettlement Of(SmallScheme small)
    {
        var naive = new NaiveSettlement(small);
        try
        {
            foreach (var component in naive.scheme.Components)
                naive.Settle(component);
            naive.Paid = naive.done.SelectMany(d => d.Value.Paid.Select(p => (d.Key, p))).ToDictionary(d => (d.Key, d.p.Key.Period, d.p.Key.GivenOn), d => d.p.Value);
            naive.Kept = naive.done.Values.Sum(d => d.Kept);
        }
        catch (NotSupportedException)
        {
            naive.Paid = null;
        }

        return naive;
    }

    private long Settle(SchemeComponent component)
    {
        if (done.TryGetValue(component.Id, out var settled))
            return settled.PassedOn;
        var money = component.Pot.Ore + scheme.Components.Where(c => c.Unearned is ToComponent to && to.Component == component.Id).Sum(Settle);
        var unit = (long)scheme.Rounding;
        var paid = new Dictionary<(int, bool), long[]>();
        var (kept, passedOn) = (0L, 0L);
        var judged = component.Months.IsEmpty || component.Together ? [component.Months.ToList()] : component.Months.Select(m => new List<Month> { m }).ToList();
        var pots = NaiveSplit.Of(money / unit, [.. judged.Select(_ => 1L)]);
        for (var period = 0; period < judged.Count; period++)
        {
            var months = judged[period];
            var weights = WeightsOf(component.Share, months);
            if (weights.All(w => w == 0))
                throw new NotSupportedException("no weights");
            var parts = Enumerable.Range(0, regions).Select(r => !Meets(r) ? 0 : component.Requirement is null ? All : Part(component.Requirement, months, r)).ToList();
            if (component.BudgetNeutral)
            {
                var points = weights.Zip(parts, (w, p) => (long)(w * p)).ToArray();
                var nobody = points.All(p => p == 0);
                paid[(period, false)] = [.. (nobody ? points : NaiveSplit.Of(pots[period], points)).Select(u => u * unit)];
                kept += nobody ? pots[period] * unit : 0;
                continue;
            }

            var earned = NaiveSplit.Of(pots[period], weights).Zip(parts, (most, part) => (long)(most * part / All) * unit).ToArray();
            paid[(period, false)] = earned;
            var left = (pots[period] * unit) - earned.Sum();
            switch (component.Unearned)
            {
                case KeptByState:
                    kept += left;
                    break;
                case ToComponent:
                    passedOn += left;
                    break;
                default:
                    if (left == 0)
                        break;
                    var takers = Takers(component.Unearned, months, parts);
                    var own = weights.Select((w, r) => takers.Contains(r) ? w : 0).ToArray();
                    var nobody = own.All(w => w == 0);
                    paid[(period, true)] = [.. (nobody ? own : NaiveSplit.Of(left / unit, own)).Select(u => u * unit)];
                    kept += nobody ? left : 0;
                    break;
            }
        }

        done[component.Id] = (paid, kept, passedOn);
        return passedOn;
    }

    private HashSet<int> Takers(Unearned unearned, List<Month> months, List<BigInteger> parts)
    {
        var all = Enumerable.Range(0, regions).Where(Meets);
        if (unearned is not ToTheBest best)
            return [.. all.Where(r => unearned is SharedOut { EarnersOnly: false } || parts[r] > 0)];
        if (months.Any(m => !Enumerable.Range(0, regions).Any(r => Sums(scheme.PlaceOf(best.Indicator), [m], r) is not null)))
            return []; // not over yet
        var (place, per) = (scheme.PlaceOf(best.Indicator), WeightsOf(best.Per, months));
        if (per.All(w => w == 0))
            throw new NotSupportedException("no weights");
        var known = all.Where(r => per[r] > 0 && Sums(place, months, r) is not null).Select(r => (Region: r, Rate: new Fraction(Sums(place, months, r)!.Value.Numerator, per[r]))).ToList();
        if (known.Count < best.Number)
            throw new NotSupportedException("too few");
        var ordered = scheme.Indicators[place].HigherIsBetter ? known.OrderByDescending(k => k.Rate) : known.OrderBy(k => k.Rate);
        var last = ordered.ElementAt(best.Number - 1).Rate;
        return [.. known.Where(k => k.Rate.CompareTo(last) == 0 || k.Rate.CompareTo(last) > 0 == scheme.Indicators[place].HigherIsBetter).Select(k => k.Region)];
    }

    private long[] WeightsOf(Weight weight, List<Month> months) => weight.Key is { } key
        ? [.. small.Keys[key]]
        : [.. Enumerable.Range(0, regions).Select(r => months.Sum(m => (long)(Sums(scheme.PlaceOf(weight.Indicator!), [m], r)?.Numerator ?? 0)))];

    private bool Meets(int region) => scheme.Conditions.Select((c, i) => small.Met.TryGetValue((i, region), out var met) ? met : c.MetUnlessStated).All(m => m);

    private (BigInteger Numerator, BigInteger Denominator)? Sums(int indicator, IEnumerable<Month> months, int region)
    {
        var (of, sum) = (scheme.Indicators[indicator], (Numerator: BigInteger.Zero, Denominator: BigInteger.Zero));
        foreach (var month in months)
        {
            if (!small.Figures.TryGetValue((indicator, month, region), out var figure))
                return null;
            long left = 0;
            if (scheme.CareGivenOnly && of.Exits is { } exits)
            {
                if (!small.Figures.TryGetValue((scheme.PlaceOf(exits), month, region), out var gone))
                    return null; // to leave them out must never pay
                left = gone.Numerator;
            }

            // Who left without care counts as one who waits too long: in the whole, and among the late where the late are counted.
            sum = (sum.Numerator + figure.Numerator + (of.HigherIsBetter ? 0 : left), sum.Denominator + figure.Denominator + left);
        }

        return sum.Denominator == 0 ? null : of.Kind == IndicatorKind.Number ? (sum.Numerator, 1) : sum;
    }

    // In hundredths of a percent of a share, or in numbers: never rounded.
    private Fraction? Value(int indicator, IEnumerable<Month> months, int region) =>
        Sums(indicator, months, region) is { } sums ? new Fraction(sums.Numerator, sums.Denominator) : null;

    private BigInteger Part(Requirement requirement, List<Month> months, int region)
    {
        bool Met(Requirement one) => Part(one, months, region) == All;
        switch (requirement)
        {
            case Reaches r:
                return Better(r, Value(r.Place, months, region), r.Level) ? All : 0;
            case Improves r:
                var before = Value(r.Place, r.Against is { } one ? [one] : months.Select(m => m.Plus(-r.MonthsBefore)), region);
                if (Value(r.Place, months, region) is not { } now || before is null)
                    return 0;
                var gain = scheme.Indicators[r.Place].HigherIsBetter ? now - before.Value : before.Value - now;
                return (r.By == 0 ? gain.CompareTo(new(0, 1)) > 0 : gain.CompareTo(new(r.By, 1_000_000)) >= 0) ? All : 0;
            case Steps r:
                return r.Ladder.Where(s => Better(r, Value(r.Place, months, region), s.Level)).Select(s => (BigInteger)s.Part).DefaultIfEmpty(0).Max();
            case Between r:
                if (Value(r.Place, months, region) is not { } value)
                    return 0;
                var along = (value - new Fraction(r.Threshold, 1_000_000)) / new Fraction(r.Benchmark - r.Threshold, 1_000_000);
                return along.CompareTo(new(0, 1)) <= 0 ? 0 : along.CompareTo(new(1, 1)) >= 0 ? All : along.Of(All);
            case AnyOf r:
                return r.Of.Select(o => Part(o, months, region)).Max();
            case AllOf r:
                return r.Of.Select(o => Part(o, months, region)).Min();
            case NumberMet r:
                return r.Ladder.Where(s => s.Level <= r.Of.Count(Met)).Select(s => (BigInteger)s.Part).DefaultIfEmpty(0).Max();
            case Points r:
                return r.Of.Zip(r.Weights, (o, w) => Part(o, months, region) * w).Aggregate(BigInteger.Zero, (a, b) => a + b) / r.Weights.Sum();
            default:
                throw new InvalidOperationException(requirement.GetType().Name);
        }
    }

    private bool Better(OnIndicator on, Fraction? value, long level) =>
        value is { } v && (scheme.Indicators[on.Place].HigherIsBetter ? v.CompareTo(new(level, 1_000_000)) >= 0 : v.CompareTo(new(level, 1_000_000)) <= 0);

    private readonly struct Fraction(BigInteger numerator, BigInteger denominator) : IComparable<Fraction>
    {
        private readonly BigInteger n = denominator.Sign < 0 ? -numerator : numerator, d = BigInteger.Abs(denominator);

        public int CompareTo(Fraction other) => (n * other.d).CompareTo(other.n * d);

        public BigInteger Of(BigInteger whole) => n * whole / d;

        public static Fraction operator -(Fraction a, Fraction b) => new((a.n * b.d) - (b.n * a.d), a.d * b.d);

        public static Fraction operator /(Fraction a, Fraction b) => new(a.n * b.d, a.d * b.n);
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>Tries changes of a region's open months, by indicator, and judges them by the scheme itself.</summary>
internal sealed class NeedTrial
{
    private static readonly ImmutableSortedDictionary<int, long> Nothing = ImmutableSortedDictionary<int, long>.Empty;

    private readonly Requirement requirement;
    private readonly Scheme scheme;
    private readonly IndicatorValues trial;
    private readonly ImmutableArray<Month> months;
    private readonly ImmutableArray<Month> open;
    private readonly int region;
    private readonly SortedDictionary<int, Figure> lasts = [];

    public NeedTrial(
        Requirement requirement, Scheme scheme, IndicatorValues values, ImmutableArray<Month> months, ImmutableArray<Month> open, Month known, int region)
    {
        (this.requirement, this.scheme, this.months, this.open, this.region, trial) = (requirement, scheme, months, open, region, values.Copy());
        foreach (var place in requirement.Reads.Distinct().Select(scheme.PlaceOf))
        {
            if (Needs.LastOf(values, place, known, region) is { Known: true } last)
            {
                lasts[place] = last;
            }
        }
    }

    /// <summary>The ways to earn: as it last was, if that earns anything, and the next part above that.</summary>
    public ImmutableArray<Way> Ways()
    {
        var now = Part(requirement, Nothing);
        ImmutableArray<Requirement> each = requirement is AnyOf any ? any.Of : [requirement];
        var ways = ImmutableArray.CreateBuilder<Way>();
        foreach (var one in each.Where(one => now > 0 && Part(one, Nothing) == now))
        {
            Add(one, now);
        }

        foreach (var one in each.Where(_ => now < Requirement.All))
        {
            if (Next(one, now) is { } target)
            {
                Add(one, target);
            }
        }

        return ways.ToImmutable();

        void Add(Requirement one, long target)
        {
            if (Enough(one, target) is { } enough)
            {
                // Held against the whole requirement: another way that takes less of the same indicator is then the same way.
                var least = Trimmed(requirement, target, enough);
                var way = new Way([.. least.Select(p => NeedOf(p.Key, p.Value))], Part(requirement, least), one is Points or Between && target == Requirement.All);
                if (!ways.Any(w => w.Needs.SequenceEqual(way.Needs)))
                {
                    ways.Add(way);
                }
            }
        }
    }

    private bool IsSum(int place) => scheme.Indicators[place].Kind == IndicatorKind.Number && months.Length > 1;

    private Need NeedOf(int place, long change) => new(scheme.Indicators[place], open, lasts[place], change, IsSum(place));

    // Open months are as the last known one, numbers that are added up stay where they are; a change fills month after month.
    private long Part(Requirement one, ImmutableSortedDictionary<int, long> changes)
    {
        foreach (var (place, last) in lasts)
        {
            var (start, left) = (IsSum(place) ? new Figure(0, 1) : last, changes.GetValueOrDefault(place));
            foreach (var month in open)
            {
                var room = Room(place);
                var step = Math.Abs(left) <= Math.Abs(room) ? left : room;
                trial[place, trial.PlaceOf(month), region] = start with { Numerator = start.Numerator + step };
                left -= step;
            }
        }

        return Judge.PartOf(one, scheme, trial, months, region);
    }

    // How far one month's numerator can move the better way.
    private long Room(int place)
    {
        var (indicator, last) = (scheme.Indicators[place], lasts[place]);
        return !indicator.HigherIsBetter ? -(IsSum(place) ? 0 : last.Numerator)
            : indicator is { Kind: IndicatorKind.Share, MayExceedWhole: false } ? Math.Max(0, last.Denominator - last.Numerator)
            : Figure.Most / 2;
    }

    // The smallest part above what is reached that can be aimed at.
    private long? Next(Requirement one, long now)
    {
        IEnumerable<long> above = one switch
        {
            Steps r => r.Ladder.Select(s => s.Part),
            NumberMet r => r.Ladder.Select(s => s.Part),
            AnyOf r => r.Of.Select(part => Next(part, now)).OfType<long>(),
            AllOf r => r.Of.Where(part => Part(part, Nothing) <= now).Select(part => Next(part, now)).OfType<long>(),
            _ => [Requirement.All],
        };
        return above.Where(part => part > now).Select(part => (long?)part).Min();
    }

    // Changes that are enough together, though one of them may be more than is needed; null when there are none.
    private ImmutableSortedDictionary<int, long>? Enough(Requirement one, long target)
    {
        var changes = one switch
        {
            OnIndicator r => OnOne(r, target),
            AnyOf r => r.Of.Select(part => Enough(part, target)).OfType<ImmutableSortedDictionary<int, long>>().MinBy(Cost),
            AllOf r => r.Of.Select(part => Enough(part, target)).ToList() is var parts && parts.Contains(null) ? null : Together(parts!),
            NumberMet r => Cheapest(r, target),
            Points r => Together(r.Of.Select(part => Enough(part, Requirement.All)).OfType<ImmutableSortedDictionary<int, long>>()),
            _ => null,
        };
        return changes is not null && Part(one, changes) >= target ? changes : null;
    }

    private ImmutableSortedDictionary<int, long>? Cheapest(NumberMet r, long target)
    {
        var number = r.Ladder.Where(s => s.Part >= target).Select(s => (long?)s.Level).Min();
        return number is not { } wanted ? null
            : Together(r.Of.Select(part => Enough(part, Requirement.All)).OfType<ImmutableSortedDictionary<int, long>>().OrderBy(Cost).Take((int)wanted));
    }

    private ImmutableSortedDictionary<int, long>? OnOne(OnIndicator one, long target) =>
        lasts.ContainsKey(one.Place) && Least(one, target, Nothing, one.Place, Room(one.Place) * open.Length) is { } change
            ? Nothing.Add(one.Place, change)
            : null;

    // Of two needs of one indicator the larger is enough for both.
    private static ImmutableSortedDictionary<int, long> Together(IEnumerable<ImmutableSortedDictionary<int, long>> parts)
    {
        var together = Nothing.ToBuilder();
        foreach (var (place, change) in parts.SelectMany(p => p))
        {
            together[place] = Math.Abs(change) > Math.Abs(together.GetValueOrDefault(place)) ? change : together.GetValueOrDefault(place);
        }

        return together.ToImmutable();
    }

    private static decimal Cost(ImmutableSortedDictionary<int, long> changes) => changes.Values.Sum(c => (decimal)Math.Abs(c));

    // Each change in turn is made as small as the others allow: after that one less of any is not enough.
    private ImmutableSortedDictionary<int, long> Trimmed(Requirement one, long target, ImmutableSortedDictionary<int, long> changes)
    {
        foreach (var place in changes.Keys)
        {
            changes = changes.SetItem(place, Least(one, target, changes, place, changes[place])!.Value);
        }

        return changes;
    }

    // The judgement rises with the change, so halving finds the least that is enough.
    private long? Least(Requirement one, long target, ImmutableSortedDictionary<int, long> others, int place, long most)
    {
        bool IsEnough(long change) => Part(one, others.SetItem(place, change)) >= target;
        if (IsEnough(0))
        {
            return 0;
        }

        if (!IsEnough(most))
        {
            return null;
        }

        var (too, good) = (0L, most);
        while (Math.Abs(good - too) > 1)
        {
            var middle = too + ((good - too) / 2);
            (too, good) = IsEnough(middle) ? (too, middle) : (middle, good);
        }

        return good;
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Synthetic;

/// <summary>A wait as the simulation holds it. Everything else about it follows from its number.</summary>
/// <param name="Number">Its number within the region; stable from month to month.</param>
/// <param name="Start">The day it started, as a day number.</param>
public readonly record struct Held(long Number, int Start);

/// <summary>A wait that ended in a month, by care or without.</summary>
/// <param name="Wait">The wait.</param>
/// <param name="Day">The day it ended, as a day number.</param>
public readonly record struct Ended(Held Wait, int Day);

/// <summary>What one strand of waits amounts to in a month.</summary>
/// <param name="Waiting">Who wait on the last day.</param>
/// <param name="Completed">Who were cared for in the month.</param>
/// <param name="Left">Who left without care in the month.</param>
public sealed record StrandMonth(IReadOnlyList<Held> Waiting, IReadOnlyList<Ended> Completed, IReadOnlyList<Ended> Left);

/// <summary>
/// Carries one region's waits of one kind, deviating in one way or not at all, through the year. Each month the numbers within
/// and beyond 90 days are met exactly: arrivals fill what is lacking within, care and leaving take what is too many; and those
/// who come close to 90 days are kept as many as will be needed to pass them in the next month.
/// </summary>
/// <param name="target">What the last month is to amount to.</param>
/// <param name="course">The year.</param>
/// <param name="leavingPermille">Who leave in a month.</param>
/// <param name="firstNumber">The number before the first wait.</param>
/// <param name="dice">Chance.</param>
/// <param name="slowness">How slow the place is that a wait stands in; 1 000 is as most.</param>
internal sealed class StrandYear(
    RegionTarget target, ImmutableArray<CourseMonth> course, int leavingPermille, long firstNumber, Dice dice, Func<long, int> slowness)
{
    private const int Limit = 90;

    // Of those within 90 days and not close to them, how many had come already before the month.
    private const int OlderPermille = 450;
    private const int OlderAtMostPermille = 700;
    private const int LongestMonths = 30;

    private List<Held> stock = [];
    private long number = firstNumber;
    private Dice dice = dice;

    /// <summary>The months of the course, oldest first.</summary>
    public IEnumerable<StrandMonth> Months()
    {
        Begin(course[0].Month.Plus(-1));
        for (var i = 0; i < course.Length; i++)
        {
            yield return Step(course[i].Month, Wished(i), ToPass(i));
        }
    }

    private long Waiting(int month) => RegionTarget.Part(target.Waiting, course[month].Waiting, 1000);

    private long Within(int month) => RegionTarget.Part(Waiting(month), int.Clamp(target.WaitingWithin + course[month].Within, 0, 1000), 1000);

    private Wish Wished(int month)
    {
        var (within, completed) = (Within(month), RegionTarget.Part(target.Completed, course[month].Completed, 1000));
        var inTime = RegionTarget.Part(completed, int.Clamp(target.CompletedWithin + (course[month].Within / 2), 0, 1000), 1000);
        var beyond = Waiting(month) - within;
        return new((int)within, (int)beyond, (int)inTime, (int)(completed - inTime),
            (int)RegionTarget.Part(within, leavingPermille, 2000), (int)RegionTarget.Part(beyond, leavingPermille, 1000));
    }

    // How many must pass 90 days in the month after this one; the month after the last is taken to be like it.
    private int ToPass(int month)
    {
        var next = Wished(int.Min(month + 1, course.Length - 1));
        var grown = next.Beyond - (month < 0 ? next.Beyond : Wished(month).Beyond);
        return int.Max(0, grown + next.CompletedBeyond + next.LeavingBeyond + (int)RegionTarget.Part(next.CompletedBeyond, RegionTargets.JustInTimePermille, 1000));
    }

    // The waits before the first month: within 90 days in three parts, beyond them as many fewer each month as pass them.
    private void Begin(Month month)
    {
        var (wish, pass) = (Wished(0), ToPass(-1));
        var (first, last, next) = (month.First.DayNumber, month.Last.DayNumber, month.Plus(1).Last.DayNumber);
        var close = int.Min(pass, wish.Within / 3);
        var older = (int)RegionTarget.Part(wish.Within - close, OlderPermille, 1000);
        var stay = wish.Beyond == 0 ? 0 : int.Clamp(1000 - (int)(1000L * pass / wish.Beyond), 0, 970);
        var starts = new List<int>();
        for (var i = 0; i < wish.Beyond; i++)
        {
            var months = 0;
            while (months < LongestMonths && dice.Below(1000) < stay)
            {
                months++;
            }

            var newest = last - Limit - 1 - (months * 30);
            starts.Add(dice.Weekday(newest - 29, newest));
        }

        Add(starts, close, last - Limit, next - Limit - 1);
        Add(starts, older, next - Limit, first - 1);
        Add(starts, wish.Within - close - older, first, last);
        starts.Sort();
        stock = [.. starts.Select(s => new Held(++number, s))];
    }

    private void Add(List<int> starts, int count, int first, int last)
    {
        for (var i = 0; i < count; i++)
        {
            starts.Add(dice.Weekday(first, last));
        }
    }

    private StrandMonth Step(Month month, Wish wish, int toPass)
    {
        var (first, last, next) = (month.First.DayNumber, month.Last.DayNumber, month.Plus(1).Last.DayNumber);
        var kept = new List<Held>(stock.Count);
        var (completed, left) = (new List<Ended>(), new List<Ended>());
        var beyond = stock.FindAll(w => w.Start < last - Limit);
        var close = stock.FindAll(w => w.Start >= last - Limit && w.Start < next - Limit);
        var fresh = stock.FindAll(w => w.Start >= next - Limit);

        var inTime = TakeBeyond(beyond, wish, first, last, kept, completed, left);

        // Who stays within: those close to 90 days first, for they are next month's; the others as many as care leaves over.
        var closeStay = int.Min(close.Count, int.Min(toPass, wish.Within));
        var room = wish.Within - closeStay;
        var spare = close.Count + fresh.Count - closeStay - int.Max(0, wish.CompletedWithin - inTime + wish.LeavingWithin);
        var freshStay = int.Clamp(int.Max((int)RegionTarget.Part(room, OlderPermille, 1000), spare), 0,
            int.Min(fresh.Count, (int)RegionTarget.Part(room, OlderAtMostPermille, 1000)));
        var taken = Take(close, close.Count - closeStay, kept);
        taken.AddRange(Take(fresh, fresh.Count - freshStay, kept));
        var leaving = int.Min(wish.LeavingWithin, taken.Count);
        EndWithin(taken, leaving, first, last, completed, left);

        var atOnce = int.Max(0, wish.CompletedWithin - inTime - (taken.Count - leaving));
        Arrive(room - freshStay, atOnce, first, last, kept, completed);
        kept.Sort((a, b) => a.Number.CompareTo(b.Number));
        stock = kept;
        return new(kept, completed, left);
    }

    // Of those beyond 90 days at the month's end: some had care just in time, some leave, some are cared for, the others stay.
    private int TakeBeyond(List<Held> beyond, Wish wish, int first, int last, List<Held> kept, List<Ended> completed, List<Ended> left)
    {
        var gone = int.Max(0, beyond.Count - wish.Beyond);
        var leaving = int.Clamp(gone - wish.CompletedBeyond, 0, wish.LeavingBeyond);
        var able = beyond.FindAll(w => w.Start + Limit >= first);
        var others = new List<Held>();
        var inTime = Take(able, int.Min(able.Count, int.Max(0, gone - leaving - wish.CompletedBeyond)), others);
        completed.AddRange(inTime.Select(w => new Ended(w, dice.Weekday(first, w.Start + Limit))));

        others.AddRange(beyond.Where(w => w.Start + Limit < first));
        var taken = Take(others, gone - inTime.Count, kept);
        for (var i = 0; i < taken.Count; i++)
        {
            var from = int.Max(first, taken[i].Start + Limit + 1);
            (i < leaving ? left : completed).Add(new(taken[i], dice.Weekday(from, last)));
        }

        return inTime.Count;
    }

    private void EndWithin(List<Held> taken, int leaving, int first, int last, List<Ended> completed, List<Ended> left)
    {
        // Spread the leaving over all that were taken, the oldest as well as the newest.
        for (var i = 0; i < taken.Count; i++)
        {
            var leaves = (long)(i + 1) * leaving / taken.Count > (long)i * leaving / taken.Count;
            (leaves ? left : completed).Add(new(taken[i], dice.Weekday(first, last)));
        }
    }

    private void Arrive(int staying, int atOnce, int first, int last, List<Held> kept, List<Ended> completed)
    {
        for (var i = 0; i < staying; i++)
        {
            kept.Add(new(++number, dice.Weekday(first, last)));
        }

        for (var i = 0; i < atOnce; i++)
        {
            var start = dice.Weekday(first, last);
            completed.Add(new(new(++number, start), dice.Weekday(start, last)));
        }
    }

    // Takes so many by chance, from quick places rather than slow ones; the others are added to those who stay.
    private List<Held> Take(List<Held> from, int count, List<Held> stay)
    {
        var keys = new long[from.Count];
        var waits = new Held[from.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            waits[i] = from[i];
            keys[i] = ((long)dice.Below(1 << 20) * slowness(waits[i].Number) << 24) | (uint)i; // the place makes every key another
        }

        Array.Sort(keys, waits);
        stay.AddRange(waits.AsSpan(count));
        return [.. waits.AsSpan(0, count)];
    }

    private readonly record struct Wish(
        int Within, int Beyond, int CompletedWithin, int CompletedBeyond, int LeavingWithin, int LeavingBeyond);
}

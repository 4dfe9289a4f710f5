using FsCheck;
using FsCheck.Fluent;
using Vardbro.Waiting;

namespace Vardbro.Tests;

/// <summary>The clock against a peer that counts day by day, on every small calendar; and what must hold of any wait.</summary>
public sealed class ClockPropertyTests
{
    private const int Horizon = 7;

    // Every deviation within the horizon: each kind, each first day from the day before the wait, each last day or none.
    private static readonly List<Deviation> Small =
        [.. from kind in Waits.Kinds
            from first in Enumerable.Range(-1, Horizon + 1)
            from last in Enumerable.Range(first, Horizon - first).Select(l => (int?)l).Append(null)
            select Waits.Deviation(kind, first, last)];

    [Fact]
    public void Every_small_calendar_is_as_counting_day_by_day_says()
    {
        var sets = Small.Select(d => new[] { d }).Prepend([]).Concat(
            from one in Small from two in Small where one.To < two.From select new[] { one, two });
        var looked = 0;
        foreach (var deviations in sets)
        {
            foreach (var visit in new int?[] { null, 0, 3, 6 })
            {
                var wait = Waits.FirstVisit(Waits.Start, visit is { } v ? Waits.Start.AddDays(v) : null, null, deviations);
                for (var limit = 0; limit <= 4; limit++)
                {
                    for (var day = 0; day <= Horizon; day++, looked++)
                    {
                        AsCounted(wait, limit, day);
                    }
                }
            }
        }

        Assert.True(looked > 200_000);
    }

    private static void AsCounted(Wait wait, int limit, int day)
    {
        var reading = wait.On(day, limit);
        var peer = Peer.Count(wait, limit, Waits.Start.AddDays(day));
        Assert.True(
            (peer.Waited, peer.Deviating, peer.Left, peer.Since, peer.Active) ==
            (reading.DaysWaited, reading.DaysDeviating, reading.DaysLeft, reading.BreachedSince, reading.ActivelyWaiting) &&
            peer.Deadline == reading.Deadline,
            $"{string.Join("; ", wait.Deviations.All)}, visit {wait.Care}, limit {limit}, day {day}: {peer} but {reading}");
    }

    [Fact]
    public void Moving_every_date_moves_the_deadline_and_the_breach_as_far() =>
        Ground.Holds(Prop.ForAll(Cases(), Gen.Choose(-3000, 3000).ToArbitrary(), (c, by) =>
        {
            var moved = Waits.FirstVisit(
                c.Wait.Start.AddDays(by), c.Wait.Care?.AddDays(by), null,
                [.. c.Wait.Deviations.All.Select(d => Waits.Deviation(d.Kind, d.From.AddDays(by), d.To?.AddDays(by)))]);
            var (here, there) = (c.Wait.On(c.Day, c.Limit), moved.On(c.Day.AddDays(by), c.Limit));
            return there.Deadline == here.Deadline?.AddDays(by) && there.BreachedSince == here.BreachedSince?.AddDays(by) &&
                (there.DaysWaited, there.DaysDeviating, there.DaysLeft, there.ActivelyWaiting) ==
                (here.DaysWaited, here.DaysDeviating, here.DaysLeft, here.ActivelyWaiting);
        }));

    [Fact]
    public void A_deviation_more_never_brings_the_deadline_nearer_nor_takes_a_day_left() =>
        Ground.Holds(Prop.ForAll(Cases(), c =>
        {
            var with = c.Wait.On(c.Day, c.Limit);
            for (var leave = 0; leave < c.Wait.Deviations.All.Length; leave++)
            {
                var fewer = Waits.FirstVisit(c.Wait.Start, c.Wait.Care, null, [.. c.Wait.Deviations.All.RemoveAt(leave)]);
                var without = fewer.On(c.Day, c.Limit);
                if (with.DaysLeft < without.DaysLeft || (with.Deadline ?? DateOnly.MaxValue) < (without.Deadline ?? DateOnly.MaxValue))
                    return false;
            }

            return true;
        }));

    [Fact]
    public void A_longer_limit_never_breaks_sooner_and_a_day_more_never_mends() =>
        Ground.Holds(Prop.ForAll(Cases(), c =>
        {
            var (now, longer) = (c.Wait.On(c.Day, c.Limit), c.Wait.On(c.Day, c.Limit + 1));
            var tomorrow = c.Wait.On(c.Day.AddDays(1), c.Limit);
            return !(longer.Breached && !now.Breached) &&
                tomorrow.DaysLeft <= now.DaysLeft && tomorrow.Deadline == now.Deadline &&
                (now.Breached == (now.BreachedSince > now.Deadline));
        }));

    [Fact]
    public void The_target_date_moves_nothing_but_itself() =>
        Ground.Holds(Prop.ForAll(Cases(), Gen.Choose(-100, 400).ToArbitrary(), (c, target) =>
        {
            var day = c.Wait.Start.AddDays(target);
            var with = Waits.FirstVisit(c.Wait.Start, c.Wait.Care, day, [.. c.Wait.Deviations.All]).On(c.Day, c.Limit);
            var without = c.Wait.On(c.Day, c.Limit);
            return with with { Wait = without.Wait, Guarantee = without.Guarantee } == without && without.TargetPassed is null &&
                with.TargetPassed == ((with.Stop ?? c.Day) > day);
        }));

    private static Arbitrary<(Wait Wait, int Limit, DateOnly Day)> Cases() =>
        (from start in Gen.Choose(0, 3000)
         from limit in Gen.Elements(0, 3, 7, 30, 90)
         from day in Gen.Choose(0, 200)
         from visit in Gen.Choose(-100, 200)
         from lengths in Gen.Choose(1, 40).ListOf(6)
         from kinds in Gen.Elements(Waits.Kinds).ListOf(3)
         from many in Gen.Choose(0, 3)
         from open in Gen.Elements(true, false)
         let first = Waits.Start.AddDays(start)
         select (Waits.FirstVisit(first, visit < 0 ? null : first.AddDays(visit), null, Apart(first, [.. lengths], [.. kinds], many, open)), limit, first.AddDays(day)))
        .ToArbitrary();

    // A gap and a length each; the last may go on.
    private static Deviation[] Apart(DateOnly start, int[] lengths, DeviationKind[] kinds, int many, bool open)
    {
        var deviations = new Deviation[many];
        var at = start;
        for (var i = 0; i < many; i++)
        {
            var from = at.AddDays(lengths[2 * i] - 1);
            var to = from.AddDays(lengths[(2 * i) + 1] - 1);
            deviations[i] = Waits.Deviation(kinds[i], from, open && i == many - 1 ? null : to);
            at = to.AddDays(1);
        }

        return deviations;
    }

    /// <summary>Counts one day at a time, and looks for the deadline by asking of every day whether care on it would be in time.</summary>
    private sealed record Peer(int Waited, int Deviating, int Left, DateOnly? Since, bool Active, DateOnly? Deadline)
    {
        private const int Far = 60;

        public static Peer Count(Wait wait, int limit, DateOnly day)
        {
            var (waited, deviating, counted) = (0, 0, 0);
            DateOnly? since = null;
            var breach = false;
            var going = wait.Care is not { } care || care > wait.Start;
            for (var d = wait.Start.AddDays(1); d <= day && going; d = d.AddDays(1))
            {
                var kind = KindOn(wait, d);
                waited++;
                deviating += kind is null ? 0 : 1;
                counted += kind == DeviationKind.PatientChosen ? 0 : 1;
                breach = counted > limit && kind != DeviationKind.MedicallyCaused;
                since ??= breach ? d : null;
                going = wait.Care is not { } had || d < had;
            }

            var active = !(wait.Care <= day) && KindOn(wait, day) != DeviationKind.MedicallyCaused;
            return new(waited, deviating, limit - counted, breach ? since : null, active, LastInTime(wait, limit));
        }

        private static DateOnly? LastInTime(Wait wait, int limit)
        {
            var counted = 0;
            for (var d = wait.Start.AddDays(1); d < wait.Start.AddDays(Far); d = d.AddDays(1))
            {
                counted += KindOn(wait, d) == DeviationKind.PatientChosen ? 0 : 1;
                if (counted > limit)
                    return d.AddDays(-1);
            }

            return null;
        }

        private static DeviationKind? KindOn(Wait wait, DateOnly day)
        {
            foreach (var deviation in wait.Deviations.All)
            {
                if (day >= deviation.From && (deviation.To is null || day <= deviation.To))
                    return deviation.Kind;
            }

            return null;
        }
    }
}

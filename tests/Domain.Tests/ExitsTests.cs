using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Tests;

public sealed class ExitsTests
{
    private static readonly Month Before = new(2024, 11);
    private static readonly Month After = new(2024, 12);
    private static readonly RegionId Region = RegionId.TryParse("0014")!.Value;

    // What one wait can look like at the end of a month: not there, waiting, waiting by own choice, or cared for.
    private enum Seen
    {
        Absent,
        Waiting,
        PatientChose,
        Cared,
    }

    private static LinkedBatch Batch(Month month, params (ulong Key, Seen Seen)[] waits)
    {
        var builder = new BatchBuilder(Region, month);
        foreach (var (key, seen) in waits.Where(w => w.Seen != Seen.Absent))
        {
            // The key is also how long the wait is: 1 began one day before the month.
            builder.Add(new(
                WaitKind.FirstVisit, 0, 0, 0, Sex.Female, 1950, seen == Seen.PatientChose ? DeviationKind.PatientChosen : null, true, Before.First.AddDays(-(int)key),
                seen == Seen.Cared ? month.First : null, null));
        }

        return new(builder.Build(new(["511"], ["unit"], ["1480"])), [.. waits.Where(w => w.Seen != Seen.Absent).Select(w => w.Key)]);
    }

    private static ExitRow Row(LinkedBatch before, LinkedBatch after) => Between(before, after).Value.Single();

    private static Outcome<ImmutableArray<ExitRow>> Between(LinkedBatch before, LinkedBatch after) => Exits.Between(
        before, after, Ground.Waiting.Statistics.Of(CountingRule.Skr), NationalLimits.Of(Ground.Waiting, Before));

    [Fact]
    public void Who_is_in_neither_list_vanished_without_care() => Assert.Equal(
        new ExitRow("511", WaitKind.FirstVisit, [1, 0, 1, 1, 0]), Row(
            Batch(Before, (1, Seen.Waiting), (2, Seen.Waiting), (3, Seen.Waiting)),
            Batch(After, (1, Seen.Waiting), (2, Seen.Cared), (4, Seen.Waiting), (5, Seen.Cared))));

    [Theory]
    [InlineData(60, 0)] // 60 days before 1 November is 89 days on 30 November
    [InlineData(61, 0)]
    [InlineData(62, 1)]
    public void Who_vanished_beyond_the_limit_is_counted_apart(ulong began, int beyond) =>
        Assert.Equal((1 - beyond, beyond), Row(Batch(Before, (began, Seen.Waiting)), Batch(After, (1, Seen.Waiting))) is var row
            ? (row[ExitFate.VanishedWithin], row[ExitFate.VanishedBeyond]) : default);

    [Fact]
    public void A_wait_that_stands_twice_once_with_care_has_had_care() => Assert.Equal(
        new ExitRow("511", WaitKind.FirstVisit, [0, 0, 1, 0, 0]), Row(Batch(Before, (1, Seen.Waiting)), Batch(After, (1, Seen.Waiting), (1, Seen.Cared))));

    [Fact]
    public void Months_that_do_not_follow_each_other_are_refused()
    {
        Assert.Equal(RefusalCode.MonthsNotSuccessive, Between(Batch(Before), Batch(Before)).Refusal!.Code);
        Assert.Equal(RefusalCode.MonthsNotSuccessive, Between(Batch(After), Batch(Before)).Refusal!.Code);
    }

    // Every way three waits can stand in two months: 16 x 16 x 16 cases, against counting by hand.
    [Fact]
    public void Every_small_pair_of_months_counts_as_by_hand()
    {
        var states = Enum.GetValues<Seen>().SelectMany(b => Enum.GetValues<Seen>().Select(a => (Before: b, After: a))).ToList();
        foreach (var one in states)
        {
            foreach (var two in states)
            {
                foreach (var three in states)
                {
                    (Seen Before, Seen After)[] waits = [one, two, three];
                    var rows = Between(
                        Batch(Before, [.. waits.Select((w, i) => ((ulong)i + 1, w.Before))]),
                        Batch(After, [.. waits.Select((w, i) => ((ulong)i + 1, w.After))])).Value;
                    var waited = waits.Where(w => w.Before == Seen.Waiting).ToList();
                    int Now(Seen seen) => waited.Count(w => w.After == seen);
                    Assert.Equal(
                        waited.Count == 0 ? null : new ExitRow("511", WaitKind.FirstVisit, [Now(Seen.Waiting), Now(Seen.PatientChose), Now(Seen.Cared), Now(Seen.Absent), 0]),
                        rows.SingleOrDefault());
                }
            }
        }
    }

    [Fact]
    public void A_packed_contact_comes_out_as_it_went_in()
    {
        foreach (var kind in Enum.GetValues<WaitKind>())
        {
            foreach (var sex in Enum.GetValues<Sex>())
            {
                foreach (var deviation in Enum.GetValues<DeviationKind>().Select(d => (DeviationKind?)d).Append(null))
                {
                    foreach (var (waited, target, guaranteed) in new[] { (0, -1, true), (65_534, 32_767, false), (1, -32_767, true) })
                    {
                        var from = After.Last.AddDays(-65_535);
                        var contact = new Contact(kind, 0, 1, 2, sex, 1850 + 255, deviation, guaranteed, from, from.AddDays(waited), After.Last.AddDays(target));
                        var still = contact with { To = null, Target = null, BirthYear = 1850, From = After.Last };
                        var builder = new BatchBuilder(Region, After);
                        builder.Add(contact);
                        builder.Add(still);
                        var batch = builder.Build(new(["1"], ["1", "2"], ["1", "2", "3"]));
                        Assert.Equal((contact, still, 2), (batch[0], batch[1], batch.Count));
                    }
                }
            }
        }
    }
}

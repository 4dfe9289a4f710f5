using FsCheck;
using FsCheck.Fluent;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class LargestRemainderTests
{
    [Fact]
    public void Every_small_split_is_what_exact_fractions_give()
    {
        var splits = 0;
        foreach (var weights in SmallWeights(most: 5, longest: 4))
        {
            for (var units = 0L; units <= 12; units++)
            {
                Assert.Equal(NaiveSplit.Of(units, weights), Split(units, weights));
                splits++;
            }
        }

        Assert.Equal((5 + 35 + 215 + 1295) * 13, splits);
    }

    [Fact]
    public void Parts_add_up_to_the_whole_and_stay_within_one_unit_of_the_exact_share()
    {
        foreach (var weights in SmallWeights(most: 4, longest: 5))
        {
            for (var units = 0L; units <= 9; units++)
            {
                var parts = Split(units, weights);
                var total = weights.Sum();
                Assert.Equal(units, parts.Sum());
                Assert.All(parts.Zip(weights), p => Assert.InRange(p.First, units * p.Second / total, (units * p.Second / total) + 1));
                Assert.All(parts.Zip(weights), p => Assert.True(p.Second > 0 || p.First == 0));
            }
        }
    }

    [Fact]
    public void Between_equal_remainders_the_first_gets_the_unit()
    {
        Assert.Equal([1, 0, 0], Split(1, [7, 7, 7]));
        Assert.Equal([1, 1, 0], Split(2, [7, 7, 7]));
        Assert.Equal([4, 3, 3], Split(10, [1, 1, 1]));
        Assert.Equal([0, 1, 0], Split(1, [6, 7, 7]));
    }

    [Fact]
    public void The_order_of_parts_matters_only_between_equal_remainders()
    {
        int[][] orders = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1], [1, 0, 3, 2]];
        foreach (var weights in SmallWeights(most: 5, longest: 4).Where(w => w.Length == 4))
        {
            for (var units = 0L; units <= 9; units++)
            {
                var parts = Split(units, weights);
                foreach (var order in orders)
                {
                    var moved = Split(units, [.. order.Select(i => weights[i])]);

                    // Whoever got a different number stood at equal remainder with somebody who got the rest of it.
                    var differs = order.Select((i, place) => (i, Difference: moved[place] - parts[i])).Where(d => d.Difference != 0).ToList();
                    Assert.Equal(0, differs.Sum(d => d.Difference));
                    Assert.True(differs.Select(d => units * weights[d.i] % weights.Sum()).Distinct().Count() <= 1);
                }
            }
        }
    }

    [Fact]
    public void More_weight_alone_never_gives_less()
    {
        foreach (var weights in SmallWeights(most: 5, longest: 4))
        {
            for (var units = 0L; units <= 12; units++)
            {
                var before = Split(units, weights);
                for (var i = 0; i < weights.Length; i++)
                {
                    var heavier = weights.ToArray();
                    heavier[i]++;
                    Assert.True(Split(units, heavier)[i] >= before[i], $"{units} by {string.Join(' ', heavier)} at {i}");
                }
            }
        }
    }

    // Documented at LargestRemainder: a unit more to split takes one from the smallest part.
    [Fact]
    public void The_Alabama_paradox_a_larger_amount_may_give_one_part_a_unit_less()
    {
        Assert.Equal([4, 4, 2], Split(10, [6, 6, 2]));
        Assert.Equal([5, 5, 1], Split(11, [6, 6, 2]));
    }

    [Fact]
    public void One_unit_more_to_split_moves_no_part_by_more_than_one()
    {
        foreach (var weights in SmallWeights(most: 5, longest: 4))
        {
            for (var units = 0L; units <= 20; units++)
            {
                var (before, after) = (Split(units, weights), Split(units + 1, weights));
                Assert.All(before.Zip(after), p => Assert.InRange(p.Second - p.First, -1, 1));
            }
        }
    }

    // Documented at LargestRemainder; an example is sought, so that the remark stands or falls with the code.
    [Fact]
    public void The_population_paradox_a_part_that_grew_faster_may_lose_a_unit_to_one_that_grew_slower()
    {
        var (weights, later) = FindPopulationParadox();
        var (before, after) = (Split(10, weights), Split(10, later));
        Assert.True(after[0] < before[0] && after[1] > before[1]);
        Assert.True(later[0] * weights[1] > later[1] * weights[0]);
    }

    [Fact]
    public void Amounts_as_large_as_the_state_budget_and_weights_as_large_as_kronor_are_exact()
    {
        var weight = Gen.Choose(1, 1_000_000).SelectMany(a => Gen.Choose(0, 100_000).Select(b => ((long)a * 100_000) + b));
        var instance =
            from units in Gen.Choose(0, 1_000_000_000).SelectMany(a => Gen.Choose(0, 1_000_000).Select(b => ((long)a * 1_000_000) + b))
            from weights in weight.ArrayOf(21)
            select (units, weights);
        Ground.Holds(Prop.ForAll(instance.ToArbitrary(), i => Split(i.units, i.weights).SequenceEqual(NaiveSplit.Of(i.units, i.weights))), 500);
    }

    // Beyond sixty-four parts the units left over are given out by a sort: equal remainders are many, so that ties are tried.
    [Fact]
    public void Many_parts_are_split_as_few_are()
    {
        var dice = new Random(64);
        for (var time = 0; time < 500; time++)
        {
            var (length, most) = (dice.Next(60, 400), dice.Next(2, 50));
            long[] weights = [1, .. Enumerable.Range(1, length).Select(_ => dice.NextInt64(most))];
            var units = dice.NextInt64(time % 2 == 0 ? 2_000 : 1_000_000_000_000);
            Assert.Equal(NaiveSplit.Of(units, weights), Split(units, weights));
        }
    }

    [Fact]
    public void The_largest_of_all_is_exact()
    {
        long[] weights = [.. Enumerable.Range(0, 21).Select(i => 100_000_000_000 - i)];
        Assert.Equal(NaiveSplit.Of(1_000_000_000_000_000, weights), Split(1_000_000_000_000_000, weights));
        Assert.Equal([long.MaxValue], Split(long.MaxValue, [long.MaxValue]));
        Assert.Equal([long.MaxValue / 2, long.MaxValue / 2 + 1], Split(long.MaxValue, [long.MaxValue / 2, (long.MaxValue / 2) + 1]));
    }

    [Fact]
    public void What_cannot_be_split_is_said()
    {
        Assert.Throws<ArgumentException>(() => Split(1, [0, 0]));
        Assert.Throws<ArgumentException>(() => Split(1, []));
        Assert.Throws<ArgumentException>(() => Split(1, [3, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Split(-1, [1]));
        Assert.Throws<OverflowException>(() => Split(1, [long.MaxValue, 1]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Split(1, [1, 1], new long[3]));
    }

    private static long[] Split(long units, long[] weights)
    {
        var parts = new long[weights.Length];
        LargestRemainder.Split(units, weights, parts);
        return parts;
    }

    private static IEnumerable<long[]> SmallWeights(int most, int longest)
    {
        for (var length = 1; length <= longest; length++)
        {
            for (var number = 1; number < Math.Pow(most + 1, length); number++)
            {
                var (digits, rest) = (new long[length], number);
                for (var i = 0; i < length; i++, rest /= most + 1)
                    digits[i] = rest % (most + 1);
                yield return digits;
            }
        }
    }

    private static (long[] Before, long[] After) FindPopulationParadox()
    {
        for (var a = 1L; a <= 12; a++)
            for (var b = 1L; b <= 12; b++)
                for (var c = 1L; c <= 12; c++)
                    for (var a2 = a; a2 <= a + 3; a2++)
                        for (var b2 = b; b2 <= b + 3; b2++)
                            for (var c2 = c; c2 <= c + 3; c2++)
                            {
                                long[] before = [a, b, c], after = [a2, b2, c2];
                                var (x, y) = (Split(10, before), Split(10, after));
                                if (y[0] < x[0] && y[1] > x[1] && a2 * b > b2 * a)
                                    return (before, after);
                            }

        throw new InvalidOperationException("No example: then the remark at LargestRemainder is wrong.");
    }
}

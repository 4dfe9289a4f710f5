using System.Collections.Immutable;
using Vardbro.Brokering.Matching;

namespace Vardbro.Tests;

public sealed class MatchingTests
{
    [Theory]
    [InlineData(1, 5, 3, 1, 2, 2, 4)]
    [InlineData(2, 5, 2, 2, 2, 2, 4)]
    [InlineData(3, 6, 2, 3, 3, 2, 5)]
    [InlineData(4, 6, 3, 2, 3, 1, 4)]
    [InlineData(5, 7, 3, 2, 2, 3, 5)]
    [InlineData(6, 4, 2, 2, 3, 3, 3)]
    public void A_small_plan_is_the_best_of_every_plan_there_is(int seed, int patients, int providers, int weeks, int tiers, int ranks, int slots)
    {
        for (var i = 0; i < 1000; i++)
        {
            var problem = MatchingGround.Random((seed * 100_000) + i, new(
                1 + (i % patients), providers, weeks, tiers, ranks, i % (slots + 1), i % 4, (i % 3) switch { 0 => [2, 1], 1 => [0, 1, 3], _ => [3, 2, 1] }));
            var plan = SolveService.Of(problem);
            Assert.True(MatchingGround.BestOfAll(problem).SequenceEqual(MatchingGround.Worth(problem, plan.Cells)), $"seed {seed}, instance {i}");
            Assert.True(CheckPlan.Find(problem, plan) is null, $"seed {seed}, instance {i}: {CheckPlan.Find(problem, plan)}");
        }
    }
}

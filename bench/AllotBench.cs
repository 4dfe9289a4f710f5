using System.Numerics;
using BenchmarkDotNet.Attributes;
using Vardbro.Funding;
using Vardbro.Storage.Rules;

namespace Vardbro.Bench;

/// <summary>
/// All allotments of the notice for 2024 to 21 regions, without reasons. Target: at most 50 µs. The peer splits the same
/// amounts by the same weights with exact fractions of big integers and a sort: the textbook's largest remainder.
/// </summary>
[MemoryDiagnoser]
public class AllotBench
{
    private static readonly DateOnly AsOf = new(2024, 12, 31);
    private readonly RuleBook rules = RuleFolder.Load(RepositoryRoot.Find("rules")).Value;
    private (long Units, long[] Weights)[] peerInput = [];

    [GlobalSetup]
    public void Setup() => peerInput =
    [
        .. Allot.Notice(rules, 2024, AsOf).Value.Allotments.SelectMany(a => a.Parts)
            .Select(p => (p.Amount.Ore / 100, p.Key.Weights.ToArray())),
    ];

    [Benchmark]
    public Notice Notice() => Allot.Notice(rules, 2024, AsOf).Value;

    [Benchmark(Baseline = true)]
    public long Textbook()
    {
        long check = 0;
        foreach (var (units, weights) in peerInput)
        {
            var total = weights.Aggregate(BigInteger.Zero, (sum, w) => sum + w);
            var shares = weights.Select(w => BigInteger.DivRem(units * (BigInteger)w, total)).ToArray();
            var parts = shares.Select(s => (long)s.Quotient).ToArray();
            var left = (int)(units - parts.Sum());
            foreach (var place in Enumerable.Range(0, weights.Length).OrderByDescending(i => shares[i].Remainder).ThenBy(i => i).Take(left))
            {
                parts[place]++;
            }

            check += parts[0];
        }

        return check;
    }
}

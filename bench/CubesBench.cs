using System.Collections.Immutable;
using System.Diagnostics;
using Vardbro.Kernel;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Bench;

/// <summary>
/// A made-up month of the nation, 2.5 million contacts in 21 regions: all cubes that a publication stores, and what of them may be
/// shown. Target: the cubes in at most 5 s on two cores. The peer groups unpacked contacts with LINQ, one of the cubes only.
/// </summary>
internal static class CubesBench
{
    private const int Contacts = 2_500_000;
    private const int Services = 50;
    private static readonly Month October = new(2024, 10);

    public static void Run()
    {
        var book = RuleFolder.Load(RepositoryRoot.Find("rules")).Value;
        var rules = RuleFolder.LoadWaiting(RepositoryRoot.Find("rules")).Value;
        var people = book.Series["population"].Tables[^1].Values;
        var all = people.Values.Sum();
        var batches = people.Select(p => Batch(p.Key, (int)(Contacts * p.Value / all))).ToList();
        Console.WriteLine($"{batches.Sum(b => b.Count):N0} contacts, {batches.Count} regions");

        ImmutableArray<Cube>[] cubes = [];
        Measure("all published cubes, one core", () => cubes = [.. batches.Select(b => Build(rules, b))]);
        Measure("all published cubes, two cores", () => cubes = Parallelly(batches, b => Build(rules, b)));
        Cube[] nation = [];
        Measure("the regions' cubes together, and the nation's sum", () =>
        {
            nation = [.. Cube.Published.Select((shape, i) => Cube.Sum(October, shape, cubes.Select(c => c[i])))];
            nation = [.. nation.Select(c => Cube.Sum(October, c.By & ~Dimensions.Region & ~Dimensions.Unit, [c])).Concat(nation)];
        });
        Console.WriteLine($"  cells: {string.Join(", ", nation.Select(c => $"{c.By}: {c.Cells.Length}"))}");
        Measure("what may be shown (both rules, all totals, units)", () => Disclosure.Of(
            rules.Statistics, nation.Single(c => c.By == Disclosure.People), nation.Single(c => c.By == Disclosure.Units), MonthStatistics.Kinds));
        Measure("LINQ peer: region, service, sex, age only", () => Peer(rules, batches));
    }

    private static ImmutableArray<Cube> Build(WaitingRules rules, ContactBatch batch) =>
        BuildCubes.Of(rules.Statistics, NationalLimits.Of(rules, October), batch, Cube.Published);

    private static ImmutableArray<Cube>[] Parallelly(List<ContactBatch> batches, Func<ContactBatch, ImmutableArray<Cube>> build)
    {
        var made = new ImmutableArray<Cube>[batches.Count];
        Parallel.For(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => made[i] = build(batches[i]));
        return made;
    }

    private static int Peer(WaitingRules rules, List<ContactBatch> batches) => batches
        .SelectMany(b => Enumerable.Range(0, b.Count).Select(i => (Batch: b, Contact: b[i])))
        .GroupBy(c => (c.Batch.Region, c.Contact.Kind, Service: c.Batch.Texts.Services[c.Contact.Service], c.Contact.Sex,
            Age: rules.Statistics.AgeGroupOf(October.Year - c.Contact.BirthYear), c.Contact.Deviation, c.Contact.Guaranteed, c.Contact.To is null))
        .Select(g => g.Select(c => c.Contact.DaysOn(October.Last)).Order().ToList())
        .Sum(days => days[days.Count / 2]);

    // Waits as they are spread in a queue, services and units of very different size.
    private static ContactBatch Batch(RegionId region, int count)
    {
        var dice = new System.Random(region.GetHashCode());
        var builder = new BatchBuilder(region, October);
        int Skewed(int most) => (int)(most * Math.Pow(dice.NextDouble(), 2.5));
        for (var i = 0; i < count; i++)
        {
            var completed = dice.Next(3) > 0;
            var days = Math.Min((int)(-80 * Math.Log(1 - dice.NextDouble())), 3000);
            var end = completed ? October.First.AddDays(dice.Next(31)) : October.Last;
            var service = Skewed(Services);
            builder.Add(new(
                dice.Next(10) switch { < 5 => WaitKind.FirstVisit, < 8 => WaitKind.Treatment, _ => WaitKind.Other },
                service, (Skewed(8) * Services) + service, 0, dice.Next(200) == 0 ? Sex.Unknown : (Sex)dice.Next(1, 3), 1925 + dice.Next(99),
                dice.Next(12) == 0 ? (DeviationKind)dice.Next(2) : null, dice.Next(50) > 0, end.AddDays(-days), completed ? end : null, null));
        }

        return builder.Build(new(
            [.. Enumerable.Range(100, Services).Select(s => $"{s}")], [.. Enumerable.Range(1, 8 * Services).Select(u => $"{region}-{u:000}")], [""]));
    }

    private static void Measure(string what, Action work)
    {
        var (times, costs) = (new List<double>(), new List<double>());
        for (var time = 0; time < 3; time++)
        {
            GC.Collect();
            var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            work();
            times.Add(watch.Elapsed.TotalSeconds);
            costs.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        times.Sort();
        costs.Sort();
        Console.WriteLine($"{what}: {times[1]:0.00} s ({times[0]:0.00}–{times[2]:0.00}), processor {costs[1]:0.00} s");
    }
}

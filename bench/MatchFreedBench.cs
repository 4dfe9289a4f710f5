using System.Diagnostics;
using System.Globalization;
using Vardbro.Brokering.Matching;

namespace Vardbro.Bench;

/// <summary>
/// A slot freed after the run: how long <see cref="NextBest"/> takes in the largest service of an invented nation, and what not moving
/// anyone loses against a new run with the slot. The slots are drawn among the service's providers and weeks.
/// </summary>
internal static class MatchFreedBench
{
    private const int Weeks = 26, Asked = 1_000, SolvedAgain = 40, Batch = 200;

    public static void Run(int patients)
    {
        var folder = Directory.CreateTempSubdirectory("vardbro-freed-").FullName;
        try
        {
            new MatchNation(patients, national: true, 1).Write(folder);
            var problem = Read(folder, "S00");
            var plan = SolveService.Of(problem);
            var dice = new Random(1);
            var cells = Enumerable.Range(0, Asked).Select(_ => (dice.Next(Weeks) * problem.Stride) + dice.Next(problem.Providers)).ToArray();
            var times = cells.Select(cell => Stopwatch.StartNew() is var watch && NextBest.Of(problem, plan.Cells.AsSpan(), cell) is var _ ? watch.Elapsed.TotalMilliseconds : 0).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{patients} patients, largest service {problem.Patients.Length}: next best in {times[Asked / 2]:0.000} ms (median), {times[^1]:0.000} ms (worst of {Asked})"));
            Lost(problem, plan, cells);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Lost(ServiceProblem problem, ServicePlan plan, int[] cells)
    {
        var (greater, nobody, saved) = (0, 0, new List<long>());
        foreach (var cell in cells.Take(SolvedAgain))
        {
            var next = NextBest.Of(problem, plan.Cells.AsSpan(), cell);
            var after = next is { } who ? [.. plan.Cells.SetItem(who, cell)] : plan.Cells.ToArray();
            var again = Again(problem, [cell]);
            nobody += next is null ? 1 : 0;
            if (Placed(problem, after).SequenceEqual(Placed(problem, again)))
            {
                saved.Add(Cost(problem, after) - Cost(problem, again));
            }
            else
            {
                greater++;
            }
        }

        saved.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one slot at a time, {SolvedAgain} of them: a new run would place greater need {greater} times (of which nobody could be next {nobody}); the others cost {(saved.Count == 0 ? 0 : saved[saved.Count / 2])} km more (median; {(saved.Count == 0 ? 0 : saved[^1])} most), a week being 560"));

        var many = plan.Cells.ToArray();
        foreach (var cell in cells.Take(Batch))
        {
            if (NextBest.Of(problem, many, cell) is { } next)
            {
                many[next] = cell;
            }
        }

        var solved = Again(problem, cells.Take(Batch));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Batch} slots after one another: {many.Count(c => c >= 0) - plan.Cells.Count(c => c >= 0)} more placed, a new run {solved.Count(c => c >= 0) - plan.Cells.Count(c => c >= 0)}"));
        foreach (var tier in problem.Patients.Select(p => p.Tier).Distinct())
        {
            int Of(IReadOnlyList<int> c) => Enumerable.Range(0, c.Count).Count(i => c[i] >= 0 && problem.Patients[i].Tier == tier);
            Console.WriteLine($"  tier {tier}: {Of(plan.Cells)} before, {Of(many)} without moving anyone, {Of(solved)} by a new run");
        }

        Console.WriteLine($"  cost {Cost(problem, many)} against {Cost(problem, solved)}");
    }

    private static int[] Again(ServiceProblem problem, IEnumerable<int> more)
    {
        var slots = problem.Slots.ToArray();
        foreach (var cell in more)
        {
            slots[cell]++;
        }

        return [.. SolveService.Of(ServiceProblem.Of(problem.Weeks, problem.Travel, problem.Weights, slots, problem.Patients.AsSpan())).Cells];
    }

    private static int[] Placed(ServiceProblem problem, int[] cells) => [.. Enumerable.Range(0, cells.Length)
        .GroupBy(i => (problem.Patients[i].Tier, problem.Patients[i].Rank)).OrderBy(g => g.Key).Select(g => g.Count(i => cells[i] >= 0))];

    private static long Cost(ServiceProblem problem, int[] cells) =>
        Enumerable.Range(0, cells.Length).Where(i => cells[i] >= 0).Sum(i => (long)problem.CostOf(problem.Patients[i], cells[i]));

    private static ServiceProblem Read(string folder, string service)
    {
        IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(folder, file)).Skip(1).Select(l => l.Split(','));
        var kilometres = Rows("distances.csv").ToDictionary(r => (r[0], r[1]), r => int.Parse(r[2], CultureInfo.InvariantCulture));
        var providers = kilometres.Keys.Select(k => k.Item2).Distinct().Order(StringComparer.Ordinal).ToArray();
        var penalties = Rows("allowed.csv").ToDictionary(r => (r[0], r[1]), r => int.Parse(r[2], CultureInfo.InvariantCulture));
        var (stride, slots) = (TravelRows.StrideOf(providers.Length), new int[Weeks * TravelRows.StrideOf(providers.Length)]);
        foreach (var row in Rows("capacity.csv").Where(r => r[1] == service))
        {
            slots[(int.Parse(row[2], CultureInfo.InvariantCulture) * stride) + Array.IndexOf(providers, row[0])] += int.Parse(row[3], CultureInfo.InvariantCulture);
        }

        var (draw, places, costs, waiting) = (new Draw(1), new Dictionary<(string, string, string), int>(), new List<int>(), new List<WaitingPatient>());
        foreach (var row in Rows("patients.csv").Where(r => r[1] == service))
        {
            if (places.TryAdd((row[2], row[3], row[6]), places.Count))
            {
                costs.AddRange(Enumerable.Range(0, stride).Select(p =>
                    p < providers.Length && kilometres[(row[2], providers[p])] is var far && penalties.TryGetValue((row[3], providers[p]), out var penalty)
                    && (row[6].Length == 0 || far <= int.Parse(row[6], CultureInfo.InvariantCulture)) ? far + penalty : ServiceProblem.OutOfReach));
            }

            int Week(string text, int otherwise) => text.Length == 0 ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
            waiting.Add(new(
                places[(row[2], row[3], row[6])], Week(row[4], 1), Week(row[5], 0), Week(row[7], 0), Week(row[8], Weeks - 1), draw.Of(System.Text.Encoding.UTF8.GetBytes(row[0]))));
        }

        return ServiceProblem.Of(Weeks, TravelRows.Of(providers.Length, [.. costs]), ServiceProblem.DefaultWeights, slots, [.. waiting]);
    }
}

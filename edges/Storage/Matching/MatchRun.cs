using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>How long each part of a run took.</summary>
internal sealed record MatchTimes(TimeSpan Read, TimeSpan Solve, TimeSpan Write);

/// <summary>What became of a need group.</summary>
internal sealed record GroupOutcome(int Tier, int Rank, int Patients, int Placed);

/// <summary>What a run came to.</summary>
internal sealed record MatchSummary(
    int Patients, int Placed, ImmutableArray<GroupOutcome> Groups, ImmutableArray<(int Tier, long Cost)> Costs, ImmutableArray<int> Reasons, MatchTimes Times)
{
    /// <summary>How far each of the offered has to travel; counted when asked for.</summary>
    public required IEnumerable<int> Kilometres { get; init; }
}

/// <summary>A run: read, solve service by service, write aside, move into place.</summary>
internal static class MatchRun
{
    public const string AssignmentsFile = "assignments.csv", UnplacedFile = "unplaced.csv", AlternativesFile = "alternatives.csv", SummaryFile = "summary.json";

    /// <summary>Runs and writes the plan to a new folder.</summary>
    /// <param name="files">The input.</param>
    /// <param name="order">What the run is told.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="mostAlternatives">How many slots to tell each placed patient of beside the offered one.</param>
    public static Outcome<MatchSummary> Run(MatchFiles files, MatchOrder order, string folder, int mostAlternatives = 0)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            return Refusal.Of(RefusalCode.MatchFolderNotEmpty, folder);
        }

        var watch = Stopwatch.StartNew();
        return MatchReader.Read(files, order).Then<MatchSummary>(whole =>
        {
            try
            {
                var read = watch.Elapsed;
                var (input, plans) = MatchContacts.Limit(whole, Solve(whole), Solve);
                var solved = watch.Elapsed;
                return Write(input, plans, folder, mostAlternatives, watch, read, solved);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                return Refusal.Of(RefusalCode.OutputNotWritable, folder, trouble.Message);
            }
            catch (AggregateException trouble) when (trouble.InnerExceptions.All(e => e is OverflowException))
            {
                return Refusal.Of(RefusalCode.MatchBeyondBounds);
            }
        });
    }

    private static ImmutableArray<ServicePlan> Solve(MatchInput input)
    {
        var plans = new ServicePlan[input.Services.Length];
        ForEachService(input, i => plans[i] = SolveService.Of(input.Services[i].Problem));
        return [.. plans];
    }

    /// <summary>Does something for every service, the largest first so that no thread is left with one at the end.</summary>
    public static void ForEachService(MatchInput input, Action<int> work)
    {
        var order = Enumerable.Range(0, input.Services.Length).OrderByDescending(i => input.Services[i].Patients.Length).ToArray();
        var next = -1;
        Parallel.For(0, input.Order.Threads, new ParallelOptions { MaxDegreeOfParallelism = input.Order.Threads }, _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < order.Length)
            {
                work(order[i]);
            }
        });
    }

    /// <summary>The two tables of a plan, whole.</summary>
    public static (byte[][] Assignments, byte[][] Unplaced, int[] Reasons) Tables(MatchInput input, IReadOnlyList<ImmutableArray<int>> cells)
    {
        var (assignments, unplaced) = (new byte[cells.Count + 1][], new byte[cells.Count + 1][]);
        var (providers, reasons) = (input.Providers.Select(Encoding.UTF8.GetBytes).ToArray(), new int[cells.Count][]);
        (assignments[0], unplaced[0]) = (Encoding.ASCII.GetBytes(MatchTextFiles.AssignmentHeader), Encoding.ASCII.GetBytes(MatchTextFiles.UnplacedHeader));
        ForEachService(input, i =>
        {
            assignments[i + 1] = MatchTextFiles.Assignments(input, input.Services[i], cells[i].AsSpan(), providers).ToArray();
            (var text, reasons[i]) = MatchTextFiles.Unplaced(input, input.Services[i], cells[i].AsSpan());
            unplaced[i + 1] = text.ToArray();
        });
        return (assignments, unplaced, [.. Enum.GetValues<UnplacedReason>().Select(r => reasons.Sum(x => x[(int)r]))]);
    }

    /// <summary>SHA-256 of a file in parts.</summary>
    public static string Hash(byte[][] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static MatchSummary Write(MatchInput input, ImmutableArray<ServicePlan> plans, string folder, int mostAlternatives, Stopwatch watch, TimeSpan read, TimeSpan solved)
    {
        var aside = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.{Guid.NewGuid():N}.part";
        Directory.CreateDirectory(aside);
        try
        {
            return Write(input, plans, folder, aside, mostAlternatives, watch, read, solved);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static MatchSummary Write(MatchInput input, ImmutableArray<ServicePlan> plans, string folder, string aside, int mostAlternatives, Stopwatch watch, TimeSpan read, TimeSpan solved)
    {
        var (assignments, unplaced, reasons) = Tables(input, [.. plans.Select(p => p.Cells)]);
        Save(Path.Combine(aside, AssignmentsFile), assignments);
        Save(Path.Combine(aside, UnplacedFile), unplaced);
        (int, string)? alternatives = null;
        if (mostAlternatives > 0)
        {
            var told = MatchAlternatives.Of(input, [.. plans.Select(p => p.Cells)], mostAlternatives);
            Save(Path.Combine(aside, AlternativesFile), told);
            alternatives = (mostAlternatives, Hash(told));
        }

        using (var proof = File.Create(Path.Combine(aside, MatchProof.FileName)))
        {
            MatchProof.Write(proof, input, plans, Hash(assignments), Hash(unplaced), alternatives);
        }

        var summary = Summary(input, plans, reasons, new(read, solved - read, watch.Elapsed - solved));
        using (var file = File.Create(Path.Combine(aside, SummaryFile)))
        {
            WriteSummary(file, summary);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(aside, folder);
        return summary;
    }

    private static void Save(string path, byte[][] parts)
    {
        using var file = File.Create(path);
        foreach (var part in parts)
        {
            file.Write(part);
        }
    }

    private static MatchSummary Summary(MatchInput input, ImmutableArray<ServicePlan> plans, int[] reasons, MatchTimes times)
    {
        var (groups, costs) = (new SortedDictionary<(int, int), (int Patients, int Placed)>(), new SortedDictionary<int, long>());
        foreach (var (service, plan) in input.Services.Zip(plans))
        {
            // The patients stand by tier and rank.
            for (var i = 0; i < plan.Cells.Length;)
            {
                var (from, placed, cost, tier, rank) = (i, 0, 0L, service.Problem.Patients[i].Tier, service.Problem.Patients[i].Rank);
                for (; i < plan.Cells.Length && service.Problem.Patients[i].Tier == tier && service.Problem.Patients[i].Rank == rank; i++)
                {
                    if (plan.Cells[i] != ServicePlan.Unplaced)
                    {
                        placed++;
                        cost += service.Problem.CostOf(service.Problem.Patients[i], plan.Cells[i]);
                    }
                }

                var (all, some) = groups.GetValueOrDefault((tier, rank));
                groups[(tier, rank)] = (all + i - from, some + placed);
                costs[tier] = costs.GetValueOrDefault(tier) + cost;
            }

            foreach (var beyond in service.Beyond)
            {
                var (tier, rank) = ((int)input.Rows[beyond].Tier, (int)input.Rows[beyond].Rank);
                var (all, some) = groups.GetValueOrDefault((tier, rank));
                groups[(tier, rank)] = (all + 1, some);
                costs.TryAdd(tier, 0);
            }
        }

        return new(
            input.PatientCount, groups.Values.Sum(g => g.Placed), [.. groups.Select(g => new GroupOutcome(g.Key.Item1, g.Key.Item2, g.Value.Patients, g.Value.Placed))],
            [.. costs.Select(c => (c.Key, c.Value))], [.. reasons], times)
        {
            Kilometres = input.Services.Zip(plans).SelectMany(s => s.First.Patients.Zip(s.Second.Cells, (row, cell) => (row, cell)).Where(p => p.cell != ServicePlan.Unplaced)
                .Select(p => input.Kilometres[(input.Rows[p.row].Municipality * input.Providers.Length) + (p.cell % s.First.Problem.Stride)])),
        };
    }

    private static void WriteSummary(Stream to, MatchSummary summary)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("patients", summary.Patients);
        json.WriteNumber("placed", summary.Placed);
        json.WriteStartArray("tiers");
        foreach (var (tier, cost) in summary.Costs)
        {
            json.WriteStartObject();
            json.WriteNumber("tier", tier);
            json.WriteNumber("cost", cost);
            json.WriteStartArray("ranks");
            foreach (var group in summary.Groups.Where(g => g.Tier == tier))
            {
                json.WriteStartObject();
                json.WriteNumber("rank", group.Rank);
                json.WriteNumber("patients", group.Patients);
                json.WriteNumber("placed", group.Placed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("unplaced");
        foreach (var reason in Enum.GetValues<UnplacedReason>())
        {
            json.WriteStartObject(UnplacedReasons.NameOf(reason));
            json.WriteNumber("patients", summary.Reasons[(int)reason]);
            json.WriteString("sv", UnplacedReasons.WordsOf(reason).Sv);
            json.WriteString("en", UnplacedReasons.WordsOf(reason).En);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("milliseconds");
        json.WriteNumber("read", (int)summary.Times.Read.TotalMilliseconds);
        json.WriteNumber("solve", (int)summary.Times.Solve.TotalMilliseconds);
        json.WriteNumber("write", (int)summary.Times.Write.TotalMilliseconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

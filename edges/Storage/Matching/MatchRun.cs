using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

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

        var summary = MatchSummary.Of(input, [.. plans.Select(p => p.Cells)], reasons, new(read, solved - read, watch.Elapsed - solved));
        File.WriteAllBytes(Path.Combine(aside, SummaryFile), summary.Json());

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
}

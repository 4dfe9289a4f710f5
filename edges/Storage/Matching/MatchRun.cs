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

    /// <summary>Does something for every service.</summary>
    public static void ForEachService(MatchInput input, Action<int> work) =>
        LargestFirst(input.Services.Length, input.Order.Threads, i => input.Services[i].Patients.Length, work);

    /// <summary>Does something so many times, the largest first so that no thread is left with one at the end.</summary>
    public static void LargestFirst(int count, int threads, Func<int, int> sizeOf, Action<int> work)
    {
        var (order, next) = (Enumerable.Range(0, count).ToArray(), -1);
        Array.Sort(order, (one, other) => sizeOf(other).CompareTo(sizeOf(one)));
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < order.Length)
            {
                work(order[i]);
            }
        });
    }

    // The table of assignments in parts, whole when put together.
    private static ReadOnlyMemory<byte>[] Assignments(MatchInput input, ImmutableArray<ImmutableArray<int>> cells)
    {
        var (parts, places) = (new ReadOnlyMemory<byte>[cells.Length + 1], MatchTextFiles.Places(input));
        parts[0] = Encoding.ASCII.GetBytes(MatchTextFiles.AssignmentHeader);
        ForEachService(input, i => parts[i + 1] = MatchTextFiles.Assignments(input, input.Services[i], cells[i].AsSpan(), places));
        return parts;
    }

    /// <summary>The table of the unplaced in parts, whole when put together; and how many there are of each reason.</summary>
    public static (ReadOnlyMemory<byte>[] Table, int[] Reasons) Unplaced(MatchInput input, ImmutableArray<ImmutableArray<int>> cells)
    {
        var (parts, reasons) = (new ReadOnlyMemory<byte>[cells.Length + 1], new int[cells.Length][]);
        parts[0] = Encoding.ASCII.GetBytes(MatchTextFiles.UnplacedHeader);
        ForEachService(input, i => (parts[i + 1], reasons[i]) = MatchTextFiles.Unplaced(input, input.Services[i], cells[i].AsSpan()));
        var sums = new int[Enum.GetValues<UnplacedReason>().Length];
        foreach (var ofService in reasons)
        {
            for (var reason = 0; reason < sums.Length; reason++)
            {
                sums[reason] += ofService[reason];
            }
        }

        return (parts, sums);
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
        ImmutableArray<ImmutableArray<int>> cells = [.. plans.Select(p => p.Cells)];
        var (assignments, (unplaced, reasons)) = (Assignments(input, cells), Unplaced(input, cells));
        var (proofs, hashes) = (new ReadOnlyMemory<byte>[plans.Length], (Assignments: "", Unplaced: ""));
        Parallel.Invoke(
            input.Order.AtOnce,
            () => hashes.Assignments = Save(Path.Combine(aside, AssignmentsFile), assignments),
            () => hashes.Unplaced = Save(Path.Combine(aside, UnplacedFile), unplaced),
            () => ForEachService(input, i => proofs[i] = MatchProof.Service(input.Services[i], plans[i])));
        (int, string)? alternatives = null;
        if (mostAlternatives > 0)
        {
            alternatives = (mostAlternatives, Save(Path.Combine(aside, AlternativesFile), MatchAlternatives.Of(input, cells, mostAlternatives)));
        }

        using (var proof = File.Create(Path.Combine(aside, MatchProof.FileName)))
        {
            MatchProof.Write(proof, input, proofs, hashes.Assignments, hashes.Unplaced, alternatives);
        }

        var summary = MatchSummary.Of(input, cells, reasons, new(read, solved - read, watch.Elapsed - solved));
        File.WriteAllBytes(Path.Combine(aside, SummaryFile), summary.Json());

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(aside, folder);
        return summary;
    }

    // Gives the file's SHA-256.
    private static string Save(string path, ReadOnlyMemory<byte>[] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.Create(path);
        foreach (var part in parts)
        {
            hash.AppendData(part.Span);
            file.Write(part.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

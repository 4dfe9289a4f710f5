using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>
/// The rows put together service by service, those without capacity first, each service's in the file's order. Done by counting: the file is
/// gone through from one end to the other, for what lies far apart takes long to fetch.
/// </summary>
internal sealed class ByService
{
    private readonly int[] begins; // by service and one more: where it begins, and the end
    private readonly int[] rows;

    /// <summary>Puts them together.</summary>
    public ByService(MatchPatients waiting, int services, ParallelOptions threads)
    {
        var (parts, counts, lengths) = (waiting.Parts, new int[waiting.Parts.Count][], new int[waiting.Parts.Count][]);
        Parallel.For(0, parts.Count, threads, p => (counts[p], lengths[p]) = Count(waiting.RowsOf(parts[p]), services));

        // Where each part puts its first of each service, and that one's id.
        begins = new int[services + 2];
        var (all, length) = (0, 0);
        for (var service = 0; service <= services; service++)
        {
            begins[service] = all;
            for (var p = 0; p < parts.Count; p++)
            {
                (counts[p][service], all) = (all, all + counts[p][service]);
                (lengths[p][service], length) = (length, length + lengths[p][service]);
            }
        }

        begins[^1] = all;
        (Patients, rows, Ids) = (GC.AllocateUninitializedArray<WaitingPatient>(all), GC.AllocateUninitializedArray<int>(all), new PatientIds(all, length));
        Parallel.For(0, parts.Count, threads, p => Put(waiting.RowsOf(parts[p]), parts[p].WayOf, waiting.File.Bytes, counts[p], lengths[p]));
    }

    /// <summary>The patients as the problems have them.</summary>
    public WaitingPatient[] Patients { get; }

    /// <summary>Their ids.</summary>
    public PatientIds Ids { get; }

    /// <summary>Where each one's row begins in the file.</summary>
    public ReadOnlySpan<int> Rows => rows;

    /// <summary>Which are a service's; -1 are those without capacity.</summary>
    public Range Of(int service) => begins[service + 1]..begins[service + 2];

    /// <summary>How many a service has.</summary>
    public int CountOf(int service) => begins[service + 2] - begins[service + 1];

    private static (int[] Rows, int[] Lengths) Count(ReadOnlySpan<PatientRow> rows, int services)
    {
        var (counts, lengths) = (new int[services + 1], new int[services + 1]);
        foreach (ref readonly var row in rows)
        {
            if (row.Service != PatientRow.TakenOut)
            {
                counts[row.Service + 1]++;
                lengths[row.Service + 1] += row.IdLength;
            }
        }

        return (counts, lengths);
    }

    private void Put(ReadOnlySpan<PatientRow> part, int[] ways, byte[] file, int[] next, int[] nextId)
    {
        foreach (ref readonly var row in part)
        {
            if (row.Service != PatientRow.TakenOut)
            {
                var at = next[row.Service + 1]++;
                Patients[at] = new(ways[row.Way], row.Tier, row.Rank, row.First, row.Last, row.Draw);
                rows[at] = row.Start;
                Ids.Put(at, file.AsSpan(row.Start, row.IdLength), ref nextId[row.Service + 1]);
            }
        }
    }
}

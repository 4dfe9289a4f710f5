using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>Splits the patients who were read into services, the largest part of a run that can be solved by itself.</summary>
internal sealed class MatchSplit
{
    private readonly MatchPatients waiting;
    private readonly MatchTables tables;
    private readonly MatchOrder order;
    private readonly ParallelOptions threads;
    private readonly int[] members; // rows, service by service; those without capacity first
    private readonly int[] starts; // where each service's rows begin among them, and the end
    private readonly TravelRows travel;

    private MatchSplit(MatchPatients waiting, MatchTables tables, MatchOrder order)
    {
        (this.waiting, this.tables, this.order, threads) = (waiting, tables, order, new() { MaxDegreeOfParallelism = order.Threads });
        var costs = Costs();
        var (rows, sorted) = ((TravelRows?)null, (Members: Array.Empty<int>(), Starts: Array.Empty<int>()));
        Parallel.Invoke(threads, () => rows = TravelRows.Of(tables.Providers.Count, costs), () => sorted = ByService());
        (travel, members, starts) = (rows!, sorted.Members, sorted.Starts);
    }

    /// <summary>The services by name, those without capacity together first under none, for nobody there can be placed.</summary>
    public static ImmutableArray<MatchService> Of(MatchPatients waiting, MatchTables tables, MatchOrder order)
    {
        var (split, wanted) = (new MatchSplit(waiting, tables, order), new List<int> { PatientRow.NoCapacity });
        wanted.AddRange(tables.Services.Sorted());
        wanted.RemoveAll(service => split.CountOf(service) == 0);
        var services = new MatchService[wanted.Count];
        var (largestFirst, next) = (MatchRun.LargestFirst(wanted.Count, i => split.CountOf(wanted[i])), -1);
        Parallel.For(0, order.Threads, split.threads, _ =>
        {
            var room = new WaitingPatient[wanted.Count == 0 ? 0 : split.CountOf(wanted[largestFirst[0]])];
            while (Interlocked.Increment(ref next) is var i && i < services.Length)
            {
                services[largestFirst[i]] = split.Service(wanted[largestFirst[i]], room);
            }
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(services);
    }

    private int CountOf(int service) => starts[service + 2] - starts[service + 1];

    // By counting: each part knows where its rows of a service go.
    private (int[] Members, int[] Starts) ByService()
    {
        var (parts, rows) = (waiting.Parts, waiting.Rows);
        var counts = new int[parts.Count][];
        Parallel.For(0, parts.Count, threads, p =>
        {
            var count = counts[p] = new int[tables.Services.Count + 1];
            foreach (ref readonly var row in rows.AsSpan(parts[p].FirstRow, parts[p].RowCount))
            {
                if (row.Service != PatientRow.TakenOut)
                {
                    count[row.Service + 1]++;
                }
            }
        });
        var (begins, all) = (new int[tables.Services.Count + 2], 0);
        for (var service = 0; service < begins.Length - 1; service++)
        {
            begins[service] = all;
            foreach (var count in counts)
            {
                (count[service], all) = (all, all + count[service]);
            }
        }

        begins[^1] = all;
        var sorted = GC.AllocateUninitializedArray<int>(all);
        Parallel.For(0, parts.Count, threads, p =>
        {
            var (next, ways, end) = (counts[p], parts[p].WayOf, parts[p].FirstRow + parts[p].RowCount);
            for (var i = parts[p].FirstRow; i < end; i++)
            {
                if (rows[i].Service != PatientRow.TakenOut)
                {
                    rows[i].Way = ways[rows[i].Way];
                    sorted[next[rows[i].Service + 1]++] = i;
                }
            }
        });
        return (sorted, begins);
    }

    // A row of costs for every way.
    private int[] Costs()
    {
        var (providers, stride) = (tables.Providers.Count, TravelRows.StrideOf(tables.Providers.Count));
        var costs = GC.AllocateUninitializedArray<int>(waiting.Ways.Length * stride);
        Parallel.For(0, order.Threads, threads, thread =>
        {
            for (var way = thread; way < waiting.Ways.Length; way += order.Threads)
            {
                var (municipality, group, most) = waiting.Ways[way];
                var row = costs.AsSpan(way * stride, stride);
                var kilometres = tables.Kilometres.AsSpan(municipality * providers, providers);
                var penalties = tables.Penalties.AsSpan(group * providers, providers);
                for (var i = 0; i < providers; i++)
                {
                    row[i] = kilometres[i] < 0 || penalties[i] < 0 || (most != Way.NoLimit && kilometres[i] > most) ? ServiceProblem.OutOfReach : kilometres[i] + penalties[i];
                }

                row[providers..].Fill(ServiceProblem.OutOfReach);
            }
        });
        return costs;
    }

    private MatchService Service(int service, WaitingPatient[] room)
    {
        var (rows, own) = (waiting.Rows, members[starts[service + 1]..starts[service + 2]]);
        var (name, slots) = service < 0 ? ("", new int[order.Weeks * travel.Stride]) : (tables.Services[service], tables.Slots[service]);
        var (reserved, heldBack) = (SlotReserve.Of(slots, travel.Stride, order.Reserve), tables.HeldWeeks.GetValueOrDefault(service) ?? new ulong[travel.Stride]);
        for (var cell = 0; cell < slots.Length; cell++)
        {
            slots[cell] -= reserved[cell];
            heldBack[cell % travel.Stride] |= reserved[cell] > 0 ? 1UL << (cell / travel.Stride) : 0;
        }

        // What lies far apart is fetched once, in the file's order, and put in that of the service when it is at hand.
        var ids = new PatientIds(own.Length);
        for (var i = 0; i < own.Length; i++)
        {
            ref readonly var row = ref rows[own[i]];
            room[i] = new(row.Way, row.Tier, row.Rank, row.First, row.Last, row.Draw);
            ids.Add(waiting.File.Bytes.AsSpan(row.Start, row.IdLength));
            own[i] = row.Start;
        }

        var problem = ServiceProblem.Of(order.Weeks, travel, order.Weights, slots, room.AsSpan(0, own.Length), (one, other) => ids[one].SequenceCompareTo(ids[other]));
        var patients = GC.AllocateUninitializedArray<int>(own.Length);
        for (var i = 0; i < patients.Length; i++)
        {
            patients[i] = own[problem.Sources[i]];
        }

        return new(name, problem, ImmutableCollectionsMarshal.AsImmutableArray(patients))
        {
            Ids = ids.InOrder(problem.Sources.AsSpan()), Reserved = ImmutableCollectionsMarshal.AsImmutableArray(reserved), HeldBack = ImmutableCollectionsMarshal.AsImmutableArray(heldBack),
        };
    }
}

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
    private readonly ByService sorted;
    private readonly TravelRows travel;

    private MatchSplit(MatchPatients waiting, MatchTables tables, MatchOrder order)
    {
        (this.waiting, this.tables, this.order, threads) = (waiting, tables, order, order.AtOnce);
        var (costs, rows, together) = (Costs(), (TravelRows?)null, (ByService?)null);
        Parallel.Invoke(threads, () => rows = TravelRows.Of(tables.Providers.Count, costs), () => together = new(waiting, tables.Services.Count, threads));
        (travel, sorted) = (rows!, together!);
    }

    /// <summary>The services by name, those without capacity together first under none, for nobody there can be placed.</summary>
    public static ImmutableArray<MatchService> Of(MatchPatients waiting, MatchTables tables, MatchOrder order)
    {
        var (split, wanted) = (new MatchSplit(waiting, tables, order), new List<int> { PatientRow.NoCapacity });
        wanted.AddRange(tables.Services.Sorted());
        wanted.RemoveAll(service => split.sorted.CountOf(service) == 0);
        var services = new MatchService[wanted.Count];
        MatchRun.LargestFirst(wanted.Count, order.Threads, i => split.sorted.CountOf(wanted[i]), i => services[i] = split.Service(wanted[i]));
        return ImmutableCollectionsMarshal.AsImmutableArray(services);
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

    private MatchService Service(int service)
    {
        var (name, slots) = service < 0 ? ("", new int[order.Weeks * travel.Stride]) : (tables.Services[service], tables.Slots[service]);
        var (reserved, heldBack) = (SlotReserve.Of(slots, travel.Stride, order.Reserve), tables.HeldWeeks.GetValueOrDefault(service) ?? new ulong[travel.Stride]);
        for (var cell = 0; cell < slots.Length; cell++)
        {
            slots[cell] -= reserved[cell];
            heldBack[cell % travel.Stride] |= reserved[cell] > 0 ? 1UL << (cell / travel.Stride) : 0;
        }

        var (own, ids) = (sorted.Of(service), sorted.Ids);
        var first = own.Start.Value;
        var problem = ServiceProblem.Of(
            order.Weeks, travel, order.Weights, slots, sorted.Patients.AsSpan(own), (one, other) => ids[first + one].SequenceCompareTo(ids[first + other]));
        var patients = GC.AllocateUninitializedArray<int>(problem.Sources.Length);
        for (var i = 0; i < patients.Length; i++)
        {
            patients[i] = sorted.Rows[first + problem.Sources[i]];
        }

        return new(name, problem, ImmutableCollectionsMarshal.AsImmutableArray(patients))
        {
            Ids = ids.InOrder(problem.Sources.AsSpan(), first), Reserved = ImmutableCollectionsMarshal.AsImmutableArray(reserved), HeldBack = ImmutableCollectionsMarshal.AsImmutableArray(heldBack),
        };
    }
}

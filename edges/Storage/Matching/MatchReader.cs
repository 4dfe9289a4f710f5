using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Reads a run's files, judges every row and splits the run into its services.</summary>
internal static class MatchReader
{
    private static readonly string[] PatientColumns = ["patient", "service", "municipality", "group", "tier", "rank", "max_km", "first_week", "last_week"];
    private static readonly string[] HeldColumns = ["patient", "provider", "week"];
    private const int LongestId = 200, NoLimit = -1;

    /// <summary>Reads the files.</summary>
    /// <returns>The input, or the first thing that is wrong with its row (VB3100–VB3109).</returns>
    public static Outcome<MatchInput> Read(MatchFiles files, MatchOrder order)
    {
        if (!MatchFile.Read(files.Distances, MatchTables.DistanceColumns).Succeeded(out var distances, out var refusal)
            || !MatchFile.Read(files.Capacity, MatchTables.CapacityColumns).Succeeded(out var capacity, out refusal)
            || !MatchFile.Read(files.Patients, PatientColumns).Succeeded(out var patients, out refusal))
        {
            return refusal;
        }

        var (allowed, held) = ((MatchFile?)null, (MatchFile?)null);
        if ((files.Allowed is { } path && !MatchFile.Read(path, MatchTables.AllowedColumns).Succeeded(out allowed, out refusal))
            || (files.Held is { } heldPath && !MatchFile.Read(heldPath, HeldColumns, mayBeEmpty: true).Succeeded(out held, out refusal)))
        {
            return refusal;
        }

        var tables = new MatchTables();
        if ((tables.ReadDistances(distances) ?? tables.ReadAllowed(allowed) ?? tables.ReadCapacity(capacity, order.Weeks)) is { } wrong)
        {
            return wrong;
        }

        var read = new[] { ("patients", patients), ("capacity", capacity), ("distances", distances), ("allowed", allowed), ("held", held) };
        ImmutableDictionary<string, string>? hashes = null;
        Outcome<PatientRow[]> rows = Array.Empty<PatientRow>();
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = order.Threads },
            () => hashes = read.Where(f => f.Item2 is not null)
                .ToImmutableDictionary(f => f.Item1, f => Convert.ToHexStringLower(SHA256.HashData(f.Item2!.Bytes))),
            () => rows = Patients(patients, tables, order));
        return rows.Then(all => Held(held, patients, tables, all, order)).Then<MatchInput>(all => TooManyWays(tables, all) ? Refusal.Of(RefusalCode.MatchTooMuch, [files.Patients, .. MatchTables.Most]) : new MatchInput(
            order, Split(tables, patients, all, order), [.. tables.Providers.Sorted().Select(p => tables.Providers[p])], hashes!)
        {
            PatientBytes = patients.Bytes, Rows = all, Kilometres = tables.Kilometres, Penalties = tables.Penalties,
        });
    }

    private static Outcome<PatientRow[]> Patients(MatchFile file, MatchTables tables, MatchOrder order)
    {
        // Cut at row ends into one part a thread.
        var cuts = new List<int> { file.FirstRow };
        for (var i = 1; i < order.Threads; i++)
        {
            var near = file.FirstRow + (int)((long)(file.Bytes.Length - file.FirstRow) * i / order.Threads);
            var end = file.Bytes.AsSpan(near).IndexOf((byte)'\n');
            if (end >= 0 && near + end + 1 > cuts[^1])
            {
                cuts.Add(near + end + 1);
            }
        }

        cuts.Add(file.Bytes.Length);
        var starts = new int[cuts.Count];
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var lines = file.Bytes.AsSpan(cuts[i], cuts[i + 1] - cuts[i]);
            starts[i + 1] = starts[i] + lines.Count((byte)'\n') + (lines.IsEmpty || lines[^1] == '\n' ? 0 : 1);
        }

        var (rows, faults) = (new PatientRow[starts[^1]], new RowFault?[cuts.Count - 1]);
        Parallel.For(0, faults.Length, new() { MaxDegreeOfParallelism = order.Threads }, i =>
            faults[i] = Part(file, cuts[i], cuts[i + 1], tables, order, rows.AsSpan(starts[i], starts[i + 1] - starts[i])));
        if (faults.FirstOrDefault(f => f is not null) is { } fault)
        {
            return file.Refuse(fault);
        }

        return Twice(file, rows) is { } twice
            ? Refusal.Of(RefusalCode.MatchPatientTwice, $"{file.Path}:{file.RowOf(twice.Second)}", $"{file.RowOf(twice.First)}")
            : rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowFault? Part(MatchFile file, int from, int to, MatchTables tables, MatchOrder order, Span<PatientRow> rows)
    {
        var draw = new Draw(order.Seed);
        var place = 0;
        var scanner = new RowScanner(file.Bytes.AsSpan(0, to), from, PatientColumns);
        while (scanner.Next())
        {
            var id = MatchTables.SafeText(ref scanner);
            var row = new PatientRow { Id = scanner.FieldStart, IdLength = (short)Math.Min(id.Length, LongestId), Draw = draw.Of(id) };
            if (id.Length > LongestId)
            {
                scanner.Wrong(id, new($"högst {LongestId} tecken", $"at most {LongestId} characters"));
            }

            row.Service = (short)tables.Services.Find(scanner.Text());
            var municipality = scanner.Text();
            row.Municipality = tables.Municipalities.Find(municipality);
            if (row.Municipality < 0)
            {
                scanner.Wrong(municipality, new("en kommun som har ett avstånd", "a municipality that has a distance"));
            }

            row.Group = (short)(tables.Groups.Find(scanner.Text(mayBeEmpty: true)) + 1);
            row.Tier = (byte)scanner.Number(1, ServiceProblem.MostTier);
            row.Rank = (ushort)scanner.Number(0, ServiceProblem.MostRank);
            row.Kilometres = scanner.Number(0, ServiceProblem.MostCost, NoLimit);
            row.First = (byte)scanner.Number(0, order.Weeks - 1, 0);
            row.Last = (byte)scanner.Number(0, order.Weeks - 1, order.Weeks - 1);
            if (row.First > row.Last)
            {
                scanner.Wrong(RefusalCode.MatchWindowBackwards, $"{row.First}", $"{row.Last}");
            }

            rows[place++] = row;
        }

        return scanner.Fault;
    }

    // The bytes where the two rows of one patient begin, the first such by the file's order; null when everyone stands once.
    private static (int First, int Second)? Twice(MatchFile file, PatientRow[] rows)
    {
        var slots = new int[(int)Math.Min(1L << 30, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)rows.Length + 1) * 2)];
        for (var i = 0; i < rows.Length; i++)
        {
            var slot = (int)(rows[i].Draw & (ulong)(slots.Length - 1));
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            {
                ref var other = ref rows[slots[slot] - 1];
                if (other.Draw == rows[i].Draw && file.Bytes.AsSpan(other.Id, other.IdLength).SequenceEqual(file.Bytes.AsSpan(rows[i].Id, rows[i].IdLength)))
                {
                    return (other.Id, rows[i].Id);
                }
            }

            slots[slot] = i + 1;
        }

        return null;
    }

    // Held offers are out of the run: the patients, and the slots they hold.
    private static Outcome<PatientRow[]> Held(MatchFile? file, MatchFile patients, MatchTables tables, PatientRow[] rows, MatchOrder order)
    {
        if (file is null)
        {
            return rows;
        }

        var byId = new Dictionary<ulong, int>(); // few are held; the draw finds them, the id decides
        for (var i = 0; i < rows.Length; i++)
        {
            var key = rows[i].Draw;
            while (!byId.TryAdd(key, i))
            {
                key++; // another drew the same
            }
        }

        var (draw, held, stride) = (new Draw(order.Seed), new HashSet<int>(), TravelRows.StrideOf(tables.Providers.Count));
        var scanner = new RowScanner(file.Bytes, file.FirstRow, HeldColumns);
        while (scanner.Next())
        {
            var id = scanner.Text();
            var (key, patient) = (draw.Of(id), -1);
            while (byId.TryGetValue(key++, out var other) && patient < 0)
            {
                patient = patients.Bytes.AsSpan(rows[other].Id, rows[other].IdLength).SequenceEqual(id) ? other : -1;
            }

            var found = patient >= 0 && held.Add(patient);
            var cell = tables.Provider(ref scanner) + (scanner.Number(0, order.Weeks - 1) * stride);
            if (scanner.Fault is null && (!found || rows[patient].Service < 0 || !tables.Hold(rows[patient].Service, cell)))
            {
                scanner.Wrong(RefusalCode.MatchHeldUnknown);
            }
        }

        return scanner.Fault is { } fault ? file.Refuse(fault) : held.Count == 0 ? rows : rows.Where((_, i) => !held.Contains(i)).ToArray();
    }

    private static ImmutableArray<MatchService> Split(MatchTables tables, MatchFile file, PatientRow[] rows, MatchOrder order)
    {
        // Services by name; those without capacity are together under none, for nobody there can be placed.
        var sorted = tables.Services.Sorted();
        var counts = new int[sorted.Length + 1];
        foreach (ref readonly var row in rows.AsSpan())
        {
            counts[row.Service + 1]++;
        }

        var members = counts.Select(c => new int[c]).ToArray();
        Array.Clear(counts);
        for (var i = 0; i < rows.Length; i++)
        {
            var service = rows[i].Service + 1;
            members[service][counts[service]++] = i;
        }

        var (travel, rowOf) = Travel(tables, rows);
        var services = new MatchService?[sorted.Length];
        Parallel.For(0, sorted.Length, new() { MaxDegreeOfParallelism = order.Threads }, i => services[i] = members[sorted[i] + 1].Length == 0 ? null : Service(
            tables.Services[sorted[i]], tables.Slots[sorted[i]], members[sorted[i] + 1], travel, rowOf, file, rows, order, tables.HeldWeeks.GetValueOrDefault(sorted[i])));
        var all = services.OfType<MatchService>().ToImmutableArray();
        return members[0].Length == 0 ? all : all.Insert(0, Service("", new int[order.Weeks * TravelRows.StrideOf(tables.Providers.Count)], members[0], travel, rowOf, file, rows, order));
    }

    // Each way becomes a row of costs, one a provider.
    private static bool TooManyWays(MatchTables tables, PatientRow[] rows)
    {
        var (most, ways) = (MatchTables.MostPairs / TravelRows.StrideOf(tables.Providers.Count), new HashSet<(int, int, int)>());
        return rows.Length > most && rows.Any(r => ways.Add((r.Municipality, r.Group, r.Kilometres)) && ways.Count > most);
    }

    // A row of costs for everyone who is alike in place, group and most kilometres; and each patient's.
    private static (TravelRows Travel, int[] RowOf) Travel(MatchTables tables, PatientRow[] rows)
    {
        var (stride, providers) = (TravelRows.StrideOf(tables.Providers.Count), tables.Providers.Count);
        var (places, costs, rowOf) = (new Dictionary<(int, int, int), int>(), new List<int>(), new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var key = (rows[i].Municipality, (int)rows[i].Group, rows[i].Kilometres);
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, key, out var known);
            if (!known)
            {
                place = places.Count - 1;
                for (var provider = 0; provider < stride; provider++)
                {
                    costs.Add(provider < providers ? Cost(tables, key, provider) : ServiceProblem.OutOfReach);
                }
            }

            rowOf[i] = place;
        }

        return (TravelRows.Of(providers, [.. costs]), rowOf);
    }

    private static MatchService Service(string name, int[] slots, int[] members, TravelRows travel, int[] rowOf, MatchFile file, PatientRow[] rows, MatchOrder order, ulong[]? held = null)
    {
        var (reserved, heldBack) = (SlotReserve.Of(slots, travel.Stride, order.Reserve), held ?? new ulong[travel.Stride]);
        for (var cell = 0; cell < slots.Length; cell++)
        {
            slots[cell] -= reserved[cell];
            heldBack[cell % travel.Stride] |= reserved[cell] > 0 ? 1UL << (cell / travel.Stride) : 0;
        }

        var patients = new WaitingPatient[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            ref readonly var row = ref rows[members[i]];
            patients[i] = new(rowOf[members[i]], row.Tier, row.Rank, row.First, row.Last, row.Draw);
        }

        var problem = ServiceProblem.Of(order.Weeks, travel, order.Weights, slots, patients, (one, other) => Id(members[one]).SequenceCompareTo(Id(members[other])));
        return new(name, problem, [.. problem.Sources.Select(s => members[s])]) { Reserved = [.. reserved], HeldBack = [.. heldBack] };

        ReadOnlySpan<byte> Id(int row) => file.Bytes.AsSpan(rows[row].Id, rows[row].IdLength);
    }

    private static int Cost(MatchTables tables, (int Municipality, int Group, int Most) key, int provider)
    {
        var kilometres = tables.Kilometres[(key.Municipality * tables.Providers.Count) + provider];
        var penalty = tables.Penalties[(key.Group * tables.Providers.Count) + provider];
        return kilometres < 0 || penalty < 0 || (key.Most != NoLimit && kilometres > key.Most) ? ServiceProblem.OutOfReach : kilometres + penalty;
    }
}

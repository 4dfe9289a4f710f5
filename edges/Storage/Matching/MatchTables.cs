using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>The small files of a run: who lies how far from whom, who may go where, and what is free.</summary>
internal sealed class MatchTables
{
    public static readonly string[] DistanceColumns = ["municipality", "provider", "km"];
    public static readonly string[] AllowedColumns = ["group", "provider", "penalty_km"];
    public static readonly string[] CapacityColumns = ["provider", "service", "week", "slots"];
    public const int MostSlots = 1_000_000, MostMunicipalities = 100_000, MostProviders = 5_000, MostServices = 30_000, MostGroups = 30_000;

    /// <summary>What a small file may make of memory: providers times municipalities, groups or ways, and providers times weeks and services.</summary>
    public const long MostPairs = 100_000_000, MostCells = 200_000_000;

    /// <summary>The numbers of the sentence of VB3108.</summary>
    public static ImmutableArray<Bilingual> Most { get; } = [$"{MostMunicipalities}", $"{MostProviders}", $"{MostServices}", $"{MostPairs}", $"{MostCells}"];

    public NameTable Municipalities { get; } = new();

    public NameTable Providers { get; } = new();

    /// <summary>Groups as <c>allowed.csv</c> lists them; their number elsewhere is one more than their place here.</summary>
    public NameTable Groups { get; } = new();

    public NameTable Services { get; } = new();

    public int[] Kilometres { get; private set; } = [];

    public int[] Penalties { get; private set; } = [];

    /// <summary>Slots by service, week and provider.</summary>
    public List<int[]> Slots { get; } = [];

    /// <summary>By service and provider: the weeks, a bit each, in which a slot is held.</summary>
    public Dictionary<int, ulong[]> HeldWeeks { get; } = [];

    /// <summary>Takes a slot out of the run; false when there is none.</summary>
    public bool Hold(int service, int cell)
    {
        var stride = TravelRows.StrideOf(Providers.Count);
        if (!HeldWeeks.TryGetValue(service, out var weeks))
        {
            HeldWeeks.Add(service, weeks = new ulong[stride]);
        }

        weeks[cell % stride] |= 1UL << (cell / stride);
        return --Slots[service][cell] >= 0;
    }

    /// <summary>Reads them all; what is wrong first, null when nothing is.</summary>
    public Refusal? Read(MatchFile distances, MatchFile? allowed, MatchFile capacity, int weeks) =>
        ReadDistances(distances) ?? ReadAllowed(allowed) ?? ReadCapacity(capacity, weeks);

    /// <summary>Distances first: a provider or municipality is one that stands there.</summary>
    private Refusal? ReadDistances(MatchFile file)
    {
        var rows = new List<(int Municipality, int Provider, int Kilometres, int Row)>();
        var scanner = new RowScanner(file.Bytes, file.FirstRow, DistanceColumns);
        while (scanner.Next())
        {
            var municipality = Municipalities.FindOrAdd(scanner.Text());
            var provider = Providers.FindOrAdd(SafeText(ref scanner));
            rows.Add((municipality, provider, scanner.Number(0, ServiceProblem.MostCost), scanner.Row));
            if (Municipalities.Count > MostMunicipalities || Providers.Count > MostProviders || (long)Municipalities.Count * Providers.Count > MostPairs)
            {
                scanner.Wrong(RefusalCode.MatchTooMuch, [.. Most]);
            }
        }

        if (scanner.Fault is { } fault)
        {
            return file.Refuse(fault);
        }

        // Providers by name from here on, so that the order of the rows says nothing.
        var place = Providers.Ranks();
        (ProviderPlace, Kilometres) = (place, new int[Municipalities.Count * Providers.Count]);
        Array.Fill(Kilometres, -1);
        foreach (var row in rows)
        {
            ref var kilometres = ref Kilometres[(row.Municipality * Providers.Count) + place[row.Provider]];
            if (kilometres >= 0)
            {
                return file.Refuse(new(row.Row, RefusalCode.MatchPairTwice, []));
            }

            kilometres = row.Kilometres;
        }

        return null;
    }

    private int[] ProviderPlace { get; set; } = [];

    private Refusal? ReadAllowed(MatchFile? file)
    {
        Penalties = new int[Providers.Count];
        if (file is null)
        {
            return null;
        }

        var rows = new List<(int Group, int Provider, int Penalty, int Row)>();
        var scanner = new RowScanner(file.Bytes, file.FirstRow, AllowedColumns);
        while (scanner.Next())
        {
            var group = Groups.FindOrAdd(scanner.Text());
            rows.Add((group, Provider(ref scanner), scanner.Number(0, ServiceProblem.MostCost, 0), scanner.Row));
            if (Groups.Count > MostGroups || (Groups.Count + 1L) * Providers.Count > MostPairs)
            {
                scanner.Wrong(RefusalCode.MatchTooMuch, [.. Most]);
            }
        }

        if (scanner.Fault is { } fault)
        {
            return file.Refuse(fault);
        }

        Penalties = new int[(Groups.Count + 1) * Providers.Count];
        Array.Fill(Penalties, -1, Providers.Count, Penalties.Length - Providers.Count);
        foreach (var row in rows)
        {
            ref var penalty = ref Penalties[((row.Group + 1) * Providers.Count) + row.Provider];
            if (penalty >= 0)
            {
                return file.Refuse(new(row.Row, RefusalCode.MatchPairTwice, []));
            }

            penalty = row.Penalty;
        }

        return null;
    }

    private Refusal? ReadCapacity(MatchFile file, int weeks)
    {
        var scanner = new RowScanner(file.Bytes, file.FirstRow, CapacityColumns);
        var (stride, rows) = (TravelRows.StrideOf(Providers.Count), new List<(int Service, int Cell, int Slots, int Row)>());
        while (scanner.Next())
        {
            var (provider, service) = (Provider(ref scanner), Services.FindOrAdd(scanner.Text()));
            rows.Add((service, (scanner.Number(0, weeks - 1) * stride) + provider, scanner.Number(0, MostSlots), scanner.Row));
            if (Services.Count > MostServices || (long)Services.Count * weeks * stride > MostCells)
            {
                scanner.Wrong(RefusalCode.MatchTooMuch, [.. Most]);
            }
        }

        if (scanner.Fault is { } fault)
        {
            return file.Refuse(fault);
        }

        // Not before the last row: by then it is known how much there is.
        while (Slots.Count < Services.Count)
        {
            Slots.Add(new int[weeks * stride]);
        }

        foreach (var row in rows)
        {
            ref var cell = ref Slots[row.Service][row.Cell];
            cell += row.Slots;
            if (cell > MostSlots)
            {
                return file.Refuse(new(row.Row, RefusalCode.MatchValueWrong, ["slots", $"{cell}", new($"högst {MostSlots} i en cell", $"at most {MostSlots} in a cell")]));
            }
        }

        return null;
    }

    /// <summary>A provider that has a distance, by its place among the names in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Provider(ref RowScanner scanner)
    {
        var name = scanner.Text();
        if (Providers.Find(name) is >= 0 and var provider)
        {
            return ProviderPlace[provider];
        }

        scanner.Wrong(name, new("en vårdgivare som har ett avstånd", "a provider that has a distance"));
        return 0;
    }

    // What a spreadsheet would take for a formula is no name: it would come out again in the plan.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> SafeText(ref RowScanner scanner)
    {
        var text = scanner.Text();
        if (!text.IsEmpty && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t')
        {
            Unsafe(ref scanner, text);
        }

        return text;
    }

    private static void Unsafe(ref RowScanner scanner, scoped ReadOnlySpan<byte> text) =>
        scanner.Wrong(text, new("ett namn som inte börjar med = + - @", "a name that does not begin with = + - @"));
}

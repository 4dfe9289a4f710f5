using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>A row of the patients' file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PatientRow
{
    /// <summary>The service's place, or one of these.</summary>
    public const short NoCapacity = -1, TakenOut = -2;

    public ulong Draw;
    public int Start, Way; // where the row begins; its place among the part's ways
    public short Service;
    public ushort Rank;
    public byte IdLength, Tier, First, Last;
}

/// <summary>The patients' file, judged row by row in one part a thread.</summary>
internal sealed class MatchPatients
{
    public static readonly string[] Columns = ["patient", "service", "municipality", "group", "tier", "rank", "max_km", "first_week", "last_week"];
    public static readonly string[] HeldColumns = ["patient", "provider", "week"];
    private const int LongestId = 200;

    private readonly MatchFile file;
    private readonly MatchTables tables;
    private readonly MatchOrder order;
    private readonly ParallelOptions threads;

    /// <summary>Cuts the file into parts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tables">The small files; read by when the rows are.</param>
    /// <param name="order">What the run is told.</param>
    public MatchPatients(MatchFile file, MatchTables tables, MatchOrder order)
    {
        (this.file, this.tables, this.order, threads) = (file, tables, order, order.AtOnce);
        Cut();
    }

    /// <summary>A part of the file, its rows, and the ways of its rows in the order they come.</summary>
    public sealed class Part(int from, int to, int rowCount)
    {
        public int From => from;

        public int To => to;

        public int FirstRow { get; set; }

        public int RowCount => rowCount;

        public RowFault? Fault { get; set; }

        public WayTable Ways { get; } = new();

        /// <summary>By place among the ways of the part: the place among those of all.</summary>
        public int[] WayOf { get; set; } = [];
    }

    public MatchFile File => file;

    /// <summary>The parts in the file's order.</summary>
    public List<Part> Parts { get; } = [];

    /// <summary>The rows in the file's order.</summary>
    public PatientRow[] Rows { get; private set; } = [];

    /// <summary>The rows of a part.</summary>
    public Span<PatientRow> RowsOf(Part part) => Rows.AsSpan(part.FirstRow, part.RowCount);

    /// <summary>The ways of all parts by name.</summary>
    public Way[] Ways { get; private set; } = [];

    /// <summary>Reads and judges the rows; null when nothing is wrong.</summary>
    public Refusal? Read()
    {
        var count = 0;
        foreach (var part in Parts)
        {
            part.FirstRow = count;
            count += part.RowCount;
        }

        Rows = GC.AllocateUninitializedArray<PatientRow>(count);
        Parallel.For(0, Parts.Count, threads, i => Judge(Parts[i]));
        return Parts.Find(p => p.Fault is not null) is { Fault: { } fault } ? file.Refuse(fault) : Twice();
    }

    // At row ends, into one part a thread.
    private void Cut()
    {
        var from = file.FirstRow;
        for (var i = 1; i <= order.Threads && from < file.Bytes.Length; i++)
        {
            var near = Math.Max(from, file.FirstRow + (int)((long)(file.Bytes.Length - file.FirstRow) * i / order.Threads));
            var end = file.Bytes.AsSpan(near).IndexOf((byte)'\n');
            var to = i == order.Threads || end < 0 ? file.Bytes.Length : near + end + 1;
            Parts.Add(new(from, to, RowsIn(file.Bytes.AsSpan(from..to))));
            from = to;
        }
    }

    // Each way becomes a row of costs, one a provider.
    private int MostWays => (int)(MatchTables.MostPairs / TravelRows.StrideOf(tables.Providers.Count));

    private static int RowsIn(ReadOnlySpan<byte> lines) => lines.Count((byte)'\n') + (lines[^1] == '\n' ? 0 : 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Judge(Part part)
    {
        var (draw, ways, mostWays) = (new Draw(order.Seed), part.Ways, MostWays);
        var left = RowsOf(part);
        var scanner = new RowScanner(file.Bytes.AsSpan(0, part.To), part.From, Columns);
        while (scanner.Next())
        {
            var id = MatchTables.SafeText(ref scanner);
            if (id.Length > LongestId)
            {
                TooLong(ref scanner, id);
                break;
            }

            ref var row = ref left[0];
            left = left[1..];
            (row.Start, row.IdLength, row.Draw) = (scanner.Row, (byte)id.Length, draw.Of(id));
            row.Service = (short)tables.Services.Find(scanner.Text());
            var name = scanner.Text();
            var municipality = tables.Municipalities.Find(name);
            if (municipality < 0)
            {
                NoMunicipality(ref scanner, name);
                break;
            }

            var group = tables.Groups.Find(scanner.Text(mayBeEmpty: true)) + 1;
            row.Tier = (byte)scanner.Number(1, ServiceProblem.MostTier);
            row.Rank = (ushort)scanner.Number(0, ServiceProblem.MostRank);
            // Where there are too many ways already no more are counted, but the rows are judged to the end.
            var way = new Way(municipality, group, scanner.Number(0, ServiceProblem.MostCost, Way.NoLimit));
            row.Way = ways.Count > mostWays ? 0 : ways.FindOrAdd(way);
            row.First = (byte)scanner.Number(0, order.Weeks - 1, 0);
            row.Last = (byte)scanner.Number(0, order.Weeks - 1, order.Weeks - 1);
            if (row.First > row.Last)
            {
                Backwards(ref scanner, row);
            }
        }

        part.Fault = scanner.Fault;
    }

    private static void TooLong(ref RowScanner scanner, scoped ReadOnlySpan<byte> id) => scanner.Wrong(id, new($"högst {LongestId} tecken", $"at most {LongestId} characters"));

    private static void NoMunicipality(ref RowScanner scanner, scoped ReadOnlySpan<byte> name) => scanner.Wrong(name, new("en kommun som har ett avstånd", "a municipality that has a distance"));

    private static void Backwards(ref RowScanner scanner, in PatientRow row) => scanner.Wrong(RefusalCode.MatchWindowBackwards, $"{row.First}", $"{row.Last}");

    private Refusal? Twice() => MayStandTwice() && FindTwice() is { } twice
        ? Refusal.Of(RefusalCode.MatchPatientTwice, $"{file.Path}:{file.RowOf(twice.Second)}", $"{file.RowOf(twice.First)}") : null;

    // Whether two may have drawn the same: half of what they drew is looked at, so that a yes is seldom wrong. Each thread takes its share of the draws.
    private bool MayStandTwice()
    {
        var found = false;
        Parallel.For(0, order.Threads, threads, share => found |= MayStandTwice(Rows, (uint)share, (uint)order.Threads));
        return found;
    }

    private static bool MayStandTwice(PatientRow[] rows, uint share, uint shares)
    {
        var tags = new uint[(int)Math.Min(1L << 30, 2L * BitOperations.RoundUpToPowerOf2(((uint)rows.Length / shares) + 8))]; // 0 is empty
        var room = tags.Length / 8 * 7;
        foreach (ref readonly var row in rows.AsSpan())
        {
            if (((row.Draw >> 48) * shares) >> 16 != share)
            {
                continue;
            }

            var (tag, slot) = ((uint)(row.Draw >> 32) | 1, (int)(row.Draw & (uint)(tags.Length - 1)));
            for (; tags[slot] != 0; slot = (slot + 1) & (tags.Length - 1))
            {
                if (tags[slot] == tag)
                {
                    return true;
                }
            }

            tags[slot] = tag;
            if (--room == 0)
            {
                return true; // more than its share: it is not known
            }
        }

        return false;
    }

    // The bytes where the two rows of one patient begin, the first such by the file's order; null when everyone stands once.
    private (int First, int Second)? FindTwice()
    {
        var slots = new int[(int)Math.Min(1L << 30, 2L * BitOperations.RoundUpToPowerOf2((uint)Rows.Length + 1))];
        for (var i = 0; i < Rows.Length; i++)
        {
            var slot = (int)(Rows[i].Draw & (ulong)(slots.Length - 1));
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            {
                ref readonly var other = ref Rows[slots[slot] - 1];
                if (other.Draw == Rows[i].Draw && IdOf(other).SequenceEqual(IdOf(Rows[i])))
                {
                    return (other.Start, Rows[i].Start);
                }
            }

            slots[slot] = i + 1;
        }

        return null;
    }

    /// <summary>Held offers are out of the run: the patients, and the slots they hold.</summary>
    public Refusal? TakeOut(MatchFile? held)
    {
        if (held is null)
        {
            return null;
        }

        var byId = new Dictionary<ulong, int>(); // few are held; the draw finds them, the id decides
        for (var i = 0; i < Rows.Length; i++)
        {
            var key = Rows[i].Draw;
            while (!byId.TryAdd(key, i))
            {
                key++; // another drew the same
            }
        }

        var (draw, stride) = (new Draw(order.Seed), TravelRows.StrideOf(tables.Providers.Count));
        var scanner = new RowScanner(held.Bytes, held.FirstRow, HeldColumns);
        while (scanner.Next())
        {
            var id = scanner.Text();
            var (key, patient) = (draw.Of(id), -1);
            while (byId.TryGetValue(key++, out var other) && patient < 0)
            {
                patient = IdOf(Rows[other]).SequenceEqual(id) ? other : -1;
            }

            var cell = tables.Provider(ref scanner) + (scanner.Number(0, order.Weeks - 1) * stride);
            if (scanner.Fault is not null)
            {
                break;
            }

            if (patient < 0 || Rows[patient].Service < 0 || !tables.Hold(Rows[patient].Service, cell))
            {
                scanner.Wrong(RefusalCode.MatchHeldUnknown);
                break;
            }

            Rows[patient].Service = PatientRow.TakenOut;
        }

        return scanner.Fault is { } fault ? held.Refuse(fault) : null;
    }

    /// <summary>Numbers the ways by their names, so that no plan shows in what order a file's rows stood; refused when they are too many.</summary>
    public Refusal? NumberWays()
    {
        var found = new WayTable();
        foreach (var part in Parts)
        {
            part.WayOf = new int[part.Ways.Count];
            for (var way = 0; way < part.WayOf.Length; way++)
            {
                part.WayOf[way] = found.FindOrAdd(part.Ways[way]);
            }
        }

        if (found.Count > MostWays)
        {
            return Refusal.Of(RefusalCode.MatchTooMuch, [file.Path, .. MatchTables.Most]);
        }

        var (municipalities, groups) = (tables.Municipalities.Ranks(), tables.Groups.Ranks());
        var (names, order, places) = (new ulong[found.Count], new int[found.Count], new int[found.Count]);
        for (var way = 0; way < order.Length; way++)
        {
            var (municipality, group, most) = found[way];
            (names[way], order[way]) = (WayTable.NameOf(new(municipalities[municipality], group == 0 ? 0 : groups[group - 1] + 1, most)), way);
        }

        Array.Sort(order, (one, other) => names[one].CompareTo(names[other]));
        Ways = new Way[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            (Ways[place], places[order[place]]) = (found[order[place]], place);
        }

        foreach (var part in Parts)
        {
            foreach (ref var way in part.WayOf.AsSpan())
            {
                way = places[way];
            }
        }

        return null;
    }

    private ReadOnlySpan<byte> IdOf(in PatientRow row) => file.Bytes.AsSpan(row.Start, row.IdLength);
}

using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// The patients of a tier whose place is still a question, in classes of those alike in all that a plan looks at: level, way, weeks, and
/// whether they may stay without because their rank gives the level. Any two of a class may change places, so a plan is how many
/// of each class are where: parcels of a class, a node and a number. Who of them goes where is dealt at the end.
/// </summary>
internal sealed class PatientClasses
{
    public const int None = -1;

    // A sort key: way, first and last week, and whether they may stay; below them the patient.
    private const int PatientBits = 27;

    private readonly List<(int Level, int End)> levels = [];
    private readonly List<int> starts = [], members = [];
    private readonly List<ulong> wants = [];
    private readonly List<Parcel> parcels = [];
    private int[] heads = [];

    /// <summary>How many of a class are at a node, and the class's next parcel.</summary>
    public struct Parcel
    {
        public int Class, Node, Units, Next;
    }

    public int Count => wants.Count;

    /// <summary>The levels that have classes, and for each where its classes end: they lie level by level, and within one by way and weeks.</summary>
    public IReadOnlyList<(int Level, int End)> Levels => levels;

    public ReadOnlySpan<Parcel> Parcels => CollectionsMarshal.AsSpan(parcels);

    public static PatientClasses Of(TierStage stage)
    {
        var (classes, byLevel) = (new PatientClasses(), new SortedDictionary<int, List<ulong>>());
        var (level, keys) = (0, (List<ulong>?)null);
        for (var patient = stage.From; patient < stage.To; patient++)
        {
            var node = stage.At.Node[patient];
            if (!stage.IsAtStake(patient))
            {
                continue;
            }

            if (keys is null || stage.Levels[node] != level)
            {
                level = stage.Levels[node];
                if (!byLevel.TryGetValue(level, out keys))
                {
                    byLevel.Add(level, keys = []);
                }
            }

            ref readonly var waiting = ref stage.Problem.Patients.ItemRef(patient);
            var want = ((ulong)waiting.Row << 13) | (uint)(waiting.First << 7) | (uint)(waiting.Last << 1) | (stage.GroupOf[patient] == level ? 1u : 0u);
            keys.Add((want << PatientBits) | (uint)patient);
        }

        foreach (var (of, sought) in byLevel)
        {
            classes.Add(of, CollectionsMarshal.AsSpan(sought));
        }

        classes.starts.Add(classes.members.Count);
        classes.heads = new int[classes.Count];
        Array.Fill(classes.heads, None);
        return classes;
    }

    /// <summary>The way of a class: its row of travel.</summary>
    public int RowOf(int of) => (int)(wants[of] >> 13);

    public int FirstOf(int of) => (int)(wants[of] >> 7) & 63;

    public int LastOf(int of) => (int)(wants[of] >> 1) & 63;

    /// <summary>Whether those of a class may stay without, as far as others of their rank have their place instead.</summary>
    public bool MayStay(int of) => (wants[of] & 1) != 0;

    public int SizeOf(int of) => starts[of + 1] - starts[of];

    /// <summary>The patients of a class, by need and draw.</summary>
    public ReadOnlySpan<int> MembersOf(int of) => CollectionsMarshal.AsSpan(members)[starts[of]..starts[of + 1]];

    /// <summary>The first parcel of a class, or <see cref="None"/>.</summary>
    public int FirstParcel(int of) => heads[of];

    /// <summary>Puts so many of a class at a node, or takes them away when they are fewer than none. Returns the parcel.</summary>
    public int Put(int of, int node, int units)
    {
        var parcel = heads[of];
        while (parcel != None && parcels[parcel].Node != node)
        {
            parcel = parcels[parcel].Next;
        }

        if (parcel == None)
        {
            parcel = parcels.Count;
            parcels.Add(new() { Class = of, Node = node, Next = heads[of] });
            heads[of] = parcel;
        }

        CollectionsMarshal.AsSpan(parcels)[parcel].Units += units;
        return parcel;
    }

    /// <summary>Lets the members go where their class has parcels: whoever needs most to the earliest weeks, and the last stay without.</summary>
    public void Deal(Occupancy at)
    {
        var nodes = new List<(int Node, int Units)>();
        for (var of = 0; of < Count; of++)
        {
            nodes.Clear();
            for (var parcel = heads[of]; parcel != None; parcel = parcels[parcel].Next)
            {
                nodes.Add((parcels[parcel].Node, parcels[parcel].Units));
            }

            // Cells are numbered week by week, and pools after them.
            nodes.Sort();
            var next = 0;
            foreach (var (node, units) in nodes)
            {
                foreach (var patient in MembersOf(of).Slice(next, units))
                {
                    if (at.Node[patient] != node)
                    {
                        at.Move(patient, node);
                    }
                }

                next += units;
            }
        }
    }

    private void Add(int level, Span<ulong> keys)
    {
        keys.Sort();
        foreach (var key in keys)
        {
            if (starts.Count == 0 || (levels.Count > 0 && levels[^1].End == wants.Count) || key >> PatientBits != wants[^1])
            {
                starts.Add(members.Count);
                wants.Add(key >> PatientBits);
            }

            members.Add((int)(key & ((1UL << PatientBits) - 1)));
        }

        levels.Add((level, wants.Count));
    }
}

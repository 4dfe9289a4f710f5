namespace Vardbro.Brokering.Matching;

/// <summary>
/// The patients of a tier whose place is still a question when it is settled who is placed, in classes: of a kind, and alike in whether
/// they may stay without because their rank gives the level. All of a kind are in one level.
/// </summary>
internal sealed class PatientClasses
{
    private readonly PatientKinds kinds;
    private readonly List<(int Level, int End)> levels = [];
    private readonly List<(int Kind, int From, int To, bool MayStay)> classes = []; // and which of the kind's members

    private PatientClasses(TierStage stage, PatientKinds kinds)
    {
        this.kinds = kinds;
        var byLevel = new SortedDictionary<int, List<(int Kind, int From, int To, bool MayStay)>>();
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            var members = kinds.MembersOf(kind);
            if (!stage.IsAtStake(members[0]))
            {
                continue;
            }

            // By need, first those of greater need than the level's rank, who are all placed, then those of its rank.
            var (level, few, all) = (stage.Levels[stage.At.Node[members[0]]], 0, 0);
            while (few < members.Length && stage.GroupOf[members[few]] < level)
            {
                few++;
            }

            for (all = few; all < members.Length && stage.GroupOf[members[all]] == level; all++)
            {
            }

            if (!byLevel.TryGetValue(level, out var list))
            {
                byLevel.Add(level, list = []);
            }

            Add(list, (kind, 0, few, false));
            Add(list, (kind, few, all, true));
        }

        foreach (var (level, list) in byLevel)
        {
            classes.AddRange(list);
            levels.Add((level, classes.Count));
        }

        Parcels = new(classes.Count, stage.At.Count.Length);
    }

    public int Count => classes.Count;

    /// <summary>The levels that have classes, and for each where its classes end: they lie level by level, and within one by way and weeks.</summary>
    public IReadOnlyList<(int Level, int End)> Levels => levels;

    /// <summary>Where how many of each class are.</summary>
    public Parcels Parcels { get; }

    public static PatientClasses Of(TierStage stage, PatientKinds kinds) => new(stage, kinds);

    /// <summary>The way of a class: its row of travel.</summary>
    public int RowOf(int of) => kinds.RowOf(classes[of].Kind);

    public int FirstOf(int of) => kinds.FirstOf(classes[of].Kind);

    public int LastOf(int of) => kinds.LastOf(classes[of].Kind);

    public ulong WindowOf(int of) => kinds.WindowOf(classes[of].Kind);

    /// <summary>Whether those of a class may stay without, as far as others of their rank have their place instead.</summary>
    public bool MayStay(int of) => classes[of].MayStay;

    public int SizeOf(int of) => classes[of].To - classes[of].From;

    /// <summary>The patients of a class, by need and draw.</summary>
    public ReadOnlySpan<int> MembersOf(int of) => kinds.MembersOf(classes[of].Kind)[classes[of].From..classes[of].To];

    /// <summary>Lets everybody go where their class has parcels: whoever needs most to the earliest weeks, and the last stay without.</summary>
    public void Deal(Occupancy at)
    {
        for (var of = 0; of < Count; of++)
        {
            Parcels.Deal(of, MembersOf(of), at);
        }
    }

    private static void Add(List<(int Kind, int From, int To, bool MayStay)> list, (int Kind, int From, int To, bool MayStay) some)
    {
        if (some.From < some.To)
        {
            list.Add(some);
        }
    }
}

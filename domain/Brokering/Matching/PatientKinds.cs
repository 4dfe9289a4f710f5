namespace Vardbro.Brokering.Matching;

/// <summary>
/// The patients of a tier by kind: those alike in way and weeks. Whatever their need, any two of a kind may change places, so the
/// searches move kinds and not patients.
/// </summary>
internal sealed class PatientKinds
{
    // A sort key: way, first and last week, and below them the patient.
    private const int PatientBits = 27;

    private readonly int[] members; // by kind, and within it by need and draw
    private readonly List<int> starts = [];
    private readonly List<ulong> wants = [];

    private PatientKinds(TierStage stage)
    {
        var keys = new ulong[stage.To - stage.From];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var waiting = ref stage.Problem.Patients.ItemRef(stage.From + i);
            keys[i] = ((((ulong)waiting.Row << 12) | (uint)(waiting.First << 6) | (uint)waiting.Last) << PatientBits) | (uint)(stage.From + i);
        }

        Array.Sort(keys);
        (members, Of) = (new int[keys.Length], new int[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] >> PatientBits != wants[^1])
            {
                wants.Add(keys[i] >> PatientBits);
                starts.Add(i);
            }

            members[i] = (int)(keys[i] & ((1UL << PatientBits) - 1));
            Of[members[i] - stage.From] = wants.Count - 1;
        }

        starts.Add(keys.Length);
    }

    public int Count => wants.Count;

    /// <summary>By patient of the tier: the kind.</summary>
    public int[] Of { get; }

    public static PatientKinds In(TierStage stage) => new(stage);

    /// <summary>The way of a kind: its row of travel.</summary>
    public int RowOf(int kind) => (int)(wants[kind] >> 12);

    public int FirstOf(int kind) => (int)((wants[kind] >> 6) & 63);

    public int LastOf(int kind) => (int)(wants[kind] & 63);

    public ulong WindowOf(int kind) => ServiceProblem.WindowOf(FirstOf(kind), LastOf(kind));

    /// <summary>The patients of a kind, by need and draw.</summary>
    public ReadOnlySpan<int> MembersOf(int kind) => members.AsSpan(starts[kind]..starts[kind + 1]);
}

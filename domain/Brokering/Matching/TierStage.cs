namespace Vardbro.Brokering.Matching;

/// <summary>
/// One tier of one service being settled: its own patients, the cells still open to them, and those of earlier tiers who may
/// change places because every plan of theirs among some nodes is equally good.
/// </summary>
internal sealed class TierStage
{
    private TierStage(Occupancy at, int[] groupOf, int from, int to, bool[] open, Movers earlier)
    {
        (At, GroupOf, From, To, Open, Earlier) = (at, groupOf, from, to, open, earlier);
        Levels = new int[at.Count.Length];
        Array.Fill(Levels, TierProof.Never);
        Prices = new int[at.Count.Length];
        Contends = new bool[at.Node.Length];
    }

    public static TierStage Of(Occupancy at, int[] groupOf, int from, int to, bool[] open, Movers earlier) =>
        new(at, groupOf, from, to, open, earlier);

    public ServiceProblem Problem => At.Problem;

    public Occupancy At { get; }

    /// <summary>By patient: the need group.</summary>
    public int[] GroupOf { get; }

    /// <summary>The tier's own patients, from and up to.</summary>
    public int From { get; }

    public int To { get; }

    public int Tier => Problem.Patients[From].Tier;

    /// <summary>By cell: it has slots and no earlier tier wants it full of its own.</summary>
    public bool[] Open { get; }

    /// <summary>Those of earlier tiers who may move, and between which nodes.</summary>
    public Movers Earlier { get; }

    /// <summary>By node: the need group at which it filled for good.</summary>
    public int[] Levels { get; }

    /// <summary>By node: the price within its level.</summary>
    public int[] Prices { get; }

    /// <summary>By patient: when their rank's turn came there was a cell in reach that had not filled for good.</summary>
    public bool[] Contends { get; }

    /// <summary>Whether an own patient's place is still a question: the others are unplaced in every best plan.</summary>
    public bool IsAtStake(int patient) => At.Node[patient] < Problem.Cells || Contends[patient];

    /// <summary>By cell: the slots that the stage's own share.</summary>
    public int[] Room()
    {
        var room = new int[Problem.Cells];
        for (var cell = 0; cell < room.Length; cell++)
        {
            room[cell] = Open[cell] ? Problem.Slots[cell] - At.Count[cell] : 0;
        }

        for (var patient = From; patient < To; patient++)
        {
            if (At.Node[patient] is >= 0 and var node && node < room.Length)
            {
                room[node]++;
            }
        }

        return room;
    }

    public int PoolOf(int group) => Problem.Cells + group;
}

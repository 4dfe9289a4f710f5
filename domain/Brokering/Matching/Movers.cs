namespace Vardbro.Brokering.Matching;

/// <summary>
/// Those of earlier tiers who may still change places when a tier is settled, by kind: alike in the nodes that every settled tier finds
/// equally good for them.
/// </summary>
internal sealed class Movers
{
    private readonly List<(int[] Nodes, List<int> Members)> kinds = [];

    /// <summary>Where how many of each kind are; not before all are added.</summary>
    public Parcels Parcels { get; private set; } = new(0, 0);

    public int Count => kinds.Count;

    public int[] NodesOf(int kind) => kinds[kind].Nodes;

    /// <summary>The patients of a kind, by need and draw.</summary>
    public IReadOnlyList<int> MembersOf(int kind) => kinds[kind].Members;

    public void Add(int[] nodes, List<int> members) => kinds.Add((nodes, members));

    /// <summary>Notes where those who were added are.</summary>
    public Movers Standing(Occupancy at)
    {
        Parcels = new(kinds.Count, at.Count.Length);
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            foreach (var patient in kinds[kind].Members)
            {
                Parcels.Put(kind, at.Node[patient], 1);
            }
        }

        return this;
    }

    /// <summary>Lets everybody go where their kind has parcels.</summary>
    public void Deal(Occupancy at)
    {
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            Parcels.Deal(kind, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kinds[kind].Members), at);
        }
    }
}

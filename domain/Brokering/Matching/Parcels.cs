using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>How many of a kind of patient are at a node, the kind's next parcel and the node's.</summary>
internal struct Parcel
{
    public int Kind, Node, Units, NextOfKind, NextAtNode;
}

/// <summary>
/// A plan among patients who are alike: how many of each kind are at each node. A parcel is a kind and a node; it stays when the last
/// has left, so that its place in the list means the same for good.
/// </summary>
internal sealed class Parcels
{
    public const int None = -1;

    private readonly List<Parcel> all = [];
    private readonly Dictionary<long, int> places = []; // by kind and node: the parcel
    private readonly int[] firstOfKind, firstAtNode;

    public Parcels(int kinds, int nodes)
    {
        (firstOfKind, firstAtNode) = (new int[kinds], new int[nodes]);
        Array.Fill(firstOfKind, None);
        Array.Fill(firstAtNode, None);
    }

    public ReadOnlySpan<Parcel> All => CollectionsMarshal.AsSpan(all);

    /// <summary>The first parcel of a kind, or <see cref="None"/>.</summary>
    public int OfKind(int kind) => firstOfKind[kind];

    /// <summary>The first parcel at a node, or <see cref="None"/>.</summary>
    public int AtNode(int node) => firstAtNode[node];

    /// <summary>Puts so many of a kind at a node, or takes them away when they are fewer than none.</summary>
    public void Put(int kind, int node, int units)
    {
        ref var parcel = ref CollectionsMarshal.GetValueRefOrAddDefault(places, ((long)kind * firstAtNode.Length) + node, out var known);
        if (!known)
        {
            parcel = all.Count;
            all.Add(new() { Kind = kind, Node = node, NextOfKind = firstOfKind[kind], NextAtNode = firstAtNode[node] });
            (firstOfKind[kind], firstAtNode[node]) = (parcel, parcel);
        }

        CollectionsMarshal.AsSpan(all)[parcel].Units += units;
    }

    /// <summary>Lets patients of a kind go where it has parcels, the first of them to the earliest weeks.</summary>
    public void Deal(int kind, ReadOnlySpan<int> patients, Occupancy at)
    {
        // Most often there is one place, and otherwise few; cells are numbered week by week, and pools after them.
        var (dealt, node) = (0, None);
        while (dealt < patients.Length)
        {
            var (next, units) = (int.MaxValue, 0);
            for (var parcel = firstOfKind[kind]; parcel != None; parcel = all[parcel].NextOfKind)
            {
                if (all[parcel].Units > 0 && all[parcel].Node > node && all[parcel].Node < next)
                {
                    (next, units) = (all[parcel].Node, all[parcel].Units);
                }
            }

            node = next;
            for (; units > 0; units--, dealt++)
            {
                if (at.Node[patients[dealt]] != node)
                {
                    at.Move(patients[dealt], node);
                }
            }
        }
    }
}

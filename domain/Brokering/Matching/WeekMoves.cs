namespace Vardbro.Brokering.Matching;

/// <summary>Who in a cell can be moved to which other weeks of its provider. A week costs everyone of a tier the same, so such a move costs no way.</summary>
internal sealed class WeekMoves
{
    private readonly ServiceProblem problem;
    private readonly PatientClasses classes;
    private readonly ulong[] reach; // by cell: the weeks that somebody there may be movable to; who has left is found out when asked
    private readonly int[] known; // by cell and week: a parcel there that could be moved to it

    public WeekMoves(ServiceProblem problem, PatientClasses classes)
    {
        (this.problem, this.classes) = (problem, classes);
        (reach, known) = (new ulong[problem.Cells], new int[problem.Cells * problem.Weeks]);
        Array.Fill(known, Parcels.None);
        foreach (var parcel in classes.Parcels.All)
        {
            Add(parcel.Kind, parcel.Node);
        }
    }

    /// <summary>The weeks that somebody in a cell may be movable to.</summary>
    public ulong From(int cell) => reach[cell];

    /// <summary>Notes that some of a class are at a node.</summary>
    public void Add(int of, int node)
    {
        if (node < reach.Length)
        {
            reach[node] |= classes.WindowOf(of);
        }
    }

    /// <summary>A parcel in a cell that can be moved to a week; <see cref="Parcels.None"/> when the last that could has left.</summary>
    public int Mover(int cell, int week)
    {
        ref var mover = ref known[(cell * problem.Weeks) + week];
        var parcels = classes.Parcels.All;
        if (mover == Parcels.None || parcels[mover].Units == 0)
        {
            mover = classes.Parcels.AtNode(cell);
            while (mover != Parcels.None && (parcels[mover].Units == 0 || (classes.WindowOf(parcels[mover].Kind) >> week & 1) == 0))
            {
                mover = parcels[mover].NextAtNode;
            }

            reach[cell] &= mover == Parcels.None ? ~(1UL << week) : ulong.MaxValue;
        }

        return mover;
    }
}

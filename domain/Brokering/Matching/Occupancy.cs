namespace Vardbro.Brokering.Matching;

/// <summary>
/// Who is where while a service is being solved. A node is a cell, or after the cells the pool of a need group's unplaced.
/// Only those who may still be moved are listed by node; the others only count.
/// </summary>
internal sealed class Occupancy
{
    public const int Nobody = -1, Nowhere = -1;

    private readonly int[] first, next, previous;

    public Occupancy(ServiceProblem problem, int groups)
    {
        Problem = problem;
        Count = new int[problem.Cells + groups];
        Node = new int[problem.Patients.Length];
        first = new int[Count.Length];
        (next, previous) = (new int[Node.Length], new int[Node.Length]);
        Array.Fill(Node, Nowhere);
        Array.Fill(first, Nobody);
    }

    public ServiceProblem Problem { get; }

    /// <summary>By patient: the node, or <see cref="Nowhere"/>.</summary>
    public int[] Node { get; }

    /// <summary>By node: how many are there, movable or not.</summary>
    public int[] Count { get; }

    public bool HasRoom(int cell) => Count[cell] < Problem.Slots[cell];

    /// <summary>The first listed patient of a node, or <see cref="Nobody"/>.</summary>
    public int First(int node) => first[node];

    /// <summary>The listed patient after one, or <see cref="Nobody"/>.</summary>
    public int Next(int patient) => next[patient];

    /// <summary>Puts a listed patient, or one who is nowhere, at a node.</summary>
    public void Move(int patient, int node)
    {
        if (Node[patient] != Nowhere)
        {
            Unlist(patient);
            Count[Node[patient]]--;
        }

        Node[patient] = node;
        Count[node]++;
        List(patient);
    }

    /// <summary>Lists one who stays but may be moved.</summary>
    public void List(int patient)
    {
        var node = Node[patient];
        (next[patient], previous[patient]) = (first[node], Nobody);
        if (first[node] != Nobody)
        {
            previous[first[node]] = patient;
        }

        first[node] = patient;
    }

    /// <summary>Takes one who stays off the list of those who may be moved.</summary>
    public void Unlist(int patient)
    {
        if (previous[patient] == Nobody)
        {
            first[Node[patient]] = next[patient];
        }
        else
        {
            next[previous[patient]] = next[patient];
        }

        if (next[patient] != Nobody)
        {
            previous[next[patient]] = previous[patient];
        }
    }
}

namespace Vardbro.Brokering.Matching;

/// <summary>Who is where while a service is being solved. A node is a cell, or after the cells the pool of a need group's unplaced.</summary>
internal sealed class Occupancy
{
    public const int Nowhere = -1;

    public Occupancy(ServiceProblem problem, int groups)
    {
        Problem = problem;
        Count = new int[problem.Cells + groups];
        Node = new int[problem.Patients.Length];
        Array.Fill(Node, Nowhere);
    }

    public ServiceProblem Problem { get; }

    /// <summary>By patient: the node, or <see cref="Nowhere"/>.</summary>
    public int[] Node { get; }

    /// <summary>By node: how many are there.</summary>
    public int[] Count { get; }

    /// <summary>Puts a patient at a node.</summary>
    public void Move(int patient, int node)
    {
        if (Node[patient] != Nowhere)
        {
            Count[Node[patient]]--;
        }

        Node[patient] = node;
        Count[node]++;
    }
}

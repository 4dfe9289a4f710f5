using System.Collections.Immutable;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// What one tier's settling leaves as proof. Nodes are the cells first, then one pool a need group (tier and rank, in order) that
/// holds the group's unplaced.
/// </summary>
/// <param name="Tier">The tier.</param>
/// <param name="Levels">
/// By node: the need group at which the node can take nobody more, so that it and all that its patients could be moved to are full;
/// <see cref="Never"/> where there is room to the end. Proves who.
/// </param>
/// <param name="Prices">By node: what a slot there costs others, within its level. Proves where and when.</param>
public sealed record TierProof(int Tier, ImmutableArray<int> Levels, ImmutableArray<int> Prices)
{
    /// <summary>The level of a node that never fills.</summary>
    public const int Never = int.MaxValue;
}

/// <summary>Who is offered what in one service, and the proof that no plan is better.</summary>
/// <param name="Cells">By patient: the cell, or <see cref="Unplaced"/>.</param>
/// <param name="Groups">The need groups (tier, rank) in order.</param>
/// <param name="Proofs">A proof for each tier that has patients, in order.</param>
public sealed record ServicePlan(ImmutableArray<int> Cells, ImmutableArray<(int Tier, int Rank)> Groups, ImmutableArray<TierProof> Proofs)
{
    /// <summary>No cell.</summary>
    public const int Unplaced = -1;
}

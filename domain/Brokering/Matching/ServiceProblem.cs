using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vardbro.Brokering.Matching;

/// <summary>A patient as the engine knows one: whole numbers only, nobody's name.</summary>
/// <param name="Row">Which row of kilometres the patient travels by (<see cref="ServiceProblem.Costs"/>).</param>
/// <param name="Tier">1 is served first.</param>
/// <param name="Rank">0 is served first within the tier.</param>
/// <param name="First">The first week that helps.</param>
/// <param name="Last">The last week that helps.</param>
/// <param name="Draw">The patient's keyed hash: lower goes first among equals.</param>
public readonly record struct WaitingPatient(int Row, int Tier, int Rank, int First, int Last, ulong Draw)
{
    /// <summary>The weeks that help, a bit each.</summary>
    public ulong Window => ServiceProblem.WindowOf(First, Last);
}

/// <summary>
/// Everyone who waits for one service and every free slot for it: the largest part of a run that can be solved by itself.
/// A cell is a provider's week, numbered <c>week × Stride + provider</c>; patients stand in order of tier, rank and draw, so that
/// neither the order of the rows in a file nor the number of threads can change a result.
/// </summary>
public sealed class ServiceProblem
{
    /// <summary>The weeks a run may look ahead: a week is a bit of a word.</summary>
    public const int MostWeeks = 64;

    /// <summary>The most that kilometres, penalty or a week's weight may be, each. Keeps every sum far from overflow.</summary>
    public const int MostCost = 20_000;

    /// <summary>The highest tier and the highest rank.</summary>
    public const int MostTier = 9, MostRank = 65_535;

    /// <summary>What stands where a provider is out of reach. Larger than any cost, small enough to be added to any price.</summary>
    public const int OutOfReach = 1 << 29;

    private ServiceProblem(
        int weeks, TravelRows travel, ImmutableArray<int> weights, ImmutableArray<int> slots, ImmutableArray<WaitingPatient> patients, ImmutableArray<int> sources)
    {
        (Weeks, Travel, Weights) = (weeks, travel, weights);
        (Slots, Patients, Sources) = (slots, patients, sources);
    }

    /// <summary>How many weeks there are, from week 0.</summary>
    public int Weeks { get; }

    /// <summary>How many providers there are.</summary>
    public int Providers => Travel.Providers;

    /// <summary>From one week's first cell to the next one's: the providers, rounded up to whole vectors.</summary>
    public int Stride => Travel.Stride;

    /// <summary>What it costs to go where, shared by every service.</summary>
    public TravelRows Travel { get; }

    /// <summary>What a week costs by tier; the first is tier 1's, the last also that of every tier after it.</summary>
    public ImmutableArray<int> Weights { get; }

    /// <summary>Slots by cell.</summary>
    public ImmutableArray<int> Slots { get; }

    /// <summary>Kilometres and penalty by row and provider, <see cref="Stride"/> a row; <see cref="OutOfReach"/> where none may go.</summary>
    public ImmutableArray<int> Costs => Travel.Costs;

    /// <summary>Where each row's part of <see cref="Reached"/> begins.</summary>
    public ImmutableArray<int> ReachStarts => Travel.Starts;

    /// <summary>The providers each row reaches, nearest first.</summary>
    public ImmutableArray<int> Reached => Travel.Reached;

    /// <summary>The patients by tier, rank and draw.</summary>
    public ImmutableArray<WaitingPatient> Patients { get; }

    /// <summary>Where each patient stood among those that were given.</summary>
    public ImmutableArray<int> Sources { get; }

    /// <summary>How many cells there are, those without slots included.</summary>
    public int Cells => Slots.Length;

    /// <summary>The default weights: what a week costs in tier 1, 2, 3 and every later one.</summary>
    public static ImmutableArray<int> DefaultWeights { get; } = [1120, 560, 280, 140];

    /// <summary>The weeks from a first to a last, a bit each.</summary>
    public static ulong WindowOf(int first, int last) => (ulong.MaxValue >> (MostWeeks - 1 - last)) & (ulong.MaxValue << first);

    /// <summary>What a week costs a patient of a tier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int WeightOf(int tier) => Weights[Math.Min(tier, Weights.Length) - 1];

    /// <summary>What a patient's cell costs: weeks weighed by tier, kilometres and penalty; out of reach in week or place gives <see cref="OutOfReach"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CostOf(in WaitingPatient patient, int cell)
    {
        var (week, provider) = Math.DivRem(cell, Stride);
        var travel = Costs[(patient.Row * Stride) + provider];
        return travel >= OutOfReach || week < patient.First || week > patient.Last ? OutOfReach : travel + (week * WeightOf(patient.Tier));
    }

    /// <summary>Puts the patients in order and makes the problem.</summary>
    /// <param name="weeks">1 to <see cref="MostWeeks"/>.</param>
    /// <param name="weights">What a week costs, tier 1 first; at least one, none beyond <see cref="MostCost"/>.</param>
    /// <param name="slots">Slots by cell, none negative.</param>
    /// <param name="travel">What it costs to go where.</param>
    /// <param name="patients">The patients in any order, each with a window within the weeks.</param>
    /// <param name="ties">How two stand that drew the same, by their places among those given; as they were given when null.</param>
    /// <exception cref="ArgumentException">A number is outside what the parameters say: the caller reads files and refuses first.</exception>
    public static ServiceProblem Of(
        int weeks, TravelRows travel, ImmutableArray<int> weights, int[] slots, ReadOnlySpan<WaitingPatient> patients, Comparison<int>? ties = null)
    {
        var rows = travel.Costs.Length / travel.Stride;
        Require(weeks is >= 1 and <= MostWeeks && slots.Length == weeks * travel.Stride, "shape");
        Require(weights.Length > 0, "weights");
        foreach (var weight in weights)
        {
            Require(weight is >= 0 and <= MostCost, "weights");
        }

        foreach (var slot in slots)
        {
            Require(slot >= 0, "slots");
        }

        foreach (ref readonly var patient in patients)
        {
            Require(patient.Tier is >= 1 and <= MostTier && patient.Rank is >= 0 and <= MostRank, "tier and rank");
            Require(patient.First >= 0 && patient.Last < weeks && patient.First <= patient.Last && patient.Row >= 0 && patient.Row < rows, "window and row");
        }

        var order = NeedOrder.Of(patients, ties);
        var sorted = GC.AllocateUninitializedArray<WaitingPatient>(order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            sorted[i] = patients[order[i]];
        }

        return new(
            weeks, travel, weights, ImmutableCollectionsMarshal.AsImmutableArray(slots), ImmutableCollectionsMarshal.AsImmutableArray(sorted), ImmutableCollectionsMarshal.AsImmutableArray(order));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"A matching problem's {what} are outside what it may hold.");
        }
    }
}

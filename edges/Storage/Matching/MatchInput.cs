using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>The files of a run; the last two may be left out.</summary>
internal sealed record MatchFiles(string Patients, string Capacity, string Distances, string? Allowed = null, string? Held = null)
{
    /// <summary>Each file with what it is called in a certificate.</summary>
    public IEnumerable<(string Name, string Path)> All()
    {
        yield return ("patients", Patients);
        yield return ("capacity", Capacity);
        yield return ("distances", Distances);
        if (Allowed is not null)
        {
            yield return ("allowed", Allowed);
        }

        if (Held is not null)
        {
            yield return ("held", Held);
        }
    }
}

/// <summary>What a run is told beside its files.</summary>
/// <param name="Weeks">Weeks 0 to this less one.</param>
/// <param name="Seed">The key of the draw among equals.</param>
/// <param name="Weights">What a week costs by tier.</param>
/// <param name="Threads">How many threads may work; changes no result.</param>
/// <param name="Reserve">Percent of the slots that are kept out of the run (<see cref="SlotReserve"/>).</param>
/// <param name="Contacts">How many can be reached (<see cref="ContactLimit"/>); null is everybody.</param>
internal sealed record MatchOrder(int Weeks, ulong Seed, ImmutableArray<int> Weights, int Threads, int Reserve = 0, int? Contacts = null)
{
    /// <summary>So many at once.</summary>
    public ParallelOptions AtOnce => new() { MaxDegreeOfParallelism = Threads };
}

/// <summary>One service of a run.</summary>
/// <param name="Name">The service.</param>
/// <param name="Problem">Its patients and slots.</param>
/// <param name="Patients">By the problem's patients: the byte at which the row begins in the patients' file.</param>
internal sealed record MatchService(string Name, ServiceProblem Problem, ImmutableArray<int> Patients)
{
    /// <summary>By the problem's patients: the id.</summary>
    public required PatientIds Ids { get; init; }

    /// <summary>By cell: slots kept out of the run as the reserve.</summary>
    public ImmutableArray<int> Reserved { get; init; } = [];

    /// <summary>By provider: the weeks, a bit each, in which slots were kept out of the run, as the reserve or because they are held.</summary>
    public required ImmutableArray<ulong> HeldBack { get; init; }

    /// <summary>Those left out because more cannot be reached, by need and draw: where their rows begin.</summary>
    public ImmutableArray<int> Beyond { get; init; } = [];

    /// <summary>The same as the problem would have them.</summary>
    public ImmutableArray<WaitingPatient> BeyondWaiting { get; init; } = [];

    /// <summary>Whether a patient could have gone to a slot that was kept out of the run.</summary>
    public bool IsHeldBack(in WaitingPatient waiting)
    {
        for (var i = Problem.ReachStarts[waiting.Row]; i < Problem.ReachStarts[waiting.Row + 1]; i++)
        {
            if ((HeldBack[Problem.Reached[i]] & waiting.Window) != 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A run's files as read and judged: names here, whole numbers in the services.</summary>
/// <param name="Order">What the run was told.</param>
/// <param name="Services">The services by name.</param>
/// <param name="Providers">The providers by name, as the problems number them.</param>
/// <param name="Hashes">SHA-256 of every file, by what it is called.</param>
internal sealed record MatchInput(
    MatchOrder Order, ImmutableArray<MatchService> Services, ImmutableArray<string> Providers, IReadOnlyDictionary<string, string> Hashes)
{
    /// <summary>The patients' file, in which the ids lie.</summary>
    internal required byte[] PatientBytes { get; init; }

    /// <summary>By row of the problems: who goes by it.</summary>
    internal required Way[] Ways { get; init; }

    /// <summary>By municipality and provider; -1 where there is no way.</summary>
    internal required int[] Kilometres { get; init; }

    /// <summary>How many patients there are.</summary>
    public int PatientCount => Services.Sum(s => s.Patients.Length + s.Beyond.Length);

    /// <summary>How far it is by a row of the problems to each provider; -1 where there is no way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<int> KilometresBy(int row) => Kilometres.AsSpan(Ways[row].Municipality * Providers.Length, Providers.Length);

    /// <summary>The id of the patient whose row begins at a byte.</summary>
    internal ReadOnlySpan<byte> IdOf(int row) => FieldAt(row);

    /// <summary>The service of the patient whose row begins at a byte, also where it has no slots.</summary>
    internal ReadOnlySpan<byte> ServiceOf(int row) => FieldAt(row + IdOf(row).Length + 1);

    private ReadOnlySpan<byte> FieldAt(int at)
    {
        var field = PatientBytes.AsSpan(at);
        return field[..field.IndexOf((byte)',')];
    }
}

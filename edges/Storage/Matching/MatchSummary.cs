using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Vardbro.Brokering.Matching;

namespace Vardbro.Storage.Matching;

/// <summary>How long each part of a run took.</summary>
internal sealed record MatchTimes(TimeSpan Read, TimeSpan Solve, TimeSpan Write);

/// <summary>What became of a need group.</summary>
internal sealed record GroupOutcome(int Tier, int Rank, int Patients, int Placed, long Cost)
{
    /// <summary>Tier and rank as one number.</summary>
    public int Need => (Tier << 16) | Rank;
}

/// <summary>What a run came to.</summary>
internal sealed record MatchSummary(
    int Patients, int Placed, ImmutableArray<GroupOutcome> Groups, ImmutableArray<(int Tier, long Cost)> Costs, ImmutableArray<int> Reasons, MatchTimes Times)
{
    private const string Milliseconds = "milliseconds";

    /// <summary>How far each of the offered has to travel; counted when asked for.</summary>
    public required IEnumerable<int> Kilometres { get; init; }

    /// <summary>Counts what plans come to.</summary>
    /// <param name="input">The input.</param>
    /// <param name="plans">By service and patient: the cell.</param>
    /// <param name="reasons">How many are offered nothing, by reason.</param>
    /// <param name="times">How long it took.</param>
    public static MatchSummary Of(MatchInput input, ImmutableArray<ImmutableArray<int>> plans, int[] reasons, MatchTimes times)
    {
        var (parts, all) = (new List<GroupOutcome>[plans.Length], new Dictionary<int, GroupOutcome>());
        MatchRun.ForEachService(input, i => parts[i] = Of(input.Services[i], plans[i].AsSpan()));
        foreach (var part in parts)
        {
            foreach (var group in part)
            {
                all[group.Need] = all.TryGetValue(group.Need, out var others)
                    ? group with { Patients = group.Patients + others.Patients, Placed = group.Placed + others.Placed, Cost = group.Cost + others.Cost } : group;
            }
        }

        int[] needs = [.. all.Keys];
        Array.Sort(needs);
        var (groups, costs, sum) = (new List<GroupOutcome>(), new List<(int Tier, long Cost)>(), 0);
        foreach (var need in needs)
        {
            var group = all[need];
            groups.Add(group);
            sum += group.Placed;
            if (costs.Count == 0 || costs[^1].Tier != group.Tier)
            {
                costs.Add((group.Tier, 0));
            }

            costs[^1] = (group.Tier, costs[^1].Cost + group.Cost);
        }

        return new(input.PatientCount, sum, [.. groups], [.. costs], [.. reasons], times)
        {
            Kilometres = input.Services.Zip(plans).SelectMany(s => s.First.Problem.Patients.Zip(s.Second, (patient, cell) => (patient.Row, cell)).Where(p => p.cell != ServicePlan.Unplaced)
                .Select(p => input.KilometresBy(p.Row)[p.cell % s.First.Problem.Stride])),
        };
    }

    // What became of each need group of a service.
    private static List<GroupOutcome> Of(MatchService service, ReadOnlySpan<int> cells)
    {
        var groups = new List<GroupOutcome>();
        var (problem, patients) = (service.Problem, service.Problem.Patients);
        for (var i = 0; i < cells.Length;)
        {
            var (from, placed, cost, tier, rank) = (i, 0, 0L, patients[i].Tier, patients[i].Rank);
            for (; i < cells.Length && patients.ItemRef(i).Tier == tier && patients.ItemRef(i).Rank == rank; i++)
            {
                if (cells[i] != ServicePlan.Unplaced)
                {
                    placed++;
                    cost += problem.CostOf(patients.ItemRef(i), cells[i]);
                }
            }

            groups.Add(new(tier, rank, i - from, placed, cost));
        }

        foreach (var beyond in service.BeyondWaiting)
        {
            groups.Add(new(beyond.Tier, beyond.Rank, 1, 0, 0));
        }

        return groups;
    }

    /// <summary>The summary as <c>json</c> holds it.</summary>
    public byte[] Json()
    {
        var to = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("patients", Patients);
        json.WriteNumber("placed", Placed);
        json.WriteStartArray("tiers");
        foreach (var (tier, cost) in Costs)
        {
            json.WriteStartObject();
            json.WriteNumber("tier", tier);
            json.WriteNumber("cost", cost);
            json.WriteStartArray("ranks");
            foreach (var group in Groups.Where(g => g.Tier == tier))
            {
                json.WriteStartObject();
                json.WriteNumber("rank", group.Rank);
                json.WriteNumber("patients", group.Patients);
                json.WriteNumber("placed", group.Placed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("unplaced");
        foreach (var reason in Enum.GetValues<UnplacedReason>())
        {
            json.WriteStartObject(UnplacedReasons.NameOf(reason));
            json.WriteNumber("patients", Reasons[(int)reason]);
            json.WriteString("sv", UnplacedReasons.WordsOf(reason).Sv);
            json.WriteString("en", UnplacedReasons.WordsOf(reason).En);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject(Milliseconds);
        json.WriteNumber("read", (int)Times.Read.TotalMilliseconds);
        json.WriteNumber("solve", (int)Times.Solve.TotalMilliseconds);
        json.WriteNumber("write", (int)Times.Write.TotalMilliseconds);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Whether a written summary says what this one does; how long the run took is its own to say.</summary>
    public bool IsIn(byte[] written)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            var took = document.RootElement.GetProperty(Milliseconds);
            TimeSpan Took(string part) => TimeSpan.FromMilliseconds(took.GetProperty(part).GetInt32());
            return (this with { Times = new(Took("read"), Took("solve"), Took("write")) }).Json().AsSpan().SequenceEqual(written);
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}

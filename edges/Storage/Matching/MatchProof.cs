using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>
/// <c>certificate.json</c>: what the run was told, the SHA-256 of every file in and out, and by service and tier a level and a price
/// for each cell that has slots (week by week, providers by name) and then for each need group's pool. Level -1 never fills.
/// </summary>
internal static class MatchProof
{
    public const string FileName = "certificate.json";
    private const string Form = "vardbro-match-1";
    private static readonly JsonWriterOptions NotJudged = new() { SkipValidation = true };

    /// <summary>Writes a certificate.</summary>
    /// <param name="to">Where.</param>
    /// <param name="input">What the run was told.</param>
    /// <param name="services">Each service's part, as <see cref="Service"/> gives it.</param>
    /// <param name="assignments">SHA-256 of the file of assignments.</param>
    /// <param name="unplaced">SHA-256 of the file of the unplaced.</param>
    /// <param name="alternatives">How many alternatives were told of at most, and SHA-256 of their file.</param>
    public static void Write(Stream to, MatchInput input, ReadOnlyMemory<byte>[] services, string assignments, string unplaced, (int Most, string Hash)? alternatives)
    {
        using var json = new Utf8JsonWriter(to, NotJudged);
        json.WriteStartObject();
        json.WriteString("form", Form);
        json.WriteNumber("weeks", input.Order.Weeks);
        json.WriteNumber("seed", input.Order.Seed);
        json.WriteStartArray("weights");
        foreach (var weight in input.Order.Weights)
        {
            json.WriteNumberValue(weight);
        }

        json.WriteEndArray();
        json.WriteNumber("reserve", input.Order.Reserve);
        json.WriteNumber("contacts", input.Order.Contacts ?? 0); // 0 is no limit
        json.WriteStartObject("inputs");
        foreach (var (name, hash) in input.Hashes.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, hash);
        }

        json.WriteEndObject();
        json.WriteString("assignments", assignments);
        json.WriteString("unplaced", unplaced);
        if (alternatives is { } told)
        {
            json.WriteNumber("mostAlternatives", told.Most);
            json.WriteString("alternatives", told.Hash);
        }

        json.WriteStartArray("services");
        foreach (var service in services)
        {
            json.WriteRawValue(service.Span, skipInputValidation: true);
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A service's part of a certificate.</summary>
    public static ReadOnlyMemory<byte> Service(MatchService service, ServicePlan plan)
    {
        var (text, nodes, numbers) = (new ArrayBufferWriter<byte>(), Nodes(service.Problem, plan.Groups.Length), new ArrayBufferWriter<byte>());
        using var json = new Utf8JsonWriter(text, NotJudged);
        json.WriteStartObject();
        json.WriteString("service", service.Name);
        json.WriteStartArray("groups");
        foreach (var (tier, rank) in plan.Groups)
        {
            json.WriteNumberValue(tier);
            json.WriteNumberValue(rank);
        }

        json.WriteEndArray();
        json.WriteStartArray("tiers");
        foreach (var proof in plan.Proofs)
        {
            json.WriteStartObject();
            json.WriteNumber("tier", proof.Tier);
            Numbers(json, "levels", nodes, proof.Levels, numbers);
            Numbers(json, "prices", nodes, proof.Prices, numbers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return text.WrittenMemory;
    }

    // Cells that have slots, and the groups' pools.
    private static int[] Nodes(ServiceProblem problem, int groups)
    {
        var nodes = new List<int>(problem.Cells + groups);
        for (var node = 0; node < problem.Cells + groups; node++)
        {
            if (node >= problem.Cells || problem.Slots[node] > 0)
            {
                nodes.Add(node);
            }
        }

        return [.. nodes];
    }

    private static void Numbers(Utf8JsonWriter json, string name, int[] nodes, ImmutableArray<int> values, ArrayBufferWriter<byte> room)
    {
        const int Longest = 12; // with the comma
        room.ResetWrittenCount();
        var (text, at) = (room.GetMemory((nodes.Length * Longest) + 2), 1);
        var span = text.Span;
        span[0] = (byte)'[';
        foreach (var node in nodes)
        {
            _ = Utf8Formatter.TryFormat(values[node] == TierProof.Never ? -1 : values[node], span[at..], out var digits);
            span[at + digits] = (byte)',';
            at += digits + 1;
        }

        at -= nodes.Length == 0 ? 0 : 1;
        span[at] = (byte)']';
        json.WritePropertyName(name);
        json.WriteRawValue(span[..(at + 1)], skipInputValidation: true);
    }

    /// <summary>A certificate as read: the hashes of what came out, and each service's plan with nobody placed yet.</summary>
    public sealed record Read(string Assignments, string Unplaced, (int Most, string Hash)? Alternatives, ImmutableArray<ServicePlan> Plans);

    /// <summary>Reads a certificate and holds it against the input.</summary>
    public static Outcome<Read> Of(byte[] bytes, string path, MatchInput input)
    {
        try
        {
            return Of(new ProofReader(bytes), path, input);
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or FormatException)
        {
            return Refusal.Of(RefusalCode.MatchProofMalformed, path, trouble.Message);
        }
    }

    private static Outcome<Read> Of(ProofReader proof, string path, MatchInput input)
    {
        proof.Expect(JsonTokenType.StartObject);
        if (proof.Text("form") != Form)
        {
            return Refusal.Of(RefusalCode.MatchProofMalformed, path, "form");
        }

        var (weeks, seed, weights) = (proof.Number("weeks"), proof.Long("seed"), proof.Numbers("weights"));
        var (reserve, contacts, inputs) = (proof.Number("reserve"), proof.Number("contacts"), Inputs(ref proof));
        var differs = weeks != input.Order.Weeks ? "weeks"
            : seed != input.Order.Seed ? "seed"
            : !weights.AsSpan().SequenceEqual(input.Order.Weights.AsSpan()) ? "weights"
            : reserve != input.Order.Reserve ? "reserve"
            : contacts != (input.Order.Contacts ?? 0) ? "contacts"
            : inputs.Keys.Union(input.Hashes.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name => inputs.GetValueOrDefault(name) != input.Hashes.GetValueOrDefault(name));
        if (differs is not null)
        {
            return Refusal.Of(RefusalCode.MatchOtherInput, differs);
        }

        var (assignments, unplaced, alternatives) = (proof.Text("assignments"), proof.Text("unplaced"), ((int, string)?)null);
        if (proof.TryName(out var name) && name == "mostAlternatives")
        {
            alternatives = (proof.Number(), proof.Text("alternatives"));
            proof.Expect("services");
        }
        else if (name != "services")
        {
            return Refusal.Of(RefusalCode.MatchProofMalformed, path, name);
        }

        proof.Expect(JsonTokenType.StartArray);
        var plans = ImmutableArray.CreateBuilder<ServicePlan>(input.Services.Length);
        while (proof.TryObject())
        {
            if (plans.Count == input.Services.Length || Plan(ref proof, input.Services[plans.Count]) is not { } plan)
            {
                return Refusal.Of(RefusalCode.MatchProofMalformed, path, $"services[{plans.Count}]");
            }

            plans.Add(plan);
        }

        proof.ExpectEnd();
        return plans.Count < input.Services.Length ? Refusal.Of(RefusalCode.MatchProofMalformed, path, "services") : new Read(assignments, unplaced, alternatives, plans.ToImmutable());
    }

    // A file stands once.
    private static Dictionary<string, string> Inputs(ref ProofReader proof)
    {
        var inputs = new Dictionary<string, string>();
        proof.Expect("inputs");
        proof.Expect(JsonTokenType.StartObject);
        while (proof.TryName(out var name))
        {
            if (!inputs.TryAdd(name, proof.Text()))
            {
                throw new FormatException("inputs");
            }
        }

        return inputs;
    }

    private static ServicePlan? Plan(ref ProofReader proof, MatchService service)
    {
        if (proof.Text("service") != service.Name || proof.Numbers("groups") is not { } flat || flat.Length % 2 != 0)
        {
            return null;
        }

        var (groups, proofs) = (new (int, int)[flat.Length / 2], ImmutableArray.CreateBuilder<TierProof>());
        for (var group = 0; group < groups.Length; group++)
        {
            groups[group] = (flat[2 * group], flat[(2 * group) + 1]);
        }

        var (nodes, count) = (Nodes(service.Problem, groups.Length), service.Problem.Cells + groups.Length);
        proof.Expect("tiers");
        proof.Expect(JsonTokenType.StartArray);
        while (proof.TryObject())
        {
            var (tier, level, price) = (proof.Number("tier"), proof.Numbers("levels"), proof.Numbers("prices"));
            proof.Expect(JsonTokenType.EndObject);
            if (level.Length != nodes.Length || price.Length != nodes.Length)
            {
                return null;
            }

            var (levels, prices) = (new int[count], new int[count]);
            Array.Fill(levels, TierProof.Never);
            for (var i = 0; i < nodes.Length; i++)
            {
                (levels[nodes[i]], prices[nodes[i]]) = (level[i] >= 0 ? level[i] : TierProof.Never, price[i]);
            }

            proofs.Add(new(tier, ImmutableCollectionsMarshal.AsImmutableArray(levels), ImmutableCollectionsMarshal.AsImmutableArray(prices)));
        }

        proof.Expect(JsonTokenType.EndObject);
        return new([], ImmutableCollectionsMarshal.AsImmutableArray(groups), proofs.ToImmutable());
    }
}

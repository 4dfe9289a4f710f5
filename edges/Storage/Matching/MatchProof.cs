using System.Collections.Immutable;
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

    public static void Write(Stream to, MatchInput input, ImmutableArray<ServicePlan> plans, string assignments, string unplaced, (int Most, string Hash)? alternatives)
    {
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("form", Form);
        json.WriteNumber("weeks", input.Order.Weeks);
        json.WriteNumber("seed", input.Order.Seed);
        Numbers(json, "weights", input.Order.Weights);
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
        for (var i = 0; i < plans.Length; i++)
        {
            Service(json, input.Services[i], plans[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Service(Utf8JsonWriter json, MatchService service, ServicePlan plan)
    {
        var nodes = Nodes(service.Problem, plan.Groups.Length);
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
            Numbers(json, "levels", nodes.Select(n => proof.Levels[n] == TierProof.Never ? -1 : proof.Levels[n]));
            Numbers(json, "prices", nodes.Select(n => proof.Prices[n]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int[] Nodes(ServiceProblem problem, int groups) =>
        [.. Enumerable.Range(0, problem.Cells).Where(c => problem.Slots[c] > 0), .. Enumerable.Range(problem.Cells, groups)];

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    /// <summary>A certificate as read: the hashes of what came out, and each service's plan with nobody placed yet.</summary>
    public sealed record Read(string Assignments, string Unplaced, (int Most, string Hash)? Alternatives, ImmutableArray<ServicePlan> Plans);

    /// <summary>Reads a certificate and holds it against the input.</summary>
    public static Outcome<Read> Of(byte[] bytes, string path, MatchInput input)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.GetProperty("form").GetString() != Form)
            {
                return Refusal.Of(RefusalCode.MatchProofMalformed, path, "form");
            }

            var inputs = root.GetProperty("inputs").EnumerateObject().ToList();
            if (inputs.DistinctBy(p => p.Name).Count() != inputs.Count)
            {
                return Refusal.Of(RefusalCode.MatchProofMalformed, path, "inputs");
            }

            if (Differs(root, inputs.ToDictionary(p => p.Name, p => p.Value.GetString()), input) is { } what)
            {
                return Refusal.Of(RefusalCode.MatchOtherInput, what);
            }

            var services = root.GetProperty("services");
            if (services.GetArrayLength() != input.Services.Length)
            {
                return Refusal.Of(RefusalCode.MatchProofMalformed, path, "services");
            }

            var plans = ImmutableArray.CreateBuilder<ServicePlan>(input.Services.Length);
            foreach (var service in services.EnumerateArray())
            {
                if (service.GetProperty("service").GetString() != input.Services[plans.Count].Name || Plan(service, input.Services[plans.Count].Problem) is not { } plan)
                {
                    return Refusal.Of(RefusalCode.MatchProofMalformed, path, $"services[{plans.Count}]");
                }

                plans.Add(plan);
            }

            return new Read(
                root.GetProperty("assignments").GetString() ?? "", root.GetProperty("unplaced").GetString() ?? "",
                root.TryGetProperty("mostAlternatives", out var most) ? (most.GetInt32(), root.GetProperty("alternatives").GetString() ?? "") : null, plans.ToImmutable());
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Refusal.Of(RefusalCode.MatchProofMalformed, path, trouble.Message);
        }
    }

    private static string? Differs(JsonElement root, Dictionary<string, string?> inputs, MatchInput input) =>
        root.GetProperty("weeks").GetInt32() != input.Order.Weeks ? "weeks"
            : root.GetProperty("seed").GetUInt64() != input.Order.Seed ? "seed"
            : !root.GetProperty("weights").EnumerateArray().Select(w => w.GetInt32()).SequenceEqual(input.Order.Weights) ? "weights"
            : root.GetProperty("reserve").GetInt32() != input.Order.Reserve ? "reserve"
            : root.GetProperty("contacts").GetInt32() != (input.Order.Contacts ?? 0) ? "contacts"
            : inputs.Keys.Union(input.Hashes.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name => inputs.GetValueOrDefault(name) != input.Hashes.GetValueOrDefault(name));

    private static ServicePlan? Plan(JsonElement service, ServiceProblem problem)
    {
        var flat = service.GetProperty("groups").EnumerateArray().Select(g => g.GetInt32()).ToArray();
        var groups = flat.Chunk(2).Where(g => g.Length == 2).Select(g => (g[0], g[1])).ToImmutableArray();
        var (nodes, proofs) = (Nodes(problem, groups.Length), ImmutableArray.CreateBuilder<TierProof>());
        foreach (var tier in service.GetProperty("tiers").EnumerateArray())
        {
            var (levels, prices) = (new int[problem.Cells + groups.Length], new int[problem.Cells + groups.Length]);
            Array.Fill(levels, TierProof.Never);
            var (level, price) = (tier.GetProperty("levels"), tier.GetProperty("prices"));
            if (level.GetArrayLength() != nodes.Length || price.GetArrayLength() != nodes.Length)
            {
                return null;
            }

            var i = 0;
            foreach (var number in level.EnumerateArray())
            {
                levels[nodes[i++]] = number.GetInt32() is >= 0 and var filled ? filled : TierProof.Never;
            }

            i = 0;
            foreach (var number in price.EnumerateArray())
            {
                prices[nodes[i++]] = number.GetInt32();
            }

            proofs.Add(new(tier.GetProperty("tier").GetInt32(), [.. levels], [.. prices]));
        }

        return new([], groups, proofs.ToImmutable());
    }
}

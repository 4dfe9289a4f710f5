using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;

namespace Vardbro.Storage.Rules;

/// <summary>
/// Turns nodes into rules. What is wrong is collected; what is right is kept until the book is asked for. What may have stood
/// in a file that could not be read is not missed: that file's own problem is the one to mend first.
/// </summary>
internal sealed partial class RuleReader(List<Refusal> problems, IReadOnlyList<string> unread)
{
    private static readonly Dictionary<string, SourceKind> SourceKinds = new()
    {
        ["law"] = SourceKind.Law, ["decision"] = SourceKind.Decision, ["agreement"] = SourceKind.Agreement,
        ["founding-document"] = SourceKind.FoundingDocument, ["statistics"] = SourceKind.Statistics, ["guidance"] = SourceKind.Guidance, ["press"] = SourceKind.Press,
        ["derivation"] = SourceKind.Derivation, ["assumption"] = SourceKind.Assumption,
    };

    private static readonly Source NoSource = new("", "", "", SourceKind.Assumption, default, null, null, new("sources.yaml", 1));

    // So large that no population or cost is larger, so small that sums and products of them stay exact.
    private const long MaxWeight = 999_999_999_999;

    private const string SourcesFile = "sources.yaml";
    private const string FactsFolder = "facts/";
    private const string ProgrammesFolder = "programmes/";

    private readonly Dictionary<string, RuleOrigin> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Source> sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<RegionId, Region> regions = [];
    private readonly Dictionary<string, FactSeries> series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DistributionKey> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Programme> programmes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Appropriation> appropriations = new(StringComparer.Ordinal);
    private readonly List<PublishedAllotment> published = [];
    private AppropriationLimits? limits;
    private PaymentTerm? payment;

    // References to things that may be read later: what, which id, where.
    private readonly List<(string Kind, string Id, RuleOrigin At)> references = [];

    public void ReadSources(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            ReadSourcesOf(file, required: true);
            file.Done();
        }
    }

    // A scheme of somebody else's brings its own sources in its own file.
    private void ReadSourcesOf(RuleFields file, bool required)
    {
        foreach (var entry in file.Entries("sources", required))
        {
            var source = new Source(
                entry.Id("id"), entry.Text("title"), entry.Id("publisher"), entry.Choice("kind", SourceKinds),
                entry.Date("published"), entry.TextOrNull("url"), entry.WordsOrNull("assumption"), entry.Origin);
            entry.Done();
            if (Take("source", source.Id, entry.OriginOf("id")))
            {
                sources[source.Id] = source;
            }
        }
    }

    public RuleBook Book(string version) => new(
        version,
        [.. regions.Values],
        sources.ToImmutableSortedDictionary(StringComparer.Ordinal),
        series.ToImmutableSortedDictionary(StringComparer.Ordinal),
        keys.ToImmutableSortedDictionary(StringComparer.Ordinal),
        [.. programmes.Values.OrderBy(p => p.Id, StringComparer.Ordinal)],
        appropriations.ToImmutableSortedDictionary(StringComparer.Ordinal),
        [.. published.OrderBy(p => p.Year)],
        limits!)
    {
        Payment = payment,
    };

    /// <summary>Everything that was pointed at must exist, and no key may contain itself.</summary>
    public void CheckReferences()
    {
        // Every comparison needs it.
        references.Add(("key", Compare.PopulationKey, new($"keys/{Compare.PopulationKey}.yaml", 1)));
        foreach (var (kind, id, at) in references)
        {
            var known = kind switch
            {
                "key" => keys.Keys,
                "series" => (IEnumerable<string>)series.Keys,
                "programme" => programmes.Values.Where(p => p.Within is null).Select(p => p.Id),
                _ => appropriations.Keys,
            };
            if (!known.Contains(id) && !MayStandUnread(FolderOf(kind)))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, id, PluralOf(kind), string.Join(", ", known.Order())).Located(at));
            }
        }

        foreach (var key in keys.Values.Where(k => Contains(k, k.Id, [])))
        {
            problems.Add(Refusal.Of(RefusalCode.MixCircular, key.Id).Located(key.Origin));
        }

        if (limits is null && !MayStandUnread(FactsFolder))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleFieldMissing, "saving, credit", "facts/appropriations.yaml")
                .Located(new("facts/appropriations.yaml", 1)));
        }

        MissingStatistics();
    }

    private bool Contains(DistributionKey key, string wanted, HashSet<string> seen) =>
        key.Form is MixForm mix && mix.Parts.Any(p =>
            p.Key == wanted || (seen.Add(p.Key) && keys.TryGetValue(p.Key, out var inner) && Contains(inner, wanted, seen)));

    private bool MayStandUnread(string place) => unread.Any(name => name.StartsWith(place, StringComparison.Ordinal));

    private static string FolderOf(string kind) => kind switch
    {
        "key" => "keys/",
        "programme" => ProgrammesFolder,
        _ => FactsFolder,
    };

    private static Bilingual PluralOf(string kind) => kind switch
    {
        "key" => new("nycklarna", "the keys"),
        "series" => new("serierna", "the series"),
        "source" => new("källorna", "the sources"),
        "programme" => new("programmen som inte själva ligger i ett större", "the programmes that are not themselves within a larger one"),
        "part" => new("programmets delar för året", "the programme's parts for the year"),
        _ => new("anslagen", "the appropriations"),
    };

    private bool Take(string kind, string id, RuleOrigin at)
    {
        if (taken.TryAdd($"{kind} {id}", at))
        {
            return true;
        }

        problems.Add(Refusal.Of(RefusalCode.RuleIdDuplicate, id, taken[$"{kind} {id}"].ToString()).Located(at));
        return false;
    }

    private Source SourceOf(RuleFields entry, string name = "source") => SourceOrNull(entry, name, required: true) ?? NoSource;

    private Source? SourceOrNull(RuleFields entry, string name = "source", bool required = false)
    {
        var id = entry.TextOrNull(name, "sources.yaml", required);
        if (id is null || sources.TryGetValue(id, out _))
        {
            return id is null ? null : sources[id];
        }

        if (!MayStandUnread(SourcesFile))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, id, PluralOf("source"), string.Join(", ", sources.Keys.Order()))
                .Located(entry.OriginOf(name)));
        }

        return null;
    }

    private RegionId? RegionOf(string text, RuleOrigin at)
    {
        if (RegionId.TryParse(text) is { } id && regions.ContainsKey(id))
        {
            return id;
        }

        if (!MayStandUnread(FactsFolder))
        {
            problems.Add(Refusal.Of(RefusalCode.RuleRegionUnknown, text).Located(at));
        }

        return null;
    }

    private ImmutableSortedDictionary<RegionId, long> Weights(RuleFields entry, string name, bool allRegions)
    {
        var weights = ImmutableSortedDictionary.CreateBuilder<RegionId, long>();
        foreach (var (text, at, value) in entry.Pairs(name))
        {
            if (RegionOf(text, at) is not { } region)
            {
                continue;
            }

            if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is > 0 and <= MaxWeight)
            {
                weights[region] = weight;
            }
            else
            {
                problems.Add(Refusal.Of(RefusalCode.WeightNotPositive, RuleFields.Short(value), text, $"{MaxWeight}").Located(at));
            }
        }

        if (allRegions && entry.Has(name))
        {
            MissingRegions(entry.OriginOf(name), weights.Keys);
        }

        return weights.ToImmutable();
    }

    private void MissingRegions(RuleOrigin at, IEnumerable<RegionId> found)
    {
        var missing = regions.Keys.Except(found).ToList();
        if (missing.Count > 0)
        {
            problems.Add(Refusal.Of(RefusalCode.RuleRegionsMissing, string.Join(", ", missing)).Located(at));
        }
    }
}

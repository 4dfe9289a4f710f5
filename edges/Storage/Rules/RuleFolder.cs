using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Vardbro.Brokering;
using Vardbro.Brokering.Need;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Waiting;
using Vardbro.Waiting.FollowUp;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Rules;

/// <summary>What came of reading the rules: the rules, or every problem found.</summary>
/// <param name="Book">The rules that money rests on; null when there are problems.</param>
/// <param name="Waiting">The rules that waits are read by; null when there are problems.</param>
/// <param name="Problems">Every problem with file and line.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Examples">The worked examples of money, whether they hold or not.</param>
/// <param name="ClockExamples">The worked examples of waits, whether they hold or not.</param>
public sealed record RuleReading(
    RuleBook? Book,
    WaitingRules? Waiting,
    ImmutableArray<Refusal> Problems,
    int Files,
    ImmutableArray<RuleExample> Examples,
    ImmutableArray<ClockExample> ClockExamples)
{
    /// <summary>The synthetic nation; null when the rules have none or there are problems.</summary>
    public SyntheticNation? Synthetic { get; init; }

    /// <summary>The services of care that have a name, by code.</summary>
    public ImmutableArray<CareService> Services { get; init; } = [];

    /// <summary>Where municipalities, hospitals and units lie.</summary>
    public PlaceBook Places { get; init; } = PlaceBook.None;

    /// <summary>What is followed up, by which indicators; null when there are problems.</summary>
    public FollowUpBook? FollowUp { get; init; }

    /// <summary>The rules of brokering: who goes first.</summary>
    public BrokeringRules Brokering { get; init; } = BrokeringRules.None;

    /// <summary>The worked examples of need, whether they hold or not.</summary>
    public ImmutableArray<NeedExample> NeedExamples { get; init; } = [];

    /// <summary>The codes of the municipalities that distances are known from.</summary>
    public IReadOnlySet<string> MunicipalityCodes => Places.Municipalities.Select(m => m.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>The schemes that pay for results, in order of id.</summary>
    public ImmutableArray<Scheme> Schemes { get; init; } = [];

    /// <summary>The scheme with this id.</summary>
    public Outcome<Scheme> FindScheme(string id) => Schemes.FirstOrDefault(s => s.Id == id) is { } scheme
        ? scheme
        : Refusal.Of(RefusalCode.SchemeUnknown, id, string.Join(", ", Schemes.Select(s => s.Id)));

    /// <summary>How likely a yes is, the latest last.</summary>
    public ImmutableArray<AcceptanceModel> Acceptances { get; init; } = [];

    /// <summary>No rules, and why.</summary>
    internal static RuleReading Failed(ImmutableArray<Refusal> problems, int files) => new(null, null, problems, files, [], []);
}

/// <summary>Reads the folder <c>rules/</c>: all of it or nothing.</summary>
public static class RuleFolder
{
    private static readonly string[] Folders =
    [
        "facts", "keys", "programmes", "guarantee", "register", "operational", "statistics", "publication", "synthetic", "indicators", "follow-up", "brokering", "schemes", "examples",
    ];

    /// <summary>The rules that money rests on, or one refusal that names the first problem and how many there are.</summary>
    public static Outcome<RuleBook> Load(string folder)
    {
        var reading = Read(folder);
        return reading.Book is { } book ? book : Invalid(reading);
    }

    /// <summary>The rules that waits are read by, or one refusal that names the first problem and how many there are.</summary>
    public static Outcome<WaitingRules> LoadWaiting(string folder)
    {
        var reading = Read(folder);
        return reading.Waiting is { } rules ? rules : Invalid(reading);
    }

    /// <summary>What the synthetic nation is made of, or a refusal: the rules do not hold, or say nothing of it (VB2153).</summary>
    public static Outcome<SyntheticNation> LoadSynthetic(string folder)
    {
        var reading = Read(folder);
        return reading.Book is null ? Invalid(reading)
            : reading.Synthetic is { } nation ? nation
            : Refusal.Of(RefusalCode.SyntheticRulesMissing, "rules/synthetic");
    }

    /// <summary>What is followed up, or one refusal that names the first problem and how many there are.</summary>
    public static Outcome<FollowUpBook> LoadFollowUp(string folder) => LoadAll(folder).Then<FollowUpBook>(reading => reading.FollowUp!);

    /// <summary>All rules, each kind present, or one refusal that names the first problem and how many there are.</summary>
    public static Outcome<RuleReading> LoadAll(string folder)
    {
        var reading = Read(folder);
        return reading.Book is not null ? reading : Invalid(reading);
    }

    private static Refusal Invalid(RuleReading reading)
    {
        var first = reading.Problems[0];
        return first.Code is RefusalCode.RulesFolderMissing
            ? first
            : Refusal.Of(RefusalCode.RulesInvalid, reading.Problems.Length.ToString(),
                new Bilingual(first.In(Language.Swedish), first.In(Language.English)));
    }

    /// <summary>Reads and checks everything, and holds the rules against their worked examples.</summary>
    public static RuleReading Check(string folder)
    {
        var reading = Read(folder);
        if (reading.Book is not { } book || reading.Waiting is not { } waiting)
        {
            return reading;
        }

        var differ = RuleExamples.Check(book, reading.Examples).Concat(Rules.ClockExamples.Check(waiting, reading.ClockExamples))
            .Concat(Rules.NeedExamples.Check(waiting, reading.Brokering, reading.MunicipalityCodes, reading.NeedExamples)).ToImmutableArray();
        return differ.IsEmpty ? reading : reading with { Book = null, Waiting = null, FollowUp = null, Problems = differ };
    }

    /// <summary>All rules with one scheme more, in a file of its own anywhere.</summary>
    /// <returns>The rules and the scheme, or one refusal that names the first problem and how many there are.</returns>
    public static Outcome<(RuleReading Rules, Scheme Scheme)> LoadWithScheme(string folder, string file)
    {
        var name = Path.GetFileName(file);
        if (!ReadBytes(Path.GetDirectoryName(Path.GetFullPath(file))!, name).Then(bytes => ReadText(name, bytes)).Succeeded(out var node, out var unreadable))
        {
            return unreadable;
        }

        var reading = Read(folder, (name, node));
        return reading.Book is null ? Invalid(reading) : (reading, reading.Schemes.First(s => s.Origin.File == name));
    }

    /// <summary>Reads and checks everything but what the worked examples expect.</summary>
    public static RuleReading Read(string folder) => Read(folder, null);

    private static RuleReading Read(string folder, (string Name, RuleNode Node)? scheme)
    {
        if (!File.Exists(Path.Combine(folder, "sources.yaml")))
        {
            return RuleReading.Failed([Refusal.Of(RefusalCode.RulesFolderMissing, Path.GetFullPath(folder))], 0);
        }

        var problems = new List<Refusal>();
        var (files, unread, version) = ReadFiles(folder, problems);
        var reader = new RuleReader(problems, unread);
        reader.ReadSources(files.Where(f => f.Name == "sources.yaml"));
        reader.ReadFacts(files.Where(f => f.Name.StartsWith("facts/", StringComparison.Ordinal)));
        reader.ReadKeys(files.Where(f => f.Name.StartsWith("keys/", StringComparison.Ordinal)));
        reader.ReadProgrammes(files.Where(f => f.Name.StartsWith("programmes/", StringComparison.Ordinal)));
        reader.ReadGuarantees(files.Where(f => f.Name.StartsWith("guarantee/", StringComparison.Ordinal)));
        reader.ReadRegister(files.Where(f => f.Name.StartsWith("register/", StringComparison.Ordinal) && f.Name != "register/services.yaml"));
        reader.ReadOperational(files.Where(f => f.Name.StartsWith("operational/", StringComparison.Ordinal)));
        reader.ReadStatistics(files.Where(f => f.Name.StartsWith("statistics/", StringComparison.Ordinal)));
        reader.ReadPublication(files.Where(f => f.Name.StartsWith("publication/", StringComparison.Ordinal)));
        reader.ReadServices(files.Where(f => f.Name == "register/services.yaml"));
        reader.ReadSynthetic([.. files.Where(f => f.Name.StartsWith("synthetic/", StringComparison.Ordinal))]);
        reader.ReadIndicators(files.Where(f => f.Name.StartsWith("indicators/", StringComparison.Ordinal)));
        reader.ReadFollowUp(files.Where(f => f.Name.StartsWith("follow-up/", StringComparison.Ordinal)));
        reader.ReadBrokering(files.Where(f => f.Name.StartsWith("brokering/", StringComparison.Ordinal)));
        reader.ReadSchemes(files.Where(f => f.Name.StartsWith("schemes/", StringComparison.Ordinal)).Concat(scheme is { } own ? [own] : []));
        reader.ReadExamples(files.Where(f => f.Name.StartsWith("examples/", StringComparison.Ordinal)));
        reader.CheckReferences();
        if (problems.Count > 0)
        {
            return RuleReading.Failed([.. problems], files.Count);
        }

        var book = reader.Book(version);
        var waiting = reader.Waiting(version);
        var followUp = reader.FollowUp();
        problems.AddRange(RuleChecks.Of(book).Concat(SchemeChecks.Of(book, reader.Schemes)).Concat(waiting.Problems()).Concat(followUp.Problems()));
        return problems.Count > 0
            ? RuleReading.Failed([.. problems], files.Count)
            : new(book, waiting, [], files.Count, reader.Examples, reader.ClockExamples)
            {
                Synthetic = reader.Synthetic, Services = reader.Services, Places = reader.Places, FollowUp = followUp,
                Brokering = reader.Brokering, NeedExamples = reader.NeedExamples, Acceptances = reader.Acceptances,
                Schemes = reader.Schemes,
            };
    }

    private static (List<(string Name, RuleNode Node)> Read, List<string> Unread, string Version) ReadFiles(string folder, List<Refusal> problems)
    {
        var (read, unread) = (new List<(string, RuleNode)>(), new List<string>());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.EndsWith(".md", StringComparison.Ordinal))
            {
                continue; // a note beside the rules
            }

            if (!Belongs(name))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleFileForeign,
                    new Bilingual("sources.yaml eller NAMN.yaml i " + string.Join(", ", Folders), "sources.yaml or NAME.yaml in " + string.Join(", ", Folders)))
                    .Located(new(name, 1)));
                continue;
            }

            if (!ReadBytes(folder, name).Succeeded(out var bytes, out var unreadable))
            {
                problems.Add(unreadable);
                unread.Add(name);
                continue;
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
            if (ReadText(name, bytes).Succeeded(out var node, out var refusal))
            {
                read.Add((name, node));
            }
            else
            {
                problems.Add(refusal);
                unread.Add(name);
            }
        }

        return (read, unread, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // The size is looked at first: a file that is far too large is not read into memory to find out.
    private static Outcome<byte[]> ReadBytes(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            var length = new FileInfo(path).Length;
            return length > RuleYaml.MaxBytes
                ? Refusal.Of(RefusalCode.RuleFileTooLarge, length.ToString(), RuleYaml.MaxBytes.ToString()).Located(new(name, 1))
                : File.ReadAllBytes(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.YamlMalformed, new Bilingual("den går inte att öppna", "it cannot be opened")).Located(new(name, 1));
        }
    }

    private static Outcome<RuleNode> ReadText(string name, byte[] bytes)
    {
        try
        {
            return RuleYaml.Read(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(bytes)));
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Of(RefusalCode.YamlMalformed, new Bilingual("filen är inte UTF-8", "the file is not UTF-8")).Located(new(name, 1));
        }
    }

    // Some editors put a byte order mark first; it says nothing.
    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;

    // A rule in a place that nobody reads would be a rule that silently does not apply.
    private static bool Belongs(string name) =>
        name.EndsWith(".yaml", StringComparison.Ordinal) &&
        (name == "sources.yaml" || (name.Split('/') is [var place, _] && Folders.Contains(place)));
}

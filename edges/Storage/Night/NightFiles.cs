using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage.Matching;
using Vardbro.Storage.Synthetic;
using Vardbro.Waiting.Places;

namespace Vardbro.Storage.Night;

/// <summary>
/// The files between a night and the engine, in a folder that only its owner may read. Persons go by the run's keys there, never by
/// their own or the waits'.
/// </summary>
/// <param name="Folder">The folder; the plan lies in a folder within.</param>
/// <param name="Capacity">Free slots by calendar week (<see cref="NightSlots"/>).</param>
/// <param name="Agreements">Who may go where, as the engine reads it.</param>
internal sealed record NightFiles(string Folder, string Capacity, string Agreements)
{
    /// <summary>What a file of invented capacity begins with.</summary>
    public const string SyntheticMark = "SYNTETISKT-";

    /// <summary>Where a night's files lie while it runs, when they are not to stay.</summary>
    public static string Usual(string dataFolder) => Path.Combine(dataFolder, "night-run");

    /// <summary>Takes away what a night that was cut off left behind.</summary>
    public static void ClearLeft(string dataFolder)
    {
        if (Directory.Exists(Usual(dataFolder)))
        {
            Directory.Delete(Usual(dataFolder), recursive: true);
        }
    }

    /// <summary>Does something while no other night runs on the same data (VB3125).</summary>
    public static Outcome<T> Alone<T>(string dataFolder, Func<Outcome<T>> run)
    {
        var path = Path.Combine(dataFolder, "night.lock");
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.NightRunning, dataFolder, trouble.Message);
        }

        using (held)
        {
            return run();
        }
    }

    /// <summary>The regions that the agreements say nothing of: such a region's patients could go anywhere.</summary>
    public ImmutableArray<RegionId> WithoutAgreement(ImmutableArray<RegionId> regions)
    {
        var listed = Rows(Agreements).Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        return [.. regions.Where(r => !listed.Contains(r.ToString()))];
    }

    private string Slots => Path.Combine(Folder, "capacity.csv");

    private string Patients => Path.Combine(Folder, "patients.csv");

    private string Distances => Path.Combine(Folder, "distances.csv");

    private string Plan => Path.Combine(Folder, "plan");

    /// <summary>What to run, and what to prove it with.</summary>
    public (string[] Run, string[] Verify) Arguments(int weeks, ulong seed, int? contacts)
    {
        string[] same =
        [
            "match", "--patients", Patients, "--capacity", Slots, "--distances", Distances, "--allowed", Agreements,
            "--weeks", $"{weeks}", "--seed", seed.ToString(CultureInfo.InvariantCulture), .. contacts is { } most ? new[] { "--contacts", $"{most}" } : [],
        ];
        return ([.. same, "--out", Plan], [.. same, "--verify", Plan]);
    }

    /// <summary>Writes who is in the run, the free slots as the engine reads them, and how far it is from everywhere to every hospital.</summary>
    public void Write(IEnumerable<RunPatient> patients, int mostKm, IEnumerable<string> slots, PlaceBook places, bool synthetic)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(Folder, own);
            File.SetUnixFileMode(Folder, own); // it may have been there, empty
        }

        File.WriteAllText(Slots, string.Concat(slots.Select(row => row + "\n")), new UTF8Encoding(false));

        if (synthetic)
        {
            File.WriteAllText(Path.Combine(Folder, SyntheticFolder.NoteFile), "SYNTETISKT, ingen verklig person. / SYNTHETIC, no real person.\n");
        }

        using (var file = new StreamWriter(Patients, false, new UTF8Encoding(false), 1 << 16))
        {
            file.Write("patient,service,municipality,group,tier,rank,max_km,first_week,last_week\n");
            foreach (var p in patients.OrderBy(p => p.Key, StringComparer.Ordinal)) // in order of chance: the store's order is not kept
            {
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{p.Key},{p.Service},{p.Municipality},{p.Region},{p.Tier},{p.Rank},{mostKm},{p.FirstWeek},{p.LastWeek}\n"));
            }
        }

        using var distances = new StreamWriter(Distances, false, new UTF8Encoding(false), 1 << 16);
        distances.Write("municipality,provider,km\n");
        var towns = places.Hospitals.Select(h => h.Municipality).DistinctBy(m => m.Code).ToImmutableArray();
        var rows = places.Municipalities.AsParallel().AsOrdered().Select(from => towns.ToDictionary(t => t.Code, t => Distance.Km(from.At, t.At), StringComparer.Ordinal));
        foreach (var (from, km) in places.Municipalities.Zip(rows))
        {
            foreach (var hospital in places.Hospitals)
            {
                distances.Write(string.Create(CultureInfo.InvariantCulture, $"{from.Code},{hospital.Id},{km[hospital.Municipality.Code]}\n"));
            }
        }
    }

    /// <summary>Reads the plan: hands on each patient's offer, or why there is none.</summary>
    public void Read(PlaceBook places, Action<string, Offer> offered, Action<string, UnplacedReason> nothing)
    {
        var regions = RegionsOf(places);
        foreach (var row in Rows(Path.Combine(Plan, MatchRun.AssignmentsFile)))
        {
            offered(row[0], new(row[1], regions[row[1]], Number(row[2]), Number(row[3])));
        }

        var reasons = Enum.GetValues<UnplacedReason>().ToDictionary(UnplacedReasons.NameOf, StringComparer.Ordinal);
        foreach (var row in Rows(Path.Combine(Plan, MatchRun.UnplacedFile)))
        {
            nothing(row[0], reasons[row[1]]);
        }
    }

    /// <summary>What the plan says of some of its patients: who else waits, why there and what another slot would do, or why not.</summary>
    public Outcome<Dictionary<string, ImmutableArray<Bilingual>>> Explain(IReadOnlyCollection<string> keys, RunWeeks weeks, ulong seed, int? contacts, PlaceBook places)
    {
        var said = new Dictionary<string, ImmutableArray<Bilingual>>(StringComparer.Ordinal);
        if (keys.Count == 0)
        {
            return said;
        }

        var hospitals = places.Hospitals.ToDictionary(h => h.Id, h => h.Name, StringComparer.Ordinal);
        var order = new MatchOrder(weeks.Weeks, seed, ServiceProblem.DefaultWeights, Environment.ProcessorCount, Contacts: contacts);
        return MatchPlan.Open(new(Patients, Slots, Distances, Agreements), order, Plan).Then<Dictionary<string, ImmutableArray<Bilingual>>>(plan =>
        {
            foreach (var key in keys.Where(k => plan.Find(k) is not null))
            {
                if (!MatchExplain.Of(plan, key).Succeeded(out var why, out var refusal))
                {
                    return refusal;
                }

                var names = why.Names with { Provider = p => hospitals[why.Names.Provider(p)], Week = w => Monday(weeks.MondayOf(w)) };
                var words = PlanWords.Of(why.Why, names, new("Varför står ovan.", "Why stands above."));
                said.Add(key, [.. words.WhyMe, .. words.WhyThere, .. words.WhyNot]);
            }

            return said;
        });

        static Bilingual Monday(DateOnly day) => new($"veckan från {day:yyyy-MM-dd}", $"the week from {day:yyyy-MM-dd}");
    }

    /// <summary>Free slots in the run's weeks by region; read once the engine has taken the file.</summary>
    public Dictionary<RegionId, long> SlotsByRegion(PlaceBook places)
    {
        var regions = RegionsOf(places);
        return Rows(Slots).GroupBy(row => regions[row[0]]).ToDictionary(g => g.Key, g => g.Sum(row => (long)Number(row[3])));
    }

    /// <summary>SHA-256 of every file in and out, and of the certificate.</summary>
    public ImmutableSortedDictionary<string, string> Hashes()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Plan, MatchProof.FileName));
        using var proof = JsonDocument.Parse(bytes);
        return proof.RootElement.GetProperty("inputs").EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))
            .Concat(new[] { "assignments", "unplaced" }.Select(name => (name, proof.RootElement.GetProperty(name).GetString()!)))
            .Append(("certificate", Convert.ToHexStringLower(SHA256.HashData(bytes))))
            .ToImmutableSortedDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
    }

    private static Dictionary<string, RegionId> RegionsOf(PlaceBook places) => places.Hospitals.ToDictionary(h => h.Id, h => h.Municipality.Region, StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(file).Skip(1).Where(l => l.Length > 0).Select(l => l.TrimEnd('\r').Split(','));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

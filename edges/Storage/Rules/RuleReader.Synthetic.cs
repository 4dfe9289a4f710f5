using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Rules;

/// <summary>The synthetic nation, and the services of care that it and the register name.</summary>
internal sealed partial class RuleReader
{
    private const string NationFile = "synthetic/nation.yaml";
    private const string AgesFile = "synthetic/ages.yaml";
    private const string MunicipalitiesFile = "synthetic/municipalities.yaml";
    private const int MostWeight = 10_000;

    private readonly SortedDictionary<string, CareService> services = new(StringComparer.Ordinal);
    private readonly Dictionary<RegionId, ImmutableArray<string>> municipalities = [];
    private ImmutableArray<(int Age, long Men, long Women)> ages = [];

    /// <summary>The services by code.</summary>
    public ImmutableArray<CareService> Services => [.. services.Values];

    /// <summary>The synthetic nation; null when the rules have none.</summary>
    public SyntheticNation? Synthetic { get; private set; }

    public void ReadServices(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            file.Id("services");
            var (source, assumption) = (SourceOf(file), file.WordsOrNull("assumption"));
            foreach (var entry in file.Entries("codes", required: true))
            {
                var service = new CareService(
                    entry.Text("code"), entry.Words("name"), entry.Has("women-only") && entry.Choice("women-only", YesNo),
                    entry.Choice("assumed", YesNo), source, assumption, entry.Origin);
                entry.Done();
                if (service.Code.Length > 8 || !service.Code.All(char.IsAsciiDigit))
                {
                    entry.Wrong(entry.Node("code", "")!, "code", new("högst åtta siffror", "at most eight digits"));
                }
                else if (Take("service", service.Code, entry.OriginOf("code")))
                {
                    services[service.Code] = service;
                }
            }

            file.Done();
        }
    }

    /// <summary>Reads the nation; needs regions, series and services to have been read.</summary>
    public void ReadSynthetic(IReadOnlyCollection<(string Name, RuleNode Node)> files)
    {
        foreach (var (name, node) in files.OrderBy(f => f.Name == NationFile)) // what it points at first
        {
            var file = new RuleFields(node, problems);
            switch (name)
            {
                case AgesFile: ReadAges(file); break;
                case MunicipalitiesFile: ReadMunicipalities(file); break;
                case UnitsFile: ReadUnits(file); break;
                case CapacityFile: ReadCapacity(file); break;
                case AgreementsFile: ReadAgreements(file); break;
                case NationFile: Synthetic = ReadNation(file); break;
                default:
                    problems.Add(Refusal.Of(RefusalCode.RuleFileForeign, string.Join(", ", NationFile, AgesFile, MunicipalitiesFile, UnitsFile, CapacityFile, AgreementsFile)).Located(new(name, 1)));
                    continue;
            }

            file.Done();
        }
    }

    private void ReadAges(RuleFields file)
    {
        file.Id("ages");
        file.Date("date");
        SourceOf(file);
        file.WordsOrNull("assumption");
        var found = new SortedDictionary<int, (int, long, long)>();
        if (file.Node("inhabitants", "{\"0\": [1, 1]}") is RuleMap map)
        {
            foreach (var (text, (at, node)) in map.Fields)
            {
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= 120 &&
                    node is RuleList { Items: [RuleScalar men, RuleScalar women] } && Count(men) is { } m && Count(women) is { } w)
                {
                    found[age] = (age, m, w);
                }
                else
                {
                    problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, text, "inhabitants", new("ålder: [män, kvinnor]", "age: [men, women]")).Located(at));
                }
            }
        }

        ages = [.. found.Values];

        static long? Count(RuleScalar scalar) =>
            long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000 ? count : null;
    }

    private void ReadMunicipalities(RuleFields file)
    {
        file.Id("municipalities");
        SourceOf(file);
        file.WordsOrNull("assumption");
        if (file.Node("codes", "{\"0014\": [\"1480\"]}") is not RuleMap map)
        {
            return;
        }

        foreach (var (text, (at, node)) in map.Fields)
        {
            if (RegionOf(text, at) is not { } region)
            {
                continue;
            }

            var codes = node is RuleList list ? list.Items.OfType<RuleScalar>().Select(s => s.Text).ToImmutableArray() : [];
            if (codes.IsEmpty || codes.Any(c => c.Length != 4 || !c.All(char.IsAsciiDigit)))
            {
                problems.Add(Refusal.Of(RefusalCode.RuleValueWrong, text, "codes", new("[\"1480\", …], fyra siffror", "[\"1480\", …], four digits")).Located(at));
                continue;
            }

            municipalities[region] = codes;
        }

        MissingRegions(file.OriginOf("codes"), municipalities.Keys);
    }

    private SyntheticNation? ReadNation(RuleFields file)
    {
        file.Id("synthetic");
        SourceOf(file);
        var (name, assumption) = (file.Words("name"), file.Words("assumption"));
        var population = Inner(file, "population", e => TableOf(e));
        var kinds = file.Entries("kinds", required: true).Select(ReadKind).ToImmutableArray();
        var deviations = file.Entries("deviations", required: true).Select(ReadDeviating).ToImmutableArray();
        var course = ReadCourse(file);
        var weights = file.Entries("age-weights", required: true).Select(e => Done(e, (From: (int)e.Whole("from", 0, 120), Weight: (int)e.Whole("weight", 0, 1000)))).ToList();
        var habits = new SyntheticHabits(
            (int)file.Whole("leaving", 0, 500), (int)file.Whole("booked", 0, 1000), (int)file.Whole("units-per", 1000, 100_000_000),
            [.. ReadWeights(file, "exit-reasons")],
            [.. ReadWeights(file, "target-days").Select(w => (int.TryParse(w.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : (int?)null, w.Weight))]);

        // What may have stood in a file that could not be read is not missed here.
        var whole = !MayStandUnread(FactsFolder) && !MayStandUnread("synthetic/");
        Require(file, "age-weights", !whole || ages.Length > 0, AgesFile);
        Require(file, "age-weights", weights.Any(w => w.Weight > 0), "[{from: 0, weight: 50}]");
        Require(file, "exit-reasons", habits.ExitReasons.Any(r => r.Weight > 0), "{own-wish: 1}");
        Require(file, "target-days", habits.TargetDays.Any(t => t.Weight > 0), "{none: 1}");
        Require(file, "kinds", kinds.Length is > 0 and < 10, "1–9");
        Require(file, "course", course.Length is > 0 and <= 36, "1–36");
        Require(file, "deviations", deviations.Sum(d => d.Permille) < 900 && deviations.DistinctBy(d => d.Kind).Count() == deviations.Length, "< 900");
        Require(file, "population", !whole || municipalities.Count == regions.Count, MunicipalitiesFile);
        return problems.Count > 0 || population is null ? null : new(
            name, assumption,
            [.. regions.Values.Select(r => new SyntheticRegion(r.Id, r.CountyCode, population.Values[r.Id], municipalities[r.Id]))],
            kinds, deviations, course,
            [.. ages.Select(a => new AgeGroup(a.Age, a.Men, a.Women, weights.LastOrDefault(w => w.From <= a.Age).Weight))],
            habits, file.Origin);
    }

    private SyntheticKind ReadKind(RuleFields entry)
    {
        entry.WordsOrNull("assumption");
        SourceOf(entry);
        var kind = new SyntheticKind(
            entry.Choice("kind", WaitKindNames), entry.Text("contact-type"), entry.Text("guarantee"), entry.Whole("waiting", 1, 10_000_000),
            entry.Has("beyond") ? entry.Whole("beyond", 0, 10_000_000) : null,
            Inner(entry, "within-waiting", ReadShare)!, Inner(entry, "within-completed", ReadShare)!,
            (int)entry.Whole("turnover", 1, 5000), [.. entry.Entries("services", required: true).Select(ReadService)]);
        entry.Done();
        Require(entry, "services", kind.Services.Length is > 0 and < 100 && kind.Services.Any(s => !s.WomenOnly && s.Weight > 0) &&
            kind.Services.Where(s => s.WomenOnly).Sum(s => s.Weight) * 2 <= kind.Services.Sum(s => s.Weight), "{code: …, weight: …}");
        return kind;
    }

    private ServiceWeight ReadService(RuleFields entry)
    {
        var code = entry.Text("code");
        if (!services.ContainsKey(code) && !MayStandUnread("register/"))
        {
            entry.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, code, new("verksamhetsområdena", "the services"), string.Join(", ", services.Keys)).Located(entry.OriginOf("code")));
        }

        var activity = entry.Has("activity")
            ? Inner(entry, "activity", e => new ServiceActivity(e.Text("code"), e.Text("kva"), (int)e.Whole("permille", 0, 1000))) : null;
        return Done(entry, new ServiceWeight(code, (int)entry.Whole("weight", 1, MostWeight), services.GetValueOrDefault(code)?.WomenOnly ?? false, activity));
    }

    // A share is a region's own, from a series in permille, or one for all.
    private ShareTarget ReadShare(RuleFields entry)
    {
        var none = regions.Values.Select(_ => (int?)null).ToImmutableArray();
        if (entry.Has("permille"))
        {
            var all = (int)entry.Whole("permille", 1, 999);
            return new(all, [.. regions.Values.Select(_ => all)], none, null);
        }

        var (table, nation, source) = (TableOf(entry), (int)entry.Whole("nation", 1, 999), SourceOf(entry));
        var carried = entry.Has("carried")
            ? entry.Pairs("carried").Select(p => (Region: RegionOf(p.Key, p.Origin), Year: int.TryParse(p.Value, out var year) ? year : (int?)null)).ToList() : [];
        if (table is null || table.Values.Values.Any(v => v >= 1000))
        {
            Require(entry, "series", table is null, "1–999");
            return new(nation, [.. regions.Values.Select(_ => nation)], none, source);
        }

        return new(nation, [.. regions.Keys.Select(r => (int)table.Values[r])],
            [.. regions.Keys.Select(r => carried.FirstOrDefault(c => c.Region == r).Year)], source);
    }

    private FactTable? TableOf(RuleFields entry)
    {
        var (id, date) = (entry.Text("series"), entry.Date("date"));
        var table = series.GetValueOrDefault(id)?.Tables.FirstOrDefault(t => t.Date == date && t.Values.Count == regions.Count);
        if (table is null && !MayStandUnread(FactsFolder))
        {
            entry.Add(Refusal.Of(RefusalCode.RuleReferenceUnknown, $"{id} {date:yyyy-MM-dd}", PluralOf("series"),
                string.Join(", ", series.Values.SelectMany(s => s.Tables.Select(t => $"{s.Id} {t.Date:yyyy-MM-dd}")))).Located(entry.OriginOf("series")));
        }

        return table;
    }

    private SyntheticDeviation ReadDeviating(RuleFields entry)
    {
        SourceOf(entry);
        entry.WordsOrNull("assumption");
        return Done(entry, new SyntheticDeviation(entry.Choice("kind", DeviationKinds), (int)entry.Whole("permille", 1, 500)));
    }

    private static ImmutableArray<CourseMonth> ReadCourse(RuleFields file)
    {
        var months = file.Entries("course", required: true).Select(e => Done(e, new CourseMonth(
            MonthOf(e), (int)e.Whole("waiting", 1, 5000), (int)e.Whole("completed", 0, 5000), (int)e.Whole("within", -500, 500)))).ToImmutableArray();
        for (var i = 1; i < months.Length; i++)
        {
            Require(file, "course", months[i].Month == months[i - 1].Month.Plus(1), "2024-01, 2024-02, …");
        }

        return months;
    }

    private static Month MonthOf(RuleFields entry)
    {
        var read = Month.Read(entry.Text("month", "YYYY-MM"));
        Require(entry, "month", read is not null, "YYYY-MM");
        return read ?? new(2000, 1);
    }

    private static List<(string Name, int Weight)> ReadWeights(RuleFields file, string name) => [.. file.Pairs(name).Select(p =>
    {
        var good = int.TryParse(p.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight <= MostWeight;
        Require(file, name, good, new($"heltal 0–{MostWeight}", $"whole numbers 0–{MostWeight}"));
        return (p.Key, weight);
    })];

    private T? Inner<T>(RuleFields entry, string name, Func<RuleFields, T> read) =>
        entry.Node(name, "{…}") is { } node && new RuleFields(node, problems) is var inner ? Done(inner, read(inner)) : default;

    private static T Done<T>(RuleFields entry, T value)
    {
        entry.Done();
        return value;
    }

    private static void Require(RuleFields entry, string name, bool holds, Bilingual wanted)
    {
        if (!holds && entry.Has(name))
        {
            entry.Add(Refusal.Of(RefusalCode.RuleValueWrong, "…", name, wanted).Located(entry.OriginOf(name)));
        }
    }
}

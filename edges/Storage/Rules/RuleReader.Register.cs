using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Rules;

/// <summary>How the register's codes are read.</summary>
internal sealed partial class RuleReader
{
    // What stands for "the two digits of the county" instead of a list of codes.
    private const string CountyCode = "county-code";

    // What the register has a code for; primary care's two are not in the file of 32 fields.
    private static Dictionary<string, WaitKind> RegisterKinds =>
        WaitKindNames.Where(k => k.Value is not (WaitKind.PrimaryContact or WaitKind.PrimaryAssessment)).ToDictionary();

    private static readonly Dictionary<string, Sex> SexNames = new() { ["male"] = Sex.Male, ["female"] = Sex.Female };

    private static readonly Dictionary<string, DeviationKind> DeviationNames = new()
    {
        ["patient-chosen"] = DeviationKind.PatientChosen, ["medically-caused"] = DeviationKind.MedicallyCaused,
        ["specially-caused"] = DeviationKind.SpeciallyCaused,
    };

    private static readonly Dictionary<string, bool> Truths = new() { ["true"] = true, ["false"] = false };

    private readonly List<RegisterCodes> registerCodes = [];

    public void ReadRegister(IEnumerable<(string Name, RuleNode Node)> files)
    {
        foreach (var (_, node) in files)
        {
            var file = new RuleFields(node, problems);
            Take("mapping", file.Id("mapping"), file.OriginOf("mapping"));
            var from = file.Date("valid-from");
            Take("mapping from", file.TextOrNull("valid-from") ?? "", file.OriginOf("valid-from"));
            registerCodes.Add(new(
                file.Id("mapping"), from, Codes(file, "contact-types", RegisterKinds), RegionCodes(file), Codes(file, "sex", SexNames),
                Codes(file, "deviations", DeviationNames), Codes(file, "guarantee", Truths),
                [.. file.Scalars("unknown-municipality").Select(s => s.Text)], file.Percent("most-errors-percent"), SourceOf(file),
                file.WordsOrNull("assumption"), file.Origin));
            file.Done();
        }
    }

    // Several codes may mean the same; one code never means two things.
    private static ImmutableSortedDictionary<string, T> Codes<T>(RuleFields file, string name, Dictionary<string, T> meanings)
    {
        var codes = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (code, at, text) in file.Pairs(name))
        {
            if (IsCode(file, name, code, at) && meanings.TryGetValue(text, out var meaning))
            {
                codes[code] = meaning;
            }
            else if (!meanings.ContainsKey(text))
            {
                file.Wrong(new RuleScalar(at, text), name, string.Join(", ", meanings.Keys));
            }
        }

        return codes.ToImmutable();
    }

    private ImmutableSortedDictionary<string, RegionId> RegionCodes(RuleFields file)
    {
        if (file.Node("regions", CountyCode, required: false) is RuleScalar { Text: CountyCode })
        {
            return regions.Values.ToImmutableSortedDictionary(r => r.CountyCode, r => r.Id, StringComparer.Ordinal);
        }

        var codes = ImmutableSortedDictionary.CreateBuilder<string, RegionId>(StringComparer.Ordinal);
        foreach (var (code, at, text) in file.Pairs("regions"))
        {
            if (IsCode(file, "regions", code, at) && RegionOf(text, at) is { } region)
            {
                codes[code] = region;
            }
        }

        return codes.ToImmutable();
    }

    private static bool IsCode(RuleFields file, string name, string code, RuleOrigin at)
    {
        if (code.Length is > 0 and <= RegisterCodes.LongestCode && code.All(char.IsAsciiLetterOrDigit))
        {
            return true;
        }

        file.Wrong(new RuleScalar(at, code), name, new(
            $"en kod med 1–{RegisterCodes.LongestCode} bokstäver eller siffror", $"a code of 1–{RegisterCodes.LongestCode} letters or digits"));
        return false;
    }
}

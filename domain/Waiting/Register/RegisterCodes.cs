using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>How the register's codes are read, from a day on. Data in <c>rules/register/</c>, never code.</summary>
/// <param name="Id">The mapping's identity.</param>
/// <param name="From">The first day of the first month it is read by.</param>
/// <param name="ContactTypes">vardkontakttyp → what is waited for.</param>
/// <param name="Regions">regionkod → whose month.</param>
/// <param name="Sexes">kon → sex.</param>
/// <param name="Deviations">avvikelsekod → deviation.</param>
/// <param name="Guarantee">vardgaranti → whether the guarantee covers it.</param>
/// <param name="UnknownMunicipalities">Codes of lkf that say that the home municipality is not known.</param>
/// <param name="MostErrors">The most rows that may be left out before the file is rejected, in millionths of its rows.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record RegisterCodes(
    string Id,
    DateOnly From,
    ImmutableSortedDictionary<string, WaitKind> ContactTypes,
    ImmutableSortedDictionary<string, RegionId> Regions,
    ImmutableSortedDictionary<string, Sex> Sexes,
    ImmutableSortedDictionary<string, DeviationKind> Deviations,
    ImmutableSortedDictionary<string, bool> Guarantee,
    ImmutableSortedSet<string> UnknownMunicipalities,
    long MostErrors,
    Source Source,
    Bilingual? Assumption,
    RuleOrigin Origin)
{
    /// <summary>The longest code, in characters (ASCII).</summary>
    public const int LongestCode = 8;

    /// <summary>The codes that stand for a region, for people.</summary>
    public string CodesOf(RegionId region) => string.Join(", ", Regions.Where(r => r.Value == region).Select(r => r.Key));
}

/// <summary>Codes to look up by their bytes. Few and short, so that going through them is quickest.</summary>
internal sealed class CodeTable<T>
{
    private readonly ulong[] keys;
    private readonly T[] values;

    public CodeTable(IEnumerable<KeyValuePair<string, T>> codes)
    {
        var all = codes.ToList();
        keys = [.. all.Select(c => Pack(System.Text.Encoding.ASCII.GetBytes(c.Key)))];
        values = [.. all.Select(c => c.Value)];
    }

    /// <summary>The place of a code's value; −1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> code) => code.Length is 0 or > RegisterCodes.LongestCode ? -1 : keys.AsSpan().IndexOf(Pack(code));

    public T this[int place] => values[place];

    // No byte of a code is zero, so codes of different lengths never look alike.
    private static ulong Pack(ReadOnlySpan<byte> code)
    {
        var packed = 0ul;
        foreach (var letter in code)
        {
            packed = (packed << 8) | letter;
        }

        return packed;
    }
}

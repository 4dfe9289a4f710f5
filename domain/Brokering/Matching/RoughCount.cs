using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Brokering.Matching;

/// <summary>
/// A number of persons or slots as it may be said to somebody: fewer than 20, or at least so many twenties. Two of them subtracted
/// leave a whole number of twenties and never a smaller number of persons, whoever was told them.
/// </summary>
/// <remarks>Nothing is shown of fewer than 20, as in the register's statistics (offentlighets- och sekretesslagen 2009:400 ch. 24 § 8).</remarks>
public readonly record struct RoughCount
{
    /// <summary>The fewest that are said, and what counts are rounded down to whole numbers of.</summary>
    public const int Fewest = 20;

    private RoughCount(int atLeast) => AtLeast = atLeast;

    /// <summary>At least so many, a multiple of <see cref="Fewest"/>; 0 is fewer than <see cref="Fewest"/>.</summary>
    public int AtLeast { get; }

    /// <summary>The exact number, rounded down and forgotten.</summary>
    public static RoughCount Of(int exact) => new(exact / Fewest * Fewest);

    /// <summary>For people: "färre än 20" or "minst 1 240".</summary>
    public Bilingual Words => AtLeast == 0
        ? new($"färre än {Fewest}", $"fewer than {Fewest}")
        : new($"minst {Figure(AtLeast)}", $"at least {Figure(AtLeast)}");

    internal static string Figure(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00a0');
}

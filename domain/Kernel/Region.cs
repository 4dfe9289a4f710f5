namespace Vardbro.Kernel;

/// <summary>
/// A region's four-digit identity as Kolada and Statistics Sweden write it: 0001 Stockholm … 0025 Norrbotten, 0000 the nation.
/// </summary>
public readonly record struct RegionId : IComparable<RegionId>
{
    private readonly short number;

    private RegionId(short number) => this.number = number;

    /// <summary>The nation as a whole (<c>0000</c>).</summary>
    public static readonly RegionId Nation;

    /// <summary>Reads four digits; anything else is null.</summary>
    public static RegionId? TryParse(string? text) =>
        text is { Length: 4 } && text.All(char.IsAsciiDigit)
            ? new RegionId(short.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            : null;

    /// <summary>The four digits.</summary>
    public override string ToString() => number.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(RegionId other) => number.CompareTo(other.number);
}

/// <summary>A region (self-governing, responsible for health care; hälso- och sjukvårdslagen 2017:30 ch. 7).</summary>
/// <param name="Id">Four digits.</param>
/// <param name="Name">The short name the state's tables use.</param>
/// <param name="OfficialName">The region's own name.</param>
/// <param name="CountyCode">Two-digit county code.</param>
/// <param name="OrganisationNumber">Organisation number, where known (mostly unverified).</param>
/// <param name="TileColumn">Column on the hexagon map, 0 at the left.</param>
/// <param name="TileRow">Row on the hexagon map, 0 at the top; odd rows stand half a tile to the right.</param>
public sealed record Region(
    RegionId Id,
    string Name,
    string OfficialName,
    string CountyCode,
    string? OrganisationNumber,
    int TileColumn,
    int TileRow);

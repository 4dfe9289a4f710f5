using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>A figure: a numerator of a denominator; a number that stands by itself has the denominator one.</summary>
/// <param name="Numerator">At or above zero.</param>
/// <param name="Denominator">Above zero, or zero where nothing is known.</param>
public readonly record struct Figure(long Numerator, long Denominator)
{
    /// <summary>The largest numerator or denominator that is taken: products of them stay exact.</summary>
    public const long Most = 1_000_000_000_000;

    /// <summary>Nothing is known.</summary>
    public static readonly Figure Missing;

    /// <summary>Whether anything is known.</summary>
    public bool Known => Denominator != 0;
}

/// <summary>All figures a settlement is made of: one place for each indicator, month and region, empty until it is filled.</summary>
public sealed class IndicatorValues
{
    private readonly Figure[] figures;
    private readonly Dictionary<RegionId, int> places;
    private readonly int months;

    /// <summary>Room for figures, all missing.</summary>
    /// <param name="indicators">How many indicators, conditions after them.</param>
    /// <param name="first">The first month.</param>
    /// <param name="months">How many months.</param>
    /// <param name="regions">The regions, in order of id.</param>
    public IndicatorValues(int indicators, Month first, int months, ImmutableArray<RegionId> regions)
    {
        (First, this.months, Regions) = (first, months, regions);
        figures = new Figure[checked(indicators * months * regions.Length)];
        places = regions.Select((r, i) => (r, i)).ToDictionary(p => p.r, p => p.i);
    }

    private IndicatorValues(IndicatorValues like)
    {
        (First, months, Regions, places) = (like.First, like.months, like.Regions, like.places);
        figures = [.. like.figures];
    }

    /// <summary>The first month.</summary>
    public Month First { get; }

    /// <summary>How many months.</summary>
    public int Months => months;

    /// <summary>The regions, in order of id.</summary>
    public ImmutableArray<RegionId> Regions { get; }

    /// <summary>The same figures, to be changed by themselves.</summary>
    public IndicatorValues Copy() => new(this);

    /// <summary>Where a region stands, or -1.</summary>
    public int PlaceOf(RegionId region) => places.GetValueOrDefault(region, -1);

    /// <summary>Where a month stands, or -1 when it is outside.</summary>
    public int PlaceOf(Month month)
    {
        var place = ((month.Year - First.Year) * 12) + month.Number - First.Number;
        return place >= 0 && place < months ? place : -1;
    }

    /// <summary>One figure, by places; missing for a month outside.</summary>
    public Figure this[int indicator, int month, int region]
    {
        get => month < 0 ? Figure.Missing : figures[At(indicator, month, region)];
        set => figures[At(indicator, month, region)] = value;
    }

    /// <summary>An indicator's figures in a month, a region each.</summary>
    public ReadOnlySpan<Figure> Row(int indicator, int month) => figures.AsSpan(At(indicator, month, 0), Regions.Length);

    /// <summary>The numerators over months for a region; missing months are left out.</summary>
    public long NumeratorsOf(int indicator, ImmutableArray<Month> over, int region)
    {
        long sum = 0;
        foreach (var month in over)
        {
            sum = checked(sum + this[indicator, PlaceOf(month), region].Numerator);
        }

        return sum;
    }

    /// <summary>The same figures as they were known when a month was the last: later ones are missing.</summary>
    public IndicatorValues Through(Month last)
    {
        var known = new IndicatorValues(this);
        for (var place = 0; place < known.figures.Length; place++)
        {
            if (place / Regions.Length % months > PlaceOf(last))
            {
                known.figures[place] = Figure.Missing;
            }
        }

        return known;
    }

    /// <summary>The place of the last month, at or before one, that a region has a figure for; -1 when there is none.</summary>
    public int LastPlace(int indicator, Month through, int region)
    {
        var month = PlaceOf(through);
        while (month >= 0 && !this[indicator, month, region].Known)
        {
            month--;
        }

        return month;
    }

    /// <summary>
    /// The same figures where those who left the queue without known care still count, as waiting too long: the denominator of
    /// an indicator that names its exits grows by them, and its numerator too where it counts those who wait too long (lower is better).
    /// Where the exits are not known the figure is not known either: to leave them out must never pay.
    /// </summary>
    /// <returns>The figures, and whether any exits were known at all.</returns>
    public (IndicatorValues Values, bool AnyKnown) CountingExits(Scheme scheme)
    {
        var (counted, known) = (new IndicatorValues(this), false);
        for (var i = 0; i < scheme.Indicators.Length; i++)
        {
            if (scheme.Indicators[i].Exits is not { } named || scheme.PlaceOf(named) is not (>= 0 and var exits))
            {
                continue;
            }

            for (var month = 0; month < months; month++)
            {
                for (var region = 0; region < Regions.Length; region++)
                {
                    var (figure, left) = (this[i, month, region], this[exits, month, region]);
                    var late = scheme.Indicators[i].HigherIsBetter ? 0 : left.Numerator;
                    known |= figure.Known && left.Known;
                    counted[i, month, region] = figure.Known && left.Known
                        ? new(figure.Numerator + late, figure.Denominator + left.Numerator)
                        : Figure.Missing;
                }
            }
        }

        return (counted, known);
    }

    /// <summary>A region's figures as one number that differs when any of them does.</summary>
    public string FingerprintOf(int region)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        for (var place = region; place < figures.Length; place += Regions.Length)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, figures[place].Numerator);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], figures[place].Denominator);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private int At(int indicator, int month, int region) => (((indicator * months) + month) * Regions.Length) + region;
}

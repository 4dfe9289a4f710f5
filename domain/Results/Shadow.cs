using Vardbro.Kernel;

namespace Vardbro.Results;

/// <summary>
/// The other way of counting, beside every settlement: with those who left the queue without known care still counted as waiting too
/// long, or without them when the scheme itself counts care given only.
/// </summary>
public static class Shadow
{
    /// <summary>The figures that a scheme's settlement is made on, by its own way of counting.</summary>
    public static IndicatorValues Counted(Scheme scheme, IndicatorValues values) => scheme.CareGivenOnly ? values.CountingExits(scheme).Values : values;

    /// <summary>The settlement by the other way of counting; null when no exits are known, so that the two cannot be told apart.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="values">The figures as they came.</param>
    public static Settlement? Of(Settlement settlement, IndicatorValues values)
    {
        var (counting, known) = values.CountingExits(settlement.Ready.Scheme);
        return known && Settle.On(settlement.Ready, settlement.Ready.Scheme.CareGivenOnly ? values : counting).Succeeded(out var other, out _) ? other : null;
    }

    /// <summary>Whether a region's shadow figure is known: the exits of every figure that it is judged on.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="values">The figures as they came.</param>
    /// <param name="region">The region's place.</param>
    public static bool KnownFor(Settlement settlement, IndicatorValues values, int region)
    {
        var scheme = settlement.Ready.Scheme;
        return scheme.Judged.All(read => scheme.Indicators[read.Indicator].Exits is not { } exits || scheme.PlaceOf(exits) is not (>= 0 and var place) ||
            !values[read.Indicator, values.PlaceOf(read.Month), region].Known || values[place, values.PlaceOf(read.Month), region].Known);
    }

    /// <summary>What the shadow figure is, for people.</summary>
    public static Bilingual Words(Scheme scheme) => scheme.CareGivenOnly
        ? new("Ordningen räknar bara given vård: den som lämnat kön utan känd vård räknas som att ha väntat för länge. Skuggräkningen räknar dem inte.",
            "The scheme counts care given only: who left the queue without known care counts as having waited too long. The shadow does not count them.")
        : new("Skuggräkningen visar vad det hade blivit om den som lämnat kön utan känd vård räknats som att ha väntat för länge; okänt när avgångarna inte är kända.",
            "The shadow shows what it would have been if who left the queue without known care had counted as having waited too long; unknown when the exits are not known.");
}

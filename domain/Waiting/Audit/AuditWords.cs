using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>The findings' words, Swedish and English.</summary>
public static class AuditWords
{
    /// <summary>Why there is no figure when it is not published.</summary>
    public static readonly Bilingual Hidden = new("inte mätbart: dolt eller inte lämnat", "not measurable: hidden or not delivered");

    /// <summary>What stands when there was nothing to compare with.</summary>
    public static readonly Bilingual Nothing = new("inget att jämföra med", "nothing to compare with");

    internal static readonly Bilingual Women = new("kvinnor", "women");

    internal static readonly Bilingual Men = new("män", "men");

    /// <summary>How a finding stands, for a table.</summary>
    public static Bilingual Of(FindingStanding standing) => standing switch
    {
        FindingStanding.Shown => new("mer än slump", "more than chance"),
        FindingStanding.NoEffectShown => new("ingen effekt visad", "no effect shown"),
        FindingStanding.NotMeasurable => new("inte mätbart", "not measurable"),
    };

    /// <summary>Who may have been crowded out.</summary>
    public static Bilingual Of(CrowdedOut who) => who switch
    {
        CrowdedOut.OutsideNumber => new("antalet som väntar utanför vårdgarantin", "the number waiting outside the guarantee"),
        CrowdedOut.OutsideMedian => new("medianväntan i dagar utanför vårdgarantin", "the median wait in days outside the guarantee"),
        CrowdedOut.Beyond180 => new("andelen som väntat mer än 180 dagar", "the share who have waited more than 180 days"),
        CrowdedOut.Beyond365 => new("andelen som väntat mer än 365 dagar", "the share who have waited more than 365 days"),
    };

    /// <summary>Why a month stands out in a chart.</summary>
    public static Bilingual Of(SignalKind kind) => kind switch
    {
        SignalKind.Outside => new("utanför gränserna", "outside the limits"),
        SignalKind.Run => new("åtta i rad på samma sida", "eight in a row on one side"),
        SignalKind.NearLimit => new("tre av fyra nära samma gräns", "three of four near the same limit"),
    };

    /// <summary>An age group.</summary>
    public static Bilingual Years(Span ages) => new($"{ages.ToString().Replace('-', '–')} år", $"{ages.ToString().Replace('-', '–')} years");

    /// <summary>A figure in percent, to one decimal.</summary>
    public static Bilingual Percent(decimal percent) => Figure(percent, "\u00a0%", "%");

    /// <summary>A difference between two shares, to one decimal.</summary>
    public static Bilingual Points(decimal points) => Figure(points, " procentenheter", " percentage points");

    /// <summary>A bare figure, to one decimal unless it is whole.</summary>
    public static Bilingual Plain(decimal figure) => decimal.IsInteger(figure)
        ? new(figure.ToString("0", CultureInfo.InvariantCulture).Replace('-', '\u2212'), figure.ToString("0", CultureInfo.InvariantCulture))
        : Figure(figure, "", "");

    internal static Bilingual With(Bilingual figure, Bilingual judged) => new($"{figure.Sv}; {judged.Sv}", $"{figure.En}; {judged.En}");

    internal static Bilingual TooFew(JudgedSeries series) => new(
        $"om det är mer än slump går inte att säga: {(series.Run.Length == 1 ? "1 månad" : $"{series.Run.Length} månader")} i följd, minst {ControlChart.FewestPoints} behövs",
        $"whether it is more than chance cannot be told: {(series.Run.Length == 1 ? "1 month" : $"{series.Run.Length} months")} in a row, at least {ControlChart.FewestPoints} are needed");

    internal static FindingStanding StandingOf(JudgedSeries series) => series.Side switch
    {
        null => FindingStanding.NotMeasurable,
        0 => FindingStanding.NoEffectShown,
        _ => FindingStanding.Shown,
    };

    internal static Bilingual Earlier(JudgedSeries series) => new($"samma region, {RunOf(series).Sv}", $"the same region, {RunOf(series).En}");

    internal static Bilingual RunOf(JudgedSeries series) => series.Run.IsEmpty
        ? new("inga månader i följd", "no months in a row")
        : new($"{series.Run[0].Month} till {series.Run[^1].Month}", $"{series.Run[0].Month} to {series.Run[^1].Month}");

    internal static Bilingual OtherRegions(Fraction others) => new(
        $"övriga regioner samma månad, {Percent(others.Percent).Sv}", $"the other regions in the same month, {Percent(others.Percent).En}");

    internal static Bilingual WithOthers(Bilingual earlier, Fraction? others) => others is { } known
        ? new($"{earlier.Sv}; {OtherRegions(known).Sv}", $"{earlier.En}; {OtherRegions(known).En}")
        : earlier;

    internal static Bilingual Grew(CrowdingSign sign)
    {
        Bilingual Said(decimal? figure) => sign.Who is CrowdedOut.Beyond180 or CrowdedOut.Beyond365 ? Percent(figure!.Value) : Plain(figure!.Value);
        var (who, from, to) = (Of(sign.Who), Said(sign.Before), Said(sign.Now));
        return new($"{who.Sv} gick från {from.Sv} till {to.Sv}", $"{who.En} went from {from.En} to {to.En}");
    }

    private static Bilingual Figure(decimal figure, string sv, string en)
    {
        var text = Math.Round(figure, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
        return new(text.Replace('.', ',').Replace('-', '\u2212') + sv, text + en);
    }
}

using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Waiting.FollowUp;

/// <summary>The follow-up's terms for people, Swedish and English (glossary: docs/domain/glossary.md).</summary>
public static class FollowUpWords
{
    /// <summary>Credit that the licence of the values asks for.</summary>
    public static readonly Bilingual Credit = new("Källa: Kolada/RKA, CC BY 4.0", "Source: Kolada/RKA, CC BY 4.0");

    /// <summary>Said of every purpose whose effect nobody has shown with a comparison.</summary>
    public static readonly Bilingual NoEffectShown = new(
        "Ingen effekt är visad. Att ett värde ändras efter att pengar betalats säger inte att pengarna var skälet; för det krävs något att jämföra med.",
        "No effect has been shown. That a value changes after money was paid does not say that the money was the reason; that takes something to compare with.");

    /// <summary>Why there is no value when the source had not published the year.</summary>
    public static readonly Bilingual NotPublished = new("Året var inte publicerat.", "The year had not been published.");

    /// <summary>Why there is no value when nobody has said.</summary>
    public static readonly Bilingual ReasonNotKnown = new("Skälet är inte känt.", "The reason is not known.");

    /// <summary>Said of a purpose without any indicator.</summary>
    public static readonly Bilingual NotMeasurableYet = new("inte mätbart än", "not measurable yet");

    /// <summary>A kind of follow-up.</summary>
    public static Bilingual Of(FollowUpKind kind) => kind switch
    {
        FollowUpKind.Goal => new("mål", "goal"),
        FollowUpKind.Agreement => new("överenskommelse", "agreement"),
        FollowUpKind.Programme => new("program", "programme"),
    };

    /// <summary>Which way is better.</summary>
    public static Bilingual Of(Better better) => better switch
    {
        Better.Higher => new("högre är bättre", "higher is better"),
        Better.Lower => new("lägre är bättre", "lower is better"),
        Better.Neither => new("varken högre eller lägre är bättre", "neither higher nor lower is better"),
    };

    /// <summary>How a value stands.</summary>
    public static Bilingual Of(ValueStanding standing) => standing switch
    {
        ValueStanding.Usable => new("räknas med", "computed with"),
        ValueStanding.Defect => new("fel i källan", "fault in the source"),
        ValueStanding.Missing => new("saknas", "missing"),
    };

    /// <summary>What a change means.</summary>
    public static Bilingual Of(ChangeMeaning meaning) => meaning switch
    {
        ChangeMeaning.Better => new("bättre", "better"),
        ChangeMeaning.Worse => new("sämre", "worse"),
        ChangeMeaning.Unchanged => new("oförändrat", "unchanged"),
        ChangeMeaning.Unvalued => new("ändrat", "changed"),
    };

    /// <summary>Said of a gap in two years: what the words smaller and larger do not say.</summary>
    public static readonly Bilingual GapMayBeChance = new(
        "Avståndet är jämfört mellan två år. Om skillnaden är mer än slump går inte att säga av två år.",
        "The gap is compared between two years. Whether the difference is more than chance cannot be said of two years.");

    /// <summary>How the gap between the regions is beside what it was. No trend: two years are compared, and nothing is tested.</summary>
    public static Bilingual Of(GapDirection direction) => direction switch
    {
        GapDirection.Closing => new("mindre än då, kan vara slump", "smaller than then, may be chance"),
        GapDirection.Widening => new("större än då, kan vara slump", "larger than then, may be chance"),
        GapDirection.Unchanged => new("lika stort som då", "as large as then"),
    };

    /// <summary>A value as the source writes it.</summary>
    internal static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

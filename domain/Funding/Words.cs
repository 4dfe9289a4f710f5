using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>The field's terms for people, Swedish and English (glossary: docs/domain/glossary.md).</summary>
public static class Words
{
    /// <summary>A stage.</summary>
    public static Bilingual Of(Stage stage) => stage switch
    {
        Stage.Announced => new("aviserat", "announced"),
        Stage.Proposed => new("föreslaget", "proposed"),
        Stage.Decided => new("beslutat av riksdagen", "decided by the Riksdag"),
        Stage.Allotted => new("tilldelat", "allotted"),
        Stage.AgencyDecision => new("överenskommet eller beslutat", "agreed or decided"),
        Stage.Paid => new("utbetalat", "paid"),
    };

    /// <summary>How far the frame of a decision had come.</summary>
    public static Bilingual OfFrame(Stage? stage) =>
        stage is { } known ? Of(known) : new("inget skede antecknat", "no stage recorded");

    /// <summary>A measure.</summary>
    public static Bilingual Of(Measure measure) => measure switch
    {
        Measure.Total => new("totalt", "total"),
        Measure.Addition => new("tillskott", "addition"),
        Measure.Part => new("del", "part"),
    };

    /// <summary>How exact an amount is.</summary>
    public static Bilingual Of(Precision precision) => precision switch
    {
        Precision.Exact => new("exakt", "exact"),
        Precision.Approximate => new("ungefär", "about"),
        Precision.Preliminary => new("preliminärt", "preliminary"),
    };

    /// <summary>A recipient.</summary>
    public static Bilingual Of(Recipient recipient) => recipient switch
    {
        Recipient.Regions => new("regionerna", "the regions"),
        Recipient.Municipalities => new("kommunerna", "the municipalities"),
        Recipient.Skr => new("SKR", "SKR (the association of municipalities and regions)"),
        Recipient.CancerCentres => new("regionala cancercentrum", "regional cancer centres"),
        Recipient.Registers => new("kvalitetsregister", "quality registers"),
        Recipient.Agencies => new("myndigheter", "state agencies"),
        Recipient.Others => new("övriga", "others"),
    };

    /// <summary>How a statement stands.</summary>
    public static Bilingual Of(Standing standing) => standing switch
    {
        Standing.Holds => new("gäller", "holds"),
        Standing.Beside => new("står bredvid", "stands beside"),
        Standing.Superseded => new("ersatt", "superseded"),
        Standing.NotYetKnown => new("ännu inte känt", "not yet known"),
    };

    /// <summary>A kind of condition.</summary>
    public static Bilingual Of(ConditionKind kind) => kind switch
    {
        ConditionKind.Purpose => new("ändamål", "purpose"),
        ConditionKind.Performance => new("prestation", "performance"),
        ConditionKind.Agreement => new("överenskommelse", "agreement"),
        ConditionKind.Application => new("ansökan eller rekvisition", "application or requisition"),
        ConditionKind.Report => new("redovisning", "report"),
        ConditionKind.Plan => new("plan", "plan"),
    };

    /// <summary>A kind of date.</summary>
    public static Bilingual Of(KeyDateKind kind) => kind switch
    {
        KeyDateKind.Agreement => new("överenskommelse", "agreement"),
        KeyDateKind.ApplicationFrom => new("ansök från", "apply from"),
        KeyDateKind.ApplicationTo => new("ansök senast", "apply by"),
        KeyDateKind.RequisitionFrom => new("rekvirera från", "requisition from"),
        KeyDateKind.RequisitionTo => new("rekvirera senast", "requisition by"),
        KeyDateKind.Payment => new("utbetalning", "payment"),
        KeyDateKind.Report => new("redovisa senast", "report by"),
    };

    /// <summary>A kind of source.</summary>
    public static Bilingual Of(SourceKind kind) => kind switch
    {
        SourceKind.Law => new("lag eller förordning", "statute or ordinance"),
        SourceKind.Decision => new("beslut", "decision"),
        SourceKind.Agreement => new("överenskommelse", "agreement"),
        SourceKind.FoundingDocument => new("regeringens dokument", "government document"),
        SourceKind.Statistics => new("statistik", "statistics"),
        SourceKind.Guidance => new("vägledning", "guidance"),
        SourceKind.Press => new("press", "press"),
        SourceKind.Derivation => new("härledning", "derivation"),
        SourceKind.Assumption => new("antagande", "assumption"),
    };

    /// <summary>A kind of account.</summary>
    public static Bilingual Of(AccountKind kind) => kind switch
    {
        AccountKind.Granted => new("anslag eller ram", "appropriation or frame"),
        AccountKind.Available => new("disponibelt", "available"),
        AccountKind.Withdrawn => new("indraget", "withdrawn"),
        AccountKind.Allotted => new("fördelat, inte rekvirerat", "allotted, not requisitioned"),
        AccountKind.Requisitioned => new("rekvirerat, inte utbetalt", "requisitioned, not paid"),
        AccountKind.Paid => new("utbetalt, inte redovisat", "paid, not reported"),
        AccountKind.Reported => new("redovisat, inte godkänt", "reported, not approved"),
        AccountKind.Approved => new("godkänd användning", "approved use"),
        AccountKind.Unused => new("redovisat som oanvänt", "reported as unused"),
        AccountKind.Claimed => new("återkrävt, inte återbetalt", "claimed back, not repaid"),
        AccountKind.Credit => new("anslagskredit", "appropriation credit"),
        AccountKind.Authorised => new("beställningsbemyndigande", "commitment authorisation"),
        AccountKind.Committable => new("kvar att åta sig", "left to commit"),
        AccountKind.Committed => new("åtaget", "committed"),
    };
}

using Vardbro.Kernel;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Publication;

namespace Vardbro.Waiting;

/// <summary>The queue's terms for people, Swedish and English (glossary: docs/domain/glossary.md).</summary>
public static class WaitingWords
{
    /// <summary>A kind of wait.</summary>
    public static Bilingual Of(WaitKind kind) => kind switch
    {
        WaitKind.PrimaryContact => new("kontakt med primärvården", "contact with primary care"),
        WaitKind.PrimaryAssessment => new("medicinsk bedömning i primärvården", "medical assessment in primary care"),
        WaitKind.FirstVisit => new("första besök i specialiserad vård", "first visit in specialised care"),
        WaitKind.Treatment => new("operation eller annan åtgärd", "operation or other measure"),
        WaitKind.ChildPsychiatryAssessment => new(
            "första bedömning i barn- och ungdomspsykiatrin", "first assessment in child and adolescent psychiatry"),
        WaitKind.ChildPsychiatryTreatment => new(
            "fördjupad utredning eller behandling i barn- och ungdomspsykiatrin",
            "deepened investigation or treatment in child and adolescent psychiatry"),
        WaitKind.Other => new("annan vård", "other care"),
    };

    /// <summary>A point of the flow, its letter first.</summary>
    public static Bilingual Of(FlowPoint point) => point switch
    {
        FlowPoint.ReferralWritten => new("A remissen skriven", "A the referral written"),
        FlowPoint.ReferralReceived => new("B remissen inkommen", "B the referral received"),
        FlowPoint.Triaged => new("C remissen bedömd", "C the referral triaged"),
        FlowPoint.VisitStarted => new("E besöket", "E the visit"),
        FlowPoint.TreatmentDecided => new("D beslutet om behandling", "D the decision to treat"),
        FlowPoint.TreatmentStarted => new("E behandlingens start", "E the start of treatment"),
        FlowPoint.EndDecided => new("F beslutet om avslut", "F the decision to end"),
        FlowPoint.Ended => new("G avslutet", "G the end"),
    };

    /// <summary>A kind of deviation, as the register writes it and in words.</summary>
    public static Bilingual Of(DeviationKind kind) => kind switch
    {
        DeviationKind.PatientChosen => new("PvV (patientvald väntan)", "PvV (wait chosen by the patient)"),
        DeviationKind.MedicallyCaused => new("MoV (medicinskt orsakad väntan)", "MoV (wait for medical reasons)"),
        DeviationKind.SpeciallyCaused => new("SoV (särskilt orsakad väntan)", "SoV (wait for special reasons)"),
    };

    /// <summary>What a deviation does.</summary>
    public static Bilingual Of(DeviationEffect effect) => effect switch
    {
        DeviationEffect.NotCounted => new("dagarna räknas inte", "the days do not count"),
        DeviationEffect.SetAside => new("dagarna räknas, men väntan är ställd åt sidan", "the days count, but the wait is set aside"),
        DeviationEffect.None => new("dagarna räknas som andra", "the days count as any other"),
    };

    /// <summary>A mark on a region's part of a published month.</summary>
    public static Bilingual Of(MarkKind kind) => kind switch
    {
        MarkKind.RegionMissing => new("saknas", "missing"),
        MarkKind.UnitsMissing => new("enheter som inte längre finns med", "units that are no longer there"),
        MarkKind.Jump => new("hopp", "jump"),
        MarkKind.Remarks => new("anmärkta eller uteslutna rader", "rows remarked on or left out"),
        MarkKind.Synthetic => new("påhittade uppgifter", "invented data"),
    };

    /// <summary>A kind of legal basis.</summary>
    public static Bilingual Of(BasisKind kind) => kind switch
    {
        BasisKind.Agreement => new("överenskommelse", "agreement"),
        BasisKind.Consent => new("samtycke", "consent"),
        BasisKind.Statute => new("författning", "statute"),
    };

    /// <summary>Where an operational wait stands.</summary>
    public static Bilingual Of(WaitStatus status) => status switch
    {
        WaitStatus.Waiting => new("väntar", "waiting"),
        WaitStatus.Booked => new("bokad", "booked"),
        WaitStatus.Cared => new("vårdad", "cared for"),
        WaitStatus.Closed => new("avslutad", "closed"),
    };

    /// <summary>A number of days.</summary>
    public static Bilingual Days(int days) => new(days is 1 ? "1 dag" : $"{days} dagar", days is 1 ? "1 day" : $"{days} days");
}

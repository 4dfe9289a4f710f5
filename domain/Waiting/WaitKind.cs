namespace Vardbro.Waiting;

/// <summary>
/// What somebody waits for. The guarantee (hälso- och sjukvårdslagen 2017:30 ch. 9 § 1) covers the first four; child psychiatry has
/// a limit by agreement; what is <see cref="Other"/> is measured and never in breach.
/// </summary>
public enum WaitKind
{
    /// <summary>Contact with primary care (tillgänglighetsgaranti): from seeking contact to having it.</summary>
    PrimaryContact,

    /// <summary>Medical assessment in primary care (before 2019 a doctor's visit): from seeking contact to the assessment.</summary>
    PrimaryAssessment,

    /// <summary>First visit in specialised care: from the referral being written, or one's own request, to the visit.</summary>
    FirstVisit,

    /// <summary>Operation or other measure in specialised care: from the decision to treat to its start.</summary>
    Treatment,

    /// <summary>First assessment in specialised child and adolescent psychiatry: from the referral or request to the assessment.</summary>
    ChildPsychiatryAssessment,

    /// <summary>Deepened investigation or treatment in child and adolescent psychiatry: from the first assessment to its start.</summary>
    ChildPsychiatryTreatment,

    /// <summary>What no guarantee covers: return visits, acute care, investigations, care sought in another region by own choice.</summary>
    Other,
}

/// <summary>Between which points of the flow each kind of wait is measured.</summary>
public static class WaitKinds
{
    /// <summary>The point that starts the wait.</summary>
    public static FlowPoint StartOf(WaitKind kind) => kind switch
    {
        WaitKind.PrimaryContact or WaitKind.PrimaryAssessment or WaitKind.FirstVisit or
            WaitKind.ChildPsychiatryAssessment or WaitKind.Other => FlowPoint.ReferralWritten,
        WaitKind.Treatment => FlowPoint.TreatmentDecided,
        WaitKind.ChildPsychiatryTreatment => FlowPoint.VisitStarted,
    };

    /// <summary>The point at which what was waited for is had.</summary>
    public static FlowPoint StopOf(WaitKind kind) => kind switch
    {
        WaitKind.PrimaryContact or WaitKind.PrimaryAssessment or WaitKind.FirstVisit or
            WaitKind.ChildPsychiatryAssessment or WaitKind.Other => FlowPoint.VisitStarted,
        WaitKind.Treatment or WaitKind.ChildPsychiatryTreatment => FlowPoint.TreatmentStarted,
    };
}

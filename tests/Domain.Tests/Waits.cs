using Vardbro.Kernel;
using Vardbro.Waiting;

namespace Vardbro.Tests;

/// <summary>Short ways to make waits, limits and readings.</summary>
internal static class Waits
{
    public static readonly DateOnly Start = new(2024, 3, 1);

    public static readonly DeviationKind[] Kinds = Enum.GetValues<DeviationKind>();

    /// <summary>A limit that treats PvV as days that do not count, MoV as set aside, SoV as nothing.</summary>
    public static GuaranteeRule Limit(int days, DateOnly? from = null, DateOnly? to = null, RegionId? region = null) => new(
        WaitKind.FirstVisit, region, days, from ?? new(2000, 1, 1), to, new("antaget", "assumed"),
        [
            How(DeviationKind.PatientChosen, DeviationEffect.NotCounted, true),
            How(DeviationKind.MedicallyCaused, DeviationEffect.SetAside, false),
            How(DeviationKind.SpeciallyCaused, DeviationEffect.None, true),
        ],
        Ground.Source("law"), "1 §", null, Ground.Nowhere);

    public static Deviation Deviation(DeviationKind kind, DateOnly from, DateOnly? to = null) => Waiting.Deviation.Of(kind, from, to).Value;

    public static Deviation Deviation(DeviationKind kind, int from, int? to = null) =>
        Deviation(kind, Start.AddDays(from), to is { } last ? Start.AddDays(last) : null);

    public static Wait FirstVisit(DateOnly start, DateOnly? visit = null, DateOnly? target = null, params Deviation[] deviations) =>
        Wait.Of(WaitKind.FirstVisit, FlowDates.Of(referralWritten: start, visitStarted: visit).Value, Deviations.Of(deviations).Value, target).Value;

    public static Wait FirstVisit(params Deviation[] deviations) => FirstVisit(Start, null, null, deviations);

    public static ClockReading On(this Wait wait, DateOnly day, int limit) => Clock.ReadAgainst(Limit(limit), wait, day).Value;

    public static ClockReading On(this Wait wait, int day, int limit) => wait.On(Start.AddDays(day), limit);

    private static DeviationRule How(DeviationKind kind, DeviationEffect effect, bool active) =>
        new(kind, effect, active, Ground.Source("law"), "2 §", null, Ground.Nowhere);
}

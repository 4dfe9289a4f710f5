using System.Text.Json;
using System.Text.Json.Serialization;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;

namespace Vardbro.Storage.Matching;

/// <summary>Why one patient of a written plan is offered what they are, or nothing.</summary>
/// <param name="Service">The service.</param>
/// <param name="Why">The explanation.</param>
/// <param name="Names">What its numbers are called.</param>
internal sealed record MatchExplain(string Service, PlanExplanation Why, PlanNames Names)
{
    private const int MostOthers = 5;

    /// <summary>The explanation in sentences; where the need comes from is not the engine's to know.</summary>
    public PlanSentences Sentences => PlanWords.Of(Why, Names, new("Nivå och rang står i patientfilen.", "Tier and rank stand in the patients' file."));

    /// <summary>Explains, the plan of the patient's service being proven first (VB3115, VB3130).</summary>
    public static Outcome<MatchExplain> Of(MatchPlan plan, string patient)
    {
        if (plan.Find(patient) is not var (service, place, waiting))
        {
            return Refusal.Of(RefusalCode.MatchPatientUnknown, patient);
        }

        return plan.Proven(service).Then<MatchExplain>(proven =>
        {
            var (input, of) = (plan.Input, plan.Input.Services[service]);
            var why = place < 0 ? Beyond(waiting)
                : ExplainPlan.Of(of.Problem, proven, place, proven.Cells[place] == ServicePlan.Unplaced ? MatchTextFiles.ReasonOf(input, of, place) : null, MostOthers)
                    with { HeldBack = of.IsHeldBack(of.Problem.Patients[place]) };
            return new MatchExplain(of.Name, Counted(why, of), new(
                of.Problem.Stride, provider => input.Providers[provider], provider => input.KilometresBy(waiting.Row)[provider], PlanNames.Numbered));
        });
    }

    private static PlanExplanation Beyond(in WaitingPatient waiting) => new(
        waiting.Tier, waiting.Rank, default, default, AmongEqual.NothingToSettle, ServicePlan.Unplaced, 0, [], UnplacedReason.BeyondContacts, null);

    // Those who were left out have their need too.
    private static PlanExplanation Counted(PlanExplanation why, MatchService service)
    {
        if (service.Beyond.IsEmpty)
        {
            return why;
        }

        var needs = service.Problem.Patients.Concat(service.BeyondWaiting).Select(p => (p.Tier, p.Rank).CompareTo((why.Tier, why.Rank))).ToList();
        return why with { GreaterNeed = RoughCount.Of(needs.Count(n => n < 0)), EqualNeed = RoughCount.Of(needs.Count(n => n == 0) - 1) };
    }

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true, Encoder = EventText.Json.Encoder, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The explanation as JSON: the values, and the sentences in both languages.</summary>
    public string Json()
    {
        var said = Sentences;
        return JsonSerializer.Serialize(
            new
            {
                Service, Why.Tier, Why.Rank, GreaterNeed = Count(Why.GreaterNeed), EqualNeed = Count(Why.EqualNeed), Why.Settled,
                Offered = Why.Cell == ServicePlan.Unplaced ? null : Slot(Why.Cell, Why.Travel),
                Others = Why.Cell == ServicePlan.Unplaced ? null : Why.Others.Select(o => new
                {
                    Slot = Slot(o.Cell, o.Travel), WeeksLater = o.Weeks, FartherKm = o.Farther, Others = o.Others, CostKm = PlanWords.Told(o), o.LessNeed,
                }),
                WhyNot = Why.WhyNot is { } reason ? UnplacedReasons.NameOf(reason) : null,
                SlotsInReach = Count(Why.Evidence?.InReach), ToGreaterNeed = Count(Why.Evidence?.GreaterNeed), ToEqualNeed = Count(Why.Evidence?.EqualNeed),
                Sentences = said.WhyMe.Concat(said.WhyThere).Concat(said.WhyNot).Select(s => new { s.Sv, s.En }),
            },
            Form);
    }

    private static object? Count(RoughCount? count) =>
        count is not { } known ? null : known.AtLeast == 0 ? new { FewerThan = RoughCount.Fewest } : new { known.AtLeast };

    private object Slot(int cell, int travel) => new
    {
        Provider = Names.Provider(cell % Names.Stride), Week = cell / Names.Stride, Km = Names.Kilometres(cell % Names.Stride),
        PenaltyKm = travel - Names.Kilometres(cell % Names.Stride),
    };
}

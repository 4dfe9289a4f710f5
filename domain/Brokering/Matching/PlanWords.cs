using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;

namespace Vardbro.Brokering.Matching;

/// <summary>What a service's numbers are called, for sentences.</summary>
/// <param name="Stride">From one week's first cell to the next one's.</param>
/// <param name="Provider">A provider's name.</param>
/// <param name="Kilometres">How far the patient has to a provider, without penalty.</param>
/// <param name="Week">What a week is called.</param>
public sealed record PlanNames(int Stride, Func<int, string> Provider, Func<int, int> Kilometres, Func<int, Bilingual> Week)
{
    /// <summary>A week by its number in the run.</summary>
    public static Bilingual Numbered(int week) => new($"vecka {week}", $"week {week}");
}

/// <summary>An explanation in sentences: why the patient, why there, why not. One that does not apply is empty.</summary>
public sealed record PlanSentences(ImmutableArray<Bilingual> WhyMe, ImmutableArray<Bilingual> WhyThere, ImmutableArray<Bilingual> WhyNot);

/// <summary>Says an explanation in Swedish and English. A price is said as kilometres and as the weeks that weigh as much.</summary>
public static class PlanWords
{
    private const int Coarse = 50; // kilometres: nobody's own way can be told from a sum

    /// <summary>The sentences of an explanation.</summary>
    /// <param name="why">The explanation.</param>
    /// <param name="names">What the numbers are called.</param>
    /// <param name="rule">Which rule gave tier and rank, as a whole sentence.</param>
    public static PlanSentences Of(PlanExplanation why, PlanNames names, Bilingual rule) => new(
        WhyMe(why, rule), why.Cell == ServicePlan.Unplaced ? [] : WhyThere(why, names), why.WhyNot is { } reason ? WhyNot(reason, why) : []);

    private static ImmutableArray<Bilingual> WhyMe(PlanExplanation why, Bilingual rule)
    {
        var (greater, equal) = (why.GreaterNeed.Words, why.EqualNeed.Words);
        var sentences = ImmutableArray.Create<Bilingual>(
            new($"Behovet är nivå {why.Tier}, rang {why.Rank}. {rule.Sv}", $"The need is tier {why.Tier}, rank {why.Rank}. {rule.En}"),
            new($"I samma verksamhet har {greater.Sv} större behov, och {equal.Sv} andra har lika stort.", $"In the same service {greater.En} have greater need, and {equal.En} others have equal need."));
        return why.Settled switch
        {
            AmongEqual.NothingToSettle => sentences,
            AmongEqual.LeastCost => sentences.Add(new(
                "Tiderna räckte inte till alla med lika stort behov. De gick dit där väntan och väg tillsammans blev minst; där det var lika avgjorde lottningen.",
                "There were not slots for all of equal need. They went where weeks and way came to the least in sum; where that was equal the draw decided.")),
            AmongEqual.Draw => sentences.Add(new(
                "Tiderna räckte inte till alla med lika stort behov. Att byta med någon annan av dem vore en lika god plan; lottningen avgjorde.",
                "There were not slots for all of equal need. To change places with another of them would be a plan as good; the draw decided.")),
        };
    }

    private static ImmutableArray<Bilingual> WhyThere(PlanExplanation why, PlanNames names)
    {
        var own = SlotName(why.Cell, why.Travel, names);
        var sentences = ImmutableArray.CreateBuilder<Bilingual>();
        sentences.Add(new($"Erbjuds {own.Sv}.", $"Offered {own.En}."));
        if (why.Others.IsEmpty)
        {
            sentences.Add(why.HeldBack
                ? new("Inga andra tider i körningen finns inom räckhåll.", "There are no other slots of the run in reach.")
                : new("Inga andra tider finns inom räckhåll.", "There are no other slots in reach."));
        }

        foreach (var other in why.Others)
        {
            var (slot, own1, others) = (SlotName(other.Cell, other.Travel, names), ForThePatient(other, HasPenalty(why.Cell, why.Travel, names) || HasPenalty(other.Cell, other.Travel, names)), ForOthers(other));
            sentences.Add(new($"{slot.Sv}: {own1.Sv} {others.Sv}", $"{slot.En}: {own1.En} {others.En}"));
        }

        if (why.HeldBack)
        {
            sentences.Add(AlsoHeldBack);
        }

        return sentences.ToImmutable();
    }

    private static Bilingual SlotName(int cell, int travel, PlanNames names)
    {
        var (provider, week) = (cell % names.Stride, cell / names.Stride);
        var (name, kilometres, when) = (names.Provider(provider), names.Kilometres(provider), names.Week(week));
        var penalty = travel - kilometres;
        return new(
            $"{name}, {when.Sv}, {RoughCount.Figure(kilometres)} km{(penalty == 0 ? "" : $" och {RoughCount.Figure(penalty)} km påslag")}",
            $"{name}, {when.En}, {RoughCount.Figure(kilometres)} km{(penalty == 0 ? "" : $" and a penalty of {RoughCount.Figure(penalty)} km")}");
    }

    private static bool HasPenalty(int cell, int travel, PlanNames names) => travel != names.Kilometres(cell % names.Stride);

    private static Bilingual ForThePatient(OtherSlot other, bool penalties)
    {
        var (sv, en) = (new List<string>(), new List<string>());
        if (other.Weeks != 0)
        {
            var weeks = Weeks(Math.Abs(other.Weeks));
            sv.Add(weeks.Sv + (other.Weeks > 0 ? " senare" : " tidigare"));
            en.Add(weeks.En + (other.Weeks > 0 ? " later" : " earlier"));
        }

        if (other.Farther != 0)
        {
            var way = RoughCount.Figure(Math.Abs(other.Farther));
            sv.Add($"{way} km {(other.Farther > 0 ? "längre" : "kortare")}{(penalties ? ", påslag inräknat" : "")}");
            en.Add($"{way} km {(other.Farther > 0 ? "farther" : "nearer")}{(penalties ? ", penalties included" : "")}");
        }

        return sv.Count == 0
            ? new("lika bra för patienten.", "as good for the patient.")
            : new($"{string.Join(" och ", sv)}.", $"{string.Join(" and ", en)}.");
    }

    private static Bilingual ForOthers(OtherSlot other)
    {
        var said = OthersAlone(other);
        return other.LessNeed && other.Others is OthersLose.AtLeast or OthersLose.AtBestGain
            ? new($"{said.Sv} Någon med mindre behov kan bli utan tid.", $"{said.En} Somebody with less need may be without a slot.")
            : said;
    }

    private static Bilingual OthersAlone(OtherSlot other) => other.Others switch
    {
        OthersLose.Nothing => new("Där finns en ledig tid.", "A slot is free there."),
        OthersLose.AtLeast => Much(other) is { } much
            ? new($"Andra skulle tillsammans få minst {much.Sv} mer.", $"Others would in sum have at least {much.En} more.")
            : new("Andra skulle tillsammans få det sämre.", "Others would in sum be worse off."),
        OthersLose.AtBestGain when other.Cost == 0 => new("Andra skulle i bästa fall få det lika bra.", "Others would at best be as well off."),
        OthersLose.AtBestGain => Much(other) is { } much
            ? new($"Andra skulle tillsammans få högst {much.Sv} mindre.", $"Others would in sum have at most {much.En} less.")
            : new("Andra skulle i bästa fall få det bättre.", "Others would at best be better off."),
        OthersLose.Place => new("Någon annan skulle bli utan tid.", "Somebody else would be without a slot."),
        OthersLose.PlaceOfGreaterNeed => new("Någon med större behov skulle bli utan tid.", "Somebody with greater need would be without a slot."),
        OthersLose.EarlierTier => new(
            "Någon på en tidigare nivå skulle få det sämre, eller någon bli utan tid.", "Somebody of an earlier tier would have it worse, or somebody be without a slot."),
    };

    /// <summary>What it would come to for others, rounded the way that keeps it true; null where too few lie behind it, or it is next to nothing.</summary>
    public static long? Told(OtherSlot other)
    {
        var told = (other.Others == OthersLose.AtLeast ? other.Cost : other.Cost + Coarse - 1) / Coarse * Coarse;
        return other.Behind.AtLeast > 0 && told > 0 ? told : null;
    }

    // The same amount as way and as waiting: a plan weighs them against each other.
    private static Bilingual? Much(OtherSlot other)
    {
        if (Told(other) is not { } cost)
        {
            return null;
        }

        var way = RoughCount.Figure(cost);
        var exact = other.Weight == 0 ? 0 : Math.Round((decimal)cost / other.Weight, 1, MidpointRounding.AwayFromZero);
        if (exact == 0)
        {
            return new($"{way} km väg", $"{way} km of way");
        }

        var weeks = exact.ToString("0.0", CultureInfo.InvariantCulture);
        return new($"{way} km väg, eller väntan som väger lika ({weeks.Replace('.', ',')} veckor),", $"{way} km of way, or waiting that weighs the same ({weeks} weeks),");
    }

    private static Bilingual Weeks(int weeks) => new(weeks == 1 ? "1 vecka" : $"{weeks} veckor", weeks == 1 ? "1 week" : $"{weeks} weeks");

    private static readonly Bilingual AlsoHeldBack = new(
        "Inom räckhåll finns också tider utanför körningen: de hålls i reserv eller är redan erbjudna.",
        "In reach there are slots outside the run too: they are kept as the reserve or already offered.");

    private static ImmutableArray<Bilingual> WhyNot(UnplacedReason reason, PlanExplanation why)
    {
        Bilingual said = reason switch
        {
            UnplacedReason.NothingInReach => new(
                "Ingen vårdgivare som har tider i verksamheten ligger inom patientens avstånd.", "No provider with slots for the service lies within the patient's distance."),
            UnplacedReason.NoAgreement => new(
                "De vårdgivare som ligger inom avståndet får patientens grupp inte använda: avtal saknas.",
                "The providers within the distance may not be used by the patient's group: there is no agreement."),
            UnplacedReason.NoWeekThatHelps => new(
                "Det finns tider inom räckhåll, men ingen i en vecka som hjälper patienten.", "There are slots in reach, but none in a week that helps the patient."),
            UnplacedReason.HeldBack => new(
                "De tider som finns inom räckhåll i en vecka som hjälper är inte med i körningen: de hålls i reserv eller är redan erbjudna.",
                "The slots in reach in a week that helps are not in the run: they are kept as the reserve or already offered."),
            UnplacedReason.GreaterNeed when why.HeldBack => new(
                "Alla tider i körningen inom räckhåll går till patienter vars behov är större eller lika stort.",
                "Every slot of the run in reach goes to patients whose need is greater or equal."),
            UnplacedReason.GreaterNeed => new(
                "Alla tider inom räckhåll går till patienter vars behov är större eller lika stort.",
                "Every slot in reach goes to patients whose need is greater or equal."),
            UnplacedReason.BeyondContacts => new(
                "Fler väntar än som kan nås i morgon, och större behov går före. Bland lika stora går den före som fått en tid om alla kunnat nås, och sedan lotten.",
                "More wait than can be reached tomorrow, and greater need goes first. Among equals those go first who would have had a slot if all could be reached, and then the draw."),
        };
        if (why.Evidence is not { } evidence)
        {
            return [said];
        }

        var (slots, greater, equal) = (evidence.InReach.Words, evidence.GreaterNeed.Words, evidence.EqualNeed.Words);
        ImmutableArray<Bilingual> all = [said, new(
            $"Inom räckhåll och i veckor som hjälper finns {slots.Sv} tider; {greater.Sv} går till större behov och {equal.Sv} till lika stort.",
            $"In reach and in weeks that help there are {slots.En} slots; {greater.En} go to greater need and {equal.En} to equal need.")];
        return why.HeldBack ? all.Add(AlsoHeldBack) : all;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Operational;

/// <summary>What can be wrong with a row of the daily file. Numbered and permanent, W01 and on.</summary>
public enum OperationalRule
{
#pragma warning disable CS1591 // each rule's sentence is its documentation
    WaitIdWrong = 1,
    WaitIdRepeated = 2,
    WaitIdIsPersonalNumber = 3,
    PersonKeyWrong = 4,
    PersonKeyIsPersonalNumber = 5,
    UnitWrong = 6,
    ServiceWrong = 7,
    MunicipalityUnknown = 8,
    SexUnknown = 9,
    BirthYearWrong = 10,
    KindUnknown = 11,
    ReferralDateWrong = 12,
    DecisionDateWrong = 13,
    TargetDateWrong = 14,
    HomeDateWrong = 15,
    DeviationUnknown = 16,
    DeviationDatesWrong = 17,
    ProfileWrong = 18,
    StatusUnknown = 19,
    WaitWithoutStart = 20,
    ReferralAfterDecision = 21,
    StartAfterDay = 22,
    HomeDateMissing = 23,
    HomeDateBeforeStart = 24,
    ExitDateMissing = 25,
    ExitDateWrong = 26,
    ExitBeforeStart = 27,
    ExitAfterDay = 28,
    ExitOfOpenWait = 29,
    ExitReasonUnknown = 30,
    ExitReasonUnclosed = 31,
    UpdatedAtWrong = 32,
    UpdatedAfterDay = 33,
#pragma warning restore CS1591
}

/// <summary>What the rules say, and which of them keep a row from being counted.</summary>
public static class OperationalRules
{
    /// <summary>All rules, in order of number.</summary>
    public static readonly ImmutableArray<OperationalRule> All = [.. Enum.GetValues<OperationalRule>()];

    /// <summary>The number as people write it (<c>W05</c>).</summary>
    public static string NumberOf(OperationalRule rule) => "W" + ((int)rule).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Whether a row that breaks the rule is left out; otherwise it is counted, and the break noted.</summary>
    public static bool IsError(OperationalRule rule) => rule is not (
        OperationalRule.UnitWrong or OperationalRule.ServiceWrong or OperationalRule.MunicipalityUnknown or OperationalRule.SexUnknown or
        OperationalRule.KindUnknown or OperationalRule.TargetDateWrong or OperationalRule.HomeDateWrong or OperationalRule.DeviationUnknown or
        OperationalRule.DeviationDatesWrong or OperationalRule.ProfileWrong or OperationalRule.HomeDateMissing or
        OperationalRule.HomeDateBeforeStart or OperationalRule.ExitReasonUnknown or OperationalRule.ExitReasonUnclosed);

    /// <summary>The field a rule is about.</summary>
    public static OperationalField FieldOf(OperationalRule rule) => rule switch
    {
        OperationalRule.WaitIdWrong or OperationalRule.WaitIdRepeated or OperationalRule.WaitIdIsPersonalNumber => OperationalField.WaitId,
        OperationalRule.PersonKeyWrong or OperationalRule.PersonKeyIsPersonalNumber => OperationalField.PersonKey,
        OperationalRule.UnitWrong => OperationalField.Unit,
        OperationalRule.ServiceWrong => OperationalField.Service,
        OperationalRule.MunicipalityUnknown => OperationalField.Municipality,
        OperationalRule.SexUnknown => OperationalField.Sex,
        OperationalRule.BirthYearWrong => OperationalField.BirthYear,
        OperationalRule.KindUnknown => OperationalField.Kind,
        OperationalRule.ReferralDateWrong or OperationalRule.ReferralAfterDecision => OperationalField.ReferralDate,
        OperationalRule.DecisionDateWrong => OperationalField.DecisionDate,
        OperationalRule.WaitWithoutStart or OperationalRule.StartAfterDay => OperationalField.ReferralDate,
        OperationalRule.TargetDateWrong => OperationalField.TargetDate,
        OperationalRule.HomeDateWrong or OperationalRule.HomeDateMissing or OperationalRule.HomeDateBeforeStart => OperationalField.HomeDate,
        OperationalRule.DeviationUnknown => OperationalField.Deviation,
        OperationalRule.DeviationDatesWrong => OperationalField.DeviationFrom,
        OperationalRule.ProfileWrong => OperationalField.Profile,
        OperationalRule.StatusUnknown => OperationalField.Status,
        OperationalRule.ExitDateMissing or OperationalRule.ExitDateWrong or OperationalRule.ExitBeforeStart or
            OperationalRule.ExitAfterDay or OperationalRule.ExitOfOpenWait => OperationalField.ExitDate,
        OperationalRule.ExitReasonUnknown or OperationalRule.ExitReasonUnclosed => OperationalField.ExitReason,
        OperationalRule.UpdatedAtWrong or OperationalRule.UpdatedAfterDay => OperationalField.UpdatedAt,
    };

    /// <summary>What a break of the rule means.</summary>
    public static Bilingual Sentence(OperationalRule rule) => rule switch
    {
        OperationalRule.WaitIdWrong => new(
            $"Väntans nyckel saknas, är längre än {OperationalJudge.LongestText} tecken eller har mellanslag. Räknas inte.",
            $"The key of the wait is missing, longer than {OperationalJudge.LongestText} characters or has spaces. Not counted."),
        OperationalRule.WaitIdRepeated => new(
            "Väntan står på flera rader. Den senast ändrade gäller. Räknas inte.", "The wait stands on several rows. The one changed last holds. Not counted."),
        OperationalRule.WaitIdIsPersonalNumber => IsNumber("Väntans nyckel", "The key of the wait"),
        OperationalRule.PersonKeyWrong => new(
            $"Personens nyckel saknas, är längre än {OperationalJudge.LongestText} tecken eller har mellanslag. Räknas inte.",
            $"The person's key is missing, longer than {OperationalJudge.LongestText} characters or has spaces. Not counted."),
        OperationalRule.PersonKeyIsPersonalNumber => IsNumber("Personens nyckel", "The person's key"),
        OperationalRule.UnitWrong => new(
            "Enheten saknas, är ingen identitet eller liknar ett personnummer. Räknas utan enhet.",
            "The unit is missing, no identity or looks like a personal number. Counted without unit."),
        OperationalRule.ServiceWrong => new("Medicinskt verksamhetsområde saknas eller är ingen kod. Räknas utan område.", "The service (mvo) is missing or no code. Counted without service."),
        OperationalRule.MunicipalityUnknown => new("Hemkommunen saknas eller är ingen kod. Räknas utan kommun.", "The home municipality is missing or no code. Counted without municipality."),
        OperationalRule.SexUnknown => new("Kön är inte male eller female. Räknas utan kön.", "The sex is not male or female. Counted without sex."),
        OperationalRule.BirthYearWrong => new(
            $"Födelseåret saknas, är inget år, ligger före {ContactBatch.FirstBirthYear} eller efter filens dag. Räknas inte.",
            $"The birth year is missing, no year, before {ContactBatch.FirstBirthYear} or after the file's day. Not counted."),
        OperationalRule.KindUnknown => new("Slaget är inte first-visit, operation eller other. Räknas som annan vård.", "The kind is not first-visit, operation or other. Counted as other care."),
        OperationalRule.ReferralDateWrong => DateWrong("Remissdatumet", "The referral date"),
        OperationalRule.DecisionDateWrong => DateWrong("Beslutsdatumet", "The decision date"),
        OperationalRule.TargetDateWrong => new("Måldatumet är ingen dag. Räknas utan måldatum.", "The target date is not a day. Counted without it."),
        OperationalRule.HomeDateWrong => new("Datumet hemma är ingen dag. Räknas utan det.", "The date at home is not a day. Counted without it."),
        OperationalRule.DeviationUnknown => new("Avvikelsen är inte PvV, MoV eller SoV. Räknas utan avvikelse.", "The deviation is not PvV, MoV or SoV. Counted without deviation."),
        OperationalRule.DeviationDatesWrong => new(
            "Avvikelsens dagar saknas, är inga dagar eller slutar före de börjar, eller står utan avvikelse. Räknas utan avvikelse.",
            "The days of the deviation are missing, no days or end before they begin, or stand without a deviation. Counted without deviation."),
        OperationalRule.ProfileWrong => new(
            $"Profilen är längre än {OperationalJudge.LongestText} tecken, har styrtecken eller liknar ett personnummer. Räknas utan profil.",
            $"The profile is longer than {OperationalJudge.LongestText} characters, has control characters or looks like a personal number. Counted without profile."),
        OperationalRule.StatusUnknown => new("Läget är inte waiting, booked, cared eller closed. Räknas inte.", "The status is not waiting, booked, cared or closed. Not counted."),
        OperationalRule.WaitWithoutStart => new("Inget datum säger när väntan började. Räknas inte.", "No date says when the wait began. Not counted."),
        OperationalRule.ReferralAfterDecision => new("Remissen skrevs efter beslutet. Räknas inte.", "The referral was written after the decision. Not counted."),
        OperationalRule.StartAfterDay => new("Remissen eller beslutet är efter filens dag. Räknas inte.", "The referral or the decision is after the file's day. Not counted."),
        OperationalRule.HomeDateMissing => new("Bokad utan datum. Räknas som väntande.", "Booked without a date. Counted as waiting."),
        OperationalRule.HomeDateBeforeStart => new("Datumet hemma är före väntans början. Räknas utan det.", "The date at home is before the wait began. Counted without it."),
        OperationalRule.ExitDateMissing => new("Vårdad eller avslutad utan datum. Räknas inte.", "Cared for or closed without a date. Not counted."),
        OperationalRule.ExitDateWrong => DateWrong("Slutdatumet", "The exit date"),
        OperationalRule.ExitBeforeStart => new("Slutet är före remissen eller beslutet. Räknas inte.", "The exit is before the referral or the decision. Not counted."),
        OperationalRule.ExitAfterDay => new("Slutet är efter filens dag. Räknas inte.", "The exit is after the file's day. Not counted."),
        OperationalRule.ExitOfOpenWait => new("Väntar eller är bokad, men har ett slutdatum. Räknas inte.", "Waits or is booked, but has an exit date. Not counted."),
        OperationalRule.ExitReasonUnknown => new("Skälet till avslutet saknas eller står inte i reglernas lista. Räknas som okänt.", "The exit reason is missing or not in the rules' list. Counted as unknown."),
        OperationalRule.ExitReasonUnclosed => new("Ett avslutsskäl utan avslut. Räknas utan skäl.", "An exit reason without a closing. Counted without reason."),
        OperationalRule.UpdatedAtWrong => new(
            "Ändringstiden är ingen tidpunkt med zon. Räknas inte.", "The time of change is not an instant with a zone. Not counted."),
        OperationalRule.UpdatedAfterDay => new("Ändrad efter filens dag. Räknas inte.", "Changed after the file's day. Not counted."),
    };

    private static Bilingual IsNumber(string sv, string en) => new(
        $"{sv} liknar ett personnummer. Räknas inte, och visas inte.", $"{en} looks like a personal number. Not shown. Not counted.");

    private static Bilingual DateWrong(string sv, string en) => new(
        $"{sv} är ingen dag från {WaitDate.Text(WaitDate.First)} till {WaitDate.Text(WaitDate.Last)}. Räknas inte.",
        $"{en} is not a day from {WaitDate.Text(WaitDate.First)} to {WaitDate.Text(WaitDate.Last)}. Not counted.");
}

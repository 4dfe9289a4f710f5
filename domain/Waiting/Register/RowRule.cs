using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>What can be wrong with a row. Numbered and permanent, R01 and on.</summary>
public enum RowRule
{
#pragma warning disable CS1591 // each rule's sentence is its documentation
    ContactIdMissing = 1,
    ContactIdRepeated = 2,
    PatientIdMissing = 3,
    SexUnknown = 4,
    BirthYearWrong = 5,
    ContactTypeUnknown = 6,
    GuaranteeUnknown = 7,
    DeviationUnknown = 8,
    ServiceMissing = 9,
    CareUnitMissing = 10,
    MunicipalityUnknown = 11,
    ReferralDateWrong = 12,
    ArrivalDateWrong = 13,
    DecisionDateWrong = 14,
    StartDateWrong = 15,
    TargetDateWrong = 16,
    WaitWithoutStart = 17,
    WaitStartsAfterMonth = 18,
    StartBeforeWait = 19,
    StartBeforeReferral = 20,
    StartBeforeMonth = 21,
    StartAfterMonth = 22,
    ReceivedBeforeWritten = 23,
    SpecialOutsideChildPsychiatry = 24,
    PatientIdIsPersonalNumber = 25,
#pragma warning restore CS1591
}

/// <summary>What the row rules say, and which of them keep a row from being counted.</summary>
public static class RowRules
{
    /// <summary>All rules, in order of number.</summary>
    public static readonly ImmutableArray<RowRule> All = [.. Enum.GetValues<RowRule>()];

    /// <summary>The number as people write it (<c>R05</c>).</summary>
    public static string NumberOf(RowRule rule) => "R" + ((int)rule).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Whether a row that breaks the rule is left out; otherwise it is counted, and the break noted.</summary>
    public static bool IsError(RowRule rule) => rule is
        RowRule.ContactIdMissing or RowRule.ContactIdRepeated or RowRule.BirthYearWrong or RowRule.ReferralDateWrong or
        RowRule.ArrivalDateWrong or RowRule.DecisionDateWrong or RowRule.StartDateWrong or RowRule.WaitWithoutStart or
        RowRule.WaitStartsAfterMonth or RowRule.StartBeforeWait or RowRule.StartBeforeReferral or RowRule.StartBeforeMonth;

    /// <summary>The field a rule is about; null for the field that starts the wait, which depends on what is waited for.</summary>
    public static RegisterField? FieldOf(RowRule rule) => rule switch
    {
        RowRule.ContactIdMissing or RowRule.ContactIdRepeated => RegisterField.ContactId,
        RowRule.PatientIdMissing or RowRule.PatientIdIsPersonalNumber => RegisterField.PatientId,
        RowRule.SexUnknown => RegisterField.Sex,
        RowRule.BirthYearWrong => RegisterField.BirthYear,
        RowRule.ContactTypeUnknown => RegisterField.ContactType,
        RowRule.GuaranteeUnknown => RegisterField.Guarantee,
        RowRule.DeviationUnknown or RowRule.SpecialOutsideChildPsychiatry => RegisterField.Deviation,
        RowRule.ServiceMissing => RegisterField.Service,
        RowRule.CareUnitMissing => RegisterField.CareUnit,
        RowRule.MunicipalityUnknown => RegisterField.Municipality,
        RowRule.ReferralDateWrong => RegisterField.ReferralDate,
        RowRule.ArrivalDateWrong or RowRule.ReceivedBeforeWritten => RegisterField.ArrivalDate,
        RowRule.DecisionDateWrong => RegisterField.DecisionDate,
        RowRule.StartDateWrong or RowRule.StartBeforeWait or RowRule.StartBeforeReferral or RowRule.StartBeforeMonth or
            RowRule.StartAfterMonth => RegisterField.StartDate,
        RowRule.TargetDateWrong => RegisterField.TargetDate,
        RowRule.WaitWithoutStart or RowRule.WaitStartsAfterMonth => null,
    };

    /// <summary>What a break of the rule means.</summary>
    public static Bilingual Sentence(RowRule rule) => rule switch
    {
        RowRule.ContactIdMissing => new("Kontakten har ingen identitet. Räknas inte.", "The contact has no identity. Not counted."),
        RowRule.ContactIdRepeated => new("Kontakten står redan på en rad före. Räknas en gång.", "The contact stands on an earlier row. Counted once."),
        RowRule.PatientIdMissing => new("Patienten har ingen identitet. Räknas.", "The patient has no identity. Counted."),
        RowRule.SexUnknown => new("Koden för kön är okänd eller saknas. Räknas utan kön.", "The code of sex is unknown or missing. Counted without sex."),
        RowRule.BirthYearWrong => new(
            $"Födelseåret saknas, är inget år, ligger före {ContactBatch.FirstBirthYear} eller efter månaden. Räknas inte.",
            $"The birth year is missing, no year, before {ContactBatch.FirstBirthYear} or after the month. Not counted."),
        RowRule.ContactTypeUnknown => new("Koden för kontakttyp är okänd eller saknas. Räknas som annan vård.", "The code of contact type is unknown or missing. Counted as other care."),
        RowRule.GuaranteeUnknown => new("Koden för vårdgaranti är okänd eller saknas. Räknas som utan garanti.", "The code of care guarantee is unknown or missing. Counted as not covered."),
        RowRule.DeviationUnknown => new("Avvikelsekoden är okänd. Räknas utan avvikelse.", "The deviation code is unknown. Counted without deviation."),
        RowRule.ServiceMissing => new(
            "Medicinskt verksamhetsområde saknas eller är ingen kod. Räknas utan område.", "The service (mvo) is missing or no code. Counted without service."),
        RowRule.CareUnitMissing => new("Vårdenheten saknas eller är ingen HSA-identitet. Räknas utan enhet.", "The care unit is missing or no HSA identity. Counted without unit."),
        RowRule.MunicipalityUnknown => new("Hemkommunen saknas eller är ingen kod. Räknas utan kommun.", "The home municipality is missing or no code. Counted without municipality."),
        RowRule.ReferralDateWrong => DateWrong("Remissdatumet", "The referral date"),
        RowRule.ArrivalDateWrong => DateWrong("Ankomstdatumet", "The arrival date"),
        RowRule.DecisionDateWrong => DateWrong("Beslutsdatumet", "The decision date"),
        RowRule.StartDateWrong => DateWrong("Startdatumet", "The start date"),
        RowRule.TargetDateWrong => new("Måldatumet är ingen dag. Räknas utan måldatum.", "The target date is not a day. Counted without it."),
        RowRule.WaitWithoutStart => new("Inget datum säger när väntan började. Räknas inte.", "No date says when the wait began. Not counted."),
        RowRule.WaitStartsAfterMonth => new("Väntan började efter månaden. Räknas inte.", "The wait began after the month. Not counted."),
        RowRule.StartBeforeWait => new("Vården startade före väntans början. Räknas inte.", "Care started before the wait began. Not counted."),
        RowRule.StartBeforeReferral => new("Vården startade före remissen. Räknas inte.", "Care started before the referral. Not counted."),
        RowRule.StartBeforeMonth => new("Vården startade före månaden. Räknas inte.", "Care started before the month. Not counted."),
        RowRule.StartAfterMonth => new("Vården startar efter månaden. Räknas som väntande den sista dagen.", "Care starts after the month. Counted as waiting on its last day."),
        RowRule.ReceivedBeforeWritten => new("Remissen kom in före den dag den skrevs. Räknas.", "The referral was received before the day it was written. Counted."),
        RowRule.SpecialOutsideChildPsychiatry => new(
            "Särskilt orsakad väntan gäller bara barn- och ungdomspsykiatri. Räknas som rapporterad.",
            "Specially caused wait is for child psychiatry only. Counted as reported."),
        RowRule.PatientIdIsPersonalNumber => new(
            "Patientens identitet liknar ett personnummer. Räknas, och visas inte, men står i filen som den kom: rätt vore en fil med nycklar som inte pekar ut någon.",
            "The patient's identity looks like a personal number. Counted, and not shown, but it stands in the file as it came: a file with keys that point at nobody would be right."),
    };

    private static Bilingual DateWrong(string sv, string en) => new(
        $"{sv} är ingen dag från {WaitDate.Text(WaitDate.First)} till {WaitDate.Text(WaitDate.Last)}. Räknas inte.",
        $"{en} is not a day from {WaitDate.Text(WaitDate.First)} to {WaitDate.Text(WaitDate.Last)}. Not counted.");
}

/// <summary>Which rules a row breaks: a bit a rule, so that a million sound rows cost nothing.</summary>
/// <param name="Bits">Bit n is rule n.</param>
public readonly record struct RowFindings(uint Bits)
{
    private static readonly uint ErrorBits = RowRules.All.Where(RowRules.IsError).Aggregate(0u, (bits, rule) => bits | (1u << (int)rule));

    /// <summary>None broken.</summary>
    public bool None => Bits == 0;

    /// <summary>Whether the row is left out.</summary>
    public bool IsError => (Bits & ErrorBits) != 0;

    /// <summary>Whether a rule is broken.</summary>
    public bool Has(RowRule rule) => (Bits & (1u << (int)rule)) != 0;

    /// <summary>These and one more.</summary>
    public RowFindings With(RowRule rule) => new(Bits | (1u << (int)rule));

    /// <summary>The broken rules, in order of number.</summary>
    public IEnumerable<RowRule> Rules
    {
        get
        {
            for (var left = Bits; left != 0; left &= left - 1)
            {
                yield return (RowRule)BitOperations.TrailingZeroCount(left);
            }
        }
    }
}

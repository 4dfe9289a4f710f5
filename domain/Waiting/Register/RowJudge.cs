using System.Text;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>What a row says, and what is wrong with it.</summary>
/// <param name="Contact">The contact, its texts not yet placed; only to be counted when no finding is an error.</param>
/// <param name="StartField">The field that starts this kind of wait.</param>
/// <param name="Findings">Which rules it breaks.</param>
public readonly record struct JudgedRow(Contact Contact, RegisterField StartField, RowFindings Findings)
{
    /// <summary>The field a broken rule is about, in this row.</summary>
    public RegisterField FieldOf(RowRule rule) => RowRules.FieldOf(rule) ?? StartField;
}

/// <summary>
/// Judges the rows of one region's month. Looks at nothing but the row, so the same row is always judged alike; what two rows
/// have in common (the same contact twice) is for whoever has them both.
/// </summary>
public sealed class RowJudge
{
    internal const int NoDate = 0;
    internal const int WrongDate = -1;
    private const int LongestUnit = 64;

    private readonly CodeTable<WaitKind> kinds;
    private readonly CodeTable<RegionId> regions;
    private readonly CodeTable<Sex> sexes;
    private readonly CodeTable<DeviationKind> deviations;
    private readonly CodeTable<bool> guarantee;
    private readonly CodeTable<bool> unknownMunicipalities;
    private readonly RegisterCodes codes;
    private readonly RegionId region;
    private readonly Month month;
    private readonly byte[] period;
    private readonly int first;
    private readonly int last;

    /// <summary>A judge of one region's month.</summary>
    public RowJudge(RegisterCodes codes, RegionId region, Month month)
    {
        (this.codes, this.region, this.month) = (codes, region, month);
        (kinds, regions, sexes) = (new(codes.ContactTypes), new(codes.Regions), new(codes.Sexes));
        (deviations, guarantee) = (new(codes.Deviations), new(codes.Guarantee));
        unknownMunicipalities = new(codes.UnknownMunicipalities.Select(c => KeyValuePair.Create(c, true)));
        period = Encoding.ASCII.GetBytes(month.ToString());
        (first, last) = (month.First.DayNumber, month.Last.DayNumber);
    }

    /// <summary>
    /// Whether a row belongs to another month (VB2127) or another region (VB2128): then the whole file is not what it was said to be.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number in the file, for people; the header is 1.</param>
    public Refusal? Misplaced(in RegisterRow row, long number) =>
        !row[RegisterField.Period].SequenceEqual(period)
            ? Refusal.Of(RefusalCode.RegisterPeriodWrong, $"{number}", RowText.Of(RegisterField.Period, row[RegisterField.Period]), month.ToString())
        : regions.Find(row[RegisterField.RegionCode]) is var place && (place < 0 || regions[place] != region)
            ? Refusal.Of(RefusalCode.RegisterRegionWrong, $"{number}", RowText.Of(RegisterField.RegionCode, row[RegisterField.RegionCode]),
                region.ToString(), codes.CodesOf(region) is { Length: > 0 } right ? right : "–")
        : null;

    /// <summary>What a row of the month says and which rules it breaks.</summary>
    public JudgedRow Judge(in RegisterRow row)
    {
        var found = 0u;
        var kind = KindOf(row[RegisterField.ContactType], ref found);
        var sex = sexes.Find(row[RegisterField.Sex]);
        found |= Bit(RowRule.SexUnknown, sex < 0);
        var covered = guarantee.Find(row[RegisterField.Guarantee]);
        found |= Bit(RowRule.GuaranteeUnknown, covered < 0);
        var deviation = DeviationOf(row[RegisterField.Deviation], kind, ref found);
        var born = BirthYear(row[RegisterField.BirthYear]);
        found |= Bit(RowRule.BirthYearWrong, born < ContactBatch.FirstBirthYear || born > month.Year);
        found |= Bit(RowRule.ContactIdMissing, row[RegisterField.ContactId].IsEmpty);
        found |= Bit(RowRule.PatientIdMissing, row[RegisterField.PatientId].IsEmpty);
        found |= Bit(RowRule.ServiceMissing, !IsCode(row[RegisterField.Service]));
        found |= Bit(RowRule.CareUnitMissing, !IsUnit(row[RegisterField.CareUnit]));
        found |= Bit(RowRule.MunicipalityUnknown, !IsMunicipality(row[RegisterField.Municipality]));

        var dates = new Dates(
            DayOf(row[RegisterField.ReferralDate]), DayOf(row[RegisterField.ArrivalDate]), DayOf(row[RegisterField.DecisionDate]),
            DayOf(row[RegisterField.StartDate]), DayOf(row[RegisterField.TargetDate]));
        var (from, startField) = StartOf(kind, dates);
        found |= Judge(dates, from);
        return new(
            new(
                kind, 0, 0, 0, sex < 0 ? Sex.Unknown : sexes[sex], born, deviation, covered >= 0 && guarantee[covered],
                from > NoDate ? DateOnly.FromDayNumber(from) : default,
                dates.Start > NoDate && dates.Start <= last ? DateOnly.FromDayNumber(dates.Start) : null,
                dates.Target > NoDate ? DateOnly.FromDayNumber(dates.Target) : null),
            startField, new(found));
    }

    /// <summary>A row's service as it is kept: empty when it is no code.</summary>
    public static ReadOnlySpan<byte> ServiceOf(in RegisterRow row) => row[RegisterField.Service] is var text && IsCode(text) ? text : default;

    /// <summary>A row's care unit as it is kept: empty when it is no identity.</summary>
    public static ReadOnlySpan<byte> UnitOf(in RegisterRow row) => row[RegisterField.CareUnit] is var text && IsUnit(text) ? text : default;

    /// <summary>A row's home municipality as it is kept: empty when it is no code or said not to be known.</summary>
    public ReadOnlySpan<byte> MunicipalityOf(in RegisterRow row) =>
        row[RegisterField.Municipality] is var text && IsMunicipality(text) && unknownMunicipalities.Find(text) < 0 ? text : default;

    // Days as numbers; NoDate where nothing stands, WrongDate where no day does.
    private readonly record struct Dates(int Referral, int Arrival, int Decision, int Start, int Target);

    private uint Judge(Dates dates, int from)
    {
        var found = Bit(RowRule.ReferralDateWrong, dates.Referral == WrongDate) | Bit(RowRule.ArrivalDateWrong, dates.Arrival == WrongDate) |
            Bit(RowRule.DecisionDateWrong, dates.Decision == WrongDate) | Bit(RowRule.StartDateWrong, dates.Start == WrongDate) |
            Bit(RowRule.TargetDateWrong, dates.Target == WrongDate) | Bit(RowRule.WaitWithoutStart, from == NoDate) |
            Bit(RowRule.WaitStartsAfterMonth, from > last) |
            Bit(RowRule.ReceivedBeforeWritten, dates.Arrival > NoDate && dates.Arrival < dates.Referral);
        return dates.Start <= NoDate ? found : found |
            Bit(RowRule.StartBeforeWait, dates.Start < from) | Bit(RowRule.StartBeforeReferral, dates.Start < dates.Referral && from != dates.Referral) |
            Bit(RowRule.StartBeforeMonth, dates.Start < first) | Bit(RowRule.StartAfterMonth, dates.Start > last);
    }

    // The register's measuring points (flow point A, or B where no referral was written; D for treatment). A date that is wrong
    // is not passed over for the next: it is its own finding.
    private static (int Day, RegisterField Field) StartOf(WaitKind kind, Dates dates) => kind switch
    {
        WaitKind.Treatment or WaitKind.ChildPsychiatryTreatment => (dates.Decision, RegisterField.DecisionDate),
        _ when dates.Referral != NoDate => (dates.Referral, RegisterField.ReferralDate),
        _ when dates.Arrival != NoDate => (dates.Arrival, RegisterField.ArrivalDate),
        WaitKind.Other when dates.Decision != NoDate => (dates.Decision, RegisterField.DecisionDate),
        _ => (NoDate, RegisterField.ReferralDate),
    };

    private WaitKind KindOf(ReadOnlySpan<byte> code, ref uint found)
    {
        var place = kinds.Find(code);
        found |= Bit(RowRule.ContactTypeUnknown, place < 0);
        return place < 0 ? WaitKind.Other : kinds[place];
    }

    private DeviationKind? DeviationOf(ReadOnlySpan<byte> code, WaitKind kind, ref uint found)
    {
        if (code.IsEmpty)
        {
            return null;
        }

        if (deviations.Find(code) is not (>= 0 and var place))
        {
            found |= Bit(RowRule.DeviationUnknown, true);
            return null;
        }

        found |= Bit(RowRule.SpecialOutsideChildPsychiatry, deviations[place] == DeviationKind.SpeciallyCaused &&
            kind is not (WaitKind.ChildPsychiatryAssessment or WaitKind.ChildPsychiatryTreatment or WaitKind.Other));
        return deviations[place];
    }

    private static uint Bit(RowRule rule, bool broken) => broken ? 1u << (int)rule : 0u;

    internal static bool IsCode(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > RegisterCodes.LongestCode)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool IsUnit(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= LongestUnit && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    internal static bool IsMunicipality(ReadOnlySpan<byte> text) =>
        text.Length == 4 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    internal static int BirthYear(ReadOnlySpan<byte> text) => text.Length == 4 ? Digits(text) : -1;

    // The number that digits write; −1 when they are not all digits.
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    // YYYY-MM-DD and nothing else, a day that exists.
    internal static int DayOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return NoDate;
        }

        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return WrongDate;
        }

        var (year, month, day) = (Digits(text[..4]), Digits(text.Slice(5, 2)), Digits(text[8..]));
        return year >= WaitDate.First.Year && year <= WaitDate.Last.Year && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).DayNumber
            : WrongDate;
    }
}

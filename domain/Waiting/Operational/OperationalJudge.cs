using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Waiting.Operational;

/// <summary>What a row says, and what is wrong with it.</summary>
/// <param name="Wait">The wait; null when the row is left out.</param>
/// <param name="Findings">Which rules it breaks, in order of number.</param>
public readonly record struct JudgedWait(OperationalWait? Wait, ImmutableArray<OperationalRule> Findings);

/// <summary>
/// Judges the rows of one region's daily file. Looks at nothing but the row, so the same row is always judged alike; that a wait
/// stands on two rows is for whoever has them both.
/// </summary>
/// <param name="codes">How the file is read.</param>
/// <param name="region">Whose file it is said to be.</param>
/// <param name="day">Of which day.</param>
/// <param name="dayEnds">The instant that the day ends in Sweden, resolved by the caller; itself not included.</param>
public sealed class OperationalJudge(OperationalCodes codes, RegionId region, DateOnly day, DateTimeOffset dayEnds)
{
    /// <summary>The longest key, unit or profile, in bytes.</summary>
    public const int LongestText = 64;

    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private readonly SortedSet<OperationalRule> found = [];

    /// <summary>Whether a row belongs to another region (VB2205): then the whole file is not what it was said to be.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number in the file, for people; the header is 1.</param>
    public Refusal? Misplaced(in OperationalRow row, long number) =>
        RegionId.TryParse(Encoding.UTF8.GetString(row[OperationalField.Region])) == region ? null
            : Refusal.Of(RefusalCode.OperationalRegionWrong, $"{number}", ShownRegion(row[OperationalField.Region]), region.ToString());

    /// <summary>What a row of the file says and which rules it breaks.</summary>
    public JudgedWait Judge(in OperationalRow row)
    {
        found.Clear();
        var (id, person) = (Identity(row, OperationalField.WaitId), PersonOf(row));
        var care = CareOf(row);
        var status = StatusOf(row[OperationalField.Status]);
        var exit = ExitOf(row, status);
        var dates = DatesOf(row, care.Kind, exit);
        var deviation = DeviationOf(row);
        var reason = ReasonOf(row[OperationalField.ExitReason], status);
        var updated = UpdatedAt(row[OperationalField.UpdatedAt]);
        if (status == WaitStatus.Booked && dates.Home is null)
        {
            Note(OperationalRule.HomeDateMissing, row[OperationalField.HomeDate].IsEmpty);
            status = WaitStatus.Waiting;
        }

        if (found.Any(OperationalRules.IsError))
        {
            return new(null, [.. found]);
        }

        var wait = OperationalWait.Of(id, region, person, care, dates, deviation, status!.Value, reason, updated);
        return new(wait.Value, [.. found]); // the rules above leave out what it would refuse; a property test holds them to it
    }

    private string Identity(in OperationalRow row, OperationalField field)
    {
        var text = row[field];
        var isWait = field == OperationalField.WaitId;
        Note(isWait ? OperationalRule.WaitIdWrong : OperationalRule.PersonKeyWrong, !RowJudge.IsUnit(text));
        Note(isWait ? OperationalRule.WaitIdIsPersonalNumber : OperationalRule.PersonKeyIsPersonalNumber, PersonalNumber.MayStandIn(text));
        return Encoding.UTF8.GetString(text);
    }

    private WaitingPerson PersonOf(in OperationalRow row)
    {
        var key = Identity(row, OperationalField.PersonKey);
        var sex = row[OperationalField.Sex] is var text && text.SequenceEqual("male"u8) ? Sex.Male : text.SequenceEqual("female"u8) ? Sex.Female : Sex.Unknown;
        Note(OperationalRule.SexUnknown, sex == Sex.Unknown);
        var born = RowJudge.BirthYear(row[OperationalField.BirthYear]);
        Note(OperationalRule.BirthYearWrong, born < ContactBatch.FirstBirthYear || born > day.Year);
        var known = RowJudge.IsMunicipality(row[OperationalField.Municipality]);
        Note(OperationalRule.MunicipalityUnknown, !known);
        return new(key, sex, born, known ? Encoding.UTF8.GetString(row[OperationalField.Municipality]) : "");
    }

    private WantedCare CareOf(in OperationalRow row)
    {
        var unit = row[OperationalField.Unit];
        var service = row[OperationalField.Service];
        var profile = row[OperationalField.Profile];
        var kind = row[OperationalField.Kind];
        var (unitIs, serviceIs) = (RowJudge.IsUnit(unit) && !PersonalNumber.MayStandIn(unit), RowJudge.IsCode(service));
        var profileIs = profile.Length <= LongestText && !profile.ContainsAnyInRange((byte)0, (byte)31) && !PersonalNumber.MayStandIn(profile);
        WaitKind? named = kind.SequenceEqual("first-visit"u8) ? WaitKind.FirstVisit : kind.SequenceEqual("operation"u8) ? WaitKind.Treatment
            : kind.SequenceEqual("other"u8) ? WaitKind.Other : null;
        Note(OperationalRule.UnitWrong, !unitIs);
        Note(OperationalRule.ServiceWrong, !serviceIs);
        Note(OperationalRule.ProfileWrong, !profileIs);
        Note(OperationalRule.KindUnknown, named is null);
        return new(
            named ?? WaitKind.Other, serviceIs ? Encoding.UTF8.GetString(service) : "", unitIs ? Encoding.UTF8.GetString(unit) : "",
            profileIs ? Encoding.UTF8.GetString(profile) : "");
    }

    private OperationalDates DatesOf(in OperationalRow row, WaitKind kind, DateOnly? exit)
    {
        var referral = Date(row, OperationalField.ReferralDate, OperationalRule.ReferralDateWrong);
        var decision = Date(row, OperationalField.DecisionDate, OperationalRule.DecisionDateWrong);
        var target = Date(row, OperationalField.TargetDate, OperationalRule.TargetDateWrong);
        var home = Date(row, OperationalField.HomeDate, OperationalRule.HomeDateWrong);
        var field = kind == WaitKind.Treatment ? OperationalField.DecisionDate : OperationalField.ReferralDate;
        Note(OperationalRule.WaitWithoutStart, row[field].IsEmpty);
        Note(OperationalRule.ReferralAfterDecision, referral > decision);
        Note(OperationalRule.StartAfterDay, referral > day || decision > day);
        Note(OperationalRule.ExitBeforeStart, exit < referral || exit < decision);
        var tooEarly = home < (kind == WaitKind.Treatment ? decision : referral);
        Note(OperationalRule.HomeDateBeforeStart, tooEarly);
        return new(referral, decision, target, tooEarly ? null : home, exit);
    }

    private DateOnly? ExitOf(in OperationalRow row, WaitStatus? status)
    {
        var exit = Date(row, OperationalField.ExitDate, OperationalRule.ExitDateWrong);
        var ended = status is WaitStatus.Cared or WaitStatus.Closed;
        Note(OperationalRule.ExitDateMissing, ended && row[OperationalField.ExitDate].IsEmpty);
        Note(OperationalRule.ExitOfOpenWait, status is not null && !ended && !row[OperationalField.ExitDate].IsEmpty);
        Note(OperationalRule.ExitAfterDay, exit > day);
        return exit;
    }

    private Deviation? DeviationOf(in OperationalRow row)
    {
        var code = row[OperationalField.Deviation];
        var from = row[OperationalField.DeviationFrom];
        var to = row[OperationalField.DeviationTo];
        if (code.IsEmpty)
        {
            Note(OperationalRule.DeviationDatesWrong, !from.IsEmpty || !to.IsEmpty);
            return null;
        }

        DeviationKind? kind = code.SequenceEqual("PvV"u8) ? DeviationKind.PatientChosen : code.SequenceEqual("MoV"u8) ? DeviationKind.MedicallyCaused
            : code.SequenceEqual("SoV"u8) ? DeviationKind.SpeciallyCaused : null;
        var (first, last) = (RowJudge.DayOf(from), RowJudge.DayOf(to));
        var datesAre = first > RowJudge.NoDate && (last == RowJudge.NoDate || last >= first);
        Note(OperationalRule.DeviationUnknown, kind is null);
        Note(OperationalRule.DeviationDatesWrong, !datesAre);
        return kind is { } known && datesAre
            ? Deviation.Of(known, DateOnly.FromDayNumber(first), last > RowJudge.NoDate ? DateOnly.FromDayNumber(last) : null).Value
            : null;
    }

    private string? ReasonOf(ReadOnlySpan<byte> text, WaitStatus? status)
    {
        if (status != WaitStatus.Closed)
        {
            Note(OperationalRule.ExitReasonUnclosed, !text.IsEmpty);
            return null;
        }

        var reason = codes.Reason(Encoding.UTF8.GetString(text));
        Note(OperationalRule.ExitReasonUnknown, reason is null);
        return reason?.Code;
    }

    private WaitStatus? StatusOf(ReadOnlySpan<byte> text)
    {
        WaitStatus? status = text.SequenceEqual("waiting"u8) ? WaitStatus.Waiting : text.SequenceEqual("booked"u8) ? WaitStatus.Booked
            : text.SequenceEqual("cared"u8) ? WaitStatus.Cared : text.SequenceEqual("closed"u8) ? WaitStatus.Closed : null;
        Note(OperationalRule.StatusUnknown, status is null);
        return status;
    }

    private DateTimeOffset UpdatedAt(ReadOnlySpan<byte> text)
    {
        var read = DateTimeOffset.TryParseExact(
            Encoding.UTF8.GetString(text), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        Note(OperationalRule.UpdatedAtWrong, !read);
        Note(OperationalRule.UpdatedAfterDay, read && at >= dayEnds);
        return at.ToUniversalTime();
    }

    private DateOnly? Date(in OperationalRow row, OperationalField field, OperationalRule rule)
    {
        var number = RowJudge.DayOf(row[field]);
        Note(rule, number == RowJudge.WrongDate);
        return number > RowJudge.NoDate ? DateOnly.FromDayNumber(number) : null;
    }

    private void Note(OperationalRule rule, bool broken)
    {
        if (broken)
        {
            found.Add(rule);
        }
    }

    // A region's id begins with two zeros; anything else may be somebody's value in the wrong column.
    private static string ShownRegion(ReadOnlySpan<byte> text) =>
        text is [(byte)'0', (byte)'0', _, _] && RegionId.TryParse(Encoding.UTF8.GetString(text)) is { } there ? there.ToString() : "…";
}

/// <summary>A field's value as it may be shown.</summary>
public static class OperationalText
{
    /// <summary>Enough to find the row by: never a whole identifier, and nothing at all of a birth year or of what looks like a personal number.</summary>
    public static string Of(OperationalField field, ReadOnlySpan<byte> value) =>
        field == OperationalField.BirthYear || PersonalNumber.MayStandIn(value) ? value.IsEmpty ? "" : "…"
            : RowText.Of(OperationalFields.IsPersonal(field), value);
}

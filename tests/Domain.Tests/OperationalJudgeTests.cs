using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>What one row of the daily file says, and what is wrong with it.</summary>
public sealed class OperationalJudgeTests
{
    private static readonly DateOnly Today = new(2024, 8, 31);
    private static readonly OperationalCodes Codes = Ground.Waiting.OperationalFor(Today).Value;

    // The end of the day in Sweden, in summer time.
    private static readonly OperationalJudge Judge = new(Codes, Ground.Region("0014"), Today, new(2024, 9, 1, 0, 0, 0, TimeSpan.FromHours(2)));

    [Fact]
    public void A_sound_row_is_a_wait_with_all_it_says()
    {
        var judged = Judge.Judge((OperationalField.Deviation, "PvV"), (OperationalField.DeviationFrom, "2024-07-01"), (OperationalField.DeviationTo, "2024-07-10"));
        Assert.Empty(judged.Findings);
        var wait = judged.Wait!;
        Assert.Equal(("VANTA-BBBBBC", new WaitingPerson("NYCKEL-BBBBBC", Sex.Female, 1957, "1480")), (wait.Id, wait.Person));
        Assert.Equal(new WantedCare(WaitKind.FirstVisit, "511", "SE2321000131-E000000000001", "katarakt"), wait.Care);
        Assert.Equal(new OperationalDates(Ground.Day("2024-06-03"), null, Ground.Day("2024-09-01"), null, null), wait.Dates);
        Assert.Equal((DeviationKind.PatientChosen, Ground.Day("2024-07-10")), (wait.Deviation!.Kind, wait.Deviation.To));
        Assert.Equal((WaitStatus.Waiting, true, new DateTimeOffset(2024, 8, 31, 10, 0, 0, TimeSpan.Zero)), (wait.Status, wait.IsOpen, wait.UpdatedAt));
    }

    // Each rule beside the nearest row that keeps it.
    [Theory]
    [InlineData("wait_id=", "W01")]
    [InlineData("wait_id=A B", "W01")]
    [InlineData("wait_id=XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "")]
    [InlineData("wait_id=XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "W01")]
    [InlineData("wait_id=195704011234", "W03")]
    [InlineData("wait_id=195713011234", "")]
    [InlineData("person_key=", "W04")]
    [InlineData("person_key=åäö", "W04")]
    [InlineData("person_key=570401-1234", "W05")]
    [InlineData("person_key=570431-1234", "")]
    [InlineData("unit=", "W06")]
    [InlineData("unit=E-195704011234", "W06")]
    [InlineData("unit=E1", "")]
    [InlineData("service=", "W07")]
    [InlineData("service=ögon", "W07")]
    [InlineData("service=12345678", "")]
    [InlineData("service=123456789", "W07")]
    [InlineData("municipality=", "W08")]
    [InlineData("municipality=148", "W08")]
    [InlineData("sex=", "W09")]
    [InlineData("sex=man", "W09")]
    [InlineData("sex=male", "")]
    [InlineData("birth_year=", "W10")]
    [InlineData("birth_year=1849", "W10")]
    [InlineData("birth_year=1850", "")]
    [InlineData("birth_year=2024", "")]
    [InlineData("birth_year=2025", "W10")]
    [InlineData("kind=", "W11")]
    [InlineData("kind=visit", "W11")]
    [InlineData("kind=other", "")]
    [InlineData("referral_date=2024-02-30", "W12")]
    [InlineData("referral_date=2024-02-29", "")]
    [InlineData("referral_date=1989-12-31", "W12")]
    [InlineData("decision_date=2024-06-31", "W13")]
    [InlineData("decision_date=2024-06-30", "")]
    [InlineData("target_date=2024-04-31", "W14")]
    [InlineData("target_date=", "")]
    [InlineData("home_date=x", "W15")]
    [InlineData("home_date=2024-09-10", "")]
    [InlineData("deviation=9;deviation_from=2024-07-01", "W16")]
    [InlineData("deviation=SoV;deviation_from=2024-07-01", "")]
    [InlineData("deviation=PvV", "W17")]
    [InlineData("deviation_from=2024-07-01", "W17")]
    [InlineData("deviation=PvV;deviation_from=2024-07-02;deviation_to=2024-07-01", "W17")]
    [InlineData("deviation=PvV;deviation_from=2024-07-02;deviation_to=2024-07-02", "")]
    [InlineData("deviation=PvV;deviation_from=2024-07-02;deviation_to=2024-07-32", "W17")]
    [InlineData("profile=", "")]
    [InlineData("profile=19570401-1234", "W18")]
    [InlineData("status=", "W19")]
    [InlineData("status=queued", "W19")]
    [InlineData("referral_date=", "W20")]
    [InlineData("kind=operation", "W20")]
    [InlineData("kind=operation;decision_date=2024-06-10", "")]
    [InlineData("kind=operation;referral_date=;decision_date=2024-06-10", "")]
    [InlineData("decision_date=2024-06-02", "W21")]
    [InlineData("decision_date=2024-06-03", "")]
    [InlineData("referral_date=2024-08-31", "")]
    [InlineData("referral_date=2024-09-01", "W22")]
    [InlineData("decision_date=2024-09-01", "W22")]
    [InlineData("status=booked", "W23")]
    [InlineData("status=booked;home_date=2024-09-10", "")]
    [InlineData("home_date=2024-06-02", "W24")]
    [InlineData("home_date=2024-06-03", "")]
    [InlineData("status=cared", "W25")]
    [InlineData("status=closed;exit_reason=own-wish", "W25")]
    [InlineData("status=cared;exit_date=2024-08-31", "")]
    [InlineData("status=cared;exit_date=2024-08-32", "W26")]
    [InlineData("status=cared;exit_date=2024-06-02", "W27")]
    [InlineData("status=cared;exit_date=2024-06-03", "")]
    [InlineData("status=closed;exit_reason=own-wish;decision_date=2024-07-01;exit_date=2024-06-30", "W27")]
    [InlineData("status=cared;exit_date=2024-09-01", "W28")]
    [InlineData("exit_date=2024-08-31", "W29")]
    [InlineData("status=closed;exit_date=2024-08-31", "W30")]
    [InlineData("status=closed;exit_date=2024-08-31;exit_reason=bored", "W30")]
    [InlineData("status=closed;exit_date=2024-08-31;exit_reason=own-wish", "")]
    [InlineData("exit_reason=own-wish", "W31")]
    [InlineData("updated_at=", "W32")]
    [InlineData("updated_at=2024-08-31", "W32")]
    [InlineData("updated_at=2024-08-31T10:00:00", "W32")]
    [InlineData("updated_at=2024-08-31T21:59:59Z", "")]
    [InlineData("updated_at=2024-08-31T22:00:00Z", "W33")]
    [InlineData("updated_at=2024-08-31T23:59:59.999+02:00", "")]
    [InlineData("updated_at=2024-09-01T00:00:00+02:00", "W33")]
    [InlineData("sex=x;service=;referral_date=2024-02-30", "W07, W09, W12")]
    public void Every_defect_has_its_rule(string changes, string expected)
    {
        var judged = Judge.Judge(OperationalRows.Changes(changes));
        Assert.Equal(expected, string.Join(", ", judged.Findings.Select(OperationalRules.NumberOf)));
        Assert.Equal(judged.Findings.Any(OperationalRules.IsError), judged.Wait is null);
    }

    [Fact]
    public void What_is_not_known_is_counted_as_what_promises_least()
    {
        var wait = Judge.Judge(OperationalRows.Changes(
            "sex=x;kind=x;unit=;service=;municipality=;status=booked;deviation=x;deviation_from=2024-07-01;target_date=x;profile=19570401-1234")).Wait!;
        Assert.Equal((Sex.Unknown, WaitKind.Other, WaitStatus.Waiting), (wait.Person.Sex, wait.Care.Kind, wait.Status));
        Assert.Equal(("", "", "", ""), (wait.Care.Unit, wait.Care.Service, wait.Person.Municipality, wait.Care.Profile));
        Assert.Equal((null, null), (wait.Deviation, wait.Dates.Target));
        var closed = Judge.Judge(OperationalRows.Changes("status=closed;exit_date=2024-08-30;exit_reason=bored")).Wait!;
        Assert.Equal((WaitStatus.Closed, null), (closed.Status, closed.ExitReason));
    }

    // 3 June and 90 days: 1 September is the last day in time.
    [Theory]
    [InlineData("2024-09-01", "2024-09-01", 0, false)]
    [InlineData("2024-09-02", "2024-09-01", -1, true)]
    public void The_clock_runs_on_an_operational_wait(string day, string deadline, int left, bool breached)
    {
        var reading = Clock.Read(Ground.Waiting, Judge.Judge().Wait!.Wait, Ground.Day(day)).Value;
        Assert.Equal((Ground.Day(deadline), left, breached), (reading.Deadline!.Value, reading.DaysLeft!.Value, reading.Breached));
        Assert.Equal(breached, reading.TargetPassed); // the target date is the same day
    }

    [Fact]
    public void The_clock_stops_at_care_and_at_the_closing()
    {
        var cared = Judge.Judge(OperationalRows.Changes("kind=operation;decision_date=2024-06-10;status=cared;exit_date=2024-08-30")).Wait!;
        Assert.Equal((Ground.Day("2024-06-10"), Ground.Day("2024-08-30")), (cared.Wait.Start, cared.Wait.Care!.Value));
        var closed = Judge.Judge(OperationalRows.Changes("status=closed;exit_reason=moved;exit_date=2024-08-30")).Wait!;
        Assert.Equal((Ground.Day("2024-08-30"), null), (closed.Wait.Stop!.Value, closed.Wait.Care));
    }

    [Fact]
    public void A_row_of_another_region_makes_it_another_file()
    {
        Refusal? Misplaced(string region) => OperationalRows.With([(OperationalField.Region, region)], row => Judge.Misplaced(row, 2));
        Assert.Null(Misplaced("0014"));
        Assert.Contains("\"0001\"", Misplaced("0001")!.ToString(), StringComparison.Ordinal);
        foreach (var strange in new[] { "", "14", "1957", "NYCKEL-B" })
        {
            Assert.Equal(RefusalCode.OperationalRegionWrong, Misplaced(strange)!.Code);
            Assert.Contains("\"…\"", Misplaced(strange)!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_rule_has_a_number_a_field_and_a_sentence_in_both_languages()
    {
        Assert.Equal(Enumerable.Range(1, OperationalRules.All.Length), OperationalRules.All.Select(r => (int)r));
        Assert.All(OperationalRules.All, rule =>
        {
            var sentence = OperationalRules.Sentence(rule);
            Assert.NotEqual(sentence.Sv, sentence.En);
            Assert.Equal(OperationalRules.IsError(rule), sentence.En.EndsWith("Not counted.", StringComparison.Ordinal));
            Assert.True(Enum.IsDefined(OperationalRules.FieldOf(rule)));
        });
    }

    // Whatever stands in the fields, a row is a wait or has an error, and nothing of it is shown that points at anybody.
    [Fact]
    public void No_row_breaks_the_judge_and_none_is_shown_whole()
    {
        string[] values = ["", "2024-06-03", "2024-08-31", "2023-02-29", "first-visit", "operation", "booked", "cared", "closed", "PvV", "own-wish", "1957", "x", "570401-1234", "2024-08-31T10:00:00Z"];
        var change = Gen.Elements(Enum.GetValues<OperationalField>()).SelectMany(f => Gen.Elements(values).Select(v => (f, v)));
        Ground.Holds(Prop.ForAll(Gen.ListOf(change).Select(l => l.DistinctBy(c => c.f).ToArray()).ToArbitrary(), changes =>
        {
            var judged = Judge.Judge(changes);
            return judged.Wait is null == judged.Findings.Any(OperationalRules.IsError) &&
                judged.Wait?.ToString() is null or "OperationalWait 0014" &&
                changes.All(c => !OperationalText.Of(c.f, Encoding.UTF8.GetBytes(c.v)).Contains("1234", StringComparison.Ordinal));
        }), 2000);
    }

    [Theory]
    [InlineData("195704011234", true)]
    [InlineData("19570401-1234", true)]
    [InlineData("5704011234", true)]
    [InlineData("570401-1234", true)]
    [InlineData("570401+1234", true)]
    [InlineData("195704611234", true)] // a coordination number
    [InlineData("pnr:570401-1234.", true)]
    [InlineData("12345678-570401-1234", true)]
    [InlineData("000229-1234", true)]
    [InlineData("195702291234", false)] // 1957 had no leap day
    [InlineData("570230-1234", false)]
    [InlineData("570400-1234", false)]
    [InlineData("195704921234", false)]
    [InlineData("2321000131", false)] // an organisation number
    [InlineData("184912311234", false)]
    [InlineData("57040112345", false)]
    [InlineData("1957040112345", false)]
    [InlineData("5704-011234", false)]
    [InlineData("SYNK-MLSRZKXJWWKCG", false)]
    [InlineData("", false)]
    public void What_may_be_a_personal_number_is_told_from_what_may_not(string text, bool may) =>
        Assert.Equal(may, PersonalNumber.MayStandIn(Encoding.UTF8.GetBytes(text)));
}

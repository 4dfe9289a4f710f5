using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;

namespace Vardbro.Tests;

/// <summary>What one row of the register's file says, and what is wrong with it.</summary>
public sealed class RowJudgeTests
{
    private static readonly Month August = new(2024, 8);
    private static readonly RowJudge Judge = new(Ground.Waiting.CodesFor(August).Value, Ground.Region("0014"), August);

    [Fact]
    public void A_sound_row_without_a_start_waits_at_the_end_of_the_month()
    {
        var judged = Judge.Judge();
        Assert.True(judged.Findings.None);
        Assert.Equal(
            new Contact(WaitKind.FirstVisit, 0, 0, 0, Sex.Female, 1957, null, true, Day("2024-06-03"), null, Day("2024-09-01")), judged.Contact);
    }

    [Fact]
    public void A_sound_row_with_a_start_in_the_month_is_completed()
    {
        foreach (var day in new[] { "2024-08-01", "2024-08-31" })
        {
            var judged = Judge.Judge((RegisterField.StartDate, day));
            Assert.True(judged.Findings.None);
            Assert.Equal(Day(day), judged.Contact.To);
        }
    }

    [Theory]
    [InlineData("1", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-03")] // first visit: the referral
    [InlineData("1", "", "2024-06-04", "2024-06-05", "2024-06-04")]           // or the own request being received
    [InlineData("4", "2024-06-03", "2024-06-04", "", "2024-06-03")]
    [InlineData("4", "", "2024-06-04", "", "2024-06-04")]
    [InlineData("2", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-05")] // treatment: the decision
    [InlineData("5", "", "", "2024-06-05", "2024-06-05")]
    [InlineData("3", "2024-06-03", "2024-06-04", "2024-06-05", "2024-06-03")] // other: whatever there is
    [InlineData("3", "", "2024-06-04", "2024-06-05", "2024-06-04")]
    [InlineData("3", "", "", "2024-06-05", "2024-06-05")]
    public void What_is_waited_for_says_which_date_starts_the_wait(string type, string written, string received, string decided, string start)
    {
        var judged = Judge.Judge(
            (RegisterField.ContactType, type), (RegisterField.ReferralDate, written), (RegisterField.ArrivalDate, received), (RegisterField.DecisionDate, decided));
        Assert.Equal((Day(start), true), (judged.Contact.From, judged.Findings.None));
    }

    [Theory]
    [InlineData("vardkontakt_id=", "R01 vardkontakt_id")]
    [InlineData("patient_id=", "R03 patient_id")]
    [InlineData("kon=", "R04 kon")]
    [InlineData("kon=3", "R04 kon")]
    [InlineData("kon=kvinna-eller-man", "R04 kon")]
    [InlineData("fodelsear=", "R05 fodelsear")]
    [InlineData("fodelsear=57", "R05 fodelsear")]
    [InlineData("fodelsear=1849", "R05 fodelsear")]
    [InlineData("fodelsear=2025", "R05 fodelsear")]
    [InlineData("fodelsear=19x7", "R05 fodelsear")]
    [InlineData("vardkontakttyp=", "R06 vardkontakttyp")]
    [InlineData("vardkontakttyp=9", "R06 vardkontakttyp")]
    [InlineData("vardkontakttyp=01", "R06 vardkontakttyp")]
    [InlineData("vardgaranti=", "R07 vardgaranti")]
    [InlineData("vardgaranti=JA", "R07 vardgaranti")]
    [InlineData("avvikelsekod=9", "R08 avvikelsekod")]
    [InlineData("avvikelsekod=PvV", "R08 avvikelsekod")]
    [InlineData("mvo_kod=", "R09 mvo_kod")]
    [InlineData("mvo_kod=ögon", "R09 mvo_kod")]
    [InlineData("mvo_kod=123456789", "R09 mvo_kod")]
    [InlineData("hsaid_vardenhet=", "R10 hsaid_vardenhet")]
    [InlineData("hsaid_vardenhet=SE 1", "R10 hsaid_vardenhet")]
    [InlineData("lkf=", "R11 lkf")]
    [InlineData("lkf=148", "R11 lkf")]
    [InlineData("lkf=14801", "R11 lkf")]
    [InlineData("lkf=9999", "")]
    [InlineData("remiss_datum=2024-02-30", "R12 remiss_datum")]
    [InlineData("remiss_datum=1989-12-31", "R12 remiss_datum")]
    [InlineData("remiss_datum=20240603", "R12 remiss_datum")]
    [InlineData("ankomst_datum=2024-13-01", "R13 ankomst_datum")]
    [InlineData("beslut_datum=i dag", "R14 beslut_datum")]
    [InlineData("start_datum=2023-02-29", "R15 start_datum")]
    [InlineData("start_datum=2024-08-01T10:00", "R15 start_datum")]
    [InlineData("medicinskt_maldatum=2024-04-31", "R16 medicinskt_maldatum")]
    [InlineData("remiss_datum=;ankomst_datum=", "R17 remiss_datum")]
    [InlineData("vardkontakttyp=2", "R17 beslut_datum")]
    [InlineData("vardkontakttyp=2;beslut_datum=2024-02-30", "R14 beslut_datum")]
    [InlineData("remiss_datum=2024-09-01;ankomst_datum=2024-09-01", "R18 remiss_datum")]
    [InlineData("remiss_datum=;ankomst_datum=2024-09-01", "R18 ankomst_datum")]
    [InlineData("remiss_datum=2024-08-31;ankomst_datum=2024-08-31", "")]
    [InlineData("remiss_datum=2024-08-02;ankomst_datum=2024-08-02;start_datum=2024-08-01", "R19 start_datum")]
    [InlineData("remiss_datum=2024-08-02;ankomst_datum=2024-08-02;start_datum=2024-08-02", "")]
    [InlineData("vardkontakttyp=2;remiss_datum=2024-08-09;ankomst_datum=2024-08-09;beslut_datum=2024-08-01;start_datum=2024-08-05", "R20 start_datum")]
    [InlineData("start_datum=2024-07-31", "R21 start_datum")]
    [InlineData("start_datum=2024-09-01", "R22 start_datum")]
    [InlineData("ankomst_datum=2024-06-02", "R23 ankomst_datum")]
    [InlineData("avvikelsekod=3", "R24 avvikelsekod")]
    [InlineData("avvikelsekod=3;vardkontakttyp=4", "")]
    [InlineData("patient_id=191212121212", "R25 patient_id")]
    [InlineData("patient_id=1212121212", "R25 patient_id")]
    [InlineData("patient_id=19121212-1212", "R25 patient_id")]
    [InlineData("patient_id=191213991212", "")]
    [InlineData("patient_id=P191212121212", "")]
    [InlineData("patient_id=191212121", "")]
    [InlineData("kon=9;lkf=;remiss_datum=2024-02-30", "R04 kon, R11 lkf, R12 remiss_datum")]
    public void Every_defect_has_its_rule_and_its_field(string changes, string expected)
    {
        var judged = Judge.Judge([.. changes.Split(';').Select(c => c.Split('=')).Select(c => ((RegisterField)RegisterFields.Names.IndexOf(c[0]), c[1]))]);
        Assert.Equal(expected, string.Join(", ", judged.Findings.Rules.Select(r => $"{RowRules.NumberOf(r)} {RegisterFields.NameOf(judged.FieldOf(r))}")));
        Assert.Equal(judged.Findings.Rules.Any(RowRules.IsError), judged.Findings.IsError);
    }

    [Fact]
    public void A_row_with_a_start_after_the_month_still_waited_on_its_last_day()
    {
        var judged = Judge.Judge((RegisterField.StartDate, "2024-09-10"));
        Assert.Equal((null, false), (judged.Contact.To, judged.Findings.IsError));
    }

    [Fact]
    public void An_unknown_code_is_counted_as_that_which_promises_least()
    {
        var contact = Judge.Judge(
            (RegisterField.Sex, "x"), (RegisterField.ContactType, "x"), (RegisterField.Guarantee, "x"), (RegisterField.Deviation, "x")).Contact;
        Assert.Equal((Sex.Unknown, WaitKind.Other, false, null), (contact.Sex, contact.Kind, contact.Guaranteed, contact.Deviation));
    }

    // Against the base library's own reading of dates.
    [Fact]
    public void Every_day_there_is_is_read_and_no_other()
    {
        for (var year = 1989; year <= 2101; year++)
        {
            for (var month = 0; month <= 13; month++)
            {
                for (var day = 0; day <= 32; day++)
                {
                    var text = $"{year:0000}-{month:00}-{day:00}";
                    var right = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) &&
                        date >= WaitDate.First && date <= WaitDate.Last;
                    var target = Judge.Judge((RegisterField.TargetDate, text));
                    Assert.Equal((right, right ? date : null), (!target.Findings.Has(RowRule.TargetDateWrong), target.Contact.Target));
                }
            }
        }
    }

    [Fact]
    public void A_row_of_another_month_or_region_makes_it_another_file()
    {
        Assert.Null(Misplaced());
        foreach (var period in new[] { "2024-09", "2024-8", "202408", "" })
        {
            Assert.Equal(RefusalCode.RegisterPeriodWrong, Misplaced((RegisterField.Period, period))?.Code);
        }

        foreach (var code in new[] { "01", "99", "0014", "" })
        {
            Assert.Equal(RefusalCode.RegisterRegionWrong, Misplaced((RegisterField.RegionCode, code))?.Code);
        }
    }

    [Fact]
    public void Every_rule_has_a_number_a_sentence_in_both_languages_and_a_bit()
    {
        Assert.Equal(Enumerable.Range(1, RowRules.All.Length), RowRules.All.Select(r => (int)r));
        Assert.InRange(RowRules.All.Length, 1, 31);
        Assert.All(RowRules.All, rule =>
        {
            var sentence = RowRules.Sentence(rule);
            Assert.NotEqual(sentence.Sv, sentence.En);
            Assert.Equal(RowRules.IsError(rule), rule == RowRule.ContactIdRepeated || sentence.En.EndsWith("Not counted.", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void No_identifier_is_ever_shown_whole() =>
        Ground.Holds(Prop.ForAll(
            Gen.Elements(Enum.GetValues<RegisterField>()).ToArbitrary(), Gen.ArrayOf(Gen.Elements('0', '1', '9', '-', 'å', 'X')).ToArbitrary(), (field, letters) =>
            {
                var text = new string(letters);
                var shown = RowText.Of(field, Encoding.UTF8.GetBytes(text));
                return RegisterFields.IsIdentifier(field)
                    ? text.Length == 0 || (shown != text && shown.Length <= 5)
                    : text.Length <= 7 || shown.Length == 5 || DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) || text[4] == '-';
            }));

    [Fact]
    public void A_personal_number_in_any_column_is_masked()
    {
        foreach (var number in new[] { "195704011234", "19570401-1234", "5704011234", "570401-1234" })
        {
            Assert.All(Enum.GetValues<RegisterField>(), f => Assert.InRange(RowText.Of(f, Encoding.UTF8.GetBytes(number)).Length, 1, 5));
        }

        Assert.Equal("2024-02-30", RowText.Of(RegisterField.StartDate, "2024-02-30"u8));
    }

    private static Refusal? Misplaced(params (RegisterField, string)[] changes)
    {
        var fields = RegisterRows.Fields(1, changes).Select(Encoding.UTF8.GetBytes).ToList();
        var starts = fields.Select((_, i) => fields.Take(i).Sum(f => f.Length)).ToArray();
        return Judge.Misplaced(new RegisterRow(fields.SelectMany(f => f).ToArray(), starts, [.. fields.Select((f, i) => starts[i] + f.Length)]), 2);
    }

    private static DateOnly Day(string text) => Ground.Day(text);
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Vardbro.Cli;
using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class RefusalTests
{
    // A number is never reused and never changes meaning. A new refusal is added here; nothing else in the list ever changes.
    private const string Numbers = """
        1001 RulesFolderMissing
        1002 YamlTab
        1003 YamlMalformed
        1004 YamlForbidden
        1005 RuleFileTooLarge
        1006 RuleFieldUnknown
        1007 RuleFieldMissing
        1008 RuleValueWrong
        1009 RuleIdDuplicate
        1010 RuleReferenceUnknown
        1011 RuleRegionUnknown
        1012 WeightNotPositive
        1013 RuleRegionsMissing
        1014 MixNotWhole
        1015 MixCircular
        1016 AllottedAboveTotal
        1017 RulesInvalid
        1018 RuleFileForeign
        1019 ExampleDiffers
        1020 AmountAboveFrame
        1021 PaymentsAboveAuthorisation
        1022 RedistributionCircular
        1023 PotsNotTotal
        1024 StepsNotRising
        1025 SchemeExampleDiffers
        1026 PotNotWholeUnits
        1027 WholePotUnearned
        1028 ExitsNotOfShare
        2001 RegionUnknown
        2002 ProgrammeUnknown
        2003 YearWithoutNotice
        2004 KeyTableMissing
        2005 ProgrammeNotInNotice
        2006 NothingToCompare
        2007 NotPublishedYet
        2010 DecisionNumberTaken
        2011 DecisionNeedsTwoPersons
        2012 DecisionHasNoDraft
        2013 DecisionAlreadyDecided
        2014 DecisionNotDecided
        2015 DecisionIsFinal
        2016 DecisionDateTooEarly
        2017 DecisionVersionUnknown
        2018 DecisionUnchanged
        2019 DecisionNumberMalformed
        2020 DecisionWouldBeEmpty
        2021 DecisionReasonMissing
        2022 DateInFuture
        2030 CommitmentAboveAuthorisation
        2031 CommitmentWithoutAuthorisation
        2032 CommitmentAmountWrong
        2033 CommitmentOutsideYear
        2101 FlowOrderImpossible
        2102 DeviationBackwards
        2103 DeviationsOverlap
        2104 WaitWithoutStart
        2105 DayBeforeWait
        2106 GuaranteesOverlap
        2107 RegionalGuaranteeLooser
        2108 ClockExampleDiffers
        2109 WaitDateOutOfRange
        2110 DeviationsTooMany
        2111 MonthsNotSuccessive
        2120 RegisterEncodingWrong
        2121 RegisterHeaderWrong
        2122 RegisterRowTooLong
        2123 RegisterFieldsWrong
        2124 RegisterLineEndsMixed
        2125 RegisterFileCut
        2126 RegisterQuoteWrong
        2127 RegisterPeriodWrong
        2128 RegisterRegionWrong
        2129 RegisterRowsTooMany
        2130 RegisterFileTooLarge
        2131 RegisterGzipDamaged
        2132 RegisterRowsNone
        2133 RegisterErrorsTooMany
        2134 RegisterTextsTooMany
        2135 RegisterFileUnreadable
        2136 RegisterBatchUnknown
        2137 RegisterCodesMissing
        2150 SyntheticSeedWrong
        2151 SyntheticScaleWrong
        2152 SyntheticFolderNotEmpty
        2153 SyntheticRulesMissing
        2154 SyntheticMonthsWrong
        2160 BatchOfAnotherMonth
        2161 RegionTwiceInMonth
        2162 MonthNotPublished
        2163 MonthWithoutBatches
        2164 SuppressionImpossible
        2165 QueueRateUnknown
        2166 QueueFigureWrong
        2167 TooFewPoints
        2168 CountsImpossible
        2169 DimensionUnknown
        2170 PublicationTooLarge
        2171 UnitsNotDivided
        2172 PublishedMeanwhile
        2173 RegionNotInMonth
        2180 IndicatorUnknown
        2181 FollowUpEmpty
        2182 EffectWithoutComparison
        2183 PossibleRangeBackwards
        2184 MissingValueIsThere
        2185 OperationalCodesMissing
        2186 OperationalDayOlder
        2187 OperationalPictureMissing
        2188 OperationalPersonUnknown
        2189 EraseWhileBasisHolds
        2201 NothingToPublish
        2202 PublicationUnchanged
        2203 RevisionReasonMissing
        2204 JumpUnexplained
        2205 OperationalRegionWrong
        2206 OperationalSyntheticMixed
        2207 OperationalJumpUnexplained
        2211 BasisReferenceMissing
        2212 BasisBackwards
        2213 BasisHoldsAlready
        2214 BasisNotInForce
        2215 BasisReasonMissing
        2220 AuditMonthTwice
        2221 AuditRulesMixed
        2222 AuditMonthNotPublished
        2240 MunicipalityUnknown
        2241 ServiceUnknown
        2242 UnitUnknown
        2300 RequisitionAboveAllotted
        2301 RequisitionTooEarly
        2302 RequisitionTooLate
        2303 NotRepresentative
        2304 RepresentativeNameMissing
        2305 RepresentativeBackwards
        2306 RepresentativeHoldsAlready
        2307 RepresentativeNotInForce
        2308 PaymentAboveRequisition
        2309 RequisitionUnknown
        2310 ReportDoesNotAddUp
        2311 NothingToReport
        2312 ReportPurposeWrong
        2313 ApprovalAboveReported
        2314 ApprovalWithoutReport
        2315 ClaimAbovePaid
        2316 ClaimWithoutGround
        2317 ClaimTooEarly
        2318 RepaymentDueTooEarly
        2319 RepaymentAboveOwed
        2320 AccountOverdrawn
        2321 AllotmentBelowRequisitioned
        2322 AppropriationYearNotOver
        2323 LedgerYearEmpty
        2400 SchemeUnknown
        2401 FiguresHeaderWrong
        2402 FiguresRowWrong
        2403 FigureDenominatorZero
        2404 FigureAboveWhole
        2405 FigureTwice
        2406 FiguresNone
        2407 TooFewForBest
        2408 SchemeKeyForOthers
        2409 SchemeWeightsMissing
        2410 SchemeAboveAppropriation
        2411 FiguresUnreadable
        2412 FiguresTooMany
        2413 SchemeHasNoPublished
        2420 SettlementNotProposed
        2421 SettlementAlreadyDecided
        2422 SettlementFiguresMissing
        2423 SettlementStands
        2424 ObjectionsUnanswered
        2425 ObjectionUnknown
        2426 ObjectionUpheldNotDone
        2427 SettlementNotDecided
        2428 GroundsMissing
        2429 ChangeTooLarge
        2430 PaymentsSuspended
        2431 PaymentsNotSuspended
        2432 SettlementUnchanged
        2433 SettlementNeedsNotice
        2434 SettlementOtherMoney
        2435 SettlementPeriodsOpen
        2436 ChangeOutgrown
        2437 SettlementSchemeForeign
        2440 ForecastAfterDecision
        3001 EntryUnbalanced
        3002 AmountAboveAppropriation
        3003 SavingAboveLimit
        3004 CreditAboveLimit
        3005 AmountNotPositive
        3100 MatchFileUnreadable
        3101 MatchHeaderWrong
        3102 MatchFileEmpty
        3103 MatchRowMalformed
        3104 MatchValueWrong
        3105 MatchPatientTwice
        3106 MatchWindowBackwards
        3107 MatchPairTwice
        3108 MatchTooMuch
        3109 MatchHeldUnknown
        3110 MatchFolderNotEmpty
        3111 MatchProofMalformed
        3112 MatchOtherInput
        3113 MatchPlanChanged
        3114 MatchPlanUnknown
        3115 MatchPlanNotBest
        3116 NeedRulesMissing
        3117 NeedExampleDiffers
        3118 NightWaitsNone
        3119 NightFileMissing
        3120 NightDayTooEarly
        3121 NightEngineFailed
        3122 NightSyntheticMixed
        3123 NightChanged
        3124 NightNone
        3125 NightRunning
        3126 MatchNobodyNext
        3127 SyntheticMarketMissing
        3128 MatchSummaryDiffers
        3129 MatchDrawNotFollowed
        3130 MatchPatientUnknown
        3131 MatchSlotUnknown
        3132 MatchContactsNotProven
        3133 AcceptanceMissing
        3134 MatchBeyondBounds
        3135 NightAgreementMissing
        3136 NightSlotsElsewhen
        4001 StoreDamaged
        4002 StoreInUse
        4003 StoreNewer
        4004 ChainBroken
        4005 TailCut
        4006 StoreNotWritable
        4007 ReplayDiffers
        4008 StreamMoved
        4009 PublishedFiguresChanged
        5001 DateMalformed
        5002 OutputNotWritable
        5003 AddressInUse
        5004 ArgumentWrong
        5005 RegionWanted
        5006 OptionMissing
        5007 OptionUnknown
        5008 FormatDiffers
        5009 YearWithoutMoney
        5010 PageUnknown
        """;

    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Fact]
    public void Numbers_are_permanent_and_unique()
    {
        var declared = Enum.GetNames<RefusalCode>().Select(n => $"{(int)Enum.Parse<RefusalCode>(n)} {n}").ToList();
        Assert.Equal(Numbers.Split('\n').Select(l => l.Trim()), declared);
        Assert.Equal(declared.Count, Enum.GetValues<RefusalCode>().Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_a_sentence_in_both_languages_with_the_same_values_in_them(RefusalCode code)
    {
        var form = Refusal.Form(code);
        Assert.Equal(Places(form.Sv), Places(form.En));
        Assert.Equal(Places(form.Sv), Enumerable.Range(0, Places(form.Sv).Length));
        Assert.NotEqual(form.Sv, form.En);
        Assert.Matches(@"[.}]$", form.Sv); // a last value may be a sentence of its own
        Assert.Matches(@"[.}]$", form.En);

        var values = Places(form.Sv).Select(i => new Bilingual($"<sv{i}>", $"<en{i}>")).ToImmutableArray();
        var refusal = new Refusal(code, values, new RuleOrigin("keys/x.yaml", 7));
        Assert.All(values, v => Assert.Contains(v.Sv, refusal.In(Language.Swedish), StringComparison.Ordinal));
        Assert.All(values, v => Assert.Contains(v.En, refusal.In(Language.English), StringComparison.Ordinal));
        Assert.DoesNotContain("{", refusal.In(Language.Swedish) + refusal.In(Language.English), StringComparison.Ordinal);
        Assert.StartsWith($"keys/x.yaml:7: VB{(int)code} ", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_the_exit_code_of_its_thousand(RefusalCode code) =>
        Assert.Equal(((int)code / 1000) switch { 1 => 3, 2 or 3 => 1, 4 => 4, _ => 2 }, ExitCode.Of(new Refusal(code, [])));

    [Fact]
    public void An_outcome_is_a_value_or_a_refusal_and_never_both()
    {
        Outcome<int> seven = 7;
        Outcome<int> no = Refusal.Of(RefusalCode.DateMalformed, "x");
        Assert.True(seven.Succeeded(out var value, out var none));
        Assert.Equal((7, (Refusal?)null), (value, none));
        Assert.False(no.Succeeded(out _, out var refusal));
        Assert.Same(refusal, no.Then<string>(_ => throw new InvalidOperationException("is not asked")).Refusal);
        Assert.Equal("8", seven.Then<string>(v => $"{v + 1}").Value);
        Assert.Throws<InvalidOperationException>(() => no.Value);
    }

    // A value that looks like a place for a value is text like any other.
    [Fact]
    public void Values_with_braces_are_shown_as_they_are() =>
        Assert.Equal("VB5001 \"{0}{\" is not a date. YYYY-MM-DD would be right, for instance 2023-12-31.", Refusal.Of(RefusalCode.DateMalformed, "{0}{").ToString());

    private static int[] Places(string form) =>
        [.. Regex.Matches(form, @"\{(\d)\}").Select(m => int.Parse(m.Groups[1].Value)).Distinct().Order()];
}

using System.Collections.Immutable;
using System.Globalization;

namespace Vardbro.Kernel;

/// <summary>
/// Every way Vårdbro says no. Closed, numbered and permanent: a number is never reused and never changes meaning.
/// 1xxx the rules, 2xxx money, decisions and waits, 3xxx the ledger, 4xxx the store, 5xxx what was asked.
/// </summary>
public enum RefusalCode
{
#pragma warning disable CS1591 // each code's sentence below is its documentation
    RulesFolderMissing = 1001,
    YamlTab = 1002,
    YamlMalformed = 1003,
    YamlForbidden = 1004,
    RuleFileTooLarge = 1005,
    RuleFieldUnknown = 1006,
    RuleFieldMissing = 1007,
    RuleValueWrong = 1008,
    RuleIdDuplicate = 1009,
    RuleReferenceUnknown = 1010,
    RuleRegionUnknown = 1011,
    WeightNotPositive = 1012,
    RuleRegionsMissing = 1013,
    MixNotWhole = 1014,
    MixCircular = 1015,
    AllottedAboveTotal = 1016,
    RulesInvalid = 1017,
    RuleFileForeign = 1018,
    ExampleDiffers = 1019,
    AmountAboveFrame = 1020,
    PaymentsAboveAuthorisation = 1021,

    RegionUnknown = 2001,
    ProgrammeUnknown = 2002,
    YearWithoutNotice = 2003,
    KeyTableMissing = 2004,
    ProgrammeNotInNotice = 2005,
    NothingToCompare = 2006,
    NotPublishedYet = 2007,
    DecisionNumberTaken = 2010,
    DecisionNeedsTwoPersons = 2011,
    DecisionHasNoDraft = 2012,
    DecisionAlreadyDecided = 2013,
    DecisionNotDecided = 2014,
    DecisionIsFinal = 2015,
    DecisionDateTooEarly = 2016,
    DecisionVersionUnknown = 2017,
    DecisionUnchanged = 2018,
    DecisionNumberMalformed = 2019,
    DecisionWouldBeEmpty = 2020,
    DecisionReasonMissing = 2021,
    DateInFuture = 2022,
    CommitmentAboveAuthorisation = 2030,
    CommitmentWithoutAuthorisation = 2031,
    CommitmentAmountWrong = 2032,
    CommitmentOutsideYear = 2033,
    FlowOrderImpossible = 2101,
    DeviationBackwards = 2102,
    DeviationsOverlap = 2103,
    WaitWithoutStart = 2104,
    DayBeforeWait = 2105,
    GuaranteesOverlap = 2106,
    RegionalGuaranteeLooser = 2107,
    ClockExampleDiffers = 2108,
    WaitDateOutOfRange = 2109,
    DeviationsTooMany = 2110,
    IndicatorUnknown = 2180,
    FollowUpEmpty = 2181,
    EffectWithoutComparison = 2182,
    PossibleRangeBackwards = 2183,
    MissingValueIsThere = 2184,

    EntryUnbalanced = 3001,
    AmountAboveAppropriation = 3002,
    SavingAboveLimit = 3003,
    CreditAboveLimit = 3004,
    AmountNotPositive = 3005,

    StoreDamaged = 4001,
    StoreInUse = 4002,
    StoreNewer = 4003,
    ChainBroken = 4004,
    TailCut = 4005,
    StoreNotWritable = 4006,
    ReplayDiffers = 4007,
    StreamMoved = 4008,

    DateMalformed = 5001,
    OutputNotWritable = 5002,
    AddressInUse = 5003,
    ArgumentWrong = 5004,
    RegionWanted = 5005,
    OptionMissing = 5006,
    OptionUnknown = 5007,
    FormatDiffers = 5008,
    YearWithoutMoney = 5009,
    PageUnknown = 5010,
#pragma warning restore CS1591
}

/// <summary>A numbered no, with what it was about. A value, never an exception.</summary>
/// <param name="Code">Which refusal.</param>
/// <param name="Values">What fills the sentence, already written for people.</param>
/// <param name="At">Where in the rules, when the rules are to blame.</param>
public sealed record Refusal(RefusalCode Code, ImmutableArray<Bilingual> Values, RuleOrigin? At = null)
{
    /// <summary>A refusal with the values of its sentence.</summary>
    public static Refusal Of(RefusalCode code, params ReadOnlySpan<Bilingual> values) => new(code, [.. values]);

    /// <summary>The same refusal with the place in the rules that caused it.</summary>
    public Refusal Located(RuleOrigin origin) => this with { At = origin };

    /// <summary>The permanent number as people write it (<c>VB2001</c>).</summary>
    public string Number => "VB" + ((int)Code).ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong and what would be right, in both languages.</summary>
    public Bilingual Sentence
    {
        get
        {
            var form = Form(Code);
            return new(
                string.Format(CultureInfo.InvariantCulture, form.Sv, [.. Values.Select(v => v.Sv)]),
                string.Format(CultureInfo.InvariantCulture, form.En, [.. Values.Select(v => v.En)]));
        }
    }

    /// <summary>Number, place and English sentence on one line.</summary>
    public override string ToString() => In(Language.English);

    /// <summary>Number, place and sentence on one line.</summary>
    public string In(Language language) =>
        At is null ? $"{Number} {Sentence.In(language)}" : $"{At}: {Number} {Sentence.In(language)}";

    /// <summary>The sentence of a code, with numbered places for its values. A code without a sentence does not compile.</summary>
    public static Bilingual Form(RefusalCode code) => code switch
    {
        RefusalCode.RulesFolderMissing => new(
            "Reglerna hittades inte i {0}. Ange mappen med --rules eller VARDBRO_RULES.",
            "The rules were not found in {0}. Name the folder with --rules or VARDBRO_RULES."),
        RefusalCode.YamlTab => new(
            "En tabb står i YAML-filen (kolumn {0}). Rätt vore mellanslag.",
            "There is a tab in the YAML file (column {0}). Spaces would be right."),
        RefusalCode.YamlMalformed => new(
            "Filen går inte att läsa som YAML: {0}. Rätt vore den form som docs/domain/rules.md visar.",
            "The file cannot be read as YAML: {0}. The form shown in docs/domain/rules.md would be right."),
        RefusalCode.YamlForbidden => new(
            "{0} är inte tillåtet i reglerna. Rätt vore att skriva ut värdet, högst {1} nivåer djupt.",
            "{0} is not allowed in the rules. Writing the value out, at most {1} levels deep, would be right."),
        RefusalCode.RuleFileTooLarge => new(
            "Filen är {0} byte. Rätt vore högst {1} byte; dela den.",
            "The file is {0} bytes. At most {1} bytes would be right; split it."),
        RefusalCode.RuleFieldUnknown => new(
            "Fältet \"{0}\" finns inte här. Rätt vore något av: {1}.",
            "There is no field \"{0}\" here. One of these would be right: {1}."),
        RefusalCode.RuleFieldMissing => new(
            "Fältet \"{0}\" saknas. Rätt vore att lägga till det: {1}.",
            "The field \"{0}\" is missing. Adding it would be right: {1}."),
        RefusalCode.RuleValueWrong => new(
            "\"{0}\" kan inte stå i fältet {1}. Rätt vore {2}.",
            "\"{0}\" cannot stand in the field {1}. This would be right: {2}."),
        RefusalCode.RuleIdDuplicate => new(
            "\"{0}\" är redan taget i {1}. Rätt vore en identitet som ingen annan har.",
            "\"{0}\" is already taken in {1}. An identity that nobody else has would be right."),
        RefusalCode.RuleReferenceUnknown => new(
            "\"{0}\" finns inte bland {1}. Rätt vore något av: {2}.",
            "\"{0}\" is not among {1}. One of these would be right: {2}."),
        RefusalCode.RuleRegionUnknown => new(
            "Regionen \"{0}\" finns inte. Rätt vore fyra siffror ur facts/regions.yaml, till exempel \"0014\".",
            "There is no region \"{0}\". Four digits from facts/regions.yaml would be right, for instance \"0014\"."),
        RefusalCode.WeightNotPositive => new(
            "Vikten {0} kan inte stå för region {1}. Rätt vore ett heltal över noll och högst {2}, eller att utelämna regionen.",
            "The weight {0} cannot stand for region {1}. A whole number above zero and at most {2} would be right, or leaving the region out."),
        RefusalCode.RuleRegionsMissing => new(
            "Tabellen saknar region {0}. Rätt vore alla 21 regioner.",
            "The table lacks region {0}. All 21 regions would be right."),
        RefusalCode.MixNotWhole => new(
            "Delarna i blandningen blir {0} procent. Rätt vore 100.",
            "The parts of the mix add up to {0} percent. 100 would be right."),
        RefusalCode.MixCircular => new(
            "Nyckeln \"{0}\" innehåller sig själv. Rätt vore nycklar som slutar i en tabell, en serie eller lika delar.",
            "The key \"{0}\" contains itself. Keys that end in a table, a series or equal parts would be right."),
        RefusalCode.AllottedAboveTotal => new(
            "Programmet {0} fördelar {1} för {2}, mer än dess belopp {3}. Rätt vore högst beloppet.",
            "The programme {0} allots {1} for {2}, more than its amount {3}. At most the amount would be right."),
        RefusalCode.RulesInvalid => new(
            "Reglerna har {0} fel. Det första: {1} Kör vardbro check-rules för alla.",
            "The rules have {0} problems. The first: {1} Run vardbro check-rules for all of them."),
        RefusalCode.RuleFileForeign => new(
            "Filen hör inte hemma här. Rätt vore: {0}.",
            "The file does not belong here. This would be right: {0}."),
        RefusalCode.ExampleDiffers => new(
            "Exemplet {0} väntar {1} för {2}, men reglerna ger {3}. Rätt vore att rätta regeln eller exemplet.",
            "The example {0} expects {1} for {2}, but the rules give {3}. Correcting the rule or the example would be right."),
        RefusalCode.AmountAboveFrame => new(
            "{0} har {1} för {2}, mer än {3} har: {4}. Rätt vore högst det, eller precision: approximate om källan säger ungefär.",
            "{0} has {1} for {2}, more than {3} has: {4}. At most that would be right, or precision: approximate if the source says about."),
        RefusalCode.PaymentsAboveAuthorisation => new(
            "Betalningarna {0} är mer än bemyndigandet {1}. Rätt vore högst bemyndigandet.",
            "The payments {0} are more than the authorisation {1}. At most the authorisation would be right."),

        RefusalCode.RegionUnknown => new(
            "Regionen {0} finns inte. Regionerna har fyra siffror: {1}.",
            "There is no region {0}. Regions have four digits: {1}."),
        RefusalCode.ProgrammeUnknown => new(
            "Programmet {0} finns inte. Programmen är: {1}.",
            "There is no programme {0}. The programmes are: {1}."),
        RefusalCode.YearWithoutNotice => new(
            "Reglerna har inget besked till regionerna för {0}. År med besked: {1}.",
            "The rules have no notice to the regions for {0}. Years with a notice: {1}."),
        RefusalCode.KeyTableMissing => new(
            "Nyckeln {0} behöver {1} den {2}, som inte finns i reglerna, och nyckeln säger inte vad som får träda i stället.",
            "The key {0} needs {1} on {2}, which the rules do not have, and the key does not say what may stand in."),
        RefusalCode.ProgrammeNotInNotice => new(
            "Programmet {0} har ingen fördelning per region för {1} som var känd då.",
            "The programme {0} has no allotment per region for {1} that was known then."),
        RefusalCode.NothingToCompare => new(
            "Det finns ingen publicerad fördelning för {0} att jämföra med. År med en: {1}.",
            "There is no published allotment for {0} to compare with. Years with one: {1}."),
        RefusalCode.NotPublishedYet => new(
            "Fördelningen för {0} publicerades den {1}; den {2} fanns inget att jämföra med. Rätt vore den {1} eller senare.",
            "The allotment for {0} was published on {1}; on {2} there was nothing to compare with. {1} or later would be right."),
        RefusalCode.DecisionNumberTaken => new(
            "Beslutsnumret {0} är redan taget. Välj ett annat; varje nummer gäller ett beslut för alltid.",
            "The decision number {0} is already taken. Choose another; a number belongs to one decision for ever."),
        RefusalCode.DecisionNeedsTwoPersons => new(
            "Ett beslut behöver två olika personer med namn (--by och --and). Här står \"{0}\" och \"{1}\".",
            "A decision needs two different persons by name (--by and --and). Here it says \"{0}\" and \"{1}\"."),
        RefusalCode.DecisionHasNoDraft => new(
            "Det finns inget utkast för {0} att besluta. Gör först ett: vardbro decision draft --year {0}.",
            "There is no draft for {0} to decide. Make one first: vardbro decision draft --year {0}."),
        RefusalCode.DecisionAlreadyDecided => new(
            "Beskedet för {0} är redan beslutat ({1}). Ändra det med vardbro decision amend.",
            "The notice for {0} is already decided ({1}). Change it with vardbro decision amend."),
        RefusalCode.DecisionNotDecided => new(
            "Beskedet för {0} är inte beslutat. Besluta det först: vardbro decision decide --year {0}.",
            "The notice for {0} is not decided. Decide it first: vardbro decision decide --year {0}."),
        RefusalCode.DecisionIsFinal => new(
            "Beskedet för {0} är slutligt ({1}) och ändras inte mer.",
            "The notice for {0} is final ({1}) and does not change any more."),
        RefusalCode.DecisionDateTooEarly => new(
            "Beslutsdagen {0} ligger före {1}: den dag vars kunskap beslutet bygger på, eller dagen för beslutet före. Rätt vore den dagen eller senare.",
            "The decision date {0} is before {1}: the day whose knowledge it builds on, or the day of the decision before it. That day or later would be right."),
        RefusalCode.DecisionVersionUnknown => new(
            "Version {0} av beskedet för {1} finns inte. Versioner: {2}.",
            "There is no version {0} of the notice for {1}. Versions: {2}."),
        RefusalCode.DecisionUnchanged => new(
            "Ändringen av beskedet för {0} ändrar ingenting. Ingen ny version gjordes.",
            "The amendment of the notice for {0} changes nothing. No new version was made."),
        RefusalCode.DecisionNumberMalformed => new(
            "\"{0}\" är inget beslutsnummer. Rätt vore 1–40 tecken: bokstäver, siffror, bindestreck, snedstreck eller punkt.",
            "\"{0}\" is not a decision number. 1–40 characters would be right: letters, digits, hyphen, slash or full stop."),
        RefusalCode.DecisionWouldBeEmpty => new(
            "För {0} var inget belopp per region känt den {1}. Ett tomt besked görs inte.",
            "For {0} no amount per region was known on {1}. An empty notice is not made."),
        RefusalCode.DecisionReasonMissing => new(
            "En ändring av beskedet för {0} behöver ett skäl (--reason).",
            "An amendment of the notice for {0} needs a reason (--reason)."),
        RefusalCode.DateInFuture => new(
            "{0} {1} har inte kommit: i dag är det {2}. Rätt vore den dagen eller tidigare.",
            "{0} {1} has not come: today is {2}. That day or earlier would be right."),
        RefusalCode.CommitmentAboveAuthorisation => new(
            "Åtagandet {0} är mer än de {1} som återstår av bemyndigandet för {2} ({3}).",
            "The commitment of {0} is more than the {1} that remain of the authorisation for {2} ({3})."),
        RefusalCode.CommitmentWithoutAuthorisation => new(
            "Programmet {0} har inget beställningsbemyndigande. Program som har ett: {1}.",
            "The programme {0} has no commitment authorisation. Programmes that have one: {1}."),
        RefusalCode.CommitmentAmountWrong => new(
            "Betalningen {0} för {1} kan inte ingå i åtagandet. Rätt vore ett belopp över noll ett år som bemyndigandet omfattar: {2}.",
            "The payment of {0} for {1} cannot be part of the commitment. An amount above zero in a year that the authorisation covers would be right: {2}."),
        RefusalCode.CommitmentOutsideYear => new(
            "Ett åtagande den {0} kan inte göras med bemyndigandet för {1}. Rätt vore ett beslutsdatum under {1}.",
            "A commitment of {0} cannot be made under the authorisation for {1}. A decision date in {1} would be right."),

        RefusalCode.FlowOrderImpossible => new(
            "{0} {1} kan inte komma före {2} {3}. Rätt vore samma dag eller senare.",
            "{0} on {1} cannot come before {2} on {3}. The same day or later would be right."),
        RefusalCode.DeviationBackwards => new(
            "Avvikelsen {0} börjar {1} och slutar {2}. Rätt vore ett slut samma dag eller senare, eller inget slut.",
            "The deviation {0} begins on {1} and ends on {2}. An end on the same day or later, or no end, would be right."),
        RefusalCode.DeviationsOverlap => new(
            "Avvikelserna {0} och {1} gäller båda den {2}. Rätt vore högst en avvikelse om dagen.",
            "The deviations {0} and {1} both hold on {2}. At most one deviation a day would be right."),
        RefusalCode.WaitWithoutStart => new(
            "Väntan på {0} har ingen början. Rätt vore en dag för: {1}.",
            "The wait for {0} has no beginning. A date for this would be right: {1}."),
        RefusalCode.DayBeforeWait => new(
            "Dagen {0} ligger före väntans början {1}. Rätt vore den dagen eller senare.",
            "The day {0} is before the wait began on {1}. That day or later would be right."),
        RefusalCode.GuaranteesOverlap => new(
            "Två gränser gäller {0} för samma område från {1}: den andra står i {2}. Rätt vore att den äldre slutar dagen före den nyare.",
            "Two limits hold for {0} in the same area from {1}: the other is in {2}. The older ending the day before the newer begins would be right."),
        RefusalCode.RegionalGuaranteeLooser => new(
            "{0} dagar i region {1} är längre än landets gräns {2} dagar för {3}. Rätt vore högst landets gräns.",
            "{0} days in region {1} are longer than the nation's limit of {2} days for {3}. At most the nation's limit would be right."),
        RefusalCode.ClockExampleDiffers => new(
            "Exemplet {0} väntar {1} för {2}, men reglerna ger {3}. Rätt vore att rätta regeln eller exemplet.",
            "The example {0} expects {1} for {2}, but the rules give {3}. Correcting the rule or the example would be right."),
        RefusalCode.WaitDateOutOfRange => new(
            "{0} kan inte vara en dag i en väntan. Rätt vore en dag från {1} till {2}.",
            "{0} cannot be a day of a wait. A day from {1} to {2} would be right."),
        RefusalCode.DeviationsTooMany => new(
            "Väntan har {0} avvikelser. Rätt vore högst {1}.",
            "The wait has {0} deviations. At most {1} would be right."),
        RefusalCode.IndicatorUnknown => new(
            "Indikatorn {0} finns inte. Indikatorerna är: {1}.",
            "There is no indicator {0}. The indicators are: {1}."),
        RefusalCode.FollowUpEmpty => new(
            "Uppföljningen {0} har varken indikator eller skäl till att inget finns. Rätt vore indicators, eller not-measurable med skälet och vad som skulle krävas.",
            "The follow-up {0} has neither an indicator nor a reason why there is none. Indicators would be right, or not-measurable with the reason and what it would take."),
        RefusalCode.EffectWithoutComparison => new(
            "Uppföljningen {0} påstår en effekt utan jämförelse. Rätt vore att säga vad den hölls mot (comparison), eller att utelämna den.",
            "The follow-up {0} claims an effect without a comparison. Saying what it was held against (comparison) would be right, or leaving it out."),
        RefusalCode.PossibleRangeBackwards => new(
            "Indikatorn {0} kan inte vara från {1} till {2}. Rätt vore det lägsta först.",
            "The indicator {0} cannot run from {1} to {2}. The lowest first would be right."),
        RefusalCode.MissingValueIsThere => new(
            "Indikatorn {0} har ett värde för region {1} år {2}, som sägs saknas. Rätt vore det ena eller det andra.",
            "The indicator {0} has a value for region {1} in {2}, which is said to be missing. One or the other would be right."),

        RefusalCode.EntryUnbalanced => new(
            "Verifikationen {0} går inte jämnt upp: skillnaden är {1}.",
            "The entry {0} does not balance: the difference is {1}."),
        RefusalCode.AmountAboveAppropriation => new(
            "{0} till {1} för {2} är mer än de {3} som är disponibla.",
            "{0} to {1} for {2} is more than the {3} that are available."),
        RefusalCode.SavingAboveLimit => new(
            "Anslagssparandet {0} för {1} är över gränsen {2}.",
            "The saving of {0} for {1} is above the limit of {2}."),
        RefusalCode.CreditAboveLimit => new(
            "Anslagskrediten {0} för {1} är över gränsen {2}.",
            "The credit of {0} for {1} is above the limit of {2}."),
        RefusalCode.AmountNotPositive => new(
            "Beloppet {0} kan inte bokföras som {1}. Rätt vore ett belopp över noll.",
            "The amount {0} cannot be posted as {1}. An amount above zero would be right."),

        RefusalCode.StoreDamaged => new(
            "Databasfilen {0} är skadad ({1}). {2}",
            "The database file {0} is damaged ({1}). {2}"),
        RefusalCode.StoreInUse => new(
            "Ett annat program använder {0}. Avsluta det först, eller ange en annan mapp med --data.",
            "Another program is using {0}. End it first, or name another folder with --data."),
        RefusalCode.StoreNewer => new(
            "{0} är skriven av en nyare Vårdbro (form {1}, denna läser {2}). Använd den nyare.",
            "{0} was written by a newer Vårdbro (form {1}, this one reads {2}). Use the newer one."),
        RefusalCode.ChainBroken => new(
            "Kedjan är bruten vid position {0}: det lagrade är inte det som skrevs.",
            "The chain is broken at position {0}: what is stored is not what was written."),
        RefusalCode.TailCut => new(
            "Journalen slutar vid position {0}, men position {1} har varit skriven: slutet saknas eller är utbytt.",
            "The journal ends at position {0}, but position {1} has been written: its end is missing or replaced."),
        RefusalCode.StoreNotWritable => new(
            "Det går inte att skriva i {0}: {1}. Inget sparades.",
            "Cannot write to {0}: {1}. Nothing was stored."),
        RefusalCode.ReplayDiffers => new(
            "Händelsen vid position {0} går inte att spela upp: {1}.",
            "The event at position {0} cannot be replayed: {1}."),
        RefusalCode.StreamMoved => new(
            "{0} ändrades av någon annan under tiden. Läs om och försök igen.",
            "{0} was changed by somebody else meanwhile. Read it again and retry."),

        RefusalCode.DateMalformed => new(
            "\"{0}\" är inget datum. Rätt vore ÅÅÅÅ-MM-DD, till exempel 2023-12-31.",
            "\"{0}\" is not a date. YYYY-MM-DD would be right, for instance 2023-12-31."),
        RefusalCode.OutputNotWritable => new(
            "Det går inte att skriva {0}: {1}.",
            "Cannot write {0}: {1}."),
        RefusalCode.AddressInUse => new(
            "Adressen {0} är upptagen. Välj en annan med --port, eller --port 0 för vilken ledig som helst.",
            "The address {0} is taken. Choose another with --port, or --port 0 for any free one."),
        RefusalCode.ArgumentWrong => new(
            "\"{0}\" kan inte stå för {1}. Rätt vore {2}.",
            "\"{0}\" cannot stand for {1}. This would be right: {2}."),
        RefusalCode.RegionWanted => new(
            "Ange en region med --region. Regionerna är: {0}.",
            "Name a region with --region. The regions are: {0}."),
        RefusalCode.OptionMissing => new(
            "{0} saknas. Rätt vore till exempel {1}.",
            "{0} is missing. For instance {1} would be right."),
        RefusalCode.OptionUnknown => new(
            "\"{0}\" går inte att förstå där det står. Närmast ligger: {1}.",
            "\"{0}\" is not understood where it stands. The nearest are: {1}."),
        RefusalCode.FormatDiffers => new(
            "--format {0} och --out {1} säger olika. Rätt vore den ändelse som formatet har, eller bara --out.",
            "--format {0} and --out {1} say different things. The ending that the format has, or --out alone, would be right."),
        RefusalCode.YearWithoutMoney => new(
            "För {0} finns inga kända belopp att följa. År med belopp: {1}.",
            "For {0} there are no known amounts to follow. Years with amounts: {1}."),
        RefusalCode.PageUnknown => new(
            "Det finns ingen sida på adressen {0}. Börja om från startsidan.",
            "There is no page at the address {0}. Begin again from the start page."),
    };
}

namespace Vardbro.Kernel;

/// <content>What each refusal says. One switch, so that a code without a sentence does not compile.</content>
public sealed partial record Refusal
{
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
        RefusalCode.RedistributionCircular => new(
            "Pengar som inte intjänas i komponenten {0} skulle gå runt i en cirkel. Rätt vore en kedja som slutar.",
            "Money not earned in the component {0} would go round in a circle. A chain that ends would be right."),
        RefusalCode.PotsNotTotal => new(
            "Potterna blir {0} men ordningens belopp är {1}. Rätt vore lika mycket.",
            "The pots add up to {0} but the scheme's amount is {1}. As much would be right."),
        RefusalCode.StepsNotRising => new(
            "Stegen i {0} går inte åt ett håll. Rätt vore krav och andel som båda stiger, det första kravet lägst.",
            "The steps of {0} do not go one way. Demand and part that both rise, the lowest demand first, would be right."),
        RefusalCode.SchemeExampleDiffers => new(
            "Räkneexemplet {0} väntar {1} till {2} men ordningen ger {3}.",
            "The worked example {0} expects {1} to {2} but the scheme gives {3}."),
        RefusalCode.PotNotWholeUnits => new(
            "Potten {0} går inte jämnt upp i avrundningen {1}. Rätt vore en finare avrundning eller en jämn pott.",
            "The pot {0} is not a whole number of the rounding {1}. A finer rounding or an even pot would be right."),
        RefusalCode.WholePotUnearned => new(
            "Komponenten {0} betalar ut hela potten, så inget blir över. Rätt vore att utelämna unearned.",
            "The component {0} pays its whole pot, so nothing is left over. To leave unearned out would be right."),
        RefusalCode.ExitsNotOfShare => new(
            "Måttet {0} räknar in avgångna ur {1}. Rätt vore ett {0} som är en andel och ett {1} som är ett tal.",
            "The indicator {0} counts exits of {1}. A {0} that is a share and a {1} that is a number would be right."),
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
        RefusalCode.BatchOfAnotherMonth => new(
            "Underlaget för region {0} gäller {1}, inte {2}. Rätt vore underlag för en och samma månad.",
            "The batch of region {0} is for {1}, not {2}. Batches of one and the same month would be right."),
        RefusalCode.RegionTwiceInMonth => new(
            "Region {0} förekommer två gånger för {1}. Rätt vore ett underlag per region och månad.",
            "Region {0} occurs twice for {1}. One batch a region and month would be right."),
        RefusalCode.MonthNotPublished => new(
            "Statistiken för {0} är inte publicerad. Lägg till --unpublished för att se den ändå.",
            "The statistics for {0} are not published. Add --unpublished to see them anyway."),
        RefusalCode.MonthWithoutBatches => new(
            "För {0} finns inga inlästa väntetider. Månader med väntetider: {1}.",
            "For {0} no waits have been received. Months with waits: {1}."),
        RefusalCode.SuppressionImpossible => new(
            "{0} celler kan inte skyddas: vad som redan är publicerat röjer dem. Den första: {1}.",
            "{0} cells cannot be protected: what is already published gives them away. The first: {1}."),
        RefusalCode.QueueRateUnknown => new(
            "Köns utveckling är inte mätbar: {0} är okänt.",
            "How the queue develops is not measurable: {0} is unknown."),
        RefusalCode.QueueFigureWrong => new(
            "{0} kan inte vara {1}. Rätt vore {2}.",
            "{0} cannot be {1}. This would be right: {2}."),
        RefusalCode.TooFewPoints => new(
            "{0} mätpunkter är för få för ett styrdiagram. Rätt vore minst {1}.",
            "{0} points are too few for a control chart. At least {1} would be right."),
        RefusalCode.CountsImpossible => new(
            "{0} av {1} är ingen andel. Rätt vore minst 1 i nämnaren och en täljare från 0 till den.",
            "{0} of {1} is no share. A denominator of at least 1 and a numerator from 0 to it would be right."),
        RefusalCode.DimensionUnknown => new(
            "\"{0}\" är inget att dela upp statistiken på. Rätt vore några av: {1}.",
            "\"{0}\" is nothing to divide the statistics by. Some of these would be right: {1}."),
        RefusalCode.PublicationTooLarge => new(
            "Månaden har {0} olika verksamheter, fler än en publicering kan hålla. Pröva koderna i regionernas filer.",
            "The month has {0} different services, more than a publication can hold. Look at the codes in the regions' files."),
        RefusalCode.UnitsNotDivided => new(
            "Enheter visas per region och verksamhet och delas inte upp på kön eller ålder: grupperna vore för små.",
            "Units are shown by region and service and are not divided by sex or age: the groups would be too small."),
        RefusalCode.PublishedMeanwhile => new(
            "{0} eller månaden före publicerades av någon annan under tiden, så siffrorna är prövade mot något som inte längre gäller. Kör om.",
            "{0} or the month before was published by somebody else meanwhile, so the figures were held against what no longer holds. Run it again."),
        RefusalCode.RegionNotInMonth => new(
            "Region {0} har inte levererat {1}; månaden är publicerad utan den.",
            "Region {0} has not delivered {1}; the month is published without it."),
        RefusalCode.MonthsNotSuccessive => new(
            "{0} och {1} är inte två månader i följd för samma region, så vad som hänt mellan dem går inte att säga.",
            "{0} and {1} are not two successive months of one region, so what happened between them cannot be told."),
        RefusalCode.NothingToPublish => new(
            "Ingen region har lämnat uppgifter för {0}. Läs in dem först: vardbro register import.",
            "No region has delivered anything for {0}. Read it in first: vardbro register import."),
        RefusalCode.PublicationUnchanged => new(
            "{0} är redan publicerad med samma uppgifter ({1}). Ingenting gjordes.",
            "{0} is already published with the same figures ({1}). Nothing was done."),
        RefusalCode.RevisionReasonMissing => new(
            "{0} är redan publicerad. En rättelse behöver ett skäl (--reason).",
            "{0} is already published. A revision needs a reason (--reason)."),
        RefusalCode.JumpUnexplained => new(
            "Väntande i region {0} går från {2} till {3} i {1}, mer än {4} procent på en månad. Rätta underlaget, eller publicera med ett skäl (--reason).",
            "Those waiting in region {0} go from {2} to {3} in {1}, more than {4} percent in a month. Correct the data, or publish with a reason (--reason)."),
        RefusalCode.BasisReferenceMissing => new(
            "Den rättsliga grunden för region {0} behöver sägas: ett diarienummer eller en paragraf (--reference).",
            "The legal basis of region {0} must be stated: a file number or a section (--reference)."),
        RefusalCode.BasisBackwards => new(
            "Grunden börjar {0} och slutar {1}. Rätt vore ett slut samma dag eller senare, eller inget slut.",
            "The basis begins on {0} and ends on {1}. An end on the same day or later, or no end, would be right."),
        RefusalCode.BasisHoldsAlready => new(
            "Region {0} har redan en grund som gäller någon av dagarna: {1} ({2} till {3}). Avsluta den först: vardbro waits basis end.",
            "Region {0} already has a basis that holds on one of the days: {1} ({2} to {3}). End it first: vardbro waits basis end."),
        RefusalCode.BasisNotInForce => new(
            "Region {0} har ingen rättslig grund som gäller den {1}.",
            "Region {0} has no legal basis that holds on {1}."),
        RefusalCode.BasisReasonMissing => new(
            "Att avsluta grunden för region {0} behöver ett skäl (--reason).",
            "Ending the basis of region {0} needs a reason (--reason)."),
        RefusalCode.AuditMonthTwice => new(
            "{0} finns två gånger bland det som ska granskas. Rätt vore varje månad en gång.",
            "{0} is there twice among what is to be audited. Each month once would be right."),
        RefusalCode.AuditRulesMixed => new(
            "Siffror enligt olika räknesätt granskas inte tillsammans. Rätt vore ett räknesätt åt gången.",
            "Figures under different ways of counting are not audited together. One way at a time would be right."),
        RefusalCode.AuditMonthNotPublished => new(
            "{0} är inte publicerad, och bara det som är publicerat granskas. Publicerat är: {1}.",
            "{0} is not published, and only what is published is audited. Published are: {1}."),

        RefusalCode.RegisterEncodingWrong => new(
            "Filen är inte text i UTF-8: {0} (rad {1}). Rätt vore CSV i UTF-8 utan nolltecken.",
            "The file is not text in UTF-8: {0} (row {1}). CSV in UTF-8 without NUL characters would be right."),
        RefusalCode.RegisterHeaderWrong => new(
            "Rubriken har \"{0}\" där {1} väntas (fält {2} av {3}). Rätt vore de {3} fältnamnen i ordning, skilda av komma.",
            "The header has \"{0}\" where {1} is expected (field {2} of {3}). The {3} field names in order, with commas between, would be right."),
        RefusalCode.RegisterRowTooLong => new(
            "Rad {0} är längre än {1} byte. Rätt vore en kontakt eller väntan per rad; ett citattecken kan sakna sitt slut.",
            "Row {0} is longer than {1} bytes. One contact or wait a row would be right; a quote may lack its end."),
        RefusalCode.RegisterFieldsWrong => new(
            "Rad {0} har {1} fält. Rätt vore {2}.",
            "Row {0} has {1} fields. {2} would be right."),
        RefusalCode.RegisterLineEndsMixed => new(
            "Rad {0} slutar annorlunda än rubriken ({1}). Rätt vore ett slags radslut i hela filen: LF eller CRLF.",
            "Row {0} ends otherwise than the header ({1}). One kind of line end in the whole file would be right: LF or CRLF."),
        RefusalCode.RegisterFileCut => new(
            "Filen slutar mitt i rad {0}. Rätt vore hela filen; hämta den igen.",
            "The file ends in the middle of row {0}. The whole file would be right; fetch it again."),
        RefusalCode.RegisterQuoteWrong => new(
            "Ett citattecken står fel på rad {0}, fält {1}. Rätt vore citattecken runt hela fältet och dubblerade inuti.",
            "A quote stands wrong in row {0}, field {1}. Quotes around the whole field, and doubled within, would be right."),
        RefusalCode.RegisterPeriodWrong => new(
            "Rad {0} har mätperiod \"{1}\", men filen sades gälla {2}. Rätt vore en fil för en månad.",
            "Row {0} has the period \"{1}\", but the file was said to be of {2}. One file for one month would be right."),
        RefusalCode.RegisterRegionWrong => new(
            "Rad {0} har regionkod \"{1}\", men filen sades gälla region {2} (kod {3}). Rätt vore en regions rader.",
            "Row {0} has the region code \"{1}\", but the file was said to be of region {2} (code {3}). One region's rows would be right."),
        RefusalCode.RegisterRowsTooMany => new(
            "Filen har mer än {0} rader. Rätt vore en regions fil.",
            "The file has more than {0} rows. One region's file would be right."),
        RefusalCode.RegisterFileTooLarge => new(
            "Filen är större än den får vara: {0}. Rätt vore en regions fil.",
            "The file is larger than it may be: {0}. One region's file would be right."),
        RefusalCode.RegisterGzipDamaged => new(
            "Den packade filen är skadad eller slutar i förtid (efter rad {0}). Rätt vore hela filen; hämta den igen.",
            "The packed file is damaged or ends too early (after row {0}). The whole file would be right; fetch it again."),
        RefusalCode.RegisterRowsNone => new(
            "Filen har inga rader under rubriken. Rätt vore minst en.",
            "The file has no rows under the header. At least one would be right."),
        RefusalCode.RegisterErrorsTooMany => new(
            "{0} av {1} rader kan inte räknas, mer än {2} procent. Vanligast: {3}",
            "{0} of {1} rows cannot be counted, more than {2} percent. Most common: {3}"),
        RefusalCode.RegisterTextsTooMany => new(
            "{0} har mer än {1} olika värden. Rätt vore koder, inte fritext.",
            "{0} has more than {1} different values. Codes, not free text, would be right."),
        RefusalCode.RegisterFileUnreadable => new(
            "Det går inte att läsa {0}: {1}.",
            "Cannot read {0}: {1}."),
        RefusalCode.RegisterBatchUnknown => new(
            "Det finns ingen leverans {0} i registret. vardbro register status visar dem som finns.",
            "There is no batch {0} in the register. vardbro register status shows those there are."),
        RefusalCode.RegisterCodesMissing => new(
            "Reglerna säger inte hur registrets koder läses för {0}. Den första avbildningen gäller från {1}.",
            "The rules do not say how the register's codes are read for {0}. The first mapping is valid from {1}."),
        RefusalCode.SyntheticSeedWrong => new(
            "\"{0}\" kan inte vara frö. Rätt vore ett heltal från 0 till {1}.",
            "\"{0}\" cannot be a seed. A whole number from 0 to {1} would be right."),
        RefusalCode.SyntheticScaleWrong => new(
            "\"{0}\" kan inte vara skala. Rätt vore ett tal från 0.0001 till 2 med högst sex decimaler och punkt, till exempel 0.1.",
            "\"{0}\" cannot be a scale. A number from 0.0001 to 2 with at most six decimals and a dot would be right, for instance 0.1."),
        RefusalCode.SyntheticFolderNotEmpty => new(
            "I {0} finns redan {1}. Rätt vore en mapp som är tom eller inte finns: påhittade filer blandas aldrig med andra.",
            "{0} already holds {1}. A folder that is empty or does not exist would be right: invented files are never mixed with others."),
        RefusalCode.SyntheticRulesMissing => new(
            "Reglerna säger inte hur den syntetiska nationen ska se ut. Rätt vore filerna nation.yaml, ages.yaml och municipalities.yaml i {0}.",
            "The rules do not say what the synthetic nation is to look like. The files nation.yaml, ages.yaml and municipalities.yaml in {0} would be right."),
        RefusalCode.SyntheticMonthsWrong => new(
            "{0} månader går inte att skriva. Rätt vore 1 till {1}, så många som reglerna beskriver.",
            "{0} months cannot be written. 1 to {1} would be right, as many as the rules describe."),
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
        RefusalCode.OperationalCodesMissing => new(
            "Reglerna säger inte hur operativa väntande läses för {0}. Den första listan gäller från {1}.",
            "The rules do not say how operational waits are read for {0}. The first list is valid from {1}."),
        RefusalCode.OperationalDayOlder => new(
            "Region {0} har redan en fil för {1}, senare än {2}. Rätt vore den dagen eller senare.",
            "Region {0} already has a file for {1}, later than {2}. That day or later would be right."),
        RefusalCode.OperationalPictureMissing => new(
            "Ingen fil med operativa väntande är inläst för region {0}. Rätt vore först vardbro waits import.",
            "No file of operational waits has been taken in for region {0}. vardbro waits import first would be right."),
        RefusalCode.OperationalPersonUnknown => new(
            "Personen finns inte bland dem som väntar i region {0}. Inget raderades.",
            "The person is not among those who wait in region {0}. Nothing was erased."),
        RefusalCode.EraseWhileBasisHolds => new(
            "Region {0} har en grund som gäller i dag ({1}). Rätt vore att avsluta den först, eller --confirm med ett skäl (--reason).",
            "Region {0} has a basis that holds today ({1}). Ending it first would be right, or --confirm with a reason (--reason)."),
        RefusalCode.OperationalRegionWrong => new(
            "Rad {0} har region_id \"{1}\", men filen sades gälla region {2}. Rätt vore en regions rader.",
            "Row {0} has region_id \"{1}\", but the file was said to be of region {2}. One region's rows would be right."),
        RefusalCode.OperationalSyntheticMixed => new(
            "Region {0} har {1} väntor från {2} och filens är {3}: vem som lämnat listan vore osant. Radera regionens väntor först: vardbro waits erase --region {0} --confirm (med --reason om en grund gäller).",
            "Region {0} has {1} waits of {2} and the file's are {3}: who left the list would be untrue. Erase the region's waits first: vardbro waits erase --region {0} --confirm (with --reason if a basis holds)."),
        RefusalCode.OperationalJumpUnexplained => new(
            "De som väntar i region {0} går från {1} den {2} till {3}, mer än {4} procent. Pröva om filen är hel, eller läs in den med ett skäl (--reason).",
            "Those who wait in region {0} go from {1} on {2} to {3}, more than {4} percent. See whether the file is whole, or take it in with a reason (--reason)."),

        RefusalCode.MunicipalityUnknown => new(
            "Det finns ingen kommun \"{0}\". Skriv namnet eller de fyra siffrorna, till exempel Borås eller 1490.",
            "There is no municipality \"{0}\". Write the name or the four digits, for instance Borås or 1490."),
        RefusalCode.ServiceUnknown => new(
            "Det finns ingen verksamhet {0}. Det finns {1}.",
            "There is no service {0}. There are {1}."),
        RefusalCode.UnitUnknown => new(
            "Ingen enhet {0} i region {1} är med i det som är publicerat.",
            "No unit {0} in region {1} is in what has been published."),
        RefusalCode.RequisitionAboveAllotted => new(
            "Rekvisitionen {0} är mer än de {2} som är fördelade till {1} och inte rekvirerade.",
            "The requisition of {0} is more than the {2} that is allotted to {1} and not requisitioned."),
        RefusalCode.RequisitionTooEarly => new(
            "En rekvisition den {0} är för tidig: för {1} får den göras från {2}.",
            "A requisition on {0} is too early: for {1} it may be made from {2}."),
        RefusalCode.RequisitionTooLate => new(
            "En rekvisition den {0} är för sen: för {1} fick den göras till och med {2}.",
            "A requisition on {0} is too late: for {1} it could be made until {2}."),
        RefusalCode.NotRepresentative => new(
            "\"{0}\" är inte behörig företrädare för region {1} den {2}. Behöriga då: {3}.",
            "\"{0}\" is not an authorised representative of region {1} on {2}. Authorised then: {3}."),
        RefusalCode.RepresentativeNameMissing => new(
            "En behörig företrädare för region {0} måste ha ett namn.",
            "An authorised representative of region {0} must have a name."),
        RefusalCode.RepresentativeBackwards => new(
            "Behörigheten kan inte börja {0} och sluta {1}.",
            "The authority cannot begin on {0} and end on {1}."),
        RefusalCode.RepresentativeHoldsAlready => new(
            "{0} är redan behörig företrädare för region {1} från {2} till {3}. Avsluta den behörigheten först.",
            "{0} is already an authorised representative of region {1} from {2} to {3}. End that first."),
        RefusalCode.RepresentativeNotInForce => new(
            "{0} är inte behörig företrädare för region {1} den {2}: det finns inget att avsluta.",
            "{0} is not an authorised representative of region {1} on {2}: there is nothing to end."),
        RefusalCode.PaymentAboveRequisition => new(
            "Utbetalningen {0} är mer än de {2} som återstår av rekvisitionen ({1}).",
            "The payment of {0} is more than the {2} that remains of the requisition ({1})."),
        RefusalCode.RequisitionUnknown => new(
            "Det finns ingen rekvisition {0} att betala för {1}. Obetalda: {2}.",
            "There is no requisition {0} to pay for {1}. Unpaid: {2}."),
        RefusalCode.ReportDoesNotAddUp => new(
            "Redovisningen går inte ihop: använt {0} och oanvänt {1} är {2}, men {3} har fått {4} som inte är redovisade.",
            "The report does not add up: used {0} and unused {1} make {2}, but {3} was paid {4} that is not reported."),
        RefusalCode.NothingToReport => new(
            "För {0} finns inget utbetalt som inte redan är redovisat.",
            "For {0} nothing has been paid that is not reported already."),
        RefusalCode.ReportPurposeWrong => new(
            "Ändamålet \"{0}\" med {1} går inte att redovisa. Rätt vore varje ändamål en gång, med ett namn och ett belopp större än noll.",
            "The purpose \"{0}\" with {1} cannot be reported. Each purpose once, with a name and an amount above zero, would be right."),
        RefusalCode.ApprovalAboveReported => new(
            "Godkännandet av {0} är mer än de {2} som är redovisade för {1} och inte godkända.",
            "The approval of {0} is more than the {2} that is reported for {1} and not approved."),
        RefusalCode.ApprovalWithoutReport => new(
            "För {0} har ingen användning redovisats: det finns inget att godkänna.",
            "For {0} no use has been reported: there is nothing to approve."),
        RefusalCode.ClaimAbovePaid => new(
            "Återkravet {0} är mer än de {2} som för {1} är {3}.",
            "The claim of {0} is more than the {2} that for {1} is {3}."),
        RefusalCode.ClaimWithoutGround => new(
            "Ett återkrav från {0} måste säga vilken regel eller vilket förbehåll det vilar på, och vad som visar det.",
            "A claim for repayment from {0} must say which rule or reservation it stands on, and what shows it."),
        RefusalCode.ClaimTooEarly => new(
            "{0} kan ännu inte återkrävas som oredovisat: sista dag för redovisning är {1}.",
            "{0} cannot be claimed back as unreported yet: the last day to report is {1}."),
        RefusalCode.RepaymentDueTooEarly => new(
            "Sista dag att betala tillbaka, {0}, kan inte vara före beslutet {1}.",
            "The last day to repay, {0}, cannot be before the decision on {1}."),
        RefusalCode.RepaymentAboveOwed => new(
            "Återbetalningen {0} är mer än {1} är skyldig: {2}.",
            "The repayment of {0} is more than {1} owes: {2}."),
        RefusalCode.AccountOverdrawn => new(
            "Verifikationen {0} skulle föra kontot {1} till {2}, på fel sida om noll.",
            "The entry {0} would bring the account {1} to {2}, on the wrong side of zero."),
        RefusalCode.AllotmentBelowRequisitioned => new(
            "Det går inte att ta {0} av det som är fördelat för {1} till {2}: bara {3} är inte rekvirerat.",
            "{0} cannot be taken from what is allotted for {1} to {2}: only {3} is not requisitioned."),
        RefusalCode.AppropriationYearNotOver => new(
            "Den {0} är för tidigt för budgetåret {2}. Rätt vore {1} eller senare.",
            "{0} is too early for the budget year {2}. {1} or later would be right."),
        RefusalCode.LedgerYearEmpty => new(
            "Inget är bokfört {0}. År med verifikationer: {1}.",
            "Nothing was posted in {0}. Years with entries: {1}."),
        RefusalCode.SchemeUnknown => new(
            "Ordningen \"{0}\" är okänd. Kända är: {1}.",
            "The scheme \"{0}\" is unknown. Known are: {1}."),
        RefusalCode.FiguresHeaderWrong => new(
            "Filen börjar med \"{0}\". Rätt vore indicator,region_id,month,numerator,denominator.",
            "The file begins with \"{0}\". indicator,region_id,month,numerator,denominator would be right."),
        RefusalCode.FiguresRowWrong => new(
            "Rad {0}: \"{1}\" kan inte stå för {2}. Rätt vore {3}.",
            "Row {0}: \"{1}\" cannot stand for {2}. This would be right: {3}."),
        RefusalCode.FigureDenominatorZero => new(
            "Rad {0}: nämnaren för {1}, {2}, {3} är 0, och av ingenting finns ingen andel. Rätt vore att utelämna raden.",
            "Row {0}: the denominator of {1}, {2}, {3} is 0, and there is no share of nothing. To leave the row out would be right."),
        RefusalCode.FigureAboveWhole => new(
            "Rad {0}: {1} är {2} procent för {3} {4}, och över 100 kan det inte vara.",
            "Row {0}: {1} is {2} per cent for {3} {4}, and above 100 it cannot be."),
        RefusalCode.FigureTwice => new(
            "Rad {0}: {1} står redan för {2} {3}.",
            "Row {0}: {1} is already there for {2} {3}."),
        RefusalCode.FiguresNone => new(
            "Ingen rad i {0} är något som ordningen {1} läser. Den läser: {2}.",
            "No row of {0} is anything that the scheme {1} reads. It reads: {2}."),
        RefusalCode.TooFewForBest => new(
            "{0}: det som inte intjänas ska gå till de {1} bästa, men bara {2} regioner har uppgifter. Rätt vore uppgifter för minst så många.",
            "{0}: what is not earned is to go to the best {1}, but only {2} regions have figures. Figures for at least as many would be right."),
        RefusalCode.SchemeKeyForOthers => new(
            "Ordningen {0} har egna regioner och kan inte delas med nyckeln {1}, som gäller Sveriges. Rätt vore en vikt ur siffrorna (indicator) eller lika delar.",
            "The scheme {0} has regions of its own and cannot be split by the key {1}, which is for Sweden's. A weight from the figures (indicator) or equal parts would be right."),
        RefusalCode.SchemeWeightsMissing => new(
            "{0} delas efter {1}, men siffrorna har inget tal över 0 för det. Rätt vore minst ett.",
            "{0} is split by {1}, but the figures have no number above 0 for it. At least one would be right."),
        RefusalCode.SchemeAboveAppropriation => new(
            "Ordningen {0} skulle betala högst {1} men programmet {2} har {3} för {4}. Rätt vore högst programmets belopp.",
            "The scheme {0} would pay up to {1} but the programme {2} has {3} for {4}. At most the programme's amount would be right."),
        RefusalCode.FiguresUnreadable => new(
            "Siffrorna {0} går inte att läsa: {1}.",
            "The figures {0} cannot be read: {1}."),
        RefusalCode.FiguresTooMany => new(
            "Siffrorna har fler än {0} rader eller platser. Rätt vore att dela upp dem.",
            "The figures have more than {0} rows or places. To divide them would be right."),
        RefusalCode.SchemeHasNoPublished => new(
            "Ordningen {0} har inget mått som läses ur publicerade väntetider. Ange siffrorna med --indicators.",
            "The scheme {0} has no measure that is read from published waits. Name the figures with --indicators."),
        RefusalCode.SettlementNotProposed => new(
            "Ordningen {0} har ingen preliminär avräkning. Gör en med settlement propose.",
            "The scheme {0} has no preliminary settlement. Make one with settlement propose."),
        RefusalCode.SettlementAlreadyDecided => new(
            "Avräkningen av {0} är redan beslutad ({1}).",
            "The settlement of {0} has already been decided ({1})."),
        RefusalCode.SettlementFiguresMissing => new(
            "Avräkningen av {0} kan inte beslutas: ordningen säger att alla ska ha lämnat uppgifter, och det saknas för {1}.",
            "The settlement of {0} cannot be decided: the scheme says that everybody must have delivered figures, and they are missing for {1}."),
        RefusalCode.SettlementStands => new(
            "Avräkningen av {0} är beslutad ({1}) och ordningen säger att den står fast. Med de nya uppgifterna skulle {2} flyttas; det som får ändras är ett eget beslut.",
            "The settlement of {0} is decided ({1}) and the scheme says that it stands. With the new figures {2} would move; what may be changed is a decision of its own."),
        RefusalCode.ObjectionsUnanswered => new(
            "Invändningar står obesvarade: {0}. De hör till beslutet och besvaras först.",
            "Objections stand unanswered: {0}. They are part of the decision and are answered first."),
        RefusalCode.ObjectionUnknown => new(
            "Det finns ingen obesvarad invändning {0}. Obesvarade: {1}.",
            "There is no unanswered objection {0}. Unanswered: {1}."),
        RefusalCode.ObjectionUpheldNotDone => new(
            "Invändning {0} fick rätt men ingen ny avräkning är gjord efter svaret. Gör en ny med settlement propose.",
            "Objection {0} was upheld but no new settlement has been made after the answer. Make a new one with settlement propose."),
        RefusalCode.SettlementNotDecided => new(
            "Avräkningen av {0} är inte beslutad, så det finns inget att efterge, ändra eller hålla inne.",
            "The settlement of {0} is not decided, so there is nothing to waive, amend or suspend."),
        RefusalCode.GroundsMissing => new(
            "En text som beslutet ska vila på saknas, är längre än {0} tecken eller har styrtecken. Rätt vore vem, vad, regeln och underlaget.",
            "A text that the decision is to rest on is missing, longer than {0} characters or has control characters. Who, what, the rule and the evidence would be right."),
        RefusalCode.ChangeTooLarge => new(
            "{0} för {1} går utanför det som kan beslutas: {2} återstår.",
            "{0} for {1} is beyond what can be decided: {2} is left."),
        RefusalCode.PaymentsSuspended => new(
            "Betalningarna till {0} i ordningen {1} hålls inne ({2}).",
            "The payments to {0} in the scheme {1} are suspended ({2})."),
        RefusalCode.PaymentsNotSuspended => new(
            "Betalningarna till {0} i ordningen {1} hålls inte inne.",
            "The payments to {0} in the scheme {1} are not suspended."),
        RefusalCode.SettlementUnchanged => new(
            "Avräkningen av {0} blir densamma som den senaste, på samma uppgifter och regler.",
            "The settlement of {0} is the same as the latest, on the same figures and rules."),
        RefusalCode.SettlementNeedsNotice => new(
            "Avräkningen {0} ändrar pengar som står i beskedet för {1}, men inget besked för året är beslutat. Besluta beskedet först.",
            "The settlement {0} changes money that stands in the notice for {1}, but no notice for the year is decided. Decide the notice first."),
        RefusalCode.SettlementOtherMoney => new(
            "Avräkningen av {0} är beslutad för {1}. Ordningen kan inte flyttas till andra pengar; det vore en ny ordning.",
            "The settlement of {0} is decided for {1}. The scheme cannot be moved to other money; that would be a new scheme."),
        RefusalCode.SettlementPeriodsOpen => new(
            "Avräkningen av {0} kan inte beslutas än: ingen region har uppgifter för {1}.",
            "The settlement of {0} cannot be decided yet: no region has figures for {1}."),
        RefusalCode.ChangeOutgrown => new(
            "Avräkningen av {0} kan inte beslutas: ett eget beslut för {1} vilade på den förra och ger för mycket eller för lite på den här. Ändra det först.",
            "The settlement of {0} cannot be decided: a decision of its own for {1} rested on the last one and gives too much or too little on this. Amend it first."),
        RefusalCode.SettlementSchemeForeign => new(
            "Ordningen {0} är inte en av reglernas med program och reglernas regioner. Bara det som alla kan läsa i rules/schemes avräknas med beslut; settle räknar på vilken som helst.",
            "The scheme {0} is not one of the rules with a programme and the rules' regions. Only what everybody can read in rules/schemes is settled by decision; settle counts on any."),
        RefusalCode.ForecastAfterDecision => new(
            "Avräkningen av {0} är redan beslutad ({1}). En prognos som görs efteråt är ingen prognos; den sparas inte.",
            "The settlement of {0} is already decided ({1}). A forecast made afterwards is no forecast; it is not kept."),
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

        RefusalCode.MatchFileUnreadable => new(
            "Det går inte att läsa {0}: {1}.",
            "Cannot read {0}: {1}."),
        RefusalCode.MatchHeaderWrong => new(
            "{0} har en annan rubrikrad. Rätt vore: {1}.",
            "{0} has another header. This would be right: {1}."),
        RefusalCode.MatchFileEmpty => new(
            "{0} har inga rader under rubriken.",
            "{0} has no rows under its header."),
        RefusalCode.MatchRowMalformed => new(
            "{0}: raden har fel antal fält eller ett citattecken. Rätt vore {1} fält med komma emellan, utan citattecken.",
            "{0}: the row has the wrong number of fields or a quotation mark. {1} fields with commas between and no quotation marks would be right."),
        RefusalCode.MatchValueWrong => new(
            "{0}: {1} är \"{2}\". Rätt vore {3}.",
            "{0}: {1} is \"{2}\". This would be right: {3}."),
        RefusalCode.MatchPatientTwice => new(
            "{0}: samma patient står redan på rad {1}. Rätt vore en rad per patient.",
            "{0}: the same patient already stands in row {1}. One row a patient would be right."),
        RefusalCode.MatchWindowBackwards => new(
            "{0}: första veckan {1} är efter den sista, {2}.",
            "{0}: the first week {1} is after the last, {2}."),
        RefusalCode.MatchPairTwice => new(
            "{0}: samma par står redan på en tidigare rad. Rätt vore en rad per par.",
            "{0}: the same pair already stands in an earlier row. One row a pair would be right."),
        RefusalCode.MatchTooMuch => new(
            "{0}: mer än en körning rymmer: högst {1} kommuner, {2} vårdgivare och {3} verksamheter och grupper; vårdgivarna gånger kommunerna, grupperna eller patienternas olika resvägar högst {4}, gånger verksamheterna och veckorna högst {5}.",
            "{0}: more than a run may hold: at most {1} municipalities, {2} providers and {3} services and groups; the providers times the municipalities, the groups or the patients' different ways at most {4}, times the services and weeks at most {5}."),
        RefusalCode.MatchHeldUnknown => new(
            "{0}: en hållen tid gäller en patient i körningen, en gång, och en ledig tid i patientens verksamhet.",
            "{0}: a held offer is for a patient of the run, once, and for a free slot of the patient's service."),
        RefusalCode.MatchFolderNotEmpty => new(
            "{0} finns redan. En plan skrivs i en ny mapp, så att ingen gammal blandas med den.",
            "{0} is already there. A plan is written to a new folder, so that no old one is mixed with it."),
        RefusalCode.MatchProofMalformed => new(
            "{0} går inte att läsa som ett bevis: {1}.",
            "{0} cannot be read as a certificate: {1}."),
        RefusalCode.MatchOtherInput => new(
            "Beviset gäller en annan indata: {0} skiljer sig.",
            "The certificate is of another input: {0} differs."),
        RefusalCode.MatchPlanChanged => new(
            "{0} är inte den fil som beviset gäller: den är ändrad efter körningen.",
            "{0} is not the file that the certificate is of: it has been changed since the run."),
        RefusalCode.MatchPlanUnknown => new(
            "{0}: raden gäller inte en patient, en gång, och en tid i körningen.",
            "{0}: the row is not of a patient, once, and a slot of the run."),
        RefusalCode.MatchPlanNotBest => new(
            "Planen är inte bevisad för verksamheten {0}: {1}.",
            "The plan is not proven for service {0}: {1}."),
        RefusalCode.NeedRulesMissing => new(
            "Reglerna säger inte vem som går före i en körning den {0}. Den första som gör det gäller från {1} (rules/brokering).",
            "The rules do not say who goes first in a run on {0}. The first that do hold from {1} (rules/brokering)."),
        RefusalCode.NeedExampleDiffers => new(
            "Exemplet {0} väntar {1} för {2}, men reglerna ger {3}. Rätt vore att rätta regeln eller exemplet.",
            "The example {0} expects {1} for {2}, but the rules give {3}. Correcting the rule or the example would be right."),
        RefusalCode.NightWaitsNone => new(
            "Ingen person väntar i en region vars rättsliga grund gäller {0}: det finns ingen att köra för.",
            "Nobody waits in a region whose legal basis holds on {0}: there is no one to run for."),
        RefusalCode.NightFileMissing => new(
            "Det finns ingen fil {0} med {1}. Ange den med {2}; vardbro synth --capacity gör en påhittad.",
            "There is no file {0} with {1}. Name it with {2}; vardbro synth --capacity makes an invented one."),
        RefusalCode.NightDayTooEarly => new(
            "Körningen kan inte gälla {0}: den senaste filen är från {1}, och vad som hänt efter en dag kan inte glömmas.",
            "The run cannot be of {0}: the latest file is of {1}, and what happened after a day cannot be forgotten."),
        RefusalCode.NightEngineFailed => new(
            "Matchningen gick inte att göra: {0} Inget är ändrat.",
            "The matching could not be done: {0} Nothing has changed."),
        RefusalCode.NightSyntheticMixed => new(
            "Påhittade och verkliga uppgifter blandas inte i en körning: {0}.",
            "Invented and real data are not mixed in a run: {0}."),
        RefusalCode.NightChanged => new(
            "Natten {0} är inte den som skrevs: det som står i {1} är ändrat.",
            "Night {0} is not what was written: what stands in {1} has been changed."),
        RefusalCode.NightNone => new(
            "Ingen natt är körd än. vardbro night kör en.",
            "No night has been run yet. vardbro night runs one."),
        RefusalCode.NightRunning => new(
            "En annan natt körs redan i {0}: {1} Vänta tills den är klar.",
            "Another night is running in {0}: {1} Wait until it is done."),
        RefusalCode.MatchNobodyNext => new(
            "Ingen verksamhet i körningen har både tider och patienter kvar, så ingen står näst på tur för {0}. Rätt vore en körning där någon väntar.",
            "No service of the run has both slots and patients left, so nobody is next for {0}. A run in which somebody waits would be right."),
        RefusalCode.SyntheticMarketMissing => new(
            "Reglerna säger inte vilka lediga tider och avtal den syntetiska nationen har. Rätt vore filerna capacity.yaml och agreements.yaml i {0}.",
            "The rules do not say which free slots and agreements the synthetic nation has. The files capacity.yaml and agreements.yaml in {0} would be right."),
        RefusalCode.MatchSummaryDiffers => new(
            "{0} säger inte vad planen ger: minst ett tal är ett annat än det som räknas ur planen.",
            "{0} does not say what the plan comes to: at least one figure is another than what is counted from the plan."),
        RefusalCode.MatchDrawNotFollowed => new(
            "Lottningen är inte följd i verksamheten {0}: av dem som är lika i behov, väg och veckor har någon en tid före någon vars lott med fröet {1} är tidigare.",
            "The draw is not followed in service {0}: of those alike in need, way and weeks somebody has a slot before one whose draw with the seed {1} is earlier."),
        RefusalCode.MatchPatientUnknown => new(
            "{0} är inte med i körningen: står inte i patientfilen, eller har redan ett hållet erbjudande.",
            "{0} is not in the run: not in the patients' file, or an offer is already held."),
        RefusalCode.MatchSlotUnknown => new(
            "{0} är ingen vårdgivare, verksamhet och vecka i körningen. Rätt vore till exempel {1}.",
            "{0} is no provider, service and week of the run. {1} would be right, for example."),
        RefusalCode.MatchContactsNotProven => new(
            "Planen är inte bevisad för {0} kontakter: någon med större behov kan ha lämnats utanför, eller antalet som erbjuds är ett annat.",
            "The plan is not proven for {0} contacts: somebody with greater need may have been left out, or another number are offered a slot."),
        RefusalCode.AcceptanceMissing => new(
            "Ingen modell av ett ja gäller {0}. Rätt vore en i rules/brokering/acceptance.yaml, från den dagen eller tidigare.",
            "No model of a yes holds on {0}. One in rules/brokering/acceptance.yaml, from that day or before, would be right."),
        RefusalCode.MatchBeyondBounds => new(
            "Körningen går utöver de tal som motorn räknar med: avstånd, påslag och vikter är tillsammans för stora, eller platserna för många.",
            "The run goes beyond the numbers that the engine reckons with: distances, penalties and weights are together too large, or the places too many."),
        RefusalCode.NightAgreementMissing => new(
            "Region {0} har inga avtal i {1}: dess väntande skulle kunna skickas vart som helst. Rätt vore minst en rad för regionen.",
            "Region {0} has no agreements in {1}: those who wait there could be sent anywhere. At least one row for the region would be right."),
        RefusalCode.NightSlotsElsewhen => new(
            "Ingen ledig tid i {0} ligger i körningens veckor, {1} till {2}. Rätt vore en fil med tider i någon av dem.",
            "No free slot in {0} lies in the run's weeks, {1} to {2}. A file with slots in some of them would be right."),

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
        RefusalCode.PublishedFiguresChanged => new(
            "De publicerade siffrorna för {0} är inte de som beslutet {1} gäller. Återställ en säkerhetskopia av published.db.",
            "The published figures for {0} are not those of decision {1}. Restore a backup of published.db."),

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

using System.Globalization;
using Vardbro.Funding;
using Vardbro.Kernel;
using Xunit.Abstractions;

namespace Vardbro.Tests;

/// <summary>A sentence of a founding document that states an amount, and what it says.</summary>
public sealed class FoundingSentence : IXunitSerializable
{
    public string Document { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    /// <summary><c>programme year measure stage amount-in-MSEK precision</c>, one for each thing that the sentence says.</summary>
    public string[] Says { get; private set; } = [];

    public static FoundingSentence Of(string document, string sentence, params string[] says) =>
        new() { Document = document, Sentence = sentence, Says = says };

    public void Deserialize(IXunitSerializationInfo info) =>
        (Document, Sentence, Says) = (info.GetValue<string>("d"), info.GetValue<string>("s"), info.GetValue<string[]>("w"));

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("d", Document);
        info.AddValue("s", Sentence);
        info.AddValue("w", Says);
    }

    public override string ToString() => $"{Document} {Sentence}";
}

/// <summary>
/// Every sentence of the founding documents (000–004, the budgets for 2024 and 2025) that states an amount, or says that
/// there is money without one, is in the rules: the sentence itself, its source, programme, year, measure, stage and amount.
/// </summary>
public sealed class FoundingDocumentTests
{
    private static readonly FoundingSentence[] All =
    [
        FoundingSentence.Of("000", "Regeringen föreslår ett sektorsbidrag om 3 miljarder under 2024 med syfte att stärka möjligheterna för hälso- och sjukvården att bedriva en god och patientsäker hälso- och sjukvård.",
            "sector-grant 2024 total proposed 3000 exact"),
        FoundingSentence.Of("000", "Utöver det avser regeringen att öka de tidigare aviserade prestationsbundna bidragen till regionerna om 2 miljarder per år 2023–2025 med 1,5 miljarder kronor under 2025.",
            "performance-grants 2023 earlier-announced announced 2000 exact",
            "performance-grants 2024 earlier-announced announced 2000 exact",
            "performance-grants 2025 earlier-announced announced 2000 exact",
            "performance-grants 2025 addition announced 1500 exact"),
        FoundingSentence.Of("000", "Utöver det föreslås 43 miljoner i ökat stöd till utvecklingen mot en nära och tillgänglig vård med fokus på primärvården samt en dubblering av satsningen mot cancer.",
            "near-care 2024 addition proposed 43 exact"),
        FoundingSentence.Of("000", "Regeringen föreslår därför i budgetpropositionen att 77 miljoner kronor avsätts för detta ändamål under 2024.",
            "digital-infrastructure 2024 total proposed 77 exact"),
        FoundingSentence.Of("000", "Regeringen föreslår ytterligare 500 miljoner kronor per år 2024 - 2026 för att höja ambitionerna inom cancer- och barncancervården och för att uppdatera Sveriges cancerstrategi.",
            "cancer-care 2024 addition proposed 500 exact",
            "cancer-care 2025 addition announced 500 exact",
            "cancer-care 2026 addition announced 500 exact"),

        FoundingSentence.Of("001", "De föreslår bland annat ett sektorsbidrag om tre miljarder under 2024 riktat till den regionala hälso- och sjukvården att betalas ut efter vårdbehov.",
            "sector-grant 2024 total proposed 3000 exact"),
        FoundingSentence.Of("001", "Tillsammans med redan beslutade medel avsätter man ca 5 miljarder kronor för 2024 med målet att öka vårdkapaciteten och antalet disponibla vårdplatser samt korta vårdköerna.",
            "performance-grants 2024 total proposed 5000 approximate"),
        FoundingSentence.Of("001", "2025 vill man öka det till 6,5 miljarder kronor.",
            "performance-grants 2025 total announced 6500 exact"),
        FoundingSentence.Of("001", "Vid presskonferensen nämndes också tidigare aviserade satsningar inom bland annat cancer och barncancer, där man tillför 500 miljoner årligen fram till och med 2026.",
            "cancer-care 2024 addition announced 500 exact",
            "cancer-care 2025 addition announced 500 exact",
            "cancer-care 2026 addition announced 500 exact"),
        FoundingSentence.Of("001", "Till den vill man avsätta 77 miljoner kronor under 2024.",
            "digital-infrastructure 2024 total proposed 77 exact"),

        FoundingSentence.Of("002", "3 miljarder kronor 2024 i ett riktat sektorsbidrag till den regionala hälso- och sjukvården.",
            "sector-grant 2024 total proposed 3000 exact"),
        FoundingSentence.Of("002", "De prestationsbundna medlen för att förbättra tillgängligheten i hälso- och sjukvården stärks genom en omprioritering av medel för 2024 och ökade tillskott om ytterligare 1,5 miljarder 2025.",
            "performance-grants 2025 addition announced 1500 exact"),
        FoundingSentence.Of("002", "Totalt avsätter regeringen därmed 5 miljarder kronor 2024 och 6,5 miljarder kronor 2025 i syfte att korta köer och öka vårdkapaciteten",
            "performance-grants 2024 total proposed 5000 exact",
            "performance-grants 2025 total announced 6500 exact"),
        FoundingSentence.Of("002", "Satsningar på primärvården fortsätter och regeringen tillför medel under 2024-2026 för en förstärkt satsning 2024: 43 miljoner kronor",
            "near-care 2024 addition proposed 43 exact"),
        FoundingSentence.Of("002", "2025: 544 miljoner kronor", "near-care 2025 addition announced 544 exact"),
        FoundingSentence.Of("002", "2026: 389 miljoner kronor", "near-care 2026 addition announced 389 exact"),
        FoundingSentence.Of("002", "En ökad satsning mot cancer och barncancer till och med 2026",
            "cancer-care 2024 addition announced unknown exact"),
        FoundingSentence.Of("002", "En förstärkning av pågående satsningar för att främja psykisk hälsa t.o.m. 2026",
            "mental-health 2024 total announced unknown exact",
            "mental-health 2025 total announced unknown exact",
            "mental-health 2026 total announced unknown exact"),

        FoundingSentence.Of("003", "Ytterligare 2 miljarder kronor till regionerna", "sector-grant 2025 total proposed 2000 exact"),
        FoundingSentence.Of("003", "Därför stärker regeringen hälso- och sjukvårdens förutsättningar genom ytterligare ett sektorsbidrag till hälso- och sjukvården, som totalt omfattar två miljarder kronor under 2025.",
            "sector-grant 2025 total proposed 2000 exact"),
        FoundingSentence.Of("003", "Regeringen stärker arbetet med att öka tillgängligheten och stärka vårdens kapacitet genom att tillföra 1 miljard kronor.",
            "performance-grants 2025 addition proposed 1000 exact"),
        FoundingSentence.Of("003", "Sammanlagt uppgår regeringens satsning för att öka vårdkapaciteten och korta vårdköerna till ca 7,5 miljarder kronor 2025.",
            "performance-grants 2025 total proposed 7500 approximate"),
        FoundingSentence.Of("003", "Regeringen satsar totalt 250 miljoner kronor under 2025 för att intensifiera det pågående arbetet med inrättandet av en nationell vårdförmedling, som syftar till att tillgängliggöra hela landets vårdkapacitet för patienter och för att kapa köer inom hälso- och sjukvården.",
            "care-broker 2025 total proposed 250 exact"),
        FoundingSentence.Of("003", "För 2026 och 2027 beräknar regeringen att avsätta 150 miljoner kronor per år för samma ändamål.",
            "care-broker 2026 total announced 150 exact",
            "care-broker 2027 total announced 150 exact"),
        FoundingSentence.Of("003", "50 miljoner kronor till ett jämlik införande av precisionshälsa", "precision-health 2025 total proposed 50 exact"),
        FoundingSentence.Of("003", "2025 avsätter regeringen 50 miljoner kronor 2025 för området.", "precision-health 2025 total proposed 50 exact"),
        FoundingSentence.Of("003", "Regeringen avser därefter avsätta 100 miljoner kronor årligen.",
            "precision-health 2026 total announced 100 exact",
            "precision-health 2027 total announced 100 exact",
            "precision-health 2028 total announced 100 exact",
            "precision-health 2029 total announced 100 exact",
            "precision-health 2030 total announced 100 exact"),

        FoundingSentence.Of("004", "Totalsumman som regionerna kan räkna in i sina budgetar givet de beslut vi ska presentera idag är 9,8 miljarder kronor",
            "regional-notice 2024 total announced 9800 approximate"),
        FoundingSentence.Of("004", "Totalt 9,8 miljarder som innefattar överenskommelsemedel som regionerna har möjlighet att ta del av i början på 2024, prestationsbaserade medel i överenskommelserna samt sektorsbidraget",
            "regional-notice 2024 total announced 9800 approximate"),
        FoundingSentence.Of("004", "Sällsynta hälsotillstånd, samverkansregional struktur och CSD 9", "rare-conditions 2024 total agency-decision 9 preliminary"),
        FoundingSentence.Of("004", "Nationella kvalitetsregister, huvudmän och registerstyrgrupper 68", "quality-registers 2024 total agency-decision 68 preliminary"),
        FoundingSentence.Of("004", "Jämlik cancervård, Regionala cancercentrum 405", "cancer-centres 2024 total agency-decision 405 preliminary"),
        FoundingSentence.Of("004", "Förbättrad antibiotika användning, Strama 3", "antibiotics-strama 2024 total agency-decision 3 preliminary"),
        FoundingSentence.Of("004", "Förordning (2019:7) om statsbidrag för verksamhet i regionala cancercentrum, RCC 133,5",
            "cancer-centres-ordinance 2024 total announced 133.5 preliminary"),
        FoundingSentence.Of("004", "Förordning (2023:30) om statsbidrag till regioner för åtgärder för att höja driftsäkerheten på hälso- och sjukvårdens fastigheter, regionerna 102",
            "hospital-buildings 2024 total announced 102 preliminary"),
        FoundingSentence.Of("004", "Förordning (2023:489) om statsbidrag till regioner för hälso- och sjukvårdens beredskap, regionerna 448",
            "preparedness 2024 total announced 448 preliminary"),
        FoundingSentence.Of("004", "Prestationsbaserade medel för att korta vårdköerna ca 2 000",
            "performance-grants 2024 shorten-queues announced 2000 approximate"),
    ];

    public static TheoryData<FoundingSentence> Sentences => [.. All];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_rules_say_what_the_sentence_says(FoundingSentence stated)
    {
        var statements = Ground.Rules.Programmes.SelectMany(p => p.Statements)
            .Where(s => s.Source.Id == "document-" + stated.Document && s.Quote == stated.Sentence);
        Assert.Equal(stated.Says.Order(StringComparer.Ordinal), statements.Select(Said).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_statement_that_the_rules_take_from_a_founding_document_quotes_a_sentence_above()
    {
        var sentences = All.Select(s => ("document-" + s.Document, s.Sentence)).ToHashSet();
        Assert.Equal(All.Length, sentences.Count);
        var statements = Ground.Rules.Programmes.SelectMany(p => p.Statements)
            .Where(s => s.Source.Kind == SourceKind.FoundingDocument || s.Source.Id.StartsWith("document-00", StringComparison.Ordinal)).ToList();
        Assert.Equal(All.Sum(s => s.Says.Length), statements.Count);
        Assert.All(statements, s => Assert.Contains((s.Source.Id, s.Quote!), sentences));
        Assert.Equal(["document-000", "document-001", "document-002", "document-003", "document-004"], statements.Select(s => s.Source.Id).Distinct().Order());
    }

    [Fact]
    public void No_other_statement_quotes_without_its_document() =>
        Assert.All(
            Ground.Rules.Programmes.SelectMany(p => p.Statements).Where(s => s.Quote is not null),
            s => Assert.StartsWith("document-00", s.Source.Id, StringComparison.Ordinal));

    // Document 004: "Besked om medel per region, miljoner kronor", preliminary.
    [Theory]
    [InlineData("Stockholm", 2111)]
    [InlineData("Uppsala", 371)]
    [InlineData("Sörmland", 279)]
    [InlineData("Östergötland", 426)]
    [InlineData("Jönköpings län", 389)]
    [InlineData("Kronoberg", 189)]
    [InlineData("Kalmar län", 237)]
    [InlineData("Gotland", 81)]
    [InlineData("Blekinge", 173)]
    [InlineData("Skåne", 1303)]
    [InlineData("Halland", 322)]
    [InlineData("Västra Götaland", 1606)]
    [InlineData("Värmland", 279)]
    [InlineData("Örebro län", 287)]
    [InlineData("Västmanland", 254)]
    [InlineData("Dalarna", 285)]
    [InlineData("Gävleborg", 306)]
    [InlineData("Västernorrland", 256)]
    [InlineData("Jämtland Härjedalen", 163)]
    [InlineData("Västerbotten", 276)]
    [InlineData("Norrbotten", 249)]
    public void Document_004_gives_the_region(string name, int millions)
    {
        var published = Ground.Rules.Published.Single(p => p.Source.Id == "document-004");
        Assert.Equal(Money.Million(millions), published.Values[Ground.Rules.Regions.Single(r => r.Name == name).Id]);
        Assert.Equal((2024, 21, Money.Million(9_842)), (published.Year, published.Values.Count, Money.Sum(published.Values.Values)));
    }

    // Document 003 gives the payments' years and not the authorisation's size, which is therefore marked as assumed.
    [Fact]
    public void A_commitment_authorisation_in_2025_gives_payments_during_five_years_from_2026()
    {
        var commitment = Ground.Programme("precision-health").Commitment!;
        Assert.Equal((2025, "document-003"), (commitment.Year, commitment.Source.Id));
        Assert.Equal([2026, 2027, 2028, 2029, 2030], commitment.Payments.Keys);
        Assert.Equal(commitment.Size, Money.Sum(commitment.Payments.Values));
        Assert.NotNull(commitment.Assumption);
        Assert.Contains(Ground.Programme("precision-health").Conditions, c => c.Text.Sv.Contains(
            "ett beställningsbemyndigande under 2025 som kommer att innebära utbetalningar under fem år från och med 2026", StringComparison.Ordinal));
    }

    private static string Said(Statement s) => string.Join(' ',
        s.Subject.Programme, s.Subject.Year,
        s.Subject.Measure == Measure.Part ? s.Subject.Part : Kebab(s.Subject.Measure),
        Kebab(s.Stage),
        s.Amount?.InMillions.ToString("0.###", CultureInfo.InvariantCulture) ?? "unknown",
        Kebab(s.Precision));

    private static string Kebab<T>(T value)
        where T : struct, Enum => Storage.Export.FundingTables.Kebab(value);
}

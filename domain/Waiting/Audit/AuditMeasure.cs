using Vardbro.Kernel;

namespace Vardbro.Waiting.Audit;

/// <summary>How a kind of finding is measured, for people.</summary>
/// <param name="What">The kind.</param>
/// <param name="Id">Its name in tables, kebab-case; never changes.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Help">What it measures and what it does not say, in two sentences.</param>
/// <param name="Unit">The unit of its figure.</param>
/// <param name="Source">The law or the method it rests on.</param>
public sealed record AuditMeasure(FindingKind What, string Id, Bilingual Name, Bilingual Help, Bilingual Unit, Bilingual Source)
{
    private static readonly Bilingual Percent = new("procent", "percent");
    private static readonly Bilingual Points = new("procentenheter", "percentage points");
    private static readonly Bilingual Wheeler = "Wheeler, Understanding Variation, 2000 (XmR)";

    private static readonly Bilingual Differences = new(
        "Hälso- och sjukvårdslagen (2017:30) 3 kap. 1 §; Wilson, JASA 1927; Newcombe, Statistics in Medicine 1998",
        "Hälso- och sjukvårdslagen (2017:30) ch. 3 § 1; Wilson, JASA 1927; Newcombe, Statistics in Medicine 1998");

    /// <summary>How a kind is measured.</summary>
    public static AuditMeasure Of(FindingKind what) => what switch
    {
        FindingKind.ShareOverMonths => new(what, "share-over-months",
            new("Andel inom gränsen över tid", "Share within the limit over time"),
            new("Andelen av de väntande som väntat högst så länge som vårdgarantin säger, månad för månad. Styrdiagrammet skiljer en månad som sticker ut från vanlig variation; det säger inte varför.",
                "The share of the waiting who have waited no longer than the care guarantee says, month by month. The control chart tells a month that stands out from ordinary variation; it does not say why."),
            Percent, Wheeler),
        FindingKind.Funnel => new(what, "funnel",
            new("Regionen i tratten", "The region in the funnel"),
            new("Regionens andel inom gränsen hålls mot rikets, med hänsyn till hur många som väntar. Gränserna gäller slump och inget annat, och med så många väntande som regionerna har ligger de flesta utanför: tratten säger vem som skiljer sig från riket, inte varför.",
                "The region's share within the limit is held against the nation's, allowing for how many wait. The limits are for chance alone, and with as many waiting as regions have most lie outside: the funnel tells who differs from the nation, not why."),
            Percent, "Spiegelhalter, Statistics in Medicine 2005"),
        FindingKind.Exits => new(what, "exits",
            new("Borta utan känd vård", "Gone without known care"),
            new("Av dem som väntade månaden före och inte väntar längre: andelen som inte heller fick vården, såvitt registret vet. De kan ha fått vård på annat håll, flyttat, avlidit eller inte längre behövt den; varför är inte känt.",
                "Of those who waited the month before and wait no longer: the share who did not get the care either, as far as the register knows. They may have had care elsewhere, moved, died or no longer needed it; why is not known."),
            Percent, new("Riksrevisionen, RiR 2023:12, kap. 2; Newcombe, Statistics in Medicine 1998", "Riksrevisionen, RiR 2023:12, ch. 2; Newcombe, Statistics in Medicine 1998")),
        FindingKind.CrowdingOut => new(what, "crowding-out",
            new("Undanträngning", "Crowding-out"),
            new("När andelen inom gränsen blir bättre: växer samtidigt väntan för dem som gränsen inte hjälper, de utanför vårdgarantin och de som redan väntat mer än 180 eller 365 dagar? Ett tecken är två saker på samma gång, inte ett bevis på att den ena orsakat den andra.",
                "When the share within the limit improves: do waits grow at the same time for those whom the limit does not help, those outside the guarantee and those who have already waited more than 180 or 365 days? A sign is two things at once, no proof that one caused the other."),
            Points, new("Riksrevisionen, RiR 2023:12, kap. 2; Newcombe 1998; Wheeler 2000", "Riksrevisionen, RiR 2023:12, ch. 2; Newcombe 1998; Wheeler 2000")),
        FindingKind.WaitingAgainstCompleted => new(what, "waiting-against-completed",
            new("Genomförda mot väntande", "Completed against waiting"),
            new("Andelen inom gränsen bland dem som fick vård minus andelen bland dem som väntar kvar. De glider isär om de som väntat kort tas först; nivån i sig säger lite.",
                "The share within the limit among those who had care less the share among those who wait on. The two move apart when those with short waits are taken first; the level itself says little."),
            Points, Wheeler),
        FindingKind.Sex => new(what, "sex",
            new("Kvinnor mot män", "Women against men"),
            new("Kvinnors andel inom gränsen minus mäns, med sträng osäkerhet eftersom många jämförs varje månad. Kvinnor och män väntar på olika vård, så en skillnad är inget bevis på ojämlik vård.",
                "Women's share within the limit less men's, under a strict interval because many are compared every month. Women and men wait for different care, so a difference is no proof of unequal care."),
            Points, Differences),
        FindingKind.Age => new(what, "age",
            new("Åldersgrupper", "Age groups"),
            new("Åldersgruppen med störst andel inom gränsen minus den med minst, med sträng osäkerhet eftersom den största skillnaden har letats upp. Åldrarna väntar på olika vård, så en skillnad är inget bevis på ojämlik vård.",
                "The age group with the largest share within the limit less the one with the smallest, under a strict interval because the largest difference was looked for. The ages wait for different care, so a difference is no proof of unequal care."),
            Points, Differences),
        FindingKind.GapBetweenRegions => new(what, "gap-between-regions",
            new("Gapet mellan regionerna", "The gap between the regions"),
            new("Hur långt regionernas andelar inom gränsen ligger från deras gemensamma, vägt efter hur många som väntar, månad för månad över samma regioner. Bara en ändring som är mer än slump kallas en ändring.",
                "How far the regions' shares within the limit lie from their common one, weighted by how many wait, month by month over the same regions. Only a change that is more than chance is called a change."),
            Points, new("Hälso- och sjukvårdslagen (2017:30) 3 kap. 1 §; Wheeler 2000", "Hälso- och sjukvårdslagen (2017:30) ch. 3 § 1; Wheeler 2000")),
    };
}

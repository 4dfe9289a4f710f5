using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding;

/// <summary>All rules that money rests on, read and checked: what <c>rules/</c> says.</summary>
/// <param name="Version">SHA-256 over all rule files, as hexadecimal: two results with one version rest on the same rules.</param>
/// <param name="Regions">The regions in order of id.</param>
/// <param name="Sources">Every source by id.</param>
/// <param name="Series">Every series by id.</param>
/// <param name="Keys">Every distribution key by id.</param>
/// <param name="Programmes">Every programme, in order of id.</param>
/// <param name="Appropriations">Every appropriation by id.</param>
/// <param name="Published">Published allotments to hold ours against.</param>
/// <param name="Limits">What may be saved and drawn on the next year.</param>
public sealed record RuleBook(
    string Version,
    ImmutableArray<Region> Regions,
    ImmutableSortedDictionary<string, Source> Sources,
    ImmutableSortedDictionary<string, FactSeries> Series,
    ImmutableSortedDictionary<string, DistributionKey> Keys,
    ImmutableArray<Programme> Programmes,
    ImmutableSortedDictionary<string, Appropriation> Appropriations,
    ImmutableArray<PublishedAllotment> Published,
    AppropriationLimits Limits)
{
    /// <summary>When a requisition is expected to be paid; null when the rules do not say.</summary>
    public PaymentTerm? Payment { get; init; }

    private readonly Dictionary<RegionId, int> places =
        Regions.Select((region, place) => (region.Id, place)).ToDictionary(p => p.Id, p => p.place);

    /// <summary>Where a region stands in <see cref="Regions"/>, or -1.</summary>
    public int PlaceOf(RegionId id) => places.GetValueOrDefault(id, -1);

    /// <summary>The years that have a notice to the regions.</summary>
    public IEnumerable<int> NoticeYears =>
        Programmes.SelectMany(p => p.Allotments).Where(a => a.InNotice).Select(a => a.Year).Distinct().Order();

    /// <summary>The year to speak of when none is asked for: the latest that can be held against reality, else the latest with a notice.</summary>
    public int? MainYear => Published.IsEmpty ? NoticeYears.Select(y => (int?)y).LastOrDefault() : Published[^1].Year;

    /// <summary>The region with these four digits.</summary>
    public Outcome<Region> FindRegion(string text) =>
        RegionId.TryParse(text) is { } id && PlaceOf(id) is >= 0 and var place
            ? Regions[place]
            : Refusal.Of(RefusalCode.RegionUnknown, text, string.Join(", ", Regions.Select(r => $"{r.Id} {r.Name}")));

    /// <summary>The programme with this id.</summary>
    public Outcome<Programme> FindProgramme(string id) =>
        Programmes.FirstOrDefault(p => p.Id == id) is { } programme
            ? programme
            : Refusal.Of(RefusalCode.ProgrammeUnknown, id, string.Join(", ", Programmes.Select(p => p.Id)));
}

/// <summary>An appropriation of the state budget (anslag), with what was said about it.</summary>
/// <param name="Id">Its number within expenditure area 9, such as 1:6.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amounts">What was said, when.</param>
public sealed record Appropriation(string Id, Bilingual Name, ImmutableArray<AppropriationAmount> Amounts);

/// <summary>An appropriation's amount for a year.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="Stage">How far it had come.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Known">From what day it was public.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Assumption">What is assumed, if anything.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record AppropriationAmount(
    int Year, Stage Stage, Money Amount, DateOnly Known, Source Source, Bilingual? Assumption, RuleOrigin Origin);

/// <summary>Amounts per region that somebody published.</summary>
/// <param name="Id">Kebab-case identity.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Known">From what day they were public.</param>
/// <param name="Source">Who published them.</param>
/// <param name="Note">What to know when reading them.</param>
/// <param name="Values">One amount a region.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record PublishedAllotment(
    string Id, int Year, DateOnly Known, Source Source, Bilingual Note,
    ImmutableSortedDictionary<RegionId, Money> Values, RuleOrigin Origin);

/// <summary>How much of an appropriation may be saved for, or drawn on, the next year.</summary>
/// <param name="Saving">Saving (anslagssparande; anslagsförordningen 2011:223 § 7).</param>
/// <param name="Credit">Credit (anslagskredit; anslagsförordningen 2011:223 § 8).</param>
public sealed record AppropriationLimits(AppropriationLimit Saving, AppropriationLimit Credit);

/// <summary>A limit in percent of the year's appropriation.</summary>
/// <param name="Millionths">The limit in millionths of the appropriation (3 percent = 30 000).</param>
/// <param name="Source">The ordinance.</param>
/// <param name="Place">The section.</param>
/// <param name="Effect">What it means and what is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record AppropriationLimit(long Millionths, Source Source, string Place, Bilingual Effect, RuleOrigin Origin);

/// <summary>When a requisition is expected to be paid.</summary>
/// <param name="WorkingDays">So many working days after the requisition's day.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Effect">What it means and what is assumed.</param>
/// <param name="Origin">Where in the rules it stands.</param>
public sealed record PaymentTerm(int WorkingDays, Source Source, Bilingual Effect, RuleOrigin Origin)
{
    /// <summary>The last day on which payment is expected.</summary>
    public DateOnly DueAfter(DateOnly requisitioned) => Kernel.WorkingDays.After(requisitioned, WorkingDays);
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>What a region can read about its money in a year.</summary>
/// <param name="Region">The region.</param>
/// <param name="Year">The year.</param>
/// <param name="Years">Every year in which something was said about money to the regions.</param>
/// <param name="Outlook">What to budget with.</param>
/// <param name="Notice">The notice; null when the year has none.</param>
/// <param name="Decisions">Every version of the year's notice.</param>
public sealed record RegionReading(
    Region Region,
    int Year,
    IReadOnlyList<int> Years,
    ImmutableArray<OutlookRow> Outlook,
    NoticeReading? Notice,
    NoticeDecision Decisions)
{
    /// <summary>The query field that chooses the year.</summary>
    public const string YearField = "ar";

    /// <summary>The region of the path, in the year of the query or else the main year.</summary>
    public static Outcome<RegionReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("id")).Then(region => YearOf(visit).Then(year => Of(visit, region, year)));

    /// <summary>The controller's table to take away.</summary>
    public ExportTable Export(Language language) => FundingTables.Outlook(Year, Region, Outlook, language);

    /// <summary>The years in which something was said about money to the regions.</summary>
    public static IReadOnlyList<int> YearsOf(RuleBook rules) =>
        [.. rules.Programmes.Where(p => p.Recipients.Contains(Recipient.Regions)).SelectMany(p => p.Years).Distinct().Order()];

    private static Outcome<RegionReading> Of(Visit visit, Region region, int year)
    {
        NoticeReading? notice = null;
        if (visit.Rules.NoticeYears.Contains(year) && !NoticeReading.Of(visit, year).Succeeded(out notice, out var refusal))
        {
            return refusal;
        }

        return Funding.Outlook.For(visit.Rules, year, region, visit.AsOf).Then<RegionReading>(outlook =>
            new RegionReading(region, year, YearsOf(visit.Rules), outlook, notice, visit.Decided.NoticeFor(year)));
    }

    private static Outcome<int> YearOf(Visit visit)
    {
        var years = YearsOf(visit.Rules);
        return visit.NumberField(YearField).Then<int>(asked =>
            asked is null ? visit.MainYear
            : years.Contains(asked.Value) ? asked.Value
            : Refusal.Of(RefusalCode.ArgumentWrong, asked.Value.ToString(), YearField, string.Join(", ", years)));
    }
}

using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>A year's notice as it stands: the version asked for, else the one in force, else a draft, else what the rules give.</summary>
/// <param name="Content">The amounts.</param>
/// <param name="Version">The version they come from; null when they are only computed.</param>
/// <param name="Computed">What the rules give now with the same knowledge date: where the reasons come from.</param>
/// <param name="Inhabitants">The year's population, if known.</param>
/// <param name="Years">Every year with a notice.</param>
public sealed record NoticeReading(
    NoticeContent Content, NoticeVersion? Version, Notice Computed, Inhabitants? Inhabitants, IReadOnlyList<int> Years)
{
    /// <summary>The query field that asks for a version by number.</summary>
    public const string VersionField = "version";

    /// <summary>Budget year.</summary>
    public int Year => Content.Year;

    /// <summary>True when two persons have decided the amounts.</summary>
    public bool IsDecided => Version?.Signature is not null;

    /// <summary>The notice of the year in the path.</summary>
    public static Outcome<NoticeReading> Of(Visit visit) => Of(visit, visit.RouteYear);

    /// <summary>The notice of a year.</summary>
    public static Outcome<NoticeReading> Of(Visit visit, int year)
    {
        var decision = visit.Decided.NoticeFor(year);
        if (!visit.NumberField(VersionField).Succeeded(out var number, out var refusal))
        {
            return refusal;
        }

        return number is { } asked
            ? decision.Find(asked).Then(version => Of(visit, year, version))
            : Of(visit, year, decision.InForceOn(visit.AsOf) ?? DraftOf(visit, decision));
    }

    private static Outcome<NoticeReading> Of(Visit visit, int year, NoticeVersion? version)
    {
        if (!Allot.Notice(visit.Rules, year, version?.Content.AsOf ?? visit.AsOf).Succeeded(out var notice, out var refusal))
        {
            // A decision stands even when the rules have lost the year it was made for.
            if (version is null)
            {
                return refusal;
            }

            notice = new Notice(year, version.Content.AsOf, []);
        }

        return new NoticeReading(
            version?.Content ?? NoticeContent.Freeze(visit.Rules, notice), version, notice,
            Inhabitants.For(visit.Rules, year, notice.AsOf), [.. visit.Rules.NoticeYears.Union(visit.Decided.Notices.Keys).Order()]);
    }

    /// <summary>The sum for a region.</summary>
    public Money Of(RegionId region) => Money.Sum(Content.Programmes.Select(p => p.Amounts.GetValueOrDefault(region)));

    /// <summary>The allotment that gives a programme's amounts; null when they were decided under rules that have changed since.</summary>
    public Allotment? AllotmentOf(NoticeProgramme programme, RuleBook rules) => Computed.Allotments.FirstOrDefault(a =>
        a.Programme.Id == programme.Programme &&
        rules.Regions.Select((region, place) => programme.Amounts.GetValueOrDefault(region.Id) == a.Amounts[place]).All(same => same));

    /// <summary>The amounts as a table.</summary>
    public ExportTable Export(RuleBook rules, Region? only) =>
        Version is null ? FundingTables.Notice(rules, Computed, only) : FundingTables.Decided(Version, only);

    // A draft is shown only for today: on an earlier day nobody could have read it.
    private static NoticeVersion? DraftOf(Visit visit, NoticeDecision decision) =>
        visit.AsOfAsked is null && decision.Current is { Status: NoticeStatus.Draft } draft ? draft : null;
}

/// <summary>One region's part of a year's notice.</summary>
/// <param name="Region">The region.</param>
/// <param name="Notice">The whole notice.</param>
/// <param name="Commit">The commit of the journal that holds the decision; null when the amounts are not decided.</param>
public sealed record RegionNoticeReading(Region Region, NoticeReading Notice, JournalHead? Commit)
{
    /// <summary>The year and region of the path.</summary>
    public static Outcome<RegionNoticeReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("id")).Then(region =>
            NoticeReading.Of(visit).Then<RegionNoticeReading>(notice => new RegionNoticeReading(
                region, notice, notice.Version is { Signature: not null } version ? visit.CommitOf(version) : null)));
}

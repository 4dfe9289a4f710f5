using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;

namespace Vardbro.Web.Readings;

/// <summary>Every year's notice with its decisions.</summary>
/// <param name="Notices">One a year, newest first; without versions when nothing has happened.</param>
public sealed record DecisionListReading(ImmutableArray<NoticeDecision> Notices)
{
    /// <summary>Every year that has a notice or a decision.</summary>
    public static Outcome<DecisionListReading> Of(Visit visit) => new DecisionListReading(
        [.. visit.Rules.NoticeYears.Union(visit.Decided.Notices.Keys).OrderDescending().Select(visit.Decided.NoticeFor)]);
}

/// <summary>A year's decisions, and which one was in force on the day asked for.</summary>
/// <param name="Decision">All versions.</param>
/// <param name="InForce">The one in force; null when none was.</param>
/// <param name="Commits">One a version: the commit of the journal that holds it; null without a journal.</param>
public sealed record DecisionReading(NoticeDecision Decision, NoticeVersion? InForce, ImmutableArray<JournalHead?> Commits)
{
    /// <summary>The year of the path; refused when it has neither notice nor decision.</summary>
    public static Outcome<DecisionReading> Of(Visit visit)
    {
        var year = visit.RouteYear;
        var years = visit.Rules.NoticeYears.Union(visit.Decided.Notices.Keys).Order().ToList();
        if (!years.Contains(year))
        {
            return Refusal.Of(RefusalCode.YearWithoutNotice, year.ToString(CultureInfo.InvariantCulture), string.Join(", ", years));
        }

        var decision = visit.Decided.NoticeFor(year);
        return new DecisionReading(decision, decision.InForceOn(visit.AsOf), [.. decision.Versions.Select(visit.CommitOf)]);
    }

    /// <summary>The versions as a table.</summary>
    public ExportTable Export() => new(
        $"beslut-{Decision.Year}",
        ["year", "version", "status", "number", "date", "by", "and", "as_of", "rules_version", "total_sek", "reason", "recorded_at", "example", "journal_position", "journal_hash"],
        Decision.Versions.Zip(Commits, (v, commit) => ImmutableArray.Create<object?>(
            Decision.Year, v.Version, FundingTables.Kebab(v.Status), v.Signature?.Number, v.Signature?.Date, v.Signature?.By, v.Signature?.And,
            v.Content.AsOf, v.Content.RulesVersion, v.Content.Total, v.Reason, v.At.ToString("O", CultureInfo.InvariantCulture),
            v.Signature is { IsExample: true }, commit?.Position, commit?.Hash)));
}

/// <summary>What changed between two versions of a year's notice.</summary>
/// <param name="From">The earlier version.</param>
/// <param name="To">The later version.</param>
/// <param name="Changes">Every region and programme whose amount differs.</param>
public sealed record DifferenceReading(NoticeVersion From, NoticeVersion To, ImmutableArray<NoticeChange> Changes)
{
    /// <summary>The query field of the earlier version.</summary>
    public const string FromField = "fran";

    /// <summary>The query field of the later version.</summary>
    public const string ToField = "till";

    /// <summary>The two versions that the query names, else the last two.</summary>
    public static Outcome<DifferenceReading> Of(Visit visit) =>
        DecisionReading.Of(visit).Then(decision =>
            visit.NumberField(FromField).Then(from =>
                visit.NumberField(ToField).Then(to =>
                {
                    var last = decision.Decision.Versions.Length;
                    return decision.Decision.Find(from ?? Math.Max(last - 1, 1)).Then(before =>
                        decision.Decision.Find(to ?? last).Then<DifferenceReading>(after =>
                            new DifferenceReading(before, after, NoticeDifference.Between(before.Content, after.Content))));
                })));

    /// <summary>The changes as a table.</summary>
    public ExportTable Export() => FundingTables.Difference(To.Content.Year, From.Version, To.Version, Changes);
}

using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting.FollowUp;

namespace Vardbro.Web.Readings;

/// <summary>An indicator of a purpose, and how it stands.</summary>
/// <param name="Chosen">Which, and why.</param>
/// <param name="Summary">How it stands.</param>
public sealed record IndicatorRow(ChosenIndicator Chosen, IndicatorSummary Summary);

/// <summary>A purpose with its indicators as they stand on the day asked for.</summary>
/// <param name="Item">The follow-up.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Rows">One for each indicator.</param>
public sealed record FollowUpRow(FollowUpItem Item, Bilingual Name, ImmutableArray<IndicatorRow> Rows)
{
    /// <summary>A follow-up as it stands on the visit's day.</summary>
    public static FollowUpRow Of(Visit visit, FollowUpItem item) => new(
        item, FollowUpTables.NameOf(visit.Rules, item),
        [
            .. item.Indicators.Select(c => new IndicatorRow(
                c, IndicatorSummary.Of(c.Indicator, [.. visit.Rules.Regions.Select(r => r.Id)], visit.AsOf))),
        ]);
}

/// <summary>Every purpose that was known on the day asked for.</summary>
/// <param name="Rows">Goals, agreements, programmes.</param>
/// <param name="Defects">Values that cannot be true, each with its indicator.</param>
public sealed record FollowUpReading(ImmutableArray<FollowUpRow> Rows, ImmutableArray<(Indicator Indicator, IndicatorValue Value)> Defects)
{
    /// <summary>All follow-ups.</summary>
    public static Outcome<FollowUpReading> Of(Visit visit)
    {
        ImmutableArray<FollowUpRow> rows = [.. visit.FollowUp.ItemsOn(visit.AsOf).Select(item => FollowUpRow.Of(visit, item))];
        return new FollowUpReading(rows,
        [
            .. rows.SelectMany(r => r.Rows).Select(r => r.Summary).DistinctBy(s => s.Indicator.Id)
                .SelectMany(s => s.Defects.Select(d => (s.Indicator, d))),
        ]);
    }

    /// <summary>Those of one kind.</summary>
    public IEnumerable<FollowUpRow> Of(FollowUpKind kind) => Rows.Where(r => r.Item.Kind == kind);

    /// <summary>The follow-ups as a table.</summary>
    public ExportTable Export(Visit visit) => FollowUpTables.Items(visit.Rules, Rows.Select(r => r.Item), visit.AsOf, visit.Language);
}

/// <summary>A programme's follow-up.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Own">Its own follow-up; null when none was known on the day asked for.</param>
/// <param name="Serves">The goals and agreements it serves.</param>
public sealed record ProgrammeFollowUpReading(Programme Programme, FollowUpRow? Own, ImmutableArray<FollowUpRow> Serves)
{
    /// <summary>The programme of the path.</summary>
    public static Outcome<ProgrammeFollowUpReading> Of(Visit visit) =>
        visit.Rules.FindProgramme(visit.Route("id")).Then<ProgrammeFollowUpReading>(programme =>
        {
            var known = visit.FollowUp with { Items = visit.FollowUp.ItemsOn(visit.AsOf) };
            return new ProgrammeFollowUpReading(
                programme, known.OfProgramme(programme.Id) is { } own ? FollowUpRow.Of(visit, own) : null,
                [.. known.ServedBy(programme.Id).Select(item => FollowUpRow.Of(visit, item))]);
        });

    /// <summary>The programme's follow-up, and the goals and agreements it serves, as a table.</summary>
    public ExportTable Export(Visit visit) => FollowUpTables.Items(
        visit.Rules, (Own is null ? [] : new[] { Own }).Concat(Serves).Select(r => r.Item), visit.AsOf, visit.Language) with
    {
        Name = "uppfoljning-" + Programme.Id,
    };
}

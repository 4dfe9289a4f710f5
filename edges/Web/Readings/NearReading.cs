using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Waiting;
using Vardbro.Waiting.Places;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>Whether at least half of those who wait are within the limit, as far as chance lets it be said.</summary>
public enum HalfWithin
{
    /// <summary>More than half, surely (19 times in 20).</summary>
    Yes,

    /// <summary>The number is too small to say.</summary>
    Unsure,

    /// <summary>Fewer than half, surely.</summary>
    No,

    /// <summary>The figures are hidden or nobody waits.</summary>
    Hidden,
}

/// <summary>A unit, how far it is and how its queue stands.</summary>
/// <param name="Row">Its figures.</param>
/// <param name="Place">The hospital that it stands at; null when nobody has said.</param>
/// <param name="Km">How far it is as the crow flies; null without a place.</param>
/// <param name="Share">The share of those waiting who are within the limit, with its 95 % interval; null when hidden.</param>
public sealed record NearUnit(StatsRow Row, Hospital? Place, int? Km, Interval? Share)
{
    /// <summary>Whether more than half are within the limit: then the median is too.</summary>
    public HalfWithin Half => Share is not { } share ? HalfWithin.Hidden
        : share.Lower > 0.5m ? HalfWithin.Yes
        : share.Upper < 0.5m ? HalfWithin.No
        : HalfWithin.Unsure;
}

/// <summary>How long the queue is at every unit that gives a service, seen from a municipality.</summary>
/// <param name="Asked">What is asked for: a service, in the newest month.</param>
/// <param name="Home">The home municipality; null until one is chosen.</param>
/// <param name="Units">For each kind of wait its units: where more than half are within the limit first, then the nearest.</param>
public sealed record NearReading(WaitsAsked Asked, Municipality? Home, ImmutableArray<(WaitKind Kind, ImmutableArray<NearUnit> Units)> Units)
{
    /// <summary>The query field with the municipality.</summary>
    public const string HomeField = "kommun";

    /// <summary>Why the municipality asked for cannot be found; null when none was, or it was found.</summary>
    public Refusal? Unknown { get; init; }

    /// <summary>The municipalities that may have been meant instead.</summary>
    public ImmutableArray<Municipality> Likely { get; init; } = [];

    /// <summary>Reads what the fields say. Nothing is read until both are there.</summary>
    public static Outcome<NearReading> Of(Visit visit) =>
        WaitsAsked.Of(visit).Then(asked =>
        visit.Field(HomeField) is not { } text ? new NearReading(asked, null, [])
        : !visit.Places.FindMunicipality(text).Succeeded(out var home, out var unknown) ? new NearReading(asked, null, []) { Unknown = unknown, Likely = visit.Places.Like(text) }
        : asked.Service is null || asked.Month is null ? new NearReading(asked, home, [])
        : Read(asked, home));

    /// <summary>The units as a table, or a refusal until both fields are there.</summary>
    public Outcome<ExportTable> Export() => Unknown is { } unknown ? unknown : Home is not { } home || Asked.Service is null
        ? Refusal.Of(RefusalCode.OptionMissing, $"{WaitsAsked.ServiceField}, {HomeField}", "mvo=511, kommun=1490")
        : new ExportTable(
            Asked.FileName($"ko-{Asked.Service}-fran-{home.Code}"),
            [
                "period", "kind", "rule", "region_id", "unit", "hospital", "municipality", "km", "waiting", "waiting_within", "share_within_percent",
                "share_lower_percent", "share_upper_percent", "median_days", "p90_days", "completed", "completed_median_days", "completed_p90_days",
            ],
            Units.SelectMany(k => k.Units).Select(u => ImmutableArray.Create<object?>(
                u.Row.Period.ToString(), StatsTables.NameOf(u.Row.Key.Kind), StatisticsRules.NameOf(u.Row.Rule), u.Row.Key.Region.ToString(), u.Row.Key.Unit,
                u.Place?.Name, u.Place?.Municipality.Name, u.Km, u.Row.Waiting?.Count, u.Row.Waiting?.Within, Tenths(u.Row.Waiting?.ShareWithinPercent),
                Tenths(u.Share?.Lower * 100), Tenths(u.Share?.Upper * 100), Tenths(u.Row.Waiting?.Median), u.Row.Waiting?.P90,
                u.Row.Completed?.Count, Tenths(u.Row.Completed?.Median), u.Row.Completed?.P90)));

    private static Outcome<NearReading> Read(WaitsAsked asked, Municipality home)
    {
        var kinds = ImmutableArray.CreateBuilder<(WaitKind, ImmutableArray<NearUnit>)>();
        foreach (var (_, kind) in StatsTables.Kinds)
        {
            if (!(asked with { Kind = kind }).Rows(Disclosure.Units, service: asked.Service).Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            kinds.Add((kind, [.. rows.Select(r => UnitOf(asked.Visit.Places, home, r))
                .OrderBy(u => u.Half).ThenBy(u => u.Km ?? int.MaxValue).ThenBy(u => u.Row.Key.Unit, StringComparer.Ordinal)]));
        }

        return new NearReading(asked, home, kinds.ToImmutable());
    }

    private static NearUnit UnitOf(PlaceBook places, Municipality home, StatsRow row)
    {
        var place = places.HospitalOf(row.Key.Unit!);
        return new(
            row, place, place is null ? null : Distance.Km(home.At, place.Municipality.At),
            row.Waiting is { Count: > 0 } waiting && Proportions.Wilson(waiting.Within, waiting.Count).Succeeded(out var share, out _) ? share : null);
    }

    private static decimal? Tenths(decimal? figure) => WaitFigures.Shown(figure);
}

/// <summary>One care unit's published waits.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Region">Its region.</param>
/// <param name="Unit">Its identity in the register.</param>
/// <param name="Place">The hospital that it stands at; null when nobody has said.</param>
/// <param name="Services">The month's row of each of its services.</param>
/// <param name="Months">Its row of each month and service, newest first.</param>
public sealed record WaitsUnitReading(
    WaitsAsked Asked, Region Region, string Unit, Hospital? Place, ImmutableArray<StatsRow> Services, ImmutableArray<StatsRow> Months)
{
    /// <summary>The unit of the path, or a refusal when it is in nothing that is published (VB2242).</summary>
    public static Outcome<WaitsUnitReading> Of(Visit visit) =>
        visit.Rules.FindRegion(visit.Route("region")).Then(region =>
        WaitsAsked.Of(visit).Then(asked => Of(asked, region, visit.Route("unit"))));

    /// <summary>The chart: one line a service, as many as can be told apart.</summary>
    public MonthSeries Series => Asked.Series(Months.GroupBy(r => r.Key.Service!).Take(4)
        .Select(s => (new Bilingual(Asked.Visit.NameOfService(s.Key), Asked.Visit.NameOfService(s.Key)), s.ToImmutableArray())));

    /// <summary>The unit's services in the month.</summary>
    public Outcome<ExportTable> Export() => UnitTables.Figures(Asked, Services, $"-{Unit}");

    /// <summary>The unit's services, month by month.</summary>
    public Outcome<ExportTable> ExportMonths() => UnitTables.Figures(Asked, Months, $"-{Unit}-manader");

    private static Outcome<WaitsUnitReading> Of(WaitsAsked asked, Region region, string unit) =>
        asked.EachMonth(Disclosure.Units, region.Id, unit: unit).Then(months =>
        Known(asked, region, unit, months).Then<WaitsUnitReading>(_ => new WaitsUnitReading(
            asked, region, unit, asked.Visit.Places.HospitalOf(unit), [.. months.Where(r => r.Period == asked.Month?.Content.Month)], months)));

    // A unit that nobody waits at for this may be there for the other kind.
    private static Outcome<bool> Known(WaitsAsked asked, Region region, string unit, ImmutableArray<StatsRow> months)
    {
        if (!months.IsEmpty)
        {
            return true;
        }

        foreach (var (_, kind) in StatsTables.Kinds)
        {
            if (!(asked with { Kind = kind }).EachMonth(Disclosure.Units, region.Id, unit: unit).Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            if (!rows.IsEmpty)
            {
                return true;
            }
        }

        return Refusal.Of(RefusalCode.UnitUnknown, unit, region.Id.ToString());
    }
}

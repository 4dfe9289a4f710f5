using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>By what a map or a chart of waits compares.</summary>
public enum WaitMeasure
{
    /// <summary>The share of those waiting who are within the limit, in percent.</summary>
    Share,

    /// <summary>The median of those waiting, in days.</summary>
    Median,
}

/// <summary>What a visit asks of the published waits, the same on every page about them.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Month">The publication that is shown; null when no month is published.</param>
/// <param name="Known">Every published month as known on the day of the visit, newest first; of the month shown the version shown.</param>
/// <param name="Kind">What is waited for.</param>
/// <param name="Rule">The way of counting.</param>
/// <param name="Measure">What map and chart show.</param>
/// <param name="Service">Code of the service chosen; null for all together.</param>
public sealed record WaitsAsked(
    Visit Visit, MonthPublished? Month, ImmutableArray<MonthPublished> Known, WaitKind Kind, CountingRule Rule, WaitMeasure Measure, string? Service)
{
    /// <summary>The query field that chooses the month.</summary>
    public const string MonthField = "manad";

    /// <summary>The query field that chooses an earlier version of the month.</summary>
    public const string VersionField = NoticeReading.VersionField;

    /// <summary>The query field that chooses what is waited for.</summary>
    public const string KindField = "vard";

    /// <summary>The query field that chooses the way of counting.</summary>
    public const string RuleField = "regel";

    /// <summary>The query field that chooses what map and chart show.</summary>
    public const string MeasureField = "matt";

    /// <summary>The query field that chooses the service.</summary>
    public const string ServiceField = "mvo";

    /// <summary>The measures as addresses write them.</summary>
    public static readonly ImmutableArray<(string Name, WaitMeasure Measure)> Measures = [("andel", WaitMeasure.Share), ("median", WaitMeasure.Median)];

    /// <summary>The versions of the month shown that are known on the day of the visit, oldest first; none when no month is.</summary>
    public ImmutableArray<MonthPublished> Versions { get; init; } = [];

    /// <summary>Which of them is shown, counted from 1.</summary>
    public int Version => Month is { } month ? Versions.IndexOf(month) + 1 : 0;

    /// <summary>Whether a later version than the one shown is known.</summary>
    public bool IsEarlier => Version < Versions.Length;

    /// <summary>Whether any of it is invented.</summary>
    public bool IsSynthetic => Month is { } month && month.Content.Batches.Values.Any(b => b.Synthetic);

    /// <summary>
    /// Reads what a visit asks for: unless it says otherwise the newest month, operations, SKR's way of counting, shares, and all
    /// services together.
    /// </summary>
    public static Outcome<WaitsAsked> Of(Visit visit)
    {
        if (!Chosen(visit, KindField, StatsTables.Kinds.Select(k => (k.Name, k.Kind)), WaitKind.Treatment).Succeeded(out var kind, out var refusal) ||
            !Chosen(visit, RuleField, Enum.GetValues<CountingRule>().Select(r => (StatisticsRules.NameOf(r), r)), CountingRule.Skr)
                .Succeeded(out var rule, out refusal) ||
            !Chosen(visit, MeasureField, Measures, WaitMeasure.Share).Succeeded(out var measure, out refusal) ||
            !ServiceOf(visit, visit.Field(ServiceField)).Succeeded(out var service, out refusal))
        {
            return refusal;
        }

        var nothing = new WaitsAsked(visit, null, [], kind, rule, measure, service);
        return visit.Store is not { } store ? nothing : store.Decided().Then(decided =>
        {
            var known = decided.Months.Values.Select(m => m.InForceOn(visit.AsOf)).OfType<MonthPublished>().OrderByDescending(m => m.Content.Month).ToImmutableArray();
            return known.IsEmpty ? nothing : Shown(visit, known).Then(inForce =>
            {
                var versions = decided.PublicationsOf(inForce.Content.Month).Versions.Where(v => v.Signature.Date <= visit.AsOf).ToImmutableArray();
                return VersionAsked(visit, versions).Then<WaitsAsked>(shown => nothing with { Month = shown, Known = known.Replace(inForce, shown), Versions = versions });
            });
        });
    }

    /// <summary>A service that the rules name, or a refusal (VB2241); null for none.</summary>
    public static Outcome<string?> ServiceOf(Visit visit, string? code) => code is null || visit.Services.Any(s => s.Code == code)
        ? code
        : Refusal.Of(RefusalCode.ServiceUnknown, code, string.Join(", ", visit.Services.Select(s => $"{s.Code} {visit.T(s.Name)}")));

    /// <summary>Rows of the month shown; none when nothing is published.</summary>
    public Outcome<ImmutableArray<StatsRow>> Rows(Dimensions by, RegionId? region = null, string? service = null, string? unit = null) =>
        Month is null ? ImmutableArray<StatsRow>.Empty : RowsOf(Month, by, region, service, unit);

    /// <summary>Rows of every published month, newest first.</summary>
    public Outcome<ImmutableArray<StatsRow>> EachMonth(Dimensions by, RegionId? region = null, string? service = null, string? unit = null)
    {
        var rows = ImmutableArray.CreateBuilder<StatsRow>();
        foreach (var month in Known)
        {
            if (!RowsOf(month, by, region, service, unit).Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            rows.AddRange(found);
        }

        return rows.ToImmutable();
    }

    /// <summary>Whether a region has delivered the month shown.</summary>
    public bool Delivered(RegionId region) => Month?.Content.Batches.ContainsKey(region) == true;

    /// <summary>A file's name. Invented data say so in it, and so does a version that no longer holds.</summary>
    public string FileName(string name) => (IsSynthetic ? "SYNTETISKT-" : "") + name + (IsEarlier ? $"-version-{Version}" : "");

    /// <summary>The rows as a file, the same columns as from the command line.</summary>
    public Outcome<ExportTable> Export(IEnumerable<StatsRow> rows, string what = "") => Month is not { } month
        ? Refusal.Of(RefusalCode.PageUnknown, Visit.Request.Path.ToString())
        : StatsTables.Stats(month.Content.Month, [.. rows]) is var table ? table with { Name = FileName(table.Name + what) } : table;

    /// <summary>Another page about waits with the same choices; a service of its own only when it is given one.</summary>
    public string To(string path, string? service = null) => QueryHelpers.AddQueryString(Visit.To(path),
        new[] { MonthField, VersionField, KindField, RuleField, MeasureField }.Where(f => Visit.Field(f) is not null)
            .Select(f => KeyValuePair.Create(f, Visit.Field(f)))
            .Concat(service is null ? [] : [KeyValuePair.Create(ServiceField, (string?)service)]));

    /// <summary>A page with the same choices, of a version of a month.</summary>
    public string VersionOf(string path, Kernel.Month month, int version) => QueryHelpers.AddQueryString(path,
        Visit.Request.Query.Where(f => f.Key is not (MonthField or VersionField or Visit.LanguageField)).Select(f => KeyValuePair.Create(f.Key, (string?)f.Value.ToString()))
            .Append(new(MonthField, $"{month}")).Append(new(VersionField, $"{version}")));

    /// <summary>What is compared, of those who wait; null when it is hidden or nobody waits.</summary>
    public decimal? ValueOf(StatsRow? row) => Measure == WaitMeasure.Share ? row?.Waiting?.ShareWithinPercent : row?.Waiting?.Median;

    /// <summary>The chart of some groups month by month.</summary>
    /// <param name="lines">Each group's name and its rows.</param>
    public MonthSeries Series(params IEnumerable<(Bilingual Name, ImmutableArray<StatsRow> Rows)> lines) => new(
        Measure == WaitMeasure.Share
            ? new("Andel av de väntande inom gränsen, procent", "Share of those waiting within the limit, percent")
            : new("De väntandes median, dagar", "Median of those waiting, days"),
        [.. Known.Select(m => m.Content.Month)],
        [.. lines.Select(l => new MonthLine(l.Name, l.Rows.ToDictionary(r => r.Period, ValueOf)))])
    { Decimals = Measure == WaitMeasure.Share ? 1 : 0 };

    private Outcome<ImmutableArray<StatsRow>> RowsOf(MonthPublished month, Dimensions by, RegionId? region, string? service, string? unit) =>
        Visit.Store!.Figures.Rows(month.Content.Cubes, new PublishedQuery(by, Rule, Kind, region, service, unit));

    private static Outcome<MonthPublished> Shown(Visit visit, ImmutableArray<MonthPublished> known) =>
        visit.Field(MonthField) is not { } asked ? known[0]
        : known.FirstOrDefault(m => m.Content.Month == Kernel.Month.Read(asked)) is { } found ? found
        : Refusal.Of(RefusalCode.MonthNotPublished, asked);

    private static Outcome<MonthPublished> VersionAsked(Visit visit, ImmutableArray<MonthPublished> versions) =>
        visit.NumberField(VersionField).Then(number => number is not { } asked ? versions[^1]
            : asked >= 1 && asked <= versions.Length ? versions[asked - 1]
            : (Outcome<MonthPublished>)Refusal.Of(RefusalCode.MonthNotPublished, $"{versions[^1].Content.Month} version {asked}"));

    private static Outcome<T> Chosen<T>(Visit visit, string field, IEnumerable<(string Name, T Value)> choices, T otherwise) =>
        visit.Field(field) is not { } asked ? otherwise
        : choices.Where(c => c.Name == asked).Select(c => (Outcome<T>)c.Value).FirstOrDefault(
            Refusal.Of(RefusalCode.ArgumentWrong, asked, field, string.Join(", ", choices.Select(c => c.Name))));
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Audit;

/// <summary>What a published month says that an audit reads.</summary>
/// <param name="Month">The month.</param>
/// <param name="Rows">The nation, the regions, and the regions by sex and by age group; other rows are left aside.</param>
/// <param name="Exits">What became of those who waited the month before; empty when that was not counted.</param>
/// <param name="Outside">The contacts outside the guarantee; empty when they were not counted.</param>
public sealed record AuditMonth(
    Month Month, ImmutableArray<StatsRow> Rows, ImmutableArray<PublishedExits> Exits, ImmutableArray<PublishedOutside> Outside);

/// <summary>So many of all.</summary>
/// <param name="Some">How many of them.</param>
/// <param name="All">How many there are, at least 1.</param>
public readonly record struct Fraction(int Some, int All)
{
    /// <summary>The share in percent.</summary>
    public decimal Percent => 100m * Some / All;
}

/// <summary>
/// Published months of one kind of wait under one way of counting, in order. The only thing that an audit reads: a figure that is not
/// published is not here, so nothing can be built on it.
/// </summary>
public sealed class AuditBook
{
    private readonly Dictionary<(Month, RegionId, Sex?, int?), StatsRow> rows = [];
    private readonly Dictionary<(Month, RegionId), PublishedExits> exits = [];
    private readonly Dictionary<(Month, RegionId), PublishedOutside> outside = [];

    private AuditBook(WaitKind kind, ImmutableArray<Span> intervals) => (Kind, Intervals) = (kind, intervals);

    /// <summary>What is waited for.</summary>
    public WaitKind Kind { get; }

    /// <summary>The intervals of days that figures are divided into.</summary>
    public ImmutableArray<Span> Intervals { get; }

    /// <summary>The published months, oldest first.</summary>
    public ImmutableArray<Month> Months { get; private set; } = [];

    /// <summary>The regions that any month has a row of, without the nation, in order.</summary>
    public ImmutableArray<RegionId> Regions { get; private set; } = [];

    /// <summary>The age groups that any row has, by place.</summary>
    public ImmutableSortedDictionary<int, Span> AgeGroups { get; private set; } = ImmutableSortedDictionary<int, Span>.Empty;

    /// <summary>Gathers months, in any order.</summary>
    /// <param name="kind">What is waited for; rows of other kinds are left aside.</param>
    /// <param name="intervals">The intervals of days that the figures are divided into.</param>
    /// <param name="months">The months.</param>
    /// <returns>The book, or a refusal when a month comes twice (VB2220) or the rows follow different ways of counting (VB2221).</returns>
    public static Outcome<AuditBook> Of(WaitKind kind, ImmutableArray<Span> intervals, IEnumerable<AuditMonth> months)
    {
        var book = new AuditBook(kind, intervals);
        var known = new SortedDictionary<Month, AuditMonth>();
        foreach (var month in months)
        {
            if (!known.TryAdd(month.Month, month))
            {
                return Refusal.Of(RefusalCode.AuditMonthTwice, month.Month.ToString());
            }
        }

        if (known.Values.SelectMany(m => m.Rows).Select(r => r.Rule).Distinct().Count() > 1)
        {
            return Refusal.Of(RefusalCode.AuditRulesMixed);
        }

        foreach (var month in known.Values)
        {
            book.Add(month);
        }

        book.Months = [.. known.Keys];
        book.Regions = [.. book.rows.Keys.Select(k => k.Item2).Where(r => r != RegionId.Nation).Distinct().Order()];
        book.AgeGroups = book.rows.Values.Where(r => r is { Key.Age: not null, Age: not null }).DistinctBy(r => r.Key.Age)
            .ToImmutableSortedDictionary(r => r.Key.Age!.Value, r => r.Age!);
        return book;
    }

    /// <summary>The row of a region, or of a sex or an age group in it; null when nobody is in it.</summary>
    public StatsRow? Row(Month month, RegionId region, Sex? sex = null, int? age = null) => rows.GetValueOrDefault((month, region, sex, age));

    /// <summary>The figures of one phase; null when they are hidden or nobody is there.</summary>
    public WaitFigures? Figures(Month month, RegionId region, Phase phase = Phase.Waiting, Sex? sex = null, int? age = null) =>
        Row(month, region, sex, age) is { } row && (phase == Phase.Waiting ? row.Waiting : row.Completed) is { Count: > 0 } figures ? figures : null;

    /// <summary>How many of a phase lie within the limit; null when that is hidden.</summary>
    public Fraction? Within(Month month, RegionId region, Phase phase = Phase.Waiting, Sex? sex = null, int? age = null) =>
        Figures(month, region, phase, sex, age) is { } figures ? new Fraction(figures.Within, figures.Count) : null;

    /// <summary>The same for all other regions together; null when it is hidden or there are none.</summary>
    public Fraction? WithinOfOthers(Month month, RegionId region, Phase phase = Phase.Waiting) =>
        Less(Within(month, RegionId.Nation, phase), Within(month, region, phase));

    /// <summary>How many wait at least so many days; null when that is hidden or not published, or no interval begins there.</summary>
    public Fraction? From(int days, Month month, RegionId region)
    {
        var first = Intervals.IndexOf(Intervals.FirstOrDefault(i => i.From == days)!);
        return first >= 0 && Figures(month, region) is { } figures && !figures.Intervals.IsDefault && figures.Intervals.Length == Intervals.Length
            ? new Fraction(figures.Intervals.Skip(first).Sum(), figures.Count)
            : null;
    }

    /// <summary>What became of a region's waiting; null when it was not counted.</summary>
    public PublishedExits? Exits(Month month, RegionId region) => exits.GetValueOrDefault((month, region));

    /// <summary>A region's contacts outside the guarantee; null when they were not counted.</summary>
    public PublishedOutside? Outside(Month month, RegionId region) => outside.GetValueOrDefault((month, region));

    /// <summary>All less some of them; null when either is not known or nobody is left.</summary>
    internal static Fraction? Less(Fraction? all, Fraction? some) => all is { } a && some is { } s && a.All > s.All && a.Some >= s.Some
        ? new Fraction(a.Some - s.Some, a.All - s.All)
        : null;

    private void Add(AuditMonth month)
    {
        foreach (var row in month.Rows.Where(r => r.Key.Kind == Kind && r.Key is { Service: null, Unit: null }))
        {
            rows[(month.Month, row.Key.Region, row.Key.Sex, row.Key.Age)] = row;
        }

        foreach (var exit in month.Exits.Where(e => e.Kind == Kind && e.Service is null))
        {
            exits[(month.Month, exit.Region)] = exit;
        }

        foreach (var other in month.Outside)
        {
            outside[(month.Month, other.Region)] = other;
        }
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>A published month of waits: the nation, its regions and the months before, as decisions have published them.</summary>
/// <param name="Month">The publication that is shown; null when no month is published.</param>
/// <param name="Months">Every published month, newest first.</param>
/// <param name="Kind">What is waited for.</param>
/// <param name="Rule">The way of counting.</param>
/// <param name="Nation">The nation's row of each month, newest first; a month without one has nobody.</param>
/// <param name="Regions">The month's row of each region that has one.</param>
public sealed record WaitsReading(
    MonthPublished? Month,
    ImmutableArray<Month> Months,
    WaitKind Kind,
    CountingRule Rule,
    ImmutableArray<StatsRow> Nation,
    ImmutableArray<StatsRow> Regions)
{
    /// <summary>The query field that chooses the month.</summary>
    public const string MonthField = "manad";

    /// <summary>The query field that chooses what is waited for.</summary>
    public const string KindField = "vard";

    /// <summary>The query field that chooses the way of counting.</summary>
    public const string RuleField = "regel";

    /// <summary>Whether any of it is invented.</summary>
    public bool IsSynthetic => Month is { } month && month.Content.Batches.Values.Any(b => b.Synthetic);

    /// <summary>Reads what a visit asks for: the newest month, operations and SKR's way of counting unless it says otherwise.</summary>
    public static Outcome<WaitsReading> Of(Visit visit)
    {
        if (!Chosen(visit, KindField, StatsTables.Kinds.Select(k => (k.Name, k.Kind)), WaitKind.Treatment).Succeeded(out var kind, out var refusal) ||
            !Chosen(visit, RuleField, Enum.GetValues<CountingRule>().Select(r => (StatisticsRules.NameOf(r), r)), CountingRule.Skr)
                .Succeeded(out var rule, out refusal))
        {
            return refusal;
        }

        return visit.Store is not { } store ? Nothing(kind, rule) : store.Decided().Then(decided =>
        {
            var known = decided.Months.Values.Select(m => m.InForceOn(visit.AsOf)).OfType<MonthPublished>().OrderByDescending(m => m.Content.Month).ToImmutableArray();
            return known.IsEmpty ? Nothing(kind, rule) : Shown(visit, known).Then(shown => Read(store, known, shown, kind, rule));
        });
    }

    /// <summary>The regions' rows; the same columns as from the command line. Invented data say so in the file's name.</summary>
    public Outcome<ExportTable> Export() => Month is not { } month
        ? Refusal.Of(RefusalCode.PageUnknown)
        : StatsTables.Stats(month.Content.Month, Regions) is var table && IsSynthetic ? table with { Name = "SYNTETISKT-" + table.Name } : table;

    private static WaitsReading Nothing(WaitKind kind, CountingRule rule) => new(null, [], kind, rule, [], []);

    private static Outcome<WaitsReading> Read(
        Store store, ImmutableArray<MonthPublished> known, MonthPublished shown, WaitKind kind, CountingRule rule)
    {
        var nation = ImmutableArray.CreateBuilder<StatsRow>();
        foreach (var month in known)
        {
            if (!store.Figures.Rows(month.Content.Cubes, new(Dimensions.None, rule, kind)).Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            nation.AddRange(rows);
        }

        return store.Figures.Rows(shown.Content.Cubes, new(Dimensions.Region, rule, kind)).Then<WaitsReading>(regions =>
            new WaitsReading(shown, [.. known.Select(m => m.Content.Month)], kind, rule, nation.ToImmutable(), regions));
    }

    private static Outcome<MonthPublished> Shown(Visit visit, ImmutableArray<MonthPublished> known) =>
        visit.Field(MonthField) is not { } asked ? known[0]
        : known.FirstOrDefault(m => m.Content.Month == Kernel.Month.Read(asked)) is { } found ? found
        : Refusal.Of(RefusalCode.MonthNotPublished, asked);

    private static Outcome<T> Chosen<T>(Visit visit, string field, IEnumerable<(string Name, T Value)> choices, T otherwise) =>
        visit.Field(field) is not { } asked ? otherwise
        : choices.Where(c => c.Name == asked).Select(c => (Outcome<T>)c.Value).FirstOrDefault(
            Refusal.Of(RefusalCode.ArgumentWrong, asked, field, string.Join(", ", choices.Select(c => c.Name))));
}

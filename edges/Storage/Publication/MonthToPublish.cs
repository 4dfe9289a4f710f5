using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Register;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Publication;

/// <summary>
/// A month made ready to be decided on: its batches counted, held against the month before and against what was published of it
/// already, suppressed, and its figures kept. Figures that are then not decided on are only a set that nobody points at.
/// </summary>
/// <param name="Content">What the decision would say; without marks, which the decision makes.</param>
/// <param name="Versions">How many publications of the month it was held against.</param>
/// <param name="Before">The publication of the month before that it was held against; null when there was none.</param>
public sealed record MonthToPublish(MonthContent Content, int Versions, MonthContent? Before)
{
    /// <summary>Makes a month ready.</summary>
    /// <param name="register">Where its batches are.</param>
    /// <param name="store">Where what was published is, and where the figures are kept.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="month">Which month.</param>
    /// <param name="imports">The imports that it points at, at least one.</param>
    public static Outcome<MonthToPublish> Of(
        RegisterStore register, Store store, WaitingRules rules, Month month, ImmutableArray<RegisterImported> imports) =>
        store.Decided().Then(decided =>
        {
            var versions = decided.PublicationsOf(month).Versions;
            var before = decided.PublicationsOf(month.Plus(-1)).Current?.Content;
            return Follow(register, rules, month, imports, before).Then(followed =>
                Earlier(store, versions, followed.Pinned).Then(earlier =>
                BeforeIt(store, before, followed.Exits).Then(monthBefore =>
                PublishedSet.Of(rules, month, followed.Batches, monthBefore, earlier).Then(store.Figures.Keep).Then<MonthToPublish>(cubes =>
                    new MonthToPublish(new(month, followed.Pinned, cubes, rules.Version, []), versions.Length, before)))));
        });

    private sealed record Followed(
        ImmutableArray<ContactBatch> Batches, ImmutableSortedDictionary<RegionId, PinnedBatch> Pinned,
        ImmutableSortedDictionary<RegionId, ImmutableArray<ExitRow>> Exits);

    // Region by region, so that only one region's two months with their keys are in memory at once.
    private static Outcome<Followed> Follow(
        RegisterStore register, WaitingRules rules, Month month, ImmutableArray<RegisterImported> imports, MonthContent? before)
    {
        var followed = new Followed([], ImmutableSortedDictionary<RegionId, PinnedBatch>.Empty, ImmutableSortedDictionary<RegionId, ImmutableArray<ExitRow>>.Empty);
        var limits = NationalLimits.Of(rules, month.Plus(-1));
        foreach (var import in imports)
        {
            var earlier = before?.Batches.GetValueOrDefault(import.Region)?.Batch;
            var linked = earlier is not null && register.HasKeys(import.Batch!) && register.HasKeys(earlier);
            Outcome<(ContactBatch Now, ImmutableArray<ExitRow>? Exits, int? UnitsGone)> read = linked
                ? register.LoadLinked(earlier!).Then(then => register.LoadLinked(import.Batch!).Then(now =>
                    Exits.Between(then, now, rules.Statistics.Rules[0], limits).Then<(ContactBatch, ImmutableArray<ExitRow>?, int?)>(exits =>
                        (now.Batch, exits, then.Batch.Texts.Units.Except(now.Batch.Texts.Units).Count() is > 0 and var gone ? gone : null))))
                : register.Load(import.Batch!).Then<(ContactBatch, ImmutableArray<ExitRow>?, int?)>(now => (now, null, null));
            if (!read.Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            followed = new(
                followed.Batches.Add(found.Now),
                followed.Pinned.Add(import.Region, new(
                    import.Batch!, (int)import.Count.Waiting, (int)import.Count.Completed, (int)(import.Count.Errors + import.Count.Remarked), import.Synthetic,
                    linked ? earlier : null, found.UnitsGone)),
                found.Exits is { } rows ? followed.Exits.Add(import.Region, rows) : followed.Exits);
        }

        return followed;
    }

    private static Outcome<EarlierSets?> Earlier(
        Store store, ImmutableArray<MonthPublished> versions, ImmutableSortedDictionary<RegionId, PinnedBatch> pinned)
    {
        var sets = ImmutableArray.CreateBuilder<PublishedSet>();
        foreach (var version in versions)
        {
            if (!store.Figures.Set(version.Content.Cubes).Succeeded(out var set, out var refusal))
            {
                return refusal;
            }

            sets.Add(set);
        }

        var batches = versions.Select(v => v.Content.Batches).ToList();
        ImmutableHashSet<RegionId> ChangedIn(Func<PinnedBatch?, object?> what) => batches.SelectMany(b => b.Keys).Concat(pinned.Keys)
            .Where(region => batches.TrueForAll(b => !Equals(what(b.GetValueOrDefault(region)), what(pinned.GetValueOrDefault(region))))).ToImmutableHashSet();
        return versions.IsEmpty ? (EarlierSets?)null : new EarlierSets(sets.ToImmutable(), ChangedIn(b => b?.Batch), ChangedIn(b => (b?.Batch, b?.Before)));
    }

    private static Outcome<MonthBefore?> BeforeIt(Store store, MonthContent? before, ImmutableSortedDictionary<RegionId, ImmutableArray<ExitRow>> exits) =>
        before is null ? (MonthBefore?)null : store.Figures.Set(before.Cubes).Then<MonthBefore?>(set =>
            new MonthBefore(set.Rows, [.. before.Batches.Keys], exits));
}

using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Publication;

/// <summary>How far a region's number waiting may move from one month to the next.</summary>
/// <param name="MarkPercent">Beyond this it is marked.</param>
/// <param name="StopPercent">Beyond this the month is not published without a reason.</param>
/// <param name="Assumption">Why these bounds.</param>
public sealed record JumpBounds(int MarkPercent, int StopPercent, Bilingual Assumption)
{
    /// <summary>What stands where no rule sets any: everything is marked and stopped.</summary>
    public static readonly JumpBounds None = new(0, 0, new("", ""));
}

/// <summary>
/// Publishes a month: pins the batches and the cubes made of them, and says what is missing or odd. Pure; what is published
/// is never changed, only published anew with a reason.
/// </summary>
public static class PublishMonth
{
    /// <summary>The marks that a month's batches call for.</summary>
    /// <param name="regions">Every region, in order.</param>
    /// <param name="batches">The batches received for the month.</param>
    /// <param name="before">What was published for the month before, if anything.</param>
    /// <param name="bounds">How far a number may move.</param>
    public static ImmutableArray<Mark> Marks(
        IEnumerable<Region> regions, ImmutableSortedDictionary<RegionId, PinnedBatch> batches, MonthContent? before, JumpBounds bounds) =>
        [.. regions.SelectMany(r => batches.TryGetValue(r.Id, out var batch)
            ? OfBatch(r, batch, before?.Batches.GetValueOrDefault(r.Id), bounds)
            : [new Mark(MarkKind.RegionMissing, r.Id)])];

    /// <summary>Decides to publish, or says why not.</summary>
    /// <param name="state">What was published for the month so far.</param>
    /// <param name="content">What is to be published.</param>
    /// <param name="before">What was published for the month before, if anything.</param>
    /// <param name="bounds">How far a number may move.</param>
    /// <param name="signature">Number, date and persons.</param>
    /// <param name="reason">Why it is published anew, or in spite of a jump; may be empty otherwise.</param>
    /// <param name="today">The civil date in Sweden.</param>
    /// <param name="at">The instant, from the command.</param>
    public static Outcome<MonthPublished> Decide(
        MonthPublications state, MonthContent content, MonthContent? before, JumpBounds bounds,
        Signature signature, string? reason, DateOnly today, DateTimeOffset at)
    {
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (content.Batches.IsEmpty)
        {
            return Refusal.Of(RefusalCode.NothingToPublish, content.Month.ToString());
        }

        if (state.Current is { } current && current.Content.SaysTheSameAs(content))
        {
            return Refusal.Of(RefusalCode.PublicationUnchanged, content.Month.ToString(), current.Signature.Number);
        }

        if (state.Current is not null && why is null)
        {
            return Refusal.Of(RefusalCode.RevisionReasonMissing, content.Month.ToString());
        }

        if (why is null && FirstStop(content, before, bounds) is var (region, from, to))
        {
            return Refusal.Of(RefusalCode.JumpUnexplained, region.ToString(), content.Month.ToString(), from.ToString(), to.ToString(), bounds.StopPercent.ToString());
        }

        var earliest = state.Current?.Signature.Date is { } date && date > content.Month.Last ? date : content.Month.Last;
        return signature.Check(earliest, today).Then<MonthPublished>(signed => new MonthPublished(content, signed, at, why));
    }

    private static IEnumerable<Mark> OfBatch(Region region, PinnedBatch batch, PinnedBatch? before, JumpBounds bounds)
    {
        if (batch.UnitsGone is > 0 and var gone)
        {
            yield return new(MarkKind.UnitsMissing, region.Id, new($"{gone} sedan månaden före", $"{gone} since the month before"));
        }

        // Rounded, since the exact numbers of all contacts together are not published.
        if (before is not null && Moved(before.Waiting, batch.Waiting, bounds.MarkPercent))
        {
            var percent = before.Waiting == 0 ? null : $"{(100L * (batch.Waiting - before.Waiting)) / before.Waiting:+0;-0} %";
            yield return new(MarkKind.Jump, region.Id, percent is null
                ? new("väntande från inga på en månad", "waiting from nobody in a month")
                : new($"väntande {percent} på en månad", $"waiting {percent} in a month"));
        }

        if (batch.Remarks > 0)
        {
            yield return new(MarkKind.Remarks, region.Id, new($"{batch.Remarks} rader", $"{batch.Remarks} rows"));
        }

        if (batch.Synthetic)
        {
            yield return new(MarkKind.Synthetic, region.Id);
        }
    }

    private static (RegionId Region, int From, int To)? FirstStop(MonthContent content, MonthContent? before, JumpBounds bounds)
    {
        foreach (var (region, batch) in content.Batches)
        {
            if (before?.Batches.GetValueOrDefault(region) is { } earlier && Moved(earlier.Waiting, batch.Waiting, bounds.StopPercent))
            {
                return (region, earlier.Waiting, batch.Waiting);
            }
        }

        return null;
    }

    // Whole numbers only: 100 x |after - before| > percent x before. From nothing to something is beyond any bound.
    private static bool Moved(int before, int after, int percent) => 100L * Math.Abs((long)after - before) > (long)percent * before;
}

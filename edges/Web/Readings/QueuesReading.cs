using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Web.Readings;

/// <summary>Every service's queue in a region, or in the nation, as two successive published months show it.</summary>
/// <param name="Asked">What is asked for.</param>
/// <param name="Region">The region; null for the nation.</param>
/// <param name="Weeks">In how many weeks the target is to be reached.</param>
/// <param name="Before">Whether the month before is published; without it nobody knows how many joined.</param>
/// <param name="Queues">The queues, by service.</param>
public sealed record QueuesReading(WaitsAsked Asked, Region? Region, int Weeks, bool Before, ImmutableArray<PublishedQueue> Queues)
{
    /// <summary>The query field with the weeks.</summary>
    public const string WeeksField = "veckor";

    /// <summary>The weeks that are linked to.</summary>
    public static readonly ImmutableArray<int> WeekChoices = [13, 26, 52];

    private const int UsualWeeks = 26;
    private const int MostWeeks = 520;

    /// <summary>The nation's queues.</summary>
    public static Outcome<QueuesReading> OfNation(Visit visit) => Of(visit, null);

    /// <summary>The queues of the region of the path.</summary>
    public static Outcome<QueuesReading> OfRegion(Visit visit) => visit.Rules.FindRegion(visit.Route("id")).Then(region => Of(visit, region));

    /// <summary>The queues as a file.</summary>
    public Outcome<ExportTable> Export() => Asked.Month is not { } month
        ? Refusal.Of(RefusalCode.PageUnknown, Asked.Visit.Request.Path.ToString())
        : QueueTables.Queues(Asked.FileName($"ko-{Region?.Id ?? RegionId.Nation}-{month.Content.Month}"), Queues, Asked.Visit.Language);

    private static Outcome<QueuesReading> Of(Visit visit, Region? region) =>
        visit.NumberField(WeeksField).Then(asks => asks is < 1 or > MostWeeks
            ? Refusal.Of(RefusalCode.ArgumentWrong, $"{asks}", WeeksField, $"1–{MostWeeks}")
            : WaitsAsked.Of(visit).Then(asked => Read(asked, region, asks ?? UsualWeeks)));

    private static Outcome<QueuesReading> Read(WaitsAsked asked, Region? region, int weeks)
    {
        if (asked.Month is not { } month)
        {
            return new QueuesReading(asked, region, weeks, false, []);
        }

        var earlier = asked.Known.FirstOrDefault(m => m.Content.Month == month.Content.Month.Plus(-1));
        return PublishedMonths.Queues(
                asked.Visit.Store!.Figures, asked.Visit.Waiting, earlier?.Content, month.Content,
                new(region is null ? Dimensions.Service : Dimensions.Region | Dimensions.Service, asked.Rule, asked.Kind, region?.Id), weeks)
            .Then<QueuesReading>(queues => new QueuesReading(asked, region, weeks, earlier is not null, queues));
    }
}

using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Night;

namespace Vardbro.Web.Readings;

/// <summary>The newest night that had been run by the knowledge date, and what it rests on.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Night">The night; null when none had been run.</param>
/// <param name="Next">The seed announced for the next run.</param>
/// <param name="Rule">Who goes first.</param>
public sealed record NightReading(Visit Visit, NightRecord? Night, AnnouncedSeed? Next, NeedRule? Rule)
{
    /// <summary>Reads it.</summary>
    public static Outcome<NightReading> Of(Visit visit) => visit.Nights is not { } store ? new NightReading(visit, null, null, null) : store.Newest(SwedishDate.EndOf(visit.AsOf)).Then(night =>
        store.NextSeed().Then<NightReading>(next =>
            new NightReading(visit, night, next, night is null ? null : visit.Brokering.Needs.FirstOrDefault(r => r.Id == night.Content.NeedRule))));

    /// <summary>The figures of a night that was run.</summary>
    public NightFigures Figures => Night!.Content.Figures;

    /// <summary>Whether the rules are those that the night was run by.</summary>
    public bool RulesHold => Night!.Content.RulesVersion == Visit.Rules.Version;

    /// <summary>A table of the night to take away.</summary>
    public Outcome<ExportTable> Export(Func<NightRecord, ExportTable> table) => Night is { } night ? table(night) : Refusal.Of(RefusalCode.NightNone);

    /// <summary>The share that is offered a slot; null when either is hidden or nobody was in the run.</summary>
    public static decimal? ShareOf(NightRow row) => row is { InRun: > 0 and var all, Offered: { } some } ? (decimal)some / all : null;
}

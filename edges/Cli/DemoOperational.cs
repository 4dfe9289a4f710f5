using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Operational;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Cli;

/// <summary>The demo's operational waits: an example basis for every region but one, and each region's daily file taken in.</summary>
internal static class DemoOperational
{
    private const string WithoutBasis = "0009"; // Gotland: figures only, so that both can be seen

    private static readonly DateOnly From = new(2024, 1, 1);

    /// <summary>Records what is not recorded: invented signatures, a number that says so.</summary>
    public static Outcome<int> RecordBases(Session session, RuleBook rules, Store store)
    {
        var recorded = 0;
        foreach (var region in rules.Regions.Where(r => r.Id.ToString() != WithoutBasis && From <= session.Today))
        {
            var basis = new LegalBasis(region.Id, BasisKind.Agreement, $"{Signature.ExamplePrefix}RS 2024/{region.CountyCode}", From);
            var signature = new Signature($"{Signature.ExamplePrefix}RG-{region.Id}", From, DemoVerb.First, DemoVerb.Second);
            var done = store.Execute(region.Id, (state, at) => DecideBasis.Record(state, basis, signature, session.Today, at)).GetAwaiter().GetResult();
            if (done.Refusal is { } refusal)
            {
                return refusal;
            }

            recorded++;
        }

        return recorded;
    }

    /// <summary>Takes in each region's file of the synthetic nation's last day.</summary>
    public static Outcome<long> TakeIn(Session session, Store store, WaitingRules waiting, SyntheticNation nation, string folder)
    {
        var day = nation.Course[^1].Month.Last;
        if (day > session.Today)
        {
            return 0L;
        }

        return store.Decided().Then(decided => OperationalStore.Open(session.DataFolder).Then(operational =>
        {
            var (rows, persons) = (0L, 0);
            foreach (var region in nation.Regions)
            {
                var basis = decided.BasesOf(region.Id).ForPersonsOf(day, session.Today);
                var file = Path.Combine(folder, $"waits-{region.Id}-{day:yyyy-MM-dd}.csv.gz");
                var taken = OperationalImport.Run(operational, new(file, region.Id, day, Synthetic: true, basis), waiting, session.Clock);
                if (!taken.Succeeded(out var answer, out var refusal) || (refusal = answer.Why) is not null)
                {
                    return refusal;
                }

                rows += answer.Delivered.Count.Open;
                persons += basis is null ? 0 : 1;
            }

            session.Out.WriteLine(session.Say(
                $"  {day:yyyy-MM-dd}: {rows} väntande dag för dag från {nation.Regions.Length} regioner, personer från {persons}, annars bara siffror",
                $"  {day:yyyy-MM-dd}: {rows} waiting day by day from {nation.Regions.Length} regions, persons from {persons}, otherwise figures only"));
            return (Outcome<long>)rows;
        }));
    }
}

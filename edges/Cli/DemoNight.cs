using Vardbro.Kernel;
using Vardbro.Storage.Night;
using Vardbro.Storage.Operational;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Cli;

/// <summary>The demo's night: invented free slots at real hospitals, and one plan for the invented persons who wait. Done once.</summary>
internal static class DemoNight
{
    private const string Seed = "1";

    /// <summary>Runs a night where invented persons wait and none was run; says in a few lines what it came to.</summary>
    public static Outcome<int> Show(Session session, string scale) =>
        NightStore.In(session.DataFolder).Newest(DateTimeOffset.MaxValue).Then(night => OperationalStore.Open(session.DataFolder).Then(waits => waits.Status()).Then(regions =>
            night is not null || !regions.Any(r => r is { HoldsPersons: true, Current.Synthetic: true }) ? 0 : Make(session, scale)));

    private static Outcome<int> Make(Session session, string scale)
    {
        session.Out.WriteLine(session.Say(
            "Gör påhittade lediga tider vid verkliga sjukhus och kör en natts vårdförmedling (SYNTETISKT).",
            "Making invented free slots at real hospitals and running one night's brokering of care (SYNTHETIC)."));
        return RuleFolder.LoadSynthetic(session.RulesFolder).Then(nation =>
            SyntheticOrder.Of(nation, Seed, scale, nation.Course.Length).Then(order => SynthVerb.Market(session, nation, order, session.DataFolder))
            .Then(_ => NightStore.In(session.DataFolder).Announce(session.Clock.GetUtcNow()))
            .Then(_ => NightVerb.Run(session, new(null, NightOrder.UsualWeeks, null, null, null, null)))
            .Then<int>(done =>
            {
                var totals = done.Night.Content.Figures.Totals;
                session.Out.WriteLine(session.Say(
                    $"  {NightVerb.Figure(totals.InRun)} med i körningen, {NightVerb.Figure(totals.Offered)} erbjuds en tid; av {NightVerb.Figure(totals.Broken)} brutna vårdgarantier {NightVerb.Figure(totals.BrokenOffered)}. Planen är bevisad; den visas på /formedling.",
                    $"  {NightVerb.Figure(totals.InRun)} in the run, {NightVerb.Figure(totals.Offered)} are offered a slot; of {NightVerb.Figure(totals.Broken)} broken guarantees {NightVerb.Figure(totals.BrokenOffered)}. The plan is proven; it is shown on /formedling."));
                session.Out.WriteLine();
                return 1;
            }));
    }
}

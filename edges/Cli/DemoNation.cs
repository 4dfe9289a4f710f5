using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Register;
using Vardbro.Storage.Rules;
using Vardbro.Storage.Synthetic;
using Vardbro.Waiting;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Cli;

/// <summary>
/// The demo's waits: a part of the synthetic nation, taken in and published as real files would be. Done once; a store that already
/// has months of waits, from anybody, is left alone.
/// </summary>
internal static class DemoNation
{
    private const string Seed = "1";
    private const int DaysToDecide = 15;

    /// <summary>Makes, takes in and publishes, with a line for each step; or why it could not.</summary>
    public static Outcome<int> Show(Session session, RuleBook rules, Store store, string scale) =>
        RegisterStore.Open(session.DataFolder).Then(register => register.Status().Then(status =>
        store.Decided().Then(decided =>
            status.IsEmpty ? Make(session, rules, store, register, scale)
            : decided.Months.IsEmpty && status.All(s => s.Latest.Synthetic) ? RuleFolder.LoadWaiting(session.RulesFolder).Then(waiting =>
                Publish(session, store, rules, waiting, [.. status.Select(s => s.Month).Distinct().Order()])
                    .Then(published => DemoOperational.RecordBases(session, rules, store).Then<int>(_ => published))) // a journal that began anew
            : 0)));

    private static Outcome<int> Make(Session session, RuleBook rules, Store store, RegisterStore register, string scale)
    {
        session.Out.WriteLine(session.Say(
            $"Gör en påhittad nation av väntor i skala {scale}, läser in den och publicerar den (SYNTETISKT, ingen verklig person).",
            $"Making an invented nation of waits in scale {scale}, taking it in and publishing it (SYNTHETIC, no real person)."));
        var folder = Path.Combine(session.DataFolder, "demo-nation");
        Clear(folder); // what a start that was cut off left behind
        try
        {
            return RuleFolder.LoadSynthetic(session.RulesFolder).Then(nation =>
                SyntheticOrder.Of(nation, Seed, scale, nation.Course.Length).Then(order =>
                RuleFolder.LoadWaiting(session.RulesFolder).Then(waiting =>
                SyntheticFolder.Write(nation, order, [.. Enumerable.Range(0, nation.Regions.Length)], folder, _ => { })
                    .Then(_ => TakeIn(session, register, waiting, nation, order, folder))
                    .Then(months => DemoOperational.RecordBases(session, rules, store)
                        .Then(_ => DemoOperational.TakeIn(session, store, waiting, nation, folder))
                        .Then<ImmutableArray<Month>>(_ => months))
                    .Then(months => Publish(session, store, rules, waiting, months)))));
        }
        finally
        {
            Clear(folder); // the register keeps what it received
        }
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Outcome<ImmutableArray<Month>> TakeIn(
        Session session, RegisterStore register, WaitingRules waiting, SyntheticNation nation, SyntheticOrder order, string folder)
    {
        var months = nation.Course.Select(c => c.Month).TakeLast(order.Months).ToImmutableArray();
        foreach (var month in months)
        {
            var rows = 0L;
            foreach (var region in nation.Regions)
            {
                var file = Path.Combine(folder, $"register-{region.Id}-{month}.csv.gz");
                if (!RegisterImport.Run(register, new(file, region.Id, month, Synthetic: true), waiting, session.Clock, _ => { }).Succeeded(out var answer, out var refusal))
                {
                    return refusal;
                }

                if (answer.Why is { } why)
                {
                    return why;
                }

                rows += answer.Import.Count.Rows;
            }

            session.Out.WriteLine(session.Say($"  {month}: {rows} rader från {nation.Regions.Length} regioner", $"  {month}: {rows} rows from {nation.Regions.Length} regions"));
        }

        return months;
    }

    private static Outcome<int> Publish(Session session, Store store, RuleBook rules, WaitingRules waiting, ImmutableArray<Month> months)
    {
        // No decision has a day that has not come.
        var over = months.Where(m => m.Last.AddDays(DaysToDecide) <= session.Today).ToList();
        foreach (var month in over)
        {
            var signature = new Signature($"{Signature.ExamplePrefix}VT-{month}", month.Last.AddDays(DaysToDecide), DemoVerb.First, DemoVerb.Second);
            if (!PublishVerb.Publish(session, store, rules, waiting, month, signature, null).Succeeded(out _, out var refusal))
            {
                return refusal;
            }
        }

        session.Out.WriteLine(session.Say($"  {over.Count} månader publicerade.", $"  {over.Count} months published."));
        session.Out.WriteLine();
        return over.Count;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Funding;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Register;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;

namespace Vardbro.Cli;

/// <summary><c>vardbro publish</c>: publishes a month of waits by a decision that pins its batches and its figures.</summary>
internal static class PublishVerb
{
    public static Command Create(Options.Register register)
    {
        var (period, signing) = (Options.Text("--period", "Month, YYYY-MM / mätperiod", "YYYY-MM"), new SigningOptions());
        var reason = new Option<string?>("--reason") { Description = "Why again, or in spite of a jump / varför på nytt, eller trots ett hopp", HelpName = "TEXT" };
        var command = new Command("publish", "Publish a month of waits / publicera en månads väntetider") { period, reason };
        signing.AddTo(command);
        register(command, (session, parse) =>
            session.With(RegisterMonths.Read(parse.GetValue(period)), month =>
            session.With(session.Rules(), rules =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), waiting =>
            session.With(signing.Read(session, parse), signature =>
            session.With(Store.Open(session.DataFolder, session.Clock), store =>
            {
                try
                {
                    return session.With(Publish(session, store, rules, waiting, month, signature, parse.GetValue(reason)), published => Print(session, published));
                }
                finally
                {
                    store.DisposeAsync().AsTask().GetAwaiter().GetResult();
                }
            }))))));
        return command;
    }

    /// <summary>Makes a month ready and decides; also what the demo does.</summary>
    public static Outcome<MonthPublished> Publish(
        Session session, Store store, RuleBook rules, WaitingRules waiting, Month month, Signature signature, string? reason) =>
        RegisterStore.Open(session.DataFolder).Then(register => RegisterMonths.Imports(register, month).Then(imports =>
            MonthToPublish.Of(register, store, waiting, month, imports).Then(ready => store.Execute(month, (state, before, at) =>
                state.Versions.Length != ready.Versions || before.Current?.Content.Cubes != ready.Before?.Cubes
                    ? Refusal.Of(RefusalCode.PublishedMeanwhile, month.ToString())
                    : PublishMonth.Decide(
                        state, ready.Content with { Marks = PublishMonth.Marks(rules.Regions, ready.Content.Batches, ready.Before, waiting.Jumps) },
                        ready.Before, waiting.Jumps, signature, reason, session.Today, at))
                .GetAwaiter().GetResult().Then<MonthPublished>(state => state.Current!))));

    private static int Print(Session session, MonthPublished published)
    {
        var content = published.Content;
        session.Out.WriteLine(session.Say(
            $"{content.Month} är publicerad: {content.Batches.Count} regioner, beslut {published.Signature.Number}, siffror {content.Cubes[..12]}.",
            $"{content.Month} is published: {content.Batches.Count} regions, decision {published.Signature.Number}, figures {content.Cubes[..12]}."));
        foreach (var marks in content.Marks.GroupBy(m => m.Kind))
        {
            session.Out.WriteLine($"  {session.Say(WaitingWords.Of(marks.Key))}: {string.Join(", ", marks.Select(m => m.Detail is { } detail ? $"{m.Region} ({session.Say(detail)})" : $"{m.Region}"))}");
        }

        return ExitCode.Done;
    }
}

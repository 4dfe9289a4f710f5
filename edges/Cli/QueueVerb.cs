using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Cli;

/// <summary>
/// <c>vardbro queue</c>: how one queue develops and what would bring it to its target, or why that is not measurable. From published
/// figures only: a queue counted anew would tell what a publication hides.
/// </summary>
internal static class QueueVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file) = (Options.Format(), Options.Out());
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var service = Options.Text("--service", "Service code (mvo) / medicinskt verksamhetsområde", "CODE");
        var period = new Option<string?>("--period") { Description = "Published month, else the newest / publicerad månad, annars den senaste", HelpName = "YYYY-MM" };
        var kind = StatsVerb.Kind();
        var weeks = new Option<int>("--weeks") { Description = "Weeks to reach the target in (26) / veckor till målet", HelpName = "N", DefaultValueFactory = _ => 26 };
        var command = new Command("queue", "How a queue develops and what would shorten it / hur en kö utvecklas") { region, service, period, kind, weeks, format, file };
        register(command, (session, parse) =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), rules =>
            session.With(session.Rules().Then(book => book.FindRegion(parse.GetValue(region)!)), known =>
            session.With(Store.Read(session.DataFolder), decided =>
            session.With(Month(decided, parse.GetValue(period)), month =>
            session.With(Queues(session, rules, decided, month, known.Id, parse.GetValue(service)!, StatsVerb.KindOf(parse.GetValue(kind)), parse.GetValue(weeks)), queues =>
                SyntheticMark.Show(
                    session, parse, format, file, QueueTables.Queues($"ko-{known.Id}-{parse.GetValue(service)}-{month.Month}", queues, session.Language),
                    SyntheticMark.Sentence([.. month.Batches.Values.Select(b => b.Synthetic)]), () => Print(session, month, queues))))))));
        return command;
    }

    private static Outcome<MonthContent> Month(Decided decided, string? asked) => asked is null
        ? decided.Months.Values.Select(m => m.Current?.Content).OfType<MonthContent>().MaxBy(m => m.Month) is { } newest
            ? newest
            : Refusal.Of(RefusalCode.MonthNotPublished, new Bilingual("någon månad", "any month"))
        : RegisterMonths.Read(asked).Then(month => decided.PublicationsOf(month).Current is { } published
            ? published.Content
            : (Outcome<MonthContent>)Refusal.Of(RefusalCode.MonthNotPublished, asked));

    private static Outcome<ImmutableArray<PublishedQueue>> Queues(
        Session session, WaitingRules rules, Decided decided, MonthContent month, RegionId region, string service, WaitKind? only, int weeks)
    {
        var (figures, rule) = (PublishedStore.In(session.DataFolder), rules.Statistics.Rules[0].Rule);
        if (!month.Batches.ContainsKey(region))
        {
            return Refusal.Of(RefusalCode.RegionNotInMonth, region.ToString(), month.Month.ToString());
        }

        var before = decided.PublicationsOf(month.Month.Plus(-1)).Current?.Content;
        return figures.Rows(month.Cubes, new(Dimensions.Service, rule)).Then(nation =>
        {
            if (nation.All(row => row.Key.Service != service))
            {
                return Refusal.Of(RefusalCode.ServiceUnknown, service, string.Join(", ", nation.Select(row => row.Key.Service).Distinct()));
            }

            var queues = ImmutableArray.CreateBuilder<PublishedQueue>();
            foreach (var kind in MonthStatistics.Kinds.Where(k => only is null || k == only))
            {
                if (!PublishedMonths.Queues(figures, rules, before, month, new(Dimensions.Region | Dimensions.Service, rule, kind, region, service), weeks)
                    .Succeeded(out var found, out var refusal))
                {
                    return refusal;
                }

                queues.AddRange(found);
            }

            return (Outcome<ImmutableArray<PublishedQueue>>)queues.ToImmutable();
        });
    }

    private static void Print(Session session, MonthContent month, ImmutableArray<PublishedQueue> queues)
    {
        string Text(decimal? figure, int decimals = 1) => figure is { } exact
            ? Math.Round(exact, decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture).Replace('.', session.Language == Language.Swedish ? ',' : '.')
            : "–";
        session.Out.WriteLine(session.Say($"Publicerat {month.Month}, SKR:s räknesätt", $"Published {month.Month}, SKR's way of counting"));
        if (queues.IsEmpty)
        {
            session.Out.WriteLine(session.Say("Ingen väntar och ingen fick vård.", "Nobody waits and nobody had care."));
        }

        foreach (var queue in queues)
        {
            session.Out.WriteLine($"{session.Say(WaitingWords.Of(queue.Now.Key.Kind))}: {session.Say(queue.Words)}");
            if (queue.Facts is not { } facts)
            {
                continue;
            }

            session.Out.WriteLine(session.Say(
                $"  kö {facts.Queue}, tillkommer {Text(facts.DemandAWeek)} och behandlas {Text(facts.CapacityAWeek)} i veckan, belastning {Text(queue.Value(QueueArithmetic.Load), 2)}",
                $"  queue {facts.Queue}, {Text(facts.DemandAWeek)} join and {Text(facts.CapacityAWeek)} are treated a week, load {Text(queue.Value(QueueArithmetic.Load), 2)}"));
            session.Out.WriteLine(session.Say(
                $"  medelväntan {Text(facts.MeanWaitDays)} dagar, mål {facts.TargetDays}, tryck {Text(queue.Value(QueueArithmetic.Pressure), 2)}; högst {Text(queue.Value(QueueArithmetic.TargetQueue))} i kö",
                $"  mean wait {Text(facts.MeanWaitDays)} days, target {facts.TargetDays}, pressure {Text(queue.Value(QueueArithmetic.Pressure), 2)}; at most {Text(queue.Value(QueueArithmetic.TargetQueue))} in the queue"));
            if (QueueArithmetic.AsItIs(facts).Succeeded(out var now, out var _))
            {
                session.Out.WriteLine($"  {session.Say(now)}");
            }
        }

        session.Out.WriteLine(session.Say(
            "ANTAGANDE: kapaciteten är vad som behandlades i månaden; den som lämnat kön utan vård syns inte, så tillkomsten är minst så stor.",
            "ASSUMPTION: the capacity is what was treated in the month; who left the queue without care is not seen, so at least as many join."));
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Cli;

/// <summary><c>vardbro queue</c>: how one queue develops and what would bring it to its target, or why that is not measurable.</summary>
internal static class QueueVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file) = (Options.Format(), Options.Out());
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var service = Options.Text("--service", "Service code (mvo) / medicinskt verksamhetsområde", "CODE");
        var (period, unpublished, kind) = (Options.Text("--period", "Month, YYYY-MM / mätperiod", "YYYY-MM"), StatsVerb.Unpublished(), StatsVerb.Kind());
        var weeks = new Option<int>("--weeks") { Description = "Weeks to reach the target in (26) / veckor till målet", HelpName = "N", DefaultValueFactory = _ => 26 };
        var command = new Command("queue", "How a queue develops and what would shorten it / hur en kö utvecklas")
        {
            region, service, period, kind, weeks, unpublished, format, file,
        };
        register(command, (session, parse) =>
            session.With(RegisterMonths.Read(parse.GetValue(period)), month =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), rules =>
            session.With(session.Rules().Then(book => book.FindRegion(parse.GetValue(region)!)), known =>
            session.With(RegisterMonths.Load(session.DataFolder, month, parse.GetValue(unpublished)), batches =>
            session.With(MonthStatistics.Of(rules, month, batches), statistics =>
            session.With(Queues(rules, statistics, batches.FirstOrDefault(b => b.Region == known.Id), StatsVerb.KindOf(parse.GetValue(kind)),
                parse.GetValue(service)!, parse.GetValue(weeks)), queues =>
                Options.Show(session, parse, format, file, Table(session.Language, month, known.Id, parse.GetValue(service)!, queues),
                    () => Print(session, queues)))))))));
        return command;
    }

    private sealed record Queue(WaitKind Kind, QueueFacts? Facts);

    // A figure that the month's statistics would hide is not known here either.
    private static Outcome<ImmutableArray<Queue>> Queues(
        WaitingRules rules, MonthStatistics statistics, ContactBatch? batch, WaitKind? only, string service, int weeks)
    {
        var (counting, queues) = (rules.Statistics.Rules[0], ImmutableArray.CreateBuilder<Queue>());
        foreach (var kind in MonthStatistics.Kinds.Where(k => only is null || k == only))
        {
            var key = batch is null ? default : new CellKey(batch.Region, kind, service, null, null, null);
            if (batch is null || !statistics.Disclosure.Shows(counting.Rule, Phase.Waiting, key))
            {
                queues.Add(new(kind, null));
                continue;
            }

            var (flow, days) = (QueueFlow.Of(counting, batch, kind, service), batch.Month.Last.Day);
            var shown = statistics.Disclosure.Shows(counting.Rule, Phase.Completed, key);
            if (!QueueFacts.Of(
                flow.Queue, flow.Joined >= rules.Statistics.Bound ? QueueFlow.AWeek(flow.Joined, days) : null,
                shown ? QueueFlow.AWeek(flow.Treated, days) : null, flow.MeanWaitDays,
                rules.For(kind, batch.Region, batch.Month.Last)?.Days ?? 0, weeks).Succeeded(out var facts, out var refusal))
            {
                return refusal;
            }

            queues.Add(new(kind, facts));
        }

        return queues.ToImmutable();
    }

    private static ExportTable Table(Language language, Month month, RegionId region, string service, ImmutableArray<Queue> queues) => new(
        $"ko-{region}-{service}-{month}",
        ["period", "region_id", "service", "kind", "queue", "demand_a_week", "capacity_a_week", "load", "mean_days", "target_days", "target_queue",
            "relief_a_week", "weeks", "pressure", "weeks_to_clear", "in_words"],
        queues.Select(q => (ImmutableArray<object?>)
        [
            month.ToString(), region.ToString(), service, StatsTables.NameOf(q.Kind), q.Facts?.Queue,
            Rounded(q.Facts?.DemandAWeek), Rounded(q.Facts?.CapacityAWeek), Value(q, QueueArithmetic.Load, 2), Rounded(q.Facts?.MeanWaitDays),
            q.Facts?.TargetDays, Value(q, QueueArithmetic.TargetQueue), Value(q, QueueArithmetic.ReliefCapacity), q.Facts?.Weeks,
            Value(q, QueueArithmetic.Pressure, 2),
            q.Facts is { } facts && QueueArithmetic.WeeksToClear(facts).Succeeded(out var weeks, out var _) ? weeks : null,
            Words(q).In(language),
        ]));

    private static void Print(Session session, ImmutableArray<Queue> queues)
    {
        string Text(object? cell) => cell is IFormattable figure
            ? figure.ToString(null, CultureInfo.InvariantCulture).Replace('.', session.Language == Language.Swedish ? ',' : '.')
            : "–";
        foreach (var queue in queues)
        {
            session.Out.WriteLine($"{session.Say(WaitingWords.Of(queue.Kind))}: {session.Say(Words(queue))}");
            if (queue.Facts is not { } facts)
            {
                continue;
            }

            session.Out.WriteLine(session.Say(
                $"  kö {facts.Queue}, tillkommer {Text(Rounded(facts.DemandAWeek))} och behandlas {Text(Rounded(facts.CapacityAWeek))} i veckan, belastning {Text(Value(queue, QueueArithmetic.Load, 2))}",
                $"  queue {facts.Queue}, {Text(Rounded(facts.DemandAWeek))} join and {Text(Rounded(facts.CapacityAWeek))} are treated a week, load {Text(Value(queue, QueueArithmetic.Load, 2))}"));
            session.Out.WriteLine(session.Say(
                $"  medelväntan {Text(Rounded(facts.MeanWaitDays))} dagar, mål {facts.TargetDays}, tryck {Text(Value(queue, QueueArithmetic.Pressure, 2))}; högst {Text(Value(queue, QueueArithmetic.TargetQueue))} i kö",
                $"  mean wait {Text(Rounded(facts.MeanWaitDays))} days, target {facts.TargetDays}, pressure {Text(Value(queue, QueueArithmetic.Pressure, 2))}; at most {Text(Value(queue, QueueArithmetic.TargetQueue))} in the queue"));
            if (QueueArithmetic.AsItIs(facts).Succeeded(out var now, out var _))
            {
                session.Out.WriteLine($"  {session.Say(now)}");
            }
        }

        session.Out.WriteLine(session.Say(
            "ANTAGANDE: kapaciteten är vad som behandlades i månaden; den som lämnat kön utan vård syns inte, så tillkomsten är minst så stor.",
            "ASSUMPTION: the capacity is what was treated in the month; who left the queue without care is not seen, so at least as many join."));
    }

    private static Bilingual Words(Queue queue)
    {
        if (queue.Facts is not { } facts)
        {
            return new("inte mätbart: för få som väntar för att visas", "not measurable: too few wait to be shown");
        }

        return QueueArithmetic.InWords(facts).Succeeded(out var words, out var refusal)
            ? words
            : new($"inte mätbart ({refusal.In(Language.Swedish)})", $"not measurable ({refusal.In(Language.English)})");
    }

    private static decimal? Value(Queue queue, Func<QueueFacts, Outcome<decimal>> figure, int decimals = 1) =>
        queue.Facts is { } facts && figure(facts).Succeeded(out var value, out var _) ? Rounded(value, decimals) : null;

    private static decimal? Rounded(decimal? figure, int decimals = 1) =>
        figure is { } exact ? Math.Round(exact, decimals, MidpointRounding.AwayFromZero) : null;
}

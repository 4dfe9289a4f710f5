using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Publication;
using Vardbro.Storage.Rules;
using Vardbro.Waiting;
using Vardbro.Waiting.Audit;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Cli;

/// <summary><c>vardbro audit</c>: what a published month shows of each region, held against the months before and the other regions.</summary>
internal static class AuditVerb
{
    public static Command Create(Options.Register register)
    {
        var (format, file) = (Options.Format(), Options.Out());
        var (period, region, kind) = (Options.Text("--period", "Month, YYYY-MM / mätperiod", "YYYY-MM"), Options.Region(), StatsVerb.Kind());
        var command = new Command("audit", "What auditors ask of a published month / det en granskare frågar om en publicerad månad") { period, region, kind, format, file };
        register(command, (session, parse) =>
            session.With(RegisterMonths.Read(parse.GetValue(period)), month =>
            session.With(session.AllRules(), rules =>
            session.With(rules.Book!.RegionOf(parse.GetValue(region)), only =>
            session.With(Findings(session, rules, month, only?.Id, StatsVerb.KindOf(parse.GetValue(kind))), found =>
                Options.Show(session, parse, format, file,
                    AuditTables.Findings($"{(found.Mark is not null ? "SYNTETISKT-" : "")}granskning-{(only is null ? "" : $"{only.Id}-")}{month}", found.Findings, session.Language),
                    () => Print(session, rules, found.Findings, found.Mark)))))));
        return command;
    }

    private static Outcome<(ImmutableArray<Finding> Findings, Bilingual? Mark)> Findings(Session session, RuleReading rules, Month month, RegionId? only, WaitKind? kind) =>
        Store.Read(session.DataFolder).Then(decided =>
        {
            var (findings, published) = (ImmutableArray.CreateBuilder<Finding>(), decided.Months.Values.Select(m => m.Current).OfType<MonthPublished>().ToList());
            if (published.TrueForAll(m => m.Content.Month != month))
            {
                return AuditOfMonth.NotPublished(month, published.Select(m => m.Content.Month));
            }

            foreach (var one in MonthStatistics.Kinds.Where(k => kind is null || k == kind))
            {
                if (!PublishedMonths.Book(PublishedStore.In(session.DataFolder), rules.Waiting!.Statistics, published, month, one, CountingRule.Skr)
                    .Then(book => AuditOfMonth.Of(book, month, only)).Succeeded(out var found, out var refusal))
                {
                    return refusal;
                }

                findings.AddRange(found);
            }

            return (Outcome<(ImmutableArray<Finding>, Bilingual?)>)(
                findings.ToImmutable(), SyntheticMark.Sentence([.. published.SelectMany(m => m.Content.Batches.Values.Select(b => b.Synthetic))]));
        });

    private static void Print(Session session, RuleReading rules, ImmutableArray<Finding> findings, Bilingual? mark)
    {
        if (mark is not null)
        {
            session.Out.WriteLine(session.Say(mark));
        }

        foreach (var group in findings.GroupBy(f => (f.Kind, f.Region)))
        {
            var name = rules.Book!.Regions.FirstOrDefault(r => r.Id == group.Key.Region)?.Name ?? session.Say("Mellan regionerna", "Between the regions");
            session.Out.WriteLine($"{name}, {session.Say(WaitingWords.Of(group.Key.Kind))}");
            foreach (var finding in group)
            {
                session.Out.WriteLine($"  {session.Say(finding.Measure.Name)}: {session.Say(finding.Words)}");
                if (finding.ComparedWith != AuditWords.Nothing)
                {
                    session.Out.WriteLine(session.Say($"      jämfört med {finding.ComparedWith.Sv}", $"      compared with {finding.ComparedWith.En}"));
                }
            }

            session.Out.WriteLine();
        }

        session.Out.WriteLine(session.Say(
            $"Räknesätt: {StatisticsRules.NameOf(CountingRule.Skr)}. Bara publicerade siffror; det som kan vara slump kallas ingen effekt. Vad varje mått säger: --format csv.",
            $"Way of counting: {StatisticsRules.NameOf(CountingRule.Skr)}. Published figures only; what may be chance is called no effect. What each measure says: --format csv."));
    }
}

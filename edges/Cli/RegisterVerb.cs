using System.Collections.Immutable;
using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Register;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Register;

namespace Vardbro.Cli;

/// <summary><c>vardbro register</c>: takes in a region's month of waits, and says where every month stands.</summary>
internal static class RegisterVerb
{
    private const int FindingsShown = 10;
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(3);

    public static Command Create(Options.Register register) => new("register", "The register's files of waits / registrets filer med väntetider")
    {
        Import(register), Status(register),
    };

    private static Command Import(Options.Register register)
    {
        var file = new Argument<string>("file") { Description = "CSV of 32 fields, or the same packed with gzip / CSV med 32 fält, eller samma packad med gzip", HelpName = "FILE" };
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var period = Options.Text("--period", "The month / månaden", "YYYY-MM");
        var report = new Option<string?>("--report") { Description = "Write what was found row by row to this file / skriv anmärkningarna rad för rad till filen", HelpName = "FILE" };
        var synthetic = new Option<bool>("--synthetic") { Description = "The rows are invented; said wherever they are shown / raderna är påhittade" };
        var (format, output) = (Options.Format(), Options.Out());
        var command = new Command("import", "Take in a region's month / läs in en regions månad") { file, region, period, report, synthetic, format, output };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), home =>
            session.With(MonthOf(session, parse.GetValue(period)!), month =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), waiting =>
            session.With(RegisterStore.Open(session.DataFolder), store =>
            session.With(RegisterImport.Run(
                store, new(parse.GetValue(file)!, home.Id, month, parse.GetValue(synthetic)), waiting, session.Clock, Signs(session)), answer =>
                {
                    var written = parse.GetValue(report) is { } path ? WriteReport(session, answer.Report.Table(answer.Import.Region, answer.Import.Month, session.Language), path) : ExitCode.Done;
                    var shown = Options.Show(session, parse, format, output, RegisterTables.Imported(answer.Import), () => Print(session, answer));
                    return answer.Why is { } why ? session.Refuse(why) : Math.Max(written, shown);
                })))))));
        return command;
    }

    private static Command Status(Options.Register register)
    {
        var (format, output) = (Options.Format(), Options.Out());
        var command = new Command("status", "Where every region and month stands / läget för varje region och månad") { format, output };
        register(command, (session, parse) =>
            session.With(RegisterStore.Open(session.DataFolder), store =>
            session.With(store.Status(), months => Options.Show(
                session, parse, format, output, RegisterTables.Status(months), () => Print(session, months)))));
        return command;
    }

    // The number waiting is that of the month's last day, so a month is complete when it is over.
    private static Outcome<Month> MonthOf(Session session, string text) =>
        Month.Read(text) is not { } month
            ? Refusal.Of(RefusalCode.ArgumentWrong, RuleFields.Short(text), "--period", new("en månad, till exempel 2024-08", "a month, for instance 2024-08"))
        : month.Last > session.Today
            ? Refusal.Of(RefusalCode.DateInFuture, new("Månadens sista dag", "The month's last day"), $"{month.Last:yyyy-MM-dd}", $"{session.Today:yyyy-MM-dd}")
        : month;

    // A sign of life on the error stream, only when it takes long.
    public static Action<long> Signs(Session session)
    {
        var start = session.Clock.GetTimestamp();
        var next = BetweenSigns;
        return rows =>
        {
            var elapsed = session.Clock.GetElapsedTime(start);
            if (elapsed >= next)
            {
                next = elapsed + BetweenSigns;
                session.Error.WriteLine(session.Say($"{rows:N0} rader, {rows / elapsed.TotalSeconds:N0} rader/s", $"{rows:N0} rows, {rows / elapsed.TotalSeconds:N0} rows/s"));
            }
        };
    }

    /// <summary>Writes what was found row by row in a file that was handed in: as the ending says, else as CSV.</summary>
    public static int WriteReport(Session session, ExportTable report, string path) =>
        session.Export(report, Options.FormatOf(Path.GetExtension(path).TrimStart('.').ToLowerInvariant()) ?? ExportFormat.Csv, path);

    /// <summary>Prints the first of what was found row by row.</summary>
    public static void PrintFindings(Session session, IReadOnlyCollection<(long Row, string Field, string Rule, string Value)> findings)
    {
        foreach (var (row, field, rule, value) in findings.Take(FindingsShown))
        {
            session.Out.WriteLine(session.Say("  rad ", "  row ") + $"{row}  {field}  {rule}  \"{value}\"");
        }

        if (findings.Count > FindingsShown)
        {
            session.Out.WriteLine(session.Say("  … och fler: --report FIL skriver dem", "  … and more: --report FILE writes them"));
        }
    }

    private static void Print(Session session, RegisterAnswer answer)
    {
        var (import, count) = (answer.Import, answer.Import.Count);
        session.Out.WriteLine($"{import.Region} {import.Month}: {session.Say(RegisterWords.Of(import.Verdict))}" +
            (answer.Repeated ? session.Say(" (samma fil fanns redan; inget ändrades)", " (the same file was here already; nothing changed)") : ""));
        session.Out.WriteLine(session.Say(
            $"{RegisterWords.Rows(count.Rows).Sv}: {count.Waiting} väntande, {count.Completed} genomförda, {count.Errors} räknas inte, {count.Remarked} med anmärkning",
            $"{RegisterWords.Rows(count.Rows).En}: {count.Waiting} waiting, {count.Completed} completed, {count.Errors} left out, {count.Remarked} with a remark"));
        foreach (var (rule, rows) in count.ByRule)
        {
            session.Out.WriteLine($"  {RowRules.NumberOf(rule)}  {rows}  {session.Say(RowRules.Sentence(rule))}");
        }

        PrintFindings(session, [.. answer.Report.Findings.Select(f => (f.Row, RegisterFields.NameOf(f.Field), RowRules.NumberOf(f.Rule), f.Value))]);

        if (import.Batch is not null)
        {
            session.Out.WriteLine($"{session.Say("Leverans", "Batch")} {import.Batch}");
            session.Out.WriteLine($"SHA-256 {import.Received}");
        }
    }

    private static void Print(Session session, ImmutableArray<RegisterMonth> months) => TextTable.Write(
        session.Out,
        ["region", session.Say("månad", "month"), session.Say("leverans", "batch"), session.Say("utfall", "verdict"), ">" + session.Say("rader", "rows"),
            ">" + session.Say("väntande", "waiting"), ">" + session.Say("genomförda", "completed"), ">" + session.Say("räknas inte", "left out"),
            ">" + session.Say("anmärkta", "remarked"), session.Say("mottagen (UTC)", "received (UTC)"), session.Say("senaste filen", "latest file")],
        months.Select(m =>
        {
            var (shown, count) = (m.Current ?? m.Latest, (m.Current ?? m.Latest).Count);
            return (string[]?)
            [
                m.Region.ToString(), m.Month.ToString(), m.Current?.Batch?[..12] ?? "–", session.Say(RegisterWords.Of(shown.Verdict)),
                $"{count.Rows}", $"{count.Waiting}", $"{count.Completed}", $"{count.Errors}", $"{count.Remarked}", $"{shown.At:yyyy-MM-dd HH:mm}",
                m.Latest.Number == shown.Number ? "" : $"{m.Latest.At:yyyy-MM-dd HH:mm} {session.Say(RegisterWords.Of(m.Latest.Verdict))}",
            ];
        }));
}

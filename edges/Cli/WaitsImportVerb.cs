using System.CommandLine;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Operational;
using Vardbro.Storage.Rules;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Cli;

/// <summary><c>vardbro waits import</c>: takes in a region's daily file of waits.</summary>
internal static class WaitsImportVerb
{
    public static Command Create(Options.Register register)
    {
        var file = new Argument<string>("file") { Description = "CSV of 21 fields, or the same packed with gzip / CSV med 21 fält, eller samma packad med gzip", HelpName = "FILE" };
        var region = Options.Text("--region", "Region, four digits (0014) / region, fyra siffror", "ID");
        var date = Options.Text("--date", "The day the file is of / dagen filen gäller", "YYYY-MM-DD");
        var report = new Option<string?>("--report") { Description = "Write what was found row by row to this file / skriv anmärkningarna rad för rad till filen", HelpName = "FILE" };
        var synthetic = new Option<bool>("--synthetic") { Description = "The rows are invented; said wherever they are shown / raderna är påhittade" };
        var reason = new Option<string?>("--reason")
        {
            Description = "Why those who wait are so many more or fewer than in the file before; name no person / varför de som väntar är så många fler eller färre än i filen före; nämn ingen person",
            HelpName = "TEXT",
        };
        var (format, output) = (Options.Format(), Options.Out());
        var command = new Command("import", "Take in a region's day / läs in en regions dag") { file, region, date, report, synthetic, reason, format, output };
        register(command, (session, parse) =>
            session.With(session.Rules(), rules =>
            session.With(rules.FindRegion(parse.GetValue(region)!), home =>
            session.With(DayOf(session, parse.GetValue(date)!), day =>
            session.With(RuleFolder.LoadWaiting(session.RulesFolder), waiting =>
            session.With(Store.Read(session.DataFolder), decided =>
            session.With(OperationalStore.Open(session.DataFolder), store =>
            session.With(OperationalImport.Run(
                store, new(parse.GetValue(file)!, home.Id, day, parse.GetValue(synthetic), decided.BasesOf(home.Id).ForPersonsOf(day, session.Today),
                    parse.GetValue(reason) is { } why && !string.IsNullOrWhiteSpace(why) ? why.Trim() : null),
                waiting, session.Clock, RegisterVerb.Signs(session)), answer =>
                {
                    var written = parse.GetValue(report) is { } path ? RegisterVerb.WriteReport(session, answer.Report.Table(answer.Delivered.Region, answer.Delivered.Day, session.Language), path) : ExitCode.Done;
                    var shown = Options.Show(session, parse, format, output, OperationalTables.Imported(answer.Delivered), () => Print(session, answer));
                    return answer.Why is { } refusal ? session.Refuse(refusal) : Math.Max(written, shown);
                }))))))));
        return command;
    }

    private static Outcome<DateOnly> DayOf(Session session, string text) => Session.Date(text, default).Then<DateOnly>(day => day > session.Today
        ? Refusal.Of(RefusalCode.DateInFuture, new("Filens dag", "The file's day"), $"{day:yyyy-MM-dd}", $"{session.Today:yyyy-MM-dd}")
        : day);

    private static void Print(Session session, OperationalAnswer answer)
    {
        var (delivered, count) = (answer.Delivered, answer.Delivered.Count);
        session.Out.WriteLine($"{delivered.Region} {delivered.Day:yyyy-MM-dd}: {session.Say(RegisterWords.Of(delivered.Verdict))}" +
            (answer.Repeated ? session.Say(" (samma fil fanns redan; inget ändrades)", " (the same file was here already; nothing changed)") : "") +
            (delivered.Synthetic ? session.Say(" SYNTETISKT", " SYNTHETIC") : ""));
        session.Out.WriteLine(session.Say(
            $"{RegisterWords.Rows(count.Rows).Sv}: {count.Waiting} väntande, {count.Booked} bokade, {count.Cared} vårdade, {count.Closed} avslutade, {count.Errors} räknas inte, {count.Remarked} med anmärkning",
            $"{RegisterWords.Rows(count.Rows).En}: {count.Waiting} waiting, {count.Booked} booked, {count.Cared} cared for, {count.Closed} closed, {count.Errors} left out, {count.Remarked} with a remark"));
        foreach (var (rule, rows) in count.ByRule)
        {
            session.Out.WriteLine($"  {OperationalRules.NumberOf(rule)}  {rows}  {session.Say(OperationalRules.Sentence(rule))}");
        }

        RegisterVerb.PrintFindings(
            session, [.. answer.Report.Findings.Select(f => (f.Row, OperationalFields.NameOf(OperationalRules.FieldOf(f.Rule)), OperationalRules.NumberOf(f.Rule), f.Value))]);

        if (answer.Why is null)
        {
            session.Out.WriteLine(delivered.Persons
                ? session.Say("Personerna är sparade under den rättsliga grunden, krypterade.", "The persons are kept under the legal basis, encrypted.")
                : session.Say("Ingen rättslig grund gäller: bara siffror är sparade, inga personer.", "No legal basis holds: figures only are kept, no persons."));
            session.Out.WriteLine($"SHA-256 {delivered.Received}" + session.Say(" (filen själv sparas inte)", " (the file itself is not kept)"));
        }
    }
}

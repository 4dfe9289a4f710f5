using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Vardbro.Brokering;
using Vardbro.Brokering.Matching;
using Vardbro.Kernel;
using Vardbro.Storage.Matching;

namespace Vardbro.Cli;

/// <summary><c>vardbro match</c>: who is offered care where, the best plan there is and its proof; or proves a plan again.</summary>
internal static class MatchVerb
{
    private const int DefaultWeeks = 26, MostThreads = 64, MostAlternatives = 20;

    public static Command Create(Options.Register register)
    {
        var patients = Options.Text("--patients", "Who waits (patient,service,municipality,group,tier,rank,max_km,first_week,last_week) / vilka som väntar", "FILE");
        var capacity = Options.Text("--capacity", "What is free (provider,service,week,slots) / vad som är ledigt", "FILE");
        var distances = Options.Text("--distances", "How far it is (municipality,provider,km) / hur långt det är", "FILE");
        var allowed = File("--allowed", "Which providers a group may use (group,provider,penalty_km) / vilka vårdgivare en grupp får använda");
        var held = File("--held", "Offers already held, out of the run (patient,provider,week) / redan hållna erbjudanden");
        var weeks = new Option<int>("--weeks") { Description = "Weeks 0 to N-1 / antal veckor", HelpName = "N", DefaultValueFactory = _ => DefaultWeeks };
        var seed = new Option<ulong>("--seed") { Description = "Key of the draw among equals, announced before the run / lottningens nyckel", HelpName = "N", DefaultValueFactory = _ => 1 };
        var weights = new Option<string?>("--weights") { Description = "What a week costs in km by tier (1120,560,280,140) / vad en vecka kostar", HelpName = "LIST" };
        var threads = new Option<int?>("--threads") { Description = "Threads (all); changes no result / trådar", HelpName = "N" };
        var folder = new Option<string?>("--out") { Description = "New folder for the plan / ny mapp för planen", HelpName = "DIR" };
        var verify = new Option<string?>("--verify") { Description = "Prove the plan in this folder instead / bevisa planen i mappen i stället", HelpName = "DIR" };
        var explain = new Option<string?>("--explain") { Description = "Why this patient is offered what the plan says, or nothing / varför patienten erbjuds detta, eller inget", HelpName = "PATIENT" };
        var freed = new Option<string[]>("--freed") { Description = "Who is next for a slot that is freed or new; may be repeated / vem som står näst på tur för en tid", HelpName = "PROVIDER,SERVICE,WEEK" };
        var reserve = new Option<int>("--reserve") { Description = "Percent of the slots kept out of the run, for alternatives (0) / andel som hålls undan", HelpName = "PERCENT" };
        var alternatives = new Option<int>("--alternatives") { Description = "Other slots to tell each of, unheld (0) / fler tider att berätta om, inte hållna", HelpName = "N" };
        var contacts = new Option<int?>("--contacts") { Description = "At most so many offers, greatest need first / högst så många erbjudanden", HelpName = "N" };
        var forecast = new Option<bool>("--forecast") { Description = "How many will say yes, by rules/brokering / hur många som väntas tacka ja" };
        var plan = new Option<string?>("--plan") { Description = "The plan's folder, for --explain and --freed / planens mapp", HelpName = "DIR" };
        var format = new Option<string>("--format") { Description = "table | json", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("match", "Who is offered care where: the best plan and its proof / vem som erbjuds vård var")
        {
            patients, capacity, distances, allowed, held, weeks, seed, weights, threads, reserve, contacts, alternatives, forecast, folder, verify, explain, freed, plan, format,
        };
        register(command, (session, parse) =>
        {
            var files = new MatchFiles(parse.GetValue(patients)!, parse.GetValue(capacity)!, parse.GetValue(distances)!, parse.GetValue(allowed), parse.GetValue(held));
            var asked = new Asked(
                parse.GetValue(folder), parse.GetValue(verify), parse.GetValue(plan), parse.GetValue(explain), parse.GetValue(freed) ?? [],
                parse.GetValue(alternatives), parse.GetValue(forecast), parse.GetValue(format) == "json");
            return session.With(
                Order(parse.GetValue(weeks), parse.GetValue(seed), parse.GetValue(weights), parse.GetValue(threads), parse.GetValue(reserve), parse.GetValue(contacts)),
                order => Answer(session, files, order, asked));
        });
        return command;
    }

    // What is wanted of the input: a plan in a folder, or something of a plan that is written.
    private sealed record Asked(string? Folder, string? Verify, string? Plan, string? Explain, string[] Freed, int Alternatives, bool Forecast, bool Json);

    private static int Answer(Session session, MatchFiles files, MatchOrder order, Asked asked)
    {
        if (asked.Alternatives is < 0 or > MostAlternatives)
        {
            return session.Refuse(Refusal.Of(RefusalCode.ArgumentWrong, $"{asked.Alternatives}", "--alternatives", $"0–{MostAlternatives}"));
        }

        // What an answer has no use for is refused, so that nobody believes it was heeded.
        var (ofRun, ofPlan) = (asked.Alternatives > 0 || asked.Forecast, asked.Json);
        return asked switch
        {
            { Folder: { } to, Verify: null, Plan: null, Explain: null, Freed: [] } when !ofPlan => session.With(MatchAnswers.Model(session, asked.Forecast), model =>
                session.With(MatchRun.Run(files, order, to, asked.Alternatives), summary => Show(session, summary, to, model))),
            { Folder: null, Verify: { } written, Plan: null, Explain: null, Freed: [] } when !ofRun && !ofPlan =>
                session.With(MatchVerify.Of(files, order, written), placed => Proven(session, placed)),
            { Folder: null, Verify: null, Plan: { } written, Explain: { } patient, Freed: [] } when !ofRun => session.With(
                MatchPlan.Open(files, order, written).Then(p => MatchExplain.Of(p, patient)), why => MatchAnswers.Show(session, why, asked.Json)),
            { Folder: null, Verify: null, Plan: { } written, Explain: null, Freed: [_, ..] } when !ofRun => session.With(
                MatchPlan.Open(files, order, written).Then(p => MatchFreed.Of(p, asked.Freed)), next => MatchAnswers.Show(session, next, asked.Json)),
            _ => session.Refuse(Refusal.Of(
                RefusalCode.OptionMissing,
                new(
                    "--out (gärna med --alternatives eller --forecast), --verify, eller --plan med --explain eller --freed (gärna med --format)",
                    "--out (if you like with --alternatives or --forecast), --verify, or --plan with --explain or --freed (if you like with --format)"),
                "--out plan")),
        };
    }

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static Outcome<MatchOrder> Order(int weeks, ulong seed, string? weights, int? threads, int reserve, int? contacts)
    {
        if (weeks is < 1 or > ServiceProblem.MostWeeks)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, $"{weeks}", "--weeks", $"1–{ServiceProblem.MostWeeks}");
        }

        if (threads is < 1 or > MostThreads)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, $"{threads}", "--threads", $"1–{MostThreads}");
        }

        if (reserve is < 0 or > SlotReserve.MostPercent)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, $"{reserve}", "--reserve", $"0–{SlotReserve.MostPercent}");
        }

        if (contacts is < 1)
        {
            return Refusal.Of(RefusalCode.ArgumentWrong, $"{contacts}", "--contacts", "1–");
        }

        var read = ImmutableArray.CreateBuilder<int>();
        foreach (var text in weights?.Split(',') ?? [])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) || weight > ServiceProblem.MostCost || read.Count == ServiceProblem.MostTier)
            {
                return Refusal.Of(RefusalCode.ArgumentWrong, weights!, "--weights", "1120,560,280,140");
            }

            read.Add(weight);
        }

        return new MatchOrder(weeks, seed, read.Count > 0 ? read.ToImmutable() : ServiceProblem.DefaultWeights, threads ?? Math.Min(MostThreads, Environment.ProcessorCount), reserve, contacts);
    }

    private static int Show(Session session, MatchSummary summary, string folder, AcceptanceModel? model)
    {
        session.Out.WriteLine(session.Say(
            $"{Figure(summary.Placed)} av {Figure(summary.Patients)} patienter erbjuds en tid.", $"{Figure(summary.Placed)} of {Figure(summary.Patients)} patients are offered a slot."));
        session.Out.WriteLine();
        TextTable.Write(
            session.Out,
            [session.Say("Nivå", "Tier"), ">" + session.Say("patienter", "patients"), ">" + session.Say("erbjuds", "offered"), ">" + session.Say("kostnad", "cost")],
            summary.Costs.Select(c => (string[]?)
            [
                $"{c.Tier}", Figure(summary.Groups.Where(g => g.Tier == c.Tier).Sum(g => (long)g.Patients)),
                Figure(summary.Groups.Where(g => g.Tier == c.Tier).Sum(g => (long)g.Placed)), Figure(c.Cost),
            ]));
        session.Out.WriteLine();
        foreach (var reason in Enum.GetValues<UnplacedReason>())
        {
            session.Out.WriteLine($"{session.Say(UnplacedReasons.WordsOf(reason))}: {Figure(summary.Reasons[(int)reason])}");
        }

        session.Out.WriteLine();
        var times = summary.Times;
        session.Out.WriteLine(session.Say(
            $"Läste {Seconds(times.Read)} s, löste {Seconds(times.Solve)} s, skrev {Seconds(times.Write)} s. Planen ligger i {folder}; bevisa den med --verify {folder}.",
            $"Read {Seconds(times.Read)} s, solved {Seconds(times.Solve)} s, wrote {Seconds(times.Write)} s. The plan is in {folder}; prove it with --verify {folder}."));
        if (model is not null)
        {
            MatchAnswers.Forecast(session, model, summary.Kilometres);
        }

        return ExitCode.Done;

        string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', session.Language == Language.Swedish ? ',' : '.');
    }

    private static int Proven(Session session, int placed)
    {
        session.Out.WriteLine(session.Say(
            $"Planen är bevisad: ingen annan plan ger fler med större behov en tid, eller samma till lägre kostnad. {Figure(placed)} erbjuds en tid.",
            $"The plan is proven: no other plan gives more of those in greater need a slot, or the same at less cost. {Figure(placed)} are offered a slot."));
        return ExitCode.Done;
    }

    private static string Figure(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}

using System.CommandLine;
using System.Globalization;
using Vardbro.Brokering.Matching;
using Vardbro.Brokering.Need;
using Vardbro.Brokering.Night;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Night;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Cli;

/// <summary><c>vardbro night</c>: from everyone who waits and may be moved to tonight's plan, proven; <c>seed</c> announces the draw, <c>status</c> shows the last night.</summary>
internal static class NightVerb
{
    public static Command Create(Options.Register register)
    {
        var day = new Option<string?>("--day") { Description = "Of which day (the newest file's) / för vilken dag (senaste filens)", HelpName = "YYYY-MM-DD" };
        var capacity = new Option<string?>("--capacity") { Description = "Free slots: provider,service,monday,slots (else the data folder's) / lediga tider (annars datamappens)", HelpName = "FILE" };
        var agreements = new Option<string?>("--agreements") { Description = "Who may go where (else the data folder's) / avtal (annars datamappens)", HelpName = "FILE" };
        var weeks = new Option<int>("--weeks") { Description = "How many weeks are offered / hur många veckor", HelpName = "N", DefaultValueFactory = _ => NightOrder.UsualWeeks };
        var seed = new Option<ulong?>("--seed") { Description = "Run again with this seed, not the one announced / kör om med detta frö, inte det tillkännagivna", HelpName = "N" };
        var folder = new Option<string?>("--out") { Description = "New folder where the engine's files stay / ny mapp där motorns filer blir kvar", HelpName = "DIR" };
        var contacts = new Option<int?>("--contacts") { Description = "No more offers than can be reached tomorrow / inte fler erbjudanden än som kan nås i morgon", HelpName = "N" };
        var command = new Command("night", "From who waits to tonight's plan, proven / från vilka som väntar till nattens plan, bevisad")
        {
            day, capacity, agreements, weeks, seed, folder, contacts, Seed(register), Status(register),
        };
        register(command, (session, parse) =>
            session.With(Order(parse.GetValue(day), parse.GetValue(weeks), parse.GetValue(seed), parse.GetValue(contacts)), order =>
            session.With(Run(session, order with { Capacity = parse.GetValue(capacity), Agreements = parse.GetValue(agreements), Folder = parse.GetValue(folder), Contacts = parse.GetValue(contacts) }), done =>
            {
                Print(session, done.Night);
                Announce(session, done.Next);
                return ExitCode.Done;
            })));
        return command;
    }

    /// <summary>Runs a night.</summary>
    public static Outcome<NightDone> Run(Session session, NightOrder order) => session.AllRules().Then(rules =>
        Store.Read(session.DataFolder).Then(decided => RunNight.Of(session.DataFolder, rules, decided, order, session.Clock)));

    private static Command Seed(Options.Register register)
    {
        var command = new Command("seed", "Announce the seed of the next draw / tillkännage nästa lottnings frö");
        register(command, (session, _) => session.With(NightStore.In(session.DataFolder).Announce(session.Clock.GetUtcNow()), next =>
        {
            Announce(session, next);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Status(Options.Register register)
    {
        var command = new Command("status", "The last night and the next seed / senaste natten och nästa frö");
        register(command, (session, _) => session.With(NightStore.In(session.DataFolder).Newest(DateTimeOffset.MaxValue).Then<NightRecord>(night => night is null ? Refusal.Of(RefusalCode.NightNone) : night), night =>
        {
            Print(session, night);
            return session.With(NightStore.In(session.DataFolder).NextSeed(), next =>
            {
                Announce(session, next);
                return ExitCode.Done;
            });
        }));
        return command;
    }

    private static Outcome<NightOrder> Order(string? day, int weeks, ulong? seed, int? contacts) =>
        weeks is < 1 or > ServiceProblem.MostWeeks ? Refusal.Of(RefusalCode.ArgumentWrong, $"{weeks}", "--weeks", $"1–{ServiceProblem.MostWeeks}")
        : seed > SyntheticOrder.MostSeed ? Refusal.Of(RefusalCode.ArgumentWrong, $"{seed}", "--seed", $"0–{SyntheticOrder.MostSeed}")
        : contacts < 1 ? Refusal.Of(RefusalCode.ArgumentWrong, $"{contacts}", "--contacts", $"1–{int.MaxValue}")
        : day is null ? new NightOrder(null, weeks, seed, null, null, null)
        : Session.Date(day, default).Then<NightOrder>(date => new NightOrder(date, weeks, seed, null, null, null));

    /// <summary>Prints what a night came to.</summary>
    public static void Print(Session session, NightRecord night)
    {
        var (figures, totals) = (night.Content.Figures, night.Content.Figures.Totals);
        if (night.Synthetic)
        {
            session.Out.WriteLine(session.Say(
                "SYNTETISKT: personer, väntor, lediga tider och avtal är påhittade; sjukhusen finns.", "SYNTHETIC: persons, waits, free slots and agreements are invented; the hospitals exist."));
        }

        session.Out.WriteLine(session.Say(
            $"Natt {night.Number}, {night.Day:yyyy-MM-dd}: {Figure(totals.InRun)} av {Figure(figures.Waits)} väntande är med, {Figure(totals.Offered)} erbjuds en tid.",
            $"Night {night.Number}, {night.Day:yyyy-MM-dd}: {Figure(totals.InRun)} of {Figure(figures.Waits)} waiting are in the run, {Figure(totals.Offered)} are offered a slot."));
        session.Out.WriteLine(session.Say(
            $"Vårdgarantier brutna: {Figure(totals.Broken)}, varav {Figure(totals.BrokenOffered)} erbjuds en tid. På väg att brytas: {Figure(totals.Coming)}, varav {Figure(totals.ComingOffered)} erbjuds en tid och {Figure(totals.ComingAverted)} i tid.",
            $"Guarantees broken: {Figure(totals.Broken)}, of whom {Figure(totals.BrokenOffered)} are offered a slot. About to break: {Figure(totals.Coming)}, of whom {Figure(totals.ComingOffered)} are offered a slot and {Figure(totals.ComingAverted)} in time."));
        session.Out.WriteLine(session.Say(
            $"Dagar sparade mot tiden hemma: {Figure(totals.DaysSaved)} för {Figure(totals.OfferedWithHome)}; för dem utan tid hemma räknas inga. Kilometer, enkel väg: {Figure(totals.Kilometres)}. I annan region: {Figure(totals.Elsewhere)}.",
            $"Days saved against the date at home: {Figure(totals.DaysSaved)} for {Figure(totals.OfferedWithHome)}; none are counted for those without one. Kilometres, one way: {Figure(totals.Kilometres)}. In another region: {Figure(totals.Elsewhere)}."));
        if (figures.Yes is { } yes)
        {
            session.Out.WriteLine(session.Say(
                $"Väntade ja, om modellen av ett ja är riktig: {Figure((long)yes.Expected)} av {Figure(yes.Offers)} ({Figure((long)yes.Lower)}–{Figure((long)yes.Upper)}).",
                $"Yes expected, if the model of a yes is right: {Figure((long)yes.Expected)} of {Figure(yes.Offers)} ({Figure((long)yes.Lower)}–{Figure((long)yes.Upper)})."));
        }

        if (night.Content.Contacts is { } contacts)
        {
            session.Out.WriteLine(session.Say($"Högst {Figure(contacts)} kan nås.", $"At most {Figure(contacts)} can be reached."));
        }

        session.Out.WriteLine();
        if (figures.TableOf(NightTable.Tier) is { } tiers)
        {
            TextTable.Write(
                session.Out,
                [session.Say("Nivå", "Tier"), ">" + session.Say("med", "in the run"), ">" + session.Say("erbjuds", "offered"), .. tiers.Reasons.Select(r => ">" + session.Say(UnplacedReasons.WordsOf(r)))],
                tiers.Rows.OrderBy(r => r.Group.Length == 0).ThenBy(r => r.Group).Select(r => (string[]?)
                    [r.Group.Length == 0 ? session.Say("alla", "all") : r.Group, Figure(r.InRun), Figure(r.Offered), .. r.Nothing.Select(Figure)]));
            session.Out.WriteLine();
        }

        foreach (var row in figures.TableOf(NightTable.Tier)?.Starved ?? [])
        {
            session.Out.WriteLine(session.Say(
                $"Nivå {row.Group} blir så gott som utan i natt: {Figure(row.Offered)} av {Figure(row.InRun)} erbjuds en tid.",
                $"Tier {row.Group} goes all but without tonight: {Figure(row.Offered)} of {Figure(row.InRun)} are offered a slot."));
        }

        foreach (var left in figures.LeftOut)
        {
            session.Out.WriteLine(session.Say($"Inte med, {NeedWords.Of(left.Reason).Sv}: {Figure(left.Waits)}", $"Not in the run, {NeedWords.Of(left.Reason).En}: {Figure(left.Waits)}"));
        }

        foreach (var old in night.Content.Regions.Where(r => r.Value < night.Day))
        {
            session.Out.WriteLine(session.Say($"Region {old.Key} är med som den var {old.Value:yyyy-MM-dd}.", $"Region {old.Key} takes part as it was on {old.Value:yyyy-MM-dd}."));
        }

        var signs = figures.Targets.Where(t => !t.Signs.IsEmpty).ToList();
        foreach (var target in signs)
        {
            var words = string.Join("; ", target.Signs.Select(s => session.Say(NightWords.Of(s))));
            session.Out.WriteLine(session.Say($"Måldatum i region {target.Region}: {words}. Inget bevis: vården kan skilja sig.", $"Target dates in region {target.Region}: {words}. No proof: the care may differ."));
        }

        if (signs.Count == 0)
        {
            session.Out.WriteLine(session.Say("Måldatumen: inget tecken på att någon region sätter dem annorlunda.", "Target dates: no sign that any region sets them differently."));
        }

        session.Out.WriteLine(session.Say(
            $"Planen är bevisad. Regler {night.Content.RulesVersion[..12]}, bevis {night.Content.Hashes["certificate"][..12]}, frö {night.Seed}{(night.Announced ? " (tillkännagivet före körningen)" : " (INTE tillkännagivet före körningen)")}.",
            $"The plan is proven. Rules {night.Content.RulesVersion[..12]}, certificate {night.Content.Hashes["certificate"][..12]}, seed {night.Seed}{(night.Announced ? " (announced before the run)" : " (NOT announced before the run)")}."));
        session.Out.WriteLine(session.Say("Antal personer är avrundade nedåt till hela tjugotal; – är färre än 20.", "Numbers of persons are rounded down to whole twenties; – is fewer than 20."));
    }

    private static void Announce(Session session, AnnouncedSeed? next) => session.Out.WriteLine(next is { } seed
        ? session.Say($"Nästa körnings frö: {seed.Seed}, tillkännagivet {seed.At:yyyy-MM-dd HH:mm} UTC.", $"The next run's seed: {seed.Seed}, announced {seed.At:yyyy-MM-dd HH:mm} UTC.")
        : session.Say("Inget frö är tillkännagivet; vardbro night seed gör det.", "No seed is announced; vardbro night seed does it."));

    /// <summary>A count for people; a dash where it is hidden.</summary>
    public static string Figure(long? number) => number is { } some ? some.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ') : "–";
}

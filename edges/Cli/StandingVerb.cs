using System.CommandLine;
using System.Globalization;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Storage;
using Vardbro.Storage.Export;
using Vardbro.Storage.Results;

namespace Vardbro.Cli;

/// <summary><c>vardbro standing</c>: where every region stands in a scheme: earned, open, what it would take, a forecast; for the controller the accrual.</summary>
internal static class StandingVerb
{
    public static Command Create(Options.Register register)
    {
        var (figures, region, asOf, format, file) = (new FiguresOptions(), Options.Region(), Options.AsOf(), Options.Format(), Options.Out());
        var moved = new Option<string?>("--moved-costs") { Description = "What moved patients cost: region_id,cost_sek / vad flyttade patienter kostat", HelpName = "FILE" };
        var command = new Command("standing", "Earned, open, what it would take / intjänat, öppet, vad som krävs") { region, moved, asOf, format, file };
        figures.AddTo(command);
        register(command, (session, parse) =>
            session.With(Session.Date(parse.GetValue(asOf), session.Today), day =>
            session.With(figures.Read(session, parse), read =>
            session.With(read.Rules.Book!.RegionOf(parse.GetValue(region)), only =>
            session.With(read.Settle(day), settlement =>
            session.With(parse.GetValue(moved) is { } path ? MovedCosts.Read(path, settlement.Ready.Regions) : MovedCosts.None, costs =>
            session.With(Store.Read(session.DataFolder), decided =>
            session.With(SchemeStanding.Of(read, settlement, decided, costs), standing => SyntheticMark.Show(
                session, parse, format, file, ResultTables.Standing(read.Scheme, standing.Regions.Where(r => only is null || r.Region == only.Id), session.Language),
                read.Pinned.Synthetic ? SyntheticMark.Sentence([true]) : null, () => Print(session, read, standing, only?.Id))))))))));
        return command;
    }

    private static void Print(Session session, SchemeFigures read, SchemeStanding standing, RegionId? only)
    {
        session.Out.WriteLine($"{session.Say(read.Scheme.Name)} ({read.Scheme.Id}), " + session.Say($"känt till och med {standing.Known}", $"known through {standing.Known}"));
        var shown = standing.Regions.Where(r => only is null || r.Region == only).ToList();
        TextTable.Write(
            session.Out,
            ["region", ">" + session.Say("intjänat", "earned"), ">" + session.Say("öppet", "open"), ">" + session.Say("missat", "missed"),
                ">" + session.Say("utbetalt", "received"), ">" + session.Say("skuld", "liability"), ">" + session.Say("fordran", "receivable"),
                ">" + session.Say("återbetalas", "repayable"), ">" + session.Say("netto", "net"), ">" + session.Say("prognos lägst", "forecast low"),
                ">" + session.Say("väntat", "expected"), ">" + session.Say("högst", "high")],
            shown.Select(r => (string[]?)
            [
                r.Region.ToString(), Text(r.Earned), Text(r.AtRisk), Text(r.Missed), Text(r.Received), Text(r.Liability), Text(r.Receivable), Text(r.Repayable),
                r.Net is { } net ? Text(net) : session.Say("okänt", "unknown"), Text(r.Forecast.Low), Text(r.Forecast.Expected), Text(r.Forecast.High),
            ]));
        session.Out.WriteLine(session.Say(
            "Intjänat är intäkt; utbetalt men inte intjänat är skuld (RKR R2). Prognosen: öppna månader som den senaste kända; spannet är 2,66 gånger medelsteget mellan månader.",
            "Earned is revenue; received and not earned is a liability (RKR R2). The forecast: open months as the last known one; the span is 2.66 times the mean step between months."));
        session.Out.WriteLine(session.Say("ANTAGANDE: ", "ASSUMPTION: ") + session.Say(SchemeStanding.Assumption));
        session.Out.WriteLine(session.Say(ResultWords.MonthOver));
        if (only is null)
        {
            return;
        }

        foreach (var period in shown.SelectMany(r => r.Periods))
        {
            session.Out.WriteLine();
            session.Out.WriteLine($"{session.Say(period.Component.Name)} {period.Component.PeriodText(period.Period)}: {session.Say(ResultWords.Of(period.State))}, {Text(period.Earned)} / {Text(period.Ceiling)}");
            session.Out.WriteLine("  " + session.Say(period.State == PeriodState.Open ? ResultWords.Of(period.Ways) : period.Why));
        }

        string Text(Money amount) => amount.Column(session.Language);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Vardbro.Brokering;
using Vardbro.Kernel;
using Vardbro.Storage.Matching;

namespace Vardbro.Cli;

/// <summary>What <c>vardbro match</c> answers about a plan that is written.</summary>
internal static class MatchAnswers
{
    /// <summary>Why one patient is offered what they are, or nothing.</summary>
    public static int Show(Session session, MatchExplain why, bool json)
    {
        if (json)
        {
            session.Out.WriteLine(why.Json());
            return ExitCode.Done;
        }

        var said = why.Sentences;
        Part(session, session.Say("Varför patienten", "Why the patient"), said.WhyMe);
        Part(session, session.Say("Varför där", "Why there"), said.WhyThere);
        Part(session, session.Say("Varför inget", "Why nothing"), said.WhyNot);
        return ExitCode.Done;
    }

    /// <summary>Who is next for each slot. Ids are shown here only, to whoever runs the program.</summary>
    public static int Show(Session session, ImmutableArray<MatchFreed> next, bool json)
    {
        if (json)
        {
            session.Out.WriteLine(JsonSerializer.Serialize(next.Select(n => n.Patient is null
                ? new { slot = n.Slot, patient = n.Patient, tier = (int?)null, rank = (int?)null, km = (int?)null }
                : new { slot = n.Slot, patient = (string?)n.Patient, tier = (int?)n.Tier, rank = (int?)n.Rank, km = (int?)n.Kilometres })));
            return ExitCode.Done;
        }

        TextTable.Write(
            session.Out,
            [session.Say("Tid", "Slot"), session.Say("patient", "patient"), ">" + session.Say("nivå", "tier"), ">" + session.Say("rang", "rank"), ">km"],
            next.Select(n => (string[]?)(n.Patient is { } patient
                ? [n.Slot, patient, $"{n.Tier}", $"{n.Rank}", $"{n.Kilometres}"]
                : [n.Slot, session.Say("ingen", "nobody"), "", "", ""])));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            "Näst på tur är den med störst behov av dem som är utan tid och får ta den; bland lika den med minst väntan och väg, sedan lottningen. Ingen flyttas.",
            "Next is the greatest need of those who are without a slot and may take it; among equals the least weeks and way, then the draw. Nobody is moved."));
        return ExitCode.Done;
    }

    /// <summary>The model of a yes that holds today, before anything is run; null when no forecast is asked for (VB3133).</summary>
    public static Outcome<AcceptanceModel?> Model(Session session, bool forecast) => !forecast ? (AcceptanceModel?)null
        : session.AllRules().Then<AcceptanceModel?>(rules => AcceptanceModel.On(session.Today, rules.Acceptances) is { } model
            ? model
            : Refusal.Of(RefusalCode.AcceptanceMissing, $"{session.Today:yyyy-MM-dd}"));

    /// <summary>How many will say yes, as far as a model knows from the way alone: the run's files carry neither age nor home date.</summary>
    public static void Forecast(Session session, AcceptanceModel model, IEnumerable<int> kilometres)
    {
        var yes = YesForecast.Of(kilometres.Select(k => model.PermilleOf(k, null, null)));
        session.Out.WriteLine();
        session.Out.WriteLine(session.Say(
            $"Av {yes.Offers} som erbjuds väntas {Shown(yes.Expected)} tacka ja ({Shown(yes.Lower)} till {Shown(yes.Upper)} av slump, om modellen stämmer). Räknat på avstånd; ålder och vunna dagar är inte kända här.",
            $"Of {yes.Offers} who are offered a slot {Shown(yes.Expected)} are expected to say yes ({Shown(yes.Lower)} to {Shown(yes.Upper)} by chance, if the model is right). Counted by distance; age and days saved are not known here."));
        if (yes.Offers > 0)
        {
            session.Out.WriteLine(session.Say($"Hundra ja tar ungefär {Shown(100 * yes.Offers / yes.Expected)} samtal.", $"A hundred yes take about {Shown(100 * yes.Offers / yes.Expected)} calls."));
        }

        session.Out.WriteLine($"{session.Say("ANTAGANDE", "ASSUMPTION")} (rules/{model.Origin}): {session.Say(model.Assumption)}");

        string Shown(decimal number) => Math.Round(number, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture);
    }

    private static void Part(Session session, string heading, ImmutableArray<Bilingual> sentences)
    {
        if (sentences.IsEmpty)
        {
            return;
        }

        session.Out.WriteLine(heading);
        foreach (var sentence in sentences)
        {
            session.Out.WriteLine($"  • {session.Say(sentence)}");
        }
    }
}

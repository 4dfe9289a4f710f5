using System.Collections.Immutable;
using System.Text.Json;
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

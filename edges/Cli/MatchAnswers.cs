using System.Collections.Immutable;
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

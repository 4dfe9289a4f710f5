using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Tests;

/// <summary>Short ways to the states of a notice: each is reached by commands alone, and keeps its events.</summary>
internal static class Deciding
{
    public static readonly DateTimeOffset Noon = new(2025, 12, 31, 11, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = Ground.Day("2025-12-31");
    public static readonly DateOnly Known = Ground.Day("2023-12-22");
    public static readonly DateOnly KnownLater = Ground.Day("2024-02-05");

    public static Signature Signed(string number, string date = "2024-02-05", string by = "Anna Ek", string and = "Bo Al") =>
        new(number, Ground.Day(date), by, and);

    public static Outcome<NoticeEvent> Draft(NoticeDecision state, DateOnly asOf) => DecideNotice.Draft(state, Ground.Rules, asOf, Today, Noon);

    public static Outcome<NoticeEvent> Amend(NoticeDecision state, DateOnly asOf, Signature signature, string reason = "Läkemedel") =>
        DecideNotice.Amend(state, Ground.Rules, asOf, signature, reason, Today, Noon);

    public static (NoticeDecision State, List<NoticeEvent> Events) Reach(NoticeStatus? status, bool amendedFirst = false)
    {
        var (state, events) = (NoticeDecision.None(2024), new List<NoticeEvent>());
        void Happens(Outcome<NoticeEvent> decided)
        {
            events.Add(decided.Value);
            state = state.Evolve(decided.Value);
        }

        if (status is null)
            return (state, events);
        Happens(Draft(state, Known));
        if (status is NoticeStatus.Draft)
            return (state, events);
        Happens(DecideNotice.Decide(state, Signed("A-1", "2023-12-22"), Today, Noon));
        if (status is NoticeStatus.Amended || amendedFirst)
            Happens(Amend(state, KnownLater, Signed("A-2")));
        if (status is NoticeStatus.Final)
            Happens(DecideNotice.Finalise(state, Signed("A-3", "2024-12-31"), Today, Noon));
        return (state, events);
    }
}

using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>
/// The life of a year's notice: draft → decided → amended … → final. Pure: state, command and rules in, an event or a
/// refusal out. Anyone can be refused; nothing is half decided. Today comes with the command: what was decided once is never
/// weighed against another day when it is replayed.
/// </summary>
public static class DecideNotice
{
    /// <summary>Computes a draft with what was known on a day. A draft may be made anew until it is decided.</summary>
    public static Outcome<NoticeEvent> Draft(NoticeDecision state, RuleBook rules, DateOnly asOf, DateOnly today, DateTimeOffset at)
    {
        if (state.Current is { Signature: { } signature })
        {
            return Refusal.Of(RefusalCode.DecisionAlreadyDecided, state.Year.ToString(), signature.Number);
        }

        if (Ahead(asOf, today) is { } ahead)
        {
            return ahead;
        }

        if (!Compute(state, rules, asOf).Succeeded(out var content, out var refusal))
        {
            return refusal;
        }

        return state.Current is { } current && current.Content.SameMoneyAs(content) && current.Content.AsOf == content.AsOf
            ? Unchanged(state)
            : new NoticeDrafted(content, at);
    }

    /// <summary>Decides the draft.</summary>
    public static Outcome<NoticeEvent> Decide(NoticeDecision state, Signature signature, DateOnly today, DateTimeOffset at) =>
        state.Current switch
        {
            null => Refusal.Of(RefusalCode.DecisionHasNoDraft, state.Year.ToString()),
            { Signature: { } earlier } => Refusal.Of(RefusalCode.DecisionAlreadyDecided, state.Year.ToString(), earlier.Number),
            { } draft => signature.Check(draft.Content.AsOf, today)
                .Then(s => Balanced(state, new NoticeDecided(s, at))),
        };

    /// <summary>Changes a decided notice to what was known on a day, with a reason.</summary>
    public static Outcome<NoticeEvent> Amend(
        NoticeDecision state, RuleBook rules, DateOnly asOf, Signature signature, string reason, DateOnly today, DateTimeOffset at)
    {
        if (Decided(state) is { } no)
        {
            return no;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.Of(RefusalCode.DecisionReasonMissing, state.Year.ToString());
        }

        if (Ahead(asOf, today) is { } ahead)
        {
            return ahead;
        }

        var earliest = asOf > state.Current!.Signature!.Date ? asOf : state.Current.Signature.Date;
        return signature.Check(earliest, today).Then(signed => Compute(state, rules, asOf)
            .Then(content => content.SameMoneyAs(state.Current.Content)
                ? Unchanged(state)
                : Balanced(state, new NoticeAmended(content, signed, reason.Trim(), at))));
    }

    /// <summary>Makes the notice final.</summary>
    public static Outcome<NoticeEvent> Finalise(NoticeDecision state, Signature signature, DateOnly today, DateTimeOffset at) =>
        Decided(state) is { } no
            ? no
            : signature.Check(state.Current!.Signature!.Date, today).Then<NoticeEvent>(s => new NoticeFinalised(s, at));

    // Tomorrow's knowledge cannot be known today, and nothing could be decided until it was.
    private static Refusal? Ahead(DateOnly asOf, DateOnly today) =>
        asOf > today
            ? Refusal.Of(RefusalCode.DateInFuture, new("Kunskapsdagen", "The knowledge date"), $"{asOf:yyyy-MM-dd}", $"{today:yyyy-MM-dd}")
            : null;

    private static Outcome<NoticeContent> Compute(NoticeDecision state, RuleBook rules, DateOnly asOf) =>
        Allot.Notice(rules, state.Year, asOf).Then<NoticeContent>(notice => notice.Allotments.IsEmpty
            ? Refusal.Of(RefusalCode.DecisionWouldBeEmpty, state.Year.ToString(), $"{asOf:yyyy-MM-dd}")
            : Framed(NoticeContent.Freeze(rules, notice)));

    // What is allotted never passes the frame, not even in a draft that could not be decided.
    private static Outcome<NoticeContent> Framed(NoticeContent content) =>
        content.Programmes.FirstOrDefault(p => p.Total > p.Appropriation) is { } above
            ? Refusal.Of(RefusalCode.AmountAboveAppropriation,
                above.Total.ForPeople, above.Programme, content.Year.ToString(), above.Appropriation.ForPeople)
            : content;

    // The decision stands only if the ledger can carry it: never more than the appropriation.
    private static Outcome<NoticeEvent> Balanced(NoticeDecision state, NoticeEvent happened) =>
        state.Evolve(happened).Book(Ledger.Empty).Then<NoticeEvent>(_ => happened);

    private static Refusal? Decided(NoticeDecision state) => state.Current switch
    {
        { Status: NoticeStatus.Final } final =>
            Refusal.Of(RefusalCode.DecisionIsFinal, state.Year.ToString(), final.Signature!.Number),
        { Signature: not null } => null,
        _ => Refusal.Of(RefusalCode.DecisionNotDecided, state.Year.ToString()),
    };

    private static Outcome<NoticeEvent> Unchanged(NoticeDecision state) =>
        Refusal.Of(RefusalCode.DecisionUnchanged, state.Year.ToString());
}

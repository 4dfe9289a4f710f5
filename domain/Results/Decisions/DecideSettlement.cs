using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>
/// The life of a settlement: preliminary → decided, and decisions of their own that waive, amend, suspend and restore. Pure: state and
/// command in, an event or a refusal out. Two persons sign; a region's objection and its answer are part of the decision.
/// </summary>
public static class DecideSettlement
{
    private const int LongestText = 2000;

    /// <summary>Proposes a settlement. After a decision only what the scheme's own consequences allow may be proposed anew.</summary>
    public static Outcome<SettlementEvent> Propose(SchemeSettlement state, SettlementContent content, DateTimeOffset at)
    {
        if (state.Current is { } current && !current.Content.DiffersFrom(content))
        {
            return Refusal.Of(RefusalCode.SettlementUnchanged, state.Scheme);
        }

        if (state.InForce is { } earlier && (earlier.Content.Programme != content.Programme || earlier.Content.Year != content.Year))
        {
            return Refusal.Of(RefusalCode.SettlementOtherMoney, state.Scheme, $"{earlier.Content.Programme} {earlier.Content.Year}");
        }

        if (state.InForce is { } decided && !MayReplace(decided.Content, content))
        {
            var difference = Money.Sum(content.Regions.Select(r => (content.EarnedBy(r) - decided.Content.EarnedBy(r)).Abs()));
            return Refusal.Of(RefusalCode.SettlementStands, state.Scheme, decided.Signature!.Number, difference.ForPeople);
        }

        return new SettlementProposed(content, at);
    }

    /// <summary>Decides the preliminary settlement.</summary>
    public static Outcome<SettlementEvent> Decide(SchemeSettlement state, Signature signature, DateOnly today, DateTimeOffset at)
    {
        if (state.Current is not { } current || state.Status == SettlementStatus.None)
        {
            return Refusal.Of(RefusalCode.SettlementNotProposed, state.Scheme);
        }

        if (current.Signature is { } earlier)
        {
            return Refusal.Of(RefusalCode.SettlementAlreadyDecided, state.Scheme, earlier.Number);
        }

        if (state.Open.Any())
        {
            return Refusal.Of(RefusalCode.ObjectionsUnanswered, string.Join(", ", state.Open.Select(o => $"{o.Number} ({o.Raised.Region})")));
        }

        if (state.Objections.FirstOrDefault(o => o.Version == state.Versions.Length && o.Answered is { Upheld: true }) is { } upheld)
        {
            return Refusal.Of(RefusalCode.ObjectionUpheldNotDone, upheld.Number.ToString());
        }

        if (current.Content.Consequences.Missing == MissingFigures.Stops && !current.Content.Missing.IsEmpty)
        {
            return Refusal.Of(RefusalCode.SettlementFiguresMissing, state.Scheme, string.Join(", ", current.Content.Missing));
        }

        if (current.Content.Open is { IsEmpty: false } open)
        {
            return Refusal.Of(RefusalCode.SettlementPeriodsOpen, state.Scheme, string.Join(", ", open));
        }

        if (Outgrown(state, current.Content) is { } region)
        {
            return Refusal.Of(RefusalCode.ChangeOutgrown, state.Scheme, region.ToString());
        }

        // Not before what it answers: the proposal's day, the objections, their answers.
        var earliest = state.Objections.SelectMany(o => new[] { o.Raised.Date, o.Answered!.Signature.Date }).Append(current.Content.AsOf).Max();
        return signature.Check(earliest, today).Then<SettlementEvent>(s => new SettlementDecided(s, at));
    }

    /// <summary>A region objects to the preliminary settlement.</summary>
    public static Outcome<SettlementEvent> Object(
        SchemeSettlement state, RegionId region, DateOnly date, string by, string text, DateOnly today, DateTimeOffset at)
    {
        if (state.Status != SettlementStatus.Preliminary)
        {
            return state.InForce is { } decided
                ? Refusal.Of(RefusalCode.SettlementAlreadyDecided, state.Scheme, decided.Signature!.Number)
                : Refusal.Of(RefusalCode.SettlementNotProposed, state.Scheme);
        }

        if (date > today)
        {
            return Refusal.Of(RefusalCode.DateInFuture, new("Dagen för invändningen", "The day of the objection"), $"{date:yyyy-MM-dd}", $"{today:yyyy-MM-dd}");
        }

        if (date < state.Current!.Content.AsOf)
        {
            return Refusal.Of(RefusalCode.DecisionDateTooEarly, $"{date:yyyy-MM-dd}", $"{state.Current.Content.AsOf:yyyy-MM-dd}");
        }

        return Empty(by, text) is { } empty ? empty : new SettlementObjected(region, date, by.Trim(), text.Trim(), at);
    }

    /// <summary>Answers an objection.</summary>
    public static Outcome<SettlementEvent> Answer(
        SchemeSettlement state, int objection, bool upheld, string answer, Signature signature, DateOnly today, DateTimeOffset at)
    {
        if (state.Objections.FirstOrDefault(o => o.Number == objection) is not { Answered: null } open)
        {
            return Refusal.Of(RefusalCode.ObjectionUnknown, objection.ToString(), string.Join(", ", state.Open.Select(o => o.Number)));
        }

        return Empty(answer) is { } empty
            ? empty
            : signature.Check(open.Raised.Date, today).Then<SettlementEvent>(s => new ObjectionAnswered(objection, upheld, answer.Trim(), s, at));
    }

    /// <summary>Waives, amends, suspends or restores, each with the rule that allows it and what it rests on.</summary>
    public static Outcome<SettlementEvent> Change(SchemeSettlement state, SettlementChange change, DateOnly today, DateTimeOffset at)
    {
        if (state.InForce is not { Signature: { } decided } version)
        {
            return Refusal.Of(RefusalCode.SettlementNotDecided, state.Scheme);
        }

        if (Empty(change.Rule, change.Evidence) is { } empty)
        {
            return empty;
        }

        return (Unfit(state, version.Content, change) is { } unfit ? (Outcome<SettlementChange>)unfit : change)
            .Then(fit => fit.Signature.Check(decided.Date, today))
            .Then<SettlementEvent>(s => new SettlementChanged(change with { Rule = change.Rule.Trim(), Evidence = change.Evidence.Trim(), Signature = s }, at));
    }

    private static Refusal? Unfit(SchemeSettlement state, SettlementContent content, SettlementChange change)
    {
        var (has, most) = (state.DecidedTo(change.Region), content.MostTo(change.Region));
        var (after, left) = (has + change.Amount, content.Total - Money.Sum(content.Regions.Select(state.DecidedTo)));
        return change.Kind switch
        {
            _ when !content.Regions.Contains(change.Region) => Refusal.Of(RefusalCode.RegionUnknown, change.Region.ToString(), string.Join(", ", content.Regions)),
            SettlementChangeKind.Waived when change.Amount <= Money.Zero || after > most => TooLarge(change, most - has),
            SettlementChangeKind.Amended when change.Amount == Money.Zero || after < Money.Zero => TooLarge(change, -has),
            SettlementChangeKind.Waived or SettlementChangeKind.Amended when change.Amount > left => TooLarge(change, left),
            SettlementChangeKind.Suspended when state.SuspensionOf(change.Region) is { } already =>
                Refusal.Of(RefusalCode.PaymentsSuspended, change.Region.ToString(), state.Scheme, already.Signature.Number),
            SettlementChangeKind.Restored when state.SuspensionOf(change.Region) is null => Refusal.Of(RefusalCode.PaymentsNotSuspended, change.Region.ToString(), state.Scheme),
            _ => null,
        };
    }

    private static Refusal TooLarge(SettlementChange change, Money most) =>
        Refusal.Of(RefusalCode.ChangeTooLarge, change.Amount.ForPeople, change.Region.ToString(), most.ForPeople);

    // Each region for itself: figures of one that lacked some are late, of any other they are revised. What is neither, such as another
    // rule, is a revision too.
    private static bool MayReplace(SettlementContent decided, SettlementContent now)
    {
        var changed = now.ChangedSince(decided).ToList();
        var (late, revised) = (changed.Any(decided.Missing.Contains), changed.Any(r => !decided.Missing.Contains(r)) || changed.Count == 0);
        return (!late || decided.Consequences.Late == LateFigures.Amend) && (!revised || decided.Consequences.Revised == RevisedFigures.Amend);
    }

    // A decision of its own that was made on an earlier version may give too much on top of a later one.
    private static RegionId? Outgrown(SchemeSettlement state, SettlementContent now)
    {
        Money After(RegionId region) => now.EarnedBy(region) + Money.Sum(state.Changes.Where(c => c.Region == region).Select(c => c.Amount));
        foreach (var region in now.Regions.Where(r => state.Changes.Any(c => c.Region == r && c.Amount != Money.Zero)))
        {
            if (After(region) < Money.Zero || After(region) > now.MostTo(region))
            {
                return region;
            }
        }

        return Money.Sum(now.Regions.Select(After)) > now.Total ? now.Regions.First(r => state.Changes.Any(c => c.Region == r)) : null;
    }

    private static Refusal? Empty(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText || text.Any(char.IsControl))
            {
                return Refusal.Of(RefusalCode.GroundsMissing, LongestText.ToString());
            }
        }

        return null;
    }
}

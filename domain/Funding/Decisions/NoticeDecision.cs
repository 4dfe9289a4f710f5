using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>How far a notice has come (utkast, beslutad, ändrad, slutlig).</summary>
public enum NoticeStatus
{
    /// <summary>Computed, open to change.</summary>
    Draft,

    /// <summary>Decided by two persons.</summary>
    Decided,

    /// <summary>Changed by a later decision.</summary>
    Amended,

    /// <summary>Final: does not change any more.</summary>
    Final,
}

/// <summary>What a notice says: fixed amounts with what they rest on, independent of later changes in the rules.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="AsOf">The day whose knowledge it rests on.</param>
/// <param name="RulesVersion">The version of the rules it was computed from.</param>
/// <param name="Programmes">One a programme, in order of id.</param>
public sealed record NoticeContent(int Year, DateOnly AsOf, string RulesVersion, ImmutableArray<NoticeProgramme> Programmes)
{
    /// <summary>The sum over programmes and regions.</summary>
    public Money Total => Money.Sum(Programmes.Select(p => p.Total));

    /// <summary>Freezes a computed notice. The frame of a programme is its ceiling as known, or what is allotted when none is.</summary>
    public static NoticeContent Freeze(RuleBook rules, Notice notice) =>
        new(notice.Year, notice.AsOf, rules.Version, [.. notice.Allotments.Select(a => Freeze(rules, notice, a))]);

    // An addition that is only proposed does not become decided by standing beside a total that is.
    private static NoticeProgramme Freeze(RuleBook rules, Notice notice, Allotment allotment)
    {
        var ceiling = Statements.Ceiling(allotment.Programme, notice.Year, notice.AsOf);
        return new(
            allotment.Programme.Id,
            allotment.Programme.Name,
            ceiling?.Amount ?? allotment.Total,
            rules.Regions.Select((region, place) => (region.Id, allotment.Amounts[place]))
                .ToImmutableSortedDictionary(x => x.Id, x => x.Item2),
            ceiling?.Because.Min(s => s.Stage));
    }

    /// <summary>True when the other gives every region the same from every programme under the same appropriations.</summary>
    public bool SameMoneyAs(NoticeContent other) =>
        Programmes.Length == other.Programmes.Length &&
        Programmes.Zip(other.Programmes).All(pair =>
            pair.First.Programme == pair.Second.Programme &&
            pair.First.Appropriation == pair.Second.Appropriation &&
            pair.First.Amounts.SequenceEqual(pair.Second.Amounts));
}

/// <summary>One programme in a notice.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Name">Its name when the notice was made.</param>
/// <param name="Appropriation">The frame: the most that could be allotted.</param>
/// <param name="Amounts">One amount a region.</param>
/// <param name="Stage">
/// How far the frame had come: as far as the least far of the amounts it is made of. Null when no total was known, so that the
/// frame is what is allotted, and in what was written before stages were kept.
/// </param>
public sealed record NoticeProgramme(
    string Programme, Bilingual Name, Money Appropriation, ImmutableSortedDictionary<RegionId, Money> Amounts, Stage? Stage = null)
{
    /// <summary>The sum over regions.</summary>
    public Money Total => Money.Sum(Amounts.Values);
}

/// <summary>One version of a year's notice.</summary>
/// <param name="Version">Counted from 1.</param>
/// <param name="Status">What it became.</param>
/// <param name="Content">What it says.</param>
/// <param name="Signature">Who signed; null for a draft.</param>
/// <param name="Reason">Why it was amended; null otherwise.</param>
/// <param name="At">The instant it was recorded.</param>
public sealed record NoticeVersion(
    int Version, NoticeStatus Status, NoticeContent Content, Signature? Signature, string? Reason, DateTimeOffset At);

/// <summary>All versions of a year's notice, oldest first: the state that commands decide on.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="Versions">The versions.</param>
public sealed record NoticeDecision(int Year, ImmutableArray<NoticeVersion> Versions)
{
    /// <summary>No version yet.</summary>
    public static NoticeDecision None(int year) => new(year, []);

    /// <summary>The newest version, or null.</summary>
    public NoticeVersion? Current => Versions.IsEmpty ? null : Versions[^1];

    /// <summary>The decided version that held at the end of a day, or null.</summary>
    public NoticeVersion? InForceOn(DateOnly day) => Versions.LastOrDefault(v => v.Signature is { } s && s.Date <= day);

    /// <summary>The version with a number, or why there is none.</summary>
    public Outcome<NoticeVersion> Find(int version) =>
        Versions.FirstOrDefault(v => v.Version == version) is { } found
            ? found
            : Refusal.Of(RefusalCode.DecisionVersionUnknown,
                version.ToString(), Year.ToString(), string.Join(", ", Versions.Select(v => v.Version)));

    /// <summary>Whether an event could have been decided on this state; what could not is never replayed as if it had been.</summary>
    public bool CanFollow(NoticeEvent happened) => happened switch
    {
        NoticeDrafted e => Current?.Signature is null && e.Content.Year == Year,
        NoticeDecided => Current is { Signature: null },
        NoticeAmended e => Current is { Signature: not null, Status: not NoticeStatus.Final } && e.Content.Year == Year,
        _ => Current is { Signature: not null, Status: not NoticeStatus.Final },
    };

    /// <summary>The state after an event.</summary>
    public NoticeDecision Evolve(NoticeEvent happened)
    {
        var next = Versions.Length + 1;
        return this with
        {
            Versions = Versions.Add(happened switch
            {
                NoticeDrafted e => new(next, NoticeStatus.Draft, e.Content, null, null, e.At),
                NoticeDecided e => new(next, NoticeStatus.Decided, Current!.Content, e.Signature, null, e.At),
                NoticeAmended e => new(next, NoticeStatus.Amended, e.Content, e.Signature, e.Reason, e.At),
                NoticeFinalised e => new(next, NoticeStatus.Final, Current!.Content, e.Signature, null, e.At),
                _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
            }),
        };
    }

    /// <summary>
    /// The ledger after all versions: what each decision granted and allotted, and what each amendment changed.
    /// Refused when a programme's regions get more than its appropriation.
    /// </summary>
    public Outcome<Ledger> Book(Ledger ledger)
    {
        Outcome<Ledger> booked = ledger;
        return Versions.Aggregate(booked, (l, v) => l.Then(one => Book(one, v)));
    }

    /// <summary>The ledger after the newest version: what it changed.</summary>
    public Outcome<Ledger> BookNewest(Ledger ledger) => Current is { } newest ? Book(ledger, newest) : ledger;

    // A draft and a notice made final post nothing: no amount changes.
    private Outcome<Ledger> Book(Ledger ledger, NoticeVersion version) =>
        Posts(version) ? Book(ledger, Versions.LastOrDefault(v => v.Version < version.Version && Posts(v))?.Content, version) : ledger;

    private static bool Posts(NoticeVersion version) => version.Status is NoticeStatus.Decided or NoticeStatus.Amended;

    private Outcome<Ledger> Book(Ledger ledger, NoticeContent? before, NoticeVersion version)
    {
        var by = version.Signature!.Reference with { Reasons = $"notice/{Year}/{version.Version}" };
        Outcome<Ledger> booked = ledger;
        foreach (var id in version.Content.Programmes.Concat(before?.Programmes ?? []).Select(p => p.Programme).Distinct())
        {
            var old = before?.Programmes.FirstOrDefault(p => p.Programme == id);
            var now = version.Content.Programmes.FirstOrDefault(p => p.Programme == id);
            var stage = (now ?? old)!.Stage;
            var granted = (now?.Appropriation ?? Money.Zero) - (old?.Appropriation ?? Money.Zero);
            var amounts = (now ?? old)!.Amounts.Keys.ToDictionary(r => r.ToString(), r =>
                (now?.Amounts.GetValueOrDefault(r) ?? Money.Zero) - (old?.Amounts.GetValueOrDefault(r) ?? Money.Zero));

            // A lowered appropriation is booked after the allotments that it lowers, a raised one before.
            booked = granted >= Money.Zero
                ? booked.Then(l => Grant(l, by, id, granted, stage)).Then(l => Allot(l, by, id, amounts))
                : booked.Then(l => Allot(l, by, id, amounts)).Then(l => Grant(l, by, id, granted, stage));
        }

        return booked;
    }

    private Outcome<Ledger> Grant(Ledger ledger, DecisionReference by, string programme, Money amount, Stage? stage) =>
        amount == Money.Zero ? ledger : Bookkeeping.Grant(ledger, by, programme, Year, amount, stage);

    private Outcome<Ledger> Allot(Ledger ledger, DecisionReference by, string programme, Dictionary<string, Money> amounts) =>
        amounts.Values.All(a => a == Money.Zero) ? ledger : Bookkeeping.Allot(ledger, by, programme, Year, amounts);
}

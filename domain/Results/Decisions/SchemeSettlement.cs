using System.Collections.Immutable;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;

namespace Vardbro.Results.Decisions;

/// <summary>How far a settlement has come.</summary>
public enum SettlementStatus
{
    /// <summary>Nothing is proposed.</summary>
    None,

    /// <summary>Proposed, open to objections.</summary>
    Preliminary,

    /// <summary>Decided by two persons.</summary>
    Decided,
}

/// <summary>One version of a settlement.</summary>
/// <param name="Content">What it says.</param>
/// <param name="ProposedAt">When it was proposed.</param>
/// <param name="Signature">Who decided it; null while it is preliminary.</param>
public sealed record SettlementVersion(SettlementContent Content, DateTimeOffset ProposedAt, Signature? Signature);

/// <summary>A region's objection and its answer, part of the decision.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Version">Which version it is about, counted from 1.</param>
/// <param name="Raised">What the region said.</param>
/// <param name="Answered">What it was answered; null while it stands open.</param>
public sealed record Objection(int Number, int Version, SettlementObjected Raised, ObjectionAnswered? Answered);

/// <summary>All that has happened to a scheme's settlement: the state that commands decide on.</summary>
/// <param name="Scheme">The scheme's id.</param>
/// <param name="Versions">Its versions, oldest first.</param>
/// <param name="Objections">Objections, oldest first.</param>
/// <param name="Changes">Decisions of their own, oldest first.</param>
public sealed record SchemeSettlement(
    string Scheme, ImmutableArray<SettlementVersion> Versions, ImmutableArray<Objection> Objections, ImmutableArray<SettlementChange> Changes)
{
    /// <summary>Nothing has happened.</summary>
    public static SchemeSettlement None(string scheme) => new(scheme, [], [], []);

    /// <summary>The newest version, or null.</summary>
    public SettlementVersion? Current => Versions.IsEmpty ? null : Versions[^1];

    /// <summary>The newest decided version, or null.</summary>
    public SettlementVersion? InForce => Versions.LastOrDefault(v => v.Signature is not null);

    /// <summary>How far it has come.</summary>
    public SettlementStatus Status => Current switch
    {
        null => SettlementStatus.None,
        { Signature: null } => SettlementStatus.Preliminary,
        _ => SettlementStatus.Decided,
    };

    /// <summary>Objections to the newest version that stand unanswered.</summary>
    public IEnumerable<Objection> Open => Objections.Where(o => o.Answered is null);

    /// <summary>What a region has been decided to get: by results, and by decisions of their own.</summary>
    public Money DecidedTo(RegionId region) =>
        (InForce?.Content.EarnedBy(region) ?? Money.Zero) + Money.Sum(Changes.Where(c => c.Region == region).Select(c => c.Amount));

    /// <summary>The decision that suspends a region's payments, or null when none does.</summary>
    public SettlementChange? SuspensionOf(RegionId region) =>
        Changes.LastOrDefault(c => c.Region == region && c.Kind is SettlementChangeKind.Suspended or SettlementChangeKind.Restored) is { Kind: SettlementChangeKind.Suspended } last
            ? last
            : null;

    /// <summary>Whether an event could have been decided on this state.</summary>
    public bool CanFollow(SettlementEvent happened) => happened switch
    {
        SettlementProposed e => e.Content.Scheme == Scheme,
        SettlementObjected or SettlementDecided => Status == SettlementStatus.Preliminary,
        ObjectionAnswered e => Objections.Any(o => o.Number == e.Objection && o.Answered is null),
        _ => InForce is not null,
    };

    /// <summary>The state after an event.</summary>
    public SchemeSettlement Evolve(SettlementEvent happened) => happened switch
    {
        SettlementProposed e => this with { Versions = Versions.Add(new(e.Content, e.At, null)) },
        SettlementObjected e => this with { Objections = Objections.Add(new(Objections.Length + 1, Versions.Length, e, null)) },
        ObjectionAnswered e => this with { Objections = [.. Objections.Select(o => o.Number == e.Objection ? o with { Answered = e } : o)] },
        SettlementDecided e => this with { Versions = Versions.SetItem(Versions.Length - 1, Current! with { Signature = e.Signature }) },
        SettlementChanged e => this with { Changes = Changes.Add(e.Change) },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
    };

    /// <summary>What each decision allots to the regions: the differences it makes, to be booked in order.</summary>
    public IEnumerable<SettledAllotment> Allotments()
    {
        SettlementContent? before = null;
        foreach (var version in Versions.Where(v => v.Signature is not null))
        {
            var (now, then) = (version.Content, before);
            yield return new(
                version.Signature!.Reference, now.Name, now.Programme, now.Year, now.Frame ?? now.Total,
                now.Regions.ToImmutableSortedDictionary(r => r.ToString(), r => now.EarnedBy(r) - (then?.EarnedBy(r) ?? Money.Zero), StringComparer.Ordinal),
                then is not null ? null : now.Regions.ToImmutableSortedDictionary(r => r.ToString(), now.NoticedTo, StringComparer.Ordinal));
            before = now;
        }

        foreach (var change in Changes.Where(c => c.Amount != Money.Zero))
        {
            var content = InForce!.Content;
            yield return new(
                change.Signature.Reference, content.Name, content.Programme, content.Year, content.Frame ?? content.Total,
                ImmutableSortedDictionary.Create<string, Money>(StringComparer.Ordinal).Add(change.Region.ToString(), change.Amount), null);
        }
    }
}

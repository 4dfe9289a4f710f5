using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>Everything that has been decided about money, and the ledger that follows from it.</summary>
/// <param name="Notices">One a year, oldest year first.</param>
/// <param name="Commitments">One a programme, in order of id.</param>
public sealed record DecisionBook(
    ImmutableSortedDictionary<int, NoticeDecision> Notices,
    ImmutableSortedDictionary<string, Commitments> Commitments)
{
    /// <summary>Nothing decided.</summary>
    public static readonly DecisionBook Empty = new(
        ImmutableSortedDictionary<int, NoticeDecision>.Empty,
        ImmutableSortedDictionary<string, Commitments>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>What has happened to each recipient's money, in order of region, year and programme.</summary>
    public ImmutableSortedDictionary<GrantKey, GrantLife> Grants { get; private init; } = ImmutableSortedDictionary<GrantKey, GrantLife>.Empty;

    /// <summary>Who may requisition and report, by region.</summary>
    public ImmutableSortedDictionary<RegionId, RegionRepresentatives> Representatives { get; private init; } =
        ImmutableSortedDictionary<RegionId, RegionRepresentatives>.Empty;

    /// <summary>What was saved, drawn on, deducted and withdrawn, oldest first.</summary>
    public ImmutableArray<AppropriationMoved> Moves { get; private init; } = [];

    // What each decision posts, in the order in which they were decided: the ledger is never in another.
    private ImmutableList<Func<Ledger, Outcome<Ledger>>> Posted { get; init; } = [];

    /// <summary>What decisions about results allot, in the order they were decided.</summary>
    public ImmutableArray<SettledAllotment> Settled { get; private init; } = [];

    /// <summary>A year's notice, with no version when nothing has happened.</summary>
    public NoticeDecision NoticeFor(int year) => Notices.GetValueOrDefault(year) ?? NoticeDecision.None(year);

    /// <summary>A programme's commitments, none when nothing has happened.</summary>
    public Commitments CommitmentsOf(string programme) =>
        Commitments.GetValueOrDefault(programme) ?? Decisions.Commitments.None(programme);

    /// <summary>What has happened to a recipient's money.</summary>
    public GrantLife GrantOf(GrantKey grant) => Grants.GetValueOrDefault(grant) ?? GrantLife.None(grant);

    /// <summary>A region's representatives, none when none is recorded.</summary>
    public RegionRepresentatives RepresentativesOf(RegionId region) => Representatives.GetValueOrDefault(region) ?? RegionRepresentatives.None(region);

    /// <summary>The book after something happened to a year's notice.</summary>
    public DecisionBook Evolve(int year, NoticeEvent happened)
    {
        var notice = NoticeFor(year).Evolve(happened);
        return this with { Notices = Notices.SetItem(year, notice), Posted = Posted.Add(notice.BookNewest) };
    }

    /// <summary>The book after a commitment.</summary>
    public DecisionBook Evolve(CommitmentMade made)
    {
        var commitments = CommitmentsOf(made.Programme).Evolve(made);
        return this with { Commitments = Commitments.SetItem(made.Programme, commitments), Posted = Posted.Add(commitments.BookNewest) };
    }

    /// <summary>The book after something happened to a recipient's money.</summary>
    public DecisionBook Evolve(GrantEvent happened)
    {
        var life = GrantOf(happened.Grant);
        return this with
        {
            Grants = Grants.SetItem(happened.Grant, life.Evolve(happened)), Posted = Posted.Add(ledger => life.Book(ledger, happened)),
        };
    }

    /// <summary>The book after something happened to a region's representatives.</summary>
    public DecisionBook Evolve(RegionId region, RepresentativeEvent happened) =>
        this with { Representatives = Representatives.SetItem(region, RepresentativesOf(region).Evolve(happened)) };

    /// <summary>The book after a decision about results.</summary>
    public DecisionBook Evolve(SettledAllotment settled) => this with { Settled = Settled.Add(settled), Posted = Posted.Add(settled.Book) };

    /// <summary>The book after money was saved, drawn on, deducted or withdrawn.</summary>
    public DecisionBook Evolve(AppropriationMoved moved) => this with { Moves = Moves.Add(moved), Posted = Posted.Add(moved.Book) };

    /// <summary>The ledger of all decisions, or why they cannot all stand.</summary>
    public Outcome<Ledger> Ledger()
    {
        Outcome<Ledger> ledger = Kernel.Ledger.Empty;
        return Posted.Aggregate(ledger, (booked, post) => booked.Then(post));
    }
}

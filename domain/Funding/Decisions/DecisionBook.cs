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

    /// <summary>What decisions about results allot, in order of scheme.</summary>
    public ImmutableArray<SettledAllotment> Settled { get; init; } = [];

    /// <summary>A year's notice, with no version when nothing has happened.</summary>
    public NoticeDecision NoticeFor(int year) => Notices.GetValueOrDefault(year) ?? NoticeDecision.None(year);

    /// <summary>A programme's commitments, none when nothing has happened.</summary>
    public Commitments CommitmentsOf(string programme) =>
        Commitments.GetValueOrDefault(programme) ?? Decisions.Commitments.None(programme);

    /// <summary>The book after something happened to a year's notice.</summary>
    public DecisionBook Evolve(int year, NoticeEvent happened) =>
        this with { Notices = Notices.SetItem(year, NoticeFor(year).Evolve(happened)) };

    /// <summary>The book after a commitment.</summary>
    public DecisionBook Evolve(CommitmentMade made) =>
        this with { Commitments = Commitments.SetItem(made.Programme, CommitmentsOf(made.Programme).Evolve(made)) };

    /// <summary>The ledger of all decisions.</summary>
    public Outcome<Ledger> Ledger()
    {
        Outcome<Ledger> ledger = Kernel.Ledger.Empty;
        ledger = Notices.Values.Aggregate(ledger, (booked, notice) => booked.Then(notice.Book));
        ledger = Settled.Aggregate(ledger, (booked, settled) => booked.Then(settled.Book));
        return Commitments.Values.Aggregate(ledger, (booked, commitments) => booked.Then(commitments.Book));
    }
}

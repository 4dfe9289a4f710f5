using System.Collections.Immutable;
using System.Globalization;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Storage.Publication;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Publication;

namespace Vardbro.Storage;

/// <summary>
/// The decisions that have been made, behind one door: reads them by replay and executes commands through the journal.
/// There are tens of events a year here, so replay is the read side and nothing is kept in memory as truth.
/// </summary>
public sealed class Store(Journal journal, PublishedStore figures, TimeProvider clock) : IAsyncDisposable
{
    private const string NoticeStream = "notice/";
    private const string CommitmentStream = "commitment/";
    private const string PublicationStream = "publication/";
    private const string BasisStream = "basis/";
    private const string MoneyStream = "money/";
    private const string RepresentativeStream = "representative/";
    private const string SettlementStream = "settlement/";
    private const string ForecastStream = "forecast/";
    private const string DecisionNumber = "decision-number";

    /// <summary>Opens the store in a folder; see <see cref="Journal.Open"/> for the refusals.</summary>
    public static Outcome<Store> Open(string directory, TimeProvider clock) =>
        Journal.Open(directory, clock).Then<Store>(journal => new Store(journal, PublishedStore.In(directory), clock));

    /// <summary>The figures that publications pin.</summary>
    public PublishedStore Figures => figures;

    /// <summary>The newest commit.</summary>
    public JournalHead Head => journal.Head;

    /// <summary>
    /// The commit that holds a version of a year's notice: what a printed decision shows, so that paper vouches for the journal.
    /// Null when there is no such version. Every event makes one version, so they are counted alike.
    /// </summary>
    public JournalHead? CommitOf(int year, int version) => journal.CommitOf(StreamOf(year), version);

    /// <summary>Everything that has been decided.</summary>
    public Outcome<Decided> Decided() => Replay(journal.ReadAll());

    /// <summary>Everything that had been decided by the end of a civil day in Sweden, as it was known then.</summary>
    public Outcome<Decided> Decided(DateOnly knownOn) => Replay(journal.ReadAll().Where(e => SwedishDate.Of(e.At) <= knownOn));

    /// <summary>Everything that has been decided about money.</summary>
    public Outcome<DecisionBook> Book() => Decided().Then<DecisionBook>(d => d.Money);

    /// <summary>Executes a command on a year's notice: decide on the replayed state, append, answer with the new state.</summary>
    /// <param name="year">Budget year.</param>
    /// <param name="decide">The pure decision, given the state and the instant.</param>
    public Task<Outcome<NoticeDecision>> Execute(int year, Func<NoticeDecision, DateTimeOffset, Outcome<NoticeEvent>> decide) =>
        Execute<NoticeDecision>(
            [StreamOf(year), .. MoneyStreams()],
            (decided, at) => decide(decided.Money.NoticeFor(year), at).Then<Happened<NoticeDecision>>(happened =>
                Carried(decided.Money.Evolve(year, happened)).Then<Happened<NoticeDecision>>(book =>
                    new Happened<NoticeDecision>(happened, SignatureOf(happened)?.Number, book.NoticeFor(year)))));

    /// <summary>Executes a command on a recipient's allotted money; answers with all that has been decided about money.</summary>
    /// <param name="grant">Which money.</param>
    /// <param name="decide">The pure decision, given what has been decided and the instant.</param>
    public Task<Outcome<DecisionBook>> Execute(GrantKey grant, Func<DecisionBook, DateTimeOffset, Outcome<GrantEvent>> decide) =>
        Execute<DecisionBook>(
            [StreamOfMoney(grant.Year), RepresentativeStream + grant.Region, .. MoneyStreams()],
            (decided, at) => decide(decided.Money, at).Then<Happened<DecisionBook>>(happened =>
                happened is PaymentMade && decided.SuspensionOf(grant) is { } suspended
                    ? suspended
                    : new Happened<DecisionBook>(happened, NumberOf(happened), decided.Money.Evolve(happened))));

    /// <summary>Executes a command on what is left, or lacking, of a programme's money for a year.</summary>
    /// <param name="year">Budget year.</param>
    /// <param name="decide">The pure decision, given what has been decided and the instant.</param>
    public Task<Outcome<DecisionBook>> Execute(int year, Func<DecisionBook, DateTimeOffset, Outcome<AppropriationMoved>> decide) =>
        Execute<DecisionBook>(
            [StreamOfMoney(year), .. MoneyStreams()],
            (decided, at) => decide(decided.Money, at).Then<Happened<DecisionBook>>(moved =>
                new Happened<DecisionBook>(moved, moved.Signature.Number, decided.Money.Evolve(moved))));

    /// <summary>Executes a command on a region's representatives.</summary>
    /// <param name="region">Whose.</param>
    /// <param name="decide">The pure decision, given the state and the instant.</param>
    public Task<Outcome<RegionRepresentatives>> Execute(RegionId region, Func<RegionRepresentatives, DateTimeOffset, Outcome<RepresentativeEvent>> decide) =>
        Execute<RegionRepresentatives>(
            [RepresentativeStream + region],
            (decided, at) => decide(decided.Money.RepresentativesOf(region), at).Then<Happened<RegionRepresentatives>>(happened =>
                new Happened<RegionRepresentatives>(happened, happened.Signature.Number, decided.Money.RepresentativesOf(region).Evolve(happened))));

    /// <summary>Executes a command on a programme's commitments.</summary>
    /// <param name="programme">Programme id.</param>
    /// <param name="decide">The pure decision, given the state and the instant.</param>
    public Task<Outcome<Commitments>> Execute(string programme, Func<Commitments, DateTimeOffset, Outcome<CommitmentMade>> decide) =>
        Execute<Commitments>(
            [CommitmentStream + programme],
            (decided, at) => decide(decided.Money.CommitmentsOf(programme), at).Then<Happened<Commitments>>(made =>
                new Happened<Commitments>(made, made.Signature.Number, decided.Money.CommitmentsOf(programme).Evolve(made))));

    /// <summary>Executes a command on a month's publication.</summary>
    /// <param name="month">The month.</param>
    /// <param name="decide">The pure decision, given what was published for the month, and for the month before, and the instant.</param>
    public Task<Outcome<MonthPublications>> Execute(
        Month month, Func<MonthPublications, MonthPublications, DateTimeOffset, Outcome<MonthPublished>> decide) =>
        Execute<MonthPublications>(
            [PublicationStream + month, PublicationStream + month.Plus(-1)],
            (decided, at) => decide(decided.PublicationsOf(month), decided.PublicationsOf(month.Plus(-1)), at).Then<Happened<MonthPublications>>(published =>
                new Happened<MonthPublications>(published, published.Signature.Number, decided.PublicationsOf(month).Evolve(published))));

    /// <summary>Executes a command on a region's legal basis.</summary>
    /// <param name="region">Whose.</param>
    /// <param name="decide">The pure decision, given the state and the instant.</param>
    public Task<Outcome<RegionBases>> Execute(RegionId region, Func<RegionBases, DateTimeOffset, Outcome<BasisEvent>> decide) =>
        Execute<RegionBases>(
            [BasisStream + region],
            (decided, at) => decide(decided.BasesOf(region), at).Then<Happened<RegionBases>>(happened =>
                new Happened<RegionBases>(happened, happened.Signature.Number, decided.BasesOf(region).Evolve(happened))));

    /// <summary>Executes a command on a scheme's settlement. Refused, too, when the ledger could not hold what it allots.</summary>
    /// <param name="scheme">Scheme id.</param>
    /// <param name="decide">The pure decision, given the state and the instant.</param>
    public Task<Outcome<SchemeSettlement>> Settle(string scheme, Func<SchemeSettlement, DateTimeOffset, Outcome<SettlementEvent>> decide) =>
        Execute<SchemeSettlement>(
            [SettlementStream + scheme, .. MoneyStreams()],
            (decided, at) => decide(decided.SettlementOf(scheme), at).Then<Happened<SchemeSettlement>>(happened =>
                Carried(decided.Evolve(scheme, happened).Money).Then<Happened<SchemeSettlement>>(_ =>
                    new Happened<SchemeSettlement>(happened, SignatureOf(happened)?.Number, decided.SettlementOf(scheme).Evolve(happened)))));

    /// <summary>Keeps a forecast with the instant; how many are kept for its scheme.</summary>
    public Task<Outcome<int>> Keep(ForecastKept forecast) => Execute<int>(
        [ForecastStream + forecast.Scheme],
        (decided, at) => new Happened<int>(forecast with { At = at }, null, decided.Forecasts.Length + 1));

    /// <summary>
    /// Recomputes the chain of a folder's journal, replays every event and balances the ledger. Takes no lock, so it works
    /// beside a running program.
    /// </summary>
    public static Outcome<(VerifyReport Journal, Ledger Ledger)> Verify(string directory) =>
        Journal.Verify(directory).Then(report =>
            Replay(report.Events == 0 ? [] : Journal.ReadAll(directory))
                .Then(decided => decided.Money.Ledger())
                .Then<(VerifyReport, Ledger)>(ledger => (report, ledger)));

    /// <summary>What has been decided in a folder, after the chain has been verified. Takes no lock.</summary>
    public static Outcome<Decided> Read(string directory) =>
        Journal.Verify(directory).Then(report => Replay(report.Events == 0 ? [] : Journal.ReadAll(directory)));

    /// <summary>What had been decided in a folder by the end of a civil day in Sweden, as it was known then.</summary>
    public static Outcome<Decided> Read(string directory, DateOnly knownOn) =>
        Journal.Verify(directory).Then(report => Replay(report.Events == 0 ? [] : Journal.ReadAll(directory).Where(e => SwedishDate.Of(e.At) <= knownOn)));

    /// <summary>What has been decided about money in a folder, after the chain has been verified. Takes no lock.</summary>
    public static Outcome<DecisionBook> ReadBook(string directory) => Read(directory).Then<DecisionBook>(d => d.Money);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private sealed record Happened<TState>(object Event, string? Number, TState State);

    // What happens, happens to the first stream; the others are only read.
    private Task<Outcome<TState>> Execute<TState>(ImmutableArray<string> streams, Func<Decided, DateTimeOffset, Outcome<Happened<TState>>> decide) =>
        journal.Execute<TState>(
            streams,
            read => Replay(streams.Distinct().SelectMany(s => read[s]).OrderBy(e => e.Position)).Then(decided => decide(decided, Now()))
                .Then<(ImmutableArray<NewEvent>, TState)>(happened => ([Write(streams[0], happened.Event, happened.Number)], happened.State)),
            claim => Refusal.Of(RefusalCode.DecisionNumberTaken, claim.Value));

    // Whole microseconds, as the journal has them.
    private DateTimeOffset Now() => WholeMicroseconds.ToInstant(WholeMicroseconds.Of(clock.GetUtcNow()));

    private static NewEvent Write(string stream, object happened, string? number) => number is null
        ? EventText.Write(stream, happened)
        : EventText.Write(stream, happened, new Claim(DecisionNumber, number.ToUpperInvariant()));

    // Two regions may number what they send in alike.
    private static string NumberOf(GrantEvent happened) => happened is GrantDecision decision
        ? decision.Signature.Number
        : $"{happened.Grant.Region} {happened.Reference.Number}";

    // What the ledger rests on. One that comes meanwhile can only add money, never take what is there.
    private IEnumerable<string> MoneyStreams() => journal.ReadAll().Select(e => e.Stream).Distinct(StringComparer.Ordinal)
        .Where(s => s.StartsWith(NoticeStream, StringComparison.Ordinal) || s.StartsWith(MoneyStream, StringComparison.Ordinal) ||
            s.StartsWith(SettlementStream, StringComparison.Ordinal));

    // A decision stands only if the ledger of everything decided can carry it.
    private static Outcome<DecisionBook> Carried(DecisionBook book) => book.Ledger().Then<DecisionBook>(_ => book);

    private static Signature? SignatureOf(NoticeEvent happened) => happened switch
    {
        NoticeDecided e => e.Signature,
        NoticeAmended e => e.Signature,
        NoticeFinalised e => e.Signature,
        _ => null,
    };

    private static string StreamOfMoney(int year) => MoneyStream + year.ToString(CultureInfo.InvariantCulture);

    private static Signature? SignatureOf(SettlementEvent happened) => happened switch
    {
        SettlementDecided e => e.Signature,
        ObjectionAnswered e => e.Signature,
        SettlementChanged e => e.Change.Signature,
        _ => null,
    };

    private static string StreamOf(int year) => NoticeStream + year.ToString(CultureInfo.InvariantCulture);

    private static int? YearOf(string stream) =>
        stream.StartsWith(NoticeStream, StringComparison.Ordinal) && int.TryParse(stream.AsSpan(NoticeStream.Length), out var year) ? year : null;

    private static string? SchemeOf(string stream) =>
        stream.StartsWith(SettlementStream, StringComparison.Ordinal) ? stream[SettlementStream.Length..] : null;

    private static RegionId? RegionOf(string stream, string kind) =>
        stream.StartsWith(kind, StringComparison.Ordinal) ? RegionId.TryParse(stream[kind.Length..]) : null;

    private static Outcome<Decided> Replay(IEnumerable<StoredEvent> events)
    {
        var decided = Storage.Decided.Nothing;
        foreach (var stored in events)
        {
            if (!EventText.Read(stored).Succeeded(out var happened, out var refusal))
            {
                return refusal;
            }

            switch (happened)
            {
                case NoticeEvent e when YearOf(stored.Stream) is { } year && decided.Money.NoticeFor(year).CanFollow(e):
                    decided = decided with { Money = decided.Money.Evolve(year, e) };
                    break;
                case CommitmentMade e when stored.Stream == CommitmentStream + e.Programme:
                    decided = decided with { Money = decided.Money.Evolve(e) };
                    break;
                case GrantEvent e when stored.Stream == StreamOfMoney(e.Grant.Year) && decided.Money.GrantOf(e.Grant).CanFollow(e):
                    decided = decided with { Money = decided.Money.Evolve(e) };
                    break;
                case AppropriationMoved e when stored.Stream == StreamOfMoney(e.Year):
                    decided = decided with { Money = decided.Money.Evolve(e) };
                    break;
                case RepresentativeEvent e when RegionOf(stored.Stream, RepresentativeStream) is { } region && decided.Money.RepresentativesOf(region).CanFollow(e):
                    decided = decided with { Money = decided.Money.Evolve(region, e) };
                    break;
                case MonthPublished e when stored.Stream == PublicationStream + e.Content.Month:
                    decided = decided.Evolve(e);
                    break;
                case SettlementEvent e when SchemeOf(stored.Stream) is { } scheme && decided.SettlementOf(scheme).CanFollow(e):
                    decided = decided.Evolve(scheme, e);
                    break;
                case ForecastKept e when stored.Stream == ForecastStream + e.Scheme:
                    decided = decided with { Forecasts = decided.Forecasts.Add(e) };
                    break;
                case BasisEvent e when RegionOf(stored.Stream, BasisStream) is { } region && decided.BasesOf(region).CanFollow(e):
                    decided = decided.Evolve(region, e);
                    break;
                default:
                    return Refusal.Of(RefusalCode.ReplayDiffers, stored.Position.ToString(), new(
                        $"{stored.Type} hör inte hemma i {stored.Stream}", $"{stored.Type} does not belong in {stored.Stream}"));
            }
        }

        return decided;
    }
}

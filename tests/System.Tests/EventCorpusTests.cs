using System.Collections.Immutable;
using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results.Decisions;
using Vardbro.Storage;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Publication;

namespace Vardbro.Tests;

/// <summary>
/// One of each event that was ever written, as it was written: POSITION.STREAM.TYPE.VERSION.json (~ stands for /). Files are
/// added and never changed; what they say must be read the same for ever.
/// </summary>
public sealed class EventCorpusTests : IDisposable
{
    private static readonly ImmutableArray<(string Stream, string Type, int Version, string Text)> Corpus =
    [
        .. Directory.EnumerateFiles(Path.Combine(TheProgram.Root, "tests", "System.Tests", "corpus"), "*.json")
            .Select(file => (Name: Path.GetFileName(file).Split('.'), Text: File.ReadAllText(file)))
            .OrderBy(f => int.Parse(f.Name[0]))
            .Select(f => (f.Name[1].Replace('~', '/'), f.Name[2], int.Parse(f.Name[3]), f.Text)),
    ];

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Corpus.Length)];

    [Fact]
    public void Every_event_type_has_its_place_in_the_corpus()
    {
        var types = typeof(NoticeEvent).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && (typeof(NoticeEvent).IsAssignableFrom(t) || t == typeof(CommitmentMade) || t == typeof(AppropriationMoved) || typeof(GrantEvent).IsAssignableFrom(t) || typeof(RepresentativeEvent).IsAssignableFrom(t) || t == typeof(MonthPublished) || typeof(BasisEvent).IsAssignableFrom(t) ||
                typeof(SettlementEvent).IsAssignableFrom(t) || t == typeof(ForecastKept)));
        var read = Corpus.Select((_, place) => Read(place).GetType());
        Assert.Equal(types.OrderBy(t => t.Name), read.Distinct().OrderBy(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_read_and_would_be_written_the_same(int place)
    {
        var (stream, type, version, text) = Corpus[place];
        var written = EventText.Write(stream, Read(place));
        Assert.Equal((type, version, text), (written.Type, written.TypeVersion, written.Text));
    }

    [Fact]
    public async Task The_whole_corpus_replays_to_what_it_meant_when_it_was_written()
    {
        await using (var journal = Journal.Open(folder.Path, new StandingClock { Now = TheProgram.Now }).Value)
        {
            foreach (var (stream, type, version, text) in Corpus)
            {
                var stored = await journal.Execute<int>([stream], _ => ([new NewEvent(stream, type, version, text, [])], 0), JournalCommands.Taken);
                Assert.Null(stored.Refusal);
            }
        }

        var book = Store.ReadBook(folder.Path).Value;
        var notice = book.NoticeFor(2024);
        Assert.Equal([NoticeStatus.Draft, NoticeStatus.Decided, NoticeStatus.Amended, NoticeStatus.Final], notice.Versions.Select(v => v.Status));
        Assert.Equal([null, "KORPUS-1", "KORPUS-2", "KORPUS-3"], notice.Versions.Select(v => v.Signature?.Number));
        Assert.Equal([1_517, 1_517, 1_617, 1_617], notice.Versions.Select(v => (int)v.Content.Total.InMillions));
        Assert.Equal(Money.Kronor(247_778_961), notice.Current!.Content.Programmes.Single(p => p.Programme == "womens-health").Amounts[RegionId.TryParse("0014")!.Value]);
        Assert.Equal(new("KORPUS-2", new(2024, 2, 5), "Anna Ek", "Bo Öst"), notice.Find(3).Value.Signature);
        Assert.Equal("Läkemedel", notice.Find(3).Value.Reason);
        Assert.All(notice.Versions.SelectMany(v => v.Content.Programmes), p => Assert.Null(p.Stage)); // from before stages were kept
        Assert.Equal(Stage.Proposed, Assert.Single(book.NoticeFor(2025).Current!.Content.Programmes).Stage);
        var made = Assert.Single(book.CommitmentsOf("precision-health").Made);
        Assert.Equal((Money.Million(500), new Money(60_5000_0000)), (made.Size, made.Payments[2026]));
        Assert.Equal(Money.Zero, book.Ledger().Value.TrialBalance);
        var grant = new GrantKey("womens-health", 2024, RegionId.TryParse("0014")!.Value);
        var standing = GrantStanding.Of(book, book.Ledger().Value, grant);
        Assert.Equal([24_677_895_850L, 200, 0, 0, 70_000_000, 0, 0], standing.Stands.Select(s => s.Amount.Ore));
        Assert.Equal((new Money(30_000_050), 2), (standing.Repaid, book.GrantOf(grant).Reports.Single().DaysLate));
        Assert.Equal(new RequisitionWindow(new(2024, 3, 6)), book.GrantOf(grant).Requisitions.Last().Window);
        Assert.Equal(new Representative(grant.Region, "Cia Åö", new(2024, 1, 1), new(2025, 12, 31)), book.RepresentativesOf(grant.Region).All.Single());
        Assert.Equal(new Money(30_000_050), book.Ledger().Value.Balance(new(AccountKind.Available, "womens-health", 2025)));
        Assert.Equal(
            new LegalBasis(RegionId.TryParse("0014")!.Value, BasisKind.Agreement, "RS 2024-00123", new(2024, 10, 1), new(2024, 12, 31)),
            Store.Read(folder.Path).Value.BasesOf(RegionId.TryParse("0014")!.Value).Bases.Single());
        var published = Store.Read(folder.Path).Value.PublicationsOf(new(2024, 10)).Current!;
        Assert.Equal((100, "KORPUS-4", 3), (published.Content.Batches.Single().Value.Waiting, published.Signature.Number, published.Content.Marks.Length));
        var (settlement, north) = (Store.Read(folder.Path).Value.SettlementOf("capacity-2025"), RegionId.TryParse("0025")!.Value);
        Assert.Equal((SettlementStatus.Decided, "S-2"), (settlement.Status, settlement.Current!.Signature!.Number));
        Assert.Equal((Money.Kronor(1_000_000), Money.Zero, Money.Kronor(5_747_880_010)),
            (settlement.DecidedTo(north), settlement.Current.Content.EarnedBy(north), Money.Sum(settlement.Current.Content.Parts.SelectMany(p => p.Amounts.Values))));
        Assert.Equal("Den kom efter sista dagen.", settlement.Objections.Single().Answered!.Answer);
        Assert.Equal("key whole=equal", Store.Read(folder.Path).Value.Forecasts.Single().Changes.Single());
        Assert.Equal(Money.Kronor(1_000_000), book.Ledger().Value.Balance(new(AccountKind.Allotted, "capacity-2025", 2025, "0025")));
        Assert.Null(Store.Verify(folder.Path).Refusal);
    }

    [Theory]
    [InlineData("notice-drafted", 2, "{}")]
    [InlineData("notice-dreamt", 1, "{}")]
    [InlineData("notice-decided", 1, "{}")]
    [InlineData("notice-decided", 1, "not json")]
    [InlineData("notice-decided", 1, "null")]
    [InlineData("notice-decided", 1, """{"signature":null,"at":"2024-01-01T00:00:00+00:00"}""")]
    [InlineData("notice-decided", 1, """{"signature":{"number":"A","date":"2024-01-01","by":"A","and":"B","extra":1},"at":"2024-01-01T00:00:00+00:00"}""")]
    [InlineData("notice-decided", 1, """{"signature":{"number":"A","date":"2024-01-01","by":"A","and":"B"},"at":"2024-01-01T00:00:00+00:00"}""")]
    [InlineData("month-published", 1, """{"content":{"month":"2024-13","batches":{},"cubes":"","rulesVersion":"","marks":[]},"signature":{"number":"A","date":"2024-01-01","by":"A","and":"B"},"at":"2024-01-01T00:00:00+00:00"}""")]
    [InlineData("month-published", 1, """{"content":{"month":"2024-10","batches":{},"cubes":"","rulesVersion":"","marks":[]},"signature":{"number":"A","date":"2024-01-01","by":"A","and":"B"},"at":"2024-01-01T00:00:00+00:00"}""")]
    [InlineData("commitment-made", 1, """{"programme":"x","authorised":2025,"size":1,"payments":{},"signature":{"number":"A","date":"2024-01-01","by":"A","and":"B"},"at":"2024-01-01T00:00:00+00:00"}""")]
    public async Task An_event_that_cannot_be_understood_where_it_stands_is_refused_by_its_position(string type, int version, string text)
    {
        await using (var journal = Journal.Open(folder.Path, new StandingClock { Now = TheProgram.Now }).Value)
            await journal.Execute<int>(["notice/2024"], _ => ([new NewEvent("notice/2024", type, version, text, [])], 0), JournalCommands.Taken);
        var ran = TheProgram.RunHere("decision", "show", "--year", "2024", "--data", folder.Path);
        Assert.Equal((4, ""), (ran.Code, ran.Out));
        Assert.StartsWith("VB4007 Händelsen vid position 1 går inte att spela upp: ", ran.Error, StringComparison.Ordinal);
    }

    private static object Read(int place)
    {
        var (stream, type, version, text) = Corpus[place];
        return EventText.Read(new(place + 1, stream, 1, type, version, TheProgram.Now, text)).Value;
    }
}

using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Storage;

namespace Vardbro.Cli;

/// <summary>The demo's flow of money: one region's invented way from requisition to claim, in two programmes. Made once.</summary>
internal static class DemoMoney
{
    private const string Region = "0014";
    private const int Year = 2024;
    private const string Representative = "Exempelperson Tre";
    private static readonly DateOnly LastDay = new(2025, 8, 15);

    /// <summary>Makes the example where the example decision stands and nothing has happened to any money.</summary>
    public static Outcome<DecisionBook> Show(Session session, RuleBook rules, Store store) => store.Book().Then(book =>
    {
        var example = book.NoticeFor(Year).Current?.Signature is { IsExample: true };
        if (!example || !book.Grants.IsEmpty || !book.Representatives.IsEmpty || session.Today < LastDay)
        {
            return book;
        }

        session.Out.WriteLine(session.Say(
            $"Lägger upp ett exempel på pengarnas gång i region {Region}: rekvisition, utbetalning, redovisning, återkrav (nummer EXEMPEL-…, påhittade personer).",
            $"Making an example of the flow of money in region {Region}: requisition, payment, report, claim (numbers EXEMPEL-…, invented persons)."));
        session.Out.WriteLine();
        var region = RegionId.TryParse(Region)!.Value;
        var recorded = store.Execute(region, (state, at) => DecideRepresentative.Record(
            state, new(region, Representative, new(2024, 1, 1)), Signed("F-1", new(2024, 1, 10)), session.Today, at)).GetAwaiter().GetResult();
        return recorded.Then(_ => Women(session, rules, store, new("womens-health", Year, region)))
            .Then(_ => Cancer(session, rules, store, new("cancer-care", Year, region)));
    });

    // All the way: what was not used is claimed back, and not all of it has come.
    private static Outcome<DecisionBook> Women(Session session, RuleBook rules, Store store, GrantKey grant) => Run(store, grant,
    [
        (book, at) => DecideGrant.Requisition(book, rules, grant, On(book, grant, AccountKind.Allotted), Sent("R-1", new(2024, 2, 15)), session.Today, at),
        (book, at) => DecideGrant.Pay(book, grant, null, null, Signed("U-1", new(2024, 3, 20)), session.Today, at),
        (book, at) => DecideGrant.Report(
            book, rules, grant,
            [new("eftervård", Money.Million(150)), new("tillgänglighet på landsbygden", Money.Million(60)), new("kompetensförsörjning", Money.Million(30))],
            On(book, grant, AccountKind.Paid) - Money.Million(240), Sent("S-1", new(2025, 3, 28)), session.Today, at),
        (book, at) => DecideGrant.Approve(book, grant, Money.Million(210), Signed("G-1", new(2025, 5, 15)), session.Today, at),
        (book, at) => DecideGrant.Claim(
            book, rules, grant, ClaimedMoney.Unused, On(book, grant, AccountKind.Unused), "Exempelbeslutets villkor: oanvända medel betalas tillbaka",
            "Redovisningen EXEMPEL-S-1", new(2025, 8, 31), Signed("K-1", new(2025, 5, 15)), session.Today, at),
        (book, at) => DecideGrant.Repaid(book, grant, Money.Million(5), Signed("I-1", LastDay), session.Today, at),
    ]);

    // Half way: paid in part, and no report has come.
    private static Outcome<DecisionBook> Cancer(Session session, RuleBook rules, Store store, GrantKey grant) => Run(store, grant,
    [
        (book, at) => DecideGrant.Requisition(book, rules, grant, On(book, grant, AccountKind.Allotted), Sent("R-2", new(2024, 4, 2)), session.Today, at),
        (book, at) => DecideGrant.Pay(book, grant, null, Money.Million(50), Signed("U-2", new(2024, 5, 20)), session.Today, at),
    ]);

    private static Outcome<DecisionBook> Run(Store store, GrantKey grant, Func<DecisionBook, DateTimeOffset, Outcome<GrantEvent>>[] steps)
    {
        Outcome<DecisionBook> book = store.Book();
        return steps.Aggregate(book, (before, step) => before.Then(_ => store.Execute(grant, step).GetAwaiter().GetResult()));
    }

    private static Money On(DecisionBook book, GrantKey grant, AccountKind kind) => book.Ledger().Value.Balance(grant.Account(kind));

    private static Signature Signed(string number, DateOnly day) => new(Signature.ExamplePrefix + number, day, DemoVerb.First, DemoVerb.Second);

    private static Submission Sent(string number, DateOnly day) => new(Signature.ExamplePrefix + number, day, Representative);
}

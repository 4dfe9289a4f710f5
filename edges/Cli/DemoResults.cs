using Vardbro.Funding;
using Vardbro.Funding.Decisions;
using Vardbro.Kernel;
using Vardbro.Results;
using Vardbro.Results.Decisions;
using Vardbro.Storage;
using Vardbro.Storage.Results;
using Vardbro.Storage.Rules;

namespace Vardbro.Cli;

/// <summary>The demo's settlement: the scheme of 2024 on the invented, published months, with an objection and its answer. Made once.</summary>
internal static class DemoResults
{
    private const string Scheme = "accessibility-2024";
    private const string Region = "0014";
    private const string Representative = "Exempelperson Tre";
    private static readonly DateOnly Day = new(2025, 2, 20);

    /// <summary>Makes the example where the months are published and nothing has happened to the scheme; how many steps it took.</summary>
    public static Outcome<int> Show(Session session, Store store) => store.Decided().Then(decided =>
    {
        if (decided.SettlementOf(Scheme).Current is not null || decided.Months.IsEmpty || session.Today < Day.AddDays(30) ||
            decided.Money.NoticeFor(2024).Current?.Signature is not { IsExample: true })
        {
            return 0;
        }

        session.Out.WriteLine(session.Say(
            $"Avräknar {Scheme} på de påhittade månaderna, med en invändning och dess svar (nummer EXEMPEL-…, påhittade personer).",
            $"Settling {Scheme} on the invented months, with an objection and its answer (numbers EXEMPEL-…, invented persons)."));
        session.Out.WriteLine();
        return RuleFolder.LoadAll(session.RulesFolder).Then(rules => rules.FindScheme(Scheme).Then(scheme =>
            SchemeFigures.FromPublished(rules, scheme, store.Figures, decided, new(9999, 12))
                .Then(figures => figures.Settle(session.Today).Then(settled => figures.Freeze(settled).Open is { IsEmpty: false }
                    ? 0 // so small a nation that everything is hidden: there is nothing to settle on
                    : Decide(session, store, figures, settled).Then(_ => Pay(session, rules, store))))));
    });

    private static Outcome<SchemeSettlement> Decide(Session session, Store store, SchemeFigures figures, Settlement settled)
    {
        var region = RegionId.TryParse(Region)!.Value;
        var known = Stand.LastKnown(figures.Scheme, figures.Values)!.Value;
        Outcome<SchemeSettlement> Step(Func<SchemeSettlement, DateTimeOffset, Outcome<SettlementEvent>> decide) => store.Settle(Scheme, decide).GetAwaiter().GetResult();

        // A forecast as it could have been made in the autumn, kept so that it is scored now.
        var autumn = figures with { Values = figures.Values.Through(new(2024, 8)) };
        var forecast = autumn.Settle(session.Today).Then(early => KeptForecast.Of(autumn, early, [], session.Today))
            .Then(kept => store.Keep(kept).GetAwaiter().GetResult());
        return forecast.Then(_ => Step((state, at) => DecideSettlement.Propose(state, figures.Freeze(settled), at)))
            .Then(_ => Step((state, at) => DecideSettlement.Object(
                state, region, session.Today, Representative, $"En klinik saknas i uppgifterna för {known}.", session.Today, at)))
            .Then(_ => Step((state, at) => DecideSettlement.Answer(
                state, 1, false, "Ordningen räknar publicerade månader. En rättelse publiceras som en ny version och får då avräknas som en ändring.",
                Signed("A-1", session.Today), session.Today, at)))
            .Then(_ => Step((state, at) => DecideSettlement.Decide(state, Signed("A-2", session.Today), session.Today, at)));
    }

    // The region asks for what it was allotted after the settlement, and is paid part of it.
    private static Outcome<int> Pay(Session session, RuleReading rules, Store store)
    {
        var grant = new GrantKey("accessibility", 2024, RegionId.TryParse(Region)!.Value);
        return store.Execute(grant, (book, at) => DecideGrant.Requisition(
                book, rules.Book!, grant, book.Ledger().Value.Balance(grant.Account(AccountKind.Allotted)), new(Signature.ExamplePrefix + "R-3", session.Today, Representative), session.Today, at))
            .GetAwaiter().GetResult()
            .Then(_ => store.Execute(grant, (book, at) => DecideGrant.Pay(book, grant, null, Half(book, grant), Signed("U-3", session.Today), session.Today, at)).GetAwaiter().GetResult())
            .Then<int>(_ => 7);
    }

    // How much was earned depends on the scale of the invented nation: half of it, in whole kronor.
    private static Money Half(DecisionBook book, GrantKey grant) =>
        Money.Kronor(book.Ledger().Value.Balance(grant.Account(AccountKind.Requisitioned)).Ore / 200);

    private static Signature Signed(string number, DateOnly day) => new(Signature.ExamplePrefix + number, day, DemoVerb.First, DemoVerb.Second);
}

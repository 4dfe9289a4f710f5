using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>Everything that has happened to a recipient's allotted money, oldest first: the state that commands decide on.</summary>
/// <param name="Grant">Whose, from which programme, of which year.</param>
/// <param name="Events">What happened.</param>
public sealed record GrantLife(GrantKey Grant, ImmutableArray<GrantEvent> Events)
{
    /// <summary>Nothing yet.</summary>
    public static GrantLife None(GrantKey grant) => new(grant, []);

    /// <summary>The requisitions.</summary>
    public IEnumerable<RequisitionMade> Requisitions => Events.OfType<RequisitionMade>();

    /// <summary>The reports.</summary>
    public IEnumerable<UseReported> Reports => Events.OfType<UseReported>();

    /// <summary>What was repaid.</summary>
    public Money Repaid => Money.Sum(Events.OfType<RepaymentReceived>().Select(r => r.Amount));

    /// <summary>What remains to be paid of a requisition.</summary>
    public Money Unpaid(RequisitionMade requisition) =>
        requisition.Amount - Money.Sum(Events.OfType<PaymentMade>().Where(p => p.Requisition == requisition.From.Number).Select(p => p.Amount));

    /// <summary>The claims that are not repaid yet with what remains of each, oldest first: what comes back pays the oldest first.</summary>
    public IEnumerable<(RepaymentClaimed Claim, Money Left)> OpenClaims
    {
        get
        {
            // Unused money may have come back without a claim, and then before any claim that it could have paid.
            var open = new List<(RepaymentClaimed Claim, Money Left)>();
            foreach (var happened in Events)
            {
                if (happened is RepaymentClaimed claim)
                {
                    open.Add((claim, claim.Amount));
                }
                else if (happened is RepaymentReceived { Amount: var left })
                {
                    for (var i = 0; i < open.Count && left > Money.Zero; i++)
                    {
                        var part = left < open[i].Left ? left : open[i].Left;
                        (open[i], left) = ((open[i].Claim, open[i].Left - part), left - part);
                    }
                }
            }

            return open.Where(c => c.Left > Money.Zero);
        }
    }

    /// <summary>The day of the newest event of a kind; the first of all days when there is none.</summary>
    public DateOnly Newest<T>()
        where T : GrantEvent => Events.OfType<T>().Select(e => e.Reference.Date).DefaultIfEmpty(DateOnly.MinValue).Max();

    /// <summary>Whether an event could have been decided on this state; how much is the ledger's to say.</summary>
    public bool CanFollow(GrantEvent happened) => happened.Grant == Grant && (happened is not PaymentMade paid ||
        Requisitions.Any(r => r.From.Number == paid.Requisition && paid.Amount <= Unpaid(r)));

    /// <summary>The state after an event.</summary>
    public GrantLife Evolve(GrantEvent happened) => this with { Events = Events.Add(happened) };

    /// <summary>Books an event that follows on this state.</summary>
    public Outcome<Ledger> Book(Ledger ledger, GrantEvent happened)
    {
        var by = happened.Reference with { Reasons = $"grant/{Grant.Programme}/{Grant.Year}/{Grant.Region}/{Events.Length + 1}" };
        return happened switch
        {
            RequisitionMade e => GrantBookkeeping.Requisition(ledger, by, Grant, e.Amount),
            PaymentMade e => GrantBookkeeping.Pay(ledger, by, Grant, e.Amount),
            UseReported e => GrantBookkeeping.Report(ledger, by, Grant, e.Used, e.Unused),
            UseApproved e => GrantBookkeeping.Approve(ledger, by, Grant, e.Amount),
            RepaymentClaimed e => GrantBookkeeping.Claim(ledger, by, Grant, AccountOf(e.Of), e.Amount),
            RepaymentReceived e => GrantBookkeeping.Repay(ledger, by, Grant, e.Amount),
            _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known."),
        };
    }

    /// <summary>The account that holds the money a claim is made of.</summary>
    public static AccountKind AccountOf(ClaimedMoney of) => of switch
    {
        ClaimedMoney.Unused => AccountKind.Unused,
        ClaimedMoney.Unreported => AccountKind.Paid,
        ClaimedMoney.NotApproved => AccountKind.Reported,
        ClaimedMoney.Approved => AccountKind.Approved,
    };
}

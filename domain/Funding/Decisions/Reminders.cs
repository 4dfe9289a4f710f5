using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>What somebody has to do with money.</summary>
public enum ToDo
{
    /// <summary>The region: ask for what it was allotted.</summary>
    Requisition,

    /// <summary>The state: pay what was requisitioned.</summary>
    Pay,

    /// <summary>The region: report what was paid.</summary>
    Report,

    /// <summary>The state: approve or claim what was reported.</summary>
    Approve,

    /// <summary>The region: pay back what it reported as unused.</summary>
    ReturnUnused,

    /// <summary>The region: pay a claim.</summary>
    Repay,
}

/// <summary>Something to do with a recipient's money.</summary>
/// <param name="What">What.</param>
/// <param name="Grant">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="From">The first day that it can be done; null when none is known.</param>
/// <param name="Due">The last day to do it; null when none is known.</param>
/// <param name="Number">The requisition or claim that it is about; null when it is about none.</param>
public sealed record Reminder(ToDo What, GrantKey Grant, Money Amount, DateOnly? From, DateOnly? Due, string? Number)
{
    /// <summary>Whether its last day has passed.</summary>
    public bool IsLate(DateOnly today) => Due < today;
}

/// <summary>What is to be done, by when, by whom: of what has been decided, what the ledger holds and the rules. Pure.</summary>
public static class Reminders
{
    /// <summary>Everything that is to be done with the money asked for: what is due first stands first, what has no day last.</summary>
    public static ImmutableArray<Reminder> Of(DecisionBook book, Ledger ledger, RuleBook rules, LedgerFilter filter, DateOnly today) =>
    [
        .. GrantStanding.All(book, ledger, filter).SelectMany(standing => Of(book, rules, standing, today))
            .OrderBy(r => r.Due ?? DateOnly.MaxValue).ThenBy(r => r.Grant).ThenBy(r => r.What),
    ];

    private static IEnumerable<Reminder> Of(DecisionBook book, RuleBook rules, GrantStanding standing, DateOnly today)
    {
        var grant = standing.Grant;
        var programme = rules.Programmes.FirstOrDefault(p => p.Id == grant.Programme);
        var window = programme is null ? null : DecideGrant.WindowOf(programme, grant.Year, today);
        var life = book.GrantOf(grant);
        if (standing.On(AccountKind.Allotted) is var allotted && allotted > Money.Zero)
        {
            yield return new(ToDo.Requisition, grant, allotted, window?.From, window?.To, null);
        }

        foreach (var requisition in life.Requisitions.Where(r => life.Unpaid(r) > Money.Zero))
        {
            yield return new(ToDo.Pay, grant, life.Unpaid(requisition), requisition.From.Date, requisition.PayBy, requisition.From.Number);
        }

        if (standing.On(AccountKind.Paid) is var paid && paid > Money.Zero)
        {
            yield return new(ToDo.Report, grant, paid, null, programme is null ? null : DecideGrant.ReportDue(programme, grant.Year, today), null);
        }

        if (standing.On(AccountKind.Reported) is var reported && reported > Money.Zero)
        {
            yield return new(ToDo.Approve, grant, reported, null, null, null);
        }

        if (standing.On(AccountKind.Unused) is var unused && unused > Money.Zero)
        {
            yield return new(ToDo.ReturnUnused, grant, unused, null, null, null);
        }

        foreach (var (claim, left) in life.OpenClaims)
        {
            yield return new(ToDo.Repay, grant, left, null, claim.PayBy, claim.Signature.Number);
        }
    }
}

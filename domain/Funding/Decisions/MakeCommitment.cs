using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Funding.Decisions;

/// <summary>A commitment to pay in later years was made under an authorisation.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Authorised">The year of the authorisation.</param>
/// <param name="Size">The authorisation's size when the commitment was made.</param>
/// <param name="Payments">What falls due in each year.</param>
/// <param name="Signature">Number, date and persons.</param>
/// <param name="At">When it was recorded.</param>
public sealed record CommitmentMade(
    string Programme, int Authorised, Money Size, ImmutableSortedDictionary<int, Money> Payments, Signature Signature, DateTimeOffset At);

/// <summary>All commitments of a programme, oldest first.</summary>
/// <param name="Programme">Programme id.</param>
/// <param name="Made">The commitments.</param>
public sealed record Commitments(string Programme, ImmutableArray<CommitmentMade> Made)
{
    /// <summary>No commitment yet.</summary>
    public static Commitments None(string programme) => new(programme, []);

    /// <summary>The sum of all commitments.</summary>
    public Money Total => Money.Sum(Made.SelectMany(m => m.Payments.Values));

    /// <summary>What all commitments together have falling due in a year.</summary>
    public Money DueIn(int year) => Money.Sum(Made.Select(m => m.Payments.GetValueOrDefault(year)));

    /// <summary>What is still to be paid at the end of a year, if every payment is made when due.</summary>
    public Money OutstandingAfter(int year) =>
        Money.Sum(Made.Where(m => m.Signature.Date.Year <= year).SelectMany(m => m.Payments).Where(p => p.Key > year).Select(p => p.Value));

    /// <summary>The state after an event.</summary>
    public Commitments Evolve(CommitmentMade made) => this with { Made = Made.Add(made) };

    /// <summary>The ledger after all commitments: the authorisation, then what each commitment took of it.</summary>
    public Outcome<Ledger> Book(Ledger ledger)
    {
        Outcome<Ledger> booked = ledger;
        return Enumerable.Range(0, Made.Length).Aggregate(booked, (l, place) => l.Then(one => Book(one, place)));
    }

    /// <summary>The ledger after the newest commitment: what it took of the authorisation.</summary>
    public Outcome<Ledger> BookNewest(Ledger ledger) => Made.IsEmpty ? ledger : Book(ledger, Made.Length - 1);

    private Outcome<Ledger> Book(Ledger ledger, int place)
    {
        var made = Made[place];
        var by = made.Signature.Reference with { Reasons = $"commitment/{Programme}/{place + 1}" };
        var more = made.Size - Made.Take(place).Select(m => m.Size).DefaultIfEmpty(Money.Zero).Max();
        Outcome<Ledger> booked = ledger;
        return booked
            .Then(l => more > Money.Zero ? Bookkeeping.Authorise(l, by, Programme, made.Authorised, more) : l)
            .Then(l => Bookkeeping.Commit(l, by, Programme, made.Authorised, made.Payments));
    }
}

/// <summary>Commits the state to payments in later years, within the authorisation (beställningsbemyndigande). Pure.</summary>
public static class MakeCommitment
{
    /// <summary>Makes a commitment, or refuses one that would exceed the authorisation in all or in any year.</summary>
    public static Outcome<CommitmentMade> Decide(
        Commitments state, RuleBook rules, ImmutableSortedDictionary<int, Money> payments, Signature signature, DateOnly today, DateTimeOffset at)
    {
        if (!rules.FindProgramme(state.Programme).Succeeded(out var programme, out var unknown))
        {
            return unknown;
        }

        if (programme.Commitment is not { } authorisation)
        {
            var with = rules.Programmes.Where(p => p.Commitment is not null).Select(p => p.Id);
            return Refusal.Of(RefusalCode.CommitmentWithoutAuthorisation, programme.Id, string.Join(", ", with));
        }

        foreach (var (year, amount) in payments)
        {
            if (amount <= Money.Zero || !authorisation.Payments.TryGetValue(year, out var most))
            {
                return Refusal.Of(RefusalCode.CommitmentAmountWrong,
                    amount.ForPeople, year.ToString(), string.Join(", ", authorisation.Payments.Keys));
            }

            var left = most - state.DueIn(year);
            if (amount > left)
            {
                return Refusal.Of(RefusalCode.CommitmentAboveAuthorisation,
                    amount.ForPeople, left.ForPeople, $"{programme.Id} {year}", most.ForPeople);
            }
        }

        if (payments.IsEmpty)
        {
            return Refusal.Of(RefusalCode.CommitmentAmountWrong, Money.Zero.ForPeople, "–", string.Join(", ", authorisation.Payments.Keys));
        }

        // An authorisation is given for a budget year and cannot be used in another (budgetlagen 2011:203 ch. 6).
        if (signature.Date.Year != authorisation.Year)
        {
            return Refusal.Of(RefusalCode.CommitmentOutsideYear, $"{signature.Date:yyyy-MM-dd}", authorisation.Year.ToString());
        }

        return signature.Check(signature.Date, today).Then(signed =>
        {
            var made = new CommitmentMade(programme.Id, authorisation.Year, authorisation.Size, payments, signed, at);
            return state.Evolve(made).Book(Ledger.Empty).Then<CommitmentMade>(_ => made);
        });
    }
}

using System.Collections.Immutable;
using Vardbro.Kernel;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Waiting.Register;

/// <summary>A batch with the key of each contact: the same key in two months is the same wait, and says nothing else.</summary>
/// <param name="Batch">The month.</param>
/// <param name="Keys">One key a contact, in the order of the batch.</param>
public sealed record LinkedBatch(ContactBatch Batch, ImmutableArray<ulong> Keys);

/// <summary>What became of somebody who waited at the end of one month, by the end of the next.</summary>
public enum ExitFate
{
    /// <summary>Waits still.</summary>
    StillWaiting,

    /// <summary>Stands in the list still and no longer counts: a deviation was noted, or the guarantee no longer covers the wait.</summary>
    SetAside,

    /// <summary>Got care.</summary>
    CaredFor,

    /// <summary>Is in neither list, and was within the limit when last seen.</summary>
    VanishedWithin,

    /// <summary>Is in neither list, and was beyond the limit when last seen.</summary>
    VanishedBeyond,
}

/// <summary>
/// What became of those who waited for a kind of care in a service at the end of one month, by the end of the next. Who vanished is
/// gone without care that the register knows of. A wait may end for good reasons (the need passed, care was had elsewhere, the person
/// moved or died); the register has no exit reason, so it counts and does not judge.
/// </summary>
/// <param name="Service">Code of the service (mvo).</param>
/// <param name="Kind">What they waited for.</param>
/// <param name="Fates">How many of each <see cref="ExitFate"/>, in its order.</param>
public sealed record ExitRow(string Service, WaitKind Kind, ImmutableArray<int> Fates)
{
    /// <summary>How many waited at the end of the month before.</summary>
    public int WaitedBefore => Fates.Sum();

    /// <summary>How many had a fate.</summary>
    public int this[ExitFate fate] => Fates[(int)fate];

    /// <inheritdoc/>
    public bool Equals(ExitRow? other) => other is not null && (Service, Kind) == (other.Service, other.Kind) && Fates.SequenceEqual(other.Fates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Service, Kind, WaitedBefore);
}

/// <summary>
/// Exits as the difference between two successive months of one region: what Riksrevisionen (RiR 2023:12) asked for when it could not tell
/// whether shorter queues came from care or from tidied lists. Those who counted as waiting under one way of counting are followed,
/// so that the fates add up to the number that was published. Pure.
/// </summary>
public static class Exits
{
    /// <summary>One row a service and kind in which anybody counted as waiting in the earlier month, in order of service and kind.</summary>
    /// <param name="before">The earlier month.</param>
    /// <param name="after">The month after it, of the same region.</param>
    /// <param name="rule">Who counts as waiting.</param>
    /// <param name="limits">The limits, seen from the earlier month.</param>
    /// <returns>The rows, or VB2111 when the two are not successive months of one region.</returns>
    public static Outcome<ImmutableArray<ExitRow>> Between(LinkedBatch before, LinkedBatch after, Counting rule, NationalLimits limits)
    {
        if (before.Batch.Region != after.Batch.Region || before.Batch.Month.Plus(1) != after.Batch.Month)
        {
            return Refusal.Of(RefusalCode.MonthsNotSuccessive,
                $"{before.Batch.Region} {before.Batch.Month}", $"{after.Batch.Region} {after.Batch.Month}");
        }

        var now = Now(after, rule);
        var then = new HashSet<ulong>(before.Batch.Count);
        var tallies = new Dictionary<(string Service, WaitKind Kind), int[]>();
        for (var i = 0; i < before.Batch.Count; i++)
        {
            var contact = before.Batch[i];
            if (contact.To is not null || !Counts(rule, contact) || !then.Add(before.Keys[i]))
            {
                continue;
            }

            var key = (before.Batch.Texts.Services[contact.Service], contact.Kind);
            var tally = tallies.TryGetValue(key, out var known) ? known : tallies[key] = new int[Enum.GetValues<ExitFate>().Length];
            var days = contact.DaysOn(before.Batch.Month.Last);
            tally[(int)(now.TryGetValue(before.Keys[i], out var fate) ? fate
                : limits.Within(contact.Kind, days, days) ? ExitFate.VanishedWithin : ExitFate.VanishedBeyond)]++;
        }

        return tallies.OrderBy(t => t.Key.Service, StringComparer.Ordinal).ThenBy(t => t.Key.Kind)
            .Select(t => new ExitRow(t.Key.Service, t.Key.Kind, [.. t.Value])).ToImmutableArray();
    }

    // A wait that is in the list twice, once with care, has had care; once counted, it counts.
    private static Dictionary<ulong, ExitFate> Now(LinkedBatch month, Counting rule)
    {
        static int Weight(ExitFate fate) => fate switch { ExitFate.CaredFor => 2, ExitFate.StillWaiting => 1, _ => 0 };
        var fates = new Dictionary<ulong, ExitFate>(month.Batch.Count);
        for (var i = 0; i < month.Batch.Count; i++)
        {
            var contact = month.Batch[i];
            var fate = contact.To is not null ? ExitFate.CaredFor : Counts(rule, contact) ? ExitFate.StillWaiting : ExitFate.SetAside;
            if (!fates.TryGetValue(month.Keys[i], out var known) || Weight(fate) > Weight(known))
            {
                fates[month.Keys[i]] = fate;
            }
        }

        return fates;
    }

    private static bool Counts(Counting rule, Contact contact) => rule.Counts(new(Phase.Waiting, contact.Deviation, contact.Guaranteed));
}

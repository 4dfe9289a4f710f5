using System.Collections.Immutable;
using Vardbro.Kernel;

namespace Vardbro.Waiting.Register;

/// <summary>A batch with the key of each contact: the same key in two months is the same wait, and says nothing else.</summary>
/// <param name="Batch">The month.</param>
/// <param name="Keys">One key a contact, in the order of the batch.</param>
public sealed record LinkedBatch(ContactBatch Batch, ImmutableArray<ulong> Keys);

/// <summary>What became of those who waited for a kind of care in a service at the end of one month, by the end of the next.</summary>
/// <param name="Service">Code of the service (mvo).</param>
/// <param name="Kind">What they waited for.</param>
/// <param name="WaitedBefore">How many waited at the end of the month before.</param>
/// <param name="StillWaiting">Of them, how many wait still.</param>
/// <param name="CaredFor">Of them, how many got the care they waited for.</param>
/// <param name="Vanished">
/// Of them, how many are in neither list: gone without care that the register knows of. A wait may end for good reasons (the
/// need passed, care was had elsewhere, the person moved or died); the register has no exit reason, so it counts and does not judge.
/// </param>
/// <param name="VanishedBeyondLimit">Of the vanished, how many had waited longer than the limit when last seen.</param>
/// <param name="Arrived">How many wait now who did not before.</param>
/// <param name="ArrivedAndCaredFor">How many got care in the month without having waited at the end of the month before.</param>
public sealed record ExitRow(
    string Service,
    WaitKind Kind,
    int WaitedBefore,
    int StillWaiting,
    int CaredFor,
    int Vanished,
    int VanishedBeyondLimit,
    int Arrived,
    int ArrivedAndCaredFor)
{
    /// <summary>Those who left the list, by care or without.</summary>
    public int Exits => CaredFor + Vanished;

    /// <summary>The part of the exits that the register knows no care for; null when nobody left.</summary>
    public decimal? ShareVanished => Exits == 0 ? null : (decimal)Vanished / Exits;

    /// <summary>How many wait now.</summary>
    public int WaitsNow => StillWaiting + Arrived;
}

/// <summary>
/// Exits as the difference between two successive months of one region: what Riksrevisionen (RiR 2023:12) asked for when it could not tell
/// whether shorter queues came from care or from tidied lists. Pure.
/// </summary>
public static class Exits
{
    /// <summary>One row a service and kind that anybody waited for in either month, in order of service and kind.</summary>
    /// <param name="before">The earlier month.</param>
    /// <param name="after">The month after it, of the same region.</param>
    /// <param name="limitOf">The limit in days for a kind of wait; null where none holds.</param>
    /// <returns>The rows, or VB2111 when the two are not successive months of one region.</returns>
    public static Outcome<ImmutableArray<ExitRow>> Between(LinkedBatch before, LinkedBatch after, Func<WaitKind, int?> limitOf)
    {
        if (before.Batch.Region != after.Batch.Region || before.Batch.Month.Plus(1) != after.Batch.Month)
        {
            return Refusal.Of(RefusalCode.MonthsNotSuccessive,
                $"{before.Batch.Region} {before.Batch.Month}", $"{after.Batch.Region} {after.Batch.Month}");
        }

        var now = Fates(after);
        var then = new HashSet<ulong>();
        var tallies = new Dictionary<(string Service, WaitKind Kind), Tally>();
        for (var i = 0; i < before.Batch.Count; i++)
        {
            var contact = before.Batch[i];
            if (contact.To is null && then.Add(before.Keys[i]))
            {
                var tally = TallyOf(tallies, before.Batch, contact);
                tally.Before++;
                Leave(tally, now.GetValueOrDefault(before.Keys[i]), contact.DaysOn(before.Batch.Month.Last) > limitOf(contact.Kind));
            }
        }

        foreach (var (key, fate) in now.Where(f => !then.Contains(f.Key)))
        {
            var tally = TallyOf(tallies, after.Batch, after.Batch[fate.Place]);
            tally.Arrived += fate.Cared ? 0 : 1;
            tally.ArrivedAndCared += fate.Cared ? 1 : 0;
        }

        return tallies.OrderBy(t => t.Key.Service, StringComparer.Ordinal).ThenBy(t => t.Key.Kind)
            .Select(t => t.Value.Row(t.Key.Service, t.Key.Kind)).ToImmutableArray();
    }

    // A wait that is in the list twice, once with care, has had care.
    private static Dictionary<ulong, Fate> Fates(LinkedBatch month)
    {
        var fates = new Dictionary<ulong, Fate>(month.Batch.Count);
        for (var i = 0; i < month.Batch.Count; i++)
        {
            var cared = month.Batch[i].To is not null;
            if (!fates.TryGetValue(month.Keys[i], out var known) || (cared && !known.Cared))
            {
                fates[month.Keys[i]] = new(Found: true, cared, i);
            }
        }

        return fates;
    }

    private static void Leave(Tally tally, Fate fate, bool beyond)
    {
        if (!fate.Found)
        {
            tally.Vanished++;
            tally.Beyond += beyond ? 1 : 0;
        }
        else if (fate.Cared)
        {
            tally.Cared++;
        }
        else
        {
            tally.Still++;
        }
    }

    private static Tally TallyOf(Dictionary<(string, WaitKind), Tally> tallies, ContactBatch batch, Contact contact)
    {
        var key = (batch.Texts.Services[contact.Service], contact.Kind);
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies[key] = tally = new();
        }

        return tally;
    }

    private readonly record struct Fate(bool Found, bool Cared, int Place);

    private sealed class Tally
    {
        public int Before;
        public int Still;
        public int Cared;
        public int Vanished;
        public int Beyond;
        public int Arrived;
        public int ArrivedAndCared;

        public ExitRow Row(string service, WaitKind kind) => new(service, kind, Before, Still, Cared, Vanished, Beyond, Arrived, ArrivedAndCared);
    }
}

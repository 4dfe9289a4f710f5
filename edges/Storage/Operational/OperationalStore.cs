using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Waiting.Operational;

namespace Vardbro.Storage.Operational;

/// <summary>
/// Operational waits in a data folder: the only place with data on persons who wait, and the only door to it. Persons come out
/// through <see cref="Waiting"/> alone, and only of regions whose legal basis holds.
/// </summary>
public sealed class OperationalStore
{
    private OperationalStore(OperationalFiles files) => Files = files;

    internal OperationalFiles Files { get; }

    /// <summary>The store in a data folder, which need not have one yet.</summary>
    /// <returns>StoreDamaged or StoreNewer when it cannot be understood.</returns>
    public static Outcome<OperationalStore> Open(string folder)
    {
        var store = new OperationalStore(new(Path.GetFullPath(folder)));
        return store.Read<bool>(_ => true, false).Then<OperationalStore>(_ => store);
    }

    /// <summary>Every region that a file ever came for, in order.</summary>
    public Outcome<ImmutableArray<OperationalRegion>> Status() => Read<ImmutableArray<OperationalRegion>>(log => log.Regions(), []);

    /// <summary>A region that a file came for, or a refusal when none did (OperationalPictureMissing).</summary>
    public Outcome<OperationalRegion> Of(RegionId region) => Status().Then<OperationalRegion>(all =>
        all.FirstOrDefault(r => r.Region == region) is { Current: not null } there ? there
            : Refusal.Of(RefusalCode.OperationalPictureMissing, region.ToString()));

    /// <summary>A region's figures by service, kind and status: its own use only, nothing is hidden here.</summary>
    public Outcome<ImmutableArray<OperationalFigure>> Figures(RegionId region) => Read<ImmutableArray<OperationalFigure>>(log => log.FiguresOf(region), []);

    /// <summary>Hands on every wait that goes on, of regions whose legal basis holds on a day. Other regions' persons stay sealed.</summary>
    /// <param name="decided">What has been decided: the regions' bases.</param>
    /// <param name="day">The day on which the basis must hold.</param>
    /// <param name="region">One region; null for all.</param>
    /// <param name="take">Takes a wait. What it had taken when the store turns out damaged is not to be used.</param>
    /// <returns>How many were handed on; BasisNotInForce for one region without a basis; StoreDamaged when a wait cannot be read.</returns>
    public Outcome<long> Waiting(Decided decided, DateOnly day, RegionId? region, Action<OperationalWait> take) =>
        Waiting(decided, day, region, (wait, _) => take(wait));

    /// <summary>Hands on the same waits of all regions, each with a key for one run.</summary>
    /// <param name="decided">What has been decided: the regions' bases.</param>
    /// <param name="day">The day on which the basis must hold.</param>
    /// <param name="seed">The run's seed: another run has other keys.</param>
    /// <param name="take">Takes a wait and its key (<see cref="RunKey"/>).</param>
    public Outcome<long> WaitingInRun(Decided decided, DateOnly day, ulong seed, Action<OperationalWait, string> take) =>
        Waiting(decided, day, null, (wait, row) => take(wait, RunKey.Of(row, seed)));

    private Outcome<long> Waiting(Decided decided, DateOnly day, RegionId? region, Action<OperationalWait, SealedRead> take)
    {
        if (region is { } one && decided.BasesOf(one).On(day) is null)
        {
            return Refusal.Of(RefusalCode.BasisNotInForce, one.ToString(), $"{day:yyyy-MM-dd}");
        }

        return Status().Then(all =>
        {
            Outcome<long> handed = 0L;
            foreach (var there in all.Where(r => r.HoldsPersons && (region is null || r.Region == region) && decided.BasesOf(r.Region).On(day) is not null))
            {
                handed = handed.Then(sum => Unseal(there.Region, (row, wait) =>
                {
                    if (row.IsOpen)
                    {
                        take(wait, row);
                    }

                    return row.IsOpen;
                }).Then<long>(more => sum + more));
            }

            return handed;
        });
    }

    /// <summary>What erasing would take away, or takes away when it is confirmed: the keys, so that no copy can be read, and the rows.</summary>
    /// <param name="region">Whose.</param>
    /// <param name="personKey">The home unit's key of one person; null for all of the region.</param>
    /// <param name="confirmed">Whether to do it.</param>
    /// <param name="reason">Why, when a basis still holds; kept with the count.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>OperationalPersonUnknown when no wait of the region is the person's; what the store has to say.</returns>
    public Outcome<OperationalErasure> Erase(RegionId region, string? personKey, bool confirmed, string? reason, TimeProvider clock) =>
        NamesOf(region, personKey).Then(found =>
        {
            if (personKey is not null && found.Waits == 0)
            {
                return Refusal.Of(RefusalCode.OperationalPersonUnknown, region.ToString());
            }

            return confirmed
                ? Write(log => log.Erase(region, personKey is null ? null : found.Person, clock.GetUtcNow(), reason), afterwards: "VACUUM keys")
                : new OperationalErasure(region, found.Persons, found.Waits, Done: false);
        });

    /// <summary>
    /// Keeps a night's offers in place of those before, each sealed under its person's key: erasing the person, or the next day's file,
    /// takes them away.
    /// </summary>
    /// <param name="night">The night's number.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="offers">The offers, by the run's key.</param>
    /// <param name="asked">Waits to hand on, by the run's key.</param>
    /// <param name="take">Takes one of those that were asked for, with its key.</param>
    /// <param name="beside">The database that is written in the same transaction.</param>
    /// <param name="and">What is written there, once all that was asked for is handed on; nothing is kept when it refuses.</param>
    /// <returns>What was written beside them; StoreDamaged when a wait cannot be read.</returns>
    internal Outcome<T> KeepOffers<T>(
        long night, ulong seed, IReadOnlyDictionary<string, PlannedOffer> offers, IReadOnlySet<string> asked, Action<OperationalWait, string> take,
        string beside, Func<SqliteConnection, Outcome<T>> and) => Status().Then(regions =>
    {
        var kept = new List<(RegionId, byte[] Id, byte[] Person, byte[] Content)>();
        Outcome<long> all = 0L;
        foreach (var region in regions.Where(r => r.HoldsPersons).Select(r => r.Region))
        {
            all = all.Then(sum => Read(log => log.SealedOf(region), []).Then(rows =>
            {
                foreach (var row in rows.Where(r => r.IsOpen))
                {
                    if (row.Key is null || RunKey.Of(row, seed) is not { } key || (asked.Contains(key) && Opened(region, row, wait => take(wait, key)) is null))
                    {
                        return Unreadable();
                    }

                    if (offers.TryGetValue(key, out var offer))
                    {
                        kept.Add((region, row.Id, row.Person, SealedOffer.Seal(offer, region, row)));
                    }
                }

                return (Outcome<long>)sum;
            }));
        }

        return all.Then(_ => Write(log => log.ReplaceOffers(night, kept, beside, and)));
    });

    /// <summary>Reads everything: every wait opens under its person's key, and every key opens a wait.</summary>
    /// <returns>What there is; StoreDamaged or StoreNewer when it is not what was written.</returns>
    public Outcome<OperationalExamined> Examine() => Status().Then(regions =>
    {
        Outcome<OperationalExamined> examined = new OperationalExamined(0, 0, 0, 0);
        foreach (var region in regions.Where(r => r.Current is not null))
        {
            var persons = new HashSet<string>();
            examined = examined.Then(sum => Unseal(region.Region, (row, _) =>
            {
                persons.Add(Convert.ToHexString(row.Person));
                return true;
            }).Then(waits => Offers(region.Region).Then<OperationalExamined>(offers => persons.Count == region.Persons && (region.HoldsPersons || waits == 0)
                ? new OperationalExamined(sum.Regions + 1, sum.Waits + waits, sum.Persons + persons.Count, sum.Offers + offers)
                : StoreTrouble.Damaged(Files.Keys, new("nycklarna är inte de som väntorna har", "the keys are not those of the waits")))));
        }

        return examined;
    });

    /// <summary>Writes through both databases at once.</summary>
    internal Outcome<T> Write<T>(Func<OperationalLog, Outcome<T>> write, string? afterwards = null)
    {
        try
        {
            using var connection = OperationalSchema.OpenToWrite(Files, out var refusal);
            if (refusal is not null)
            {
                return refusal;
            }

            var answer = write(new(connection));
            if (afterwards is not null && answer.Refusal is null)
            {
                connection.Run(afterwards);
            }

            return answer;
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenWriting(trouble, Files.Database);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return StoreTrouble.NotWritable(Files.DataFolder, trouble.Message);
        }
    }

    // Nothing needs to be opened to erase a whole region, so that it can be done when keys do not fit.
    private Outcome<(byte[]? Person, long Persons, long Waits)> NamesOf(RegionId region, string? personKey)
    {
        if (personKey is null)
        {
            return Read<(byte[]?, long, long)>(log =>
            {
                var rows = log.SealedOf(region);
                return (null, rows.Select(r => Convert.ToHexString(r.Person)).Distinct().LongCount(), rows.Count);
            }, (null, 0, 0));
        }

        byte[]? name = null;
        return Unseal(region, (row, wait) =>
        {
            var theirs = wait.Person.Key == personKey;
            name = theirs ? row.Person : name;
            return theirs;
        }).Then<(byte[]?, long, long)>(waits => (name, waits > 0 ? 1 : 0, waits));
    }

    private Outcome<long> Offers(RegionId region) => Read(log => log.OffersOf(region), []).Then(rows =>
        rows.TrueForAll(row => row.Wait.Key is not null && SealedOffer.Open(region, row.Wait, row.Content) is not null)
            ? (Outcome<long>)rows.Count
            : StoreTrouble.Damaged(Files.Database, new("erbjudanden går inte att läsa med sina nycklar", "offers cannot be read with their keys")));

    // The rows are read first and opened after, so that no lock is held while somebody works on them; opened side by side, handed on in order.
    private Outcome<long> Unseal(RegionId region, Func<SealedRead, OperationalWait, bool> take) => Read(log => log.SealedOf(region), []).Then(rows =>
    {
        var taken = 0L;
        foreach (var (row, wait) in rows.AsParallel().AsOrdered().Select(row => (row, row.Key is null ? null : SealedWait.Open(region, row.Id, row.Content, row.Key))))
        {
            if (wait is null)
            {
                return Unreadable();
            }

            taken += take(row, wait) ? 1 : 0;
        }

        return (Outcome<long>)taken;
    });

    private static OperationalWait? Opened(RegionId region, SealedRead row, Action<OperationalWait> take)
    {
        var wait = SealedWait.Open(region, row.Id, row.Content, row.Key!);
        if (wait is not null)
        {
            take(wait);
        }

        return wait;
    }

    private Refusal Unreadable() => StoreTrouble.Damaged(Files.Database, new("väntor går inte att läsa med sina nycklar", "waits cannot be read with their keys"));

    private Outcome<T> Read<T>(Func<OperationalLog, T> read, T otherwise)
    {
        if (!Files.HasDatabase)
        {
            return otherwise;
        }

        if (!File.Exists(Files.Keys))
        {
            return StoreTrouble.Damaged(Files.Keys, new("nycklarna är borta", "the keys are gone"));
        }

        try
        {
            using var connection = OperationalSchema.OpenToRead(Files);
            return OperationalSchema.StampRefusal(connection, Files) is { } refusal ? refusal : read(new(connection));
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenExamining(trouble, Files.Database);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage.Export;
using Vardbro.Storage.Register;
using Vardbro.Waiting;
using Vardbro.Waiting.Operational;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Operational;

/// <summary>Reads and writes both databases. Whoever calls turns what SQLite complains about into refusals.</summary>
internal sealed class OperationalLog(SqliteConnection connection)
{
    private const string Columns = """
        delivery_no, at_us, region, day, verdict, refusal_sv, refusal_en, received, packed, bytes, synthetic, persons, rules,
        row_count, waiting, booked, cared, closed, errors, remarked
        """;

    // A store that was written before there were reasons has none to read.
    private readonly string read = Columns + (OperationalSchema.HasReason(connection) ? ", reason" : ", NULL AS reason");

    /// <summary>What stands in a region's picture besides its figures and waits.</summary>
    private sealed record Standing(OperationalDelivered Delivered, bool HoldsPersons, DateOnly? BeforeDay, bool BeforeKnown);

    /// <summary>Every region that a file ever came for, in order.</summary>
    public ImmutableArray<OperationalRegion> Regions()
    {
        using var latest = connection.Prepare(
            $"SELECT {read} FROM delivery WHERE delivery_no IN (SELECT max(delivery_no) FROM delivery GROUP BY region) ORDER BY region");
        return [.. Deliveries(latest).Select(l =>
        {
            var standing = StandingOf(l.Region);
            using var keys = connection.Prepare("SELECT count(*) FROM keys.person_key WHERE region = @region", "@region");
            return new OperationalRegion(
                l.Region, standing?.Delivered, l, standing?.HoldsPersons ?? false, (long)keys.With(l.Region.ToString()).ExecuteScalar()!,
                standing is { BeforeDay: { } before } ? new(before, standing.Delivered.Day, standing.BeforeKnown, ExitsOf(l.Region, standing.Delivered.Day)) : null);
        })];
    }

    /// <summary>A region's figures, in order of service, kind and status.</summary>
    public ImmutableArray<OperationalFigure> FiguresOf(RegionId region)
    {
        using var command = connection.Prepare("SELECT service, kind, status, waits, beyond FROM figure WHERE region = @region", "@region");
        using var row = command.With(region.ToString()).ExecuteReader();
        var figures = new List<OperationalFigure>();
        while (row.Read())
        {
            figures.Add(new(row.GetString(0), Named<WaitKind>(row.GetString(1)), Named<WaitStatus>(row.GetString(2)), row.GetInt64(3), row.GetInt64(4)));
        }

        return [.. figures.OrderBy(f => f.Service, StringComparer.Ordinal).ThenBy(f => f.Kind).ThenBy(f => f.Status)];
    }

    /// <summary>A region's sealed waits with the keys that open them; the key is null where it is gone.</summary>
    public List<SealedRead> SealedOf(RegionId region)
    {
        using var command = connection.Prepare("""
            SELECT w.id, w.person, w.standing, w.content, k.key FROM wait w
            LEFT JOIN keys.person_key k ON k.region = w.region AND k.person = w.person WHERE w.region = @region
            """, "@region");
        using var row = command.With(region.ToString()).ExecuteReader();
        var rows = new List<SealedRead>();
        while (row.Read())
        {
            rows.Add(new((byte[])row[0], (byte[])row[1], row.GetInt32(2), (byte[])row[3], row.IsDBNull(4) ? null : (byte[])row[4]));
        }

        return rows;
    }

    /// <summary>A region's sealed offers, each with the wait that it is of; without a key where that is gone.</summary>
    public List<(SealedRead Wait, byte[] Content)> OffersOf(RegionId region)
    {
        if (!OperationalSchema.HasOffers(connection))
        {
            return [];
        }

        using var command = connection.Prepare("""
            SELECT o.id, o.person, o.content, k.key FROM offer o
            LEFT JOIN keys.person_key k ON k.region = o.region AND k.person = o.person WHERE o.region = @region
            """, "@region");
        using var row = command.With(region.ToString()).ExecuteReader();
        var rows = new List<(SealedRead, byte[])>();
        while (row.Read())
        {
            rows.Add((new((byte[])row[0], (byte[])row[1], 0, [], row.IsDBNull(3) ? null : (byte[])row[3]), (byte[])row[2]));
        }

        return rows;
    }

    /// <summary>Puts a night's offers in the place of those before, together with what is written to another database: all of it or nothing.</summary>
    /// <param name="night">The night's number.</param>
    /// <param name="offers">The offers. One whose wait is not there any more is not kept.</param>
    /// <param name="beside">The other database's file; with a rollback journal like these, so that one transaction is atomic over all three.</param>
    /// <param name="and">Writes there; nothing is kept when it refuses.</param>
    public Outcome<T> ReplaceOffers<T>(
        long night, IEnumerable<(RegionId Region, byte[] Id, byte[] Person, byte[] Content)> offers, string beside, Func<SqliteConnection, Outcome<T>> and)
    {
        using var attach = connection.Prepare("ATTACH DATABASE @file AS beside", "@file");
        attach.With(beside).ExecuteNonQuery();
        connection.Run("PRAGMA beside.journal_mode = DELETE; PRAGMA beside.synchronous = FULL");
        return InTransaction(() =>
        {
            Replace(night, offers);
            return and(connection);
        });
    }

    private void Replace(long night, IEnumerable<(RegionId Region, byte[] Id, byte[] Person, byte[] Content)> offers)
    {
        connection.Run("DELETE FROM offer");
        using var add = connection.Prepare("""
            INSERT INTO offer SELECT @region, @id, @person, @night, @content
            WHERE EXISTS (SELECT 1 FROM wait WHERE region = @region AND id = @id AND person = @person)
            """, "@region", "@id", "@person", "@night", "@content");
        foreach (var offer in offers)
        {
            add.With(offer.Region.ToString(), offer.Id, offer.Person, night, offer.Content).ExecuteNonQuery();
        }
    }

    /// <summary>Adds a file to the log and, when it was accepted, replaces its region's picture: all of it or nothing.</summary>
    /// <returns>
    /// The line with its number; or, with true, the line of the same bytes that the picture stands on already, and nothing is
    /// written. OperationalDayOlder when the picture is of a later day; OperationalSyntheticMixed when one of the two is invented and
    /// the other not; OperationalJumpUnexplained; StoreDamaged when the picture before cannot be read.
    /// </returns>
    public Outcome<(OperationalDelivered Delivered, bool Repeated)> Add(OperationalDelivered delivered, DayPicture? picture, OperationalCodes codes) => InTransaction(() =>
    {
        var before = StandingOf(delivered.Region);
        if (picture is not null && before is not null && before.Delivered.Synthetic != delivered.Synthetic)
        {
            if (before.HoldsPersons)
            {
                return Mixed(delivered, before.Delivered);
            }

            before = null; // figures only: nothing is followed from the invented to the real, the region begins anew
        }

        if (picture is not null && before is not null)
        {
            if (delivered.Day < before.Delivered.Day)
            {
                return Refusal.Of(RefusalCode.OperationalDayOlder, delivered.Region.ToString(), Day(before.Delivered.Day), Day(delivered.Day));
            }

            if (delivered.Day == before.Delivered.Day && delivered.Received == before.Delivered.Received && delivered.Persons == before.HoldsPersons)
            {
                return (before.Delivered, true);
            }

            if (delivered.Reason is null && delivered.Count.Jump(codes, delivered.Region, before.Delivered.Day, before.Delivered.Count) is { } jump)
            {
                return jump;
            }
        }

        var numbered = delivered with { Number = 1 + connection.Count("SELECT coalesce(max(delivery_no), 0) FROM delivery") };
        Insert(numbered);
        return picture is null ? (numbered, false) : Replace(numbered, picture, before).Then<(OperationalDelivered, bool)>(_ => (numbered, false));
    });

    private static Refusal Mixed(OperationalDelivered delivered, OperationalDelivered before)
    {
        Bilingual Named(bool synthetic) => synthetic ? new("påhittade", "invented") : new("verkliga", "real");
        return Refusal.Of(
            RefusalCode.OperationalSyntheticMixed, delivered.Region.ToString(), Named(before.Synthetic), Day(before.Day), Named(delivered.Synthetic));
    }

    /// <summary>Takes a region's waits and keys away, or one person's, and notes how many; whoever calls has decided that it may.</summary>
    public Outcome<OperationalErasure> Erase(RegionId region, byte[]? person, DateTimeOffset at, string? reason) => InTransaction<OperationalErasure>(() =>
    {
        var (and, values) = person is null ? ("", new object[] { region.ToString() }) : (" AND person = @person", [region.ToString(), person]);
        int Delete(string table)
        {
            using var command = connection.Prepare($"DELETE FROM {table} WHERE region = @region{and}", person is null ? ["@region"] : ["@region", "@person"]);
            return command.With(values).ExecuteNonQuery();
        }

        var (waits, persons, _) = (Delete("wait"), Delete("keys.person_key"), Delete("offer"));
        if (person is null)
        {
            using var none = connection.Prepare("UPDATE picture SET persons = 0, before_known = 0 WHERE region = @region", "@region");
            none.With(region.ToString()).ExecuteNonQuery();
        }

        using var note = connection.Prepare("INSERT INTO erasure (at_us, region, persons, waits, reason) VALUES (@at, @region, @persons, @waits, @reason)",
            "@at", "@region", "@persons", "@waits", "@reason");
        note.With(WholeMicroseconds.Of(at), region.ToString(), persons, waits, OrNull(reason)).ExecuteNonQuery();
        return new OperationalErasure(region, persons, waits, Done: true);
    });

    // What the file before left open is what may have left; a corrected file of the same day is counted from the same beginning.
    private Outcome<bool> Replace(OperationalDelivered delivered, DayPicture picture, Standing? before)
    {
        var sameDay = before?.Delivered.Day == delivered.Day;
        var beforeDay = sameDay ? before!.BeforeDay : before?.Delivered.Day;
        var known = delivered.Persons && (sameDay ? before!.BeforeKnown && before.HoldsPersons : before?.HoldsPersons ?? false);
        var open = new Dictionary<string, OperationalWait>(StringComparer.Ordinal);
        foreach (var row in known ? SealedOf(delivered.Region).Where(r => r.Standing != (sameDay ? 0 : 2)) : [])
        {
            if (row.Key is null || SealedWait.Open(delivered.Region, row.Id, row.Content, row.Key) is not { } wait)
            {
                return StoreTrouble.Damaged(connection.DataSource, new("väntor går inte att läsa med sina nycklar", "waits cannot be read with their keys"));
            }

            open.Add(wait.Id, wait);
        }

        ClearPicture(delivered.Region, delivered.Day);
        var departed = known ? Departed(open, picture) : ([], []);
        InsertKeys(delivered.Region, [.. picture.Keys, .. departed.Keys]);
        InsertRows(delivered.Region, picture.Rows.Select(r => (r, open.ContainsKey(r.WaitId) ? 1 : 0)).Concat(departed.Rows.Select(r => (r, 2))));
        InsertFigures(delivered.Region, picture.Figures);
        if (beforeDay is { } day)
        {
            InsertExits(delivered, OperationalExit.Between(
                day, known ? open.ToDictionary(o => o.Key, o => new OpenWait(o.Value.Care.Service, o.Value.Care.Kind), StringComparer.Ordinal) : null, picture.Waits));
        }

        using var point = connection.Prepare("INSERT OR REPLACE INTO picture VALUES (@region, @no, @persons, @before, @known)", "@region", "@no", "@persons", "@before", "@known");
        point.With(delivered.Region.ToString(), delivered.Number, delivered.Persons ? 1 : 0, OrNull(beforeDay is { } b ? Day(b) : null), known ? 1 : 0).ExecuteNonQuery();
        return true;
    }

    private static (IReadOnlyList<SealedRow> Rows, IReadOnlyList<PersonKey> Keys) Departed(Dictionary<string, OperationalWait> open, DayPicture picture)
    {
        var still = picture.Rows.Select(r => r.WaitId).ToHashSet(StringComparer.Ordinal);
        return DayPicture.Seal(open.Values.Where(w => !still.Contains(w.Id)));
    }

    private void ClearPicture(RegionId region, DateOnly day)
    {
        foreach (var table in new[] { "wait", "keys.person_key", "figure", "offer" })
        {
            using var clear = connection.Prepare($"DELETE FROM {table} WHERE region = @region", "@region");
            clear.With(region.ToString()).ExecuteNonQuery();
        }

        using var exits = connection.Prepare("DELETE FROM exit WHERE region = @region AND day = @day", "@region", "@day");
        exits.With(region.ToString(), Day(day)).ExecuteNonQuery();
    }

    private void InsertKeys(RegionId region, IEnumerable<PersonKey> keys)
    {
        using var add = connection.Prepare("INSERT INTO keys.person_key VALUES (@region, @person, @key)", "@region", "@person", "@key");
        foreach (var key in keys)
        {
            add.With(region.ToString(), key.Person, key.Key).ExecuteNonQuery();
        }
    }

    private void InsertRows(RegionId region, IEnumerable<(SealedRow Row, int Standing)> rows)
    {
        using var add = connection.Prepare("INSERT INTO wait VALUES (@region, @id, @person, @standing, @content)", "@region", "@id", "@person", "@standing", "@content");
        foreach (var (row, standing) in rows)
        {
            add.With(region.ToString(), row.Id, row.Person, standing, row.Content).ExecuteNonQuery();
        }
    }

    private void InsertFigures(RegionId region, IEnumerable<OperationalFigure> figures)
    {
        using var add = connection.Prepare("INSERT INTO figure VALUES (@region, @service, @kind, @status, @waits, @beyond)",
            "@region", "@service", "@kind", "@status", "@waits", "@beyond");
        foreach (var f in figures)
        {
            add.With(region.ToString(), f.Service, FundingTables.Kebab(f.Kind), FundingTables.Kebab(f.Status), f.Waits, f.Beyond).ExecuteNonQuery();
        }
    }

    private void InsertExits(OperationalDelivered delivered, IEnumerable<OperationalExit> exits)
    {
        using var add = connection.Prepare("INSERT INTO exit VALUES (@region, @day, @service, @kind, @reason, @waits)",
            "@region", "@day", "@service", "@kind", "@reason", "@waits");
        foreach (var e in exits)
        {
            add.With(delivered.Region.ToString(), Day(delivered.Day), e.Service, FundingTables.Kebab(e.Kind), e.Reason, e.Waits).ExecuteNonQuery();
        }
    }

    private void Insert(OperationalDelivered d)
    {
        using var add = connection.Prepare(
            $"INSERT INTO delivery ({Columns}, reason) VALUES (@no, @at, @region, @day, @verdict, @sv, @en, @received, @packed, @bytes, @synthetic, @persons, @rules, @rows, @waiting, @booked, @cared, @closed, @errors, @remarked, @reason)",
            "@no", "@at", "@region", "@day", "@verdict", "@sv", "@en", "@received", "@packed", "@bytes", "@synthetic", "@persons", "@rules",
            "@rows", "@waiting", "@booked", "@cared", "@closed", "@errors", "@remarked", "@reason");
        add.With(
            d.Number, WholeMicroseconds.Of(d.At), d.Region.ToString(), Day(d.Day), RegisterLog.NameOf(d.Verdict), OrNull(d.Why?.Sv), OrNull(d.Why?.En),
            OrNull(d.Received), d.Packed ? 1 : 0, d.Bytes, d.Synthetic ? 1 : 0, d.Persons ? 1 : 0, d.RulesVersion,
            d.Count.Rows, d.Count.Waiting, d.Count.Booked, d.Count.Cared, d.Count.Closed, d.Count.Errors, d.Count.Remarked, OrNull(d.Reason)).ExecuteNonQuery();
    }

    private Standing? StandingOf(RegionId region)
    {
        using var command = connection.Prepare(
            $"SELECT {read}, p_persons, before_day, before_known FROM delivery JOIN (SELECT delivery_no AS p_no, persons AS p_persons, before_day, before_known FROM picture WHERE region = @region) ON delivery_no = p_no",
            "@region");
        using var row = command.With(region.ToString()).ExecuteReader();
        return row.Read() ? new(One(row), row.GetInt64(21) == 1, row.IsDBNull(22) ? null : DayOf(row.GetString(22)), row.GetInt64(23) == 1) : null;
    }

    private ImmutableArray<OperationalExit> ExitsOf(RegionId region, DateOnly day)
    {
        using var command = connection.Prepare("SELECT service, kind, reason, waits FROM exit WHERE region = @region AND day = @day", "@region", "@day");
        using var row = command.With(region.ToString(), Day(day)).ExecuteReader();
        var exits = new List<OperationalExit>();
        while (row.Read())
        {
            exits.Add(new(row.GetString(0), Named<WaitKind>(row.GetString(1)), row.GetString(2), row.GetInt64(3)));
        }

        return [.. exits.OrderBy(e => e.Service, StringComparer.Ordinal).ThenBy(e => e.Kind).ThenBy(e => e.Reason, StringComparer.Ordinal)];
    }

    private static List<OperationalDelivered> Deliveries(SqliteCommand command)
    {
        var deliveries = new List<OperationalDelivered>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            deliveries.Add(One(row));
        }

        return deliveries;
    }

    private static OperationalDelivered One(SqliteDataReader row) => new(
        row.GetInt64(0), WholeMicroseconds.ToInstant(row.GetInt64(1)), RegionId.TryParse(row.GetString(2)) ?? RegionId.Nation, DayOf(row.GetString(3)),
        RegisterLog.VerdictOf(row.GetString(4)), row.IsDBNull(5) ? null : new Bilingual(row.GetString(5), row.GetString(6)), row.IsDBNull(7) ? null : row.GetString(7),
        row.GetInt64(9), row.GetInt64(8) == 1, row.GetInt64(10) == 1, row.GetInt64(11) == 1, row.GetString(12),
        new(row.GetInt64(13), row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), row.GetInt64(18), row.GetInt64(19),
            ImmutableSortedDictionary<OperationalRule, long>.Empty), row.IsDBNull(20) ? null : row.GetString(20));

    // What is not written to its end is undone.
    private Outcome<T> InTransaction<T>(Func<Outcome<T>> write)
    {
        connection.Run("BEGIN IMMEDIATE");
        var whole = false;
        try
        {
            var answer = write();
            if (answer.Refusal is null)
            {
                connection.Run("COMMIT");
                whole = true;
            }

            return answer;
        }
        finally
        {
            if (!whole)
            {
                Undo();
            }
        }
    }

    // What SQLite has undone by itself it cannot undo again.
    private void Undo()
    {
        try
        {
            connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
        }
    }

    private static T Named<T>(string kebab) where T : struct, Enum => Enum.GetValues<T>().First(v => FundingTables.Kebab(v) == kebab);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object OrNull(string? text) => text is null ? DBNull.Value : text;
}

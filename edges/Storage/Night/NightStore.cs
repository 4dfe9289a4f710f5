using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Waiting.Synthetic;

namespace Vardbro.Storage.Night;

/// <summary>
/// The nights that were run and the seed of the next, in a database of their own in the data folder: figures, rules and hashes, no person.
/// Each night's hash is over what it says and the hash before, so that a changed or missing one shows.
/// </summary>
public sealed class NightStore
{
    private const string FileName = "nights.db";

    /// <summary>"VbN1": tells this file from every other SQLite database.</summary>
    private const int ApplicationId = 0x56624E31;

    private const int Form = 1;

    private const string Tables = """
        CREATE TABLE night (
            night_no  INTEGER PRIMARY KEY,
            at_us     INTEGER NOT NULL,
            day       TEXT    NOT NULL,
            weeks     INTEGER NOT NULL,
            seed      TEXT    NOT NULL,
            announced INTEGER NOT NULL,
            synthetic INTEGER NOT NULL,
            content   TEXT    NOT NULL,
            hash      TEXT    NOT NULL
        ) STRICT;

        CREATE TABLE next_seed (
            only  INTEGER PRIMARY KEY CHECK (only = 1),
            seed  TEXT    NOT NULL,
            at_us INTEGER NOT NULL
        ) STRICT;
        """;

    private readonly string file;

    private NightStore(string folder) => file = Path.Combine(folder, FileName);

    /// <summary>The nights of a data folder, which need not have any yet.</summary>
    public static NightStore In(string folder) => new(Path.GetFullPath(folder));

    /// <summary>The newest night that had been run by an instant, held against its hash and the one before; null when none was.</summary>
    /// <returns>NightChanged (VB3123) when it is not what was written.</returns>
    public Outcome<NightRecord?> Newest(DateTimeOffset until) => One("SELECT coalesce(max(night_no), 0) FROM night WHERE at_us < @until", WholeMicroseconds.Of(until));

    /// <summary>The newest night of the latest day before a day; null when there is none. A night that is run again on the same day is not one before.</summary>
    /// <returns>NightChanged (VB3123) when it is not what was written.</returns>
    public Outcome<NightRecord?> OfDayBefore(DateOnly day) =>
        One("SELECT coalesce((SELECT night_no FROM night WHERE day < @until ORDER BY day DESC, night_no DESC LIMIT 1), 0)", Day(day));

    private Outcome<NightRecord?> One(string numberUntil, object until) => Read<NightRecord?>(connection =>
    {
        using var newest = connection.Prepare(numberUntil, "@until");
        var number = (long)newest.With(until).ExecuteScalar()!;
        using var before = connection.Prepare("SELECT hash FROM night WHERE night_no = @no", "@no");
        var hash = before.With(number - 1).ExecuteScalar() as string;
        return number == 0 ? (NightRecord?)null
            : number > 1 && hash is null ? Refusal.Of(RefusalCode.NightChanged, $"{number - 1}", file)
            : Nights(connection, number, number, hash ?? "").Then<NightRecord?>(one => one[0]);
    }, null);

    /// <summary>Every night, oldest first, each held against its hash.</summary>
    public Outcome<IReadOnlyList<NightRecord>> All() => Read<IReadOnlyList<NightRecord>>(connection => Nights(connection, 1, long.MaxValue, ""), []);

    /// <summary>The seed of the next run; null when none is announced.</summary>
    public Outcome<AnnouncedSeed?> NextSeed() => Read<AnnouncedSeed?>(connection => Seed(connection), null);

    /// <summary>Announces the seed of the next run, if none is: chance from the operating system.</summary>
    public Outcome<AnnouncedSeed> Announce(DateTimeOffset at) => Write<AnnouncedSeed>(connection =>
    {
        var seed = Seed(connection) ?? MakeSeed(connection, at);
        return seed;
    });

    /// <summary>The database's file, there and fit to be written to in one transaction with the offers.</summary>
    /// <returns>StoreNotWritable when another program holds it; StoreDamaged or StoreNewer when it is no store of nights.</returns>
    internal Outcome<string> Ready() => Write<string>(_ => file);

    /// <summary>Keeps a night and announces the next seed, through a connection that this database is attached to: no other has tables of these names.</summary>
    /// <param name="connection">The connection, in a transaction.</param>
    /// <param name="night">The night, its number the next.</param>
    /// <returns>The next seed; StreamMoved when another night was run meanwhile.</returns>
    internal Outcome<AnnouncedSeed> Add(SqliteConnection connection, NightRecord night)
    {
        if (connection.Count("SELECT coalesce(max(night_no), 0) FROM night") != night.Number - 1)
        {
            return Refusal.Of(RefusalCode.StreamMoved, file);
        }

        var content = NightText.Of(night.Content);
        var before = connection.Ask("SELECT hash FROM night ORDER BY night_no DESC LIMIT 1") as string ?? "";
        using var add = connection.Prepare("INSERT INTO night VALUES (@no, @at, @day, @weeks, @seed, @announced, @synthetic, @content, @hash)",
            "@no", "@at", "@day", "@weeks", "@seed", "@announced", "@synthetic", "@content", "@hash");
        add.With(
            night.Number, WholeMicroseconds.Of(night.At), Day(night.Day), night.Weeks, Text(night.Seed), night.Announced ? 1 : 0, night.Synthetic ? 1 : 0,
            content, Hash(before, night, content)).ExecuteNonQuery();
        if (night.Announced)
        {
            connection.Run("DELETE FROM next_seed");
        }

        return Seed(connection) ?? MakeSeed(connection, night.At);
    }

    // From one number to another; each follows on the one before.
    private Outcome<IReadOnlyList<NightRecord>> Nights(SqliteConnection connection, long first, long last, string before)
    {
        using var command = connection.Prepare(
            "SELECT night_no, at_us, day, weeks, seed, announced, synthetic, content, hash FROM night WHERE night_no BETWEEN @first AND @last ORDER BY night_no", "@first", "@last");
        using var row = command.With(first, last).ExecuteReader();
        var nights = new List<NightRecord>();
        while (row.Read())
        {
            var content = row.GetString(7);
            if (row.GetInt64(0) != first + nights.Count || NightText.Read(content) is not { } read ||
                !ulong.TryParse(row.GetString(4), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                return Refusal.Of(RefusalCode.NightChanged, $"{first + nights.Count}", file);
            }

            var night = new NightRecord(
                row.GetInt64(0), WholeMicroseconds.ToInstant(row.GetInt64(1)), DateOnly.ParseExact(row.GetString(2), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.GetInt32(3), seed, row.GetInt64(5) == 1, row.GetInt64(6) == 1, read);
            if (Hash(before, night, content) != (before = row.GetString(8)))
            {
                return Refusal.Of(RefusalCode.NightChanged, $"{night.Number}", file);
            }

            nights.Add(night);
        }

        return nights;
    }

    private static string Hash(string before, NightRecord night, string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        before, night.Number, WholeMicroseconds.Of(night.At), Day(night.Day), night.Weeks, night.Seed, night.Announced, night.Synthetic, content))));

    private static AnnouncedSeed? Seed(SqliteConnection connection)
    {
        using var command = connection.Prepare("SELECT seed, at_us FROM next_seed");
        using var row = command.ExecuteReader();
        return row.Read() ? new(ulong.Parse(row.GetString(0), CultureInfo.InvariantCulture), WholeMicroseconds.ToInstant(row.GetInt64(1))) : null;
    }

    private static AnnouncedSeed MakeSeed(SqliteConnection connection, DateTimeOffset at)
    {
        using var add = connection.Prepare("INSERT INTO next_seed VALUES (1, @seed, @at)", "@seed", "@at");
        var seed = RandomSeed();
        add.With(Text(seed), WholeMicroseconds.Of(at)).ExecuteNonQuery();
        return new(seed, WholeMicroseconds.ToInstant(WholeMicroseconds.Of(at)));
    }

    /// <summary>A seed that nobody can foresee.</summary>
    public static ulong RandomSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) % (SyntheticOrder.MostSeed + 1);

    private Outcome<T> Read<T>(Func<SqliteConnection, Outcome<T>> read, T otherwise)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return otherwise;
        }

        try
        {
            using var connection = SqliteShorthand.Open(file, SqliteOpenMode.ReadOnly);
            return Stamp(connection) is { } refusal ? refusal : read(connection);
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenExamining(trouble, file);
        }
        catch (FormatException)
        {
            return StoreTrouble.Damaged(file, new("ett värde går inte att läsa", "a value cannot be read"));
        }
    }

    private Outcome<T> Write<T>(Func<SqliteConnection, Outcome<T>> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var connection = SqliteShorthand.Open(file, SqliteOpenMode.ReadWriteCreate);
            connection.Run("PRAGMA synchronous = FULL");
            connection.Run("BEGIN IMMEDIATE");
            if (connection.Count("PRAGMA application_id") == 0 && connection.Count("SELECT count(*) FROM sqlite_schema") == 0)
            {
                connection.Run($"{Tables}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {Form};");
            }

            // A connection that closes undoes what was not written to its end.
            var answer = Stamp(connection) is { } refusal ? refusal : write(connection);
            if (answer.Refusal is null)
            {
                connection.Run("COMMIT");
            }

            return answer;
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenWriting(trouble, file);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return StoreTrouble.NotWritable(Path.GetDirectoryName(file)!, trouble.Message);
        }
    }

    private Refusal? Stamp(SqliteConnection connection)
    {
        var form = connection.Count("PRAGMA user_version");
        return connection.Count("PRAGMA application_id") != ApplicationId || form < 1
            ? StoreTrouble.Damaged(file, new("den är inget lager för nätter", "it is not a store of nights"))
            : form > Form ? Refusal.Of(RefusalCode.StoreNewer, file, $"{form}", $"{Form}") : null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Waiting;
using Vardbro.Waiting.Publication;
using Vardbro.Waiting.Register;
using Vardbro.Waiting.Statistics;

namespace Vardbro.Storage.Publication;

/// <summary>Which rows of a publication to show.</summary>
/// <param name="By">Which table.</param>
/// <param name="Rule">Under which way of counting; null for all.</param>
/// <param name="Kind">Only this kind of wait; null for all.</param>
/// <param name="Region">Only this region; null for all.</param>
/// <param name="Service">Only this service; null for all.</param>
/// <param name="Unit">Only this unit; null for all.</param>
public sealed record PublishedQuery(
    Dimensions By, CountingRule? Rule = null, WaitKind? Kind = null, RegionId? Region = null, string? Service = null, string? Unit = null);

/// <summary>Part of a published set.</summary>
/// <param name="Rows">The rows asked for.</param>
/// <param name="Exits">All of its exits.</param>
/// <param name="Outside">All of its contacts outside the guarantee.</param>
public sealed record PublishedPart(ImmutableArray<StatsRow> Rows, ImmutableArray<PublishedExits> Exits, ImmutableArray<PublishedOutside> Outside);

/// <summary>
/// The figures of published months, by their hash. What the journal says was published is here and nothing else: a set whose hash is
/// not in the journal is only a set that somebody counted. Sets never change; the same figures are the same set.
/// </summary>
public sealed class PublishedStore
{
    /// <summary>"VbP1": tells this file from every other SQLite database.</summary>
    private const int ApplicationId = 0x56625031;

    private const string Tables = """
        CREATE TABLE figure (
            cubes TEXT NOT NULL, grouping INTEGER NOT NULL, rule INTEGER NOT NULL, kind INTEGER NOT NULL,
            region TEXT NOT NULL, service TEXT NOT NULL, unit TEXT NOT NULL, sex INTEGER NOT NULL, age INTEGER NOT NULL,
            line INTEGER NOT NULL, period TEXT NOT NULL, age_text TEXT NOT NULL,
            waiting INTEGER, waiting_within INTEGER, waiting_mean INTEGER, waiting_median INTEGER, waiting_p90 INTEGER, waiting_chosen INTEGER,
            completed INTEGER, completed_within INTEGER, completed_mean INTEGER, completed_median INTEGER, completed_p90 INTEGER, completed_chosen INTEGER,
            PRIMARY KEY (cubes, grouping, rule, kind, region, service, unit, sex, age)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER figure_never_changes BEFORE UPDATE ON figure BEGIN SELECT RAISE(ABORT, 'a published figure never changes'); END;
        """;

    /// <summary>The form of the tables: 1 added intervals, exits and contacts outside the guarantee.</summary>
    private const int Form = 1;

    private const string ToForm1 = """
        ALTER TABLE figure ADD COLUMN waiting_intervals TEXT;
        ALTER TABLE figure ADD COLUMN completed_intervals TEXT;
        CREATE TABLE exits (
            cubes TEXT NOT NULL, line INTEGER NOT NULL, kind INTEGER NOT NULL, region TEXT NOT NULL, service TEXT,
            waited_before INTEGER, still_waiting INTEGER, set_aside INTEGER, cared_for INTEGER, vanished_within INTEGER, vanished_beyond INTEGER,
            PRIMARY KEY (cubes, line)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE outside (
            cubes TEXT NOT NULL, line INTEGER NOT NULL, region TEXT NOT NULL, waiting INTEGER, waiting_median INTEGER, completed INTEGER,
            PRIMARY KEY (cubes, line)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER exits_never_change BEFORE UPDATE ON exits BEGIN SELECT RAISE(ABORT, 'a published figure never changes'); END;
        CREATE TRIGGER outside_never_changes BEFORE UPDATE ON outside BEGIN SELECT RAISE(ABORT, 'a published figure never changes'); END;
        PRAGMA user_version = 1;
        """;

    private readonly string file;

    private PublishedStore(string file) => this.file = file;

    /// <summary>The store in a data folder, which need not have one yet.</summary>
    public static PublishedStore In(string folder) => new(Path.Combine(Path.GetFullPath(folder), "published.db"));

    /// <summary>Keeps a set, all or nothing; one that is here already is not written again.</summary>
    /// <returns>Its hash.</returns>
    public Outcome<string> Keep(PublishedSet set)
    {
        var hash = PublishedText.HashOf(set);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var connection = SqliteShorthand.Open(file, SqliteOpenMode.ReadWriteCreate);
            if (Arm(connection) is { } refusal)
            {
                return refusal;
            }

            connection.Run("BEGIN IMMEDIATE");
            using (var known = connection.Prepare("SELECT count(*) FROM figure WHERE cubes = @cubes", "@cubes").With(hash))
            {
                if ((long)known.ExecuteScalar()! == 0)
                {
                    Write(connection, hash, set);
                }
            }

            connection.Run("COMMIT");
            return hash;
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenWriting(trouble, file);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(RefusalCode.StoreNotWritable, file, trouble.Message);
        }
    }

    /// <summary>The rows of a set that are asked for, in order of kind, region, service, unit, sex and age.</summary>
    public Outcome<ImmutableArray<StatsRow>> Rows(string cubes, PublishedQuery query) => Read(connection => Rows(connection, cubes, query));

    /// <summary>Several sets together, each with the rows asked for in order of the questions, and all of its exits and contacts outside the guarantee.</summary>
    public Outcome<ImmutableArray<PublishedPart>> Parts(IReadOnlyCollection<string> sets, IReadOnlyCollection<PublishedQuery> queries) => Read<ImmutableArray<PublishedPart>>(connection =>
        [.. sets.Select(cubes => new PublishedPart([.. queries.SelectMany(query => Rows(connection, cubes, query))], Exits(connection, cubes), Outside(connection, cubes)))]);

    /// <summary>A whole set.</summary>
    public Outcome<PublishedSet> Set(string cubes) => Read(connection =>
    {
        using var command = connection.Prepare("SELECT * FROM figure WHERE cubes = @cubes ORDER BY line", "@cubes").With(cubes);
        return new PublishedSet([.. Rows(command)], Exits(connection, cubes), Outside(connection, cubes));
    });

    /// <summary>Whether a set is here and is what its hash says.</summary>
    public Outcome<bool> Holds(string cubes) => Set(cubes).Then<bool>(set => PublishedText.HashOf(set) == cubes);

    private Outcome<T> Read<T>(Func<SqliteConnection, T> read)
    {
        if (!File.Exists(file))
        {
            return StoreTrouble.Damaged(file, new("filen saknas", "the file is missing"));
        }

        try
        {
            using (var connection = SqliteShorthand.Open(file, SqliteOpenMode.ReadOnly, pooled: true))
            {
                if (connection.Count("PRAGMA application_id") != ApplicationId)
                {
                    return StoreTrouble.Damaged(file, new("den är inget Vårdbro-lager", "it is not a store of Vårdbro"));
                }

                if (connection.Count("PRAGMA user_version") == Form)
                {
                    return read(connection);
                }
            }

            using var older = SqliteShorthand.Open(file, SqliteOpenMode.ReadWrite);
            return Arm(older) is { } refusal ? refusal : read(older);
        }
        catch (SqliteException trouble)
        {
            return StoreTrouble.WhenExamining(trouble, file);
        }
    }

    private Refusal? Arm(SqliteConnection connection)
    {
        if (connection.Count("PRAGMA application_id") == 0 && connection.Count("SELECT count(*) FROM sqlite_schema") == 0)
        {
            connection.Run($"BEGIN IMMEDIATE;\n{Tables}\nPRAGMA application_id = {ApplicationId};\nCOMMIT;");
        }

        if (connection.Count("PRAGMA application_id") != ApplicationId)
        {
            return StoreTrouble.Damaged(file, new("den är inget Vårdbro-lager", "it is not a store of Vårdbro"));
        }

        if (connection.Count("PRAGMA user_version") is > Form and var newer)
        {
            return Refusal.Of(RefusalCode.StoreNewer, file, $"{newer}", $"{Form}");
        }

        // Asked again within the transaction: two programs may have come here at once.
        connection.Run("BEGIN IMMEDIATE");
        if (connection.Count("PRAGMA user_version") == 0)
        {
            connection.Run(ToForm1);
        }

        connection.Run("COMMIT");
        return null;
    }

    private static void Write(SqliteConnection connection, string hash, PublishedSet set)
    {
        string[] names =
        [
            "@cubes", "@grouping", "@rule", "@kind", "@region", "@service", "@unit", "@sex", "@age", "@line", "@period", "@age_text",
            "@w1", "@w2", "@w3", "@w4", "@w5", "@w6", "@c1", "@c2", "@c3", "@c4", "@c5", "@c6", "@wi", "@ci",
        ];
        Insert(connection, "figure", names, set.Rows.Select((line, i) => (object?[])
        [
            hash, (int)line.By, (int)line.Row.Rule, (int)line.Row.Key.Kind, line.Row.Key.Region.ToString(), line.Row.Key.Service ?? "", line.Row.Key.Unit ?? "",
            line.Row.Key.Sex is { } sex ? (int)sex : -1, line.Row.Key.Age ?? -1, i, line.Row.Period.ToString(), line.Row.Age?.ToString() ?? "",
            .. Cells(line.Row.Waiting), .. Cells(line.Row.Completed), PublishedText.Intervals(line.Row.Waiting), PublishedText.Intervals(line.Row.Completed),
        ]));
        Insert(
            connection, "exits", ["@cubes", "@line", "@kind", "@region", "@service", "@before", "@still", "@aside", "@cared", "@within", "@beyond"],
            set.Exits.Select((row, i) => (object?[])
            [
                hash, i, (int)row.Kind, row.Region.ToString(), row.Service, row.WaitedBefore, row.StillWaiting, row.SetAside, row.CaredFor,
                row.VanishedWithin, row.VanishedBeyond,
            ]));
        Insert(
            connection, "outside", ["@cubes", "@line", "@region", "@waiting", "@median", "@completed"],
            set.Outside.Select((row, i) => (object?[])
                [hash, i, row.Region.ToString(), row.Waiting, row.WaitingMedian is { } median ? PublishedText.Tenths(median) : null, row.Completed]));
    }

    private static void Insert(SqliteConnection connection, string table, string[] names, IEnumerable<object?[]> rows)
    {
        using var command = connection.Prepare($"INSERT INTO {table} VALUES ({string.Join(", ", names)})", names);
        foreach (var row in rows)
        {
            command.With([.. row.Select(value => value ?? DBNull.Value)]).ExecuteNonQuery();
        }
    }

    // Only what is asked for stands in the question: the key is then followed, and not the whole table read.
    private static ImmutableArray<StatsRow> Rows(SqliteConnection connection, string cubes, PublishedQuery query)
    {
        (string Column, object? Value)[] all =
        [
            ("cubes", cubes), ("grouping", (int)query.By), ("rule", (int?)query.Rule), ("kind", (int?)query.Kind),
            ("region", query.Region?.ToString()), ("service", query.Service), ("unit", query.Unit),
        ];
        var asked = all.Where(a => a.Value is not null).ToList();
        using var command = connection.Prepare(
            $"SELECT * FROM figure WHERE {string.Join(" AND ", asked.Select(a => $"{a.Column} = @{a.Column}"))} ORDER BY rule, kind, region, service, unit, sex, age",
            [.. asked.Select(a => "@" + a.Column)]);
        return [.. Rows(command.With([.. asked.Select(a => a.Value!)])).Select(r => r.Row)];
    }

    private static ImmutableArray<PublishedExits> Exits(SqliteConnection connection, string cubes)
    {
        using var command = connection.Prepare("SELECT * FROM exits WHERE cubes = @cubes ORDER BY line", "@cubes").With(cubes);
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<PublishedExits>();
        while (reader.Read())
        {
            rows.Add(new(
                RegionId.TryParse(reader.GetString(3))!.Value, reader.IsDBNull(4) ? null : reader.GetString(4), (WaitKind)reader.GetInt32(2),
                Number(reader, 5), Number(reader, 6), Number(reader, 7), Number(reader, 8), Number(reader, 9), Number(reader, 10)));
        }

        return rows.ToImmutable();
    }

    private static ImmutableArray<PublishedOutside> Outside(SqliteConnection connection, string cubes)
    {
        using var command = connection.Prepare("SELECT * FROM outside WHERE cubes = @cubes ORDER BY line", "@cubes").With(cubes);
        using var reader = command.ExecuteReader();
        var rows = ImmutableArray.CreateBuilder<PublishedOutside>();
        while (reader.Read())
        {
            rows.Add(new(RegionId.TryParse(reader.GetString(2))!.Value, Number(reader, 3), reader.IsDBNull(4) ? null : reader.GetInt64(4) / 10m, Number(reader, 5)));
        }

        return rows.ToImmutable();
    }

    private static int? Number(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static object?[] Cells(WaitFigures? figures) => figures is null
        ? [null, null, null, null, null, null]
        : [figures.Count, figures.Within, PublishedText.Tenths(figures.Mean), PublishedText.Tenths(figures.Median), figures.P90, figures.PatientChosen];

    private static IEnumerable<PublishedRow> Rows(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var by = (Dimensions)reader.GetInt32(1);
            var (sex, age) = (reader.GetInt32(7), reader.GetInt32(8));
            yield return new(by, new(
                Month.Read(reader.GetString(10))!.Value,
                new(
                    RegionId.TryParse(reader.GetString(4))!.Value, (WaitKind)reader.GetInt32(3),
                    by.HasFlag(Dimensions.Service) ? reader.GetString(5) : null, by.HasFlag(Dimensions.Unit) ? reader.GetString(6) : null,
                    sex < 0 ? null : (Sex)sex, age < 0 ? null : age),
                AgeOf(reader.GetString(11)), (CountingRule)reader.GetInt32(2), Figures(reader, 12, 24), Figures(reader, 18, 25)));
        }
    }

    private static WaitFigures? Figures(SqliteDataReader reader, int from, int intervals) => reader.IsDBNull(from) ? null : new(
        reader.GetInt32(from), reader.GetInt32(from + 1), reader.GetInt64(from + 2) / 10m, reader.GetInt64(from + 3) / 10m, reader.GetInt32(from + 4),
        reader.IsDBNull(intervals) ? [] : [.. reader.GetString(intervals).Split(' ').Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))],
        Number(reader, from + 5));

    private static Waiting.Statistics.Span? AgeOf(string text)
    {
        var ends = text.TrimEnd('+').Split('-');
        return text.Length == 0 ? null
            : new(int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture), ends.Length < 2 ? null : int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}

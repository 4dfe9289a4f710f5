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

    private readonly string file;

    private PublishedStore(string file) => this.file = file;

    /// <summary>The store in a data folder, which need not have one yet.</summary>
    public static PublishedStore In(string folder) => new(Path.Combine(Path.GetFullPath(folder), "published.db"));

    /// <summary>Keeps a set of rows, all or none; a set that is here already is not written again.</summary>
    /// <returns>Its hash.</returns>
    public Outcome<string> Keep(ImmutableArray<PublishedRow> rows)
    {
        var hash = PublishedText.HashOf(rows);
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
                    Write(connection, hash, rows);
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
    public Outcome<ImmutableArray<StatsRow>> Rows(string cubes, PublishedQuery query) => Read(connection =>
    {
        using var command = connection.Prepare(
            """
            SELECT * FROM figure WHERE cubes = @cubes AND grouping = @grouping
            AND (@rule < 0 OR rule = @rule) AND (@kind < 0 OR kind = @kind)
            AND (@region = '' OR region = @region) AND (@service = '' OR service = @service) AND (@unit = '' OR unit = @unit)
            ORDER BY rule, kind, region, service, unit, sex, age
            """, "@cubes", "@grouping", "@rule", "@kind", "@region", "@service", "@unit");
        return Rows(command.With(
            cubes, (int)query.By, query.Rule is { } rule ? (int)rule : -1, query.Kind is { } kind ? (int)kind : -1,
            query.Region?.ToString() ?? "", query.Service ?? "", query.Unit ?? "")).Select(r => r.Row).ToImmutableArray();
    });

    /// <summary>What became of those who waited the month before: every row of a set.</summary>
    public Outcome<ImmutableArray<PublishedExits>> Exits(string cubes) => Read<ImmutableArray<PublishedExits>>(_ => []);

    /// <summary>The contacts outside the guarantee: every row of a set.</summary>
    public Outcome<ImmutableArray<PublishedOutside>> Outside(string cubes) => Read<ImmutableArray<PublishedOutside>>(_ => []);

    /// <summary>Whether a set is here and is what its hash says.</summary>
    public Outcome<bool> Holds(string cubes) => Read(connection =>
    {
        using var command = connection.Prepare("SELECT * FROM figure WHERE cubes = @cubes ORDER BY line", "@cubes").With(cubes);
        return PublishedText.HashOf(Rows(command)) == cubes;
    });

    private Outcome<T> Read<T>(Func<SqliteConnection, T> read)
    {
        if (!File.Exists(file))
        {
            return StoreTrouble.Damaged(file, new("filen saknas", "the file is missing"));
        }

        try
        {
            using var connection = SqliteShorthand.Open(file, SqliteOpenMode.ReadOnly, pooled: true);
            return connection.Count("PRAGMA application_id") == ApplicationId
                ? read(connection)
                : StoreTrouble.Damaged(file, new("den är inget Vårdbro-lager", "it is not a store of Vårdbro"));
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

        return connection.Count("PRAGMA application_id") == ApplicationId
            ? null
            : StoreTrouble.Damaged(file, new("den är inget Vårdbro-lager", "it is not a store of Vårdbro"));
    }

    private static void Write(SqliteConnection connection, string hash, ImmutableArray<PublishedRow> rows)
    {
        string[] names =
        [
            "@cubes", "@grouping", "@rule", "@kind", "@region", "@service", "@unit", "@sex", "@age", "@line", "@period", "@age_text",
            "@w1", "@w2", "@w3", "@w4", "@w5", "@w6", "@c1", "@c2", "@c3", "@c4", "@c5", "@c6",
        ];
        using var command = connection.Prepare($"INSERT INTO figure VALUES ({string.Join(", ", names)})", names);
        for (var line = 0; line < rows.Length; line++)
        {
            var (by, row) = rows[line];
            command.With(
            [
                hash, (int)by, (int)row.Rule, (int)row.Key.Kind, row.Key.Region.ToString(), row.Key.Service ?? "", row.Key.Unit ?? "",
                row.Key.Sex is { } sex ? (int)sex : -1, row.Key.Age ?? -1, line, row.Period.ToString(), row.Age?.ToString() ?? "",
                .. Cells(row.Waiting), .. Cells(row.Completed),
            ]).ExecuteNonQuery();
        }
    }

    private static object[] Cells(WaitFigures? figures) => figures is null
        ? [DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value]
        : [figures.Count, figures.Within, PublishedText.Tenths(figures.Mean), PublishedText.Tenths(figures.Median), figures.P90!, (object?)figures.PatientChosen ?? DBNull.Value];

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
                AgeOf(reader.GetString(11)), (CountingRule)reader.GetInt32(2), Figures(reader, 12), Figures(reader, 18)));
        }
    }

    private static WaitFigures? Figures(SqliteDataReader reader, int from) => reader.IsDBNull(from) ? null : new(
        reader.GetInt32(from), reader.GetInt32(from + 1), reader.GetInt64(from + 2) / 10m, reader.GetInt64(from + 3) / 10m,
        reader.GetInt32(from + 4), [], reader.IsDBNull(from + 5) ? null : reader.GetInt32(from + 5));

    private static Waiting.Statistics.Span? AgeOf(string text)
    {
        var ends = text.TrimEnd('+').Split('-');
        return text.Length == 0 ? null
            : new(int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture), ends.Length < 2 ? null : int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}

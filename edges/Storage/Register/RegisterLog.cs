using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Waiting.Register;

namespace Vardbro.Storage.Register;

/// <summary>Reads and writes the log of imports and the pointers. Whoever calls turns what SQLite complains about into refusals.</summary>
internal sealed class RegisterLog(SqliteConnection connection)
{
    private const string Columns = """
        import_no, at_us, region, month, verdict, refusal_sv, refusal_en, received, bytes, packed, batch, synthetic, rules,
        row_count, waiting, completed, errors, remarked
        """;

    /// <summary>The import that a month points at.</summary>
    public RegisterImported? Current(RegionId region, Month month)
    {
        using var command = connection.Prepare(
            $"SELECT {Columns} FROM import WHERE import_no = (SELECT import_no FROM pointer WHERE region = @region AND month = @month)", "@region", "@month");
        return Read(command.With(region.ToString(), month.ToString())).FirstOrDefault();
    }

    /// <summary>Every region and month that a file ever came for, in order.</summary>
    public ImmutableArray<RegisterMonth> Months()
    {
        using var latest = connection.Prepare($"""
            SELECT {Columns} FROM import
            WHERE import_no IN (SELECT max(import_no) FROM import GROUP BY region, month) ORDER BY region, month
            """);
        using var pointed = connection.Prepare($"SELECT {Columns} FROM import WHERE import_no IN (SELECT import_no FROM pointer)");
        var current = Read(pointed).ToDictionary(i => (i.Region, i.Month));
        return [.. Read(latest).Select(i => new RegisterMonth(i.Region, i.Month, current.GetValueOrDefault((i.Region, i.Month)), i))];
    }

    /// <summary>Every import of a month, oldest first.</summary>
    public ImmutableArray<RegisterImported> History(RegionId region, Month month)
    {
        using var command = connection.Prepare(
            $"SELECT {Columns} FROM import WHERE region = @region AND month = @month ORDER BY import_no", "@region", "@month");
        return [.. Read(command.With(region.ToString(), month.ToString()))];
    }

    /// <summary>Adds an import to the log and, when it has a batch, points its month at it: both or neither.</summary>
    /// <returns>
    /// The import with its number; or, with true, the import that the month points at already, of the same bytes read the same
    /// way, and nothing is written.
    /// </returns>
    public (RegisterImported Import, bool Repeated) Add(RegisterImported import)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            var repeated = import.Batch is null ? null : Current(import.Region, import.Month);
            if (repeated is not null && repeated.Batch == import.Batch && repeated.Received == import.Received)
            {
                connection.Run("ROLLBACK");
                return (repeated, true);
            }

            var numbered = import with { Number = 1 + connection.Count("SELECT coalesce(max(import_no), 0) FROM import") };
            Insert(numbered);
            connection.Run("COMMIT");
            return (numbered, false);
        }
        catch
        {
            Undo();
            throw;
        }
    }

    private void Insert(RegisterImported import)
    {
        using var add = connection.Prepare(
            $"INSERT INTO import ({Columns}) VALUES (@no, @at, @region, @month, @verdict, @sv, @en, @received, @bytes, @packed, @batch, @synthetic, @rules, @rows, @waiting, @completed, @errors, @remarked)",
            "@no", "@at", "@region", "@month", "@verdict", "@sv", "@en", "@received", "@bytes", "@packed", "@batch", "@synthetic", "@rules",
            "@rows", "@waiting", "@completed", "@errors", "@remarked");
        var count = import.Count;
        add.With(
            import.Number, WholeMicroseconds.Of(import.At), import.Region.ToString(), import.Month.ToString(), NameOf(import.Verdict),
            OrNull(import.Why?.Sv), OrNull(import.Why?.En), OrNull(import.Received), import.Bytes, import.Packed ? 1 : 0, OrNull(import.Batch),
            import.Synthetic ? 1 : 0, import.RulesVersion, count.Rows, count.Waiting, count.Completed, count.Errors, count.Remarked).ExecuteNonQuery();
        using var rule = connection.Prepare("INSERT INTO import_rule VALUES (@no, @rule, @rows)", "@no", "@rule", "@rows");
        foreach (var (broken, rows) in count.ByRule)
        {
            rule.With(import.Number, (int)broken, rows).ExecuteNonQuery();
        }

        if (import.Batch is not null)
        {
            using var point = connection.Prepare("INSERT OR REPLACE INTO pointer VALUES (@region, @month, @no)", "@region", "@month", "@no");
            point.With(import.Region.ToString(), import.Month.ToString(), import.Number).ExecuteNonQuery();
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

    private List<RegisterImported> Read(SqliteCommand command)
    {
        var imports = new List<RegisterImported>();
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                imports.Add(One(row));
            }
        }

        return [.. imports.Select(i => i with { Count = i.Count with { ByRule = RulesOf(i.Number) } })];
    }

    private static RegisterImported One(SqliteDataReader row) => new(
        row.GetInt64(0), WholeMicroseconds.ToInstant(row.GetInt64(1)),
        RegionId.TryParse(row.GetString(2)) ?? RegionId.Nation, Month.Read(row.GetString(3)) ?? default, VerdictOf(row.GetString(4)),
        row.IsDBNull(5) ? null : new Bilingual(row.GetString(5), row.GetString(6)), TextOrNull(row, 7), row.GetInt64(8), row.GetInt64(9) == 1,
        TextOrNull(row, 10), row.GetInt64(11) == 1, row.GetString(12),
        new(row.GetInt64(13), row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), ImmutableSortedDictionary<RowRule, long>.Empty));

    private ImmutableSortedDictionary<RowRule, long> RulesOf(long number)
    {
        using var command = connection.Prepare("SELECT rule, row_count FROM import_rule WHERE import_no = @no", "@no");
        using var row = command.With(number).ExecuteReader();
        var rules = ImmutableSortedDictionary.CreateBuilder<RowRule, long>();
        while (row.Read())
        {
            rules[(RowRule)row.GetInt32(0)] = row.GetInt64(1);
        }

        return rules.ToImmutable();
    }

    /// <summary>A verdict as it is stored and exported.</summary>
    public static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => "accepted",
        Verdict.AcceptedWithRemarks => "accepted-with-remarks",
        Verdict.Rejected => "rejected",
    };

    /// <summary>A verdict as it was stored.</summary>
    public static Verdict VerdictOf(string name) => name switch
    {
        "accepted" => Verdict.Accepted,
        "accepted-with-remarks" => Verdict.AcceptedWithRemarks,
        _ => Verdict.Rejected,
    };

    private static object OrNull(string? text) => text is null ? DBNull.Value : text;

    private static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

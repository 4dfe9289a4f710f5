using System.Text;
using Microsoft.Data.Sqlite;
using Vardbro.Kernel;
using Vardbro.Storage;
using Vardbro.Storage.Operational;
using Vardbro.Waiting.Operational;

namespace Vardbro.Tests;

/// <summary>A folder with daily files of waits and a store to take them into, with a basis for region 0014 or without.</summary>
internal sealed class OperationalFolder : IDisposable
{
    private readonly Folder folder = new();

    public static DateTimeOffset Now { get; } = new(2024, 9, 2, 8, 0, 0, TimeSpan.Zero);

    public static RegionId Home { get; } = RegionId.TryParse("0014")!.Value;

    public string this[string name] => folder[name];

    public string Data => folder["data"];

    public string Database => Path.Combine(Data, "operational.db");

    public string Keys => Path.Combine(Data, "operational-keys.db");

    public OperationalStore Store => OperationalStore.Open(Data).Value;

    public OperationalRegion Region => Store.Of(Home).Value;

    /// <summary>Every wait that may be read, by id.</summary>
    public SortedDictionary<string, OperationalWait> Waits
    {
        get
        {
            var waits = new SortedDictionary<string, OperationalWait>(StringComparer.Ordinal);
            Assert.Null(Store.Waiting(Storage.Store.Read(Data).Value, new(2024, 9, 2), null, w => waits.Add(w.Id, w)).Refusal);
            return waits;
        }
    }

    public OperationalFolder WithBasis(string number = "B-1", params string[] more)
    {
        Assert.Equal(0, Run(["waits", "basis", "record", "--region", "0014", "--kind", "agreement", "--reference", "RS 2024-1", "--from", "2024-01-01",
            "--number", number, "--by", "Anna Ek", "--and", "Bo Al", .. more]).Code);
        return this;
    }

    public string Write(string text, string name = "file.csv") => Write(Encoding.UTF8.GetBytes(text), name);

    public string Write(byte[] bytes, string name = "file.csv")
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }

    /// <summary>Takes in a file as region 0014's day, in English.</summary>
    public Ran Import(string file, string day = "2024-08-31", params string[] options) => TheProgram.RunHere(Now, [.. Arguments(file, day), .. options]);

    /// <summary>Takes in these rows.</summary>
    public Ran ImportRows(string day, params string[][] rows) => Import(Write(OperationalRows.Text([.. rows.Select(r => string.Join(',', r))])), day);

    /// <summary>The same as <see cref="Import(string, string, string[])"/> through a process of its own.</summary>
    public Ran ImportAlone(string file) => TheProgram.Run(Arguments(file, "2024-08-31"));

    public string[] Arguments(string file, string day) => ["waits", "import", file, "--region", "0014", "--date", day, "--data", Data, "--lang", "en"];

    public Ran Run(params string[] arguments) => TheProgram.RunHere(Now, [.. arguments, "--data", Data, "--lang", "en"]);

    public long Count(string sql, bool keys = false)
    {
        using var connection = new SqliteConnection($"Data Source={(keys ? Keys : Database)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Change(string sql, bool keys = false)
    {
        using var connection = new SqliteConnection($"Data Source={(keys ? Keys : Database)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => folder.Dispose();
}
